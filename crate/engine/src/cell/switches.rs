//! Gates that are switched off: fixed open, or coupled to another one. So it shows what each gate does for a cell.
//!
//! Greff et al. 2017 (*LSTM: a search space odyssey*) call the LSTM's variants NIG, NFG, NOG and CIFG, the last of them with
//! f = 1 − i.

use super::Cell;
use serde::{Deserialize, Serialize};

/// One thing that can be fixed. Cells without the gate stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Switch {
    /// f = 1: the cell state adds up and never fades, as in Hochreiter & Schmidhuber 1997.
    ForgetOpen,
    /// i = 1: every candidate is written.
    InputOpen,
    /// o = 1: the whole cell state shows.
    OutputOpen,
    /// r = 1, in the GRU: the candidate sees the whole state.
    ResetOpen,
    /// i = 1 − f: only what is forgotten is replaced.
    Coupled,
}

impl Switch {
    pub const ALL: [Self; 5] = [Self::ForgetOpen, Self::InputOpen, Self::OutputOpen, Self::ResetOpen, Self::Coupled];

    /// What cannot hold together with it: i is either 1 or 1 − f.
    fn opposite(self) -> Option<Self> {
        match self {
            Self::InputOpen => Some(Self::Coupled),
            Self::Coupled => Some(Self::InputOpen),
            _ => None,
        }
    }
}

/// Which gates of a network are fixed; none where nothing else is said.
///
/// A fixed gate has its value whatever its pre-activation is, so the gradient of the pre-activation is exactly zero, and so
/// is that of its weights. What arrives at the gate itself, ∂L/∂f, is recorded all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Switches {
    on: [bool; 5],
}

impl Switches {
    /// These and no others; of two that exclude each other the later one.
    pub fn of(switches: &[Switch]) -> Self {
        switches.iter().fold(Self::default(), |all, switch| all.with(*switch, true))
    }

    pub fn has(self, switch: Switch) -> bool {
        self.on[switch as usize]
    }

    /// With one of them changed. i = 1 and i = 1 − f exclude each other: either ends the other.
    #[must_use]
    pub fn with(mut self, switch: Switch, is_on: bool) -> Self {
        self.on[switch as usize] = is_on;
        if let Some(opposite) = switch.opposite().filter(|_| is_on) {
            self.on[opposite as usize] = false;
        }
        self
    }

    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// Whether gate `k` of a cell, in the order of [`Cell::gate_names`], is 1 whatever goes into it.
    pub fn opens(self, cell: Cell, k: usize) -> bool {
        self.open_gates(cell.switched_gates()).any(|open| open == k)
    }

    /// Whether a cell computes something else than without any switch.
    pub fn change(self, cell: Cell) -> bool {
        self.open_gates(cell.switched_gates()).next().is_some() || cell.has_cell_state() && self.has(Switch::Coupled)
    }

    /// Those of some gates that are open.
    pub(super) fn open_gates(self, gates: &[(Switch, usize)]) -> impl Iterator<Item = usize> + '_ {
        gates.iter().filter(move |(switch, _)| self.has(*switch)).map(|(_, k)| *k)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Convention;
    use super::*;

    #[test]
    fn the_input_gate_is_open_or_coupled_not_both() {
        let both = Switches::of(&[Switch::InputOpen, Switch::Coupled]);
        assert_eq!(both, Switches::of(&[Switch::Coupled]));
        assert_eq!(both.with(Switch::InputOpen, true), Switches::of(&[Switch::InputOpen]));
        assert_eq!(both.with(Switch::InputOpen, false), both);
    }

    #[test]
    fn each_switch_is_one_of_its_cell_and_gate() {
        let gru = Cell::Gru(Convention::Pytorch);
        for (switch, cell, name) in [
            (Switch::ForgetOpen, Cell::Lstm, "f"),
            (Switch::InputOpen, Cell::Lstm, "i"),
            (Switch::OutputOpen, Cell::Lstm, "o"),
            (Switch::ResetOpen, gru, "r"),
        ] {
            let switches = Switches::of(&[switch]);
            for other in [Cell::default_of(crate::CellKind::Rnn), Cell::Lstm, gru] {
                let open = other.gate_names().iter().enumerate().filter(|(k, _)| switches.opens(other, *k));
                let open: Vec<&str> = open.map(|(_, name)| *name).collect();
                let wanted: &[&str] = if other == cell { &[name] } else { &[] };
                assert_eq!((open.as_slice(), switches.change(other)), (wanted, other == cell), "{switch:?} {other:?}");
            }
        }
        let coupled = Switches::of(&[Switch::Coupled]);
        assert_eq!((coupled.change(Cell::Lstm), coupled.change(gru)), (true, false));
    }
}
