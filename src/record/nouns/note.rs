//! Notes: contacts of any kind, with what was said.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How a contact was made.
    pub enum Channel {
        /// By telephone.
        Call = "call",
        /// By video.
        Video = "video",
        /// In person.
        Visit = "visit",
        /// By e-mail.
        Email = "email",
        /// By chat.
        Chat = "chat",
        /// At an event.
        Event = "event",
        /// By letter.
        Letter = "letter",
        /// On social media.
        Social = "social",
    }
}

words! {
    /// Who spoke.
    pub enum Flow {
        /// They did.
        Inbound = "inbound",
        /// We did.
        Outbound = "outbound",
        /// Both did.
        TwoWay = "two-way",
    }
}

fields! {
    /// A contact, or something worth remembering.
    ///
    /// ```markdown accounts/northwind/notes/2026-06-16-second-gate.md
    /// +++
    /// title = "The second gate"
    /// channel = "visit"
    /// direction = "two-way"
    /// people = ["amelia", "jonas", "lena"]
    /// about = ["expectation/kept-informed"]
    /// effort = "90min"
    /// mood = "relaxed"
    /// told = [{ who = "priya", on = 2026-06-17 }]
    /// +++
    /// The second gate opens in August. Amelia wants its sensors in the same report.
    ///
    /// - [ ] Offer the sensors for the second gate @lena due 2026-07-10
    /// ```
    pub struct Note {
        /// The day; the file's name gives it when left out.
        optional on: NaiveDate,
        /// How the contact was made; without it the note is no contact.
        optional channel: Channel,
        /// Who spoke; a call, a video or a visit is two-way unless said otherwise.
        optional direction: Flow,
        /// Who took part.
        list people: Who,
        /// The records that it was about.
        list about: What,
        /// How long it took us.
        optional effort: Duration,
        /// The day on which we answered, for a contact that they began; that of the next contact with them when left out.
        optional answered: NaiveDate,
        /// The mood, in a word.
        optional mood: String,
        /// Who wrote it.
        optional by: Who,
    }
}

impl Note {
    /// Who spoke, as written or as the channel implies; `None` for a note that is no contact.
    #[must_use]
    pub fn flow(&self) -> Option<Flow> {
        let implied = || match self.channel.as_ref()?.value {
            Channel::Call | Channel::Video | Channel::Visit => Some(Flow::TwoWay),
            _ => Some(Flow::Outbound),
        };
        self.direction.as_ref().map(|at| at.value).or_else(implied)
    }
}

impl Noun for Note {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Note(one) = data { Some(one) } else { None }
    }
}
