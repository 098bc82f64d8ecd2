"""Cases with a fine or confiscated gains, as executed; a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import DecisionChange, DecisionKind, PaymentKind, RemedyKind
from zhunsheng.cases.models import Annulment, CaseAct, Decision, Payment, PenaltyCase
from zhunsheng.cases.queries import files, loading, owing, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.records import visible
from zhunsheng.cases.rules.challenged import open_remedies
from zhunsheng.cases.rules.owing import Debt
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook.choices import Measure


@dataclass(frozen=True, slots=True)
class FinedCase:
    """A case with a fine or gains: its file, what is owed either way, its loss of force."""

    file: CaseFile
    debt: Debt
    annulment: Annulment | None
    refund_owed_fen: int

    @property
    def case(self) -> PenaltyCase:
        """The case."""
        return self.file.case

    @property
    def told_on(self) -> date | None:
        """The day on which the decision reached the party."""
        told = self.file.last("decision_delivery") or self.file.last("on_the_spot")
        return told.on if told else None

    @property
    def decided_on(self) -> date | None:
        """The day of the decision."""
        decided = self.file.last("decision") or self.file.last("on_the_spot")
        return decided.on if decided else None

    @property
    def on_the_spot(self) -> bool:
        """Whether it was decided on the spot."""
        return self.file.last("on_the_spot") is not None

    @property
    def is_closed(self) -> bool:
        """Whether the case is closed."""
        return self.file.last("closing") is not None

    @property
    def is_ended(self) -> bool:
        """Whether the execution ended otherwise than by payment."""
        return self.file.last("execution_ended") is not None

    @property
    def paid_fen(self) -> int:
        """What was paid of the fine and of the surcharge together."""
        return self.file.paid_fen + owing.paid_fen(self.file.acts, PaymentKind.SURCHARGE)

    @property
    def asks_for_money(self) -> bool:
        """Whether a fine or confiscated gains stand."""
        return self.debt.fine_fen > 0 or self.gains_fen > 0

    @property
    def gains_fen(self) -> int:
        """The confiscated gains that stand."""
        return owing.gains_fen(self.file.acts)

    @property
    def gains_left_fen(self) -> int:
        """The confiscated gains that were not handed over yet."""
        return owing.gains_left_fen(self.file.acts)

    @property
    def term_end(self) -> date | None:
        """The last day of the decision's own term (67), to which no deferral of the fine adds."""
        first = self.debt.timetables[:1]
        return first[0].dues[0].on if first and self.told_on else None

    @property
    def changed_on(self) -> date | None:
        """The day on which the decision was changed or lost its force last."""
        changed = self.file.last("decision_changed")
        return changed.on if changed else None

    @property
    def remedy_runs(self) -> bool:
        """Whether a reconsideration or a suit runs."""
        return bool(open_remedies(files.course_of(self.file.acts)))

    @property
    def lowered_on(self) -> date | None:
        """The day of the last change of what is owed: papers over the old sum fell with it."""
        acts = (act for act in reversed(self.file.acts) if act.step == "decision_changed")
        changed = (act.on for act in acts if act.outcome == DecisionChange.CHANGED.value)
        return next(changed, None)

    @property
    def is_for_reviewer(self) -> bool:
        """Whether a reconsideration changed the decision last, so that its organ executes it."""
        running: set[str] = set()
        found = False
        for act in self.file.acts:
            if act.step == owing.OPENED:
                running.add(act.outcome)
            elif act.step == owing.ENDED:
                running.discard(act.outcome)
            elif act.step == "decision_changed" and act.outcome == DecisionChange.CHANGED.value:
                found = running == {RemedyKind.RECONSIDERATION.value}
        return found

    @property
    def remedies_said(self) -> tuple[Mapping[str, str], ...]:
        """How each remedy ended: kind, result and, where told, who decided by which paper."""
        return tuple(
            {"kind": RemedyKind(act.outcome).label, **act.contents}
            for act in self.file.acts
            if act.step == owing.ENDED
        )

    @property
    def execution_stopped(self) -> bool:
        """Whether the organ of reconsideration or the court stopped the execution meanwhile."""
        return owing.is_stayed(self.file.acts)

    @property
    def is_with_police(self) -> bool:
        """Whether the case was handed over to the police and did not come back."""
        return files.course_of(self.file.acts).is_with_police

    @property
    def decision_number(self) -> str:
        """The number of the decision."""
        decided = self.file.last("decision") or self.file.last("on_the_spot")
        return str(decided.contents.get("number", "")) if decided else ""


def fined_case(file: CaseFile, annulment: Annulment | None, *, on: date) -> FinedCase:
    """Return a case that is loaded already with what is owed on a day."""
    debt = standing.debt(file, on=on)
    return FinedCase(file, debt, annulment, owing.refund_owed_fen(file.acts, debt, until=on))


def fined_rows(viewer: Viewer) -> QuerySet[Decision]:
    """
    Return the decisions that ask for money: of cases not closed, or of decisions changed.

    Confiscated gains are a debt of their own, also where no fine stands beside them (66, 74).
    """
    acts = CaseAct.objects.of(viewer).filter(case=OuterRef("case"))
    held = Decision.objects.of(viewer).annotate(told=Cast("measures", TextField()))
    rows: QuerySet[Decision] = held.filter(
        Q(fine_fen__gt=0) | Q(told__contains=Measure.CONFISCATE_GAINS.value),
        Exists(acts.filter(step="decision_changed")) | ~Exists(acts.filter(step="closing")),
        kind=DecisionKind.PENALTY.value,
        case__in=visible(viewer).values("id"),
    )
    return rows


def fined_cases(viewer: Viewer, *, on: date) -> tuple[FinedCase, ...]:
    """Return the cases of these fines, oldest decision first; a constant number of queries."""
    rows = fined_rows(viewer)
    found = list(
        rows.select_related("case__party", "case__lead", "annulment").order_by("decided_on", "id")
    )
    acts: dict[UUID, list[CaseAct]] = {row.case_id: [] for row in found}
    known = CaseAct.objects.of(viewer).filter(case__in=rows.values("case_id"))
    for act in known.order_by("sequence"):
        acts[act.case_id].append(act)
    own = {one: tuple(held) for one, held in acts.items()}
    rows_of = [row.case for row in found]
    subjects = {row.id: loading.subjects_of(row) for row in rows_of}
    held = loading.files_of(viewer, rows_of, own, {}, subjects, on=on)
    return tuple(
        fined_case(replace(file, by=viewer.by.id), getattr(row, "annulment", None), on=on)
        for row, file in zip(found, held, strict=True)
    )


def payments(viewer: Scope, *, since: date, until: date) -> QuerySet[Payment]:
    """Return the payments of a period with their cases, in order of days."""
    rows: QuerySet[Payment] = Payment.objects.of(viewer).filter(paid_on__range=(since, until))
    return rows.select_related("case").order_by("paid_on", "id")


def months_of_payments(viewer: Scope) -> tuple[tuple[int, int], ...]:
    """Return year and month of every month in which a payment came in, oldest first."""
    days = Payment.objects.of(viewer).dates("paid_on", "month")
    return tuple((day.year, day.month) for day in days)


def payments_of(viewer: Scope, case: UUID) -> QuerySet[Payment]:
    """Return the payments of a case, oldest first."""
    rows: QuerySet[Payment] = Payment.objects.of(viewer).filter(case_id=case)
    return rows.order_by("paid_on", "id")
