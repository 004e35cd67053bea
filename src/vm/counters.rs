//! Where the counters of an anchor are, what belongs to its loop, and which anchor is around a place.
//!
//! ```text
//!  4: header <--+--+      counters of the loop at 4: behind 9 and behind 14, its ways back
//!  ...          |  |      its range: 4 up to 15
//!  8: loop_lt --+  |      counter of the function: at 0
//!  ...             |
//! 13: loop --------+
//! ```
//!
//! Invariant: every place is inside the function's own anchor at least.

use crate::bytecode::Function;
use crate::bytecode::Program;
use crate::bytecode::code::instructions;
use crate::bytecode::op::Flag;
use crate::index::Pc;
use crate::interp::{CallSite, HotKind};
use crate::trace::Anchor;

/// A loop of a function.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Loop {
    header: Pc,
    /// The words behind the instructions that go back.
    ways_back: Vec<Pc>,
}

impl Loop {
    fn contains(&self, pc: Pc) -> bool {
        let end = self.ways_back.iter().max();
        self.header <= pc && end.is_some_and(|end| pc < *end)
    }
}

/// The loops of a function in the order of their headers.
fn loops(function: &Function) -> Vec<Loop> {
    let mut found: Vec<Loop> = Vec::new();
    for instruction in instructions(&function.code).filter(|i| i.info().is(Flag::Loops)) {
        let target = instruction.target().and_then(|t| u32::try_from(t).ok());
        let Some(header) = target.map(Pc) else {
            continue;
        };
        match found.iter_mut().find(|known| known.header == header) {
            Some(known) => known.ways_back.push(instruction.end()),
            None => found.push(Loop {
                header,
                ways_back: vec![instruction.end()],
            }),
        }
    }
    found.sort_by_key(|known| known.header);
    found
}

/// The words of code with the anchor's counters.
pub(super) fn counters(program: &Program, anchor: Anchor) -> Vec<CallSite> {
    let function = anchor.site.function;
    let at = |pc: &Pc| CallSite { function, pc: *pc };
    match anchor.kind {
        HotKind::Function => vec![at(&Pc(0))],
        HotKind::Loop => loops(&program.functions[function.index()])
            .iter()
            .filter(|known| known.header == anchor.site.pc)
            .flat_map(|known| known.ways_back.iter().map(at))
            .collect(),
    }
}

/// Whether a place in the frame of an anchor belongs to it. What takes a function's place by a tail call does.
pub(super) fn belongs(program: &Program, anchor: Anchor, place: CallSite) -> bool {
    match anchor.kind {
        HotKind::Function => true,
        HotKind::Loop => {
            let same = anchor.site.function == place.function;
            let all = loops(&program.functions[place.function.index()]);
            let own = all.iter().find(|known| known.header == anchor.site.pc);
            same && own.is_some_and(|own| own.contains(place.pc))
        }
    }
}

/// The innermost anchor around a place.
pub(super) fn around(program: &Program, place: CallSite) -> Anchor {
    let all = loops(&program.functions[place.function.index()]);
    // Loops nest, so the innermost one begins last.
    let inner = all.iter().rev().find(|known| known.contains(place.pc));
    let (kind, pc) = match inner {
        Some(inner) => (HotKind::Loop, inner.header),
        None => (HotKind::Function, Pc(0)),
    };
    let site = CallSite {
        function: place.function,
        pc,
    };
    Anchor { kind, site }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::FnId;
    use crate::source::SourceMap;

    fn program(text: &str) -> Program {
        let mut sources = SourceMap::new();
        let file = sources.add("case", text).unwrap();
        crate::asm::assemble(&sources, file).unwrap()
    }

    #[test]
    fn loops_have_their_counters_and_their_inside() {
        let program = program(
            ".sub main()\n int $r0, 0\nouter:\n int $r1, 0\ninner:\n next_lt_i $r1, 3, inner\n \
             loop_gt_i $r0, 5, outer\n next_lt_i $r0, 9, outer\n ret_null\n.end\n",
        );
        let function = &program.functions[0];
        let all = loops(function);
        assert_eq!(all.len(), 2, "{all:?}");
        assert_eq!((all[0].ways_back.len(), all[1].ways_back.len()), (2, 1));
        let site = |pc: Pc| CallSite {
            function: FnId(0),
            pc,
        };
        let anchor = |n: usize| Anchor {
            kind: HotKind::Loop,
            site: site(all[n].header),
        };
        assert_eq!(counters(&program, anchor(0)).len(), 2);
        assert!(belongs(&program, anchor(0), anchor(1).site));
        assert!(!belongs(&program, anchor(1), anchor(0).site));
        assert_eq!(around(&program, anchor(1).site), anchor(1));
        assert_eq!(around(&program, site(all[1].ways_back[0])), anchor(0));
        let last = Pc(function.code.len() as u32 - 1);
        assert_eq!(around(&program, site(last)).kind, HotKind::Function);
        assert_eq!(
            counters(&program, around(&program, site(last))),
            [site(Pc(0))]
        );
    }
}
