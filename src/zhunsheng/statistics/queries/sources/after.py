"""Where the figures of review, remedies, publication, credit and archive come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from zhunsheng.archive import queries as archive
from zhunsheng.credit import queries as credit
from zhunsheng.credit.choices import CreditClass, CreditStep
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview.choices import Outcome as ReviewOutcome
from zhunsheng.legalreview.choices import Question
from zhunsheng.publication import queries as publication
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.remedies import queries as remedies
from zhunsheng.remedies.choices import LetterKind, Outcome, RemedyKind
from zhunsheng.statistics.queries.sources.base import Reads, Rows, Source, plain, to_day
from zhunsheng.statistics.queries.sources.cases import rounds

#: How a remedy may end, as statistics group it.
_STANDS: Final = (Outcome.UPHELD, Outcome.REJECTED, Outcome.DISMISSED)
_MENDED: Final = (
    Outcome.CHANGED,
    Outcome.QUASHED,
    Outcome.UNLAWFUL,
    Outcome.INVALID,
    Outcome.ORDERED,
)
_SETTLED: Final = (Outcome.MEDIATED, Outcome.WITHDRAWN)


def _defects(question: Question) -> Source:
    """Return the defects of one question that the opinions of the period name."""
    return lambda r: r.split(
        "defects",
        question.value,
        lambda: legalreview.defect_rows(r.viewer, r.period.since, r.period.until),
    )


def _reviewed(outcome: ReviewOutcome) -> Source:
    return plain(partial(legalreview.opinion_rows, outcome=outcome))


def _received(kind: RemedyKind) -> Source:
    return plain(partial(remedies.received_rows, kind=kind))


def _concluded(kind: RemedyKind, *outcomes: Outcome) -> Source:
    return lambda r: remedies.concluded_rows(
        r.viewer, r.period.since, r.period.until, kind, *outcomes
    )


def _letters(kind: LetterKind) -> Source:
    return plain(partial(remedies.letter_rows, kind=kind))


def _replied(r: Reads) -> Rows:
    """Return the letters of all kinds that were replied to by the day of the statistics."""
    days = r.period
    return remedies.letter_rows(r.viewer, days.since, days.until, replied_by=days.as_of)


def _published(kind: PublicationKind) -> Source:
    return lambda r: publication.of_kind(r.during(publication.published_rows), kind)


def _credit(step: CreditStep, kind: CreditClass | None = None) -> Source:
    return plain(partial(credit.act_rows, step=step, kind=kind))


_RECONSIDERATION: Final = RemedyKind.RECONSIDERATION
_LITIGATION: Final = RemedyKind.LITIGATION

SOURCES: Final[Mapping[str, Source]] = {
    "legalreview.reviews": rounds,
    "legalreview.agreed": _reviewed(ReviewOutcome.AGREED),
    "legalreview.returned": _reviewed(ReviewOutcome.RETURNED),
    **{f"legalreview.defects_{one.value.lower()}": _defects(one) for one in Question},
    "remedies.reconsiderations": _received(_RECONSIDERATION),
    "remedies.reconsiderations_concluded": _concluded(_RECONSIDERATION),
    "remedies.upheld": _concluded(_RECONSIDERATION, *_STANDS),
    "remedies.corrected": _concluded(_RECONSIDERATION, *_MENDED),
    "remedies.settled": _concluded(_RECONSIDERATION, *_SETTLED),
    "remedies.suits": _received(_LITIGATION),
    "remedies.suits_concluded": _concluded(_LITIGATION),
    "remedies.suits_won": _concluded(_LITIGATION, *_STANDS),
    "remedies.suits_lost": _concluded(_LITIGATION, *_MENDED),
    "remedies.suits_settled": _concluded(_LITIGATION, *_SETTLED),
    "remedies.court_hearings": plain(remedies.court_hearing_rows),
    "remedies.attended": plain(remedies.attended_rows),
    **{f"remedies.{kind.value.lower()}s": _letters(kind) for kind in LetterKind},
    "remedies.letters_replied": _replied,
    "publication.decisions": _published(PublicationKind.DECISION),
    "publication.inspection_results": _published(PublicationKind.INSPECTION_RESULT),
    "publication.draw_results": _published(PublicationKind.DRAW_RESULT),
    "publication.department_results": _published(PublicationKind.DEPARTMENT_RESULT),
    "publication.plans": _published(PublicationKind.PLAN),
    "publication.reports": _published(PublicationKind.REPORT),
    "publication.late": to_day(publication.late_rows),
    "publication.unpublished": to_day(publication.unpublished_rows),
    "publication.unpublished_persons": to_day(publication.kept_of_persons),
    "publication.withdrawn": plain(publication.withdrawn_rows),
    **{
        f"credit.{kind.value.lower()}": _credit(CreditStep.CLASSIFICATION, kind)
        for kind in CreditClass
    },
    "credit.repair_requests": _credit(CreditStep.REPAIR_REQUEST),
    "credit.repairs": _credit(CreditStep.REPAIR_GRANT),
    "credit.repairs_refused": _credit(CreditStep.REPAIR_REFUSAL),
    "archive.volumes": plain(archive.volume_rows),
    "archive.loans": plain(archive.loan_rows),
}
