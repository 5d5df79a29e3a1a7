//! Stops against a walk through the tape that remembers what was true at the moment before, and against cases done by
//! hand.

use unrolled_engine::{CellKind, Convention, Switch, Switches};
use unrolled_lab::quantity::{Place, Quantity, Variable};
use unrolled_lab::{
    Command, Condition, Direction, Experiment, Granularity, Moment, Reason, Setting, State, Stop, Stops, Way,
};
use unrolled_tasks::LossSteps;

fn state(text: &str, on: [bool; 4], settings: &[Setting]) -> State {
    let mut state = State::default();
    for setting in [Setting::Text(text.into()), Setting::Losses(LossSteps::Last)].iter().chain(settings) {
        state.apply(Command::Set(setting.clone())).unwrap();
    }
    state.stops.on = on;
    state
}

fn experiment(state: &State) -> Experiment {
    Experiment::new(&state.settings).unwrap()
}

const SMALL: [bool; 4] = [false, true, false, false];
const LARGE: [bool; 4] = [false, false, true, false];
const SATURATED: [bool; 4] = [false, false, false, true];

/// Settings under which all conditions come true somewhere, some of them more than once.
fn states() -> Vec<State> {
    let radius =
        |radius| [Setting::Initializer(unrolled_lab::InitializerKind::SpectralRadius), Setting::Radius(radius)];
    let mut states = Vec::new();
    for (below, above) in [(1e-3, 10.0), (0.1, 0.2), (1e-6, 1e-6)] {
        for radius in [0.3, 1.0, 4.0].map(radius) {
            for bias in [-3.0, 0.0, 5.0] {
                let settings = [&radius[..], &[Setting::ForgetBias(bias), Setting::Losses(LossSteps::Every)]].concat();
                for count in [2, 3] {
                    let mut state = state("remember the word", [true; 4], &settings[..count]);
                    state.stops.below = below;
                    state.stops.above = above;
                    states.push(state);
                }
            }
        }
    }
    states.push(state("remember", [true; 4], &[Setting::Convention(Convention::Pytorch)]));
    states.push(state(
        "remember",
        [true; 4],
        &[Setting::Switches(Switches::of(&[Switch::ForgetOpen, Switch::ResetOpen]))],
    ));
    states
}

/// What holds at a moment, for each condition and cell, said once more without the code under test.
fn holds(experiment: &Experiment, stops: &Stops, condition: Condition, kind: CellKind, moment: Moment) -> bool {
    let record = experiment.record(kind);
    let values = |variable, t| record.numbers(Place::value(variable, t + 1));
    let norm = |t| -> f64 {
        let place = Place::gradient(Variable::Hidden, t + 1);
        let squares: f64 = (0..experiment.settings.units).map(|unit| record.numbers(place).at(unit, 0).powi(2)).sum();
        squares.sqrt()
    };
    match (condition, moment) {
        (Condition::Small, Moment::Backward { t }) => norm(t) < stops.below,
        (Condition::Large, Moment::Backward { t }) => norm(t) > stops.above,
        (Condition::Saturated, Moment::Forward { t }) => {
            let units = 0..experiment.settings.units;
            let names = experiment.lane(kind).network.cell.gate_names();
            if names.is_empty() {
                return units.clone().any(|unit| values(Variable::Hidden, t).at(unit, 0).abs() > 0.9);
            }
            // A gate that is fixed was not driven there.
            let is_fixed = |gate: &str| experiment.settings.switches.any() && ["f", "r"].contains(&gate);
            let is_gate = |gate: &str| ["i", "f", "o", "r", "z"].contains(&gate) && !is_fixed(gate);
            let gates = (0..names.len()).filter(|gate| is_gate(names[*gate]));
            gates.into_iter().any(|gate| {
                let gate = values(Variable::Gate(gate), t);
                units.clone().any(|unit| gate.at(unit, 0) < 0.1 || gate.at(unit, 0) > 0.9)
            })
        }
        _ => false,
    }
}

fn what(stop: &Stop) -> (usize, Condition, Option<CellKind>) {
    let (condition, cell) = match stop.reason {
        Reason::Step { .. } => (Condition::Step, None),
        Reason::Small { cell, .. } => (Condition::Small, Some(cell)),
        Reason::Large { cell, .. } => (Condition::Large, Some(cell)),
        Reason::Saturated { cell, .. } => (Condition::Saturated, Some(cell)),
    };
    (stop.position.0, condition, cell)
}

