"""What every act of taking evidence shares: the subject, the facts, the paper, the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from zhunsheng.documents import services as documents
from zhunsheng.documents.rules import Paper
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inquiry import queries
from zhunsheng.inquiry.documents.contents import Content
from zhunsheng.inquiry.rules import OnTheSpot, Subject, TakingFacts, Thing
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import are_outsiders, explains
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact, list_of

SubjectKey = tuple[str, UUID]


class Item(Protocol):
    """A piece of evidence that was admitted."""

    @property
    def id(self) -> UUID: ...


def spot_facts(
    ctx: Act, subject: Subject, spot: OnTheSpot, person: str, *, asked: bool = False, on: date
) -> TakingFacts:
    """
    Return who took evidence on the spot, what was told, and how the record was signed.

    ``person`` was present, or was ``asked``. The bureau must be locked: nobody is at two places,
    whoever enters it first.
    """
    facts = queries.takings_facts(ctx, subject, on=on, officers=spot.officers)
    return replace(
        facts,
        place_named=bool(spot.place.strip()),
        times_hold=spot.runs_within(on),
        has_ended=spot.ended_at <= ctx.at,
        proof_told=explains(spot.proves),
        certificates_shown=spot.certificates_shown,
        recusal_told=spot.recusal_told,
        signed=spot.signed,
        refusal_noted=explains(spot.refusal_note),
        witness_named=bool(spot.witness)
        and are_outsiders(spot.witness, staff=workforce.staff(ctx)),
        busy=queries.taken_meanwhile(ctx, subject, spot, person.strip(), asked=asked),
    )


def officer_rows(officers: Iterable[OfficerFact], on: date) -> list[dict[str, str]]:
    """Return officers as a record keeps them: as they were on the day."""
    return [
        {
            "id": str(one.id),
            "user": str(one.user_id or ""),
            "name": one.name,
            "certificate": one.number_on(on),
        }
        for one in officers
    ]


def thing_rows(things: Iterable[Thing]) -> list[dict[str, str]]:
    """Return samples or preserved things as a record keeps them."""
    return [{key: text.strip() for key, text in asdict(one).items()} for one in things]


def common(ctx: Act, subject: Subject, officers: Iterable[OfficerFact], on: date) -> dict[str, Any]:
    """Return the columns that every record of a subject has."""
    return {
        "bureau_id": ctx.bureau,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "title": subject.title,
        "party_name": subject.party_name,
        "on": on,
        "officers": officer_rows(officers, on),
        "by_name": ctx.by.name,
    }


def spot_columns(spot: OnTheSpot, paper: Paper, item: Item) -> dict[str, Any]:
    """Return the columns that every record made on the spot has."""
    return {
        "place": spot.place.strip(),
        "started_at": spot.started_at,
        "ended_at": spot.ended_at,
        "is_signed": spot.signed,
        "refusal_note": spot.refusal_note.strip(),
        "witness": spot.witness.strip(),
        "recording": spot.recording.strip(),
        "document_id": paper.id,
        "evidence_item_id": item.id,
    }


def issue(ctx: Act, subject: Subject, kind: str, content: Content, *, on: date) -> Paper:
    """Issue a paper on the subject."""
    return documents.issue(ctx, kind=kind, subject=subject.key, content=content, on=on)


def admit_paper(
    ctx: Act,
    subject: Subject,
    paper: Paper,
    *,
    name: str,
    kind: EvidenceKind,
    proves: str,
    scan: Upload | None,
    officers: Iterable[OfficerFact],
    on: date,
) -> Item:
    """Admit a record as evidence: its signed scan, or else the hash of what was issued."""
    return evidence.admit_on(
        ctx,
        subject=subject.key,
        name=name,
        kind=kind,
        file=scan,
        sha256="" if scan is not None else paper.content_hash,
        obtained_on=on,
        proves=proves,
        obtained_by=tuple(one.name for one in officers),
        after=subject.stands_on,
        on=on,
    )


def names_of(officers: Iterable[OfficerFact]) -> str:
    """Return the names of officers in one line."""
    return list_of(one.name for one in officers)
