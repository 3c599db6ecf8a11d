#!/usr/bin/env python3
"""An oracle for the standing: the published model, worked out a second time, in exact fractions.

It was written from the model's prose, shares nothing with the program, and takes its time: no step is optimised. It
reads the records of every case in cases/, and writes what the standing must be to expected.json:

    tests/oracle/standing.py            write expected.json
    tests/oracle/standing.py --check    fail if expected.json is not what the cases give

Standard library only (Python 3.11 or newer).
"""

import json
import math
import re
import sys
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction as F
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = ["expectations", "feedback", "complaints", "commitments", "people", "objectives", "contact"]

DEFAULTS = {
    "weight_expectations": 25, "weight_feedback": 20, "weight_complaints": 15, "weight_commitments": 15,
    "weight_people": 10, "weight_objectives": 10, "weight_contact": 5,
    "validity_expectations": 120, "validity_feedback": 90, "validity_people": 90, "validity_objectives": 90,
    "expectation_partly": 50, "complaint_window": 180, "complaint_critical": 60, "complaint_major": 30,
    "complaint_minor": 10, "complaint_late": F(3, 2), "complaint_closed": 3, "complaint_fade": 90,
    "commitment_window": 180, "commitment_minimum": 3, "commitment_late": F(1, 2),
    "people_alone": 75, "people_weak": 50, "people_weak_strength": 2, "objective_at_risk": 50,
    "band_watch": 50, "band_good": 75, "coverage_good": F(7, 10), "coverage_known": F(1, 2), "new_account": 90,
    "confidence_high": F(7, 10), "confidence_medium": F(4, 10),
    "enough_respondents": 3, "enough_expectations": 3, "enough_actions": 5,
    "gate_severe": 49, "gate_cap": 74, "gate_contact_severe": 4, "gate_contact": 2, "gate_unaccepted": 60,
    "gate_answer": 40, "gate_gone": 30, "gate_notice": 90, "gate_risk": 15, "gate_risk_any": 20,
    "gate_dimension": 25, "gate_weight": 10, "watermelon": 30, "rise_margin": 3, "rise_days": 14,
    "override_days": 45,
}


def exact(number):
    return F(str(number))


# ---------------------------------------------------------------------------------------------------- reading records

def period(text):
    """Days of a period such as 30d, 6w, 3m, 1y; a month is a twelfth of 365.25 days."""
    count, unit = int(text[:-1]), text[-1]
    return count * {"d": F(1), "w": F(7), "m": exact("365.25") / 12, "y": exact("365.25")}[unit]


def after(day, text):
    """The day that lies a period of days or weeks after another. (The cases use no other.)"""
    assert text[-1] in "dw", text
    return day + timedelta(days=int(period(text)))


def slug(words):
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-")


class Record:
    def __init__(self, kind, data, when, host=None, ticked=None, stem=None):
        self.kind, self.data, self.host, self.ticked = kind, data, host, ticked
        own = {"assessment": "on", "progress": "on", "change": "on", "note": "on", "feedback": "on", "survey": "on",
               "complaint": "raised", "review": "on", "expectation": "agreed", "objective": "agreed",
               "risk": "raised", "contract": "from", "method": "agreed", "meeting": "on"}.get(kind)
        self.date = data.get(own) or when
        self.id = data.get("id") or stem or slug(data.get("title") or data.get("statement") or data.get("name") or "")

    def get(self, field, default=None):
        return self.data.get(field, default)


TASK = re.compile(r"^- \[([ xX])\] (.*)$")


def task(line):
    """`- [x] Words @who due D moved D agreed @who done D`, read from the back."""
    box, rest = TASK.match(line).groups()
    words, data, agreed = rest.split(), {"moved": []}, None
    while words:
        if len(words) > 1 and words[-2] == "agreed" and words[-1].startswith("@"):
            agreed, words = words[-1][1:], words[:-2]
        elif words[-1].startswith("@"):
            data.setdefault("owner", words[-1][1:])
            words = words[:-1]
        elif len(words) > 1 and words[-2] in ("due", "done", "moved", "dropped"):
            field, value = words[-2], date.fromisoformat(words[-1])
            if field == "moved":
                data["moved"].insert(0, {"to": value, "agreed_with": agreed})
                agreed = None
            elif field == "dropped":
                data["dropped"] = {"on": value}
            else:
                data[field] = value
            words = words[:-2]
        else:
            break
    data["what"] = " ".join(words)
    return data, box != " "


