//! A number of the student's experiment that a question asks for: by the words of a reading, or by the address of an entry.

use super::homework::Problem;
use crate::experiment::Experiment;
use crate::lesson::{Read, Reading, cell_of};
use crate::state::State;

/// What the words of a reading have besides its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Nothing,
    Cell,
    CellAndStep,
}

/// The readings that are offered to a teacher, by their names; `entry` stands for an address.
pub const NAMED: [(&str, Asks); 20] = [
    ("loss", Asks::Cell),
    ("mean-loss", Asks::Cell),
    ("loss-at", Asks::CellAndStep),
    ("probability", Asks::CellAndStep),
    ("says", Asks::CellAndStep),
    ("kept", Asks::Cell),
    ("gradient", Asks::CellAndStep),
    ("weakest", Asks::Cell),
    ("weight-gradient", Asks::Cell),
    ("radius", Asks::Cell),
    ("sigma", Asks::Cell),
    ("half-life", Asks::Nothing),
    ("chain-product", Asks::Nothing),
    ("parameters", Asks::Cell),
    ("units", Asks::Cell),
    ("steps", Asks::Nothing),
    ("updates", Asks::Nothing),
    ("accuracy", Asks::Cell),
    ("test-loss", Asks::Cell),
    ("entry", Asks::Nothing),
];

/// `gradient rnn 3`, or `lstm.c@7[3]` as in `ask=`. Whether it is one is said by [`Quantity::check`]: a teacher may not have
/// finished it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity(pub String);

impl Quantity {
    /// The reading that it names; `None` if it is an entry.
    pub fn reading(&self) -> Option<Reading> {
        Reading::parse(&self.0).ok()
    }

    /// # Errors
    /// If it can be neither.
    pub fn check(&self) -> Result<(), Problem> {
        let is_entry =
            self.0.split_once('.').is_some_and(|(cell, entry)| cell_of(cell).is_some() && entry.contains('['));
        if is_entry {
            return Ok(());
        }
        Reading::parse(&self.0).map(drop).map_err(Problem::Reading)
    }

    /// What it is now; of what training measures, and of what is not there, [`Read::Nothing`].
    pub fn read(&self, state: &State, experiment: &Experiment) -> Read {
        if let Some(reading) = self.reading() {
            return reading.read(state, experiment);
        }
        let number = || {
            let (cell, entry) = self.0.split_once('.')?;
            let cell = cell_of(cell)?;
            let outline = state.outline(cell);
            let entry = outline.entry_named(entry).filter(|entry| outline.is_place(entry.place))?;
            Some(experiment.record(cell).entry(entry))
        };
        number().map_or(Read::Nothing, Read::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unrolled_engine::CellKind;

    #[test]
    fn an_entry_is_read_off_the_tape() {
        let state = State::default();
        let experiment = Experiment::new(&state.settings).unwrap();
        let tape = &experiment.lane(CellKind::Lstm).tape;
        let read = |text: &str| Quantity(text.into()).read(&state, &experiment);
        assert_eq!(read("lstm.c@3[2]"), Read::Number(tape.c(2)[1]));
        assert_eq!(read("loss lstm"), Read::Number(tape.loss()));
        assert_eq!(read("lstm.c@9[2]"), Read::Nothing);
        assert_eq!(read("gru.c@1[1]"), Read::Nothing);
    }

    #[test]
    fn what_is_neither_is_named() {
        for (name, asks) in NAMED {
            let text = match asks {
                Asks::Nothing if name == "entry" => "gru.h@1[1]".to_owned(),
                Asks::Nothing => name.to_owned(),
                Asks::Cell => format!("{name} gru"),
                Asks::CellAndStep => format!("{name} gru 2"),
            };
            assert_eq!(Quantity(text).check(), Ok(()), "{name}");
        }
        for text in ["", "beauty", "kept", "xyz.h@1[1]", "lstm.h"] {
            assert!(Quantity(text.into()).check().is_err(), "{text:?}");
        }
    }
}
