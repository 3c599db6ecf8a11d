//! The standing in the reader's words: the head of the page, the section that explains it, and one paragraph.

use chrono::NaiveDate;

use super::words::capital;
use crate::chart::{
    Bar, Event, History, Scale, Sparkline, Thresholds, Tone, Week, bar, history, scale, sparkline,
};
use crate::check::Party;
use crate::language::Language;
use crate::page::account::{
    Attribution as AttributionView, AttributionLine, DimensionRow, Flag, Gate as GateView, Head,
    Override as OverrideView, SensitivityRow, StandingSection,
};
use crate::page::common::{
    Change, ChartView, Confidence, Evidence as EvidenceView, Figure, Html, Linked, SourceLine, StandingWord,
    Working,
};
use crate::page::desk::{Desk, working};
use crate::record::{DimensionName, Parameters};
use crate::review::standing::{
    Attribution, Band, Cause, Dimension, Evidence, Gate, Level, Line, Place, Standing, State, Varied, Word,
};

/// How many records a figure's evidence lists.
const MOST_SOURCES: usize = 12;

/// How a score comes about.
const SCORE: &str = "the-mean-of-what-is-known-each-dimensions";

/// The word for a band.
#[must_use]
pub fn band_word(band: Band) -> StandingWord {
    match band {
        Band::Unknown => StandingWord::Unknown,
        Band::AtRisk => StandingWord::AtRisk,
        Band::Watch => StandingWord::Watch,
        Band::Good => StandingWord::Good,
    }
}

/// The name of a dimension as the reader sees it.
#[must_use]
pub fn dimension_word(name: DimensionName, language: &Language) -> String {
    language.word(&format!("dimension-{}", name.word()))
}

/// Whether an account is judged at all: no prospect is, and none that is paused or ended.
#[must_use]
pub fn is_judged(word: &Word) -> bool {
    matches!(word, Word::Band { .. } | Word::New)
}

/// The word that an account stands under.
#[must_use]
pub fn word(standing: &Standing) -> StandingWord {
    word_of(&standing.word)
}

/// A word as the reader sees it.
#[must_use]
pub fn word_of(word: &Word) -> StandingWord {
    match word {
        Word::Band { band } => band_word(*band),
        Word::New => StandingWord::New,
        Word::Prospect => StandingWord::Prospect,
        Word::Paused => StandingWord::Paused,
        Word::Ended { .. } => StandingWord::Ended,
    }
}

fn tone(word: StandingWord) -> Tone {
    match word {
        StandingWord::Good => Tone::Good,
        StandingWord::Watch => Tone::Watch,
        StandingWord::AtRisk => Tone::Risk,
        _ => Tone::Unknown,
    }
}

/// The colour of a dimension's score, by the bands.
fn score_tone(score: f64, parameters: &Parameters) -> Tone {
    if score >= parameters.band_good {
        Tone::Good
    } else if score >= parameters.band_watch {
        Tone::Watch
    } else {
        Tone::Risk
    }
}

fn thresholds(parameters: &Parameters) -> Thresholds {
    Thresholds { watch: parameters.band_watch, good: parameters.band_good }
}

/// The standing, said for one account.
pub struct Said<'a> {
    /// The desk at which it is said.
    pub desk: &'a Desk<'a>,
    /// The standing.
    pub standing: &'a Standing,
    /// What moved it, and what the earlier day was.
    pub moved: Option<(&'a Attribution, &'a str)>,
    /// The numbers of the model in force.
    pub parameters: &'a Parameters,
}

