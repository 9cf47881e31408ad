//! What a browser may send about a person: names and addresses.

use domain::text::{NAME_MAX, clean_line, length};

/// The longest e-mail address (RFC 5321).
const EMAIL_MAX: usize = 254;

/// The name used, clean; else the id of the sentence that says what to put right.
pub fn name(typed: &str) -> Result<String, &'static str> {
    let name = clean_line(typed);
    match length(&name) {
        0 => Err("account-fix-name"),
        size if size > NAME_MAX => Err("account-fix-name-long"),
        _ => Ok(name),
    }
}

/// An e-mail address, clean; else the id of the sentence that says what to put right. Whether it
/// is real shows when somebody signs in with it: the house sends no mail.
pub fn email(typed: &str) -> Result<String, &'static str> {
    let email = clean_line(typed);
    let wrong = Err("account-fix-email");
    let Some((before, after)) = email.rsplit_once('@') else {
        return wrong;
    };
    let spaced = email.contains(char::is_whitespace);
    let dots = after.starts_with('.') || after.ends_with('.');
    if before.is_empty() || after.is_empty() || spaced || dots || length(&email) > EMAIL_MAX {
        return wrong;
    }
    Ok(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_whatever_people_use() {
        assert_eq!(name("  Dee   Alvarez "), Ok("Dee Alvarez".to_owned()));
        assert_eq!(name("李 小龙"), Ok("李 小龙".to_owned()));
        assert_eq!(name(" \u{202e} "), Err("account-fix-name"));
        assert_eq!(name(&"a".repeat(121)), Err("account-fix-name-long"));
    }

    #[test]
    fn an_address_has_both_its_sides() {
        for good in [
            "dee@harbor.example.org",
            "d+1@localhost",
            "josé@example.org",
        ] {
            assert_eq!(email(good), Ok(good.to_owned()));
        }
        for wrong in ["", "dee", "@b", "a@", "a b@c.org", "a@.org", "a@b."] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }
}
