//! What the cells of a task natively reach in training, for questions whose answer takes some.

use std::collections::BTreeMap;

use unrolled_engine::CellKind;
use unrolled_lab::lesson::{Read, Reading};
use unrolled_lab::{Racer, State};

/// The share of right answers on the test sequences after so many updates; nothing for any other number.
///
/// # Panics
/// If the state has no task whose data are there, or an update is not finite.
pub fn accuracy_after(state: &State, updates: u32) -> impl Fn(Reading) -> Read + use<> {
    let reached: BTreeMap<CellKind, f64> = CellKind::ALL
        .into_iter()
        .map(|kind| {
            let mut racer = Racer::new(kind, &state.settings).expect("the settings were checked");
            (0..updates).for_each(|_| assert!(racer.advance().is_ok(), "{kind:?}: an update is not finite"));
            (kind, racer.judge().0.accuracy)
        })
        .collect();
    move |reading| match reading {
        Reading::Accuracy(kind) => Read::Number(reached[&kind]),
        _ => Read::Nothing,
    }
}
