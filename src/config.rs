//! ONE table of options: name, environment variable, default, what it does.
//!
//! A row becomes a command-line option (`--max-memory`), an environment variable (`HIVM_MAX_MEMORY`), a field of
//! [`Config`] that embedders set, and a line of `--help` and of the manual page. The command line wins over
//! the environment, the environment over the default.

use std::path::PathBuf;
use std::time::Duration;

/// What a machine is made with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The most bytes of heap.
    pub max_memory: usize,
    /// The most frames.
    pub max_depth: usize,
    /// How long a program may run.
    pub timeout: Option<Duration>,
    /// What becomes of hot loops and functions.
    pub jit: Jit,
    /// How often a loop comes back or a function is entered until it is hot.
    pub jit_heat: u32,
    /// How often an exit is taken until its path is recorded.
    pub jit_exit_heat: u32,
    /// The least instructions that a graph without a loop must have to be worth entering.
    pub jit_worth: u32,
    /// The most instructions of a function with a tree of its own that is inlined.
    pub jit_inline: u32,
    /// Every n-th guard fails on purpose; 0 for none.
    pub jit_fail_every: u64,
    /// The passes that run on graphs, by name; all if nothing is said.
    pub passes: Option<Vec<String>>,
    /// Collect at every allocation.
    pub gc_stress: bool,
    /// Overwrite freed memory.
    pub gc_poison: bool,
    /// Check the heap after each collection.
    pub gc_verify: bool,
    /// Where random numbers begin, each time the same; otherwise by chance.
    pub seed: Option<u64>,
    /// Where modules that are named without a directory are looked for.
    pub path: Vec<PathBuf>,
    /// The program's arguments.
    pub args: Vec<String>,
}

/// What becomes of hot loops and functions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Jit {
    /// Nothing: they are interpreted like all else.
    Off,
    /// They are recorded, and interpreted.
    Record,
    /// Graphs are made of them, and evaluated: slow, to test all but the code generator.
    Eval,
    /// They are compiled as soon as they are recorded, while the program waits: always the same way.
    Sync,
    /// They are compiled on a thread of their own.
    On,
}

impl Jit {
    /// The modes with their names.
    const ALL: &[(Jit, &str)] = &[
        (Jit::Off, "off"),
        (Jit::Record, "record"),
        (Jit::Eval, "eval"),
        (Jit::Sync, "sync"),
        (Jit::On, "on"),
    ];

    /// Whether it needs a code generator.
    pub fn compiles(self) -> bool {
        matches!(self, Jit::Sync | Jit::On)
    }
}

/// A row of the table.
pub struct OptionRow {
    /// The option's name, without `--`.
    pub name: &'static str,
    /// Its environment variable.
    pub env: &'static str,
    /// What stands for its value in help texts; empty for a switch.
    pub value: &'static str,
    /// Its default as a user would write it.
    pub default: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// Takes the value over, or says what was expected.
    pub set: fn(&mut Config, &str) -> Result<(), String>,
}

