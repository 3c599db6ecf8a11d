use std::collections::BTreeSet;

use super::*;
use crate::page::search::{Item, Rank};
use crate::record::Kind;

/// What a reader may load before the first answer, in bytes.
const MOST: usize = 300_000;

/// Pseudo-random numbers, xorshift64*: the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    /// A word as language has them: few are frequent, many are rare; a tenth are numbers.
    fn word(&mut self) -> String {
        const PARTS: [&str; 24] = [
            "con", "tra", "ing", "ser", "vice", "pro", "ment", "re", "com", "plaint", "del", "iver", "in",
            "voice", "meet", "pre", "tion", "un", "al", "er", "mar", "ket", "plan", "sta",
        ];
        if self.roll(10) == 0 {
            return format!("{}", 10 + self.roll(90_000));
        }
        let (high, low) = (self.roll(40_000) + 1, self.roll(40_000) + 1);
        let mut rank = high.min(low).min(self.roll(40_000) + 1);
        let mut word = String::new();
        while rank > 0 {
            word.push_str(PARTS[(rank % 24) as usize]);
            rank /= 24;
        }
        word
    }
}

/// Every word of `words` stands in each of an item's texts once in a while.
fn corpus(accounts: usize, items: usize, words: usize) -> (Vec<Postings>, Vec<File>) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut postings, mut files) = (Vec::new(), Vec::new());
    for account in 0..accounts {
        let slug = format!("{}-{account}", dice.word());
        let name = format!("{} {} {account}", dice.word(), dice.word());
        let each = (0..items).map(|item| {
            let date = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
                - chrono::Days::new(dice.roll(1_700) + u64::from(item == 0));
            let says: Vec<String> = (0..words).map(|_| dice.word()).collect();
            Item {
                rank: if item == 0 { Rank::Account } else { Rank::Record },
                kind: Kind::ALL[item % Kind::ALL.len()],
                date: Some(date),
                day: date.to_string(),
                href: format!("accounts/{slug}.{}.html#note-{date}-{item}", date.year()),
                title: format!("{} {} {}", dice.word(), dice.word(), dice.word()),
                says: format!("the record of what we said: {}", says.join(" ")),
            }
        });
        let each: Vec<Item> = each.collect();
        let (one, found) = Postings::new(&slug, &name, &each).unwrap();
        postings.push(one);
        files.extend(found);
    }
    files.extend(index(&postings.iter().collect::<Vec<_>>()).unwrap());
    (postings, files)
}

/// An index as `assets/search.js` reads it.
struct Reader {
    sizes: HashMap<String, usize>,
    /// For each file of words, its words and the first of each file of hits.
    words: Vec<(Vec<String>, Vec<usize>)>,
}

impl Reader {
    fn new(files: &[File]) -> Self {
        let sizes: HashMap<String, usize> =
            files.iter().map(|(path, text)| (path.clone(), text.len())).collect();
        let read = |at: usize| {
            let path = format!("search/words.{at}.js");
            let (_, text) = files.iter().find(|(one, _)| *one == path)?;
            let data = text.split_once(", ")?.1.trim_end().strip_suffix(");")?;
            let (firsts, words): (Vec<usize>, String) = serde_json::from_str(data).ok()?;
            Some((words.split(' ').map(str::to_owned).collect(), firsts))
        };
        Self { sizes, words: (0..).map_while(read).collect() }
    }

    fn largest(&self, is_one: impl Fn(&str) -> bool) -> usize {
        self.sizes.iter().filter(|(path, _)| is_one(path)).map(|(_, size)| *size).max().unwrap_or(0)
    }

    /// The files of words between two texts.
    fn between(&self, low: &str, high: &str) -> BTreeSet<String> {
        let begins = |at: usize| self.words.get(at).map(|(words, _)| words[0].as_str());
        let fits = |at: &usize| begins(*at) < Some(high) && begins(at + 1).is_none_or(|end| end > low);
        (0..self.words.len()).filter(fits).map(|at| format!("search/words.{at}.js")).collect()
    }

