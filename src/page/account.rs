//! The account's page: why it stands where it stands, what happens next, and every record behind it.

use schemars::JsonSchema;
use serde::Serialize;

use super::block::{Block, Cell, Table};
use super::common::{
    ActionRow, Change, ChartView, Confidence, DateText, Evidence, Field, Figure, Frame, Html, Linked, List,
    Omission, ResultWord, SourceLine, StandingWord,
};
use super::timeline::Timeline;

/// `accounts/<slug>.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AccountPage {
    /// Around the page.
    pub frame: Frame,
    /// Name, tier, owner, standing.
    pub head: Head,
    /// Why it stands there and what changed, in a paragraph of plain English.
    pub summary: String,
    /// The next three things to do.
    pub next: List<NextRow>,
    /// What of the account could not be understood and was left out.
    pub omissions: Vec<Omission>,
    /// Why we serve each other, if the account says so.
    pub purpose: Option<Purpose>,
    /// The customer's business, in prose.
    pub profile: Option<Profile>,
    /// How the standing came about.
    pub standing: StandingSection,
    /// What the customer expects.
    pub expectations: ExpectationSection,
    /// What the customer says, one block an instrument.
    pub feedback: FeedbackSection,
    /// Complaints, the open ones first.
    pub complaints: List<ComplaintRow>,
    /// Actions of both sides.
    pub actions: ActionSection,
    /// The people of both sides.
    pub people: PeopleSection,
    /// Objectives, the open ones first.
    pub objectives: List<ObjectiveRow>,
    /// What the customer will have to cope with.
    pub challenges: Block,
    /// What the customer could gain, and we with them.
    pub opportunities: Block,
    /// Risks, the gravest first.
    pub risks: List<RiskRow>,
    /// Gifts, hospitality and conflicts of interest.
    pub interests: Block,
    /// What somebody proposed to improve, and what was decided.
    pub recommendations: Block,
    /// Contracts, the next to end first.
    pub contracts: List<ContractRow>,
    /// What it brought and cost, and the effort that it took.
    pub value: Block,
    /// Contacts by week, direction, channel and person.
    pub engagement: Block,
    /// What the account needs to know, and who of us knows it.
    pub expertise: Block,
    /// The monitoring plan.
    pub plan: Block,
    /// What is reported to whom.
    pub reports: Block,
    /// The sheets made of it: for a call, for a review, for the customer.
    pub sheets: Vec<Linked>,
    /// Meetings that lie ahead.
    pub meetings: List<MeetingRow>,
    /// Everything dated, newest first; the older years on their own pages.
    pub timeline: Timeline,
    /// How each criterion of the standards is practised.
    pub practice: Block,
    /// How complete and how fresh the records are.
    pub health: List<HealthRow>,
    /// How its records were written down: what came late, and what looks otherwise since; empty without a history.
    pub written: Block,
}

/// The head of the page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Head {
    /// The account's name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// The tier in words.
    pub tier: String,
    /// The segment in words, or empty.
    pub segment: String,
    /// Active, prospect, paused, ended.
    pub status: String,
    /// Customer since.
    pub since: Option<DateText>,
    /// The owner.
    pub owner: Option<Linked>,
    /// When somebody last looked and it was still true.
    pub verified: Option<DateText>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Where a record of it can be begun in the team's forge, where the forge is known.
    pub add: Vec<Linked>,
    /// How it stands.
    pub standing: StandingWord,
    /// In the state of ended or paused: the last band before it, and the reason.
    pub before: Option<String>,
    /// The score H, after gates, with its evidence.
    pub score: Figure,
    /// The score before gates, where a gate lowered it.
    pub ungated: Option<Figure>,
    /// The lower bound L: all that is unknown were 0.
    pub low: Figure,
    /// The upper bound U: all that is unknown were 100.
    pub high: Figure,
    /// The score between its bounds, on the scale of the bands.
    pub scale: Option<ChartView>,
    /// The share of weight that is known, W.
    pub coverage: Figure,
    /// How sure the score is, in a word.
    pub confidence: Option<Confidence>,
    /// Confidence as a number, with its evidence.
    pub confidence_figure: Figure,
    /// The change of score since the last review, or since a quarter ago.
    pub change: Option<Change>,
    /// The day that change is counted from.
    pub change_since: Option<DateText>,
    /// Why the standing is provisional, and which missing record would narrow the bounds most.
    pub provisional: Option<String>,
    /// The gates that hold it.
    pub gates: Vec<Gate>,
    /// A band that a person put beside the computed one.
    pub override_view: Option<Override>,
    /// Flags that cap nothing: *watermelon* and its like.
    pub flags: Vec<Flag>,
    /// The account's own last commit, where git supplies it.
    pub commit: Option<String>,
    /// Where `account.toml` is.
    pub source: SourceLine,
}

