//! The reference of the builtins, `docs/builtins.md`, made of the table and the comments in the prelude.
//!
//! ```text
//! | `padLeft(s, n, fill = " ")` | The string with `fill` in front, ... |
//! ```
//!
//! Invariant: every row that programs can name is in it. A test compares it with the file; with `HIVM_BLESS=1` in
//! the environment it writes the file.

use std::fmt::Write;

use super::{Builtin, FAMILIES, Family, Member, Module, PRELUDE, Receiver, all, modules};
use crate::runtime::float::format_float;

/// A function of the prelude, as its source says.
struct PreludeFunction {
    name: &'static str,
    /// With parentheses, like [`Builtin::params`].
    params: &'static str,
    doc: String,
}

/// The functions of the prelude in order, helpers included.
fn prelude_functions() -> Vec<PreludeFunction> {
    let mut functions = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    for line in PRELUDE.lines() {
        if let Some(text) = line.strip_prefix("//") {
            comment.push(text.trim());
            continue;
        }
        if let Some(header) = line.strip_prefix("fn ")
            && let Some((name, _)) = header.split_once('(')
        {
            let params = header[name.len()..].trim_end_matches('{').trim_end();
            functions.push(PreludeFunction {
                name,
                params,
                doc: comment.join(" "),
            });
        }
        comment.clear();
    }
    functions
}

/// A table with a line for each `(call, doc)`.
fn section(out: &mut String, title: &str, rows: impl IntoIterator<Item = (String, String)>) {
    // Writing into a String does not fail.
    let _ = write!(out, "\n## {title}\n");
    table(out, rows);
}

fn table(out: &mut String, rows: impl IntoIterator<Item = (String, String)>) {
    // Writing into a String does not fail.
    let _ = write!(out, "\n| call | what it does |\n| --- | --- |\n");
    for (call, doc) in rows {
        let _ = writeln!(out, "| `{call}` | {} |", doc.replace('|', "\\|"));
    }
}

/// How a method is called: `(xs, i)` is `xs.name(i)`.
fn method_call(name: &str, params: &str) -> String {
    let inner = params.trim_start_matches('(').trim_end_matches(')');
    let (receiver, rest) = inner.split_once(", ").unwrap_or((inner, ""));
    format!("{receiver}.{name}({rest})")
}

/// What the prelude says of a native function comes before what its row says.
fn native_row(row: &Builtin, prelude: &[PreludeFunction]) -> (String, String) {
    if row.receiver == Receiver::Any
        && let Some(function) = prelude.iter().find(|f| f.name == row.name)
    {
        let call = format!("{}{}", function.name, function.params);
        return (call, function.doc.clone());
    }
    let call = match row.receiver {
        Receiver::Array => method_call(row.name, row.params),
        _ => format!("{}{}", row.name, row.params),
    };
    (call, row.doc.to_string())
}

/// The whole reference as Markdown.
pub fn reference() -> String {
    let mut out = String::from(
        "# Builtins\n\n\
         Every function here is also a method of its first argument: `len(xs)` is `xs.len()`. `name = value` is what an \
         argument is that was left out, `...more` any number of them. An argument of a wrong kind is an error that \
         names the function, the argument, what it wants and what it got. Elements are those that `for (x in xs)` visits: \
         of a string its characters, of a hash its keys, of a generator what it yields.\n\n\
         `import \"math\"` gives a module of more functions, which are called as `math.gcd(12, 18)` and are no methods.\n",
    );
    let prelude = prelude_functions();
    for family in FAMILIES.iter().filter(|family| !is_of_module(family)) {
        let natives = family
            .rows
            .iter()
            .filter(|row| row.receiver != Receiver::Prelude)
            .map(|row| native_row(row, &prelude));
        let mut rows: Vec<_> = natives.collect();
        if family
            .rows
            .iter()
            .any(|row| row.receiver == Receiver::Array)
        {
            let methods = prelude
                .iter()
                .filter_map(|f| Some((f, f.name.strip_prefix("__array_")?)));
            rows.extend(methods.map(|(f, name)| (method_call(name, f.params), f.doc.clone())));
        }
        if !rows.is_empty() {
            section(&mut out, family.title, rows);
        }
        if family.title == "Collections" {
            let native = |name: &str| super::all().iter().any(|row| row.name == name);
            let functions = prelude
                .iter()
                .filter(|f| !f.name.starts_with("__") && !native(f.name));
            let rows = functions.map(|f| (format!("{}{}", f.name, f.params), f.doc.clone()));
            section(&mut out, "Functions that take functions", rows);
            let methods = prelude
                .iter()
                .filter_map(|f| Some((f, f.name.strip_prefix("__generator_")?)));
            let methods = methods.map(|(f, name)| (method_call(name, f.params), f.doc.clone()));
            let done = "Whether the generator's body has returned or was left by an exception.";
            let rows = methods.chain([("g.done".to_string(), done.to_string())]);
            section(&mut out, "Generators", rows);
        }
    }
    for module in modules() {
        write_module(&mut out, module, &prelude);
    }
    out
}

