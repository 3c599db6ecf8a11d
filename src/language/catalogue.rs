//! The catalogues of forms and words, one Fluent file a language, compiled in and read once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use include_dir::{Dir, include_dir};
use unicode_normalization::UnicodeNormalization;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/languages");

/// The language that has every word.
const COMPLETE: &str = "en";
/// The forms for a language that has no catalogue; `und` is the tag of what is not determined.
const UNKNOWN: &str = "und";

static ALL: LazyLock<BTreeMap<String, Catalogue>> = LazyLock::new(|| {
    let read = |file: &include_dir::File<'static>| {
        let tag = file.path().file_stem()?.to_str()?;
        Some((tag.to_ascii_lowercase(), Catalogue::read(tag, file.contents_utf8()?)))
    };
    FILES.files().filter_map(read).collect()
});

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Its messages, in the order of the file.
    ids: Vec<String>,
    /// Those of them into which nothing belongs, ready.
    plain: BTreeMap<String, String>,
}

impl Catalogue {
    /// What cannot be read of a file is left out; a test sees to it that there is nothing.
    fn read(tag: &str, text: &str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        // Pages isolate what comes from records by markup.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        let lines = text.lines().filter_map(|line| line.split_once(" ="));
        let ids = lines.map(|(id, _)| id.to_owned()).filter(|id| bundle.has_message(id)).collect();
        let mut read = Self { bundle, ids, plain: BTreeMap::new() };
        read.plain = read.ids.iter().filter_map(|id| Some((id.clone(), read.say(id, None)?))).collect();
        read
    }

    fn say(&self, id: &str, with: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, with, &mut errors).into_owned();
        errors.is_empty().then_some(said)
    }
}

/// The short names of months in every language that has a catalogue, each with its number from 1, without marks and points.
static MONTHS: LazyLock<Vec<(String, u32)>> = LazyLock::new(|| {
    let of = |one: &'static Catalogue| {
        (1..=12).filter_map(|month| Some((bare(&one.say(&format!("month-{month}"), None)?), month)))
    };
    // Without a catalogue a month is its number.
    let named = |(name, _): &(String, u32)| name.starts_with(char::is_alphabetic);
    ALL.values().flat_map(of).filter(named).collect()
});

/// A word in small letters, without marks and points.
fn bare(word: &str) -> String {
    word.nfd().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The month that a word names, in whatever language, whole or cut short; `None` where it names none, or might be two.
#[must_use]
pub fn month_named(word: &str) -> Option<u32> {
    let word = bare(word);
    let shared = |name: &str| name.chars().zip(word.chars()).take_while(|(one, other)| one == other).count();
    let fits = MONTHS
        .iter()
        .filter(|(name, _)| word.starts_with(name) || (word.len() > 2 && name.starts_with(&word)));
    let longest = fits.clone().map(|(name, _)| shared(name)).max()?;
    let mut best = fits.filter(|(name, _)| shared(name) == longest).map(|(_, month)| *month);
    let month = best.next()?;
    best.all(|other| other == month).then_some(month)
}

/// The catalogues of a language, the nearest first: for `en-US` that of `en-US` and that of `en`.
#[derive(Clone)]
pub struct Catalogues(Vec<&'static Catalogue>);

impl fmt::Debug for Catalogues {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Catalogues({})", self.0.len())
    }
}

/// Something to be put into a message: a text, or a number, by which a message may choose the plural form.
pub type Said<'a> = fluent_bundle::FluentValue<'a>;

impl Catalogues {
    /// The catalogues for a BCP 47 tag.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let whole = tag.replace('_', "-").to_ascii_lowercase();
        let primary = whole.split('-').next().unwrap_or_default();
        let mut tags = vec![whole.as_str(), primary];
        tags.dedup();
        let mut found: Vec<_> = tags.into_iter().filter_map(|tag| ALL.get(tag)).collect();
        if found.is_empty() {
            found.extend(ALL.get(UNKNOWN));
        }
        Self(found)
    }

    /// How something is written in the language; nothing where no catalogue has it.
    #[must_use]
    pub fn form(&self, id: &str) -> String {
        self.0.iter().find_map(|one| one.say(id, None)).unwrap_or_default()
    }

    /// Every message whose id begins so, by the rest of the id; what belongs into it stands there as its name in braces.
    #[must_use]
    pub fn templates(&self, beginning: &str) -> BTreeMap<String, String> {
        let all = ALL.get(COMPLETE).into_iter().chain(self.0.iter().copied().rev());
        let ids = all.flat_map(|one| &one.ids).filter_map(|id| Some((id, id.strip_prefix(beginning)?)));
        let said = ids.filter_map(|(id, rest)| {
            let names = ["n", "shown", "total", "label"];
            let with = names.map(|name| (name, Said::from(format!("{{{name}}}"))));
            Some((rest.to_owned(), self.say(id, with)?))
        });
        said.collect()
    }

    /// A message into which nothing belongs, in English where the language lacks it; `None` where nobody knows it.
    #[must_use]
    pub fn word(&self, id: &str) -> Option<String> {
        let all = self.0.iter().copied().chain(ALL.get(COMPLETE));
        all.into_iter().find_map(|one| one.plain.get(id)).cloned()
    }

    /// A message with what belongs into it, in English where the language lacks it; `None` where nobody knows the message, or
    /// something that belongs into it is missing.
    #[must_use]
    pub fn say<'a>(&self, id: &str, with: impl IntoIterator<Item = (&'a str, Said<'a>)>) -> Option<String> {
        let mut arguments = FluentArgs::new();
        with.into_iter().for_each(|(name, value)| arguments.set(name.to_owned(), value));
        let all = self.0.iter().copied().chain(ALL.get(COMPLETE));
        all.into_iter().find_map(|one| one.say(id, Some(&arguments)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_catalogue_can_be_read_and_says_nothing_that_english_does_not() {
        let ids = |text: &str| -> Vec<String> {
            let lines =
                text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
            lines.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
        };
        let english = ids(FILES.get_file("en.ftl").and_then(|file| file.contents_utf8()).unwrap());
        for file in FILES.files() {
            let text = file.contents_utf8().unwrap();
            let read = FluentResource::try_new(text.to_owned());
            assert!(read.is_ok(), "{}: {:?}", file.path().display(), read.err().map(|(_, errors)| errors));
            let own = ids(text);
            let mut once = own.clone();
            once.sort();
            once.dedup();
            assert_eq!(own.len(), once.len(), "{}: a message twice", file.path().display());
            for id in own {
                // English has two forms for a number of things, other languages up to six.
                let other = id.rsplit_once('-').map(|(id, _)| format!("{id}-other"));
                let is_form = id.starts_with("script-") && other.is_some_and(|id| english.contains(&id));
                assert!(english.contains(&id) || is_form, "{}: {id}", file.path().display());
            }
        }
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english_and_what_nobody_has_not_at_all() {
        let german = Catalogues::of("de-AT");
        assert_eq!(german.form("month-3"), "März");
        assert_eq!(german.say("skip-to-the-content", []).unwrap(), "Skip to the content");
        assert_eq!(german.say("records-of-year", [("year", Said::from("2026"))]).unwrap(), "Records of 2026");
        assert_eq!(german.say("records-of-year", []), None);
        assert_eq!(german.say("no-such-message", []), None);
    }
}
