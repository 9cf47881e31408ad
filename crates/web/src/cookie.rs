//! The two cookies of the house: the session, and the known client.
//!
//! Over https both carry the `__Host-` prefix, so that no other host can plant one.

use http::HeaderMap;
use people::session::Token;

use crate::House;

/// How long a session's cookie is kept: longer than the session lives, so that an ended session
/// is told from no session, and what was typed can come back (ruling 5).
const SESSION_DAYS: u32 = 30;
/// The longest that browsers keep a cookie.
const KNOWN_DAYS: u32 = 400;

/// Sets the session. `lasting` keeps it when the browser closes; leave it out on a phone that
/// somebody else uses too.
pub fn session(house: &House, token: &Token, lasting: bool) -> String {
    set(house, "fullcup", &token.0, lasting.then_some(SESSION_DAYS))
}

/// Takes the session's cookie away.
pub fn no_session(house: &House) -> String {
    set(house, "fullcup", "", Some(0))
}

/// Remembers that this browser has signed in before, so that guessing elsewhere never locks it out.
pub fn known(house: &House, token: &str) -> String {
    set(house, "fullcup-known", token, Some(KNOWN_DAYS))
}

/// The name under which a browser sends a cookie of ours.
pub(crate) fn name(https: bool, plain: &str) -> String {
    if https {
        format!("__Host-{plain}")
    } else {
        plain.to_owned()
    }
}

fn set(house: &House, plain: &str, value: &str, days: Option<u32>) -> String {
    let https = house.https();
    let secure = if https { "; Secure" } else { "" };
    let age = days.map_or(String::new(), |days| format!("; Max-Age={}", days * 86_400));
    format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}",
        name(https, plain)
    )
}

/// The value of a cookie. A name that is sent twice counts as not sent: one of them is planted.
pub(crate) fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = None;
    for header in headers.get_all(http::header::COOKIE) {
        for pair in header.to_str().ok()?.split(';') {
            if let Some((known, value)) = pair.trim().split_once('=')
                && known == name
                && found.replace(value).is_some()
            {
                return None;
            }
        }
    }
    found.filter(|value| !value.is_empty() && value.len() <= 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(http::header::COOKIE, cookie.parse().expect("a header"));
        headers
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let sent = headers("a=1; fullcup=token; fullcup-known=k");
        assert_eq!(find(&sent, "fullcup"), Some("token"));
        assert_eq!(find(&sent, "fullcup-known"), Some("k"));
        assert_eq!(find(&sent, "full"), None);
    }

    #[test]
    fn a_browser_that_four_people_share_keeps_all_their_tokens() {
        let four = ["k"; 4].map(|k| k.repeat(43)).join(".");
        let sent = headers(&format!("fullcup-known={four}"));
        assert_eq!(find(&sent, "fullcup-known"), Some(four.as_str()));
    }

    #[test]
    fn a_cookie_sent_twice_is_not_believed() {
        assert_eq!(
            find(&headers("fullcup=mine; fullcup=planted"), "fullcup"),
            None
        );
    }
}
