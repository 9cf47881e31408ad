//! The list for a program's first week. It ends by itself.

/// One thing to do in the first week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The end of its word id.
    pub slug: &'static str,
    /// Where it is done; none = by somebody else.
    pub path: Option<&'static str>,
    /// Whether it is done.
    pub done: bool,
}

/// What is known of a program in its first week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is done or is not"
)]
pub struct Known {
    /// Whether there is an active peer worker.
    pub workers: bool,
    /// Whether somebody supervises somebody.
    pub supervised: bool,
    /// Whether the words for kinds and settings were changed.
    pub kinds: bool,
    /// Whether the days between two supervisions were set.
    pub interval: bool,
    /// Whether a contact was logged.
    pub contact: bool,
}

/// The steps; none once all are done.
pub fn steps(known: Known) -> Vec<Step> {
    let step = |slug, path, done| Step { slug, path, done };
    let steps = vec![
        step("workers", None, known.workers),
        step("supervised", None, known.supervised),
        step("kinds", Some("/program/kinds"), known.kinds),
        step("interval", Some("/program/settings"), known.interval),
        step("contact", None, known.contact),
    ];
    if steps.iter().all(|step| step.done) {
        vec![]
    } else {
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_ends_by_itself() {
        let known = Known {
            workers: true,
            supervised: true,
            kinds: true,
            interval: true,
            contact: false,
        };
        let left: Vec<_> = steps(known).into_iter().filter(|step| !step.done).collect();
        assert_eq!(left.len(), 1);
        assert!(
            steps(Known {
                contact: true,
                ..known
            })
            .is_empty()
        );
    }
}
