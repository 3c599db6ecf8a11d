//! What the analysis of one instrument says in a sentence, and its signals in words.

use crate::language::Language;
use crate::page::desk::Desk;
use crate::page::make::words::and;
use crate::record::Direction;
use crate::review::feedback::{Analysis, FEW, Firing, Hold, Noticed, Rule, Sentence, Series, Side};

/// One series in the words of its analysis.
pub struct Told<'a, 'd> {
    pub desk: &'a Desk<'d>,
    pub series: &'a Series<'a>,
    pub analysis: &'a Analysis<'a>,
}

impl Told<'_, '_> {
    /// The one sentence.
    pub fn sentence(&self) -> String {
        let said = match &self.analysis.sentence {
            Sentence::Signal(firings) => self.signal(firings),
            Sentence::Possible { trend, between } => self.possible(*trend, *between),
            Sentence::Quiet { noticed: Noticed { fall: None, rise: None }, .. } => self.deaf(),
            Sentence::Quiet { chart, noticed } => {
                let signal = if self.signals().is_empty() {
                    &self.desk.site.language.word("no-signal")
                } else {
                    &self.desk.site.language.word("no-new-signal")
                };
                let whom =
                    if *chart { "" } else { &self.desk.site.language.word("between-the-last-two-waves") };
                self.desk.site.language.say(
                    "signal-whom-would-have-noticed-noticed",
                    &[("signal", &signal), ("whom", &whom), ("noticed", &self.noticed(noticed))],
                )
            }
            Sentence::NotEnough { needed } => self.desk.site.language.say(
                "not-enough-data-more-needed",
                &[("more", &self.desk.site.language.count("n-more-waves", *needed, &[]))],
            ),
        };
        let answers = self.series.latest().map_or(0, |wave| wave.scores().len());
        match FEW.saturating_sub(answers) {
            0 => said,
            more => self.desk.site.language.say(
                "said-few-more-more-needed-for-a-figure",
                &[("said", &said), ("few", &few(answers, &self.desk.site.language)), ("more", &more)],
            ),
        }
    }

    pub(super) fn number(&self, value: f64) -> String {
        self.desk.site.language.number(value, 1)
    }

    /// “for the better” or “for the worse”.
    pub(super) fn sense(&self, side: Side) -> String {
        let is_up = side == Side::Above;
        if is_up == (self.series.measure.better == Direction::Higher) {
            self.desk.site.language.word("for-the-better-2")
        } else {
            self.desk.site.language.word("for-the-worse-2")
        }
    }

    /// The days of the signals that the chart holds already, since the baseline was last set anew.
    fn signals(&self) -> Vec<String> {
        let control = &self.analysis.chart.control;
        let from = control.current().map_or(0, |stretch| stretch.from);
        let first = control.signals().into_keys().filter(|at| *at >= from);
        let first = first.filter_map(|at| control.points.get(at));
        first.map(|point| self.desk.site.language.date(point.on)).collect()
    }

    /// Why no shift of the latest wave would have been noticed.
    fn deaf(&self) -> String {
        let signals = self.signals();
        if !signals.is_empty() {
            let of = if signals.len() == 1 {
                &self.desk.site.language.word("the-one-of")
            } else {
                &self.desk.site.language.word("those-of")
            };
            return self.desk.site.language.say(
                "no-new-signal-of-and-set-the-limits-so-wide",
                &[("of", &of), ("and", &and(&signals, &self.desk.site.language))],
            );
        }
        let has_limits = self.analysis.chart.control.current().is_some_and(|one| one.limits.is_some());
        let why = if has_limits {
            &self.desk.site.language.word("differ-so-much")
        } else {
            &self.desk.site.language.word("of-the-baseline-are-all-so-alike")
        };
        self.desk.site.language.say("no-signal-the-waves-why-that-no-change-of", &[("why", &why)])
    }

    fn signal(&self, firings: &[Firing]) -> String {
        let mut senses: Vec<String> = firings.iter().map(|firing| self.sense(firing.side)).collect();
        senses.dedup();
        let sense = match senses.as_slice() {
            [one] => format!(", {one}"),
            _ => String::new(),
        };
        let trial = match self.analysis.chart.control.current() {
            Some(stretch) if stretch.hold == Hold::Trial => self.desk.site.language.say(
                "the-limits-are-trial-limits-of-waves",
                &[("waves", &waves(stretch.to - stretch.from, &self.desk.site.language))],
            ),
            _ => String::new(),
        };
        format!("Signal{sense}: {}.{trial}", self.firings(firings.iter()))
    }

