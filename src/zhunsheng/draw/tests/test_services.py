"""Acts of a draw: refusals write nothing, a published pool never changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import DrawKind, PoolSide
from zhunsheng.draw.models import Draw, DrawnUnit
from zhunsheng.draw.rules import Commitment, Contribution, Exclusion
from zhunsheng.draw.tests.builders import (
    DAY,
    GIVEN,
    HEAD,
    NEXT,
    OTHER,
    PROMISED,
    bound,
    ctx,
    entities,
    found,
    officers,
    published,
    ran,
    whole,
    written,
)
from zhunsheng.kernel.finding import RequestKeyReused, StepRefused
from zhunsheng.registry import services as registry
from zhunsheng.registry.choices import EntityKind, RiskClass, Sector
from zhunsheng.registry.rules import EntityFacts
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


def refused(act) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded no event."""
    before = written()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written() == before
    return [finding.code for finding in refusal.value.findings]


def pool_of(draw: Draw) -> rules.Pool:
    return queries.pool(queries.draw(ctx("read"), draw.id))


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
            Exclusion(PoolSide.UNIT, units[4], "停产"),
            Exclusion(PoolSide.OFFICER, staff[3], "借调在外"),
        )
        draw = published(units[:4], staff[:3], exclusions=left_out)
        pool = pool_of(draw)
        assert pool.recusals == (rules.Recusal(str(staff[0]), str(units[1])),)
        assert {(e.name, e.reason) for e in pool.exclusions} == {
            ("示例第5化工有限公司", "停产"),
            ("示例第4", "借调在外"),
        }
        assert "配偶" not in draw.pool

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
        codes = refused(
            lambda: published(units, staff, ctx=ctx("stranger", by=by), units_to_draw=9)
        )
        assert codes == ["step.pool.wrong_role", "draw.number"]

    def test_does_not_reach_over_the_border(self):
        found(OTHER, "999902")
        units, staff = entities(3), officers(2)
        codes = refused(lambda: published(units, staff, ctx=ctx("other", bureau=OTHER)))
        assert codes == ["draw.units.unknown", "draw.officers.unknown"]

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


class TestSeed:
    def test_is_the_hash_of_contributions_and_pool(self):
        draw = bound(published(entities(4), officers(3)))
        seed = queries.seed_of(draw)
        assert seed is not None
        assert seed.seed == rules.seed_of(GIVEN, draw.pool_hash)
        assert queries.contributions(seed) == GIVEN

    def test_is_refused_before_the_pool_is_published(self):
        draw = published(entities(4), officers(3))
        early = ctx("early", late_reason="补记")

        def act():
            services.bind_seed(ctx=early, draw=draw.id, contributions=GIVEN, on=date(2025, 3, 2))

        assert refused(act) == ["draw.seed.before_pool"]

    def test_cannot_be_bound_without_a_published_pool(self):
        before = written()
        with pytest.raises(Draw.DoesNotExist):
            services.bind_seed(ctx=ctx("none"), draw=UUID(int=1), contributions=GIVEN, on=DAY)
        assert written() == before

    def test_is_bound_once(self):
        draw = bound(published(entities(4), officers(3)))
        assert refused(lambda: bound(draw, "again")) == ["draw.seed.done_already"]

    def test_is_refused_with_one_contributor_or_a_broken_promise(self):
        promised = (Commitment("示例甲", "0" * 64), PROMISED[1])
        draw = published(entities(4), officers(3), commitments=promised)

        def act():
            services.bind_seed(ctx=ctx("seed"), draw=draw.id, contributions=GIVEN[:1], on=DAY)

        assert refused(act) == [
            "draw.seed.contributors",
            "draw.seed.withheld",
            "draw.seed.broken",
        ]

    def test_takes_nothing_from_who_promised_nothing_with_the_pool(self):
        draw = published(entities(4), officers(3))
        more = (*GIVEN, Contribution("示例丙", "碾磨"))

        def act():
            services.bind_seed(ctx=ctx("seed"), draw=draw.id, contributions=more, on=DAY)

        assert refused(act) == ["draw.seed.unpromised"]
        bound(draw)

    def test_of_another_bureau_is_not_found(self):
        found(OTHER, "999902")
        draw = published(entities(4), officers(3))
        before = written()
        with pytest.raises(Draw.DoesNotExist):
            services.bind_seed(
                ctx=ctx("seed", bureau=OTHER), draw=draw.id, contributions=GIVEN, on=DAY
            )
        assert written() == before


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

    def test_is_refused_where_credentials_ended_since_the_pool(self):
        draw = bound(published(entities(3), officers(2, until=DAY)))

        def act():
            services.run_draw(ctx=ctx("run", on=NEXT), draw=draw.id, on=NEXT)

        assert refused(act) == ["draw.run.pair.none"]

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


class TestRepetition:
    def test_keeps_the_former_draw_and_names_the_reason(self):
        units, staff = entities(4), officers(3)
        first = ran(bound(published(units, staff)))
        again = published(units, staff, "again", repeats=first.id, repeat_reason="参加部门增加")
        assert again.repeats == first
        assert pool_of(again).repeats == str(first.id)
        assert queries.repeats_of(ctx("read"), first.id) == [again]
        assert len(queries.drawn(ctx("read"), first.id)) == 3

    def test_is_refused_without_a_reason(self):
        units, staff = entities(4), officers(3)
        first = published(units, staff)
        assert refused(lambda: published(units, staff, "again", repeats=first.id)) == [
            "draw.repeat.reason"
        ]


class TestPartners:
    def test_report_their_own_results(self):
        draw = whole(kind=DrawKind.JOINT, partners=("示例区市场监督管理局",))
        services.note_partner_result(
            ctx=ctx("result"), draw=draw.id, partner="示例区市场监督管理局", result="合格", on=DAY
        )
        assert [
            (one.partner, one.result) for one in queries.partner_results(ctx("read"), draw.id)
        ] == [("示例区市场监督管理局", "合格")]

    def test_are_refused_when_they_do_not_take_part(self):
        draw = published(
            entities(4), officers(3), kind=DrawKind.JOINT, partners=("示例区市场监督管理局",)
        )

        def act():
            services.note_partner_result(
                ctx=ctx("result"), draw=draw.id, partner="示例局", result="", on=DAY
            )

        assert refused(act) == [
            "draw.partner.early",
            "draw.partner.stranger",
            "draw.partner.empty",
        ]


class TestRecord:
    def test_is_its_own_canonical_text(self):
        draw = whole()
        data = queries.record_of(queries.draw(ctx("read"), draw.id))
        again = json.dumps(
            json.loads(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert again.encode() == data
        assert json.loads(data)["record_hash"] == draw.run_row.record_hash
