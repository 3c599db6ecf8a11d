//! Records whose users nobody asks.

use crate::check::rule::rule;
use crate::check::state::past::exists;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Kind, Period};
use crate::source::{RepoPath, Span, Text};

rule! {
    /// In a year nobody who works with the records was asked whether they serve.
    ///
    /// Records that nobody uses are kept for nothing, and whoever works around them will not say so unasked. Ask, and write the answer
    /// to the folder `feedback/` beside `standing.toml`: a Markdown file for one voice, a survey for many.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```markdown feedback/2024-05-12-priya.md
    /// +++
    /// from = "priya"
    /// source = "staff"
    /// +++
    /// I find what was promised within a minute.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown feedback/2026-05-12-priya.md
    /// +++
    /// from = "priya"
    /// source = "staff"
    /// +++
    /// I find what was promised within a minute.
    /// ```
    "users-unasked", Advice, ["CFAMSSNS12-P9"], Run::Shared(run)
}

/// How far back an answer counts where the configuration does not say.
const WINDOW: Period = Period::YEAR;

fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let window = context.config.grace.as_ref().and_then(|grace| grace.window.as_ref());
    let window = window.map_or(WINDOW, |at| at.value);
    let is_voice = |entry: &&Entry| matches!(entry.kind(), Kind::Feedback | Kind::Answer);
    let voices = context.shared.plan.entries.iter().filter(is_voice);
    let last = voices
        .filter(|entry| exists(entry, context.as_of))
        .filter_map(|entry| Some((entry.date?, entry)))
        .max_by_key(|(on, _)| *on);
    if last.is_some_and(|(on, _)| window.after(on) >= context.as_of) {
        return Vec::new();
    }
    let nowhere = || Span::of_file(&Text::new(RepoPath::new("feedback"), String::new()));
    let (place, message) = match last {
        Some((on, entry)) => {
            (entry.span.clone(), format!("nobody was asked since {on} whether the records serve them"))
        }
        None => (nowhere(), "nobody was ever asked whether the records serve them".to_owned()),
    };
    let finding = Diagnostic::advice("users-unasked", place, message)
        .expected(format!("what users of the records say of them, every {window}"))
        .fix("ask somebody who uses them, and write the answer to `feedback/` beside `standing.toml`");
    vec![match last {
        Some((on, _)) => finding.late(window.after(on), context.as_of, 1, window.days()),
        None => finding,
    }]
}
