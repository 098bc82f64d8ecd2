"""Events of major hazards under public supervision."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="hazards.proposed",
    label="提请挂牌督办",
    sentence="{approver}提请对{entity}的重大事故隐患挂牌督办：{hazard}",
)
@dataclass(frozen=True, slots=True)
class HazardProposed:
    """The bureau proposed a hazard for listing."""

    entity: str
    hazard: str
    approver: str


@event(
    key="hazards.listed",
    label="登记挂牌决定",
    sentence="{body}挂牌督办{entity}的重大事故隐患（{number}），期限至{due_on}",
)
@dataclass(frozen=True, slots=True)
class HazardListed:
    """The committee or government listed a hazard."""

    entity: str
    body: str
    number: str
    due_on: str


@event(
    key="hazards.declined",
    label="登记不予挂牌决定",
    sentence="{body}对{entity}的重大事故隐患不予挂牌（{number}）",
)
@dataclass(frozen=True, slots=True)
class HazardDeclined:
    """The committee or government did not list a hazard."""

    entity: str
    body: str
    number: str


@event(key="hazards.followed", label="跟踪督办", sentence="跟踪督办{entity}的重大事故隐患：{text}")
@dataclass(frozen=True, slots=True)
class HazardFollowed:
    """A listed hazard was followed up."""

    entity: str
    text: str


@event(
    key="hazards.extended",
    label="登记延期决定",
    sentence="{body}同意{entity}的治理期限延至{due_on}（{number}）",
)
@dataclass(frozen=True, slots=True)
class TermExtended:
    """The term of a listed hazard was extended."""

    entity: str
    body: str
    number: str
    due_on: str


@event(key="hazards.verified", label="现场核验", sentence="核验{entity}的重大事故隐患：{result}")
@dataclass(frozen=True, slots=True)
class HazardVerified:
    """Officers looked whether a listed hazard is gone."""

    entity: str
    result: str
    text: str


@event(
    key="hazards.delisted",
    label="登记摘牌决定",
    sentence="{body}对{entity}的重大事故隐患摘牌（{number}）",
)
@dataclass(frozen=True, slots=True)
class HazardDelisted:
    """The committee or government took a hazard off the list."""

    entity: str
    body: str
    number: str