impl Said<'_> {
    fn number(&self, number: f64) -> String {
        self.desk.site.language.number(number, 1)
    }

    fn places<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Vec<SourceLine> {
        let mut seen = std::collections::BTreeSet::new();
        let once = places.filter(|place| seen.insert(place.span.clone()));
        once.map(|place| self.source(place)).collect()
    }

    fn source(&self, place: &Place) -> SourceLine {
        self.desk
            .source_of(&place.key)
            .unwrap_or_else(|| self.desk.site.source_at(place.key.to_string(), &place.span))
    }

    fn listed(&self, formula: String, working: Vec<Working>, mut sources: Vec<SourceLine>) -> EvidenceView {
        let more = sources.len().saturating_sub(MOST_SOURCES);
        sources.truncate(MOST_SOURCES);
        EvidenceView { formula, working, sources, more }
    }

    /// The score under the gates, with what it is made of; a dash where nothing is known.
    #[must_use]
    pub fn score(&self) -> Figure {
        let is_judged = matches!(self.standing.word, Word::Band { .. });
        let Some(score) = self.standing.gated.filter(|_| is_judged) else { return Figure::unknown("–") };
        Figure::plain(self.number(score), score).because(self.score_evidence())
    }

    fn score_evidence(&self) -> EvidenceView {
        let mut terms = self.terms();
        for gate in &self.standing.gates {
            terms.push(working(
                self.desk.site.language.say("gate-gate", &[("gate", &gate.text)]),
                format!("≤ {}", self.number(gate.cap)),
            ));
        }
        self.listed(
            self.desk.site.language.say(
                "score-then-no-more-than-the-lowest-gate",
                &[("score", &self.desk.site.language.word(SCORE))],
            ),
            terms,
            Vec::new(),
        )
    }

    /// How a bound is known: the score if whatever is unknown were all bad, or all good.
    fn bound_evidence(&self, instead: &str) -> EvidenceView {
        let percent = |share: f64| self.desk.site.language.percent(share, 1);
        let each = self.standing.dimensions.iter().filter(|one| one.share > 0.0);
        let mut terms: Vec<Working> = each
            .map(|one| match one.entered {
                Some(entered) => working(
                    dimension_word(one.name, &self.desk.site.language),
                    format!("{} × {}", percent(one.share), self.number(entered)),
                ),
                None => working(
                    self.desk.site.language.say(
                        "word-unknown-2",
                        &[("word", &dimension_word(one.name, &self.desk.site.language))],
                    ),
                    format!("{} × {instead}", percent(one.share)),
                ),
            })
            .collect();
        for gate in &self.standing.gates {
            terms.push(working(
                self.desk.site.language.say("gate-gate", &[("gate", &gate.text)]),
                format!("≤ {}", self.number(gate.cap)),
            ));
        }
        self.listed(
            self.desk
                .site
                .language
                .say("each-weight-score-with-instead-for-whatever", &[("instead", &instead)]),
            terms,
            Vec::new(),
        )
    }

    /// What each known dimension adds to the score.
    fn terms(&self) -> Vec<Working> {
        let percent = |share: f64| self.desk.site.language.percent(share, 1);
        let known = percent(self.standing.coverage);
        let each = self.standing.dimensions.iter().filter_map(|one| Some((one, one.entered?, one.adds?)));
        each.map(|(one, entered, adds)| {
            let share = percent(one.share);
            working(
                format!(
                    "{}: {share} × {} ⁄ {known}",
                    dimension_word(one.name, &self.desk.site.language),
                    self.number(entered)
                ),
                self.number(adds),
            )
        })
        .collect()
    }

    /// The share of weight that is known.
    #[must_use]
    pub fn coverage(&self) -> Figure {
        let coverage = self.standing.coverage;
        let terms =
            self.standing.dimensions.iter().filter(|one| !matches!(one.state, State::NotApplicable { .. }));
        let terms = terms.map(|one| {
            let share = self.desk.site.language.percent(one.share, 1);
            working(
                dimension_word(one.name, &self.desk.site.language),
                if one.score().is_some() {
                    share
                } else {
                    self.desk.site.language.say("unknown-share", &[("share", &share)])
                },
            )
        });
        let evidence = self.listed(
            self.desk.site.language.word("the-weights-of-the-dimensions-that-are"),
            terms.collect(),
            Vec::new(),
        );
        Figure::plain(self.desk.site.language.number(coverage * 100.0, 0), coverage)
            .unit("%")
            .because(evidence)
    }

    /// How sure the score is, in a word.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        match self.standing.confidence.level {
            Level::High => Confidence::High,
            Level::Medium => Confidence::Medium,
            Level::Low => Confidence::Low,
        }
    }

    fn confidence_figure(&self) -> Figure {
        let value = self.standing.confidence.value;
        let applicable = self.standing.dimensions.iter().filter(|one| one.share > 0.0);
        let terms = applicable.map(|one| {
            let language = &self.desk.site.language;
            let enough = if one.evidence_enough > 0.0 {
                (one.evidence_sum / one.evidence_enough).min(1.0)
            } else {
                0.0
            };
            let of = self.desk.site.language.say(
                "number-of-number2",
                &[
                    ("number", &language.number(one.evidence_sum, 1)),
                    ("number2", &language.number(one.evidence_enough, 0)),
                ],
            );
            working(
                format!("{}: {of}", dimension_word(one.name, language)),
                language.number(one.share * enough, 2),
            )
        });
        let bound = |value: f64| self.desk.site.language.number(value, 2);
        let formula = self.desk.site.language.say(
            "each-weight-the-share-of-enough-evidence",
            &[
                ("bound", &bound(self.parameters.confidence_high)),
                ("bound2", &bound(self.parameters.confidence_medium)),
            ],
        );
        let evidence = self.listed(formula, terms.collect(), Vec::new());
        Figure::plain(self.desk.site.language.number(value, 2), value).because(evidence)
    }

    /// What the customer’s feedback comes to, 0 to 100, and from how many answers.
    #[must_use]
    pub fn feedback(&self) -> Figure {
        let one = self.standing.dimension(DimensionName::Feedback);
        let Some((one, score)) = one.and_then(|one| Some((one, one.score()?))) else {
            return Figure::unknown("–");
        };
        let answers = self.desk.site.language.count("n-answers", one.evidence.len(), &[]);
        Figure::plain(self.desk.site.language.number(score, 0), score)
            .unit(answers)
            .because(self.dimension_evidence(one))
    }

    /// The parts of the head that the standing fills.
    pub fn fill(&self, head: &mut Head) {
        let standing = self.standing;
        head.standing = word(standing);
        head.score = self.score();
        if !standing.gates.is_empty()
            && let (Some(score), Some(gated)) = (standing.score, standing.gated)
            && score > gated
        {
            let evidence = self.listed(self.desk.site.language.word(SCORE), self.terms(), Vec::new());
            head.ungated = Some(Figure::plain(self.number(score), score).because(evidence));
        }
        let (low, high) = self.standing.bounds();
        let bound = |bound: f64, unknown: &str| {
            if !is_judged(&standing.word) {
                return Figure::unknown("–");
            }
            Figure::plain(self.number(bound), bound).because(self.bound_evidence(unknown))
        };
        (head.low, head.high) = (bound(low, "0"), bound(high, "100"));
        head.scale = matches!(standing.word, Word::Band { .. }).then(|| self.scale());
        head.coverage = self.coverage();
        head.confidence = is_judged(&standing.word).then(|| self.confidence());
        head.confidence_figure =
            if is_judged(&standing.word) { self.confidence_figure() } else { Figure::unknown("–") };
        head.change = self.moved.map(|(moved, _)| self.total(moved));
        head.change_since = self.moved.map(|(moved, _)| self.desk.date(moved.from));
        head.provisional = standing.provisional.as_ref().map(|provisional| {
            let narrows = provisional.narrows.as_ref().map(|missing| format!(" {}.", capital(&missing.what)));
            format!("{}.{}", capital(provisional.why.trim_end_matches('.')), narrows.unwrap_or_default())
        });
        head.gates = standing.gates.iter().map(|gate| self.gate(gate)).collect();
        head.override_view = self.overridden();
        head.flags = self.flags();
        if let Word::Ended { last, on, .. } = &standing.word {
            let day = on
                .map(|on| {
                    self.desk.site.language.say("on-date", &[("date", &self.desk.site.language.date(on))])
                })
                .unwrap_or_default();
            head.before = Some(self.desk.site.language.say(
                "it-stood-at-word-when-it-ended-day",
                &[("word", &band_word(*last).word(&self.desk.site.language)), ("day", &day)],
            ));
        }
    }

    fn scale(&self) -> ChartView {
        let series = Scale {
            id: "scale",
            score: self.standing.gated,
            low: self.standing.bounds().0,
            high: self.standing.bounds().1,
            tone: tone(word(self.standing)),
            thresholds: thresholds(self.parameters),
        };
        ChartView::from(scale(&series, &self.desk.site.language))
    }

    fn gate(&self, gate: &Gate) -> GateView {
        GateView {
            rule: format!("{}.", capital(gate.what.trim_end_matches('.'))),
            cap: self.desk.site.language.number(gate.cap, 0),
            since: gate.since.map(|since| self.desk.date(since)),
            evidence: self.gate_evidence(gate),
        }
    }

    /// The rule of a gate, and the records behind it.
    #[must_use]
    pub fn gate_evidence(&self, gate: &Gate) -> EvidenceView {
        self.listed(gate.text.clone(), Vec::new(), self.places(gate.records.iter()))
    }

    fn overridden(&self) -> Option<OverrideView> {
        let one = self.standing.overridden.as_ref()?;
        Some(OverrideView {
            standing: band_word(one.band),
            reason: one.reason.clone(),
            by: self.somebody(&one.by),
            approved_by: one.approved_by.as_ref().map(|id| self.somebody(id)),
            expires: self.desk.date(one.lapses),
            source: self.source(&one.place),
        })
    }

    /// A member of the team by id, or a person of the account.
    fn somebody(&self, id: &str) -> Linked {
        match self.desk.site.member(id) {
            Some(_) => self.desk.site.linked_member(id, self.desk.place),
            None => self.desk.linked(&Party::Person(id.to_owned())),
        }
    }

    fn flags(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        if let Some(one) = &self.standing.watermelon {
            flags.push(Flag {
                name: self.desk.site.language.word("watermelon-green-outside-and-red-inside"),
                text: self.desk.site.language.say(
                    "our-own-people-rate-this-account-number",
                    &[
                        ("number", &self.number(one.staff - one.customer)),
                        ("number2", &self.number(one.staff)),
                        ("number3", &self.number(one.customer)),
                    ],
                ),
                evidence: self.listed(
                    self.desk.site.language.word("our-staffs-feedback-and-the-customers-each"),
                    Vec::new(),
                    self.places(one.evidence.iter().map(|evidence| &evidence.place)),
                ),
            });
        }
        for ignored in &self.standing.ignored {
            flags.push(Flag {
                name: self.desk.site.language.word("override-not-counted"),
                text: format!("{}.", capital(ignored.why.trim_end_matches('.'))),
                evidence: self.listed(String::new(), Vec::new(), vec![self.source(&ignored.place)]),
            });
        }
        flags
    }

    /// Whether it stood anywhere, now or once.
    fn was_judged(&self) -> bool {
        !matches!(self.standing.word, Word::Prospect | Word::Paused)
    }

    /// The section that explains the standing.
    #[must_use]
    pub fn section(&self) -> StandingSection {
        let history = self.history().filter(|_| self.was_judged());
        let differing = self.standing.sensitivity.iter().filter(|one| one.differs).count();
        let own = match band_word(self.standing.band_today) {
            StandingWord::Watch => self.desk.site.language.word("on-watch"),
            other => other.word(&self.desk.site.language),
        };
        StandingSection {
            history_empty: if history.is_some() {
                String::new()
            } else if self.was_judged() {
                self.desk.site.language.word("there-is-no-history-yet-it-begins-with-the")
            } else {
                self.desk.site.language.word("there-is-no-standing-and-no-history-of-one")
            },
            history,
            attribution: self.attribution(),
            dimensions: self.dimensions(),
            sensitivity: match differing {
                _ if !is_judged(&self.standing.word) => {
                    self.desk.site.language.word("there-is-no-standing-that-other-weights")
                }
                0 => {
                    self.desk.site.language.say("the-account-stays-own-under-equal-weights", &[("own", &own)])
                }
                _ => self.desk.site.language.say(
                    "the-standing-depends-on-the-weights-the",
                    &[
                        ("own", &own),
                        ("differing", &differing),
                        ("sensitivity", &self.standing.sensitivity.len()),
                    ],
                ),
            },
            sensitivity_rows: if is_judged(&self.standing.word) { self.variations() } else { Vec::new() },
            undated: self
                .standing
                .undated
                .iter()
                .map(|one| {
                    let mut line = self.source(&one.place);
                    if !one.fields.is_empty() {
                        line.label = format!("{} ({})", line.label, one.fields.join(", "));
                    }
                    line
                })
                .collect(),
        }
    }

    /// The dimensions, in the order of the model.
    #[must_use]
    pub(super) fn dimensions(&self) -> Vec<DimensionRow> {
        self.standing.dimensions.iter().map(|one| self.dimension(one)).collect()
    }

    fn variations(&self) -> Vec<SensitivityRow> {
        let rows = self.standing.sensitivity.iter().map(|one| SensitivityRow {
            variation: varied_text(one.varied, &self.desk.site.language),
            score: one.gated.map_or_else(
                || Figure::unknown("–"),
                |score| {
                    let formula = self.desk.site.language.say(
                        "score-with-these-weights-then-no-more-than",
                        &[("score", &self.desk.site.language.word(SCORE))],
                    );
                    Figure::plain(self.number(score), score).because(self.listed(
                        formula,
                        Vec::new(),
                        Vec::new(),
                    ))
                },
            ),
            standing: band_word(one.band),
            differs: one.differs,
        });
        rows.collect()
    }

    fn history(&self) -> Option<ChartView> {
        let weeks: Vec<Week> = self
            .standing
            .history
            .iter()
            .map(|point| {
                let word = point.band.map_or(StandingWord::Unknown, band_word);
                Week {
                    on: point.on,
                    score: point.gated,
                    low: point.low.min(point.cap),
                    high: point.high.min(point.cap),
                    tone: tone(word),
                    word: word.word(&self.desk.site.language).to_owned(),
                }
            })
            .collect();
        let title =
            self.desk.site.language.say("score-of-name-week-by-week", &[("name", &self.desk.checked.name())]);
        let series = History {
            id: "history",
            title: &title,
            weeks: &weeks,
            events: &self.events(),
            thresholds: thresholds(self.parameters),
        };
        history(&series, &self.desk.site.language).map(ChartView::from)
    }

    /// What the history marks: grave complaints, gates, reviews, and changes of the model.
    fn events(&self) -> Vec<Event> {
        use crate::record::{Complaint, Review, Severity};
        let checked = self.desk.checked;
        let mut events: Vec<Event> = self
            .standing
            .model_changes
            .iter()
            .map(|mark| Event {
                on: mark.on,
                what: mark.why.clone().map_or_else(
                    || self.desk.site.language.word("model-changed"),
                    |why| self.desk.site.language.say("model-changed-why", &[("why", &why)]),
                ),
                href: None,
                model: true,
            })
            .collect();
        let mut mark = |on: Option<NaiveDate>, what: String, href: String| {
            if let Some(on) = on.filter(|on| *on <= self.standing.as_of) {
                events.push(Event { on, what, href: Some(href), model: false });
            }
        };
        for (entry, complaint) in checked.each::<Complaint>() {
            if complaint.severity.value > Severity::Minor {
                let what = self.desk.site.language.say(
                    "capital-complaint-title",
                    &[
                        ("capital", &capital(complaint.severity.value.word())),
                        ("title", &self.desk.title(entry)),
                    ],
                );
                mark(entry.date, what, self.desk.href(&entry.key));
            }
        }
        for (entry, _) in checked.each::<Review>() {
            mark(
                entry.date,
                self.desk.site.language.say("review-title", &[("title", &self.desk.title(entry))]),
                self.desk.href(&entry.key),
            );
        }
        events.sort_by(|left, right| (left.on, &left.what).cmp(&(right.on, &right.what)));
        events
    }

    /// A year of scores for the table of accounts.
    #[must_use]
    pub fn sparkline(&self) -> Option<ChartView> {
        let since = self.standing.as_of.checked_sub_months(chrono::Months::new(12))?;
        let points: Vec<(NaiveDate, Option<f64>)> = self
            .standing
            .history
            .iter()
            .filter(|point| point.on >= since)
            .map(|point| {
                (point.on, point.gated.filter(|_| point.band.is_some_and(|band| band != Band::Unknown)))
            })
            .collect();
        let id = format!("year-{}", self.desk.checked.slug);
        let series = Sparkline {
            id: &id,
            points: &points,
            tone: tone(word(self.standing)),
            thresholds: thresholds(self.parameters),
        };
        sparkline(&series, &self.desk.site.language).map(ChartView::from)
    }

    fn dimension(&self, one: &Dimension) -> DimensionRow {
        let language = &self.desk.site.language;
        let (state, why) = match &one.state {
            State::Known { .. } => ("known", String::new()),
            State::Unknown { why } => ("unknown", format!("{}.", capital(why))),
            State::NotApplicable { why } => ("not-applicable", format!("{}.", capital(why))),
        };
        let score = match one.score() {
            Some(score) => Figure::plain(self.number(score), score).because(self.dimension_evidence(one)),
            None => Figure::unknown(state.replace('-', " ")),
        };
        let dash = || Figure::unknown("–");
        DimensionRow {
            id: format!("dimension-{}", one.name.word()),
            name: dimension_word(one.name, &self.desk.site.language),
            weight: if one.share > 0.0 {
                let terms = vec![
                    working(
                        self.desk.site.language.word("its-weight-in-the-model"),
                        language.number(one.weight, 0),
                    ),
                    working(
                        self.desk.site.language.word("its-share-of-those-that-apply"),
                        language.percent(one.share, 1),
                    ),
                ];
                let evidence = self.listed(
                    self.desk.site.language.word("v-w-w-over-the-dimensions-that-apply"),
                    terms,
                    Vec::new(),
                );
                Figure::plain(language.number(one.share * 100.0, 0), one.share).because(evidence)
            } else {
                dash()
            },
            state: state.to_owned(),
            score,
            why,
            adds: one.adds.map_or_else(dash, |adds| Figure::plain(self.number(adds), adds)),
            freshness: freshness_text(one, &self.desk.site.language),
            says: says(one, &self.desk.site.language),
            change: self.moved.and_then(|(moved, _)| self.dimension_change(moved, one.name)),
            bar: self.bar(one),
        }
    }

    /// The score as a bar, the whole scale where it is unknown, and nothing where the dimension does not apply.
    fn bar(&self, one: &Dimension) -> Html {
        if matches!(one.state, State::NotApplicable { .. }) {
            return Html::default();
        }
        Html::trusted(bar(&Bar {
            score: one.score(),
            low: one.score().unwrap_or(0.0),
            high: one.score().unwrap_or(100.0),
            tone: one.score().map_or(Tone::Unknown, |score| score_tone(score, self.parameters)),
        }))
    }

    fn dimension_evidence(&self, one: &Dimension) -> EvidenceView {
        let mut sorted: Vec<&Evidence> = one.evidence.iter().collect();
        sorted.sort_by(|left, right| {
            let telling = |evidence: &Evidence| evidence.weight * evidence.freshness;
            telling(right).total_cmp(&telling(left)).then_with(|| left.place.span.cmp(&right.place.span))
        });
        let terms = sorted.iter().take(MOST_SOURCES).map(|evidence| {
            let language = &self.desk.site.language;
            let freshness = if evidence.freshness < 1.0 {
                self.desk
                    .site
                    .language
                    .say("freshness-number", &[("number", &language.number(evidence.freshness, 2))])
            } else {
                String::new()
            };
            let term = self.desk.site.language.say(
                "label-weight-short-number-freshness",
                &[
                    ("label", &evidence.label),
                    ("short_number", &self.desk.short_number(evidence.weight)),
                    ("freshness", &freshness),
                ],
            );
            working(term, self.number(evidence.value))
        });
        let sources = self.places(sorted.iter().map(|evidence| &evidence.place));
        self.listed(one.formula.clone(), terms.collect(), sources)
    }
}

