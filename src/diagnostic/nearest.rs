//! The nearest valid name for a mistyped one.

/// The candidate nearest to what was written, when it is near enough to be what was meant. Ties go to the first in
/// alphabetical order, so that the answer never depends on the order of the candidates.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = written.to_lowercase();
    let length = wanted.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        let letters = lower.chars().count();
        let room = (length.max(letters) / 3).max(1);
        let is_beginning = lower.starts_with(&wanted) && length >= 3;
        if !is_beginning && length.abs_diff(letters) > room {
            // No need to count: so many letters are missing at least.
            continue;
        }
        let distance = if is_beginning { 1 } else { strsim::osa_distance(&wanted, &lower) };
        if distance <= room && best.is_none_or(|found| (distance, candidate) < found) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let names = ["priority", "statement", "due", "done"];
        assert_eq!(nearest("prioritty", names), Some("priority"));
        assert_eq!(nearest("Statment", names), Some("statement"));
        assert_eq!(nearest("prio", names), Some("priority"));
        assert_eq!(nearest("banana", names), None);
        assert_eq!(nearest("ab", ["b", "a"]), Some("a"));
    }
}
