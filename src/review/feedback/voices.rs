//! Every voice of an account, whatever record it stands in, with the instrument that it answers.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::{Checked, Party, Target};
use crate::record::{
    Answer, At, Direction, Entry, Feedback, Instrument, Key, Kind, Method, Records, Scale, Survey,
    Voice as Source, What,
};
use crate::review::answer::criticism;
use crate::review::side::is_ours;

/// Who a voice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Respondent<'a> {
    /// Somebody with a name.
    Named(&'a Party),
    /// Nobody with a name; the label means nothing beyond its wave.
    Anonymous(Option<&'a str>),
}

impl<'a> Respondent<'a> {
    /// The party, where the name is kept.
    #[must_use]
    pub fn party(&self) -> Option<&'a Party> {
        if let Self::Named(party) = self { Some(party) } else { None }
    }
}

/// What a score is measured with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// The instrument.
    pub instrument: Instrument,
    /// The lowest answer.
    pub low: f64,
    /// The highest answer.
    pub high: f64,
    /// Which end is better.
    pub better: Direction,
}

impl Measure {
    /// The measure of an instrument on its scale, or on its usual one; `None` where neither is known, or the scale has no
    /// width.
    #[must_use]
    pub fn of(instrument: Option<Instrument>, scale: Option<&Scale>) -> Option<Self> {
        let instrument = instrument.or_else(|| scale.map(|_| Instrument::Scale))?;
        let (low, high) = match (instrument, scale) {
            (Instrument::Nps, _) => (0.0, 10.0),
            (_, Some(scale)) => (scale.low.value, scale.high.value),
            (Instrument::Csat, None) => (1.0, 5.0),
            (Instrument::Ces, None) => (1.0, 7.0),
            (Instrument::Scale, None) => return None,
        };
        let written = scale.and_then(|scale| scale.better.as_ref()).map(|better| better.value);
        let better = written.filter(|_| instrument != Instrument::Nps).unwrap_or(Direction::Higher);
        (low < high).then_some(Self { instrument, low, high, better })
    }

    /// Whether an answer lies on the scale.
    #[must_use]
    pub fn holds(&self, score: f64) -> bool {
        (self.low..=self.high).contains(&score)
    }

    /// An order without meaning, so that lists have one.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let words = (self.instrument, self.better).cmp(&(other.instrument, other.better));
        words.then(self.low.total_cmp(&other.low)).then(self.high.total_cmp(&other.high))
    }
}

/// One voice.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice<'a> {
    /// The answer's or the feedback's record.
    pub entry: &'a Entry,
    /// The survey that it answers.
    pub survey: Option<(&'a Entry, &'a Survey)>,
    /// The day.
    pub on: NaiveDate,
    /// Whose voice it is.
    pub source: Source,
    /// The method by which it was collected: of the account, or of the plan that all accounts share.
    pub method: Option<(&'a Key, &'a Entry, &'a Method)>,
    /// What its score is measured with; `None` where no record says.
    pub measure: Option<Measure>,
    /// Who said it.
    pub respondent: Respondent<'a>,
    /// The score, where there is one that lies on the scale.
    pub score: Option<f64>,
    /// The score that lies outside its scale, or has none: shown, and counted nowhere.
    pub off_scale: Option<f64>,
    /// What they find good.
    pub strengths: &'a [At<String>],
    /// What they find bad.
    pub weaknesses: &'a [At<String>],
    /// What they would have better.
    pub improve: &'a [At<String>],
    /// Their words, where they stand in a field; those of a feedback file are its body.
    pub words: Option<&'a str>,
    /// Whether it is criticism that wants an answer.
    pub wants_answer: bool,
    /// The day on which we answered.
    pub answered: Option<NaiveDate>,
}

impl Voice<'_> {
    /// Whether there is criticism in it, or a wish.
    #[must_use]
    pub fn criticises(&self) -> bool {
        !self.weaknesses.is_empty() || !self.improve.is_empty()
    }
}

/// Every voice up to a day, in the order of the records. `plan` is what all accounts share.
#[must_use]
pub fn voices<'a>(checked: &'a Checked, plan: &'a Records, day: NaiveDate) -> Vec<Voice<'a>> {
    let criticised: BTreeSet<&Key> = criticism(checked, day)
        .filter(|one| one.is_open() || one.answered.is_some())
        .map(|one| &one.entry.key)
        .collect();
    let found = checked.entries.iter().filter_map(|entry| {
        let on = entry.date.filter(|date| *date <= day)?;
        let wants_answer = criticised.contains(&entry.key);
        let read = Reading { checked, plan, entry, on, wants_answer, day };
        match (entry.as_kind::<Feedback>(), entry.as_kind::<Answer>()) {
            (Some(one), _) => Some(read.feedback(one)),
            (_, Some(one)) => read.answer(one),
            _ => None,
        }
    });
    found.collect()
}

