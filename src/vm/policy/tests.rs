//! Histories of programs that there need not be: what the numbers make of them.

use super::*;
use crate::vm::budget::{Budget, FIRST};

fn policy() -> Policy {
    Policy::new(&Config::default(), Chosen::ALL)
}

#[test]
fn what_fails_waits_twice_as_long_and_not_for_ever() {
    let policy = policy();
    let waits: Vec<u32> = (0..40).map(|n| policy.site_heat(n)).collect();
    assert_eq!(waits[0], policy.heat);
    let most = NEVER_HOT / 4;
    assert!(waits.windows(2).all(|w| w[1] == w[0] * 2 || w[1] == most));
    assert!(waits.iter().all(|n| *n < NEVER_HOT));
}

#[test]
fn a_loop_of_few_rounds_is_met_in_one_of_them() {
    let policy = policy();
    for rounds in 2..6u32 {
        // Counted are the ways back, the last one too, which leaves. It got hot at the last one.
        let (mut at, mut misses) = (rounds - 1, 1);
        let met = loop {
            let Some(count) = policy.after_miss(misses) else {
                break false;
            };
            at = (at + count) % rounds;
            if at != rounds - 1 {
                break true;
            }
            misses += 1;
        };
        assert!(met, "{rounds}");
    }
}

fn growth(built: usize, now: usize, entries: u64) -> Growth {
    Growth {
        built,
        now,
        points: now,
        pieces: 0,
        entries,
    }
}

#[test]
fn compiling_as_a_whole_costs_at_most_about_three_times_the_last() {
    let policy = policy();
    let (mut built, mut compiled) = (10, 10);
    for now in 10..4000 {
        // Taken again and again, but for what merges whatever has news.
        let entries = policy.merge_after - 1;
        if policy.merges(growth(built, now, entries), Tier::Quick) {
            (built, compiled) = (now, compiled + now);
        }
    }
    assert!(compiled <= built * 7 / 2, "{compiled} for {built}");
}

#[test]
fn what_waits_is_merged_once_it_is_worth_it() {
    let policy = policy();
    assert!(!policy.merges(growth(100, 103, 10), Tier::Quick));
    assert!(!policy.merges(growth(100, 103, policy.merge_after), Tier::Full));
    let often = policy.price(103, Tier::Full) / policy.worth as u64;
    assert!(policy.merges(growth(100, 103, often), Tier::Full));
    // Nothing to merge: the path was known.
    assert!(!policy.merges(growth(100, 100, u64::MAX), Tier::Quick));
}

#[test]
fn with_a_worth_of_one_nothing_has_a_price() {
    let policy = Policy::new(
        &Config {
            jit_worth: 1,
            ..Config::default()
        },
        Chosen::ALL,
    );
    assert_eq!(policy.first_tier(), Tier::Full);
    assert_eq!(policy.price(4000, Tier::Full), 0);
    assert!(policy.piece_pays(1, 4000));
    assert!(!policy.prefers_whole(100, 100, (HotKind::Loop, Tier::Quick)));
}

#[test]
fn a_piece_of_most_of_a_tree_is_made_where_the_whole_is_dear() {
    let policy = policy();
    assert!(!policy.prefers_whole(100, 300, (HotKind::Loop, Tier::Quick)));
    for next in [
        (HotKind::Loop, Tier::Quick),
        (HotKind::Loop, Tier::Full),
        (HotKind::Function, Tier::Quick),
    ] {
        assert!(policy.prefers_whole(200, 300, next), "{next:?}");
    }
    assert!(!policy.prefers_whole(200, 300, (HotKind::Function, Tier::Full)));
}

/// Fifty guards that were moved before a loop fail there each time, one after the other.
#[test]
fn guards_that_always_fail_where_they_were_moved_to() {
    let policy = policy();
    let points = 200;
    let (mut pinned, mut compiled, mut taken) = (0, 1, 0u64);
    while pinned < 50 {
        taken += 1;
        let saved = taken * policy.worth as u64;
        if taken < u64::from(policy.exit_heat)
            || !policy.is_worth(saved, policy.price(points, Tier::Full))
        {
            continue;
        }
        pinned = match policy.fails_too(pinned) {
            0 => 50,
            _ => pinned + 1,
        };
        (compiled, taken) = (compiled + 1, 0);
    }
    assert!(compiled <= 11, "{compiled}");
}

