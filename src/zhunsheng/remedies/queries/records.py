"""Remedies and letters, with the acts that tell how they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import QuashGround, RemedyKind
from zhunsheng.documents.rendering import date_text
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Measure
from zhunsheng.remedies.choices import Outcome, Phrase, RemedyScope, RemedyStage
from zhunsheng.remedies.models import Letter, Remedy, RemedyAct
from zhunsheng.remedies.rules.clocks import Counted, Policy
from zhunsheng.remedies.rules.drafts import ResultDraft
from zhunsheng.remedies.rules.facts import ENDING, RemedyFacts, outcome_of, stage_of

#: As many decisions are offered where a name means several.
MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class RemedyFilters:
    """What the list of remedies is narrowed to."""

    q: str = ""
    kind: RemedyKind | None = None
    year: int | None = None
    scope: RemedyScope | None = None


@dataclass(frozen=True, slots=True)
class RemedyFile:
    """A remedy with its acts in order."""

    remedy: Remedy
    acts: tuple[RemedyAct, ...]

    @property
    def kind(self) -> RemedyKind:
        """Which kind of remedy it is."""
        return RemedyKind(self.remedy.kind)

    def last(self, *steps: str) -> RemedyAct | None:
        """Return the last act of these steps."""
        return next((act for act in reversed(self.acts) if act.step in steps), None)

    def of(self, *steps: str) -> tuple[RemedyAct, ...]:
        """Return the acts of these steps in order."""
        return tuple(act for act in self.acts if act.step in steps)


@dataclass(frozen=True, slots=True)
class Line:
    """A remedy as a list prints it."""

    remedy: Remedy
    stage: RemedyStage
    outcome: Outcome | None


def remedies(viewer: Scope, filters: RemedyFilters | None = None) -> QuerySet[Remedy]:
    """Return the remedies of the bureau with their cases, newest first, narrowed."""
    wanted = filters or RemedyFilters()
    rows: QuerySet[Remedy] = Remedy.objects.of(viewer).select_related("case")
    if wanted.q.strip():
        typed = wanted.q.strip()
        rows = rows.filter(
            Q(number__contains=typed)
            | Q(applicant__contains=typed)
            | Q(case__number__contains=typed)
        )
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind.value)
    if wanted.year is not None:
        rows = rows.filter(received_on__year=wanted.year)
    if wanted.scope is RemedyScope.OPEN:
        ended = RemedyAct.objects.of(viewer).filter(remedy=OuterRef("pk"), step__in=ENDING)
        rows = rows.filter(~Exists(ended))
    return rows.order_by("-received_on", "-id")


def remedy(viewer: Scope, remedy_id: UUID) -> Remedy:
    """
    Return a remedy of the bureau with its case.

    :raises Remedy.DoesNotExist: if the bureau has none of this id
    """
    row: Remedy = Remedy.objects.of(viewer).select_related("case__party").get(id=remedy_id)
    return row


def decisions_named(viewer: Viewer, said: str) -> list[Any]:
    """
    Return the decisions that a number or a name means, newest first, each with case and paper.

    That is the number of the case, which its parties share, or of the paper; else a part of the
    name of the party. At most twenty; one query, two where it is a name.
    """
    if not said:
        return []
    rows = cases.decisions(viewer, since=date.min, until=date.max).order_by("-decided_on", "-id")
    numbered = list(rows.filter(Q(case__number=said) | Q(document__number=said))[:MOST_NAMED])
    return numbered or list(rows.filter(case__party_name__icontains=said)[:MOST_NAMED])


def of_cases(viewer: Scope, case_ids: Iterable[UUID]) -> list[Remedy]:
    """Return the remedies about the decisions of some cases, first one first; one query."""
    rows = Remedy.objects.of(viewer).filter(case__in=list(case_ids))
    return list(rows.order_by("received_on", "id"))


def file_of(viewer: Scope, row: Remedy) -> RemedyFile:
    """Return a remedy with its acts; one query."""
    acts = RemedyAct.objects.of(viewer).filter(remedy=row).order_by("sequence")
    return RemedyFile(row, tuple(acts.select_related("document")))


def files_of(viewer: Scope, rows: Iterable[Remedy]) -> tuple[RemedyFile, ...]:
    """Return remedies with their acts; one query for all."""
    known = list(rows)
    found: dict[UUID, list[RemedyAct]] = {row.id: [] for row in known}
    for act in RemedyAct.objects.of(viewer).filter(remedy__in=found).order_by("sequence"):
        found[act.remedy_id].append(act)
    return tuple(RemedyFile(row, tuple(found[row.id])) for row in known)


def facts_of(file: RemedyFile, *, on: date, evidence_items: int = 0) -> RemedyFacts:
    """Return what the rules look at of a remedy on a day."""
    judged = file.last("ruling")
    return RemedyFacts(
        acts=tuple(DoneAct(a.step, a.on, a.sequence, a.outcome) for a in file.acts),
        on=on,
        received_on=file.remedy.received_on,
        evidence_items=evidence_items,
        last_instance=str(judged.contents["instance"]) if judged else "",
    )


def ruling_of(act: RemedyAct) -> ResultDraft:
    """Return what a ruling said, as it was entered."""
    said = act.contents
    ground, until, kinds = (said.get(name) for name in ("ground", "anew_until", "kinds"))
    return ResultDraft(
        Outcome(act.outcome),
        said["number"],
        said["summary"],
        said["fine_fen"],
        QuashGround(ground) if ground else None,
        date.fromisoformat(until) if until else None,
        tuple(map(Measure, kinds)) if kinds is not None else None,
        said.get("gains_fen"),
        said.get("lighter", ""),
        bool(said.get("warning")),
        bool(said.get("no_warning")),
    )


def facts_for(
    viewer: Viewer, file: RemedyFile, *, on: date, evidence_items: int = 0
) -> RemedyFacts:
    """Return what the rules look at of a remedy on a day, who acts on it included."""
    held = cases.file_of(viewer, file.remedy.case_id, on=on)
    facts = facts_of(file, on=on, evidence_items=evidence_items)
    return replace(facts, **cases.acted_by(held, on=on))


def lines(viewer: Scope, rows: Iterable[Remedy], *, on: date) -> tuple[Line, ...]:
    """Return remedies as a list prints them; one query."""
    found = []
    for file in files_of(viewer, rows):
        facts = facts_of(file, on=on)
        found.append(Line(file.remedy, stage_of(facts), outcome_of(facts)))
    return tuple(found)


def decision_text(case: Any) -> str:  # noqa: ANN401 # a row of cases
    """Return the decision of a case as a paper names it: day, title, number."""
    paper, decided_on = case.decision.document, case.decision.decided_on
    return Phrase.DECIDED.label.format(
        day=date_text(decided_on), title=paper.title, number=paper.number
    )


def decision_number(file: RemedyFile) -> str:
    """Return the decision that is challenged, as it was named when the copy arrived."""
    return str(file.acts[0].contents["decision"])


def letters(viewer: Scope, *, about: UUID | None = None) -> QuerySet[Letter]:
    """Return the letters that ask for a reply, of one remedy or all, newest first."""
    rows: QuerySet[Letter] = Letter.objects.of(viewer).select_related("reply", "remedy")
    if about is not None:
        rows = rows.filter(remedy=about)
    return rows.order_by("-received_on", "-id")


def letter(viewer: Scope, letter_id: UUID) -> Letter:
    """
    Return a letter of the bureau with its reply.

    :raises Letter.DoesNotExist: if the bureau has none of this id
    """
    row: Letter = letters(viewer).get(id=letter_id)
    return row


def policy(*, on: date, jurisdiction: str) -> Policy:
    """
    Return the terms that hold on a day.

    :raises NoSuchLaw: if the lawbook holds one of them for no such day
    """

    def value(key: str) -> Counted:
        held = lawbook.parameter(key, on=on, jurisdiction=jurisdiction)
        return Counted(held.integer(), held.basis, held.verified)

    return Policy(
        copy=value("remedies.copy_limit"),
        answer=value("remedies.answer_limit"),
        answer_simplified=value("remedies.answer_simplified"),
        decision=value("remedies.reconsideration_decision"),
        decision_simplified=value("remedies.reconsideration_simplified"),
        suit_after=value("remedies.litigation_after_reconsideration"),
        defence=value("remedies.defence_limit"),
        second_instance=value("remedies.second_instance_limit"),
        second_instance_order=value("remedies.second_instance_order"),
        opinion_reply=value("remedies.opinion_reply"),
        procuratorial_reply=value("remedies.procuratorial_reply"),
    )
