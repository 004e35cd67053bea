//! The debugger: sessions with a program, and what drives them: scripts in Lua, a prompt.
//!
//! ```text
//! cli debug --> prompt.rs, lua.rs --> session.rs --> vm (go, step, break_at, aside)
//!                  lua/*.lua            stops.rs, motion.rs, scope.rs, watches.rs, values.rs, places.rs
//! ```
//!
//! [`Session`] knows neither Lua nor a terminal. It is asked to move and says why it stopped; where it needs a judgement that is
//! somebody else's (a condition in Lua), it asks and is answered ([`session::Advance`]). `lua.rs` and the files under `lua/` are the only
//! users of mlua; the commands themselves are Lua (`lua/commands.lua`).
//!
//! Invariant: whatever a command does wrong, it is an error of that command, and the session goes on.

mod considering;
mod dap;
mod holding;
mod inside;
mod lua;
mod motion;
mod news;
mod places;
mod placing;
mod prompt;
mod scope;
mod session;
mod stops;
mod values;
mod watches;

pub use dap::{Loader, serve};
pub use lua::{Script, Status, Verbosity};
pub use motion::Motion;
pub use news::{News, Topic};
pub use prompt::{prompt, sees_colours};
pub use scope::{Frame, Home, Variable};
pub use session::{Advance, End, Reason, Session, Setup};
pub use stops::{Activity, Breakpoint, Condition, Lifetime, StopId};
pub use watches::{Change, Watch};
