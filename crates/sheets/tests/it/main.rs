//! Spreadsheets as they really are, one story a test: each comes in exactly as
//! it says, or is refused with the value and what is wrong.

#[cfg(test)]
mod messy_excel;
#[cfg(test)]
mod messy_text;
#[cfg(test)]
mod messy_values;
#[cfg(test)]
mod safety;
#[cfg(test)]
mod told;
