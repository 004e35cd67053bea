//! Object to code: ORC's LLJIT, used as a linker.
//!
//! ```text
//! object --AddObjectFileWithRT--> tracker --Lookup--> address         drop: the tracker and all memory are removed
//! ```
//!
//! What code refers to by name is defined once, when the linker is made: a look-up that fails would spoil its name for good.
//!
//! Invariant: the LLJIT outlives every tracker: each holds it by an `Arc`.

use std::ffi::{CStr, CString, c_void};
use std::fs::File;
use std::io::Write;
use std::ptr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use inkwell::llvm_sys::core::LLVMCreateMemoryBufferWithMemoryRangeCopy;
use inkwell::llvm_sys::error::{LLVMDisposeErrorMessage, LLVMErrorRef, LLVMGetErrorMessage};
use inkwell::llvm_sys::orc2::lljit::{
    LLVMOrcCreateLLJIT, LLVMOrcDisposeLLJIT, LLVMOrcLLJITAddObjectFileWithRT,
    LLVMOrcLLJITGetExecutionSession, LLVMOrcLLJITGetMainJITDylib, LLVMOrcLLJITLookup,
    LLVMOrcLLJITMangleAndIntern, LLVMOrcLLJITRef,
};
use inkwell::llvm_sys::orc2::{
    LLVMJITEvaluatedSymbol, LLVMJITSymbolFlags, LLVMJITSymbolGenericFlags, LLVMOrcAbsoluteSymbols,
    LLVMOrcCSymbolMapPair, LLVMOrcExecutionSessionSetErrorReporter,
    LLVMOrcJITDylibCreateResourceTracker, LLVMOrcJITDylibDefine, LLVMOrcReleaseResourceTracker,
    LLVMOrcResourceTrackerRef, LLVMOrcResourceTrackerRemove,
};

use super::compiler::{LlvmCompiler, prepare};
use super::rejected;
use crate::jit::codes::Codes;
use crate::jit::state::Function;
use crate::jit::{Backend, Code, Compiler, Guards, Object, Refusal, helpers};

/// LLVM as compiler and linker.
pub struct LlvmBackend {
    session: Arc<Session>,
    codes: Arc<Codes>,
}

/// An LLJIT.
struct Session {
    jit: LLVMOrcLLJITRef,
    /// Linking and unloading one at a time.
    turn: Mutex<()>,
}

// SAFETY: ORC locks its own session, and `turn` orders what is asked of it.
unsafe impl Send for Session {}
// SAFETY: as above.
unsafe impl Sync for Session {}

/// The memory of a linked object.
struct Linked {
    session: Arc<Session>,
    tracker: LLVMOrcResourceTrackerRef,
}

// SAFETY: whoever holds it asks for its tracker in turn with all others.
unsafe impl Send for Linked {}

/// The text of an error of LLVM's C interface, or nothing when there is none.
fn checked(error: LLVMErrorRef) -> Result<(), Refusal> {
    if error.is_null() {
        return Ok(());
    }
    // SAFETY: a non-null error is owned by the caller; the message is copied before it is freed.
    unsafe {
        let message = LLVMGetErrorMessage(error);
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeErrorMessage(message);
        Err(rejected(text))
    }
}

/// What ORC has to say besides the errors that it answers.
extern "C" fn report(_: *mut c_void, error: LLVMErrorRef) {
    if let Err(refusal) = checked(error) {
        log::error!("{refusal}");
    }
}

extern "C" fn floor(x: f64) -> f64 {
    x.floor()
}

extern "C" fn ceil(x: f64) -> f64 {
    x.ceil()
}

extern "C" fn trunc(x: f64) -> f64 {
    x.trunc()
}

/// What code may call: the helpers, and what LLVM calls where the processor has no instruction.
fn symbols() -> Vec<(&'static str, u64)> {
    let mut symbols = helpers::symbols();
    symbols.extend(helpers::direct_symbols());
    let of_c: [(&str, extern "C" fn(f64) -> f64); 3] =
        [("floor", floor), ("ceil", ceil), ("trunc", trunc)];
    symbols.extend(of_c.map(|(name, function)| (name, function as *const () as u64)));
    symbols
}

