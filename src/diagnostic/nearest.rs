//! The nearest valid name for a mistyped one.

/// The candidate nearest to what was written, when it is near enough to be what was meant. Ties go to the first in
/// alphabetical order, so that the answer never depends on the order of the candidates.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = written.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        let distance = if lower.starts_with(&wanted) && wanted.chars().count() >= 3 {
            1
        } else {
            strsim::osa_distance(&wanted, &lower)
        };
        let room = (wanted.chars().count().max(lower.chars().count()) / 3).max(1);
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
