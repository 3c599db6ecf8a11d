//! Voices to waves: a survey is one wave; voices that came by themselves are gathered by quarter.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::statistics::{Estimate, adjusted_wald, mean, t_mean, wilson};
use super::voices::{Measure, Voice, measure, method, voices};
use crate::check::{Checked, Party};
use crate::record::{Direction, Entry, Instrument, Key, Method, Records, Survey, Voice as Source};

/// Fewer answers than this have no figure, and fewer anonymous ones show neither words nor roles.
pub const FEW: usize = 5;

/// The figure that an instrument is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// Promoters less detractors, −100 to 100.
    NetPromoter,
    /// The share in the two best boxes, 0 to 1.
    TopTwo,
    /// The mean, on the instrument's own scale.
    Mean,
}

/// All waves of one instrument, by one method, of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// Whose voices they are.
    pub source: Source,
    /// The method, where one is named.
    pub method: Option<(&'a Key, &'a Entry, &'a Method)>,
    /// What the scores are measured with.
    pub measure: Measure,
    /// The waves, oldest first; never empty.
    pub waves: Vec<Wave<'a>>,
}

/// One wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave<'a> {
    /// Its day: the survey's, or that of the last voice of its quarter.
    pub on: NaiveDate,
    /// The survey; `None` for voices that came by themselves.
    pub survey: Option<(&'a Entry, &'a Survey)>,
    /// Its voices, each respondent's latest, in the order of the records.
    pub voices: Vec<Voice<'a>>,
    /// How many were asked, where that is known and no fewer than answered.
    pub invited: Option<usize>,
    /// Who was asked and did not answer, where every name is kept.
    pub silent: Vec<&'a Party>,
}

/// The figure if all who were silent had given the worst answer, or the best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// All of the silent at the worst answer.
    pub worst: f64,
    /// All of the silent at the best answer.
    pub best: f64,
}

impl Measure {
    /// The figure by which it is read.
    #[must_use]
    pub fn statistic(&self) -> Statistic {
        match self.instrument {
            Instrument::Nps => Statistic::NetPromoter,
            Instrument::Csat => Statistic::TopTwo,
            Instrument::Ces | Instrument::Scale => Statistic::Mean,
        }
    }

    /// Whether an answer is in one of the two best boxes.
    #[must_use]
    pub fn is_top_two(&self, score: f64) -> bool {
        match self.better {
            Direction::Higher => score >= self.high - 1.0,
            Direction::Lower => score <= self.low + 1.0,
        }
    }

    /// The best answer.
    #[must_use]
    pub fn best(&self) -> f64 {
        if self.better == Direction::Higher { self.high } else { self.low }
    }

    /// The worst answer.
    #[must_use]
    pub fn worst(&self) -> f64 {
        if self.better == Direction::Higher { self.low } else { self.high }
    }

    /// The figure of answers with its interval; `None` under five answers.
    #[must_use]
    pub fn estimate(&self, scores: &[f64]) -> Option<Estimate> {
        if scores.len() < FEW {
            return None;
        }
        match self.statistic() {
            Statistic::NetPromoter => {
                let [promoters, passives, detractors] = promoter_counts(scores);
                adjusted_wald(promoters, passives, detractors)
            }
            Statistic::TopTwo => wilson(self.top_two(scores), scores.len()),
            Statistic::Mean => t_mean(scores, self.low, self.high),
        }
    }

    /// How many answers are in one of the two best boxes.
    #[must_use]
    pub fn top_two(&self, scores: &[f64]) -> usize {
        scores.iter().filter(|score| self.is_top_two(**score)).count()
    }

    /// The figure without an interval, from any number of answers; `None` from none.
    fn plain(&self, scores: &[f64]) -> Option<f64> {
        let n = scores.len() as f64;
        (n > 0.0).then(|| match self.statistic() {
            Statistic::NetPromoter => {
                let [promoters, _, detractors] = promoter_counts(scores);
                100.0 * (promoters as f64 - detractors as f64) / n
            }
            Statistic::TopTwo => self.top_two(scores) as f64 / n,
            Statistic::Mean => mean(scores),
        })
    }
}

/// Promoters (9 and 10), passives (7 and 8) and detractors.
#[must_use]
pub fn promoter_counts(scores: &[f64]) -> [usize; 3] {
    let count = |keep: fn(f64) -> bool| scores.iter().filter(|score| keep(**score)).count();
    [count(|score| score >= 9.0), count(|score| (7.0..9.0).contains(&score)), count(|score| score < 7.0)]
}

