"""What the checks of a legal review look at, taken from the file of a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files as resources
from itertools import pairwise
from typing import Any
from uuid import UUID

import yaml

from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.queries import fallen, late, once, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import NAMING, draft_of, named_by
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import PARTY_ACTS
from zhunsheng.cases.rules.prechecks import prechecks
from zhunsheng.cases.rules.seen import ExpertSeen, FineSeen, ItemSeen, KeptSeen, Seen
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import Paper
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inquiry.choices import Keeping
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.procedure import Step
from zhunsheng.lawbook.choices import Degree, Fact
from zhunsheng.legalreview.rules import Check
from zhunsheng.powers import queries as powers
from zhunsheng.workforce.queries import officer_facts
from zhunsheng.workforce.rules import credential_valid

#: Papers that a step makes only where the facts call for them.
SOMETIMES = frozenset({"hearing_rights_notice", "hearing_record"})
HANDLERS = frozenset({Role.ENFORCEMENT_OFFICER.value, Role.TEAM_HEAD.value})
STATEMENT = EvidenceKind.PARTY_STATEMENT.value


def checks_of(
    scope: Act | Viewer, file: CaseFile, papers: Sequence[Paper], *, on: date
) -> tuple[Check, ...]:
    """Return what the record of a case shows on the seven questions; four queries."""
    return prechecks(seen_of(scope, file, papers, on=on))


def seen_of(scope: Act | Viewer, file: CaseFile, papers: Sequence[Paper], *, on: date) -> Seen:
    """Return all that the checks of a case look at."""
    facts = standing.facts_of(file, on=on)
    terms = standing.terms_of(file, facts, on=on)
    facts_now = str(file.data("proposal").get("facts", ""))
    fell = fallen.formers(scope, file, on=on, other_act=file.other_act, facts=facts_now)
    penalties = [one.result for one in fell if one.result.is_penalty]
    rows = file.data("proposal").get("derivations", ())
    steps = {step.key: step for step in file.procedure.steps}
    taken = [act for act in file.acts if act.step in steps]
    return Seen(
        facts=facts,
        law_day=file.case.law_day,
        lapsed=tuple(_lapsed(scope, file, taken, steps)),
        out_of_order=tuple(_out_of_order(taken, steps)),
        strangers=tuple(_strangers(file, taken, steps)),
        unlisted=_unlisted(scope, file, on),
        has_place=file.case.party.street_id is not None,
        overdue=tuple(term.label for term in terms if term.left is not None and term.left < 0),
        unknown_terms=tuple(term.label for term in terms if term.due is None),
        findings=_findings(file, facts),
        evidence=tuple(
            ItemSeen(item.number, item.name, item.proves, item.kind == STATEMENT, item.is_kept)
            for item in file.evidence
        ),
        kept=tuple(map(_kept, file.pending.kept)),
        awaited=tuple(
            ExpertSeen(row.institution, row.questions, row.on, row.document.number)
            for row in file.pending.awaited
        ),
        later=tuple(
            (item.number, item.name, item.obtained_on) for item in standing.later_items(file)
        ),
        later_reason=str(file.data("review_request").get("later_evidence", "")),
        unproven=tuple(dict.fromkeys(_unproven(file, rows))),
        fines=tuple(map(_fine, rows)),
        is_approved=file.deviation_is_approved,
        papers=len(papers),
        missing_papers=tuple(_missing(file, taken, steps, papers)),
        near_acts=once.near_acts(scope, file, on).numbers,
        other_act=file.other_act,
        proposed_fen=file.proposal_fen,
        fell=tuple(one.number for one in fell),
        former_fen=min((one.fine_fen for one in penalties), default=None),
        anew=str(file.data("proposal").get("anew", "")),
        served_late=late.delivered_later(file),
        hints=_hints(str(file.data("proposal").get("facts", file.case.facts))),
    )


def _lapsed(
    scope: Scope, file: CaseFile, taken: list[CaseAct], steps: dict[str, Step[CaseFacts]]
) -> Iterator[tuple[str, str, date]]:
    """Yield who handled the case on the day of an act, also replaced since, uncertified (42.1)."""
    named = [(act, ids) for act in file.acts if act.step in NAMING and (ids := _named(act))]
    known = {one.id: one for one in officer_facts(scope, {i for _, ids in named for i in ids})}
    for act in taken:
        if act.step == "clue" or not steps[act.step].actor <= HANDLERS:
            continue
        before = [ids for one, ids in named if _when(one) <= _when(act)]
        for one in (known[i] for ids in before[-1:] for i in ids if i in known):
            if not credential_valid(one, act.on):
                yield one.name, steps[act.step].label, act.on


def _named(act: CaseAct) -> tuple[UUID, ...]:
    return tuple(UUID(row["id"]) for row in named_by(act.contents))


def _when(act: CaseAct) -> tuple[date, int]:
    return act.on, act.sequence


def _strangers(
    file: CaseFile, taken: list[CaseAct], steps: dict[str, Step[CaseFacts]]
) -> Iterator[tuple[str, str]]:
    for act in taken:
        if act.step in {"investigation", "proposal"} and act.by_id not in file.handling:
            yield act.by_name, steps[act.step].label


def _out_of_order(
    taken: list[CaseAct], steps: dict[str, Step[CaseFacts]]
) -> Iterator[tuple[str, str]]:
    """Yield neighbours whose days run backwards; what the party does may be entered later."""
    own = [act for act in taken if act.step not in PARTY_ACTS | {"hearing"}]
    for earlier, later in pairwise(own):
        if later.on < earlier.on:
            yield steps[earlier.step].label, steps[later.step].label


def _unlisted(scope: Scope, file: CaseFile, on: date) -> tuple[str, ...] | None:
    if powers.current(scope, on=on) is None:
        return None
    return powers.unlisted_violations(scope, file.case.violation_keys, on=on)


def _findings(file: CaseFile, facts: CaseFacts) -> Any:  # noqa: ANN401 # findings of the procedure
    if file.case.procedure != CaseProcedure.ORDINARY.value:
        return ()
    # Who reads the page is no matter of the case.
    neutral = replace(facts, by_has_interest=False, by_handles=False, by_is_stranger=False)
    return file.procedure.findings("legal_review", neutral)


def _unproven(file: CaseFile, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    known = {str(item.id) for item in file.evidence}
    for row in rows:
        for fact, stated in draft_of(row)["facts"].items():
            if stated["evidence"] not in known:
                yield Fact(fact).label
        for one in row["circumstances"]:
            if one["evidence"] not in known:
                yield row["label"]


def _kept(line: inquiry.Line) -> KeptSeen:
    paper = line.act(Keeping.NOTICE) or line.act(Keeping.APPROVAL)
    number = str(paper.contents["number"]) if paper else ""
    return KeptSeen(line.row.items_text, line.stage, line.until, number)


def _fine(row: dict[str, Any]) -> FineSeen:
    least, most = row["statutory"]
    since = row["law_since"]
    return FineSeen(
        label=row["label"],
        fine_fen=row["fine_fen"],
        least=least,
        most=most,
        deviates=row["deviates"],
        is_spared=row["spared"] or row["absorbed"],
        is_mitigated=row["degree"] == Degree.MITIGATED.value,
        is_verified=row["verified"],
        law_since=date.fromisoformat(since) if since else None,
        has_benchmark=bool(row["benchmark"]),
    )


def _missing(
    file: CaseFile,
    taken: list[CaseAct],
    steps: dict[str, Step[CaseFacts]],
    papers: Sequence[Paper],
) -> Iterator[tuple[str, str]]:
    # A case is opened by one paper, a party that joins it by another (services.opening).
    kinds = {paper.kind for paper in papers}
    kinds.add("opening_approval" if file.lead else "joining_approval")
    for key in dict.fromkeys(act.step for act in taken):
        for kind in steps[key].documents:
            if kind not in kinds | SOMETIMES:
                yield steps[key].label, documents.kind(kind).title


@cache
def _words() -> tuple[tuple[tuple[str, ...], str], ...]:
    path = resources("zhunsheng.cases").joinpath("data", "crime_hints.yaml")
    rows = yaml.safe_load(path.read_text("utf-8"))
    return tuple((tuple(row["words"]), row["hint"]) for row in rows)


def _hints(text: str) -> tuple[str, ...]:
    return tuple(hint for words, hint in _words() if any(word in text for word in words))
