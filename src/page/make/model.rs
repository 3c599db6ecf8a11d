//! The page of the model: how a standing is computed, in full, with this portfolio's own numbers.

use super::summary::Summary;
use super::timeline::period_text;
use crate::language::Language;
use crate::page::common::{Figure, Linked, StandingWord};
use crate::page::desk::{Place, Section, Site, role_text};
use crate::page::model::{
    BandRule, DimensionRule, GateRule, ModelChange, ModelPage, OutcomeRow, Quantity, RateRow, TierRule,
};
use crate::record::{DimensionName, ParameterValues, Parameters, weight_of};
use crate::review::model::in_force;
use crate::review::standing::Rule;

/// The page of the model.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> ModelPage {
    let config = site.config;
    let parameters = in_force(config, None, site.as_of);
    let words = Words { parameters: &parameters, site };
    let dated = config.model.iter().filter_map(|model| model.on.as_ref()).map(|on| on.value);
    ModelPage {
        frame: site.frame(site.language.word("how-a-standing-is-computed-title"), Place::Top, Section::Model),
        since: dated.filter(|on| *on <= site.as_of).max().map(|on| site.date(on)),
        dimensions: words.dimensions(summaries),
        quantities: quantities(&site.language),
        bands: words.bands(),
        rules: words.rules(),
        gates: words.gates(summaries),
        tiers: tiers(summaries, site),
        changes: changes(site),
        rates: rates(site),
        outcome: outcome(summaries),
        source: Some(site.source_at(site.language.word("the-configuration"), &site.shared.span)),
    }
}

/// The model in words, with its numbers.
struct Words<'a> {
    parameters: &'a Parameters,
    site: &'a Site<'a>,
}

/// What is said of a dimension: formula, when it is unknown, when it does not apply, how long evidence is fresh.
struct Said {
    formula: String,
    unknown: String,
    not_applicable: String,
    validity: Option<f64>,
}

