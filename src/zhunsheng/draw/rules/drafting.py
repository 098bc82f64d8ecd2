"""What must hold before a pool is published."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from uuid import UUID

from zhunsheng.accounts.choices import Role
from zhunsheng.draw.choices import (
    CHECKERS,
    SCRIBES,
    DrawKind,
    ExclusionGround,
    Phrase,
    PoolSide,
    SeedMethod,
    grounds_of,
)
from zhunsheng.draw.rules.acting import SHORTEST_REASON, role_of
from zhunsheng.draw.rules.grounds import names_its_paper
from zhunsheng.draw.rules.law import (
    DRAWS,
    NO_LIST_NO_INSPECTION,
    RECUSAL,
    TWO_OFFICERS,
    names_of,
)
from zhunsheng.draw.rules.lists import list_findings, officer_findings
from zhunsheng.draw.rules.pool import Pool, PoolScope, PoolUnit, Rates, SeedPlan
from zhunsheng.draw.rules.tickets import HIDDEN, PAIR, without_pair
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, folded, says
from zhunsheng.registry.rules import UnitStanding
from zhunsheng.workforce.rules import OfficerFact


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A unit or an officer left out of the pool, on which ground, and what there is to it."""

    side: PoolSide
    id: UUID
    ground: ExclusionGround
    reason: str

    @property
    def said(self) -> str:
        """Ground and reason as everybody reads them."""
        return Phrase.EXCLUSION.label.format(ground=self.ground.label, reason=self.reason.strip())


