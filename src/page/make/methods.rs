//! How feedback is gathered: the account's own methods, and the shared ones that apply or were used here.

mod across;
pub mod shared;

use chrono::NaiveDate;

use super::plan::{agreed_text, row_of, source};
use super::timeline::period_text;
use super::words::{any_person, capital, empty, list_line};
use crate::language::Language;
use crate::page::block::{Cell, Column, Piece, Row, Table};
use crate::page::common::{Linked, SourceLine};
use crate::page::desk::Desk;
use crate::record::{At, Evaluation, Instrument, Key, Kind, Method};
use crate::review::feedback::series;
use crate::review::method::{EVALUATED, Standing, is_asked, methods};
use crate::review::plan::{Item, evaluations};

pub use across::page;

/// A method as it is used in one account.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodUse {
    /// Its name in the plan.
    pub key: Key,
    /// Whether the account's tier asks for feedback.
    pub asked: bool,
    /// Its id in the plan that all accounts share; none for one of the account's own.
    pub shared: Option<String>,
    /// What it is called.
    pub title: String,
    /// The account.
    pub account: Linked,
    /// How formal it is, in a word; may be empty.
    pub form: String,
    /// By which channel, with which instrument.
    pub how: String,
    /// The last day on which it was used here.
    pub last: Option<NaiveDate>,
    /// When it is, or was, to be used next.
    pub next: Option<NaiveDate>,
    /// Whether that day is past.
    pub late: bool,
    /// How many waves there were.
    pub waves: usize,
    /// How many were asked in the waves of which that is known, and how many of them answered.
    pub response: (usize, usize),
    /// The latest judgement of it.
    pub judged: Option<(NaiveDate, Judged)>,
    /// When it is, or was, to be judged next; none for what all accounts share.
    pub judge: Option<NaiveDate>,
    /// Where it is written.
    pub source: SourceLine,
}

/// What a judgement says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// What the method is worth to us; may be empty.
    pub ours: String,
    /// What it is worth to them; may be empty.
    pub theirs: String,
    /// What is to be better; may be empty.
    pub improvement: String,
}

impl Judged {
    /// What it says, line by line: “worth to us: …”.
    #[must_use]
    pub fn lines(&self, language: &Language) -> Vec<String> {
        let all = [
            (&language.word("worth-to-us"), &self.ours),
            (&language.word("worth-to-them-2"), &self.theirs),
            (&language.word("to-improve-2"), &self.improvement),
        ];
        let said = all.into_iter().filter(|(_, words)| !words.is_empty());
        said.map(|(label, words)| format!("{label}: {words}")).collect()
    }
}

/// Every method of the account, as it is used.
#[must_use]
pub fn uses(desk: &Desk<'_>) -> Vec<MethodUse> {
    let (context, as_of) = (desk.site.context(), desk.site.as_of);
    let asked = is_asked(desk.checked, &context, as_of);
    methods(desk.checked, &context, as_of).iter().map(|one| use_of(desk, one, asked)).collect()
}

/// The methods as a table.
#[must_use]
pub fn table(desk: &Desk<'_>) -> Table {
    let as_of = desk.site.as_of;
    let asked = is_asked(desk.checked, &desk.site.context(), as_of);
    let all = methods(desk.checked, &desk.site.context(), as_of).into_iter();
    let rows = all.map(|one| row(desk, &one, &use_of(desk, &one, asked)));
    let columns = vec![
        Column::wide(&desk.site.language.word("method")),
        Column::text(&desk.site.language.word("how")),
        Column::text(&desk.site.language.word("every")),
        Column::text(&desk.site.language.word("last")),
        Column::text(&desk.site.language.word("next")),
        Column::wide(&desk.site.language.word("judged")),
    ];
    let example = format!(
        "[[method]]\ntitle = \"Half-yearly survey\"\nform = \"formal\"\ninstrument = \"csat\"\nevery = \"6m\"\nagreed = {as_of}{}",
        list_line("with", any_person(desk))
    );
    let why = &desk.site.language.word("no-way-of-gathering-feedback-was-agreed");
    let empty = empty(desk, Kind::Method, why, "plan.toml", example);
    Table::whole(&desk.site.language.word("page-methods"), columns, rows.collect(), empty)
        .titled(&desk.site.language.word("page-methods"))
        .anchored("methods")
}

