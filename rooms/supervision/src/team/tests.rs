//! Stories of a supervisor's week.
