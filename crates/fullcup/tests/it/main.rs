//! Tests of the whole house: the real program, started as people start it.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod canary;
#[cfg(test)]
mod client;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod invite;
#[cfg(test)]
mod kill;
mod leaving;
#[cfg(test)]
mod log;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod month;
#[cfg(test)]
mod private;
#[cfg(test)]
mod program;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod twice;
#[cfg(test)]
mod vault;
#[cfg(test)]
mod verify_site;
