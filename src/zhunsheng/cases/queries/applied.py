"""The law of a case: its violations in the versions that hold, and the range of a fine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.amounts import FineRange
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Stage

_STATING: Final = ("investigation", "proposal", "no_penalty")


def violations_of(case: PenaltyCase) -> tuple[lawbook.Violation, ...]:
    """
    Return the violations of a case in the versions of the day whose law applies.

    :raises NoSuchLaw: if the catalogue holds none of a violation for that day
    """
    return tuple(lawbook.violation(key, on=case.law_day) for key in case.violation_keys)


def applied_of(file: CaseFile, *, punished: bool = False) -> tuple[lawbook.Violation, ...]:
    """
    Return the violations of a case in the versions that its fines rest on.

    ``punished`` leaves out what is not punished by itself: spared, or absorbed by a higher fine.

    :raises NoSuchLaw: if the catalogue holds none of a violation for that day
    """
    kept = file.data("proposal") or file.data("on_the_spot")
    rows = kept.get("derivations", [])
    own = [row for row in rows if not (punished and (row["spared"] or row["absorbed"]))]
    return _applied(file.case, own or rows)


def applied_in(viewer: Scope, case: PenaltyCase) -> tuple[lawbook.Violation, ...]:
    """
    Return the violations of a case in the versions that its fines rest on; one query.

    :raises NoSuchLaw: if the catalogue holds none of a violation for that day
    """
    rows = CaseAct.objects.of(viewer).filter(case=case, step__in=("proposal", "on_the_spot"))
    last = rows.order_by("-sequence").first()
    return _applied(case, last.contents.get("derivations", []) if last else [])


def facts_of_decision(viewer: Scope, case: PenaltyCase) -> str:
    """Return the facts that a case rests on, as its decision states them; one query."""
    rows = CaseAct.objects.of(viewer).filter(case=case, step__in=_STATING)
    return facts_stated(case, tuple(rows.order_by("sequence")))


def facts_stated(case: PenaltyCase, acts: Iterable[CaseAct]) -> str:
    """
    Return the facts that a case rests on: of its decision, or as far as it has come.

    To punish rests on the proposal, not to punish on the report (行政处罚法 57, 59); on the spot
    the first statement is the decision's own.
    """
    said = {act.step: str(act.contents.get("facts", "")) for act in acts if act.step in _STATING}
    proposed = "" if "no_penalty" in said else said.get("proposal", "")
    return proposed or said.get("investigation", "") or case.facts


def _applied(case: PenaltyCase, rows: list[dict[str, Any]]) -> tuple[lawbook.Violation, ...]:
    """Before there is a proposal with derivations, the law is that of the violation's day."""
    if not rows:
        return violations_of(case)
    return tuple(
        lawbook.violation(row["violation"], on=date.fromisoformat(row["law_since"])) for row in rows
    )


def fine_range(rows: Sequence[lawbook.Violation], *, late: bool = False) -> FineRange:
    """Return the statutory range of a fine for these violations together, as old acts need it."""
    spans = [row.span(_stage(row, late=late)) for row in rows]
    return FineRange(
        least=sum(least for least, _ in spans),
        most=sum(most for _, most in spans),
        basis=rows[0].penalty,
        verified=all(row.verified for row in rows),
    )


def _stage(row: lawbook.Violation, *, late: bool) -> Stage:
    """Return the stage whose range counts; what needs an order first has the second alone."""
    second = row.order_first or (late and row.has_second)
    return Stage.SECOND if second else Stage.FIRST
