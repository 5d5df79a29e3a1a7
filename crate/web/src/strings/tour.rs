//! The words of the first minute.

pub struct TourWords {
    pub welcome: &'static str,
    pub first_lesson: &'static str,
    pub start: &'static str,
    pub lab: &'static str,
    pub step: fn(usize, usize) -> String,
    /// Of a step, from 0; after the last one the end.
    pub text: fn(usize) -> &'static str,
    pub skip: &'static str,
    pub close: &'static str,
}

pub static EN: TourWords = TourWords {
    welcome: "New here?",
    first_lesson: "Lesson 1",
    start: "Tour in five steps",
    lab: "Just look around",
    step: |step, steps| format!("Step {step} of {steps}"),
    text: |step| match step {
        0 => {
            "Press Play, or the space bar. The cells read the word, one character a step, and each makes its state from the one before."
        }
        1 => {
            "Go on to the end, with Play or the → key: there the loss says how surprised each cell was by what came next."
        }
        2 => "Now the loss walks back. Go on until the gradient has reached t = 1, and see how thin its arrow gets.",
        3 => {
            "Click any state, or a number in the cell view below: a card shows its formula with the very numbers put in."
        }
        4 => "Change something: another word, more units, another seed. Everything is computed anew, at once.",
        _ => "That is the page. The lessons ask you to predict first, and let the networks decide.",
    },
    skip: "Next",
    close: "Close the tour",
};
