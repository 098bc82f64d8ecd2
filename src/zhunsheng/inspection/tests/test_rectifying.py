"""Order, extension and re-inspection on real tables."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.inspection import services
from zhunsheng.inspection.choices import HazardGrade, RectificationResult
from zhunsheng.inspection.models import (
    Inspection,
    InspectionFinding,
    RectificationOrder,
)
from zhunsheng.inspection.rules import OrderedTerm, ReinspectionLine
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import DUE, OTHER, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.workforce.choices import DelegatedPower

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def order(world: World, row: Inspection, due_on: date = DUE, on: date = VISITED) -> object:
    return services.issue_order(
        ctx=world.act("o", on, world.street_officer if row.unit_id else None),
        inspection=row.id,
        due_on=due_on,
        version=None,
        on=on,
    )


class TestOrder:
    def test_names_the_power_over_violations_and_the_one_over_hazards(self, world: World):
        row = builders.ordered(world)
        contents = json.loads(row.order.document.content)["contents"]
        law = "《中华人民共和国安全生产法》第六十五条第一款"
        assert contents["order_basis"] == f"{law}第二项、第三项"

    def test_lists_what_was_not_fixed_on_the_spot(self, world: World):
        findings = (
            services.FindingDraft("已当场改正的问题", "门口", immediate_fix=True),
            services.FindingDraft(
                "重大隐患", "罐区", grade=HazardGrade.MAJOR, standard="示例判定标准第二条"
            ),
        )
        row = builders.visited(world, findings=findings)
        order(world, row)
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        contents = papers[-1].contents
        assert papers[-1].number == "（示）应急责改〔2025〕1号"
        assert contents["inspection_number"] == "（示）应急检记〔2025〕1号"
        assert contents["findings"] == [
            {
                "number": "2",
                "description": "重大隐患（重大事故隐患，判定标准：示例判定标准第二条）",
                "basis": "《中华人民共和国安全生产法》第四十一条第二款",
                "requirement": "立即采取措施，在期限内消除该隐患，"
                "符合《中华人民共和国安全生产法》第四十一条第二款的规定。",
                "deadline": "2025年9月22日",
            }
        ]

    def test_due_on_a_day_before_the_visit_is_refused(self, world: World):
        row = builders.visited(world)
        codes = refused(lambda: order(world, row, due_on=VISITED - timedelta(days=1)))
        assert codes == ["inspection.order.due_before_visit"]

    def test_of_a_term_beyond_the_bound_is_refused(self, world: World):
        """安全生产法 65: within a term; how long it may last is data of the lawbook."""
        row = builders.visited(world)
        far = VISITED + timedelta(days=367)
        assert refused(lambda: order(world, row, due_on=far)) == ["inspection.order.term_too_long"]
        order(world, row, due_on=far - timedelta(days=1))

    def test_before_the_visit_is_refused(self, world: World):
        row = builders.approved(world)
        assert refused(lambda: order(world, row)) == ["inspection.order.needs.visit"]

    def test_of_nothing_is_refused(self, world: World):
        row = builders.visited(world, findings=())
        assert refused(lambda: order(world, row)) == ["inspection.order.nothing_unsettled"]

    def test_a_second_time_is_refused(self, world: World):
        row = builders.ordered(world)
        codes = refused(lambda: order(world, row))
        assert codes[0] == "inspection.order.done_already"

    def test_of_a_street_needs_the_power_to_order(self, world: World):
        builders.delegate(world, powers=(DelegatedPower.INSPECTION,))
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        record(world, row)
        assert refused(lambda: order(world, row)) == ["inspection.delegation.rectification_order"]

    @pytest.mark.parametrize(
        "deed",
        [{"powers": (DelegatedPower.INSPECTION,)}, {"until": VISITED}],
        ids=["power", "term"],
    )
    def test_names_no_street_officer_whom_the_deed_does_not_cover(
        self, world: World, deed: dict[str, Any]
    ):
        """行政处罚法 20, 42: who signs has the power; two of the bureau order by its own."""
        builders.delegate(world, **deed)
        row = builders.approved(world, officers=(world.officers[0], world.street_officers[0]))
        record(world, row)
        next_day = VISITED + timedelta(days=1)
        street = world.act("s", next_day, world.street_officer)
        said: dict[str, Any] = {"inspection": row.id, "due_on": DUE, "version": None}
        codes = refused(lambda: services.issue_order(ctx=street, on=next_day, **said))
        assert "inspection.delegation.rectification_order" in codes
        mixed = refused(lambda: order(world, row, on=next_day))
        assert mixed == ["inspection.delegation.rectification_order"]
        ctx = world.act("own", next_day)
        made = services.issue_order(ctx=ctx, on=next_day, officers=world.officers, **said)
        assert made.issued_on == next_day

    def test_of_what_a_street_found_is_the_bureaus_once_the_deed_is_over(self, world: World):
        """行政处罚法 20: who delegated may act itself; the street no longer can."""
        builders.delegate(world, until=VISITED)
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        record(world, row)
        next_day = VISITED + timedelta(days=1)
        assert refused(lambda: order(world, row, on=next_day)) == [
            "inspection.delegation.rectification_order"
        ]

        def own(officers: tuple[UUID, ...]) -> RectificationOrder:
            return services.issue_order(
                ctx=world.act("own", next_day),
                inspection=row.id,
                due_on=DUE,
                version=None,
                on=next_day,
                officers=officers,
            )

        mixed = (world.officers[0], world.street_officers[0])
        assert "inspection.order.not_on_site" in refused(lambda: own(mixed))
        assert refused(lambda: own(world.officers[:1])) == ["officers.fewer_than_two"]
        made = own(world.officers)
        contents = json.loads(made.document.content)["contents"]
        assert "示例乙" in str(contents["officers"])
        assert "示例戊" not in str(contents["officers"])

    def test_in_the_name_of_who_was_not_there_is_refused(self, world: World):
        """行政处罚法 42: who visited orders, where it was a visit of the bureau."""
        row = builders.visited(world)
        codes = refused(
            lambda: services.issue_order(
                ctx=world.act("o", VISITED),
                inspection=row.id,
                due_on=DUE,
                version=None,
                on=VISITED,
                officers=(world.officers[0], world.street_officers[0]),
            )
        )
        assert "inspection.order.not_on_site" in codes


class TestExtension:
    def extend(self, world: World, row: Inspection, **changes: Any) -> RectificationOrder:
        values: dict[str, Any] = {
            "until": date(2025, 9, 30),
            "reason": "设备到货推迟",
            "version": None,
            "on": DUE,
        }
        values |= changes
        return services.extend_order(
            ctx=world.act("extend", values["on"], world.chief), order=row.order.id, **values
        )

    def test_moves_the_end_of_the_term(self, world: World):
        row = builders.ordered(world)
        extended = self.extend(world, row)
        assert (extended.due_on, extended.current_due_on) == (DUE, date(2025, 9, 30))

    def test_after_the_term_is_refused(self, world: World):
        row = builders.ordered(world)
        codes = refused(lambda: self.extend(world, row, on=DUE + timedelta(days=1)))
        assert codes == ["inspection.extension.late"]

    def test_on_the_day_of_the_order_or_beyond_the_bound_is_refused(self, world: World):
        row = builders.ordered(world)
        assert refused(lambda: self.extend(world, row, on=VISITED)) == [
            "inspection.extension.same_day"
        ]
        far = DUE + timedelta(days=367)
        codes = refused(lambda: self.extend(world, row, until=far))
        assert codes == ["inspection.order.term_too_long"]

    def test_without_a_reason_is_refused(self, world: World):
        row = builders.ordered(world)
        assert refused(lambda: self.extend(world, row, reason="")) == [
            "inspection.extension.no_reason"
        ]


class TestReinspection:
    def reinspect(self, world: World, row: Inspection, key: str = "r", **changes: Any) -> Any:
        values: dict[str, Any] = {
            "results": builders.results(world, row),
            "officers": (),
            "on": DUE,
        }
        values |= changes
        values.setdefault("hours", builders.hours(values["on"]))
        return services.reinspect(ctx=world.act(key, values["on"]), order=row.order.id, **values)

    def test_of_all_that_is_done_ends_the_order(self, world: World):
        row = builders.ordered(world)
        made = self.reinspect(world, row)
        assert made.all_done is True
        assert made.document.number == "（示）应急复查〔2025〕1号"
        assert refused(lambda: self.reinspect(world, row, "again")) == ["inspection.order.finished"]

    def test_of_what_is_not_done_leaves_the_order_open(self, world: World):
        row = builders.ordered(world)
        results = builders.results(world, row, RectificationResult.NOT_DONE)
        assert self.reinspect(world, row, results=results).all_done is False
        assert self.reinspect(world, row, "again").all_done is True

    def test_that_passes_over_a_matter_is_refused(self, world: World):
        row = builders.ordered(world)
        results = builders.results(world, row)[:1]
        codes = refused(lambda: self.reinspect(world, row, results=results))
        assert codes == ["inspection.reinspection.incomplete"]

    def test_by_one_officer_is_refused(self, world: World):
        row = builders.ordered(world)
        codes = refused(lambda: self.reinspect(world, row, officers=world.officers[:1]))
        assert codes == ["officers.fewer_than_two"]

    def test_of_what_a_street_ordered_is_the_bureaus_once_the_deed_is_over(self, world: World):
        """行政处罚法 20: a deed is asked of a street's officers, never of the bureau's own."""
        builders.delegate(world, until=VISITED)
        row = builders.approved(world, unit=world.street, officers=world.street_officers)
        record(world, row)
        order(world, row)
        row = Inspection.objects.of(world.viewer()).select_related("order").get(id=row.id)
        said = {
            "order": row.order.id,
            "results": builders.results(world, row),
            "on": DUE,
            "hours": builders.hours(DUE),
        }
        street = world.act("street", DUE, world.street_officer)
        assert refused(lambda: services.reinspect(ctx=street, officers=(), **said)) == [
            "inspection.delegation.reinspection"
        ]
        own = services.reinspect(ctx=world.act("own", DUE), officers=world.officers, **said)
        assert own.all_done is True

    def test_of_another_bureau_is_not_found(self, world: World):
        row = builders.ordered(builders.world(OTHER))
        with pytest.raises(RectificationOrder.DoesNotExist):
            self.reinspect(world, row, results=())


class TestTermsOfFindings:
    """安全生产法65: what is ordered is put right within a term; each matter has its own."""

    EARLY = DUE - timedelta(days=7)

    def findings(self, world: World, row: Inspection) -> list[InspectionFinding]:
        rows = InspectionFinding.objects.of(world.viewer()).filter(inspection=row)
        return list(rows.order_by("number"))

    def ordered(self, world: World) -> tuple[Inspection, list[InspectionFinding]]:
        row = builders.visited(world)
        first, second = self.findings(world, row)
        services.issue_order(
            ctx=world.act("o", VISITED),
            inspection=row.id,
            due_on=DUE,
            terms=(OrderedTerm(first.id, self.EARLY),),
            version=None,
            on=VISITED,
        )
        return Inspection.objects.of(world.viewer()).select_related("order").get(id=row.id), [
            first,
            second,
        ]

    def reinspect(self, world: World, row: Inspection, on: date, *told: RectificationResult) -> Any:
        lines = builders.results(world, row)
        return services.reinspect(
            ctx=world.act(f"r{on}", on),
            order=row.order.id,
            results=tuple(
                ReinspectionLine(line.finding, result)
                for line, result in zip(lines, told, strict=True)
            ),
            officers=(),
            hours=builders.hours(on),
            on=on,
        )

    def test_are_printed_each_with_its_finding(self, world: World):
        row, _ = self.ordered(world)
        contents = json.loads(row.order.document.content)["contents"]
        assert [one["deadline"] for one in contents["findings"]] == [
            "2025年9月15日",
            "2025年9月22日",
        ]
        assert (row.order.due_on, row.order.current_due_on) == (DUE, self.EARLY)

    def test_of_a_foreign_finding_or_before_the_visit_are_refused(self, world: World):
        row = builders.visited(world)
        first, _ = self.findings(world, row)

        def issue(finding: Any, day: date) -> object:
            return services.issue_order(
                ctx=world.act("o", VISITED),
                inspection=row.id,
                due_on=DUE,
                terms=(OrderedTerm(finding, day),),
                version=None,
                on=VISITED,
            )

        assert refused(lambda: issue(row.id, DUE)) == ["inspection.order.foreign_term"]
        assert refused(lambda: issue(first.id, VISITED)) == ["inspection.order.due_before_visit"]

    def test_that_still_run_wait_for_their_end(self, world: World):
        row, _ = self.ordered(world)
        done, not_due = RectificationResult.DONE, RectificationResult.NOT_DUE
        codes = refused(lambda: self.reinspect(world, row, self.EARLY, not_due, not_due))
        assert codes == ["inspection.reinspection.term_over"]
        made = self.reinspect(world, row, self.EARLY, done, not_due)
        row.order.refresh_from_db()
        assert (made.all_done, row.order.current_due_on) == (False, DUE)
        said = json.loads(made.document.content)["contents"]
        assert said["conclusion"] == "期限届满的问题均已完成整改，其余问题的整改期限尚未届满。"
        assert self.reinspect(world, row, DUE, done, done).all_done is True

    def test_are_extended_where_they_end_before_the_new_day(self, world: World):
        row, (first, second) = self.ordered(world)
        middle = DUE - timedelta(days=2)
        services.extend_order(
            ctx=world.act("e", self.EARLY, world.chief),
            order=row.order.id,
            until=middle,
            reason="设备到货推迟",
            version=None,
            on=self.EARLY,
        )
        first.refresh_from_db()
        second.refresh_from_db()
        row.order.refresh_from_db()
        assert (first.due_on, second.due_on, row.order.current_due_on) == (middle, DUE, middle)


class TestMajorHazard:
    """安全生产法118：重大事故隐患按判定标准认定，写明条款。"""

    def test_without_the_clause_that_makes_it_one_is_refused(self, world: World):
        row = builders.approved(world)
        major = services.FindingDraft("卸油口密封失效。", "卸油口", grade=HazardGrade.MAJOR)
        codes = refused(lambda: record(world, row, findings=(major,)))
        assert codes == ["inspection.finding.no_standard"]

    def test_is_not_closed_by_its_finders_on_the_visit(self, world: World):
        """安全生产法 65.1(3): that a major hazard is gone is seen by others, or on another day."""
        row = builders.approved(world)
        major = services.FindingDraft(
            "卸油口密封失效。",
            "卸油口",
            grade=HazardGrade.MAJOR,
            standard="示例判定标准第二条",
            immediate_fix=True,
        )
        codes = refused(lambda: record(world, row, findings=(major,)))
        assert codes == ["inspection.finding.major_at_once"]

    @pytest.mark.parametrize("standard", ["1", "．", "示例判定标准"])
    def test_is_none_by_a_standard_without_its_clause(self, world: World, standard: str):
        row = builders.approved(world)
        major = services.FindingDraft(
            "卸油口密封失效。", "卸油口", grade=HazardGrade.MAJOR, standard=standard
        )
        codes = refused(lambda: record(world, row, findings=(major,)))
        assert codes == ["inspection.finding.no_standard"]
