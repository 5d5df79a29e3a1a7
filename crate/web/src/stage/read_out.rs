//! The line below the stage that says in full what is pointed at: symbol, value, step, unit.

use unrolled_lab::Experiment;

use super::output::shown_symbols;
use super::plan::{Form, Plan};
use super::point::{Item, Point, StateKind};
use super::reading::{answer_text, input_in_full, output_name};
use crate::numbers::{full, subscript};
use crate::strings::words;

/// What stands at a point after the first `done` moments.
pub fn describe(experiment: &Experiment, plan: &Plan, point: Point, done: usize) -> String {
    let words = &words().stage;
    let timeline = experiment.timeline();
    let (sequence, t) = (&experiment.sequence, point.t);
    if t >= sequence.steps() {
        return String::new();
    }
    let index = subscript(t + 1);
    let Some(cell) = point.cell else {
        let (read, wanted) = (input_in_full(sequence, t), answer_text(sequence, t));
        return match experiment.settings.task {
            None => (words.read_input)(&index, &read, &wanted),
            Some(_) => (words.read_step)(&index, &read, Some(wanted.as_str()).filter(|_| sequence.is_measured(t))),
        };
    };
    let name = (self::words().cell_name)(cell);
    let tape = &experiment.lane(cell).tape;
    let back = timeline.has_gradient(done, t);
    match point.item {
        Item::Input => String::new(),
        Item::Unit(state, unit) if unit < tape.units => {
            let symbol = format!("{}{index}", state.symbol());
            if !timeline.is_read(done, t) {
                return (words.read_not_yet)(name, &symbol);
            }
            let (value, gradient) = match state {
                StateKind::H => (tape.h(t)[unit], tape.dh(t)[unit]),
                StateKind::C => (tape.c(t)[unit], tape.dc(t)[unit]),
            };
            let gradient = back.then(|| full(gradient));
            (words.read_unit)(name, &symbol, unit + 1, &full(value), gradient.as_deref())
        }
        Item::Slot(slot) => {
            if !timeline.is_read(done, t) {
                return (words.read_not_yet)(name, &format!("p{index}"));
            }
            let probs = tape.probs(t);
            let next = sequence.class(t);
            let symbol = match plan.form {
                Form::HeatMap => next,
                _ => shown_symbols(probs, next, plan.slots).get(slot).copied(),
            };
            let Some(symbol) = symbol else { return String::new() };
            let measured = sequence.target(t) == Some(symbol);
            let loss = tape.loss_at(t).filter(|_| measured && timeline.has_loss(done)).map(full);
            let character = output_name(sequence, symbol);
            (words.read_probability)(name, &index, character, &full(probs[symbol]), measured, loss.as_deref())
        }
        Item::Gradient if !back => (words.read_not_yet)(name, &format!("∂L/∂h{index}")),
        Item::Gradient => {
            let own = experiment.influence(cell).h.get(t).and_then(|row| row.as_ref()?.get(t).copied());
            let road = tape.cell.has_cell_state().then(|| full(tape.dc_norm(t)));
            (words.read_gradient)(name, &index, &full(tape.dh_norm(t)), own.map(full).as_deref(), road.as_deref())
        }
        Item::Unit(..) => String::new(),
    }
}
