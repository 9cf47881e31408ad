//! The house, from a request to its answer, on a database of its own.

#[cfg(test)]
mod change;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod house;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod wire;
