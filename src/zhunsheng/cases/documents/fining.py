"""The fines of a case as its acts keep them: result, tree, reasons, what they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.fining import OF_FINES_ALONE
from zhunsheng.cases.rules.shares import Fined, Share, node_of
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import (
    ConductKind,
    Degree,
    Fact,
    FactorEffect,
    Harm,
    Liable,
    NodeKind,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.documents.wording import say as say_law
from zhunsheng.lawbook.rules.facts import Circumstance, Known, PenaltyFacts
from zhunsheng.lawbook.rules.tree import Derivation, Node
from zhunsheng.lawbook.rules.versions import Times

Told = dict[str, Any]


def told(file: CaseFile, case: Fined, *, deviation: str = "", is_open: bool = False) -> list[Told]:
    """
    Return the derivation of every violation as an act keeps it, in the order of the case.

    While the amounts are open, one that nobody stated is not told as no fine.
    """
    return [
        _told(file, case, share, deviation, is_open=is_open) for share in case.shares if share.found
    ]


def reason_text(reason: str) -> str:
    """Return a reason as a sentence takes it: without the full stop that somebody typed."""
    return reason.strip().rstrip("。．.；;，, ")


def _told(file: CaseFile, case: Fined, share: Share, deviation: str, *, is_open: bool) -> Told:
    found, draft, facts = share.found, share.draft, share.facts
    assert found is not None
    assert facts is not None
    absorbed = share in case.absorbed
    fine = 0 if absorbed else share.amount
    node = node_of(found, NodeKind.BENCHMARK)
    return {
        "violation": draft.violation,
        "label": share.label,
        "who": found.who,
        "stage": found.stage,
        "facts": {fact.value: one.value for fact, one in draft.facts.items()},
        "circumstances": [
            {"key": key, "evidence": item} for key, item in sorted(draft.circumstances.items())
        ],
        "choice": facts.choice,
        "least": found.least,
        "most": found.most,
        "statutory": list(share.statutory),
        "fine_fen": fine,
        "degree": found.degree,
        "waiver": found.waiver,
        "spared": share.is_spared,
        "absorbed": absorbed,
        **({"elsewhere": True} if share.is_fined_elsewhere else {}),
        "deviates": share.deviates and not absorbed,
        "benchmark": found.benchmark.id if found.benchmark and node and node.about else None,
        "tier": node.about if node else "",
        "verified": found.is_verified,
        "law_since": found.violation.since if found.violation else None,
        "headline": telling.headline(found),
        "paragraph": paragraph(share, absorbed=absorbed, deviation=deviation, is_open=is_open),
        "tree": [*_lines(file, found)],
        "alternatives": list(telling.alternatives(found)),
        "known": [list(line) for line in known_lines(facts)],
        "stated": facts,
        "answers": asdict(draft),
    }


def paragraph(
    share: Share, *, absorbed: bool = False, deviation: str = "", is_open: bool = False
) -> str:
    """
    Return the reasons of one fine for the party: the derivation's own, then the amount chosen.

    That a rule is not verified is said on the pages of the bureau, not in the party's paper.
    """
    found = share.found
    if found is None or not found.is_settled:
        return ""
    text = telling.reasons(found).removesuffix(say_law("paragraph.unverified"))
    if absorbed:
        return text + say("fine_absorbed")
    may = found.waiver is Waiver.FIRST_OFFENSE_WAIVER
    if share.is_spared:
        return text + (say("fine_waived") if may else "")
    if share.is_fined_elsewhere:
        return text + say("fine_elsewhere", by=reason_text(share.draft.fined_elsewhere))
    text += say("fine_not_waived") if may and share.draft.waive is False else ""
    if not share.amount:
        return text + ("" if is_open else say("fine_none"))
    amount, reason = yuan_text(share.amount), reason_text(deviation)
    if not share.is_within_law or (share.deviates and is_open and not reason):
        return text  # what is refused is no result
    if share.deviates:
        return text + say("fine_deviates", reason=reason, amount=amount)
    return text + say("fine_chosen", amount=amount)


def _lines(file: CaseFile, found: Derivation) -> Iterator[dict[str, object]]:
    """Yield the tree line by line: words, citation, whether verified, the evidence."""
    items = {f"{item.number} {item.name}": item.id for item in reversed(file.evidence)}
    for line, node in zip(telling.tree(found), _flat(found.nodes), strict=True):
        yield {
            "kind": line.kind,
            "depth": line.depth,
            "text": line.text.removesuffix(say_law("unverified")),
            "basis": node.basis,
            "verified": line.verified,
            "record": node.record,
            "evidence": items.get(node.record),
            "is_result": node.kind in (NodeKind.RESULT, NodeKind.WAIVER),
        }


def _flat(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _flat(node.parts)


def known_lines(
    facts: PenaltyFacts, of: Collection[Question] = tuple(Question)
) -> Iterator[tuple[str, str, str]]:
    """Yield what is known, by which record or for which reason: what, yes or no, by what."""
    for question in (one for one in Question if one in of):
        answer, record = getattr(facts, question.value, None), facts.records.get(question.value)
        if record and isinstance(answer, bool):
            yield question.label, say_law("yes" if answer else "no"), record
        elif record and isinstance(answer, date):
            late = record == say("record_clue_late")
            yield say("found_late") if late else question.label, answer.isoformat(), record


# --- read again ------------------------------------------------------------------------------


def kept(data: Mapping[str, Any]) -> list[Told]:
    """Return the derivations that an act keeps; none in an act of before there were any."""
    rows: list[Told] = data.get("derivations", [])
    return rows


def waivers(rows: Iterable[Told]) -> tuple[Waiver | None, ...]:
    """Return what spares each violation of kept derivations, None where it is not spared."""
    counted = (row for row in rows if not row["absorbed"])
    return tuple(Waiver(row["waiver"]) if row["spared"] else None for row in counted)


def elsewhere(rows: Iterable[Told]) -> tuple[bool, ...]:
    """Return whether another body fined each violation of kept derivations."""
    return tuple(bool(row.get("elsewhere")) for row in rows if not row["absorbed"])


def stated(row: Told, *, on: date) -> PenaltyFacts:
    """Return the facts on which a kept derivation rests, for a decision of another day."""
    said = row["stated"]
    times = said["times"]
    ended = times["ended_on"]
    return PenaltyFacts(
        times=Times(
            date.fromisoformat(times["violated_from"]),
            on,
            date.fromisoformat(ended) if ended else None,
            ConductKind(times["kind"]),
        ),
        who=Liable(said["who"]),
        facts={Fact(k): Known(one["value"], one["record"]) for k, one in said["facts"].items()},
        circumstances=tuple(
            Circumstance(
                one["key"],
                one["label"],
                FactorEffect(one["effect"]),
                cite(one["basis"]),
                one["record"],
                one["verified"],
            )
            for one in said["circumstances"]
        ),
        **_plain(said),
    )


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of kept facts: what is no yes or no is read by its own type."""
    read: dict[str, Any] = {
        "harm": Harm,
        "degree": Degree,
        "choice": date.fromisoformat,
        "found_on": date.fromisoformat,
    }
    own = {"times", "who", "facts", "circumstances"}
    return {
        name: read[name](value) if name in read and value is not None else value
        for name, value in said.items()
        if name not in own
    }


def line(row: Told) -> str:
    """Return a kept derivation in one line: whom, at which stage, which band, how much."""
    if row["spared"]:
        return say("material_fine_spared", label=row["label"], headline=row["headline"])
    if row.get("elsewhere"):
        return say("material_fine_elsewhere", label=row["label"])
    return say(
        "material_fine",
        label=row["label"],
        who=Liable(row["who"]).label,
        stage=Stage(row["stage"]).label,
        headline=row["headline"],
        amount=yuan_text(row["fine_fen"]),
    )


def changed_since(viewer: Scope, rows: Iterable[Told], *, on: date) -> Iterator[str]:
    """Yield the violations for which law or benchmark of the day put the fine elsewhere."""
    own = lawbook.own_benchmarks(viewer)
    for row in rows:
        found = lawbook.derived(row["violation"], stated(row, on=on), own=own)
        since = found.violation.since.isoformat() if found.violation else None
        same = (found.least, found.most, since) == (row["least"], row["most"], row["law_since"])
        alone = OF_FINES_ALONE if not row["fine_fen"] else frozenset()
        fits = not found.questions and all(one.code in alone for one in found.findings)
        if not (fits and same):
            yield row["label"]