/// A site's code is worth entering in one phase and not in the next; there are a hundred phases, of so many arrivals each.
#[test]
fn two_phases_that_alternate() {
    let policy = policy();
    let arrivals = 100_000;
    let (mut failures, mut compiled, mut won) = (0, 0u64, 0u64);
    // How often it is still to be counted; nothing while it has code.
    let mut cold = Some(u64::from(policy.heat));
    for phase in 0..100 {
        let wins = phase % 2 == 0;
        let mut left = arrivals;
        while left > 0 {
            if let Some(count) = cold {
                let counted = count.min(left);
                left -= counted;
                cold = (count > counted).then_some(count - counted);
                compiled += u64::from(cold.is_none());
                continue;
            }
            let entries = policy.trial.min(left);
            left -= entries;
            let run = Run {
                entries: policy.trial,
                links: 0,
                work: policy.trial * if wins { 1000 } else { 20 },
            };
            if policy.loses(run) {
                failures = policy.after_loss(failures);
                cold = Some(u64::from(policy.site_heat(failures)));
            } else {
                won += entries;
                failures = policy.after_success(failures);
            }
        }
    }
    // Each losing phase costs a few attempts, and each winning one wins again.
    assert!((50..=50 * 5).contains(&compiled), "{compiled}");
    assert!(won >= 50 * arrivals / 3, "{won}");
}

#[test]
fn code_that_does_next_to_nothing_is_not_waited_for() {
    let policy = policy();
    let looks: Vec<u64> = (1..=policy.trial).filter(|n| policy.looks_at(*n)).collect();
    let [first, last] = looks[..] else {
        panic!("{looks:?}");
    };
    assert!(first * 4 < last && last == policy.trial);
    let run = |entries: u64, each: u64| Run {
        entries,
        links: 0,
        work: entries * each,
    };
    let worth = policy.worth as u64;
    // A quarter of what entering costs is too little at once, less than that when it has been tried for long.
    assert!(policy.loses(run(first, worth / 5)));
    assert!(!policy.loses(run(first, worth / 2)));
    assert!(policy.loses(run(last, worth / 2)));
    assert!(!policy.loses(run(last, worth)));
}

/// A thousand loops of a hundred points each make two thousand rounds, and are never seen again.
#[test]
fn a_thousand_loops_that_get_barely_warm() {
    let (policy, mut budget) = (policy(), Budget::default());
    let (mut executed, mut compiled) = (0, 0);
    for _ in 0..1000 {
        for _ in 0..2 {
            let rounds = u64::from(policy.heat) * 100;
            (executed, budget) = (executed + rounds, {
                budget.earn(rounds);
                budget
            });
            let price = policy.price(100, policy.first_tier());
            if budget.allows(price, policy.first_tier()) {
                budget.spend(price);
                compiled += price;
                break;
            }
        }
    }
    assert!(compiled <= executed / 4 + FIRST, "{compiled}");
}

/// An exit five frames deep is as expensive as five, and hot after a fifth of the times; a seldom one never gets hot.
#[test]
fn a_hot_exit_deep_in_a_cascade_and_a_seldom_one() {
    let policy = policy();
    let times = |frames: u32| {
        let mut left = policy.exit_heat;
        let mut times = 0;
        while left > 0 {
            (left, times) = (left.saturating_sub(frames), times + 1);
        }
        times
    };
    assert_eq!(times(5), times(1) / 5);
    let mut left = policy.exit_heat;
    for _ in 0..10_000 {
        // Taken so often between two looks at whether the code is worth it.
        left = policy.cooled(left.saturating_sub(policy.exit_heat / 4), 0);
        assert!(left > 0);
    }
}

/// Loops of three rounds and functions of few instructions are not worth entering; loops that go on, and long ones, are.
#[test]
fn what_is_left_soon_is_not_compiled() {
    let policy = policy();
    let samples = |came_round, each: u64| Samples {
        taken: 4,
        came_round,
        steps: 4 * each,
    };
    assert!(!policy.promises(samples(3, 20)));
    assert!(policy.promises(samples(4, 20)));
    assert!(policy.promises(samples(3, 60)));
    assert!(!policy.promises(samples(0, 60)));
    assert!(policy.promises(samples(0, 120)));
}

#[test]
fn quick_code_becomes_full_when_it_has_run_as_long_as_that_costs() {
    let policy = policy();
    let price = policy.price(30, Tier::Full);
    assert!(!policy.promotes(price / 2, 30));
    assert!(policy.promotes(price, 30));
    assert!(policy.price(30, Tier::Quick) < price);
}
