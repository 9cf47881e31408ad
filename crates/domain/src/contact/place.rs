//! Where a contact was, and by which way.

use super::Listed;

/// Where the contact was. Sources: field notes on settings of peer work, and
/// seed 000 (jail, community after release, homelessness).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Setting {
    /// A recovery community center.
    RecoveryCenter,
    /// Outdoors: street, camp, park.
    Street,
    /// A shelter or drop-in.
    Shelter,
    /// Where the person lives.
    Home,
    /// In a car, bus or train.
    Car,
    /// A library.
    Library,
    /// A café, diner or soup kitchen.
    Cafe,
    /// A shop.
    Shop,
    /// A sober home or recovery residence.
    RecoveryHome,
    /// Residential treatment.
    Residential,
    /// Withdrawal management.
    WithdrawalManagement,
    /// An outpatient or methadone clinic, or a doctor's office.
    Clinic,
    /// An emergency department.
    EmergencyDepartment,
    /// A hospital ward.
    Hospital,
    /// A prison or jail.
    Custody,
    /// A court, probation or parole office.
    Court,
    /// A benefits, housing or motor-vehicle office.
    PublicOffice,
    /// A school or college.
    School,
    /// A place of worship or meeting room.
    MeetingPlace,
    /// Our own office.
    Office,
    /// On the phone or online, in no place.
    Remote,
    /// Anywhere else.
    Elsewhere,
}

impl Listed for Setting {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::RecoveryCenter, 1, "recovery-center"),
        (Self::Street, 2, "street"),
        (Self::Shelter, 3, "shelter"),
        (Self::Home, 4, "home"),
        (Self::Car, 5, "car"),
        (Self::Library, 6, "library"),
        (Self::Cafe, 7, "cafe"),
        (Self::Shop, 8, "shop"),
        (Self::RecoveryHome, 9, "recovery-home"),
        (Self::Residential, 10, "residential"),
        (Self::WithdrawalManagement, 11, "withdrawal-management"),
        (Self::Clinic, 12, "clinic"),
        (Self::EmergencyDepartment, 13, "emergency-department"),
        (Self::Hospital, 14, "hospital"),
        (Self::Custody, 15, "custody"),
        (Self::Court, 16, "court"),
        (Self::PublicOffice, 17, "public-office"),
        (Self::School, 18, "school"),
        (Self::MeetingPlace, 19, "meeting-place"),
        (Self::Office, 20, "office"),
        (Self::Remote, 21, "remote"),
        (Self::Elsewhere, 22, "elsewhere"),
    ];
}

/// By which way two people met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// In the same place.
    InPerson,
    /// By voice.
    Phone,
    /// In writing.
    Text,
    /// By voice and picture.
    Video,
}

impl Listed for Mode {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::InPerson, 1, "in-person"),
        (Self::Phone, 2, "phone"),
        (Self::Text, 3, "text"),
        (Self::Video, 4, "video"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::listed::tests::is_sound;

    #[test]
    fn a_stored_code_keeps_its_meaning() {
        is_sound::<Setting>(false);
        is_sound::<Mode>(false);
        assert_eq!(Setting::from_code(15), Some(Setting::Custody));
        assert_eq!(Setting::from_code(22), Some(Setting::Elsewhere));
        assert_eq!(Mode::from_code(4), Some(Mode::Video));
    }
}