/// A gate that holds the score down.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Gate {
    /// The rule, in words.
    pub rule: String,
    /// The highest score it leaves.
    pub cap: String,
    /// Since when.
    pub since: Option<DateText>,
    /// The records behind it.
    pub evidence: Evidence,
}

/// An override of the standing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Override {
    /// The band it says.
    pub standing: StandingWord,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Linked,
    /// Approved by whom.
    pub approved_by: Option<Linked>,
    /// The day it lapses.
    pub expires: DateText,
    /// The review it stands in.
    pub source: SourceLine,
}

/// A flag beside the standing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Flag {
    /// Its name.
    pub name: String,
    /// What it says, in a sentence.
    pub text: String,
    /// The records behind it.
    pub evidence: Evidence,
}

/// One of the next things to do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct NextRow {
    /// What to do, as an imperative.
    pub what: String,
    /// Why.
    pub why: String,
    /// Who should.
    pub who: Option<Linked>,
    /// By when.
    pub by: Option<DateText>,
    /// How late it is, in words; empty when it is not.
    pub late: String,
    /// The section or record it is about.
    pub href: Option<String>,
}

/// Why we serve each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Purpose {
    /// The element id: `<kind>-<id>`; empty where it has none.
    pub anchor: String,
    /// What we are for, to them, and the benefits, as labelled lines.
    pub lines: Vec<Field>,
    /// When it was shared, and with whom.
    pub shared: Option<String>,
    /// Where it is written.
    pub source: SourceLine,
}

/// The customer's business.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Profile {
    /// The element id: `<kind>-<id>`; empty where it has none.
    pub anchor: String,
    /// The prose, rendered.
    pub body: Html,
    /// When somebody last looked and it was still true.
    pub verified: Option<DateText>,
    /// Where it is written.
    pub source: SourceLine,
}

/// How the standing came about.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct StandingSection {
    /// The score week by week, with bands, bounds and marked events.
    pub history: Option<ChartView>,
    /// What to write so that there is a history, when there is none.
    pub history_empty: String,
    /// The change line by line.
    pub attribution: Option<Attribution>,
    /// The dimensions, in the order of their weights.
    pub dimensions: Vec<DimensionRow>,
    /// Whether other weights would change the band, in a sentence.
    pub sensitivity: String,
    /// Each variation of the weights.
    pub sensitivity_rows: Vec<SensitivityRow>,
    /// What counts as it is now because it has no date; empty when nothing does.
    pub undated: Vec<SourceLine>,
}

/// What moved the score between two days, exactly.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Attribution {
    /// The earlier day.
    pub from: DateText,
    /// The later day.
    pub to: DateText,
    /// What the earlier day was: “the last review”.
    pub from_what: String,
    /// The score on the earlier day.
    pub score_from: Figure,
    /// The score on the later day.
    pub score_to: Figure,
    /// The lines; they sum to the change to the last digit shown.
    pub lines: Vec<AttributionLine>,
    /// The sum.
    pub total: Change,
}

/// One line of an attribution.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AttributionLine {
    /// The id of the dimension's row, or `dimension-gates`. Templates get its name alone.
    #[serde(skip)]
    pub of: String,
    /// The dimension, or “gates”.
    pub dimension: String,
    /// What happened: “score 64 → 51”, “evidence appeared”, “evidence grew too old”.
    pub what: String,
    /// By how much.
    pub change: Change,
    /// How it is known.
    pub evidence: Option<Evidence>,
}

/// One dimension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct DimensionRow {
    /// The element id: `dimension-feedback`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its weight, in hundredths, of all applicable.
    pub weight: Figure,
    /// `known`, `unknown` or `not-applicable`.
    pub state: String,
    /// Its score with its evidence, or the word for its state.
    pub score: Figure,
    /// The score as a bar; empty where it is not applicable.
    pub bar: Html,
    /// Why it is unknown or not applicable, and what to write; empty when it is known.
    pub why: String,
    /// What it adds to the score, v·s ⁄ W.
    pub adds: Figure,
    /// The freshness of its evidence, 0 to 1, in words: “fresh”, “ageing, 0.6”.
    pub freshness: String,
    /// What it says, in a few words: “3 of 4 met”.
    pub says: String,
    /// The change since the day of the attribution.
    pub change: Option<Change>,
}

