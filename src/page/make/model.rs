//! The page of the model: how a standing is computed, in full, with this portfolio's own numbers.

use super::summary::Summary;
use super::timeline::period_text;
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
        frame: site.frame("How a standing is computed", Place::Top, Section::Model),
        since: dated.filter(|on| *on <= site.as_of).max().map(|on| site.date(on)),
        dimensions: words.dimensions(summaries),
        quantities: quantities(),
        bands: words.bands(),
        rules: words.rules(),
        gates: words.gates(summaries),
        tiers: tiers(summaries, site),
        changes: changes(site),
        rates: rates(site),
        outcome: outcome(summaries),
        source: Some(site.source_at("The configuration", &site.shared.span)),
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
    not_applicable: &'static str,
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
                formula: format!(
                    "Σ w·f·a ⁄ Σ w·f over the latest assessment of each expectation that has not ended: exceeded and met \
                     100, partly {}, missed 0; w is 1, 2 or 3 by priority",
                    n(p.expectation_partly)
                ),
                unknown: format!("none was assessed within {} days", n(2.0 * p.validity_expectations)),
                not_applicable: "only where the account says so, with a reason",
                validity: Some(p.validity_expectations),
            },
            DimensionName::Feedback => Said {
                formula: "for each instrument Σ f·i·x ⁄ Σ f·i over each respondent’s latest answer, i the influence \
                          from 1 to 5 (3 where not said), x the score mapped to 0–100; then the mean of the instruments"
                    .to_owned(),
                unknown: format!("no answer within {} days", n(2.0 * p.validity_feedback)),
                not_applicable: "where the tier asks for no survey and there is no answer",
                validity: Some(p.validity_feedback),
            },
            DimensionName::Complaints => Said {
                formula: format!(
                    "100 − Σ p·m, at least 0: an open critical complaint takes {}, a major one {}, a minor one {}; m is {} \
                     past its target or reopened; a closed one takes p ⁄ {}, fading over {} days",
                    n(p.complaint_critical),
                    n(p.complaint_major),
                    n(p.complaint_minor),
                    n(p.complaint_late),
                    n(p.complaint_closed),
                    n(p.complaint_fade)
                ),
                unknown: format!(
                    "there is no complaint, and neither contact nor feedback for {} days",
                    n(p.complaint_window)
                ),
                not_applicable: "only where the account says so, with a reason",
                validity: None,
            },
            DimensionName::Commitments => Said {
                formula: format!(
                    "100 · (on time + {} · late) ⁄ (closed + overdue) over {} days, overdue ones however old; both sides’ \
                     actions that are not internal; one that was moved without the other side’s agreement counts as late",
                    n(p.commitment_late),
                    n(p.commitment_window)
                ),
                unknown: format!("there are fewer than {}, and none is overdue", n(p.commitment_minimum)),
                not_applicable: "only where the account says so, with a reason",
                validity: None,
            },
            DimensionName::People => Said {
                formula: format!(
                    "the mean over the roles that the tier requires, each the mean of its holders by influence: 100 when \
                     active, in cadence and backed up; {} when not backed up; {} at strength {} or less, or out of \
                     cadence; 0 for an opponent, and for a role that nobody holds",
                    n(p.people_alone),
                    n(p.people_weak),
                    n(p.people_weak_strength)
                ),
                unknown: "no person is recorded".to_owned(),
                not_applicable: "where the tier requires no role",
                validity: Some(p.validity_people),
            },
            DimensionName::Objectives => Said {
                formula: format!(
                    "Σ f·s ⁄ Σ f over the latest progress of each agreed objective: on track or reached 100, at risk {}, \
                     missed 0; what was missed does not age",
                    n(p.objective_at_risk)
                ),
                unknown: format!("none is agreed, or there is no progress within {} days", n(2.0 * p.validity_objectives)),
                not_applicable: "where the tier asks for no objectives and none is recorded",
                validity: Some(p.validity_objectives),
            },
            DimensionName::Contact => Said {
                formula: format!(
                    "by r, the days since the last two-way or inbound contact divided by the cadence, quiet times not \
                     counted: 100 up to {}, then straight lines through 75 at {}, 50 at {} and 0 at {}",
                    n(p.contact_full),
                    n(p.contact_late),
                    n(p.contact_half),
                    n(p.contact_none)
                ),
                unknown: "it is not said since when the account exists, and there was no contact".to_owned(),
                not_applicable: "where the tier asks for no cadence",
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
                name: dimension.word().to_owned(),
                weight: Figure::plain(self.n(weight), weight),
                tier_weights: tier_weights.collect(),
                formula: said.formula,
                unknown_when: said.unknown,
                not_applicable_when: said.not_applicable.to_owned(),
                validity: said
                    .validity
                    .map_or_else(|| "–".to_owned(), |days| format!("{} days", self.n(days))),
                known: format!("{known} of {}", summaries.len()),
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
                format!("H ≥ {} and W ≥ {}", self.n(p.band_good), self.percent(p.coverage_good)),
            ),
            band(
                StandingWord::Watch,
                format!(
                    "{} ≤ H < {}, or H higher with W below {}",
                    self.n(p.band_watch),
                    self.n(p.band_good),
                    self.percent(p.coverage_good)
                ),
            ),
            band(
                StandingWord::AtRisk,
                format!("H < {}, or a gate that caps at {}", self.n(p.band_watch), self.n(p.gate_severe)),
            ),
            band(
                StandingWord::Unknown,
                format!("W < {}, unless a gate says at risk", self.percent(p.coverage_known)),
            ),
            band(
                StandingWord::New,
                format!("unknown, until {} days after the account began", self.n(p.new_account)),
            ),
        ]
    }

    fn rules(&self) -> Vec<String> {
        let p = self.parameters;
        vec![
            format!(
                "A standing is provisional when it is not at risk though L is below {}, or at risk though U is {} or more.",
                self.n(p.band_watch),
                self.n(p.band_good)
            ),
            format!(
                "A standing falls at once. It rises when H is at least {} over the bound on two Mondays {} days apart, and on \
                 all between; the Mondays since the first record are replayed each time, so nothing is kept in between.",
                self.n(p.rise_margin),
                self.n(p.rise_days)
            ),
            "A dimension that only bad facts make known counts with the lower of its score and the score of the others: \
             bad news never raises a standing."
                .to_owned(),
            "What is open and bad does not age: an open complaint, an overdue action, a missed assessment.".to_owned(),
            format!(
                "A person may set another standing beside the computed one, in a review, for {} days at most; it never \
                 replaces it, cannot lift a gate that says at risk, and needs somebody else’s approval to raise.",
                self.n(p.override_days)
            ),
            "Prospects, paused and ended accounts have that word instead of a standing.".to_owned(),
            format!(
                "Confidence is high from {} and medium from {}: Σ v·min(1, Σf ⁄ n*), with n* = {} respondents, {} \
                 expectations, {} actions, the required roles, and 1 elsewhere, and never more than exist.",
                self.percent(p.confidence_high),
                self.percent(p.confidence_medium),
                self.n(p.enough_respondents),
                self.n(p.enough_expectations),
                self.n(p.enough_actions)
            ),
        ]
    }

    fn gates(&self, summaries: &[Summary]) -> Vec<GateRule> {
        let p = self.parameters;
        let n = |number| self.n(number);
        let severe = [
            (Rule::CriticalComplaint, "a critical complaint is open".to_owned()),
            (
                Rule::ContactLost,
                format!("in a major tier, no contact for more than {} cadences", n(p.gate_contact_severe)),
            ),
        ];
        let others = [
            (
                Rule::NotAccepted,
                format!(
                    "a critical complaint was resolved, but not accepted, for {} days with contact and no reopening",
                    n(p.gate_unaccepted)
                ),
            ),
            (Rule::ComplaintLate, "a major complaint is past its target".to_owned()),
            (
                Rule::BadAnswer,
                format!(
                    "the latest answer of a decision maker or sponsor maps to {} or less",
                    n(p.gate_answer)
                ),
            ),
            (
                Rule::Gone,
                format!(
                    "a decision maker or sponsor is gone for {} days, with neither successor nor another holder",
                    n(p.gate_gone)
                ),
            ),
            (
                Rule::ContactMissed,
                format!(
                    "no contact for more than {} cadences, where it is not so long that the graver gate holds",
                    n(p.gate_contact)
                ),
            ),
            (
                Rule::NoticeNear,
                format!(
                    "a contract’s notice date is within {} days, and no decision maker was met within the cadence",
                    n(p.gate_notice)
                ),
            ),
            (
                Rule::GraveRisk,
                format!(
                    "an open risk of likelihood × impact {} or more has no response, or is {} or more whatever the response",
                    n(p.gate_risk),
                    n(p.gate_risk_any)
                ),
            ),
            (
                Rule::VeryBad,
                format!(
                    "a dimension of weight {} or more scores below {}",
                    n(p.gate_weight),
                    n(p.gate_dimension)
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

fn quantities() -> Vec<Quantity> {
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
            "1 up to V, then straight down to 0 at 2V",
            "How much a piece of evidence of a certain age still weighs. It never takes points.",
        ),
        quantity(
            "v",
            "weight",
            "weight ⁄ Σ weights of the applicable dimensions",
            "What a dimension counts for. What the tier does not ask for is out of the weights.",
        ),
        quantity("W", "coverage", "Σ v over the known dimensions", "How much of the picture is known."),
        quantity(
            "H",
            "score",
            "Σ v·s ⁄ W over the known dimensions",
            "How it stands, as far as it is known.",
        ),
        quantity(
            "L",
            "lower bound",
            "Σ v·s over the known dimensions",
            "The score if all that is unknown were 0.",
        ),
        quantity("U", "upper bound", "L + 100·(1 − W)", "The score if all that is unknown were 100."),
    ]
}

fn tier_name(tier: &crate::record::Tier) -> &str {
    tier.name.as_ref().map_or(tier.id.value.as_str(), |name| name.value.as_str())
}

fn tiers(summaries: &[Summary], site: &Site<'_>) -> Vec<TierRule> {
    let rows = site.config.tier.iter().map(|tier| {
        let mut criteria = Vec::new();
        if let Some(every) = &tier.review_every {
            let every = period_text(every.value);
            criteria.push(format!("a review every {}", every.strip_prefix("1 ").unwrap_or(&every)));
        }
        if tier.objectives.as_ref().is_some_and(|asked| asked.value) {
            criteria.push("agreed objectives".to_owned());
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
                .map_or_else(|| "–".to_owned(), |cadence| period_text(cadence.value)),
            roles: tier.roles.iter().map(|role| role_text(role.value).to_owned()).collect(),
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
            source: site.source_at("The change in the configuration", &model.span),
        })
    });
    rows.collect()
}

fn numbers(set: &ParameterValues, before: &Parameters, tier: Option<&str>, site: &Site<'_>) -> Vec<String> {
    let words = Words { parameters: before, site };
    let each = set.0.iter().map(|(name, at)| {
        let was = before.get(name).map(|was| words.n(was)).unwrap_or_default();
        let place = tier.map(|tier| format!(" in tier {tier}")).unwrap_or_default();
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
