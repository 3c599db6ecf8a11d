//! References to what they mean. What cannot be resolved is an error with the nearest name, and the record that holds
//! it is left out.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::checked::{Checked, Omission, Party, Target};
use super::exports::Export;
use super::{Context, rules};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::record::{
    self, AccountRecords, Data, Entry, Fields, Key, Kind, Link, Member, Method, Person, Records, Shown, What,
};
use crate::source::{RepoPath, Slug, Span, slugify};

/// The names that references can mean.
struct Names {
    /// Every record of the account by name, former names included, with the present one.
    records: BTreeMap<Key, Key>,
    /// Records that all accounts share.
    plan: BTreeMap<Key, Key>,
    /// The ids of people and members by their names in lower case, whole or in part, where only one has it.
    called: BTreeMap<String, Option<String>>,
    /// Members of the team, former ids included.
    members: BTreeMap<String, String>,
    /// Names of records that could not be understood: nothing is said of references to them.
    broken: BTreeSet<(Option<Kind>, Option<String>)>,
    /// Markdown records by path, its letters composed.
    files: BTreeMap<RepoPath, Key>,
    /// Files that are no records, by the same.
    attachments: BTreeMap<RepoPath, RepoPath>,
    /// For how many more unknown names the nearest known one is looked for.
    guesses: Cell<u32>,
}

/// So many unknown names of one account have one cause, and to compare each with every known one takes long.
const MOST_GUESSES: u32 = 200;

/// Gives a method of the account what it leaves to the shared one of its name.
fn inherit(entry: &mut Entry, plan: &Records) {
    let Data::Method(own) = &mut entry.data else { return };
    if let Some((_, shared)) = plan.each::<Method>().find(|(shared, _)| shared.key == entry.key) {
        own.inherit(shared);
    }
}

/// Resolves every reference of an account.
pub(super) fn resolve(
    account: AccountRecords,
    context: &Context<'_>,
    mut export: Export,
    findings: &mut Vec<Diagnostic>,
) -> (Checked, Export) {
    let names = Names::of(&account, context);
    let second = rules::duplicate_id::find(&account.records.entries, findings);
    let mut targets = shared_targets(context, &mut Vec::new());
    let mut omitted: Vec<Omission> = account
        .records
        .broken
        .iter()
        .map(|broken| Omission {
            kind: broken.kind,
            id: broken.id.clone(),
            span: broken.span.clone(),
            problems: Vec::new(),
        })
        .collect();
    let mut entries = Vec::with_capacity(account.records.entries.len());
    for (at, mut entry) in account.records.entries.into_iter().enumerate() {
        inherit(&mut entry, &context.shared.plan);
        let mut pass = Pass {
            names: &names,
            account: &account.path,
            entry: &entry,
            targets: &mut targets,
            export: &mut export,
            problems: Vec::new(),
        };
        pass.entry();
        let problems = pass.problems;
        let is_wrong =
            second.contains(&at) || problems.iter().any(|problem| problem.severity == Severity::Error);
        findings.extend(problems);
        if is_wrong {
            let id = Some(entry.key.id.clone());
            omitted.push(Omission {
                kind: Some(entry.kind()),
                id,
                span: entry.span.clone(),
                problems: Vec::new(),
            });
        }
        let is_account = entry.kind() == Kind::Account && !second.contains(&at);
        if !is_wrong || is_account {
            entries.push(entry);
        }
    }
    for entry in &account.records.unsound {
        // Nothing refers from here, but a second mistake is told with the first.
        let mut pass = Pass {
            names: &names,
            account: &account.path,
            entry,
            targets: &mut BTreeMap::new(),
            export: &mut export,
            problems: Vec::new(),
        };
        pass.entry();
        findings.extend(pass.problems);
    }
    let mut checked = Checked {
        slug: account.slug,
        path: account.path,
        entries,
        omitted,
        attachments: account.attachments,
        forbidden: account.records.forbidden,
        withheld: 0,
        targets,
        index: BTreeMap::new(),
    };
    checked.index_entries();
    (checked, export)
}

