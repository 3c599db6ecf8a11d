//! The text of a new record of each kind: what it cannot do without, and remarks that say what else it may hold. What
//! nobody has judged yet is never drafted as good.

use chrono::{Datelike, Days, NaiveDate};

use super::super::Failure;
use crate::check::{Checked, Portfolio};
use crate::record::{Home, Kind, Member, draft, quoted, with_front_matter};
use crate::source::{AccountFolder, RepoPath, Slug, slugify};

/// The longest name of a file that is made from a title, in bytes and without its date.
const LONGEST: usize = 60;

/// A record that is about to be written.
pub struct Draft {
    /// The file, in the repository.
    pub path: RepoPath,
    /// Whether the file must not be there yet; otherwise the text is added to it.
    pub is_new_file: bool,
    /// What is written.
    pub text: String,
}

/// A new account, by its name.
pub fn account(name: &str, portfolio: &Portfolio, today: NaiveDate) -> Result<Draft, Failure> {
    let slug = Slug::parse(&slugify(name)).map_err(|fault| {
        Failure::new(name, format!("makes no name for a folder: it {}. Choose another.", fault.reason))
    })?;
    if let Some(there) = portfolio.survey.accounts.iter().find(|folder| folder.name() == slug.as_str()) {
        return Err(Failure::new(&there.path, "is an account already, and is left as it is"));
    }
    let tier = portfolio.config.tier.last().map(|tier| format!("tier = {}\n", quoted(&tier.id.value)));
    let text = format!(
        "[account]\nname = {}\n{}status = \"prospect\"            # prospect, active, paused, ended\n\
         # since = {today}\n# team = [{{ who = \"…\", as = \"owner\", from = {today} }}]\n",
        quoted(name),
        tier.unwrap_or_default(),
    );
    Ok(Draft { path: RepoPath::new(format!("accounts/{slug}/account.toml")), is_new_file: true, text })
}

/// A new member of the team, by id.
pub fn member(id: &str, name: Option<&str>, portfolio: &Portfolio) -> Result<Draft, Failure> {
    let team = &portfolio.shared.team;
    if slugify(id) != id || Slug::parse(id).is_err() {
        return Err(Failure::new(id, "cannot be an id: lower-case letters, digits and single hyphens"));
    }
    if team.each::<Member>().any(|(entry, _)| entry.key.id == id) {
        return Err(Failure::new(id, "is the id of a member already"));
    }
    let text = format!("[[member]]\nid = {}\nname = {}\n", quoted(id), quoted(name.unwrap_or(id)));
    Ok(Draft { path: RepoPath::new("team.toml"), is_new_file: false, text })
}

/// A new record of an account.
pub fn record(
    kind: Kind,
    title: Option<&str>,
    today: NaiveDate,
    folder: &AccountFolder,
    checked: &Checked,
) -> Result<Draft, Failure> {
    let path = |inside: &str| RepoPath::new(format!("{}/{inside}", folder.path));
    let named = |ending: &str| format!("{today}-{}.{ending}", file_name(title.unwrap_or(kind.word()), kind));
    let markdown = |inside: String, text: String| Draft { path: path(&inside), is_new_file: true, text };
    if let (Some(text), Home::Folder(place)) = (draft(kind, title), kind.home()) {
        return Ok(markdown(format!("{place}/{}", named("md")), text));
    }
    Ok(match kind {
        Kind::Profile => markdown("profile.md".into(), profile(today)),
        Kind::Survey => markdown(format!("feedback/{}", named("toml")), survey(title, today)),
        _ => {
            let text = table(kind, title, today, checked)?;
            Draft {
                path: home(kind, checked)?.unwrap_or_else(|| path(usual_file(kind))),
                is_new_file: false,
                text,
            }
        }
    })
}

/// The name of a file from a title.
pub fn file_name(title: &str, kind: Kind) -> String {
    let made = slugify(title);
    let cut = &made[..made.floor_char_boundary(LONGEST)];
    let whole = if cut.len() < made.len() { cut.rfind('-').map_or(cut, |end| &cut[..end]) } else { cut };
    if whole.is_empty() { kind.word().to_owned() } else { whole.to_owned() }
}

/// The TOML file in which the account keeps records of this kind, if it has any. An answer belongs to the last survey.
fn home(kind: Kind, checked: &Checked) -> Result<Option<RepoPath>, Failure> {
    let beside = if kind == Kind::Answer { Kind::Survey } else { kind };
    let there = checked.entries.iter().filter(|entry| {
        entry.kind() == beside && entry.host.is_none() && entry.span.path().as_str().ends_with(".toml")
    });
    let last = there.max_by_key(|entry| (entry.date.filter(|_| kind == Kind::Answer), entry.span.clone()));
    match last {
        None if kind == Kind::Answer => {
            let problem = "has no survey that could be answered. `standing new survey` makes one.";
            Err(Failure::new(&checked.slug, problem))
        }
        found => Ok(found.map(|entry| entry.span.path().clone())),
    }
}

