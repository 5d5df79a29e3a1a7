//! Tasks that nothing but memory solves, each as its paper defines it, with the loss of a network that remembers nothing.

use std::sync::Arc;

use unrolled_engine::{LossKind, Random};

use crate::dataset::{Dataset, Measure, Shape};
use crate::sequence::{Answer, Coding, Input, Sequence};

/// The first of T symbols is one of four, all others are noise, and the last step is to name the first.
///
/// The latching problem of Bengio, Simard & Frasconi (1994), *Learning long-term dependencies with gradient descent is
/// difficult*, with one-hot symbols: what comes first decides the class, what follows is irrelevant. Without memory all
/// classes are equally likely: ln 4.
pub(crate) fn first_symbol(length: usize) -> Dataset {
    const SYMBOLS: usize = 4;
    const NOISE: usize = 4;
    let coding = coding("A B C D w x y z", "A B C D", LossKind::CrossEntropy);
    let draw = move |random: &mut Random| {
        let first = random.below(SYMBOLS);
        let noise = (1..length).map(|_| SYMBOLS + random.below(NOISE));
        (symbols([first].into_iter().chain(noise)), at_the_end(length, Answer::Class(first)))
    };
    endless(Shape::ManyToOne, coding, Measure::Classes, 4_f64.ln(), draw)
}

/// E, noise from a b c d, and somewhere in it twice X or Y; after the B at the end the order of the two is to be named.
///
/// Hochreiter & Schmidhuber (1997), *Long short-term memory*, experiment 6a: T is between 100 and 110 there, the first X
/// or Y stands between steps 10 and 20 and the second between 50 and 60. Here T is given, and these are its tenths: from
/// T/10 to 2T/10 and from 5T/10 to 6T/10. Without memory: ln 4.
pub(crate) fn temporal_order(length: usize) -> Dataset {
    const START: usize = 0;
    const END: usize = 1;
    const NOISE: usize = 2;
    const RELEVANT: usize = 6;
    let coding = coding("E B a b c d X Y", "XX XY YX YY", LossKind::CrossEntropy);
    let draw = move |random: &mut Random| {
        // The shortest sequences have no room for a tenth before the first.
        let mut between = |low: usize, high: usize| low + random.below(high.max(low) + 1 - low);
        let positions = [between((length / 10).max(1), length * 2 / 10), between(length * 5 / 10, length * 6 / 10)];
        let kinds = positions.map(|_| random.below(2));
        let mut read: Vec<usize> = (0..length).map(|_| NOISE + random.below(4)).collect();
        (read[0], read[length - 1]) = (START, END);
        positions.iter().zip(kinds).for_each(|(&position, kind)| read[position] = RELEVANT + kind);
        (symbols(read), at_the_end(length, Answer::Class(2 * kinds[0] + kinds[1])))
    };
    endless(Shape::ManyToOne, coding, Measure::Classes, 4_f64.ln(), draw)
}

/// T numbers from U[0, 1), two of which are marked, one in each half; the answer at the end is their sum.
///
/// The adding problem of Hochreiter & Schmidhuber (1997), experiment 4, in the form of Arjovsky, Shah & Bengio (2016),
/// *Unitary evolution recurrent neural networks*. An answer is right within 0.04, as in the older paper. The best answer
/// without memory is always 1; its squared error is the variance of a sum of two: 1/6.
pub(crate) fn adding(length: usize) -> Dataset {
    let coding = coding("value marker", "sum", LossKind::MeanSquaredError);
    let draw = move |random: &mut Random| {
        let marked = [random.below(length / 2), length / 2 + random.below(length - length / 2)];
        let values: Vec<f32> = (0..length).map(|_| random.uniform() as f32).collect();
        let marker = |t| if marked.contains(&t) { 1.0 } else { 0.0 };
        let inputs = values.iter().enumerate().map(|(t, &value)| Some(Input::Numbers([value, marker(t)].into())));
        let sum = marked.iter().map(|&t| values[t]).sum();
        (inputs.collect(), at_the_end(length, Answer::Number(sum)))
    };
    endless(Shape::ManyToOne, coding, Measure::Within(0.04), 1.0 / 6.0, draw)
}

