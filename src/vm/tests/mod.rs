//! Machines as embedders use them: output captured, entries that extend each other, limits.

use std::sync::{Arc, Mutex};

use super::{Outcome, Vm};
use crate::builtins::Output;
use crate::config::Config;
use crate::monkey::Session;
use crate::source::SourceMap;

mod graphs;
mod jit;

struct Prompt {
    vm: Vm,
    session: Session,
    sources: SourceMap,
    output: Arc<Mutex<Vec<u8>>>,
}

impl Prompt {
    fn new(config: &Config) -> Prompt {
        let output = Arc::new(Mutex::new(Vec::new()));
        let vm = Vm::with_output(config, Output::captured(output.clone())).unwrap();
        Prompt {
            vm,
            session: Session::new(),
            sources: SourceMap::new(),
            output,
        }
    }

    /// What an entry printed, and its value or its error.
    fn enter(&mut self, text: &str) -> String {
        let file = self.sources.add("entry", text).unwrap();
        let program = self.session.compile(&self.sources, file).unwrap();
        self.vm.load(&program).unwrap();
        let end = match self.vm.run() {
            Outcome::Done(value) => self.vm.display(value),
            Outcome::Uncaught(uncaught) => uncaught.message,
            other => format!("{other:?}"),
        };
        let printed = std::mem::take(&mut *self.output.lock().unwrap());
        String::from_utf8(printed).unwrap() + &end
    }
}

#[test]
fn entries_extend_each_other() {
    let mut prompt = Prompt::new(&Config::default());
    assert_eq!(
        prompt.enter("let n = 20; fn twice(f) { x => f(f(x)) }"),
        "null"
    );
    assert_eq!(prompt.enter("let inc = twice(x => x + n); inc(2)"), "42");
    assert_eq!(
        prompt.enter("n = \"a\"; inc(2)"),
        "type mismatch: int + string"
    );
    assert_eq!(prompt.enter("puts([1].map(x => x)); inc"), "[1]\nfn(x)");
}

#[test]
fn a_full_heap_is_empty_again_at_the_next_entry() {
    let mut prompt = Prompt::new(&Config {
        max_memory: 1 << 20,
        ..Config::default()
    });
    let message = "out of memory: more than 1 MiB";
    for _ in 0..5 {
        assert_eq!(
            prompt.enter("fn fill() { let a = []; while (true) { a.push([a]) } } fill()"),
            message
        );
        assert_eq!(
            prompt
                .enter("let text = \"a string that is too long to be interned, ever\"; len(text)"),
            "46"
        );
    }
    assert_eq!(
        prompt.enter("try { fill() } catch (e) { e.message }"),
        format!("\"{message}\"")
    );
}

#[test]
fn a_deep_stack_is_forgotten() {
    let mut prompt = Prompt::new(&Config {
        max_depth: 100_000,
        ..Config::default()
    });
    for _ in 0..3 {
        let message = prompt.enter("fn down(n) { let here = [n]; down(n + 1) + here[0] } down(0)");
        assert_eq!(message, "stack overflow: more than 100000 frames");
        assert_eq!(
            prompt.enter("fn sum(n) { if (n == 0) { 0 } else { n + sum(n - 1) } } sum(99990)"),
            "4999050045"
        );
    }
}
