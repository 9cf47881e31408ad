//! The time zones that are offered first. Any other IANA name can be typed.

/// The zones of the United States and its territories, from east to west.
pub const ZONES: [&str; 11] = [
    "America/Puerto_Rico",
    "America/New_York",
    "America/Detroit",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Pacific/Guam",
    "Pacific/Pago_Pago",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_that_is_offered_is_one() {
        for name in ZONES {
            assert!(domain::hours::zone(name).is_ok(), "{name}");
        }
    }
}
