"""Acts of a draw: refusals write nothing, a published pool never changes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import ExclusionGround, PoolSide
from zhunsheng.draw.models import DrawnUnit
from zhunsheng.draw.rules import Exclusion
from zhunsheng.draw.tests.builders import (
    DAY,
    HEAD,
    LENT,
    NEXT,
    OTHER,
    RATES,
    STOPPED,
    bound,
    ctx,
    drafted,
    entities,
    found,
    officers,
    old_draw,
    pool_of,
    published,
    ran,
    refused,
    user,
    whole,
    written,
)
from zhunsheng.kernel.finding import RequestKeyReused
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EnforcementLevel, EntityKind, RiskClass, Sector
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


class TestPool:
    def test_is_published_with_the_hash_of_its_bytes(self):
        units, staff = entities(4), officers(3)
        draw = published(units, staff)
        pool = pool_of(draw)
        assert rules.pool_hash(pool) == draw.pool_hash
        assert [u.id for u in pool.units] == sorted(map(str, units))
        assert [o.id for o in pool.officers] == sorted(map(str, staff))
        assert {u.name for u in pool.units} == {f"示例第{n}化工有限公司" for n in range(1, 5)}
        assert {o.credential for o in pool.officers} == {"示0001", "示0002", "示0003"}

    def test_names_recusals_and_exclusions_with_reasons(self):
        units, staff = entities(5), officers(4)
        workforce.declare_interest(
            ctx=ctx("interest"), officer=staff[0], entity=units[1], reason="配偶任职", on=DAY
        )
        left_out = (
            Exclusion(PoolSide.UNIT, units[4], *STOPPED),
            Exclusion(PoolSide.OFFICER, staff[3], *LENT),
        )
        draw = published(units[:4], staff[:3], exclusions=left_out)
        pool = pool_of(draw)
        assert pool.recusals == (rules.Recusal(str(staff[0]), str(units[1])),)
        assert {(e.name, e.reason) for e in pool.exclusions} == {
            ("示例第5化工有限公司", "停产停业期间：收文〔2025〕12号停产报告，检修至年底"),
            ("示0004", "借调、培训或者因公外出：借调在外"),
        }
        assert "配偶" not in draw.pool
        assert '"示例第4"' not in draw.pool

    def test_is_refused_without_accounts_of_its_parties(self):
        """国发〔2019〕5号: who publishes the pool speaks for no party; the others have accounts."""
        units, staff = entities(3), officers(2)
        justice = user(Role.JUSTICE_SUPERVISOR)
        by = ctx("own", by=replace(HEAD, id=justice.id))
        assert refused(lambda: published(units, staff, by=by)) == ["draw.contributors.account"]

    def test_is_refused_with_a_unit_left_out_for_a_stop_that_nothing_shows(self):
        """国发〔2019〕5号: nobody is left out because somebody says so."""
        units, staff = entities(4), officers(2)
        out = (Exclusion(PoolSide.UNIT, units[3], STOPPED[0], "检修至年底"),)
        codes = refused(lambda: published(units[:3], staff, exclusions=out))
        assert codes == ["draw.exclusion.no_stop"]

    def test_cannot_be_changed_after_publication(self):
        draw = published(entities(4), officers(3))
        for statement in (
            "UPDATE draw_draw SET pool = 'x'",
            "UPDATE draw_draw SET units_to_draw = 1",
            "DELETE FROM draw_draw",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as c:
                c.execute(statement)
        assert rules.pool_hash(pool_of(draw)) == draw.pool_hash

    def test_is_refused_without_a_certified_pair_for_each_unit(self):
        units, staff = entities(3), officers(2)
        workforce.declare_interest(
            ctx=ctx("interest"), officer=staff[0], entity=units[1], reason="亲属", on=DAY
        )
        assert refused(lambda: published(units, staff)) == ["draw.pair.none"]

    def test_is_refused_with_an_officer_whose_credential_lapsed(self):
        units = entities(3)
        staff = (*officers(2), *officers(1, until=date(2025, 3, 2), label="旧"))
        assert refused(lambda: published(units, staff)) == ["draw.officers.credential"]

    def test_is_refused_to_somebody_without_the_role_with_all_other_reasons(self):
        by = replace(HEAD, roles=frozenset({Role.ENFORCEMENT_OFFICER.value}))
        units, staff = entities(3), officers(2)
        codes = refused(lambda: published(units, staff, by=ctx("stranger", by=by), units_to_draw=9))
        assert codes == ["step.pool.wrong_role", "draw.number"]

    def test_does_not_reach_over_the_border(self):
        found(OTHER, "999902")
        units, staff = entities(3), officers(2)
        codes = refused(lambda: published(units, staff, by=ctx("other", bureau=OTHER)))
        assert codes == [
            "draw.units.unknown",
            "draw.officers.unknown",
            *["draw.contributors.account"] * 2,
        ]

    def test_is_published_once_when_the_form_is_sent_twice(self):
        units, staff = entities(4), officers(3)
        first = published(units, staff)
        before = written()
        assert published(units, staff) == first
        assert written() == before
        with pytest.raises(RequestKeyReused):
            published(units, staff, units_to_draw=2)


class TestANaturalPerson:
    """行政处罚法 50: what everybody may read does not name a natural person."""

    def test_is_not_named_in_the_pool_nor_in_the_record(self):
        person = registry.add_entity(
            ctx=ctx("person"),
            facts=EntityFacts(
                name="示例癸",
                credit_code="",
                kind=EntityKind.PERSON,
                sector=Sector.HAZCHEM_PRODUCTION,
                risk_class=RiskClass.C,
            ),
            on=DAY,
        )
        draw = ran(bound(published((*entities(2), person.id), officers(3))))
        record = queries.record_of(queries.draw(ctx("read"), draw.id)).decode()
        assert "示例癸" not in record
        assert '"示**"' in record
        assert queries.public_name(person) == "示**"

    def test_that_stands_twice_by_name_and_address_is_refused_in_a_pool(self):
        """国发〔2019〕5号: whoever stands twice in the pool has two chances to be drawn."""
        twins = [
            registry.add_entity(
                ctx=ctx(name),
                facts=EntityFacts(
                    name=name,
                    credit_code="",
                    kind=EntityKind.PERSON,
                    sector=Sector.HAZCHEM_PRODUCTION,
                    risk_class=RiskClass.C,
                    address=f"示例路{len(name)}号",
                ),
                on=DAY,
            )
            for name in ("示例癸", "示例 癸")
        ]
        BusinessEntity.objects.of(ctx("read")).update(address="示例路1号")  # as old records stand
        units, staff = (*entities(2), *(one.id for one in twins)), officers(3)
        assert refused(lambda: published(units, staff)) == ["registry.standing.alike"]


class TestRun:
    def test_draws_what_the_rules_say(self):
        draw = whole()
        row = queries.draw(ctx("read"), draw.id)
        wanted = rules.outcome(queries.pool(row), row.seed_row.seed, DAY)
        assert queries.drawn(ctx("read"), draw.id) == [
            (UUID(d.unit), (UUID(d.officers[0]), UUID(d.officers[1]))) for d in wanted
        ]
        assert len(wanted) == 3

    def test_is_refused_without_a_seed_and_a_second_time(self):
        draw = published(entities(4), officers(3))
        assert refused(lambda: ran(draw)) == ["draw.run.needs.seed"]
        ran(bound(draw))
        assert refused(lambda: ran(draw, "again")) == ["draw.run.done_already"]
        assert DrawnUnit.objects.of(ctx("read")).count() == 3

    def test_is_refused_after_the_period_of_visits(self):
        draw = bound(published(entities(3), officers(2), visits_until=DAY))

        def act():
            services.run_draw(ctx=ctx("run", on=NEXT), draw=draw.id, on=NEXT)

        assert refused(act) == ["draw.run.after_visits"]

    def test_leaves_an_old_pool_to_look_at(self):
        """A pool is never drawn under another rule than it was published with."""
        draw = old_draw()
        assert refused(lambda: ran(draw)) == ["draw.run.needs.seed", "draw.rule.old"]
        assert pool_of(draw).seed_plan.contributors == ()

    def test_is_done_once_when_the_form_is_sent_twice(self):
        draw = whole()
        before = written()
        assert ran(draw) == draw
        assert written() == before

    def test_results_cannot_be_changed(self):
        whole()
        statement = "UPDATE draw_drawnunit SET first_id = second_id"
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestStrata:
    """国发〔2019〕5号: by risk and credit class, at the rates that are published."""

    def test_are_made_of_risk_and_of_the_credit_records_that_are_shown(self, settings):
        settings.ZHUNSHENG_CREDIT_CLASSES = "zhunsheng.draw.tests.builders.one_serious"
        units, staff = entities(8), officers(4)
        draw = published(units, staff, rates=RATES, units_to_draw=0)
        found = pool_of(draw)
        assert [
            (s.risk_class, s.credit_class, s.rate, s.units, s.to_draw) for s in found.strata
        ] == [
            ("C", "GOOD", 10, 7, 1),
            ("C", "SERIOUS", 30, 1, 1),
        ]
        assert draw.units_to_draw == 2
        drawn = {one for one, _ in queries.drawn(ctx("read"), ran(bound(draw)).id)}
        serious = min(units)
        assert serious in drawn
        assert len(drawn - {serious}) == 1


class TestVersions:
    """Both lists are versioned: the same entries keep the number, others count what differs."""

    def test_count_up_only_where_the_entries_differ(self):
        units, staff = entities(5), officers(3)
        first = pool_of(published(units[:4], staff))
        later: dict[str, Any] = {"visits_from": date(2025, 7, 1), "visits_until": date(2025, 9, 30)}
        same = pool_of(published(units[:4], staff, "same", **later))
        last: dict[str, Any] = {
            "visits_from": date(2025, 10, 1),
            "visits_until": date(2025, 12, 31),
        }
        other = pool_of(published(units[1:], staff, "other", **last))
        assert (first.unit_list.number, first.unit_list.added) == (1, 4)
        assert same.unit_list == replace(first.unit_list, added=0)
        assert (other.unit_list.number, other.unit_list.added, other.unit_list.removed) == (2, 1, 1)
        assert other.officer_list == replace(first.officer_list, added=0)

    def test_name_the_power_list_with_its_hash(self):
        found = pool_of(published(entities(4), officers(3)))
        assert re.fullmatch("示例区应急管理局权责清单（[0-9a-f]{16}）", found.item_list)
        assert [(one.code, one.department) for one in found.items] == [
            ("JC-001", "示例区应急管理局")
        ]


class TestClosedUnits:
    def test_are_refused_and_taken_again_once_they_resume(self):
        units, staff = entities(4), officers(3)
        registry.close_entity(ctx=ctx("close"), entity=units[0], reason="公告注销", on=DAY)
        published(units[1:], staff)
        later: dict[str, Any] = {"visits_from": date(2025, 7, 1), "visits_until": date(2025, 9, 30)}
        assert refused(lambda: published(units, staff, "closed", **later)) == [
            "registry.standing.closed"
        ]
        registry.resume_entity(ctx=ctx("resume"), entity=units[0], reason="恢复", on=DAY)
        assert published(units, staff, "open", **later).units_count == 4


class TestPools:
    def test_take_no_unit_that_another_level_inspects(self):
        """应急〔2025〕11号: one enterprise has one body; the draw names who inspects it."""
        units, staff = entities(4), officers(3)
        rows = BusinessEntity.objects.of(ctx("read")).filter(id=units[0])
        rows.update(enforcement_level=EnforcementLevel.CITY.value)
        assert refused(lambda: published(units, staff)) == ["registry.standing.level"]
        assert queries.barred_units(ctx("read"), units, on=DAY) == {
            units[0]: (ExclusionGround.OTHER_BODY, "由市级执法主体检查")
        }
        assert published(units[1:], staff).units_count == 3

    def test_leave_nobody_out_in_silence(self):
        """国发〔2019〕5号: every unit of the scope is in the pool, or left out with a reason."""
        units, staff = entities(4), officers(3)
        draft = drafted(units[:3], staff[:2])

        def act():
            services.publish_pool(ctx=ctx("gap"), draft=draft, on=DAY)

        assert refused(act) == ["draw.units.gap", "draw.officers.gap"]
        assert pool_of(published(units[:3], staff[:2])).exclusions != ()

    def test_published_again_name_the_former_draw_and_the_reason(self):
        """国发〔2019〕5号: a draw made again without saying so could be made until it suits."""
        units, staff = entities(8), officers(3)
        first = published(units, staff)
        assert refused(lambda: published(units, staff, "again")) == ["draw.repeat.unnamed"]
        assert refused(lambda: published(units[:5], staff, "fewer")) == ["draw.repeat.unnamed"]
        why: dict[str, Any] = {"repeat_reason": "名录遗漏一家"}
        second = published(units, staff, "second", repeats=first.id, **why)
        assert refused(lambda: published(units, staff, "fork", repeats=first.id, **why)) == [
            "draw.repeat.superseded",
            "draw.repeat.unnamed",
        ]
        assert published(units[:3], staff, "other", repeats=None).repeats is None
        assert second.repeats == first

    def test_keep_their_head_and_the_ids_beside_the_text(self):
        units, staff = entities(5), officers(3)
        row = queries.draw(ctx("read"), published(units, staff).id)
        whole_pool = queries.pool(row)
        assert queries.head(row) == replace(whole_pool, units=())
        assert queries.unit_ids(ctx("read"), row) == rules.ids_of(whole_pool)


class TestRecord:
    def test_is_its_own_canonical_text(self):
        draw = whole()
        data = queries.record_of(queries.draw(ctx("read"), draw.id))
        again = json.dumps(
            json.loads(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert again.encode() == data
        assert json.loads(data)["record_hash"] == draw.run_row.record_hash