/// One variation of the weights.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SensitivityRow {
    /// Which: “equal weights”, “feedback half as much again”.
    pub variation: String,
    /// The score.
    pub score: Figure,
    /// The standing.
    pub standing: StandingWord,
    /// Whether the standing differs from the computed one.
    pub differs: bool,
}

/// What the customer expects.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ExpectationSection {
    /// One sentence: “5 agreed: 3 met, 1 partly, 1 never assessed.”
    pub summary: String,
    /// The periods that are the columns of the matrix, oldest first: “Q1 2026”.
    pub columns: Vec<String>,
    /// The expectations, by priority.
    pub list: List<ExpectationRow>,
}

/// One expectation, as a row of the matrix.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ExpectationRow {
    /// The element id: `expectation-uptime`.
    pub anchor: String,
    /// What is expected.
    pub statement: String,
    /// The priority in a word.
    pub priority: String,
    /// Measure and target: “monthly uptime ≥ 99.9 percent”; may be empty.
    pub target: String,
    /// When it was agreed, and with whom: “10 Jun 2025 with Amelia Ruiz”.
    pub agreed: String,
    /// Its latest result, or that it is overdue or was never assessed.
    pub status: ResultWord,
    /// The latest assessment in words: “99.3, by customer, 31 Mar 2026”.
    pub status_text: String,
    /// When the next assessment is due.
    pub next: Option<DateText>,
    /// One cell a column of the matrix.
    pub cells: Vec<MatrixCell>,
    /// Each commit that changed it; none where no history is known.
    pub history: Option<Evidence>,
    /// How it was changed, oldest first, and who was told.
    pub changes: Vec<ExpectationChange>,
    /// When it ended, and why.
    pub ended: Option<String>,
    /// Where it is written, with its assessments.
    pub evidence: Evidence,
}

/// The assessments of one expectation in one period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct MatrixCell {
    /// The assessments, oldest first; empty where there was none.
    pub assessments: Vec<AssessmentView>,
    /// Whether the expectation was in force in the period.
    pub in_force: bool,
}

/// One assessment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AssessmentView {
    /// The result.
    pub result: ResultWord,
    /// The value measured, formatted, or empty.
    pub value: String,
    /// When.
    pub on: DateText,
    /// Who judged: “customer”, “us”, “both”.
    pub by: String,
    /// Its record.
    pub href: Option<String>,
}

/// A change of an expectation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ExpectationChange {
    /// When.
    pub on: DateText,
    /// What: “target 99.5 → 99.9”.
    pub what: String,
    /// Why.
    pub why: String,
    /// Who was told, and when: “Amelia Ruiz on 21 Apr 2026”; empty when nobody was.
    pub told: Vec<String>,
    /// Where it is written.
    pub source: SourceLine,
}

/// What the customer says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct FeedbackSection {
    /// One sentence over all.
    pub summary: String,
    /// One block an instrument; they are never mixed.
    pub instruments: List<InstrumentView>,
    /// Strengths named, with how many named each.
    pub strengths: Vec<Tally>,
    /// Weaknesses named, with how many named each.
    pub weaknesses: Vec<Tally>,
    /// What is to be better, with how many named each.
    pub improve: Vec<Tally>,
    /// All of these, quarter by quarter; none where nothing was named.
    pub themes: Option<Table>,
    /// Customer and our own people on the same scale.
    pub sides: Vec<Technique>,
    /// The waves that ask for a reason, with the reasons given; none where there is no wave.
    pub variances: Option<Table>,
    /// The voices themselves, newest first.
    pub voices: List<Voice>,
}

/// One instrument.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct InstrumentView {
    /// The element id.
    pub id: String,
    /// Its name and scale: “CSAT, 1 to 10”.
    pub title: String,
    /// The headline figure; none below five answers, where dots stand instead.
    pub figure: Option<Figure>,
    /// The interval in words: “25 ± 54.8 (95 %)”; always beside the figure below twenty answers.
    pub interval: String,
    /// Each answer of the latest wave as a dot, where there are fewer than five.
    pub dots: Option<ChartView>,
    /// Answers of the latest wave.
    pub answers: usize,
    /// People asked in the latest wave, where known.
    pub invited: Option<usize>,
    /// The response rate with its interval, in words.
    pub response: String,
    /// The roles that were silent.
    pub silent: Vec<String>,
    /// The worst and the best case if the silent had answered, in words.
    pub worst_case: String,
    /// The waves as a line with their intervals and sizes.
    pub trend: Option<ChartView>,
    /// The one sentence: signal, possible, no signal, not enough data.
    pub sentence: String,
    /// The techniques that analyse it, each with its chart and its words.
    pub techniques: Vec<Technique>,
    /// The dimension's share from this instrument, 0 to 100, with its evidence.
    pub mapped: Option<Figure>,
}

