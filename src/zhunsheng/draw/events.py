"""Events of draws."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="draw.pool_published",
    label="公布名录",
    sentence="公布“{title}”名录：{units}家、{officers}人，拟抽取{to_draw}家，校验值{pool_hash}",
)
@dataclass(frozen=True, slots=True)
class PoolPublished:
    """A pool was published with its hash."""

    title: str
    units: int
    officers: int
    to_draw: int
    pool_hash: str


@event(key="draw.committed", label="提交承诺值", sentence="{contributor}提交承诺值{commitment}")
@dataclass(frozen=True, slots=True)
class Committed:
    """A party committed to what it opens later."""

    contributor: str
    commitment: str


@event(
    key="draw.commitment_withdrawn",
    label="撤回承诺值",
    sentence="{contributor}撤回承诺值{commitment}，理由：{reason}",
)
@dataclass(frozen=True, slots=True)
class CommitmentWithdrawn:
    """A party took a wrong commitment back before anybody had opened."""

    contributor: str
    commitment: str
    reason: str


@event(key="draw.opened", label="公开内容", sentence="{contributor}公开内容{value}")
@dataclass(frozen=True, slots=True)
class Opened:
    """A party opened what it had committed to."""

    contributor: str
    value: str


@event(
    key="draw.outcome_entered",
    label="录入点数或者结果",
    sentence="录入结果{numbers}，见证人{witnesses}，{source}（{proof}）",
)
@dataclass(frozen=True, slots=True)
class OutcomeEntered:
    """The legal section wrote down what came out; the justice department checks it."""

    numbers: str
    witnesses: str
    source: str
    proof: str = ""


@event(
    key="draw.seed_bound",
    label="确定种子",
    sentence="由{contributors}提供内容，确定种子{seed}（{proof}）",
)
@dataclass(frozen=True, slots=True)
class SeedBound:
    """A seed was bound to the pool; ``proof`` tells the photo of a throw of dice by its hash."""

    contributors: str
    seed: str
    proof: str = ""


@event(key="draw.run", label="执行抽取", sentence="抽取{units}家，记录校验值{record_hash}")
@dataclass(frozen=True, slots=True)
class DrawRan:
    """The draw was run."""

    units: int
    record_hash: str


@event(
    key="draw.officer_changed",
    label="更换检查人员",
    sentence="{unit}：{out}不参加（{ground}，{reason}），改由{officers}检查，人员签{pair_ticket}",
)
@dataclass(frozen=True, slots=True)
class OfficerChanged:
    """An officer who was drawn does not go; the tickets said who goes instead."""

    unit: str
    out: str
    ground: str
    officers: str
    pair_ticket: str
    reason: str


@event(
    key="draw.partner_result",
    label="部门反馈结果",
    sentence="{partner}反馈检查结果：{result}",
)
@dataclass(frozen=True, slots=True)
class PartnerReported:
    """A department of a joint draw reported its result."""

    partner: str
    result: str
