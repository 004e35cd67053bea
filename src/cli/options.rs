//! The options of a machine on the command line: each row of [`OPTIONS`] is an argument.

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::config::{Config, OPTIONS, OptionRow};

/// The machine's options, as clap flattens them into a subcommand.
#[derive(Clone)]
pub(super) struct MachineOptions {
    /// What they make.
    pub config: Config,
}

fn argument(row: &'static OptionRow) -> Arg {
    let check = |text: &str| (row.set)(&mut Config::default(), text).map(|()| text.to_string());
    let arg = Arg::new(row.name)
        .long(row.name)
        .env(row.env)
        .help(row.doc)
        .help_heading("Machine options")
        .action(ArgAction::Set)
        .value_parser(ValueParser::from(move |text: &str| match check(text) {
            Ok(text) => Ok(text),
            Err(expected) => Err(std::io::Error::other(expected)),
        }));
    if row.value.is_empty() {
        arg.value_name("BOOL")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .hide_default_value(true)
    } else {
        arg.value_name(row.value)
    }
    .default_value(row.default)
}

impl Args for MachineOptions {
    fn augment_args(command: Command) -> Command {
        command.args(OPTIONS.iter().map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for MachineOptions {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut config = Config::default();
        for row in OPTIONS {
            if let Some(text) = matches.get_one::<String>(row.name) {
                (row.set)(&mut config, text).map_err(|expected| {
                    Error::raw(clap::error::ErrorKind::ValueValidation, expected)
                })?;
            }
        }
        Ok(MachineOptions { config })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
