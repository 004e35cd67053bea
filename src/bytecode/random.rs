//! Random programs that the verifier accepts, for tests: every opcode, every operand kind, odd names.
//!
//! The same seed gives the same program. Values live in the registers below `VALUES`, all written at the entry; a
//! call's window lies above them and is filled right before the call; an iteration's state has its own place.

use super::builder::near;
use super::function_builder::{Arg, FunctionBuilder, Label};
use super::op::{Flag, OPS, Op, OperandKind};
use super::program::{Constant, Member, Module, Params, Position, Program};
use super::{ProgramBuilder, near_fn};
use crate::index::{ConstId, EnumId, FnId, Reg};
use crate::value::Kind;

/// A linear congruential generator (Knuth's MMIX constants), its high bits.
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        self.0 >> 29
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

const PARAMS: u16 = 4;
const VALUES: u16 = 12;
const STATE: u16 = VALUES;
const WINDOW: u16 = STATE + 2;

const NAMES: &[&str] = &[
    "a",
    "x1",
    "",
    "r7",
    "inf",
    "none",
    "é",
    "two words",
    "qu\"ote",
    "\n\\",
    "main",
    "\u{202e}",
    "1st",
];

/// A program that the verifier accepts.
pub(crate) fn program(seed: u64) -> Program {
    let mut random = Random(seed);
    let mut builder = ProgramBuilder::new();
    let files = random.below(3);
    for n in 0..files {
        let text = random.chance(50).then(|| "line\n\"two\"".into());
        builder.file(format!("dir/file {n}.monkey"), text);
    }
    constants(&mut random, &mut builder);
    let count = 1 + random.below(5) as u32;
    let shapes: Vec<(Params, u16)> = (0..count)
        .map(|n| {
            if n == 0 {
                return (Params::default(), 0);
            }
            let params = Params {
                required: random.below(3) as u16,
                optional: if random.chance(20) { 1 } else { 0 },
                rest: random.chance(20),
            };
            (params, random.below(3) as u16)
        })
        .collect();
    for _ in 0..count {
        builder.declare();
    }
    for n in 0..count {
        let mut function = Body {
            random: &mut random,
            program: &mut builder,
            shapes: &shapes,
            open: vec![],
            own: None,
        };
        let body = function.build(n as usize, files as u32);
        builder.define(FnId(n), body);
    }
    builder.finish(FnId(0)).unwrap()
}

fn constants(random: &mut Random, builder: &mut ProgramBuilder) {
    for _ in 0..random.below(8) {
        let constant = match random.below(5) {
            0 => Constant::Int((random.next() << random.below(30)) as i64),
            1 => Constant::Float(f64::from_bits(random.next() << 30 | random.next())),
            2 => Constant::Float(f64::from_bits(0x7ff8_0000_0000_0000 | random.below(9))),
            3 => Constant::BigInt(format!("-{}9223372036854775809", 1 + random.below(9))),
            _ => Constant::Str(name(random)),
        };
        builder.constant(constant);
    }
    if random.chance(30) {
        module(random, builder);
    }
    if random.chance(10) {
        for n in 0..5000 {
            builder.int(n);
        }
    }
}

/// A module with a member of each kind that there can be.
fn module(random: &mut Random, builder: &mut ProgramBuilder) {
    let mut members = vec![
        (
            "a".to_owned(),
            Member::Global(builder.global(&name(random))),
        ),
        ("b c".to_owned(), Member::Native(builder.builtin("len"))),
        ("d".to_owned(), Member::Constant(builder.int(7))),
    ];
    // The only one that is sure to capture nothing.
    members.push(("é".to_owned(), Member::Function(FnId(0))));
    members.retain(|_| random.chance(70));
    let name = name(random);
    builder.constant(Constant::Module(Module { name, members }));
}

fn name(random: &mut Random) -> String {
    NAMES[random.below(NAMES.len() as u64) as usize].to_owned()
}

struct Body<'a> {
    random: &'a mut Random,
    program: &'a mut ProgramBuilder,
    shapes: &'a [(Params, u16)],
    /// Labels of forward jumps that wait to be bound.
    open: Vec<Label>,
    /// In a generator function the register that holds the generator.
    own: Option<Reg>,
}

