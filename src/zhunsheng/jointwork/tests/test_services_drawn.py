"""A task that rests on a joint draw: what the draw holds is linked, not copied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.draw import queries as draws
from zhunsheng.draw import services as drawing
from zhunsheng.draw.choices import DrawKind, ResultKind
from zhunsheng.draw.models import Draw
from zhunsheng.draw.tests.builders import (
    BUREAU,
    DAY,
    HEAD,
    ITEM,
    UNTIL,
    bound,
    ctx,
    found,
    published,
    ran,
    whole,
)
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork import queries, services
from zhunsheng.jointwork.choices import ParticipantKind
from zhunsheng.jointwork.models import JointParticipant, JointTarget, JointTask
from zhunsheng.jointwork.rules import LineDraft, ParticipantDraft, TaskDraft, VisitsDraft
from zhunsheng.jointwork.services.scoping import with_streets
from zhunsheng.jointwork.tests.builders import refused
from zhunsheng.kernel.act import Act, Viewer

pytestmark = pytest.mark.django_db

FIRE = "示例区消防救援机构"
VIEWER = Viewer(BUREAU, HEAD)


@pytest.fixture
def drawn(db: None) -> Draw:
    found()
    partners = (drawing.Partner(FIRE, ("消防监督抽查",)),)
    return whole(6, 4, kind=DrawKind.JOINT, partners=partners)


def act(key: str) -> Act:
    roles = HEAD.roles | {Role.ENFORCEMENT_OFFICER.value}
    return ctx(key, by=replace(HEAD, roles=roles))


def drafted(draw: Draw, key: str = "task", **changes: Any) -> JointTask:
    people = tuple(
        ParticipantDraft(ParticipantKind.DEPARTMENT, name, items)
        for name, items in queries.departments_of_draw(VIEWER, draw.id)
    )
    draft = TaskDraft(
        "联合双随机",
        BasisKind.JOINT_DRAW,
        "监督检查",
        DAY,
        UNTIL,
        people,
        draw=draw.id,
        item_codes=(ITEM,),
    )
    return services.draft_task(ctx=act(key), draft=replace(draft, **changes), on=DAY)


class TestTaskOfADraw:
    def test_is_not_offered_nor_drafted_on_a_draw_that_was_repeated(self, drawn: Draw) -> None:
        """国发〔2019〕5号: a joint task rests on the draw that stands."""
        pool = draws.pool(drawn)
        units = tuple(UUID(one.id) for one in pool.units)
        staff = tuple(UUID(one.id) for one in pool.officers)
        said: dict[str, Any] = {
            "kind": DrawKind.JOINT,
            "partners": (drawing.Partner(FIRE, ("消防监督抽查",)),),
        }
        again = published(
            units, staff, "again", repeats=drawn.id, repeat_reason="名录有遗漏，重新抽取", **said
        )
        assert queries.open_draws(VIEWER) == []
        assert refused(lambda: drafted(drawn)) == ["task.draw_repeated"]
        ran(bound(again, "2"), "2")
        assert queries.open_draws(VIEWER) == [(again.id, again.title)]

    def test_reads_departments_and_units_from_the_draw(self, drawn: Draw) -> None:
        assert queries.open_draws(VIEWER) == [(drawn.id, drawn.title)]
        row = drafted(drawn)
        file = queries.task_file(VIEWER, queries.task(VIEWER, row.id))
        assert [(one.name, one.items) for one in file.participants] == [(FIRE, "消防监督抽查")]
        assert [one.entity for one in file.targets] == [
            entity for entity, _ in draws.drawn(VIEWER, drawn.id)
        ]
        assert not JointTarget.objects.of(VIEWER).exists()
        assert queries.open_draws(VIEWER) == []

    def test_is_one_of_a_draw(self, drawn: Draw) -> None:
        drafted(drawn)
        assert refused(lambda: drafted(drawn, "again")) == ["task.draw_taken"]

    def test_shows_the_line_that_a_department_reported_in_the_draw(self, drawn: Draw) -> None:
        row = drafted(drawn)
        services.approve_task(ctx=act("approve"), task=row.id, version=None, on=DAY)
        unit, _ = draws.drawn(VIEWER, drawn.id)[0]
        drawing.note_partner_result(
            ctx=act("told"),
            draw=drawn.id,
            unit=unit,
            partner=FIRE,
            kind=ResultKind.NOTHING_FOUND,
            result="",
            visited_on=DAY,
            on=DAY,
        )
        file = queries.task_file(VIEWER, queries.task(VIEWER, row.id))
        assert file.targets[0].results[FIRE].said == "未发现问题"
        assert len(file.missing) == len(file.targets) - 1

    def test_takes_no_line_of_a_department_and_approves_no_visit_itself(self, drawn: Draw) -> None:
        row = drafted(drawn)
        services.approve_task(ctx=act("approve"), task=row.id, version=None, on=DAY)
        unit, pair = draws.drawn(VIEWER, drawn.id)[0]
        whose = JointParticipant.objects.of(VIEWER).get(task=row)
        line = LineDraft(whose.id, unit, ResultKind.NOTHING_FOUND, DAY, paper="反馈函")
        codes = refused(
            lambda: services.enter_line(
                ctx=act("line"), task=row.id, draft=line, version=None, on=DAY
            )
        )
        assert codes == ["line.drawn"]
        codes = refused(
            lambda: services.approve_visits(
                ctx=act("visits"),
                task=row.id,
                draft=VisitsDraft((unit,), pair),
                version=None,
                on=DAY,
            )
        )
        assert codes == ["task.drawn"]


class TestStreetOfADraw:
    """安全生产法 9: a street that draws along takes part in the task, and sees it, by its unit."""

    def test_takes_part_and_sees_the_task_without_being_ticked(self, db: None) -> None:
        found()
        street = accounts.add_unit(
            ctx=ctx("street"), name="示例街道", kind=UnitKind.STREET, on=DAY
        ).id
        walker = accounts.add_user(
            ctx=ctx("walker"),
            username="walker",
            name="示例己",
            roles=frozenset({Role.STREET_OFFICER}),
            password="",
            unit=street,
            on=DAY,
        ).actor
        partners = (
            drawing.Partner(FIRE, ("消防监督抽查",)),
            drawing.Partner("示例街道", ("日常检查",)),
        )
        draw = whole(6, 4, kind=DrawKind.JOINT, partners=partners)
        ticked = ParticipantDraft(ParticipantKind.STREET, "示例街道", unit=street)
        fire = ParticipantDraft(ParticipantKind.DEPARTMENT, FIRE, "消防监督抽查")
        for people in ((fire,), (fire, ticked)):
            told = with_streets(
                ctx("read"),
                TaskDraft("任务", BasisKind.JOINT_DRAW, "", DAY, UNTIL, people, draw=draw.id),
            )
            assert [(one.kind, one.name, one.unit) for one in told.participants] == [
                (ParticipantKind.DEPARTMENT, FIRE, None),
                (ParticipantKind.STREET, "示例街道", street),
            ]
        row = drafted(draw)
        mine = Viewer(BUREAU, walker)
        assert not queries.tasks(mine).exists()
        services.approve_task(ctx=act("approve"), task=row.id, version=None, on=DAY)
        assert list(queries.tasks(mine)) == [row]
