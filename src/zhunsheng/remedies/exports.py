"""The evidence of an answer as one PDF, bound when it is asked for; nothing is written."""

from __future__ import annotations

from zhunsheng.accounts.records import Scope
from zhunsheng.documents import queries as documents
from zhunsheng.remedies import queries
from zhunsheng.remedies.choices import Phrase
from zhunsheng.remedies.models import RemedyAct
from zhunsheng.remedies.queries import RemedyFile


def bundle_pdf(viewer: Scope, file: RemedyFile, act: RemedyAct) -> bytes:
    """
    Return cover, catalogue and every piece that an answer handed in as one PDF.

    :raises FontMissing: if no usable font is installed
    :raises NotPrintable: if it cannot be bound
    """
    bundle = queries.bundle_of(viewer, file, act)
    return documents.bound(bundle, unbound=Phrase.UNREADABLE.label)