/// A technique of analysis on one instrument.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Technique {
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence or two.
    pub says: String,
    /// What it shows, for a reader without statistics.
    pub shows: String,
    /// Its chart, where there is anything to draw.
    pub chart: Option<ChartView>,
    /// Whether its chart stands open.
    pub is_open: bool,
}

/// How often something was named.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Tally {
    /// What.
    pub what: String,
    /// How often.
    pub count: usize,
    /// By whom, where names are kept.
    pub by: Vec<Linked>,
}

/// One voice.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Voice {
    /// Who, or an anonymous label.
    pub who: Linked,
    /// Their role in words, or empty.
    pub role: String,
    /// When.
    pub on: DateText,
    /// The instrument.
    pub instrument: String,
    /// The score on its scale: “8 of 10”; empty where there is none.
    pub score: String,
    /// Their words, in their language; else the themes they named.
    pub words: String,
    /// Whether the words are theirs, so that they stand in quotation marks.
    pub quoted: bool,
    /// The language of the words, where it is known, for the `lang` attribute.
    pub lang: Option<String>,
    /// Whether criticism in it was answered: “answered 3 Mar 2026”, “not answered”; empty where there is none.
    pub answered: String,
    /// Its record.
    pub source: SourceLine,
}

/// One complaint.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ComplaintRow {
    /// What it is about, leading to its record.
    pub title: Linked,
    /// Minor, major, critical.
    pub severity: String,
    /// `open`, `late`, `resolved`, `accepted`, `reopened`; a class and a word.
    pub state: String,
    /// The state in words with its days: “open for 12 days, 2 past its target”.
    pub state_text: String,
    /// Who raised it.
    pub by: Option<Linked>,
    /// When it was raised.
    pub raised: DateText,
    /// When it was acknowledged.
    pub acknowledged: Option<DateText>,
    /// When it was to be resolved.
    pub target: Option<DateText>,
    /// When it was resolved.
    pub resolved: Option<DateText>,
    /// When the customer accepted the remedy.
    pub accepted: Option<DateText>,
    /// Its cause, or empty.
    pub cause: String,
    /// The remedy, or empty.
    pub remedy: String,
    /// Where it is written.
    pub source: SourceLine,
}

/// Actions of both sides.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ActionSection {
    /// One sentence: “4 open, 1 overdue; 8 of 9 closed on time in 180 days.”
    pub summary: String,
    /// What we owe.
    pub ours: List<ActionRow>,
    /// What they owe.
    pub theirs: List<ActionRow>,
    /// What was closed or dropped in the last 180 days, newest first.
    pub closed: List<ActionRow>,
}

/// The people of both sides.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PeopleSection {
    /// One sentence about roles that the tier requires: who holds them, which are empty.
    pub summary: String,
    /// A map of both organisations; none where nobody of the customer is recorded.
    pub map: Option<ChartView>,
    /// The customer's people, the most influential first.
    pub customer: List<PersonRow>,
    /// Our people on the account.
    pub ours: List<TeamRow>,
    /// Each role that the tier requires, and how it is held.
    pub roles: Vec<RoleRow>,
    /// Who takes part in monitoring, side by side, in a sentence.
    pub monitors: String,
    /// What is missing behind those who decide, and behind the owner, a sentence each.
    pub gaps: Vec<String>,
}

/// One of the customer's people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PersonRow {
    /// The element id: `person-amelia`.
    pub anchor: String,
    /// The name.
    pub name: String,
    /// Their title, or empty.
    pub title: String,
    /// Their roles in words.
    pub roles: Vec<String>,
    /// Whether they take part in monitoring.
    pub monitors: bool,
    /// Supporter, neutral, sceptic, opponent; empty where not said.
    pub stance: String,
    /// Influence, 1 to 5.
    pub influence: Figure,
    /// The strength of the relation, 1 to 5, with its evidence.
    pub strength: Figure,
    /// The strength through time, oldest first: “3 on 3 Nov 2025”.
    pub strengths: Vec<String>,
    /// Who of ours is paired with them.
    pub paired_with: Option<Linked>,
    /// What is missing there: “nobody”, “left 31 Mar 2026”; empty where nothing is.
    pub pair_gap: String,
    /// Their successor, if one is named.
    pub successor: Option<Linked>,
    /// What is missing there; empty where nothing is.
    pub successor_gap: String,
    /// To whom they report.
    pub reports_to: Option<Linked>,
    /// The last contact.
    pub contact: Option<DateText>,
    /// Whether that is past the tier's cadence.
    pub contact_late: bool,
    /// The day they left, if they did.
    pub left: Option<DateText>,
    /// Where they are written down.
    pub source: SourceLine,
    /// Each commit that changed what is written of them; none where no history is known.
    pub history: Option<Evidence>,
}

