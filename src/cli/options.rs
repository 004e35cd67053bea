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

/// The options of a subcommand that compiles but does not run: where modules are.
#[derive(Clone)]
pub(super) struct SourceOptions {
    /// What they make.
    pub config: Config,
}

/// The rows that matter to a compiler.
fn source_rows() -> impl Iterator<Item = &'static OptionRow> {
    OPTIONS.iter().filter(|row| row.name == "path")
}

fn argument(row: &'static OptionRow) -> Arg {
    let check = |text: &str| (row.set)(&mut Config::default(), text).map(|()| text.to_string());
    let arg = Arg::new(row.name)
        .long(row.name)
        .env(row.env)
        .help(row.doc)
        .help_heading("Machine options")
        .value_parser(ValueParser::from(move |text: &str| match check(text) {
            Ok(text) => Ok(text),
            Err(expected) => Err(std::io::Error::other(expected)),
        }));
    // Without a default an option is a list, which begins empty.
    if row.default.is_empty() {
        return arg.value_name(row.value).action(ArgAction::Append);
    }
    let arg = arg.action(ArgAction::Set);
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

/// What the arguments of these rows make.
fn config(
    rows: impl Iterator<Item = &'static OptionRow>,
    matches: &ArgMatches,
) -> Result<Config, Error> {
    let mut config = Config::default();
    for row in rows {
        for text in matches.get_many::<String>(row.name).into_iter().flatten() {
            (row.set)(&mut config, text).map_err(|expected| {
                Error::raw(clap::error::ErrorKind::ValueValidation, expected)
            })?;
        }
    }
    Ok(config)
}

/// Options as clap flattens them into a subcommand.
macro_rules! flattened {
    ($($options:ident: $rows:expr;)*) => {$(
        impl Args for $options {
            fn augment_args(command: Command) -> Command {
                command.args($rows.map(argument))
            }

            fn augment_args_for_update(command: Command) -> Command {
                Self::augment_args(command)
            }
        }

        impl FromArgMatches for $options {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
                config($rows, matches).map(|config| $options { config })
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
                *self = Self::from_arg_matches(matches)?;
                Ok(())
            }
        }
    )*};
}

flattened! {
    MachineOptions: OPTIONS.iter();
    SourceOptions: source_rows();
}
