//! One instrument: its latest figure with interval and silence, its waves, and what their analysis says.

use std::collections::BTreeSet;

use super::sentences::Told;
use crate::chart;
use crate::check::Party;
use crate::language::Language;
use crate::page::account::InstrumentView;
use crate::page::common::{Figure, Working};
use crate::page::desk::{Desk, role_text, working};
use crate::page::make::methods::instrument_text;
use crate::page::make::words::and;
use crate::record::{Direction, Instrument, Key, Kind, Person, Voice as Source};
use crate::review::feedback::{Analysis, Estimate, FEW, Interval, Series, Statistic, Wave, promoter_counts};
use crate::review::people::roles;
use crate::review::standing::Evidence;

/// Answers from which on an interval may stand behind its figure instead of beside it.
const MANY: usize = 20;

/// One instrument, by its latest wave, with what it counts as in the standing.
pub fn view(
    desk: &Desk<'_>,
    name: &str,
    series: &Series<'_>,
    analysis: &Analysis<'_>,
    counted: &[Evidence],
) -> InstrumentView {
    let id = format!("instrument-{name}");
    let Some(wave) = series.latest() else { return InstrumentView { id, ..InstrumentView::default() } };
    let scores = wave.scores();
    let figure = figure(desk, series, wave);
    let words = Words { desk, series };
    let told = Told { desk, series, analysis };
    let (response, worst_case) = (words.response(wave), words.worst_case(wave));
    InstrumentView {
        title: words.title(),
        dots: figure.is_none().then(|| words.dots(&id, &scores)).flatten(),
        interval: figure.as_ref().map(|(_, interval)| interval.clone()).unwrap_or_default(),
        figure: figure.map(|(figure, _)| figure),
        answers: wave.voices.len(),
        invited: wave.invited,
        silent: wave.silent.iter().map(|party| words.silent(party)).collect(),
        trend: (series.waves.len() > 1).then(|| words.trend(&id)).flatten(),
        sentence: told.sentence(),
        techniques: told.techniques(&id, words.silence(wave, &response, &worst_case)),
        mapped: words.mapped(counted),
        response: with_bare(wave, response, &desk.site.language),
        worst_case,
        id,
    }
}

