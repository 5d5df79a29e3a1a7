//! The words about tasks: what is read, what is answered, where the data are from.

use unrolled_tasks::own::Kind;
use unrolled_tasks::{DataFile, Shape, Task};

use super::{OwnWords, SettingWords, own};
use crate::data::LoadError;

pub struct TaskWords {
    pub choice: &'static str,
    /// Of the text that the reader types.
    pub text: &'static str,
    pub text_group: &'static str,
    pub group: fn(Shape) -> &'static str,
    pub memory: &'static str,
    pub own: &'static OwnWords,
    pub character: &'static str,
    pub name: fn(Task) -> &'static str,
    pub about: fn(Task) -> &'static str,
    pub credit: fn(DataFile) -> &'static str,
    pub loading: &'static str,
    pub missing: fn(&LoadError) -> String,
    pub again: &'static str,
    pub example: &'static str,
    /// Its number, how many there are, and whether it is one of the test set.
    pub example_of: fn(usize, usize, bool) -> String,
    pub previous: &'static str,
    pub next: &'static str,
    pub random: &'static str,
    pub length: &'static str,
    pub sizing: &'static str,
    pub same_units: &'static str,
    pub same_parameters: &'static str,
    pub same_nothing: &'static str,
    /// Names of the cells' own numbers of units, in the order of the cells.
    pub own_units: [&'static str; 3],
    pub parameters: SettingWords,
    pub batch: &'static str,
    pub decay: SettingWords,
    pub dropout: SettingWords,
    pub window: SettingWords,
    pub forcing: SettingWords,
    pub encoder: SettingWords,
    /// Whether the encoder's are its own.
    pub encoder_weights: fn(bool) -> &'static str,
    pub forcing_on: &'static str,
    pub forcing_off: &'static str,
}

pub static EN: TaskWords = TaskWords {
    choice: "Task",
    text: "A word of your own",
    text_group: "Predict the next character",
    group: |shape| match shape {
        Shape::OneToOne => "One to one",
        Shape::OneToMany => "One to many",
        Shape::ManyToOne => "Many to one",
        Shape::ManyToManyDelayed => "Many to many, delayed",
        Shape::ManyToManyInStep => "Many to many, in step",
    },
    memory: "Memory",
    own: &own::EN,
    character: "Character model",
    name: |task| match task {
        Task::BloodPressure => "Body → blood pressure",
        Task::CaptionEn => "Picture → English name",
        Task::CaptionKo => "Picture → Korean name",
        Task::SentimentEn => "English sentence → feeling",
        Task::SentimentKo => "Korean sentence → feeling",
        Task::Translation => "English → Korean",
        Task::Dates => "Date → Korean date",
        Task::PosEn => "English parts of speech",
        Task::PosKo => "Korean parts of speech",
        Task::MovingDigit => "Video → direction",
        Task::Sonnet => "Shakespeare’s sonnet 18",
        Task::PoemSyllables => "Korean poems, syllables",
        Task::PoemJamo => "Korean poems, letters",
        Task::FirstSymbol => "Remember the first symbol",
        Task::TemporalOrder => "Temporal order",
        Task::Adding => "Adding",
        Task::Copying => "Copying",
        Task::Parity => "Parity",
        Task::OwnText(_) => (own::EN.name)(Kind::Text),
        Task::OwnTable(_) => (own::EN.name)(Kind::Table),
    },
    about: |task| match task {
        Task::BloodPressure => {
            "Age, sex, height, weight and waist of a person are read in one step; the answer is high or low blood pressure. \
             There is no second step, so the recurrent edge is drawn and never used."
        }
        Task::CaptionEn | Task::CaptionKo => {
            "The first step reads a picture of 8×8 pixels. Then the network spells the name of the digit, letter by letter, \
             and reads each letter again at the next step."
        }
        Task::SentimentEn | Task::SentimentKo => {
            "The words of a sentence are read one by one; only the last step has a loss: is it a good opinion or a bad one?"
        }
        Task::Translation => {
            "An English sentence is read to its end. Only then the Korean one begins: subject, object, verb, with particles \
             that depend on the noun before them. Some combinations are held out for the test."
        }
        Task::Dates => "A date as people write it in English is read to its end, then written in Korean.",
        Task::PosEn | Task::PosKo => {
            "Each word gets its part of speech as soon as it is read. The same word can be a noun here and a verb there."
        }
        Task::MovingDigit => {
            "A digit moves over a picture that is joined at its edges. At each frame the answer is its direction, which no \
             single frame can tell."
        }
        Task::Sonnet | Task::PoemSyllables | Task::PoemJamo => {
            "Each character predicts the next one. The text is short, so the network learns it by heart."
        }
        Task::FirstSymbol => "The first of all symbols is asked for at the end; what comes between is noise.",
        Task::TemporalOrder => {
            "Somewhere early and somewhere in the middle stands an X or a Y among noise. At the end: which two, in which order? \
             (Hochreiter & Schmidhuber 1997, experiment 6a)"
        }
        Task::Adding => {
            "Two of the numbers are marked. The answer at the end is their sum. (Hochreiter & Schmidhuber 1997, experiment 4)"
        }
        Task::Copying => {
            "Ten symbols are read, then nothing for a long time, then they are to be repeated. (Arjovsky, Shah & Bengio 2016)"
        }
        Task::Parity => "Is the number of ones odd? One forgotten bit makes the answer a guess.",
        Task::OwnText(_) => {
            "Each character predicts the next one. A text of less than 5,000 characters is learned by heart; of a longer one \
             the last tenth is for testing."
        }
        Task::OwnTable(_) => {
            "The words of a row are read one by one, in lower case; the last step answers with the label. Every fifth row of a \
             label is for testing; a word that training does not have is read as (?)."
        }
    },
    credit: |file| match file {
        DataFile::BloodPressure => {
            "Data: National Health and Nutrition Examination Survey 2017–2018, CDC/NCHS (public domain)."
        }
        DataFile::Digits => {
            "Data: E. Alpaydin & C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, \
             through scikit-learn (CC BY 4.0)."
        }
        DataFile::SentimentEn => "Data: Hutto & Gilbert (2014), VADER, ICWSM-14 (MIT).",
        DataFile::Poems => "Poems by 윤동주 and 김소월 (public domain).",
        DataFile::Sonnet => "William Shakespeare, 1609 (public domain).",
        DataFile::SentimentKo | DataFile::PosEn | DataFile::PosKo => "Sentences written for this page.",
        DataFile::DigitCaptions => "",
    },
    loading: "Loading the data…",
    missing: |error| match error.reason.as_str() {
        "" => format!("{} could not be loaded. The figure still shows the task before.", error.file.name()),
        reason => {
            format!("{} could not be loaded ({reason}). The figure still shows the task before.", error.file.name())
        }
    },
    again: "Try again",
    example: "Example",
    example_of: |number, count, is_test| format!("{number} of {count}, {}", if is_test { "test" } else { "training" }),
    previous: "Previous example",
    next: "Next example",
    random: "Any",
    length: "Length",
    sizing: "Same number of",
    same_units: "units",
    same_parameters: "parameters",
    same_nothing: "nothing",
    own_units: ["RNN units", "LSTM units", "GRU units"],
    parameters: SettingWords { name: "Parameters at most", help: "Each cell gets as many units as fit." },
    batch: "Batch size",
    decay: SettingWords { name: "Decay", help: "After n updates the rate is η · e^(−decay · n)." },
    dropout: SettingWords { name: "Inputs left out", help: "The share of the inputs that training does not see." },
    window: SettingWords { name: "Truncate after", help: "Steps that the gradient goes back in training; 0: all." },
    forcing: SettingWords { name: "In training it reads", help: "Where an answer is read at the next step." },
    encoder: SettingWords {
        name: "Encoder and decoder",
        help: "The encoder reads the sentence to its end; the decoder starts from the encoder's last state and answers. They can be one cell, or two with weights of their own.",
    },
    encoder_weights: |is_own| if is_own { "own weights each" } else { "shared weights" },
    forcing_on: "the right answer",
    forcing_off: "its own answer",
};
