"""The clocks of remedies and letters on a day, and the duties that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases.choices import RemedyKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.duty import Duty
from zhunsheng.kernel.period import Span, left
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.remedies import rules
from zhunsheng.remedies.choices import (
    CONCLUDERS,
    RESPONDENTS,
    LetterKind,
    Outcome,
    Phrase,
    RemedyScope,
)
from zhunsheng.remedies.models import Letter, Remedy
from zhunsheng.remedies.procedure import FIRST, LETTER, LITIGATION, RECONSIDERATION
from zhunsheng.remedies.queries.records import (
    RemedyFile,
    RemedyFilters,
    facts_of,
    files_of,
    letters,
    policy,
    remedies,
)
from zhunsheng.remedies.rules.clocks import Counted


@dataclass(frozen=True, slots=True)
class TermLine:
    """
    A term of a remedy: last day, rule, whether it was read, and when the act was done.

    A term ``of_others`` is one of the party or of the reviewing body; the bureau only waits for it.
    """

    step: str
    label: str
    due_on: date | None
    unit: DayUnit
    counted: Counted
    done_on: date | None = None
    of_others: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether it was done in time; a term without a known end cannot be missed."""
        return self.done_on is not None and (self.due_on is None or self.done_on <= self.due_on)

    def left(self, on: date) -> Span | None:
        """Return what is left of it on a day, nothing where its end is not known."""
        return left(lawbook.site_calendar(), due_on=self.due_on, on=on)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter with its clock: the last day of the reply and the rule that sets it."""

    letter: Letter
    due_on: date | None
    counted: Counted | None
    reply: object | None

    @property
    def replied_on(self) -> date | None:
        """The day of the reply."""
        return getattr(self.reply, "replied_on", None)

    @property
    def is_late(self) -> bool:
        """Whether the reply came after its last day."""
        return bool(self.due_on and self.replied_on and self.replied_on > self.due_on)


def terms_of(file: RemedyFile, jurisdiction: str) -> tuple[TermLine, ...]:
    """
    Return the terms of a remedy, done and running, in the order in which they begin.

    Each goes by the law of the day on which it begins.
    """
    if file.kind is RemedyKind.LITIGATION:
        return tuple(_of_suit(file, jurisdiction))
    return tuple(_of_reconsideration(file, jurisdiction))


def _of_reconsideration(file: RemedyFile, place: str) -> Iterator[TermLine]:
    row, calendar = file.remedy, lawbook.site_calendar()
    held = policy(on=row.received_on, jurisdiction=place)
    answered, ended = file.last("answer"), file.last("reconsideration_result")
    step = RECONSIDERATION.step("answer")
    yield TermLine(
        step.key,
        step.label,
        rules.answer_due(held, calendar, received_on=row.received_on, simplified=row.simplified),
        DayUnit.WORKING,
        held.answer_simplified if row.simplified else held.answer,
        answered.on if answered else None,
    )
    if row.accepted_on is not None and ended is None:
        yield TermLine(
            RECONSIDERATION.steps[-1].key,
            Phrase.DECISION_TERM.label,
            rules.decision_due(
                held, calendar, accepted_on=row.accepted_on, simplified=row.simplified
            ),
            DayUnit.CALENDAR,
            held.decision_simplified if row.simplified else held.decision,
            of_others=True,
        )
    if ended is not None:
        held = policy(on=ended.on, jurisdiction=place)
        yield TermLine(
            FIRST[RemedyKind.LITIGATION],
            Phrase.SUIT_TERM.label,
            rules.suit_due(held, calendar, received_on=ended.on),
            DayUnit.CALENDAR,
            held.suit_after,
            of_others=True,
        )


def _of_suit(file: RemedyFile, place: str) -> Iterator[TermLine]:
    row, calendar = file.remedy, lawbook.site_calendar()
    held = policy(on=row.received_on, jurisdiction=place)
    defended, judged = file.last("defence"), file.last("ruling")
    step = LITIGATION.step("defence")
    yield TermLine(
        step.key,
        step.label,
        rules.defence_due(held, calendar, received_on=row.received_on),
        DayUnit.CALENDAR,
        held.defence,
        defended.on if defended else None,
    )
    facts = facts_of(file, on=row.received_on)
    outcome = Outcome(judged.outcome) if judged else None
    held = policy(on=judged.on, jurisdiction=place) if judged else held
    term = rules.second_instance_term(held, outcome) if outcome else None
    if judged and outcome and term and not facts.judged_in_second_instance:
        further = file.last("second_instance")
        step = LITIGATION.step("second_instance")
        yield TermLine(
            step.key,
            Phrase.SECOND_TERM.label,
            rules.second_instance_due(held, calendar, judged_on=judged.on, outcome=outcome),
            DayUnit.CALENDAR,
            term,
            further.on if further else None,
            of_others=True,
        )


def letter_lines(viewer: Viewer, rows: list[Letter]) -> tuple[LetterLine, ...]:
    """Return letters with their clocks."""
    place = accounts.bureau(viewer).jurisdiction
    found = []
    for row in rows:
        held = policy(on=row.received_on, jurisdiction=place)
        due, counted = rules.letter_due(
            held,
            lawbook.site_calendar(),
            LetterKind(row.kind),
            received_on=row.received_on,
            stated=row.stated_days,
        )
        found.append(LetterLine(row, due, counted, getattr(row, "reply", None)))
    return tuple(found)


def duties(viewer: Viewer, on: date) -> tuple[Duty, ...]:
    """Return what is due: answers, defences, effects, replies; derived, never stored."""
    place = accounts.bureau(viewer).jurisdiction
    open_ones = remedies(viewer, RemedyFilters(scope=RemedyScope.OPEN))
    found = [
        duty
        for file in files_of(viewer, open_ones)
        if file.remedy.received_on <= on and (duty := _duty(file, place, on)) is not None
    ]
    waiting = list(letters(viewer).filter(reply__isnull=True, received_on__lte=on))
    return (*found, *(_letter_duty(line) for line in letter_lines(viewer, waiting)))


def _duty(file: RemedyFile, place: str, on: date) -> Duty | None:
    facts = facts_of(file, on=on)
    line = terms_of(file, place)[0]
    if not facts.is_answered:
        phrase = Phrase.DEFENCE if line.step == "defence" else Phrase.ANSWER
        return _of_remedy(file.remedy, line.step, phrase, line)
    judged = file.last("ruling")
    if judged is None or not facts.ruling_counts:
        return None
    outcome, days = Outcome(judged.outcome), lawbook.site_calendar()
    held = policy(on=judged.on, jurisdiction=place)
    last = rules.second_instance_due(held, days, judged_on=judged.on, outcome=outcome)
    waits = rules.effect_findings(outcome, last=last, on=on)
    return None if waits and not facts.judged_in_second_instance else _effect(file.remedy)


def _of_remedy(row: Remedy, step: str, phrase: Phrase, line: TermLine) -> Duty:
    return Duty(
        key=f"remedies.{step}:{row.id}",
        label=phrase.label,
        subject=Phrase.SUBJECT.label.format(party=row.applicant, number=row.number),
        due_on=line.due_on,
        basis=line.counted.basis,
        roles=frozenset(role.value for role in RESPONDENTS),
        url=reverse("remedies:detail", args=[row.id]),
        action=Phrase.HANDLE.label,
        verified=line.counted.verified,
    )


def _effect(row: Remedy) -> Duty:
    """A ruling that nobody took further has effect; it is entered by whoever concludes."""
    step = LITIGATION.step("taking_effect")
    return Duty(
        key=f"remedies.{step.key}:{row.id}",
        label=Phrase.EFFECT.label,
        subject=Phrase.SUBJECT.label.format(party=row.applicant, number=row.number),
        due_on=None,
        basis=step.basis,
        roles=frozenset(role.value for role in CONCLUDERS),
        url=reverse("remedies:detail", args=[row.id]),
        action=Phrase.HANDLE.label,
    )


def _letter_duty(line: LetterLine) -> Duty:
    row = line.letter
    return Duty(
        key=f"remedies.letter_reply:{row.id}",
        label=Phrase.REPLY.label.format(kind=row.kind_label),
        subject=Phrase.SUBJECT.label.format(party=row.body, number=row.number),
        due_on=line.due_on,
        basis=_basis(line),
        roles=frozenset(role.value for role in RESPONDENTS),
        url=reverse("remedies:reply", args=[row.id]),
        action=Phrase.HANDLE.label,
        verified=line.counted is None or line.counted.verified,
    )


def _basis(line: LetterLine) -> Citation:
    return line.counted.basis if line.counted else LETTER.step("letter_reply").basis
