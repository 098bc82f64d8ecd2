"""What stands published though its decision was changed or fell (行政处罚法 48)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.period import last_day, left
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Measure
from zhunsheng.publication.choices import (
    PUBLISHERS,
    Disclosed,
    PenaltyWord,
    Phrase,
    PublicationKind,
)
from zhunsheng.publication.models import Publication
from zhunsheng.publication.queries.matters import Running


@dataclass(frozen=True, slots=True)
class ToWithdraw(Running):
    """A publication that is to be withdrawn: since when, why, until when."""

    row: Publication
    change: cases.Change
    due_on: date | None
    basis: Citation

    @property
    def reason(self) -> str:
        """Why it is withdrawn, as the public will read it."""
        return Phrase.WITHDRAWAL.label.format(
            kind=self.change.kind.label, body=self.change.body, paper=self.change.paper
        )

    @property
    def act_url(self) -> str:
        """The page on which it is withdrawn."""
        return reverse("publication:withdraw", args=[self.row.id])


def withdrawal_due(jurisdiction: str, changed_on: date) -> tuple[date | None, Citation]:
    """Return the last day on which a withdrawal is in time, and the rule that says so."""
    limit = lawbook.parameter(
        "publication.withdrawal_limit", on=changed_on, jurisdiction=jurisdiction
    )
    calendar, length = lawbook.site_calendar(), limit.integer()
    end = last_day(calendar, start=changed_on, length=length, unit=DayUnit.WORKING)
    return end, limit.basis


def to_withdraw(viewer: Scope, on: date) -> tuple[ToWithdraw, ...]:
    """Return what is to be withdrawn on a day, the most urgent first; at most three queries."""
    changes = cases.changes(viewer, as_of=on)
    rows = Publication.objects.of(viewer).filter(
        kind=PublicationKind.DECISION.value,
        subject_id__in=list(changes),
        withdrawal__isnull=True,
        published_on__lte=on,
    )
    place = accounts.bureau(viewer).jurisdiction
    found = [
        _line(row, changes[row.subject_id], place, on)
        for row in rows.order_by("published_on", "id")
        if _differs(row, changes[row.subject_id])
    ]
    return tuple(sorted(found, key=lambda one: one.due_on or date.max))


def withdrawal_of(viewer: Scope, publication: UUID, on: date) -> ToWithdraw | None:
    """Return what calls for the withdrawal of one publication, nothing where nothing does."""
    return next((one for one in to_withdraw(viewer, on) if one.row.id == publication), None)


def _differs(row: Publication, change: cases.Change) -> bool:
    """What was put out as it was changed to stands; what is public no more never does."""
    if change.kind.bars_publicity:
        return True
    shown = {code: value for code, _label, value in row.contents["fields"]}
    if shown.get(Disclosed.FINE.value) != yuan_text(change.fine_fen):
        return True
    named = shown.get(Disclosed.PENALTY_KIND.value, "").split(PenaltyWord.LIST.label)
    warned = PenaltyWord.WARNING.label in named
    if warned != change.warns(before=warned):
        return True
    if change.measures is None:
        return False
    others = {one.label for one in Measure} & set(named)
    told = shown.get(Disclosed.CONTENT.value, "")
    return len(others) != len(change.measures) or any(
        cases.measure_text(row) not in told for row in change.measures
    )


def _line(row: Publication, change: cases.Change, place: str, on: date) -> ToWithdraw:
    due, basis = withdrawal_due(place, change.on)
    remains = left(lawbook.site_calendar(), due_on=due, on=on)
    return ToWithdraw(remains, row, change, due, basis)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return the withdrawals that are due."""
    return tuple(
        Duty(
            key=f"publication.withdraw:{one.row.id}",
            label=Phrase.WITHDRAWAL_DUTY.label,
            subject=one.row.title,
            due_on=one.due_on,
            basis=one.basis,
            roles=frozenset(role.value for role in PUBLISHERS),
            url=one.act_url,
            action=Phrase.WITHDRAW.label,
        )
        for one in to_withdraw(viewer, on)
    )
