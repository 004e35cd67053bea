//! What happens on the way from one stop to the next, for those who want to be told.
//!
//! ```text
//! session.listen(Topic::Compiled);      Advance::News  -->  session.take_news()  -->  tree 1, version 1, sum.monkey:7:1
//! ```
//!
//! What the JIT does is heard from the machine's observer, which makes the machine pause: whoever is told is called by nobody that
//! runs. Invariant: what nobody listens to costs nothing.

use super::places;
use super::session::Session;
use crate::bytecode::Program;
use crate::interp::Telling;
use crate::trace::Finish;
use crate::vm::Event;

/// What can be listened to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Topic {
    /// A recording went into its tree.
    Recorded,
    /// A recording was cut.
    Aborted,
    /// There is code.
    Compiled,
    /// Code was left for the interpreter.
    Bailout,
    /// Garbage was collected.
    Collection,
    /// Something was thrown.
    Throw,
    /// A log point was passed.
    Log,
}

/// Something that happened: a topic, numbers by name, and a text.
#[derive(Clone, Debug)]
pub struct News {
    /// What it is about.
    pub topic: Topic,
    /// Numbers that belong to it, by name.
    pub numbers: Vec<(&'static str, i64)>,
    /// What belongs to it else.
    pub text: String,
}

impl Session {
    /// From now on this is told.
    pub fn listen(&mut self, topic: Topic) {
        self.keep_variables();
        self.topics.insert(topic);
        self.listen_to_machine();
    }

    pub(super) fn listen_to_machine(&mut self) {
        self.catch();
        let telling = match self.topics.contains(&Topic::Collection) {
            true => Telling::Each,
            false => Telling::Nothing,
        };
        self.vm.machine_mut().tell_collections(telling);
        let jit = [
            Topic::Recorded,
            Topic::Aborted,
            Topic::Compiled,
            Topic::Bailout,
        ];
        if jit.iter().any(|topic| self.topics.contains(topic)) {
            let (news, flag, topics) = (
                self.news.clone(),
                self.has_news.clone(),
                self.topics.clone(),
            );
            self.vm.observe(move |program, event| {
                if let Some(told) = heard(program, &event)
                    && topics.contains(&told.topic)
                {
                    news.borrow_mut().push_back(told);
                    flag.set(true);
                }
            });
        }
    }

    pub(super) fn tell(&mut self, topic: Topic, numbers: Vec<(&'static str, i64)>, text: String) {
        self.news.borrow_mut().push_back(News {
            topic,
            numbers,
            text,
        });
    }

    /// The oldest thing that was not told yet.
    pub fn take_news(&mut self) -> Option<News> {
        self.news.borrow_mut().pop_front()
    }
}

fn heard(program: &Program, event: &Event<'_>) -> Option<News> {
    let news = |topic, numbers, text: String| {
        Some(News {
            topic,
            numbers,
            text,
        })
    };
    match event {
        Event::Recorded {
            tree, recording, ..
        } => {
            let numbers = vec![
                ("tree", i64::from(tree.0)),
                ("steps", recording.steps.len() as i64),
            ];
            match recording.finish {
                Finish::Cut(cut, site) => {
                    let (file, at) = places::position(program, site);
                    let text = format!("{cut:?} at {file}:{at}").to_lowercase();
                    news(Topic::Aborted, numbers, text)
                }
                _ => {
                    let (file, at) = places::position(program, recording.anchor.site);
                    news(Topic::Recorded, numbers, format!("{file}:{at}"))
                }
            }
        }
        Event::Made(version, source) => {
            let (file, at) = places::position(program, source.tree.anchor.site);
            let numbers = vec![
                ("tree", i64::from(source.tree.id.0)),
                ("version", *version as i64),
            ];
            news(Topic::Compiled, numbers, format!("{file}:{at}"))
        }
        Event::Left { tree, exit, site } => {
            let (file, at) = places::position(program, *site);
            let numbers = vec![
                ("tree", i64::from(tree.0)),
                ("version", exit.version as i64),
                ("exit", i64::from(exit.exit.0)),
            ];
            news(Topic::Bailout, numbers, format!("{file}:{at}"))
        }
        Event::Refused(..) | Event::Gone(..) => None,
    }
}
