//! A made-up records repository of any size, the same for the same numbers: texts of 40 to 400 words, people,
//! expectations with assessments, feedback, complaints, a contract, an objective and a risk in each account.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Pseudo-random numbers, xorshift64*: the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let rolled = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(rolled).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const NAMES: [&str; 12] = [
    "Aisha Okafor",
    "Björn Lindqvist",
    "Carla Mbeki",
    "Dmitri Petrov",
    "Elena Rossi",
    "Fatima Haddad",
    "Hiro Tanaka",
    "Ines Carvalho",
    "Lucía Fernández",
    "Noor Ahmed",
    "Olga Kowalska",
    "Zoë Müller",
];
const TOPICS: [&str; 8] =
    ["onboarding", "pricing", "support", "security", "training", "billing", "migration", "reporting"];
const SENTENCES: [&str; 10] = [
    "The night shift asked for bulk import *before* the release.",
    "First response time fell by 14% since the summer.",
    "We agreed to look at `retry_limit` again, since it is **a blocker** for the second plant.",
    "See the [rollout plan](https://docs.example.com/plans/rollout) for the dates.",
    "The mood was tense at first, and open by the end.",
    "They would rather wait a month than go live without the audit trail.",
    "Nobody could say who owns the open tickets.",
    "The backlog of open requests is back at the level of last year.",
    "Their finance team wants the invoice matching explained once more.",
    "It was a calm call.",
];

/// Writes a repository of `accounts` accounts with `records` dated records each.
///
/// # Errors
/// When a file cannot be written.
pub fn write(root: &Path, accounts: usize, records: usize) -> io::Result<()> {
    fs::create_dir_all(root)?;
    fs::write(
        root.join("standing.toml"),
        "format = 1\ntitle = \"Benchmark\"\nas_of = 2025-09-01\ncurrency = \"EUR\"\n\n[[tier]]\nid = \"core\"\nname = \
         \"Core\"\nmajor = true\ncadence = \"60d\"\nroles = [\"decision-maker\", \"user\"]\nobjectives = true\n\
         review_every = \"6m\"\n",
    )?;
    fs::write(
        root.join("team.toml"),
        "[[member]]\nid = \"dana\"\nname = \"Dana Whitlock\"\n\n[[member]]\nid = \"marek\"\nname = \"Marek Dvořák\"\n",
    )?;
    for account in 0..accounts {
        write_account(&root.join(format!("accounts/account-{account:05}")), account, records)?;
    }
    Ok(())
}

fn write_account(folder: &Path, number: usize, records: usize) -> io::Result<()> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (number as u64 + 1).wrapping_mul(0xD134_2543_DE82_EF95));
    for inner in ["notes", "feedback", "complaints"] {
        fs::create_dir_all(folder.join(inner))?;
    }
    fs::write(folder.join("account.toml"), account_file(number, &mut dice))?;
    let mut expectations = expectations_file();
    for record in 0..records {
        // Spread over the 1,700 days from January 2021, one record a day at most.
        let day = record * 1_700 / records.max(1);
        let (year, month, date) = (2021 + day / 372, day % 372 / 31 + 1, day % 31 % 28 + 1);
        let on = format!("{year:04}-{month:02}-{date:02}");
        let topic = dice.pick(&TOPICS);
        match dice.roll(20) {
            0..11 => fs::write(
                folder.join(format!("notes/{on}-{topic}-{record}.md")),
                note(&mut dice, topic, &on),
            )?,
            11..15 => fs::write(folder.join(format!("feedback/{on}-{record}.md")), feedback(&mut dice))?,
            15..17 => {
                fs::write(folder.join(format!("complaints/{on}-{record}.md")), complaint(&mut dice, &on))?
            }
            _ => {
                let result = dice.pick(&["met", "met", "partly", "missed", "exceeded"]);
                let of = dice.roll(3);
                let _ = write!(
                    expectations,
                    "\n[[assessment]]\nid = \"a{record}\"\nof = \"e{of}\"\non = {on}\nresult = \"{result}\"\n"
                );
            }
        }
    }
    fs::write(folder.join("expectations.toml"), expectations)
}

fn account_file(number: usize, dice: &mut Dice) -> String {
    let mut file = format!(
        "[account]\nname = \"Account {number}\"\ntier = \"core\"\nsince = 2020-11-02\nteam = [{{ who = \"dana\", as = \
         \"owner\", successor = \"marek\" }}]\n"
    );
    for person in 0..4 {
        let name = dice.pick(&NAMES);
        let role = ["decision-maker", "user", "sponsor", "influencer"][person];
        let _ = write!(
            file,
            "\n[[person]]\nid = \"p{person}\"\nname = \"{name}\"\nrole = [\"{role}\"]\nstance = \"supporter\"\n\
             influence = {}\n",
            1 + dice.roll(5)
        );
    }
    file.push_str(
        "\n[[contract]]\ntitle = \"Subscription\"\nfrom = 2024-01-01\nto = 2025-12-31\nvalue = \"EUR 48000\"\nper = \
         \"1y\"\n\n[[risk]]\ntitle = \"Key user may leave\"\nlikelihood = 2\nimpact = 3\nresponse = \"Train a second \
         one.\"\n\n[[objective]]\nid = \"faster\"\ntitle = \"Close the month a day faster\"\nagreed = 2025-01-10\nwith = \
         [\"p0\"]\n\n[[progress]]\nof = \"faster\"\non = 2025-07-01\nstate = \"on-track\"\n",
    );
    file
}

fn expectations_file() -> String {
    let each = (0..3).map(|number| {
        format!(
            "[[expectation]]\nid = \"e{number}\"\nstatement = \"Promise {number} is kept.\"\nagreed = 2020-12-01\nwith = \
             [\"p0\"]\nreview_every = \"6m\"\n\n"
        )
    });
    each.collect()
}

fn body(dice: &mut Dice) -> String {
    let mut body = String::new();
    for paragraph in 0..2 + dice.roll(4) {
        if paragraph == 2 {
            body.push_str("## What was said\n\n");
        }
        for _ in 0..3 + dice.roll(5) {
            body.push_str(dice.pick(&SENTENCES));
            body.push(' ');
        }
        body.push_str("\n\n");
    }
    body
}

fn note(dice: &mut Dice, topic: &str, on: &str) -> String {
    let channel = dice.pick(&["call", "video", "visit", "email"]);
    let person = dice.roll(4);
    let words = body(dice);
    format!(
        "+++\ntitle = \"About {topic}\"\nchannel = \"{channel}\"\npeople = [\"p{person}\", \"dana\"]\n+++\n{words}\
         - [x] Send the minutes @dana due {on} done {on}\n"
    )
}

fn feedback(dice: &mut Dice) -> String {
    let (person, score) = (dice.roll(4), 4 + dice.roll(7));
    format!("+++\nfrom = \"p{person}\"\ninstrument = \"nps\"\nscore = {score}\n+++\n{}", body(dice))
}

fn complaint(dice: &mut Dice, on: &str) -> String {
    let severity = dice.pick(&["minor", "minor", "major", "critical"]);
    format!(
        "+++\nby = \"p1\"\nseverity = \"{severity}\"\nacknowledged = {on}\nresolved = {on}\naccepted = {on}\n+++\n{}",
        body(dice)
    )
}
