//! Which answers are right: decided by what the student's network gives, never by what a link says.

use super::homework::Homework;
use super::quantity::Quantity;
use super::question::{Kind, Question};
use crate::decimal::number_from;
use crate::lesson::Read;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
    /// There is nothing to decide it by but a reader.
    ToRead,
    Unanswered,
    /// The network gives no such number.
    Unknown,
}

/// What has come of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub verdict: Verdict,
    /// What the network gives, where a question asks for it.
    pub found: Option<Read>,
}

impl Homework {
    /// Decides each question: numbers by what the network of the given experiment has, settings that were looked for by what
    /// that of the returned one has.
    pub fn verdicts(&self, given: impl Fn(&Quantity) -> Read, returned: impl Fn(&Quantity) -> Read) -> Vec<Checked> {
        let pairs = self.questions.iter().zip(&self.answers);
        let decided = pairs.map(|(question, answer)| match &question.kind {
            Kind::Experiment { .. } => decide(question, answer.trim(), &returned),
            _ => decide(question, answer.trim(), &given),
        });
        decided.collect()
    }
}

fn decide(question: &Question, answer: &str, read: &impl Fn(&Quantity) -> Read) -> Checked {
    let decided = |is_right| if is_right { Verdict::Right } else { Verdict::Wrong };
    let (verdict, found) = match &question.kind {
        Kind::Experiment { quantity, is_more, value } => {
            let found = read(quantity);
            (is_met(&found, *is_more, *value).map_or(Verdict::Unknown, decided), Some(found))
        }
        Kind::Number { quantity, tolerance } => {
            let found = read(quantity);
            let verdict = match &found {
                _ if answer.is_empty() => Verdict::Unanswered,
                Read::Symbol(symbol) => decided(answer == symbol.trim()),
                found => match number_of(found) {
                    Some(number) if number.is_finite() => decided(is_near(answer, number, *tolerance)),
                    _ => Verdict::Unknown,
                },
            };
            (verdict, Some(found))
        }
        _ if answer.is_empty() => (Verdict::Unanswered, None),
        Kind::Choice { right: Some(right), .. } => (decided(answer.parse() == Ok(right + 1)), None),
        Kind::Choice { right: None, .. } | Kind::Text => (Verdict::ToRead, None),
    };
    Checked { verdict, found }
}

/// Whether what the network gives is more, or less, than a value; `None` if it gives no number.
pub fn is_met(found: &Read, is_more: bool, value: f64) -> Option<bool> {
    let number = number_of(found).filter(|number| !number.is_nan())?;
    Some(if is_more { number > value } else { number < value })
}

fn number_of(found: &Read) -> Option<f64> {
    match found {
        Read::Number(number) => Some(*number),
        Read::Whole(number) => Some(*number as f64),
        Read::Symbol(_) | Read::Nothing => None,
    }
}

/// The number that somebody has typed, also as the page writes it: `1,5`, `−2`, `1.5e-6`, `1.5·10⁻⁶`, `1.5 x 10^-6`.
pub fn typed_number(answer: &str) -> Option<f64> {
    number_from(&plain(answer))
}

/// A typed number as programs write it.
fn plain(answer: &str) -> String {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let (mut text, mut is_raised) = (String::new(), false);
    for found in answer.chars().filter(|found| !found.is_whitespace() && !"(){}".contains(*found)) {
        let digit = RAISED.chars().position(|raised| raised == found);
        let raised = digit.map(|digit| digit.to_string()).or_else(|| (found == '⁻').then(|| "-".to_owned()));
        if raised.is_some() && !is_raised {
            text.push('^');
        }
        is_raised = raised.is_some();
        match found {
            ',' => text.push('.'),
            '−' | '–' => text.push('-'),
            '×' | '⋅' | '*' | 'x' | 'X' => text.push('·'),
            found => text.push_str(&raised.unwrap_or_else(|| found.to_string())),
        }
    }
    match text.strip_prefix("10^") {
        Some(exponent) => format!("1e{exponent}"),
        None => text.replace("·10^", "e"),
    }
}

