"""The scheme before a visit, and the notice of its result after it (国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.choices import BasisKind, DutyKind, HandingManner
from zhunsheng.inspection.models import Inspection, ResultNotice
from zhunsheng.inspection.rules import ResultDraft, SchemeDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import APPROVED, DUE, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.inspection.tests.test_checking import measured
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.kernel.finding import Stale

pytestmark = pytest.mark.django_db

SCHEME = SchemeDraft("甲类仓库的储存品种和数量", "示例乙看现场，示例丙查资料", ("gas_station",))
TOLD = ResultDraft(HandingManner.ON_SITE, "示例甲")


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def scheme(world: World, row: Inspection, draft: SchemeDraft = SCHEME, **changes: Any) -> Any:
    said: dict[str, Any] = {"version": None, "on": APPROVED, **changes}
    return services.make_scheme(
        ctx=world.act(f"scheme-{row.id}-{said['on']}", said["on"]),
        inspection=row.id,
        draft=draft,
        **said,
    )


def tell(world: World, row: Inspection, draft: ResultDraft = TOLD, **changes: Any) -> ResultNotice:
    said: dict[str, Any] = {"version": None, "on": VISITED, **changes}
    return services.tell_result(
        ctx=world.act(f"tell-{row.id}", said["on"]), inspection=row.id, draft=draft, **said
    )


class TestScheme:
    def test_says_what_matters_who_does_what_and_on_whose_approval(self, world: World):
        builders.ordered(world, "before")
        row = builders.approved(world, planned_on=VISITED)
        said = scheme(world, row).document.contents
        assert said["emphasis"] == SCHEME.emphasis
        assert said["checklists"] == "加油站检查表"
        assert said["approval"] == "示例chief于2025年9月5日批准（编号：（示）应急检审〔2025〕2号）"
        assert said["planned_on"] == "2025年9月8日"
        earlier: Any = said["earlier"]
        assert [one["description"] for one in earlier] == [
            "示例员工未取得特种作业操作证上岗。",
            "消防通道堆放杂物。",
        ]

    def test_is_refused_where_it_says_nothing_or_names_an_unknown_checklist(self, world: World):
        row = builders.approved(world)
        empty = SchemeDraft(" ", "")
        assert refused(lambda: scheme(world, row, empty)) == ["inspection.scheme.empty"]
        strange = SchemeDraft("重点", "分工", ("moon",))
        assert refused(lambda: scheme(world, row, strange)) == [
            "inspection.scheme.unknown_checklist"
        ]

    def test_is_refused_after_the_visit(self, world: World):
        row = builders.visited(world)
        assert refused(lambda: scheme(world, row, on=VISITED)) == ["inspection.scheme.late"]

    def test_of_later_takes_the_place_and_opens_its_checklist_at_the_visit(self, world: World):
        row = builders.approved(world)
        scheme(world, row, SchemeDraft("重点", "分工"))
        scheme(world, row, on=VISITED)
        assert [one.number for one in queries.schemes_of(world.viewer(), row)] == [1, 2]
        page = browser(world, world.officer).get(at("visit", row))
        assert page.context["checks"].checklist.key == "gas_station"


class TestResult:
    def test_tells_of_an_order_with_its_number_and_term(self, world: World):
        row = builders.ordered(world)
        told = tell(world, row)
        said: Any = told.document.contents
        assert told.document.kind == "inspection_result_notice"
        assert said["result"] == "发现问题2项，其中重大隐患0项。"
        order = f"责令限期整改，指令书编号{row.order.document.number}，期限2025年9月22日"
        assert [one["handling"] for one in said["findings"]] == [order, order]
        assert said["visits"] == "本年度对你单位已实施行政检查1次"

    def test_tells_of_the_measure_that_still_holds_beside_the_order(self, world: World):
        """安全生产法 65.1(3): the entity learns what was done and how it stands."""
        made = measured(world)
        row = queries.inspection(world.viewer(), made.inspection_id)
        services.issue_order(
            ctx=world.act("o", VISITED), inspection=row.id, due_on=DUE, version=None, on=VISITED
        )
        said: Any = tell(world, queries.inspection(world.viewer(), row.id)).document.contents
        holds = "执行中，隐患排除后经审查同意方可恢复"
        assert said["measures"] == [
            {
                "number": made.document.number,
                "measures": "停止使用相关设施、设备",
                "scope": "卸油口及卸油设施",
                "findings": "第1项",
                "state": holds,
            }
        ]
        (line,) = said["findings"]
        measure, order = line["handling"].split("；")
        assert measure == f"停止使用相关设施、设备，{holds}"
        assert order.startswith("责令限期整改，指令书编号")

    def test_tells_that_nothing_was_found(self, world: World):
        row = builders.visited(world, findings=())
        said = tell(world, row).document.contents
        assert said["result"] == "检查中未发现问题。"
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        assert papers[-1].number == "（示）应急检告〔2025〕1号"

    def test_waits_for_the_order(self, world: World):
        row = builders.visited(world)
        assert refused(lambda: tell(world, row)) == ["inspection.result.unordered"]

    def test_is_refused_before_the_visit_without_a_recipient_and_a_second_time(self, world: World):
        planned = builders.approved(world, "planned")
        assert refused(lambda: tell(world, planned)) == ["inspection.result_notice.needs.visit"]
        row = builders.visited(world, findings=())
        nobody = ResultDraft(HandingManner.MAIL, " ")
        assert refused(lambda: tell(world, row, nobody)) == ["inspection.result.no_recipient"]
        assert refused(lambda: tell(world, row, on=APPROVED)) == ["inspection.result.before_visit"]
        tell(world, row)
        again = services.tell_result
        assert refused(
            lambda: again(
                ctx=world.act("again", DUE), inspection=row.id, draft=TOLD, version=None, on=DUE
            )
        ) == ["inspection.result_notice.done_already"]

    def test_twice_at_once_is_stale(self, world: World):
        row = builders.visited(world, findings=())
        with pytest.raises(Stale):
            tell(world, row, version=0)

    def test_is_a_duty_from_2026_on_and_was_none_before(self, world: World):
        row = record(world, builders.approved(world, basis_kind=BasisKind.TIP))
        services.issue_order(
            ctx=world.act("o", VISITED), inspection=row.id, due_on=DUE, version=None, on=VISITED
        )
        label = DutyKind.RESULT_NOTICE.label

        def due() -> list[str]:
            found = queries.duties(world.viewer(), date(2026, 2, 2))
            return [one.subject for one in found if one.label == label]

        assert due() == []
        Inspection.objects.of(world.viewer()).filter(id=row.id).update(visited_on=date(2026, 1, 20))
        assert due() == ["示例区晨安化工有限公司"]
        facts = queries.facts_of(
            world.viewer(),
            queries.inspection(world.viewer(), row.id),
            on=date(2026, 2, 2),
            by=world.officer,
        )
        assert facts.result_due


class TestPages:
    def test_make_the_scheme_and_tell_the_result(self, world: World):
        row, client = builders.approved(world), browser(world, world.officer)
        said = {"request_key": "k1", "version": "0", "on": "2025-09-08", "emphasis": "仓库"}
        done = client.post(at("scheme", row), {**said, "division": "示例乙看现场"})
        assert done.status_code == 302
        record(world, row)
        row.refresh_from_db()
        said = {"request_key": "k2", "version": str(row.version), "on": "2025-09-08"}
        refused_page = client.post(
            at("result_notice", row), {**said, "manner": "ON_SITE", "recipient": "示例甲"}
        )
        assert "请先制发责令限期整改指令书" in refused_page.content.decode()
        assert not ResultNotice.objects.of(world.viewer()).exists()
