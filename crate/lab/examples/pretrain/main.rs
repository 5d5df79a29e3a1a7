//! Trains a small net for the word and for every task, writes their files to `crate/lab/weights`, and prints what they
//! reach before their weights are rounded and in the end, as the table that is kept in `docs/pretrained.md`:
//!
//! ```sh
//! cargo run --release -p unrolled-lab --example pretrain > docs/pretrained.md
//! ```
//!
//! Names of tasks as in links (`temporal-order`), or `hello`, after `--` restrict it to these. The files have the same bytes
//! on every machine.

mod learn;

use std::error::Error;
use std::path::Path;

use unrolled_lab::trained::WeightsFile;
use unrolled_tasks::{Measure, data};

fn main() -> Result<(), Box<dyn Error>> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    data::provide_folder(&package.join("../tasks/data"))?;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |file: &WeightsFile| {
        wanted.is_empty() || wanted.iter().any(|name| file.name().strip_suffix(".weights") == Some(name))
    };
    println!("# Trained weights\n");
    println!(
        "What lessons can start from: seed 1, the settings that the page offers for each task with fewer units; then"
    );
    println!(
        "every weight is rounded to a whole multiple of one number for each tensor, and the last updates are made with what is"
    );
    println!(
        "left. Loss and right: on the test sequences, of whole sequences where it says so, before weights are rounded →"
    );
    println!("those of the file. Bits: of a matrix's number; a bias has 8.\n");
    println!("| file | bytes | units | bits | updates | cell | parameters | loss | right |");
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut total = 0;
    for file in WeightsFile::all().filter(is_wanted) {
        total += write(file, &package.join("weights"))?;
    }
    println!("\nAll files together: {total} bytes.");
    Ok(())
}

/// Makes a file and its rows of the table; how many bytes it has.
fn write(file: WeightsFile, folder: &Path) -> Result<usize, Box<dyn Error>> {
    let plan = learn::plan(file);
    let (net, reached) = learn::learn(file, plan)?;
    let bytes = net.encode();
    std::fs::write(folder.join(file.name()), &bytes)?;
    let is_whole = match file.0 {
        Some(task) => task.shared(net.length)?.measure == Measure::Whole,
        None => false,
    };
    let length = if net.length > 0 { format!(", T = {}", net.length) } else { String::new() };
    for cell in reached {
        println!(
            "| {}{length} | {} | {} | {} | {} | {} | {} | {:.3} → {:.3} | {:.1} → {:.1} %{} |",
            file.name(),
            bytes.len(),
            net.units,
            net.bits,
            plan.updates,
            format!("{:?}", cell.kind).to_uppercase(),
            cell.parameters,
            cell.before.loss,
            cell.after.loss,
            100.0 * cell.before.accuracy,
            100.0 * cell.after.accuracy,
            if is_whole { " (whole)" } else { "" },
        );
    }
    Ok(bytes.len())
}
