//! The command line: which command, with which options.

use std::ffi::OsString;

use anyhow::{Result, bail};
use lexopt::Arg::{Long, Short, Value};
use lexopt::{Parser, ValueExt};

use crate::wasm::Profile;

/// What `--help` prints.
pub const USAGE: &str = "\
Unrolled: see a recurrent network think and learn, one step at a time.

Usage: cargo run [-- COMMAND [OPTIONS]]

Commands:
  serve   build the page and serve it on this computer (the default)
  build   write the page and the JavaScript package to dist/, for any static host
  bench   print the project's figures beside their goals, and write them to docs/benchmark.md;
          `download`, `page`, `lighthouse`, `compute` or `peers` after it measure one part

Options of serve:
  --port N   listen on port N (otherwise 8080, or the next free one)
  --open     open the page in the browser
  --watch    build again whenever something under crate/ or www/ changes

Options of serve and build:
  --dev      compile quickly, without optimisation

  -h, --help print this text
";

/// A command with everything that it needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Print [`USAGE`].
    Help,
    /// Build the site and serve it.
    Serve(ServeOptions),
    /// Write the site to `dist/`.
    Build {
        /// How the wasm is compiled.
        profile: Profile,
    },
    /// Measure; the arguments are read by [`crate::bench`].
    Bench {
        /// What followed the word `bench`.
        arguments: Vec<String>,
    },
}

/// The options of `serve`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServeOptions {
    /// The port that was asked for; `None` takes the first free one from 8080 on.
    pub port: Option<u16>,
    /// Whether the browser is opened.
    pub open: bool,
    /// Whether changes are built as they come.
    pub watch: bool,
    /// How the wasm is compiled.
    pub profile: Profile,
}

/// Reads a command line without its program name.
///
/// # Errors
/// Names what was found and what is wanted.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = Parser::from_args(arguments);
    let mut name: Option<String> = None;
    let mut options = ServeOptions::default();
    while let Some(argument) = parser.next()? {
        let command = name.as_deref().unwrap_or("serve");
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Value(value) if name.is_none() => {
                let value = value.string()?;
                match value.as_str() {
                    "bench" => return bench(&mut parser),
                    "serve" | "build" => name = Some(value),
                    "help" => return Ok(Command::Help),
                    _ => bail!("unknown command `{value}`: expected serve, build or bench"),
                }
            }
            Long("dev") => options.profile = Profile::Dev,
            Long("port") if command == "serve" => options.port = Some(port(&mut parser)?),
            Long("open") if command == "serve" => options.open = true,
            Long("watch") if command == "serve" => options.watch = true,
            Value(value) => {
                let value = value.to_string_lossy().into_owned();
                bail!("`{command}` takes no argument, found `{value}`")
            }
            Long(option) => return Err(unknown(command, &format!("--{option}"))),
            Short(option) => return Err(unknown(command, &format!("-{option}"))),
        }
    }
    Ok(match name.as_deref() {
        Some("build") => Command::Build { profile: options.profile },
        _ => Command::Serve(options),
    })
}

fn bench(parser: &mut Parser) -> Result<Command> {
    let mut arguments = Vec::new();
    for argument in parser.raw_args()? {
        arguments.push(argument.string()?);
    }
    if arguments.iter().any(|argument| argument == "-h" || argument == "--help") {
        return Ok(Command::Help);
    }
    Ok(Command::Bench { arguments })
}

fn port(parser: &mut Parser) -> Result<u16> {
    let value = match parser.value() {
        Ok(value) => value.to_string_lossy().into_owned(),
        Err(_) => bail!("--port: expected a number from 0 to 65535 after it, found nothing"),
    };
    match value.parse() {
        Ok(port) => Ok(port),
        Err(_) => bail!("--port: expected a number from 0 to 65535, found `{value}`"),
    }
}

fn unknown(command: &str, option: &str) -> anyhow::Error {
    let known = match command {
        "build" => "--dev or --help",
        _ => "--port N, --open, --watch, --dev or --help",
    };
    anyhow::anyhow!("unknown option `{option}` of `{command}`: expected {known}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn check_error(line: &str, expected: &str) {
        assert_eq!(check(line).expect_err(line).to_string(), expected);
    }

    #[test]
    fn nothing_serves_on_the_first_free_port() {
        assert_eq!(check("").unwrap(), Command::Serve(ServeOptions::default()));
        assert_eq!(check("serve").unwrap(), check("").unwrap());
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        let options = ServeOptions { port: Some(9000), open: true, watch: true, profile: Profile::Dev };
        assert_eq!(check("serve --port 9000 --open --watch --dev").unwrap(), Command::Serve(options));
        assert_eq!(check("--dev build").unwrap(), Command::Build { profile: Profile::Dev });
        assert_eq!(check("build").unwrap(), Command::Build { profile: Profile::Release });
        assert_eq!(check("build --help").unwrap(), Command::Help);
    }

    #[test]
    fn bench_reads_its_own_arguments() {
        let arguments = vec!["--only".to_owned(), "lstm".to_owned()];
        assert_eq!(check("bench --only lstm").unwrap(), Command::Bench { arguments });
    }

    #[test]
    fn errors_name_what_was_found_and_what_is_wanted() {
        check_error("sevre", "unknown command `sevre`: expected serve, build or bench");
        check_error("serve dist", "`serve` takes no argument, found `dist`");
        check_error("--port", "--port: expected a number from 0 to 65535 after it, found nothing");
        check_error("--port 70000", "--port: expected a number from 0 to 65535, found `70000`");
        check_error("build --open", "unknown option `--open` of `build`: expected --dev or --help");
        check_error("-x", "unknown option `-x` of `serve`: expected --port N, --open, --watch, --dev or --help");
    }
}