impl Words<'_> {
    /// A number of the model with as many decimals as it needs.
    fn n(&self, number: f64) -> String {
        let decimals = usize::from(number.fract() != 0.0) + usize::from((number * 10.0).fract() != 0.0);
        self.site.language.number(number, decimals)
    }

    fn percent(&self, share: f64) -> String {
        self.site.language.percent(share, 0)
    }

    fn said(&self, dimension: DimensionName) -> Said {
        let p = self.parameters;
        let n = |number| self.n(number);
        match dimension {
            DimensionName::Expectations => Said {
                formula: self
                    .site
                    .language
                    .say("w-f-a-w-f-over-the-latest-assessment-of", &[("is", &n(p.expectation_partly))]),
                unknown: self
                    .site
                    .language
                    .say("none-was-assessed-within-is-days", &[("is", &n(2.0 * p.validity_expectations))]),
                not_applicable: self.site.language.word("only-where-the-account-says-so-with-a-reason"),
                validity: Some(p.validity_expectations),
            },
            DimensionName::Feedback => Said {
                formula: self.site.language.word("for-each-instrument-f-i-x-f-i-over-each"),
                unknown: self
                    .site
                    .language
                    .say("no-answer-within-is-days", &[("is", &n(2.0 * p.validity_feedback))]),
                not_applicable: self.site.language.word("where-the-tier-asks-for-no-survey-and-there"),
                validity: Some(p.validity_feedback),
            },
            DimensionName::Complaints => Said {
                formula: self.site.language.say(
                    "n-100-p-m-at-least-0-an-open-critical",
                    &[
                        ("is", &n(p.complaint_critical)),
                        ("is2", &n(p.complaint_major)),
                        ("is3", &n(p.complaint_minor)),
                        ("is4", &n(p.complaint_late)),
                        ("is5", &n(p.complaint_closed)),
                        ("is6", &n(p.complaint_fade)),
                    ],
                ),
                unknown: self
                    .site
                    .language
                    .say("there-is-no-complaint-and-neither-contact", &[("is", &n(p.complaint_window))]),
                not_applicable: self.site.language.word("only-where-the-account-says-so-with-a-reason"),
                validity: None,
            },
            DimensionName::Commitments => Said {
                formula: self.site.language.say(
                    "n-100-on-time-is-late-closed-overdue-over-is2",
                    &[("is", &n(p.commitment_late)), ("is2", &n(p.commitment_window))],
                ),
                unknown: self
                    .site
                    .language
                    .say("there-are-fewer-than-is-and-none-is-overdue", &[("is", &n(p.commitment_minimum))]),
                not_applicable: self.site.language.word("only-where-the-account-says-so-with-a-reason"),
                validity: None,
            },
            DimensionName::People => Said {
                formula: self.site.language.say(
                    "the-mean-over-the-roles-that-the-tier",
                    &[
                        ("is", &n(p.people_alone)),
                        ("is2", &n(p.people_weak)),
                        ("is3", &n(p.people_weak_strength)),
                    ],
                ),
                unknown: self.site.language.word("no-person-is-recorded"),
                not_applicable: self.site.language.word("where-the-tier-requires-no-role"),
                validity: Some(p.validity_people),
            },
            DimensionName::Objectives => Said {
                formula: self
                    .site
                    .language
                    .say("f-s-f-over-the-latest-progress-of-each", &[("is", &n(p.objective_at_risk))]),
                unknown: self.site.language.say(
                    "none-is-agreed-or-there-is-no-progress",
                    &[("is", &n(2.0 * p.validity_objectives))],
                ),
                not_applicable: self.site.language.word("where-the-tier-asks-for-no-objectives-and"),
                validity: Some(p.validity_objectives),
            },
            DimensionName::Contact => Said {
                formula: self.site.language.say(
                    "by-r-the-days-since-the-last-two-way-or",
                    &[
                        ("is", &n(p.contact_full)),
                        ("is2", &n(p.contact_late)),
                        ("is3", &n(p.contact_half)),
                        ("is4", &n(p.contact_none)),
                    ],
                ),
                unknown: self.site.language.word("it-is-not-said-since-when-the-account"),
                not_applicable: self.site.language.word("where-the-tier-asks-for-no-cadence"),
                validity: None,
            },
        }
    }

    fn dimensions(&self, summaries: &[Summary]) -> Vec<DimensionRule> {
        let defaults = Parameters::default();
        let rows = DimensionName::ALL.iter().enumerate().map(|(at, dimension)| {
            let said = self.said(*dimension);
            let weight = weight_of(self.parameters, *dimension);
            let known =
                summaries.iter().filter(|summary| summary.known.get(at).copied().unwrap_or(false)).count();
            let tier_weights = self.site.config.tier.iter().filter_map(|tier| {
                let own =
                    weight_of(&in_force(self.site.config, Some(&tier.id.value), self.site.as_of), *dimension);
                (own != weight).then(|| format!("{} {}", tier_name(tier), self.n(own)))
            });
            DimensionRule {
                id: format!("dimension-{}", dimension.word()),
                name: super::standing::dimension_word(*dimension, &self.site.language),
                weight: Figure::plain(self.n(weight), weight),
                tier_weights: tier_weights.collect(),
                formula: said.formula,
                unknown_when: said.unknown,
                not_applicable_when: said.not_applicable.to_owned(),
                validity: said.validity.map_or_else(
                    || "–".to_owned(),
                    |days| self.site.language.say("is-days", &[("is", &self.n(days))]),
                ),
                known: self
                    .site
                    .language
                    .say("known-of-summaries", &[("known", &known), ("summaries", &summaries.len())]),
                changed: weight != weight_of(&defaults, *dimension),
            }
        });
        rows.collect()
    }

    fn bands(&self) -> Vec<BandRule> {
        let p = self.parameters;
        let band = |standing, when: String| BandRule { standing, when };
        vec![
            band(
                StandingWord::Good,
                self.site.language.say(
                    "h-is-and-w-percent",
                    &[("is", &self.n(p.band_good)), ("percent", &self.percent(p.coverage_good))],
                ),
            ),
            band(
                StandingWord::Watch,
                self.site.language.say(
                    "is-h-is2-or-h-higher-with-w-below-percent",
                    &[
                        ("is", &self.n(p.band_watch)),
                        ("is2", &self.n(p.band_good)),
                        ("percent", &self.percent(p.coverage_good)),
                    ],
                ),
            ),
            band(
                StandingWord::AtRisk,
                self.site.language.say(
                    "h-is-or-a-gate-that-caps-at-is2",
                    &[("is", &self.n(p.band_watch)), ("is2", &self.n(p.gate_severe))],
                ),
            ),
            band(
                StandingWord::Unknown,
                self.site.language.say(
                    "w-percent-unless-a-gate-says-at-risk",
                    &[("percent", &self.percent(p.coverage_known))],
                ),
            ),
            band(
                StandingWord::New,
                self.site
                    .language
                    .say("unknown-until-is-days-after-the-account", &[("is", &self.n(p.new_account))]),
            ),
        ]
    }

    fn rules(&self) -> Vec<String> {
        let p = self.parameters;
        vec![
            self.site.language.say(
                "a-standing-is-provisional-when-it-is-not-at",
                &[("is", &self.n(p.band_watch)), ("is2", &self.n(p.band_good))],
            ),
            self.site.language.say(
                "a-standing-falls-at-once-it-rises-when-h-is",
                &[("is", &self.n(p.rise_margin)), ("is2", &self.n(p.rise_days))],
            ),
            self.site.language.word("a-dimension-that-only-bad-facts-make-known"),
            self.site.language.word("what-is-open-and-bad-does-not-age-an-open"),
            self.site
                .language
                .say("a-person-may-set-another-standing-beside", &[("is", &self.n(p.override_days))]),
            self.site.language.word("prospects-paused-and-ended-accounts-have"),
            self.site.language.say(
                "confidence-is-high-from-percent-and-medium",
                &[
                    ("percent", &self.percent(p.confidence_high)),
                    ("percent2", &self.percent(p.confidence_medium)),
                    ("is", &self.n(p.enough_respondents)),
                    ("is2", &self.n(p.enough_expectations)),
                    ("is3", &self.n(p.enough_actions)),
                ],
            ),
        ]
    }

    fn gates(&self, summaries: &[Summary]) -> Vec<GateRule> {
        let p = self.parameters;
        let n = |number| self.n(number);
        let severe = [
            (Rule::CriticalComplaint, self.site.language.word("a-critical-complaint-is-open")),
            (
                Rule::ContactLost,
                self.site
                    .language
                    .say("in-a-major-tier-no-contact-for-more-than-is", &[("is", &n(p.gate_contact_severe))]),
            ),
        ];
        let others = [
            (
                Rule::NotAccepted,
                self.site
                    .language
                    .say("a-critical-complaint-was-resolved-but-not", &[("is", &n(p.gate_unaccepted))]),
            ),
            (Rule::ComplaintLate, self.site.language.word("a-major-complaint-is-past-its-target")),
            (
                Rule::BadAnswer,
                self.site
                    .language
                    .say("the-latest-answer-of-a-decision-maker-or", &[("is", &n(p.gate_answer))]),
            ),
            (
                Rule::Gone,
                self.site
                    .language
                    .say("a-decision-maker-or-sponsor-is-gone-for-is", &[("is", &n(p.gate_gone))]),
            ),
            (
                Rule::ContactMissed,
                self.site
                    .language
                    .say("no-contact-for-more-than-is-cadences-where", &[("is", &n(p.gate_contact))]),
            ),
            (
                Rule::NoticeNear,
                self.site
                    .language
                    .say("a-contracts-notice-date-is-within-is-days", &[("is", &n(p.gate_notice))]),
            ),
            (
                Rule::GraveRisk,
                self.site.language.say(
                    "an-open-risk-of-likelihood-impact-is-or",
                    &[("is", &n(p.gate_risk)), ("is2", &n(p.gate_risk_any))],
                ),
            ),
            (
                Rule::VeryBad,
                self.site.language.say(
                    "a-dimension-of-weight-is-or-more-scores",
                    &[("is", &n(p.gate_weight)), ("is2", &n(p.gate_dimension))],
                ),
            ),
        ];
        let row = |(rule, when): (Rule, String), cap: f64| GateRule {
            id: rule.word().to_owned(),
            when,
            cap: n(cap),
            holds: summaries
                .iter()
                .filter(|summary| summary.gates.contains(&rule))
                .map(|summary| summary.row.name.clone())
                .collect::<Vec<Linked>>(),
        };
        let severe = severe.into_iter().map(|gate| row(gate, p.gate_severe));
        severe.chain(others.into_iter().map(|gate| row(gate, p.gate_cap))).collect()
    }
}

