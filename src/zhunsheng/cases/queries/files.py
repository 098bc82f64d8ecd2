"""The file of a case: everything that the rules look at, loaded with few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import CaseProcedure, SourceKind
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.queries import owing
from zhunsheng.cases.queries.shapes import NAMING, Agency, Item, named_by, recused_by
from zhunsheng.cases.rules.facts import ENDS, CaseFacts
from zhunsheng.cases.rules.guards import FILE_CHANGES
from zhunsheng.cases.rules.keeping import is_settled
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inspection import queries as inspections
from zhunsheng.kernel.act import Act, Viewer, instant_of
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.procedure import DoneAct, Procedure
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import rules as officers
from zhunsheng.workforce.rules import OfficerFact

#: The kind under which the papers and the evidence of an inspection are kept.
INSPECTION = "inspection"
FILE_STEPS = ("investigation", *FILE_CHANGES)
#: The records that a file stands on, by kind and id.
Subjects = tuple[tuple[str, UUID], ...]
#: Steps after which nothing of a file follows.
ENDING = ENDS


def course_of(acts: Iterable[CaseAct]) -> CaseFacts:
    """Return acts alone as facts, for what follows from nothing else."""
    return CaseFacts(tuple(DoneAct(a.step, a.on, a.sequence, a.outcome) for a in acts))


@dataclass(frozen=True, slots=True)
class Kin:
    """The file of another party of the same case: its row and its acts."""

    case: PenaltyCase
    acts: tuple[CaseAct, ...] = ()

    @property
    def steps(self) -> frozenset[str]:
        """The steps that were taken."""
        return frozenset(act.step for act in self.acts)

    @property
    def is_opened(self) -> bool:
        """Whether a person in charge approved to proceed against the party."""
        return "opening" in self.steps

    @property
    def has_ended(self) -> bool:
        """Whether nothing of the file follows."""
        return bool(self.steps & ENDING)

    @property
    def is_suspended(self) -> bool:
        """Whether the investigation stands still."""
        return course_of(self.acts).is_suspended

    @property
    def waits(self) -> bool:
        """Whether the party waits for its approval."""
        return not self.is_opened and not self.has_ended

    @property
    def handler_rows(self) -> list[dict[str, str]]:
        """The handlers as the last act left them that names them."""
        named = (named_by(act.contents) for act in reversed(self.acts) if act.step in NAMING)
        return next(named, [])

    def data(self, step: str) -> dict[str, Any]:
        """Return what the last act of a step brought, nothing where there is none."""
        return next((act.contents for act in reversed(self.acts) if act.step == step), {})


@dataclass(frozen=True, slots=True)
class CaseFile:
    """
    A file with its acts and, where they were asked for, its handlers and its evidence.

    ``kin`` are the files of the other parties of the case, the first party's first; ``with_case``
    tells that the act is taken for all parties of the case at once.
    """

    case: PenaltyCase
    bureau: Agency
    acts: tuple[CaseAct, ...]
    handlers: tuple[OfficerFact, ...] = ()
    interested: frozenset[UUID] = frozenset()
    interested_users: frozenset[UUID] = frozenset()
    by: UUID | None = None
    by_officer: OfficerFact | None = None
    evidence: tuple[Item, ...] = ()
    paid_fen: int = 0
    holds_sealed_things: bool = False
    reinspection_missing: bool = False
    originals_lacking: tuple[str, ...] = ()
    delegation_valid: bool = True
    kin: tuple[Kin, ...] = ()
    with_case: bool = False
    pending: inquiry.Pending = inquiry.NOTHING
    _contents: dict[UUID, dict[str, Any]] = field(default_factory=dict, repr=False)

    @property
    def procedure(self) -> Procedure[CaseFacts]:
        """The declared procedure of the case."""
        return procedure_of(CaseProcedure(self.case.procedure))

    def last(self, step: str) -> CaseAct | None:
        """Return the last act of a step."""
        return next((act for act in reversed(self.acts) if act.step == step), None)

    def data(self, step: str) -> dict[str, Any]:
        """Return what the last act of a step brought, nothing where there is none."""
        act = self.last(step)
        return self._kept(act) if act else {}

    def _kept(self, act: CaseAct) -> dict[str, Any]:
        if act.id not in self._contents:
            self._contents[act.id] = act.contents
        return self._contents[act.id]

    def contents_of(self, step: str) -> list[tuple[CaseAct, dict[str, Any]]]:
        """Return every act of a step with what it brought, in order."""
        return [(act, self._kept(act)) for act in self.acts if act.step == step]

    def stops_term(self, suspension: CaseAct) -> bool:
        """Return whether a suspension named an article that lets the term stand still."""
        return bool(self._kept(suspension).get("basis"))

    def with_handlers(self, viewer: Scope, ids: tuple[UUID, ...]) -> CaseFile:
        """Return the file with other handlers, as an opening names them."""
        return replace(self, handlers=workforce.officer_facts(viewer, ids))

    @property
    def handler_rows(self) -> list[dict[str, str]]:
        """The handlers as the opening named them, or as the last change of handlers left them."""
        named = (named_by(self._kept(a)) for a in reversed(self.acts) if a.step in NAMING)
        return next(filter(None, named), [])

    @property
    def lead(self) -> Kin | None:
        """The file that is the case, where this one joined it."""
        return next((one for one in self.kin if one.case.id == self.case.lead_id), None)

    @property
    def joined(self) -> tuple[Kin, ...]:
        """The files that joined the case, where this one is the case."""
        return () if self.case.lead_id else self.kin

    @property
    def opened_on(self) -> date | None:
        """The day on which the case was opened, also of a party that joined it later."""
        act = self.last("opening")
        joined = self.data("opening").get("case_opened_on")
        return date.fromisoformat(joined) if joined else (act.on if act else None)

    @property
    def handler_users(self) -> frozenset[UUID]:
        """Accounts of all who ever handled the case, also before a party joined it (54, 57)."""
        acts = (*self.acts, *(act for one in self.kin for act in one.acts))
        rows = (row for a in acts if a.step in NAMING for row in named_by(self._kept(a)))
        return frozenset(UUID(row["user"]) for row in rows if row["user"])

    @property
    def present_users(self) -> frozenset[UUID]:
        """Accounts of who handles the case now: who was recused or replaced acts no more (43)."""
        named = (UUID(row["user"]) for row in self.handler_rows if row["user"])
        return frozenset(named) | {one.user_id for one in self.handlers if one.user_id}

    @property
    def handling(self) -> frozenset[UUID]:
        """Accounts of the handlers: as the acts named them, and as they are now if loaded."""
        return self.handler_users | {one.user_id for one in self.handlers if one.user_id}

    @property
    def handler_names(self) -> str:
        """Names of the handlers, or of who decided on the spot."""
        return officers.list_of(row["name"] for row in self.handler_rows)

    @property
    def proposal_fen(self) -> int:
        """Amount of the current proposal."""
        return int(self.data("proposal").get("fine_fen", 0))

    @property
    def imposed_fen(self) -> int:
        """Fine that is owed by now: as decided, or as a reconsideration or a court left it."""
        return owing.imposed_fen(self.acts)

    def imposed_fen_on(self, day: date) -> int:
        """Return the fine that was owed on a day, before what changed it later."""
        known = [a for a in self.acts if a.step != "decision_changed" or a.on <= day]
        return owing.imposed_fen(known)

    @property
    def notified_fen(self) -> int | None:
        """Amount that the party was told last, if it was told."""
        told = self.data("prior_notice")
        return int(told["fine_fen"]) if told else None

    @property
    def deviation_is_approved(self) -> bool:
        """Whether a leader approved that the current proposal leaves the benchmark."""
        return course_of(self.acts).deviation_is_approved

    @property
    def resolved_fen(self) -> int:
        """Amount of the discussion of the current proposal, or else the proposal's own."""
        discussed, proposed = self.last("discussion"), self.last("proposal")
        if discussed and proposed and discussed.sequence > proposed.sequence:
            return int(self.data("discussion")["fine_fen"])
        return self.proposal_fen

    @property
    def file_hash(self) -> str:
        """
        SHA-256 over what a legal review looks at.

        The last report and proposal, every statement and answer, the hearing, and the catalogue
        of evidence: any change of them changes the hash.
        """
        acts = [[act.step, act.sequence, act.data] for act in self.acts if act.step in FILE_STEPS]
        items = [
            [str(i.subject_id), i.number, i.name, i.kind, i.sha256, i.obtained_on, i.proves]
            for i in self.evidence
        ]
        return sha256_hex({"case": self.case.id, "acts": acts, "evidence": items})


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
    recused = recused_by(act for own in acts_of.values() for act in own)
    barred = interested_in(viewer, case.party_id) | recused
    if barred:
        users = (one.user_id for one in workforce.officer_facts(viewer, barred))
        accounts_of = frozenset(user for user in users if user)
        file = replace(file, interested=barred, interested_users=accounts_of)
    if with_evidence:
        file = replace(file, evidence=decided_on(evidence_of(viewer, case), file.acts))
    return file


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

    The one way to build a file: seven queries for any number of cases, whichever asks.
    """
    bureau = accounts.bureau(viewer)
    matters = {one for row in cases for one in (row.id, row.root_id)}
    waits = inquiry.pending(viewer, "case", matters, on=on)
    measures = compulsion.open_measures(viewer, {one for row in cases for one in subjects[row.id]})
    held = {(one.matter_kind, one.matter_id) for one in measures}
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
            pending=pending_of(waits, row),
            holds_sealed_things=not held.isdisjoint(subjects[row.id]),
            reinspection_missing=any(
                unchecked.get(one, frozenset()) & set(row.violation_keys)
                for _, one in subjects[row.id]
            ),
            originals_lacking=lacking.get(row.id, ()),
        )
        for row in cases
    ]


def _originals_lacking(
    viewer: Scope, bureau: Agency, acts: Mapping[UUID, tuple[CaseAct, ...]], on: date
) -> dict[UUID, tuple[str, ...]]:
    """Return the papers without a signed original, where the bureau closes no case without."""
    key = "penalty.signed_original_required"
    if not lawbook.parameter(key, on=on, jurisdiction=bureau.jurisdiction).integer():
        return {}
    settled = (one for one, own in acts.items() if is_settled(act.step for act in own))
    found = documents.lacking_originals(viewer, "case", settled)
    return {one: tuple(f"{row.title}{row.number}" for row in rows) for one, rows in found.items()}


def pending_of(found: Mapping[UUID, inquiry.Pending], case: PenaltyCase) -> inquiry.Pending:
    """Return what a file waits for: what waits in it, and in the case that it joined."""
    own, shared = found[case.id], found[case.root_id]
    return own if case.lead_id is None else own.with_(shared)


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


def interested_in(viewer: Scope, party: UUID) -> frozenset[UUID]:
    """Return the officers with a declared interest in a party, or in what was merged with it."""
    family = registry.family(viewer, party)
    return frozenset(who for who, _ in workforce.interests(viewer, entities=family))


def subjects_of(case: PenaltyCase) -> tuple[tuple[str, UUID], ...]:
    """Return the records that a file stands on: source inspection, the case, its own."""
    source = case.lead.source_id if case.lead_id and case.lead else case.source_id
    return evidence_subjects(case, source)


def evidence_of(viewer: Scope, case: PenaltyCase) -> tuple[Item, ...]:
    """Return the evidence of a file, after that of the source inspection and of the case."""
    subjects = subjects_of(case)
    found = evidence.catalogues(viewer, [one for _, one in subjects])
    return tuple(item for subject in subjects for item in found.get(subject, ()))
