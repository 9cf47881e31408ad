//! Size classes (`docs/vault.md` section 5).

use serde_json::{Map, Value};

use crate::Refused;

const STEP: usize = 1_024;
const STEPS_UP_TO: usize = 16_384;

/// The class of a length in bytes: steps of 1,024 up to 16,384, above that Padmé, which keeps as
/// many leading bits of a length as the length of its length has. None where no such number exists.
pub fn size_class(length: usize) -> Option<usize> {
    if length <= STEPS_UP_TO {
        return Some(length.div_ceil(STEP).max(1) * STEP);
    }
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    length.checked_next_multiple_of(1 << (exponent - kept))
}

/// A JSON object with spaces after it.
pub(crate) fn unpadded(bytes: &[u8]) -> Result<Map<String, Value>, Refused> {
    serde_json::from_slice(bytes).map_err(|_| Refused::Damaged)
}
