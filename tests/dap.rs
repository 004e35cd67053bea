//! The debug adapter, driven by a client from elsewhere: `scripts/test-dap` fetches it and says what it does.
#![cfg(all(feature = "debugger", unix))]

use std::process::Command;

#[test]
fn an_editor_s_client_debugs_programs() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/test-dap");
    let output = Command::new(script)
        .arg(env!("CARGO_BIN_EXE_hivm"))
        .env_remove("HIVM_LOG")
        .output()
        .expect("the script runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    eprintln!("{out}{error}");
    assert!(output.status.success(), "{out}{error}");
}
