//! The trained weights that are shipped: their files are whole, fit their tasks, and do as well as docs/pretrained.md says.

#[path = "../examples/pretrain/learn.rs"]
mod learn;

use std::path::{Path, PathBuf};

use unrolled_engine::{CellKind, Switch, Switches};
use unrolled_lab::settings::Rejection;
use unrolled_lab::trained::{self, WeightsFile};
use unrolled_lab::url::{fragment_from_state, state_from_fragment};
use unrolled_lab::{Command, Experiment, Racer, Score, Setting, Settings, Start, State};
use unrolled_tasks::{Task, data};

/// As they are stored, in bytes.
const MOST: usize = 150_000;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn provide() {
    data::provide_folder(&root().join("crate/tasks/data")).unwrap();
    trained::provide_folder(&root().join("crate/lab/weights")).unwrap();
}

fn settings_of(file: WeightsFile) -> Settings {
    let settings = Settings::default().with(Setting::Task(file.0)).unwrap();
    settings.with(Setting::Start(Start::Trained)).unwrap()
}

/// How well a cell does that starts from its file.
fn score(file: WeightsFile, kind: CellKind) -> Score {
    let settings = settings_of(file);
    match file.0 {
        None => learn::word_score(&Experiment::new(&settings).unwrap(), kind),
        Some(_) => Racer::new(kind, &settings).unwrap().judge().0,
    }
}

#[test]
fn every_file_fits_its_task_and_does_what_the_table_says() {
    provide();
    let table = std::fs::read_to_string(root().join("docs/pretrained.md")).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.contains(".weights"))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let mut rows = rows.iter();
    let mut total = 0;
    for file in WeightsFile::all() {
        let bytes = trained::bytes(file).unwrap();
        total += bytes.len();
        let net = trained::net_of(&settings_of(file)).unwrap();
        assert_eq!(net.encode(), *bytes, "{file:?}");
        for kind in CellKind::ALL {
            let row = rows.next().unwrap_or_else(|| panic!("{file:?} is not in the table"));
            let after = |cell: &str| cell.split("→ ").last().unwrap().split(' ').next().unwrap().to_owned();
            let found = score(file, kind);
            assert!(row[1].starts_with(&file.name()), "{row:?}");
            let wanted = [
                bytes.len().to_string(),
                net.units.to_string(),
                net.bits.to_string(),
                learn::plan(file).updates.to_string(),
                format!("{kind:?}").to_uppercase(),
                net.params[kind as usize].count().to_string(),
                format!("{:.3}", found.loss),
                format!("{:.1}", 100.0 * found.accuracy),
            ];
            let row = [row[2], row[3], row[4], row[5], row[6], row[7], &after(row[8]), &after(row[9])];
            assert_eq!(row, wanted.each_ref().map(String::as_str), "{file:?}");
        }
    }
    assert!(rows.next().is_none() && total <= MOST, "{total} bytes");
    assert!(table.contains(&format!("All files together: {total} bytes")), "{total} bytes");
}

#[test]
fn a_net_that_is_trained_again_has_the_same_bytes() {
    provide();
    for file in [WeightsFile(None), WeightsFile(Some(Task::BloodPressure))] {
        let (net, reached) = learn::learn(file, learn::plan(file)).unwrap();
        assert!(net.encode() == *trained::bytes(file).unwrap(), "{file:?}: other bytes");
        for (cell, kind) in reached.iter().zip(CellKind::ALL) {
            assert_eq!(
                (cell.kind, cell.parameters, cell.after),
                (kind, net.params[kind as usize].count(), score(file, kind))
            );
            assert!((cell.before.loss - cell.after.loss).abs() < 0.1, "{file:?}");
        }
    }
}

#[test]
fn a_short_link_leads_to_trained_weights_and_what_was_changed_since() {
    provide();
    for file in WeightsFile::all() {
        let mut state = State { settings: settings_of(file), ..State::default() };
        let fragment = fragment_from_state(&state);
        assert!(fragment.ends_with("start=trained") && fragment.len() < 40, "{fragment}");
        assert_eq!(state_from_fragment(&fragment).as_ref(), Ok(&state));
        let switches = Switches::of(&[Switch::ForgetOpen]);
        state.apply(Command::Set(Setting::Switches(switches))).unwrap();
        state.apply(Command::Set(Setting::LearningRate(0.001))).unwrap();
        if file.0.is_some_and(|task| task.lengths().is_some()) {
            state.apply(Command::Set(Setting::Length(37))).unwrap();
        }
        state.apply(Command::GoToUpdate(5)).unwrap();
        assert_eq!(state.settings.start, Start::Trained);
        assert_eq!(state_from_fragment(&fragment_from_state(&state)), Ok(state));
    }
}

#[test]
fn settings_that_the_weights_do_not_fit_start_from_the_seed_again() {
    provide();
    let trained = settings_of(WeightsFile(Some(Task::Parity)));
    for setting in [
        Setting::Units(trained.units + 1),
        Setting::Sizing(unrolled_lab::Sizing::SameParameters),
        Setting::Activation(unrolled_engine::Activation::Relu),
        Setting::Convention(unrolled_engine::Convention::Pytorch),
        Setting::Task(Some(Task::Adding)),
        Setting::Task(None),
    ] {
        let found = trained.with(setting.clone()).unwrap();
        assert_eq!(found, Settings { start: Start::Seed, ..trained.clone() }.with(setting).unwrap());
    }
    let word = settings_of(WeightsFile(None));
    assert_eq!(word.with(Setting::Text("hell".to_owned())).unwrap().start, Start::Seed);
    // From elsewhere, without a setting that was changed.
    let others = Settings { units: trained.units + 1, ..trained };
    let Err(Rejection::Trained(error)) = others.check() else { panic!("they fit") };
    assert!(error.to_string().starts_with("parity.weights: expected 12 units of a tanh RNN"), "{error}");
}
