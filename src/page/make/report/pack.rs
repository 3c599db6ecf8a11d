//! The review pack as the customer may have it: what is shared with both sides since the last review. No band, no score,
//! none of our judgements, and no way to other pages.

use std::collections::BTreeSet;

use super::{LACKING, Telling};
use crate::check::{Checked, Withheld};
use crate::page::block::BlocksPage;
use crate::page::common::Frame;
use crate::page::desk::{Desk, Place, Section, Site};
use crate::page::make::sheets::customer_address;
use crate::record::{CUSTOMER, Visibility};
use crate::review::since::{Since, Start};

/// The customer's edition, with its address.
#[must_use]
pub fn page(checked: &Checked, site: &Site<'_>) -> (String, BlocksPage) {
    let desk = Desk { site, checked, place: Place::Accounts };
    let sees = [Visibility::Shared].into();
    let shared = Withheld::beyond(checked, &sees).checked(checked.clone());
    // A review that is not shared is not even dated here.
    let since = Since::of(&shared, &site.context());
    let telling = Telling {
        desk: Desk { checked: &shared, ..desk },
        is_inside: false,
        since: Some(since.from),
        kept: BTreeSet::new(),
    };
    let page = telling.review(&since);
    (customer_address(checked.slug.as_str()), page)
}

impl Telling<'_> {
    fn review(&self, since: &Since<'_>) -> BlocksPage {
        let site = self.desk.site;
        let date = |day| site.language.date(day);
        let is_whole = site.omissions.is_empty() && self.desk.checked.omitted.is_empty();
        let lacking = if is_whole { String::new() } else { self.desk.site.language.word(LACKING) };
        let start = match since.start {
            Start::Review => &self.desk.site.language.word("our-last-review"),
            Start::Beginning => &self.desk.site.language.word("we-began"),
            Start::Quarter => &self.desk.site.language.word("a-quarter-ago"),
        };
        let frame = Frame {
            audience: site.config.audience_name(CUSTOMER).to_owned(),
            navigation: Vec::new(),
            more: Vec::new(),
            omissions: Vec::new(),
            ..site.frame(
                self.desk.site.language.say("review-name", &[("name", &self.desk.checked.name())]),
                Place::Accounts,
                Section::Portfolio,
            )
        };
        BlocksPage {
            frame,
            lead: self.desk.site.language.say(
                "from-date-to-date2-since-start-made-from",
                &[
                    ("date", &date(since.from)),
                    ("date2", &date(site.as_of)),
                    ("start", &start),
                    ("lacking", &lacking),
                ],
            ),
            blocks: vec![
                self.expectations(),
                self.actions(),
                self.complaints(),
                self.feedback(),
                self.objectives(),
                self.recommendations(),
                self.opportunities(),
            ],
            ..BlocksPage::default()
        }
    }
}
