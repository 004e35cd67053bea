//! What native functions act on: the heap and the world outside.

use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::{Attention, Generator};
use crate::bytecode::{Enum, Function};
use crate::heap::Heap;
use crate::index::{BuiltinId, ConstId, EnumId, FnId, SymbolId};
use crate::runtime::Fault;
use crate::runtime::print::{self, Form, Names};
use crate::value::Value;

/// Where `puts` writes: buffered, so that printing in a loop is cheap, and flushed whenever the program
/// waits, ends or fails. Who looks at a terminal sees each line when it is written.
pub struct Output {
    buffer: Vec<u8>,
    sink: Sink,
    /// What fills the buffer.
    full: Full,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Full {
    /// The end of a line.
    Line,
    /// So much that it is worth handing over.
    Block,
}

enum Sink {
    Stdout,
    Captured(Arc<Mutex<Vec<u8>>>),
}

impl Output {
    const BLOCK: usize = 1 << 16;

    /// Writes to the process's standard output.
    pub fn stdout() -> Output {
        Output {
            buffer: Vec::new(),
            sink: Sink::Stdout,
            full: match io::stdout().is_terminal() {
                true => Full::Line,
                false => Full::Block,
            },
        }
    }

    /// Writes to memory that the caller shares.
    pub fn captured(bytes: Arc<Mutex<Vec<u8>>>) -> Output {
        Output {
            buffer: Vec::new(),
            sink: Sink::Captured(bytes),
            full: Full::Block,
        }
    }

    /// Appends the text.
    ///
    /// # Errors
    /// When the buffer was full and the system refuses to take it.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.buffer.extend_from_slice(text.as_bytes());
        let line = self.full == Full::Line && text.contains('\n');
        if line || self.buffer.len() >= Self::BLOCK {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Hands everything written so far to the system.
    ///
    /// # Errors
    /// When the system refuses it; what was buffered is then dropped.
    pub fn flush(&mut self) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.buffer);
        if bytes.is_empty() {
            return Ok(());
        }
        match &self.sink {
            Sink::Stdout => {
                let mut out = io::stdout().lock();
                out.write_all(&bytes)?;
                out.flush()
            }
            Sink::Captured(all) => {
                all.lock()
                    .unwrap_or_else(|e| e.into_inner())
                    .extend_from_slice(&bytes);
                Ok(())
            }
        }
    }
}

/// See the module's documentation.
pub struct Host {
    /// All objects.
    pub heap: Heap,
    /// Where the program prints.
    pub out: Output,
    /// Where the program reads.
    pub input: Box<dyn BufRead + Send>,
    /// The program's arguments.
    pub args: Vec<String>,
    /// Where random numbers come from.
    pub random: Generator,
    /// When the machine was made: `clock()` counts from here.
    pub start: Instant,
    /// What the program calls its functions and symbols.
    pub names: ProgramNames,
    /// What a call of `breakpoint()` does.
    pub break_calls: BreakCalls,
}

/// What a call of `breakpoint()` does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BreakCalls {
    /// Nothing: there is no debugger.
    #[default]
    Ignore,
    /// It stops.
    Stop,
    /// It has stopped, and goes on.
    Pass,
}

/// The names of a program, for printing, and whether to go on printing.
#[derive(Default)]
pub struct ProgramNames {
    /// Requests to end.
    pub attention: Attention,
    /// The program's functions.
    pub functions: Vec<Arc<Function>>,
    /// The program's enums.
    pub enums: Vec<Enum>,
    /// The program's symbols.
    pub symbols: Vec<String>,
    /// The names of the program's modules, by rising constant.
    pub modules: Vec<(ConstId, String)>,
}

impl Names for ProgramNames {
    fn function(&self, id: FnId) -> Option<&Function> {
        self.functions.get(id.index()).map(|f| &**f)
    }

    fn builtin(&self, id: BuiltinId) -> Option<&str> {
        super::all().get(id.index()).map(|b| b.name)
    }

    fn enumeration(&self, id: EnumId) -> Option<&Enum> {
        self.enums.get(id.index())
    }

    fn symbol(&self, id: SymbolId) -> Option<&str> {
        self.symbols.get(id.index()).map(String::as_str)
    }

    fn module(&self, id: ConstId) -> Option<&str> {
        let found = self.modules.binary_search_by_key(&id, |(id, _)| *id);
        found.ok().map(|n| self.modules[n].1.as_str())
    }

    fn poll(&self) -> Result<(), Fault> {
        self.attention.take()
    }
}

impl Host {
    /// The text of a value.
    ///
    /// # Errors
    /// When it does not fit in the heap's room.
    pub fn text(&self, value: Value, form: Form) -> Result<String, Fault> {
        print::text(&self.heap, &self.names, value, form)
    }
}
