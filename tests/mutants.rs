//! The bugs of `tests/mutants/` fit the sources: what a patch takes away stands in its file, so that `scripts/mutate` can put it in.
//!
//! Invariant: nothing is applied here; whether a test finds a bug is what the script shows.

use std::fs;
use std::path::Path;

/// What of a patch does not fit the sources below `root`.
fn misfits(patch: &str, root: &Path) -> Vec<String> {
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_default();
    let mut wrong = Vec::new();
    let mut file = String::new();
    let mut removed: Vec<&str> = Vec::new();
    for line in patch.lines().chain(["@@"]) {
        if let Some(path) = line.strip_prefix("--- a/") {
            file = read(path);
            if file.is_empty() {
                wrong.push(format!("there is no {path}"));
            }
        } else if let Some(text) = line.strip_prefix('-') {
            removed.push(text);
            continue;
        } else if let Some((text, path)) = line
            .strip_prefix("Needs: ")
            .and_then(|needs| needs.rsplit_once(" in "))
            && !read(path).contains(text)
        {
            wrong.push(format!("{path} does not contain {text}"));
        }
        // Whole lines, one behind the other.
        let text = removed.join("\n");
        if !removed.is_empty() && !format!("\n{file}").contains(&format!("\n{text}\n")) {
            wrong.push(format!("nothing is\n{text}"));
        }
        removed.clear();
    }
    wrong
}

#[test]
fn bugs_fit_the_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for entry in fs::read_dir(root.join("tests/mutants")).expect("the directory") {
        let path = entry.expect("a file").path();
        let patch = fs::read_to_string(&path).expect("a text");
        assert!(patch.contains("\n+++ b/"), "{}", path.display());
        let wrong = misfits(&patch, root);
        assert!(wrong.is_empty(), "{}: {}", path.display(), wrong.join("; "));
        count += 1;
    }
    assert!(count > 30, "{count}");
}

#[test]
fn what_does_not_fit_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |removed: &str| {
        format!("Says.\n\n--- a/src/main.rs\n+++ b/src/main.rs\n@@ -1 +1 @@\n{removed}")
    };
    assert_eq!(misfits(&of("-fn main() {\n+fn other() {\n"), root).len(), 0);
    assert_eq!(
        misfits(&of("-fn never() {\n+fn other() {\n"), root).len(),
        1
    );
    // Half of a line is not one.
    assert_eq!(misfits(&of("-fn main()\n+fn other() {\n"), root).len(), 1);
    assert_eq!(misfits("Needs: nonsense in src/main.rs\n", root).len(), 1);
    assert_eq!(misfits("--- a/src/nowhere.rs\n", root).len(), 1);
}
