//! Ascending lists of numbers in few letters that need no escape in a script: steps of five bits a letter, or a map of six
//! bits a letter where that is shorter, so that no list is longer than a sixth of the numbers there are.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes an ascending list of numbers below `count`.
#[must_use]
pub fn list(numbers: &[u32], count: usize) -> String {
    let steps = steps(numbers);
    if steps.len() <= count.div_ceil(6) { steps } else { format!("!{}", map(numbers, count)) }
}

/// Each number as its distance from the one before, five bits a letter, the lowest first; the sixth says that more follow.
fn steps(numbers: &[u32]) -> String {
    let mut text = String::new();
    let mut next = 0;
    for number in numbers {
        let mut rest = number - next;
        next = number + 1;
        loop {
            let more = rest > 31;
            text.push(letter((rest & 31) | (u32::from(more) << 5)));
            rest >>= 5;
            if !more {
                break;
            }
        }
    }
    text
}

fn map(numbers: &[u32], count: usize) -> String {
    let mut bits = vec![0_u32; count.div_ceil(6)];
    for number in numbers {
        if let Some(six) = bits.get_mut(*number as usize / 6) {
            *six |= 1 << (number % 6);
        }
    }
    bits.into_iter().map(letter).collect()
}

fn letter(six: u32) -> char {
    char::from(LETTERS[six as usize & 63])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `assets/search.js` does.
    fn read(text: &str) -> Vec<u32> {
        let six = |byte: u8| LETTERS.iter().position(|letter| *letter == byte).unwrap() as u32;
        if let Some(map) = text.strip_prefix('!') {
            let each = map.bytes().enumerate().flat_map(|(at, byte)| {
                (0..6).filter(move |bit| six(byte) >> bit & 1 == 1).map(move |bit| at as u32 * 6 + bit)
            });
            return each.collect();
        }
        let (mut numbers, mut next, mut rest, mut shift) = (Vec::new(), 0, 0, 0);
        for byte in text.bytes() {
            rest |= (six(byte) & 31) << shift;
            shift += 5;
            if six(byte) < 32 {
                numbers.push(next + rest);
                next += rest + 1;
                (rest, shift) = (0, 0);
            }
        }
        numbers
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read_and_is_short(
            numbers in proptest::collection::btree_set(0_u32..5_000, 0..2_000),
        ) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let text = list(&numbers, 5_000);
            prop_assert!(text.len() <= 5_000 / 6 + 2);
            prop_assert_eq!(read(&text), numbers);
        }
    }
}
