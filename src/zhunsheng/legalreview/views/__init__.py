"""Pages of legal review."""

from zhunsheng.legalreview.views.claiming import claim, release
from zhunsheng.legalreview.views.reading import returns, review_detail, review_list

__all__ = ["claim", "release", "returns", "review_detail", "review_list"]
