//! The scripts that the page hands out: Python runs the NumPy one of each cell, and every number that it prints is compared
//! with the native tape. The PyTorch ones are left beside them for `tests/scripts/check_torch.py`.

mod harness;
#[path = "scripts/python.rs"]
mod python;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use unrolled_engine::{CellKind, LossKind, Params, TENSOR_NAMES, clip, norm};
use unrolled_lab::script::{Library, file_name, script};
use unrolled_lab::{ClippingKind, Experiment, Racer, Sampling, Stepped, url};
use unrolled_tasks::data;

/// What a line of the output is called, and its numbers.
type Line = (String, Vec<f64>);

/// Compares all three cells after the updates that a link wants.
fn check(name: &str, link: &str) {
    let state = url::state_from_fragment(link).expect("the link is good");
    let mut experiment = Experiment::new(&state.settings).expect("the settings were checked");
    (0..state.updates).for_each(|_| experiment.advance());
    compare(name, &experiment);
}

/// The same with a task's data, and weights that its training gave.
fn check_task(name: &str, link: &str) {
    data::provide_folder(&harness::project().root.join("crate/tasks/data")).expect("the data are there");
    let state = url::state_from_fragment(link).expect("the link is good");
    let mut experiment = Experiment::on_example(&state.settings, state.example).expect("the settings were checked");
    for kind in CellKind::ALL {
        let mut racer = Racer::new(kind, &state.settings).expect("the settings were checked");
        (0..state.updates).for_each(|_| assert!(racer.advance().is_ok(), "{name}: the update is finite"));
        experiment.show(kind, racer.params().convert());
    }
    experiment.updates = state.updates;
    compare(name, &experiment);
}

fn compare(name: &str, experiment: &Experiment) {
    let folder = harness::project().work().join("scripts").join(name);
    fs::create_dir_all(&folder).expect("the folder can be made");
    for kind in CellKind::ALL {
        let numpy = write(&folder, experiment, kind, Library::Numpy);
        let network = &experiment.lane(kind).network;
        if network.switches.change(network.cell) {
            let text = script(experiment, kind, Library::Pytorch);
            assert!(text.lines().all(|line| line.starts_with('#')), "PyTorch has no fixed gates: {text}");
        } else {
            write(&folder, experiment, kind, Library::Pytorch);
        }
        let (found, wanted) = (run(&numpy), lines(experiment, kind));
        let names = |lines: &[Line]| lines.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&found), names(&wanted), "{}", numpy.display());
        for ((line, found), (_, wanted)) in found.iter().zip(&wanted) {
            assert_eq!(found.len(), wanted.len(), "{}: {line}: how many numbers", numpy.display());
            for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                let place = format!("{}: {line}, number {index}", numpy.display());
                assert!(is_close(line, *found, *wanted), "{place}: expected {wanted:e}, found {found:e}");
            }
        }
    }
}

/// Within 1e-10 + 1e-8·|wanted|; the norms of gradients, which may be as small as they like, within 1e-8·|wanted|.
fn is_close(line: &str, found: f64, wanted: f64) -> bool {
    let absolute = if line.starts_with("|d") { 0.0 } else { 1e-10 };
    let is_number = (found - wanted).abs() <= absolute + 1e-8 * wanted.abs();
    is_number || found == wanted || found.is_nan() && wanted.is_nan()
}

fn write(folder: &Path, experiment: &Experiment, kind: CellKind, library: Library) -> PathBuf {
    let path = folder.join(file_name(experiment.lane(kind).network.cell, library));
    fs::write(&path, script(experiment, kind, library)).expect("the script can be written");
    path
}

fn run(script: &Path) -> Vec<Line> {
    let output = Command::new(python::with_numpy()).arg(script).output().expect("Python starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{errors}", script.display());
    let output = String::from_utf8(output.stdout).expect("the output is text");
    output
        .lines()
        .map(|line| {
            let (name, numbers) = line.split_once(' ').expect("a name and numbers");
            let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{line}: {text} is no number"));
            (name.to_owned(), numbers.split(' ').map(number).collect())
        })
        .collect()
}

/// What a script has to print.
fn lines(experiment: &Experiment, kind: CellKind) -> Vec<Line> {
    let (lane, sequence, preview) = (experiment.lane(kind), &experiment.sequence, experiment.preview(kind));
    let tape = &lane.tape;
    let mut lines = Vec::new();
    let mut put = |name: String, numbers: &[f64]| lines.push((name, numbers.to_vec()));
    put("loss".to_owned(), &[tape.loss()]);
    for t in 0..sequence.steps() {
        let step = t + 1;
        if let Some(loss) = tape.loss_at(t) {
            put(format!("loss[{step}]"), &[loss]);
        }
        match (sequence.coding.loss, sequence.class(t)) {
            (LossKind::CrossEntropy, Some(class)) => put(format!("p(target)[{step}]"), &[tape.probs(t)[class]]),
            (LossKind::CrossEntropy, None) => {}
            (LossKind::MeanSquaredError, _) => put(format!("y[{step}]"), tape.logits(t)),
        }
        put(format!("h[{step}]"), tape.h(t));
        if tape.cell.has_cell_state() {
            put(format!("c[{step}]"), tape.c(t));
        }
        put(format!("|dh[{step}]|"), &[tape.dh_norm(t)]);
        if tape.cell.has_cell_state() {
            put(format!("|dc[{step}]|"), &[tape.dc_norm(t)]);
        }
    }
    named(&tape.dparams).for_each(|(name, values)| put(format!("|d{name}|"), &[norm(values)]));
    put("|gradient|".to_owned(), &[preview.next.clip.norm_before]);
    if !experiment.makes_updates() {
        return lines;
    }
    if experiment.settings.clipping != ClippingKind::Off {
        put("|clipped|".to_owned(), &[preview.next.clip.norm_after]);
    }
    named(&preview.step).for_each(|(name, values)| put(format!("|step.{name}|"), &[norm(values)]));
    put("|step|".to_owned(), &[clip::global_norm(&preview.step)]);
    named(&preview.next.params)
        .for_each(|(name, values)| put(format!("new.{name}[:3]"), &values[..values.len().min(3)]));
    lines
}

