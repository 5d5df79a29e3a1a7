//! Trains every cell on every task with the task's usual settings and prints what they reach on the test sequences, as the
//! table that is kept in `docs/reached.md`:
//!
//! ```sh
//! cargo run --release -p unrolled-lab --example reached > docs/reached.md
//! ```
//!
//! Names of tasks as in links (`temporal-order`) after `--` restrict it to these. The accuracies are the same on every
//! machine; the seconds are not, and are processor time, so that what else the machine does adds little.

use std::error::Error;
use std::path::Path;

use rustix::time::{ClockId, clock_gettime};
use unrolled_engine::CellKind;
use unrolled_lab::url::task_word;
use unrolled_lab::{Racer, Setting, Settings};
use unrolled_tasks::{Measure, Task, data};

fn main() -> Result<(), Box<dyn Error>> {
    data::provide_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tasks/data")))?;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    println!("# What the cells reach\n");
    println!("Seed 1 and the settings that the page offers for each task; Adam, the gradient clipped to the norm 1.");
    println!(
        "Right: the share of right answers on the test sequences, of whole sequences where it says so. Seconds: \
         processor time of one core, natively.\n"
    );
    println!("| task | units, batch, rate | updates | cell | parameters | loss | right | seconds |");
    println!("|---|---|---|---|---|---|---|---|");
    for task in Task::ALL.into_iter().filter(|task| wanted.is_empty() || wanted.contains(&task_word(*task))) {
        let own = if task.translates() { &[false, true][..] } else { &[false] };
        for own_encoder in own {
            for kind in CellKind::ALL {
                println!("{}", row(task, kind, *own_encoder)?);
            }
        }
    }
    Ok(())
}

fn row(task: Task, kind: CellKind, own_encoder: bool) -> Result<String, Box<dyn Error>> {
    let settings = Settings::default().with(Setting::Task(Some(task)))?.with(Setting::OwnEncoder(own_encoder))?;
    let (recipe, data) = (task.recipe(), task.shared(settings.length)?);
    let mut racer = Racer::new(kind, &settings)?;
    let start = processor_seconds();
    while racer.updates < recipe.updates {
        if let Err(explosion) = racer.advance() {
            return Err(format!("{task:?}, {kind:?}: {explosion:?}").into());
        }
    }
    let seconds = processor_seconds() - start;
    let (test, _) = racer.judge();
    let whole = if data.measure == Measure::Whole { " (whole)" } else { "" };
    let part = if own_encoder { ", encoder with own weights" } else { "" };
    let length = task.lengths().map_or(String::new(), |_| format!(", T = {}", settings.length));
    Ok(format!(
        "| {}{length}{part} | {}, {}, {} | {} | {} | {} | {:.3} | {:.1} %{whole} | {seconds:.1} |",
        task_word(task),
        recipe.units,
        recipe.batch,
        recipe.learning_rate,
        racer.updates,
        format!("{kind:?}").to_uppercase(),
        racer.params().count(),
        test.loss,
        100.0 * test.accuracy,
    ))
}

/// What this thread has been computing.
fn processor_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
