//! Many to many, in step: a digit moves over a picture → its direction at each frame.

use std::sync::Arc;

use unrolled_engine::{LossKind, Random};

use crate::captions::{self, Picture, SIDE};
use crate::data::DataError;
use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::sequence::{Answer, Coding, Input, Sequence};

const TEST_SEED: u64 = 0x7E57;
const TEST_SEQUENCES: usize = 200;

/// The directions, and how many rows further down and columns further right that was which a move brings to a place.
const MOVES: [(&str, usize, usize); 4] = [("↑", 1, 0), ("↓", SIDE - 1, 0), ("←", 0, 1), ("→", 0, SIDE - 1)];

/// How often the direction is drawn anew.
const TURN: f64 = 0.25;

/// `length` frames of one digit, which starts anywhere, moves by one pixel from each to the next and comes in again on the
/// other side. No frame tells the direction, as all places are equally likely in all of them; only the step from the frame
/// before does, so the first has no answer. Test digits are other pictures than training digits.
pub(crate) fn dataset(length: usize) -> Result<Dataset, DataError> {
    let coding = Arc::new(Coding {
        inputs: captions::pixel_names().collect(),
        outputs: MOVES.map(|(name, ..)| name.to_owned()).to_vec(),
        loss: LossKind::CrossEntropy,
        feedback: None,
        picture: Some((SIDE, SIDE)),
        labels: None,
    });
    let (train, test): (Vec<Picture>, Vec<Picture>) =
        captions::pictures()?.into_iter().partition(|picture| picture.is_train);
    let mut random = Random::new(TEST_SEED, 0);
    let test = (0..TEST_SEQUENCES).map(|_| video(&coding, &test, length, &mut random)).collect();
    let (shape, measure) = (Shape::ManyToManyInStep, Measure::Classes);
    let draw = {
        let coding = coding.clone();
        move |random: &mut Random| video(&coding, &train, length, random)
    };
    Ok(Dataset { shape, coding, measure, floor: None, train: Source::Endless(Box::new(draw)), test })
}

fn video(coding: &Arc<Coding>, pictures: &[Picture], length: usize, random: &mut Random) -> Sequence {
    let picture = &pictures[random.below(pictures.len())].pixels;
    let mut frame = shifted(picture, random.below(SIDE), random.below(SIDE));
    let mut direction = random.below(MOVES.len());
    let mut inputs = vec![Some(Input::Numbers(frame.into()))];
    let mut answers = vec![None];
    for _ in 1..length {
        if random.uniform() < TURN {
            direction = random.below(MOVES.len());
        }
        frame = moved(&frame, direction);
        inputs.push(Some(Input::Numbers(frame.into())));
        answers.push(Some(Answer::Class(direction)));
    }
    Sequence::new(coding.clone(), inputs, answers)
}

fn moved(frame: &[f32; SIDE * SIDE], direction: usize) -> [f32; SIDE * SIDE] {
    let (_, rows, columns) = MOVES[direction];
    shifted(frame, rows, columns)
}

/// What was so many rows further down and columns further right.
fn shifted(frame: &[f32; SIDE * SIDE], rows: usize, columns: usize) -> [f32; SIDE * SIDE] {
    std::array::from_fn(|pixel| {
        let (row, column) = ((pixel / SIDE + rows) % SIDE, (pixel % SIDE + columns) % SIDE);
        frame[row * SIDE + column]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_move_is_one_pixel_and_goes_round() {
        let at = |pixel: usize| std::array::from_fn(|other| if other == pixel { 1.0 } else { 0.0 });
        // The top left corner: up is the bottom left one, left the top right one.
        for (direction, pixel) in [(0, 56), (1, 8), (2, 7), (3, 1)] {
            assert_eq!(moved(&at(0), direction), at(pixel), "{}", MOVES[direction].0);
        }
    }

    #[test]
    fn the_answer_is_the_direction_since_the_frame_before() {
        testing::provide_files();
        let data = dataset(12).unwrap();
        assert_eq!(data.coding.outputs.concat(), "↑↓←→");
        let mut turns = 0;
        for video in testing::drawn(&data, 300).iter().chain(&data.test) {
            assert_eq!((video.steps(), video.target(0), video.losses()), (12, None, 11));
            for t in 1..12 {
                let before = video.numbers(t - 1).unwrap().try_into().unwrap();
                assert_eq!(video.numbers(t).unwrap(), moved(before, video.target(t).unwrap()));
                turns += usize::from(t > 1 && video.target(t) != video.target(t - 1));
            }
        }
        // A quarter of 10 moves of 500 videos, one in four of which goes on as before.
        let expected = 500.0 * 10.0 * TURN * 0.75;
        assert!((turns as f64 / expected - 1.0).abs() < 0.15, "{turns} turns, not {expected}");
    }

    #[test]
    fn directions_are_balanced_and_digits_held_out() {
        testing::provide_files();
        let data = dataset(4).unwrap();
        let train = testing::drawn(&data, 2_000);
        let losses = testing::best_constant_losses(&train);
        assert!(losses.iter().all(|loss| (loss - 4_f64.ln()).abs() < 0.15));
        // The same pixels in another place are the same digit.
        let digit = |video: &Sequence| {
            let mut pixels = video.numbers(0).unwrap().to_vec();
            pixels.sort_unstable_by(f32::total_cmp);
            pixels
        };
        let train: Vec<Vec<f32>> = train.iter().map(digit).collect();
        assert!(data.test.iter().all(|video| !train.contains(&digit(video))));
    }

    #[test]
    fn no_frame_tells_the_direction() {
        testing::provide_files();
        let data = dataset(4).unwrap();
        // What the frames after a move to one direction have in common: the same everywhere, within what chance allows.
        let train = testing::drawn(&data, 4_000);
        for (direction, (name, ..)) in MOVES.iter().enumerate() {
            let after: Vec<&Sequence> = train.iter().filter(|video| video.target(1) == Some(direction)).collect();
            let mean = |pixel: usize| {
                after.iter().map(|video| f64::from(video.numbers(1).unwrap()[pixel])).sum::<f64>() / after.len() as f64
            };
            let ink: Vec<f64> = (0..SIDE * SIDE).map(mean).collect();
            let (low, high) = ink.iter().fold((1.0, 0.0), |(low, high), &ink| (ink.min(low), ink.max(high)));
            assert!(high - low < 0.1, "{name}: from {low} to {high}");
        }
    }
}
