"""Work with others: tasks with departments and a street, clues sent and received, letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import UnitKind
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories.inspections import LISTED
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawKind, DrawStage, ResultKind
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork import queries, services
from zhunsheng.jointwork.choices import (
    ParticipantKind,
    ReferralAnswer,
    ReferralGround,
    SupervisionKind,
)
from zhunsheng.jointwork.services import (
    AnswerDraft,
    AssessmentDraft,
    ClueDraft,
    DeliveryDraft,
    LetterDraft,
    LineDraft,
    ParticipantDraft,
    ReferralDraft,
    ResponseDraft,
    TaskDraft,
    VisitsDraft,
)
from zhunsheng.kernel.act import Act
from zhunsheng.registry import queries as registry

MARKET: Final = "示例区市场监管部门"
FIRE: Final = "示例区消防救援机构"
HOUSING: Final = "示例区住房建设部门"
NEXT: Final = YEAR + 1
UNITS: Final = 3


def begin(world: World) -> None:
    """Let the stories of work with others begin, where the scenario has open matters."""
    if not world.scenario.open_matters:
        return
    for story in (_drawn, _campaign, _sent, _received, _letters):
        world.year.begin(story(world))


def _told(world: World) -> Callable[[str, date, int], tuple[Act, date]]:
    """Return how somebody acts on a workday at an hour."""

    def act(who: str, day: date, hour: int) -> tuple[Act, date]:
        return world.year.act(world.who(who), instant(day, hour)), day

    return act


def _street(world: World) -> tuple[UUID, str]:
    first = next(iter(world.street_officers))
    units = accounts.units(world.viewer, kind=UnitKind.STREET)
    return first, next(one.name for one in units if one.id == first)


def _drawn(world: World) -> Story:
    """Make a task of the joint draw: its units, visits and lines are the draw's."""
    act, day = _told(world), world.year.workday(date(YEAR, 9, 10))
    yield instant(day, 9)
    wanted = draws.DrawFilters(kind=DrawKind.JOINT, stage=DrawStage.DRAWN)
    row = draws.draws(world.viewer, wanted).first()
    if row is None:
        return
    unit, name = _street(world)
    people = [
        ParticipantDraft(ParticipantKind.DEPARTMENT, department, items)
        for department, items in queries.departments_of_draw(world.viewer, row.id)
    ]
    draft = TaskDraft(
        title=f"{YEAR}年跨部门双随机联合执法",
        ground=BasisKind.JOINT_DRAW,
        items="安全生产监督检查",
        item_codes=(LISTED,),
        first_on=day,
        last_on=date(YEAR, 12, 24),
        participants=(*people, ParticipantDraft(ParticipantKind.STREET, name, "配合", unit)),
        draw=row.id,
    )
    ctx, on = act("duizhang", day, 9)
    task = services.draft_task(ctx=ctx, draft=draft, on=on)
    yield instant(day, 15)
    ctx, on = act("fujuzhang", day, 15)
    services.approve_task(ctx=ctx, task=task.id, version=None, on=on)
    end = world.year.workday(date(YEAR, 12, 26))
    yield instant(end, 10)
    ctx, on = act("duizhang", end, 10)
    services.close_task(
        ctx=ctx,
        task=task.id,
        summary="各单位一并到场，企业一次接受检查；发现的问题由各单位分别跟踪整改。",
        gap_reason="街道配合到场，没有单独的检查事项。",
        version=None,
        on=on,
    )


