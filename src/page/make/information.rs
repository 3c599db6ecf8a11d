//! What must be known of customers: the matrix of requirements and accounts, the shortfalls with what is done about them,
//! where it all comes from, and the tools.

use std::collections::BTreeMap;

use super::across::{Ranked, paged, row_address};
use super::overview::{linked_account, owner};
use super::summary::Summary;
use super::timeline::period_text;
use super::words::capital;
use crate::check::Context;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Figure, Linked};
use crate::page::desk::{Desk, Place, Section, Site, anchor};
use crate::record::{Entry, Holding as Holds, Tool, ToolStatus};
use crate::review::action::is_open;
use crate::review::compliance::covers_tools;
use crate::review::information::{
    Held, Holding, Requirement, actions_for, asked, field_words, holding, own, shared,
};

/// How many accounts a cell of the matrix names before it says how many more there are.
const NAMED: usize = 8;
/// Up to so many accounts, and so many requirements, each account has a row with a word for each requirement.
const GRID: (usize, usize) = (30, 12);
/// How many requirements and tools of single accounts the page lists.
const LISTED: usize = 100;

/// What is known of an account for one requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The id of the shared requirement; `None` for one of the account's own.
    pub shared: Option<String>,
    /// Whether it is known.
    pub state: Held,
}

/// What an account leaves for the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// What is known of it; empty where nothing is asked.
    pub known: Vec<Known>,
    /// What is missing or stale, with what is done about it.
    pub shortfalls: Vec<Ranked>,
    /// The requirements that it has of its own.
    pub own: Vec<Row>,
    /// The tools that it has of its own.
    pub tools: Vec<Row>,
}