/// The file that a kind usually stands in.
fn usual_file(kind: Kind) -> &'static str {
    match kind.home() {
        Home::Table(file) => file,
        _ => "plan.toml",
    }
}

/// The table of a record that stands among others.
fn table(kind: Kind, title: Option<&str>, today: NaiveDate, checked: &Checked) -> Result<String, Failure> {
    let words = |fallback: &str| quoted(title.unwrap_or(fallback));
    let about = |kinds: &[Kind]| about(title, kinds, checked);
    let later = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let fields = match kind {
        Kind::Contract => {
            format!(
                "title = {}\nfrom = {today}\n# to = …\n# notice_by = …\n# value = \"EUR 0.00\"\n# per = \"1y\"\n",
                words("New contract")
            )
        }
        Kind::Meeting => {
            format!("title = {}\non = {}\n# people = [\"…\"]\n", words("Next meeting"), later(7))
        }
        Kind::FiscalPeriod => {
            let from = today.with_ordinal(1).unwrap_or(today);
            let product = title.map_or(String::new(), |product| format!("product = {}\n", quoted(product)));
            format!("from = {from}\nto = {today}\n{product}# revenue = \"EUR 0.00\"\n# cost = \"EUR 0.00\"\n")
        }
        Kind::Person => {
            format!(
                "name = {}\n# side = \"customer\"   # ours, customer, independent\n# role = [\"…\"]\n# influence = 3\n",
                words("Full name")
            )
        }
        Kind::Expectation => {
            format!(
                "statement = {}\npriority = \"medium\"   # low, medium, high\n# agreed = {today}\n# with = [\"…\"]\n",
                words("What they expect, in one sentence.")
            )
        }
        Kind::Assessment => {
            let (_, of) = about(&[Kind::Expectation])?;
            format!(
                "of = {of}\non = {today}\nresult = \"partly\"   # exceeded, met, partly, missed\n# by = \"customer\"\n"
            )
        }
        Kind::Change => {
            let (of_kind, of) = about(kind.implied("of"))?;
            let field = match of_kind {
                Kind::Contract => "to",
                Kind::Risk => "impact",
                Kind::Person => "role",
                Kind::Opportunity => "stage",
                Kind::Method => "scale",
                _ => "target",
            };
            format!(
                "of = {of}\non = {today}\nfield = \"{field}\"\n# was = …\nwhy = \"Why it changed.\"\n# told = [{{ who = \"…\", on = {today} }}]\n"
            )
        }
        Kind::Action => {
            format!("what = {}\n# owner = \"…\"\ndue = {}\n", words("What is to be done"), later(14))
        }
        Kind::Answer => format!("# from = \"…\"\n# score = …\nwords = {}\n", words("What they said.")),
        Kind::Method => format!(
            "title = {}\nform = \"informal\"   # formal, informal\n# every = \"6m\"\n",
            words("New method")
        ),
        Kind::Evaluation => {
            let (_, of) = about(kind.implied("of"))?;
            format!(
                "of = {of}\non = {today}\n# value_ours = \"…\"\n# value_theirs = \"…\"\n# improvement = \"…\"\n"
            )
        }
        Kind::Objective => {
            format!(
                "title = {}\n# ours = \"…\"\n# theirs = \"…\"\n# agreed = {today}\n# with = [\"…\"]\n",
                words("New objective")
            )
        }
        Kind::Progress => {
            let (_, of) = about(&[Kind::Objective])?;
            format!(
                "of = {of}\non = {today}\nstate = \"at-risk\"   # on-track, at-risk, reached, missed\n# note = \"…\"\n"
            )
        }
        Kind::Risk => {
            format!(
                "title = {}\nlikelihood = 3   # 1 to 5\nimpact = 3       # 1 to 5\nraised = {today}\n# response = \"…\"\n# owner = \"…\"\n",
                words("New risk")
            )
        }
        Kind::Variance => format!(
            "of = {}\non = {today}\nreason = \"Why it came about.\"\n# implication = \"…\"\n",
            words("the id of the signal, from the account's page")
        ),
        Kind::Challenge => format!(
            "title = {}\nhorizon = \"operational\"   # strategic, operational\nsince = {today}\n# source = \"…\"\n",
            words("New challenge")
        ),
        Kind::Opportunity => format!(
            "title = {}\nsince = {today}\n# benefit_theirs = \"…\"\n# next = \"…\"\n# by = {}\n# owner = \"…\"\n",
            words("New opportunity"),
            later(30)
        ),
        Kind::Interest => {
            let who = checked.account().and_then(|(_, account)| account.team.first());
            let who = who.map_or("…", |seat| seat.who.value.0.as_str());
            format!(
                "what = {}\nform = \"gift\"   # gift, hospitality, conflict\nwho = {}\ndeclared = {today}\n# value = \"EUR 0.00\"\n",
                words("What was given or taken"),
                quoted(who)
            )
        }
        Kind::Recommendation => format!(
            "what = {}\non = {today}\n# improves = [\"…\"]\n# to = [\"…\"]\n# by = {}\n",
            words("What is proposed"),
            later(30)
        ),
        Kind::Decision => {
            let (_, of) = about(kind.implied("of"))?;
            format!(
                "of = {of}\non = {today}\nis = \"deferred\"   # accepted, declined, deferred\n# by = \"…\"\n# why = \"…\"\n"
            )
        }
        Kind::Information => format!(
            "title = {}\nneed = \"nice\"   # must, nice\n# area = \"…\"\n# field = \"person.influence\"\n# source = \"…\"\n",
            words("What is to be known")
        ),
        Kind::Trigger => format!(
            "measure = {}\nabove = 30\nthen = \"What is then to be done.\"\n",
            words("days-since-contact")
        ),
        Kind::Procedure => format!(
            "title = {}\nsteps = [\"What is done first\"]\n# every = \"1m\"\n# owner = \"…\"\n",
            words("New procedure")
        ),
        Kind::Tool => format!(
            "title = {}\n# for = \"…\"\nstatus = \"needed\"   # in-use, needed, retired\n# needed_by = …\n# owner = \"…\"\n",
            words("New tool")
        ),
        Kind::Report => format!(
            "title = {}\naudience = \"internal\"\n# every = \"3m\"\ncontents = [\"standing\", \"actions\"]\n# to = [\"…\"]\n",
            words("New report")
        ),
        Kind::Account
        | Kind::Member
        | Kind::Note
        | Kind::Feedback
        | Kind::Complaint
        | Kind::Review
        | Kind::Profile
        | Kind::Survey => {
            return Err(Failure::new(kind.word(), "does not stand among other records"));
        }
    };
    Ok(format!("[[{}]]\n{fields}", kind.word()))
}

