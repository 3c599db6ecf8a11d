//! The review pack: what goes on the table in a review, two to six printed pages. Where the account stands and what moved
//! it since the last review, promises kept and not, voices, variances, decisions due, proposals.

use super::{Sheets, action_row, at_most, customer_address, field, is_ours};
use crate::language::Language;
use crate::page::account::{AttributionLine, DimensionRow, Voice};
use crate::page::block::{Block, Cell, Column, How, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::Place;
use crate::page::make::promises;
use crate::page::make::standing::Said;
use crate::page::make::words::{capital, cut, start_words};
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
        let start = start_words(since.start, &desk.site.language);
        let said = Said { moved: moved.as_ref().map(|moved| (moved, start.as_str())), ..*self.said };
        let mut sheet = self.sheet("review", &self.desk().site.language.word("review-pack"));
        let customer = Place::Accounts.link(&customer_address(desk.checked.slug.as_str()));
        sheet.others = vec![Linked::to(self.desk().site.language.word("for-the-customer"), customer)];
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
        sheet.closing = self
            .desk()
            .site
            .language
            .say("standing-review-slug-writes-the-record-of", &[("slug", &desk.checked.slug)]);
        sheet
    }

    fn pack_facts(&self, since: &Since<'_>) -> Vec<crate::page::common::Field> {
        let (head, site) = (&self.page.head, self.desk().site);
        let dates = self.desk().site.language.say(
            "date-to-date2",
            &[("date", &site.language.date(since.from)), ("date2", &site.language.date(site.as_of))],
        );
        let from = match (since.start, since.review) {
            (Start::Review, Some((entry, _))) => Linked::to(
                self.desk()
                    .site
                    .language
                    .say("dates-since-title", &[("dates", &dates), ("title", &self.desk().title(entry))]),
                self.desk().href(&entry.key),
            ),
            (start, _) => Linked::text(self.desk().site.language.say(
                "dates-since-start",
                &[("dates", &dates), ("start", &start_words(start, &self.desk().site.language))],
            )),
        };
        let tier = [head.tier.clone(), head.segment.clone()];
        let tier: Vec<String> = tier.into_iter().filter(|words| !words.is_empty()).collect();
        let spoken = self.desk().site.language.say(
            "contacts-in-which-they-spoke-contacts2-in",
            &[
                ("contacts", &self.desk().site.language.count("n-contacts", since.contacts.0, &[])),
                ("contacts2", &since.contacts.1),
            ],
        );
        vec![
            field(&self.desk().site.language.word("under-review"), from),
            field(
                &self.desk().site.language.word("tier"),
                Linked::text(if tier.is_empty() {
                    self.desk().site.language.word("none")
                } else {
                    tier.join(", ")
                }),
            ),
            field(
                &self.desk().site.language.word("owner-title"),
                head.owner.clone().unwrap_or_else(|| Linked::text(self.desk().site.language.word("nobody"))),
            ),
            field(
                &self.desk().site.language.word("known"),
                Linked::text(format!("{} %", head.coverage.value)),
            ),
            field(&self.desk().site.language.word("spoken"), Linked::text(spoken)),
        ]
    }

    /// Where it stands, and what moved it.
    fn stands(&self, said: &Said<'_>, moved: Option<&Attribution>, since: &Since<'_>) -> Block {
        let told = said.attribution();
        let lines = told.as_ref().map(|told| told.lines.as_slice()).unwrap_or_default();
        let mut rows: Vec<Row> =
            said.dimensions().iter().map(|one| dimension_row(one, lines, &said.desk.site.language)).collect();
        let gates: Vec<&AttributionLine> = lines.iter().filter(|line| line.of == "dimension-gates").collect();
        rows.extend(gates.iter().map(|line| {
            let change = Cell::of(line.change.clone());
            Row::of(vec![
                Cell::text(said.desk.site.language.word("gates")),
                Cell::default(),
                Cell::default(),
                change,
                happened(&gates),
            ])
        }));
        let date = self.desk().site.language.date(since.from);
        let sum = match (moved, &told) {
            (Some(moved), Some(told)) => {
                let from = said.desk.site.language.say(
                    "from-score-from-on-date",
                    &[("score_from", &told.score_from.value), ("date", &date)],
                );
                vec![Cell::text(told.score_to.value.clone()), Cell::of(said.total(moved)), Cell::text(from)]
            }
            _ => {
                let score = Cell::text(self.page.head.score.value.clone());
                vec![
                    score,
                    Cell::or(None::<String>, "–"),
                    Cell::text(said.desk.site.language.say("no-score-on-date", &[("date", &date)])),
                ]
            }
        };
        rows.push(Row::of(
            [vec![Cell::text(said.desk.site.language.word("together")), Cell::default()], sum].concat(),
        ));
        let columns = vec![
            Column::text(&said.desk.site.language.word("dimension")),
            Column::text("0 to 100"),
            Column::number(&said.desk.site.language.word("score")),
            Column::number(&said.desk.site.language.word("points")),
            Column::wide(&said.desk.site.language.say(
                "what-moved-it-since-start",
                &[("start", &start_words(since.start, &self.desk().site.language))],
            )),
        ];
        let table = Table::whole(
            &said.desk.site.language.word("what-the-score-is-made-of-and-what-moved-it"),
            columns,
            rows,
            Empty::default(),
        );
        let mut block = Block::table("standing", &said.desk.site.language.word("standing"), "", table);
        block.count = None;
        block.charts = self.page.standing.history.iter().cloned().collect();
        block
    }

    /// What the last review concluded, to be held against what came of it.
    fn concluded(&self, since: &Since<'_>) -> Block {
        let review = since.review.map(|(_, review)| review);
        let lists = review.map(|one| {
            [
                (self.desk().site.language.word("decided"), &one.decisions),
                (self.desk().site.language.word("to-improve"), &one.improve),
                (self.desk().site.language.word("weak"), &one.weaknesses),
            ]
        });
        let rows = lists.into_iter().flatten().flat_map(|(label, all)| {
            all.iter().map(move |one| Row::of(vec![Cell::text(&label), Cell::text(cut(&one.value, LONG))]))
        });
        let rows: Vec<Row> = rows.collect();
        let why = match review {
            None => &self.desk().site.language.word("the-account-was-never-reviewed"),
            Some(_) => &self.desk().site.language.word("the-last-review-names-no-decision-and"),
        };
        let columns = vec![
            Column::text(&self.desk().site.language.word("it-said")),
            Column::wide(&self.desk().site.language.word("what")),
        ];
        let empty = Empty { why: why.to_owned(), ..Empty::default() };
        let table = at_most(
            Table::whole(&self.desk().site.language.word("the-last-review-2"), columns, rows, empty),
            MOST,
            self.rest("timeline"),
        );
        Block::table(
            "concluded",
            &self.desk().site.language.word("what-the-last-review-concluded"),
            "",
            table,
        )
    }

    fn promises(&self, since: &Since<'_>) -> Block {
        let columns = || {
            vec![
                Column::wide(&self.desk().site.language.word("promise")),
                Column::text(&self.desk().site.language.word("who")),
                Column::text(&self.desk().site.language.word("due")),
                Column::text(&self.desk().site.language.word("state")),
            ]
        };
        let table = |title: &str, all: &[action::Standing<'_>], why: &str| {
            let rows = all
                .iter()
                .map(|one| action_row(&promises::row(self.desk(), one), SHORT, &self.desk().site.language))
                .collect();
            let empty = Empty { why: why.to_owned(), ..Empty::default() };
            at_most(Table::whole(title, columns(), rows, empty), MOST, self.rest("actions")).titled(title)
        };
        let (kept, broken) = (since.kept.len(), since.broken.len());
        let lead = match (kept, broken) {
            (0, 0) => self.desk().site.language.word("no-promise-was-closed-and-none-is-late"),
            (kept, 0) => self.desk().site.language.say(
                "promises-kept-none-broken",
                &[("promises", &self.desk().site.language.count("n-promises", kept, &[]))],
            ),
            (kept, broken) => self.desk().site.language.say(
                "promises-kept-broken-not-2",
                &[
                    ("promises", &self.desk().site.language.count("n-promises", kept, &[])),
                    ("broken", &broken),
                ],
            ),
        };
        let tables = vec![
            table(
                &self.desk().site.language.word("not-kept"),
                &since.broken,
                &self.desk().site.language.word("no-promise-is-late-was-closed-late-or-was"),
            ),
            table(
                &self.desk().site.language.word("kept"),
                &since.kept,
                &self.desk().site.language.word("no-promise-was-closed-in-time"),
            ),
            table(
                &self.desk().site.language.word("ahead"),
                &since.ahead,
                &self.desk().site.language.word("no-promise-lies-ahead"),
            ),
        ];
        Block::tables("promises", &self.desk().site.language.word("promises-kept-and-not"), lead, tables)
    }

    fn judged(&self, since: &Since<'_>) -> Block {
        let rows = since.expectations.iter().map(|one| self.judged_row(one)).collect();
        let columns = vec![
            Column::wide(&self.desk().site.language.word("expectation")),
            Column::text(&self.desk().site.language.word("before")),
            Column::text(&self.desk().site.language.word("now")),
            Column::text(&self.desk().site.language.word("by-last-judgement")),
        ];
        let list = &self.page.expectations;
        let table = Table::whole(
            &self.desk().site.language.word("expectations"),
            columns,
            rows,
            list.list.empty.clone(),
        );
        let table = at_most(table, MOST, self.rest("expectations"));
        Block::table(
            "expectations",
            &self.desk().site.language.word("expectations"),
            list.summary.clone(),
            table,
        )
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
                Cell::or(
                    one.before.map(|before: Verdict| verdict(before)),
                    &self.desk().site.language.word("portfolio-not-judged"),
                ),
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
            Column::wide(&self.desk().site.language.word("complaint")),
            Column::text(&self.desk().site.language.word("severity")),
            Column::text(&self.desk().site.language.word("raised")),
            Column::text(&self.desk().site.language.word("state")),
        ];
        let why = self.desk().site.language.word("no-complaint-is-open-and-none-was-raised-or");
        let table = Table::whole(
            &self.desk().site.language.word("complaints"),
            columns,
            rows.collect(),
            Empty { why, ..Empty::default() },
        );
        Block::table(
            "complaints",
            &self.desk().site.language.word("complaints"),
            "",
            at_most(table, MOST, self.rest("complaints")),
        )
    }

    /// What they said, and what each instrument says.
    fn voiced(&self, since: &Since<'_>) -> Block {
        let feedback = &self.page.feedback;
        let from = since.from.to_string();
        let mut recent: Vec<&Voice> = feedback.voices.rows.iter().filter(|one| one.on.iso > from).collect();
        recent.sort_by_key(|one| is_ours(one, &self.desk().site.language));
        let rows: Vec<Row> = recent
            .into_iter()
            .map(|one| {
                let words = cut(&one.words, LONG);
                let words = if one.quoted { format!("“{words}”") } else { words };
                let on = Linked { text: one.on.text.clone(), href: one.source.href.clone() };
                let answered = match one.answered == self.desk().site.language.word("not-answered") {
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
            Column::text(&self.desk().site.language.word("who")),
            Column::wide(&self.desk().site.language.word("what-they-said")),
            Column::text(&self.desk().site.language.word("score")),
            Column::text(&self.desk().site.language.word("on-2")),
        ];
        let start = start_words(since.start, &self.desk().site.language);
        let of_start = |message| self.desk().site.language.say(message, &[("start", &start)]);
        let why = of_start("nobody-said-anything-that-was-recorded");
        let said_since = of_start("said-since-start");
        let voices = Table::whole(
            &self.desk().site.language.word("voices"),
            columns,
            rows,
            Empty { why, ..Empty::default() },
        )
        .titled(&said_since);
        let instruments = feedback.instruments.rows.iter().map(|one| {
            let figure = one.figure.as_ref().map(|figure| figure.value.clone());
            Row::of(vec![
                Cell::text(cut(&one.title, SHORT)),
                Cell::or(figure, &self.desk().site.language.word("too-few")).below(one.interval.clone()),
                Cell::text(one.answers.to_string()),
                Cell::text(cut(&one.sentence, LONG)),
            ])
        });
        let columns = vec![
            Column::wide(&self.desk().site.language.word("asked")),
            Column::text(&self.desk().site.language.word("figure")),
            Column::number(&self.desk().site.language.word("answers")),
            Column::wide(&self.desk().site.language.word("what-changed")),
        ];
        let why = feedback.instruments.empty.why.clone();
        let rows = instruments.collect();
        let instruments = Table::whole(
            &self.desk().site.language.word("instruments"),
            columns,
            rows,
            Empty { why, ..Empty::default() },
        );
        let tables = vec![
            at_most(
                instruments.titled(&self.desk().site.language.word("by-instrument")),
                VOICES,
                self.rest("feedback"),
            ),
            at_most(voices, VOICES, self.rest("voices")),
        ];
        let mut block = Block::tables(
            "voices",
            &self.desk().site.language.word("voices"),
            feedback.summary.clone(),
            tables,
        );
        // Each of its tables counts something else.
        block.count = None;
        block
    }

    fn varied(&self) -> Block {
        let table = self.page.feedback.variances.clone().unwrap_or_else(|| {
            let why = self.desk().site.language.word("no-wave-of-feedback-was-ever-recorded-so");
            let empty = Empty { why, ..Empty::default() };
            Table { empty, label: self.desk().site.language.word("key-variances"), ..Table::default() }
        });
        let table = Table { title: String::new(), ..at_most(table, VOICES, self.rest("feedback")) };
        Block::table("variances", &self.desk().site.language.word("variances"), "", table)
    }
}

/// A dimension: how it scores, and what moved it.
fn dimension_row(one: &DimensionRow, lines: &[AttributionLine], language: &Language) -> Row {
    let own: Vec<&AttributionLine> = lines.iter().filter(|line| line.of == one.id).collect();
    let moved =
        if own.is_empty() { Cell::or(None::<String>, &language.word("nothing-2")) } else { happened(&own) };
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
