//! How the search cuts texts into words and compares them, whatever the script: case, accents and forms of a letter do not
//! count, and scripts that are written without spaces are cut into pairs of letters. `assets/search.js` does the same to
//! what a reader types.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many letters of a word count.
const LONGEST: usize = 32;

/// Visits every word of a text, folded, in order.
pub fn each(text: &str, mut visit: impl FnMut(&str)) {
    let mut run = String::new();
    let mut is_unspaced_run = false;
    let mut flush = |run: &mut String, is_unspaced_run| {
        if is_unspaced_run {
            pairs(run, &mut visit)
        } else {
            word(run, &mut visit)
        }
        run.clear();
    };
    fold(text, |letter| {
        if !letter.is_alphanumeric() {
            flush(&mut run, is_unspaced_run);
            return;
        }
        if is_unspaced(letter) != is_unspaced_run {
            flush(&mut run, is_unspaced_run);
            is_unspaced_run = !is_unspaced_run;
        }
        run.push(letter);
    });
    flush(&mut run, is_unspaced_run);
}

/// A word of a script with spaces; single letters, as of “l'Étoile”, say nothing.
fn word(run: &str, visit: &mut impl FnMut(&str)) {
    let end = run.char_indices().nth(LONGEST).map_or(run.len(), |(end, _)| end);
    if run.chars().nth(1).is_some() {
        visit(&run[..end]);
    }
}

/// Every pair of neighbours, and the last letter alone, so that each letter begins something.
fn pairs(run: &str, visit: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(start, _)| start).collect();
    for (at, start) in starts.iter().enumerate() {
        visit(&run[*start..starts.get(at + 2).copied().unwrap_or(run.len())]);
    }
}

/// Visits a text letter by letter, without case, accents and forms.
fn fold(text: &str, mut visit: impl FnMut(char)) {
    for letter in text.chars() {
        if letter.is_ascii() {
            visit(letter.to_ascii_lowercase());
        } else {
            fold_one(letter, &mut visit);
        }
    }
}

/// Visits what a letter is without case, accents and forms. What it becomes does not depend on its neighbours, as marks fall away
/// whatever their order.
fn fold_one(letter: char, visit: &mut impl FnMut(char)) {
    // Some capitals are only told from other forms of a letter once these are gone.
    let plain = std::iter::once(letter).nfkd().flat_map(char::to_lowercase);
    for letter in plain.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => "ss".chars().for_each(&mut *visit),
            'æ' => "ae".chars().for_each(&mut *visit),
            'œ' => "oe".chars().for_each(&mut *visit),
            'þ' => "th".chars().for_each(&mut *visit),
            'ø' => visit('o'),
            'ł' => visit('l'),
            'đ' | 'ð' => visit('d'),
            'ı' => visit('i'),
            'ς' => visit('σ'),
            // The line that stretches Arabic words.
            '\u{640}' => {}
            other => visit(other),
        }
    }
}

/// Whether a letter is of a script that is written without spaces between words.
fn is_unspaced(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x30ff
        | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same cases are put to the script in the browser.
    const CASES: &str = include_str!("../../../tests/browser/words.json");

    #[test]
    fn texts_are_cut_and_folded_as_the_script_does_it() {
        let cases: Vec<(String, Vec<String>)> = serde_json::from_str(CASES).unwrap();
        for (text, expected) in cases {
            let mut found = Vec::new();
            each(&text, |word| found.push(word.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_letter_is_folded_as_it_is_among_others() {
        let folded = |text: &str| {
            let mut all = String::new();
            fold(text, |letter| all.push(letter));
            all
        };
        let plain = |text: &str| -> String {
            let plain = text.nfkd().collect::<String>().to_lowercase();
            plain.nfkd().filter(|letter| !is_combining_mark(*letter)).collect()
        };
        // Neighbours that a letter might melt or change places with: marks, an end of a word, parts of a syllable.
        for letter in '\u{80}'..='\u{1ffff}' {
            for around in ["a\u{323}", "Σ", "\u{1100}\u{1161}", "x"] {
                let text = format!("{around}{letter}\u{301}{around}");
                assert_eq!(folded(&text), folded(&plain(&text)), "{text:?}");
            }
        }
    }
}
