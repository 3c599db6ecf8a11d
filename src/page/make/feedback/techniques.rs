//! The techniques that analyse one instrument: each with its chart, its sentence, and what it shows in words that need no
//! statistics.

use super::instrument;
use super::sentences::{Told, waves};
use crate::chart;
use crate::chart::Note;
use crate::language::Language;
use crate::page::account::Technique;
use crate::page::common::ChartView;
use crate::page::make::words::{and, capital};
use crate::review::feedback::{Between, Hold, Rule, Side, Split, Statistic, TRIAL, Test};

const PROMOTERS: &str = "answers-of-9-and-10-are-promoters-0-to-6";
const BOXES: &str = "the-share-of-answers-in-the-two-best-boxes";
const MEAN: &str = "the-mean-of-the-answers-on-their-own-scale";
const CONTROL: &str = "each-dot-is-the-mean-of-one-wave-the-middle";
const TREND: &str = "every-wave-is-compared-with-every-later-one";
const DEALT: &str = "if-the-two-waves-did-not-really-differ-it";
const TOSSED: &str = "the-same-people-answered-both-waves-had";
const SILENCE: &str = "who-stays-silent-may-think-otherwise-than";

impl Told<'_, '_> {
    /// Every technique, in order; of one wave there is nothing to compare. `silence` is the response rate in words, with whom was silent and what that may mean.
    pub fn techniques(&self, id: &str, silence: String) -> Vec<Technique> {
        let mut all: Vec<Technique> = self.figure().into_iter().collect();
        if self.analysis.chart.waves.len() > 1 {
            all.extend([self.control(id), self.trend(id)]);
            all.extend(self.between(id));
        }
        if !silence.is_empty() {
            all.push(technique(
                &self.desk.site.language.word("silence"),
                silence,
                SILENCE,
                None,
                &self.desk.site.language,
            ));
        }
        all
    }

    /// The figure of the latest wave, with its interval.
    fn figure(&self) -> Option<Technique> {
        let (_, interval) = instrument::figure(self.desk, self.series, self.series.latest()?)?;
        let shows = match self.series.measure.statistic() {
            Statistic::NetPromoter => PROMOTERS,
            Statistic::TopTwo => BOXES,
            Statistic::Mean => MEAN,
        };
        Some(technique(
            &self.desk.site.language.word("the-figure"),
            format!("{}.", capital(&interval)),
            shows,
            None,
            &self.desk.site.language,
        ))
    }

    fn control(&self, id: &str) -> Technique {
        let says = match self.analysis.chart.control.current() {
            None => self.desk.site.language.say(
                "needs-waves-there-is-none-with-a-score-yet",
                &[("waves", &waves(TRIAL, &self.desk.site.language))],
            ),
            Some(stretch) => match (stretch.hold, stretch.limits) {
                (Hold::TooFew(more), _) => {
                    let (so_far, since) =
                        (waves(stretch.to - stretch.from, &self.desk.site.language), self.since());
                    self.desk.site.language.say(
                        "not-enough-data-more-needed-so-far-so-far",
                        &[
                            ("more", &self.desk.site.language.count("n-more-waves", more, &[])),
                            ("so_far", &so_far),
                            ("since", &since),
                        ],
                    )
                }
                (_, None) => self.desk.site.language.word("all-waves-of-the-baseline-have-the-same"),
                (hold, Some(limits)) => {
                    let centre = self.number(stretch.centre.unwrap_or_default());
                    let (low, high) = (self.number(limits.low), self.number(limits.high));
                    let held = match hold {
                        Hold::Trial => self.desk.site.language.word("trial-limits"),
                        _ => self.desk.site.language.word("limits-of-the-first-12-waves"),
                    };
                    self.desk.site.language.say(
                        "centre-centre-held-low-to-high-since-found",
                        &[
                            ("centre", &centre),
                            ("held", &held),
                            ("low", &low),
                            ("high", &high),
                            ("since", &self.since()),
                            ("found", &self.found()),
                        ],
                    )
                }
            },
        };
        let is_open = self.analysis.chart.control.current().is_some_and(|stretch| stretch.centre.is_some());
        let chart = if is_open { self.control_chart(id) } else { None };
        Technique {
            is_open,
            ..technique(
                &self.desk.site.language.word("control-chart"),
                says,
                CONTROL,
                chart,
                &self.desk.site.language,
            )
        }
    }

    /// “, since the baseline was set anew on 1 Jan 2026 (new contract)”.
    fn since(&self) -> String {
        self.analysis.chart.rebased.last().map_or_else(String::new, |one| {
            let on = self.desk.site.language.date(one.on);
            self.desk
                .site
                .language
                .say("since-the-baseline-was-set-anew-on-on-why", &[("on", &on), ("why", &one.why)])
        })
    }

