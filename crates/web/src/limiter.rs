//! How often one address may try a door that is open to anyone (sign-in, invitations).
//!
//! A bucket for each address, in memory and bounded. This protects the processor from a flood;
//! guessing a password is limited per account by `people`, and never here.

use std::{collections::HashMap, net::IpAddr, sync::Mutex};

use jiff::Timestamp;

/// Tries at once.
const BURST: f64 = 120.0;
/// Tries that come back each second.
const EACH_SECOND: f64 = 10.0;
/// Addresses remembered at most.
const MOST: usize = 20_000;

#[derive(Default)]
pub(crate) struct Limiter(Mutex<HashMap<IpAddr, Bucket>>);

struct Bucket {
    left: f64,
    at: Timestamp,
}

impl Limiter {
    /// Takes one try; `false` when there is none left.
    ///
    /// Loopback is not limited: without a trusted proxy everybody may come from there.
    pub(crate) fn allows(&self, address: Option<IpAddr>, now: Timestamp) -> bool {
        let Some(address) = address.filter(|address| !address.is_loopback()) else {
            return true;
        };
        let Ok(mut buckets) = self.0.lock() else {
            return true;
        };
        if buckets.len() >= MOST {
            buckets.retain(|_, bucket| bucket.refilled(now) < BURST);
            if buckets.len() >= MOST {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(wide(address)).or_insert(Bucket {
            left: BURST,
            at: now,
        });
        bucket.left = bucket.refilled(now);
        bucket.at = now;
        let allowed = bucket.left >= 1.0;
        if allowed {
            bucket.left -= 1.0;
        }
        allowed
    }
}

impl Bucket {
    fn refilled(&self, now: Timestamp) -> f64 {
        let seconds = now.duration_since(self.at).as_secs_f64().max(0.0);
        (self.left + seconds * EACH_SECOND).min(BURST)
    }
}

/// One home has a whole IPv6 network of 64 bits.
fn wide(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6((six.to_bits() >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_runs_out_and_the_others_do_not() {
        let limiter = Limiter::default();
        let now = Timestamp::from_second(1_770_000_000).expect("a time");
        let flood = "2001:db8::1".parse().ok();
        let tries = (0..1_000).filter(|_| limiter.allows(flood, now)).count();
        assert_eq!(tries, 120);
        assert!(
            !limiter.allows("2001:db8::2".parse().ok(), now),
            "the same home"
        );
        assert!(limiter.allows("192.0.2.1".parse().ok(), now));
        assert!(limiter.allows("127.0.0.1".parse().ok(), now));
        let later = Timestamp::from_second(1_770_000_001).expect("a time");
        assert_eq!(
            (0..1_000).filter(|_| limiter.allows(flood, later)).count(),
            10
        );
    }

    #[test]
    fn the_list_of_addresses_stays_bounded() {
        let limiter = Limiter::default();
        let now = Timestamp::from_second(1_770_000_000).expect("a time");
        for number in 1..100_000_u32 {
            limiter.allows(
                Some(IpAddr::V4(number.wrapping_add(0x0100_0000).into())),
                now,
            );
        }
        assert!(limiter.0.lock().expect("the list").len() <= MOST);
    }
}