def read(files):
    records = []
    for path, text in sorted(files.items()):
        if path.endswith(".toml"):
            tables = tomllib.loads(text)
            survey = None
            if "survey" in tables:
                survey = Record("survey", tables["survey"], None, stem=Path(path).stem)
                records.append(survey)
            for kind, entries in tables.items():
                if kind == "survey":
                    continue
                for entry in entries if isinstance(entries, list) else [entries]:
                    host = survey if kind == "answer" else None
                    record = Record(kind, entry, host.date if host else None, host)
                    records.append(record)
                    for inner in entry.get("action", []) if kind != "action" else []:
                        records.append(Record("action", inner, record.date, record))
        else:
            kind = {"notes": "note", "feedback": "feedback", "complaints": "complaint", "reviews": "review"}[
                path.split("/")[0]]
            stem = Path(path).stem
            _, front, body = text.split("+++\n", 2) if text.startswith("+++\n") else ("", "", text)
            data = tomllib.loads(front)
            try:
                named = date.fromisoformat(stem[:10])
            except ValueError:
                named = None
            record = Record(kind, data, named, stem=stem)
            records.append(record)
            for inner in ("action", "assessment", "progress", "change"):
                for entry in data.get(inner, []):
                    records.append(Record(inner, entry, record.date, record))
            for line in body.splitlines():
                if TASK.match(line):
                    entry, ticked = task(line)
                    records.append(Record("action", entry, record.date, record, ticked))
    return records


# -------------------------------------------------------------------------------------------------------- the account

def freshness(age, validity):
    if age <= validity:
        return F(1)
    return max(F(0), F(2) - F(age) / F(validity))


def weighted(pairs):
    """Σ w·x ⁄ Σ w, or None when nothing weighs."""
    weight = sum((w for w, _ in pairs), F(0))
    return sum((w * x for w, x in pairs), F(0)) / weight if weight else None


class Known:
    def __init__(self, score, sum_f, enough, only_bad=False):
        self.score, self.sum, self.enough, self.only_bad = F(score), F(sum_f), F(enough), only_bad


UNKNOWN, NOT_APPLICABLE = "unknown", "not-applicable"


class Account:
    def __init__(self, files):
        self.config = tomllib.loads(files["standing.toml"])
        self.team = [m["id"] for m in tomllib.loads(files["team.toml"]).get("member", [])]
        plan = tomllib.loads(files["plan.toml"]) if "plan.toml" in files else {}
        own = {p: t for p, t in files.items() if p not in ("standing.toml", "team.toml", "plan.toml")}
        self.records = read(own)
        self.methods = {m.get("id") or slug(m["title"]): m for m in plan.get("method", [])}
        self.methods |= {r.id: r.data for r in self.of("method")}
        self.account = self.of("account")[0].data
        self.persons = {r.id: r.data for r in self.of("person")}
        self.customers = {i: p for i, p in self.persons.items() if p.get("side", "customer") == "customer"}

    def of(self, kind):
        return [r for r in self.records if r.kind == kind]

    # The past.

    def was(self, table, field, day, present):
        later = [c for c in table.get("changes", []) if c["field"] == field and c["on"] > day]
        return min(later, key=lambda c: c["on"])["was"] if later else present

    def changed(self, kind, ident, field, day, present):
        """What a `[[change]]` of a record says that a field was."""
        later = [r for r in self.of("change")
                 if r.get("of").split("/")[-1] == ident and r.get("field") == field and r.date and r.date > day]
        return min(later, key=lambda r: r.date).get("was") if later else present

    def status(self, day):
        status = self.was(self.account, "status", day, self.account.get("status", "active"))
        ended = self.account.get("ended")
        if ended and ended["on"] <= day:
            return "ended"
        return "active" if status == "ended" and ended else status

    def tier(self, day):
        name = self.was(self.account, "tier", day, self.account.get("tier"))
        return next((t for t in self.config.get("tier", []) if t["id"] == name), None)

    def model(self, day):
        """Changes in the order of their dates; on one day the tier's after the general one."""
        numbers = {name: F(value) for name, value in DEFAULTS.items()}
        tier = self.tier(day)
        changes = [c for c in self.config.get("model", []) if c.get("on", date.min) <= day]
        for change in sorted(changes, key=lambda c: (c.get("on", date.min), "tier" in c)):
            if "tier" not in change or (tier and change["tier"] == tier["id"]):
                numbers |= {name: exact(value) for name, value in change["set"].items()}
        return numbers

    # Sides.

    def is_ours(self, who):
        return who in self.team or self.persons.get(who, {}).get("side") == "ours"

    def is_theirs(self, who):
        return who is not None and not self.is_ours(who)

    def has_left(self, who, day):
        left = self.persons.get(who, {}).get("left")
        return left is not None and left <= day

    def role(self, who, day):
        return self.was(self.persons[who], "role", day, self.persons[who].get("role", []))

    def influence(self, who, day):
        person = self.persons.get(who, {})
        return F(self.was(person, "influence", day, person.get("influence", 3)))

    # Contacts: the customer spoke.

    def talks(self, day, who=None):
        days = []
        for note in self.of("note"):
            channel = note.get("channel")
            if channel is None and note.get("direction") is None:
                continue
            flow = note.get("direction") or ("two-way" if channel in ("call", "video", "visit") else "outbound")
            if flow != "outbound" and note.date <= day and (who is None or who in note.get("people", [])):
                days.append(note.date)
        return days

    def counted(self, start, day, notice_days):
        """Days after a day up to another that are not quiet; before a contract's notice_by none is quiet."""
        total, at = 0, start
        notices = [c.get("notice_by") for c in self.of("contract") if c.get("from") <= day and c.get("notice_by")]
        while at < day:
            at += timedelta(days=1)
            pressing = any(0 <= (notice - at).days <= notice_days for notice in notices)
            if pressing or not any(self.covers(q, at) for q in self.account.get("quiet", [])):
                total += 1
        return total

    @staticmethod
    def covers(quiet, day):
        start, end, at = quiet["from"], quiet["to"], day.strftime("%m-%d")
        return start <= at <= end if start <= end else at >= start or at <= end