impl Said<'_> {
    /// The change as a whole.
    #[must_use]
    pub fn total(&self, moved: &Attribution) -> Change {
        Change::new(moved.shown, 1, Some(true), &self.desk.site.language)
    }

    fn dimension_change(&self, moved: &Attribution, name: DimensionName) -> Option<Change> {
        let lines = moved.lines.iter().filter(|line| line.dimension == Some(name));
        let sum: f64 = lines.map(|line| line.shown).sum();
        (sum.abs() >= 0.05).then(|| Change::new(sum, 1, Some(true), &self.desk.site.language))
    }

    /// The score of a day, of which the lines below say what moved it.
    fn score_on(&self, score: f64, day: NaiveDate) -> Figure {
        let when = working(self.desk.site.language.word("as-of"), self.desk.site.language.date(day));
        let evidence = self.listed(
            self.desk.site.language.say(
                "score-then-no-more-than-the-lowest-gate-2",
                &[("score", &self.desk.site.language.word(SCORE))],
            ),
            vec![when],
            Vec::new(),
        );
        Figure::plain(self.number(score), score).because(evidence)
    }

    /// What moved the score, line by line.
    pub(super) fn attribution(&self) -> Option<AttributionView> {
        let (moved, from_what) = self.moved?;
        let language = &self.desk.site.language;
        let lines = moved.lines.iter().map(|line| AttributionLine {
            of: format!("dimension-{}", line.dimension.map_or("gates", DimensionName::word)),
            dimension: line
                .dimension
                .map_or_else(|| language.word("dimension-gates"), |name| dimension_word(name, language)),
            what: cause_text(line.cause, &self.desk.site.language).to_owned(),
            change: Change::new(line.shown, 1, Some(true), language),
            evidence: (!line.records.is_empty()).then(|| {
                let formula = match line.cause {
                    Cause::Score => "½ (v₁ + v₀) (s₁ − s₀)",
                    Cause::Gates => &self.desk.site.language.word("the-score-under-the-gates-less-the-score"),
                    _ => "½ (s₁ + s₀) (v₁ − v₀)",
                };
                self.listed(formula.to_owned(), Vec::new(), self.places(line.records.iter()))
            }),
        });
        Some(AttributionView {
            from: self.desk.date(moved.from),
            to: self.desk.date(moved.to),
            from_what: from_what.to_owned(),
            score_from: self.score_on(moved.score_from, moved.from),
            score_to: self.score_on(moved.score_to, moved.to),
            lines: lines.collect(),
            total: self.total(moved),
        })
    }

    /// One line of what moved the score, in a few words: “people (evidence grew too old, −2.5)”.
    #[must_use]
    pub fn through(&self, line: &Line) -> String {
        let language = &self.desk.site.language;
        let points = language.signed(line.shown, 1);
        match (line.dimension, line.cause) {
            (Some(name), Cause::Score) => format!("{} ({points})", dimension_word(name, language)),
            (Some(name), cause) => {
                format!("{} ({}, {points})", dimension_word(name, language), cause_text(cause, language))
            }
            (None, _) => self.desk.site.language.say("gates-points", &[("points", &points)]),
        }
    }
}

