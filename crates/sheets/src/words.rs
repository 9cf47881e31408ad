//! The program's words for kinds and settings, and what other forms call them.

use std::collections::HashMap;

use domain::{
    contact::{Choices, Kind, Listed, Mode, Outcome, Setting},
    role::Role,
    text::fold,
};

use crate::row::{Chosen, Standing};

/// The words that a sheet may use.
#[derive(Clone, Debug)]
pub struct Words {
    kinds: HashMap<String, (Chosen<Kind>, Source)>,
    settings: HashMap<String, (Chosen<Setting>, Source)>,
}

/// Where a word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The program's own word, or ours.
    Own,
    /// What other forms call it.
    Synonym,
}

impl Words {
    /// Our own lists with the labels of the pages in English.
    pub fn ours() -> Self {
        Self::of(&Choices::default(), &Choices::default(), &|slug| {
            slug.replace('-', " ")
        })
    }

    /// The lists of a program. `label` is the word of the language file for a
    /// slug of ours, by which people know a choice that has no label of its own.
    pub fn of(
        kinds: &Choices<Kind>,
        settings: &Choices<Setting>,
        label: &dyn Fn(&str) -> String,
    ) -> Self {
        Self {
            kinds: table(kinds, KINDS, label),
            settings: table(settings, SETTINGS, label),
        }
    }

    /// The kind that a word means.
    pub fn kind(&self, word: &str) -> Option<(Chosen<Kind>, Source)> {
        self.kinds.get(&fold(word)).cloned()
    }

    /// The setting that a word means.
    pub fn setting(&self, word: &str) -> Option<(Chosen<Setting>, Source)> {
        self.settings.get(&fold(word)).cloned()
    }
}

fn table<T: Listed>(
    choices: &Choices<T>,
    synonyms: &[(T, &str)],
    label: &dyn Fn(&str) -> String,
) -> HashMap<String, (Chosen<T>, Source)> {
    let mut words = HashMap::new();
    let chosen = |slug: &str, counts_as: T| Chosen {
        slug: slug.to_owned(),
        counts_as,
    };
    // The program's own words win over ours, and ours over those of other forms.
    for choice in choices.all() {
        if let Some(own) = &choice.label {
            let value = (chosen(&choice.slug, choice.kind_of), Source::Own);
            words.entry(fold(own)).or_insert(value);
        }
    }
    // An answer names an added choice by its slug.
    for choice in choices.all().iter().filter(|choice| choice.added) {
        let value = (chosen(&choice.slug, choice.kind_of), Source::Own);
        words.entry(fold(&choice.slug)).or_insert(value);
    }
    for choice in choices.all().iter().filter(|choice| !choice.added) {
        for word in [label(&choice.slug), choice.slug.clone()] {
            let value = (chosen(&choice.slug, choice.kind_of), Source::Own);
            words.entry(fold(&word)).or_insert(value);
        }
    }
    for (ours, list) in synonyms {
        for word in list.split('|') {
            let value = (chosen(ours.slug(), *ours), Source::Synonym);
            words.entry(fold(word)).or_insert(value);
        }
    }
    words
}

