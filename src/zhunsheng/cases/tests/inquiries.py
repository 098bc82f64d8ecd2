"""Evidence taken for the cases of an invented bureau: what its tests share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.tests.world import World
from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import scan
from zhunsheng.inquiry import rules, services
from zhunsheng.inquiry.choices import Capacity, DisposalKind, KeepingPlace
from zhunsheng.inquiry.models import (
    CommissionTurn,
    ExpertCommission,
    Interview,
    InterviewCall,
    Preservation,
    PreservationAct,
    Sampling,
    Scene,
)
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web.uploads import Upload

DAY = date(2025, 3, 3)
TABLES = (
    *(InterviewCall, Interview, Scene, Sampling, ExpertCommission),
    *(CommissionTurn, Preservation, PreservationAct),
)

THINGS = (rules.Thing("签到册", quantity="1册"), rules.Thing("主机", quantity="1台"))


def at(hour: int, minute: int = 0, on: date = DAY) -> datetime:
    return datetime.combine(on, time(hour, minute), tzinfo=SHANGHAI)


def spot(world: World, **changes: Any) -> rules.OnTheSpot:
    held = rules.OnTheSpot(
        officers=(world.officers["yi"], world.officers["bing"]),
        place="示例区安平路8号",
        started_at=at(8),
        ended_at=at(9),
        certificates_shown=True,
        recusal_told=True,
        signed=True,
        proves="3名人员无证从事低压电工作业",
    )
    return replace(held, **changes)


def interview(world: World, name: str = "示例甲", **changes: Any) -> rules.InterviewDraft:
    own = {key: changes.pop(key) for key in ("rights_told", "answers", "call") if key in changes}
    draft = rules.InterviewDraft(
        spot=spot(world, **changes),
        person=rules.Person(name, Capacity.LEGAL_REPRESENTATIVE),
        answers=(("何时开始作业？", "8月3日。"),),
        rights_told=True,
        read_back=True,
    )
    return replace(draft, **own)


def subject(case: PenaltyCase) -> tuple[str, UUID]:
    return ("case", case.id)


def ask(world: World, case: PenaltyCase, draft: rules.InterviewDraft, **how: Any) -> Interview:
    ctx = world.act("yi", DAY)
    return services.record_interview(ctx=ctx, subject=subject(case), draft=draft, on=DAY, **how)


def ask_on(world: World, case: PenaltyCase, on: date) -> Interview:
    """Interview the legal representative on the morning of a day."""
    draft = interview(world, started_at=at(8, on=on), ended_at=at(9, on=on))
    ctx = world.act("yi", on)
    return services.record_interview(ctx=ctx, subject=subject(case), draft=draft, on=on)


def requested(
    world: World, case: PenaltyCase, on: date = DAY, *things: rules.Thing
) -> Preservation:
    draft = rules.PreservationDraft(
        officers=(world.officers["yi"], world.officers["bing"]),
        reason="签到册为孤本，可能被替换",
        things=things or THINGS,
        keeping=KeepingPlace.IN_PLACE,
        place="档案室",
        keeper="示例甲",
    )
    ctx = world.act("yi", on)
    return services.request_preservation(ctx=ctx, subject=subject(case), draft=draft, on=on)


def running(world: World, case: PenaltyCase, on: date = DAY, *things: rules.Thing) -> Preservation:
    row = requested(world, case, on, *things)
    services.approve_preservation(ctx=world.act("deputy", on), preservation=row.id, on=on)
    notify(world, row, on)
    return row


def notify(world: World, row: Preservation, on: date = DAY, **changes: Any) -> Preservation:
    draft = rules.NoticeDraft(
        officers=(world.officers["yi"], world.officers["bing"]),
        receiver="示例甲",
        certificates_shown=True,
        signed=True,
    )
    return services.notify_preservation(
        ctx=world.act("yi", on), preservation=row.id, draft=replace(draft, **changes), on=on
    )


def propose(world: World, row: Preservation, on: date, *kinds: DisposalKind) -> Preservation:
    return services.propose_disposal(
        ctx=world.act("yi", on),
        preservation=row.id,
        draft=rules.DisposalDraft(kinds, "已经复制，不再需要保存"),
        on=on,
    )


def refused(world: World, act: Callable[[], object]) -> set[str]:
    """Return the codes of a refusal after showing that nothing was written or recorded."""

    def counts() -> list[int]:
        rows = [table.objects.of(world.viewer()).count() for table in TABLES]
        return [world.events, len(documents.documents(world.viewer())), *rows]

    before = counts()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert counts() == before
    return {finding.code for finding in refusal.value.findings}


def commissioned(
    world: World, case: PenaltyCase, due_on: date | None = date(2025, 3, 23)
) -> ExpertCommission:
    draft = rules.CommissionDraft(
        institution="示例司法鉴定中心",
        qualification="文书鉴定",
        questions="签名是否本人书写",
        materials="签到册1册",
        officers=(world.officers["yi"], world.officers["bing"]),
        due_on=due_on,
    )
    return services.commission_expert(
        ctx=world.act("yi", DAY), subject=subject(case), draft=draft, on=DAY
    )


def receive(world: World, row: ExpertCommission, on: date) -> object:
    return services.receive_opinion(
        ctx=world.act("yi", on),
        commission=row.id,
        draft=rules.ResultDraft("示例1号", "不是同一人书写"),
        report=Upload("鉴定报告.pdf", scan(1)),
        on=on,
    )


def extend(
    world: World, row: ExpertCommission, until: date, on: date, who: str = "deputy", **how: str
) -> CommissionTurn:
    """Let a person in charge approve a later day for an opinion."""
    given = {"reason": "样本不足，需要补充提取", **how}
    ctx = world.act(who, on)
    return services.extend_commission(ctx=ctx, commission=row.id, until=until, on=on, **given)


def give_up(
    world: World, row: ExpertCommission, on: date, who: str = "yi", reason: str = "违法事实另有书证"
) -> CommissionTurn:
    """Let an officer give an opinion up."""
    ctx = world.act(who, on)
    return services.end_commission(ctx=ctx, commission=row.id, reason=reason, on=on)
