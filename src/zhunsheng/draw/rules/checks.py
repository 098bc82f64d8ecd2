"""What must hold before a pool is published, a seed is bound, a draw is run."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.draw.choices import DrawKind, DrawStep, PoolSide
from zhunsheng.draw.rules.tickets import (
    HIDDEN,
    PAIR,
    Commitment,
    Contribution,
    Pool,
    commitment_of,
    same_name,
    without_pair,
)
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.workforce.rules import OfficerFact

DRAWS: Final = cite("GF-2019-5")
TWO_OFFICERS: Final = cite("APL-2021:42.1")
RECUSAL: Final = cite("APL-2021:43")
LONGEST_NAMES: Final = 5
LONGEST_VALUE: Final = 200
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A unit or an officer that is left out of the pool, with the reason."""

    side: PoolSide
    id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class PoolDraft:
    """What somebody wants to publish as a pool; everything else is looked up."""

    title: str
    kind: DrawKind
    entities: tuple[UUID, ...]
    officers: tuple[UUID, ...]
    units_to_draw: int
    exclusions: tuple[Exclusion, ...] = ()
    partners: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    most_per_officer: int = 0
    repeats: UUID | None = None
    repeat_reason: str = ""


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """What the steps of a draw look at."""

    acts: tuple[DoneAct, ...] = ()
    on: date | None = None

    def done_on(self, step: DrawStep) -> date | None:
        """Return the day of a step, if it was taken."""
        return next((act.on for act in self.acts if act.step == step.value), None)


def _names(names: Iterable[str]) -> str:
    found = list(names)
    shown = "、".join(found[:LONGEST_NAMES])
    return shown if len(found) <= LONGEST_NAMES else f"{shown}等{len(found)}个"


def seed_follows_the_pool(facts: DrawFacts) -> Finding | None:
    """Refuse a seed of a day before the pool was published."""
    published = facts.done_on(DrawStep.POOL)
    if published is None or facts.on is None or facts.on >= published:
        return None
    return Finding(
        "draw.seed.before_pool",
        f"种子日期{facts.on.isoformat()}早于名录公布日期{published.isoformat()}",
        DRAWS,
        "名录公布以后才能确定种子",
    )


def run_follows_the_seed(facts: DrawFacts) -> Finding | None:
    """Refuse a draw of a day before its seed was bound."""
    bound = facts.done_on(DrawStep.SEED)
    if bound is None or facts.on is None or facts.on >= bound:
        return None
    return Finding(
        "draw.run.before_seed",
        f"抽取日期{facts.on.isoformat()}早于种子确定日期{bound.isoformat()}",
        DRAWS,
        "种子确定以后才能抽取",
    )


def draft_findings(
    draft: PoolDraft,
    *,
    names: Mapping[UUID, str],
    officers: Sequence[OfficerFact],
    on: date,
) -> tuple[Finding, ...]:
    """Return every reason against publishing a pool, except what the pool itself shows."""
    return (
        *_title_findings(draft),
        *_number_findings(draft),
        *_list_findings(draft, names, officers),
        *_credential_findings(draft, officers, on),
        *_exclusion_findings(draft),
        *_partner_findings(draft),
        *_commitment_findings(draft.commitments),
    )


def _title_findings(draft: PoolDraft) -> Iterable[Finding]:
    if not draft.title.strip():
        yield Finding("draw.title.none", "未填写抽查任务名称", DRAWS, "请填写任务名称")
    if draft.repeats is not None and not draft.repeat_reason.strip():
        yield Finding("draw.repeat.reason", "重新抽取未说明理由", DRAWS, "请说明重新抽取的理由")


def _number_findings(draft: PoolDraft) -> Iterable[Finding]:
    if not 1 <= draft.units_to_draw <= len(draft.entities):
        yield Finding(
            "draw.number",
            f"拟抽取{draft.units_to_draw}家，名录中有{len(draft.entities)}家",
            DRAWS,
            "抽取数应当在一家以上，且不多于名录家数",
        )
    if len(set(draft.officers)) < PAIR:
        yield Finding(
            "draw.officers.fewer_than_two",
            f"执法检查人员名录为{len(set(draft.officers))}人，不得少于两人",
            TWO_OFFICERS,
            "请补充具有行政执法资格的人员",
        )
    if draft.most_per_officer < 0:
        yield Finding("draw.most", "每人最多承担家数不能小于零", DRAWS, "不限制的填零")


