"""Acts of a draw: refusals write nothing, a published pool never changes."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import ChangeGround, DrawKind, PoolSide, ResultKind, SeedMethod
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit
from zhunsheng.draw.rules import Contribution, Exclusion, Partner, SeedPlan
from zhunsheng.draw.tests.builders import (
    DAY,
    GIVEN,
    HEAD,
    NEXT,
    OTHER,
    PARTIES,
    RATES,
    bound,
    committed,
    ctx,
    entities,
    entities_of,
    found,
    officers,
    officers_of,
    old_draw,
    opened,
    party,
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
            ("示0004", "借调在外"),
        }
        assert "配偶" not in draw.pool
        assert '"示例第4"' not in draw.pool

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


class TestCommitments:
    """Default: each party commits, then each opens, on the spot; the last opening binds."""

    def test_then_openings_bind_the_seed_in_the_order_of_the_pool(self):
        draw = published(entities(4), officers(3))
        committed(draw, parties=tuple(reversed(PARTIES)))
        opened(draw, parties=tuple(reversed(PARTIES)))
        row = queries.draw(ctx("read"), draw.id)
        seed = queries.seed_of(row)
        assert seed is not None
        assert queries.contributions(seed) == GIVEN
        assert seed.seed == rules.seed_of(SeedMethod.COMMITMENTS, GIVEN, draw.pool_hash)

    def test_are_refused_before_the_pool_is_published(self):
        draw = published(entities(4), officers(3))

        def act():
            services.commit_contribution(
                ctx=ctx("early", late_reason="补记"),
                draw=draw.id,
                contributor=PARTIES[0],
                commitment="0" * 64,
                on=date(2025, 3, 2),
            )

        assert refused(act) == ["draw.seed.before_pool"]

    def test_need_a_published_pool(self):
        before = written()
        with pytest.raises(Draw.DoesNotExist):
            services.commit_contribution(
                ctx=ctx("none"), draw=UUID(int=1), contributor="", commitment="", on=DAY
            )
        assert written() == before

    def test_are_not_opened_before_all_have_committed(self):
        draw = committed(published(entities(4), officers(3)), parties=PARTIES[:2])
        assert refused(lambda: opened(draw, parties=PARTIES[:1])) == [
            "draw.opening.needs.commitment",
            "draw.opening.early",
        ]

    def test_of_two_parties_do_not_come_from_one_account(self):
        draw = committed(published(entities(4), officers(3)), parties=PARTIES[:1])

        def act():
            services.commit_contribution(
                ctx=ctx("same", by=party(0)),
                draw=draw.id,
                contributor=PARTIES[1],
                commitment="0" * 64,
                on=DAY,
            )

        assert refused(act) == ["draw.commitment.same_account"]

    def test_bind_no_seed_while_a_party_withholds(self):
        """The way out is another draw, which names the former one; nothing of it is lost."""
        draw = opened(committed(published(entities(4), officers(3))), parties=PARTIES[:2])
        assert refused(lambda: ran(draw)) == ["draw.run.needs.seed"]
        why = "派驻纪检监察机构未公开内容"
        again = published(
            entities_of(draw), officers_of(draw), "again", repeats=draw.id, repeat_reason=why
        )
        assert ran(bound(again, "again"), "again run").repeats == draw
        row = queries.draw(ctx("read"), draw.id)
        parties = queries.parties(row, queries.pool(row).seed_plan)
        assert [bool(one.value) for one in parties] == [True, True, False]
        assert all(one.commitment for one in parties)

    def test_are_opened_as_promised_or_refused(self):
        draw = committed(published(entities(4), officers(3)))

        def act():
            services.open_contribution(
                ctx=ctx("other"), draw=draw.id, contributor=PARTIES[0], value="1" * 64, on=DAY
            )

        assert refused(act) == ["draw.opening.broken"]

    def test_are_done_once_when_the_form_is_sent_twice(self):
        draw = bound(published(entities(4), officers(3)))
        before = written()
        bound(draw)
        assert written() == before
        assert refused(lambda: bound(draw, "again")) == [
            "draw.commitment.done_already",
            "draw.commitment.twice",
        ]

    def test_of_another_bureau_are_not_found(self):
        found(OTHER, "999902")
        draw = published(entities(4), officers(3))
        before = written()
        with pytest.raises(Draw.DoesNotExist):
            services.commit_contribution(
                ctx=ctx("seed", bureau=OTHER),
                draw=draw.id,
                contributor=PARTIES[0],
                commitment="0" * 64,
                on=DAY,
            )
        assert written() == before


class TestOtherSeeds:
    def test_may_come_of_dice_thrown_before_witnesses(self):
        plan = SeedPlan(SeedMethod.DICE, (), "", None)
        draw = published(entities(4), officers(3), seed_plan=plan)
        draw = services.bind_seed(
            ctx=ctx("dice"),
            draw=draw.id,
            numbers="3614 2356 1143 6625 1234",
            witnesses=("示例甲", "示例乙"),
            source="示例会议室",
            on=DAY,
        )
        given = (Contribution("骰子点数", "3 6 1 4 2 3 5 6 1 1 4 3 6 6 2 5 1 2 3 4"),)
        assert draw.seed_row.seed == rules.seed_of(SeedMethod.DICE, given, draw.pool_hash)
        assert len(queries.drawn(ctx("read"), ran(draw).id)) == 3

    def test_come_of_an_event_of_the_pool_on_its_day_at_the_earliest(self):
        plan = SeedPlan(SeedMethod.PUBLIC_EVENT, (), "公开摇奖第2025001期", NEXT)
        draw = published(entities(4), officers(3), seed_plan=plan)

        def act(on=DAY):
            return services.bind_seed(
                ctx=ctx(f"event {on}", on=on),
                draw=draw.id,
                numbers="03 12 07",
                witnesses=("示例甲", "示例乙"),
                source="示例网站",
                on=on,
            )

        assert refused(act) == ["draw.event.early"]
        given = (Contribution("公开摇奖第2025001期", "3 12 7"),)
        seed = rules.seed_of(SeedMethod.PUBLIC_EVENT, given, draw.pool_hash)
        assert act(NEXT).seed_row.seed == seed

    def test_is_not_typed_where_parties_commit(self):
        draw = published(entities(4), officers(3))

        def act():
            services.bind_seed(
                ctx=ctx("typed"), draw=draw.id, numbers="1", witnesses=(), source="", on=DAY
            )

        assert refused(act) == [
            "draw.seed.needs.opening",
            "draw.seed.withheld",
            "draw.method.other",
        ]


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
        assert pool_of(draw).seed_plan.contributors == ("司法行政部门", "法制机构")

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
        same = pool_of(published(units[:4], staff, "same"))
        other = pool_of(published(units[1:], staff, "other"))
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
        assert refused(lambda: published(units, staff, "closed")) == ["draw.units.closed"]
        registry.resume_entity(ctx=ctx("resume"), entity=units[0], reason="恢复", on=DAY)
        assert published(units, staff, "open").units_count == 4


class TestRepetition:
    def test_loses_nothing_of_the_former_draw(self):
        """Every row and both files of the former draw are byte for byte what they were."""
        units, staff = entities(4), officers(3)
        first = ran(bound(published(units, staff)))
        swap(first)

        def kept():
            row = queries.draw(ctx("read"), first.id)
            return (
                queries.pool_of(row),
                queries.record_of(row),
                queries.changes_of(row),
                queries.drawn(ctx("read"), first.id),
                list(row.commitments.order_by("id").values()),
                list(row.openings.order_by("id").values()),
            )

        before = kept()
        again = published(units, staff, "again", repeats=first.id, repeat_reason="参加部门增加")
        ran(bound(again, "again"), "again run")
        assert kept() == before
        assert again.repeats == first
        assert pool_of(again).repeats == str(first.id)
        assert queries.repeats_of(ctx("read"), first.id) == [again]

    def test_is_refused_without_a_reason(self):
        units, staff = entities(4), officers(3)
        first = published(units, staff)
        assert refused(lambda: published(units, staff, "again", repeats=first.id)) == [
            "draw.repeat.reason"
        ]

    def test_counts_the_pairs_of_the_year_before_it(self):
        units, staff = entities(4), officers(3)
        first = ran(bound(published(units, staff)))
        swap(first)
        again = pool_of(published(units, staff, "again"))
        sent = Counter(
            tuple(sorted(map(str, pair))) for _, pair in queries.drawn(ctx("read"), first.id)
        )
        assert {(p.first, p.second): p.times for p in again.earlier_pairs} == dict(sent)


def swap(draw: Draw, key: str = "swap", **changes) -> DrawChange:
    """Let the first officer of the first unit drop out."""
    unit, pair = queries.drawn(ctx("read"), draw.id)[0]
    said = {
        "ctx": ctx(key),
        "draw": draw.id,
        "unit": unit,
        "out": pair[0],
        "ground": ChangeGround.ILLNESS,
        "reason": "因病不能参加",
        "on": DAY,
    }
    return services.change_officer(**{**said, **changes})


class TestChange:
    """行政处罚法 43: who must not go does not go; the next ticket says who goes, nobody else."""

    def test_sends_the_next_ticket_and_keeps_what_was_drawn(self):
        draw = whole()
        row = queries.draw(ctx("read"), draw.id)
        record, (unit, pair) = queries.record_of(row), queries.drawn(ctx("read"), draw.id)[0]
        change = swap(draw)
        now = queries.drawn(ctx("read"), draw.id)[0]
        assert now == (unit, (change.first_id, change.second_id))
        assert pair[0] not in now[1]
        assert pair[1] in now[1]
        assert queries.record_of(row) == record
        assert DrawnUnit.objects.of(ctx("read")).get(draw=row, rank=1).first_id == pair[0]

    def test_is_refused_with_every_reason_and_writes_nothing(self):
        draw = ran(bound(published(entities(4), officers(2))))
        assert refused(lambda: swap(draw, reason=" ")) == [
            "draw.change.reason",
            "draw.change.none",
        ]
        stranger = officers(1, label="外")[0]
        assert refused(lambda: swap(draw, out=stranger)) == ["draw.change.stranger"]

    def test_is_refused_before_the_draw_and_after_the_visits(self):
        draw = whole(visits_until=DAY)
        late = ctx("late", on=NEXT)
        assert refused(lambda: swap(draw, ctx=late, on=NEXT)) == ["draw.run.after_visits"]

    def test_of_a_unit_that_was_not_drawn_is_not_found(self):
        draw = whole()
        before = written()
        with pytest.raises(DrawnUnit.DoesNotExist):
            swap(draw, unit=UUID(int=1))
        assert written() == before

    def test_is_refused_to_an_officer(self):
        by = replace(HEAD, roles=frozenset({Role.ENFORCEMENT_OFFICER.value}))
        draw = whole()
        assert refused(lambda: swap(draw, ctx=ctx("officer", by=by))) == ["step.change.wrong_role"]


class TestPartners:
    """Joint draw: each department has its own line on each unit."""

    PARTNERS = (
        Partner("示例区市场监管局", ("计量检查",)),
        Partner("示例区消防救援机构", ("消防检查",)),
    )

    def note(self, draw: Draw, partner: str = "示例区市场监管局", key: str = "line", **changes):
        unit, _ = queries.drawn(ctx("read"), draw.id)[0]
        said = {
            "ctx": ctx(key),
            "draw": draw.id,
            "unit": unit,
            "partner": partner,
            "kind": ResultKind.NOTHING_FOUND,
            "result": "",
            "visited_on": DAY,
            "on": DAY,
        }
        return services.note_partner_result(**{**said, **changes})

    def test_have_a_line_each_of_which_the_last_counts(self):
        draw = whole(kind=DrawKind.JOINT, partners=self.PARTNERS)
        first = self.note(draw)
        second = self.note(draw, "示例区消防救援机构", "fire", kind=ResultKind.PENDING)
        better = self.note(draw, key="again", kind=ResultKind.CORRECTED, result="已改正")
        assert [one.items for one in (first, second)] == ["计量检查", "消防检查"]
        assert set(queries.standing_results(ctx("read"))) == {second, better}
        assert set(queries.partner_results(ctx("read"), draw.id)) == {first, second, better}
        assert better.said == "发现问题已责令改正：已改正"

    def test_are_refused_when_they_do_not_take_part_or_before_the_draw(self):
        draw = bound(
            published(entities(4), officers(3), kind=DrawKind.JOINT, partners=self.PARTNERS)
        )

        def act():
            self.note(draw, "示例局", unit=UUID(int=1))

        with pytest.raises(IndexError):
            act()
        ran(draw)
        early = date(2025, 3, 2)
        assert refused(lambda: self.note(draw, "示例局", visited_on=early)) == [
            "draw.partner.stranger",
            "draw.partner.day",
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
