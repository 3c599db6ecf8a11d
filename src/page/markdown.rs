//! Bodies of records to safe markup: raw HTML becomes text, links and images only lead where they were checked to lead.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html,
};

use super::common::Html;
use super::desk::{Desk, anchor};
use crate::check::Target;
use crate::record::{Entry, Kind, markdown_options};
use crate::source::{RepoPath, Span};

/// Images that bodies show: the file in the repository, and its address relative to the site's root.
pub type Images = BTreeMap<RepoPath, String>;

/// Prose of our own, such as the page of a rule: nothing in it is foreign. Where an example names the file that it is of
/// behind its language, that name is shown above it.
#[must_use]
pub fn own(text: &str) -> Html {
    let mut markup = String::new();
    let events = Parser::new_ext(text, markdown_options()).flat_map(|event| {
        let file = match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                info.split_once(' ').map(|(_, path)| file_name(path))
            }
            _ => None,
        };
        file.into_iter().chain([event])
    });
    html::push_html(&mut markup, events);
    Html::trusted(markup)
}

fn file_name(path: &str) -> Event<'static> {
    Event::Html(format!("<p class=\"file\"><code>{}</code></p>", escape(path)).into())
}

/// Renders a record's body. Images that it shows are noted.
#[must_use]
pub fn body(entry: &Entry, desk: &Desk<'_>, images: &mut Images) -> Option<Html> {
    let kept = events(entry, desk, images)?;
    let mut markup = String::new();
    html::push_html(&mut markup, kept.into_iter());
    (!markup.trim().is_empty()).then(|| Html::trusted(markup))
}

