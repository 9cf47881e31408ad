//! Storage, tried from outside, on the engine that the environment names.

#[cfg(test)]
mod backing_up;
#[cfg(test)]
mod beside;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod failing_disk;
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod killing;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod things;
#[cfg(test)]
mod together;
#[cfg(test)]
mod writing;
