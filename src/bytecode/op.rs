//! THE opcode table: each instruction is declared here once, and in no second list.
//!
//! A row is a mnemonic, its operands by name and type, its flags, and a line that says what it means.
//! From the table come [`Op`], [`OpInfo`] (what encoder, decoder, assembler, disassembler, verifier and the
//! reference `docs/instructions.md` read), the [`Visitor`] trait and [`visit`], the typed methods of the
//! builder, and the handlers of the interpreter. By hand remains the meaning: the compiler asks for a
//! method of that name in `interp/ops.rs`.
//!
//! ```text
//! word 0            word 1
//! +-----+-----+-----+-----+ +-----+-----+-----+-----+
//! | op  | u16 | u16 | u16 | | ...                   |     add r2, r0, r1 = [op][32][0][16]
//! +-----+-----+-----+-----+ +-----+-----+-----+-----+
//! ```
//!
//! Code is 64-bit words. An instruction is a `repr(C)` record of its opcode and operands, padded to whole
//! words. A register operand is its *byte offset* in the window (index x 16), so a handler adds it to the base
//! without a shift; jump distances count words from the end of the instruction.

use crate::index::{BuiltinId, ConstId, FnId, GlobalId, Reg, SymbolId};
use crate::value::Kind;

/// What an operand is: how it prints, what the verifier checks of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OperandKind {
    /// A register that is written.
    Dst,
    /// A register that is read.
    Src,
    /// A register that is read and written.
    Mut,
    /// The first of two registers that are read.
    Pair,
    /// The first of `count` registers that are read.
    Window,
    /// The callee's register (of a method call, the receiver's), followed by the arguments; from it on the registers
    /// are clobbered.
    Call,
    /// Like `Call` with the callee known: its register is only reserved, its parameters are read.
    StaticCall,
    /// The first of two registers that hold the state of an iteration, read and written.
    Iter,
    /// The first register that holds nothing that is needed any more: it and all after it are clobbered.
    Free,
    /// How many registers a window has.
    Count,
    /// A small integer.
    Imm,
    /// One of the first 4,096 constants.
    Near,
    /// Any constant.
    Const,
    /// A jump target, 16 bits of distance.
    Label,
    /// A jump target, 32 bits of distance.
    FarLabel,
    /// Any function.
    Fn,
    /// One of the first 65,536 functions.
    NearFn,
    /// A global variable.
    Global,
    /// An interned name.
    Sym,
    /// A native function.
    Builtin,
    /// A captured value of the running closure.
    Capture,
    /// A kind of values.
    KindOf,
}

impl OperandKind {
    /// How many registers an operand of this kind names, with the instruction's `count` if it has one. (A static
    /// call also has its callee's parameters.)
    pub fn span(self, count: Option<usize>) -> usize {
        match self {
            OperandKind::Dst | OperandKind::Src | OperandKind::Mut | OperandKind::Free => 1,
            OperandKind::Pair | OperandKind::Iter => 2,
            OperandKind::Window => count.unwrap_or(1),
            // Without a count there is one argument: the array of them.
            OperandKind::Call => 1 + count.unwrap_or(1),
            OperandKind::StaticCall => 1 + count.unwrap_or(0),
            _ => 0,
        }
    }
}

/// An operand type: a fixed number of bytes in the instruction.
pub trait Operand: Copy {
    /// What it is.
    const KIND: OperandKind;
    /// Its bytes: 2 or 4.
    const SIZE: usize;
    /// From its bits in the instruction, zero-extended.
    fn from_bits(bits: u32) -> Self;
}

