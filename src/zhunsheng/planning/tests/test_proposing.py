"""Key units that fatal accidents and trial runs of the registry propose."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from zhunsheng.planning import queries, rules, services
from zhunsheng.planning.choices import KeyCriterion
from zhunsheng.planning.rules import UnitDraft
from zhunsheng.planning.tests.builders import DAY, ctx, drafted, entities, found, part
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import SafetyRecordKind as Kind
from zhunsheng.registry.choices import Sector

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


def note(entity: UUID, kind: Kind, since: date):
    draft = registry.SafetyDraft(kind, since, "事故调查报告的批复", "示政函〔2024〕9号")
    key = f"{entity} {kind} {since}"
    return registry.note_safety(ctx=ctx(key), entity=entity, draft=draft, on=DAY)


def proposed(on: date = DAY) -> dict[str, tuple[tuple[KeyCriterion, str], ...]]:
    plan = queries.plan(ctx("read"), 2025)
    assert plan is not None
    (row,) = queries.parts_of(ctx("read"), plan)
    found = queries.proposed_units(ctx("read").viewer, row, on=on)
    return {one.name: one.reasons for one in found}


@pytest.fixture
def ids() -> tuple[UUID, ...]:
    part(drafted(), 1, 2, sector=Sector.HAZCHEM_PRODUCTION)
    return entities(3)


class TestFatalAccident:
    """编制办法, criterion ②: a fatal accident in the three years before (unverified)."""

    def test_of_the_years_before_proposes_the_unit_with_day_and_paper(self, ids: tuple[UUID, ...]):
        note(ids[0], Kind.FATAL_ACCIDENT, date(2022, 1, 1))
        note(ids[1], Kind.FATAL_ACCIDENT, date(2021, 12, 31))
        said = "2022-01-01发生造成人员死亡的事故，事故调查报告的批复，示政函〔2024〕9号"
        assert proposed() == {"示例第1化工有限公司": ((KeyCriterion.FATAL_ACCIDENT, said),)}

    def test_counts_from_the_day_it_was_noted_until_it_is_withdrawn(self, ids: tuple[UUID, ...]):
        noted = note(ids[0], Kind.FATAL_ACCIDENT, date(2024, 6, 1))
        assert proposed(DAY - timedelta(1)) == {}
        registry.withdraw_safety(
            ctx=ctx("withdraw"), record_id=noted.id, reason="登记错误的单位", on=DAY
        )
        assert proposed() == {}

    def test_of_a_duplicate_proposes_the_entry_that_is_kept(self, ids: tuple[UUID, ...]):
        note(ids[0], Kind.FATAL_ACCIDENT, date(2024, 6, 1))
        registry.merge_entities(
            ctx=ctx("merge"),
            kept=ids[1],
            duplicate=ids[0],
            reason="同一单位，代码录错",
            registration="示市监登记查询〔2025〕7号",
            version=0,
            on=DAY,
        )
        assert list(proposed()) == ["示例第2化工有限公司"]


class TestTrialRun:
    """编制办法, criterion ⑥: trial runs of the year, also where they are intended."""

    def test_of_the_year_proposes_the_unit_and_none_of_another_year(self, ids: tuple[UUID, ...]):
        over = note(ids[0], Kind.TRIAL_RUN, date(2024, 3, 1))
        note(ids[1], Kind.TRIAL_RUN, date(2025, 11, 1))
        note(ids[2], Kind.TRIAL_RUN, date(2026, 1, 1))
        assert list(proposed()) == ["示例第1化工有限公司", "示例第2化工有限公司"]
        end = partial(registry.end_trial_run, record_id=over.id, on=DAY)
        end(ctx=ctx("end"), ended=date(2024, 12, 31), paper="示例验收〔2024〕1号")
        said = "2025-11-01起试生产，事故调查报告的批复，示政函〔2024〕9号"
        assert proposed() == {"示例第2化工有限公司": ((KeyCriterion.TRIAL_OR_RESTART, said),)}


class TestReason:
    """编制办法, criteria ② and ⑥: what makes a unit a key unit is held against the record."""

    def test_without_a_record_that_holds_is_warned_of(self):
        plan = drafted()
        part(plan, 1, 2)
        both = (KeyCriterion.FATAL_ACCIDENT, KeyCriterion.TRIAL_OR_RESTART)
        units = entities(2)
        listed = tuple(UnitDraft(one, both) for one in units)
        services.add_units(ctx=ctx("units"), plan=plan.id, part=1, units=listed, on=DAY)
        noted = note(units[0], Kind.FATAL_ACCIDENT, date(2024, 6, 1))
        note(units[0], Kind.TRIAL_RUN, date(2025, 3, 1))

        def bare() -> list[frozenset[KeyCriterion]]:
            return [one.unrecorded for one in queries.facts_of(ctx("read"), plan, on=DAY).units]

        assert bare() == [frozenset(), frozenset(both)]
        warned = rules.warnings(queries.facts_of(ctx("read"), plan, on=DAY))
        (said,) = (one.message for one in warned if one.code == "plan.unit.unrecorded")
        assert said.startswith(
            "示例第2化工有限公司（近三年发生过造成人员死亡的事故、试生产或者复工复产）的列入理由"
        )
        registry.withdraw_safety(
            ctx=ctx("withdraw"), record_id=noted.id, reason="登记错误的单位", on=DAY
        )
        assert bare()[0] == {KeyCriterion.FATAL_ACCIDENT}