/// Resolves the references of what all accounts share, and who of the team the configuration names as its owner: they can mean members of the team and shared records alone.
pub(super) fn shared_targets(
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<Span, Target> {
    let nobody = AccountRecords {
        slug: Slug::stand_in(),
        path: RepoPath::new(""),
        records: Records::default(),
        attachments: Vec::new(),
    };
    let names = Names::of(&nobody, context);
    let mut export = Export::of(&nobody);
    let mut targets = BTreeMap::new();
    for entry in context.shared.team.entries.iter().chain(&context.shared.plan.entries) {
        let mut pass = Pass {
            names: &names,
            account: &nobody.path,
            entry,
            targets: &mut targets,
            export: &mut export,
            problems: Vec::new(),
        };
        pass.entry();
        findings.extend(pass.problems);
    }
    if let Some(owner) = &context.config.owner {
        findings.extend(names.who(&owner.value.0, &owner.span, true).err());
    }
    targets
}

impl Names {
    fn of(account: &AccountRecords, context: &Context<'_>) -> Self {
        let mut files = BTreeMap::new();
        for entry in account.records.entries.iter().filter(|entry| entry.body.is_some()) {
            files.insert(composed(entry.span.path()), entry.key.clone());
        }
        let team = &context.shared.team;
        let mut members = BTreeMap::new();
        for (entry, _) in team.each::<Member>() {
            for id in ids(entry) {
                members.insert(id, entry.key.id.clone());
            }
        }
        let mut called = BTreeMap::new();
        let people = account.records.each::<Person>().map(|(entry, one)| (entry, &one.name.value));
        let team_names = team.each::<Member>().map(|(entry, one)| (entry, &one.name.value));
        for (entry, name) in people.chain(team_names) {
            let name = name.to_lowercase();
            let parts = name.split_whitespace().filter(|part| *part != name).map(str::to_owned);
            for words in parts.chain([name.clone()]) {
                let id = called.entry(words).or_insert_with(|| Some(entry.key.id.clone()));
                if id.as_ref().is_some_and(|id| *id != entry.key.id) {
                    *id = None;
                }
            }
        }
        let broken = account.records.broken.iter().chain(&team.broken).chain(&context.shared.plan.broken);
        Self {
            records: by_name(&account.records.entries),
            plan: by_name(&context.shared.plan.entries),
            called,
            members,
            broken: broken.map(|broken| (broken.kind, broken.id.clone())).collect(),
            files,
            attachments: account.attachments.iter().map(|path| (composed(path), path.clone())).collect(),
            guesses: Cell::new(MOST_GUESSES),
        }
    }

    /// Whom an id means; nobody where their record could not be understood.
    fn who(&self, id: &str, span: &Span, is_shared: bool) -> Result<Option<Party>, Diagnostic> {
        let key = Key { kind: Kind::Person, id: id.to_owned() };
        match (self.records.get(&key), self.members.get(id)) {
            (Some(_), Some(_)) => {
                let two = format!("`{id}` is two people");
                Err(Diagnostic::error("ambiguous-reference", span.clone(), two)
                    .expected("an id that only one person of this account or of the team has")
                    .fix("give the person of this account another `id`"))
            }
            (Some(key), None) => Ok(Some(Party::Person(key.id.clone()))),
            (None, Some(member)) => Ok(Some(Party::Member(member.clone()))),
            (None, None) if self.may_be_broken(&[Kind::Person, Kind::Member], id) => Ok(None),
            (None, None) => Err(self.nobody(id, span, is_shared)),
        }
    }

    /// That nobody has an id, with the one that was likely meant.
    fn nobody(&self, id: &str, span: &Span, is_shared: bool) -> Diagnostic {
        let people = self.records.keys().filter(|key| key.kind == Kind::Person);
        let people = people.map(|key| key.id.as_str());
        let called = self.called.get(&id.to_lowercase()).and_then(Option::as_deref);
        let members = self.members.keys().map(String::as_str);
        let broken = self.broken_ids(&[Kind::Person, Kind::Member]);
        let near = || self.nearest(id, people.chain(members).chain(broken));
        let meant = called.or_else(near);
        let table = if is_shared { "member" } else { "person" };
        let fix = || {
            let is_name = id.contains(char::is_whitespace);
            let made = if is_name { slugify(id) } else { id.to_owned() };
            let first = if is_name { format!("write `{made}`, and ") } else { String::new() };
            format!("{first}add a `[[{table}]]` with `id = \"{made}\"`")
        };
        Diagnostic::error("unresolved-reference", span.clone(), format!("nobody here is called `{id}`"))
            .expected(if is_shared {
                "the id of a member of the team"
            } else {
                "the id of a person of this account, or of a member of the team"
            })
            .fix(meant.map_or_else(fix, |meant| format!("write `{meant}`")))
    }

    /// The known name nearest to an unknown one.
    fn nearest<'a>(&self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let left = self.guesses.get().checked_sub(1)?;
        self.guesses.set(left);
        nearest(written, known)
    }

    /// The ids of records of these kinds, or of any where none is named, that could not be understood.
    fn broken_ids(&self, kinds: &[Kind]) -> impl Iterator<Item = &str> {
        let fits = |kind: Option<Kind>| kind.is_none_or(|kind| kinds.is_empty() || kinds.contains(&kind));
        self.broken.iter().filter(move |(kind, _)| fits(*kind)).filter_map(|(_, id)| id.as_deref())
    }

    /// Whether a name may be that of a record which could not be understood.
    fn may_be_broken(&self, kinds: &[Kind], id: &str) -> bool {
        let kinds = if kinds.is_empty() { Kind::ALL } else { kinds };
        let id = Some(id.to_owned());
        let is_broken = |kind: Option<Kind>| {
            self.broken.contains(&(kind, None)) || self.broken.contains(&(kind, id.clone()))
        };
        is_broken(None) || kinds.iter().any(|kind| is_broken(Some(*kind)))
    }
}

