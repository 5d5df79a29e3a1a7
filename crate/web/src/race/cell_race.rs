//! What a race has told of one cell.

use unrolled_lab::racing::Leg;
use unrolled_lab::{Evaluation, Explosion};

/// What is known of one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellRace {
    /// The mean loss of a target of each update's batch.
    pub losses: Vec<f64>,
    /// ‖∂L/∂W‖ of each update, before and after clipping.
    pub norms: Vec<[f64; 2]>,
    pub evaluations: Vec<Evaluation>,
    /// Updates in a second of the last leg.
    pub rate: f64,
    pub exploded: Option<Box<Explosion>>,
}

/// How many updates all cells have behind them.
pub fn updates_of(cells: &[CellRace; 3]) -> u32 {
    cells.iter().map(|cell| cell.losses.len()).min().unwrap_or(0) as u32
}

impl CellRace {
    pub fn is_known(&self) -> bool {
        *self != Self::default()
    }

    /// Adds what a leg that ended after so many updates has told, in place of what was known of them.
    pub fn add(&mut self, leg: Leg, updates: u32) {
        self.cut(updates - updates.min(leg.losses.len() as u32));
        self.evaluations.retain(|known| leg.evaluations.iter().all(|new| new.updates != known.updates));
        self.losses.extend(leg.losses);
        self.norms.extend(leg.norms);
        self.evaluations.extend(leg.evaluations);
    }

    /// Puts in how it was judged after so many updates, unless that is known.
    pub fn judge(&mut self, evaluation: Evaluation) {
        let place = self.evaluations.partition_point(|known| known.updates < evaluation.updates);
        if self.evaluations.get(place).is_none_or(|known| known.updates != evaluation.updates) {
            self.evaluations.insert(place, evaluation);
        }
    }

    /// Forgets what came after so many updates.
    pub fn cut(&mut self, updates: u32) {
        self.losses.truncate(updates as usize);
        self.norms.truncate(updates as usize);
        self.evaluations.retain(|known| known.updates <= updates);
    }

    /// How it was judged last on the way to so many updates.
    pub fn judged_at(&self, updates: u32) -> Option<&Evaluation> {
        self.evaluations[..self.evaluations.partition_point(|at| at.updates <= updates)].last()
    }

    /// ‖∂L/∂W‖ of the update that led there, before and after clipping.
    pub fn norm_at(&self, updates: u32) -> Option<[f64; 2]> {
        self.norms.get((updates as usize).checked_sub(1)?).copied()
    }
}