fn quantities(language: &Language) -> Vec<Quantity> {
    let quantity = |symbol: &str, name: &str, formula: &str, meaning: &str| Quantity {
        symbol: symbol.to_owned(),
        name: name.to_owned(),
        formula: formula.to_owned(),
        meaning: meaning.to_owned(),
    };
    vec![
        quantity(
            "f",
            "freshness",
            &language.word("n-1-up-to-v-then-straight-down-to-0-at-2v"),
            &language.word("how-much-a-piece-of-evidence-of-a-certain"),
        ),
        quantity(
            "v",
            "weight",
            &language.word("weight-weights-of-the-applicable-dimensions"),
            &language.word("what-a-dimension-counts-for-what-the-tier"),
        ),
        quantity(
            "W",
            "coverage",
            &language.word("v-over-the-known-dimensions"),
            &language.word("how-much-of-the-picture-is-known"),
        ),
        quantity(
            "H",
            "score",
            &language.word("v-s-w-over-the-known-dimensions"),
            &language.word("how-it-stands-as-far-as-it-is-known"),
        ),
        quantity(
            "L",
            &language.word("lower-bound"),
            &language.word("v-s-over-the-known-dimensions"),
            &language.word("the-score-if-all-that-is-unknown-were-0"),
        ),
        quantity(
            "U",
            &language.word("upper-bound"),
            "L + 100·(1 − W)",
            &language.word("the-score-if-all-that-is-unknown-were-100"),
        ),
    ]
}

