"""What cases look at in acts, and in the records of lower rooms, private to those rooms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID

from zhunsheng.cases.choices import RecusalOutcome
from zhunsheng.cases.models import CaseAct

#: Steps that name who handles a case; on the spot it is who decides (行政处罚法 42, 51).
NAMING: Final = ("opening", "recusal", "reassignment", "on_the_spot")


def named_by(contents: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the officers whom an act names as those who handle the case."""
    found: list[dict[str, str]] = contents.get("handlers") or contents.get("officers") or []
    return found


def draft_of(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """
    Return what an officer stated of one violation, from a derivation that an act keeps.

    It is the whole draft of the fine, kept under ``answers``: its own ``answers`` are those to the
    questions of the lawbook, beside its facts, circumstances and evidence.
    """
    found: Mapping[str, Any] = row["answers"]
    return found


def recused_by(acts: Iterable[CaseAct]) -> frozenset[UUID]:
    """Return the officers who were recused by acts of a case, of whichever party's file (43)."""
    return frozenset(
        UUID(act.contents["officer"])
        for act in acts
        if act.step == "recusal" and act.outcome == RecusalOutcome.GRANTED.value
    )


def leaders_aside(acts: Iterable[CaseAct]) -> frozenset[UUID]:
    """Return the accounts of the persons in charge of whom it was decided that they stand aside."""
    return frozenset(
        UUID(act.contents["leader"])
        for act in acts
        if act.step == "leader_recusal" and act.outcome == RecusalOutcome.GRANTED.value
    )


def undecided_recusals(acts: Iterable[CaseAct]) -> tuple[tuple[CaseAct, bool], ...]:
    """
    Return the own requests to stand aside on which nothing was decided since, and who handles.

    Who does not handle the case now stands aside by asking, with nothing left to decide; a handler
    goes on until it is decided: the investigation does not stop (43.3).
    """
    taken = tuple(acts)
    asked: dict[str, CaseAct] = {}
    for act in taken:
        if act.step == "recusal_request":
            asked[str(act.by_id)] = act
        elif asked and act.step in ("recusal", "leader_recusal"):
            of = (act.contents.get("leader"), act.contents.get("officer"))
            asked = {k: v for k, v in asked.items() if not {k, v.contents["officer"]} & set(of)}
    if not asked:
        return ()
    files = {act.case_id for act in asked.values()}
    naming = [act for act in taken if act.step in NAMING and act.case_id in files]
    present = {act.case_id: {row["user"] for row in named_by(act.contents)} for act in naming}
    return tuple((v, k in present.get(v.case_id, ())) for k, v in asked.items())


def waiting_handlers(acts: Iterable[CaseAct]) -> tuple[CaseAct, ...]:
    """Return the requests of those who handle the case now that nobody decided."""
    return tuple(act for act, handles in undecided_recusals(acts) if handles)


def asked_aside(acts: Iterable[CaseAct]) -> frozenset[UUID]:
    """Return the accounts that stand aside because they asked to, and do not handle the case."""
    found = undecided_recusals(acts)
    return frozenset(act.by_id for act, handles in found if act.by_id and not handles)


class Agency(Protocol):
    """The bureau that acts."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def government(self) -> str:
        """The government that it belongs to."""
        ...

    @property
    def jurisdiction(self) -> str:
        """The place whose own values hold."""
        ...

    @property
    def address(self) -> str:
        """Its address."""
        ...

    @property
    def phone(self) -> str:
        """Its telephone."""
        ...


class Item(Protocol):
    """A piece of evidence in a catalogue."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def subject_id(self) -> UUID:
        """The record whose catalogue it stands in."""
        ...

    @property
    def number(self) -> str:
        """Its number in the catalogue."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def kind(self) -> str:
        """The code of its kind."""
        ...

    @property
    def kind_label(self) -> str:
        """Its printed kind."""
        ...

    @property
    def sha256(self) -> str:
        """The hash of its file."""
        ...

    @property
    def is_kept(self) -> bool:
        """Whether its file is kept."""
        ...

    @property
    def obtained_on(self) -> date:
        """When it was obtained."""
        ...

    @property
    def obtained_by(self) -> str:
        """Who took it, or who sent it in."""
        ...

    @property
    def proves(self) -> str:
        """What it proves."""
        ...


class Person(Protocol):
    """Somebody with an account and roles."""

    @property
    def is_active(self) -> bool:
        """Whether the account may still be used."""
        ...

    @property
    def id(self) -> UUID:
        """The id of the account."""
        ...

    @property
    def name(self) -> str:
        """The printed name."""
        ...

    @property
    def roles(self) -> frozenset[str]:
        """Codes of the roles held."""
        ...


class Entity(Protocol):
    """A supervised entity, as the rules on parties and amounts look at it."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def merged_into(self) -> Entity | None:
        """The entry that is kept, where this one is a duplicate of it."""
        ...

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def legal_representative(self) -> str:
        """Who represents it, of a sole trader its operator."""
        ...

    @property
    def kind(self) -> str:
        """The code of its kind."""
        ...