impl<'a> Series<'a> {
    /// The latest wave.
    #[must_use]
    pub fn latest(&self) -> Option<&Wave<'a>> {
        self.waves.last()
    }

    /// The figure of a wave with its interval; `None` under five answers.
    #[must_use]
    pub fn estimate(&self, wave: &Wave<'_>) -> Option<Estimate> {
        self.measure.estimate(&wave.scores())
    }

    /// The worst and the best case if the silent had answered; `None` where it is not known how many were asked.
    #[must_use]
    pub fn bounds(&self, wave: &Wave<'_>) -> Option<Bounds> {
        let scores = wave.scores();
        let silent = wave.invited?.checked_sub(scores.len())?;
        let with = |answer: f64| {
            let mut all = scores.clone();
            all.extend(std::iter::repeat_n(answer, silent));
            self.measure.plain(&all)
        };
        Some(Bounds { worst: with(self.measure.worst())?, best: with(self.measure.best())? })
    }
}

impl<'a> Wave<'a> {
    /// The scores, ascending.
    #[must_use]
    pub fn scores(&self) -> Vec<f64> {
        let mut scores: Vec<f64> = self.voices.iter().filter_map(|voice| voice.score).collect();
        scores.sort_by(f64::total_cmp);
        scores
    }

    /// The share of those asked who answered, with its interval.
    #[must_use]
    pub fn response(&self) -> Option<Estimate> {
        wilson(self.voices.len(), self.invited?)
    }

    /// Whether the words and roles of its anonymous voices must not be shown: there are too few to hide among.
    #[must_use]
    pub fn hides_anonymous(&self) -> bool {
        hides_anonymous(&self.voices)
    }
}

/// Whether voices hold anonymous ones, and too few of them to hide among.
fn hides_anonymous(voices: &[Voice<'_>]) -> bool {
    (1..FEW).contains(&voices.iter().filter(|voice| voice.respondent.party().is_none()).count())
}

/// The anonymous voices of a day's records whose words and roles must not be shown: there are fewer than five of them in
/// their survey, or among those of their quarter and measure that came by themselves.
#[must_use]
pub fn withheld(checked: &Checked, plan: &Records, day: NaiveDate) -> BTreeSet<Key> {
    let hidden = |voice: &Voice<'_>| voice.respondent.party().is_none();
    let waves = waves(checked, plan, day);
    let in_waves: BTreeSet<&Key> =
        waves.iter().flat_map(|wave| &wave.voices).map(|voice| &voice.entry.key).collect();
    let too_few = waves.iter().filter(|wave| wave.hides_anonymous()).flat_map(|wave| &wave.voices);
    let mut keys: BTreeSet<Key> =
        too_few.filter(|voice| hidden(voice)).map(|voice| voice.entry.key.clone()).collect();
    // One that is in no wave stands alone.
    let alone = voices(checked, plan, day).into_iter().filter(|voice| !in_waves.contains(&voice.entry.key));
    keys.extend(alone.filter(hidden).map(|voice| voice.entry.key.clone()));
    keys
}

/// Every series of an account up to a day: the customer's first, then by method, instrument and scale. Voices without a
/// measure are in none.
#[must_use]
pub fn series<'a>(checked: &'a Checked, plan: &'a Records, day: NaiveDate) -> Vec<Series<'a>> {
    let mut all: Vec<Series<'a>> = Vec::new();
    for wave in waves(checked, plan, day) {
        let Some(key) = Group::of(&wave, checked, plan) else { continue };
        match all.iter_mut().find(|series| key.is(series)) {
            Some(series) => series.waves.push(wave),
            None => all.push(Series {
                source: key.source,
                method: key.method,
                measure: key.measure,
                waves: vec![wave],
            }),
        }
    }
    for series in &mut all {
        series.waves.sort_by(|left, right| (left.on, place(left)).cmp(&(right.on, place(right))));
    }
    all.sort_by(order);
    all
}

/// Where a wave stands among those of its day.
fn place<'w>(wave: &'w Wave<'_>) -> Option<&'w crate::source::Span> {
    wave.survey.map(|(entry, _)| &entry.span)
}

/// What a wave belongs to.
struct Group<'a> {
    source: Source,
    method: Option<(&'a Key, &'a Entry, &'a Method)>,
    measure: Measure,
}

impl<'a> Group<'a> {
    fn of(wave: &Wave<'a>, checked: &'a Checked, plan: &'a Records) -> Option<Self> {
        if let Some((_, survey)) = wave.survey {
            let method = method(checked, plan, survey.method.as_ref());
            let measure = measure(method, survey.instrument.as_ref(), survey.scale.as_ref())?;
            return Some(Self { source: side_of(survey), method, measure });
        }
        let first = wave.voices.first()?;
        Some(Self { source: first.source, method: first.method, measure: first.measure? })
    }

    fn is(&self, series: &Series<'_>) -> bool {
        same(self.source, self.method, &self.measure, series.source, series.method, &series.measure)
    }
}

fn same(
    source: Source,
    method: Option<(&Key, &Entry, &Method)>,
    measure: &Measure,
    other_source: Source,
    other_method: Option<(&Key, &Entry, &Method)>,
    other_measure: &Measure,
) -> bool {
    source == other_source
        && place_of(method) == place_of(other_method)
        && measure.order(other_measure) == Ordering::Equal
}

/// A method by its place: the account's and the shared plan's may have the same id.
fn place_of<'m>(method: Option<(&'m Key, &'m Entry, &'m Method)>) -> Option<&'m crate::source::Span> {
    method.map(|(_, entry, _)| &entry.span)
}

