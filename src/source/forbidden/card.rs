//! Numbers of payment cards: as long as a known issuer's, right by Luhn's check digit, and written alone or in the groups in
//! which cards print them.
//!
//! Issuers' ranges: ISO/IEC 7812 and what the schemes publish. Luhn: U.S. patent 2 950 048, ISO/IEC 7812-1 annex B.
//! Numbers of thirteen digits are left alone, though Visa once issued some: those are bar codes.

use std::ops::Range;

/// How many digits stay to be seen, so that somebody can tell which card it was.
pub const LEFT: usize = 4;

/// The groups in which numbers are written, by length.
const GROUPS: [&[usize]; 6] = [&[16], &[15], &[19], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4]];

/// Nineteen digits in groups.
const LONG: &[usize] = &[4, 4, 4, 4, 3];

/// The places of card numbers.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let groups = digit_groups(text);
    let mut end = 0;
    (0..groups.len()).filter_map(move |first| {
        let from = &groups[first..];
        if from[0].start < end {
            return None;
        }
        let shapes = GROUPS.iter().copied().chain([LONG]);
        let number = shapes.filter_map(|shape| number(text, from, shape)).next()?;
        is_card(text, &number).then(|| {
            end = number.end;
            number
        })
    })
}

/// Every run of digits.
fn digit_groups(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut groups = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        // Shorter runs than four stand at the end of a number alone.
        if at - start >= 3 {
            groups.push(start..at);
        }
        at += 1;
    }
    groups
}

/// The number that begins with the first of some groups, if they have this shape, with one blank or one hyphen between.
fn number(text: &str, groups: &[Range<usize>], shape: &[usize]) -> Option<Range<usize>> {
    let groups = groups.get(..shape.len())?;
    let fits = groups.iter().zip(shape).all(|(group, length)| group.len() == *length);
    let mut between = groups.windows(2).map(|pair| &text[pair[0].end..pair[1].start]);
    let first = between.next();
    let is_even =
        first.is_none_or(|sign| matches!(sign, " " | "-")) && between.all(|sign| Some(sign) == first);
    (fits && is_even).then(|| groups[0].start..groups[groups.len() - 1].end)
}

fn is_card(text: &str, at: &Range<usize>) -> bool {
    let digits: Vec<u8> =
        text[at.clone()].bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    is_issued(&digits) && luhn(&digits) && stands_alone(text, at)
}

/// Whether an issuer gives out numbers that begin so, of this length.
fn is_issued(digits: &[u8]) -> bool {
    let head = |length: usize| digits[..length].iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    match digits.len() {
        14 => matches!(head(3), 300..=305) || matches!(head(2), 36 | 38),
        15 => matches!(head(2), 34 | 37),
        16 => {
            matches!(head(1), 4)
                || matches!(head(2), 51..=55 | 62 | 65)
                || matches!(head(3), 644..=649)
                || matches!(head(4), 2221..=2720 | 3528..=3589 | 6011)
        }
        19 => matches!(head(1), 4) || matches!(head(2), 62),
        _ => false,
    }
}

/// Whether the last digit is Luhn's check digit of the others.
fn luhn(digits: &[u8]) -> bool {
    let doubled = |digit: u8| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let from_the_right = digits.iter().rev().enumerate();
    let sum: u32 =
        from_the_right.map(|(at, digit)| u32::from(if at % 2 == 1 { doubled(*digit) } else { *digit })).sum();
    sum.is_multiple_of(10)
}

/// Whether it is a number by itself, and not a part of a longer one, of a name, a telephone number or an IBAN.
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let (before, after) = (&text[..at.start], &text[at.end..]);
    let joins = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '/' | '+' | '#' | '@');
    if before.ends_with(|sign| joins(sign) || sign == '.') || after.starts_with(joins) {
        return false;
    }
    let fraction = after.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(is_digit));
    let next = after.strip_prefix(' ').map(|rest| rest.split(|sign: char| !sign.is_alphanumeric()).next());
    if fraction || next.flatten().is_some_and(is_group) {
        return false;
    }
    let line = before.strip_suffix(' ').unwrap_or_default();
    let mut words = line.rsplit([' ', '\n', '"']).take(2);
    let goes_on = words.next().is_some_and(|word| is_group(word) || is_prefix(word) || begins_an_iban(word));
    !goes_on && !words.next().is_some_and(begins_an_iban)
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}

/// Four digits or more: what stands beside them belongs to a longer number.
fn is_group(word: &str) -> bool {
    word.len() >= 4 && word.chars().all(is_digit)
}

/// The beginning of a telephone number: `+49`, `(0)`.
fn is_prefix(word: &str) -> bool {
    word.starts_with(['+', '(']) && word.trim_matches(['+', '(', ')']).chars().all(is_digit)
}

/// Two letters for the country and two digits to check.
fn begins_an_iban(word: &str) -> bool {
    let bytes = word.as_bytes();
    let letters = bytes.len() >= 4 && bytes[..2].iter().all(u8::is_ascii_uppercase);
    letters && bytes[2..4].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).map(|at| &text[at]).collect()
    }

    /// The numbers that the schemes publish for trials.
    #[test]
    fn finds_numbers_of_every_scheme_alone_and_in_groups() {
        for number in [
            "4111111111111111",
            "4012888888881881",
            "5555555555554444",
            "5105105105105100",
            "2223003122003222",
            "378282246310005",
            "371449635398431",
            "6011111111111117",
            "3530111333300000",
            "6200000000000005",
            "4111 1111 1111 1111",
            "5555-5555-5555-4444",
            "3782 822463 10005",
            "3622 720627 1667",
        ] {
            for text in [
                number.to_owned(),
                format!("card: {number}"),
                format!("On 2026-03-12 {number}, valid"),
                format!("words = \"{number}\""),
                format!("She gave {number}."),
                format!("({number})\n"),
                format!("{number} 12/27 123"),
            ] {
                assert_eq!(found(&text), [number], "{text}");
            }
        }
        assert_eq!(found("4111111111111111 and 5555555555554444").len(), 2);
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in [
            "4111111111111112",
            "1234567890123456",
            "4006381333931",
            "340123450000000013",
            "+49 4111 1111 1111 1111",
            "+4915112345678",
            "(0) 4111 1111 1111 1111",
            "DE89 3704 0044 0532 0130 00",
            "GB29 NWBK 6016 1331 9268 19",
            "DE89370400440532013000",
            "PK36 SCBL 4111 1111 1111 1111",
            "shipment-4111111111111111",
            "4111111111111111-2",
            "note/4111111111111111",
            "https://example.com/4111111111111111/track",
            "#4111111111111111",
            "SN4111111111111111",
            "4111111111111111.50",
            "4111 1111 1111 1111 2222",
            "2222 4111 1111 1111 1111",
            "4111  1111 1111 1111",
            "4111-1111 1111-1111",
            "2026-03-12 2026-03-13 2026-03-14",
            "0000000000000000",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
