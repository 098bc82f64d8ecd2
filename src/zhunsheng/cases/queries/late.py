"""Deliveries that were entered later than on their day, for who goes on from them to check."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.documents.rules import date_text
from zhunsheng.kernel.act import instant_of

DELIVERIES: Final = frozenset(
    {"notice_delivery", "hearing_notice_delivery", "decision_delivery", "withdrawal_delivery"}
)


def delivered_later(file: CaseFile) -> tuple[str, ...]:
    """Return each delivery of an earlier day than its entry: of what, entered when, by whom."""
    return tuple(
        say(
            "delivery_entered",
            step=file.procedure.step(act.step).label,
            on=date_text(act.on),
            entered=date_text(made_on),
            by=act.by_name,
        )
        for act in file.acts
        if act.step in DELIVERIES and act.on < (made_on := instant_of(act.id).date())
    )
