//! The container: a program as a file, `.hbc`.
//!
//! ```text
//! "\x7fHBC" | version u16 | 0 u16 | crc32 of the rest u32 | sections ...
//! section:  tag u8 | length u32 | body           all eight, in the order of their tags
//!
//! 1 files      count, then name | has text u8 | text
//! 2 constants  count, then kind u8 | i64, f64, string, enum u32 or enum u32, place u32
//! 3 globals    count, then strings
//! 4 symbols    count, then strings
//! 5 builtins   count, then strings
//! 6 functions  count, then name | parameters | sizes | code | positions | variables | handlers
//! 7 main       function u32
//! 8 enums      count, then name | values: count, then strings
//! ```
//!
//! Numbers are little-endian; counts and lengths are u32; a string is its length and UTF-8.
//!
//! Reading trusts nothing: every length is checked against what is left before anything is allocated, and
//! what is left over is an error. It answers a program that is well formed as *data*; whoever runs it calls
//! [`super::verify`] first.
//!
//! Invariant: `read(&write(p, Texts::Included)) == p` for every program, bit for bit.

use std::fmt;
use std::sync::Arc;

use super::program::{
    Constant, Enum, File, Function, Handler, Line, Local, Member, Module, Params, Position, Program,
};
use crate::index::{BuiltinId, ConstId, EnumId, FnId, GlobalId, Pc, Reg};

/// The first bytes of every container.
pub const MAGIC: [u8; 4] = *b"\x7fHBC";

/// The version of the format and of the instruction set that this hivm writes and reads.
pub const VERSION: u16 = 3;

const HEADER: usize = 12;

/// Why bytes are no container.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContainerError {
    /// The byte at which that is seen.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for ContainerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "damaged bytecode file at byte {}: {}",
            self.offset, self.what
        )
    }
}

impl std::error::Error for ContainerError {}

/// Whether a container holds the sources' texts, with which errors show the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Texts {
    /// Only the files' names.
    LeftOut,
    /// The texts too, as far as they are known.
    Included,
}

/// The program as bytes.
pub fn write(program: &Program, texts: Texts) -> Vec<u8> {
    let mut out = Writer { bytes: Vec::new() };
    out.bytes.extend_from_slice(&MAGIC);
    out.u16(VERSION);
    out.u16(0);
    out.u32(0);
    out.section(1, |out| {
        out.list(&program.files, |out, file| {
            out.string(&file.name);
            let text = file.text.as_ref().filter(|_| texts == Texts::Included);
            out.u8(text.is_some() as u8);
            if let Some(text) = text {
                out.string(text);
            }
        });
    });
    out.section(2, |out| out.list(&program.constants, Writer::constant));
    for (tag, names) in [
        (3, &program.globals),
        (4, &program.symbols),
        (5, &program.builtins),
    ] {
        out.section(tag, |out| out.list(names, |out, name| out.string(name)));
    }
    out.section(6, |out| {
        out.list(&program.functions, |out, f| out.function(f))
    });
    out.section(7, |out| out.u32(program.main.0));
    out.section(8, |out| {
        out.list(&program.enums, |out, e| {
            out.string(&e.name);
            out.list(&e.variants, |out, name| out.string(name));
        });
    });
    let crc = crc32fast::hash(&out.bytes[HEADER..]);
    out.bytes[8..HEADER].copy_from_slice(&crc.to_le_bytes());
    out.bytes
}

