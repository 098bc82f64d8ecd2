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


@event(
    key="documents.original_scanned",
    label="存入签章原件",
    sentence="存入《{title}》{number}的签章原件{pages}页（{reason}），校验值{sha256}",
    version=2,
)
@dataclass(frozen=True, slots=True)
class OriginalScanned:
    """The scan of a signed document was bound by both hashes; a new scan with its reason."""

    document: str
    title: str
    number: str
    pages: int
    sha256: str
    document_hash: str
    reason: str


@event(
    key="documents.sealed",
    label="用印",
    sentence="{number}用“{seal}”{copies}份，批准人：{approved_by}",
)
@dataclass(frozen=True, slots=True)
class SealUsed:
    """A document was sealed."""

    document: str
    number: str
    seal: str
    copies: int
    approved_by: str


@event(
    key="documents.forms_handed_out",
    label="领用编号文书",
    sentence="{holder}领用《{title}》{count}份，{first}至{last}",
)
@dataclass(frozen=True, slots=True)
class FormsHandedOut:
    """Numbered forms were handed to an officer."""

    holder: str
    title: str
    count: int
    first: str
    last: str


@event(
    key="documents.forms_returned",
    label="交回编号文书",
    sentence="{holder}交回未使用的《{title}》{count}份：{numbers}",
)
@dataclass(frozen=True, slots=True)
class FormsReturned:
    """What an officer had not used of numbered forms came back."""

    holder: str
    title: str
    count: int
    numbers: str
