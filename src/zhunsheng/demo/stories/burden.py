"""Caps of the coming year, and joint visits of its first quarter."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.burden import queries, services
from zhunsheng.burden.rules import Due
from zhunsheng.burden.services import JointDraft, NoticeDraft
from zhunsheng.demo.engine import Story, instant, pick
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR

DAY: Final = date(YEAR, 12, 22)
LIMITS: Final = {"chemicals_grade_2": 3, "chemicals_grade_3": 4, "same_subject": 2}
DEPARTMENTS: Final = ("示例区应急管理局", "示例区消防救援大队", "示例区市场监督管理局")
FIRST, LAST = date(YEAR, 12, 23), date(YEAR, 12, 31)


def story(world: World) -> Story:
    """Publish the caps, then plan visits of three departments together."""
    yield instant(DAY, 10)
    draft = NoticeDraft(
        f"示例区应急管理局{YEAR + 1}年度检查频次通告", f"示应急告〔{YEAR}〕3号", YEAR + 1, LIMITS
    )
    ctx = world.year.act(world.who("juzhang"), instant(DAY, 10))
    services.publish_caps(ctx=ctx, draft=draft, on=DAY)
    yield instant(DAY, 15)
    entities = world.all_entities()[:24]
    dues = tuple(
        Due(str(entity), department, FIRST, LAST)
        for number, entity in enumerate(entities)
        for place, department in enumerate(DEPARTMENTS)
        if pick(f"joint/{number}/{place}", 3)
    )
    joint = JointDraft(f"{YEAR}年岁末联合检查安排", FIRST, LAST, 6, "")
    plan = queries.planned(dues, queries.workdays(FIRST, LAST), joint.capacity)
    ctx = world.year.act(world.who("duizhang"), instant(DAY, 15))
    services.plan_joint_visits(ctx=ctx, draft=joint, dues=dues, plan=plan, on=DAY)
