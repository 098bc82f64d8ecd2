"""Events of legal review."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="legalreview.requested",
    label="送法制审核",
    sentence="送法制审核（第{round}次）",
)
@dataclass(frozen=True, slots=True)
class ReviewRequested:
    """A file was handed in for legal review."""

    review: str
    round: int
    bound_hash: str


@event(
    key="legalreview.concluded",
    label="法制审核意见",
    sentence="法制审核意见：{outcome}（第{round}次，{reviewer}）",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class ReviewConcluded:
    """A reviewer gave an opinion."""

    review: str
    round: int
    outcome: str
    reviewer: str
    objections: tuple[str, ...]


@event(
    key="legalreview.claimed",
    label="认领法制审核",
    sentence="{reviewer}认领法制审核（第{round}次）",
)
@dataclass(frozen=True, slots=True)
class ReviewClaimed:
    """A reviewer took a review up."""

    round: int
    reviewer: str


@event(
    key="legalreview.assigned",
    label="指派法制审核",
    sentence="{by}指派{reviewer}办理法制审核（第{round}次）",
)
@dataclass(frozen=True, slots=True)
class ReviewAssigned:
    """A person in charge gave a review to a reviewer."""

    round: int
    reviewer: str
    by: str


@event(
    key="legalreview.released",
    label="退回认领",
    sentence="{by}将法制审核退回待认领（第{round}次）",
)
@dataclass(frozen=True, slots=True)
class ReviewReleased:
    """A review was given back to the queue."""

    round: int
    by: str
