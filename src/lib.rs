//! hivm: a register-based virtual machine with a tracing JIT on LLVM.
