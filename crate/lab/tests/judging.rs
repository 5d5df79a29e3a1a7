//! The answers to single examples are those that loss and accuracy are of.

use std::path::Path;

use unrolled_engine::CellKind;
use unrolled_lab::judging::{are_classes, confusion, examples};
use unrolled_lab::{Experiment, Judging, Pair, Racer, Replies, Setting, Settings, Start, Tally};
use unrolled_tasks::{Task, data};

fn settings(task: Task) -> Settings {
    data::provide_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tasks/data")).unwrap();
    let settings = Settings::default().with(Setting::Task(Some(task))).unwrap();
    Settings { units: 6, ..settings }
}

/// Racers after so many updates, and an experiment with their weights.
fn trained(settings: &Settings, updates: u32) -> ([Racer; 3], Experiment) {
    let mut experiment = Experiment::new(settings).unwrap();
    let racers = CellKind::ALL.map(|kind| {
        let mut racer = Racer::new(kind, settings).unwrap();
        for _ in 0..updates {
            racer.advance().unwrap();
        }
        experiment.show(kind, racer.params().convert());
        racer
    });
    (racers, experiment)
}

fn asked(settings: &Settings, experiment: &Experiment) -> [Replies; 3] {
    let mut judging = Judging::new(settings, &experiment.to_numbers()).unwrap();
    let mut counts = judging.counts();
    assert_eq!(counts[0], 0);
    // In pieces, each of which gets on.
    loop {
        let found = judging.work(|| true);
        let now = judging.counts();
        assert!(now[0] > counts[0] && now[0] <= now[1]);
        assert_eq!(found.is_some(), now[0] == now[1]);
        match found {
            Some(found) => return found,
            None => counts = now,
        }
    }
}

/// What is wrong, as a share, is what accuracy leaves.
fn assert_complement(tally: Tally, accuracy: f64, whose: &str) {
    let right = (tally.all - tally.wrong) as f64 / tally.all as f64;
    assert_eq!(right, accuracy, "{whose}: {tally:?}");
}

fn check(settings: &Settings, updates: u32) {
    let (mut racers, experiment) = trained(settings, updates);
    let found = asked(settings, &experiment);
    let data = settings.task.unwrap().shared(settings.length).unwrap();
    for (racer, replies) in racers.iter_mut().zip(&found) {
        let (test, train) = racer.judge();
        let whose = format!("{:?}, {:?}", settings.task, racer.kind);
        // What the list is of is what training tells, to the last bit.
        assert_eq!((replies.test_score, replies.train_score), (test, train), "{whose}");
        assert_complement(Tally::of(&replies.test), test.accuracy, &whose);
        assert_eq!(replies.train.is_empty(), train.is_none(), "{whose}");
        if let Some(train) = train {
            assert_complement(Tally::of(&replies.train), train.accuracy, &whose);
        }
        let sets = examples(&data).into_iter().zip([&replies.test, &replies.train]);
        for (places, replies) in sets {
            assert_eq!(places.len(), replies.len(), "{whose}");
            let replied = places.map(|place| data.example(place)).zip(replies);
            let steps = replied.clone().map(|(sequence, _)| sequence.losses()).sum::<usize>();
            assert!(replied.clone().all(|(sequence, reply)| reply.said(sequence).count() == sequence.losses()));
            if are_classes(&data) {
                let counts = confusion(data.coding.outputs.len(), replied);
                let all = counts.iter().flatten().sum::<usize>();
                let right = (0..counts.len()).map(|class| counts[class][class]).sum::<usize>();
                assert_eq!((all, all - right), (steps, Tally::of(replies).wrong), "{whose}");
            }
        }
    }
}

#[test]
fn what_is_wrong_is_what_the_accuracy_leaves() {
    for (task, updates) in [
        (Task::SentimentKo, 10),
        (Task::BloodPressure, 20),
        (Task::PosEn, 12),
        (Task::CaptionEn, 4),
        (Task::Sonnet, 4),
        (Task::MovingDigit, 4),
    ] {
        check(&settings(task), updates);
    }
    for (task, updates) in [(Task::FirstSymbol, 20), (Task::Adding, 20), (Task::Parity, 5), (Task::Copying, 3)] {
        check(&Settings { length: 6, ..settings(task) }, updates);
    }
}

#[test]
fn an_encoder_of_its_own_and_trained_weights_are_asked_too() {
    check(&Settings { own_encoder: true, ..settings(Task::Dates) }, 3);
    unrolled_lab::trained::provide_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("weights")).unwrap();
    for task in [Task::SentimentEn, Task::Translation] {
        let settings = settings(task).with(Setting::Start(Start::Trained)).unwrap();
        check(&settings, 0);
    }
}

#[test]
fn a_pair_is_what_would_be_right_and_what_was_said() {
    let settings = settings(Task::SentimentKo);
    let (_, experiment) = trained(&settings, 3);
    let data = Task::SentimentKo.shared(0).unwrap();
    for replies in asked(&settings, &experiment) {
        for (place, reply) in replies.test.iter().enumerate() {
            let pairs: Vec<Pair> = Pair::all(data.example(place), reply).collect();
            assert_eq!(pairs.len(), 1);
            assert_eq!(Some(pairs[0].wanted), data.example(place).class(data.example(place).steps() - 1));
            assert_eq!(pairs[0].wanted == pairs[0].said, reply.is_right());
        }
    }
}

#[test]
fn a_word_and_numbers_of_other_settings_are_refused() {
    let settings = settings(Task::BloodPressure);
    assert!(Judging::new(&settings, &[0.0]).is_err());
    let word = Settings::default();
    assert!(Judging::new(&word, &Experiment::new(&word).unwrap().to_numbers()).is_err());
}
