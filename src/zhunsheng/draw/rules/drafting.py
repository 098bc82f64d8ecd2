"""What must hold before a pool is published."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from zhunsheng.draw.choices import DrawKind, PoolSide, SeedMethod
from zhunsheng.draw.rules.pool import Pool, PoolUnit, Rates, SeedPlan
from zhunsheng.draw.rules.tickets import HIDDEN, PAIR, same_name, without_pair
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says
from zhunsheng.workforce.rules import CredentialTerm, OfficerFact

DRAWS: Final = cite("GF-2019-5")
TWO_OFFICERS: Final = cite("APL-2021:42.1")
RECUSAL: Final = cite("APL-2021:43")
NO_LIST_NO_INSPECTION: Final = cite("GBF-2024-54")
LONGEST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A unit or an officer that is left out of the pool, with the reason."""

    side: PoolSide
    id: UUID
    reason: str


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
    """What is looked up for a draft: units, officers, closed units, published items by code."""

    units: Mapping[UUID, PoolUnit]
    officers: Sequence[OfficerFact]
    closed: Mapping[UUID, date]
    items: Mapping[str, str] | None


def names_of(names: Iterable[str]) -> str:
    """Return names for a message: a few of them, and how many there are."""
    found = list(names)
    shown = "、".join(found[:LONGEST_NAMES])
    return shown if len(found) <= LONGEST_NAMES else f"{shown}等{len(found)}个"


def term_of(officer: OfficerFact, since: date, until: date) -> CredentialTerm | None:
    """
    Return the credential that covers every day of a period, nothing where none does.

    A credential that follows the day after another one ends goes on with it.
    """
    found: CredentialTerm | None = None
    for term in sorted(officer.terms, key=lambda t: t.valid_from):
        if found is not None and (term.valid_from - found.valid_until).days <= 1:
            last = max(found.valid_until, term.valid_until)
            found = CredentialTerm(found.number, found.valid_from, last)
        elif term.holds_on(since):
            found = term
    return found if found is not None and found.holds_on(until) else None


def draft_findings(draft: PoolDraft, known: Known, on: date) -> tuple[Finding, ...]:
    """Return every reason against publishing a pool, except what the pool itself shows."""
    return (
        *_title_findings(draft),
        *_period_findings(draft, on),
        *_item_findings(draft, known),
        *_number_findings(draft),
        *_rate_findings(draft.rates),
        *_list_findings(draft, known),
        *_closed_findings(draft, known),
        *_credential_findings(draft, known.officers, on),
        *_exclusion_findings(draft),
        *_partner_findings(draft),
        *_seed_findings(draft.seed_plan, on),
    )


def _title_findings(draft: PoolDraft) -> Iterable[Finding]:
    if not says(draft.title):
        yield Finding("draw.title.none", "未填写抽查任务名称", DRAWS, "请填写任务名称")
    if draft.repeats is not None and not says(draft.repeat_reason):
        yield Finding("draw.repeat.reason", "重新抽取未说明理由", DRAWS, "请说明重新抽取的理由")


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


def _list_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    staff = {officer.id for officer in known.officers}
    if unknown := sum(1 for one in set(draft.entities) if one not in known.units):
        text = f"有{unknown}家单位不在监管对象名录中"
        yield Finding("draw.units.unknown", text, DRAWS, "请先登记该单位")
    if unknown := sum(1 for one in set(draft.officers) if one not in staff):
        text = f"有{unknown}名人员不在执法人员名录中"
        yield Finding("draw.officers.unknown", text, DRAWS, "请先登记该人员")
    twice = [i for i, n in Counter(draft.entities).items() if n > 1]
    if twice:
        names = names_of(known.units[i].name if i in known.units else str(i) for i in twice)
        text = f"{names}在名录中重复，会增加被抽中的机会"
        yield Finding("draw.units.twice", text, DRAWS, "每家单位只列一次")
    if len(set(draft.officers)) < len(draft.officers):
        yield Finding("draw.officers.twice", "人员名录中有重复", DRAWS, "每名人员只列一次")