def _list_findings(
    draft: PoolDraft, names: Mapping[UUID, str], officers: Sequence[OfficerFact]
) -> Iterable[Finding]:
    known = {officer.id for officer in officers}
    if unknown := sum(1 for one in set(draft.entities) if one not in names):
        text = f"有{unknown}家单位不在监管对象名录中"
        yield Finding("draw.units.unknown", text, DRAWS, "请先登记该单位")
    if unknown := sum(1 for one in set(draft.officers) if one not in known):
        text = f"有{unknown}名人员不在执法人员名录中"
        yield Finding("draw.officers.unknown", text, DRAWS, "请先登记该人员")
    twice = [names.get(i, str(i)) for i, n in Counter(draft.entities).items() if n > 1]
    if twice:
        text = f"{_names(twice)}在名录中重复，会增加被抽中的机会"
        yield Finding("draw.units.twice", text, DRAWS, "每家单位只列一次")
    if len(set(draft.officers)) < len(draft.officers):
        yield Finding("draw.officers.twice", "人员名录中有重复", DRAWS, "每名人员只列一次")


def _credential_findings(
    draft: PoolDraft, officers: Sequence[OfficerFact], on: date
) -> Iterable[Finding]:
    wanted = set(draft.officers)
    lapsed = [o.name for o in officers if o.id in wanted and not o.number_on(on)]
    if lapsed:
        yield Finding(
            "draw.officers.credential",
            f"{_names(lapsed)}在{on.isoformat()}没有有效的行政执法证件",
            TWO_OFFICERS,
            "请从名录中移出，列为不参加抽取的人员并说明理由",
        )


def _exclusion_findings(draft: PoolDraft) -> Iterable[Finding]:
    if any(not exclusion.reason.strip() for exclusion in draft.exclusions):
        text = "不参加抽取的单位或者人员没有说明理由"
        yield Finding("draw.exclusion.reason", text, DRAWS, "请逐一说明理由")
    pooled = {*draft.entities, *draft.officers}
    if any(exclusion.id in pooled for exclusion in draft.exclusions):
        text = "同一单位或者人员既在名录中又列为不参加抽取"
        yield Finding("draw.exclusion.pooled", text, DRAWS, "请只保留一处")


def _partner_findings(draft: PoolDraft) -> Iterable[Finding]:
    joint = draft.kind is DrawKind.JOINT
    if joint and not draft.partners:
        yield Finding("draw.partners.none", "联合抽查未填写参加部门", DRAWS, "请填写参加部门")
    if not joint and draft.partners:
        text = "部门内抽查填写了其他部门"
        yield Finding("draw.partners.some", text, DRAWS, "请改为跨部门联合抽查")


def _commitment_findings(commitments: tuple[Commitment, ...]) -> Iterable[Finding]:
    wrong = [c.contributor for c in commitments if not _HASH.fullmatch(c.commitment)]
    if wrong:
        text = f"{_names(wrong)}的承诺值不是64位十六进制校验值"
        yield Finding("draw.commitment.form", text, DRAWS, "请填写SHA-256校验值")
    names = [same_name(c.contributor) for c in commitments]
    if len(set(names)) < PAIR or "" in names:
        text = "公布名录时作出承诺的不足两人"
        step = "种子只由事先公布承诺值的人提供，请填写两人以上的承诺值"
        yield Finding("draw.commitment.few", text, DRAWS, step)
    if len(set(names)) < len(names):
        text = "同一人作出了两次承诺（写法不同的同一名称视为一人）"
        yield Finding("draw.commitment.twice", text, DRAWS, "每人只承诺一次")


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
            f"{_names(bare)}可派的执法检查人员不足两人（证件有效且不需要回避）",
            RECUSAL,
            "请补充人员，或者将该单位列为不参加抽取并说明理由",
        ),
    )