/// What a judgement or a change is about: the record that is named, else the only one there is.
fn about(named: Option<&str>, kinds: &[Kind], checked: &Checked) -> Result<(Kind, String), Failure> {
    let fits = checked.entries.iter().filter(|entry| kinds.contains(&entry.kind()));
    let all: Vec<_> = fits.map(|entry| &entry.key).collect();
    let listed = || all.iter().map(|key| key.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = match named {
        Some(named) => all.iter().find(|key| key.id == named || key.to_string() == named),
        None if all.len() == 1 => all.first(),
        None => None,
    };
    let word = kinds.first().map_or("record", |kind| kind.word());
    match found {
        Some(key) => {
            let name = if kinds.len() == 1 { key.id.clone() } else { key.to_string() };
            Ok((key.kind, quoted(&name)))
        }
        None if all.is_empty() => {
            let problem = format!("has no {word} yet. `standing new {word} {}` makes one.", checked.slug);
            Err(Failure::new(&checked.slug, problem))
        }
        None => {
            let problem = format!("say which one it is about, as TITLE: {}", listed());
            Err(Failure::new(named.unwrap_or(word), problem))
        }
    }
}

fn profile(today: NaiveDate) -> String {
    let body = "## Business\n\nWhat they do, and how they earn.\n\n## Markets\n\nWhere, and against whom.\n\n## Strategy\n\nWhat \
                they want to be in three years.\n\n## How they decide\n\nWho decides, and how long it takes.";
    with_front_matter(
        None,
        &format!("# verified = {today}   # once somebody looked and all of it is true\n"),
        body,
    )
}

fn survey(title: Option<&str>, today: NaiveDate) -> String {
    let title = title.map_or(String::new(), |title| format!("title = {}\n", quoted(title)));
    format!(
        "[survey]\n{title}on = {today}\ninstrument = \"nps\"   # nps, csat, ces, scale; or method = \"…\"\n# sent_to = [\"…\"]\n\n\
         # [[answer]]\n# from = \"…\"\n# score = …\n# words = \"…\"\n"
    )
}
