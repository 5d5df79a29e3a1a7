//! PyTorch on one thread of the same processor, natively, in turns with our wasm in Node. It is no part of the lock file:
//! where it is not installed, the figures say so.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};

use super::{Goal, digits, median, spread};
use crate::bench::Figure;

const ROUNDS: usize = 9;
/// In the order in which both programs answer.
const CELLS: [(&str, Goal); 3] = [("RNN", (1.0, "≥ 1×")), ("GRU", (1.0, "≥ 1×")), ("LSTM", (0.9, "≥ 0.9×"))];

/// A program that answers every line with the milliseconds of a step of each cell.
struct Program {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Program {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (questions, answers) = child.stdin.take().zip(child.stdout.take()).context("the pipes of a program")?;
        Ok(Self { child, questions, answers: BufReader::new(answers) })
    }

    fn ask(&mut self) -> Result<[f64; 3]> {
        self.questions.write_all(b"\n")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).with_context(|| format!("three times, found {line:?}"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It waits for a question; whether it still runs does not matter any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) fn measure(wasm: &Path) -> Result<Vec<Figure>> {
    if !has_torch() {
        return Ok(CELLS.map(left_out).into());
    }
    let mut theirs =
        Program::start(Command::new("python3").args(["-c", include_str!("torch.py")])).context("python3")?;
    let node = ["--input-type=module", "--eval", include_str!("node.mjs"), "--"];
    let mut ours = Program::start(Command::new("node").args(node).arg(wasm)).context("node")?;
    let (mut of_theirs, mut of_ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_theirs.push(theirs.ask().context("PyTorch")?);
        of_ours.push(ours.ask().context("ours in Node")?);
    }
    let figure = |(index, (cell, (goal, text))): (usize, (&str, Goal))| {
        let of = |rounds: &[[f64; 3]]| rounds.iter().map(|round| round[index]).collect::<Vec<f64>>();
        let (theirs, ours) = (of(&of_theirs), of(&of_ours));
        let ratios: Vec<f64> = theirs.iter().zip(&ours).map(|(theirs, ours)| theirs / ours).collect();
        Figure {
            name: name(cell),
            measured: format!("{}, {} ÷ {} ms", spread(&ratios), digits(median(&theirs)), digits(median(&ours))),
            goal: text,
            reached: median(&ratios) >= goal,
        }
    };
    Ok(CELLS.into_iter().enumerate().map(figure).collect())
}

fn has_torch() -> bool {
    let found = Command::new("python3").args(["-c", "import torch"]).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

fn name(cell: &str) -> String {
    format!("f32 {cell} step, medium: native PyTorch ÷ ours in wasm")
}

fn left_out((cell, (_, goal)): (&str, Goal)) -> Figure {
    let measured = "left out, as there is no PyTorch: `pip install torch`".to_owned();
    Figure { name: name(cell), measured, goal, reached: false }
}
