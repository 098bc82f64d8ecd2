"""The ledger of publications and the rows behind its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.cases.tests.world import World
from zhunsheng.draw import queries as draw_queries
from zhunsheng.draw import rules as draws_rules
from zhunsheng.draw import services as draw_services
from zhunsheng.draw.choices import DrawKind, ResultKind
from zhunsheng.draw.tests import builders as draws
from zhunsheng.inspection import services as inspection
from zhunsheng.inspection.choices import HandingManner
from zhunsheng.inspection.rules import ResultDraft
from zhunsheng.inspection.tests import builders as visits
from zhunsheng.inspection.tests.refusals import record
from zhunsheng.planning.tests import builders as plans
from zhunsheng.publication import queries, services
from zhunsheng.publication.choices import LedgerState, PublicationKind
from zhunsheng.publication.queries import sources
from zhunsheng.publication.tests.test_services import DECIDED, DUE, decision, publish
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.services import EntityFacts
from zhunsheng.registry.tests.builders import code

pytestmark = pytest.mark.django_db
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def world() -> World:
    return World()


class TestWaiting:
    def test_is_overdue_from_the_day_after_the_term(self, world):
        decision(world)
        in_time = queries.waiting(world.viewer(), DUE)
        after = queries.waiting(world.viewer(), date(2025, 10, 14))
        assert [(w.state, w.workdays_left, w.late_text) for w in in_time] == [
            (LedgerState.WAITING, 0, "")
        ]
        assert [(w.state, w.workdays_left, w.late_text) for w in after] == [
            (LedgerState.OVERDUE, -1, "超期1个工作日")
        ]
        assert queries.late(world.viewer(), DUE) == ()
        assert len(queries.late(world.viewer(), date(2025, 10, 14))) == 1

    def test_does_not_know_a_decision_of_the_next_day(self, world):
        decision(world)
        assert queries.waiting(world.viewer(), date(2025, 9, 25)) == ()

    def test_takes_in_a_visit_whose_result_the_entity_was_told(self, db):
        """国办发〔2018〕118号: the result of a visit is public within twenty working days."""
        one = visits.world()
        firm = registry.add_entity(
            ctx=one.act("firm", visits.FOUNDED),
            facts=EntityFacts("示例区晨安化工有限公司", code(1)),
            on=visits.FOUNDED,
        )
        one = replace(one, entities=(firm.id, *one.entities[1:]))
        row = record(one, visits.approved(one))
        assert sources.open_matters(one.viewer()) == ()
        inspection.issue_order(
            ctx=one.act("order", visits.VISITED),
            inspection=row.id,
            due_on=visits.DUE,
            version=None,
            on=visits.VISITED,
        )
        inspection.tell_result(
            ctx=one.act("tell", visits.VISITED),
            inspection=row.id,
            draft=ResultDraft(HandingManner.ON_SITE, "示例甲"),
            version=None,
            on=visits.VISITED,
        )
        [waiting] = queries.waiting(one.viewer(), visits.VISITED)
        assert (waiting.matter.subject, waiting.workdays_left) == (row.id, 20)

    def test_shows_the_most_urgent_first(self, world):
        later = decision(world, on=date(2025, 9, 29))
        sooner = decision(world)
        found = queries.waiting(world.viewer(), DUE)
        assert [one.matter.subject for one in found] == [sooner, later]

    def test_reads_nothing_of_what_was_published_before(self, world):
        publish(world, decision(world), DUE)
        kept = decision(world)
        found = sources.open_matters(world.viewer())
        assert [matter.subject for matter in found] == [kept]

    def test_costs_the_same_queries_for_more_rows(self, world, django_assert_num_queries):
        decision(world)
        with django_assert_num_queries(6):
            queries.waiting(world.viewer(), DUE)
        for _ in range(4):
            decision(world)
        with django_assert_num_queries(6):
            queries.waiting(world.viewer(), DUE)


class TestPlan:
    """安全生产法 62: an approved plan is published from its approval on, in its term."""

    def test_waits_until_it_is_published(self):
        plans.found()
        plan = plans.submitted()
        read = plans.ctx("read").viewer
        assert queries.waiting(read, plans.DAY) == ()
        plans.approve(plan, "approve")
        (one,) = queries.waiting(read, plans.DAY)
        assert (one.matter.kind, one.matter.subject) == (PublicationKind.PLAN, plan.id)
        assert one.act_url == f"/publication/publish/PLAN/{plan.id}/"
        (duty,) = queries.duties(read, plans.DAY)
        assert (duty.url, duty.due_on) == (one.act_url, one.matter.due_on)
        assert one.matter.due_on is not None
        day = one.matter.due_on + timedelta(1)
        assert [late.matter.subject for late in queries.late(read, day)] == [plan.id]
        (row,) = queries.late_rows(read, *YEAR, YEAR[1])
        assert row.key == f"planning.annualplan:{plan.id}"
        act = plans.ctx("put out")
        services.publish(ctx=act, kind=PublicationKind.PLAN, subject=plan.id, on=plans.DAY)
        assert queries.waiting(read, day) == ()


class TestRows:
    def test_are_the_decisions_published_in_the_period(self, world):
        row = publish(world, decision(world), DUE)
        decision(world)
        found = queries.of_kind(
            queries.published_rows(world.viewer(), *YEAR), PublicationKind.DECISION
        )
        assert [one.key for one in found] == [f"publication.publication:{row.id}"]
        before = queries.published_rows(world.viewer(), YEAR[0], DECIDED)
        assert before == ()

    def test_of_late_ones_are_published_late_or_not_yet(self, world):
        publish(world, decision(world), DUE)
        late = publish(world, decision(world), date(2025, 10, 14))
        missing = decision(world)
        found = queries.late_rows(world.viewer(), *YEAR, date(2026, 1, 15))
        assert {one.key for one in found} == {
            f"publication.publication:{late.id}",
            f"cases.decision:{missing}",
        }

    def test_of_what_is_not_published_are_the_decisions_without_a_publication_by_a_day(self, world):
        """Decided in the period is what was published of it and what is not published yet."""
        shown = publish(world, decision(world), DUE)
        missing = decision(world)
        found = queries.unpublished_rows(world.viewer(), *YEAR, DUE)
        assert [one.key for one in found] == [f"cases.decision:{missing}"]
        before = queries.unpublished_rows(world.viewer(), *YEAR, date(2025, 9, 30))
        assert {one.key for one in before} == {
            f"cases.decision:{missing}",
            f"cases.decision:{shown.subject_id}",
        }

    def test_of_what_is_not_published_names_those_of_natural_persons(self, world):
        """行政处罚法 48.1: what is kept from the public is told apart from what is missing."""
        person = world.add_entity("示例寅", 9, EntityKind.SOLE_PROPRIETOR)
        BusinessEntity.objects.of(world.viewer()).filter(id=person).update(
            kind=EntityKind.PERSON.value
        )
        kept = decision(world, entity=person, fine_fen=10_000)
        missing = decision(world)
        found = queries.kept_of_persons(world.viewer(), *YEAR, DUE)
        assert [one.key for one in found] == [f"cases.decision:{kept}"]
        both = queries.unpublished_rows(world.viewer(), *YEAR, DUE)
        assert {one.key for one in both} == {f"cases.decision:{one}" for one in (kept, missing)}

    def test_of_late_ones_look_no_further_than_the_day_of_the_statistics(self, world):
        late = publish(world, decision(world), date(2025, 10, 20))
        found = queries.late_rows(world.viewer(), *YEAR, date(2025, 10, 15))
        assert [one.key for one in found] == [f"cases.decision:{late.subject_id}"]
        assert queries.late_rows(world.viewer(), *YEAR, DUE) == ()

    def test_of_late_ones_are_every_term_that_was_missed_each_round_named(self, world):
        """What was withdrawn to be corrected is due anew: put out again late, it is late again."""
        subject = decision(world)
        first = publish(world, subject, date(2025, 10, 14))
        services.withdraw(
            ctx=world.act("secretary", date(2025, 10, 15)),
            publication=first.id,
            reason="名称有误",
            corrects=True,
            on=date(2025, 10, 15),
        )
        told = f"publication.publication:{first.id}"
        waits = queries.late_rows(world.viewer(), *YEAR, date(2025, 10, 31))
        assert [one.key for one in waits] == [told, f"cases.decision:{subject}"]
        again = publish(world, subject, date(2025, 11, 20))
        assert again.due_on == date(2025, 10, 24)
        found = queries.late_rows(world.viewer(), *YEAR, date(2026, 1, 15))
        assert [one.key for one in found] == [told, f"publication.publication:{again.id}"]
        assert [one.label.endswith("第2次公示") for one in found] == [False, True]
        # The day of the statistics is told as it stood, whatever was put out after it.
        assert queries.late_rows(world.viewer(), *YEAR, date(2025, 10, 31)) == waits

    def test_of_late_ones_leave_out_what_was_put_out_again_in_its_new_term(self, world):
        row = publish(world, decision(world), DUE)
        on = date(2025, 12, 1)
        services.withdraw(
            ctx=world.act("secretary", on), publication=row.id, reason="错字", corrects=True, on=on
        )
        publish(world, row.subject_id, on)
        assert queries.late_rows(world.viewer(), *YEAR, date(2026, 1, 15)) == ()

    def test_of_late_ones_name_a_draw_as_a_draw(self):
        draws.found()
        drawn = draws.whole()
        viewer = draws.ctx("read").viewer
        found = queries.late_rows(viewer, *YEAR, date(2026, 1, 15))
        assert [one.key for one in found] == [f"draw.draw:{drawn.id}"]
        assert [one.url for one in found] == [f"/draw/{drawn.id}/"]

    def test_of_late_ones_name_each_department_at_each_unit_of_a_joint_draw(self):
        """国发〔2019〕5号: unit by unit, twenty working days from the end of the visit."""
        draws.found()
        partners = (draws_rules.Partner("示例区市场监管局", ("计量检查",)),)
        drawn = draws.whole(kind=DrawKind.JOINT, partners=partners)
        unit, _ = draw_queries.drawn(draws.ctx("read"), drawn.id)[0]
        line = draw_services.note_partner_result(
            ctx=draws.ctx("line"),
            draw=drawn.id,
            unit=unit,
            partner="示例区市场监管局",
            kind=ResultKind.NOTHING_FOUND,
            result="",
            visited_on=draws.DAY,
            on=draws.DAY,
        )
        viewer = draws.ctx("read").viewer
        matters = {one.subject: one for one in sources.open_matters(viewer)}
        assert matters[line.id].kind is PublicationKind.DEPARTMENT_RESULT
        assert matters[line.id].due_on == date(2025, 3, 31)
        found = queries.late_rows(viewer, *YEAR, date(2026, 1, 15))
        assert f"draw.partnerresult:{line.id}" in {one.key for one in found}
        _, snapshot = sources.matter(viewer, PublicationKind.DEPARTMENT_RESULT, line.id)
        said = {field.value: value for field, value in snapshot.fields}
        assert (said["DEPARTMENT"], said["ITEMS"], said["RESULT"]) == (
            "示例区市场监管局",
            "计量检查",
            "未发现问题",
        )
