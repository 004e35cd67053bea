//! Errors of Lua as people read them: with the line of the script.
//!
//! ```text
//! script.lua:3: there is no function summ
//! ```
//!
//! What a function of Rust or a command throws knows no line: it is the innermost one of the script in the traceback.

use mlua::Error;

/// The message, in front of it the place in the script of that name.
pub(super) fn describe(error: &Error, script: &str) -> String {
    let (message, traceback) = parts(error);
    let message = message.trim_end();
    let message = message.strip_prefix("runtime error: ").unwrap_or(message);
    let message = message.strip_prefix("syntax error: ").unwrap_or(message);
    let own = format!("{script}:");
    if message.starts_with(&own) {
        return message.to_string();
    }
    // What commands say has no place of its own but that in their file.
    let message = without_place(message);
    for line in traceback.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix(&own) {
            let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
            return format!("{script}:{number}: {message}");
        }
    }
    message.to_string()
}

fn without_place(message: &str) -> &str {
    let Some(rest) = message.strip_prefix("[hivm]:") else {
        return message;
    };
    rest.split_once(": ").map_or(message, |(_, rest)| rest)
}

/// The message of the innermost cause, and all that is known of how it came about.
fn parts(error: &Error) -> (String, String) {
    match error {
        Error::CallbackError { traceback, cause } => {
            let (message, more) = parts(cause);
            (message, format!("{more}\n{traceback}"))
        }
        Error::RuntimeError(text) | Error::SyntaxError { message: text, .. } => {
            match text.split_once("\nstack traceback:") {
                Some((message, traceback)) => (message.to_string(), traceback.to_string()),
                None => (text.clone(), String::new()),
            }
        }
        Error::WithContext { context, cause } => {
            let (message, traceback) = parts(cause);
            (format!("{context}: {message}"), traceback)
        }
        other => (other.to_string(), String::new()),
    }
}