    /// The file with the hits of each word that one can ask for.
    fn hits(&self, is_asked: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let mut files = BTreeSet::new();
        for (file, (words, firsts)) in self.words.iter().enumerate() {
            for at in words.iter().enumerate().filter(|(_, word)| is_asked(word)).map(|(at, _)| at) {
                let part = firsts.iter().rposition(|first| *first <= at).unwrap();
                files.insert(format!("search/hits.{file}.{part}.js"));
            }
        }
        files
    }

    /// What is loaded for a word, with others that are spelled nearly so if it is in few items.
    fn word(&self, word: &str) -> usize {
        let together = format!("{word}*");
        let has_together = self.words.iter().any(|(words, _)| words.contains(&together));
        let mut files = self.between(word, &format!("{together}\0"));
        if has_together {
            files.extend(self.hits(|one| one == word || one == together));
        } else {
            files.extend(self.between(word, &format!("{word}\u{ffff}")));
            files.extend(self.hits(|one| one.starts_with(word) && !one.ends_with('*')));
        }
        files.iter().map(|file| self.sizes[file]).sum()
    }

    /// What looking for other spellings can cost at most: three files of words, and the hits of three.
    fn otherwise(&self) -> usize {
        3 * self.largest(|path| path.starts_with("search/words"))
            + 3 * self.largest(|path| path.starts_with("search/hits"))
    }

    /// What is loaded in any case, and for ten results wherever they stand.
    fn always(&self) -> usize {
        let scripts = ["standing.js", "search.js", "searchable-map.js"];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets");
        let scripts = scripts.map(|name| std::fs::read(folder.join(name)).unwrap().len());
        let block = self.largest(|path| path.contains(".found."));
        let order = self.largest(|path| path.starts_with("search/order"));
        scripts.iter().sum::<usize>() + self.sizes["search/index.js"] + 10 * (block + order)
    }

    /// All that can be begun to ask for: the first letters of every word.
    fn questions(&self) -> BTreeSet<&str> {
        let words = self.words.iter().flat_map(|(words, _)| words).filter(|word| !word.ends_with('*'));
        let plain = words.filter(|word| !word.starts_with(['@', '=']));
        plain.flat_map(|word| (2..=word.len()).filter_map(|end| word.get(..end))).collect()
    }
}

fn holds_to_its_bounds(accounts: usize, items: usize, words: usize, questions: usize) {
    let (_, files) = corpus(accounts, items, words);
    let reader = Reader::new(&files);
    let always = reader.always();
    let asked = reader.questions();
    let apart = (asked.len() / questions).max(1);
    let short = asked.iter().filter(|word| word.len() < 4);
    let costs: Vec<(usize, &str)> =
        asked.iter().step_by(apart).chain(short).map(|word| (reader.word(word), *word)).collect();
    let dearest = costs.iter().max().unwrap();
    let found = format!(
        "{} items, {} files: {always} in any case, {} for {:?}, {} for other spellings",
        accounts * items,
        files.len(),
        dearest.0,
        dearest.1,
        reader.otherwise()
    );
    // Two words at once.
    assert!(always + 2 * dearest.0 <= MOST, "{found}");
    // What has few results is in few lists.
    assert!(always + reader.otherwise() <= MOST, "{found}");
}

#[test]
fn an_answer_needs_few_bytes() {
    holds_to_its_bounds(100, 50, 20, 200);
}

#[test]
#[ignore = "slow without optimisation"]
fn an_answer_needs_few_bytes_of_a_hundred_thousand_records() {
    holds_to_its_bounds(10_000, 10, 60, 400);
}

#[test]
fn the_order_of_accounts_changes_nothing() {
    let (mut postings, _) = corpus(12, 9, 12);
    let mut before = index(&postings.iter().collect::<Vec<_>>()).unwrap();
    postings.reverse();
    let mut after = index(&postings.iter().collect::<Vec<_>>()).unwrap();
    before.sort();
    after.sort();
    assert_eq!(before, after);
}
