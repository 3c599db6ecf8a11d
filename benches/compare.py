#!/usr/bin/env python3
"""Builds the same made-up records with standing, with other site generators that are installed, and with the floor.

    benches/compare.py [--accounts 100] [--records 20] [--rounds 3] [--scratch DIR]

The floor reads every input file of standing and writes files of the same sizes as its site, with one thread: no program can
do less. Hugo, where it is installed, renders the same records twice: once with a page a record, as its users would, and once
with all records of an account on its page, as standing does. Standing also checks and reviews them, and writes its search,
data, feeds, calendars and sheets; the columns of files and bytes say how much. Each program runs once a round, in turn, into
a fresh folder. The scratch folder should be in memory (/dev/shm). Figures of one run count against each other only.

Python 3.11, standard library alone. The release build of standing is made first.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOPICS = ["onboarding", "pricing", "support", "security", "training", "billing", "migration", "reporting"]
SENTENCES = [
    "The night shift asked for bulk import *before* the release.",
    "First response time fell by 14% since the summer.",
    "We agreed to look at `retry_limit` again, since it is **a blocker** for the second plant.",
    "See the [rollout plan](https://docs.example.com/plans/rollout) for the dates.",
    "The mood was tense at first, and open by the end.",
    "They would rather wait a month than go live without the audit trail.",
    "Nobody could say who owns the open tickets.",
    "Their finance team wants the invoice matching explained once more.",
]


def body(dice):
    """Between 60 and 400 words of Markdown."""
    paragraphs = []
    for _ in range(dice.randint(2, 5)):
        paragraphs.append(" ".join(dice.choice(SENTENCES) for _ in range(dice.randint(4, 8))))
    if len(paragraphs) > 2:
        paragraphs.insert(2, "## What was said")
    return "\n\n".join(paragraphs) + "\n"


def made_up(account, records):
    """The dated records of an account: slug, kind, day, title and body, the same for the same numbers."""
    dice = random.Random(account)
    first = date(2021, 1, 4)
    for number in range(records):
        day = first + timedelta(days=number * 1_700 // records)
        kind = dice.choices(["note", "feedback", "complaint"], [12, 5, 3])[0]
        topic = dice.choice(TOPICS)
        yield f"{day}-{topic}-{number}", kind, day, f"About {topic}", body(dice), dice.randint(4, 10)


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def emit_standing(root, accounts, records):
    put(root / "standing.toml", 'format = 1\ntitle = "Comparison"\nas_of = 2025-09-01\ncurrency = "EUR"\n')
    put(root / "team.toml", '[[member]]\nid = "dana"\nname = "Dana Whitlock"\n')
    for account in range(accounts):
        folder = root / f"accounts/account-{account:05}"
        put(
            folder / "account.toml",
            f'[account]\nname = "Account {account}"\nsince = 2020-11-02\nteam = [{{ who = "dana", as = "owner" }}]\n\n'
            '[[person]]\nid = "ines"\nname = "Ines Carvalho"\nrole = ["user"]\n',
        )
        for slug, kind, day, title, text, score in made_up(account, records):
            front = {
                "note": f'title = "{title}"\nchannel = "call"\npeople = ["ines", "dana"]\n',
                "feedback": f'from = "ines"\ninstrument = "nps"\nscore = {score}\n',
                "complaint": f'by = "ines"\nseverity = "minor"\nacknowledged = {day}\nresolved = {day}\naccepted = {day}\n',
            }[kind]
            folder_of = {"note": "notes", "feedback": "feedback", "complaint": "complaints"}[kind]
            put(folder / folder_of / f"{slug}.md", f"+++\n{front}+++\n{text}")


def emit_hugo(root, accounts, records, together):
    put(
        root / "hugo.toml",
        'baseURL = "https://example.com/"\ntitle = "Comparison"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\n'
        + ('[[cascade]]\n[cascade.build]\nrender = "never"\n[cascade.target]\nkind = "page"\n' if together else ""),
    )
    frame = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>%s</body></html>\n'
    record = "<h2>{{ .Title }}</h2><p>{{ .Params.kind }}, {{ .Date.Format \"2 January 2006\" }}</p>{{ .Content }}"
    link = '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2 January 2006" }}</li>'
    each = record if together else link
    put(root / "layouts/home.html", frame % f"{{{{ range .Sections }}}}{{{{ range .Sections }}}}{link}{{{{ end }}}}{{{{ end }}}}")
    put(root / "layouts/section.html", frame % f"<h1>{{{{ .Title }}}}</h1>{{{{ range .RegularPages }}}}{each}{{{{ end }}}}")
    put(root / "layouts/page.html", frame % record)
    put(root / "content/accounts/_index.md", '+++\ntitle = "Accounts"\n+++\n')
    for account in range(accounts):
        folder = root / f"content/accounts/account-{account:05}"
        put(folder / "_index.md", f'+++\ntitle = "Account {account}"\n+++\n')
        for slug, kind, day, title, text, score in made_up(account, records):
            put(folder / f"{slug}.md", f'+++\ntitle = "{title}"\ndate = {day}\n[params]\nkind = "{kind}"\nscore = {score}\n+++\n{text}')


def size(folder):
    sizes = [os.lstat(Path(base) / name).st_size for base, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)


def measure(command, out):
    """Runs a command into a fresh folder: wall and processor seconds, peak MiB, files and bytes written."""
    shutil.rmtree(out, ignore_errors=True)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}: failed\n{told.decode()[-2_000:]}")
    files, written = size(out)
    shutil.rmtree(out, ignore_errors=True)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, files, written


def commands(scratch, arguments):
    """What is compared: names, each with its command."""
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=PROJECT, check=True)
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version=1", "--no-deps"], cwd=PROJECT, check=True, capture_output=True
    )
    target = Path(json.loads(metadata.stdout)["target_directory"])
    standing, floor, out = target / "release/standing", scratch / "floor", scratch / "out"
    subprocess.run(["rustc", "-O", "--edition", "2024", PROJECT / "benches/floor.rs", "-o", floor], check=True)
    records = scratch / "records"
    emit_standing(records, arguments.accounts, arguments.records)
    build = [standing, "build", records, "--no-cache", "--no-history", "-o"]
    site = scratch / "site"
    subprocess.run([*build, site], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sizes = (f"{path.relative_to(site)}\t{path.stat().st_size}" for path in sorted(site.rglob("*")) if path.is_file())
    put(scratch / "sizes.tsv", "\n".join(sizes))
    shutil.rmtree(site)
    every = {
        "floor (reads the records, writes as many bytes)": [floor, records, scratch / "sizes.tsv", out],
        "standing": [*build, out],
    }
    if shutil.which("hugo"):
        for together, name in [(False, "Hugo, a page a record"), (True, "Hugo, a page an account")]:
            source = scratch / f"hugo-{together}"
            emit_hugo(source, arguments.accounts, arguments.records, together)
            every[name] = ["hugo", "--quiet", "-s", source, "-d", out]
    return every, out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=100)
    parser.add_argument("--records", type=int, default=20, help="dated records of each account")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scratch", type=Path, default=Path("/dev/shm"))
    arguments = parser.parse_args()
    scratch = arguments.scratch / f"standing-comparison-{os.getpid()}"
    scratch.mkdir(parents=True)
    try:
        every, out = commands(scratch, arguments)
        runs = {name: [] for name in every}
        for _ in range(arguments.rounds):
            for name, command in every.items():
                runs[name].append(measure(command, out))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in runs.items()}
    count = arguments.accounts * arguments.records
    base = next(iter(medians.values()))[1]
    print(f"{count:,} records in {arguments.accounts:,} accounts, {date.today()}, medians of {arguments.rounds}\n")
    print("| | wall s | CPU s | CPU µs a record | CPU / floor | peak MiB | files | MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, (wall, cpu, peak, files, written) in medians.items():
        print(
            f"| {name} | {wall:.2f} | {cpu:.2f} | {cpu * 1e6 / count:.0f} | {cpu / base:.1f} "
            f"| {peak:.0f} | {files:.0f} | {written / 1e6:.1f} |"
        )


if __name__ == "__main__":
    main()
