"""A derivation for the command: read the facts that somebody wrote, tell tree and paragraph."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from zhunsheng.accounts import queries as accounts
from zhunsheng.kernel.canonical import plain
from zhunsheng.lawbook import changes, loading, queries, soundness
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.documents.problems import in_chinese
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.imports import facts_from
from zhunsheng.lawbook.loading import BadLawData
from zhunsheng.lawbook.loading.faults import Remark
from zhunsheng.lawbook.models import BenchmarkTable
from zhunsheng.lawbook.rules.tree import Derivation
from zhunsheng.lawbook.rules.versions import Times
from zhunsheng.lawbook.tables import template
from zhunsheng.web import clock


class NotDerived(ValueError):
    """The question itself does not hold: an unknown violation, days or facts that cannot be."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the command prints, and whether the derivation came to a result."""

    text: str
    is_settled: bool


def penalty(
    *,
    key: str,
    violated_from: date,
    decided_on: date,
    ended_on: date | None,
    kind: str,
    facts_file: Path | None,
    as_json: bool,
) -> Said:
    """
    Return the fine for a violation in words or as JSON.

    :raises NotDerived: if the violation is unknown, or days or facts cannot be
    """
    try:
        times = Times(violated_from, decided_on, ended_on, ConductKind(kind))
    except ValueError:
        raise NotDerived(say("refused.days")) from None
    found = _derived(key, times, facts_file)
    text = _json(found) if as_json else _words(found)
    return Said(text, found.is_settled)


def _derived(key: str, times: Times, facts_file: Path | None) -> Derivation:
    try:
        text = facts_file.read_text("utf-8") if facts_file else ""
        facts = facts_from(text, file=str(facts_file or ""), times=times)
        return queries.derived(key, facts)
    except queries.NoSuchLaw:
        raise NotDerived(say("refused.violation", key=key)) from None
    except (OSError, UnicodeDecodeError):
        raise NotDerived(say("refused.unreadable", file=facts_file)) from None
    except BadLawData as problem:
        raise NotDerived(say("refused.facts", problem=in_chinese(problem))) from None


def _words(found: Derivation) -> str:
    lines = [
        f"{'  ' * line.depth}{say('line', kind=line.kind, text=line.text)}"
        for line in telling.tree(found)
    ]
    lines += telling.refusals(found)
    lines += [telling.missing(found)] if found.questions else []
    lines += telling.alternatives(found)
    if found.is_settled:
        lines += ["", telling.paragraph(found)]
    return "\n".join(lines)


def _json(found: Derivation) -> str:
    told = {
        "least_fen": found.least,
        "most_fen": found.most,
        "is_settled": found.is_settled,
        "stage": found.stage,
        "degree": found.degree,
        "waiver": found.waiver,
        "tree": telling.tree(found),
        "questions": [getattr(one, "value", getattr(one, "key", "")) for one in found.questions],
        "findings": found.findings,
        "alternatives": found.alternatives,
        "paragraph": telling.paragraph(found) if found.is_settled else "",
    }
    return json.dumps(plain(told), ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class _Of:
    """A bureau to read in."""

    bureau: UUID


def checked() -> tuple[str, bool]:
    """
    Return what the lawbook's data says of itself, a line each, and whether it is sound.

    Where the site has a database, the tables of its bureaus are held against the law too.
    """
    try:
        found = [*soundness.remarks(), *_of_the_bureaus()]
    except BadLawData as problem:
        return say("check.bad", problem=in_chinese(problem)), False
    faults = [one for one in found if one.is_fault]
    lines = [
        say(
            "check.fault" if one.is_fault else "check.doubt",
            where=f"{one.where}（{one.place}）" if one.place else one.where,
            text=one.text,
        )
        for one in found
    ]
    counts = say(
        "check.counts",
        instruments=len(loading.instruments()),
        violations=len(loading.violation_versions()),
        parameters=len(loading.parameters()),
        benchmarks=sum(map(len, loading.benchmarks().values())),
        faults=len(faults),
        doubts=len(found) - len(faults),
    )
    return "\n".join([*lines, counts]), not faults


def _of_the_bureaus() -> list[Remark]:
    """Return what is to be said of the tables that the bureaus of the site put in force."""
    if not settings.HAS_OWN_KEY:
        return []
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(str(name)).is_file():
        return []
    if BenchmarkTable._meta.db_table not in connection.introspection.table_names():
        return []
    return [
        remark
        for bureau in accounts.bureaus()
        for remark, _ in soundness.own_remarks(_Of(bureau.id), on=clock.today())
    ]


def put_in_force(folder: Path) -> tuple[str, bool]:
    """Check a folder of law data and put it in force; return what came of it, and whether."""
    overlay = str(settings.ZHUNSHENG_OVERLAY_DIR)
    if not overlay:
        return say("load.no_overlay"), False
    try:
        count = loading.put_in_force(folder, overlay=Path(overlay))
    except loading.NotLoaded as refused:
        lines = [say("load.problem", problem=in_chinese(one)) for one in refused.problems]
        return "\n".join([*lines, say("load.refused", count=len(lines))]), False
    return say("load.done", count=count), True


def benchmark_template() -> bytes:
    """Return the template of a benchmark table as .xlsx."""
    return template.template()


def changed(*, earlier: date, later: date) -> str:
    """Return what the law says otherwise on the later day, a line each."""
    found = changes.changes(earlier=earlier, later=later)
    if not found:
        return say("change.nothing", earlier=earlier, later=later)
    return "\n".join(
        say(
            "change.line",
            kind=one.kind.label,
            label=one.label,
            basis=queries.cite_label(one.basis),
            before=one.before or say("change.none"),
            after=one.after or say("change.none"),
            mark="" if one.verified else say("unverified"),
        )
        for one in found
    )
