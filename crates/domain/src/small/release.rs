//! All figures of one month and one measure, protected together.

use super::{
    Across, Cell, Group, Question, Reader,
    publish::{Draft, Rank, Sum, Uneven},
};

/// The true figures of one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hub {
    /// The site's own figure.
    pub all: Group,
    /// By kind, in the order of [`Truth::kinds`].
    pub kinds: Vec<Group>,
    /// By setting, in the order of [`Truth::settings`].
    pub settings: Vec<Group>,
}

/// The true figures of a month: contacts, or minutes, or people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The figure for everything.
    pub all: Group,
    /// By kind, all sites together.
    pub kinds: Vec<Group>,
    /// By setting, all sites together.
    pub settings: Vec<Group>,
    /// By site. A program with one place has one.
    pub sites: Vec<Hub>,
}

/// The published figures of a month, in the shape of [`Truth`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    all: Cell,
    kinds: Vec<Cell>,
    settings: Vec<Cell>,
    sites: Vec<Site>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Site {
    all: Cell,
    kinds: Vec<Cell>,
    settings: Vec<Cell>,
}

/// What may be shown of a month. All of it is decided at once, so figures of
/// different pages cannot be set against each other.
///
/// Keep the answer, or the true figures as of the release day: a month that is
/// worked out again after a late entry could be compared with itself.
pub fn release(reader: Reader, sum: Sum, truth: &Truth) -> Result<Release, Uneven> {
    let [kinds, settings, sites] = [truth.kinds.len(), truth.settings.len(), truth.sites.len()];
    let fits = truth
        .sites
        .iter()
        .all(|site| site.kinds.len() == kinds && site.settings.len() == settings);
    if !fits {
        return Err(Uneven);
    }
    // In this order: everything, kinds, each site twice (before and after its
    // own figure), settings, and back.
    let [kind, before] = [1, 1 + kinds];
    let after = before + sites;
    let setting = after + sites;
    let end = setting + settings;
    let mut draft = Draft::new(reader, end + 1);
    draft.add(truth.all, Rank::Total, end, 0);
    for (at, group) in truth.kinds.iter().enumerate() {
        draft.add(*group, Rank::Margin, 0, kind + at);
    }
    for (at, group) in truth.settings.iter().enumerate() {
        draft.add(*group, Rank::Margin, setting + at, end);
    }
    for (at, site) in truth.sites.iter().enumerate() {
        draft.add(site.all, Rank::Margin, before + at, after + at);
        for (of, group) in site.kinds.iter().enumerate() {
            draft.add(*group, Rank::Cell, kind + of, before + at);
        }
        for (of, group) in site.settings.iter().enumerate() {
            draft.add(*group, Rank::Cell, after + at, setting + of);
        }
    }
    let first_site = 1 + kinds + settings;
    let all_sites = (0..sites).map(|at| first_site + at * (1 + kinds + settings));
    draft.also_whole(0, all_sites.collect());
    let mut cells = draft.publish(sum)?.into_iter();
    let mut take = |number| cells.by_ref().take(number).collect::<Vec<_>>();
    let all = take(1).pop().unwrap_or(Cell::Withheld);
    let (own_kinds, own_settings) = (take(kinds), take(settings));
    let sites = (0..sites)
        .map(|_| Site {
            all: take(1).pop().unwrap_or(Cell::Withheld),
            kinds: take(kinds),
            settings: take(settings),
        })
        .collect();
    Ok(Release {
        all,
        kinds: own_kinds,
        settings: own_settings,
        sites,
    })
}

impl Release {
    /// The figure for everything.
    pub const fn all(&self) -> Cell {
        self.all
    }

    /// The answer to a question about this month: one list for "all sites"
    /// questions, one list for each site else.
    pub fn answer(&self, question: Question) -> Vec<Vec<Cell>> {
        let each = |of: fn(&Site) -> Vec<Cell>| self.sites.iter().map(of).collect();
        match question.across() {
            Across::Site => vec![self.sites.iter().map(|site| site.all).collect()],
            Across::Kind => vec![self.kinds.clone()],
            Across::Setting => vec![self.settings.clone()],
            Across::KindBySite => each(|site| site.kinds.clone()),
            Across::SettingBySite => each(|site| site.settings.clone()),
        }
    }
}