/// The response rate, and how many answers hold words alone.
fn with_bare(wave: &Wave<'_>, response: String, language: &Language) -> String {
    let parts = match wave.voices.len() - wave.scores().len() {
        0 => vec![response],
        bare => vec![response, language.say("bare-without-a-score", &[("bare", &bare)])],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// What a series is called: “Would you recommend us? (NPS, 0 to 10)”.
pub fn title(desk: &Desk<'_>, series: &Series<'_>) -> String {
    Words { desk, series }.title()
}

/// The scale of a series in words: “NPS, 0 to 10”.
pub fn scale(desk: &Desk<'_>, series: &Series<'_>) -> String {
    Words { desk, series }.scale()
}

/// The figure of a wave with its interval in words; none under five answers.
pub fn figure(desk: &Desk<'_>, series: &Series<'_>, wave: &Wave<'_>) -> Option<(Figure, String)> {
    let (words, scores) = (Words { desk, series }, wave.scores());
    let estimate = series.estimate(wave)?;
    Some((words.figure(wave, &scores, estimate), words.interval(estimate.interval, scores.len())))
}

/// The series in words.
struct Words<'a, 'd> {
    desk: &'a Desk<'d>,
    series: &'a Series<'a>,
}

impl Words<'_, '_> {
    fn number(&self, value: f64, decimals: usize) -> String {
        self.desk.site.language.number(value, decimals)
    }

    /// A figure of the instrument: “40”, “80%”, “7.4”.
    fn value(&self, value: f64) -> String {
        match self.series.measure.statistic() {
            Statistic::NetPromoter => self.number(value, 0),
            Statistic::TopTwo => self.desk.site.language.percent(value, 0),
            Statistic::Mean => self.number(value, 1),
        }
    }

    /// “95% interval”, in the language's form.
    fn interval_word(&self) -> String {
        self.desk
            .site
            .language
            .say("percent-interval", &[("percent", &self.desk.site.language.percent(0.95, 0))])
    }

    /// “Would you recommend us? (NPS, 0 to 10)”.
    fn title(&self) -> String {
        let named = self.series.measure.instrument != Instrument::Scale;
        let scale = self.scale();
        let title = match self.series.method {
            Some((_, entry, _)) => format!("{} ({scale})", self.desk.title(entry)),
            None if named => scale,
            None => self.desk.site.language.say("a-score-from-scale", &[("scale", &scale)]),
        };
        if self.series.source == Source::Staff {
            self.desk.site.language.say("our-own-people-title", &[("title", &title)])
        } else {
            title
        }
    }

    /// “NPS, 0 to 10”.
    fn scale(&self) -> String {
        let measure = &self.series.measure;
        let (low, high) = (self.desk.short_number(measure.low), self.desk.short_number(measure.high));
        let better = if measure.better == Direction::Lower {
            &self.desk.site.language.word("lower-is-better")
        } else {
            ""
        };
        if measure.instrument == Instrument::Scale {
            self.desk
                .site
                .language
                .say("low-to-high-better", &[("low", &low), ("high", &high), ("better", &better)])
        } else {
            self.desk.site.language.say(
                "instrument-text-low-to-high-better",
                &[
                    ("instrument_text", &instrument_text(measure.instrument, &self.desk.site.language)),
                    ("low", &low),
                    ("high", &high),
                    ("better", &better),
                ],
            )
        }
    }

    fn figure(&self, wave: &Wave<'_>, scores: &[f64], estimate: Estimate) -> Figure {
        let unit = match self.series.measure.statistic() {
            Statistic::NetPromoter => &self.desk.site.language.word("promoters-less-detractors"),
            Statistic::TopTwo => &self.desk.site.language.word("in-the-two-best-boxes"),
            Statistic::Mean => &self.desk.site.language.word("on-average"),
        };
        let (formula, terms) = self.working(scores, estimate.interval);
        let survey = wave.survey.map(|(entry, _)| entry);
        let answers = wave.voices.iter().filter(|voice| voice.score.is_some()).map(|voice| voice.entry);
        let evidence = self.desk.evidence(formula, terms, survey.into_iter().chain(answers));
        Figure::plain(self.value(estimate.value), estimate.value).unit(unit).because(evidence)
    }

    fn working(&self, scores: &[f64], interval: Interval) -> (String, Vec<Working>) {
        let ends = || {
            working(
                self.interval_word(),
                self.desk.site.language.say(
                    "what-to-what2",
                    &[("what", &self.value(interval.low)), ("what2", &self.value(interval.high))],
                ),
            )
        };
        let n = || working(self.desk.site.language.word("answers-n"), scores.len().to_string());
        match self.series.measure.statistic() {
            Statistic::NetPromoter => {
                let [promoters, passives, detractors] =
                    promoter_counts(scores).map(|count| count.to_string());
                let terms = vec![
                    working("Promoters, 9 and 10", promoters),
                    working("Passives, 7 and 8", passives),
                    working("Detractors, 0 to 6", detractors),
                    n(),
                    ends(),
                ];
                (self.desk.site.language.word("n-100-promoters-detractors-n-interval"), terms)
            }
            Statistic::TopTwo => {
                let best = self.series.measure.top_two(scores).to_string();
                let terms =
                    vec![working(self.desk.site.language.word("in-the-two-best-boxes-2"), best), n(), ends()];
                (self.desk.site.language.word("answers-in-the-two-best-boxes-n-interval"), terms)
            }
            Statistic::Mean => {
                let listed: Vec<String> = scores.iter().map(|score| self.desk.short_number(*score)).collect();
                let terms =
                    vec![working(self.desk.site.language.word("answers"), listed.join(", ")), n(), ends()];
                (self.desk.site.language.word("the-mean-of-the-answers-interval-students-t"), terms)
            }
        }
    }

    fn interval(&self, interval: Interval, answers: usize) -> String {
        let word = self.interval_word();
        let ends = self.desk.site.language.say(
            "word-what-to-what2",
            &[("word", &word), ("what", &self.value(interval.low)), ("what2", &self.value(interval.high))],
        );
        if answers < MANY {
            format!("{ends}; {}", self.desk.site.language.count("n-answers", answers, &[]))
        } else {
            ends
        }
    }

    /// “36%, 95% interval 16% to 61%”.
    fn response(&self, wave: &Wave<'_>) -> String {
        let percent = |share: f64| self.desk.site.language.percent(share, 0);
        let said = wave.response().map(|rate| {
            self.desk.site.language.say(
                "percent-95-interval-percent2-to-percent3",
                &[
                    ("percent", &percent(rate.value)),
                    ("percent2", &percent(rate.interval.low)),
                    ("percent3", &percent(rate.interval.high)),
                ],
            )
        });
        said.unwrap_or_default()
    }

    /// The roles that the silent hold and nobody who answered, in words.
    fn silent_roles(&self, wave: &Wave<'_>) -> Vec<String> {
        let of = |party: &Party| match party {
            Party::Person(id) => {
                let person = self.desk.checked.get::<Person>(Kind::Person, id);
                person.map(|person| roles(person, self.desk.site.as_of)).unwrap_or_default()
            }
            Party::Member(_) => Vec::new(),
        };
        let answered: Vec<_> =
            wave.voices.iter().filter_map(|voice| voice.respondent.party()).flat_map(of).collect();
        let silent: BTreeSet<_> = wave.silent.iter().flat_map(|party| of(party)).collect();
        silent
            .into_iter()
            .filter(|role| !answered.contains(role))
            .map(|role| role_text(role, &self.desk.site.language))
            .collect()
    }

    /// Somebody who was asked and is silent, with their roles: “Jonas Lind (user)”.
    fn silent(&self, party: &Party) -> String {
        let name = self.desk.name(party);
        let Party::Person(id) = party else { return name };
        let person = self.desk.checked.get::<Person>(Kind::Person, id);
        let all = person.map(|person| roles(person, self.desk.site.as_of)).unwrap_or_default();
        let all: Vec<String> =
            all.into_iter().map(|role| role_text(role, &self.desk.site.language)).collect();
        if all.is_empty() { name } else { format!("{name} ({})", and(&all, &self.desk.site.language)) }
    }

    /// “36% of those asked answered (…). Silent: Jonas Lind (user). Had the silent answered, the figure would lie …”
    fn silence(&self, wave: &Wave<'_>, response: &str, bounds: &str) -> String {
        if response.is_empty() {
            return String::new();
        }
        let mut said =
            self.desk.site.language.say("response-of-those-asked-answered", &[("response", &response)]);
        let silent: Vec<String> = wave.silent.iter().map(|party| self.silent(party)).collect();
        if !silent.is_empty() {
            said.push_str(
                &self
                    .desk
                    .site
                    .language
                    .say("silent-and", &[("and", &and(&silent, &self.desk.site.language))]),
            );
        }
        let roles = self.silent_roles(wave);
        if !roles.is_empty() {
            said.push_str(
                &self
                    .desk
                    .site
                    .language
                    .say("nobody-of-these-roles-answered-roles", &[("roles", &roles.join(", "))]),
            );
        }
        if !bounds.is_empty() {
            said.push_str(
                &self
                    .desk
                    .site
                    .language
                    .say("had-the-silent-answered-the-figure-would", &[("bounds", &bounds)]),
            );
        }
        said
    }

    /// What it counts as in the standing, 0 to 100: its own part of the dimension's evidence, by weight and freshness.
    fn mapped(&self, counted: &[Evidence]) -> Option<Figure> {
        let voices = self.series.waves.iter().flat_map(|wave| &wave.voices);
        let keys: BTreeSet<&Key> = voices.map(|voice| &voice.entry.key).collect();
        let own: Vec<&Evidence> = counted.iter().filter(|one| keys.contains(&one.place.key)).collect();
        let weights: f64 = own.iter().map(|one| one.weight * one.freshness).sum();
        let points: f64 = own.iter().map(|one| one.weight * one.freshness * one.value).sum();
        let score = (weights > 0.0).then(|| points / weights)?;
        let terms = own.iter().map(|one| {
            let influence = self.desk.short_number(one.weight);
            let term = self.desk.site.language.say(
                "label-influence-influence-freshness-number",
                &[
                    ("label", &one.label),
                    ("influence", &influence),
                    ("number", &self.number(one.freshness, 2)),
                ],
            );
            working(term, self.number(one.value, 0))
        });
        let records = own.iter().filter_map(|one| self.desk.checked.find(&one.place.key));
        let formula = &self.desk.site.language.word("f-i-x-f-i-each-respondents-latest-answer-in");
        let evidence = self.desk.evidence(formula, terms.collect(), records);
        Some(Figure::plain(self.number(score, 0), score).unit("of 100").because(evidence))
    }

    fn worst_case(&self, wave: &Wave<'_>) -> String {
        let answers = wave.scores().len();
        let bounds = self.series.bounds(wave).filter(|_| answers >= FEW && wave.invited != Some(answers));
        bounds
            .map(|all| {
                self.desk.site.language.say(
                    "between-what-and-what2",
                    &[("what", &self.value(all.worst)), ("what2", &self.value(all.best))],
                )
            })
            .unwrap_or_default()
    }

    /// The ends of a chart's scale, the factor of its values, and their decimals.
    fn plot(&self) -> (f64, f64, f64, usize) {
        let measure = &self.series.measure;
        match measure.statistic() {
            Statistic::NetPromoter => (-100.0, 100.0, 1.0, 0),
            Statistic::TopTwo => (0.0, 100.0, 100.0, 0),
            Statistic::Mean => (measure.low, measure.high, 1.0, 1),
        }
    }

    fn dots(&self, id: &str, scores: &[f64]) -> Option<crate::page::common::ChartView> {
        let measure = &self.series.measure;
        let title = match scores.len() {
            1 => self.desk.site.language.word("the-one-answer"),
            many => self.desk.site.language.say("the-many-answers", &[("many", &many)]),
        };
        let decimals = usize::from(scores.iter().any(|score| score.fract() != 0.0));
        let dots = chart::Dots {
            id: &format!("{id}-dots"),
            title: &title,
            answers: scores,
            low: measure.low,
            high: measure.high,
            decimals,
        };
        chart::dots(&dots, &self.desk.site.language).map(Into::into)
    }

    fn trend(&self, id: &str) -> Option<crate::page::common::ChartView> {
        let (low, high, factor, decimals) = self.plot();
        let waves: Vec<chart::Wave> = self
            .series
            .waves
            .iter()
            .map(|wave| {
                let estimate = self.series.estimate(wave);
                chart::Wave {
                    on: wave.on,
                    value: estimate.map(|one| one.value * factor),
                    interval: estimate.map(|one| (one.interval.low * factor, one.interval.high * factor)),
                    answers: wave.scores().len(),
                }
            })
            .collect();
        if waves.iter().all(|wave| wave.value.is_none()) {
            return None;
        }
        let what = match self.series.measure.statistic() {
            Statistic::NetPromoter => &self.desk.site.language.word("net-promoter-score"),
            Statistic::TopTwo => &self.desk.site.language.word("percent-in-the-two-best-boxes"),
            Statistic::Mean => &self.desk.site.language.word("mean"),
        };
        let some_open = waves.iter().any(|wave| wave.value.is_none());
        let open = if some_open { &self.desk.site.language.word("too-few-answers-for-a-figure") } else { "" };
        let title = self.desk.site.language.say(
            "what-by-wave-each-with-its-interval-word",
            &[("what", &what), ("interval_word", &self.interval_word()), ("open", &open)],
        );
        let trend =
            chart::Trend { id: &format!("{id}-trend"), title: &title, waves: &waves, low, high, decimals };
        chart::trend(&trend, &self.desk.site.language).map(Into::into)
    }
}
