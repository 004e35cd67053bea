//! Proves that LLVM is linked and works: one function goes the whole way that native code goes.
//!
//! ```text
//! inkwell builder -> module -> TargetMachine -> object in memory -> ORC (LLJIT) as linker -> address -> call
//! ```
//!
//! Invariant: this needs nothing of hivm but its linking, so when it fails the set-up is at fault.
#![cfg(feature = "llvm")]

use std::ffi::{CStr, CString};
use std::ptr;

use hivm as _; // its build script names the LLVM archives
use inkwell::llvm_sys::core::LLVMCreateMemoryBufferWithMemoryRangeCopy;
use inkwell::llvm_sys::error::{LLVMDisposeErrorMessage, LLVMErrorRef, LLVMGetErrorMessage};
use inkwell::llvm_sys::orc2::lljit::{
    LLVMOrcCreateLLJIT, LLVMOrcDisposeLLJIT, LLVMOrcLLJITAddObjectFileWithRT,
    LLVMOrcLLJITGetMainJITDylib, LLVMOrcLLJITLookup, LLVMOrcLLJITRef,
};
use inkwell::llvm_sys::orc2::{
    LLVMOrcJITDylibCreateResourceTracker, LLVMOrcReleaseResourceTracker, LLVMOrcResourceTrackerRef,
    LLVMOrcResourceTrackerRemove,
};
use inkwell::memory_buffer::MemoryBuffer;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target, TargetMachine,
};
use inkwell::{IntPredicate, OptimizationLevel};

/// An object that holds `sum(n) = 0 + 1 + ... + (n - 1)`, as a loop.
fn object_with_sum() -> MemoryBuffer<'static> {
    let context = inkwell::context::Context::create();
    let module = context.create_module("sum");
    let builder = context.create_builder();
    let int = context.i64_type();
    let function = module.add_function("sum", int.fn_type(&[int.into()], false), None);
    let entry = context.append_basic_block(function, "entry");
    let head = context.append_basic_block(function, "head");
    let body = context.append_basic_block(function, "body");
    let done = context.append_basic_block(function, "done");
    let n = function
        .get_first_param()
        .expect("declared above")
        .into_int_value();

    builder.position_at_end(entry);
    builder
        .build_unconditional_branch(head)
        .expect("positioned");
    builder.position_at_end(head);
    let i = builder.build_phi(int, "i").expect("positioned");
    let total = builder.build_phi(int, "total").expect("positioned");
    let (i_now, total_now) = (
        i.as_basic_value().into_int_value(),
        total.as_basic_value().into_int_value(),
    );
    let more = builder
        .build_int_compare(IntPredicate::SLT, i_now, n, "more")
        .expect("same types");
    builder
        .build_conditional_branch(more, body, done)
        .expect("positioned");
    builder.position_at_end(body);
    let total_next = builder
        .build_int_add(total_now, i_now, "total_next")
        .expect("same types");
    let i_next = builder
        .build_int_add(i_now, int.const_int(1, false), "i_next")
        .expect("same types");
    builder
        .build_unconditional_branch(head)
        .expect("positioned");
    builder.position_at_end(done);
    builder.build_return(Some(&total_now)).expect("positioned");
    i.add_incoming(&[(&int.const_zero(), entry), (&i_next, body)]);
    total.add_incoming(&[(&int.const_zero(), entry), (&total_next, body)]);
    module.verify().expect("the module is valid");

    // llvm-sys is built without its wrappers for the native target, so the target is named.
    Target::initialize_x86(&InitializationConfig::default());
    let triple = TargetMachine::get_default_triple();
    let target = Target::from_triple(&triple).expect("x86 is initialised");
    let (cpu, features) = (
        TargetMachine::get_host_cpu_name(),
        TargetMachine::get_host_cpu_features(),
    );
    let (cpu, features) = (cpu.to_string(), features.to_string());
    let machine = target
        .create_target_machine(
            &triple,
            &cpu,
            &features,
            OptimizationLevel::Less,
            RelocMode::PIC,
            CodeModel::Default,
        )
        .expect("the host is a target");
    machine
        .write_to_memory_buffer(&module, FileType::Object)
        .expect("code generation")
}

