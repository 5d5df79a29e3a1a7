//! What a step reads and what it is to say, in the words of the task.

use std::fmt::Write;

use unrolled_engine::Tape;
use unrolled_tasks::{Answer, Labels, Sequence};

use super::symbols::visible;
use crate::numbers;
use crate::strings::words;

/// Numbers that are written out where a step reads numbers; more are counted, or drawn.
const MOST_WRITTEN: usize = 2;

/// What step `t` reads: a symbol, a few numbers, or how many they are; empty for a picture and for nothing.
pub fn input_text(sequence: &Sequence, t: usize) -> String {
    if let Some(symbol) = sequence.symbol(t) {
        return visible(&sequence.coding.inputs[symbol]).to_owned();
    }
    match sequence.numbers(t) {
        Some(read) if read.len() <= MOST_WRITTEN => {
            read.iter().map(|number| numbers::short(f64::from(*number))).collect::<Vec<_>>().join(" ")
        }
        Some(_) if sequence.coding.picture.is_some() => String::new(),
        Some(read) => (words().stage.numbers_read)(read.len()),
        None => String::new(),
    }
}

/// The same in full, for where there is room.
pub fn input_in_full(sequence: &Sequence, t: usize) -> String {
    match sequence.numbers(t) {
        Some(_) if sequence.coding.picture.is_some() => words().stage.picture.to_owned(),
        Some(read) => {
            let named = sequence.coding.inputs.iter().zip(read);
            named
                .map(|(name, number)| format!("{name} {}", numbers::short(f64::from(*number))))
                .collect::<Vec<_>>()
                .join(", ")
        }
        None if sequence.inputs[t].is_none() => words().stage.nothing_read.to_owned(),
        None => input_text(sequence, t),
    }
}

/// What would be right at step `t`; empty where nothing is asked for.
pub fn answer_text(sequence: &Sequence, t: usize) -> String {
    match sequence.answers[t] {
        Some(Answer::Class(class)) => output_name(sequence, class).to_owned(),
        Some(Answer::Number(number)) => numbers::short(f64::from(number)),
        None => String::new(),
    }
}

/// The name of an output; a label of the page's own, in the reader's language.
pub fn output_name(sequence: &Sequence, output: usize) -> &str {
    let [low, high, negative, positive] = words().task.labels;
    match sequence.coding.labels {
        Some(Labels::Pressure) => [low, high][output],
        Some(Labels::Feeling) => [negative, positive][output],
        None => visible(&sequence.coding.outputs[output]),
    }
}

/// The whole sequence in one line: what is read, one symbol after the other.
pub fn sequence_text(sequence: &Sequence) -> String {
    let names =
        (0..sequence.steps()).filter_map(|t| sequence.symbol(t)).map(|symbol| visible(&sequence.coding.inputs[symbol]));
    let are_words = sequence.coding.inputs.iter().any(|name| name.chars().count() > 2);
    let text = names.collect::<Vec<_>>().join(if are_words { " " } else { "" });
    match text.is_empty() {
        false => text,
        true if sequence.steps() > 1 && sequence.coding.picture.is_none() => marked_text(sequence),
        true => input_in_full(sequence, 0),
    }
}

/// The numbers of the steps whose last number, their marker, is not 0: `t=3: 0.27, t=20: 0.35`.
fn marked_text(sequence: &Sequence) -> String {
    let marked = (0..sequence.steps()).filter_map(|t| match sequence.numbers(t)? {
        [number, .., marker] if *marker != 0.0 => Some(format!("t={}: {}", t + 1, numbers::short(f64::from(*number)))),
        _ => None,
    });
    marked.collect::<Vec<_>>().join(", ")
}

/// The number that step `t` answers with: p of the right class, or the output itself. `None` where nothing is asked for.
pub fn answer_number(sequence: &Sequence, tape: &Tape<f64>, t: usize) -> Option<f64> {
    match sequence.answers[t]? {
        Answer::Class(class) => Some(tape.probs(t)[class]),
        Answer::Number(_) => Some(tape.logits(t)[0]),
    }
}

/// That number and the step's loss, in words where there is room for them, else as bare numbers. Nothing where no loss is
/// measured.
pub fn answer_numbers(roomy: bool, sequence: &Sequence, tape: &Tape<f64>, t: usize) -> (String, Option<String>) {
    let words = &words().stage;
    let loss = tape.loss_at(t);
    let answer = answer_number(sequence, tape, t).filter(|_| sequence.is_measured(t));
    let loss_text =
        loss.map(|loss| if roomy { (words.step_loss)(&numbers::short(loss)) } else { numbers::short(loss) });
    let text = answer.map_or(String::new(), |answer| match (sequence.answers[t], roomy) {
        (Some(Answer::Number(wanted)), _) => {
            (words.output_of)(&numbers::short(answer), &numbers::short(f64::from(wanted)))
        }
        (_, true) => (words.p_of)(&answer_text(sequence, t), &numbers::short(answer)),
        (_, false) => numbers::probability(answer),
    });
    (text, loss_text)
}

/// How wide a text is at 12 px, by rule of thumb: Hangul and the like are square.
pub fn estimated_width(text: &str) -> f64 {
    text.chars().map(|part| if (part as u32) < 0x1100 { 6.6 } else { 12.0 }).sum()
}

/// What a step reads, as much as fits a width. A number is not cut, which would make another one of it: it has fewer digits, or
/// is left to the read-out.
pub fn fitting_input(sequence: &Sequence, t: usize, width: f64) -> String {
    let text = input_text(sequence, t);
    let Some(read) = sequence.numbers(t).filter(|_| estimated_width(&text) > width) else {
        return fitting(&text, width);
    };
    let rounded = |digits| {
        let digits = |number: f32| if number.fract() == 0.0 { 0 } else { digits };
        let numbers = read.iter().map(|number| numbers::decimals(f64::from(*number), digits(*number)));
        numbers.collect::<Vec<_>>().join(" ")
    };
    let is_written = read.len() <= MOST_WRITTEN;
    [2, 1].map(rounded).into_iter().find(|text| is_written && estimated_width(text) <= width).unwrap_or_default()
}

/// As much of a text as fits a width.
pub fn fitting(text: &str, width: f64) -> String {
    if estimated_width(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for part in text.chars() {
        if estimated_width(&short) + estimated_width("…") + estimated_width(part.encode_utf8(&mut [0; 4])) > width {
            break;
        }
        short.push(part);
    }
    short.push('…');
    short
}

/// The picture that step `t` reads, if it is one, as SVG with its middle at `x`.
pub fn picture_markup(svg: &mut String, sequence: &Sequence, t: usize, x: f64, top: f64, size: f64) {
    let (Some((columns, rows)), Some(pixels)) = (sequence.coding.picture, sequence.numbers(t)) else { return };
    let pixel = size / columns.max(rows) as f64;
    let left = x - size / 2.0;
    let _ = write!(
        svg,
        r#"<g class="picture"><rect class="paper" x="{left:.1}" y="{top:.1}" width="{size}" height="{size}"/>"#
    );
    for (index, value) in pixels.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let (column, row) = ((index % columns) as f64, (index / columns) as f64);
        let _ = write!(
            svg,
            r#"<rect x="{:.2}" y="{:.2}" width="{pixel:.2}" height="{pixel:.2}" fill-opacity="{value:.2}"/>"#,
            left + column * pixel,
            top + row * pixel,
        );
    }
    svg.push_str("</g>");
}