fn row(desk: &Desk<'_>, one: &Standing<'_>, used: &MethodUse) -> Row {
    let item = &one.item;
    let every =
        item.get(|method| method.every.as_ref()).map(|every| period_text(every.value, &desk.site.language));
    let how = [used.form.as_str(), used.how.as_str()];
    let how: Vec<_> = how.into_iter().filter(|words| !words.is_empty()).collect();
    let mut next = Cell::or(used.next.map(|next| desk.date(next)), "–");
    if used.late {
        next = next.beneath(Piece::Late(desk.site.language.word("overdue-inline")));
    }
    row_of(
        desk,
        item,
        vec![
            Cell::text(desk.title(item.entry)).below(agreed_text(desk, one.agreed, &item.one.with)),
            Cell::text(how.join(", ")),
            Cell::or(every, &desk.site.language.word("not-said")),
            Cell::or(used.last.map(|last| desk.date(last)), &desk.site.language.word("never")),
            next,
            judged_cell(desk, used),
        ],
    )
}

/// The latest judgement, or that there is none.
fn judged_cell(desk: &Desk<'_>, used: &MethodUse) -> Cell {
    let Some((on, judged)) = &used.judged else {
        return Cell::of(Piece::None(desk.site.language.word("not-yet")));
    };
    judged
        .lines(&desk.site.language)
        .into_iter()
        .fold(Cell::of(desk.date(*on)), |cell, line| cell.below(capital(&line)))
}

fn use_of(desk: &Desk<'_>, one: &Standing<'_>, asked: bool) -> MethodUse {
    let item = &one.item;
    let as_of = desk.site.as_of;
    let context = desk.site.context();
    let last = one.last();
    let next = one.next(desk.checked, as_of);
    let judgements = evaluations(item, desk.checked, &context, as_of);
    let judged = judgements.last().map(|(on, _, one)| (*on, judged(one)));
    let judge_every =
        item.get(|method| method.evaluate_every.as_ref()).map_or(EVALUATED, |every| every.value);
    // What all accounts share is judged once for all of them.
    let is_judged_here = item.is_own && item.base.is_none();
    let judge_from = judged.as_ref().map(|(on, _)| *on).or(one.start()).filter(|_| is_judged_here);
    let all = series(desk.checked, &desk.site.shared.plan, as_of);
    let spans = [Some(item.entry), item.base.map(|(entry, _)| entry)];
    let waves: Vec<_> = all
        .iter()
        .filter(|one| one.method.is_some_and(|(_, entry, _)| spans.contains(&Some(entry))))
        .flat_map(|one| &one.waves)
        .collect();
    let known = waves.iter().filter_map(|wave| Some((wave.invited?, wave.voices.len())));
    MethodUse {
        key: item.entry.key.clone(),
        asked,
        shared: (!item.is_own || item.base.is_some()).then(|| item.entry.key.id.clone()),
        title: desk.title(item.entry),
        account: super::overview::linked_account(desk),
        form: item
            .get(|method| method.form.as_ref())
            .map(|form| form.value.word().to_owned())
            .unwrap_or_default(),
        how: how(item, &desk.site.language),
        late: asked
            && crate::review::past::is_active(desk.checked, as_of)
            && next.is_some_and(|next| next < as_of),
        waves: waves.len(),
        response: known.fold((0, 0), |sum, wave| (sum.0 + wave.0, sum.1 + wave.1)),
        judge: judge_from.map(|start| judge_every.after(start)),
        judged,
        last,
        next,
        source: source(desk, item),
    }
}

fn judged(one: &Evaluation) -> Judged {
    let words = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone()).unwrap_or_default();
    Judged {
        ours: words(&one.value_ours),
        theirs: words(&one.value_theirs),
        improvement: words(&one.improvement),
    }
}

/// “e-mail, NPS”.
fn how(item: &Item<'_, Method>, language: &Language) -> String {
    let channel = item.get(|method| method.channel.as_ref()).map(|channel| channel.value.word().to_owned());
    let instrument = item.get(|method| method.instrument.as_ref());
    let instrument = instrument.map(|instrument| instrument_text(instrument.value, language).to_owned());
    [channel, instrument].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// An instrument as people call it.
#[must_use]
pub fn instrument_text(instrument: Instrument, language: &Language) -> String {
    match instrument {
        Instrument::Nps => "NPS".to_owned(),
        Instrument::Csat => "CSAT".to_owned(),
        Instrument::Ces => "CES".to_owned(),
        Instrument::Scale => language.word("own-scale"),
    }
}
