//! Build script: finds and links LLVM, and says which form of the interpreter's loop is safe.
//!
//! With feature `llvm-22` it looks for the `llvm-config` of LLVM 22 and of no other, and links its archives
//! statically: `cargo:rustc-link-lib=static:-bundle=LLVMCore` and so on. `-bundle` keeps the archives out of hivm's
//! rlib, which would otherwise be copied in each build.
//!
//! Invariant: one selector feature, one LLVM major version, linked from one place.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The LLVM versions that a feature can select, as in `Cargo.toml`.
const MAJORS: [u32; 4] = [22, 21, 20, 19];

/// What hivm uses of LLVM: x86 code generation, ORC as linker, the passes, and debug support for gdb.
const COMPONENTS: [&str; 6] = ["x86", "orcjit", "orcdebugging", "passes", "native", "core"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    choose_dispatch();
    if let Err(message) = link_llvm() {
        eprintln!("\nhivm: {message}\n");
        std::process::exit(1);
    }
}

/// Sets `cfg(hivm_threaded)` where the compiler makes sibling calls. Without optimisation each handler's last call
/// would grow the stack, and the interpreter uses its `loop { match }` form.
fn choose_dispatch() {
    println!("cargo:rustc-check-cfg=cfg(hivm_threaded)");
    if env::var("OPT_LEVEL").as_deref() != Ok("0") {
        println!("cargo:rustc-cfg=hivm_threaded");
    }
}

fn link_llvm() -> Result<(), String> {
    let chosen: Vec<u32> = MAJORS
        .into_iter()
        .filter(|major| env::var_os(format!("CARGO_FEATURE_LLVM_{major}")).is_some())
        .collect();
    let major = match chosen[..] {
        [] if env::var_os("CARGO_FEATURE_LLVM").is_none() => return Ok(()),
        [major] => major,
        _ => {
            return Err(format!(
                "feature `llvm` needs exactly one of llvm-22, llvm-21, llvm-20 and llvm-19, but {} of them are on; \
                 for example: --no-default-features --features llvm-22,debugger",
                chosen.len()
            ));
        }
    };
    let arch = env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    if arch != "x86_64" {
        return Err(format!(
            "feature `llvm` generates x86_64 code only, and the target is {arch}; \
             build with --no-default-features --features debugger"
        ));
    }

    let config = find_llvm_config(major)?;
    // Its full name: cargo takes `llvm-config-22` for a file of the package, one that is always missing.
    println!(
        "cargo:rerun-if-changed={}/llvm-config",
        ask(&config, &["--bindir"])?.trim()
    );
    let library_directory = ask(&config, &["--libdir"])?;
    println!(
        "cargo:rustc-link-search=native={}",
        library_directory.trim()
    );
    let names = [&["--link-static", "--libnames"], &COMPONENTS[..]].concat();
    for name in ask(&config, &names)?.split_whitespace() {
        let stem = name
            .strip_prefix("lib")
            .and_then(|name| name.strip_suffix(".a"));
        let stem =
            stem.ok_or_else(|| format!("{}: {name} is not a static library", config.display()))?;
        println!("cargo:rustc-link-lib=static:-bundle={stem}");
    }
    let system = [&["--link-static", "--system-libs"], &COMPONENTS[..]].concat();
    for flag in ask(&config, &system)?.split_whitespace() {
        link_system_library(flag)?;
    }
    println!("cargo:rustc-link-lib=dylib=stdc++");
    Ok(())
}

/// Links one of the libraries that LLVM was built against: `-lz`, or a path such as `/usr/lib/libz3.so`. Z3 and libxml2
/// are left out: only the static analyser of clang and LLVM's Windows manifests use them, which hivm does not link, and
/// their development packages would be needed for nothing.
fn link_system_library(flag: &str) -> Result<(), String> {
    let path = Path::new(flag);
    let file = path.file_name().and_then(|name| name.to_str());
    let file = file.and_then(|name| name.strip_prefix("lib"));
    let name = flag
        .strip_prefix("-l")
        .or_else(|| Some(file?.split_once(".so").or(file?.split_once(".a"))?.0))
        .ok_or_else(|| format!("llvm-config asks for a library of unknown form: {flag}"))?;
    if matches!(name, "z3" | "xml2") {
        return Ok(());
    }
    if let Some(directory) = path.parent().filter(|_| path.is_absolute()) {
        println!("cargo:rustc-link-search=native={}", directory.display());
    }
    println!("cargo:rustc-link-lib=dylib={name}");
    Ok(())
}

/// Finds the `llvm-config` of this major version. `LLVM_SYS_221_PREFIX` (for 22), when it is set, is the only place.
fn find_llvm_config(major: u32) -> Result<PathBuf, String> {
    let variable = format!("LLVM_SYS_{major}1_PREFIX");
    println!("cargo:rerun-if-env-changed={variable}");
    let candidates = match env::var_os(&variable) {
        Some(prefix) => vec![Path::new(&prefix).join("bin/llvm-config")],
        None => vec![
            PathBuf::from(format!("llvm-config-{major}")),
            PathBuf::from(format!("/usr/lib/llvm-{major}/bin/llvm-config")),
            PathBuf::from("llvm-config"),
        ],
    };
    let mut seen = Vec::new();
    for candidate in candidates {
        match ask(&candidate, &["--version"]) {
            Ok(version) if version.split('.').next() == Some(&major.to_string()) => {
                return Ok(candidate);
            }
            Ok(version) => seen.push(format!(
                "{} is version {}",
                candidate.display(),
                version.trim()
            )),
            Err(error) => seen.push(error),
        }
    }
    Err(format!(
        "LLVM {major} was not found ({variable} names another prefix; scripts/hivm and scripts/test install what is \
         missing). Looked at:\n  {}",
        seen.join("\n  ")
    ))
}

/// Runs `config arguments...` and answers what it printed.
fn ask(config: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(config).args(arguments).output();
    let output = output.map_err(|error| format!("{}: {error}", config.display()))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "{} {}: {}",
            config.display(),
            arguments.join(" "),
            text.trim()
        ));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("{}: output is not UTF-8", config.display()))
}
