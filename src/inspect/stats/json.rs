//! Statistics as one JSON object on one line.
//!
//! ```text
//! {"sites":2,"recordings":2,...,"exits":{"guard_tag":1,"unrecorded":2},"exit-places":[...],"seconds":{...}}
//! ```
//!
//! Invariant: counts are integers, times are seconds.

use serde_json::{Map, Value, json};

use super::places;
use crate::bytecode::Program;
use crate::vm::Statistics;

/// The statistics of a run of the program.
pub fn json(program: &Program, statistics: &Statistics) -> String {
    let trees = statistics.trees.iter().map(|(id, tree)| {
        json!({
            "tree": id.to_string(),
            "anchor": places::anchor(program, tree.anchor),
            "points": tree.points,
            "joins": tree.joins,
            "wholes": tree.wholes,
            "pieces": tree.pieces,
            "allocations": tree.allocations,
        })
    });
    let exits = super::exits(statistics).into_iter().map(|(exit, taken)| {
        json!({
            "tree": exit.tree.to_string(),
            "reason": exit.reason,
            "place": places::named(program, exit.site),
            "taken": taken,
        })
    });
    let cuts = super::cuts(program, statistics);
    let cut_places = cuts.iter().filter_map(|(name, count, last)| {
        let last = last.as_ref()?;
        Some(json!({"reason": name, "count": count, "last": last}))
    });
    let seconds = super::stages(statistics)
        .into_iter()
        .map(|(name, time)| (name, time.as_secs_f64()));
    let passes = super::passes(statistics);
    let by_name =
        |rows: Vec<(String, Value)>| Value::Object(rows.into_iter().collect::<Map<_, _>>());
    let reasons = statistics.exits_by_reason().into_iter();
    let object = json!({
        "sites": statistics.sites,
        "recordings": statistics.recordings,
        "exit-recordings": statistics.exit_recordings,
        "steps": statistics.steps,
        "trees": statistics.trees.len(),
        "points": super::points(statistics),
        "joins": super::joins(statistics),
        "wholes": statistics.wholes,
        "rebuilds": super::rebuilds(statistics),
        "quick": statistics.quick,
        "retired": statistics.retired,
        "pieces": statistics.pieces,
        "pins": statistics.pins,
        "entries": statistics.entries,
        "links": statistics.links,
        "returns": statistics.returns,
        "finished": statistics.finished,
        "allocations": super::allocations(statistics),
        "allocated-bytes": statistics.allocated,
        "exits": by_name(reasons.map(|(name, n)| (name.to_string(), json!(n))).collect()),
        "exit-places": exits.collect::<Vec<_>>(),
        "cuts": by_name(cuts.iter().map(|(name, n, _)| (name.to_string(), json!(n))).collect()),
        "cut-places": cut_places.collect::<Vec<_>>(),
        "refusals": by_name(
            statistics.refusals.iter().map(|(why, n)| (why.clone(), json!(n))).collect(),
        ),
        "tree-list": trees.collect::<Vec<_>>(),
        "code-bytes": statistics.code_bytes,
        "compile-seconds": by_name(seconds.map(|(n, t)| (n.to_string(), json!(t))).collect()),
        "pass-seconds": by_name(passes.map(|(n, t)| (n.to_string(), json!(t.as_secs_f64()))).collect()),
        "native-seconds": statistics.running.as_secs_f64(),
        "total-seconds": statistics.total.as_secs_f64(),
    });
    object.to_string()
}
