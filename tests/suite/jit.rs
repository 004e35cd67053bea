//! What a case states of the JIT: counts in the statistics of a run.
//!
//! `// expect jit: recordings=1 exits<=3 cuts.too-long=0` names numbers of the object that `hivm run --stats=json` writes. A
//! point goes into an object; a list counts as its length, an object as the sum of its numbers.
//!
//! Invariant: a name that is not in the object fails the case, except the reason of an exit, which is there only if it was taken,
//! and must be one that there is.

use hivm::ir::ROWS;
use serde_json::Value;

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    path: String,
    relation: Relation,
    number: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Equal,
    AtMost,
    AtLeast,
}

/// The relations with their spelling, longer ones first.
const RELATIONS: &[(&str, Relation)] = &[
    ("<=", Relation::AtMost),
    (">=", Relation::AtLeast),
    ("=", Relation::Equal),
];

/// Reads the statements of a directive.
pub fn parse(text: &str) -> Result<Vec<Count>, String> {
    let counts: Result<Vec<Count>, String> = text.split_whitespace().map(count).collect();
    match counts {
        Ok(counts) if counts.is_empty() => Err("want `NAME=NUMBER`, `<=` or `>=`".to_string()),
        counts => counts,
    }
}

fn count(text: &str) -> Result<Count, String> {
    for (sign, relation) in RELATIONS {
        if let Some((path, number)) = text.split_once(sign) {
            return Ok(Count {
                path: path.to_string(),
                relation: *relation,
                number: number
                    .parse()
                    .map_err(|_| format!("{text}: want a number"))?,
            });
        }
    }
    Err(format!("{text}: want `NAME=NUMBER`, `<=` or `>=`"))
}

/// Takes the statistics out of what a program wrote on standard error.
pub fn split(diagnostics: &str) -> Result<(Value, String), String> {
    let line = diagnostics.lines().find(|line| line.starts_with("{\""));
    let line = line.ok_or_else(|| format!("no statistics on standard error:\n{diagnostics}"))?;
    let object = serde_json::from_str(line).map_err(|why| format!("{why}: {line}"))?;
    let rest = diagnostics.replacen(&format!("{line}\n"), "", 1);
    Ok((object, rest))
}

/// Says which statements do not hold.
pub fn compare(counts: &[Count], object: &Value) -> Result<(), String> {
    let mut complaints = Vec::new();
    for count in counts {
        let found = number(object, &count.path)?;
        let wanted = count.number;
        let (holds, sign) = match count.relation {
            Relation::Equal => (found == wanted, "="),
            Relation::AtMost => (found <= wanted, "<="),
            Relation::AtLeast => (found >= wanted, ">="),
        };
        if !holds {
            complaints.push(format!("{}{sign}{wanted}, but it is {found}", count.path));
        }
    }
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(format!("jit: {}\nin {object}", complaints.join("; "))),
    }
}

fn number(object: &Value, path: &str) -> Result<u64, String> {
    let mut at = object;
    for name in path.split('.') {
        at = match at.get(name) {
            Some(inner) => inner,
            None if path
                .split_once('.')
                .is_some_and(|(of, why)| of == "exits" && is_reason(why)) =>
            {
                return Ok(0);
            }
            None => return Err(format!("the statistics have no {path}: {object}")),
        };
    }
    match at {
        Value::Array(rows) => Ok(rows.len() as u64),
        Value::Object(rows) => {
            let numbers: Option<u64> = rows.values().map(Value::as_u64).sum();
            numbers.ok_or_else(|| format!("{path} is no object of counts"))
        }
        other => other.as_u64().ok_or_else(|| format!("{path} is no count")),
    }
}

/// Whether something can be left for that reason.
fn is_reason(name: &str) -> bool {
    ["unrecorded", "throw", "invoke"].contains(&name) || ROWS.iter().any(|row| row.name == name)
}
