//! A link that a teacher is still making, as a text for the browser to keep. Other than a link it may be unfinished: questions
//! without words, values that are no numbers yet.

use super::homework::{Homework, MOST_QUESTIONS};
use super::locks::Locks;
use super::question::Question;
use super::{Teaching, part_named};
use crate::layout::Parts;

/// Empty if there is nothing in it. Answers are no part of it.
pub fn text_from_draft(teaching: &Teaching, parts: Parts) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    let homework = teaching.homework.clone().unwrap_or_default();
    let panel = teaching.panel.unwrap_or_default().to_owned();
    let said = [
        ("homework", homework.title),
        ("lock", teaching.locks.words()),
        ("hide", teaching.hidden.words()),
        ("panel", panel),
        ("parts", parts.names()),
    ];
    pairs.extend_pairs(said.iter().filter(|(_, value)| !value.is_empty()));
    pairs.extend_pairs(homework.questions.iter().map(|question| ("q", question.to_text())));
    pairs.finish()
}

/// `None` if the text is none that [`text_from_draft`] writes.
pub fn draft_from_text(text: &str) -> Option<(Teaching, Parts)> {
    let (mut teaching, mut parts, mut homework) = (Teaching::default(), Parts::default(), Homework::default());
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        match &*name {
            "homework" => homework.title = value.into_owned(),
            "lock" => teaching.locks = Locks::named(&value).ok()?,
            "hide" => teaching.hidden = Locks::named(&value).ok()?,
            "panel" => teaching.panel = Some(part_named(&value)?),
            "parts" => parts = Parts::named(&value).ok()?,
            "q" if homework.questions.len() < MOST_QUESTIONS => {
                homework.questions.push(Question::unfinished_from_text(&value).ok()?);
            }
            _ => return None,
        }
    }
    homework.answers = vec![String::new(); homework.questions.len()];
    teaching.homework = (homework != Homework::default()).then_some(homework);
    Some((teaching, parts))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Lock, Quantity, TOLERANCE};
    use super::*;

    #[test]
    fn a_draft_comes_back_unfinished() {
        let quantity = Quantity("loss rnn".to_owned());
        let kinds = [
            Kind::Text,
            Kind::Choice { options: vec![String::new(), "1 & <b>2</b>".to_owned()], right: Some(1) },
            Kind::Number { quantity: quantity.clone(), tolerance: TOLERANCE },
            Kind::Number { quantity: Quantity(String::new()), tolerance: 0.5 },
            Kind::Experiment { quantity, is_more: true, value: 0.25 },
        ];
        let questions: Vec<Question> = kinds.map(|kind| Question { text: String::new(), kind }).into();
        let answers = vec![String::new(); questions.len()];
        let homework = Homework { title: "기울기 100 %".to_owned(), questions, answers, ..Homework::default() };
        let locks = Locks::default().with(Lock::Size, true);
        let teaching = Teaching { locks, panel: Some("flow"), homework: Some(homework), ..Teaching::default() };
        let parts = Parts::default().with("stage", true).with("flow", true);
        assert_eq!(draft_from_text(&text_from_draft(&teaching, parts)), Some((teaching, parts)));
    }

    #[test]
    fn a_value_may_still_be_missing() {
        let quantity = Quantity("kept lstm".to_owned());
        let question = Question {
            text: "Keep it.".to_owned(),
            kind: Kind::Experiment { quantity, is_more: false, value: f64::NAN },
        };
        let homework = Homework { questions: vec![question], answers: vec![String::new()], ..Homework::default() };
        let teaching = Teaching { homework: Some(homework), ..Teaching::default() };
        let (read, _) = draft_from_text(&text_from_draft(&teaching, Parts::default())).unwrap();
        let Kind::Experiment { value, .. } = read.homework.unwrap().questions[0].kind else { panic!("another kind") };
        assert!(value.is_nan());
    }

    #[test]
    fn what_is_no_draft_is_refused() {
        assert_eq!(text_from_draft(&Teaching::default(), Parts::default()), "");
        assert_eq!(draft_from_text(""), Some((Teaching::default(), Parts::default())));
        let many = "q=text&".repeat(MOST_QUESTIONS + 1);
        for text in
            ["{}", "lock=everything", "panel=nowhere", "parts=colour", "q=essay%0AWhy%3F", "q=number+x+y", &many]
        {
            assert_eq!(draft_from_text(text), None, "{text}");
        }
    }
}
