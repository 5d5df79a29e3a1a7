//! Groups of settings that a link keeps as they are. It is a help and no protection: whoever wants to can open the same
//! experiment without them.

use crate::settings::{Rejection, Settings};
use crate::state::State;

/// A group of the sidebar's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lock {
    /// What is learned, from which data, and which example is looked at.
    Task,
    /// The word, and where its loss is measured.
    Word,
    /// The sizes of the cells and the seed.
    Size,
    /// How the first weights are drawn.
    Start,
    /// What the cells compute.
    Cells,
    /// How they learn.
    Learning,
}

/// The groups in the order of the sidebar, with the words that a link has for them.
pub const LOCKS: [(&str, Lock); 6] = [
    ("task", Lock::Task),
    ("word", Lock::Word),
    ("size", Lock::Size),
    ("start", Lock::Start),
    ("cells", Lock::Cells),
    ("learning", Lock::Learning),
];

impl Lock {
    pub fn word(self) -> &'static str {
        LOCKS[self as usize].0
    }

    /// Whether what the group stands for is the same in both.
    fn is_same(self, one: &Settings, other: &Settings) -> bool {
        let same = |of: fn(&Settings) -> [f64; 4]| of(one).map(f64::to_bits) == of(other).map(f64::to_bits);
        match self {
            Self::Task => (one.task, one.length, one.own_encoder) == (other.task, other.length, other.own_encoder),
            Self::Word => (&one.text, one.losses) == (&other.text, other.losses),
            Self::Size => {
                let of = |settings: &Settings| {
                    (settings.sizing, settings.units, settings.own_units, settings.parameters, settings.seed)
                };
                of(one) == of(other)
            }
            Self::Start => {
                (one.start, one.initializer, one.bias) == (other.start, other.initializer, other.bias)
                    && same(|settings| [settings.gain, settings.radius, settings.forget_bias, settings.longest])
            }
            Self::Cells => {
                (one.activation, one.convention, one.switches) == (other.activation, other.convention, other.switches)
            }
            Self::Learning => {
                let of = |settings: &Settings| {
                    let (batch, window) = (settings.batch, settings.window);
                    (settings.optimizer, settings.clipping, batch, window, settings.teacher_forcing)
                };
                of(one) == of(other)
                    && same(|settings| [settings.learning_rate, settings.clip_limit, settings.decay, settings.dropout])
            }
        }
    }
}

/// Some of the [`LOCKS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locks(u8);

impl Locks {
    pub const ALL: Self = Self((1 << LOCKS.len()) - 1);

    pub fn has(self, lock: Lock) -> bool {
        self.0 >> (lock as u8) & 1 > 0
    }

    pub fn with(self, lock: Lock, is_on: bool) -> Self {
        let bit = 1 << (lock as u8);
        Self(if is_on { self.0 | bit } else { self.0 & !bit })
    }

    /// Those, too.
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Lock> {
        LOCKS.into_iter().map(|(_, lock)| lock).filter(move |lock| self.has(*lock))
    }

    /// From their words with spaces between them; `all` is all of them.
    ///
    /// # Errors
    /// The first word that is none.
    pub fn named(words: &str) -> Result<Self, String> {
        let mut locks = Self::default();
        for word in words.split_whitespace() {
            locks = match LOCKS.into_iter().find(|(name, _)| *name == word) {
                Some((_, lock)) => locks.with(lock, true),
                None if word == "all" => Self::ALL,
                None => return Err(word.to_owned()),
            };
        }
        Ok(locks)
    }

    /// Their words with spaces between them.
    pub fn words(self) -> String {
        if self == Self::ALL {
            return "all".to_owned();
        }
        self.iter().map(Lock::word).collect::<Vec<_>>().join(" ")
    }

