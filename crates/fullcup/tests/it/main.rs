//! Tests of the whole house: the real program, started as people start it.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod client;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod invite;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod program;
#[cfg(test)]
mod refusals;
