"""Pages of legal review."""

from zhunsheng.legalreview.views.claiming import assign, claim, release
from zhunsheng.legalreview.views.reading import returns, review_detail, review_list

__all__ = ["assign", "claim", "release", "returns", "review_detail", "review_list"]
