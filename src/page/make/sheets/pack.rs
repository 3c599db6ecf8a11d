//! The review pack: what goes on the table in a review, two to six printed pages. Where the account stands and what moved
//! it since the last review, promises kept and not, voices, variances, decisions due, proposals.

use super::{Sheets, action_row, at_most, customer_address, field, is_ours};
use crate::page::account::{AttributionLine, DimensionRow, Voice};
use crate::page::block::{Block, Cell, Column, How, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Place, count};
use crate::page::make::promises;
use crate::page::make::standing::Said;
use crate::page::make::words::{capital, cut};
use crate::page::sheet::SheetPage;
use crate::record::Verdict;
use crate::review::action;
use crate::review::since::{Judged, Since, Start};
use crate::review::standing::Attribution;

/// How many rows a table holds at most, and how many letters a cell: six printed pages hold all of them.
pub(super) const MOST: usize = 8;
const VOICES: usize = 6;
pub(super) const SHORT: usize = 140;
pub(super) const LONG: usize = 320;

impl Sheets<'_> {
    /// The review pack for our own people.
    pub(super) fn pack(&self, since: &Since<'_>) -> SheetPage {
        let desk = self.desk();
        let moved = self.digest.change(since.from, desk.site.as_of).filter(|moved| moved.from < moved.to);
        let said = Said { moved: moved.as_ref().map(|moved| (moved, since.start.words())), ..*self.said };
        let mut sheet = self.sheet("review", "Review pack");
        let customer = Place::Accounts.link(&customer_address(desk.checked.slug.as_str()));
        sheet.others = vec![Linked::to("For the customer", customer)];
        sheet.change = moved.as_ref().map(|moved| said.total(moved));
        sheet.facts = self.pack_facts(since);
        sheet.lead = self.page.summary.clone();
        sheet.blocks = vec![
            self.stands(&said, moved.as_ref(), since),
            self.concluded(since),
            self.promises(since),
            self.judged(since),
            self.complained(since),
            self.voiced(since),
            self.varied(),
            self.due(since),
            self.proposed(since),
        ];
        sheet.closing = format!(
            "“standing review {}” writes the record of this review with these facts, for you to conclude.",
            desk.checked.slug
        );
        sheet
    }

    fn pack_facts(&self, since: &Since<'_>) -> Vec<crate::page::common::Field> {
        let (head, site) = (&self.page.head, self.desk().site);
        let dates = format!("{} to {}", site.language.date(since.from), site.language.date(site.as_of));
        let from = match (since.start, since.review) {
            (Start::Review, Some((entry, _))) => Linked::to(
                format!("{dates}, since “{}”", self.desk().title(entry)),
                self.desk().href(&entry.key),
            ),
            (start, _) => Linked::text(format!("{dates}, since {}", start.words())),
        };
        let tier = [head.tier.clone(), head.segment.clone()];
        let tier: Vec<String> = tier.into_iter().filter(|words| !words.is_empty()).collect();
        let spoken = format!(
            "{} in which they spoke, {} in which we alone did",
            count(since.contacts.0, "contact", "contacts"),
            since.contacts.1
        );
        vec![
            field("Under review", from),
            field("Tier", Linked::text(if tier.is_empty() { "none".to_owned() } else { tier.join(", ") })),
            field("Owner", head.owner.clone().unwrap_or_else(|| Linked::text("nobody"))),
            field("Known", Linked::text(format!("{} %", head.coverage.value))),
            field("Spoken", Linked::text(spoken)),
        ]
    }

    /// Where it stands, and what moved it.
    fn stands(&self, said: &Said<'_>, moved: Option<&Attribution>, since: &Since<'_>) -> Block {
        let told = said.attribution();
        let lines = told.as_ref().map(|told| told.lines.as_slice()).unwrap_or_default();
        let mut rows: Vec<Row> = said.dimensions().iter().map(|one| dimension_row(one, lines)).collect();
        let gates: Vec<&AttributionLine> = lines.iter().filter(|line| line.dimension == "gates").collect();
        rows.extend(gates.iter().map(|line| {
            let change = Cell::of(line.change.clone());
            Row::of(vec![Cell::text("Gates"), Cell::default(), Cell::default(), change, happened(&gates)])
        }));
        let date = self.desk().site.language.date(since.from);
        let sum = match (moved, &told) {
            (Some(moved), Some(told)) => {
                let from = format!("from {} on {date}", told.score_from.value);
                vec![Cell::text(told.score_to.value.clone()), Cell::of(said.total(moved)), Cell::text(from)]
            }
            _ => {
                let score = Cell::text(self.page.head.score.value.clone());
                vec![score, Cell::or(None::<String>, "–"), Cell::text(format!("no score on {date}"))]
            }
        };
        rows.push(Row::of([vec![Cell::text("Together"), Cell::default()], sum].concat()));
        let columns = vec![
            Column::text("Dimension"),
            Column::text("0 to 100"),
            Column::number("Score"),
            Column::number("Points"),
            Column::wide(&format!("What moved it since {}", since.start.words())),
        ];
        let table =
            Table::whole("What the score is made of, and what moved it", columns, rows, Empty::default());
        let mut block = Block::table("standing", "Standing", "", table);
        block.count = None;
        block.charts = self.page.standing.history.iter().cloned().collect();
        block
    }

    /// What the last review concluded, to be held against what came of it.
    fn concluded(&self, since: &Since<'_>) -> Block {
        let review = since.review.map(|(_, review)| review);
        let lists = review.map(|one| {
            [("Decided", &one.decisions), ("To improve", &one.improve), ("Weak", &one.weaknesses)]
        });
        let rows = lists.into_iter().flatten().flat_map(|(label, all)| {
            all.iter().map(move |one| Row::of(vec![Cell::text(label), Cell::text(cut(&one.value, LONG))]))
        });
        let rows: Vec<Row> = rows.collect();
        let why = match review {
            None => "The account was never reviewed.",
            Some(_) => "The last review names no decision, and nothing to improve; its text may.",
        };
        let columns = vec![Column::text("It said"), Column::wide("What")];
        let empty = Empty { why: why.to_owned(), ..Empty::default() };
        let table =
            at_most(Table::whole("The last review", columns, rows, empty), MOST, self.rest("timeline"));
        Block::table("concluded", "What the last review concluded", "", table)
    }

    fn promises(&self, since: &Since<'_>) -> Block {
        let columns =
            || vec![Column::wide("Promise"), Column::text("Who"), Column::text("Due"), Column::text("State")];
        let table = |title: &str, all: &[action::Standing<'_>], why: &str| {
            let rows = all.iter().map(|one| action_row(&promises::row(self.desk(), one), SHORT)).collect();
            let empty = Empty { why: why.to_owned(), ..Empty::default() };
            at_most(Table::whole(title, columns(), rows, empty), MOST, self.rest("actions")).titled(title)
        };
        let (kept, broken) = (since.kept.len(), since.broken.len());
        let lead = match (kept, broken) {
            (0, 0) => "No promise was closed, and none is late.".to_owned(),
            (kept, 0) => format!("{} kept, none broken.", count(kept, "promise", "promises")),
            (kept, broken) => format!("{} kept, {broken} not.", count(kept, "promise", "promises")),
        };
        let tables = vec![
            table("Not kept", &since.broken, "No promise is late, was closed late or was given up."),
            table("Kept", &since.kept, "No promise was closed in time."),
            table("Ahead", &since.ahead, "No promise lies ahead."),
        ];
        Block::tables("promises", "Promises kept and not", lead, tables)
    }

    fn judged(&self, since: &Since<'_>) -> Block {
        let rows = since.expectations.iter().map(|one| self.judged_row(one)).collect();
        let columns = vec![
            Column::wide("Expectation"),
            Column::text("Before"),
            Column::text("Now"),
            Column::text("By last judgement"),
        ];
        let list = &self.page.expectations;
        let table = Table::whole("Expectations", columns, rows, list.list.empty.clone());
        let table = at_most(table, MOST, self.rest("expectations"));
        Block::table("expectations", "Expectations", list.summary.clone(), table)
    }

    fn judged_row(&self, one: &Judged<'_>) -> Row {
        use crate::page::make::expectations::{status, status_text, target, verdict};
        let (desk, standing) = (self.desk(), &one.standing);
        let title = cut(&standing.expectation.statement.value, SHORT);
        let title = Linked::to(title, desk.href(&standing.entry.key));
        Row {
            over: standing.ended.is_some(),
            ..Row::of(vec![
                Cell::of(title).below(cut(&target(desk, standing), SHORT)),
                Cell::or(one.before.map(|before: Verdict| verdict(before)), "not judged"),
                Cell::of(status(standing, desk.site.as_of)),
                Cell::text(cut(&status_text(desk, standing), SHORT)),
            ])
        }
    }

    fn complained(&self, since: &Since<'_>) -> Block {
        let told: Vec<String> = since.complaints.iter().map(|one| self.desk().href(&one.entry.key)).collect();
        let all = self.page.complaints.rows.iter();
        let recent = all.filter(|one| one.title.href.as_ref().is_some_and(|href| told.contains(href)));
        let rows = recent.map(|one| {
            let state = cut(&one.state_text, SHORT);
            let is_open = matches!(one.state.as_str(), "open" | "late" | "reopened");
            let title = Linked { text: cut(&one.title.text, SHORT), href: one.title.href.clone() };
            Row::of(vec![
                Cell::of(title).below(cut(&one.remedy, SHORT)),
                Cell::text(one.severity.clone()),
                Cell::of(one.raised.clone()),
                Cell::of(if is_open { Piece::Late(state) } else { Piece::Text(state) }),
            ])
        });
        let columns = vec![
            Column::wide("Complaint"),
            Column::text("Severity"),
            Column::text("Raised"),
            Column::text("State"),
        ];
        let why = "No complaint is open, and none was raised or settled.".to_owned();
        let table = Table::whole("Complaints", columns, rows.collect(), Empty { why, ..Empty::default() });
        Block::table("complaints", "Complaints", "", at_most(table, MOST, self.rest("complaints")))
    }

    /// What they said, and what each instrument says.
    fn voiced(&self, since: &Since<'_>) -> Block {
        let feedback = &self.page.feedback;
        let from = since.from.to_string();
        let mut recent: Vec<&Voice> = feedback.voices.rows.iter().filter(|one| one.on.iso > from).collect();
        recent.sort_by_key(|one| is_ours(one));
        let rows: Vec<Row> = recent
            .into_iter()
            .map(|one| {
                let words = cut(&one.words, LONG);
                let words = if one.quoted { format!("“{words}”") } else { words };
                let on = Linked { text: one.on.text.clone(), href: one.source.href.clone() };
                let answered = match one.answered.starts_with("not") {
                    true => Piece::Late(one.answered.clone()),
                    false => Piece::Text(one.answered.clone()),
                };
                let score = (!one.score.is_empty()).then(|| one.score.clone());
                Row::of(vec![
                    Cell::of(one.who.clone()).below(one.role.clone()),
                    Cell::text(words).beneath(answered),
                    Cell::or(score, "–"),
                    Cell::of(on),
                ])
            })
            .collect();
        let columns = vec![
            Column::text("Who"),
            Column::wide("What they said"),
            Column::text("Score"),
            Column::text("On"),
        ];
        let why = format!("Nobody said anything that was recorded since {}.", since.start.words());
        let voices =
            Table::whole("Voices", columns, rows, Empty { why, ..Empty::default() }).titled("Voices");
        let instruments = feedback.instruments.rows.iter().map(|one| {
            let figure = one.figure.as_ref().map(|figure| figure.value.clone());
            Row::of(vec![
                Cell::text(cut(&one.title, SHORT)),
                Cell::or(figure, "too few").below(one.interval.clone()),
                Cell::text(one.answers.to_string()),
                Cell::text(cut(&one.sentence, LONG)),
            ])
        });
        let columns = vec![
            Column::wide("Asked"),
            Column::text("Figure"),
            Column::number("Answers"),
            Column::wide("What changed"),
        ];
        let why = feedback.instruments.empty.why.clone();
        let rows = instruments.collect();
        let instruments = Table::whole("Instruments", columns, rows, Empty { why, ..Empty::default() });
        let tables = vec![
            at_most(instruments.titled("By instrument"), VOICES, self.rest("feedback")),
            at_most(voices, VOICES, self.rest("voices")),
        ];
        let mut block = Block::tables("voices", "Voices", feedback.summary.clone(), tables);
        block.count = block.tables.last().map(|table| table.total);
        block
    }

    fn varied(&self) -> Block {
        let table = self.page.feedback.variances.clone().unwrap_or_else(|| {
            let why = "No wave of feedback was ever recorded, so none asks for a reason.".to_owned();
            let empty = Empty { why, ..Empty::default() };
            Table { empty, label: "Key variances".to_owned(), ..Table::default() }
        });
        let table = Table { title: String::new(), ..at_most(table, VOICES, self.rest("feedback")) };
        Block::table("variances", "Variances", "", table)
    }
}

/// A dimension: how it scores, and what moved it.
fn dimension_row(one: &DimensionRow, lines: &[AttributionLine]) -> Row {
    let own: Vec<&AttributionLine> = lines.iter().filter(|line| line.dimension == one.name).collect();
    let moved = if own.is_empty() { Cell::or(None::<String>, "nothing") } else { happened(&own) };
    Row::of(vec![
        Cell::text(capital(&one.name)).below(cut(&one.why, SHORT)),
        Cell::of(Piece::Drawing(one.bar.clone())),
        Cell::of(one.score.clone()),
        Cell::or(one.change.clone(), "–"),
        moved,
    ])
}

/// “its score changed −5.6, counts for less of what is known −1.2”, each with its evidence.
fn happened(lines: &[&AttributionLine]) -> Cell {
    let pieces = lines.iter().enumerate().map(|(at, line)| {
        let comma = if at + 1 < lines.len() { "," } else { "" };
        let words = format!("{} {}{comma}", line.what, line.change.text);
        match &line.evidence {
            Some(evidence) => Piece::How(How { words, evidence: evidence.clone() }),
            None => Piece::Text(words),
        }
    });
    Cell { pieces: pieces.collect(), ..Cell::default() }
}