/// Ten symbols of eight kinds are read and, `blanks` steps later, said again in the same order.
///
/// The copying memory task of Hochreiter & Schmidhuber (1997) as Arjovsky, Shah & Bengio (2016) define it, T being
/// `blanks`: ten symbols, T − 1 blanks, the delimiter, ten blanks; the answers are T + 10 blanks and the ten symbols, at
/// every one of the T + 20 steps. Without memory the ten are guesses among eight and the others certain:
/// 10 ln 8 / (T + 20), and (T + 11.25) / (T + 20) of all answers are right.
pub(crate) fn copying(blanks: usize) -> Dataset {
    const COPIED: usize = 10;
    const KINDS: usize = 8;
    const BLANK: usize = KINDS;
    const DELIMITER: usize = KINDS + 1;
    let coding = coding("a b c d e f g h · |", "a b c d e f g h ·", LossKind::CrossEntropy);
    let draw = move |random: &mut Random| {
        let copied: Vec<usize> = (0..COPIED).map(|_| random.below(KINDS)).collect();
        let blank = |count: usize| vec![BLANK; count];
        let read = [copied.clone(), blank(blanks - 1), vec![DELIMITER], blank(COPIED)].concat();
        let said = [blank(blanks + COPIED), copied].concat();
        (symbols(read), said.into_iter().map(|class| Some(Answer::Class(class))).collect())
    };
    let floor = COPIED as f64 * (KINDS as f64).ln() / (blanks + 2 * COPIED) as f64;
    endless(Shape::ManyToManyDelayed, coding, Measure::Classes, floor, draw)
}

/// Whether the number of ones among T bits is even or odd, to be said at the end.
///
/// The final parity, without the running one on the way. Hochreiter & Schmidhuber (1997, section 6) name it among the tasks
/// that guessing weights solves and their gradient does not, and so it is here if all sequences have T bits. Training
/// sequences have 1 to T, so that the short ones show the way (Elman 1993, *Learning and development in neural networks:
/// the importance of starting small*); test sequences have T. As long as one bit is forgotten, the answer is a guess: ln 2.
pub(crate) fn parity(length: usize) -> Dataset {
    let coding = coding("0 1", "even odd", LossKind::CrossEntropy);
    let draw = |random: &mut Random, length: usize| {
        let bits: Vec<usize> = (0..length).map(|_| random.below(2)).collect();
        let odd = bits.iter().sum::<usize>() % 2;
        (symbols(bits), at_the_end(length, Answer::Class(odd)))
    };
    let floor = std::f64::consts::LN_2;
    let full = endless(Shape::ManyToOne, coding.clone(), Measure::Classes, floor, move |random| draw(random, length));
    let growing = move |random: &mut Random| {
        let length = 1 + random.below(length);
        draw(random, length)
    };
    Dataset { test: full.test, ..endless(full.shape, coding, full.measure, floor, growing) }
}

fn coding(inputs: &str, outputs: &str, loss: LossKind) -> Arc<Coding> {
    let names = |names: &str| names.split(' ').map(String::from).collect();
    Arc::new(Coding {
        inputs: names(inputs),
        outputs: names(outputs),
        loss,
        feedback: None,
        picture: None,
        labels: None,
    })
}

type Steps = (Vec<Option<Input>>, Vec<Option<Answer>>);

/// What is drawn, as sequences of a coding.
fn endless(
    shape: Shape,
    coding: Arc<Coding>,
    measure: Measure,
    floor: f64,
    draw: impl Fn(&mut Random) -> Steps + Send + Sync + 'static,
) -> Dataset {
    Dataset::endless(shape, coding.clone(), measure, Some(floor), move |random| {
        let (inputs, answers) = draw(random);
        Sequence::new(coding.clone(), inputs, answers)
    })
}

fn symbols(symbols: impl IntoIterator<Item = usize>) -> Vec<Option<Input>> {
    symbols.into_iter().map(|symbol| Some(Input::Symbol(symbol))).collect()
}