def _closed_findings(draft: PoolDraft, known: Known) -> Iterable[Finding]:
    shut = [
        f"{known.units[one].name}（{known.closed[one].isoformat()}）"
        for one in draft.entities
        if one in known.closed and one in known.units
    ]
    if shut:
        yield Finding(
            "draw.units.closed",
            f"{names_of(shut)}已经停业或者注销，不能列入名录",
            DRAWS,
            "请将该单位列为不参加抽取，理由写明停业或者注销；已经恢复的，请先在监管对象名录中更正",
        )


def _credential_findings(
    draft: PoolDraft, officers: Sequence[OfficerFact], on: date
) -> Iterable[Finding]:
    sent = [officer for officer in officers if officer.id in set(draft.officers)]
    lapsed = [o.name for o in sent if not o.number_on(on)]
    if lapsed:
        yield Finding(
            "draw.officers.credential",
            f"{names_of(lapsed)}在{on.isoformat()}没有有效的行政执法证件",
            TWO_OFFICERS,
            "请从名录中去掉，或者先登记有效证件",
        )
    until = draft.visits_until
    ending = [
        f"{o.name}（证件至{max(t.valid_until for t in o.terms).isoformat()}）"
        for o in sent
        if o.number_on(on) and term_of(o, on, max(on, until)) is None
    ]
    if ending:
        yield Finding(
            "draw.officers.ending",
            f"{names_of(ending)}的行政执法证件在检查期满{until.isoformat()}以前失效，到时不能执法",
            TWO_OFFICERS,
            "请先换证并登记，或者提前检查期，或者从名录中去掉该人员并说明理由",
        )


def _exclusion_findings(draft: PoolDraft) -> Iterable[Finding]:
    if any(not says(one.reason) for one in draft.exclusions):
        text = "不参加抽取的单位或者人员未说明理由"
        yield Finding("draw.exclusion.reason", text, DRAWS, "请逐一说明理由")
    pooled = set(draft.entities) | set(draft.officers)
    if any(one.id in pooled for one in draft.exclusions):
        text = "同一单位或者人员既在名录中又不参加抽取"
        yield Finding("draw.exclusion.pooled", text, DRAWS, "请二者选一")


def _partner_findings(draft: PoolDraft) -> Iterable[Finding]:
    joint = draft.kind is DrawKind.JOINT
    if joint and not draft.partners:
        yield Finding("draw.partners.none", "联合抽查未填写参加部门", DRAWS, "请填写参加部门")
    if not joint and draft.partners:
        text = "部门内抽查填写了其他部门"
        yield Finding("draw.partners.some", text, DRAWS, "请改为跨部门联合抽查")
    names = [same_name(one.name) for one in draft.partners]
    if len(set(names)) < len(names):
        yield Finding("draw.partners.twice", "参加部门有重复", DRAWS, "每个部门只列一次")
    if without := [one.name for one in draft.partners if not one.items]:
        text = f"{names_of(without)}没有填写检查事项"
        step = "请填写该部门已经公布的检查事项"
        yield Finding("draw.partners.items", text, NO_LIST_NO_INSPECTION, step)


def _seed_findings(plan: SeedPlan, on: date) -> Iterable[Finding]:
    if plan.method is SeedMethod.COMMITMENTS:
        yield from _contributor_findings(plan.contributors)
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
    names = [same_name(one) for one in contributors]
    if len(set(names)) < PAIR or "" in names:
        text = "提供种子内容的不足两方"
        step = "通常由法制机构、司法行政部门、派驻纪检监察机构各一方提供"
        yield Finding("draw.contributors.few", text, DRAWS, step)
    if len(set(names)) < len(names):
        text = "提供种子内容的有重复（写法不同的同一名称视为一方）"
        yield Finding("draw.contributors.twice", text, DRAWS, "每方只列一次")


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
            f"{names_of(bare)}可派的执法检查人员不足两人（证件有效且不需要回避）",
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