fn order(left: &Series<'_>, right: &Series<'_>) -> Ordering {
    let id = |series: &Series<'_>| series.method.map(|(key, ..)| key.clone());
    left.source
        .cmp(&right.source)
        .then_with(|| id(left).is_none().cmp(&id(right).is_none()))
        .then_with(|| id(left).cmp(&id(right)))
        .then_with(|| place_of(left.method).cmp(&place_of(right.method)))
        .then_with(|| left.measure.order(&right.measure))
}

/// Every wave of an account up to a day, whatever its instrument.
fn waves<'a>(checked: &'a Checked, plan: &'a Records, day: NaiveDate) -> Vec<Wave<'a>> {
    let all = voices(checked, plan, day);
    let (answers, loose): (Vec<_>, Vec<_>) = all.into_iter().partition(belongs_to_survey);
    let surveys = checked.each::<Survey>().filter(|(_, survey)| survey.on.value <= day);
    let mut waves: Vec<Wave<'a>> = surveys
        .map(|(entry, survey)| {
            let own =
                answers.iter().filter(|voice| voice.survey.is_some_and(|(host, _)| host.key == entry.key));
            of_survey(checked, entry, survey, own.cloned().collect())
        })
        .collect();
    waves.extend(by_quarter(loose));
    waves
}

/// Whether a voice is an answer of the side that was asked: one of ours among the customer's answers stands apart.
fn belongs_to_survey(voice: &Voice<'_>) -> bool {
    voice.survey.is_some_and(|(_, survey)| side_of(survey) == voice.source)
}

fn side_of(survey: &Survey) -> Source {
    survey.source.as_ref().map_or(Source::Customer, |source| source.value)
}

fn of_survey<'a>(
    checked: &'a Checked,
    entry: &'a Entry,
    survey: &'a Survey,
    voices: Vec<Voice<'a>>,
) -> Wave<'a> {
    let voices = latest_each(voices);
    let asked: BTreeSet<&Party> = survey.sent_to.iter().filter_map(|who| checked.party(who)).collect();
    let invited =
        if asked.is_empty() { survey.sent.as_ref().map(|sent| sent.0 as usize) } else { Some(asked.len()) };
    let answered: BTreeSet<&Party> = voices.iter().filter_map(|voice| voice.respondent.party()).collect();
    let all_named = voices.iter().all(|voice| voice.respondent.party().is_some());
    let silent = if all_named { asked.difference(&answered).copied().collect() } else { Vec::new() };
    let invited = invited.filter(|invited| *invited >= voices.len() && *invited > 0);
    Wave { on: survey.on.value, survey: Some((entry, survey)), voices, invited, silent }
}

/// Voices with a score that came by themselves, gathered by what they measure and the quarter in which they came.
fn by_quarter(loose: Vec<Voice<'_>>) -> Vec<Wave<'_>> {
    let quarter = |on: NaiveDate| (on.year(), on.month0() / 3);
    let mut waves: Vec<Wave<'_>> = Vec::new();
    for voice in loose.into_iter().filter(|voice| voice.score.is_some()) {
        let fits = |wave: &&mut Wave<'_>| {
            wave.voices.first().is_some_and(|first| {
                quarter(first.on) == quarter(voice.on)
                    && first.measure.zip(voice.measure).is_some_and(|(first_measure, measure)| {
                        same(first.source, first.method, &first_measure, voice.source, voice.method, &measure)
                    })
            })
        };
        match waves.iter_mut().find(fits) {
            Some(wave) => wave.voices.push(voice),
            None => waves.push(Wave {
                on: voice.on,
                survey: None,
                voices: vec![voice],
                invited: None,
                silent: Vec::new(),
            }),
        }
    }
    for wave in &mut waves {
        wave.voices = latest_each(std::mem::take(&mut wave.voices));
        wave.on = wave.voices.iter().map(|voice| voice.on).max().unwrap_or(wave.on);
    }
    waves
}

/// Each respondent's latest voice; the later record, where they spoke twice on a day. Nobody without a name is paired.
fn latest_each(voices: Vec<Voice<'_>>) -> Vec<Voice<'_>> {
    let mut kept: Vec<Voice<'_>> = Vec::new();
    for voice in voices {
        let earlier = voice
            .respondent
            .party()
            .and_then(|party| kept.iter_mut().find(|other| other.respondent.party() == Some(party)));
        match earlier {
            Some(earlier) if earlier.on <= voice.on => *earlier = voice,
            Some(_) => {}
            None => kept.push(voice),
        }
    }
    kept
}
