"""Events of publication."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="publication.published",
    label="公示",
    sentence="在{place}公示{kind}“{title}”，内容校验值{hash}",
)
@dataclass(frozen=True, slots=True)
class Published:
    """Something was published."""

    kind: str
    title: str
    place: str
    hash: str


@event(
    key="publication.withdrawn",
    label="撤回公示",
    sentence="撤回公示“{title}”，理由：{reason}",
)
@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A publication was withdrawn with its reason."""

    title: str
    reason: str