/// Whether the rows belong to a module.
fn is_of_module(family: &Family) -> bool {
    let is_member = |row: &Builtin| row.receiver == Receiver::Module;
    family.rows.iter().any(is_member)
}

/// A module: what it shares with programs that do not import it, and what it alone has.
fn write_module(out: &mut String, module: &Module, prelude: &[PreludeFunction]) {
    let (mut shared, mut own) = (Vec::new(), Vec::new());
    for (name, member) in &module.members {
        match member {
            Member::Float(x) => {
                own.push((
                    format!("{}.{name}", module.name),
                    format!("`{}`.", format_float(*x)),
                ));
            }
            Member::Native(native) => match all().iter().find(|row| row.name == *native) {
                Some(row) if row.receiver == Receiver::Module => own.push(native_row(row, prelude)),
                _ => shared.push(format!("`{name}`")),
            },
            Member::Prelude(known) => match prelude.iter().find(|f| f.name == *known) {
                Some(f) if known != name => {
                    let call = format!("{}.{name}{}", module.name, f.params);
                    own.push((call, f.doc.clone()));
                }
                _ => shared.push(format!("`{name}`")),
            },
        }
    }
    // Writing into a String does not fail.
    let _ = write!(out, "\n## Module `{}`\n\n{}", module.name, module.doc);
    if !shared.is_empty() {
        let _ = write!(out, " As above: {}.", shared.join(", "));
    }
    out.push('\n');
    if !own.is_empty() {
        table(out, own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::fault::Arity;

    /// The arity that a row's parameters show.
    fn shown_arity(params: &str) -> Arity {
        let inner = params
            .strip_prefix('(')
            .and_then(|p| p.strip_suffix(')'))
            .expect("parentheses");
        let each: Vec<&str> = inner.split(", ").filter(|p| !p.is_empty()).collect();
        let rest = each.last().is_some_and(|p| p.starts_with("..."));
        let named = each.len() - usize::from(rest);
        let least = each[..named].iter().filter(|p| !p.contains('=')).count();
        Arity {
            least,
            most: (!rest).then_some(named),
        }
    }

    #[test]
    fn every_row_is_documented() {
        assert!(all().len() > 60);
        for row in all() {
            assert_eq!(
                shown_arity(row.params),
                row.arity,
                "{}{}",
                row.name,
                row.params
            );
            assert!(row.doc.ends_with('.'), "{}: {}", row.name, row.doc);
            let internal = row.name.starts_with("__");
            assert_eq!(internal, row.receiver == Receiver::Prelude, "{}", row.name);
            let twins = all()
                .iter()
                .filter(|other| other.name == row.name && other.receiver == row.receiver);
            assert_eq!(twins.count(), 1, "{}", row.name);
        }
        for f in prelude_functions() {
            assert!(f.doc.ends_with('.'), "{}: {}", f.name, f.doc);
            shown_arity(f.params);
        }
    }

    #[test]
    fn the_reference_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/builtins.md");
        let reference = reference();
        if std::env::var_os("HIVM_BLESS").is_some() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
            std::fs::write(path, &reference).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == reference,
            "docs/builtins.md is out of date: run the tests with HIVM_BLESS=1"
        );
    }

    #[test]
    fn the_prelude_names_natives_that_exist() {
        for (at, _) in PRELUDE.match_indices("__") {
            let name: String = PRELUDE[at..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let defined = prelude_functions().iter().any(|f| f.name == name);
            let native = crate::builtins::by_name(&name).is_some();
            assert!(defined || native || name == "__", "{name}");
        }
    }
}
