use proptest::prelude::*;

use super::*;

fn series(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() < 0.005
}

/// United States trade deficits of July to December 1988, in billions: the
/// figures of an exercise in Wheeler's book. By hand: the sum is 61.9 and the
/// mean 61.9 / 6 = 10.317; the ranges 0.7, 2.0, 0.9, 0.3, 0.1 have the sum 4.0
/// and the mean 0.8; 2.66 x 0.8 = 2.128; 3.268 x 0.8 = 2.614.
#[test]
fn limits_are_those_of_a_worked_example() {
    let limits = Limits::of(Scale::Count, &series(&[10.5, 11.2, 9.2, 10.1, 10.4, 10.5])).unwrap();
    assert!(near(limits.center, 10.317));
    assert!(near(limits.mean_range, 0.8));
    assert!(near(limits.lower, 8.189));
    assert!(near(limits.upper, 12.445));
    assert!(near(limits.range_upper, 2.614));
}

/// By hand: the sum is 40, the mean 5; the ranges 4, 8, 8, 8, 8, 8, 4 have the
/// mean 48 / 7 = 6.857, so the limits are 5 - 18.24 and 5 + 18.24.
#[test]
fn a_count_has_no_limit_under_zero_and_a_share_none_over_one() {
    let points = series(&[5.0, 9.0, 1.0, 9.0, 1.0, 9.0, 1.0, 5.0]);
    let limits = Limits::of(Scale::Count, &points).unwrap();
    assert!(near(limits.center, 5.0) && near(limits.lower, 0.0) && near(limits.upper, 23.24));
    let any = Limits::of(Scale::Any, &points).unwrap();
    assert!(near(any.lower, -13.24), "{any:?}");
    let share = Limits::of(Scale::Share, &series(&[0.8, 0.99, 0.7, 0.95])).unwrap();
    assert!(near(share.upper, 1.0));
}

#[test]
fn seven_points_are_too_new_to_say() {
    let chart = Chart::new(
        Scale::Count,
        &series(&[5.0, 6.0, 5.0, 4.0, 5.0, 6.0, 90.0]),
        &[],
    );
    assert_eq!(chart.verdict(), Verdict::TooNew { missing: 1 });
    assert!(chart.signals().is_empty());
    assert_eq!(chart.bands()[0].limits, None);
    assert_eq!(
        Chart::new(Scale::Count, &[], &[]).verdict(),
        Verdict::TooNew { missing: 8 }
    );
}

#[test]
fn a_wavy_year_is_usual_ups_and_downs() {
    let year = [
        93.0, 88.0, 94.0, 79.0, 102.0, 90.0, 97.0, 85.0, 99.0, 91.0, 103.0, 96.0,
    ];
    let chart = Chart::new(Scale::Count, &series(&year), &[]);
    assert_eq!(chart.verdict(), Verdict::UsualUpsAndDowns);
}

/// Eleven months around 20 and one of 60. By hand: the ranges are 1 (ten
/// times) and 40 or so: mean 50 / 11 = 4.545; the center is 23.75; the limit
/// 23.75 + 12.09 = 35.84.
#[test]
fn one_point_outside_is_a_real_change() {
    let mut year = vec![
        20.0, 21.0, 20.0, 21.0, 20.0, 21.0, 20.0, 21.0, 20.0, 21.0, 20.0,
    ];
    year.push(60.0);
    let chart = Chart::new(Scale::Count, &series(&year), &[]);
    let Verdict::RealChange { signal, named } = chart.verdict() else {
        panic!("{:?}", chart.verdict());
    };
    assert_eq!(named, None);
    assert_eq!(
        (signal.kind, signal.way, signal.first, signal.last),
        (Sign::Outside, Way::Higher, 11, 11)
    );
    let limits = chart.bands()[0].limits.unwrap();
    assert!(near(limits.center, 285.0 / 12.0), "{limits:?}");
    assert!(near(limits.upper, 285.0 / 12.0 + 2.66 * 50.0 / 11.0));
}

#[test]
fn eight_on_one_side_are_one_signal_and_seven_are_none() {
    // The center is 10 in both: as much above as below.
    let long = [
        8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0,
    ];
    let chart = Chart::new(Scale::Count, &series(&long), &[]);
    let runs: Vec<_> = chart
        .signals()
        .iter()
        .filter(|signal| signal.kind == Sign::EightInARow)
        .map(|signal| (signal.way, signal.first, signal.last))
        .collect();
    assert_eq!(runs, [(Way::Lower, 0, 7), (Way::Higher, 8, 15)]);
    let short = [
        8.0, 9.5, 8.0, 9.5, 8.0, 9.5, 8.0, 12.0, 10.5, 12.0, 10.5, 12.0, 10.5, 12.0,
    ];
    let chart = Chart::new(Scale::Count, &series(&short), &[]);
    assert!(
        chart
            .signals()
            .iter()
            .all(|signal| signal.kind != Sign::EightInARow)
    );
}