macro_rules! operands {
    ($($(#[$doc:meta])* $name:ident : $raw:ty { $($get:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(transparent)]
        pub struct $name(pub $raw);

        impl Operand for $name {
            const KIND: OperandKind = OperandKind::$name;
            const SIZE: usize = size_of::<$raw>();
            #[inline(always)]
            fn from_bits(bits: u32) -> Self {
                $name(bits as $raw)
            }
        }

        impl $name {
            $($get)*
        }
    )*};
}

macro_rules! register {
    () => {
        /// The register.
        #[inline(always)]
        pub fn reg(self) -> Reg {
            Reg(self.0 / 16)
        }
        /// Its byte offset in the window.
        #[inline(always)]
        pub fn offset(self) -> usize {
            self.0 as usize
        }
    };
}

operands! {
    /// See [`OperandKind::Dst`].
    Dst: u16 { register!(); }
    /// See [`OperandKind::Src`].
    Src: u16 { register!(); }
    /// See [`OperandKind::Mut`].
    Mut: u16 { register!(); }
    /// See [`OperandKind::Pair`].
    Pair: u16 { register!(); }
    /// See [`OperandKind::Window`].
    Window: u16 { register!(); }
    /// See [`OperandKind::Call`].
    Call: u16 { register!(); }
    /// See [`OperandKind::StaticCall`].
    StaticCall: u16 { register!(); }
    /// See [`OperandKind::Iter`].
    Iter: u16 { register!(); }
    /// See [`OperandKind::Free`].
    Free: u16 { register!(); }
    /// See [`OperandKind::Count`].
    Count: u16 {
        /// The number.
        #[inline(always)]
        pub fn get(self) -> usize { self.0 as usize }
    }
    /// See [`OperandKind::Imm`].
    Imm: i16 {
        /// The integer.
        #[inline(always)]
        pub fn get(self) -> i64 { self.0 as i64 }
    }
    /// See [`OperandKind::Near`]: a byte offset in the pool.
    Near: u16 {
        /// The constant.
        #[inline(always)]
        pub fn id(self) -> ConstId { ConstId(self.0 as u32 / 16) }
        /// Its byte offset in the pool.
        #[inline(always)]
        pub fn offset(self) -> usize { self.0 as usize }
    }
    /// See [`OperandKind::Const`].
    Const: u32 {
        /// The constant.
        #[inline(always)]
        pub fn id(self) -> ConstId { ConstId(self.0) }
    }
    /// See [`OperandKind::Label`].
    Label: i16 {
        /// Words from the end of the instruction.
        #[inline(always)]
        pub fn distance(self) -> isize { self.0 as isize }
    }
    /// See [`OperandKind::FarLabel`].
    FarLabel: i32 {
        /// Words from the end of the instruction.
        #[inline(always)]
        pub fn distance(self) -> isize { self.0 as isize }
    }
    /// See [`OperandKind::Fn`].
    Fn: u32 {
        /// The function.
        #[inline(always)]
        pub fn id(self) -> FnId { FnId(self.0) }
    }
    /// See [`OperandKind::NearFn`].
    NearFn: u16 {
        /// The function.
        #[inline(always)]
        pub fn id(self) -> FnId { FnId(self.0 as u32) }
    }
    /// See [`OperandKind::Global`].
    Global: u32 {
        /// The global variable.
        #[inline(always)]
        pub fn id(self) -> GlobalId { GlobalId(self.0) }
    }
    /// See [`OperandKind::Sym`].
    Sym: u32 {
        /// The name.
        #[inline(always)]
        pub fn id(self) -> SymbolId { SymbolId(self.0) }
    }
    /// See [`OperandKind::Builtin`].
    Builtin: u16 {
        /// The native function.
        #[inline(always)]
        pub fn id(self) -> BuiltinId { BuiltinId(self.0) }
    }
    /// See [`OperandKind::Capture`].
    Capture: u16 {
        /// Its index.
        #[inline(always)]
        pub fn index(self) -> usize { self.0 as usize }
    }
    /// See [`OperandKind::KindOf`].
    KindOf: u16 {
        /// The kind; the verifier has seen that there is one of that number.
        #[inline(always)]
        pub fn kind(self) -> Kind { Kind::from_number(self.0).unwrap_or(Kind::Null) }
    }
}

/// One operand of an opcode.
#[derive(Clone, Copy, Debug)]
pub struct OperandInfo {
    /// Its name in the table.
    pub name: &'static str,
    /// What it is.
    pub kind: OperandKind,
    /// Its byte offset in the instruction.
    pub offset: usize,
    /// Its bytes.
    pub size: usize,
}

/// What the tools need to know of an opcode besides its operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flag {
    /// It may throw.
    Raises,
    /// Control never goes on to the next instruction.
    Ends,
    /// It may allocate: a safepoint.
    Allocates,
    /// It runs other code before it goes on.
    Calls,
    /// Its jump goes backwards and polls for interrupts.
    Loops,
    /// Only the machine's own code has it; no program may.
    Internal,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct OpInfo {
    /// The opcode.
    pub op: Op,
    /// Its mnemonic.
    pub name: &'static str,
    /// The heading it stands under.
    pub group: &'static str,
    /// Its meaning, in a line or two.
    pub doc: &'static str,
    /// Its operands in order.
    pub operands: &'static [OperandInfo],
    /// Its flags.
    pub flags: &'static [Flag],
    /// Its 64-bit words.
    pub words: usize,
}

impl OpInfo {
    /// Whether it has an operand of the kind.
    pub fn has(&self, kind: OperandKind) -> bool {
        self.operands.iter().any(|operand| operand.kind == kind)
    }

    /// Whether it finds its callee by name, as a method of its first argument, and puts it in the window itself.
    pub fn finds_callee(&self) -> bool {
        self.has(OperandKind::Call) && self.has(OperandKind::Sym)
    }

    /// Whether the row has the flag.
    pub fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// Calls the given macro with the whole table.
#[macro_export]
#[doc(hidden)]
macro_rules! for_each_op {
    ($user:ident) => { $user! {
        "Moves and constants" {
            "Nothing."
            nop() [];
            "dst = src"
            mov(dst: Dst, src: Src) [];
            "dst = null"
            null(dst: Dst) [];
            "dst = false"
            falsehood(dst: Dst) [];
            "dst = true"
            truth(dst: Dst) [];
            "dst = the mark of a variable that has no value yet"
            unset(dst: Dst) [];
            "dst = imm"
            int(dst: Dst, imm: Imm) [];
            "dst = the constant"
            lit(dst: Dst, constant: Const) [];
            "dst = the function (its address, for a call by address)"
            function(dst: Dst, callee: Fn) [];
            "dst = the native function"
            builtin(dst: Dst, native: Builtin) [];
            "dst = the symbol"
            symbol(dst: Dst, name: Sym) [];
        }
        "Arithmetic" {
            "dst = a + b: numbers, two strings, two arrays. Integers past 64 bits continue as big integers"
            add(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a - b"
            sub(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a * b: numbers, or a string and how often to repeat it"
            mul(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a / b. Integers truncate toward zero; by integer zero an error; the smallest integer over -1 is a big integer"
            div(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a % b, with the sign of a; by integer zero an error; anything % -1 is 0"
            rem(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a ** b: exact for integers, a float for a negative exponent"
            pow(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = -a: of the smallest integer a big integer, of 0.0 it is -0.0"
            neg(dst: Dst, a: Src) [Raises, Allocates];
            "dst = a + imm"
            add_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a - imm"
            sub_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a * imm"
            mul_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a / imm"
            div_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a % imm"
            rem_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a + k"
            add_k(dst: Dst, a: Src, k: Near) [Raises, Allocates];
            "dst = a - k"
            sub_k(dst: Dst, a: Src, k: Near) [Raises, Allocates];
            "dst = a * k"
            mul_k(dst: Dst, a: Src, k: Near) [Raises, Allocates];
            "dst = a / k"
            div_k(dst: Dst, a: Src, k: Near) [Raises, Allocates];
            "dst = k - a"
            rsub_k(dst: Dst, k: Near, a: Src) [Raises, Allocates];
            "dst = k + a"
            radd_k(dst: Dst, k: Near, a: Src) [Raises, Allocates];
            "dst = k * a"
            rmul_k(dst: Dst, k: Near, a: Src) [Raises, Allocates];
            "dst = k / a"
            rdiv_k(dst: Dst, k: Near, a: Src) [Raises, Allocates];
        }
        "Bits" {
            "dst = a & b, on integers of any size"
            band(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a | b"
            bor(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a ^ b"
            bxor(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = ~a"
            bnot(dst: Dst, a: Src) [Raises, Allocates];
            "dst = a << b, exact; a negative count is an error"
            shl(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a >> b, toward minus infinity; counts past the width give 0 or -1; a negative count is an error"
            shr(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = a & imm"
            band_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a << imm"
            shl_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
            "dst = a >> imm"
            shr_i(dst: Dst, a: Src, imm: Imm) [Raises, Allocates];
        }
        "Comparison" {
            "dst = a == b: numbers by value, strings by content, the rest by identity; NaN equals nothing"
            eq(dst: Dst, a: Src, b: Src) [];
            "dst = a != b"
            ne(dst: Dst, a: Src, b: Src) [];
            "dst = a < b: two numbers or two strings, compared exactly"
            lt(dst: Dst, a: Src, b: Src) [Raises];
            "dst = a <= b"
            le(dst: Dst, a: Src, b: Src) [Raises];
            "dst = a > b"
            gt(dst: Dst, a: Src, b: Src) [Raises];
            "dst = a >= b"
            ge(dst: Dst, a: Src, b: Src) [Raises];
            "dst = a == imm"
            eq_i(dst: Dst, a: Src, imm: Imm) [];
            "dst = a == k"
            eq_k(dst: Dst, a: Src, k: Near) [];
            "dst = whether src is false or null"
            not(dst: Dst, src: Src) [];
            "dst = whether the collection has the key: a hash's key, an array's element, a substring, a number in a range"
            contains(dst: Dst, key: Src, collection: Src) [Raises];
            "dst = by how much src, a value of an enum, stands behind the constant, which is one too; those of other enums stand 2**32 or more away, anything else at -1"
            ordinal(dst: Dst, src: Src, from: Const) [];
        }
        "Jumps" {
            "Goes to the label"
            jump(to: Label) [Ends];
            "Goes to a label that is far away"
            jump_far(to: FarLabel) [Ends];
            "Goes to the label if src is neither false nor null"
            if_true(src: Src, to: Label) [];
            "Goes to the label if src is false or null"
            if_false(src: Src, to: Label) [];
            "Goes to the label if src is none of null, false and zero (Hivm's truth)"
            if_nonzero(src: Src, to: Label) [];
            "Goes to the label if src is null, false or zero (Hivm's truth)"
            if_zero(src: Src, to: Label) [];
            "Goes to the label if src is null"
            if_null(src: Src, to: Label) [];
            "Goes to the label if src is not null"
            if_not_null(src: Src, to: Label) [];
            "Goes to the label if src has a value (an argument that was passed)"
            if_set(src: Src, to: Label) [];
            "Goes to the label unless src is a generator"
            if_not_generator(src: Src, to: Label) [];
            "Goes to the label if src is of the kind"
            if_kind(src: Src, kind: KindOf, to: Label) [];
            "Goes to the label if src is of another kind"
            if_not_kind(src: Src, kind: KindOf, to: Label) [];
            "Goes to the label if a == b"
            if_eq(a: Src, b: Src, to: Label) [];
            "Goes to the label if a != b"
            if_ne(a: Src, b: Src, to: Label) [];
            "Goes to the label if a < b"
            if_lt(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label if a <= b"
            if_le(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label if a > b"
            if_gt(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label if a >= b"
            if_ge(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label unless a < b (with NaN it goes)"
            if_not_lt(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label unless a <= b"
            if_not_le(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label unless a > b"
            if_not_gt(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label unless a >= b"
            if_not_ge(a: Src, b: Src, to: Label) [Raises];
            "Goes to the label if a == imm"
            if_eq_i(a: Src, imm: Imm, to: Label) [];
            "Goes to the label if a != imm"
            if_ne_i(a: Src, imm: Imm, to: Label) [];
            "Goes to the label if a < imm"
            if_lt_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label if a <= imm"
            if_le_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label if a > imm"
            if_gt_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label if a >= imm"
            if_ge_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label unless a < imm"
            if_not_lt_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label unless a <= imm"
            if_not_le_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label unless a > imm"
            if_not_gt_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label unless a >= imm"
            if_not_ge_i(a: Src, imm: Imm, to: Label) [Raises];
            "Goes to the label if a == k"
            if_eq_k(a: Src, k: Near, to: Label) [];
            "Goes to the label if a != k"
            if_ne_k(a: Src, k: Near, to: Label) [];
        }
        "Loops" {
            "Goes back to the label; like every instruction here it polls for interrupts"
            repeat(to: Label) [Raises, Ends, Loops];
            "Goes back to a label that is far away"
            repeat_far(to: FarLabel) [Raises, Ends, Loops];
            "Goes back if src is neither false nor null"
            loop_true(src: Src, to: Label) [Raises, Loops];
            "Goes back if src is false or null"
            loop_false(src: Src, to: Label) [Raises, Loops];
            "Goes back if src has a value"
            loop_set(src: Src, to: Label) [Raises, Loops];
            "Goes back if a == b"
            loop_eq(a: Src, b: Src, to: Label) [Raises, Loops];
            "Goes back if a != b"
            loop_ne(a: Src, b: Src, to: Label) [Raises, Loops];
            "Goes back if a < b"
            loop_lt(a: Src, b: Src, to: Label) [Raises, Loops];
            "Goes back if a <= b"
            loop_le(a: Src, b: Src, to: Label) [Raises, Loops];
            "Goes back if a > b"
            loop_gt(a: Src, b: Src, to: Label) [Raises, Loops];
            "Goes back if a >= b"
            loop_ge(a: Src, b: Src, to: Label) [Raises, Loops];
            "Goes back if a == imm"
            loop_eq_i(a: Src, imm: Imm, to: Label) [Raises, Loops];
            "Goes back if a != imm"
            loop_ne_i(a: Src, imm: Imm, to: Label) [Raises, Loops];
            "Goes back if a < imm"
            loop_lt_i(a: Src, imm: Imm, to: Label) [Raises, Loops];
            "Goes back if a <= imm"
            loop_le_i(a: Src, imm: Imm, to: Label) [Raises, Loops];
            "Goes back if a > imm"
            loop_gt_i(a: Src, imm: Imm, to: Label) [Raises, Loops];
            "Goes back if a >= imm"
            loop_ge_i(a: Src, imm: Imm, to: Label) [Raises, Loops];
            "i = i + 1, then goes back if i < limit"
            next_lt(i: Mut, limit: Src, to: Label) [Raises, Allocates, Loops];
            "i = i + 1, then goes back if i <= limit"
            next_le(i: Mut, limit: Src, to: Label) [Raises, Allocates, Loops];
            "i = i + 1, then goes back if i < limit"
            next_lt_i(i: Mut, limit: Imm, to: Label) [Raises, Allocates, Loops];
            "i = i + 1, then goes back if i <= limit"
            next_le_i(i: Mut, limit: Imm, to: Label) [Raises, Allocates, Loops];
            "Begins an iteration over src (array, string, hash, range, generator) in the two registers of state"
            iter_start(state: Iter, src: Src) [Raises];
            "If the iteration has another element, dst is it (a hash's key) and control goes back; not of a generator: see iter_resume"
            iter_next(dst: Dst, state: Iter, to: Label) [Raises, Allocates, Loops];
            "Like iter_next with key and value of a hash, or the two elements of the array that is the element"
            iter_pair(key: Dst, value: Dst, state: Iter, to: Label) [Raises, Allocates, Loops];
            "If the iteration is over a generator, resumes it: dst is what it yields; else, or if it ends instead, dst is unset"
            iter_resume(dst: Dst, free: Free, state: Iter) [Raises, Calls];
        }
        "Variables" {
            "dst = the global variable; an error if it has no value yet"
            get_global(dst: Dst, name: Global) [Raises];
            "The global variable = src"
            set_global(name: Global, src: Src) [];
            "dst = the global variable of the name that the symbol in src is; null if there is none"
            find_global(dst: Dst, src: Src) [Raises];
            "The global variable of the name that the symbol in key is = src; made if there is none"
            store_global(key: Src, src: Src) [Raises, Allocates];
            "dst = the running closure; only in functions that capture something"
            self_fn(dst: Dst) [];
            "dst = a captured value"
            get_capture(dst: Dst, index: Capture) [];
            "dst = what the captured cell holds; an error if it has no value yet"
            get_shared(dst: Dst, index: Capture) [Raises];
            "What the captured cell holds = src"
            set_shared(index: Capture, src: Src) [];
            "dst = a new cell that holds src, for a variable that closures share"
            cell(dst: Dst, src: Src) [Raises, Allocates];
            "dst = what the cell holds; an error if it has no value yet"
            get_cell(dst: Dst, cell: Src) [Raises];
            "What the cell holds = src"
            set_cell(cell: Src, src: Src) [Raises];
            "dst = the callee as a closure over the values (cells for shared variables) in the window"
            closure(dst: Dst, first: Window, count: Count, callee: Fn) [Raises, Allocates];
            "dst = how many arguments were passed, at the entry of a function"
            params(dst: Dst) [];
        }
        "Calls" {
            "dst = the call of the value in the window's first register with the count values after it; of a class, a new instance"
            call(dst: Dst, window: Call, count: Count) [Raises, Allocates, Calls];
            "dst = the call of a function that is known, without a check; its arguments follow the window's first register"
            call_static(dst: Dst, window: StaticCall, callee: NearFn) [Raises, Calls];
            "dst = the method of the window's first value, called with it and count - 1 more: a field that holds a function (called without it), a method of its class, or a builtin"
            call_method(count: Count, name: Sym, window: Call, dst: Dst) [Raises, Allocates, Calls];
            "dst = the call of the global function that the symbol in the window's first register names"
            call_symbol(dst: Dst, window: Call, count: Count) [Raises, Allocates, Calls];
            "dst = the native function of the window's values (Hivm's primitive)"
            call_builtin(dst: Dst, first: Window, count: Count, native: Builtin) [Raises, Allocates];
            "dst = the call of the value in the window's first register with the elements of the array after it"
            call_array(dst: Dst, window: Call) [Raises, Allocates, Calls];
            "Returns the call of the value in the window's first register; the running frame is gone before it begins"
            tail_call(window: Call, count: Count) [Raises, Allocates, Calls, Ends];
            "Returns the call of a function that is known"
            tail_static(window: StaticCall, callee: NearFn) [Raises, Calls, Ends];
            "dst = the method of the window's first value, called with it and the elements of the array in the second"
            call_method_array(name: Sym, window: Call, dst: Dst) [Raises, Allocates, Calls];
            "Returns the method call; the running frame is gone before it begins"
            tail_method(count: Count, name: Sym, window: Call) [Raises, Allocates, Calls, Ends];
            "Returns src"
            ret(src: Src) [Ends];
            "Returns null"
            ret_null() [Ends];
            "Ends the program with the status in src"
            exit(src: Src) [Raises, Ends];
        }
        "Generators" {
            "Returns a new generator, which is also in dst, the first register behind the parameters; resumed, it goes on here"
            make_generator(dst: Dst, free: Free) [Raises, Allocates];
            "Gives src to whoever resumed the generator; resumed again, it goes on here"
            yield_value(generator: Src, src: Src, free: Free) [];
            "Ends the generator; whoever resumed it gets the mark of no value"
            end_generator(generator: Src) [Ends];
        }
        "Exceptions" {
            "Throws src"
            throw(src: Src) [Raises, Ends];
            "Throws src again, with the call stack of its first throw if it is the exception last caught"
            rethrow(src: Src) [Raises, Ends];
            "dst = the exception that brought control to this handler"
            catch(dst: Dst) [];
            "Forgets the exception last caught, with its call stack"
            clear() [];
        }
        "Collections" {
            "dst = the array of the window's values"
            array(dst: Dst, first: Window, count: Count) [Raises, Allocates];
            "Adds src at the end of the array"
            array_push(array: Src, src: Src) [Raises, Allocates];
            "dst = the last element, taken off the array; null if it is empty"
            array_pop(dst: Dst, array: Src) [Raises];
            "dst = the first element, taken off the array; null if it is empty"
            array_shift(dst: Dst, array: Src) [Raises, Allocates];
            "Adds src in front of the array"
            array_unshift(array: Src, src: Src) [Raises, Allocates];
            "dst = the element at the index, taken out of the array; an error if there is none"
            array_remove(dst: Dst, array: Src, index: Src) [Raises, Allocates];
            "Adds every element of src (array, string, hash, range) at the end of the array"
            array_extend(array: Src, src: Src) [Raises, Allocates];
            "dst = the elements of src from index `from` on, as an array"
            array_rest(dst: Dst, src: Src, from: Imm) [Raises, Allocates];
            "dst = collection[index]; null if there is no such element"
            get(dst: Dst, collection: Src, index: Src) [Raises, Allocates];
            "dst = collection[imm]"
            get_i(dst: Dst, collection: Src, index: Imm) [Raises, Allocates];
            "collection[index] = src; an array's index must exist"
            set(collection: Src, index: Src, src: Src) [Raises, Allocates];
            "dst = collection[from:to], clamped; null stands for an end that is left out; from and to are the pair"
            slice(dst: Dst, collection: Src, bounds: Pair) [Raises, Allocates];
            "dst = the number of elements, characters or entries"
            len(dst: Dst, src: Src) [Raises, Allocates];
            "dst = the hash of the window's keys and values"
            hash(dst: Dst, first: Window, count: Count) [Raises, Allocates];
            "Adds every entry of the hash src to the hash"
            hash_extend(hash: Src, src: Src) [Raises, Allocates];
            "dst = the range from a up to b, excluded"
            range(dst: Dst, a: Src, b: Src) [Raises, Allocates];
            "dst = the string of all the window's values, each as it prints"
            template(dst: Dst, first: Window, count: Count) [Raises, Allocates];
        }
        "Structures" {
            "dst = a structure without fields"
            new_struct(dst: Dst) [Raises, Allocates];
            "dst = the field of a structure, a hash or an error; null if there is none. Of an instance a method too, bound to it, or an error; of a class a static function"
            get_field(dst: Dst, object: Src, name: Sym) [Raises, Allocates];
            "The field of a structure or a hash = src"
            set_field(object: Src, src: Src, name: Sym) [Raises, Allocates];
            "dst = whether object is a hash or a structure that has the field; of anything else false"
            has_field(dst: Dst, object: Src, name: Sym) [];
            "dst = the field that the symbol in key names, or null"
            struct_get(dst: Dst, object: Src, key: Src) [Raises];
            "The field that the symbol in key names = src"
            struct_set(object: Src, key: Src, src: Src) [Raises, Allocates];
            "dst = the field that the symbol in key names, or null; the structure no longer has it"
            struct_delete(dst: Dst, object: Src, key: Src) [Raises, Allocates];
            "dst = whether the structure has the field that the symbol in key names"
            struct_has(dst: Dst, object: Src, key: Src) [Raises];
        }
        "Classes" {
            "dst = a class, made of the window's values: the class that it extends, or null; how many fields its instances have room for \
             besides the declared ones; then pairs of a symbol and null for a field, a function whose first parameter is `self` \
             for a method, or another function for a static one"
            class(dst: Dst, first: Window, count: Count, name: Sym) [Raises, Allocates];
            "Nothing if src is a class, else an error"
            check_class(src: Src) [Raises];
            "dst = the class's method of that name, its own or inherited; null if there is none"
            find_method(dst: Dst, class: Src, name: Sym) [Raises];
            "dst = the class's method of that name, its own or inherited; an error if there is none"
            get_method(dst: Dst, class: Src, name: Sym) [Raises];
            "dst = the function bound to the receiver, as which it is called with it in front of the arguments"
            bind_method(dst: Dst, callee: Src, receiver: Src) [Raises, Allocates];
            "Notes that the field initialisers of a new instance are about to run"
            ready(object: Src) [Raises];
            "Goes to the label unless src is a new instance whose field initialisers have still to run"
            if_ready(src: Src, to: Label) [];
            "dst = whether the value is an instance of the class, or of one that extends it"
            is_instance(dst: Dst, value: Src, class: Src) [Raises];
        }
        "The machine's own" {
            "The bottom frame returned"
            halt() [Ends, Internal];
        }
    } };
}

macro_rules! define_ops {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) [$($flag:ident),*];)* })*) => {
        /// An opcode: the low 16 bits of an instruction's first word.
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u16)]
        pub enum Op {
            $($(#[doc = $doc] $name,)*)*
        }

        impl Op {
            /// How many there are.
            pub const COUNT: usize = [$($(Op::$name,)*)*].len();
        }

        /// Each instruction as it lies in the code.
        #[allow(non_camel_case_types, missing_docs)]
        pub mod layout {
            use super::*;
            $($(
                #[derive(Clone, Copy)]
                #[repr(C, align(8))]
                pub struct $name {
                    pub op: u16,
                    $(pub $arg: $ty,)*
                }
            )*)*
        }

        /// The table's rows, in the order of the opcodes.
        pub static OPS: &[OpInfo] = &[
            $($(OpInfo {
                op: Op::$name,
                name: stringify!($name),
                group: $group,
                doc: $doc,
                operands: &[$(OperandInfo {
                    name: stringify!($arg),
                    kind: <$ty as Operand>::KIND,
                    offset: std::mem::offset_of!(layout::$name, $arg),
                    size: <$ty as Operand>::SIZE,
                },)*],
                flags: &[$(Flag::$flag,)*],
                words: size_of::<layout::$name>() / 8,
            },)*)*
        ];

        /// One method per opcode. An implementation gives each opcode a meaning of its own kind: what to
        /// execute, how to record it, how to build it.
        #[allow(missing_docs)]
        pub trait Visitor {
            /// What a method answers.
            type Out;
            $($(#[doc = $doc] fn $name(&mut self, $($arg: $ty),*) -> Self::Out;)*)*
        }

        /// Decodes the instruction at the start of `code` and calls its method. `None` if there is no whole
        /// instruction.
        pub fn visit<V: Visitor>(code: &[u64], visitor: &mut V) -> Option<V::Out> {
            let op = Op::of(*code.first()?)?;
            let code = code.get(..op.info().words)?;
            Some(match op {
                $($(Op::$name => visitor.$name($(
                    <$ty as Operand>::from_bits(operand_bits(
                        code,
                        std::mem::offset_of!(layout::$name, $arg),
                        <$ty as Operand>::SIZE,
                    ))
                ),*),)*)*
            })
        }
    };
}

for_each_op!(define_ops);

impl Op {
    /// The opcode of an instruction's first word.
    #[inline]
    pub fn of(word: u64) -> Option<Op> {
        OPS.get((word & 0xffff) as usize).map(|row| row.op)
    }

    /// The opcode of the mnemonic.
    pub fn by_name(name: &str) -> Option<Op> {
        OPS.iter().find(|row| row.name == name).map(|row| row.op)
    }

    /// Its row in the table.
    #[inline]
    pub fn info(self) -> &'static OpInfo {
        &OPS[self as usize]
    }
}

/// The `size` bytes of an operand at byte `offset` of an instruction, zero-extended.
#[inline]
pub fn operand_bits(code: &[u64], offset: usize, size: usize) -> u32 {
    let bits = code[offset / 8] >> (offset % 8 * 8);
    if size == 2 {
        bits as u16 as u32
    } else {
        bits as u32
    }
}

/// Writes the `size` bytes of an operand at byte `offset` of an instruction.
pub fn set_operand_bits(code: &mut [u64], offset: usize, size: usize, bits: u32) {
    let mask: u64 = if size == 2 { 0xffff } else { 0xffff_ffff };
    let shift = offset % 8 * 8;
    let word = &mut code[offset / 8];
    *word = *word & !(mask << shift) | (bits as u64 & mask) << shift;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_opcodes() {
        for (n, row) in OPS.iter().enumerate() {
            assert_eq!(row.op as usize, n);
            assert!(!row.doc.is_empty());
            assert_eq!(Op::by_name(row.name), Some(row.op));
        }
    }

    /// A return finds the destination six bytes before the address it returns to, whatever kind of call it was.
    #[test]
    fn calls_have_their_destination_six_bytes_before_their_end() {
        for row in OPS
            .iter()
            .filter(|row| row.is(Flag::Calls) && !row.is(Flag::Ends))
        {
            let dst = row
                .operands
                .iter()
                .find(|o| o.kind == OperandKind::Dst)
                .unwrap();
            assert_eq!(row.words * 8 - dst.offset, 6, "{}", row.name);
        }
    }

    #[test]
    fn operands_round_trip_through_their_bits() {
        let mut code = [0u64; 2];
        for row in OPS {
            for (n, o) in row.operands.iter().enumerate() {
                set_operand_bits(&mut code, o.offset, o.size, 0x8001 + n as u32);
            }
            for (n, o) in row.operands.iter().enumerate() {
                assert_eq!(
                    operand_bits(&code, o.offset, o.size),
                    0x8001 + n as u32,
                    "{}",
                    row.name
                );
            }
        }
    }
}
