//! Where a request comes from: networks, and what a trusted proxy says.

use std::{net::IpAddr, str::FromStr};

use http::HeaderMap;

/// A network, such as `10.0.0.0/8`, `::1` or `127.0.0.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Net {
    address: IpAddr,
    bits: u8,
}

/// Text that is no network.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a network like 10.0.0.0/8 or 127.0.0.1")]
pub struct NoNet;

impl FromStr for Net {
    type Err = NoNet;

    fn from_str(text: &str) -> Result<Self, NoNet> {
        let (address, bits) = text.trim().split_once('/').unwrap_or((text.trim(), ""));
        let address: IpAddr = address.parse().map_err(|_| NoNet)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = if bits.is_empty() {
            most
        } else {
            bits.parse().map_err(|_| NoNet)?
        };
        if bits > most {
            Err(NoNet)
        } else {
            Ok(Self { address, bits })
        }
    }
}

impl Net {
    /// Whether the address lies in this network.
    pub fn holds(&self, address: IpAddr) -> bool {
        fn top(value: u128, width: u8, bits: u8) -> u128 {
            value.checked_shr(u32::from(width - bits)).unwrap_or(0)
        }
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(net), IpAddr::V4(one)) => {
                let (net, one) = (u128::from(net.to_bits()), u128::from(one.to_bits()));
                top(net, 32, self.bits) == top(one, 32, self.bits)
            }
            (IpAddr::V6(net), IpAddr::V6(one)) => {
                top(net.to_bits(), 128, self.bits) == top(one.to_bits(), 128, self.bits)
            }
            _ => false,
        }
    }
}

/// The address of the one who asks: the peer, or, when the peer is the trusted proxy, the last
/// address in `X-Forwarded-For` that is not itself in the proxy's network.
pub(crate) fn address(
    peer: Option<IpAddr>,
    proxy: Option<Net>,
    headers: &HeaderMap,
) -> Option<IpAddr> {
    let peer = peer?.to_canonical();
    let Some(proxy) = proxy.filter(|proxy| proxy.holds(peer)) else {
        return Some(peer);
    };
    let mut told = Vec::new();
    for header in headers.get_all("x-forwarded-for") {
        told.extend(header.to_str().ok()?.split(','));
    }
    let mut found = peer;
    for text in told.into_iter().rev() {
        let Ok(one) = text.trim().parse::<IpAddr>() else {
            break;
        };
        found = one.to_canonical();
        if !proxy.holds(found) {
            break;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> Net {
        text.parse().expect("a network")
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_network_holds_its_addresses_only() {
        assert!(net("10.0.0.0/8").holds(ip("10.200.3.4")));
        assert!(!net("10.0.0.0/8").holds(ip("11.0.0.1")));
        assert!(net("127.0.0.1").holds(ip("::ffff:127.0.0.1")));
        assert!(!net("127.0.0.1").holds(ip("127.0.0.2")));
        assert!(net("0.0.0.0/0").holds(ip("1.2.3.4")));
        assert!(net("fd00::/8").holds(ip("fd12::1")));
        assert!(!net("::/0").holds(ip("1.2.3.4")));
        for text in ["", "ten", "10.0.0.0/33", "10.0.0.0/x", "::/129"] {
            assert_eq!(text.parse::<Net>(), Err(NoNet), "{text}");
        }
    }

    #[test]
    fn only_the_trusted_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append(
            "x-forwarded-for",
            "6.6.6.6, 203.0.113.9".parse().expect("a header"),
        );
        headers.append("x-forwarded-for", "10.0.0.2".parse().expect("a header"));
        let proxy = Some(net("10.0.0.0/8"));
        assert_eq!(
            address(Some(ip("10.0.0.1")), proxy, &headers),
            Some(ip("203.0.113.9"))
        );
        assert_eq!(
            address(Some(ip("192.0.2.1")), proxy, &headers),
            Some(ip("192.0.2.1"))
        );
        assert_eq!(
            address(Some(ip("10.0.0.1")), None, &headers),
            Some(ip("10.0.0.1"))
        );
    }
}
