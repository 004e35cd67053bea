//! Messages on the wire: a header with the length, and JSON.
//!
//! ```text
//! Content-Length: 119\r\n\r\n{"seq":1,"type":"request","command":"initialize", ...}
//! ```
//!
//! Invariant: what is no message is skipped, up to the next header; a length is not believed before the bytes are there.

use std::io::{BufRead, Read, Write};

use dapts::{IEvent, Request, Response};
use serde_json::{Value, json};

/// The longest message that is taken.
const LONGEST: u64 = 64 << 20;

/// The next request; nothing at the end of the input.
pub(super) fn read(input: &mut impl BufRead) -> Option<Request> {
    loop {
        let mut length = None;
        loop {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line).ok()? == 0 {
                return None;
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<u64>().ok();
            }
        }
        let Some(length) = length.filter(|length| *length <= LONGEST) else {
            continue;
        };
        let mut bytes = Vec::new();
        input.by_ref().take(length).read_to_end(&mut bytes).ok()?;
        if bytes.len() as u64 != length {
            return None;
        }
        // Responses to what we never ask for are none of our business.
        if let Ok(request) = serde_json::from_slice::<Request>(&bytes) {
            return Some(request);
        }
        log::warn!("no request: {}", String::from_utf8_lossy(&bytes));
    }
}

/// Writes a message.
fn write(out: &mut dyn Write, message: &Value) -> std::io::Result<()> {
    let text = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}

/// Writes a response.
pub(super) fn respond(
    out: &mut dyn Write,
    seq: i64,
    command: &str,
    response: &Response,
) -> std::io::Result<()> {
    let mut message = serde_json::to_value(response)?;
    message["seq"] = json!(seq);
    message["type"] = json!("response");
    message["command"] = json!(command);
    write(out, &message)
}

/// Writes an event.
pub(super) fn tell<E: IEvent>(
    out: &mut dyn Write,
    seq: i64,
    body: &E::Body,
) -> std::io::Result<()> {
    let message = json!({
        "seq": seq,
        "type": "event",
        "event": E::EVENT,
        "body": serde_json::to_value(body)?,
    });
    write(out, &message)
}