class Day:
    """One account on one day."""

    def __init__(self, account, day):
        self.a, self.day, self.p = account, day, account.model(day)
        self.tier, self.status = account.tier(day) or {}, account.status(day)
        self.not_applicable = {n["dimension"] for n in account.account.get("not_applicable", [])}
        self.found = {name: self.dimension(name) for name in NAMES}
        self.weights = {name: self.p["weight_" + name] for name in NAMES}
        self.combine()

    def age(self, when):
        return (self.day - when).days

    def by(self, when):
        return when is not None and when <= self.day

    def exists(self, record):
        return record.date is None or record.date <= self.day

    def dimension(self, name):
        if name in self.not_applicable:
            return NOT_APPLICABLE
        return getattr(self, name)()

    def latest(self, records, badness):
        """The latest; of several on one day the worst; without a date the oldest."""
        records = [r for r in records if self.exists(r)]
        return max(records, key=lambda r: (r.date or date.min, badness(r)), default=None)

    # -------------------------------------------------------------------------------------------------- dimensions

    def expectations(self):
        order = ["exceeded", "met", "partly", "missed"]
        points = {"exceeded": F(100), "met": F(100), "partly": self.p["expectation_partly"], "missed": F(0)}
        terms, sum_f, count = [], F(0), 0
        for one in self.a.of("expectation"):
            if not self.exists(one) or (one.get("ended") and self.by(one.get("ended")["on"])):
                continue
            count += 1
            judged = [r for r in self.a.of("assessment") if r.get("of").split("/")[-1] == one.id]
            last = self.latest(judged, lambda r: order.index(r.get("result")))
            if last is None:
                continue
            priority = self.a.changed("expectation", one.id, "priority", self.day, one.get("priority", "medium"))
            weight = {"low": 1, "medium": 2, "high": 3}[priority]
            validity = max(self.p["validity_expectations"], period(one.get("review_every", "1d")))
            if last.get("result") == "missed":
                f = F(1)
            else:
                f = freshness(self.age(last.date), validity) if last.date else F(0)
            sum_f += f
            terms.append((weight * f, points[last.get("result")]))
        score = weighted(terms)
        if score is None:
            return UNKNOWN
        return Known(score, sum_f, max(1, min(self.p["enough_expectations"], count)))

    def voices(self):
        """Every answer with a score by the day: (side, group, respondent or None, wave, date, points, record)."""
        found = []
        for record in self.a.of("feedback") + self.a.of("answer"):
            frame = record.host.data if record.kind == "answer" else record.data
            if not self.by(record.date):
                continue
            method = frame.get("method")
            source = self.a.methods[method.split("/")[-1]] if method else frame
            instrument = source.get("instrument") or frame.get("instrument")
            scale = source.get("scale") or frame.get("scale")
            who = record.get("from")
            staff = frame.get("source", "customer") == "staff" or (who is not None and self.a.is_ours(who))
            points = None
            if record.get("score") is not None:
                points = mapped(instrument, scale, exact(record.get("score")))
            group = method.split("/")[-1] if method else (instrument or "scale", str(scale))
            quarter = (record.date.year, (record.date.month - 1) // 3)
            wave = ("survey", record.host.id) if record.kind == "answer" else ("quarter", quarter)
            found.append(dict(staff=staff, group=group, who=who, wave=wave, on=record.date, points=points,
                              record=record, every=source.get("every") if method else None))
        return found

    def is_open_criticism(self, voice):
        named = voice["record"].get("weaknesses") or voice["record"].get("improve")
        bad = voice["points"] <= self.p["gate_answer"] or (named and voice["points"] < self.p["band_good"])
        answered = self.by(voice["record"].get("answered"))
        gone = voice["who"] is not None and self.a.has_left(voice["who"], self.day)
        return bad and not answered and not gone

    def feedback_of(self, staff):
        groups = defaultdict(list)
        for voice in self.voices():
            if voice["staff"] == staff and voice["points"] is not None:
                groups[str(voice["group"])].append(voice)
        scores, named, anonymous, nameless = [], {}, F(0), 0
        for _, voices in sorted(groups.items()):
            in_force = []
            for who in {v["who"] for v in voices if v["who"] is not None}:
                own = [v for v in voices if v["who"] == who]
                in_force.append(max(own, key=lambda v: (v["on"], -v["points"])))
            waves = defaultdict(list)
            for voice in voices:
                if voice["who"] is None:
                    waves[voice["wave"]].append(voice)
            if waves:
                newest = max(max(v["on"] for v in wave) for wave in waves.values())
                for wave in waves.values():
                    if max(v["on"] for v in wave) == newest:
                        in_force += wave
            terms, of_nameless = [], F(0)
            count = 0
            for voice in in_force:
                validity = max(self.p["validity_feedback"], period(voice["every"]) if voice["every"] else 0)
                f = F(1) if self.is_open_criticism(voice) else freshness(self.age(voice["on"]), validity)
                if f == 0:
                    continue
                influence = self.a.influence(voice["who"], self.day) if voice["who"] in self.a.persons else F(3)
                terms.append((f * influence, voice["points"]))
                if voice["who"] is None:
                    of_nameless, count = of_nameless + f, count + 1
                else:
                    named[voice["who"]] = max(named.get(voice["who"], F(0)), f)
            score = weighted(terms)
            if score is not None:
                scores.append(score)
            anonymous, nameless = max(anonymous, of_nameless), max(nameless, count)
        if not scores:
            return UNKNOWN
        exist = max(self.active_customers(), len(named) + nameless)
        enough = max(1, min(self.p["enough_respondents"], exist))
        return Known(sum(scores) / len(scores), sum(named.values(), F(0)) + anonymous, enough)

    def active_customers(self):
        return sum(1 for who in self.a.customers if not self.a.has_left(who, self.day))

    def feedback(self):
        if self.tier.get("survey", True) is False:
            return NOT_APPLICABLE
        return self.feedback_of(staff=False)

    def complaint_state(self, record):
        """None, or (closed on or None, past target, reopened, accepted)."""
        if not self.exists(record):
            return None
        target = record.get("target")
        if target is None and record.date:
            tier = self.a.tier(record.date) or {}
            target = after(record.date, tier["complaint_target"]) if "complaint_target" in tier else None
        reopened = record.get("reopened") if self.by(record.get("reopened")) else None
        closes = [d for d in (record.get("resolved"), record.get("accepted"))
                  if self.by(d) and (reopened is None or d > reopened)]
        accepted = self.by(record.get("accepted")) and (reopened is None or record.get("accepted") > reopened)
        closed = min(closes, default=None)
        late = target is not None and (closed or self.day) > target
        return closed, late, reopened is not None, accepted

    def complaints(self):
        taken, tells = F(0), False
        for record in self.a.of("complaint"):
            state = self.complaint_state(record)
            if state is None:
                continue
            closed, late, reopened, _ = state
            points = self.p["complaint_" + record.get("severity")] * (
                self.p["complaint_late"] if late or reopened else 1)
            if closed is None:
                taken, tells = taken + points, True
            else:
                fade = max(F(0), 1 - F(self.age(closed)) / self.p["complaint_fade"])
                taken += points / self.p["complaint_closed"] * fade
                tells = tells or self.age(closed) <= self.p["complaint_window"]
        heard = self.a.talks(self.day) + [v["on"] for v in self.voices() if not v["staff"]]
        is_heard = any(self.age(on) <= self.p["complaint_window"] for on in heard)
        if not tells and not is_heard:
            return UNKNOWN
        return Known(max(F(0), 100 - taken), 1, 1, only_bad=not is_heard)

    def names_a_customer(self, record):
        fields = ("owner", "people", "attendees", "sent_to", "with", "raised_by", "from", "by")
        if record.kind in ("complaint",) or (record.kind == "feedback" and record.get("source") != "staff"):
            return True
        names = []
        for field in fields:
            value = record.get(field)
            names += value if isinstance(value, list) else [value] if isinstance(value, str) else []
        names += [m.get("agreed_with") for m in record.get("moved", [])]
        return any(n in self.a.persons and self.a.is_theirs(n) for n in names if n)

    def promises(self):
        counts = defaultdict(int)
        for record in self.a.of("action"):
            internal = record.get("internal")
            if internal is None:
                internal = not self.names_a_customer(record) and not (
                    record.host is not None and self.names_a_customer(record.host))
            if internal or not self.exists(record):
                continue
            theirs = record.get("owner") in self.a.persons and self.a.is_theirs(record.get("owner"))
            due = record.get("due")
            for moved in record.get("moved", []):
                agreed = moved.get("agreed_with")
                other_side = agreed is not None and (self.a.is_ours(agreed) if theirs else self.a.is_theirs(agreed))
                if other_side and (moved.get("on") is None or moved["on"] <= self.day):
                    due = moved["to"]
            done, dropped = record.get("done"), record.get("dropped", {}).get("on")
            window = self.p["commitment_window"]
            if self.by(done):
                if self.age(done) <= window:
                    counts["late" if due and done > due else "on time"] += 1
            elif self.by(dropped):
                if due and dropped > due and self.age(dropped) <= window:
                    counts["broken"] += 1
            elif done is None and record.ticked:
                closed = max([d for d in (due, record.date) if d], default=None)
                if closed and self.age(min(closed, self.day)) <= window:
                    counts["late"] += 1
            elif due and due < self.day:
                counts["broken"] += 1
            else:
                counts["open"] += 1
        return counts

    def commitments(self):
        counts = self.promises()
        done, broken = counts["on time"] + counts["late"], counts["broken"]
        if done + broken == 0 or (done < self.p["commitment_minimum"] and broken == 0):
            return UNKNOWN
        credit = counts["on time"] + self.p["commitment_late"] * counts["late"]
        enough = max(1, min(self.p["enough_actions"], done + broken + counts["open"]))
        only_bad = done < self.p["commitment_minimum"]
        return Known(100 * credit / (done + broken), done + broken, enough, only_bad)

    def people(self):
        roles = self.tier.get("roles", [])
        if not roles:
            return NOT_APPLICABLE
        if not self.a.customers:
            return UNKNOWN
        scores, sum_f = [], F(0)
        for role in roles:
            holders = [w for w in self.a.customers
                       if role in self.a.role(w, self.day) and not self.a.has_left(w, self.day)]
            terms, fresh = [], [F(0)]
            for who in holders:
                terms.append((self.a.influence(who, self.day), self.holder(who, len(holders) > 1)))
                fresh.append(self.person_freshness(who))
            scores.append(weighted(terms) or F(0))
            sum_f += max(fresh)
        enough = max(1, min(len(roles), self.active_customers()))
        return Known(sum(scores) / len(scores), sum_f, enough)

    def holder(self, who, has_other):
        person = self.a.persons[who]
        if self.a.was(person, "stance", self.day, person.get("stance")) == "opponent":
            return F(0)
        strengths = sorted((s for s in person.get("strength", []) if s["on"] <= self.day), key=lambda s: s["on"])
        if strengths and strengths[-1]["is"] <= self.p["people_weak_strength"]:
            return self.p["people_weak"]
        if "cadence" in self.tier:
            talks = self.a.talks(self.day, who)
            if not talks:
                return self.p["people_weak"]
            last = max(talks)
            silent = self.a.counted(last, self.day, self.p["gate_notice"])
            if silent > (after(last, self.tier["cadence"]) - last).days:
                return self.p["people_weak"]
        return F(100) if has_other or self.has_successor(who) else self.p["people_alone"]

    def has_successor(self, who):
        successor = self.a.persons[who].get("successor")
        return successor is not None and not self.a.has_left(successor, self.day)

    def person_freshness(self, who):
        person = self.a.persons[who]
        seen = self.a.talks(self.day, who) + [s["on"] for s in person.get("strength", [])]
        seen += [person["verified"]] if "verified" in person else []
        seen += [v["on"] for v in self.voices() if v["who"] == who and v["points"] is not None and not v["staff"]]
        seen = [on for on in seen if on <= self.day]
        return freshness(self.age(max(seen)), self.p["validity_people"]) if seen else F(0)

    def objectives(self):
        if not self.tier.get("objectives", False):
            return NOT_APPLICABLE
        order = ["reached", "on-track", "at-risk", "missed"]
        points = {"reached": F(100), "on-track": F(100), "at-risk": self.p["objective_at_risk"], "missed": F(0)}
        terms = []
        for one in self.a.of("objective"):
            if not self.by(one.get("agreed")) or (one.get("ended") and self.by(one.get("ended")["on"])):
                continue
            steps = [r for r in self.a.of("progress") if r.get("of").split("/")[-1] == one.id]
            last = self.latest(steps, lambda r: order.index(r.get("state")))
            if last is None:
                continue
            if last.get("state") == "missed":
                f = F(1)
            else:
                f = freshness(self.age(last.date), self.p["validity_objectives"]) if last.date else F(0)
            terms.append((f, points[last.get("state")]))
        score = weighted(terms)
        return UNKNOWN if score is None else Known(score, sum(w for w, _ in terms), 1)

    def silence(self):
        """Cadences since the customer was last heard."""
        if "cadence" not in self.tier:
            return None
        talks = self.a.talks(self.day)
        start = max(talks) if talks else self.a.account.get("since")
        if start is None:
            return None
        days = self.a.counted(start, self.day, self.p["gate_notice"]) if start < self.day else 0
        return F(days) / period(self.tier["cadence"])

    def contact(self):
        if "cadence" not in self.tier:
            return NOT_APPLICABLE
        r = self.silence()
        if r is None:
            return UNKNOWN
        line = [(F(1), F(100)), (F(6, 5), F(75)), (F(2), F(50)), (F(4), F(0))]
        if r <= 1:
            return Known(100, 1, 1)
        for (x0, y0), (x1, y1) in zip(line, line[1:]):
            if r <= x1:
                return Known(y0 + (y1 - y0) * (r - x0) / (x1 - x0), 1, 1)
        return Known(0, 1, 1)

    # ------------------------------------------------------------------------------------------------------- score

    def combine(self, weights=None):
        weights = weights or self.weights
        applicable = sum(w for n, w in weights.items() if self.found[n] != NOT_APPLICABLE)
        known = {n: k for n, k in self.found.items() if isinstance(k, Known)}
        self.entered = {n: k.score for n, k in known.items() if not k.only_bad}

        def h():
            return weighted([(weights[n], s) for n, s in self.entered.items()])

        bad = sorted((k.score, NAMES.index(n), n) for n, k in known.items() if k.only_bad)
        for score, _, name in bad:
            before = h()
            self.entered[name] = score if before is None else min(score, before)
        self.score = h()
        self.coverage = sum((weights[n] for n in known), F(0)) / applicable if applicable else F(0)
        sound = sum((weights[n] for n, k in known.items() if not k.only_bad), F(0))
        self.sound = sound / applicable if applicable else F(0)
        self.low = sum((weights[n] * s for n, s in self.entered.items()), F(0)) / applicable if applicable else F(0)
        self.high = self.low + 100 * (1 - self.coverage)
        self.share = {n: weights[n] / applicable if applicable and self.found[n] != NOT_APPLICABLE else F(0)
                      for n in NAMES}
        total = sum((weights[n] for n in known), F(0))
        self.among_known = {n: weights[n] / total if n in known else F(0) for n in NAMES}
        self.gates = self.all_gates() if self.status == "active" else []
        self.cap = min((cap for _, cap in self.gates), default=F(100))
        self.severe = any(cap == self.p["gate_severe"] and cap < self.p["band_watch"] for _, cap in self.gates)
        self.gated = None if self.score is None else min(self.score, self.cap)
        self.band = self.band_today()
        confidence = sum((self.share[n] * min(F(1), k.sum / k.enough) for n, k in known.items()), F(0))
        self.confidence = confidence
        return self

    def band_today(self):
        if self.severe:
            return "at-risk"
        if self.score is None or self.coverage < self.p["coverage_known"]:
            return "unknown"
        if self.gated < self.p["band_watch"]:
            return "at-risk"
        if self.gated >= self.p["band_good"] and self.sound >= self.p["coverage_good"]:
            return "good"
        return "watch"

    def level(self):
        if self.confidence >= self.p["confidence_high"]:
            return "high"
        return "medium" if self.confidence >= self.p["confidence_medium"] else "low"

    # ------------------------------------------------------------------------------------------------------- gates

    def all_gates(self):
        p, gates = self.p, []
        severe, cap = p["gate_severe"], p["gate_cap"]
        for record in self.a.of("complaint"):
            state = self.complaint_state(record)
            if state is None:
                continue
            closed, late, _, accepted = state
            if record.get("severity") == "critical" and closed is None:
                gates.append(("critical-complaint", severe))
            elif record.get("severity") == "critical" and not accepted:
                spoke = any(on > closed for on in self.a.talks(self.day))
                if not (self.age(closed) > p["gate_unaccepted"] and spoke):
                    gates.append(("not-accepted", cap))
            elif record.get("severity") == "major" and closed is None and late:
                gates.append(("complaint-late", cap))
        r = self.silence()
        if r is not None and r > p["gate_contact_severe"] and self.tier.get("major"):
            gates.append(("contact-lost", severe))
        elif r is not None and r > p["gate_contact"]:
            gates.append(("contact-missed", cap))
        for who in self.a.customers:
            held = [role for role in ("decision-maker", "sponsor") if role in self.a.role(who, self.day)]
            if not held:
                continue
            if not self.a.has_left(who, self.day):
                own = [v for v in self.voices() if v["who"] == who and v["points"] is not None and not v["staff"]]
                last = max(own, key=lambda v: (v["on"], -v["points"]), default=None)
                if last and last["points"] <= p["gate_answer"]:
                    gates.append(("bad-answer", cap))
            elif self.age(self.a.persons[who]["left"]) >= p["gate_gone"] and not self.has_successor(who):
                others = [w for w in self.a.customers if not self.a.has_left(w, self.day)]
                if any(not any(role in self.a.role(o, self.day) for o in others) for role in held):
                    gates.append(("gone", cap))
        gates += self.notice_gates()
        for risk in self.a.of("risk"):
            if not self.exists(risk) or self.by(risk.get("closed")):
                continue
            exposure = risk.get("likelihood") * risk.get("impact")
            if exposure >= p["gate_risk_any"] or (exposure >= p["gate_risk"] and not risk.get("response")):
                gates.append(("grave-risk", cap))
        for name, known in self.found.items():
            if isinstance(known, Known) and known.score < p["gate_dimension"]:
                if self.p["weight_" + name] >= p["gate_weight"]:
                    gates.append(("very-bad", cap))
        return gates

    def notice_gates(self):
        if "cadence" not in self.tier:
            return []
        gates = []
        for contract in self.a.of("contract"):
            notice = self.a.changed("contract", contract.id, "notice_by", self.day, contract.get("notice_by"))
            outcome = contract.get("outcome")
            if notice is None or contract.get("from") > self.day or (outcome and self.by(outcome["on"])):
                continue
            if not 0 <= (notice - self.day).days <= self.p["gate_notice"]:
                continue
            talks = [on for who in self.a.customers if "decision-maker" in self.a.role(who, self.day)
                     and not self.a.has_left(who, self.day) for on in self.a.talks(self.day, who)]
            within = talks and (self.a.counted(max(talks), self.day, self.p["gate_notice"])
                                <= period(self.tier["cadence"]))
            if not within:
                gates.append(("notice-near", self.p["gate_cap"]))
        return gates


def mapped(instrument, scale, score):
    """An answer in points."""
    if instrument == "nps":
        line = [(0, 0), (6, 40), (7, 60), (8, 75), (9, 90), (10, 100)]
        if not 0 <= score <= 10:
            return None
        for (x0, y0), (x1, y1) in zip(line, line[1:]):
            if score <= x1:
                return F(y0) + (F(y1) - y0) * (score - x0) / (x1 - x0)
    if scale is None:
        scale = {"csat": {"low": 1, "high": 5}, "ces": {"low": 1, "high": 7}}.get(instrument)
    if scale is None:
        return None
    low, high = exact(scale["low"]), exact(scale["high"])
    if not low <= score <= high:
        return None
    share = (score - low) / (high - low)
    return 100 * (share if scale.get("better", "higher") == "higher" else 1 - share)


# ----------------------------------------------------------------------------------------------------- the weekly grid

RANK = {"unknown": -1, "at-risk": 0, "watch": 1, "good": 2}
AGREED = ("contract", "period", "meeting", "expectation", "objective", "method")


def grid(account, until):
    happened = [r.date for r in account.records if r.date and r.kind not in AGREED]
    if not happened:
        return []
    monday = min(happened)
    while monday.weekday() != 0:
        monday += timedelta(days=1)
    steps = []
    while monday <= until:
        day = Day(account, monday)
        band = settled(steps[-1][1] if steps else None, day.band)
        steps.append((day, band))
        steps[-1] = (day, risen(steps, band))
        monday += timedelta(days=7)
    return steps


def settled(before, today):
    if before in (None, "unknown") or today == "unknown":
        return today
    return min(before, today, key=lambda band: RANK[band])


def risen(steps, band):
    day = steps[-1][0]
    weeks = math.ceil(day.p["rise_days"] / 7)
    if band == "unknown" or len(steps) < weeks + 1:
        return band
    for level in ("good", "watch"):
        bound = day.p["band_" + level] + day.p["rise_margin"]
        run = [d for d, _ in steps[-weeks - 1:]]
        if RANK[level] > RANK[band] and all(
                RANK[d.band] >= RANK[level] and d.gated is not None and d.gated >= bound for d in run):
            return level
    return band


def band_on(account, when):
    steps = grid(account, when)
    if steps and steps[-1][0].day == when:
        return steps[-1][1]
    return settled(steps[-1][1] if steps else None, Day(account, when).band)


# ------------------------------------------------------------------------------------------------------------- answers

def word(account, day, band):
    status = day.status
    if status == "ended":
        ended = account.account.get("ended")
        last = band_on(account, ended["on"] - timedelta(days=1)) if ended else band
        return {"is": "ended", "last": last}
    if status in ("prospect", "paused"):
        return {"is": status}
    since = account.account.get("since")
    if band == "unknown" and since and (day.day - since).days <= day.p["new_account"]:
        return {"is": "new"}
    return {"is": "band", "band": band}


def provisional(day, band, what):
    if what["is"] != "band" or day.coverage == 1:
        return None
    low, high = day.low, min(day.high, day.cap)
    if not ((band in ("watch", "good") and low < day.p["band_watch"])
            or (band == "at-risk" and high >= day.p["band_good"])):
        return None
    unknown = [n for n in NAMES if day.found[n] == UNKNOWN]
    widest = max(unknown, key=lambda n: (day.share[n], -NAMES.index(n)), default=None)
    return {"narrows": widest, "points": number(100 * day.share[widest]) if widest else None}


def overrides(account, day, band):
    valid, ignored = [], 0
    for review in account.of("review"):
        one = review.get("override")
        if day.status != "active" or one is None or not day.exists(review):
            continue
        lapses = min(one["expires"], review.date + timedelta(days=int(day.p["override_days"])))
        if day.day >= lapses:
            continue
        raises = one["band"] != "at-risk" if band == "unknown" else RANK[one["band"]] > RANK[band]
        approver = one.get("approved_by")
        if raises and (day.severe or approver is None or approver == one["by"]):
            ignored += 1
        else:
            valid.append((review.date, -RANK[one["band"]], one["band"], lapses))
    best = max(valid, default=None)
    return ({"band": best[2], "lapses": best[3].isoformat()} if best else None), ignored


def attribution(account, start, end):
    a, b = Day(account, start), Day(account, end)
    if a.gated is None or b.gated is None:
        return None
    lines = []
    for name in NAMES:
        s0, s1 = a.entered.get(name), b.entered.get(name)
        if s0 is None and s1 is None:
            continue
        s0, s1 = (s1 if s0 is None else s0), (s0 if s1 is None else s1)
        v0, v1 = a.among_known[name], b.among_known[name]
        if NOT_APPLICABLE in (a.found[name], b.found[name]):
            cause = "applies" if a.found[name] == NOT_APPLICABLE else "applies-no-more"
        elif a.found[name] == UNKNOWN:
            cause = "appeared"
        elif b.found[name] == UNKNOWN:
            cause = "lapsed"
        else:
            cause = "weighs-more" if v1 > v0 else "weighs-less"
        lines.append([name, "score", F(1, 2) * (v1 + v0) * (s1 - s0)])
        lines.append([name, cause, F(1, 2) * (s1 + s0) * (v1 - v0)])
    lines.append([None, "gates", (b.gated - b.score) - (a.gated - a.score)])
    lines = [line for line in lines if line[2] != 0]
    assert sum(line[2] for line in lines) == b.gated - a.gated
    shown = [half_away(10 * x) for x in (a.gated, b.gated)]
    whole = [math.floor(10 * line[2]) for line in lines]
    lost = sorted(range(len(lines)), key=lambda i: (-(10 * lines[i][2] - whole[i]), i))
    for i in lost[:shown[1] - shown[0] - sum(whole)]:
        whole[i] += 1
    assert sum(whole) == shown[1] - shown[0]
    return {
        "from": start.isoformat(), "to": end.isoformat(),
        "score_from": number(a.gated), "score_to": number(b.gated), "change": number(b.gated - a.gated),
        "shown": (shown[1] - shown[0]) / 10,
        "lines": [{"dimension": name, "cause": cause, "exact": number(x), "shown": tenth / 10}
                  for (name, cause, x), tenth in zip(lines, whole)],
    }


def half_away(x):
    """To the nearest whole number, halves away from zero."""
    return math.floor(x + F(1, 2)) if x >= 0 else -math.floor(-x + F(1, 2))


def sensitivity(account, when):
    base = Day(account, when)
    gates, found = base.gates, []
    varied = [("equal", None, {n: F(1) for n in NAMES})]
    for name in NAMES:
        if base.found[name] != NOT_APPLICABLE:
            varied.append(("more", name, base.weights | {name: base.weights[name] * F(3, 2)}))
            varied.append(("less", name, base.weights | {name: base.weights[name] * F(1, 2)}))
    for how, name, weights in varied:
        day = Day(account, when).combine(weights)
        assert day.gates == gates
        found.append({"varied": how, "dimension": name, "score": number(day.score), "band": day.band,
                      "differs": day.band != base.band})
    return found


def number(x):
    return None if x is None else float(x)


def standing(files, as_of, start):
    account = Account(files)
    day = Day(account, as_of)
    band = band_on(account, as_of)
    what = word(account, day, band)
    overridden, ignored = overrides(account, day, band)
    staff, customer = day.feedback_of(True), day.feedback_of(False)
    watermelon = None
    if isinstance(staff, Known) and isinstance(customer, Known):
        if staff.score - customer.score >= day.p["watermelon"]:
            watermelon = {"staff": number(staff.score), "customer": number(customer.score)}
    dimensions = {}
    for name in NAMES:
        found = day.found[name]
        if isinstance(found, Known):
            dimensions[name] = {"is": "known", "score": number(found.score), "entered": number(day.entered[name]),
                                "share": number(day.share[name]), "only_bad": found.only_bad,
                                "evidence_sum": number(found.sum), "evidence_enough": number(found.enough)}
        else:
            dimensions[name] = {"is": found, "share": number(day.share[name])}
    ended = account.account.get("ended", {}).get("on")
    history = [[d.day.isoformat(), number(d.score), number(d.gated), number(d.coverage),
                b if d.status in ("active", "ended") else None]
               for d, b in grid(account, as_of) if ended is None or d.day < ended]
    return {
        "word": what, "band": band, "band_today": day.band,
        "score": number(day.score), "gated": number(day.gated), "low": number(day.low), "high": number(day.high),
        "coverage": number(day.coverage), "sound_coverage": number(day.sound),
        "confidence": {"value": number(day.confidence), "level": day.level()},
        "provisional": provisional(day, band, what),
        "dimensions": dimensions,
        "gates": sorted([rule, number(cap)] for rule, cap in day.gates),
        "overridden": overridden, "ignored": ignored, "watermelon": watermelon,
        "sensitivity": sensitivity(account, as_of),
        "mondays": len(history), "history": history[-10:],
        "change": attribution(account, start, as_of) if start else None,
    }


def main():
    base = {p.name: p.read_text("utf-8") for p in sorted((HERE / "base").glob("*.toml"))}
    expected = {}
    for path in sorted((HERE / "cases").glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        expected[path.stem] = standing(base | case["files"], case["as_of"], case.get("from"))
    # One line for each small thing, so that a change reads well.
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    text = re.sub(r"\n {4,}(?=[^{\[])", " ", text)
    text = re.sub(r"\n {3,}([}\]])", r"\1", text) + "\n"
    target = HERE / "expected.json"
    if "--check" in sys.argv:
        if target.read_text("utf-8") != text:
            sys.exit("tests/oracle/expected.json is not what the cases give: run tests/oracle/standing.py")
    else:
        target.write_text(text, "utf-8")
        print(f"{len(expected)} cases")


if __name__ == "__main__":
    main()
