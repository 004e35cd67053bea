//! What each opcode becomes in a graph: the compiler asks for a method of its name.
//!
//! ```text
//! add_i r1, r1, 1      ->  %8: int = add_ov %5, 1, s2
//! throw r0             ->  exit s3: the interpreter does it
//! ```
//!
//! Invariant: a method emits all that may leave, with the snapshot of the state before, ahead of its effect.

use super::arithmetic;
use super::builder::{Builder, Flow};
use super::operands::Operand;
use crate::bytecode::op::*;
use crate::ir::{Const as Known, Helper};
use crate::trace::Way;
use crate::value::Tag;

impl Visitor for Builder<'_, '_> {
    type Out = Flow;
    fn nop(&mut self) -> Flow {
        Flow::Next
    }
    fn mov(&mut self, dst: Dst, src: Src) -> Flow {
        let value = self.value(src.reg());
        self.put(dst.reg(), value);
        Flow::Next
    }
    fn null(&mut self, dst: Dst) -> Flow {
        self.put(dst.reg(), Known::Null);
        Flow::Next
    }
    fn falsehood(&mut self, dst: Dst) -> Flow {
        self.put(dst.reg(), Known::Bool(false));
        Flow::Next
    }
    fn truth(&mut self, dst: Dst) -> Flow {
        self.put(dst.reg(), Known::Bool(true));
        Flow::Next
    }
    fn unset(&mut self, dst: Dst) -> Flow {
        self.put(dst.reg(), Known::Unset);
        Flow::Next
    }
    fn int(&mut self, dst: Dst, imm: Imm) -> Flow {
        self.put(dst.reg(), Known::Int(imm.get()));
        Flow::Next
    }
    fn lit(&mut self, dst: Dst, constant: Const) -> Flow {
        let value = self.constant(constant.id());
        self.put(dst.reg(), value);
        Flow::Next
    }
    fn function(&mut self, dst: Dst, callee: Fn) -> Flow {
        self.put(dst.reg(), Known::Function(callee.id()));
        Flow::Next
    }
    fn builtin(&mut self, dst: Dst, native: Builtin) -> Flow {
        match self.native(native.id()) {
            Some(row) => {
                self.put(dst.reg(), Known::Builtin(row));
                Flow::Next
            }
            None => self.leave(),
        }
    }
    fn symbol(&mut self, dst: Dst, name: Sym) -> Flow {
        self.put(dst.reg(), Known::Symbol(name.id()));
        Flow::Next
    }
    fn add(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.arith(dst, a, b, &arithmetic::ADD)
    }
    fn sub(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.arith(dst, a, b, &arithmetic::SUB)
    }
    fn mul(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.arith(dst, a, b, &arithmetic::MUL)
    }
    fn div(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.arith(dst, a, b, &arithmetic::DIV)
    }
    fn rem(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.arith(dst, a, b, &arithmetic::REM)
    }
    fn pow(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let sources = [a.source(self), b.source(self)];
        self.answer(dst, Helper::pow, &sources)
    }
    fn neg(&mut self, dst: Dst, a: Src) -> Flow {
        let source = a.source(self);
        let tag = self.tag_of(source);
        let value = self.arg(source);
        let value = match tag {
            Some(Tag::Int) if !self.was_seen(Tag::BigInt) => {
                let snap = self.snapshot();
                self.g.neg_ov(value, snap)
            }
            Some(Tag::Float) => self.g.neg_f(value),
            _ => self.helper(Helper::neg, &[value]),
        };
        self.put(dst.reg(), value);
        Flow::Next
    }
    fn add_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.arith(dst, a, imm, &arithmetic::ADD)
    }
    fn sub_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.arith(dst, a, imm, &arithmetic::SUB)
    }
    fn mul_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.arith(dst, a, imm, &arithmetic::MUL)
    }
    fn div_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.arith(dst, a, imm, &arithmetic::DIV)
    }
    fn rem_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.arith(dst, a, imm, &arithmetic::REM)
    }
    fn add_k(&mut self, dst: Dst, a: Src, k: Near) -> Flow {
        self.arith(dst, a, k, &arithmetic::ADD)
    }
    fn sub_k(&mut self, dst: Dst, a: Src, k: Near) -> Flow {
        self.arith(dst, a, k, &arithmetic::SUB)
    }
    fn mul_k(&mut self, dst: Dst, a: Src, k: Near) -> Flow {
        self.arith(dst, a, k, &arithmetic::MUL)
    }
    fn div_k(&mut self, dst: Dst, a: Src, k: Near) -> Flow {
        self.arith(dst, a, k, &arithmetic::DIV)
    }
    fn rsub_k(&mut self, dst: Dst, k: Near, a: Src) -> Flow {
        self.arith(dst, k, a, &arithmetic::SUB)
    }
    fn radd_k(&mut self, dst: Dst, k: Near, a: Src) -> Flow {
        self.arith(dst, k, a, &arithmetic::ADD)
    }
    fn rmul_k(&mut self, dst: Dst, k: Near, a: Src) -> Flow {
        self.arith(dst, k, a, &arithmetic::MUL)
    }
    fn rdiv_k(&mut self, dst: Dst, k: Near, a: Src) -> Flow {
        self.arith(dst, k, a, &arithmetic::DIV)
    }
    fn band(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.bitwise(dst, a, b, &arithmetic::AND)
    }
    fn bor(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.bitwise(dst, a, b, &arithmetic::OR)
    }
    fn bxor(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.bitwise(dst, a, b, &arithmetic::XOR)
    }
    fn bnot(&mut self, dst: Dst, a: Src) -> Flow {
        let source = a.source(self);
        let tag = self.tag_of(source);
        let value = self.arg(source);
        let value = match tag {
            Some(Tag::Int) => self.g.bnot(value),
            _ => self.helper(Helper::bnot, &[value]),
        };
        self.put(dst.reg(), value);
        Flow::Next
    }
    fn shl(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.bitwise(dst, a, b, &arithmetic::SHL)
    }
    fn shr(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.bitwise(dst, a, b, &arithmetic::SHR)
    }
    fn band_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.bitwise(dst, a, imm, &arithmetic::AND)
    }
    fn shl_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.bitwise(dst, a, imm, &arithmetic::SHL)
    }
    fn shr_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        self.bitwise(dst, a, imm, &arithmetic::SHR)
    }
    fn eq(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let equal = self.equals(a, b);
        self.put(dst.reg(), equal);
        Flow::Next
    }
    fn ne(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let equal = self.equals(a, b);
        let differ = self.negated(equal);
        self.put(dst.reg(), differ);
        Flow::Next
    }
    fn lt(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LT);
        self.put(dst.reg(), holds);
        Flow::Next
    }
    fn le(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LE);
        self.put(dst.reg(), holds);
        Flow::Next
    }
    fn gt(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GT);
        self.put(dst.reg(), holds);
        Flow::Next
    }
    fn ge(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GE);
        self.put(dst.reg(), holds);
        Flow::Next
    }
    fn eq_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Flow {
        let equal = self.equals(a, imm);
        self.put(dst.reg(), equal);
        Flow::Next
    }
    fn eq_k(&mut self, dst: Dst, a: Src, k: Near) -> Flow {
        let equal = self.equals(a, k);
        self.put(dst.reg(), equal);
        Flow::Next
    }
    fn not(&mut self, dst: Dst, src: Src) -> Flow {
        let truth = self.truth(src);
        let truth = self.negated(truth);
        self.put(dst.reg(), truth);
        Flow::Next
    }
    fn contains(&mut self, dst: Dst, key: Src, collection: Src) -> Flow {
        let (key, at) = (self.value(key.reg()), self.value(collection.reg()));
        let found = self.helper_bool(Helper::contains, &[key, at]);
        self.put(dst.reg(), found);
        Flow::Next
    }
    fn ordinal(&mut self, dst: Dst, src: Src, from: Const) -> Flow {
        self.enum_place(dst, src, from)
    }
    fn jump(&mut self, _: Label) -> Flow {
        self.go(Way::Jump)
    }
    fn jump_far(&mut self, _: FarLabel) -> Flow {
        self.go(Way::Jump)
    }
    fn if_true(&mut self, src: Src, _: Label) -> Flow {
        let truth = self.truth(src);
        self.branch(truth)
    }
    fn if_false(&mut self, src: Src, _: Label) -> Flow {
        let truth = self.truth(src);
        self.branch_not(truth)
    }
    fn if_nonzero(&mut self, src: Src, _: Label) -> Flow {
        let truth = self.nonzero(src);
        self.branch(truth)
    }
    fn if_zero(&mut self, src: Src, _: Label) -> Flow {
        let truth = self.nonzero(src);
        self.branch_not(truth)
    }
    fn if_null(&mut self, src: Src, _: Label) -> Flow {
        let null = self.is_tag(src, Tag::Null);
        self.branch(null)
    }
    fn if_not_null(&mut self, src: Src, _: Label) -> Flow {
        let null = self.is_tag(src, Tag::Null);
        self.branch_not(null)
    }
    fn if_set(&mut self, src: Src, _: Label) -> Flow {
        let unset = self.is_tag(src, Tag::Unset);
        self.branch_not(unset)
    }
    fn if_not_generator(&mut self, src: Src, _: Label) -> Flow {
        let generator = self.is_tag(src, Tag::Generator);
        self.branch_not(generator)
    }
    fn if_kind(&mut self, src: Src, kind: KindOf, _: Label) -> Flow {
        let holds = self.is_kind(src, kind.kind());
        self.branch(holds)
    }
    fn if_not_kind(&mut self, src: Src, kind: KindOf, _: Label) -> Flow {
        let holds = self.is_kind(src, kind.kind());
        self.branch_not(holds)
    }
    fn if_eq(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let equal = self.equals(a, b);
        self.branch(equal)
    }
    fn if_ne(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let equal = self.equals(a, b);
        self.branch_not(equal)
    }
    fn if_lt(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LT);
        self.branch(holds)
    }
    fn if_le(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LE);
        self.branch(holds)
    }
    fn if_gt(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GT);
        self.branch(holds)
    }
    fn if_ge(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GE);
        self.branch(holds)
    }
    fn if_not_lt(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LT);
        self.branch_not(holds)
    }
    fn if_not_le(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LE);
        self.branch_not(holds)
    }
    fn if_not_gt(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GT);
        self.branch_not(holds)
    }
    fn if_not_ge(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GE);
        self.branch_not(holds)
    }
    fn if_eq_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let equal = self.equals(a, imm);
        self.branch(equal)
    }
    fn if_ne_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let equal = self.equals(a, imm);
        self.branch_not(equal)
    }
    fn if_lt_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::LT);
        self.branch(holds)
    }
    fn if_le_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::LE);
        self.branch(holds)
    }
    fn if_gt_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::GT);
        self.branch(holds)
    }
    fn if_ge_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::GE);
        self.branch(holds)
    }
    fn if_not_lt_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::LT);
        self.branch_not(holds)
    }
    fn if_not_le_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::LE);
        self.branch_not(holds)
    }
    fn if_not_gt_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::GT);
        self.branch_not(holds)
    }
    fn if_not_ge_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::GE);
        self.branch_not(holds)
    }
    fn if_eq_k(&mut self, a: Src, k: Near, _: Label) -> Flow {
        let equal = self.equals(a, k);
        self.branch(equal)
    }
    fn if_ne_k(&mut self, a: Src, k: Near, _: Label) -> Flow {
        let equal = self.equals(a, k);
        self.branch_not(equal)
    }
    fn repeat(&mut self, _: Label) -> Flow {
        self.go(Way::Jump)
    }
    fn repeat_far(&mut self, _: FarLabel) -> Flow {
        self.go(Way::Jump)
    }
    fn loop_true(&mut self, src: Src, _: Label) -> Flow {
        let truth = self.truth(src);
        self.branch(truth)
    }
    fn loop_false(&mut self, src: Src, _: Label) -> Flow {
        let truth = self.truth(src);
        self.branch_not(truth)
    }
    fn loop_set(&mut self, src: Src, _: Label) -> Flow {
        let unset = self.is_tag(src, Tag::Unset);
        self.branch_not(unset)
    }
    fn loop_eq(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let equal = self.equals(a, b);
        self.branch(equal)
    }
    fn loop_ne(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let equal = self.equals(a, b);
        self.branch_not(equal)
    }
    fn loop_lt(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LT);
        self.branch(holds)
    }
    fn loop_le(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::LE);
        self.branch(holds)
    }
    fn loop_gt(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GT);
        self.branch(holds)
    }
    fn loop_ge(&mut self, a: Src, b: Src, _: Label) -> Flow {
        let holds = self.relates(a, b, &arithmetic::GE);
        self.branch(holds)
    }
    fn loop_eq_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let equal = self.equals(a, imm);
        self.branch(equal)
    }
    fn loop_ne_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let equal = self.equals(a, imm);
        self.branch_not(equal)
    }
    fn loop_lt_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::LT);
        self.branch(holds)
    }
    fn loop_le_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::LE);
        self.branch(holds)
    }
    fn loop_gt_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::GT);
        self.branch(holds)
    }
    fn loop_ge_i(&mut self, a: Src, imm: Imm, _: Label) -> Flow {
        let holds = self.relates(a, imm, &arithmetic::GE);
        self.branch(holds)
    }
    fn next_lt(&mut self, i: Mut, limit: Src, _: Label) -> Flow {
        self.next(i, limit, &arithmetic::LT)
    }
    fn next_le(&mut self, i: Mut, limit: Src, _: Label) -> Flow {
        self.next(i, limit, &arithmetic::LE)
    }
    fn next_lt_i(&mut self, i: Mut, limit: Imm, _: Label) -> Flow {
        self.next(i, limit, &arithmetic::LT)
    }
    fn next_le_i(&mut self, i: Mut, limit: Imm, _: Label) -> Flow {
        self.next(i, limit, &arithmetic::LE)
    }
    fn iter_start(&mut self, state: Iter, src: Src) -> Flow {
        self.start_iteration(state, src)
    }
    fn iter_next(&mut self, dst: Dst, state: Iter, _: Label) -> Flow {
        self.next_element(dst, state)
    }
    fn iter_pair(&mut self, key: Dst, value: Dst, state: Iter, _: Label) -> Flow {
        self.next_pair(key, value, state)
    }
    fn iter_resume(&mut self, dst: Dst, _: Free, state: Iter) -> Flow {
        self.resume_generator(dst, state)
    }
    fn get_global(&mut self, dst: Dst, name: Global) -> Flow {
        let value = self.g.global(name.id());
        self.put_read(dst.reg(), value);
        Flow::Next
    }
    fn set_global(&mut self, name: Global, src: Src) -> Flow {
        let value = self.value(src.reg());
        self.g.set_global(name.id(), value);
        Flow::Next
    }
    fn find_global(&mut self, dst: Dst, src: Src) -> Flow {
        let sources = [src.source(self)];
        self.answer(dst, Helper::find_global, &sources)
    }
    fn store_global(&mut self, key: Src, src: Src) -> Flow {
        let sources = [key.source(self), src.source(self)];
        self.act(Helper::store_global, &sources)
    }
    fn self_fn(&mut self, dst: Dst) -> Flow {
        self.own_function(dst)
    }
    fn get_capture(&mut self, dst: Dst, index: Capture) -> Flow {
        self.captured(dst, index)
    }
    fn get_shared(&mut self, dst: Dst, index: Capture) -> Flow {
        self.shared(dst, index)
    }
    fn set_shared(&mut self, index: Capture, src: Src) -> Flow {
        self.share(index, src)
    }
    fn cell(&mut self, dst: Dst, src: Src) -> Flow {
        let value = self.value(src.reg());
        let snap = self.snapshot();
        let cell = self.g.new_cell(value, snap);
        self.put(dst.reg(), cell);
        Flow::Next
    }
    fn get_cell(&mut self, dst: Dst, cell: Src) -> Flow {
        self.read_cell(dst, cell)
    }
    fn set_cell(&mut self, cell: Src, src: Src) -> Flow {
        self.write_cell(cell, src)
    }
    fn closure(&mut self, dst: Dst, first: Window, count: Count, callee: Fn) -> Flow {
        let captured = self.window(first.reg(), count.get());
        let snap = self.snapshot();
        let closure = self.g.new_closure(callee.id(), &captured, snap);
        self.put(dst.reg(), closure);
        Flow::Next
    }
    fn params(&mut self, _: Dst) -> Flow {
        self.leave()
    }
    fn call(&mut self, dst: Dst, window: Call, count: Count) -> Flow {
        self.call_value(dst, window, count)
    }
    fn call_static(&mut self, dst: Dst, window: StaticCall, callee: NearFn) -> Flow {
        self.call_known(dst, callee, window)
    }
    fn call_method(&mut self, count: Count, name: Sym, window: Call, dst: Dst) -> Flow {
        self.call_method_of(dst, window, count, name)
    }
    fn call_symbol(&mut self, _: Dst, _: Call, _: Count) -> Flow {
        self.leave()
    }
    fn call_builtin(&mut self, dst: Dst, first: Window, count: Count, native: Builtin) -> Flow {
        let typed = self.call_typed(dst.reg(), first.reg(), count.get(), native.id());
        if let Some(flow) = typed {
            return flow;
        }
        let args = self.window(first.reg(), count.get());
        self.call_native(dst, &args, native.id())
    }
    fn call_array(&mut self, _: Dst, _: Call) -> Flow {
        self.leave()
    }
    fn tail_call(&mut self, window: Call, count: Count) -> Flow {
        self.replace_by_value(window, count)
    }
    fn tail_static(&mut self, window: StaticCall, callee: NearFn) -> Flow {
        self.replace_by_known(callee, window)
    }
    fn call_method_array(&mut self, _: Sym, _: Call, _: Dst) -> Flow {
        self.leave()
    }
    fn tail_method(&mut self, count: Count, name: Sym, window: Call) -> Flow {
        self.replace_by_method(window, count, name)
    }
    fn ret(&mut self, src: Src) -> Flow {
        self.return_register(src)
    }
    fn ret_null(&mut self) -> Flow {
        self.return_value(Known::Null.into())
    }
    fn exit(&mut self, _: Src) -> Flow {
        self.leave()
    }
    fn make_generator(&mut self, dst: Dst, free: Free) -> Flow {
        Builder::make_generator(self, dst, free)
    }
    fn yield_value(&mut self, generator: Src, src: Src, free: Free) -> Flow {
        Builder::yield_value(self, generator, src, free)
    }
    fn end_generator(&mut self, generator: Src) -> Flow {
        Builder::end_generator(self, generator)
    }
    fn throw(&mut self, _: Src) -> Flow {
        self.leave()
    }
    fn rethrow(&mut self, _: Src) -> Flow {
        self.leave()
    }
    fn catch(&mut self, _: Dst) -> Flow {
        self.leave()
    }
    fn clear(&mut self) -> Flow {
        self.leave()
    }
    fn array(&mut self, dst: Dst, first: Window, count: Count) -> Flow {
        let values = self.window(first.reg(), count.get());
        let snap = self.snapshot();
        let array = self.g.new_array(&values, snap);
        self.put(dst.reg(), array);
        Flow::Next
    }
    fn array_push(&mut self, array: Src, src: Src) -> Flow {
        self.push_element(array, src)
    }
    fn array_pop(&mut self, dst: Dst, array: Src) -> Flow {
        self.pop_element(dst, array)
    }
    fn array_shift(&mut self, dst: Dst, array: Src) -> Flow {
        let sources = [array.source(self)];
        self.answer(dst, Helper::array_shift, &sources)
    }
    fn array_unshift(&mut self, array: Src, src: Src) -> Flow {
        let sources = [array.source(self), src.source(self)];
        self.act(Helper::array_unshift, &sources)
    }
    fn array_remove(&mut self, dst: Dst, array: Src, index: Src) -> Flow {
        let sources = [array.source(self), index.source(self)];
        self.answer(dst, Helper::array_remove, &sources)
    }
    fn array_extend(&mut self, array: Src, src: Src) -> Flow {
        let sources = [array.source(self), src.source(self)];
        self.act(Helper::array_extend, &sources)
    }
    fn array_rest(&mut self, dst: Dst, src: Src, from: Imm) -> Flow {
        let sources = [src.source(self), from.source(self)];
        self.answer(dst, Helper::array_rest, &sources)
    }
    fn get(&mut self, dst: Dst, collection: Src, index: Src) -> Flow {
        self.get_element(dst, collection, index)
    }
    fn get_i(&mut self, dst: Dst, collection: Src, index: Imm) -> Flow {
        self.get_element(dst, collection, index)
    }
    fn set(&mut self, collection: Src, index: Src, src: Src) -> Flow {
        self.set_element(collection, index, src)
    }
    fn slice(&mut self, dst: Dst, collection: Src, bounds: Pair) -> Flow {
        let at = self.value(collection.reg());
        let ends = self.window(bounds.reg(), 2);
        let value = self.helper(Helper::slice, &[at, ends[0], ends[1]]);
        self.put(dst.reg(), value);
        Flow::Next
    }
    fn len(&mut self, dst: Dst, src: Src) -> Flow {
        self.length(dst, src)
    }
    fn hash(&mut self, dst: Dst, first: Window, count: Count) -> Flow {
        let values = self.window(first.reg(), count.get());
        let hash = self.helper(Helper::hash, &values);
        self.put(dst.reg(), hash);
        Flow::Next
    }
    fn hash_extend(&mut self, hash: Src, src: Src) -> Flow {
        let sources = [hash.source(self), src.source(self)];
        self.act(Helper::hash_extend, &sources)
    }
    fn range(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        self.new_range(dst, a, b)
    }
    fn template(&mut self, dst: Dst, first: Window, count: Count) -> Flow {
        let values = self.window(first.reg(), count.get());
        let text = self.helper(Helper::template, &values);
        self.put(dst.reg(), text);
        Flow::Next
    }
    fn new_struct(&mut self, dst: Dst) -> Flow {
        self.answer(dst, Helper::new_struct, &[])
    }
    fn get_field(&mut self, dst: Dst, object: Src, name: Sym) -> Flow {
        self.read_field(dst, object, name)
    }
    fn set_field(&mut self, object: Src, src: Src, name: Sym) -> Flow {
        self.write_field(object, name, src)
    }
    fn has_field(&mut self, dst: Dst, object: Src, name: Sym) -> Flow {
        self.asks_field(dst, object, name)
    }
    fn struct_get(&mut self, dst: Dst, object: Src, key: Src) -> Flow {
        let sources = [object.source(self), key.source(self)];
        self.answer(dst, Helper::struct_get, &sources)
    }
    fn struct_set(&mut self, object: Src, key: Src, src: Src) -> Flow {
        let sources = [object.source(self), key.source(self), src.source(self)];
        self.act(Helper::struct_set, &sources)
    }
    fn struct_delete(&mut self, dst: Dst, object: Src, key: Src) -> Flow {
        let sources = [object.source(self), key.source(self)];
        self.answer(dst, Helper::struct_delete, &sources)
    }
    fn struct_has(&mut self, dst: Dst, object: Src, key: Src) -> Flow {
        let sources = [object.source(self), key.source(self)];
        self.answer(dst, Helper::struct_has, &sources)
    }
    fn class(&mut self, dst: Dst, first: Window, count: Count, name: Sym) -> Flow {
        let mut args = vec![Known::Symbol(name.id()).into()];
        args.extend(self.window(first.reg(), count.get()));
        let class = self.helper(Helper::declare_class, &args);
        self.put(dst.reg(), class);
        Flow::Next
    }
    fn check_class(&mut self, src: Src) -> Flow {
        let source = src.source(self);
        match self.typed(source, Tag::Class) {
            Some(_) => Flow::Next,
            None => self.leave(),
        }
    }
    fn find_method(&mut self, dst: Dst, class: Src, name: Sym) -> Flow {
        self.method_in(dst, class, name)
    }
    fn get_method(&mut self, dst: Dst, class: Src, name: Sym) -> Flow {
        self.get_method_in(dst, class, name)
    }
    fn bind_method(&mut self, dst: Dst, callee: Src, receiver: Src) -> Flow {
        let sources = [callee.source(self), receiver.source(self)];
        self.answer(dst, Helper::bind_method, &sources)
    }
    fn ready(&mut self, object: Src) -> Flow {
        self.make_ready(object)
    }
    fn if_ready(&mut self, src: Src, _: Label) -> Flow {
        let ready = self.readiness(src);
        self.branch(ready)
    }
    fn is_instance(&mut self, dst: Dst, value: Src, class: Src) -> Flow {
        let (value, class) = (self.value(value.reg()), self.value(class.reg()));
        let is = self.helper_bool(Helper::is_instance, &[value, class]);
        self.put(dst.reg(), is);
        Flow::Next
    }
    fn halt(&mut self) -> Flow {
        self.leave()
    }
}