fn tier_name(tier: &crate::record::Tier) -> &str {
    tier.name.as_ref().map_or(tier.id.value.as_str(), |name| name.value.as_str())
}

fn tiers(summaries: &[Summary], site: &Site<'_>) -> Vec<TierRule> {
    let rows = site.config.tier.iter().map(|tier| {
        let mut criteria = Vec::new();
        if let Some(every) = &tier.review_every {
            let every = period_text(every.value, &site.language);
            criteria.push(site.language.say(
                "a-review-every-strip-prefix",
                &[("strip_prefix", &every.strip_prefix("1 ").unwrap_or(&every))],
            ));
        }
        if tier.objectives.as_ref().is_some_and(|asked| asked.value) {
            criteria.push(site.language.word("agreed-objectives"));
        }
        if tier.survey.as_ref().is_none_or(|asked| asked.value) {
            criteria.push("feedback".to_owned());
        }
        TierRule {
            name: tier_name(tier).to_owned(),
            accounts: summaries.iter().filter(|summary| summary.row.tier.key == tier.id.value).count(),
            cadence: tier
                .cadence
                .as_ref()
                .map_or_else(|| "–".to_owned(), |cadence| period_text(cadence.value, &site.language)),
            roles: tier.roles.iter().map(|role| role_text(role.value, &site.language)).collect(),
            criteria,
            major: tier.major.as_ref().is_some_and(|major| major.value),
        }
    });
    rows.collect()
}

/// Each dated change of the model, the newest first, with the numbers before and after.
fn changes(site: &Site<'_>) -> Vec<ModelChange> {
    let mut changes: Vec<_> = site.config.model.iter().filter(|model| model.on.is_some()).collect();
    changes.sort_by(|left, right| {
        right.on.as_ref().map(|on| on.value).cmp(&left.on.as_ref().map(|on| on.value))
    });
    let rows = changes.into_iter().filter_map(|model| {
        let on = model.on.as_ref()?.value;
        let tier = model.tier.as_ref().map(|tier| tier.value.as_str());
        let before = in_force(site.config, tier, on.pred_opt()?);
        Some(ModelChange {
            on: site.date(on),
            what: numbers(&model.set, &before, tier, site),
            why: model.why.as_ref().map(|why| why.value.clone()).unwrap_or_default(),
            source: site.source_at(site.language.word("the-change-in-the-configuration"), &model.span),
        })
    });
    rows.collect()
}

fn numbers(set: &ParameterValues, before: &Parameters, tier: Option<&str>, site: &Site<'_>) -> Vec<String> {
    let words = Words { parameters: before, site };
    let each = set.0.iter().map(|(name, at)| {
        let was = before.get(name).map(|was| words.n(was)).unwrap_or_default();
        let place =
            tier.map(|tier| site.language.say("in-tier-tier", &[("tier", &tier)])).unwrap_or_default();
        format!("{} {was} → {}{place}", name.replace('_', " "), words.n(at.value))
    });
    each.collect()
}

fn rates(site: &Site<'_>) -> Vec<RateRow> {
    let rows = site.config.rate.iter().map(|rate| RateRow {
        of: format!("1 {}", rate.currency.value),
        is: Figure {
            value: site.language.money(&rate.is.currency, &rate.is.amount.to_string()),
            ..Figure::default()
        },
        from: site.date(rate.from.value),
    });
    rows.collect()
}

fn outcome(summaries: &[Summary]) -> Vec<OutcomeRow> {
    let mut words: Vec<StandingWord> = summaries.iter().map(|summary| summary.now.standing).collect();
    words.sort_by_key(|word| word.rank());
    words.dedup();
    let rows = words.into_iter().map(|standing| {
        let here = || summaries.iter().filter(move |summary| summary.now.standing == standing);
        OutcomeRow {
            standing,
            accounts: here().count(),
            sensitive: here().filter(|summary| summary.is_sensitive).count(),
        }
    });
    rows.collect()
}