/// What an account leaves for the page.
#[must_use]
pub fn facts(desk: &Desk<'_>) -> Facts {
    let site = desk.site;
    let context = Context { shared: site.shared, config: site.config, as_of: site.as_of };
    let asked = asked(desk.checked, &context, site.as_of);
    let held: Vec<(Requirement<'_>, Holding)> =
        asked.into_iter().map(|one| (one, holding(desk.checked, &one, site.as_of))).collect();
    let known = held.iter().map(|(one, holding)| Known {
        shared: one.is_shared.then(|| one.entry.key.id.clone()),
        state: holding.state,
    });
    let short = held.iter().filter(|(_, holding)| matches!(holding.state, Held::Missing | Held::Stale));
    let shortfalls = short.map(|(one, holding)| shortfall(desk, &context, one, holding)).collect();
    let of_its_own = own(desk.checked, site.as_of).map(|one| {
        let title = Linked::to(one.title(), desk.href(&one.entry.key));
        let state = held.iter().find(|(asked, _)| asked.entry.key == one.entry.key && !asked.is_shared);
        let mut cells = vec![Cell::of(linked_account(desk))];
        cells.push(state.map_or_else(
            || Cell::or(None::<Piece>, &desk.site.language.word("not-asked")),
            |(_, holding)| state_cell(holding, &desk.site.language),
        ));
        requirement_row(site, &one, Cell::of(title), cells)
    });
    let tools = desk.checked.each::<Tool>();
    let tools = tools.map(|(entry, tool)| {
        let title = Linked::to(desk.title(entry), desk.href(&entry.key));
        let who = tool.owner.as_ref().map(|who| desk.who(who));
        tool_row(site, tool, Cell::of(title), Cell::of(linked_account(desk)), who)
    });
    Facts { known: known.collect(), shortfalls, own: of_its_own.collect(), tools: tools.collect() }
}

fn state_word(state: Held, language: &Language) -> String {
    match state {
        Held::Missing => language.word("missing-2"),
        Held::Stale => language.word("stale-2"),
        Held::Held => language.word("held-2"),
        Held::Unknown => language.word("word-unknown"),
        Held::Untold => language.word("no-field-named"),
    }
}

fn state_cell(holding: &Holding, language: &Language) -> Cell {
    let word = state_word(holding.state, language);
    let piece = match holding.state {
        Held::Missing | Held::Stale => Piece::Late(word.to_owned()),
        Held::Held => Piece::Text(word.to_owned()),
        Held::Unknown | Held::Untold => Piece::None(word.to_owned()),
    };
    let cell = Cell::of(piece).sorted(holding.state as u8);
    match (holding.saying, holding.of) {
        (saying, of) if of > 1 && saying > 0 => {
            cell.below(language.say("in-saying-of-of-records", &[("saying", &saying), ("of", &of)]))
        }
        _ => cell,
    }
}

/// Something missing or stale: what, where, and what is done about it.
fn shortfall(desk: &Desk<'_>, context: &Context<'_>, one: &Requirement<'_>, holding: &Holding) -> Ranked {
    let as_of = desk.site.as_of;
    let actions =
        actions_for(desk.checked, context, one).filter(|(entry, action)| is_open(entry, action, as_of));
    let mut done = Cell::or(None::<Piece>, &desk.site.language.word("nothing-yet"));
    for (at, (entry, action)) in actions.enumerate() {
        let is_own = desk.checked.find(&entry.key).is_some();
        let title = desk.title(entry);
        let words = if is_own { Linked::to(title, desk.href(&entry.key)) } else { Linked::text(title) };
        let who = action.owner.as_ref().map(|who| desk.who(who).text);
        let due = action
            .due
            .as_ref()
            .map(|due| desk.site.language.say("by-date", &[("date", &desk.site.language.date(due.value))]));
        let said = who.into_iter().chain(due).collect::<Vec<_>>().join(", ");
        if at == 0 {
            done = Cell::of(words).below(said);
        } else {
            done = done.beneath(words).below(said);
        }
    }
    let title = if one.is_shared {
        Linked::to(one.title(), format!("{}#{}", Section::Information.address(), anchor(&one.entry.key)))
    } else {
        Linked::to(one.title(), desk.href(&one.entry.key))
    };
    let cells = vec![
        Cell::of(title),
        Cell::of(linked_account(desk)),
        Cell::text(desk.site.language.word(if one.is_must() { "must" } else { "nice" })),
        state_cell(holding, &desk.site.language),
        Cell::or(holding.on.map(|on| desk.date(on)), &desk.site.language.word("never")),
        done,
        Cell::or(owner(desk), &desk.site.language.word("nobody")),
    ];
    let place = format!("{}\u{0}{}", one.title(), desk.checked.name());
    Ranked { key: (u8::from(!one.is_must()), i64::from(holding.state as u8), place), row: Row::of(cells) }
}

/// A requirement with what it says: type, area, field; then the given cells; then source, whom it serves, options.
fn requirement_row(site: &Site<'_>, one: &Requirement<'_>, title: Cell, cells: Vec<Cell>) -> Row {
    let information = one.information;
    let mut words = vec![site.language.word(if one.is_must() { "must" } else { "nice" })];
    words.extend(information.form.as_ref().map(|form| form.value.word().to_owned()));
    words.extend(information.area.as_ref().map(|area| area.value.clone()));
    words.extend(information.keep_fresh.as_ref().map(|keep| {
        site.language
            .say("fresh-for-period-text", &[("period_text", &period_text(keep.value, &site.language))])
    }));
    let mut title = title.below(words.join(" · "));
    if let Some(field) = &information.field {
        title = title.beneath(Piece::Code(field_words(&field.value)));
    }
    let mut all = vec![title];
    all.extend(cells);
    let serves: Vec<String> = information.serves.iter().map(|at| at.value.clone()).collect();
    all.push(
        Cell::or(
            information.source.as_ref().map(|source| source.value.clone()),
            &site.language.word("no-source-named"),
        )
        .below(if serves.is_empty() {
            String::new()
        } else {
            site.language.say("for-serves", &[("serves", &serves.join(", "))])
        }),
    );
    all.push(options(information, &site.language));
    let key = anchor(&one.entry.key);
    let anchor = if one.is_shared { key } else { String::new() };
    Row { anchor, source: Some(site.source_at(one.title(), &one.entry.span)), ..Row::of(all) }
}

fn options(information: &crate::record::Information, language: &Language) -> Cell {
    let mut cell = Cell::or(None::<Piece>, &language.word("none-weighed"));
    for (at, option) in information.option.iter().enumerate() {
        let is_chosen = option.chosen.as_ref().is_some_and(|chosen| chosen.value);
        let what = format!("{}{}", if is_chosen { "chosen: " } else { "" }, option.what.value);
        let cost = option.cost.as_ref().map(|cost| language.say("costs-cost", &[("cost", &cost.value)]));
        let benefit = option
            .benefit
            .as_ref()
            .map(|benefit| language.say("brings-benefit", &[("benefit", &benefit.value)]));
        let said: Vec<String> = cost.into_iter().chain(benefit).collect();
        cell = if at == 0 { Cell::text(what) } else { cell.beneath(what) };
        cell = cell.below(said.join("; "));
    }
    cell
}

fn tool_row(site: &Site<'_>, tool: &Tool, title: Cell, account: Cell, who: Option<Linked>) -> Row {
    let status = tool.status.as_ref().map_or(ToolStatus::InUse, |status| status.value);
    let by = tool.needed_by.as_ref().filter(|_| status == ToolStatus::Needed);
    let is_late = by.is_some_and(|by| by.value < site.as_of);
    let state = status.word().replace('-', " ");
    let state = if is_late { Cell::of(Piece::Late(state)) } else { Cell::text(state) };
    let state = match by {
        Some(by) => state.below(site.language.say("by-date", &[("date", &site.language.date(by.value))])),
        None => state,
    };
    let holds_people = tool.holds.iter().any(|holds| holds.value == Holds::PersonalData);
    let holds: Vec<String> = tool.holds.iter().map(|holds| holds.value.word().replace('-', " ")).collect();
    let holds = Cell::or((!holds.is_empty()).then(|| holds.join(", ")), &site.language.word("not-said"));
    let uncovered = holds_people && !covers_tools(site.config);
    let holds = if uncovered {
        holds.beneath(Piece::Late(site.language.word("no-guideline-covers-it")))
    } else {
        holds
    };
    let purpose = tool.purpose.as_ref().map(|purpose| purpose.value.clone()).unwrap_or_default();
    Row {
        over: status == ToolStatus::Retired,
        ..Row::of(vec![
            title.below(purpose),
            account,
            state,
            holds,
            Cell::or(who, &site.language.word("nobody")),
        ])
    }
}

/// `information.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let context = Context { shared: site.shared, config: site.config, as_of: site.as_of };
    let mut requirements: Vec<Requirement<'_>> = shared(&context, site.as_of).collect();
    requirements.sort_by_key(|one| !one.is_must());
    let asked: Vec<&Summary> = summaries.iter().filter(|one| !one.information.known.is_empty()).collect();
    let mut shortfalls: Vec<Ranked> =
        summaries.iter().flat_map(|one| &one.information.shortfalls).cloned().collect();
    shortfalls.sort_by(|left, right| order(left).cmp(&order(right)));
    let list = shortfall_list(shortfalls, &requirements, &site.language);
    let matrix = matrix(&requirements, &asked, &list, site);
    let mut before = vec![matrix];
    before.extend(grid(&requirements, &asked, &site.language));
    before.push(of_accounts(summaries, &site.language));
    before.push(tools(summaries, site));
    paged(Section::Information, lead(&requirements, &asked, &site.language), before, list, site)
}