    /// How many signals there are.
    fn found(&self) -> String {
        match self.analysis.chart.control.signals().len() {
            0 => self.desk.site.language.word("no-wave-stands-out"),
            1 => self.desk.site.language.word("one-signal"),
            many => self.desk.site.language.say("many-signals", &[("many", &many)]),
        }
    }

    fn control_chart(&self, id: &str) -> Option<ChartView> {
        let control = &self.analysis.chart.control;
        let signals = control.signals();
        let notes = signals.iter().zip(letters()).map(|((first, firings), letter)| Note {
            mark: letter,
            date: control
                .points
                .get(*first)
                .map(|one| self.desk.site.language.date(one.on))
                .unwrap_or_default(),
            text: capital(&self.firings(firings.iter().copied())),
            href: None,
        });
        let rebased = self.analysis.chart.rebased.iter().map(|one| Note {
            mark: "│".to_owned(),
            date: self.desk.site.language.date(one.on),
            text: self.desk.site.language.say("baseline-set-anew-why", &[("why", &one.why)]),
            href: Some(self.desk.href(&one.entry.key))
                .filter(|_| self.desk.checked.find(&one.entry.key).is_some()),
        });
        let mut waves = self.means();
        let ringed = control.firings.iter().flat_map(|firing| match firing.rule {
            Rule::Jump => &firing.points[1..],
            _ => &firing.points[..],
        });
        for at in ringed {
            if let Some(wave) = waves.get_mut(*at) {
                wave.signal.get_or_insert_default();
            }
        }
        for (first, letter) in signals.keys().zip(letters()) {
            if let Some(wave) = waves.get_mut(*first) {
                wave.signal = Some(letter);
            }
        }
        let guides = control.stretches.iter().filter_map(|stretch| {
            let limits = stretch.limits.map(|limits| (limits.low, limits.high));
            Some(chart::Guide { from: stretch.from, to: stretch.to, centre: stretch.centre?, limits })
        });
        let range = control.current().and_then(|stretch| stretch.limits).map(|limits| {
            self.desk
                .site
                .language
                .say("from-one-wave-to-the-next-at-most-number", &[("number", &self.number(limits.range))])
        });
        let title = self
            .desk
            .site
            .language
            .say("mean-of-each-wave-with-centre-and-limits", &[("range", &range.unwrap_or_default())]);
        let means = chart::Means {
            id: &format!("{id}-control"),
            title: &title,
            waves: &waves,
            guides: &guides.collect::<Vec<_>>(),
            line: None,
            notes: notes.chain(rebased).collect(),
            low: self.series.measure.low,
            high: self.series.measure.high,
        };
        chart::means(&means, &self.desk.site.language).map(Into::into)
    }

    fn means(&self) -> Vec<chart::Mean> {
        let points = self.analysis.chart.control.points.iter();
        points
            .map(|point| chart::Mean { on: point.on, mean: point.mean, answers: point.answers, signal: None })
            .collect()
    }

    fn trend(&self, id: &str) -> Technique {
        let Some(trend) = self.analysis.trend.filter(|trend| trend.waves > 2) else {
            return technique(
                &self.desk.site.language.word("trend"),
                self.desk.site.language.word("not-enough-data-a-trend-needs-six-waves"),
                TREND,
                None,
                &self.desk.site.language,
            );
        };
        let slope = trend.slope.map(|slope| {
            self.desk
                .site
                .language
                .say("slope-signed-in-90-days", &[("signed", &self.desk.site.language.signed(slope, 2))])
        });
        let found = [Some(format!("p = {}", self.p(trend.p))), slope]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        let says = match (trend.is_long(), trend.word()) {
            (_, Some(side)) => {
                let way = if side == Side::Above {
                    self.desk.site.language.word("rise")
                } else {
                    self.desk.site.language.word("fall")
                };
                self.desk.site.language.say(
                    "the-waves-way-sense-found",
                    &[("way", &way), ("sense", &self.sense(side)), ("found", &found)],
                )
            }
            (true, None) => {
                self.desk.site.language.say("chance-alone-often-makes-such-an-order-of", &[("found", &found)])
            }
            (false, None) => {
                let waves = waves(trend.waves, &self.desk.site.language);
                self.desk.site.language.say(
                    "not-enough-data-to-speak-of-a-trend-waves",
                    &[("waves", &waves), ("days", &trend.days)],
                )
            }
        };
        let line = trend
            .slope
            .filter(|_| trend.is_long())
            .map(|slope| (trend.start, trend.start + slope * trend.days as f64 / 90.0));
        let title = if line.is_some() {
            &self.desk.site.language.word("mean-of-each-wave-with-the-line-of-the")
        } else {
            &self.desk.site.language.word("mean-of-each-wave")
        };
        let from = self.analysis.chart.control.current().map_or(0, |stretch| stretch.from);
        let means = chart::Means {
            id: &format!("{id}-slope"),
            title,
            waves: &self.means().split_off(from),
            guides: &[],
            line,
            notes: Vec::new(),
            low: self.series.measure.low,
            high: self.series.measure.high,
        };
        let chart = chart::means(&means, &self.desk.site.language).map(Into::into);
        technique(&self.desk.site.language.word("trend"), says, TREND, chart, &self.desk.site.language)
    }

