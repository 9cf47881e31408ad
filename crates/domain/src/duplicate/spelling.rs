//! Nearly the same spelling.

/// A folded word, read once for comparing.
#[derive(Clone, Debug)]
pub struct Letters {
    letters: Vec<char>,
    /// Which letters there are, one bit for several: what differs in many is not near.
    there: u64,
}

impl Letters {
    /// The letters of a word.
    pub fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let there = letters
            .iter()
            .fold(0, |there, letter| there | 1 << (u32::from(*letter) % 64));
        Self { letters, there }
    }
}

/// Whether two words differ by one slip (a letter more, less, other, or two
/// swapped), or by two in words of eight letters and more. Words under four
/// letters are too short for a guess: "Ana" and "Ann" are two names.
pub fn near(one: &Letters, other: &Letters) -> bool {
    let (ours, theirs) = (&one.letters, &other.letters);
    let allowed = match ours.len().min(theirs.len()) {
        0..4 => return false,
        4..8 => 1,
        _ => 2,
    };
    // A slip takes one letter away and brings one in, at most.
    let differing = (one.there ^ other.there).count_ones() as usize;
    differing <= 2 * allowed
        && ours.len().abs_diff(theirs.len()) <= allowed
        && slips(ours, theirs) <= allowed
}

/// Slips between two words: optimal string alignment, which counts two swapped
/// neighbors as one.
fn slips(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (place, letter_too) in other.iter().enumerate() {
            let differs = usize::from(letter != letter_too);
            let mut least = (above[place] + differs)
                .min(above[place + 1] + 1)
                .min(line[place] + 1);
            if row > 0 && place > 0 && one[row - 1] == *letter_too && other[place - 1] == *letter {
                least = least.min(before[place - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or(one.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(one: &str, other: &str) -> usize {
        slips(
            &one.chars().collect::<Vec<_>>(),
            &other.chars().collect::<Vec<_>>(),
        )
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(count("miller", "miller"), 0);
        assert_eq!(count("miller", "millar"), 1);
        assert_eq!(count("miller", "mlller"), 1);
        assert_eq!(count("brian", "brain"), 1);
        assert_eq!(count("ca", "abc"), 3);
        assert_eq!(count("", "abc"), 3);
    }

    #[test]
    fn short_words_are_not_guessed_at() {
        let near = |one, other| near(&Letters::of(one), &Letters::of(other));
        assert!(near("kayla", "kyala") && near("washington", "washinton"));
        assert!(!near("ana", "ann") && !near("lee", "lea"));
        assert!(!near("kayla", "kaliya"));
    }

    proptest! {
        #[test]
        fn it_is_the_same_both_ways(one in "[a-d]{0,8}", other in "[a-d]{0,8}") {
            prop_assert_eq!(count(&one, &other), count(&other, &one));
            prop_assert_eq!(count(&one, &other) == 0, one == other);
            prop_assert!(count(&one, &other) <= one.len().max(other.len()));
        }

        #[test]
        fn the_quick_look_refuses_nobody(one in "[a-z]{4,10}", other in "[a-z]{4,10}") {
            let allowed = if one.len().min(other.len()) < 8 { 1 } else { 2 };
            let slipped = near(&Letters::of(&one), &Letters::of(&other));
            prop_assert_eq!(slipped, count(&one, &other) <= allowed);
        }
    }
}