impl LlvmBackend {
    /// A linker with all helpers defined.
    ///
    /// # Errors
    /// When LLVM refuses.
    pub fn new() -> Result<LlvmBackend, Refusal> {
        prepare();
        let mut jit = ptr::null_mut();
        // SAFETY: a null builder asks for the defaults.
        checked(unsafe { LLVMOrcCreateLLJIT(&mut jit, ptr::null_mut()) })?;
        let turn = Mutex::new(());
        let session = Arc::new(Session { jit, turn });
        let mut pairs = Vec::new();
        for (name, address) in symbols() {
            let name = CString::new(name).map_err(|e| rejected(e.to_string()))?;
            let flags = LLVMJITSymbolGenericFlags::LLVMJITSymbolGenericFlagsExported as u8
                | LLVMJITSymbolGenericFlags::LLVMJITSymbolGenericFlagsCallable as u8;
            pairs.push(LLVMOrcCSymbolMapPair {
                // SAFETY: the LLJIT is alive and the name ends in a zero byte.
                Name: unsafe { LLVMOrcLLJITMangleAndIntern(jit, name.as_ptr()) },
                Sym: LLVMJITEvaluatedSymbol {
                    Address: address,
                    Flags: LLVMJITSymbolFlags {
                        GenericFlags: flags,
                        TargetFlags: 0,
                    },
                },
            });
        }
        // SAFETY: the LLJIT is alive; names and unit are taken over; the reporter needs no context.
        unsafe {
            let execution = LLVMOrcLLJITGetExecutionSession(jit);
            LLVMOrcExecutionSessionSetErrorReporter(execution, report, ptr::null_mut());
            let unit = LLVMOrcAbsoluteSymbols(pairs.as_mut_ptr(), pairs.len());
            checked(LLVMOrcJITDylibDefine(
                LLVMOrcLLJITGetMainJITDylib(jit),
                unit,
            ))?;
        }
        Ok(LlvmBackend {
            session,
            codes: Arc::default(),
        })
    }
}

/// Tells the profiler `perf` what stands where, if `HIVM_PERF_MAP` is 1.
fn perf_map(code: &Code, symbol: &str) {
    static FILE: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        std::env::var("HIVM_PERF_MAP").ok().filter(|it| it == "1")?;
        let path = format!("/tmp/perf-{}.map", std::process::id());
        File::create_new(path).ok().map(Mutex::new)
    });
    if let Some(file) = file {
        let (start, size) = (code.addresses().start, code.code_bytes);
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        // Who profiles notices that a line is missing.
        let _ = writeln!(file, "{start:x} {size:x} hivm {symbol}");
    }
}

impl Backend for LlvmBackend {
    fn compiler(&self, guards: Guards) -> Result<Box<dyn Compiler>, Refusal> {
        Ok(Box::new(LlvmCompiler::new(guards)?))
    }

    fn load(&self, object: Object) -> Result<Code, Refusal> {
        let Object {
            bytes,
            symbol,
            exits,
            code_bytes,
            ..
        } = object;
        let name = CString::new(symbol.as_str()).map_err(|e| rejected(e.to_string()))?;
        let _turn = self
            .session
            .turn
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let jit = self.session.jit;
        let mut address = 0;
        // SAFETY: the LLJIT is alive. The bytes are copied into a buffer that ORC takes over.
        let linked = unsafe {
            let tracker = LLVMOrcJITDylibCreateResourceTracker(LLVMOrcLLJITGetMainJITDylib(jit));
            let linked = Linked {
                session: self.session.clone(),
                tracker,
            };
            let copy = LLVMCreateMemoryBufferWithMemoryRangeCopy(
                bytes.as_ptr().cast(),
                bytes.len(),
                name.as_ptr(),
            );
            // A tracker that is dropped takes its turn, which is ours: forget it only when all went well.
            let done = checked(LLVMOrcLLJITAddObjectFileWithRT(jit, tracker, copy));
            let done =
                done.and_then(|()| checked(LLVMOrcLLJITLookup(jit, &mut address, name.as_ptr())));
            if let Err(refusal) = done {
                drop(_turn);
                return Err(refusal);
            }
            linked
        };
        if address == 0 {
            drop(_turn);
            return Err(rejected("a function without an address"));
        }
        // SAFETY: the object's function is of this type, and lives as long as the tracker.
        let function = unsafe { std::mem::transmute::<usize, Function>(address as usize) };
        let exits = Arc::new(exits);
        self.codes.add(address as usize, exits.clone());
        let code = Code {
            function,
            code_bytes,
            exits,
            codes: self.codes.clone(),
            _memory: Box::new(linked),
        };
        perf_map(&code, &symbol);
        Ok(code)
    }
}

impl Drop for Linked {
    fn drop(&mut self) {
        let _turn = self
            .session
            .turn
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the tracker is this one's; whoever runs the code holds it.
        unsafe {
            if let Err(refusal) = checked(LLVMOrcResourceTrackerRemove(self.tracker)) {
                log::error!("unloading code: {refusal}");
            }
            LLVMOrcReleaseResourceTracker(self.tracker);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // SAFETY: nothing refers to it any more.
        if let Err(refusal) = checked(unsafe { LLVMOrcDisposeLLJIT(self.jit) }) {
            log::error!("{refusal}");
        }
    }
}