@dataclass(frozen=True, slots=True)
class Partner:
    """A department of a joint draw with the items that it inspects under its own list."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoolDraft:
    """What somebody wants to publish as a pool; everything else is looked up."""

    title: str
    kind: DrawKind
    scope: PoolScope
    entities: tuple[UUID, ...]
    officers: tuple[UUID, ...]
    items: tuple[str, ...]
    visits_from: date
    visits_until: date
    seed_plan: SeedPlan
    units_to_draw: int = 0
    rates: Rates | None = None
    exclusions: tuple[Exclusion, ...] = ()
    partners: tuple[Partner, ...] = ()
    most_per_officer: int = 0
    most_per_pair: int = 0
    repeats: UUID | None = None
    repeat_reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """
    What is looked up for a draft: units and officers asked for, published items by code.

    ``standings`` says what stands against inspecting a unit, ``in_scope`` names every unit of the
    scope. ``enforcers`` are the officers of the bureau who enforce, ``reviewers`` those who review,
    ``streets`` the names of the streets of delegated officers. ``alike`` names earlier draws that
    stand and have nearly the same pool; ``former_is_repeated`` where the former draw was repeated.
    ``bound`` are items for some sectors alone, ``sectors`` the sectors of the units of the pool.
    ``barred`` are the units left out that closed or another level inspects, ``planned`` those that
    the plan in force inspects by name, ``visited`` those of which an item of the draft was looked
    at this year, ``capped`` those at their cap of the year, of the pool as well; ``stopped``
    those whose work was stopped on the spot and is not allowed again yet. ``speakers`` counts the
    accounts of a role that may commit for a party. ``undelegated`` are streets without a deed for
    all of the visits.
    """

    units: Mapping[UUID, PoolUnit]
    officers: Sequence[OfficerFact]
    items: Mapping[str, str] | None
    standings: Mapping[UUID, UnitStanding] = field(default_factory=dict)
    in_scope: Mapping[UUID, str] = field(default_factory=dict)
    enforcers: Mapping[UUID, str] = field(default_factory=dict)
    reviewers: frozenset[UUID] = frozenset()
    streets: Mapping[UUID, str] = field(default_factory=dict)
    undelegated: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    former_is_repeated: bool = False
    bound: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sectors: Mapping[UUID, str] = field(default_factory=dict)
    barred: frozenset[UUID] = frozenset()
    planned: frozenset[UUID] = frozenset()
    visited: frozenset[UUID] = frozenset()
    capped: frozenset[UUID] = frozenset()
    stopped: frozenset[UUID] = frozenset()
    speakers: Mapping[Role, int] = field(default_factory=dict)


def draft_findings(draft: PoolDraft, known: Known, on: date) -> tuple[Finding, ...]:
    """Return every reason against publishing a pool, except what the pool itself shows."""
    return (
        *_title_findings(draft, known),
        *_period_findings(draft, on),
        *_item_findings(draft, known),
        *_number_findings(draft),
        *_rate_findings(draft.rates),
        *list_findings(draft, known),
        *officer_findings(draft, known, on),
        *_exclusion_findings(draft),
        *_ground_findings(draft, known),
        *_stop_findings(draft, known),
        *_partner_findings(draft),
        *_seed_findings(draft.seed_plan, known.speakers, on),
    )


def _title_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    if not says(draft.title):
        yield Finding("draw.title.none", "未填写抽查任务名称", DRAWS, "请填写任务名称")
    if draft.repeats is not None and not explains(draft.repeat_reason):
        yield Finding("draw.repeat.reason", "重新抽取未说明理由", DRAWS, "请说明重新抽取的理由")
    if known.former_is_repeated:
        text = "前次抽取已经重新抽取过，不能从同一次抽取再另行重抽"
        yield Finding("draw.repeat.superseded", text, DRAWS, "请从最后一次抽取的页面重新抽取")
    if known.alike:
        yield Finding(
            "draw.repeat.unnamed",
            f"与{names_of(known.alike)}的事项相同、检查期重叠，一半以上的单位相同，"
            "实际是重新抽取，但没有写明前次抽取和理由",
            DRAWS,
            "请从前次抽取的页面重新抽取并写明理由，前次抽取照样保留；另一次抽查的，请另定检查期或者范围",
        )


def _period_findings(draft: PoolDraft, on: date) -> Iterable[Finding]:
    if not on <= draft.visits_from <= draft.visits_until:
        yield Finding(
            "draw.period",
            f"检查期为{draft.visits_from.isoformat()}至{draft.visits_until.isoformat()}，"
            "应当不早于名录公布之日，且止于开始之日以后",
            DRAWS,
            "请更正检查期的起止日期",
        )


def _item_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    if not draft.items:
        text = "未选择本机关的抽查事项"
        yield Finding("draw.items.none", text, NO_LIST_NO_INSPECTION, "请从权责清单中选择检查事项")
    if known.items is None:
        yield Finding(
            "draw.items.no_list",
            "本机关尚未公布现行有效的权责清单，没有可以抽查的事项",
            NO_LIST_NO_INSPECTION,
            "请先在“权责清单”中审议并公布清单，再公布抽查名录",
        )
        return
    if unknown := [code for code in draft.items if code not in known.items]:
        yield Finding(
            "draw.items.unpublished",
            f"事项{names_of(unknown)}不在已经公布的权责清单的行政检查事项中，不得检查",
            NO_LIST_NO_INSPECTION,
            "请选择已经公布的事项，或者先修订、公布权责清单",
        )


def _number_findings(draft: PoolDraft) -> Iterable[Finding]:
    if draft.rates is None and not 1 <= draft.units_to_draw <= len(draft.entities):
        yield Finding(
            "draw.number",
            f"拟抽取{draft.units_to_draw}家，名录中有{len(draft.entities)}家",
            DRAWS,
            "抽取数应当在一家以上，且不多于名录家数",
        )
    if draft.rates is not None and not draft.entities:
        yield Finding("draw.number", "名录中没有检查对象", DRAWS, "请更正名录的范围")
    if len(set(draft.officers)) < PAIR:
        yield Finding(
            "draw.officers.fewer_than_two",
            f"执法检查人员名录为{len(set(draft.officers))}人，不得少于两人",
            TWO_OFFICERS,
            "请补充具有行政执法资格的人员",
        )
    if draft.most_per_officer < 0 or draft.most_per_pair < 0:
        text = "每人最多承担家数、同一对最多搭配次数不能小于零"
        yield Finding("draw.most", text, DRAWS, "不限制的填零")


def _rate_findings(rates: Rates | None) -> Iterable[Finding]:
    if rates is None:
        return
    base = [rate for _, rate in rates.by_risk]
    more = [points for _, points in rates.by_credit]
    if any(not 1 <= rate <= 100 for rate in base) or any(points < 0 for points in more):
        text = "抽取比例应当在百分之一至百分之一百之间，信用类别增加的百分点不能小于零"
        step = "每一层都要有被抽中的机会，请更正比例"
        yield Finding("draw.rates.range", text, DRAWS, step)
    if any(one > other for values in (base, more) for one, other in pairwise(values)):
        text = "风险较高或者失信较重的一层，抽取比例低于较轻的一层"
        yield Finding("draw.rates.order", text, DRAWS, "风险越高、失信越重，抽取比例越高，请更正")


def _exclusion_findings(draft: PoolDraft) -> Iterable[Finding]:
    if any(not says(one.reason, SHORTEST_REASON) for one in draft.exclusions):
        text = f"不参加抽取的单位或者人员的具体理由少于{SHORTEST_REASON}个字"
        step = "请在事由以后逐一写明具体情况，例如“年度检查次数已达上限：已检查两次”"
        yield Finding("draw.exclusion.reason", text, DRAWS, step)
    pooled = set(draft.entities) | set(draft.officers)
    if any(one.id in pooled for one in draft.exclusions):
        text = "同一单位或者人员既在名录中又不参加抽取"
        yield Finding("draw.exclusion.pooled", text, DRAWS, "请二者选一")


def _ground_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    """Refuse a ground of the other list, and one that the records do not bear out."""
    wrong = {one.side for one in draft.exclusions if one.ground.side is not one.side}
    for side in sorted(wrong, key=lambda one: one.value):
        allowed = "、".join(one.label for one in grounds_of(side))
        text = f"{side.label}不参加抽取的事由不在所列事由之中"
        yield Finding("draw.exclusion.ground", text, DRAWS, f"可以选择的事由：{allowed}")
    standing = {ExclusionGround.CLOSED_DOWN, ExclusionGround.OTHER_BODY}
    checks = (
        (standing, known.barred, "名录没有登记其停业、注销或者由其他执法主体检查"),
        ({ExclusionGround.PLANNED}, known.planned, "没有列入现行年度计划的重点检查"),
        ({ExclusionGround.VISITED}, known.visited, "本年度没有检查本次抽查事项的记录"),
        ({ExclusionGround.CAP}, known.capped, "的检查次数没有达到公布的年度上限"),
    )
    for grounds, bears_out, said in checks:
        left = [one.id for one in draft.exclusions if one.ground in grounds]
        if bare := [one for one in left if one not in bears_out]:
            step = "请先核对监管对象名录、年度计划和检查记录；属于其他情形的，选择实际的事由"
            yield Finding(
                "draw.exclusion.untrue",
                f"{names_of(known.units[one].name for one in bare)}{said}",
                DRAWS,
                step,
            )


def _stop_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    """Refuse a stop of work that nothing bears out: no measure that holds, no numbered paper."""
    bare = [
        one.id
        for one in draft.exclusions
        if one.ground is ExclusionGround.SUSPENDED
        and one.side is PoolSide.UNIT
        and one.id not in known.stopped
        and not names_its_paper(one.reason)
    ]
    if bare:
        names = names_of(known.units[one].name for one in bare if one in known.units)
        yield Finding(
            "draw.exclusion.no_stop",
            f"没有{names}停产停业的记录（暂时停产停业的现场处理措施仍在执行），也没有写明依据文书的文号",
            DRAWS,
            "请写明能够查到的文号和期间，例如“停产停业期间：收文〔2025〕12号停产报告，检修至六月底”；"
            "没有停产停业的，列入名录",
        )


def _partner_findings(draft: PoolDraft) -> Iterable[Finding]:
    joint = draft.kind is DrawKind.JOINT
    if joint and not draft.partners:
        yield Finding("draw.partners.none", "联合抽查未填写参加部门", DRAWS, "请填写参加部门")
    if not joint and draft.partners:
        text = "部门内抽查填写了其他部门"
        yield Finding("draw.partners.some", text, DRAWS, "请改为跨部门联合抽查")
    names = [folded(one.name) for one in draft.partners]
    if len(set(names)) < len(names):
        yield Finding("draw.partners.twice", "参加部门有重复", DRAWS, "每个部门只列一次")
    if without := [one.name for one in draft.partners if not one.items]:
        text = f"{names_of(without)}没有填写检查事项"
        step = "请填写该部门已经公布的检查事项"
        yield Finding("draw.partners.items", text, NO_LIST_NO_INSPECTION, step)


def _seed_findings(plan: SeedPlan, speakers: Mapping[Role, int], on: date) -> Iterable[Finding]:
    if plan.method is SeedMethod.COMMITMENTS:
        yield from _contributor_findings(plan.contributors)
        yield from _account_findings(plan.contributors, speakers)
    else:
        yield from _hand_findings(speakers)
    if plan.method is SeedMethod.PUBLIC_EVENT and (
        not says(plan.event) or plan.event_on is None or plan.event_on <= on
    ):
        yield Finding(
            "draw.event",
            "采用公开事件的，未写明事件，或者事件不在名录公布以后",
            DRAWS,
            "请写明事件的全称、期次和公布日期，公布日期应当晚于名录公布之日",
        )


def _contributor_findings(contributors: tuple[str, ...]) -> Iterable[Finding]:
    names = [folded(one) for one in contributors]
    if len(set(names)) < PAIR or "" in names:
        text = "提供种子内容的不足两方"
        step = "通常由法制机构、司法行政部门、派驻纪检监察机构各一方提供"
        yield Finding("draw.contributors.few", text, DRAWS, step)
    if len(set(names)) < len(names):
        text = "提供种子内容的有重复（写法不同的同一名称视为一方）"
        yield Finding("draw.contributors.twice", text, DRAWS, "每方只列一次")


def _account_findings(
    contributors: tuple[str, ...], speakers: Mapping[Role, int]
) -> Iterable[Finding]:
    """Refuse parties that no account can commit for; each account speaks for one party."""
    by_role: dict[Role, list[str]] = {}
    once = {folded(one): one for one in reversed(contributors)}
    for one in sorted(once.values(), key=lambda name: role_of(name) is None):
        by_role.setdefault(role_of(one) or Role.LEGAL_REVIEWER, []).append(one)
    for role, parties in by_role.items():
        there = speakers.get(role, 0)
        if lacking := parties[there:]:
            yield Finding(
                "draw.contributors.account",
                f"{names_of(lacking)}没有可以提交承诺值的账号：除公布名录的人以外，"
                f"“{role.label}”的账号有{there}个，每个账号只录入一方",
                DRAWS,
                _ways_out(speakers),
            )


def _ways_out(speakers: Mapping[Role, int]) -> str:
    """Return what to do where a party has no account; dice only where both hands are there."""
    step = "请先由系统管理员开立账号，或者更换提供方"
    return step if any(_hand_findings(speakers)) else f"{step}，或者改用当众掷骰"


def _hand_findings(speakers: Mapping[Role, int]) -> Iterable[Finding]:
    """Refuse dice and events that nobody can write down, or nobody can check: no seed follows."""
    for roles, does in ((SCRIBES, "录入点数或者结果"), (CHECKERS, "核对并确定种子")):
        if not any(speakers.get(role, 0) for role in roles):
            names = "、".join(sorted(role.label for role in roles))
            text = f"除公布名录的人以外，没有可以{does}的“{names}”账号，名录公布后种子无法确定"
            step = "请先由系统管理员开立账号，再公布名录"
            yield Finding("draw.seed.account", text, DRAWS, step)


def pool_findings(pool: Pool, on: date) -> tuple[Finding, ...]:
    """Refuse a unit with fewer than two officers who may inspect it, and hidden characters."""
    found = tuple(_hidden_findings(pool))
    bare = without_pair(pool, on)
    if not bare:
        return found
    return (
        *found,
        Finding(
            "draw.pair.none",
            f"{names_of(bare)}可派的执法检查人员不足两人（证件有效、不需要回避，"
            "街道（镇）的人员只检查本街道（镇）的单位）",
            RECUSAL,
            "请补充人员，或者将该单位列为不参加抽取并说明理由",
        ),
    )


def _hidden_findings(pool: Pool) -> Iterable[Finding]:
    said = [pool.title, pool.repeat_reason, *pool.partners, pool.item_list]
    said += [one.name for one in pool.units] + [one.name for one in pool.exclusions]
    said += [one.name for one in pool.items]
    said += [one.department for one in pool.items] + [one.credential for one in pool.officers]
    said += [one.reason for one in pool.exclusions]
    said += [*pool.seed_plan.contributors, pool.seed_plan.event]
    wrong = [text for text in said if any(unicodedata.category(c) in HIDDEN for c in text)]
    if wrong:
        text = f"名称或者理由中有不可见的控制字符：{names_of(map(ascii, wrong))}"
        yield Finding("draw.text.hidden", text, DRAWS, "请更正后再公布")