/// Must-haves first, then by requirement, then by account.
fn order(one: &Ranked) -> (u8, &str) {
    (one.key.0, one.key.2.as_str())
}

fn lead(requirements: &[Requirement<'_>], asked: &[&Summary], language: &Language) -> String {
    let musts = requirements.iter().filter(|one| one.is_must()).count();
    let all = || asked.iter().flat_map(|one| &one.information.known);
    let of = |state: Held| all().filter(|known| known.state == state).count();
    if asked.is_empty() {
        return language.word("nobody-has-set-out-what-must-be-known-of");
    }
    language.say(
        "requirements-for-all-accounts-musts-of-them",
        &[
            ("requirements", &language.count("n-requirements", requirements.len(), &[])),
            ("musts", &musts),
            ("active", &language.count("n-active-accounts", asked.len(), &[])),
            ("of", &of(Held::Held)),
            ("of2", &of(Held::Stale)),
            ("of3", &of(Held::Missing)),
            ("of4", &(of(Held::Unknown) + of(Held::Untold))),
        ],
    )
}

fn state_of(summary: &Summary, requirement: &Requirement<'_>) -> Option<Held> {
    let id = Some(&requirement.entry.key.id);
    summary.information.known.iter().find(|known| known.shared.as_ref() == id).map(|known| known.state)
}

/// Each shared requirement, with how many accounts hold it, and which do not.
fn matrix(requirements: &[Requirement<'_>], asked: &[&Summary], list: &Block, site: &Site<'_>) -> Block {
    let rows = requirements.iter().map(|one| {
        let mut by_state: BTreeMap<Held, Vec<&Linked>> = BTreeMap::new();
        for summary in asked {
            if let Some(state) = state_of(summary, one) {
                by_state.entry(state).or_default().push(&summary.row.name);
            }
        }
        let cell = |state: Held| {
            lacking(by_state.get(&state).map_or(&[][..], Vec::as_slice), state, one, list, &site.language)
        };
        let untold = by_state.get(&Held::Unknown).map_or(0, Vec::len)
            + by_state.get(&Held::Untold).map_or(0, Vec::len);
        let held = by_state.get(&Held::Held).map_or(0, Vec::len);
        let number = |number: usize| Cell::of(Figure::plain(number.to_string(), number as f64));
        let cells = vec![number(held), cell(Held::Stale), cell(Held::Missing), number(untold)];
        requirement_row(site, one, Cell::text(one.title()), cells)
    });
    let columns = vec![
        Column::wide(&site.language.word("requirement")),
        Column::number(&site.language.word("held")),
        Column::wide(&site.language.word("stale")),
        Column::wide(&site.language.word("missing")),
        Column::number(&site.language.word("nobody-can-tell")),
        Column::wide(&site.language.word("source")),
        Column::wide(&site.language.word("options-weighed")),
    ];
    let empty = Empty {
        why: site.language.word("nobody-has-set-out-what-must-be-known-of-2"),
        file: "plan.toml".to_owned(),
        example: "[[information]]\ntitle = \"Who decides\"\nneed = \"must\"\narea = \"account management\"\nfield = \
                  \"person.role\"\nsource = \"The first three calls\""
            .to_owned(),
    };
    let table =
        Table::whole(&site.language.word("what-must-be-known-of-all"), columns, rows.collect(), empty);
    Block::table(
        "matrix",
        &site.language.word("what-must-be-known-of-all"),
        site.language.word("computed-from-the-field-that-each"),
        table,
    )
}

/// How many accounts lack something, and which; a link to the rest.
fn lacking(
    accounts: &[&Linked],
    state: Held,
    one: &Requirement<'_>,
    list: &Block,
    language: &Language,
) -> Cell {
    let number = accounts.len();
    let mut cell = Cell::of(Figure::plain(number.to_string(), number as f64));
    if number == 0 {
        return cell;
    }
    let named: Vec<Linked> = accounts.iter().take(NAMED).map(|account| (*account).clone()).collect();
    cell = cell.beneath(named);
    if number > NAMED {
        let rows = list.tables.first().map(|table| table.rows.as_slice()).unwrap_or_default();
        let first = first_anchor(&one.entry.key.id);
        let at = rows.iter().position(|row| row.anchor == first).unwrap_or(0);
        let words = language.say(
            "number-more-that-are-state-word",
            &[("number", &(number - NAMED)), ("state_word", &state_word(state, language))],
        );
        cell = cell.beneath(Linked::to(words, row_address(Section::Information, at, &first)));
    }
    cell
}

/// The element id of the first shortfall of a requirement.
fn first_anchor(id: &str) -> String {
    format!("short-of-{id}")
}

/// A row for each account with a word for each requirement, where both are few.
fn grid(requirements: &[Requirement<'_>], asked: &[&Summary], language: &Language) -> Option<Block> {
    let is_small = asked.len() <= GRID.0 && requirements.len() <= GRID.1;
    if !is_small || asked.is_empty() || requirements.is_empty() {
        return None;
    }
    let mut columns = vec![Column::text(&language.word("account"))];
    columns.extend(requirements.iter().map(|one| Column::text(one.title())));
    let rows = asked.iter().map(|summary| {
        let mut cells = vec![Cell::of(summary.row.name.clone())];
        cells.extend(requirements.iter().map(|one| match state_of(summary, one) {
            None => Cell::or(None::<Piece>, &language.word("not-asked")),
            Some(state) => {
                let word = state_word(state, language).to_owned();
                match state {
                    Held::Held => Cell::text(format!("● {word}")),
                    Held::Stale => Cell::of(Piece::Late(format!("▲ {word}"))),
                    Held::Missing => Cell::of(Piece::Late(format!("■ {word}"))),
                    Held::Unknown | Held::Untold => Cell::of(Piece::None(format!("○ {word}"))),
                }
                .sorted(state as u8)
            }
        }));
        Row::of(cells)
    });
    let table = Table::whole(&language.word("account-by-account"), columns, rows.collect(), Empty::default());
    Some(Block::table("grid", &language.word("account-by-account"), "", table))
}

fn of_accounts(summaries: &[Summary], language: &Language) -> Block {
    let all = || summaries.iter().flat_map(|one| &one.information.own);
    let total = all().count();
    let columns = vec![
        Column::wide(&language.word("requirement")),
        Column::text(&language.word("account")),
        Column::text(&language.word("state")),
        Column::wide(&language.word("source")),
        Column::wide(&language.word("options-weighed")),
    ];
    let empty = Empty {
        why: language.word("no-account-asks-for-anything-beyond-what-is"),
        file: "accounts/northwind/plan.toml".to_owned(),
        example:
            "[[information]]\ntitle = \"When their season begins\"\nneed = \"nice\"\nfield = \"profile\""
                .to_owned(),
    };
    let rows: Vec<Row> = all().take(LISTED).cloned().collect();
    let table =
        Table { total, ..Table::whole(&language.word("what-single-accounts-ask-for"), columns, rows, empty) };
    let lead = if total > LISTED { &language.word("the-first-hundred-the-rest-stands-on-the") } else { "" };
    Block::table("own", &language.word("what-single-accounts-ask-for"), lead, table)
}

fn tools(summaries: &[Summary], site: &Site<'_>) -> Block {
    let shared = site.shared.plan.each::<Tool>().map(|(entry, tool): (&Entry, &Tool)| {
        let title = entry.title.clone().unwrap_or_else(|| entry.key.id.clone());
        let who = tool.owner.as_ref().map(|who| site.linked_member(&who.value.0, Place::Top));
        let row = tool_row(
            site,
            tool,
            Cell::text(title.clone()),
            Cell::or(None::<Piece>, &site.language.word("all")),
            who,
        );
        Row { anchor: anchor(&entry.key), source: Some(site.source_at(title, &entry.span)), ..row }
    });
    let shared: Vec<Row> = shared.collect();
    let own = summaries.iter().flat_map(|one| &one.information.tools);
    let all: Vec<Row> = shared.into_iter().chain(own.cloned()).collect();
    let total = all.len();
    let columns = vec![
        Column::wide(&site.language.word("tool")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("status")),
        Column::wide(&site.language.word("holds")),
        Column::text(&site.language.word("owner-title")),
    ];
    let empty = Empty {
        why: site.language.word("no-tool-is-named"),
        file: "plan.toml".to_owned(),
        example: "[[tool]]\ntitle = \"Survey software\"\nfor = \"Half-yearly questions\"\nholds = [\"business-data\"]"
            .to_owned(),
    };
    let rows = all.into_iter().take(LISTED).collect();
    let table = Table { total, ..Table::whole(&site.language.word("tools"), columns, rows, empty) };
    Block::table(
        "tools",
        capital(&site.language.word("tools-2")).as_str(),
        site.language.word("what-monitoring-needs-and-what-it-holds"),
        table,
    )
}

/// What is missing or stale, the first of each requirement with an element id.
fn shortfall_list(shortfalls: Vec<Ranked>, requirements: &[Requirement<'_>], language: &Language) -> Block {
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    let rows = shortfalls.into_iter().map(|one| {
        let title = one.key.2.split('\u{0}').next().unwrap_or_default();
        let requirement = requirements.iter().find(|requirement| requirement.title() == title);
        let mut row = one.row;
        if let Some(requirement) = requirement.filter(|_| seen.insert(title.to_owned(), ()).is_none()) {
            row.anchor = first_anchor(&requirement.entry.key.id);
        }
        row
    });
    let columns = vec![
        Column::wide(&language.word("what")),
        Column::text(&language.word("account")),
        Column::text(&language.word("need")),
        Column::text(&language.word("state")),
        Column::text(&language.word("last-known")),
        Column::wide(&language.word("what-is-done-about-it")),
        Column::text(&language.word("owner-title")),
    ];
    let rows: Vec<Row> = rows.collect();
    let why = if requirements.is_empty() {
        &language.word("nothing-is-asked-for")
    } else {
        &language.word("nothing-that-is-asked-for-is-missing-or")
    };
    let empty = Empty { why: why.to_owned(), ..Empty::default() };
    let table = Table::whole(&language.word("shortfalls"), columns, rows, empty);
    Block::table(
        "shortfalls",
        &language.word("shortfalls"),
        language.word("what-is-missing-or-stale-must-haves-first"),
        table,
    )
}