/// The words that a record's body shows, without markup.
#[must_use]
pub fn words(entry: &Entry, desk: &Desk<'_>) -> Option<String> {
    let mut words = String::new();
    for event in events(entry, desk, &mut Images::new())? {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => {}
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// A record's body as it may be shown.
fn events<'e>(entry: &'e Entry, desk: &Desk<'_>, images: &mut Images) -> Option<Vec<Event<'e>>> {
    let body = entry.body.as_ref().filter(|body| !body.span.content().trim().is_empty())?;
    let source = body.span.content();
    let base = body.span.range().start;
    let mut filter = Filter {
        entry,
        desk,
        images,
        base,
        open: Vec::new(),
        heading: 0,
        footnotes: BTreeMap::new(),
        last_footnote: 0,
        defined: BTreeSet::new(),
    };
    let events = Parser::new_ext(source, markdown_options()).into_offset_iter();
    let mut kept = Vec::new();
    for (event, range) in events {
        let span = Span::new(body.span.text(), range.start + base..range.end + base);
        filter.event(event, &span, &mut kept);
    }
    Some(kept)
}

/// What became of a link or image that is open.
enum Open {
    /// It is shown.
    Shown,
    /// Its words are shown, but it leads nowhere.
    Words,
    /// It is shown with other words, and its own are left out.
    Replaced,
    /// It is shown at the end, with the words in it as what is read out.
    Image {
        /// Its address, as seen from the page.
        address: String,
        /// The words in it so far.
        words: String,
    },
}

struct Filter<'a> {
    entry: &'a Entry,
    desk: &'a Desk<'a>,
    images: &'a mut Images,
    base: usize,
    open: Vec<Open>,
    /// 1 while the first heading, which is the record's title, is left out.
    heading: usize,
    /// The numbers of footnotes by name, as names are compared.
    footnotes: BTreeMap<String, usize>,
    /// The last number given.
    last_footnote: usize,
    /// Those that are defined; a name that is defined again is another footnote, to which nothing refers.
    defined: BTreeSet<usize>,
}

impl Filter<'_> {
    /// Text without the names of those who are withheld: a task names people by `@` and their id.
    fn unnamed<'e>(&self, words: CowStr<'e>, span: &Span) -> CowStr<'e> {
        let (text, start) = (span.content(), span.range().start);
        let in_name = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
        let hidden = text.match_indices('@').filter_map(|(at, _)| {
            let name = &text[at + 1..];
            let long = name.find(|letter: char| !in_name(letter)).unwrap_or(name.len());
            let place = |end: usize| Span::new(span.text(), start + at..start + end);
            let is_hidden = |end: &usize| self.desk.checked.target(&place(*end)) == Some(&Target::Withheld);
            // A full stop may end the sentence, or belong to the name.
            let whole = at + 1 + long;
            let short = whole - (name[..long].len() - name[..long].trim_end_matches('.').len());
            [whole, short].into_iter().find(is_hidden).map(|end| &text[at..end])
        });
        let hidden: Vec<&str> = hidden.collect();
        if hidden.is_empty() {
            return words;
        }
        let shown = hidden.iter().fold(words.into_string(), |words, name| words.replace(name, "withheld"));
        CowStr::from(shown)
    }

    fn event<'e>(&mut self, event: Event<'e>, span: &Span, kept: &mut Vec<Event<'e>>) {
        let stands_for_all = |open: &Open| matches!(open, Open::Replaced | Open::Image { .. });
        let is_replaced = self.open.iter().any(stands_for_all);
        match event {
            Event::End(TagEnd::Link | TagEnd::Image) => match self.open.pop() {
                Some(Open::Shown) => kept.push(Event::End(TagEnd::Link)),
                Some(Open::Image { address, words }) => kept.push(image(&address, &words)),
                Some(Open::Words | Open::Replaced) | None => {}
            },
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) if is_replaced => self.open.push(Open::Words),
            _ if is_replaced => self.read_out(&event),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if self.is_title(span) => {
                self.heading = 1
            }
            Event::End(TagEnd::Heading(_)) if self.heading == 1 => self.heading = 0,
            _ if self.heading == 1 => {}
            Event::Html(words) | Event::InlineHtml(words) => kept.push(Event::Text(words)),
            Event::Text(words) if words.contains('@') => kept.push(Event::Text(self.unnamed(words, span))),
            Event::Start(Tag::Heading { level, .. }) => {
                kept.push(Event::Start(Tag::Heading {
                    level: lower(level, self.entry.kind()),
                    id: None,
                    classes: vec![],
                    attrs: vec![],
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                kept.push(Event::End(TagEnd::Heading(lower(level, self.entry.kind()))));
            }
            Event::Start(Tag::HtmlBlock) => kept.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => kept.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Table(columns)) => {
                // Alignment would be written as `style`, which the content security policy forbids.
                kept.push(Event::Html(CowStr::Borrowed(
                    "<div class=\"frame\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">",
                )));
                kept.push(Event::Start(Tag::Table(vec![Alignment::None; columns.len()])));
            }
            Event::End(TagEnd::Table) => {
                kept.push(Event::End(TagEnd::Table));
                kept.push(Event::Html(CowStr::Borrowed("</div>\n")));
            }
            Event::TaskListMarker(done) => kept.push(Event::InlineHtml(CowStr::Borrowed(if done {
                "<span class=\"box\" role=\"img\" aria-label=\"done\">☑</span> "
            } else {
                "<span class=\"box\" role=\"img\" aria-label=\"open\">☐</span> "
            }))),
            Event::FootnoteReference(name) => kept.push(Event::FootnoteReference(self.footnote(&name))),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let name = self.footnote_definition(&name);
                kept.push(Event::Start(Tag::FootnoteDefinition(name)));
            }
            Event::Start(Tag::Link { link_type, .. }) => self.link(link_type, span, kept),
            Event::Start(Tag::Image { .. }) => self.image(span),
            other => kept.push(other),
        }
    }

    /// Whether a heading is the one that the body begins with: it is shown as the record's title already.
    fn is_title(&self, span: &Span) -> bool {
        let before = &self.entry.body.as_ref().map_or("", |body| body.span.content());
        before.get(..span.range().start - self.base).is_some_and(|before| before.trim().is_empty())
    }

    /// Footnotes are numbered within their record, since one page holds many records, and names can hold anything.
    fn footnote<'e>(&mut self, name: &str) -> CowStr<'e> {
        let number = self.footnote_number(name);
        self.footnote_name(number)
    }

    fn footnote_definition<'e>(&mut self, name: &str) -> CowStr<'e> {
        let mut number = self.footnote_number(name);
        if !self.defined.insert(number) {
            self.last_footnote += 1;
            number = self.last_footnote;
        }
        self.footnote_name(number)
    }

    fn footnote_number(&mut self, name: &str) -> usize {
        let last = &mut self.last_footnote;
        *self.footnotes.entry(name.to_lowercase()).or_insert_with(|| {
            *last += 1;
            *last
        })
    }

    fn footnote_name<'e>(&self, number: usize) -> CowStr<'e> {
        // No kind of record is called so: this is the id of no record.
        CowStr::from(format!("footnote-{}-{number}", anchor(&self.entry.key)))
    }

    fn link<'e>(&mut self, link_type: LinkType, span: &Span, kept: &mut Vec<Event<'e>>) {
        let target = self.desk.checked.target(span);
        let (href, words) = match target {
            Some(Target::Address(address)) => (Some(address.clone()), None),
            Some(target) => match self.desk.target(target) {
                Some(linked) => (linked.href, Some(linked.text)),
                None => (None, None),
            },
            None => (None, None),
        };
        let bare = matches!(link_type, LinkType::WikiLink { has_pothole: false });
        let words = words.filter(|_| bare);
        match (href, words) {
            (Some(href), words) => {
                kept.push(start_link(&href));
                match words {
                    Some(words) => {
                        kept.push(Event::Text(CowStr::from(words)));
                        kept.push(Event::End(TagEnd::Link));
                        self.open.push(Open::Replaced);
                    }
                    None => self.open.push(Open::Shown),
                }
            }
            (None, Some(words)) => {
                kept.push(Event::Text(CowStr::from(words)));
                self.open.push(Open::Replaced);
            }
            (None, None) => self.open.push(Open::Words),
        }
    }

    fn image(&mut self, span: &Span) {
        let Some(Target::Attachment(path)) = self.desk.checked.target(span) else {
            self.open.push(Open::Words);
            return;
        };
        let address = image_address(self.desk.checked.slug.as_str(), path);
        self.open.push(Open::Image { address: self.desk.place.link(&address), words: String::new() });
        self.images.insert(path.clone(), address);
    }

    /// Adds the words of an event to those of the image that it stands in.
    fn read_out(&mut self, event: &Event<'_>) {
        let image = self.open.iter_mut().find_map(|open| match open {
            Open::Image { words, .. } => Some(words),
            _ => None,
        });
        if let (Some(words), Event::Text(more) | Event::Code(more) | Event::InlineHtml(more)) = (image, event)
        {
            words.push_str(more);
        }
    }
}