/// The table.
pub static OPTIONS: &[OptionRow] = &[
    OptionRow {
        name: "max-memory",
        env: "HIVM_MAX_MEMORY",
        value: "SIZE",
        default: "4G",
        doc: "The most memory that the program's objects may take: bytes, or a number with K, M or G",
        set: |config, text| size(text).map(|n| config.max_memory = n),
    },
    OptionRow {
        name: "max-depth",
        env: "HIVM_MAX_DEPTH",
        value: "FRAMES",
        default: "1000000",
        doc: "How deep calls may nest, counted in frames",
        set: |config, text| count(text).map(|n| config.max_depth = n),
    },
    OptionRow {
        name: "timeout",
        env: "HIVM_TIMEOUT",
        value: "TIME",
        default: "none",
        doc: "How long the program may run: seconds, or a number with ms, s or m",
        set: |config, text| time(text).map(|t| config.timeout = t),
    },
    OptionRow {
        name: "jit",
        env: "HIVM_JIT",
        value: "MODE",
        default: if cfg!(feature = "llvm") { "on" } else { "off" },
        doc: "What becomes of hot loops and functions: off (nothing), record (recorded only), eval (graphs are evaluated, \
            a test mode), sync (compiled while the program waits) or on (compiled on a thread)",
        set: |config, text| jit(text).map(|jit| config.jit = jit),
    },
    OptionRow {
        name: "jit-heat",
        env: "HIVM_JIT_HEAT",
        value: "ROUNDS",
        default: "1000",
        doc: "How often a loop comes back or a function is entered until it is hot",
        set: |config, text| count(text).map(|n| config.jit_heat = n as u32),
    },
    OptionRow {
        name: "jit-exit-heat",
        env: "HIVM_JIT_EXIT_HEAT",
        value: "TIMES",
        default: "50",
        doc: "How often an exit of compiled code is taken until its path is recorded",
        set: |config, text| count(text).map(|n| config.jit_exit_heat = n as u32),
    },
    OptionRow {
        name: "jit-worth",
        env: "HIVM_JIT_WORTH",
        value: "COUNT",
        default: "100",
        doc: "The least instructions that code without a loop must have to be worth entering",
        set: |config, text| count(text).map(|n| config.jit_worth = n as u32),
    },
    OptionRow {
        name: "jit-inline",
        env: "HIVM_JIT_INLINE",
        value: "COUNT",
        default: "50",
        doc: "The most instructions of a function that is inlined where it is called, once it is hot itself",
        set: |config, text| count(text).map(|n| config.jit_inline = n as u32),
    },
    OptionRow {
        name: "jit-fail-every",
        env: "HIVM_JIT_FAIL_EVERY",
        value: "N",
        default: "0",
        doc: "Every n-th guard of compiled code fails on purpose; 0 for none (a test mode)",
        set: |config, text| number(text).map(|n| config.jit_fail_every = n),
    },
    OptionRow {
        name: "passes",
        env: "HIVM_PASSES",
        value: "LIST",
        default: "all",
        doc: "Which passes run on graphs: names with commas between them, in whatever order, or all, or none (a test mode)",
        set: |config, text| {
            config.passes = passes(text);
            Ok(())
        },
    },
    OptionRow {
        name: "gc-stress",
        env: "HIVM_GC_STRESS",
        value: "",
        default: "false",
        doc: "Collect garbage at every allocation (a test mode)",
        set: |config, text| switch(text).map(|on| config.gc_stress = on),
    },
    OptionRow {
        name: "gc-poison",
        env: "HIVM_GC_POISON",
        value: "",
        default: "false",
        doc: "Overwrite freed memory (a test mode)",
        set: |config, text| switch(text).map(|on| config.gc_poison = on),
    },
    OptionRow {
        name: "gc-verify",
        env: "HIVM_GC_VERIFY",
        value: "",
        default: "false",
        doc: "Check the whole heap after each collection (a test mode)",
        set: |config, text| switch(text).map(|on| config.gc_verify = on),
    },
    OptionRow {
        name: "seed",
        env: "HIVM_SEED",
        value: "NUMBER",
        default: "none",
        doc: "Where the numbers of the module random begin: the same for the same seed; none for by chance",
        set: |config, text| seed(text).map(|seed| config.seed = seed),
    },
    OptionRow {
        name: "path",
        env: "HIVM_PATH",
        value: "DIR",
        default: "",
        doc: "Where modules that are imported by a name without a directory are looked for, in order: several by repeating \
            the option, or with colons between them",
        set: |config, text| {
            config.path.extend(directories(text));
            Ok(())
        },
    },
];

impl Default for Config {
    fn default() -> Config {
        let mut config = Config {
            max_memory: 0,
            max_depth: 0,
            timeout: None,
            jit: Jit::Off,
            jit_heat: 0,
            jit_exit_heat: 0,
            jit_worth: 0,
            jit_inline: 0,
            jit_fail_every: 0,
            passes: None,
            gc_stress: false,
            gc_poison: false,
            gc_verify: false,
            seed: None,
            path: Vec::new(),
            args: Vec::new(),
        };
        for row in OPTIONS {
            // The table's defaults are right: a test reads them.
            let _ = (row.set)(&mut config, row.default);
        }
        config
    }
}