/// What other forms call our kinds, `|` between. Sources: service types of peer programs.
const KINDS: &[(Kind, &str)] = &[
    (
        Kind::InPerson,
        "face to face|f2f|ftf|in-person visit|visit|one on one|1:1|1 on 1|individual|\
         individual session|individual peer support|individual support|peer session|\
         check in|check-in|meeting with participant|drop in",
    ),
    (
        Kind::Call,
        "phone|phone call|telephone|telephone call|call in|called|tel|phone contact|\
         telephonic|phone check in|call/phone",
    ),
    (
        Kind::Text,
        "text message|sms|texted|texting|message|email|e-mail|letter|chat",
    ),
    (
        Kind::Group,
        "group session|support group|peer group|group facilitation|recovery group|\
         class",
    ),
    (
        Kind::Errand,
        "errands|shopping|grocery shopping|laundry|bank|pharmacy run",
    ),
    (
        Kind::Tried,
        "attempt|attempted|attempted contact|attempted call|attempted visit|no show|\
         no-show|ns|left message|lm|lvm|voicemail|no answer|unable to reach|\
         unsuccessful contact|did not attend|dna|not home",
    ),
    (
        Kind::Video,
        "zoom|telehealth|virtual|video|facetime|teams|video visit|video conference",
    ),
    (
        Kind::HomeVisit,
        "home visit|hv|in home|visit at home|residential visit",
    ),
    (
        Kind::Walk,
        "walk|activity|recreation|rec activity|social activity|hike|gym|outing",
    ),
    (
        Kind::Event,
        "event|community event|tabling|presentation|health fair|community activity|\
         training event",
    ),
    (
        Kind::Outreach,
        "street outreach|community outreach|engagement|outreach/engagement|canvassing",
    ),
    (
        Kind::Appointment,
        "accompaniment|appointment|accompanied to appointment|doctor appointment|\
         medical appointment|dr appt|appt|escort",
    ),
    (
        Kind::Court,
        "court|court support|court accompaniment|court appearance|probation meeting|\
         legal",
    ),
    (
        Kind::Ride,
        "transport|transportation|drove|drive|gave a ride|transported",
    ),
    (
        Kind::RecoveryMeeting,
        "aa meeting|na meeting|aa|na meeting with|mutual aid|mutual aid meeting|\
         12 step meeting|12-step|smart recovery|recovery meeting|meeting|\
         support meeting",
    ),
    (
        Kind::WaitingWith,
        "waiting|waited with|wait at intake|intake wait",
    ),
    (
        Kind::Bedside,
        "ed visit|er visit|hospital visit|bedside|ed engagement|inpatient visit",
    ),
    (
        Kind::OverdoseFollowUp,
        "post overdose|post-overdose visit|overdose follow up|od follow up|\
         naloxone follow up",
    ),
    (
        Kind::Crisis,
        "crisis support|crisis intervention|crisis|crisis call|de-escalation|\
         deescalation",
    ),
    (
        Kind::Planning,
        "recovery planning|recovery plan|goal setting|goals|recovery coaching|\
         coaching|care planning|service planning|wellness planning",
    ),
    (
        Kind::Linkage,
        "referral|resource linkage|linkage|warm hand off|warm handoff|resources|\
         resource navigation|navigation|linkage to care",
    ),
    (
        Kind::BedSearch,
        "bed search|detox placement|treatment placement|placement|bed finding",
    ),
    (
        Kind::Papers,
        "benefits|id|housing|employment|job search|housing search|\
         benefits assistance|paperwork|documentation help|applications|\
         vital documents",
    ),
    (Kind::Advocacy, "advocacy|advocated|system advocacy"),
    (
        Kind::Family,
        "family support|family|family contact|collateral|family session",
    ),
    (
        Kind::Supplies,
        "narcan|naloxone|naloxone distribution|narcan distribution|harm reduction|\
         supplies|harm reduction supplies|syringe services|ssp",
    ),
    (
        Kind::ReEntry,
        "reentry|re-entry|jail visit|prison visit|jail in-reach|in-reach",
    ),
    (
        Kind::Skills,
        "skill building|skills|life skills|education|psychoeducation|skills training",
    ),
    (Kind::Celebration, "celebration|graduation|anniversary"),
    (Kind::Other, "other|misc|miscellaneous|another kind"),
];

