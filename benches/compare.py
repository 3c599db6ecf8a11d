#!/usr/bin/env python3
"""Builds the same made-up records with standing and, where it is installed, with Hugo, and beside each the floor.

    benches/compare.py [--accounts 100] [--records 20] [--rounds 3] [--scratch DIR]

The floor of a program reads every file that the program reads, and writes as many files of the same sizes, with one thread.
Hugo renders the dated records twice: with a page a record, as its users would, and with all records of an account on its
page, as standing does. Standing also checks and reviews them, and writes its search, data, feeds, calendars and sheets; the
columns of files and bytes say how much. Each program runs once a round, in turn, into a fresh folder. The scratch folder
should be in memory (/dev/shm). Figures of one run count against each other only.

Python 3.11, standard library alone. The release build of standing is made first.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def dated(account):
    """The dated records of an account: slug, title, day and Markdown. Assessments are lines of a table, without a text."""
    for file in sorted(path for folder in ["notes", "feedback", "complaints"] for path in (account / folder).iterdir()):
        _, front, text = file.read_text(encoding="utf-8").split("+++\n", 2)
        yield file.stem, tomllib.loads(front).get("title", file.parent.name), file.stem[:10], text
    for one in tomllib.loads((account / "expectations.toml").read_text(encoding="utf-8")).get("assessment", []):
        yield one["id"], f"Assessment: {one['result']}", one["on"], ""


def emit_hugo(root, records, together):
    """The dated records as the source of a site: a page each, or together on the page of their account."""
    put(
        root / "hugo.toml",
        'baseURL = "https://example.com/"\ntitle = "Comparison"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\n'
        + ('[[cascade]]\n[cascade.build]\nrender = "never"\n[cascade.target]\nkind = "page"\n' if together else ""),
    )
    frame = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>%s</body></html>\n'
    record = '<h2>{{ .Title }}</h2><p>{{ .Date.Format "2 January 2006" }}</p>{{ .Content }}'
    link = '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2 January 2006" }}</li>'
    each = record if together else link
    put(root / "layouts/home.html", frame % f"{{{{ range .Sections }}}}{{{{ range .Sections }}}}{link}{{{{ end }}}}{{{{ end }}}}")
    put(root / "layouts/section.html", frame % f"<h1>{{{{ .Title }}}}</h1>{{{{ range .RegularPages }}}}{each}{{{{ end }}}}")
    put(root / "layouts/page.html", frame % record)
    put(root / "content/accounts/_index.md", '+++\ntitle = "Accounts"\n+++\n')
    for account in sorted((records / "accounts").iterdir()):
        folder = root / "content/accounts" / account.name
        put(folder / "_index.md", f'+++\ntitle = "{account.name}"\n+++\n')
        for slug, title, day, text in dated(account):
            put(folder / f"{slug}.md", f'+++\ntitle = "{title}"\ndate = {day}\n+++\n{text}')


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


def programs(scratch, records):
    """What is compared: names, each with what it reads and its command up to the folder that it writes."""
    standing = release() / "standing"
    yield "standing", records, [standing, "build", records, "--no-cache", "--no-history", "-o"]
    if shutil.which("hugo"):
        for together, name in [(False, "Hugo, a page a record"), (True, "Hugo, a page an account")]:
            source = scratch / f"hugo-{together}"
            emit_hugo(source, records, together)
            yield name, source, ["hugo", "--quiet", "-s", source, "-d"]


def release():
    """The folder of the release build, made if need be."""
    cargo = ["cargo", "build", "--release", "--locked", "--quiet"]
    subprocess.run(cargo, cwd=PROJECT, check=True)
    about = ["cargo", "metadata", "--format-version=1", "--no-deps", "--locked"]
    said = subprocess.run(about, cwd=PROJECT, check=True, capture_output=True)
    return Path(json.loads(said.stdout)["target_directory"]) / "release"


def list_sizes(site, to):
    files = sorted(path for path in site.rglob("*") if path.is_file())
    put(to, "\n".join(f"{path.relative_to(site)}\t{path.stat().st_size}" for path in files))


def run_all(scratch, arguments):
    """The runs of each program, and beside each the processor seconds of its floor."""
    floor, records, out = scratch / "floor", scratch / "records", scratch / "out"
    subprocess.run(["rustc", "-O", "--edition", "2024", PROJECT / "benches/floor.rs", "-o", floor], check=True)
    subprocess.run([floor, "corpus", records, str(arguments.accounts), str(arguments.records)], check=True)
    pairs = {}
    for number, (name, source, command) in enumerate(programs(scratch, records)):
        sizes = scratch / f"sizes-{number}"
        subprocess.run([*command, out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        list_sizes(out, sizes)
        pairs[name] = [*command, out], [floor, "copy", source, sizes, out]
    runs = {name: [] for name in pairs}
    for _ in range(arguments.rounds):
        for name, (command, least) in pairs.items():
            runs[name].append((*measure(command, out), measure(least, out)[1]))
    return runs


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
        runs = run_all(scratch, arguments)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    count = arguments.accounts * arguments.records
    print(f"{count:,} dated records in {arguments.accounts:,} accounts, {date.today()}, medians of {arguments.rounds}\n")
    print("| | wall s | CPU s | CPU µs a record | CPU s of its floor | CPU / floor | peak MiB | files | MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, rows in runs.items():
        wall, cpu, peak, files, written, least = (statistics.median(column) for column in zip(*rows))
        print(
            f"| {name} | {wall:.2f} | {cpu:.2f} | {cpu * 1e6 / count:.0f} | {least:.2f} | {cpu / least:.1f} "
            f"| {peak:.0f} | {files:.0f} | {written / 1e6:.1f} |"
        )


if __name__ == "__main__":
    main()
