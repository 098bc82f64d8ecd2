"""What is due in this room, for the desk; a street is told its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.jointwork.choices import (
    HANDLERS,
    SIGNERS,
    LetterStage,
    Progress,
    ReferralStage,
    TaskStage,
)
from zhunsheng.jointwork.models import JointTask, Referral, SupervisionLetter
from zhunsheng.jointwork.procedure import JOINT_TASK, REFERRAL_IN, REFERRAL_OUT, SUPERVISION
from zhunsheng.jointwork.queries import letters, referrals, tasks
from zhunsheng.jointwork.rules import letters as letter_rules
from zhunsheng.jointwork.rules import referrals as referral_rules
from zhunsheng.jointwork.rules import tasks as task_rules
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.procedure import Procedure

_HEADS: Final = frozenset(role.value for role in SIGNERS)
_HANDLERS: Final = frozenset(role.value for role in HANDLERS)
_STREET: Final = frozenset({Role.STREET_OFFICER.value})
#: What comes next where a referral stands, and who does it.
_NEXT: Final = {
    ReferralStage.DRAFTED: ("referral_approval", _HEADS),
    ReferralStage.TO_DELIVER: ("referral_delivery", _HANDLERS),
    ReferralStage.WAITING: ("referral_answer", _HANDLERS),
    ReferralStage.LATE: ("referral_urging", _HANDLERS),
    ReferralStage.RECEIVED: ("clue_assessment", _HANDLERS),
    ReferralStage.ACCEPTED: ("clue_feedback", _HANDLERS),
    ReferralStage.TAKEN_UP: ("clue_feedback", _HANDLERS),
}
#: Stages whose term is that of the lawbook.
_ON_TERM: Final = frozenset({ReferralStage.WAITING, ReferralStage.LATE, ReferralStage.RECEIVED})


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due on tasks, referrals and letters; as many queries whatever their number."""
    street = tasks.own_unit(viewer)
    found = [*_letters(viewer, on, by_street=street is not None)]
    if street is not None:
        found += _lines_of_street(viewer, on)
    else:
        found += [*_tasks(viewer, on), *_referrals(viewer, on)]
    return tuple(sorted(found, key=lambda duty: (duty.due_on or date.max, duty.key)))


def _tasks(viewer: Viewer, on: date) -> Iterator[Duty]:
    for row in tasks.tasks(viewer, tasks.TaskFilters(progress=Progress.UNFINISHED)):
        stage = task_rules.stage_of(tasks.brief_facts(row, on=on))
        if stage is TaskStage.DRAFTED:
            yield _of_task(row, "joint_task_approval", _HEADS, row.first_on)
        else:
            yield _of_task(row, "joint_task_closing", _HANDLERS, row.last_on)


def _of_task(row: JointTask, key: str, roles: frozenset[str], due_on: date) -> Duty:
    step = JOINT_TASK.step(key)
    return Duty(
        key=f"jointwork.{key}:{row.pk}",
        label=step.label,
        subject=row.title,
        due_on=due_on,
        basis=step.basis,
        roles=roles,
        url=reverse("jointwork:task", args=[row.pk]),
        action=step.label,
    )


def _lines_of_street(viewer: Viewer, on: date) -> Iterator[Duty]:
    """Return the tasks in which the own street has not reported of every unit; four queries."""
    rows = list(tasks.tasks(viewer, tasks.TaskFilters(progress=Progress.UNFINISHED)))
    owed = tasks.owed_by_street(viewer, rows)
    for row in rows:
        if row.id in owed and row.first_on <= on:
            yield _of_task(row, "participant_result", _STREET, row.last_on)


def _referrals(viewer: Viewer, on: date) -> Iterator[Duty]:
    wanted = referrals.ReferralFilters(progress=Progress.UNFINISHED)
    rows = list(referrals.referrals(viewer, wanted))
    taken = referrals.taken_up(viewer, rows)
    for row in rows:
        facts = referrals.referral_facts(row, on=on, taken_up=row.id in taken)
        stage = referral_rules.stage_of(facts)
        if stage is ReferralStage.ASSESSED:
            key = "clue_acceptance" if facts.is_ours else "clue_return"
            yield _of_referral(row, key, _HEADS, on, stage)
        elif stage in _NEXT:
            key, roles = _NEXT[stage]
            yield _of_referral(row, key, roles, on, stage)


def _of_referral(
    row: Referral, key: str, roles: frozenset[str], on: date, stage: ReferralStage
) -> Duty:
    procedure: Procedure[referral_rules.ReferralFacts] = (
        REFERRAL_IN if row.is_incoming else REFERRAL_OUT
    )
    step = procedure.step(key)
    term = referrals.term_of(row) if stage in _ON_TERM else None
    return Duty(
        key=f"jointwork.{key}:{row.pk}",
        label=step.label,
        subject=" ".join(filter(None, (row.body, row.party_name))),
        due_on=term.due_on if term else None,
        basis=term.basis if term else step.basis,
        roles=roles,
        url=reverse("jointwork:referral", args=[row.pk]),
        action=step.label,
        verified=term is None or term.verified,
    )


def _letters(viewer: Viewer, on: date, *, by_street: bool) -> Iterator[Duty]:
    wanted = letters.LetterFilters(progress=Progress.UNFINISHED)
    for row in letters.letters(viewer, wanted):
        facts = letters.letter_facts(row, on=on)
        found = _next_of_letter(row, facts, by_street=by_street)
        if found is None:
            continue
        step = SUPERVISION.step(found[0])
        yield Duty(
            key=f"jointwork.{step.key}:{row.pk}",
            label=step.label,
            subject=f"{row.recipient} {row.subject}",
            due_on=facts.due_on,
            basis=step.basis,
            roles=found[1],
            url=reverse("jointwork:letter", args=[row.pk]),
            action=step.label,
        )


def _next_of_letter(
    row: SupervisionLetter, facts: letter_rules.LetterFacts, *, by_street: bool
) -> tuple[str, frozenset[str]] | None:
    """Return the next step of a letter and whose it is; a street is told what it owes alone."""
    stage, is_received = letter_rules.stage_of(facts), facts.done("signing_for")
    owed = _STREET if row.unit_id else _HANDLERS
    if by_street:
        waits = stage in {LetterStage.ISSUED, LetterStage.TO_ANSWER, LetterStage.LATE}
        if not waits or (is_received and facts.due_on is None):
            return None
        return ("letter_response" if is_received else "signing_for"), _STREET
    if stage is LetterStage.TO_ANSWER and facts.due_on is None:
        return "letter_closing", _HANDLERS
    steps = {
        LetterStage.DRAFTED: ("letter_signing", _HEADS),
        LetterStage.ISSUED: ("signing_for", owed),
        LetterStage.TO_ANSWER: ("letter_response", owed),
        LetterStage.LATE: ("letter_escalation", _HEADS),
        LetterStage.ANSWERED: ("letter_closing", _HANDLERS),
    }
    return steps.get(stage)
