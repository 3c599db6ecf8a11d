//! Information: what must be known of accounts, where it is held, and from where it comes.

use chrono::NaiveDate;

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Diagnostic, nearest};
use crate::record::*;
use crate::source::Span;

words! {
    /// What kind of information it is.
    pub enum InformationType {
        /// In words.
        Qualitative = "qualitative",
        /// In figures.
        Quantitative = "quantitative",
    }
}

words! {
    /// How much it is needed.
    pub enum Need {
        /// Nothing works without it.
        Must = "must",
        /// It would be good to know.
        Nice = "nice",
    }
}

fields! {
    /// A way to come by the information, weighed against others.
    pub struct Alternative {
        /// The way.
        required what: String,
        /// What it would cost, in money or in words.
        optional cost: String,
        /// What it would be good for.
        optional benefit: String,
        /// Whether it was chosen.
        optional chosen: bool,
    }
}

fields! {
    /// Something that must be known, or would be good to know, of one account or, in the portfolio's `plan.toml`, of all.
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[information]]
    /// title = "Who decides on renewals"
    /// type = "qualitative"
    /// need = "must"
    /// area = "sales"
    /// field = "person.role"
    /// source = "Ask Amelia at the spring review."
    /// keep_fresh = "1y"
    /// for = ["account managers"]
    /// option = [
    ///   { what = "Ask Amelia", cost = "nothing", benefit = "She was there the last time.", chosen = true },
    ///   { what = "A register of companies", cost = "EUR 40 a year", benefit = "Names, no influence." },
    /// ]
    /// ```
    pub struct Information {
        /// Which kind of information it is.
        optional form = "type": InformationType,
        /// How much it is needed; `nice` when left out.
        optional need: Need,
        /// Our area of work that needs it.
        optional area: String,
        /// The field of the records that holds it, as `kind` or `kind.field`: `profile`, `person.influence`.
        optional field: Holder,
        /// From where it comes.
        optional source: String,
        /// How long it stays fresh.
        optional keep_fresh: Period,
        /// Whom it serves.
        list serves = "for": String,
        /// The ways to come by it that were weighed.
        list option: Alternative,
        /// The tiers that it is asked of; all when left out.
        list tier: String,
        /// The day on which it was set out.
        optional since: NaiveDate,
    }
}

/// A kind of record, or a field of one: `person.influence`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The kind.
    pub kind: Kind,
    /// The field, where not the record as such is meant; a field within a table follows after a dot.
    pub field: Option<String>,
}

impl Value for Holder {
    fn expected() -> String {
        "a kind of record, or a field of one, such as \"profile\" or \"person.influence\"".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::String(written) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        let (word, field) =
            written.split_once('.').map_or((&**written, None), |(word, field)| (word, Some(field)));
        let unknown = |message: String, fix: Option<String>, reader: &mut Reader| {
            let problem = Diagnostic::error("unknown-value", reader.span(raw.span()), message);
            reader.report(problem.expected(Self::expected()).maybe_fix(fix));
        };
        let Some(kind) = Kind::from_word(word) else {
            let meant = nearest(word, Kind::ALL.iter().map(|kind| kind.word()));
            let fix = meant.map(|meant| format!("write `{}`", written.replacen(word, meant, 1)));
            unknown(format!("there is no kind of record `{word}`"), fix, reader);
            return None;
        };
        let fields: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
        let outer = field.map(|field| field.split('.').next().unwrap_or(field));
        if let Some(outer) = outer.filter(|outer| !fields.contains(outer)) {
            let fix = nearest(outer, fields).map(|meant| format!("write `{word}.{meant}`"));
            unknown(format!("a `{word}` has no field `{outer}`"), fix, reader);
            return None;
        }
        Some(Self { kind, field: field.map(str::to_owned) })
    }

    fn show<'a>(&'a self, span: &'a Span) -> Shown<'a> {
        Shown::Text(span.content().trim_matches('"'))
    }
}

impl Noun for Information {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Information(one) = data { Some(one) } else { None }
    }
}