/// What other forms call our settings.
const SETTINGS: &[(Setting, &str)] = &[
    (
        Setting::RecoveryCenter,
        "rcc|rco|recovery community center|recovery centre|center|peer center|\
         the center|drop-in center",
    ),
    (
        Setting::Street,
        "outdoors|outside|park|camp|encampment|community|in the community|field|\
         street outreach",
    ),
    (
        Setting::Shelter,
        "homeless shelter|drop in|drop-in|warming center",
    ),
    (
        Setting::Home,
        "home|their home|participant home|client home|consumer home|clients home|\
         residence|apartment|house|patient home",
    ),
    (
        Setting::Car,
        "vehicle|in car|bus|in transit|car or bus|van|transit",
    ),
    (Setting::Library, "public library"),
    (
        Setting::Cafe,
        "coffee shop|diner|restaurant|café|soup kitchen|cafe or diner|mcdonalds|\
         dunkin",
    ),
    (
        Setting::Shop,
        "store|grocery|grocery store|supermarket|walmart",
    ),
    (
        Setting::RecoveryHome,
        "sober house|sober living|halfway house|recovery residence|sober home|\
         oxford house",
    ),
    (
        Setting::Residential,
        "residential treatment|rehab|treatment center|inpatient treatment|css|tss",
    ),
    (
        Setting::WithdrawalManagement,
        "detox|ats|wm|withdrawal management unit",
    ),
    (
        Setting::Clinic,
        "doctor|doctors office|methadone clinic|otp|obot|outpatient|health center|\
         doctor or clinic|op",
    ),
    (
        Setting::EmergencyDepartment,
        "ed|er|emergency room|emergency dept|emergency",
    ),
    (Setting::Hospital, "inpatient|ward|med floor|medical center"),
    (
        Setting::Custody,
        "jail|prison|jail or prison|county jail|house of correction|hoc|doc|\
         correctional facility",
    ),
    (
        Setting::Court,
        "courthouse|probation|parole|court or probation|drug court|probation office",
    ),
    (
        Setting::PublicOffice,
        "dmv|rmv|dta|social security|ssa|housing authority|dhs|welfare office|\
         public office",
    ),
    (Setting::School, "college|university|campus"),
    (
        Setting::MeetingPlace,
        "church|church or meeting room|meeting room|mosque|temple|synagogue|club",
    ),
    (
        Setting::Office,
        "our office|agency|main office|onsite|on site|program|site",
    ),
    (
        Setting::Remote,
        "phone|online|phone or online|virtual|telephone|telehealth|zoom|remote|\
         n a phone",
    ),
    (Setting::Elsewhere, "other|somewhere else|elsewhere|misc"),
];

/// The way to meet that a word means.
pub fn mode(word: &str) -> Option<(Mode, Source)> {
    let folded = fold(word);
    if let Some(mode) = Mode::all().find(|mode| fold(mode.slug()) == folded) {
        return Some((mode, Source::Own));
    }
    let mode = match folded.as_str() {
        "face to face" | "f2f" | "ftf" | "onsite" | "on site" | "in the same place" | "live"
        | "community" | "office" | "home" | "visit" => Mode::InPerson,
        "call" | "telephone" | "by phone" | "phone call" | "tel" | "audio" | "telephonic"
        | "audio only" | "voice" => Mode::Phone,
        "sms" | "text message" | "in writing" | "email" | "e mail" | "texting" | "letter"
        | "chat" | "message" => Mode::Text,
        "zoom" | "telehealth" | "virtual" | "by video" | "video call" | "facetime" | "teams"
        | "online" | "audio visual" => Mode::Video,
        _ => return None,
    };
    Some((mode, Source::Synonym))
}

/// The outcome of an attempt that a word means.
pub fn outcome(word: &str) -> Option<(Outcome, Source)> {
    let folded = fold(word);
    if let Some(outcome) = Outcome::all().find(|outcome| fold(outcome.slug()) == folded) {
        return Some((outcome, Source::Own));
    }
    let outcome = match folded.as_str() {
        "yes" | "y" | "completed" | "complete" | "successful" | "connected"
        | "reached after all" | "kept" | "attended" | "spoke" | "show" | "seen" | "met"
        | "done" => Outcome::Reached,
        "left a message" | "lm" | "lvm" | "voicemail" | "left voicemail" | "vm" | "left vm"
        | "message left" => Outcome::LeftMessage,
        "no" | "n" | "no show" | "ns" | "na" | "unsuccessful" | "not home" | "unable to reach"
        | "did not attend" | "dna" | "no contact" | "not reached" | "missed" | "cancelled"
        | "canceled" => Outcome::NoAnswer,
        _ => return None,
    };
    Some((outcome, Source::Synonym))
}

