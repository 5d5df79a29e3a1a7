//! The weights, the optimizers' memories and the losses of an experiment as one row of numbers, and back: what travels
//! between the training worker and the page.
//!
//! The order: the number of updates; then for each cell its tensors, the optimizer's memory in the same shapes (none
//! to two of them), and the loss before each update.

use unrolled_engine::Params;

use crate::experiment::{Experiment, Snapshot};

/// Numbers that do not belong to the experiment they were given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {wanted} numbers, found {found}")]
pub struct FlatError {
    pub wanted: usize,
    pub found: usize,
}

impl Experiment {
    /// Everything that the updates so far have changed.
    pub fn to_numbers(&self) -> Vec<f64> {
        // Weights that come from data have no losses on this sequence behind them.
        let updates = self.lanes[0].losses.len() as u32;
        let mut numbers = Vec::with_capacity(self.numbers_at(updates));
        numbers.push(f64::from(updates));
        for lane in &self.lanes {
            for params in std::iter::once(&lane.network.params).chain(lane.optimizer.memory()) {
                params.tensors().into_iter().for_each(|tensor| numbers.extend_from_slice(tensor));
            }
            numbers.extend_from_slice(&lane.losses);
        }
        numbers
    }

    /// Goes to where [`Experiment::to_numbers`] was called on an experiment of the same settings.
    ///
    /// # Errors
    /// If the numbers come from other settings; nothing is changed then.
    pub fn restore_numbers(&mut self, numbers: &[f64]) -> Result<(), FlatError> {
        let updates = numbers.first().copied().unwrap_or(0.0) as u32;
        let wanted = self.numbers_at(updates);
        if numbers.len() != wanted {
            return Err(FlatError { wanted, found: numbers.len() });
        }
        let mut rest = &numbers[1..];
        let mut weights = self.lanes.each_ref().map(|lane| lane.network.params.clone());
        let mut optimizers = self.lanes.each_ref().map(|lane| lane.optimizer.clone());
        let mut losses: [Vec<f64>; 3] = Default::default();
        for ((weights, optimizer), losses) in weights.iter_mut().zip(&mut optimizers).zip(&mut losses) {
            fill(weights, &mut rest);
            optimizer.restore(u64::from(updates)).for_each(|memory| fill(memory, &mut rest));
            let (own, others) = rest.split_at(updates as usize);
            *losses = own.to_vec();
            rest = others;
        }
        self.restore(Snapshot { updates, weights, optimizers }, losses);
        Ok(())
    }

    /// How many numbers stand for this experiment after so many updates.
    fn numbers_at(&self, updates: u32) -> usize {
        let lanes = self.lanes.iter();
        1 + lanes
            .map(|lane| lane.network.params.count() * (1 + lane.optimizer.memory().count()) + updates as usize)
            .sum::<usize>()
    }
}

fn fill(params: &mut Params<f64>, rest: &mut &[f64]) {
    for tensor in params.tensors_mut() {
        let (own, others) = rest.split_at(tensor.len());
        tensor.copy_from_slice(own);
        *rest = others;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{OptimizerKind, Settings};

    #[test]
    fn numbers_and_back_are_the_same_experiment_for_every_optimizer() {
        for optimizer in OptimizerKind::ALL {
            let settings = Settings { optimizer, units: 3, ..Settings::default() };
            let mut one = Experiment::new(&settings).unwrap();
            (0..4).for_each(|_| one.advance());
            let mut other = Experiment::new(&settings).unwrap();
            other.restore_numbers(&one.to_numbers()).unwrap();
            one.advance();
            other.advance();
            assert_eq!(one.snapshot(), other.snapshot(), "{optimizer:?}");
            assert_eq!(one.to_numbers(), other.to_numbers(), "{optimizer:?}");
        }
    }

    #[test]
    fn numbers_of_other_settings_are_refused() {
        let numbers = Experiment::new(&Settings { units: 3, ..Settings::default() }).unwrap().to_numbers();
        let mut other = Experiment::new(&Settings::default()).unwrap();
        let before = other.snapshot();
        let error = other.restore_numbers(&numbers).unwrap_err();
        assert_eq!(error.found, numbers.len());
        assert_eq!(other.restore_numbers(&[]).unwrap_err().found, 0);
        assert_eq!(other.snapshot(), before);
    }
}
