//! What fixing gates did to the result: what training has reached with each set of fixed gates and otherwise the same
//! settings, compared after the same number of updates.
//!
//! A cell without the gate computes the same with and without the switch, so it is trained, and known, only once.

use unrolled_engine::{CellKind, Switch, Switches};

use crate::racing::Evaluation;
use crate::score::Score;
use crate::settings::Settings;

/// The cells that have gates, in the order of [`Row::cells`].
pub const GATED: [CellKind; 2] = [CellKind::Lstm, CellKind::Gru];

/// Settings that are remembered; the oldest go first.
const MOST_SETTINGS: usize = 8;

/// What has been tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trials {
    all: Vec<Tried>,
}

/// With one group of settings.
#[derive(Clone, Debug, PartialEq)]
struct Tried {
    /// With no gate fixed.
    settings: Settings,
    rows: Vec<Switches>,
    runs: Vec<Run>,
}

/// One cell with those gates fixed that it has.
#[derive(Clone, Debug, PartialEq)]
struct Run {
    kind: CellKind,
    switches: Switches,
    updates: u32,
    exploded: bool,
    /// By their numbers of updates.
    evaluations: Vec<Evaluation>,
}

/// The table of what has been tried with some settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The largest number of updates after which every run was judged that has not exploded before.
    pub updates: u32,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub switches: Switches,
    /// In the order of [`GATED`]; `None` if the cell has not been trained with them.
    pub cells: [Option<Reached>; 2],
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// How many updates have been made.
    pub updates: u32,
    /// Whether no further one can be made.
    pub exploded: bool,
    /// After [`Table::updates`]; `None` if it exploded before.
    pub test: Option<Score>,
}

impl Trials {
    /// Adds how a cell was judged on the way to so many updates. The same settings give the same numbers, so runs that
    /// begin again only add to what is known.
    pub fn record(&mut self, settings: &Settings, kind: CellKind, updates: u32, exploded: bool, judged: &[Evaluation]) {
        if !GATED.contains(&kind) || updates == 0 {
            return;
        }
        let tried = self.of(settings);
        if !tried.rows.contains(&settings.switches) {
            tried.rows.push(settings.switches);
            tried.rows.sort_by_key(|switches| order(*switches));
        }
        let run = tried.run(kind, effective(settings, kind));
        run.updates = run.updates.max(updates);
        run.exploded |= exploded;
        for evaluation in judged {
            let place = run.evaluations.partition_point(|known| known.updates < evaluation.updates);
            if run.evaluations.get(place).is_none_or(|known| known.updates != evaluation.updates) {
                run.evaluations.insert(place, *evaluation);
            }
        }
    }

    /// What has been tried with these settings, whatever gates they fix themselves.
    pub fn table(&self, settings: &Settings) -> Table {
        let base = base(settings);
        let Some(tried) = self.all.iter().find(|tried| tried.settings == base) else { return Table::default() };
        let updates = tried.common();
        let row = |switches: &Switches| {
            let fixed = Settings { switches: *switches, ..base.clone() };
            let cells = GATED.map(|kind| tried.reached(kind, effective(&fixed, kind), updates));
            Row { switches: *switches, cells }
        };
        Table { updates, rows: tried.rows.iter().map(row).collect() }
    }

    /// The runs that are still to be made to so many updates until each gate has been tried by itself, and none: each cell
    /// with the settings to train it with.
    pub fn missing(&self, settings: &Settings, to: u32) -> Vec<(CellKind, Settings)> {
        let base = base(settings);
        let tried = self.all.iter().find(|tried| tried.settings == base);
        let none = std::iter::once(Switches::default());
        let variants = none.chain(Switch::ALL.map(|switch| Switches::of(&[switch])));
        let runs = variants.flat_map(|switches| GATED.map(|kind| (kind, Settings { switches, ..base.clone() })));
        let is_wanted = |(kind, fixed): &(CellKind, Settings)| {
            let runs = tried.map_or(&[][..], |tried| &tried.runs);
            let known = runs.iter().find(|run| (run.kind, run.switches) == (*kind, fixed.switches));
            effective(fixed, *kind) == fixed.switches && known.is_none_or(|run| run.updates < to && !run.exploded)
        };
        runs.filter(is_wanted).collect()
    }

