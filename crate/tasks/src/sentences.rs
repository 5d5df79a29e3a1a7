//! Translation: short English sentences → Korean, from a grammar written for this project.

use unrolled_engine::Random;

use crate::dataset::{Dataset, Measure, Shape, Source};
use crate::translation::Translation;

/// Who does something.
const SUBJECTS: [(&str, &str); 10] = [
    ("the student", "학생"),
    ("the teacher", "선생님"),
    ("the child", "아이"),
    ("the woman", "여자"),
    ("the man", "남자"),
    ("the doctor", "의사"),
    ("the neighbor", "이웃"),
    ("my friend", "내 친구"),
    ("my son", "내 아들"),
    ("my mother", "우리 어머니"),
];

/// A verb with what it can be done to.
struct Verb {
    /// Base form, third person, past.
    english: [&'static str; 3],
    /// Present, past, the form before 것이다 (future), the form before 않다 (negation).
    korean: [&'static str; 4],
    objects: &'static [(&'static str, &'static str)],
}

const fn verb(
    english: [&'static str; 3],
    korean: [&'static str; 4],
    objects: &'static [(&'static str, &'static str)],
) -> Verb {
    Verb { english, korean, objects }
}

const APPLE: (&str, &str) = ("an apple", "사과");
const BIRD: (&str, &str) = ("a bird", "새");
const BOOK: (&str, &str) = ("a book", "책");
const BOX: (&str, &str) = ("the box", "상자");
const BREAD: (&str, &str) = ("bread", "빵");
const CAKE: (&str, &str) = ("a cake", "케이크");
const CAT: (&str, &str) = ("a cat", "고양이");
const COFFEE: (&str, &str) = ("coffee", "커피");
const DOOR: (&str, &str) = ("the door", "문");
const FLOWER: (&str, &str) = ("a flower", "꽃");
const HAT: (&str, &str) = ("a hat", "모자");
const KEY: (&str, &str) = ("the key", "열쇠");
const LETTER: (&str, &str) = ("a letter", "편지");
const MILK: (&str, &str) = ("milk", "우유");
const MUSIC: (&str, &str) = ("music", "음악");
const NEWSPAPER: (&str, &str) = ("a newspaper", "신문");
const POEM: (&str, &str) = ("a poem", "시");
const RING: (&str, &str) = ("the ring", "반지");
const SONG: (&str, &str) = ("a song", "노래");
const TEA: (&str, &str) = ("tea", "차");
const WINDOW: (&str, &str) = ("the window", "창문");

const VERBS: [Verb; 20] = [
    verb(["read", "reads", "read"], ["읽는다", "읽었다", "읽을", "읽지"], &[BOOK, LETTER, NEWSPAPER, POEM]),
    verb(["write", "writes", "wrote"], ["쓴다", "썼다", "쓸", "쓰지"], &[BOOK, LETTER, POEM]),
    // A hat is worn with the same verb as a letter is written.
    verb(["wear", "wears", "wore"], ["쓴다", "썼다", "쓸", "쓰지"], &[HAT]),
    verb(
        ["buy", "buys", "bought"],
        ["산다", "샀다", "살", "사지"],
        &[APPLE, BOOK, BREAD, FLOWER, HAT, MILK, NEWSPAPER],
    ),
    verb(["sell", "sells", "sold"], ["판다", "팔았다", "팔", "팔지"], &[APPLE, BREAD, FLOWER, HAT, MILK]),
    verb(["eat", "eats", "ate"], ["먹는다", "먹었다", "먹을", "먹지"], &[APPLE, BREAD, CAKE, ("rice", "밥")]),
    verb(["drink", "drinks", "drank"], ["마신다", "마셨다", "마실", "마시지"], &[COFFEE, MILK, TEA, ("water", "물")]),
    verb(
        ["like", "likes", "liked"],
        ["좋아한다", "좋아했다", "좋아할", "좋아하지"],
        &[BREAD, COFFEE, MILK, MUSIC, TEA],
    ),
    verb(["make", "makes", "made"], ["만든다", "만들었다", "만들", "만들지"], &[BREAD, CAKE, HAT, ("a chair", "의자")]),
    verb(["see", "sees", "saw"], ["본다", "보았다", "볼", "보지"], &[BIRD, CAT, ("the moon", "달"), ("a star", "별")]),
    verb(["watch", "watches", "watched"], ["본다", "보았다", "볼", "보지"], &[("a movie", "영화")]),
    verb(
        ["draw", "draws", "drew"],
        ["그린다", "그렸다", "그릴", "그리지"],
        &[BIRD, CAT, FLOWER, ("a picture", "그림")],
    ),
    verb(["open", "opens", "opened"], ["연다", "열었다", "열", "열지"], &[BOX, DOOR, WINDOW]),
    verb(["close", "closes", "closed"], ["닫는다", "닫았다", "닫을", "닫지"], &[BOX, DOOR, WINDOW]),
    verb(["find", "finds", "found"], ["찾는다", "찾았다", "찾을", "찾지"], &[BOX, KEY, RING]),
    verb(["lose", "loses", "lost"], ["잃어버린다", "잃어버렸다", "잃어버릴", "잃어버리지"], &[KEY, RING]),
    verb(["plant", "plants", "planted"], ["심는다", "심었다", "심을", "심지"], &[FLOWER, ("a tree", "나무")]),
    verb(
        ["learn", "learns", "learned"],
        ["배운다", "배웠다", "배울", "배우지"],
        &[("english", "영어"), ("korean", "한국어")],
    ),
    verb(["sing", "sings", "sang"], ["부른다", "불렀다", "부를", "부르지"], &[SONG]),
    verb(["listen to", "listens to", "listened to"], ["듣는다", "들었다", "들을", "듣지"], &[MUSIC, SONG]),
];

#[derive(Clone, Copy, PartialEq)]
enum Tense {
    Present,
    Past,
    Future,
}

/// All that the grammar says: who, does what, to what, when, and whether it is so at all.
///
/// 15 % of these combinations, drawn with a seed of their own, are for testing: a test sentence brings together somebody and
/// something done that never meet in training, where each occurs with others.
pub(crate) fn dataset() -> Dataset {
    const TEST_SEED: u64 = 0x7E57;
    let sentences = shuffled(sentences(), &mut Random::new(TEST_SEED, 0));
    let words = |side: fn(&(String, String)) -> &String| sentences.iter().flat_map(move |pair| side(pair).split(' '));
    let translation = Translation::new(words(|pair| &pair.0), words(|pair| &pair.1));
    let sequence = |pair: &(String, String)| translation.sequence(pair.0.split(' '), pair.1.split(' '));
    let (test, train) = sentences.split_at(sentences.len() * 15 / 100);
    let (test, train) = (test.iter().map(sequence).collect(), Source::Fixed(train.iter().map(sequence).collect()));
    let (shape, measure) = (Shape::ManyToManyDelayed, Measure::Whole);
    Dataset { shape, coding: translation.coding, measure, floor: None, train, test }
}

/// In an order in which each is equally likely (Fisher & Yates 1938).
fn shuffled<T>(mut items: Vec<T>, random: &mut Random) -> Vec<T> {
    for last in (1..items.len()).rev() {
        items.swap(last, random.below(last + 1));
    }
    items
}

/// Every sentence in both languages, its tokens separated by spaces.
fn sentences() -> Vec<(String, String)> {
    let mut sentences = Vec::new();
    for subject in SUBJECTS {
        for verb in &VERBS {
            for object in verb.objects {
                for tense in [Tense::Present, Tense::Past, Tense::Future] {
                    for negated in [false, true] {
                        let english = english(subject.0, verb, object.0, tense, negated);
                        sentences.push((english, korean(subject.1, verb, object.1, tense, negated)));
                    }
                }
            }
        }
    }
    sentences
}

fn english(subject: &str, verb: &Verb, object: &str, tense: Tense, negated: bool) -> String {
    let [base, third, past] = verb.english;
    let (auxiliary, form) = match (tense, negated) {
        (Tense::Present, false) => ("", third),
        (Tense::Past, false) => ("", past),
        (Tense::Future, false) => ("will ", base),
        (Tense::Present, true) => ("does not ", base),
        (Tense::Past, true) => ("did not ", base),
        (Tense::Future, true) => ("will not ", base),
    };
    format!("{subject} {auxiliary}{form} {object} .")
}

/// Subject, object, verb; the particle after a noun goes by its last sound, and tense goes to what stands last.
fn korean(subject: &str, verb: &Verb, object: &str, tense: Tense, negated: bool) -> String {
    let topic = if ends_in_consonant(subject) { "은" } else { "는" };
    let target = if ends_in_consonant(object) { "을" } else { "를" };
    let [present, past, future, before_not] = verb.korean;
    let predicate = match (tense, negated) {
        (Tense::Present, false) => present.to_owned(),
        (Tense::Past, false) => past.to_owned(),
        (Tense::Future, false) => format!("{future} 것이다"),
        (Tense::Present, true) => format!("{before_not} 않는다"),
        (Tense::Past, true) => format!("{before_not} 않았다"),
        (Tense::Future, true) => format!("{before_not} 않을 것이다"),
    };
    format!("{subject} {topic} {object} {target} {predicate}")
}

/// A Hangul syllable is 가 + (initial · 21 + vowel) · 28 + final, and final 0 is none.
fn ends_in_consonant(noun: &str) -> bool {
    noun.chars().next_back().is_some_and(|syllable| !(syllable as u32 - '가' as u32).is_multiple_of(28))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sequence::Sequence;
    use crate::testing;

    fn check(english: &str, korean: &str) {
        let found: Vec<String> = sentences().into_iter().filter(|pair| pair.0 == english).map(|pair| pair.1).collect();
        assert_eq!(found, [korean]);
    }

    #[test]
    fn verbs_stand_last_and_particles_go_by_the_last_sound() {
        check("the student reads a book .", "학생 은 책 을 읽는다");
        check("the child bought an apple .", "아이 는 사과 를 샀다");
        check("my friend will open the door .", "내 친구 는 문 을 열 것이다");
        check("my son does not listen to music .", "내 아들 은 음악 을 듣지 않는다");
        check("the teacher did not sing a song .", "선생님 은 노래 를 부르지 않았다");
        check("my mother will not drink water .", "우리 어머니 는 물 을 마시지 않을 것이다");
        check("the doctor wore a hat .", "의사 는 모자 를 썼다");
    }

    #[test]
    fn a_syllable_ends_in_a_consonant_or_not() {
        let open = ["아이", "여자", "의사", "친구", "사과", "커피", "시"];
        let closed = ["학생", "선생님", "아들", "책", "꽃", "달", "밥", "이웃"];
        assert!(open.iter().all(|noun| !ends_in_consonant(noun)) && closed.iter().all(|noun| ends_in_consonant(noun)));
    }

    #[test]
    fn no_sentence_comes_twice() {
        let sentences = sentences();
        let different: BTreeSet<&str> = sentences.iter().map(|pair| pair.0.as_str()).collect();
        // 10 subjects, 64 verbs with their objects, 3 tenses, said or denied.
        assert_eq!((sentences.len(), different.len()), (3_840, 3_840));
    }

    #[test]
    fn combinations_are_held_out() {
        let data = dataset();
        let train = testing::train(&data);
        testing::assert_held_out(&data, 3_264, 576);
        // Who (two words) and what is done (all others), separately.
        let parts = |sequences: &[Sequence]| {
            let read = |sequence: &Sequence| -> Vec<usize> {
                (0..sequence.free_from.unwrap()).map(|t| sequence.symbol(t).unwrap()).collect()
            };
            let parts = sequences.iter().map(read).flat_map(|read| [read[..2].to_vec(), read[2..].to_vec()]);
            parts.collect::<BTreeSet<Vec<usize>>>()
        };
        assert_eq!(parts(train).len(), 10 + 64 * 3 * 2);
        assert!(parts(&data.test).is_subset(&parts(train)));
    }
}
