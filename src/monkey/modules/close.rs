//! Names that are meant where another one is written.
//!
//! ```
//! use hivm::monkey::did_you_mean;
//! let known = ["sqrt", "sin", "sinh", "log"];
//! assert_eq!(did_you_mean("sqr", known), Some("did you mean sqrt?".to_string()));
//! assert_eq!(did_you_mean("frobnicate", known), None);
//! ```

/// Longer names are typed by machines.
const LONGEST: usize = 40;
/// At most so many are offered.
const MOST: usize = 3;

/// The question which of the names was meant: the nearest ones; `None` if none is near.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let written: Vec<char> = written.chars().take(LONGEST).collect();
    let most = written.len().div_ceil(3).clamp(1, 3);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| name.len() <= 4 * LONGEST)
        .map(|name| (distance(&written, name), name))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_unstable();
    // Only those that are as near as the nearest.
    let nearest = near.first().map(|(distance, _)| *distance);
    near.retain(|(distance, _)| Some(*distance) == nearest);
    near.truncate(MOST);
    let names: Vec<&str> = near.into_iter().map(|(_, name)| name).collect();
    let (last, before) = names.split_last()?;
    Some(match before {
        [] => format!("did you mean {last}?"),
        before => format!("did you mean {} or {last}?", before.join(", ")),
    })
}

/// How many characters must be changed, added or taken away, in any case of letters (Levenshtein).
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let same = |x: char, y: char| x.to_lowercase().eq(y.to_lowercase());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let changed = corner + usize::from(!same(x, y));
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
