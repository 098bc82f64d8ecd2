"""The clocks of a case as its pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from zhunsheng.cases.queries import CaseFile, orders, owing, standing
from zhunsheng.cases.rules import CaseFacts, Term
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.days import DayUnit
from zhunsheng.web import clock, parts

HOUR: Final = timedelta(hours=1)


def clocks_of(
    viewer: Viewer, file: CaseFile, facts: CaseFacts, today: date
) -> Iterator[parts.Clock]:
    """Yield the running terms of a case as its pages show them."""
    terms = standing.terms_of(file, facts, on=today)
    yield from map(clock_of, orders.still_running(viewer, file, terms, on=today))


def cash_terms(viewer: Viewer, file: CaseFile, today: date) -> list[parts.Clock]:
    """Return until when money that officers took is handed in and banked (行政处罚法 71)."""
    if owing.cash_out_fen(file.acts) <= 0:
        return []
    told = import_string(settings.ZHUNSHENG_CASH_TERMS)
    return [
        parts.Clock(one.label, one.basis, one.due, one.left, DayUnit.WORKING.label, one.left)
        for one in told(viewer, file.case.id, on=today)
    ]


def ends_of(measures: compulsion.MatterMeasures, today: date) -> Iterator[parts.Clock]:
    """Yield when the sealings and seizings of a case end that nobody has ended (行政强制法 25)."""
    for course, _ in measures.rows:
        if course.due_on is not None and course.ended is None:
            left = (course.due_on - today).days
            yield parts.Clock(course.kind.label, course.term_basis, course.due_on, left)


def clock_of(term: Term) -> parts.Clock:
    """Return a term as the page shows it."""
    if term.due_at is not None:
        left = (term.due_at - clock.now()) // HOUR
        note = f"截止{term.due_at:%m-%d %H:%M}"
        return parts.Clock(term.label, term.basis, term.due, left, "小时", term.workdays_left, note)
    note = "" if term.verified else "该期限的依据未核实"
    if term.of_experts and term.due is not None:
        plain = (term.due - timedelta(days=term.of_experts)).isoformat()
        doubt = "" if term.verified else "，扣除的依据未核实"
        note = f"已扣除鉴定期间{term.of_experts}日，不扣除的为{plain}{doubt}"
    return parts.Clock(
        term.label, term.basis, term.due, term.left, term.unit.label, term.workdays_left, note
    )