def _hidden_findings(pool: Pool) -> Iterable[Finding]:
    said = [pool.title, pool.repeat_reason, *pool.partners]
    said += [one.name for one in pool.units] + [one.name for one in pool.officers]
    said += [one.name for one in pool.exclusions]
    said += [one.reason for one in pool.exclusions]
    said += [one.contributor for one in pool.commitments]
    wrong = [text for text in said if any(unicodedata.category(c) in HIDDEN for c in text)]
    if wrong:
        text = f"名称或者理由中有不可见的控制字符：{_names(map(ascii, wrong))}"
        yield Finding("draw.text.hidden", text, DRAWS, "请更正后再公布")


def run_findings(pool: Pool, drawn: Iterable[str], on: date) -> tuple[Finding, ...]:
    """Refuse a draw where a drawn unit has no admissible pair on the day of the draw."""
    names = {unit.id: unit.name for unit in pool.units}
    bare = set(without_pair(pool, on))
    without = [names[one] for one in drawn if names[one] in bare]
    if not without:
        return ()
    return (
        Finding(
            "draw.run.pair.none",
            f"抽取当日{_names(without)}可派的执法检查人员不足两人",
            TWO_OFFICERS,
            "请重新公布名录后抽取，并说明理由",
        ),
    )


def contribution_findings(
    contributions: tuple[Contribution, ...], commitments: tuple[Commitment, ...]
) -> tuple[Finding, ...]:
    """Return every reason against these contributions: too few, empty, not as promised."""
    return (*_form_findings(contributions), *_promise_findings(contributions, commitments))


def _form_findings(contributions: tuple[Contribution, ...]) -> Iterable[Finding]:
    names = [same_name(c.contributor) for c in contributions]
    if len(set(names)) < PAIR:
        text = f"种子由{len(set(names))}人提供，不得少于两人"
        yield Finding("draw.seed.contributors", text, DRAWS, "请由两人以上分别提供内容")
    if len(set(names)) < len(names):
        yield Finding("draw.seed.twice", "同一人提供了两次内容", DRAWS, "每人只提供一次")
    if any(not n for n in names) or any(
        not 1 <= len(c.value.strip()) <= LONGEST_VALUE for c in contributions
    ):
        text = f"提供人或者内容为空，或者内容超过{LONGEST_VALUE}字"
        yield Finding("draw.seed.empty", text, DRAWS, "请填写提供人和内容")


def _promise_findings(
    contributions: tuple[Contribution, ...], commitments: tuple[Commitment, ...]
) -> Iterable[Finding]:
    given = {c.contributor: commitment_of(c) for c in contributions}
    promised = {c.contributor for c in commitments}
    stranger = [c.contributor for c in contributions if c.contributor not in promised]
    if stranger:
        text = f"{_names(stranger)}没有在公布名录时作出承诺"
        step = "最后提供内容的人能够左右结果，只收事先公布承诺值的人的内容"
        yield Finding("draw.seed.unpromised", text, DRAWS, step)
    missing = [c.contributor for c in commitments if c.contributor not in given]
    if missing:
        text = f"{_names(missing)}作出过承诺，尚未公开内容"
        yield Finding(
            "draw.seed.withheld", text, DRAWS, "请公开内容；拒不公开的，写明其名称和理由重新抽取"
        )
    broken = [
        c.contributor
        for c in commitments
        if c.contributor in given and given[c.contributor] != c.commitment
    ]
    if broken:
        text = f"{_names(broken)}公开的内容与公布名录时的承诺值不符"
        yield Finding("draw.seed.broken", text, DRAWS, "请核对公开的内容")


def partner_findings(
    partner: str, result: str, *, partners: Sequence[str], was_run: bool
) -> tuple[Finding, ...]:
    """Return why a department's result cannot be noted: too early, a stranger, or nothing said."""
    found = []
    if not was_run:
        found.append(Finding("draw.partner.early", "尚未抽取，没有检查结果", DRAWS, "请先抽取"))
    if partner not in partners:
        text = f"“{partner}”不是本次联合抽查的参加部门"
        found.append(Finding("draw.partner.stranger", text, DRAWS, "请选择参加部门"))
    if not result.strip():
        found.append(Finding("draw.partner.empty", "未填写检查结果", DRAWS, "请填写检查结果"))
    return tuple(found)