/// One record on its way to being a voice.
struct Reading<'a> {
    checked: &'a Checked,
    plan: &'a Records,
    entry: &'a Entry,
    on: NaiveDate,
    wants_answer: bool,
    day: NaiveDate,
}

impl<'a> Reading<'a> {
    fn feedback(&self, one: &'a Feedback) -> Voice<'a> {
        let method = method(self.checked, self.plan, one.method.as_ref());
        let measure = measure(method, one.instrument.as_ref(), one.scale.as_ref());
        let (score, off_scale) = place(one.score.as_ref(), measure);
        Voice {
            entry: self.entry,
            survey: None,
            on: self.on,
            source: self.side(one.from.as_ref(), one.source.as_ref()),
            method,
            measure,
            respondent: self.respondent(one.from.as_ref(), None),
            score,
            off_scale,
            strengths: &one.strengths,
            weaknesses: &one.weaknesses,
            improve: &one.improve,
            words: None,
            wants_answer: self.wants_answer,
            answered: super::super::past::by(one.answered.as_ref(), self.day),
        }
    }

    /// An answer whose survey was left out answers nothing.
    fn answer(&self, one: &'a Answer) -> Option<Voice<'a>> {
        let host = self.checked.find(self.entry.host.as_ref()?)?;
        let survey = host.as_kind::<Survey>()?;
        let method = method(self.checked, self.plan, survey.method.as_ref());
        let measure = measure(method, survey.instrument.as_ref(), survey.scale.as_ref());
        let (score, off_scale) = place(one.score.as_ref(), measure);
        Some(Voice {
            entry: self.entry,
            survey: Some((host, survey)),
            on: self.on,
            source: self.side(one.from.as_ref(), survey.source.as_ref()),
            method,
            measure,
            respondent: self.respondent(one.from.as_ref(), one.label.as_ref()),
            score,
            off_scale,
            strengths: &one.strengths,
            weaknesses: &one.weaknesses,
            improve: &one.improve,
            words: one.words.as_ref().map(|words| words.value.as_str()),
            wants_answer: self.wants_answer,
            answered: super::super::past::by(one.answered.as_ref(), self.day),
        })
    }

    /// Whose voice it is: as its record says, but one of ours never speaks for the customer.
    fn side(&self, from: Option<&At<crate::record::Who>>, written: Option<&At<Source>>) -> Source {
        let ours =
            from.and_then(|who| self.checked.party(who)).is_some_and(|party| is_ours(self.checked, party));
        if ours { Source::Staff } else { written.map_or(Source::Customer, |source| source.value) }
    }

    fn respondent(
        &self,
        from: Option<&'a At<crate::record::Who>>,
        label: Option<&'a At<String>>,
    ) -> Respondent<'a> {
        match from.and_then(|who| self.checked.party(who)) {
            Some(party) => Respondent::Named(party),
            None => Respondent::Anonymous(label.map(|label| label.value.as_str())),
        }
    }
}

/// The method that is referred to.
pub(super) fn method<'a>(
    checked: &'a Checked,
    plan: &'a Records,
    what: Option<&At<What>>,
) -> Option<(&'a Key, &'a Entry, &'a Method)> {
    let entry = match checked.target(&what?.span)? {
        Target::Record(key) if key.kind == Kind::Method => checked.find(key),
        Target::Plan(key) => plan.entries.iter().find(|entry| entry.key == *key),
        _ => None,
    }?;
    Some((&entry.key, entry, entry.as_kind::<Method>()?))
}

/// The instrument and the scale: the method's, and the record's own where the method names none.
pub(super) fn measure(
    method: Option<(&Key, &Entry, &Method)>,
    instrument: Option<&At<Instrument>>,
    scale: Option<&At<Scale>>,
) -> Option<Measure> {
    let by_method = method.map(|(_, _, method)| method);
    let instrument = by_method.and_then(|method| method.instrument.as_ref()).or(instrument);
    let scale = by_method.and_then(|method| method.scale.as_ref()).or(scale);
    Measure::of(instrument.map(|at| at.value), scale.map(|at| &at.value))
}

/// A score that lies on its scale, or one that does not.
fn place(score: Option<&At<f64>>, measure: Option<Measure>) -> (Option<f64>, Option<f64>) {
    match (score.map(|at| at.value), measure) {
        (Some(score), Some(measure)) if measure.holds(score) => (Some(score), None),
        (score, _) => (None, score),
    }
}
