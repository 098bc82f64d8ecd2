"""How a file is loaded: its acts and what other rooms hold of it, in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, Role
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CaseProcedure, SourceKind
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries import owing
from zhunsheng.cases.queries.files import CaseFile, Kin
from zhunsheng.cases.queries.shapes import Agency, Item, asked_aside, leaders_aside, recused_by
from zhunsheng.cases.rules.keeping import is_settled
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.compulsion.choices import CUTS
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Act, Viewer, instant_of
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce

#: The kind under which the papers and the evidence of an inspection are kept.
INSPECTION = "inspection"
#: The roles of the persons in charge.
LEADERS = HEAD_CODES
#: The records that a file stands on, by kind and id.
Subjects = tuple[tuple[str, UUID], ...]


def load(
    viewer: Act | Viewer,
    case: PenaltyCase,
    *,
    on: date,
    with_handlers: bool = True,
    with_evidence: bool = True,
) -> CaseFile:
    """Load the file of a case; what a step does not look at need not be loaded."""
    others = kin_rows(viewer, case)
    acts_of = acts_by_case(viewer, [case.id, *(row.id for row in others)])
    kin = tuple(Kin(row, acts_of[row.id]) for row in others)
    if kin and case.lead_id:
        case.lead = kin[0].case
    subjects = {case.id: subjects_of(case)}
    [file] = files_of(viewer, (case,), acts_of, {case.id: kin}, subjects, on=on)
    by = viewer.by.id
    file = replace(file, by=by, by_officer=workforce.officer_fact_of_user(viewer, by))
    if with_handlers:
        named = file.handler_rows
        if named:
            file = file.with_handlers(viewer, tuple(UUID(row["id"]) for row in named))
    acts = [act for own in acts_of.values() for act in own]
    recused, aside = stood_aside(viewer, acts)
    barred = interested_in(viewer, case.party_id, on=on) | recused
    if barred:
        users = (one.user_id for one in workforce.officer_facts(viewer, barred))
        aside |= {user for user in users if user}
    file = replace(file, interested=barred, interested_users=aside)
    if with_evidence:
        file = replace(file, evidence=decided_on(evidence_of(viewer, case), file.acts))
    return file


def load_many(viewer: Scope, cases: Sequence[PenaltyCase], *, on: date) -> list[CaseFile]:
    """
    Return the files of cases, each read with its first party's file and with what it decides anew.

    Without handlers and evidence, in a number of queries that does not grow with the cases.
    """
    if not cases:
        return []
    roots = {row.root_id for row in cases}
    family = PenaltyCase.objects.of(viewer).filter(Q(lead__in=roots) | Q(id__in=roots))
    rows = sorted(family, key=lambda row: (bool(row.lead_id), row.id))
    acts = acts_by_case(viewer, [row.id for row in rows])
    kin = {
        row.id: tuple(
            Kin(one, acts[one.id])
            for one in rows
            if one.root_id == row.root_id and one.id != row.id
        )
        for row in cases
    }
    subjects = {row.id: subjects_of(row) for row in cases}
    return files_of(viewer, cases, acts, kin, subjects, on=on)


def stood_aside(scope: Scope, acts: Iterable[CaseAct]) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """
    Return who takes no part in a case any more: officers, and accounts of others (43).

    Who asks to stand aside and does not handle the case does so at once. A person in charge who is
    an officer as well handles the case no more, either.
    """
    taken = tuple(acts)
    users = leaders_aside(taken) | asked_aside(taken)
    return recused_by(taken) | workforce.officers_of_users(scope, users), users


def files_of(
    viewer: Scope,
    cases: Sequence[PenaltyCase],
    acts: Mapping[UUID, tuple[CaseAct, ...]],
    kin: Mapping[UUID, tuple[Kin, ...]],
    subjects: Mapping[UUID, Subjects],
    *,
    on: date,
) -> list[CaseFile]:
    """
    Return the files of cases with what other rooms hold of them, handlers and evidence apart.

    The one way to build a file: eight queries for any number of cases, whichever asks, and one more
    where the bureau has the deputy in charge sign, or where an expert was asked.
    """
    bureau = accounts.bureau(viewer)
    heads = _heads(viewer, bureau, on)
    records = {one for row in cases for _, one in subjects[row.id]}
    waits = inquiry.pending(viewer, records, on=on)
    papers = documents.hashes_of(viewer, records, inquiry.PAPERS)
    measures = compulsion.open_measures(viewer, {one for row in cases for one in subjects[row.id]})
    held = {
        is_cut: {(m.matter_kind, m.matter_id) for m in measures if (m.kind in CUTS) is is_cut}
        for is_cut in (False, True)
    }
    visits = {one for row in cases for kind, one in subjects[row.id] if kind == INSPECTION}
    unchecked = inspections.unchecked_violations(viewer, visits, on=on) if visits else {}
    lacking = _originals_lacking(viewer, bureau, {row.id: acts[row.id] for row in cases}, on)
    return [
        CaseFile(
            row,
            bureau,
            acts[row.id],
            paid_fen=owing.paid_fen(acts[row.id]),
            kin=kin.get(row.id, ()),
            pending=_pending(waits, row, subjects[row.id]),
            inquired=tuple(one for _, at in subjects[row.id] for one in papers.get(at, ())),
            holds_sealed_things=not held[False].isdisjoint(subjects[row.id]),
            supply_is_cut=not held[True].isdisjoint(subjects[row.id]),
            reinspection_missing=any(
                unchecked.get(one, frozenset()) & set(row.violation_keys)
                for _, one in subjects[row.id]
            ),
            originals_lacking=None if lacking is None else lacking.get(row.id, ()),
            heads=heads,
        )
        for row in cases
    ]


def _originals_lacking(
    viewer: Scope, bureau: Agency, acts: Mapping[UUID, tuple[CaseAct, ...]], on: date
) -> dict[UUID, tuple[str, ...]] | None:
    """Return the papers without a signed original, None where the bureau asks for none."""
    key = "penalty.signed_original_required"
    if not lawbook.parameter(key, on=on, jurisdiction=bureau.jurisdiction).integer():
        return None
    settled = (one for one, own in acts.items() if is_settled(act.step for act in own))
    found = documents.lacking_originals(viewer, "case", settled)
    return {one: tuple(f"{row.title}{row.number}" for row in rows) for one, rows in found.items()}


def _heads(viewer: Scope, bureau: Agency, on: date) -> Mapping[UUID, bool] | None:
    """Return of each person in charge whether it is a deputy, where deputies sign."""
    held = lawbook.parameter("penalty.endorsement", on=on, jurisdiction=bureau.jurisdiction)
    if not held.integer():
        return None
    staff = (user for user in accounts.users(viewer) if user.is_active and user.roles & LEADERS)
    return {user.id: Role.DEPUTY_HEAD.value in user.roles for user in staff}


def _pending(
    found: Mapping[UUID, inquiry.Pending], case: PenaltyCase, subjects: Subjects
) -> inquiry.Pending:
    """
    Return what a file waits for in the records that it stands on.

    Its term stands still for the experts of the file, of the case that it joined and of the
    inspection that it came from, not for those of a former case.
    """
    held = [found[one] for _, one in subjects]
    return inquiry.Pending(
        kept=tuple(line for one in held for line in one.kept),
        stops=tuple(
            stop
            for kind, one in dict.fromkeys((*subjects, ("case", case.root_id)))
            if kind == INSPECTION or one in (case.id, case.root_id)
            for stop in found[one].stops
        ),
        awaited=tuple(row for one in held for row in one.awaited),
    )


def decided_on(items: Iterable[Item], acts: Sequence[CaseAct]) -> tuple[Item, ...]:
    """Return the evidence that a file was decided on: what the case got later is not of it (57)."""
    decided = next((act for act in acts if act.step in ("decision", "no_penalty")), None)
    if decided is None:
        return tuple(items)
    at = instant_of(decided.id)
    return tuple(item for item in items if instant_of(item.id) <= at)


def evidence_subjects(case: PenaltyCase, source_id: UUID | None) -> tuple[tuple[str, UUID], ...]:
    """
    Return the records whose evidence is that of a file: source inspection, the case, its own.

    ``source_id`` is the source record of the case that the file is or joined. A matter that is
    decided anew stands on what the first file stood on, too.
    """
    from_inspection = case.source == SourceKind.INSPECTION.value and source_id is not None
    found = (
        *(((INSPECTION, source_id),) if from_inspection and source_id else ()),
        *(subjects_of(case.remade_of) if case.remade_of else ()),
        *((("case", case.lead_id),) if case.lead_id else ()),
        ("case", case.id),
    )
    return tuple(dict.fromkeys(found))


def kin_rows(scope: Scope, case: PenaltyCase) -> tuple[PenaltyCase, ...]:
    """Return the other files of the case of a file, the first party's first."""
    if case.procedure == CaseProcedure.SUMMARY.value:
        return ()
    root = case.root_id
    rows = PenaltyCase.objects.of(scope).filter(Q(lead=root) | Q(id=root)).exclude(id=case.id)
    return tuple(sorted(rows.select_related("party"), key=lambda row: (bool(row.lead_id), row.id)))