#[test]
fn a_walk_through_the_tape_finds_the_same_stops() {
    let mut found_again = 0;
    for state in states() {
        let experiment = experiment(&state);
        let timeline = experiment.timeline();
        let mut wanted = Vec::new();
        let mut held = Vec::new();
        for index in 0..timeline.len() {
            let moment = timeline.moment(index);
            if matches!(moment, Moment::Forward { t: 4 } | Moment::Backward { t: 4 }) {
                wanted.push((index, Condition::Step, None));
            }
            let mut now = Vec::new();
            for kind in CellKind::ALL {
                for condition in [Condition::Small, Condition::Large, Condition::Saturated] {
                    if holds(&experiment, &state.stops, condition, kind, moment) {
                        now.push((condition, kind));
                        if !held.contains(&(condition, kind)) {
                            wanted.push((index, condition, Some(kind)));
                        }
                    }
                }
            }
            held = now;
        }
        let found: Vec<_> = experiment.stops(&state).iter().map(what).collect();
        assert_eq!(found, wanted, "{:?} {:?}", state.settings, state.stops);
        let count = |kind| found.iter().filter(|stop| stop.1 == Condition::Small && stop.2 == Some(kind)).count();
        found_again += usize::from(CellKind::ALL.into_iter().any(|kind| count(kind) > 1));
    }
    assert!(found_again > 0, "in no case a gradient was small, then not, then small again");
}

