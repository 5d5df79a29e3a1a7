//! How a net is trained for its file. Tests train one again by the same function, and compare the bytes.

use unrolled_engine::{CellKind, Params};
use unrolled_lab::settings::{OptimizerKind, Settings};
use unrolled_lab::trained::{Net, Scales, WORD, WeightsFile, rounded};
use unrolled_lab::{Experiment, Explosion, InitializerKind, Racer, Score, Setting};
use unrolled_tasks::Task;

/// The size of a net, and how long it learns.
#[derive(Clone, Copy)]
pub struct Plan {
    pub units: usize,
    /// Of a number of a matrix.
    pub bits: u32,
    pub updates: u32,
    /// The last of them are made with rounded weights, so that the net learns to do with these, at a rate that falls to
    /// nothing.
    pub rounded: u32,
}

/// How well a cell does before its weights are rounded for the first time, and with what is left of them in the end.
pub struct Reached {
    pub kind: CellKind,
    pub parameters: usize,
    pub before: Score,
    pub after: Score,
}

/// Small nets that do as well as they are needed: a lesson wants to see every unit.
pub fn plan(file: WeightsFile) -> Plan {
    use Task::*;
    let plan = |units, bits, updates, rounded| Plan { units, bits, updates, rounded };
    let Some(task) = file.0 else { return plan(8, 6, 150, 50) };
    match task {
        BloodPressure => plan(8, 8, 500, 100),
        CaptionEn | CaptionKo => plan(16, 5, 1500, 500),
        SentimentEn => plan(6, 4, 500, 250),
        SentimentKo => plan(8, 4, 500, 250),
        Translation => plan(34, 2, 6000, 3500),
        Dates => plan(48, 3, 4000, 2500),
        PosEn | PosKo => plan(8, 4, 1000, 500),
        MovingDigit => plan(20, 5, 3000, 1000),
        Sonnet | PoemJamo => plan(24, 4, 1600, 800),
        PoemSyllables => plan(16, 4, 1600, 800),
        FirstSymbol => plan(12, 6, 800, 200),
        TemporalOrder => plan(12, 6, 1700, 500),
        Adding => plan(16, 8, 2500, 500),
        Copying => plan(24, 6, 3000, 600),
        Parity => plan(12, 6, 1500, 300),
        OwnText(_) | OwnTable(_) => unreachable!("nobody's own data are trained on before"),
    }
}

/// The settings in which a file's net learns: those that the page offers for the task, with fewer units.
pub fn settings(file: WeightsFile, plan: Plan) -> Result<Settings, unrolled_lab::Rejection> {
    let settings = Settings::default().with(Setting::Task(file.0))?.with(Setting::Units(plan.units))?;
    match file.0 {
        // So small a GRU learns sentences from PyTorch's weights, and not from orthogonal ones.
        Some(Task::Translation) => return settings.with(Setting::Initializer(InitializerKind::PytorchUniform)),
        // The rate falls with the rounded weights, and not before.
        Some(Task::Dates) => return settings.with(Setting::Decay(0.0)),
        Some(_) => return Ok(settings),
        None => {}
    }
    settings
        .with(Setting::Text(WORD.to_owned()))?
        .with(Setting::Optimizer(OptimizerKind::Adam))?
        .with(Setting::LearningRate(0.02))
}

/// Trains the three cells, and says what each has reached.
pub fn learn(file: WeightsFile, plan: Plan) -> Result<(Net, Vec<Reached>), Box<dyn std::error::Error>> {
    let settings = settings(file, plan)?;
    let sequence = settings.sequence(0)?;
    let mut reached = Vec::new();
    let mut params = Vec::new();
    for kind in CellKind::ALL {
        let (found, before, after) = match file.0 {
            None => learn_word(kind, &settings, plan)?,
            Some(_) => learn_task(kind, &settings, plan).map_err(|explosion| format!("{kind:?}: {explosion:?}"))?,
        };
        reached.push(Reached { kind, parameters: found.count(), before, after });
        params.push(found);
    }
    let net = Net {
        units: plan.units,
        length: file.0.and_then(|task| task.lengths()).map_or(0, |_| settings.length),
        inputs: sequence.coding.inputs.len(),
        outputs: sequence.coding.outputs.len(),
        bits: plan.bits,
        params: params.try_into().map_err(|_| "three cells")?,
    };
    Ok((net, reached))
}

type Learned = (Params<f32>, Score, Score);

fn learn_task(kind: CellKind, settings: &Settings, plan: Plan) -> Result<Learned, Box<Explosion>> {
    let mut racer = Racer::new(kind, settings).expect("the settings have been checked");
    while racer.updates + plan.rounded < plan.updates {
        racer.advance()?;
    }
    let before = racer.judge().0;
    let mut exact = racer.params().clone();
    let scales = Scales::of(&exact, plan.bits);
    while racer.updates < plan.updates {
        let left = f64::from(plan.updates - racer.updates) / f64::from(plan.rounded);
        racer.settings.learning_rate = settings.learning_rate * left;
        // The gradient is that of the rounded weights, the step goes to the exact ones. Beyond the levels these would take
        // many steps to come back.
        scales.limit(&mut exact);
        let start = scales.rounded(&exact);
        put(&mut racer, &start);
        racer.advance()?;
        let steps = racer.params().tensors().into_iter().zip(start.tensors());
        for (exact, (after, before)) in exact.tensors_mut().into_iter().zip(steps) {
            for (exact, (after, before)) in exact.iter_mut().zip(after.iter().zip(before)) {
                *exact += after - before;
            }
        }
    }
    // As the file will have them, which finds its scales itself.
    let left = rounded(&scales.rounded(&exact), plan.bits);
    put(&mut racer, &left);
    Ok((left, before, racer.judge().0))
}

/// Gives a racer other weights; what its optimizer remembers stays.
fn put(racer: &mut Racer, params: &Params<f32>) {
    let mut numbers = racer.to_numbers();
    let places = numbers.iter_mut().zip(params.tensors().into_iter().flatten());
    places.for_each(|(place, number)| *place = f64::from(*number));
    racer.restore(racer.updates, &numbers).expect("as many numbers as it gave");
}

fn learn_word(kind: CellKind, settings: &Settings, plan: Plan) -> Result<Learned, Box<dyn std::error::Error>> {
    let mut experiment = Experiment::new(settings)?;
    (0..plan.updates).for_each(|_| experiment.advance());
    let exact: Params<f32> = experiment.lane(kind).network.params.convert();
    experiment.show(kind, exact.convert());
    let before = word_score(&experiment, kind);
    let left = rounded(&exact, plan.bits);
    experiment.show(kind, left.convert());
    let after = word_score(&experiment, kind);
    Ok((left, before, after))
}

/// Of each character that is predicted.
pub fn word_score(experiment: &Experiment, kind: CellKind) -> Score {
    let (answered, losses) = (experiment.answer(kind), experiment.sequence.losses() as f64);
    Score { loss: experiment.lane(kind).tape.loss() / losses, accuracy: answered.right as f64 / losses }
}
