"""The act that adds a party to a case: its own file, which shares the case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import rules
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.events import ClueRegistered, PartyJoined
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import fining, spotting
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Entity
from zhunsheng.cases.services import base
from zhunsheng.cases.services.opening import (
    cause_of,
    times_changes,
    times_findings,
    violation_findings,
)
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EntityKind


@act
def join_party(
    *, ctx: Act, case: UUID, draft: rules.PartyDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Add a party to a case: it gets a file of its own, opened with the case or approved later.

    :raises StepRefused: with every reason: a party of the case already, one that does not answer
        for the violation, an investigation that has ended
    :raises Stale: if the case changed since the form was opened
    :raises BusinessEntity.DoesNotExist: if the bureau has no such entity
    """
    file = base.begin(ctx, case, version, on=on)
    first = file.case
    entity = registry.entity(ctx, draft.entity or first.party_id)
    times = draft.times.over(fining.known_times(first))
    law_day = times.ended_on or on
    violations = rules.once(draft.violations)
    unlawful = violation_findings(violations, draft.person_name, draft.facts, on=law_day)
    ended = rules.ended_findings(ended_on=times.ended_on, on=on) or times_findings(times, on)
    about = _about(file, entity, violations, law_day)
    # A person of the unit of the case joins it also where that entry was merged meanwhile.
    merged = base.duplicate(entity) if entity.id != first.party_id else ()
    known = rules.number_findings(draft.person, on=on)
    extra = (*rules.party_findings(about, draft), *unlawful, *ended, *merged, *known)
    base.permit(ctx, file, "joining", on=on, extra=extra)
    bureau = accounts.bureau(ctx)
    person = draft.person_name.strip()
    kind = spotting.party_kind(entity, person, on=on, jurisdiction=bureau.jurisdiction)
    name = person or entity.name
    joined: PenaltyCase = PenaltyCase.objects.create(
        id=ctx.new_id("case"),
        bureau_id=ctx.bureau,
        lead=first,
        procedure=CaseProcedure.ORDINARY.value,
        party=entity,
        party_kind=kind.value,
        party_name=name,
        is_person_of=spotting.is_person_of(entity, person),
        party_role=draft.role.value if draft.role else "",
        cause=cause_of(name, violations, on=law_day, role=draft.role.label if draft.role else ""),
        violation_keys=list(violations),
        facts=draft.facts.strip(),
        source=first.source,
        source_id=first.source_id if entity.id == first.party_id else None,
        # What was over when the case was found was found with it (36).
        clue_on=first.clue_on if (times.ended_on or on) <= first.clue_on else on,
        harmful=draft.harmful,
        **times_changes(times),
        **draft.person.changes,
    )
    own = CaseFile(joined, bureau, ())
    base.take(ctx, own, "clue", on=on, data={"facts": joined.facts})
    registered = ClueRegistered(cause=joined.cause, source=joined.source_label)
    record(ctx, registered, on=on, subject=base.subject(own))
    data = {"file": joined.id, "party": joined.party_label, "violations": violations}
    base.take(ctx, file, "joining", on=on, data=data)
    record(ctx, PartyJoined(party=joined.party_label), on=on, subject=base.subject(file))
    return joined


def _about(
    file: CaseFile, entity: Entity, violations: tuple[str, ...], law_day: date
) -> rules.PartyFacts:
    rows = [file.case, *(one.case for one in file.joined if "not_opened" not in one.steps)]
    held = lawbook.newest()
    known = [lawbook.violation(key, on=law_day) for key in violations if key in held]
    return rules.PartyFacts(
        known=frozenset((str(row.party_id), _person(row)) for row in rows),
        entity=str(entity.id),
        is_alone=EntityKind(entity.kind).is_one_person,
        operator=entity.legal_representative,
        answering=tuple((row.label, row.liable) for row in known),
    )


def _person(row: PenaltyCase) -> str:
    """Return the person of an entity that a file is against, nothing where it is the entity."""
    return str(row.party_name) if row.is_person_of else ""