fn jit(text: &str) -> Result<Jit, String> {
    let mode = Jit::ALL.iter().find(|(_, name)| *name == text);
    match mode {
        Some((jit, _)) if jit.compiles() && !cfg!(feature = "llvm") => Err(format!(
            "this build of hivm has no code generator, which {text} needs"
        )),
        Some((jit, _)) => Ok(*jit),
        None => Err("expected off, record, eval, sync or on".into()),
    }
}

/// Names with commas between them. Who runs passes knows which there are.
fn passes(text: &str) -> Option<Vec<String>> {
    let names = text.split(',').map(str::trim);
    match text {
        "all" => None,
        "none" => Some(Vec::new()),
        _ => Some(names.map(String::from).collect()),
    }
}

fn switch(text: &str) -> Result<bool, String> {
    match text {
        "1" | "true" | "yes" | "on" | "" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err("expected true or false".into()),
    }
}

fn seed(text: &str) -> Result<Option<u64>, String> {
    match text {
        "none" => Ok(None),
        text => match text.parse::<i128>().map(u64::try_from) {
            Ok(Ok(seed)) => Ok(Some(seed)),
            _ => Err("expected a number from 0 to 18446744073709551615, or none".into()),
        },
    }
}

/// The directories of a list as the system writes them.
fn directories(text: &str) -> impl Iterator<Item = PathBuf> {
    std::env::split_paths(text).filter(|dir| !dir.as_os_str().is_empty())
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "expected a number".into())
}

fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n) if (1..=1_000_000_000).contains(&n) => Ok(n),
        _ => Err("expected a number from 1 to 1000000000".into()),
    }
}

fn size(text: &str) -> Result<usize, String> {
    let wrong = || "expected a size such as 500M or 2G".to_string();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let n: usize = digits.parse().map_err(|_| wrong())?;
    let unit = match text[digits.len()..]
        .to_ascii_uppercase()
        .trim_end_matches("IB")
        .trim_end_matches('B')
    {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err(wrong()),
    };
    n.checked_mul(1 << unit)
        .filter(|n| *n >= 1 << 16)
        .ok_or_else(|| "expected a size of 64K or more".into())
}

fn time(text: &str) -> Result<Option<Duration>, String> {
    let wrong = || "expected a time such as 2s or 500ms, or none".to_string();
    if text == "none" {
        return Ok(None);
    }
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
    let n: f64 = digits.parse().map_err(|_| wrong())?;
    let seconds = match text[digits.len()..].trim() {
        "" | "s" => n,
        "ms" => n / 1000.0,
        "m" => n * 60.0,
        _ => return Err(wrong()),
    };
    Duration::try_from_secs_f64(seconds)
        .map(Some)
        .map_err(|_| wrong())
}

/// A time in the unit that suits it: `2 s`, `500 ms`.
pub fn format_time(time: Duration) -> String {
    let ms = time.as_millis();
    if ms.is_multiple_of(1000) {
        format!("{} s", ms / 1000)
    } else {
        format!("{ms} ms")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_option() {
        let mut config = Config::default();
        for row in OPTIONS {
            assert_eq!((row.set)(&mut config, row.default), Ok(()), "{}", row.name);
        }
        assert_eq!(config.max_memory, 4 << 30);
        assert_eq!(config.timeout, None);
    }

    #[test]
    fn modes_have_names_and_some_need_a_code_generator() {
        for (mode, name) in Jit::ALL {
            let built = !mode.compiles() || cfg!(feature = "llvm");
            assert_eq!(jit(name).is_ok(), built, "{name}");
        }
        assert!(jit("fast").is_err());
    }

    #[test]
    fn sizes_and_times_have_units() {
        assert_eq!(size("64k"), Ok(1 << 16));
        assert_eq!(size("3MiB"), Ok(3 << 20));
        assert_eq!(size("2GB"), Ok(2 << 30));
        for wrong in ["", "M", "1T", "-1", "99999999999G", "10"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
        assert_eq!(time("1.5"), Ok(Some(Duration::from_millis(1500))));
        assert_eq!(time("20ms"), Ok(Some(Duration::from_millis(20))));
        for wrong in ["", "s", "-1", "1h", "NaN"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
