//! One voice, in its own words; or without them, where they could tell who spoke.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::check::Party;
use crate::language::Language;
use crate::page::account::Voice as VoiceView;
use crate::page::common::Linked;
use crate::page::desk::Desk;
use crate::page::make::methods::instrument_text;
use crate::page::make::people::role_words;
use crate::page::make::words::cut;
use crate::record::{Direction, Entry, Instrument, Key, Kind, Person, markdown_options};
use crate::review::feedback::{Respondent, Voice};

/// How many characters of a voice stand on the account's page; its record holds the whole.
const LONGEST: usize = 600;

/// One voice. Those that are withheld show neither words nor role.
pub fn view(desk: &Desk<'_>, voice: &Voice<'_>, hidden: &BTreeSet<Key>) -> VoiceView {
    let is_hidden = hidden.contains(&voice.entry.key);
    let own = own_words(voice);
    let mut source = desk.source(voice.entry);
    if is_hidden {
        source.label = desk.site.language.word("an-anonymous-answer");
    }
    VoiceView {
        who: who(desk, voice, is_hidden),
        role: if is_hidden { String::new() } else { role(desk, voice) },
        on: desk.date(voice.on),
        instrument: instrument(desk, voice),
        score: score(desk, voice),
        words: if is_hidden {
            desk.site.language.word("withheld-with-fewer-than-five-anonymous")
        } else {
            cut(own.as_deref().map_or(themes(voice, &desk.site.language).as_str(), unquoted), LONGEST)
        },
        quoted: !is_hidden && own.is_some(),
        lang: None,
        answered: match voice.answered {
            Some(on) => desk.site.language.say("answered-date", &[("date", &desk.site.language.date(on))]),
            None if voice.wants_answer => desk.site.language.word("not-answered"),
            None => String::new(),
        },
        source,
    }
}

fn who(desk: &Desk<'_>, voice: &Voice<'_>, is_hidden: bool) -> Linked {
    match voice.respondent {
        Respondent::Named(party) => desk.linked(party),
        Respondent::Anonymous(Some(label)) if !is_hidden => {
            Linked::text(desk.site.language.say("anonymous-label", &[("label", &label)]))
        }
        Respondent::Anonymous(_) => Linked::text(desk.site.language.word("anonymous")),
    }
}

fn role(desk: &Desk<'_>, voice: &Voice<'_>) -> String {
    match voice.respondent.party() {
        Some(Party::Person(id)) => {
            let person = desk.checked.get::<Person>(Kind::Person, id);
            person.map(|person| role_words(desk, person)).unwrap_or_default()
        }
        Some(Party::Member(id)) => {
            let role = desk.site.member(id).and_then(|(_, member)| member.role.as_ref());
            role.map_or_else(
                || desk.site.language.word("our-team"),
                |role| desk.site.language.say("our-team-role", &[("role", &role.value)]),
            )
        }
        None => String::new(),
    }
}

fn instrument(desk: &Desk<'_>, voice: &Voice<'_>) -> String {
    match (voice.method, voice.measure) {
        (Some((_, entry, _)), _) => desk.title(entry),
        (None, Some(measure)) if measure.instrument != Instrument::Scale => {
            instrument_text(measure.instrument, &desk.site.language).to_owned()
        }
        _ => String::new(),
    }
}

/// “8 of 10”.
fn score(desk: &Desk<'_>, voice: &Voice<'_>) -> String {
    match (voice.score, voice.measure, voice.off_scale) {
        (Some(score), Some(measure), _) => {
            let said = desk.site.language.say(
                "short-number-of-short-number2",
                &[
                    ("short_number", &desk.short_number(score)),
                    ("short_number2", &desk.short_number(measure.high)),
                ],
            );
            if measure.better == Direction::Lower {
                desk.site.language.say("said-lower-is-better", &[("said", &said)])
            } else {
                said
            }
        }
        (_, Some(_), Some(beyond)) => desk
            .site
            .language
            .say("short-number-beyond-its-scale-and-not", &[("short_number", &desk.short_number(beyond))]),
        (_, None, Some(bare)) => desk
            .site
            .language
            .say("short-number-on-no-known-scale-and-not", &[("short_number", &desk.short_number(bare))]),
        _ => String::new(),
    }
}

/// What they said, as it was written down.
fn own_words(voice: &Voice<'_>) -> Option<String> {
    let own = voice.words.map(str::to_owned).unwrap_or_else(|| plain(voice.entry));
    Some(own).filter(|own| !own.is_empty())
}

/// Words without the quotation marks around them, where those enclose one quotation: the page sets its own.
fn unquoted(words: &str) -> &str {
    let pairs = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];
    let inner = pairs.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
    inner.map(str::trim).filter(|inner| !inner.contains(['"', '“', '”', '„', '«', '»'])).unwrap_or(words)
}

/// The themes that they named, for who named some and said nothing that was written down.
fn themes(voice: &Voice<'_>, language: &Language) -> String {
    let lists = [
        (&language.word("good"), voice.strengths),
        (&language.word("bad"), voice.weaknesses),
        (&language.word("better"), voice.improve),
    ];
    let said = lists.into_iter().filter(|(_, themes)| !themes.is_empty()).map(|(name, themes)| {
        let themes: Vec<&str> = themes.iter().map(|theme| theme.value.as_str()).collect();
        format!("{name}: {}.", themes.join(", "))
    });
    said.collect::<Vec<_>>().join(" ")
}

/// The text of a body without its markup, and without the heading that it begins with, which is the record's title.
fn plain(entry: &Entry) -> String {
    let Some(body) = &entry.body else { return String::new() };
    let mut text = String::new();
    let mut in_title = false;
    for event in Parser::new_ext(body.span.content(), markdown_options()) {
        match event {
            Event::Start(Tag::Heading { .. }) if text.is_empty() => in_title = true,
            Event::End(TagEnd::Heading(_)) => {
                in_title = false;
                text.push(' ');
            }
            _ if in_title => {}
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                text.push_str(&words)
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
