"""Reads of legal review."""

from zhunsheng.legalreview.models import Opinion, Review
from zhunsheng.legalreview.queries.returned import (
    Returned,
    Tally,
    defect_rows,
    opinion_rows,
    returned,
    staffing_of,
)
from zhunsheng.legalreview.queries.reviews import (
    ReviewFilters,
    defects_named,
    holder_of,
    latest,
    of_subject,
    opinions,
    review,
    reviews,
)

__all__ = [
    "Opinion",
    "Returned",
    "Review",
    "ReviewFilters",
    "Tally",
    "defect_rows",
    "defects_named",
    "holder_of",
    "latest",
    "of_subject",
    "opinion_rows",
    "opinions",
    "returned",
    "review",
    "reviews",
    "staffing_of",
]