/// Whether a typed number is the network's: within the tolerance, |typed − number| ≤ tolerance · |number|, or the number itself
/// rounded to the digits that were typed, of which there are two at least.
fn is_near(answer: &str, number: f64, tolerance: f64) -> bool {
    let answer = plain(answer);
    let Some(typed) = number_from(&answer) else { return false };
    // What is exactly at the edge is in.
    let distance = (typed - number).abs() * (1.0 - 1e-12);
    if distance <= tolerance * number.abs() {
        return true;
    }
    let (mantissa, exponent) = answer.split_once(['e', 'E']).unwrap_or((&answer, "0"));
    let digits = mantissa.trim_start_matches(['-', '+', '0', '.']).chars().filter(char::is_ascii_digit).count();
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let Ok(exponent) = exponent.parse::<i32>() else { return false };
    let unit = libm::pow(10.0, f64::from(exponent) - decimals as f64);
    digits >= 2 && distance <= 0.5 * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(answer: &str, number: f64) -> bool {
        is_near(answer, number, 0.01)
    }

    #[test]
    fn a_number_is_right_within_one_percent_or_to_its_digits() {
        assert!(near("2.0", 2.0) && near("2.02", 2.0) && !near("2.03", 2.0));
        assert!(near("-1,5", -1.5) && near("−1.5", -1.5) && !near("1.5", -1.5));
        // 0.00145 is shown as 0.0015 where there is room for two digits: 3.4 % away.
        assert!(near("0.0015", 0.00145) && near("1.5e-3", 0.00145) && !near("0.0016", 0.00145));
        // One digit is no answer, unless it is near.
        assert!(!near("1", 1.4) && near("1", 1.004) && !near("0.1", 0.14));
        for typed in ["1.5e-6", "1,5E-6", "1.5·10⁻⁶", "1.5*10^-6", "1.5 x 10^-6", "1.5 × 10^(−6)", "0.0000015"]
        {
            assert!(near(typed, 1.46e-6) && !near(typed, 1.6e-6), "{typed}");
        }
        assert!(near("-2.5·10¹²", -2.5e12) && near("10⁻³", 1e-3) && near("10^-3", 1e-3) && near("2e3", 2000.0));
        assert!(!near("1.5·10", 15.0) && !near("1.5·10^", 1.5) && !near("x", 0.0) && !near("·10^2", 100.0));
        assert_eq!((typed_number("1.5·10⁻⁶"), typed_number("abc"), typed_number("")), (Some(1.5e-6), None, None));
        assert!(near("0", 0.0) && !near("0", 0.2) && !near("0.0", 1e-9));
        assert!(!near("NaN", 1.0) && !near("", 1.0) && !near("about 2", 2.0));
    }

    fn verdict(kind: Kind, answer: &str, found: Read) -> Verdict {
        let question = Question { text: "?".into(), kind };
        let homework = Homework { questions: vec![question], answers: vec![answer.into()], ..Homework::default() };
        homework.verdicts(|_| found.clone(), |_| found.clone())[0].verdict
    }

    #[test]
    fn numbers_are_decided_by_what_was_given_and_settings_by_what_came_back() {
        let quantity = || Quantity("loss rnn".into());
        let kinds = [
            Kind::Number { quantity: quantity(), tolerance: 0.01 },
            Kind::Experiment { quantity: quantity(), is_more: false, value: 1.0 },
        ];
        let questions = kinds.map(|kind| Question { text: "?".into(), kind }).to_vec();
        let homework = Homework { questions, answers: vec!["2.5".into(), String::new()], ..Homework::default() };
        let checked = homework.verdicts(|_| Read::Number(2.5), |_| Read::Number(0.5));
        let verdicts = |checked: Vec<Checked>| checked.iter().map(|checked| checked.verdict).collect::<Vec<_>>();
        assert_eq!(verdicts(checked), [Verdict::Right, Verdict::Right]);
        let checked = homework.verdicts(|_| Read::Number(0.5), |_| Read::Number(2.5));
        assert_eq!(verdicts(checked), [Verdict::Wrong, Verdict::Wrong]);
    }

    #[test]
    fn each_kind_is_decided_by_hand() {
        let quantity = || Quantity("says rnn 1".into());
        let choice = |right| Kind::Choice { options: vec!["a".into(), "b".into()], right };
        assert_eq!(verdict(Kind::Text, "because", Read::Nothing), Verdict::ToRead);
        assert_eq!(verdict(Kind::Text, " ", Read::Nothing), Verdict::Unanswered);
        assert_eq!(verdict(choice(Some(1)), "2", Read::Nothing), Verdict::Right);
        assert_eq!(verdict(choice(Some(1)), "1", Read::Nothing), Verdict::Wrong);
        assert_eq!(verdict(choice(Some(1)), "no", Read::Nothing), Verdict::Wrong);
        assert_eq!(verdict(choice(None), "2", Read::Nothing), Verdict::ToRead);
        let number = || Kind::Number { quantity: quantity(), tolerance: 0.01 };
        assert_eq!(verdict(number(), "4", Read::Whole(4)), Verdict::Right);
        assert_eq!(verdict(number(), "5", Read::Whole(4)), Verdict::Wrong);
        assert_eq!(verdict(number(), "e", Read::Symbol("e".into())), Verdict::Right);
        assert_eq!(verdict(number(), "l", Read::Symbol("e".into())), Verdict::Wrong);
        assert_eq!(verdict(number(), "4", Read::Nothing), Verdict::Unknown);
        assert_eq!(verdict(number(), "4", Read::Number(f64::INFINITY)), Verdict::Unknown);
        let find = |is_more| Kind::Experiment { quantity: quantity(), is_more, value: 0.5 };
        assert_eq!(verdict(find(true), "", Read::Number(0.6)), Verdict::Right);
        assert_eq!(verdict(find(false), "", Read::Number(0.6)), Verdict::Wrong);
        // Exactly the value is neither more nor less.
        assert_eq!(verdict(find(true), "", Read::Number(0.5)), Verdict::Wrong);
        assert_eq!(verdict(find(false), "", Read::Number(f64::NAN)), Verdict::Unknown);
    }
}
