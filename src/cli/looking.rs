//! Options of a run that show what the JIT did: `--stats`, `--dump`.
//!
//! ```text
//! let looking = options.begin(&mut vm)?;     before the run
//! looking.end(&mut vm, &program);            after it: on standard error
//! ```

use std::cell::RefCell;
use std::fs::File;
use std::io::Write;
use std::rc::Rc;

use super::{Failure, report};
use crate::bytecode::Program;
use crate::inspect::{Dump, Selection, stats};
use crate::vm::Vm;

/// What to show of a run.
#[derive(clap::Args)]
#[command(next_help_heading = "What the JIT did")]
pub(super) struct LookingOptions {
    /// Prints statistics of the JIT on standard error when the program has ended: `text` or `json`
    #[arg(
        long,
        env = "HIVM_STATS",
        value_enum,
        value_name = "FORM",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "text"
    )]
    stats: Option<Form>,
    /// Writes stages of trees as they are made, such as `graph,exits`, or of one tree, `graph,exits:t3`, to standard
    /// error
    #[arg(long, env = "HIVM_DUMP", value_name = "STAGES[:TREE]", value_parser = Selection::parse)]
    dump: Option<Selection>,
    /// Writes them to this file
    #[arg(long, env = "HIVM_DUMP_FILE", value_name = "FILE")]
    dump_file: Option<String>,
}

/// How statistics are written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people
    Text,
    /// One JSON object, on one line
    Json,
}

/// What is to be done at the end.
pub(super) struct Looking {
    stats: Option<Form>,
    dump: Option<Rc<RefCell<Dump>>>,
}

impl LookingOptions {
    /// Begins to look at a machine. Errors are printed.
    pub(super) fn begin(self, vm: &mut Vm) -> Result<Looking, Failure> {
        if self.stats.is_some() {
            vm.measure();
        }
        let dump = match self.dump {
            None => None,
            Some(chosen) => {
                let to: Box<dyn Write> = match &self.dump_file {
                    None => Box::new(std::io::stderr()),
                    Some(name) => Box::new(File::create(name).map_err(|e| {
                        report::error(format!("cannot write {name}: {e}"));
                        Failure::Usage
                    })?),
                };
                Some(Dump::streamed(chosen, to).watch(vm))
            }
        };
        Ok(Looking {
            stats: self.stats,
            dump,
        })
    }
}

impl Looking {
    /// Writes what is left to write.
    pub(super) fn end(self, vm: &mut Vm, program: &Program) {
        if self.dump.is_some() {
            vm.stop_observing();
        }
        let text = match self.stats {
            None => return,
            Some(Form::Text) => stats::text(program, &vm.statistics()),
            Some(Form::Json) => stats::json(program, &vm.statistics()) + "\n",
        };
        // There is no one left to report a closed pipe to.
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}