/// One of our people on the account.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct TeamRow {
    /// The name, leading to their page.
    pub name: Linked,
    /// As what they serve.
    pub role: String,
    /// From when.
    pub from: Option<DateText>,
    /// Until when, if it ended.
    pub until: Option<DateText>,
    /// Who would take over.
    pub successor: Option<Linked>,
    /// Their last contact with the customer.
    pub contact: Option<DateText>,
    /// Whether they left the team.
    pub left: bool,
}

/// A role that the tier requires.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct RoleRow {
    /// The role.
    pub role: String,
    /// Who holds it.
    pub holders: Vec<Linked>,
    /// How it counts, with its evidence.
    pub score: Figure,
    /// In words: “held, not backed up”, “nobody”.
    pub state: String,
}

/// One objective.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ObjectiveRow {
    /// The element id.
    pub anchor: String,
    /// The objective.
    pub title: String,
    /// What we want from it, or empty.
    pub ours: String,
    /// What they want from it, or empty.
    pub theirs: String,
    /// The priority in a word.
    pub priority: String,
    /// What it is worth to them, or empty.
    pub value_theirs: String,
    /// Measure, from and target in words, or empty.
    pub measure: String,
    /// `on-track`, `at-risk`, `reached`, `missed`, `not-agreed`, `no-progress`; a class.
    pub state: String,
    /// The state in words.
    pub state_text: String,
    /// Each commit that changed it; none where no history is known.
    pub history: Option<Evidence>,
    /// When it was agreed.
    pub agreed: Option<DateText>,
    /// “ with Amelia Ruiz”: with whom it was agreed; empty where nobody is named.
    pub with: String,
    /// The challenges that it meets.
    pub meets: Vec<Linked>,
    /// The actions that serve it.
    pub actions: Cell,
    /// The notes that worked on it.
    pub notes: Cell,
    /// When it is due.
    pub due: Option<DateText>,
    /// Its progress, newest first: “on track, 41 of 60, 2 Apr 2026: …”.
    pub progress: Vec<ProgressView>,
    /// Where it is written.
    pub source: SourceLine,
}

/// One report of progress.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ProgressView {
    /// When.
    pub on: DateText,
    /// What it says.
    pub text: String,
    /// Its record.
    pub href: Option<String>,
}

/// One risk.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct RiskRow {
    /// The element id.
    pub anchor: String,
    /// The risk.
    pub title: String,
    /// Likelihood, 1 to 5.
    pub likelihood: Figure,
    /// Impact, 1 to 5.
    pub impact: Figure,
    /// Their product.
    pub weight: Figure,
    /// The response, or empty when there is none.
    pub response: String,
    /// Who owns it.
    pub owner: Option<Linked>,
    /// When it was last reviewed.
    pub reviewed: Option<DateText>,
    /// When it was closed.
    pub closed: Option<DateText>,
    /// Where it is written.
    pub source: SourceLine,
}

/// One contract.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ContractRow {
    /// The element id.
    pub anchor: String,
    /// The contract.
    pub title: String,
    /// Its first day.
    pub from: Option<DateText>,
    /// Its last day.
    pub to: Option<DateText>,
    /// The last day for notice.
    pub notice_by: Option<DateText>,
    /// Days to notice or end, in words.
    pub away: String,
    /// How it renews.
    pub renews: String,
    /// Its value, and per what.
    pub value: Figure,
    /// Its products.
    pub products: Vec<String>,
    /// How it ended, or empty.
    pub outcome: String,
    /// Whether it runs on the day of the page.
    pub running: bool,
    /// Where it is written.
    pub source: SourceLine,
}

/// One meeting that lies ahead.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct MeetingRow {
    /// The element id: `<kind>-<id>`; empty where it has none.
    pub anchor: String,
    /// When.
    pub on: DateText,
    /// In how many days, in words.
    pub away: String,
    /// What for.
    pub purpose: String,
    /// Who takes part.
    pub people: Vec<Linked>,
    /// Where it is written.
    pub source: SourceLine,
}

/// One line about the records themselves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct HealthRow {
    /// What: “People verified”, “Contract value recorded”.
    pub what: String,
    /// `fine` or `lacking`; a class.
    pub state: String,
    /// In words.
    pub text: String,
    /// What to write.
    pub clears: String,
}