fn named(params: &Params<f64>) -> impl Iterator<Item = (&'static str, &[f64])> {
    TENSOR_NAMES.into_iter().zip(params.tensors()).filter(|(_, tensor)| !tensor.is_empty())
}

#[test]
fn hello_with_plain_descent() {
    check("plain", "v=1&text=hello!");
}

#[test]
fn korean_with_momentum_and_clipped_values() {
    check("korean", "v=1&text=안녕하세요, 여러분&optimizer=momentum&clip=value&limit=0.02&updates=3");
}

#[test]
fn the_last_step_only_with_adam_and_a_clipped_norm() {
    check("last", "v=1&text=remember+the+first&loss=last&optimizer=adam&rate=0.01&clip=norm&limit=0.1&updates=5");
}

#[test]
fn the_other_forms_with_rms_prop() {
    check("forms", "v=1&text=hello+world&activation=relu&gru=pytorch&optimizer=rmsprop&rate=0.01&updates=4");
}

#[test]
fn the_other_forms_with_adam_where_nothing_is_clipped() {
    check("high", "v=1&text=hello&activation=relu&gru=pytorch&optimizer=adam&clip=norm&limit=1000&updates=2&units=1");
}

/// Each as links name them; the GRU in both forms.
#[test]
fn gates_that_are_fixed() {
    for gates in ["f", "i", "o", "r", "coupled", "f+i+o+r", "coupled+f", "coupled+o+r"] {
        let link = format!("v=1&text=hello!&units=5&gates={gates}&optimizer=adam&updates=2");
        check(&format!("fixed_{gates}"), &link);
        check(&format!("fixed_{gates}_other"), &format!("{link}&gru=pytorch"));
    }
}

/// Quotation marks, a backslash, a newline, a family, a decomposed syllable.
#[test]
fn a_text_that_needs_escaping() {
    check("escaped", "v=1&text=%22'%5C%0A👨‍👩‍👧ᄒ%E1%85%A1%E2%80%AE&units=5");
}

/// ‖∂L/∂h_t‖ goes down to 1e-180, whose square is 0.
#[test]
fn gradients_that_vanish() {
    let text = "abc".repeat(60);
    check("vanishing", &format!("v=1&text={text}&loss=last&init=gaussian&gain=0.1&units=8"));
}

#[test]
fn an_optimizer_whose_memory_is_infinite() {
    let text = "abc".repeat(60);
    check(
        "exploded",
        &format!("v=1&text={text}&activation=relu&init=spectral&radius=10&optimizer=rmsprop&units=4&updates=2"),
    );
}

/// Numbers as inputs and one as an answer, squared error, at one step of many.
#[test]
fn a_task_with_numbers() {
    check_task("adding", "v=1&task=adding&units=6&updates=5&example=3");
}

/// Numbers at the only step, at the first step, and at every step.
#[test]
fn tasks_with_pictures_and_rows_of_a_table() {
    check_task("blood_pressure", "v=1&task=blood-pressure&units=5&updates=5");
    check_task("caption", "v=1&task=caption-ko&units=5&updates=3&gru=pytorch");
    check_task("video", "v=1&task=moving-digit&units=5&updates=3&activation=relu");
}

/// Steps that are read only, and steps that only answer.
#[test]
fn tasks_with_other_outputs_than_inputs() {
    check_task("sentiment", "v=1&task=sentiment-ko&units=5&updates=3");
    check_task("translation", "v=1&task=translation&units=5&updates=3&example=7");
    check_task("pos", "v=1&task=pos-en&units=5&updates=3&gates=coupled");
}

#[test]
fn an_encoder_with_weights_of_its_own() {
    check_task("encoder", "v=1&task=translation&encoder=own&units=5&updates=3&example=7");
    check_task("encoder_other", "v=1&task=dates&encoder=own&units=5&updates=3&gru=pytorch&activation=relu");
    check_task("encoder_fixed", "v=1&task=dates&encoder=own&units=5&updates=2&gates=f+i+r");
}

/// What a network has written has no right answers, so there is no gradient.
#[test]
fn a_sample_that_is_read() {
    let state = url::state_from_fragment("v=1&text=hello+world&updates=4").expect("the link is good");
    let mut experiment = Experiment::new(&state.settings).expect("the settings were checked");
    (0..state.updates).for_each(|_| experiment.advance());
    let sampling = Sampling { length: 12, ..Sampling::default() };
    experiment.read_sample(Some(Stepped { cell: CellKind::Lstm, sampling })).expect("it can be begun");
    compare("sample", &experiment);
}