impl Body<'_> {
    fn build(&mut self, n: usize, files: u32) -> super::Function {
        let (params, captures) = self.shapes[n];
        let mut f = FunctionBuilder::new(name(self.random), params);
        if self.random.chance(50) {
            let names = (0..params.registers()).map(|_| name(self.random)).collect();
            f.param_names(names);
        }
        f.captures(captures as usize);
        if self.random.chance(50) {
            f.capture_names((0..captures).map(|_| name(self.random)).collect());
        }
        f.file(self.random.below(files.max(1) as u64) as u32);
        if self.random.chance(10) {
            f.prelude();
        }
        self.own = (n > 0 && self.random.chance(20)).then(|| Reg(params.registers()));
        if self.own.is_none() && self.random.chance(30) {
            f.params(Reg(PARAMS));
        }
        if self.random.chance(80) {
            self.position(&mut f);
        }
        if let Some(own) = self.own {
            f.make_generator(own, Reg(own.0 + 1));
        }
        let values = (0..VALUES).map(Reg).filter(|reg| Some(*reg) != self.own);
        values.for_each(|reg| f.null(reg));
        let scope = f.begin_local(name(self.random), Reg(3));
        for _ in 0..self.random.below(60) {
            self.step(&mut f, captures);
            if self.random.chance(20) {
                self.bind(&mut f);
            }
            if self.random.chance(20) {
                self.position(&mut f);
            }
        }
        while !self.open.is_empty() {
            self.bind(&mut f);
        }
        f.end_local(scope);
        f.begin_local(name(self.random), Reg(5));
        match self.own {
            Some(own) => f.end_generator(own),
            None => f.ret(Reg(0)),
        }
        f.finish().unwrap()
    }

    fn position(&mut self, f: &mut FunctionBuilder) {
        let line = self.random.below(100) as u32;
        f.at(Position {
            line,
            column: self.random.below(9) as u32,
        });
    }

    /// A value of an enum of the program, or of a new one.
    fn variant(&mut self) -> ConstId {
        let known = self.random.below(3) as u32;
        let (id, count) = match self.program.find_enum(EnumId(known)) {
            Some(e) => (EnumId(known), e.variants.len()),
            None => {
                let names = &NAMES[..1 + self.random.below(5) as usize];
                let variants = names.iter().map(|&name| name.to_owned()).collect();
                let of = name(self.random);
                (self.program.enumeration(of, variants), names.len())
            }
        };
        let place = self.random.below(count as u64) as u32;
        self.program.constant(Constant::Enum(id));
        self.program.constant(Constant::Variant(id, place))
    }

    fn bind(&mut self, f: &mut FunctionBuilder) {
        if let Some(label) = self.open.pop() {
            f.bind(label);
        }
    }

    fn value(&mut self) -> Reg {
        let reg = Reg(self.random.below(VALUES as u64) as u16);
        if Some(reg) == self.own {
            Reg(VALUES - 1)
        } else {
            reg
        }
    }

    fn step(&mut self, f: &mut FunctionBuilder, captures: u16) {
        let row = &OPS[self.random.below(OPS.len() as u64) as usize];
        match row.op {
            Op::params | Op::halt | Op::make_generator => {}
            Op::yield_value => {
                if let Some(own) = self.own {
                    let src = self.value();
                    f.yield_value(own, src, Reg(VALUES));
                }
            }
            Op::end_generator | Op::ret | Op::ret_null => match self.own {
                Some(own) => f.end_generator(own),
                None if row.op == Op::ret_null => f.ret_null(),
                None => f.ret(Reg(0)),
            },
            op if self.own.is_some() && op.info().is(Flag::Calls) && op.info().is(Flag::Ends) => {}
            Op::catch => self.guarded(f, captures),
            Op::iter_start | Op::iter_next | Op::iter_pair | Op::iter_resume => {
                let src = self.value();
                f.iter_start(Reg(STATE), src);
                let head = f.here();
                f.nop();
                let (key, value) = (self.value(), self.value());
                match row.op {
                    Op::iter_pair => f.iter_pair(key, value, Reg(STATE), head),
                    Op::iter_resume => f.iter_resume(key, Reg(WINDOW), Reg(STATE)),
                    _ => f.iter_next(key, Reg(STATE), head),
                }
            }
            op => self.any(f, op, captures),
        }
        if !f.falls_through() {
            let label = self.open.pop().unwrap_or_else(|| f.new_label());
            f.bind(label);
        }
        if self.random.chance(1) && self.random.chance(5) {
            (0..33000).for_each(|_| f.nop());
        }
    }

    /// `try { ... } catch`, with something in between that may throw.
    fn guarded(&mut self, f: &mut FunctionBuilder, captures: u16) {
        let start = f.here();
        let (a, b) = (self.value(), self.value());
        f.add(a, a, b);
        self.any(f, Op::call_builtin, captures);
        let end = f.here();
        let (target, after) = (f.new_label(), f.new_label());
        f.jump(after);
        f.bind(target);
        f.catch(b);
        f.clear();
        f.bind(after);
        f.handler(start, end, target);
    }

    fn any(&mut self, f: &mut FunctionBuilder, op: Op, captures: u16) {
        let info = op.info();
        let mut callee = self.random.below(self.shapes.len() as u64) as usize;
        let has = |kind| info.has(kind);
        let mut count = self.random.below(4) as u16;
        match op {
            Op::hash => count &= !1,
            Op::class => count = 2 + (count & !1),
            op if op.info().finds_callee() => count += 1,
            Op::closure => count = self.shapes[callee].1,
            _ => {}
        }
        if has(OperandKind::NearFn) || (has(OperandKind::Fn) && op != Op::closure) {
            callee = 0;
        }
        if has(OperandKind::NearFn) && self.random.chance(70) {
            let fits = |(params, captures): &(Params, u16)| params.is_exact() && *captures == 0;
            callee = self.shapes.iter().rposition(fits).unwrap_or(0);
            count = self.shapes[callee].0.required;
        } else if has(OperandKind::NearFn) {
            count = 0;
        }
        if (has(OperandKind::Capture) || op == Op::self_fn) && captures == 0 {
            return;
        }
        if has(OperandKind::Call) || has(OperandKind::StaticCall) {
            (0..=count.max(1)).for_each(|n| f.mov(Reg(WINDOW + n), Reg(n)));
        }
        let head = f.here();
        if info.is(Flag::Loops) {
            f.nop();
        }
        let mut args = Vec::new();
        for operand in info.operands {
            args.push(match operand.kind {
                OperandKind::Dst | OperandKind::Src | OperandKind::Mut => Arg::Reg(self.value()),
                OperandKind::Pair | OperandKind::Window => {
                    Arg::Reg(Reg(self.random.below(8) as u16))
                }
                OperandKind::Call | OperandKind::StaticCall | OperandKind::Free => {
                    Arg::Reg(Reg(WINDOW))
                }
                OperandKind::Iter => unreachable!("made with its loop"),
                OperandKind::Count => Arg::Bits(count as u32),
                OperandKind::Imm => Arg::Bits(self.random.below(1 << 16) as u32),
                OperandKind::Near => {
                    let k = self.program.int(self.random.below(50) as i64);
                    let k = near(k).unwrap_or(super::op::Near(16));
                    Arg::Bits(k.0 as u32)
                }
                OperandKind::Const if op == Op::ordinal => Arg::Bits(self.variant().0),
                OperandKind::Const => Arg::Bits(self.program.string(name(self.random)).0),
                OperandKind::KindOf => Arg::Bits(self.random.below(Kind::COUNT as u64) as u32),
                OperandKind::Label | OperandKind::FarLabel if info.is(Flag::Loops) => {
                    Arg::Label(head)
                }
                OperandKind::Label | OperandKind::FarLabel => {
                    let label = f.new_label();
                    self.open.push(label);
                    Arg::Label(label)
                }
                OperandKind::Fn => Arg::Bits(callee as u32),
                OperandKind::NearFn => Arg::Bits(near_fn(FnId(callee as u32)).unwrap().0 as u32),
                OperandKind::Global => Arg::Bits(self.program.global(&name(self.random)).0),
                OperandKind::Sym => Arg::Bits(self.program.symbol(&name(self.random)).0),
                OperandKind::Builtin => {
                    Arg::Bits(self.program.builtin(&name(self.random)).0 as u32)
                }
                OperandKind::Capture => Arg::Bits(self.random.below(captures as u64) as u32),
            });
        }
        f.emit(op, &args);
    }
}
