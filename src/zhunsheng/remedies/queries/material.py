"""What may be handed in with an answer, and what was: never anything of the second folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import FileFormat, Folder
from zhunsheng.documents.rendering import Bundle, Piece, date_text
from zhunsheng.documents.rules import place_in_file
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.remedies.choices import Cover, Phrase
from zhunsheng.remedies.models import RemedyAct
from zhunsheng.remedies.queries.records import RemedyFile, decision_number

PAPER, EVIDENCE = "paper", "evidence"


@dataclass(frozen=True, slots=True)
class Material:
    """One piece that may be handed in: a paper of the case or an item of its evidence."""

    source: str
    id: UUID
    name: str
    proves: str
    sha256: str

    @property
    def key(self) -> str:
        """The word by which a form names it."""
        return f"{self.source}:{self.id}"


@cache
def purposes() -> Mapping[str, str]:
    """Return what each kind of paper proves, from the file that a lawyer edits."""
    text = files("zhunsheng.remedies").joinpath("data", "purposes.yaml").read_text("utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


def material_of(viewer: Viewer, case_id: UUID, *, on: date) -> tuple[Material, ...]:
    """
    Return what may go outside: papers of the main folder, then the evidence, in order.

    The papers are those of the case, of its inspection and of their compulsory measures. A paper
    that is evidence itself, such as a record of an interview, is offered once, as evidence. Where
    the signed original of a paper is held, that goes outside, and its hash is what is fixed.
    """
    file = cases.file_of(viewer, case_id, on=on)
    subjects = cases.subjects_of(file.case)
    measures = compulsion.of_matters(viewer, subjects)
    known = documents.documents_of_many(
        viewer, (*subjects, *(("measure", one.measure.id) for one in measures))
    )
    shown = {item.sha256 for item in file.evidence}
    signed = documents.originals_of(viewer, [row.id for row in known])
    hashes = {row.content_hash: signed[row.id].sha256 for row in known if row.id in signed}

    def shown_by(digest: str) -> str:
        return hashes.get(digest, digest)

    papers = [
        Material(
            PAPER,
            row.id,
            _paper_name(row),
            purposes().get(row.kind, Phrase.PROVES_PAPER.label),
            shown_by(row.content_hash),
        )
        for row in sorted(known, key=lambda row: (row.issued_on, row.id))
        if row.content_hash not in shown and _goes_outside(row.kind)
    ]
    items = [
        Material(EVIDENCE, item.id, item.name, item.proves, shown_by(item.sha256))
        for item in file.evidence
    ]
    return (*papers, *items)


def _goes_outside(kind: str) -> bool:
    """Whether a kind of paper stands in the main folder; an unknown one does not."""
    declared = documents.kinds().get(kind)
    return place_in_file(kind, declared.catalogue if declared else "").folder is Folder.MAIN


def _paper_name(row: Any) -> str:  # noqa: ANN401 # a row of documents
    return Phrase.PAPER.label.format(title=row.title, number=row.number)


def digest_of(material: Iterable[Material]) -> str:
    """Return the SHA-256 over a catalogue: names, what they prove, and their hashes, in order."""
    return sha256_hex([[m.source, m.id, m.name, m.proves, m.sha256] for m in material])


def handed_in(act: RemedyAct) -> tuple[Material, ...]:
    """Return what an answer handed in, as it was then."""
    return tuple(
        Material(one["source"], UUID(one["id"]), one["name"], one["proves"], one["sha256"])
        for one in act.contents["material"]
    )


def bundle_of(viewer: Scope, file: RemedyFile, act: RemedyAct) -> Bundle:
    """
    Return what was handed in as one bundle, its files read and their hashes computed again.

    :raises FontMissing: if no usable font is installed
    """
    row = file.remedy
    pieces = tuple(_piece(viewer, one) for one in handed_in(act))
    said = (
        (Cover.NUMBER.label, row.number),
        (Cover.BODY.label, row.body),
        (Cover.APPLICANT.label, row.applicant),
        (Cover.DECISION.label, decision_number(file)),
        (Cover.RECEIVED_ON.label, date_text(row.received_on)),
    )
    return Bundle(
        title=Phrase.BUNDLE.label.format(kind=row.kind_label),
        issuer=accounts.bureau(viewer).name,
        date=act.on,
        fields=said,
        pieces=pieces,
        digest=str(act.contents["digest"]),
    )


def _piece(viewer: Scope, one: Material) -> Piece:
    """Return a piece as it was fixed: the paper as issued, or the file of its hash."""
    paper = documents.with_content(viewer, one.sha256)
    if paper is not None:
        content = documents.rendered(paper, FileFormat.PDF).read_bytes()
        return Piece(one.name, one.proves, content, own=True)
    item = evidence.item(viewer, one.id) if one.source == EVIDENCE else None
    if item is not None and not item.is_kept and item.sha256 == one.sha256:
        return Piece(one.name, one.proves, None, Phrase.NO_FILE.label)
    try:
        content = evidence.kept_file(one.sha256)
    except evidence.FileDamaged:
        return Piece(one.name, one.proves, None, Phrase.DAMAGED.label)
    return Piece(one.name, one.proves, content, Phrase.OTHER_FORMAT.label.format(name=one.name))
