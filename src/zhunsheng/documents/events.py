"""Events of documents."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="documents.issued",
    label="制发文书",
    sentence="制发《{title}》{number}",
)
@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """A document was issued: its content, number and hash are fixed from here on."""

    document: str
    kind: str
    title: str
    number: str
    number_source: str
    external_receipt: str
    content_hash: str


@event(key="documents.number_reserved", label="预留编号", sentence="预留编号{number}")
@dataclass(frozen=True, slots=True)
class NumberReserved:
    """A number was set aside for a document that is still to be issued."""

    number: str


@event(key="documents.number_voided", label="作废编号", sentence="作废编号{number}：{reason}")
@dataclass(frozen=True, slots=True)
class NumberVoided:
    """A reserved number was given up, with the reason."""

    number: str
    reason: str
