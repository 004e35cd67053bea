//! Setting, changing and deleting breakpoints.
//!
//! Invariant: the machine has the instructions of all breakpoints that are enabled, between any two commands.

use super::news::Topic;
use super::places;
use super::session::Session;
use super::stops::{Activity, Breakpoint, StopId};
use crate::interp::Catching;

impl Session {
    /// Adds a breakpoint on a line of a file; the first one from there on with code.
    ///
    /// # Errors
    /// When there is no such file or no code.
    pub fn break_at_line(&mut self, file: &str, line: u32) -> Result<Breakpoint, String> {
        let program = self.program();
        let file = places::file(program, file)?;
        let (line, sites) = places::line(program, file, line)?;
        let name = program.files.get(file as usize).map_or("?", |f| &f.name);
        let place = format!("{name}:{line}");
        self.add(Breakpoint {
            place,
            line: Some((file, line)),
            sites,
            ..Breakpoint::default()
        })
    }

    /// Adds a breakpoint at the start of all functions of a name.
    ///
    /// # Errors
    /// When there is none.
    pub fn break_at_function(&mut self, name: &str) -> Result<Breakpoint, String> {
        let program = self.program();
        let found = places::named(program, name);
        if found.is_empty() {
            return Err(format!("there is no function {name}"));
        }
        let sites = found
            .iter()
            .map(|id| places::entry(&program.functions[id.index()], *id));
        let sites = sites.collect();
        self.add(Breakpoint {
            place: name.to_string(),
            sites,
            ..Breakpoint::default()
        })
    }

    /// Adds a breakpoint at an address: `sum@12`.
    ///
    /// # Errors
    /// When there is no such instruction.
    pub fn break_at_address(&mut self, address: &str) -> Result<Breakpoint, String> {
        let site = places::address(self.program(), address)?;
        self.add(Breakpoint {
            place: address.to_string(),
            sites: [site].into(),
            ..Breakpoint::default()
        })
    }

    fn add(&mut self, breakpoint: Breakpoint) -> Result<Breakpoint, String> {
        self.keep_variables();
        let id = self.stops.add(breakpoint);
        self.change_breakpoint(id, |_| {})
    }

    /// Changes a breakpoint.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn change_breakpoint(
        &mut self,
        id: StopId,
        change: impl FnOnce(&mut Breakpoint),
    ) -> Result<Breakpoint, String> {
        let breakpoint = self.stops.get(id);
        let breakpoint = breakpoint.ok_or_else(|| format!("there is no breakpoint {id}"))?;
        change(breakpoint);
        let changed = breakpoint.clone();
        self.place_breakpoints();
        Ok(changed)
    }

    /// Removes a breakpoint or a watch.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn delete(&mut self, id: StopId) -> Result<(), String> {
        let found = self.stops.remove(id).is_some() || self.watches.remove(id);
        self.place_breakpoints();
        match found {
            true => Ok(()),
            false => Err(format!("there is no breakpoint {id}")),
        }
    }

    fn place_breakpoints(&mut self) {
        self.vm.break_at(self.stops.sites());
    }

    /// All breakpoints.
    pub fn breakpoints(&self) -> impl Iterator<Item = &Breakpoint> {
        self.stops.iter()
    }

    /// Whether a breakpoint stops.
    pub fn activate(&mut self, id: StopId, activity: Activity) -> Result<(), String> {
        if self.watches.activate(id, activity) {
            return Ok(());
        }
        self.change_breakpoint(id, |b| b.activity = activity)
            .map(|_| ())
    }

    /// At which throws to stop from now on.
    pub fn catch_throws(&mut self, catching: Catching) {
        if catching != Catching::Nothing {
            self.keep_variables();
        }
        self.catching = catching;
        self.catch();
    }

    /// At which throws it stops.
    pub fn catching(&self) -> Catching {
        self.catching
    }

    pub(super) fn catch(&mut self) {
        let catching = match self.topics.contains(&Topic::Throw) {
            true => Catching::All,
            false => self.catching,
        };
        self.vm.machine_mut().catch_throws(catching);
    }
}
