"""The file of a case: everything that the rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.accounts.records import Scope
from zhunsheng.cases.choices import SENT_BACK, CaseProcedure, NoPenaltyGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.procedure import procedure_of
from zhunsheng.cases.queries import owing
from zhunsheng.cases.queries.shapes import NAMING, Agency, Item, leaders_aside, named_by
from zhunsheng.cases.rules.facts import ENDS, CaseFacts
from zhunsheng.cases.rules.guards import FILE_CHANGES
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.identity import age_on
from zhunsheng.kernel.procedure import DoneAct, Procedure
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce import rules as officers
from zhunsheng.workforce.rules import OfficerFact

FILE_STEPS = ("investigation", *FILE_CHANGES)
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
    tells that the act is taken for all parties of the case at once. ``inquired`` are the hashes of
    the papers that were made where its evidence was taken or preserved. ``heads`` tells of each
    person in charge whether it is a deputy; of a bureau that has no deputy sign it is not loaded.
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
    supply_is_cut: bool = False
    reinspection_missing: bool = False
    originals_lacking: tuple[str, ...] | None = None
    delegation_valid: bool = True
    kin: tuple[Kin, ...] = ()
    with_case: bool = False
    pending: inquiry.Pending = inquiry.NOTHING
    inquired: tuple[str, ...] = ()
    heads: Mapping[UUID, bool] | None = None
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

    @property
    def other_act(self) -> str:
        """Why the case is about another act than others of about the time, as was said last."""
        told = self.data("proposal") or self.data("on_the_spot")
        return str(told.get("other_act", ""))

    @property
    def reopened(self) -> tuple[dict[str, Any], ...]:
        """What opening and proposal say of cases for the act that ended after their term (60)."""
        said = (self.data(step).get("reopened") for step in ("opening", "proposal"))
        return tuple(filter(None, said))

    def contents_of(self, *steps: str) -> list[tuple[CaseAct, dict[str, Any]]]:
        """Return every act of these steps with what it brought, in order."""
        return [(act, self._kept(act)) for act in self.acts if act.step in steps]

    def stopped_by(self, suspension: CaseAct) -> str:
        """Return the article that a suspension named as one that lets the term stand still."""
        return str(self._kept(suspension).get("basis", ""))

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
    def asks_originals(self) -> bool:
        """Whether the bureau asks for the signed originals in the file of a case."""
        return self.originals_lacking is not None

    @property
    def endorser_lacking(self) -> bool:
        """Whether no deputy is left to endorse beside a person in charge who may decide."""
        if self.heads is None:
            return False
        acts = (*self.acts, *(act for one in self.kin for act in one.acts))
        free = self.heads.keys() - self.interested_users - leaders_aside(acts) - self.handling
        return len(free) == 1 or not any(self.heads[one] for one in free)

    @property
    def handler_names(self) -> str:
        """Names of the handlers, or of who decided on the spot."""
        return officers.list_of(row["name"] for row in self.handler_rows)

    @property
    def lacking(self) -> dict[str, Any]:
        """What it does not show of who a natural person is, as the facts name it (30, 40)."""
        case = self.case
        age = age_on(case.identity_number, case.law_day, shown=case.born_on)
        return {
            "identity_lacking": case.identity_lacking,
            "age_lacking": case.identity_evidence is not None and age is None,
            "address_lacking": case.is_person_of and not case.address,
        }

    @property
    def scene(self) -> str:
        """What a street noted on the spot and handed up beside the facts."""
        return str(self.data("clue").get("scene", ""))

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
        if not discussed or discussed.outcome in SENT_BACK:
            return self.proposal_fen
        if proposed and discussed.sequence > proposed.sequence:
            return int(self.data("discussion")["fine_fen"])
        return self.proposal_fen

    @property
    def discussed_otherwise(self) -> bool:
        """Whether the discussion resolved on another amount than the proposal that was reviewed."""
        return self.resolved_fen != self.proposal_fen

    @property
    def proposed_ground(self) -> NoPenaltyGround | None:
        """Ground on which the current proposal spares the party whatever a fine would be."""
        said = self.data("proposal").get("ground")
        return NoPenaltyGround(said) if said else None

    @property
    def reviewed_doubt(self) -> NoPenaltyGround | None:
        """
        Ground of the last submission, where what was reviewed before does not hold it.

        That is that nothing is established, or who acted; a later proposal takes it back.
        """
        proposed, submitted = self.last("proposal"), self.last("sparing_submission")
        if proposed is None or submitted is None:
            return None
        ground = NoPenaltyGround(self.data("sparing_submission")["ground"])
        reviewed = any(
            proposed.sequence < act.sequence < submitted.sequence
            for act in self.acts
            if act.step == "legal_review"
        )
        is_new = ground is not self.proposed_ground
        return ground if reviewed and is_new and not ground.is_derived else None

    @property
    def file_hash(self) -> str:
        """
        SHA-256 over what a legal review looks at.

        The last report and proposal, every statement and answer, the hearing, the catalogue of
        evidence, the papers of the inquiry, another amount than the proposal's on which the
        discussion resolved, and ground and reasons of sparing that it does not hold: any change of
        them changes the hash.
        """
        return sha256_hex({**self._bound, "inquired": self.inquired})

    @property
    def former_hash(self) -> str:
        """What reviews were bound to before the papers of the inquiry were part of it."""
        return sha256_hex(self._bound)

    @property
    def hashes(self) -> tuple[str, str]:
        """Hashes by which an act looked at the file as it is now."""
        return self.file_hash, self.former_hash

    def is_current(self, step: str, outcome: str, hashes: tuple[str, ...]) -> bool:
        """Return whether the last act of a step ended so and looked at the file of these hashes."""
        act = self.last(step)
        if act is None or (outcome and act.outcome != outcome):
            return False
        return self._kept(act)["bound_hash"] in hashes

    @property
    def _bound(self) -> dict[str, Any]:
        acts = [[act.step, act.sequence, act.data] for act in self.acts if act.step in FILE_STEPS]
        items = [
            [str(i.subject_id), i.number, i.name, i.kind, i.sha256, i.obtained_on, i.proves]
            for i in self.evidence
        ]
        resolved = {"resolved_fen": self.resolved_fen} if self.discussed_otherwise else {}
        said = self.data("sparing_submission")
        doubted = {"doubted": [said["ground"], said["opinion"]]} if self.reviewed_doubt else {}
        return {"case": self.case.id, "acts": acts, "evidence": items, **resolved, **doubted}
