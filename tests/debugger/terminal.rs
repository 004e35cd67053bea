//! A pseudo terminal with `hivm debug` in it, as a user has one.
//!
//! ```text
//! let mut t = Terminal::new(&["debug", "--plain", "x.monkey"], "dumb");
//! t.until("(hivm) ");
//! assert_eq!(t.enter("p 1"), "1\n");        what came until the next prompt, without the echo
//! ```
//!
//! With `TERM=dumb` the line editor writes nothing but the prompt; with another it edits, and its escape sequences are dropped here.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What the prompt looks like.
pub const PROMPT: &str = "(hivm) ";

/// How long a command may take.
const LIMIT: Duration = Duration::from_secs(120);

/// See the module's documentation.
pub struct Terminal {
    master: File,
    child: Child,
    /// What came and was not taken yet.
    pending: String,
}

impl Terminal {
    /// Starts hivm with these arguments in a directory, with its own home directory.
    pub fn new(args: &[&str], directory: &Path, home: &Path, term: &str) -> Terminal {
        let (mut master, mut slave) = (0, 0);
        let size = libc::winsize {
            ws_row: 40,
            ws_col: 200,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        // SAFETY: both numbers are written; there is no name and no other setting.
        let made = unsafe {
            libc::openpty(
                &mut master,
                &mut slave,
                std::ptr::null_mut(),
                std::ptr::null_mut(),
                &size,
            )
        };
        assert_eq!(made, 0, "{}", std::io::Error::last_os_error());
        // SAFETY: both were just opened and belong to nobody else.
        let (master, slave) = unsafe { (File::from_raw_fd(master), File::from_raw_fd(slave)) };
        let stream = || Stdio::from(slave.try_clone().expect("a descriptor"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_hivm"));
        command
            .args(args)
            .current_dir(directory)
            .env_remove("HIVM_LOG")
            .env_remove("NO_COLOR")
            .env_remove("XDG_STATE_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env("HOME", home)
            .env("TERM", term)
            .stdin(stream())
            .stdout(stream())
            .stderr(stream());
        // SAFETY: both calls are allowed between fork and exec.
        unsafe {
            command.pre_exec(|| {
                libc::setsid();
                libc::ioctl(0, libc::TIOCSCTTY, 0);
                Ok(())
            });
        }
        let child = command.spawn().expect("hivm starts");
        drop(slave);
        Terminal {
            master,
            child,
            pending: String::new(),
        }
    }

    /// Types a text.
    pub fn send(&mut self, text: &str) {
        self.master
            .write_all(text.as_bytes())
            .expect("the terminal is open");
    }

    /// What comes up to this text, which is taken too.
    pub fn until(&mut self, what: &str) -> String {
        let start = Instant::now();
        loop {
            if let Some(at) = self.pending.find(what) {
                let rest = self.pending.split_off(at + what.len());
                let mut taken = std::mem::replace(&mut self.pending, rest);
                taken.truncate(at);
                return taken;
            }
            let alive = start.elapsed() < LIMIT && self.read();
            assert!(alive, "waiting for {what:?}, there is {:?}", self.pending);
        }
    }

    /// Types an entry; what it printed, without its echo.
    pub fn enter(&mut self, text: &str) -> String {
        self.send(&format!("{text}\n"));
        self.until("\n");
        self.until(PROMPT)
    }

    /// Waits for the end; what came until then, and the status.
    pub fn end(mut self) -> (String, Option<i32>) {
        while self.read() {}
        let status = self.child.wait().expect("hivm ends");
        (std::mem::take(&mut self.pending), status.code())
    }

    /// Reads what there is; false at the end.
    fn read(&mut self) -> bool {
        let mut wait = libc::pollfd {
            fd: self.master.as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        };
        // SAFETY: one descriptor that is open.
        let ready = unsafe { libc::poll(&mut wait, 1, 1000) };
        if ready == 0 {
            return true;
        }
        let mut bytes = [0; 4096];
        match self.master.read(&mut bytes) {
            // At the end of the other side Linux says that there is an error.
            Ok(0) | Err(_) => false,
            Ok(n) => {
                self.pending += &plain(&String::from_utf8_lossy(&bytes[..n]));
                true
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A text without carriage returns and escape sequences.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {}
            '\u{1b}' => {
                if chars.next_if_eq(&'[').is_some() {
                    while chars.next().is_some_and(|c| !c.is_ascii_alphabetic()) {}
                }
            }
            c => out.push(c),
        }
    }
    out
}