/// A gap is neither zero nor the end of a run.
#[test]
fn a_gap_is_neither_zero_nor_the_end_of_a_run() {
    let mut points = series(&[
        8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0,
    ]);
    points.insert(3, None);
    let chart = Chart::new(Scale::Count, &points, &[]);
    assert_eq!(chart.signals()[0].last, 8);
    assert!(near(chart.bands()[0].limits.unwrap().center, 10.0));
    assert_eq!(chart.ranges()[2], None);
    assert_eq!(chart.ranges()[3], None);
}

/// By hand: center 10, ranges such that the mean is 2 (so a limit is 5.32 away
/// and halfway is 2.66): 13, 13 and 13 of four are closer to the limit.
#[test]
fn three_of_four_near_a_limit_are_a_signal() {
    let limits = Limits {
        center: 10.0,
        lower: 4.68,
        upper: 15.32,
        mean_range: 2.0,
        range_upper: 6.536,
    };
    let found = |values: &[f64]| signal::find(&series(values), 0..=values.len() - 1, &limits);
    let hit = found(&[10.0, 13.0, 13.0, 9.0, 13.0, 8.0, 9.0]);
    assert_eq!(hit.len(), 1, "{hit:?}");
    assert_eq!(
        (hit[0].kind, hit[0].way, hit[0].first, hit[0].last),
        (Sign::ThreeOfFour, Way::Higher, 1, 4)
    );
    assert!(found(&[10.0, 12.6, 13.0, 9.0, 13.0, 8.0]).is_empty());
    assert!(found(&[13.0, 7.0, 13.0, 7.0, 13.0, 7.0]).is_empty());
}

/// The first chart of the program page: a band of eight months, a named change,
/// four months that the old band would hardly ever make.
#[test]
fn a_named_change_splits_the_band_and_is_named_when_it_is_real() {
    let share = [
        0.60, 0.58, 0.62, 0.57, 0.61, 0.63, 0.60, 0.61, 0.72, 0.75, 0.77, 0.78,
    ];
    let chart = Chart::new(Scale::Share, &series(&share), &[8]);
    let bands = chart.bands();
    assert_eq!((bands[0].first, bands[0].last, bands[0].firm), (0, 7, true));
    assert_eq!(
        (bands[1].first, bands[1].last, bands[1].firm),
        (8, 11, false)
    );
    assert!(bands[1].limits.is_some());
    let Verdict::RealChange { signal, named } = chart.verdict() else {
        panic!("{:?}", chart.verdict());
    };
    assert_eq!((named, signal.way, signal.last), (Some(8), Way::Higher, 11));
}

#[test]
fn a_named_change_that_changed_nothing_is_usual_ups_and_downs() {
    let same = [5.0, 7.0, 6.0, 5.0, 7.0, 6.0, 5.0, 7.0, 6.0, 5.0, 7.0];
    let chart = Chart::new(Scale::Count, &series(&same), &[8, 0, 99]);
    assert_eq!(chart.bands().len(), 2);
    assert_eq!(chart.bands()[1].limits, None);
    assert_eq!(chart.verdict(), Verdict::UsualUpsAndDowns);
}

#[test]
fn a_hidden_cell_is_a_gap() {
    let points = of_cells(&[Cell::Shown(7), Cell::Few, Cell::Withheld, Cell::Shown(0)]);
    assert_eq!(points, [Some(7.0), None, None, Some(0.0)]);
    assert_eq!(share(1, 0), None);
    assert_eq!(share(3, 4), Some(0.75));
}

proptest! {
    #[test]
    fn a_level_series_never_changes(value in 0_u32..500, length in 8_usize..40) {
        let chart = Chart::new(Scale::Count, &vec![Some(count(value)); length], &[]);
        prop_assert_eq!(chart.verdict(), Verdict::UsualUpsAndDowns);
    }

    #[test]
    fn turning_a_series_over_turns_its_signals_over(
        values in prop::collection::vec(-50_i32..50, 8..30)
    ) {
        let up: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(*v))).collect();
        let down: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(-*v))).collect();
        let shape = |points: &[Option<f64>], turn: bool| {
            let mut shape: Vec<_> = Chart::new(Scale::Any, points, &[])
                .signals()
                .iter()
                .map(|s| (s.kind, s.first, s.last, (s.way == Way::Higher) != turn))
                .collect();
            shape.sort_unstable();
            shape
        };
        prop_assert_eq!(shape(&up, false), shape(&down, true));
    }

    #[test]
    fn the_drawn_limits_hold_the_center(
        values in prop::collection::vec(prop::option::of(0_u32..1000), 0..40),
        named in prop::collection::vec(0_usize..50, 0..4),
    ) {
        let points: Vec<Option<f64>> = values.iter().map(|v| v.map(count)).collect();
        let chart = Chart::new(Scale::Count, &points, &named);
        let covered: usize = chart.bands().iter().map(|band| band.last - band.first + 1).sum();
        prop_assert_eq!(covered, points.len());
        for limits in chart.bands().iter().filter_map(|band| band.limits) {
            prop_assert!(0.0 <= limits.lower && limits.lower <= limits.center);
            prop_assert!(limits.center <= limits.upper);
        }
    }
}
