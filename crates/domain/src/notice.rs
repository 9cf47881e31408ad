//! The notice that goes with every disclosure of a person's record.
//!
//! 42 CFR 2.32 asks for one of two statements with each disclosure made with
//! written consent, together with a copy of the consent or a clear explanation
//! of its scope. These are the words of the regulation as amended by 89 FR
//! 12472 (in force since April 16, 2024; to be complied with since February 16,
//! 2026). They are law, not ours: never reworded, never translated in place.

use jiff::civil::{Date, date};

/// A statement of the regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The name in forms and files: `long`, `short`.
    pub slug: &'static str,
    /// The words, one paragraph each.
    pub paragraphs: &'static [&'static str],
    /// Where they stand.
    pub source: &'static str,
    /// The day from which these words must be used.
    pub since: Date,
}

impl Notice {
    /// Both, the long one first.
    pub const ALL: &'static [Self] = &[LONG, SHORT];

    /// The statement that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|notice| notice.slug == slug)
    }

    /// The words in one line, for a cell of a file.
    pub fn line(&self) -> String {
        self.paragraphs.join(" ")
    }
}

/// Statement 1: for files and prints.
pub const LONG: Notice = Notice {
    slug: "long",
    paragraphs: &[
        "This record which has been disclosed to you is protected by Federal confidentiality \
         rules (42 CFR part 2). These rules prohibit you from using or disclosing this record, or \
         testimony that describes the information contained in this record, in any civil, \
         criminal, administrative, or legislative proceedings by any Federal, State, or local \
         authority, against the patient, unless authorized by the consent of the patient, except \
         as provided at 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR \
         2.64 or 2.65. In addition, the Federal rules prohibit you from making any other use or \
         disclosure of this record unless at least one of the following applies:",
        "(i) Further use or disclosure is expressly permitted by the written consent of the \
         individual whose information is being disclosed in this record or as otherwise permitted \
         by 42 CFR part 2.",
        "(ii) You are a covered entity or business associate and have received the record for \
         treatment, payment, or health care operations, or",
        "(iii) You have received the record from a covered entity or business associate as \
         permitted by 45 CFR part 164, subparts A and E.",
        "A general authorization for the release of medical or other information is NOT \
         sufficient to meet the required elements of written consent to further use or redisclose \
         the record (see 42 CFR 2.31).",
    ],
    source: "42 CFR 2.32(a)(1)",
    since: date(2026, 2, 16),
};

/// Statement 2: where there is little room, such as a screen or a message.
pub const SHORT: Notice = Notice {
    slug: "short",
    paragraphs: &["42 CFR part 2 prohibits unauthorized use or disclosure of these records."],
    source: "42 CFR 2.32(a)(2)",
    since: date(2026, 2, 16),
};

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    const WORDS: [u8; 32] = [
        0xd8, 0x22, 0x05, 0xa1, 0x80, 0x44, 0xf9, 0xf4, 0x57, 0x76, 0x34, 0x3d, 0x91, 0xe2, 0x6d,
        0x8d, 0xdb, 0x44, 0xbf, 0x13, 0xe1, 0x36, 0xaf, 0x16, 0x9e, 0xc7, 0x3d, 0x75, 0x5f, 0xac,
        0xd9, 0xa8,
    ];

    /// The words are fixed here a second time, as a digest, so that nobody
    /// mends their style.
    #[test]
    fn the_words_of_the_law_are_not_changed() {
        let digest = Sha256::digest(LONG.line().as_bytes());
        assert_eq!(digest[..], WORDS);
        assert_eq!(
            SHORT.line(),
            "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
        );
        assert!(!LONG.line().contains("  "));
    }

    #[test]
    fn a_slug_names_its_notice() {
        for notice in Notice::ALL {
            assert_eq!(Notice::from_slug(notice.slug), Some(*notice));
        }
    }
}