/// What happened to a dimension between two days.
fn cause_text(cause: Cause, language: &Language) -> String {
    match cause {
        Cause::Score => language.word("its-score-changed"),
        Cause::Appeared => language.word("evidence-appeared"),
        Cause::Lapsed => language.word("evidence-grew-too-old"),
        Cause::Applies => language.word("it-applies-now"),
        Cause::AppliesNoMore => language.word("it-no-longer-applies"),
        Cause::WeighsMore => language.word("counts-for-more-of-what-is-known"),
        Cause::WeighsLess => language.word("counts-for-less-of-what-is-known"),
        Cause::Gates => language.word("other-gates-hold"),
    }
}

/// A variation of the weights, in words.
fn varied_text(varied: Varied, language: &Language) -> String {
    match varied {
        Varied::Equal => language.word("equal-weights"),
        Varied::More(name) => {
            language.say("word-half-as-much-again", &[("word", &dimension_word(name, language))])
        }
        Varied::Less(name) => language.say("word-halved", &[("word", &dimension_word(name, language))]),
    }
}

/// How fresh the evidence is, in a word.
fn freshness_text(one: &Dimension, language: &Language) -> String {
    let is_ageless =
        matches!(one.name, DimensionName::Complaints | DimensionName::Commitments | DimensionName::Contact);
    if one.score().is_none() || is_ageless {
        return "–".to_owned();
    }
    let weight: f64 = one.evidence.iter().map(|evidence| evidence.weight).sum();
    let fresh: f64 = one.evidence.iter().map(|evidence| evidence.weight * evidence.freshness).sum();
    if weight <= 0.0 || fresh >= weight - 1e-9 {
        language.word("fresh")
    } else {
        language.say("ageing-number", &[("number", &language.number(fresh / weight, 2))])
    }
}

/// What a dimension rests on, in a few words.
fn says(one: &Dimension, language: &Language) -> String {
    let counted = one.evidence.iter().filter(|evidence| evidence.freshness > 0.0).count();
    let counts = match one.name {
        DimensionName::Expectations => "n-expectations",
        DimensionName::Feedback => "n-answers",
        DimensionName::Complaints => "n-complaints",
        DimensionName::Commitments => "n-promises",
        DimensionName::People => "n-people",
        DimensionName::Objectives => "n-objectives",
        DimensionName::Contact => "n-contacts",
    };
    match counted {
        0 if one.score().is_some() => language.word("none"),
        0 => String::new(),
        counted => language.count(counts, counted, &[]),
    }
}
