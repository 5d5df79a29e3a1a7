//! The experiment that a homework was given with: a number that was asked for is read off this one, whatever the student has
//! changed since.

use crate::gradient_lab::GradientLab;
use crate::sampling::Sampling;
use crate::settings::Settings;
use crate::state::State;
use unrolled_engine::CellKind;

/// Everything that a quantity depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub settings: Settings,
    pub example: usize,
    pub updates: u32,
    pub sampling: Sampling,
    pub stepped: Option<CellKind>,
    pub lab: GradientLab,
}

impl Given {
    pub fn of(state: &State) -> Self {
        Self {
            settings: state.settings.clone(),
            example: state.example,
            updates: state.updates,
            sampling: state.sampling.clone(),
            stepped: state.stepped,
            lab: state.lab.clone(),
        }
    }

    /// A state with this experiment in place of its own.
    pub fn within(&self, state: &State) -> State {
        let mut given = State {
            settings: self.settings.clone(),
            example: self.example,
            updates: self.updates,
            sampling: self.sampling.clone(),
            stepped: self.stepped,
            lab: self.lab.clone(),
            ..state.clone()
        };
        given.stay_at_moment_of(state);
        given
    }
}