/// The roles that a cell names: one, or several with commas, semicolons or "and".
pub fn roles(text: &str) -> Option<(Vec<Role>, Source)> {
    let mut roles = Vec::new();
    let mut source = Source::Own;
    for piece in text.replace(" and ", ",").split([',', ';', '/', '&', '+']) {
        if piece.trim().is_empty() {
            continue;
        }
        let (role, from) = role(piece)?;
        if from == Source::Synonym {
            source = from;
        }
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    (!roles.is_empty()).then_some((roles, source))
}

fn role(word: &str) -> Option<(Role, Source)> {
    let folded = fold(word);
    if let Some(role) = Role::ALL.iter().find(|role| fold(role.slug()) == folded) {
        return Some((*role, Source::Own));
    }
    let role = match folded.as_str() {
        "peer"
        | "worker"
        | "peer specialist"
        | "peer support specialist"
        | "peer support"
        | "pss"
        | "recovery coach"
        | "coach"
        | "cprs"
        | "crs"
        | "cps"
        | "certified peer specialist"
        | "peer recovery coach"
        | "peer recovery specialist"
        | "prss"
        | "prs"
        | "navigator"
        | "peer navigator"
        | "peer mentor"
        | "outreach worker"
        | "peer advocate" => Role::PeerWorker,
        "supervisor"
        | "team lead"
        | "lead"
        | "lead peer"
        | "senior peer"
        | "peer lead"
        | "coach supervisor"
        | "clinical supervisor" => Role::PeerSupervisor,
        "manager" | "director" | "program director" | "coordinator" | "program coordinator" => {
            Role::ProgramManager
        }
        "privacy" | "compliance" | "privacy officer" | "compliance officer" => Role::PrivacyOfficer,
        "admin" | "it" | "system administrator" | "it admin" => Role::Administrator,
        _ => return None,
    };
    Some((role, Source::Synonym))
}

/// Where someone's support stands, from a word.
pub fn standing(word: &str) -> Option<(Standing, Source)> {
    let standing = match fold(word).as_str() {
        "active" => return Some((Standing::Active, Source::Own)),
        "resting" => return Some((Standing::Resting, Source::Own)),
        "ended" => return Some((Standing::Ended, Source::Own)),
        "open" | "enrolled" | "current" | "yes" | "y" | "engaged" | "a" | "ongoing" | "new" => {
            Standing::Active
        }
        "on hold" | "hold" | "paused" | "inactive" | "pending" | "break" | "waiting" => {
            Standing::Resting
        }
        "closed" | "discharged" | "exited" | "graduated" | "completed" | "no" | "n" | "moved"
        | "withdrawn" | "terminated" | "deceased" | "lost to follow up" | "ltfu" | "done" => {
            Standing::Ended
        }
        _ => return None,
    };
    Some((standing, Source::Synonym))
}

#[cfg(test)]
mod tests {
    use domain::contact::Edit;

    use super::*;

    #[test]
    fn a_programs_own_word_wins_over_ours_and_ours_over_a_synonym() {
        let edits = [
            Edit {
                slug: "own-porch".to_owned(),
                label: Some("Phone".to_owned()),
                kind_of: Some("walk".to_owned()),
                ..Edit::default()
            },
            Edit {
                slug: "call".to_owned(),
                label: Some("Ring".to_owned()),
                ..Edit::default()
            },
        ];
        let words = Words::of(&Choices::merge(&edits), &Choices::default(), &|slug| {
            slug.to_owned()
        });
        let kind = |word| {
            words
                .kind(word)
                .map(|(kind, _)| (kind.slug, kind.counts_as))
        };
        assert_eq!(kind("PHONE"), Some(("own-porch".to_owned(), Kind::Walk)));
        assert_eq!(kind("ring"), Some(("call".to_owned(), Kind::Call)));
        assert_eq!(kind("Call"), Some(("call".to_owned(), Kind::Call)));
        assert_eq!(kind("telephone"), Some(("call".to_owned(), Kind::Call)));
        assert_eq!(kind("yoga with goats"), None);
    }

    #[test]
    fn every_synonym_means_what_its_list_says() {
        let words = Words::ours();
        for (kind, list) in KINDS {
            for word in list.split('|') {
                let found = words.kind(word).map(|(found, _)| found.counts_as);
                assert_eq!(found, Some(*kind), "{word}");
            }
        }
        for (setting, list) in SETTINGS {
            for word in list.split('|') {
                let found = words.setting(word).map(|(found, _)| found.counts_as);
                assert_eq!(found, Some(*setting), "{word}");
            }
        }
    }
}