fn ids(entry: &Entry) -> impl Iterator<Item = String> {
    let former = entry.common.formerly.iter().map(|id| id.value.0.clone());
    std::iter::once(entry.key.id.clone()).chain(former)
}

fn by_name(entries: &[Entry]) -> BTreeMap<Key, Key> {
    let each = entries
        .iter()
        .flat_map(|entry| ids(entry).map(|id| (Key { kind: entry.kind(), id }, entry.key.clone())));
    each.collect()
}

/// The pass over one record.
struct Pass<'a> {
    names: &'a Names,
    account: &'a RepoPath,
    entry: &'a Entry,
    targets: &'a mut BTreeMap<Span, Target>,
    export: &'a mut Export,
    problems: Vec<Diagnostic>,
}

impl Pass<'_> {
    fn entry(&mut self) {
        for (field, shown) in self.entry.common.show_fields().into_iter().chain(self.entry.data.show()) {
            self.shown(field, &shown);
        }
        for link in self.entry.body.iter().flat_map(|body| &body.links) {
            self.link(link);
        }
    }

    fn shown(&mut self, field: &str, shown: &Shown<'_>) {
        match shown {
            Shown::Who(who, span) => self.who(&who.0, span),
            Shown::What(what, span) => self.what(what, span, self.entry.kind().implied(field)),
            Shown::Account(name, span) => {
                self.export.accounts.push((name.0.clone(), (*span).clone()));
                self.targets.insert((*span).clone(), Target::Foreign(name.0.clone(), None));
            }
            Shown::List(all) => all.iter().for_each(|one| self.shown(field, one)),
            Shown::Table(all) => all.iter().for_each(|(inner, one)| self.shown(inner, one)),
            _ => {}
        }
    }

    fn who(&mut self, id: &str, span: &Span) {
        match self.names.who(id, span, self.account.as_str().is_empty()) {
            Ok(Some(party)) => {
                self.targets.insert(span.clone(), Target::Party(party));
            }
            Ok(None) => {}
            Err(problem) => self.problems.push(problem),
        }
    }

    fn what(&mut self, what: &What, span: &Span, implied: &[Kind]) {
        if let Some(account) = &what.account {
            self.export.outgoing.push((what.clone(), span.clone()));
            let key = what.kind.map(|kind| Key { kind, id: what.id.clone() });
            self.targets.insert(span.clone(), Target::Foreign(account.clone(), key));
            return;
        }
        let kinds: Vec<Kind> =
            what.kind.into_iter().chain(implied.iter().copied().filter(|_| what.kind.is_none())).collect();
        let candidates = if kinds.is_empty() { Kind::ALL } else { &kinds };
        let keys: Vec<Key> = candidates.iter().map(|kind| Key { kind: *kind, id: what.id.clone() }).collect();
        let own: Vec<&Key> = keys.iter().filter_map(|key| self.names.records.get(key)).collect();
        let plan: Vec<&Key> = keys.iter().filter_map(|key| self.names.plan.get(key)).collect();
        match (own.as_slice(), plan.as_slice()) {
            ([key], _) => {
                self.targets.insert(span.clone(), Target::Record((*key).clone()));
            }
            ([], [key]) => {
                self.targets.insert(span.clone(), Target::Plan((*key).clone()));
            }
            ([], []) if self.names.may_be_broken(&kinds, &what.id) => {}
            ([], []) => self.unresolved(what, span, &kinds),
            (own, plan) => {
                let many = if own.is_empty() { plan } else { own };
                let listed: Vec<_> = many.iter().map(|key| format!("`{key}`")).collect();
                self.problems.push(
                    Diagnostic::error(
                        "ambiguous-reference",
                        span.clone(),
                        format!("`{what}` may mean several records"),
                    )
                    .expected(format!("one of {}", listed.join(", ")))
                    .fix("write the kind before the id"),
                );
            }
        }
    }

    fn unresolved(&mut self, what: &What, span: &Span, kinds: &[Kind]) {
        let fits = |key: &&Key| kinds.is_empty() || kinds.contains(&key.kind);
        let known = || self.names.records.keys().chain(self.names.plan.keys());
        let near = self.names.nearest(&what.id, known().filter(fits).map(|key| key.id.as_str()));
        let near = near.and_then(|id| known().filter(fits).find(|key| key.id == id));
        let broken =
            near.is_none().then(|| self.names.nearest(&what.id, self.names.broken_ids(kinds))).flatten();
        let named = |names: &BTreeMap<Key, Key>| {
            let mut keys = Kind::ALL.iter().map(|kind| Key { kind: *kind, id: what.id.clone() });
            keys.find(|key| names.contains_key(key))
        };
        let same_id = named(&self.names.records).or_else(|| named(&self.names.plan));
        let meant = near.map(|key| if what.kind.is_some() { key.to_string() } else { key.id.clone() });
        let broken = broken.map(|id| match what.kind {
            Some(kind) => Key { kind, id: id.to_owned() }.to_string(),
            None => id.to_owned(),
        });
        let meant = meant.or_else(|| same_id.map(|key| key.to_string())).or(broken);
        let kind = match kinds {
            [kind] => kind.word(),
            _ => "record",
        };
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        self.problems.push(
            Diagnostic::error(
                "unresolved-reference",
                span.clone(),
                format!("there is no {kind} `{}`", what.id),
            )
            .expected(if self.account.as_str().is_empty() {
                format!("the name of {article} {kind} that all accounts share")
            } else {
                format!("the name of {article} {kind} of this account")
            })
            .maybe_fix(meant.map(|meant| format!("write `{meant}`"))),
        );
    }

    fn link(&mut self, link: &Link) {
        match link {
            Link::Record(at) => self.what(&at.value, &at.span, &[]),
            Link::Unreadable(at) => {
                let name = at.span.content().trim_matches(['[', ']']).split('|').next().unwrap_or_default();
                let meant = What::parse(name).err().and_then(|(_, meant)| meant);
                self.problems.push(
                    Diagnostic::error("bad-reference", at.span.clone(), at.value.clone())
                        .expected("a record's name: kind/id, such as `[[expectation/uptime]]`")
                        .maybe_fix(meant.map(|kind| format!("write the kind as `{kind}`"))),
                );
            }
            Link::Address(at) => self.address(&at.value, &at.span),
            Link::Image(at) => self.image(&at.value, &at.span),
        }
    }

    fn address(&mut self, address: &str, span: &Span) {
        match Address::of(address) {
            Address::Outside => {
                self.targets.insert(span.clone(), Target::Address(address.to_owned()));
            }
            Address::Refused => self.problems.push(
                Diagnostic::warning(
                    "unsafe-link",
                    span.clone(),
                    format!("a link to `{address}` is not shown"),
                )
                .expected("http:, https:, mailto:, or a relative link to a file of this account")
                .fix("write the whole address, with https://"),
            ),
            Address::File(path) => match self.file(&path) {
                Some(target) => {
                    self.targets.insert(span.clone(), target);
                }
                None => self.no_file(&path, span),
            },
        }
    }

    fn image(&mut self, address: &str, span: &Span) {
        // An SVG can hold scripts, and would run them when opened by itself.
        const FORMS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];
        let Address::File(path) = Address::of(address) else {
            self.problems.push(
                Diagnostic::warning("unsafe-link", span.clone(), "an image from elsewhere is not shown")
                    .expected("an image file in the account's folder")
                    .fix("save the image beside the record"),
            );
            return;
        };
        let is_image = FORMS.iter().any(|form| path.to_lowercase().ends_with(form));
        match self.file(&path).filter(|_| is_image) {
            Some(target @ Target::Attachment(_)) => {
                self.targets.insert(span.clone(), target);
            }
            _ => self.no_file(&path, span),
        }
    }

    /// The record or attachment at a path relative to the record's own file.
    fn file(&self, relative: &str) -> Option<Target> {
        let path = join(self.entry.span.path().folder(), relative)?;
        let path = composed(&path);
        if let Some(key) = self.names.files.get(&path) {
            return Some(Target::Record(key.clone()));
        }
        self.names.attachments.get(&path).cloned().map(Target::Attachment)
    }

    fn no_file(&mut self, path: &str, span: &Span) {
        let own = self.entry.span.path().folder();
        if join(own, path).is_some_and(|path| self.names.broken_file(&path)) {
            return;
        }
        let files = self.names.files.keys().chain(self.names.attachments.values());
        let files = files.filter(|file| file.below(self.account).is_some());
        let name = path.rsplit('/').next().unwrap_or(path);
        let meant = self.names.nearest(name, files.map(RepoPath::name));
        self.problems.push(
            Diagnostic::error(
                "unresolved-reference",
                span.clone(),
                format!("there is no file `{path}` here"),
            )
            .expected(
                "a file of this account, relative to this one; for another account write `[[slug:kind/id]]`",
            )
            .maybe_fix(meant.map(|meant| format!("did you mean `{meant}`?"))),
        );
    }
}

impl Names {
    /// A file that could not be read has been reported already.
    fn broken_file(&self, path: &RepoPath) -> bool {
        self.may_be_broken(&[], path.stem())
    }
}

/// What an address in a body is.
enum Address {
    /// Outside the site.
    Outside,
    /// A scheme that is not allowed.
    Refused,
    /// A relative path, decoded, without its fragment.
    File(String),
}

impl Address {
    fn of(address: &str) -> Self {
        let lower = address.trim().to_lowercase();
        if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
            return Self::Outside;
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
        if has_scheme || path.starts_with('/') || path.contains('\\') || path.is_empty() {
            return Self::Refused;
        }
        Self::File(decode(path))
    }
}

/// A path with its letters and their marks as one: a link is typed so, a file may be named either way.
fn composed(path: &RepoPath) -> RepoPath {
    RepoPath::new(record::composed(path.as_str()))
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

/// A relative path from a folder; `None` when it leaves the repository.
fn join(folder: &str, relative: &str) -> Option<RepoPath> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(RepoPath::new(parts.join("/")))
}