/// The program in the bytes. It is not verified yet.
///
/// # Errors
/// The first place at which the bytes are no container of this version.
pub fn read(bytes: &[u8]) -> Result<Program, ContainerError> {
    let mut input = Reader { bytes, at: 0 };
    if input.take(4, "the file's mark")? != MAGIC {
        return Err(ContainerError {
            offset: 0,
            what: "not a bytecode file".to_owned(),
        });
    }
    let version = input.u16()?;
    if version != VERSION {
        let what = format!("version {version}, this hivm reads version {VERSION}");
        return Err(ContainerError { offset: 4, what });
    }
    if input.u16()? != 0 {
        return Err(ContainerError {
            offset: 6,
            what: "unknown flags".to_owned(),
        });
    }
    let crc = input.u32()?;
    if crc32fast::hash(&bytes[HEADER..]) != crc {
        return Err(ContainerError {
            offset: 8,
            what: "wrong checksum".to_owned(),
        });
    }
    let program = Program {
        files: input.section(1, |input| input.list(5, Reader::file))?,
        constants: input.section(2, |input| input.list(5, Reader::constant))?,
        globals: input.section(3, |input| input.list(4, Reader::string))?,
        symbols: input.section(4, |input| input.list(4, Reader::string))?,
        builtins: input.section(5, |input| input.list(4, Reader::string))?,
        functions: input.section(6, |input| {
            input.list(37, |input| input.function().map(Arc::new))
        })?,
        main: input.section(7, |input| input.u32().map(FnId))?,
        enums: input.section(8, |input| input.list(8, Reader::enumeration))?,
    };
    input.end()?;
    Ok(program)
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn u8(&mut self, n: u8) {
        self.bytes.push(n);
    }

    fn u16(&mut self, n: u16) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    fn u32(&mut self, n: u32) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    fn u64(&mut self, n: u64) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    fn string(&mut self, text: &str) {
        self.u32(text.len() as u32);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Writer, &T)) {
        self.u32(items.len() as u32);
        items.iter().for_each(|item| each(self, item));
    }

    fn section(&mut self, tag: u8, body: impl FnOnce(&mut Writer)) {
        self.u8(tag);
        let length = self.bytes.len();
        self.u32(0);
        body(self);
        let size = (self.bytes.len() - length - 4) as u32;
        self.bytes[length..length + 4].copy_from_slice(&size.to_le_bytes());
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::Int(i) => {
                self.u8(0);
                self.u64(*i as u64);
            }
            Constant::Float(f) => {
                self.u8(1);
                self.u64(f.to_bits());
            }
            Constant::BigInt(digits) => {
                self.u8(2);
                self.string(digits);
            }
            Constant::Str(text) => {
                self.u8(3);
                self.string(text);
            }
            Constant::Enum(id) => {
                self.u8(4);
                self.u32(id.0);
            }
            Constant::Variant(id, place) => {
                self.u8(5);
                self.u32(id.0);
                self.u32(*place);
            }
            Constant::Module(module) => {
                self.u8(6);
                self.string(&module.name);
                self.list(&module.members, |out, (name, member)| {
                    out.string(name);
                    let (kind, id) = match *member {
                        Member::Global(id) => (0, id.0),
                        Member::Function(id) => (1, id.0),
                        Member::Native(id) => (2, u32::from(id.0)),
                        Member::Constant(id) => (3, id.0),
                    };
                    out.u8(kind);
                    out.u32(id);
                });
            }
        }
    }

    fn function(&mut self, f: &Function) {
        self.string(&f.name);
        self.u16(f.params.required);
        self.u16(f.params.optional);
        self.u8(f.params.rest as u8 | (f.prelude as u8) << 1 | (f.generator as u8) << 2);
        self.list(&f.param_names, |out, name| out.string(name));
        self.u16(f.registers);
        self.u16(f.captures);
        self.list(&f.capture_names, |out, name| out.string(name));
        self.u32(f.file);
        self.list(&f.code, |out, word| out.u64(*word));
        self.list(&f.lines, |out, line| {
            out.u32(line.pc.0);
            out.u32(line.position.line);
            out.u32(line.position.column);
        });
        self.list(&f.locals, |out, local| {
            out.string(&local.name);
            out.u16(local.register.0);
            out.u32(local.start.0);
            out.u32(local.end.0);
        });
        self.list(&f.handlers, |out, handler| {
            out.u32(handler.start.0);
            out.u32(handler.end.0);
            out.u32(handler.target.0);
        });
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

type Read<T> = Result<T, ContainerError>;

impl<'a> Reader<'a> {
    fn fail<T>(&self, what: impl Into<String>) -> Read<T> {
        Err(ContainerError {
            offset: self.at,
            what: what.into(),
        })
    }

    fn take(&mut self, count: usize, what: &str) -> Read<&'a [u8]> {
        let left = &self.bytes[self.at..];
        if count > left.len() {
            return self.fail(format!("{what} is cut off"));
        }
        self.at += count;
        Ok(&left[..count])
    }

    fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N, "a number")?);
        Ok(array)
    }

    fn u8(&mut self) -> Read<u8> {
        Ok(self.array::<1>()?[0])
    }

    fn u16(&mut self) -> Read<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Read<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Read<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn pc(&mut self) -> Read<Pc> {
        self.u32().map(Pc)
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        let length = self.u32()? as usize;
        let bytes = self.take(length, "a string")?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => {
                self.at = start;
                self.fail("a string is not UTF-8")
            }
        }
    }

    /// A list whose elements take at least `least` bytes each.
    fn list<T>(
        &mut self,
        least: usize,
        mut each: impl FnMut(&mut Self) -> Read<T>,
    ) -> Read<Vec<T>> {
        let start = self.at;
        let count = self.u32()? as usize;
        if count > (self.bytes.len() - self.at) / least {
            self.at = start;
            return self.fail(format!(
                "{count} elements are more than the bytes that are left"
            ));
        }
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(each(self)?);
        }
        Ok(items)
    }

    /// A section: its body must be exactly as long as it says.
    fn section<T>(&mut self, tag: u8, body: impl FnOnce(&mut Reader<'a>) -> Read<T>) -> Read<T> {
        let start = self.at;
        if self.u8()? != tag {
            self.at = start;
            return self.fail(format!("section {tag} is missing"));
        }
        let length = self.u32()? as usize;
        self.take(length, "a section")?;
        let mut inner = Reader {
            bytes: &self.bytes[..self.at],
            at: self.at - length,
        };
        let content = body(&mut inner)?;
        inner.end()?;
        Ok(content)
    }

    fn end(&self) -> Read<()> {
        match self.bytes.len() - self.at {
            0 => Ok(()),
            left => self.fail(format!("{left} bytes too many")),
        }
    }

    fn file(&mut self) -> Read<File> {
        let name = self.string()?;
        let text = match self.u8()? {
            0 => None,
            1 => Some(Arc::from(self.string()?)),
            _ => {
                self.at -= 1;
                return self.fail("neither with nor without text");
            }
        };
        Ok(File { name, text })
    }

    fn constant(&mut self) -> Read<Constant> {
        Ok(match self.u8()? {
            0 => Constant::Int(self.u64()? as i64),
            1 => Constant::Float(f64::from_bits(self.u64()?)),
            2 => Constant::BigInt(self.string()?),
            3 => Constant::Str(self.string()?),
            4 => Constant::Enum(EnumId(self.u32()?)),
            5 => Constant::Variant(EnumId(self.u32()?), self.u32()?),
            6 => Constant::Module(Module {
                name: self.string()?,
                members: self.list(9, |input| Ok((input.string()?, input.member()?)))?,
            }),
            kind => {
                self.at -= 1;
                return self.fail(format!("unknown kind of constant {kind}"));
            }
        })
    }

    fn enumeration(&mut self) -> Read<Enum> {
        Ok(Enum {
            name: self.string()?,
            variants: self.list(4, Reader::string)?,
        })
    }

    fn member(&mut self) -> Read<Member> {
        let (kind, id) = (self.u8()?, self.u32()?);
        match (kind, u16::try_from(id)) {
            (0, _) => Ok(Member::Global(GlobalId(id))),
            (1, _) => Ok(Member::Function(FnId(id))),
            (2, Ok(id)) => Ok(Member::Native(BuiltinId(id))),
            (3, _) => Ok(Member::Constant(ConstId(id))),
            _ => {
                self.at -= 5;
                self.fail("unknown kind of member")
            }
        }
    }

    fn function(&mut self) -> Read<Function> {
        let name = self.string()?;
        let (required, optional) = (self.u16()?, self.u16()?);
        let bits = self.u8()?;
        if bits > 7 {
            self.at -= 1;
            return self.fail("unknown marks of a function");
        }
        Ok(Function {
            name,
            params: Params {
                required,
                optional,
                rest: bits & 1 != 0,
            },
            prelude: bits & 2 != 0,
            observed: false,
            analysed: Default::default(),
            generator: bits & 4 != 0,
            param_names: self.list(4, Reader::string)?,
            registers: self.u16()?,
            captures: self.u16()?,
            capture_names: self.list(4, Reader::string)?,
            file: self.u32()?,
            code: self.list(8, Reader::u64)?,
            lines: self.list(12, |input| {
                let pc = input.pc()?;
                let position = Position {
                    line: input.u32()?,
                    column: input.u32()?,
                };
                Ok(Line { pc, position })
            })?,
            locals: self.list(14, |input| {
                Ok(Local {
                    name: input.string()?,
                    register: Reg(input.u16()?),
                    start: input.pc()?,
                    end: input.pc()?,
                })
            })?,
            handlers: self.list(12, |input| {
                Ok(Handler {
                    start: input.pc()?,
                    end: input.pc()?,
                    target: input.pc()?,
                })
            })?,
        })
    }
}
