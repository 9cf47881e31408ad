//! Both sides of the private circle against one list of cases.

#[cfg(test)]
mod vectors;