/// The text of an error of LLVM's C interface, or nothing when there is none.
fn message(error: LLVMErrorRef) -> Option<String> {
    if error.is_null() {
        return None;
    }
    // SAFETY: a non-null error is owned by the caller; the message is copied before it is freed.
    unsafe {
        let message = LLVMGetErrorMessage(error);
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeErrorMessage(message);
        Some(text)
    }
}

fn new_jit() -> LLVMOrcLLJITRef {
    let mut jit = ptr::null_mut();
    // SAFETY: a null builder asks for the defaults, and `jit` is only used when there was no error.
    let error = unsafe { LLVMOrcCreateLLJIT(&mut jit, ptr::null_mut()) };
    assert_eq!(message(error), None);
    jit
}

/// Links `object` and answers the tracker that can unload it again.
fn link(jit: LLVMOrcLLJITRef, object: &MemoryBuffer) -> LLVMOrcResourceTrackerRef {
    let bytes = object.as_slice();
    // SAFETY: `jit` is alive. The bytes are copied into a buffer that ORC takes over, since inkwell frees its own.
    unsafe {
        let tracker = LLVMOrcJITDylibCreateResourceTracker(LLVMOrcLLJITGetMainJITDylib(jit));
        let copy = LLVMCreateMemoryBufferWithMemoryRangeCopy(
            bytes.as_ptr().cast(),
            bytes.len(),
            c"sum.o".as_ptr(),
        );
        assert_eq!(
            message(LLVMOrcLLJITAddObjectFileWithRT(jit, tracker, copy)),
            None
        );
        tracker
    }
}

fn lookup(jit: LLVMOrcLLJITRef, name: &str) -> Result<u64, String> {
    let name = CString::new(name).expect("no zero byte");
    let mut address = 0;
    // SAFETY: `jit` is alive and the name ends in a zero byte.
    let error = unsafe { LLVMOrcLLJITLookup(jit, &mut address, name.as_ptr()) };
    message(error).map_or(Ok(address), Err)
}

#[test]
fn one_function_goes_through_inkwell_and_orc() {
    let object = object_with_sum();
    let jit = new_jit();
    // Twice: what was unloaded can be linked again under the same name.
    for _ in 0..2 {
        let tracker = link(jit, &object);
        let address = lookup(jit, "sum").expect("the object defines it");
        assert_ne!(address, 0);
        // SAFETY: the address is that of a function of this type, linked and not yet removed.
        let sum: extern "C" fn(i64) -> i64 = unsafe { std::mem::transmute(address as usize) };
        assert_eq!(sum(0), 0);
        assert_eq!(sum(101), 5050);
        assert_eq!(sum(1_000_000), 499_999_500_000);
        // SAFETY: `sum` is not called after this.
        unsafe {
            assert_eq!(message(LLVMOrcResourceTrackerRemove(tracker)), None);
            LLVMOrcReleaseResourceTracker(tracker);
        }
        let error = lookup(jit, "sum").expect_err("it was removed");
        assert!(error.contains("sum"), "{error}");
    }
    // SAFETY: nothing of this jit is used any more.
    let error = unsafe { LLVMOrcDisposeLLJIT(jit) };
    assert_eq!(message(error), None);
}

#[test]
fn the_linked_version_is_the_selected_one() {
    let (mut major, mut minor, mut patch) = (0, 0, 0);
    // SAFETY: three valid pointers.
    unsafe { inkwell::llvm_sys::core::LLVMGetVersion(&mut major, &mut minor, &mut patch) };
    let selected = [
        (19, cfg!(feature = "llvm-19")),
        (20, cfg!(feature = "llvm-20")),
        (21, cfg!(feature = "llvm-21")),
        (22, cfg!(feature = "llvm-22")),
    ];
    assert!(
        selected.contains(&(major, true)),
        "linked LLVM {major}.{minor}.{patch}"
    );
}