def acts_by_case(scope: Scope, ids: Iterable[UUID]) -> dict[UUID, tuple[CaseAct, ...]]:
    """Return the acts of several files in their order, in one query."""
    found: dict[UUID, list[CaseAct]] = {one: [] for one in ids}
    for act in CaseAct.objects.of(scope).filter(case_id__in=found).order_by("sequence"):
        found[act.case_id].append(act)
    return {one: tuple(acts) for one, acts in found.items()}


def interested_in(viewer: Scope, party: UUID, *, on: date) -> frozenset[UUID]:
    """Return the officers with a declared interest in a party, or in what was merged with it."""
    family = registry.family(viewer, party)
    return frozenset(who for who, _ in workforce.interests(viewer, entities=family, on=on))


def subjects_of(case: PenaltyCase) -> tuple[tuple[str, UUID], ...]:
    """Return the records that a file stands on: source inspection, the case, its own."""
    source = case.lead.source_id if case.lead_id and case.lead else case.source_id
    return evidence_subjects(case, source)


def evidence_of(viewer: Scope, case: PenaltyCase) -> tuple[Item, ...]:
    """Return the evidence of a file, after that of the source inspection and of the case."""
    subjects = subjects_of(case)
    found = evidence.catalogues(viewer, [one for _, one in subjects])
    return tuple(item for subject in subjects for item in found.get(subject, ()))