#[test]
fn by_operations_it_stops_where_the_number_is_computed() {
    let mut seen = 0;
    for mut state in states().into_iter().step_by(5) {
        for kind in CellKind::ALL {
            state.cells = [false; 3];
            state.cells[kind as usize] = true;
            state.apply(Command::View(kind)).unwrap();
            state.apply(Command::Granularity(Granularity::Operation)).unwrap();
            state.stops.on = [false, true, true, true];
            let experiment = experiment(&state);
            let names = experiment.lane(kind).network.cell.gate_names();
            let outline = state.outline(kind);
            for Stop { position: (index, operation), reason } in experiment.stops(&state) {
                let moment = experiment.timeline().moment(index);
                let operations = outline.operations(moment);
                let [place] = operations[operation].places[..] else { panic!("one place at a time before the update") };
                let numbers = experiment.record(kind).numbers(place);
                match (reason, place.quantity) {
                    (Reason::Small { t, .. } | Reason::Large { t, .. }, Quantity::Gradient(Variable::Hidden)) => {
                        assert_eq!((moment, place.time), (Moment::Backward { t }, t + 1));
                    }
                    (Reason::Saturated { t, unit, .. }, Quantity::Value(variable)) => {
                        assert_eq!((moment, place.time), (Moment::Forward { t }, t + 1));
                        assert_eq!(numbers.at(unit.index, 0), unit.value);
                        let is_out = |value: f64| match variable {
                            Variable::Hidden => value.abs() > 0.9,
                            Variable::Gate(gate) if !["g", "n"].contains(&names[gate]) => !(0.1..=0.9).contains(&value),
                            _ => false,
                        };
                        assert!(is_out(unit.value), "{reason:?}");
                        assert!(
                            (0..unit.index).all(|other| !is_out(numbers.at(other, 0))),
                            "{reason:?} is not the first"
                        );
                        // No operation of the moment before it has such a unit.
                        for earlier in operations[..operation].iter().flat_map(|earlier| earlier.places.clone()) {
                            let Quantity::Value(Variable::Gate(gate)) = earlier.quantity else { continue };
                            let numbers = experiment.record(kind).numbers(earlier);
                            let is_gate = !["g", "n"].contains(&names[gate]);
                            let mut units = 0..experiment.settings.units;
                            assert!(!is_gate || units.all(|unit| (0.1..=0.9).contains(&numbers.at(unit, 0))));
                        }
                    }
                    other => panic!("{other:?}"),
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "only {seen} stops");
}

/// What the page does when it plays, until the update.
fn play(state: &mut State, experiment: &Experiment) -> Vec<Stop> {
    let mut stops = Vec::new();
    loop {
        let before = state.clone();
        state.apply(Command::Step(Direction::Forward)).unwrap();
        if state.updates > before.updates {
            return stops;
        }
        if let Some(stop) = experiment.stop_between(&before, state) {
            state.apply(stop.seek(state.granularity)).unwrap();
            assert_eq!(state.position(), stop.position);
            assert_eq!(experiment.reasons_here(state)[0], stop.reason);
            stops.push(stop);
        }
    }
}

#[test]
fn playing_goes_over_no_stop_at_any_granularity() {
    for mut state in states().into_iter().step_by(7) {
        let experiment = experiment(&state);
        for granularity in [Granularity::Step, Granularity::Pass, Granularity::Operation] {
            state.apply(Command::Granularity(granularity)).unwrap();
            state.apply(Command::First).unwrap();
            let start = state.position();
            let mut wanted = experiment.stops(&state);
            wanted.retain(|stop| stop.position > start);
            // Several reasons at one place are one stop.
            wanted.dedup_by_key(|stop| stop.position);
            let found = play(&mut state.clone(), &experiment);
            assert_eq!(found, wanted, "{granularity:?}");
            assert!(!found.is_empty());
        }
    }
}

#[test]
fn a_new_iteration_is_looked_through_from_its_first_moment() {
    let mut before = state("remember", SATURATED, &[Setting::ForgetBias(5.0)]);
    before.apply(Command::Granularity(Granularity::Pass)).unwrap();
    before.apply(Command::Last).unwrap();
    let mut now = before.clone();
    now.apply(Command::Step(Direction::Forward)).unwrap();
    assert_eq!((now.updates, now.cursor), (1, 7));
    let mut experiment = experiment(&before);
    assert_eq!(experiment.next_stop(&before, Some(before.position())), None);
    experiment.advance();
    assert_eq!(experiment.stop_between(&before, &now).unwrap().position, (0, 0));
}

#[test]
fn a_gradient_that_is_zero_throughout_stops_once() {
    // One distinct character: p = 1, no loss and no gradient. Four steps, so the first backward moment is the fifth after
    // the first.
    let state = state("aaaaa", SMALL, &[]);
    let found = experiment(&state).stops(&state);
    let wanted = CellKind::ALL.map(|cell| Stop { position: (5, 0), reason: Reason::Small { cell, t: 3, norm: 0.0 } });
    assert_eq!(found, wanted);
}

#[test]
fn an_open_forget_gate_is_saturated_from_the_first_step() {
    // σ(5 + at most a little) > 0.9, and i and o stand near σ(0).
    let mut state = state("remember", SATURATED, &[Setting::ForgetBias(5.0)]);
    state.cells = [false, true, false];
    let found = experiment(&state).stops(&state);
    let [Stop { position: (0, 0), reason: Reason::Saturated { cell: CellKind::Lstm, t: 0, unit } }] = found[..] else {
        panic!("{found:?}");
    };
    assert_eq!((unit.gate, unit.index), (Some(1), 0));
    assert!((unit.value - 1.0 / (1.0 + f64::exp(-5.0))).abs() < 0.01, "{unit:?}");
    // The operations of the LSTM: four pre-activations, i, f.
    state.apply(Command::Granularity(Granularity::Operation)).unwrap();
    assert_eq!(experiment(&state).stops(&state)[0].position, (0, 5));
    // Another cell that is shown has its numbers when the moment is done.
    state.cells = [true, true, false];
    state.apply(Command::View(CellKind::Rnn)).unwrap();
    assert_eq!(experiment(&state).stops(&state)[0].position, (0, 3));
}

#[test]
fn the_chosen_step_is_met_on_both_ways_or_on_one() {
    let mut state = state("remember", [true, false, false, false], &[]);
    let positions =
        |state: &State| experiment(state).stops(state).into_iter().map(|stop| stop.position).collect::<Vec<_>>();
    // Seven steps: t = 5 is index 4, backward 2·7 − 4.
    assert_eq!(positions(&state), [(4, 0), (10, 0)]);
    state.stops.way = Way::Forward;
    assert_eq!(positions(&state), [(4, 0)]);
    state.stops.way = Way::Backward;
    assert_eq!(positions(&state), [(10, 0)]);
    state.stops.step = 8;
    assert_eq!(positions(&state), []);
}

#[test]
fn what_is_no_number_any_more_is_too_large() {
    let mut state = state("remember the word", LARGE, &[]);
    state.cells = [true, false, false];
    let mut experiment = experiment(&state);
    let mut snapshot = experiment.snapshot();
    snapshot.weights[0].tensors_mut()[0][0] = f64::NAN;
    experiment.restore(snapshot, Default::default());
    assert!(experiment.lane(CellKind::Rnn).tape.dh_norm(15).is_nan());
    let found = experiment.stops(&state);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].position, (17, 0));
}

#[test]
fn numbers_outside_of_their_range_are_refused() {
    let mut state = State::default();
    let refused = |state: &mut State, stops: Stops| state.apply(Command::Stops(stops)).unwrap_err().to_string();
    let below = Stops { below: 0.0, ..Stops::default() };
    assert_eq!(refused(&mut state, below), "below: expected a number from 0.000000000001 to 1000000000000, found 0");
    let step = Stops { step: 0, ..Stops::default() };
    assert_eq!(refused(&mut state, step), "step: expected a number from 1 to 199, found 0");
    assert_eq!(state, State::default());
}
