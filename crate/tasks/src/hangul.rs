//! Hangul syllables and the letters (jamo) that they are made of.

// The letters in the order in which Unicode counts them in syllables (chapter 3.12), as they are written by themselves.
const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// The letters of a Hangul syllable, 가 + (initial · 21 + vowel) · 28 + final, where final 0 is none; anything else as it is.
pub fn letters(character: &str) -> Vec<String> {
    let mut codes = character.chars();
    match (codes.next(), codes.next()) {
        (Some(syllable @ '가'..='힣'), None) => {
            let index = syllable as usize - '가' as usize;
            let (initial, vowel, last) = (index / (21 * 28), index / 28 % 21, index % 28);
            let letters = [INITIALS.chars().nth(initial), VOWELS.chars().nth(vowel)];
            letters
                .into_iter()
                .chain([last.checked_sub(1).and_then(|last| FINALS.chars().nth(last))])
                .flatten()
                .map(String::from)
                .collect()
        }
        _ => vec![character.to_owned()],
    }
}

/// The syllables that letters make as they are typed: a consonant ends a syllable unless a vowel follows, which takes it to
/// begin the next one. What makes no syllable stays as it is.
pub fn syllables(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let (mut text, mut at) = (String::new(), 0);
    while let Some(&letter) = letters.get(at) {
        let place =
            |among: &str, at: usize| letters.get(at).and_then(|letter| among.chars().position(|c| c == *letter));
        let (Some(initial), Some(vowel)) = (place(INITIALS, at), place(VOWELS, at + 1)) else {
            text.push(letter);
            at += 1;
            continue;
        };
        let last = place(FINALS, at + 2).filter(|_| place(VOWELS, at + 3).is_none());
        let index = (initial * 21 + vowel) * 28 + last.map_or(0, |last| last + 1);
        text.extend(char::from_u32('가' as u32 + index as u32));
        at += if last.is_some() { 3 } else { 2 };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{self, DataFile};
    use crate::testing;

    fn split(text: &str) -> String {
        text.chars().flat_map(|character| letters(&character.to_string())).collect()
    }

    fn check(text: &str, letters: &str) {
        assert_eq!(split(text), letters);
        assert_eq!(syllables(letters), text);
    }

    #[test]
    fn syllables_are_split_into_letters_and_made_of_them() {
        check("가", "ㄱㅏ");
        check("힣", "ㅎㅣㅎ");
        check("별을, 여덟 왜!", "ㅂㅕㄹㅇㅡㄹ, ㅇㅕㄷㅓㄼ ㅇㅙ!");
        check("까닭이요\nㅋ a", "ㄲㅏㄷㅏㄺㅇㅣㅇㅛ\nㅋ a");
        // What no text has, but a net may write.
        assert_eq!(syllables("ㅏㅏㄱㄱㅏㄸ"), "ㅏㅏㄱ가ㄸ");
        assert_eq!(syllables(""), "");
    }

    #[test]
    fn all_syllables_are_different_letters() {
        let mut all: Vec<String> = ('가'..='힣').map(|syllable| letters(&syllable.to_string()).concat()).collect();
        assert!(('가'..='힣').zip(&all).all(|(syllable, letters)| syllables(letters) == syllable.to_string()));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 19 * 21 * 28);
    }

    #[test]
    fn a_poem_is_read_again_from_its_letters() {
        testing::provide_files();
        let poems = data::text(DataFile::Poems).unwrap();
        assert_eq!(syllables(&split(poems)), poems);
    }

    #[test]
    fn names_of_digits_are_split_as_in_the_captions() {
        testing::provide_files();
        for line in data::text(DataFile::DigitCaptions).unwrap().lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            check(cells[2], cells[4]);
        }
    }
}