    fn between(&self, id: &str) -> Option<Technique> {
        let between = self.analysis.between?;
        let [.., earlier, later] = self.analysis.chart.waves.as_slice() else { return None };
        let groups: Vec<chart::Group> = [*earlier, *later]
            .into_iter()
            .filter_map(|at| self.series.waves.get(at))
            .map(|wave| {
                let answers = wave.scores();
                let mean = crate::review::feedback::mean(&answers);
                chart::Group { label: self.desk.site.language.date(wave.on), answers, mean }
            })
            .collect();
        let rows = chart::Rows {
            id: &format!("{id}-between"),
            title: &self.desk.site.language.word("the-answers-of-the-last-two-waves"),
            groups: &groups,
            low: self.series.measure.low,
            high: self.series.measure.high,
        };
        let chart = chart::rows(&rows, &self.desk.site.language).map(Into::into);
        let shows = if let Test::Sign { .. } = between.test { TOSSED } else { DEALT };
        Some(technique(
            &self.desk.site.language.word("the-last-two-waves"),
            self.compared(&between),
            shows,
            chart,
            &self.desk.site.language,
        ))
    }

    /// “The mean is 0.8 lower (p = 0.229). Of 3 who stayed …”
    fn compared(&self, between: &Between) -> String {
        let by = self.desk.site.language.signed(between.change, 1);
        let p = self.p(between.p);
        let test = match between.test {
            Test::Sign { up, down } => {
                format!(
                    "the same people answered: {up} gave a higher answer, {down} a lower one; sign test, p = {p}"
                )
            }
            Test::Permutation => format!("permutation test, exact, p = {p}"),
            Test::Normal => format!("permutation test, normal form, p = {p}"),
        };
        let verdict = match between.word() {
            Some(side) => self
                .desk
                .site
                .language
                .say("chance-alone-seldom-makes-such-a-difference", &[("sense", &self.sense(side))]),
            None => self.desk.site.language.word("chance-alone-often-makes-such-a-difference"),
        };
        let moved = between.split.filter(|split| split.joined.0 + split.left.0 > 0);
        let split = moved.map(|split| format!(" {}", self.split(&split))).unwrap_or_default();
        self.desk.site.language.say(
            "verdict-the-mean-moved-by-by-test-split",
            &[("verdict", &verdict), ("by", &by), ("test", &test), ("split", &split)],
        )
    }

    /// “Of it, −0.5 through the 3 who stayed, +0.2 through the 1 who joined, 0.0 through the 2 who left.”
    fn split(&self, split: &Split) -> String {
        let parts = [("stayed", split.stayed), ("joined", split.joined), ("left", split.left)];
        let parts = parts.into_iter().filter(|(_, (people, _))| *people > 0).map(|(verb, (people, by))| {
            self.desk.site.language.say(
                "signed-through-the-people-who-verb",
                &[
                    ("signed", &self.desk.site.language.signed(by, 1)),
                    ("people", &people),
                    ("verb", &self.desk.site.language.word(verb)),
                ],
            )
        });
        self.desk
            .site
            .language
            .say("of-it-and", &[("and", &and(&parts.collect::<Vec<_>>(), &self.desk.site.language))])
    }
}

/// A to Z, then AA and so on.
fn letters() -> impl Iterator<Item = String> {
    (0_u32..).map(|at| {
        let letter = char::from_u32(u32::from('A') + at % 26).unwrap_or('A');
        letter.to_string().repeat(at as usize / 26 + 1)
    })
}

fn technique(
    title: &str,
    says: String,
    shows: &str,
    chart: Option<ChartView>,
    language: &Language,
) -> Technique {
    Technique { title: title.to_owned(), says, shows: language.word(shows), chart, is_open: false }
}