    /// Whether the locks of a state leave it to become another.
    ///
    /// # Errors
    /// The first group that is locked and would change.
    pub fn allow(before: &State, after: &State) -> Result<(), Rejection> {
        let is_kept = |lock: Lock| {
            lock.is_same(&before.settings, &after.settings) && (lock != Lock::Task || before.example == after.example)
        };
        match before.teaching.fixed().iter().find(|lock| !is_kept(*lock)) {
            Some(lock) => Err(Rejection::Locked(lock)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{OptimizerKind, Setting};
    use crate::state::Command;
    use crate::url::{patched, state_from_fragment};

    #[test]
    fn locks_are_named() {
        for bits in 0..1 << LOCKS.len() {
            assert_eq!(Locks::named(&Locks(bits).words()), Ok(Locks(bits)));
        }
        assert_eq!(Locks::named("all"), Ok(Locks::ALL));
        assert_eq!(Locks::named("learning colour"), Err("colour".to_owned()));
        assert_eq!(Locks::named("size learning").unwrap().words(), "size learning");
    }

    #[test]
    fn each_lock_keeps_its_own_settings_and_no_others() {
        let changes: [(Lock, &[Setting]); 6] = [
            (Lock::Task, &[Setting::Task(Some(unrolled_tasks::Task::Parity))]),
            (Lock::Word, &[Setting::Text("abc".into()), Setting::Losses(unrolled_tasks::LossSteps::Last)]),
            (Lock::Size, &[Setting::Units(3), Setting::Seed(9), Setting::Parameters(500)]),
            (Lock::Start, &[Setting::Gain(2.0), Setting::ForgetBias(-0.5), Setting::Radius(0.1)]),
            (Lock::Cells, &[Setting::Activation(unrolled_engine::Activation::Relu)]),
            (Lock::Learning, &[Setting::LearningRate(0.5), Setting::Optimizer(OptimizerKind::Adam), Setting::Batch(3)]),
        ];
        for (lock, _) in &changes {
            for (of, settings) in &changes {
                for setting in *settings {
                    let mut state = State { updates: 4, ..State::default() };
                    state.teaching.locks = Locks::default().with(*lock, true);
                    let before = state.clone();
                    let result = state.apply(Command::Set(setting.clone()));
                    // A task brings sizes and learning of its own, which would change with it.
                    let is_refused = of == lock || *of == Lock::Task && matches!(lock, Lock::Size | Lock::Learning);
                    if is_refused {
                        assert_eq!((result, &state), (Err(Rejection::Locked(*lock)), &before), "{setting:?}");
                    } else {
                        assert!(result.is_ok() && state.settings != before.settings, "{lock:?}: {setting:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_hidden_is_locked() {
        let state = state_from_fragment("v=1&units=5&lock=word&hide=size+start").unwrap();
        assert_eq!(state.teaching.fixed().words(), "word size start");
        assert_eq!(crate::url::fragment_from_state(&state), "v=1&units=5&lock=word&hide=size+start");
        let mut moved = state.clone();
        assert_eq!(moved.apply(Command::Set(Setting::Units(9))), Err(Rejection::Locked(Lock::Size)));
        assert_eq!(moved.apply(Command::Set(Setting::Gain(2.0))), Err(Rejection::Locked(Lock::Start)));
        assert!(patched(&state, "v=1&seed=3").is_err());
        assert_eq!(moved, state);
        assert_eq!(moved.apply(Command::Set(Setting::LearningRate(0.5))), Ok(()));
        // Who opens it without the teacher's options can change everything.
        let mut freed = State { teaching: crate::teaching::Teaching::default(), ..state };
        assert_eq!(freed.apply(Command::Set(Setting::Units(9))), Ok(()));
        assert_eq!(
            state_from_fragment("v=1&hide=colour").unwrap_err().to_string(),
            "link: hide: expected task or word or size or start or cells or learning or all, found \"colour\""
        );
    }

    #[test]
    fn links_in_a_text_do_not_go_around_a_lock() {
        let state = state_from_fragment("v=1&rate=0.5&lock=learning+word").unwrap();
        assert_eq!(patched(&state, "v=1&units=7").unwrap().settings.units, 7);
        let error = patched(&state, "v=1&rate=0.25").unwrap_err();
        assert_eq!(error.to_string(), "link: learning: expected what this link keeps as it is, found another");
        assert_eq!(patched(&state, "v=1&rate=0.5"), Ok(state));
    }

    #[test]
    fn a_locked_task_stays_at_its_example() {
        let mut state = state_from_fragment("v=1&task=parity&lock=task").unwrap();
        assert_eq!(state.apply(Command::Example(3)), Err(Rejection::Locked(Lock::Task)));
        assert_eq!(state.example, 0);
        assert_eq!(state.apply(Command::Set(Setting::Length(5))), Err(Rejection::Locked(Lock::Task)));
    }
}
