//! Published examples, and the lives that the browser's program found something in.

use jiff::civil::Date;
use serde::Deserialize;

use super::{stats::*, *};

#[derive(Deserialize)]
struct Vectors {
    rho: Vec<Rho>,
    delta: Vec<Groups>,
    slope: Vec<Slope>,
    holm: Vec<Many>,
    beta: Vec<Beta>,
    effective: Vec<Pairs>,
    limits: Vec<Band>,
    lives: Vec<Lived>,
}

#[derive(Deserialize)]
struct Rho {
    x: Vec<f64>,
    y: Vec<f64>,
    #[serde(rename = "rho")]
    wanted: f64,
    p: f64,
}

#[derive(Deserialize)]
struct Groups {
    group: Vec<f64>,
    others: Vec<f64>,
    delta: f64,
}

#[derive(Deserialize)]
struct Slope {
    x: Vec<f64>,
    y: Vec<f64>,
    #[serde(rename = "slope")]
    wanted: f64,
}

#[derive(Deserialize)]
struct Many {
    p: Vec<f64>,
    fair: Vec<f64>,
}

#[derive(Deserialize)]
struct Beta {
    x: f64,
    a: f64,
    b: f64,
    value: f64,
}

#[derive(Deserialize)]
struct Pairs {
    x: Vec<f64>,
    y: Vec<f64>,
    at: Vec<i64>,
    #[serde(rename = "pairs")]
    wanted: f64,
}

#[derive(Deserialize)]
struct Band {
    points: Vec<f64>,
    low: f64,
    middle: f64,
    high: f64,
}

#[derive(Deserialize)]
struct Lived {
    effect: String,
    life: Written,
    found: Vec<Found>,
}

#[derive(Deserialize)]
struct Written {
    today: String,
    cups: Vec<WrittenCup>,
    load: Option<WrittenLoad>,
    marks: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenCup {
    day: String,
    level: u8,
    drains: Vec<String>,
    fills: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenLoad {
    through: String,
    days: Vec<WrittenDay>,
}

#[derive(Deserialize)]
struct WrittenDay {
    day: String,
    contacts: u32,
    minutes: u32,
    heavy: u32,
    out: u32,
    over: u32,
}

#[derive(Deserialize)]
struct Found {
    id: String,
    word: String,
    way: i8,
    sure: String,
    days: usize,
    units: usize,
    effect: f64,
    p: f64,
    back: i64,
    per: f64,
}

fn date(day: &str) -> Date {
    day.parse().expect("a day")
}

impl Written {
    fn life(self) -> Life {
        let cups = self.cups.into_iter().map(|one| Cup {
            day: date(&one.day),
            level: one.level,
            drains: one.drains,
            fills: one.fills,
        });
        let load = self.load.map(|load| {
            let days = load.days.into_iter().map(|one| Load {
                day: date(&one.day),
                contacts: one.contacts,
                minutes: one.minutes,
                heavy: one.heavy,
                out: one.out,
                over: one.over,
            });
            (date(&load.through), days.collect())
        });
        Life {
            today: date(&self.today),
            cups: cups.collect(),
            filled: vec![],
            load,
            marks: self.marks.iter().map(|day| date(day)).collect(),
        }
    }
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../../../../vectors/pattern.json")).expect("vectors")
}

#[track_caller]
fn near(found: f64, wanted: f64, within: f64) {
    assert!((found - wanted).abs() <= within, "{found} is not {wanted}");
}

#[test]
fn published_examples_come_out_as_they_were_published() {
    let all = vectors();
    for one in all.rho {
        near(rho(&one.x, &one.y), one.wanted, 1e-9);
        near(chance(one.wanted, real(one.x.len())), one.p, 1e-6);
    }
    for one in all.delta {
        near(delta(&one.group, &one.others), one.delta, 1e-9);
    }
    for one in all.slope {
        near(slope(&one.x, &one.y), one.wanted, 1e-9);
    }
    for one in all.holm {
        for (found, wanted) in holm(&one.p).into_iter().zip(one.fair) {
            near(found, wanted, 1e-9);
        }
    }
    for one in all.beta {
        near(beta(one.x, one.a, one.b), one.value, 1e-8);
    }
    for one in all.effective {
        near(effective(&one.x, &one.y, &one.at), one.wanted, 1e-9);
    }
    for one in all.limits {
        let (low, middle, high) = limits(&one.points);
        near(low, one.low, 1e-9);
        near(middle, one.middle, 1e-9);
        near(high, one.high, 1e-9);
    }
}

#[test]
fn both_programs_find_the_same_in_the_same_lives() {
    let lives = vectors().lives;
    assert!(lives.iter().any(|one| one.found.len() > 1));
    for one in lives {
        let found = findings(&one.life.life());
        let said: Vec<_> = found
            .iter()
            .map(|f| {
                (
                    f.id,
                    f.word.as_str(),
                    f.fuller,
                    f.sure.slug(),
                    f.days,
                    f.units,
                    f.back.unwrap_or(0),
                )
            })
            .collect();
        let wanted: Vec<_> = one
            .found
            .iter()
            .map(|f| {
                (
                    f.id.as_str(),
                    f.word.as_str(),
                    f.way > 0,
                    f.sure.as_str(),
                    f.days,
                    f.units,
                    f.back,
                )
            })
            .collect();
        assert_eq!(said, wanted, "{}", one.effect);
        for (found, wanted) in found.iter().zip(&one.found) {
            near(found.p, wanted.p, 1e-9);
            near(found.effect, wanted.effect, 1e-9);
            near(found.per, wanted.per, 1e-9);
        }
    }
}

#[test]
fn with_nothing_to_go_by_nothing_is_said() {
    let empty = Life {
        today: Date::constant(2026, 3, 2),
        cups: vec![],
        filled: vec![],
        load: None,
        marks: vec![],
    };
    assert!(findings(&empty).is_empty());
}

#[test]
fn the_same_on_every_day_is_no_finding() {
    let day = |at: i64| Date::constant(2026, 1, 5).saturating_add(jiff::Span::new().days(at));
    let life = Life {
        today: day(200),
        cups: (0..200)
            .map(|at| Cup {
                day: day(at),
                level: 3,
                drains: vec![],
                fills: vec!["Walk".to_owned()],
            })
            .collect(),
        filled: vec![],
        load: None,
        marks: vec![],
    };
    assert!(findings(&life).is_empty());
}