    fn of(&mut self, settings: &Settings) -> &mut Tried {
        let settings = base(settings);
        let known = self.all.iter().position(|tried| tried.settings == settings);
        let index = known.unwrap_or_else(|| {
            if self.all.len() == MOST_SETTINGS {
                self.all.remove(0);
            }
            self.all.push(Tried { settings, rows: Vec::new(), runs: Vec::new() });
            self.all.len() - 1
        });
        &mut self.all[index]
    }
}

impl Tried {
    fn run(&mut self, kind: CellKind, switches: Switches) -> &mut Run {
        let known = self.runs.iter().position(|run| (run.kind, run.switches) == (kind, switches));
        let index = known.unwrap_or_else(|| {
            self.runs.push(Run { kind, switches, updates: 0, exploded: false, evaluations: Vec::new() });
            self.runs.len() - 1
        });
        &mut self.runs[index]
    }

    fn common(&self) -> u32 {
        let going: Vec<&Run> = self.runs.iter().filter(|run| !run.exploded).collect();
        let Some((first, others)) = going.split_first() else { return 0 };
        let mut judged = first.evaluations.iter().rev().map(|evaluation| evaluation.updates);
        judged.find(|updates| others.iter().all(|run| run.at(*updates).is_some())).unwrap_or(0)
    }

    fn reached(&self, kind: CellKind, switches: Switches, at: u32) -> Option<Reached> {
        let run = self.runs.iter().find(|run| (run.kind, run.switches) == (kind, switches))?;
        Some(Reached { updates: run.updates, exploded: run.exploded, test: run.at(at) })
    }
}

impl Run {
    fn at(&self, updates: u32) -> Option<Score> {
        let place = self.evaluations.binary_search_by_key(&updates, |evaluation| evaluation.updates).ok()?;
        Some(self.evaluations[place].test)
    }
}

/// The settings with no gate fixed.
pub fn base(settings: &Settings) -> Settings {
    Settings { switches: Switches::default(), ..settings.clone() }
}

/// The switches that change something for a cell.
fn effective(settings: &Settings, kind: CellKind) -> Switches {
    let has = |switch: &Switch| settings.switches.has(*switch) && Switches::of(&[*switch]).change(settings.cell(kind));
    Switches::of(&Switch::ALL.into_iter().filter(has).collect::<Vec<_>>())
}

