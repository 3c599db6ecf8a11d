//! A file's text, the one line index, and spans: byte ranges that know their file.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::RepoPath;

/// One file's text. Offsets are bytes from its start, a byte-order mark included.
#[derive(PartialEq, Eq)]
pub struct Text {
    path: RepoPath,
    content: String,
    /// The offset of the first byte of every line.
    lines: Vec<u32>,
    /// How many characters begin before every block of [`BLOCK`] bytes, so that the longest line costs no more to count
    /// than any other.
    blocks: Vec<u32>,
}

/// The size of a block in bytes.
const BLOCK: usize = 1024;

/// Whether a sign is none that a person types or reads: a control character that breaks no line and is no tab. A
/// terminal may obey it, and no page may hold it.
#[must_use]
pub fn is_unreadable(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')
}

/// Text for a terminal: what a terminal would obey, or would let turn a line around, is shown as a sign.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let turns = |sign: char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_obeyed = |sign: char| is_unreadable(sign) || sign == '\r' || turns(sign);
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let shown = |sign: char| match sign {
        _ if !is_obeyed(sign) => sign,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(sign)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// A place for a reader: line and column, both from 1. Columns count characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Text {
    /// Takes a file's text and indexes its lines.
    #[must_use]
    pub fn new(path: RepoPath, content: String) -> Arc<Self> {
        let breaks = content.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| offset(at + 1))).collect();
        let mut blocks = vec![0];
        for block in content.as_bytes().chunks(BLOCK) {
            let before = blocks.last().copied().unwrap_or(0);
            blocks.push(before + offset(beginnings(block)));
        }
        Arc::new(Self { path, content, lines, blocks })
    }

    /// The file's path in its repository.
    #[must_use]
    pub fn path(&self) -> &RepoPath {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, at: usize) -> Position {
        let at = self.content.floor_char_boundary(at.min(self.content.len()));
        let line = self.line_index(at);
        let start = self.lines[line] as usize;
        let mark = usize::from(line == 0 && at > 0 && self.content.starts_with('\u{feff}'));
        let column = self.characters_before(at) - self.characters_before(start) - mark + 1;
        Position { line: offset(line + 1), column: offset(column) }
    }

    /// The index of the line that holds an offset.
    fn line_index(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= at) - 1
    }

    /// How many characters begin before an offset.
    fn characters_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        self.blocks[block] as usize + beginnings(&self.content.as_bytes()[block * BLOCK..at])
    }

    /// The bytes of the lines that a range touches, without the last line break.
    #[must_use]
    pub fn lines_around(&self, range: Range<usize>) -> Range<usize> {
        let end = self.content.len();
        let first = self.line_index(range.start.min(end));
        let last = self.line_index(range.end.clamp(range.start.min(end), end)) + 1;
        let start = self.lines[first] as usize;
        let end = self.lines.get(last).map_or(self.content.len(), |next| *next as usize);
        let text = self.content[start..end].trim_end_matches(['\n', '\r']);
        start..start + text.len()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Text({})", self.path)
    }
}

/// How many characters begin in some bytes of a text.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

/// A file over 4 GiB is never read, so offsets fit.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A range of bytes in a file, which it carries along: a span can always say where it is and show its text.
#[derive(Clone)]
pub struct Span {
    text: Arc<Text>,
    start: u32,
    end: u32,
}

impl Span {
    /// The span of a byte range; clamped to the text and to whole characters.
    #[must_use]
    pub fn new(text: &Arc<Text>, range: Range<usize>) -> Self {
        let end = text.content.len();
        let start = text.content.floor_char_boundary(range.start.min(end));
        let stop = text.content.ceil_char_boundary(range.end.clamp(start, end));
        Self { text: Arc::clone(text), start: offset(start), end: offset(stop) }
    }

    /// The file as a whole: its first place.
    #[must_use]
    pub fn of_file(text: &Arc<Text>) -> Self {
        Self::new(text, 0..0)
    }

    /// The file that the span is in.
    #[must_use]
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The path of that file.
    #[must_use]
    pub fn path(&self) -> &RepoPath {
        &self.text.path
    }

    /// The byte range.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What stands there.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.text.content[self.range()]
    }

    /// Line and column of the start.
    #[must_use]
    pub fn position(&self) -> Position {
        self.text.position(self.start as usize)
    }

    /// The line of the start, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.position().line
    }

    fn key(&self) -> (&RepoPath, u32, u32) {
        (&self.text.path, self.start, self.end)
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Span {}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}[{}..{}]", self.text.path, self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_crlf_and_bom() {
        let text = Text::new(RepoPath::new("a.toml"), "\u{feff}é = 1\r\nb = 2\n".to_owned());
        assert_eq!(text.position(3), Position { line: 1, column: 1 });
        assert_eq!(text.position(5), Position { line: 1, column: 2 });
        let second = text.content().find('b').expect("b");
        assert_eq!(text.position(second), Position { line: 2, column: 1 });
        assert_eq!(&text.content()[text.lines_around(second..second)], "b = 2");
        assert_eq!(text.position(999).line, 3);
    }
}
