//! Why both sides work together, and the customer's business in prose.

use super::words::with;
use crate::page::account::{Profile as ProfileView, Purpose as PurposeView};
use crate::page::common::{Field, Linked};
use crate::page::desk::{Desk, anchor};
use crate::page::markdown::{Images, body};
use crate::record::Profile;
use crate::review::past::by;

/// Why we serve each other, if the account says so.
#[must_use]
pub fn purpose(desk: &Desk<'_>) -> Option<PurposeView> {
    let (_, account) = desk.checked.account()?;
    let purpose = account.purpose.as_ref()?;
    let lines = [
        (&desk.site.language.word("what-we-are-to-them"), &purpose.ours),
        (&desk.site.language.word("what-we-gain"), &purpose.benefit_ours),
        (&desk.site.language.word("what-they-gain"), &purpose.benefit_theirs),
    ];
    let lines = lines.into_iter().filter_map(|(label, words)| {
        let words = words.as_ref()?;
        Some(Field { label: label.to_owned(), values: vec![Linked::text(words.value.clone())] })
    });
    let shared = by(purpose.shared.as_ref(), desk.site.as_of);
    Some(PurposeView {
        // The account's own record has its place at the head of the page.
        anchor: String::new(),
        lines: lines.collect(),
        shared: shared.map(|on| format!("{}{}", desk.site.language.date(on), with(desk, &purpose.with))),
        source: desk.site.source_at(desk.site.language.word("purpose"), &purpose.span),
    })
}

/// The customer's business, if somebody wrote it down. Images that it shows are noted.
#[must_use]
pub fn profile(desk: &Desk<'_>, images: &mut Images) -> Option<ProfileView> {
    let (entry, profile) = desk.checked.each::<Profile>().next()?;
    Some(ProfileView {
        anchor: anchor(&entry.key),
        body: body(entry, desk, images)?,
        verified: by(profile.verified.as_ref(), desk.site.as_of).map(|verified| desk.date(verified)),
        source: desk.source(entry),
    })
}