def _campaign(world: World) -> Story:
    """Visit units with a street and two departments around the new year, as the city deployed."""
    act, day = _told(world), world.year.workday(date(NEXT, 1, 6))
    yield instant(day, 9)
    unit, name = _street(world)
    filters = registry.EntityFilters(street=unit)
    chosen = tuple(one.id for one in registry.entities(world.viewer, filters)[:UNITS])
    draft = TaskDraft(
        title="岁末年初安全生产联合执法",
        ground=BasisKind.SUPERIOR,
        paper=f"示市应急〔{YEAR}〕68号",
        paper_body="示例市应急管理局",
        paper_on=date(YEAR, 12, 26),
        items="特种作业人员持证、隐患排查治理",
        item_codes=(LISTED,),
        first_on=day,
        last_on=date(NEXT, 1, 30),
        participants=(
            ParticipantDraft(ParticipantKind.DEPARTMENT, MARKET, "特种设备使用登记"),
            ParticipantDraft(ParticipantKind.DEPARTMENT, FIRE, "消防监督抽查"),
            ParticipantDraft(ParticipantKind.STREET, name, "出租房屋安全", unit),
        ),
        entities=chosen,
    )
    ctx, on = act("duizhang", day, 9)
    task = services.draft_task(ctx=ctx, draft=draft, on=on)
    yield instant(day, 14)
    ctx, on = act("fujuzhang", day, 14)
    services.approve_task(ctx=ctx, task=task.id, version=None, on=on)
    yield instant(day, 16)
    ctx, on = act("fujuzhang", day, 16)
    visits = VisitsDraft(
        entities=chosen[:2],
        officers=tuple(one.id for one in world.officers[:2]),
        planned_on=date(NEXT, 1, 20),
        repeat_reason="岁末年初联合执法，与其他部门一并检查。",
    )
    services.approve_visits(ctx=ctx, task=task.id, draft=visits, version=None, on=on)
    told = world.year.workday(date(NEXT, 1, 12))
    yield instant(told, 10)
    whose = {one.name: one.id for one in queries.task(world.viewer, task.id).participants.all()}
    ctx, on = act("jiedao1", told, 10)
    line = LineDraft(whose[name], chosen[0], ResultKind.NOTHING_FOUND, told)
    services.enter_line(ctx=ctx, task=task.id, draft=line, version=None, on=on)
    yield instant(told, 15)
    ctx, on = act("zhifa1", told, 15)
    line = LineDraft(
        whose[MARKET],
        chosen[0],
        ResultKind.CORRECTED,
        told,
        "一台叉车定期检验超期，已责令停用。",
        f"联合检查情况反馈函（示市监函〔{NEXT}〕3号）",
    )
    services.enter_line(ctx=ctx, task=task.id, draft=line, version=None, on=on)


def _sent(world: World) -> Story:
    """Send three findings to others: one handled, one late, one that waits for approval."""
    act, day = _told(world), world.year.workday(date(YEAR, 10, 14))
    for number, (start, until) in enumerate(
        ((day, 5), (date(YEAR, 12, 1), 3), (date(NEXT, 1, 13), 1))
    ):
        on = world.year.workday(start)
        yield instant(on, 9)
        found = _finding(world, number)
        if found is None:
            return
        body = (MARKET, HOUSING, FIRE)[number]
        draft = ReferralDraft(
            body=body,
            ground=ReferralGround.OTHER_POWER,
            party_name=found.inspection.entity.name,
            facts=f"{found.place}：{found.description}",
            material=("现场检查记录复印件", "现场照片"),
            entity=found.inspection.entity_id,
            finding=found.id,
        )
        ctx, _ = act("zhifa1", on, 9)
        row = services.draft_referral(ctx=ctx, draft=draft, on=on)
        steps: tuple[tuple[str, str, Callable[..., object]], ...] = (
            ("fujuzhang", "批准", services.approve_referral),
            (
                "zhifa1",
                "送达",
                partial(
                    services.deliver_referral,
                    draft=DeliveryDraft("示例收件人", "公文交换签收单"),
                ),
            ),
            (
                "zhifa1",
                "答复",
                partial(
                    services.record_answer,
                    draft=AnswerDraft(ReferralAnswer.TAKEN, f"关于线索接收的复函〔{YEAR}〕6号"),
                ),
            ),
            (
                "zhifa1",
                "结果",
                partial(services.record_outcome, text="已责令当事人改正，对方已复查合格。"),
            ),
        )
        for who, _, step in steps[: until - 1]:
            on = world.year.calendar.next_workday(on)
            yield instant(on, 10)
            ctx, _ = act(who, on, 10)
            step(ctx=ctx, referral=row.id, version=None, on=on)


def _finding(world: World, number: int) -> Any | None:  # noqa: ANN401  # a row of inspections
    rows = inspections.inspections(world.viewer).filter(findings__isnull=False)
    visited = list(rows.order_by("visited_on", "id").distinct()[: number + 1])
    if len(visited) <= number:
        return None
    return inspections.finding(
        world.viewer, inspections.findings_of(world.viewer, visited[number].id)[0].id
    )