fn image<'e>(address: &str, words: &str) -> Event<'e> {
    let (address, words) = (escape(address), escape(words));
    Event::InlineHtml(CowStr::from(format!("<img src=\"{address}\" alt=\"{words}\" loading=\"lazy\">")))
}

fn start_link<'e>(href: &str) -> Event<'e> {
    Event::Start(Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(href.to_owned()),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    })
}

/// Headings of a body stand below those of the page and of the record; a profile has no heading of its own.
fn lower(level: HeadingLevel, kind: Kind) -> HeadingLevel {
    match (level, kind) {
        (HeadingLevel::H1 | HeadingLevel::H2, Kind::Profile) => HeadingLevel::H3,
        (HeadingLevel::H1 | HeadingLevel::H2, _) | (HeadingLevel::H3, Kind::Profile) => HeadingLevel::H4,
        (HeadingLevel::H3, _) => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// Where an image of an account stands in the site: one flat folder, names of letters and digits alone.
fn image_address(slug: &str, path: &RepoPath) -> String {
    let named = xxhash_rust::xxh3::xxh3_64(format!("{slug}/{path}").as_bytes());
    let form = path.name().rsplit_once('.').map_or("bin", |(_, form)| form).to_lowercase();
    format!("files/{named:016x}.{form}")
}

/// Escapes text for an attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