/// None fixed first, then one by one, then several.
fn order(switches: Switches) -> Vec<usize> {
    let fixed: Vec<usize> = (0..Switch::ALL.len()).filter(|k| switches.has(Switch::ALL[*k])).collect();
    std::iter::once(fixed.len()).chain(fixed.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use CellKind::{Gru, Lstm, Rnn};

    fn with(switches: &[Switch]) -> Settings {
        Settings { switches: Switches::of(switches), ..Settings::default() }
    }

    /// Judged after these numbers of updates, with a loss that tells them apart.
    fn judged(updates: &[u32], loss: f64) -> Vec<Evaluation> {
        let score = |updates: u32| Score { loss: loss + f64::from(updates), accuracy: 0.5 };
        updates.iter().map(|at| Evaluation { updates: *at, test: score(*at), train: None }).collect()
    }

    fn losses(table: &Table) -> Vec<[Option<f64>; 2]> {
        let loss = |cell: Option<Reached>| Some(cell?.test?.loss);
        table.rows.iter().map(|row| row.cells.map(loss)).collect()
    }

    #[test]
    fn rows_are_compared_at_the_last_number_of_updates_that_all_have() {
        let mut trials = Trials::default();
        let (none, forget) = (with(&[]), with(&[Switch::ForgetOpen]));
        trials.record(&forget, Lstm, 12, false, &judged(&[0, 5, 10], 0.25));
        assert_eq!(losses(&trials.table(&none)), [[Some(10.25), None]]);
        trials.record(&none, Lstm, 20, false, &judged(&[0, 5, 10, 15, 20], 0.5));
        trials.record(&none, Gru, 9, false, &judged(&[0, 5], 0.75));
        let table = trials.table(&forget);
        assert_eq!(table.updates, 5);
        assert_eq!(table.rows.iter().map(|row| row.switches).collect::<Vec<_>>(), [none.switches, forget.switches]);
        // The GRU has no forget gate: what it reached with none fixed is what it reaches with this one.
        assert_eq!(losses(&table), [[Some(5.5), Some(5.75)], [Some(5.25), Some(5.75)]]);
        assert_eq!(table.rows[1].cells[0].unwrap().updates, 12);
    }

    #[test]
    fn a_run_that_begins_again_adds_to_what_is_known() {
        let mut trials = Trials::default();
        trials.record(&with(&[]), Lstm, 10, false, &judged(&[0, 5, 10], 0.0));
        let before = trials.table(&with(&[]));
        trials.record(&with(&[]), Lstm, 5, false, &judged(&[0, 5], 0.0));
        assert_eq!(trials.table(&with(&[])), before);
        trials.record(&with(&[]), Lstm, 15, false, &judged(&[15], 0.0));
        assert_eq!(trials.table(&with(&[])).updates, 15);
    }

    #[test]
    fn what_has_made_no_update_or_has_no_gate_is_no_row() {
        let mut trials = Trials::default();
        trials.record(&with(&[Switch::InputOpen]), Lstm, 0, false, &judged(&[0], 0.0));
        trials.record(&with(&[Switch::InputOpen]), Rnn, 5, false, &judged(&[5], 0.0));
        assert_eq!(trials.table(&with(&[])), Table::default());
    }

    #[test]
    fn an_explosion_does_not_hold_up_the_others() {
        let mut trials = Trials::default();
        trials.record(&with(&[]), Lstm, 20, false, &judged(&[0, 10, 20], 0.0));
        trials.record(&with(&[Switch::OutputOpen]), Lstm, 7, true, &judged(&[0, 5], 0.0));
        let table = trials.table(&with(&[]));
        assert_eq!(table.updates, 20);
        assert_eq!(table.rows[1].cells[0], Some(Reached { updates: 7, exploded: true, test: None }));
    }

    #[test]
    fn other_settings_are_another_table_and_the_first_stays() {
        let mut trials = Trials::default();
        trials.record(&with(&[]), Lstm, 5, false, &judged(&[0, 5], 0.0));
        for seed in 2..=8 {
            trials.record(&Settings { seed, ..with(&[]) }, Lstm, 5, false, &judged(&[0, 5], f64::from(seed)));
        }
        assert_eq!(losses(&trials.table(&with(&[]))), [[Some(5.0), None]]);
        trials.record(&Settings { seed: 9, ..with(&[]) }, Lstm, 5, false, &judged(&[0, 5], 9.0));
        assert_eq!(trials.table(&with(&[])), Table::default());
        assert_eq!(losses(&trials.table(&Settings { seed: 9, ..with(&[Switch::Coupled]) })), [[Some(14.0), None]]);
    }

    #[test]
    fn each_gate_is_tried_once_in_the_cell_that_has_it() {
        let mut trials = Trials::default();
        let found = |trials: &Trials, to| -> Vec<(CellKind, Switches)> {
            let missing = trials.missing(&with(&[Switch::ForgetOpen, Switch::OutputOpen]), to);
            missing.into_iter().map(|(kind, settings)| (kind, settings.switches)).collect()
        };
        let one = |switch| Switches::of(&[switch]);
        let all = [
            (Lstm, Switches::default()),
            (Gru, Switches::default()),
            (Lstm, one(Switch::ForgetOpen)),
            (Lstm, one(Switch::InputOpen)),
            (Lstm, one(Switch::OutputOpen)),
            (Gru, one(Switch::ResetOpen)),
            (Lstm, one(Switch::Coupled)),
        ];
        assert_eq!(found(&trials, 10), all);
        for (kind, switches) in &all[..6] {
            let settings = Settings { switches: *switches, ..Settings::default() };
            trials.record(&settings, *kind, 10, false, &judged(&[0, 5, 10], 0.0));
        }
        assert_eq!(found(&trials, 10), all[6..]);
        assert_eq!(found(&trials, 11), all);
        let exploded = Settings { switches: all[6].1, ..Settings::default() };
        trials.record(&exploded, Lstm, 3, true, &judged(&[0], 0.0));
        assert_eq!(found(&trials, 10), []);
        assert_eq!(trials.table(&with(&[])).rows.len(), 6);
    }
}
