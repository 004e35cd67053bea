//! The module `sys`: what programs do not have without it.
//!
//! ```text
//! sys.platform() -> "linux"    sys.version() -> "0.1.0"
//! ```

use super::super::{Builtin, Host, member};
use crate::heap::Str;
use crate::runtime::fault::{Arity, Fault};
use crate::value::Value;

fn platform(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    Ok(Str::new(&mut host.heap, std::env::consts::OS)?.value())
}

fn version(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    Ok(Str::new(&mut host.heap, env!("CARGO_PKG_VERSION"))?.value())
}

const NONE: Arity = Arity::exactly(0);

pub static SYS: &[Builtin] = &[
    member(
        "sys.platform",
        "()",
        NONE,
        platform,
        "The operating system: `\"linux\"`.",
    ),
    member(
        "sys.version",
        "()",
        NONE,
        version,
        "The version of hivm, a string such as `\"1.2.3\"`.",
    ),
];
