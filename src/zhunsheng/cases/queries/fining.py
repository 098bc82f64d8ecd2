"""What the record knows for the fine of each violation, and the fines that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from zhunsheng.cases.choices import FirstOffence, SourceKind
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import offences, orders
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.limitation import found_on
from zhunsheng.cases.rules.shares import Fined, FineDraft, Share, fined
from zhunsheng.cases.rules.times import TimesDraft, times_of
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import loading
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import ConductKind, Liable, PartyKind, Question
from zhunsheng.lawbook.rules.facts import Circumstance, Known, PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark
from zhunsheng.lawbook.rules.versions import Times


@dataclass(frozen=True, slots=True)
class Recorded:
    """
    What the record knows of a violation: the answers, each with the record that proves it.

    ``first`` is what the look-up of earlier offences shows, ``was_punished`` whether it shows a
    penalty for the same violation from before this one.
    """

    answers: Mapping[Question, bool | date] = field(default_factory=dict)
    records: Mapping[Question, str] = field(default_factory=dict)
    first: FirstOffence | None = None
    was_punished: bool = False


def known_times(case: PenaltyCase) -> TimesDraft:
    """Return when the violation was, as far as the case knows."""
    conduct = ConductKind(case.conduct) if case.conduct else None
    return TimesDraft(case.violation_began_on, case.violation_ended_on, conduct)


def case_times(case: PenaltyCase, said: TimesDraft, *, on: date) -> Times | None:
    """
    Return the days of the violation for a decision of the day, None while they are unknown.

    What the case knows is not taken from ``said``, which fills in the rest.
    """
    known = known_times(case)
    goes_on = known.conduct not in (None, ConductKind.ONCE) and known.ended_on is None
    if goes_on and said.ended_on is not None and said.ended_on < case.clue_on:
        said = replace(said, ended_on=None)  # it went on when it was found
    return times_of(known.over(said), found_on=case.clue_on, on=on)


def fines_of(
    viewer: Viewer, file: CaseFile, fines: Iterable[FineDraft], *, times: Times, on: date
) -> tuple[Share, ...]:
    """
    Return what follows for each violation of a case from the record and from what was stated.

    An answer that the record knows is not taken from anybody.

    :raises NoSuchLaw: if the lawbook does not hold a violation or a circumstance
    """
    stated = {one.violation: one for one in fines}
    drafts = [stated.get(key, FineDraft(key)) for key in file.case.violation_keys]
    known = recorded(viewer, file, drafts, on=on)
    own = lawbook.own_benchmarks(viewer)
    return tuple(_share(file, one, known[one.violation], times, own) for one in drafts)


def together(shares: Iterable[Share], same_act: Iterable[str] | None) -> Fined:
    """Return the violations decided apart and added; of one act the higher fine counts."""
    return fined(tuple(shares), frozenset(same_act or ()))


def liable_of(case: PenaltyCase, key: str) -> tuple[Liable, ...]:
    """Return who of the article of penalty the party of a case may be: one, or a choice."""
    row = lawbook.violation(key, on=case.law_day)
    wanted = PartyKind.PERSON if case.is_person_of else PartyKind.UNIT
    fitting = tuple(one for one in row.liable if one.party is wanted)
    return fitting or row.liable


def recorded(
    viewer: Viewer, file: CaseFile, fines: Iterable[FineDraft], *, on: date
) -> dict[str, Recorded]:
    """Return what the record knows of the violations, by key."""
    drafts = tuple(fines)
    standing = orders.standing(viewer, file.case, on=on)
    expired = standing.expired | _proven(viewer, file, drafts, on)
    done = standing.put_right
    said = file.data("investigation").get("corrected")
    before = offences.earlier(viewer, file.case, on=on)
    punished = before.was_punished(min(file.case.law_day, on))
    found: dict[str, Recorded] = {}
    found_day = found_on(file)
    registered = "record_clue" if found_day == file.case.clue_on else "record_clue_late"
    for one in drafts:
        key = one.violation
        answers: dict[Question, bool | date] = {
            Question.FOUND_ON: found_day,
            Question.ORDER_EXPIRED: key in expired,
        }
        notes = {
            Question.FOUND_ON: say(registered),
            Question.ORDER_EXPIRED: say(
                "record_order_expired" if key in expired else "record_no_order_expired"
            ),
        }
        if file.case.harmful is False:  # that it did harm is found with evidence (36, 40)
            answers[Question.ENDANGERED] = False
            notes[Question.ENDANGERED] = say("record_clue")
        if key not in expired and (key in done or said is not None):
            answers[Question.CORRECTED] = key in done or bool(said)
            notes[Question.CORRECTED] = say(
                "record_reinspection" if key in done else "record_investigation"
            )
        if before.answer is FirstOffence.NO:
            answers[Question.FIRST_OFFENCE] = False
            notes[Question.FIRST_OFFENCE] = _earlier_decisions(before)
        found[key] = Recorded(answers, notes, before.answer, punished)
    return found


def _earlier_decisions(found: offences.Earlier) -> str:
    """Return the records that show earlier violations of a party, in words."""
    elsewhere = (*found.others, *found.foreign)
    before = [one.number for one in found.own]
    before += [say("offence_of", bureau=one.bureau, on=one.decided_on) for one in elsewhere]
    return say("record_punished_before", numbers=say("comma").join(before))


def _proven(
    viewer: Viewer, file: CaseFile, fines: tuple[FineDraft, ...], on: date
) -> frozenset[str]:
    """Return the violations of a case from elsewhere for which an order that ran out is named."""
    case = file.case
    if case.source == SourceKind.INSPECTION.value and case.source_id is not None:
        return frozenset()
    return frozenset(
        one.violation
        for one in fines
        if one.order_evidence is not None
        and one.violation
        in orders.unrectified(viewer, case, on=on, evidence=file.evidence, named=one.order_evidence)
    )


def _share(
    file: CaseFile, draft: FineDraft, known: Recorded, times: Times, own: tuple[Benchmark, ...]
) -> Share:
    label = lawbook.violation(draft.violation, on=file.case.law_day).label
    liable = liable_of(file.case, draft.violation)
    who = liable[0] if len(liable) == 1 else draft.who
    named = draft.order_evidence is None or bool(known.answers[Question.ORDER_EXPIRED])
    open_still = Share(
        draft,
        None,
        label,
        order_is_proven=named,
        recorded=frozenset(known.records),
        first=known.first,
        was_punished=known.was_punished,
    )
    if who is None or who not in liable:
        return open_still
    facts = facts_of(file, draft, known, times, who)
    found = lawbook.derived(draft.violation, facts, own=own)
    return replace(open_still, found=found, facts=facts)


def facts_of(
    file: CaseFile, draft: FineDraft, known: Recorded, times: Times, who: Liable
) -> PenaltyFacts:
    """Return what record and officer state of one violation; the record goes first."""
    items = {item.id: f"{item.number} {item.name}" for item in file.evidence}
    answers = {**draft.answers, **known.answers}
    reasons = {Question.CHOICE: draft.choice_reason.strip()} if draft.choice_reason else {}
    stated = known.was_punished or Question.FIRST_OFFENCE in draft.answers
    if stated and (why := draft.first_reason.strip()):
        reasons[Question.FIRST_OFFENCE] = say("record_said", reason=why)
    base = PenaltyFacts(
        times=times,
        who=who,
        jurisdiction=file.bureau.jurisdiction,
        no_fault=draft.no_fault,
        facts={
            fact: Known(one.value, items.get(one.evidence, "") if one.evidence else "")
            for fact, one in draft.facts.items()
        },
        circumstances=tuple(
            _circumstance(key, items.get(item, "") if item else "")
            for key, item in draft.circumstances.items()
        ),
        weights=dict(draft.weights),
        records={one.value: text for one, text in {**reasons, **known.records}.items()},
    )
    named = {question.value: answer for question, answer in answers.items()}
    return replace(base, **named)  # type: ignore[arg-type]  # a question is named as its field


def _circumstance(key: str, record: str) -> Circumstance:
    try:
        return replace(loading.circumstances()[key], record=record)
    except KeyError:
        raise lawbook.NoSuchLaw(key) from None