def _received(world: World) -> Story:
    """Receive three clues: one sent back, one accepted, one that waits to be looked into."""
    act = _told(world)
    entity = world.all_entities()[0]
    name = registry.entity(world.viewer, entity).name
    back = date(YEAR, 11, 3)
    yield instant(back, 9)
    ctx, on = act("chuangkou", back, 9)
    draft = ClueDraft(HOUSING, f"示建移〔{YEAR}〕4号", "示例路一处工地", "脚手架搭设不规范。")
    row = services.register_clue(ctx=ctx, draft=draft, on=on)
    for who, hour, step in (
        (
            "zhifa2",
            10,
            partial(
                services.assess_clue,
                draft=AssessmentDraft(False, "属于房屋建筑施工安全，由住房建设部门监督管理。"),
            ),
        ),
        (
            "fujuzhang",
            11,
            partial(services.return_clue, text="房屋建筑施工安全由你部门监督管理，退回办理。"),
        ),
    ):
        day = world.year.calendar.next_workday(back)
        yield instant(day, hour)
        ctx, _ = act(who, day, hour)
        step(ctx=ctx, referral=row.id, version=None, on=day)
    day = date(YEAR, 12, 22)
    yield instant(day, 9)
    ctx, on = act("chuangkou", day, 9)
    facts = "抽查时发现一名电工无特种作业操作证。"
    draft = ClueDraft(MARKET, f"示市监移〔{YEAR}〕11号", name, facts, ("照片两张",), entity)
    row = services.register_clue(ctx=ctx, draft=draft, on=on)
    for who, hour, step in (
        (
            "zhifa2",
            10,
            partial(
                services.assess_clue, draft=AssessmentDraft(True, "属于本局职权，建议接收并检查。")
            ),
        ),
        (
            "fujuzhang",
            15,
            partial(services.accept_clue, text="本局将依法组织检查，处理结果另行函告。"),
        ),
    ):
        yield instant(day, hour)
        ctx, _ = act(who, day, hour)
        step(ctx=ctx, referral=row.id, version=None, on=day)
    day = date(NEXT, 1, 12)
    yield instant(day, 9)
    ctx, on = act("chuangkou", day, 9)
    facts = "消防检查时发现企业未如实记录隐患排查情况。"
    draft = ClueDraft(FIRE, f"示消移〔{NEXT}〕1号", name, facts, ("检查记录复印件",), entity)
    services.register_clue(ctx=ctx, draft=draft, on=on)


def _letters(world: World) -> Story:
    """Write to the street and to departments: settled, unanswered, unread, unsigned."""
    act = _told(world)
    unit, name = _street(world)
    told = (
        (date(YEAR, 11, 10), SupervisionKind.SUPERVISION_LETTER, unit, name, "示例路沿街店铺住人",
         date(YEAR, 11, 28), 5),
        (date(YEAR, 12, 8), SupervisionKind.REMINDER_LETTER, None, HOUSING, "冬季施工取暖用火",
         date(YEAR, 12, 31), 3),
        (date(NEXT, 1, 7), SupervisionKind.SUPERVISION_LETTER, unit, name, "示例巷烟花爆竹零售点",
         date(NEXT, 1, 23), 2),
        (date(NEXT, 1, 12), SupervisionKind.SUGGESTION_LETTER, None, FIRE, "联合检查信息共享",
         None, 1),
    )  # fmt: skip
    for first, kind, street, recipient, subject, due_on, until in told:
        day = world.year.workday(first)
        yield instant(day, 14)
        asked = "请组织排查，逐户登记，督促整改，并将结果书面回复本局。"
        draft = LetterDraft(kind, recipient, subject, asked, due_on, street)
        ctx, _ = act("zhifa2", day, 14)
        row = services.draft_letter(ctx=ctx, draft=draft, on=day)
        own = "jiedao1" if street else "zhifa2"
        steps: tuple[tuple[str, Callable[..., object]], ...] = (
            ("fujuzhang", services.sign_letter),
            (own, partial(services.receive_letter, recipient="示例收件人")),
            (own, partial(services.answer_letter, draft=ResponseDraft("已排查，清退三户。"))),
            ("zhifa2", partial(services.settle_letter, text="现场核对属实。")),
        )
        for who, step in steps[: until - 1]:
            day = world.year.calendar.next_workday(day)
            yield instant(day, 14)
            ctx, _ = act(who, day, 14)
            step(ctx=ctx, letter=row.id, version=None, on=day)