fn at_the_end(length: usize, answer: Answer) -> Vec<Option<Answer>> {
    let mut answers = vec![None; length];
    answers[length - 1] = Some(answer);
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn read(sequence: &Sequence) -> String {
        let name = |t| sequence.symbol(t).map_or("", |symbol| sequence.coding.inputs[symbol].as_str());
        (0..sequence.steps()).map(name).collect()
    }

    fn said(sequence: &Sequence) -> String {
        let name = |t| sequence.class(t).map_or("", |class| sequence.coding.outputs[class].as_str());
        (0..sequence.steps()).map(name).collect()
    }

    /// Compares the floor with the loss of what is drawn, if at every step the best constant is said.
    fn check(data: &Dataset, steps: usize, floor: f64) {
        assert!(data.test.iter().all(|sequence| sequence.steps() == steps));
        assert!((data.floor.unwrap() - floor).abs() < 1e-4, "{:?} is not {floor}", data.floor);
        let losses = testing::best_constant_losses(&testing::drawn(data, 4_000));
        let found = losses.iter().sum::<f64>() / losses.len() as f64;
        // The standard deviation of what is found is at most 2 % (a variance, from 4000 sums of two numbers).
        assert!((found / floor - 1.0).abs() < 0.06, "{found} is far from {floor}");
    }

    #[test]
    fn the_first_symbol_is_the_answer_and_never_comes_again() {
        for length in [4, 20, 200] {
            let data = first_symbol(length);
            check(&data, length, 1.3863);
            for sequence in &data.test {
                let read = read(sequence);
                assert_eq!(read[..1], said(sequence));
                assert!(read[1..].chars().all(|symbol| "wxyz".contains(symbol)), "{read}");
                assert!(sequence.measures_last_only());
            }
        }
    }

    #[test]
    fn the_order_of_two_symbols_is_named() {
        for (length, first, second) in [(4, 1..=1, 2..=2), (50, 5..=10, 25..=30), (100, 10..=20, 50..=60)] {
            let data = temporal_order(length);
            check(&data, length, 1.3863);
            let mut found = [[usize::MAX, 0]; 2];
            for sequence in &data.test {
                let read = read(sequence);
                let relevant: Vec<(usize, char)> =
                    read.char_indices().filter(|(_, kind)| "XY".contains(*kind)).collect();
                assert_eq!(relevant.iter().map(|(_, kind)| kind).collect::<String>(), said(sequence));
                assert!(read.starts_with('E') && read.ends_with('B'), "{read}");
                for (range, (position, _)) in found.iter_mut().zip(relevant) {
                    *range = [range[0].min(position), range[1].max(position)];
                }
            }
            // All positions occur among 200.
            assert_eq!(found, [[*first.start(), *first.end()], [*second.start(), *second.end()]]);
        }
    }

    #[test]
    fn two_marked_numbers_are_added() {
        for length in [4, 5, 30] {
            let data = adding(length);
            check(&data, length, 0.1667);
            for sequence in &data.test {
                let steps: Vec<&[f32]> = (0..length).map(|t| sequence.numbers(t).unwrap()).collect();
                let marked = |range: std::ops::Range<usize>| steps[range].iter().filter(|step| step[1] == 1.0).count();
                assert_eq!((marked(0..length / 2), marked(length / 2..length)), (1, 1));
                let sum: f32 = steps.iter().map(|step| step[0] * step[1]).sum();
                assert!(
                    matches!(sequence.answers[length - 1], Some(Answer::Number(answer)) if (answer - sum).abs() < 1e-6)
                );
                assert!(sequence.measures_last_only());
            }
        }
    }

    #[test]
    fn ten_symbols_are_copied_after_the_blanks() {
        // 10 ln 8 / 50 and 10 ln 8 / 120.
        for (blanks, floor) in [(30, 0.4159), (100, 0.1733)] {
            let data = copying(blanks);
            check(&data, blanks + 20, floor);
            for sequence in &data.test {
                let (read, said) = (read(sequence), said(sequence));
                let copied: String = read.chars().take(10).collect();
                assert_eq!(read, format!("{copied}{}|{}", "·".repeat(blanks - 1), "·".repeat(10)));
                assert_eq!(said, format!("{}{copied}", "·".repeat(blanks + 10)));
                assert!(!copied.contains(['·', '|']));
            }
        }
        assert_eq!(read(&copying(1).test[0]).chars().nth(10), Some('|'));
    }

    #[test]
    fn ones_are_even_or_odd() {
        let data = parity(10);
        check(&data, 10, std::f64::consts::LN_2);
        let train = testing::drawn(&data, 200);
        assert!(train.iter().all(|sequence| (1..=10).contains(&sequence.steps())));
        assert!((1..=10).all(|length| train.iter().any(|sequence| sequence.steps() == length)));
        for sequence in train.iter().chain(&data.test) {
            let odd = read(sequence).matches('1').count() % 2 == 1;
            assert_eq!(said(sequence), if odd { "odd" } else { "even" });
            assert!(sequence.measures_last_only());
        }
    }
}