    /// What fired, in a row.
    pub fn firings<'f>(&self, firings: impl Iterator<Item = &'f Firing>) -> String {
        firings.map(|firing| self.firing(firing)).collect::<Vec<_>>().join("; ")
    }

    /// A rule with its points: “the wave of 16 Mar 2026 (4.2) lies below the limits”.
    fn firing(&self, firing: &Firing) -> String {
        let points = &self.analysis.chart.control.points;
        let said = |at: &usize| {
            let point = points.get(*at);
            point.map(|point| {
                format!("{} ({})", self.desk.site.language.date(point.on), self.number(point.mean))
            })
        };
        let all: Vec<String> = firing.points.iter().filter_map(said).collect();
        let (where_to, up) = match firing.side {
            Side::Above => (self.desk.site.language.word("above"), self.desk.site.language.word("up")),
            Side::Below => (self.desk.site.language.word("below"), self.desk.site.language.word("down")),
        };
        let (first, last) =
            (all.first().cloned().unwrap_or_default(), all.last().cloned().unwrap_or_default());
        match firing.rule {
            Rule::Outside => self.desk.site.language.say(
                "the-wave-of-last-lies-where-to-the-limits",
                &[("last", &last), ("where_to", &where_to)],
            ),
            Rule::Jump => self.desk.site.language.say(
                "the-step-up-from-first-to-last-is-larger",
                &[("up", &up), ("first", &first), ("last", &last)],
            ),
            Rule::Near => self.desk.site.language.say(
                "of-the-waves-from-first-to-last-three-of",
                &[("first", &first), ("last", &last), ("where_to", &where_to)],
            ),
            Rule::Run => self.desk.site.language.say(
                "waves-in-a-row-lie-where-to-the-centre-from",
                &[
                    ("waves", &waves(all.len(), &self.desk.site.language)),
                    ("where_to", &where_to),
                    ("first", &first),
                    ("last", &last),
                ],
            ),
        }
    }

    fn possible(&self, has_trend: bool, differs: bool) -> String {
        let trend = self.analysis.trend.filter(|_| has_trend).map(|trend| {
            let way = self.desk.site.language.word(if trend.s > 0 { "rise" } else { "fall" });
            let slope = trend.slope.map(|slope| {
                self.desk.site.language.say("by-number-in-90-days", &[("number", &self.number(slope.abs()))])
            });
            self.desk.site.language.say(
                "the-waves-way-slope-p-chance",
                &[("way", &way), ("slope", &slope.unwrap_or_default()), ("chance", &self.p(trend.p))],
            )
        });
        let between = self.analysis.between.filter(|_| differs).map(|between| {
            let way = self.desk.site.language.word(if between.change > 0.0 { "higher" } else { "lower" });
            let by = self.number(between.change.abs());
            self.desk.site.language.say(
                "the-last-wave-is-by-way-than-the-one-before",
                &[("by", &by), ("way", &way), ("chance", &self.p(between.p))],
            )
        });
        let says: Vec<String> = trend.into_iter().chain(between).collect();
        self.desk.site.language.say(
            "possible-and-chance-alone-does-this-now-and",
            &[("and", &and(&says, &self.desk.site.language))],
        )
    }

    fn noticed(&self, noticed: &Noticed) -> String {
        let number = |value: f64| {
            let decimals = [0, 1].into_iter().find(|places| {
                let scale = 10_f64.powi(*places);
                ((value * scale).round() / scale - value).abs() < 1e-9
            });
            self.desk.site.language.number(value, decimals.map_or(2, |places| places.unsigned_abs() as usize))
        };
        match (noticed.fall, noticed.rise) {
            (Some(fall), Some(rise)) if number(fall) == number(rise) => {
                self.desk.site.language.say("a-change-of-number-or-more", &[("number", &number(fall))])
            }
            (Some(fall), Some(rise)) => self.desk.site.language.say(
                "a-change-of-number-or-more-down-number2-or",
                &[("number", &number(fall)), ("number2", &number(rise))],
            ),
            (Some(fall), None) => self
                .desk
                .site
                .language
                .say("a-change-of-number-or-more-down-and-none-up", &[("number", &number(fall))]),
            (None, Some(rise)) => self
                .desk
                .site
                .language
                .say("a-change-of-number-or-more-up-and-none-down", &[("number", &number(rise))]),
            (None, None) => self.desk.site.language.word("nothing-2"),
        }
    }

    pub(super) fn p(&self, p: f64) -> String {
        let language = &self.desk.site.language;
        if p < 0.001 {
            self.desk.site.language.say("under-number", &[("number", &language.number(0.001, 3))])
        } else {
            language.number(p, 3)
        }
    }
}

pub(super) fn waves(number: usize, language: &Language) -> String {
    language.count("n-waves", number, &[])
}

fn few(answers: usize, language: &Language) -> String {
    match answers {
        0 => language.word("no-answer-of-the-latest-wave-has-a-score"),
        1 => language.word("the-latest-wave-has-one-answer"),
        many => language.say("the-latest-wave-has-many-answers", &[("many", &many)]),
    }
}
