"""A case on the spot before it is decided: its file, and the fine that follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import fining
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.shapes import Entity
from zhunsheng.cases.rules.drafts import SummaryDraft
from zhunsheng.cases.rules.shares import Fined, FineDraft
from zhunsheng.cases.rules.times import TimesDraft
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import ConductKind, PartyKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import EntityKind


def party_kind(entity: Entity, person_name: str, *, on: date, jurisdiction: str) -> PartyKind:
    """Return whether amounts for units or for persons hold for a party."""
    if person_name or entity.kind == EntityKind.PERSON.value:
        return PartyKind.PERSON
    if entity.kind == EntityKind.SOLE_PROPRIETOR.value:
        key = "penalty.sole_proprietor_is_unit"
        local = lawbook.parameter(key, on=on, jurisdiction=jurisdiction)
        return PartyKind.UNIT if local.integer() else PartyKind.PERSON
    return PartyKind.UNIT


def is_person_of(entity: Entity, person_name: str) -> bool:
    """Return whether a party is a person of an entity, not the entity itself."""
    return bool(person_name) and person_name != entity.name


def file_of(scope: Act | Viewer, draft: SummaryDraft, *, case_id: UUID, on: date) -> CaseFile:
    """
    Return the file of a penalty on the spot as it would be, not written yet.

    :raises BusinessEntity.DoesNotExist: if the bureau has no such entity
    """
    entity = registry.entity(scope, draft.entity)
    bureau = accounts.bureau(scope)
    kind = party_kind(entity, draft.person_name, on=on, jurisdiction=bureau.jurisdiction)
    day = draft.violation_ended_on or on
    case = PenaltyCase(
        id=case_id,
        bureau_id=scope.bureau,
        procedure=CaseProcedure.SUMMARY.value,
        party=entity,
        party_kind=kind.value,
        party_name=draft.person_name or entity.name,
        is_person_of=is_person_of(entity, draft.person_name),
        violation_keys=[draft.fine.violation],
        facts=draft.facts.strip(),
        source=draft.source.value,
        source_id=draft.source_id,
        unit_id=draft.unit,
        clue_on=on,
        violation_began_on=day,
        violation_ended_on=day,
        conduct=ConductKind.ONCE.value,
        **draft.person.changes,
    )
    return CaseFile(case, bureau, ())


def fined(viewer: Viewer, file: CaseFile, fine: FineDraft, *, on: date) -> Fined:
    """
    Return what follows for the one violation of a penalty on the spot.

    :raises NoSuchLaw: if the lawbook does not hold the violation
    """
    times = fining.case_times(file.case, TimesDraft(), on=on)
    assert times is not None, "what is punished on the spot has its day"
    return fining.together(fining.fines_of(viewer, file, (fine,), times=times, on=on), ())
