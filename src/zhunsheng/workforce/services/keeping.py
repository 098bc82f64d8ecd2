"""Acts on what changes of an officer: a withdrawn credential, unit, account, departure."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.journal import queries as journal
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, refuse_if
from zhunsheng.workforce import queries, rules
from zhunsheng.workforce.choices import Amended
from zhunsheng.workforce.events import CredentialLost, OfficerAmended
from zhunsheng.workforce.models import Officer
from zhunsheng.workforce.rules import AmendedFacts, LossFacts
from zhunsheng.workforce.services.officers import account_findings, hold_officers


@act
def lose_credential(*, ctx: Act, credential: UUID, facts: LossFacts, on: date) -> None:
    """
    Note that a credential was withdrawn or cancelled; from that day it holds no more (42).

    What was done before stays lawful, and later acts of the officer are refused in every room.

    :raises StepRefused: if it is noted already, or day, paper or reason do not hold
    """
    hold_officers(ctx, [queries.credential(ctx, credential).officer_id])
    row = queries.credential(ctx, credential)
    refuse_if(rules.loss_findings(facts, is_lost=row.lost_on is not None, on=on))
    row.loss, row.lost_on = facts.loss.value, facts.lost_on
    row.loss_paper, row.loss_reason = facts.paper.strip()[:60], facts.reason.strip()[:200]
    row.save(update_fields=["loss", "lost_on", "loss_paper", "loss_reason"])
    happened = CredentialLost(
        name=row.officer.name,
        number=row.number,
        loss=row.loss_label,
        lost_on=facts.lost_on,
        paper=row.loss_paper,
        reason=row.loss_reason,
    )
    record(ctx, happened, on=on, subject=("officer", row.officer_id))


@act
def amend_officer(*, ctx: Act, officer: UUID, facts: AmendedFacts, on: date) -> None:
    """
    Change unit or account of an officer, note the departure, or tell from a namesake.

    Who has left is eligible from that day no more; a departure that is emptied tells of a return.

    :raises StepRefused: if nothing changes, unit or account are none of the bureau, the account is
        another's, the officer would be parted from his own, or day or reason do not hold
    """
    hold_officers(ctx, [officer])
    row = queries.officer(ctx, officer)
    before = (row.unit_id, row.user_id, row.left_on, row.told_apart)
    after = (facts.unit, facts.user, facts.left_on, facts.told_apart.strip())
    units = {unit.id: unit.name for unit in accounts.units(ctx)}
    found = rules.amended_findings(facts, changes=before != after, joined_on=row.joined_on, on=on)
    refuse_if((*found, *_unit_findings(facts, units), *_account_findings(ctx, row, facts)))
    row.unit_id, row.user_id, row.left_on, row.told_apart = after
    row.save(update_fields=["unit_id", "user_id", "left_on", "told_apart"])
    names = {user.id: user.username for user in accounts.users(ctx)}
    shown = zip(Amended, _shown(before, units, names), _shown(after, units, names), strict=True)
    told = ((what.label, old, new) for what, old, new in shown)
    happened = OfficerAmended(
        name=row.name, changes=rules.changes_told(*told), reason=facts.reason.strip()[:200]
    )
    record(ctx, happened, on=on, subject=("officer", row.id))


def _shown(
    of: tuple[UUID, UUID | None, date | None, str], units: dict[UUID, str], names: dict[UUID, str]
) -> tuple[str, str, str, str]:
    unit, user, left_on, told_apart = of
    account = names.get(user, "") if user else ""
    return units[unit], account, left_on.isoformat() if left_on else "", told_apart


def _unit_findings(facts: AmendedFacts, units: dict[UUID, str]) -> tuple[Finding, ...]:
    return () if facts.unit in units else (rules.unknown_unit(),)


def _account_findings(ctx: Act, row: Officer, facts: AmendedFacts) -> tuple[Finding, ...]:
    if facts.user == row.user_id:
        return ()
    taken = account_findings(ctx, facts.user) if facts.user else []
    former = None
    if row.user is not None:
        former = rules.Account(row.user.name, journal.has_acted(ctx, row.user.id))
    return (*taken, *rules.account_is_not_his(row.name, former))
