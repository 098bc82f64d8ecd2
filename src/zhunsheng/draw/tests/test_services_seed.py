"""The acts that make the seed: commitments, openings, dice and events; nothing half done."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import SeedMethod
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import Contribution, SeedPlan
from zhunsheng.draw.tests.builders import (
    DAY,
    GIVEN,
    HEAD,
    NEXT,
    NONCES,
    OTHER,
    PARTIES,
    bound,
    checked,
    committed,
    ctx,
    entered,
    entities,
    entities_of,
    found,
    officers,
    officers_of,
    on_paper,
    opened,
    party,
    published,
    ran,
    refused,
    written,
)
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


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
                ctx=ctx("early", late_reason="补记", by=party(0)),
                draw=draw.id,
                contributor=PARTIES[0],
                commitment="0" * 64,
                on=date(2025, 3, 2),
            )

        assert refused(act) == ["draw.seed.before_pool", "step.commitment.backdated"]

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
                contributor=PARTIES[2],
                commitment="0" * 64,
                **on_paper(PARTIES[2]),
                on=DAY,
            )

        assert refused(act) == ["draw.commitment.same_account"]

    def test_of_all_parties_do_not_come_from_one_side(self):
        """国发〔2019〕5号: no account of the bureau plays a party that it is not."""
        draw = published(entities(4), officers(3))

        def commit(place: int, by: Actor, **more):
            return refused(
                lambda: services.commit_contribution(
                    ctx=ctx(f"side {place} {by.id}", by=by),
                    draw=draw.id,
                    contributor=PARTIES[place],
                    commitment="0" * 64,
                    on=DAY,
                    **more,
                )
            )

        assert "draw.commitment.party" in commit(0, HEAD)
        assert "draw.commitment.maker" in commit(0, HEAD)
        assert commit(1, party(0)) == ["draw.commitment.party"]
        assert commit(0, party(1)) == ["draw.commitment.party"]
        assert commit(2, party(2)) == ["draw.commitment.paper"]
        assert commit(2, party(2), witness="示例丙", paper=b"no scan") == ["draw.commitment.paper"]
        committed(draw)

        def opening():
            services.open_contribution(
                ctx=ctx("for another", by=party(2)),
                draw=draw.id,
                contributor=PARTIES[0],
                value=NONCES[PARTIES[0]],
                on=DAY,
            )

        assert refused(opening) == ["draw.opening.other"]

    def test_that_are_wrong_are_withdrawn_before_anybody_opens(self):
        draw = committed(published(entities(4), officers(3)))

        def withdraw(key: str, by: Actor, reason: str = "保管单遗失，无法公开"):
            return services.withdraw_commitment(
                ctx=ctx(key, by=by), draw=draw.id, contributor=PARTIES[0], reason=reason, on=DAY
            )

        assert refused(lambda: withdraw("else", party(2))) == ["draw.withdrawal.other"]
        assert refused(lambda: withdraw("short", party(0), "错")) == ["draw.withdrawal.reason"]
        assert refused(lambda: withdraw("dots", party(0), "。。。。")) == ["draw.withdrawal.reason"]
        withdraw("back", party(0))
        row = queries.draw(ctx("read"), draw.id)
        first, *_ = queries.parties(row, queries.plan_of(row))
        assert first.commitment == ""
        assert row.commitments.filter(contributor=PARTIES[0]).count() == 1
        assert refused(lambda: opened(draw, "early", parties=PARTIES[1:2])) == [
            "draw.opening.needs.commitment",
            "draw.opening.early",
        ]
        committed(draw, "anew", parties=PARTIES[:1])
        opened(draw, parties=PARTIES[1:2])
        assert refused(lambda: withdraw("late", party(0))) == ["draw.withdrawal.late"]
        opened(draw, parties=(PARTIES[0], PARTIES[2]))
        assert queries.seed_of(queries.draw(ctx("read"), draw.id)) is not None

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
                ctx=ctx("other", by=party(0)),
                draw=draw.id,
                contributor=PARTIES[0],
                value="1" * 64,
                on=DAY,
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
                ctx=ctx("seed", bureau=OTHER, by=party(0)),
                draw=draw.id,
                contributor=PARTIES[0],
                commitment="0" * 64,
                on=DAY,
            )
        assert written() == before


class TestOtherSeeds:
    """国发〔2019〕5号: what nobody can recompute is written by one hand and checked by another."""

    PLAN = SeedPlan(SeedMethod.DICE, (), "", None)

    def test_may_come_of_dice_thrown_before_witnesses(self):
        draw = published(entities(4), officers(3), seed_plan=self.PLAN)
        assert refused(lambda: entered(draw, "bare", proof=b"")) == ["draw.proof"]
        draw = checked(entered(draw))
        assert len(draw.seed_row.proof) == 64
        given = (Contribution("骰子点数", "3 6 1 4 2 3 5 6 1 1 4 3 6 6 2 5 1 2 3 4"),)
        assert draw.seed_row.seed == rules.seed_of(SeedMethod.DICE, given, draw.pool_hash)
        assert [one.entered_by for one in draw.outcomes.all()] == [party(0).id]
        assert len(queries.drawn(ctx("read"), ran(draw).id)) == 3

    def test_are_never_written_or_bound_by_who_published_the_pool(self):
        """国发〔2019〕5号: one account that holds every role chooses no seed all the same."""
        every = replace(HEAD, roles=HEAD.roles | party(0).roles | party(1).roles)
        draw = published(entities(4), officers(3), seed_plan=self.PLAN)
        assert refused(lambda: entered(draw, by=HEAD)) == [
            "step.outcome.wrong_role",
            "draw.outcome.maker",
        ]
        assert refused(lambda: entered(draw, by=every)) == ["draw.outcome.maker"]
        assert refused(lambda: checked(draw)) == ["draw.seed.needs.outcome"]
        entered(draw)
        assert refused(lambda: checked(draw, by=HEAD)) == [
            "step.seed.wrong_role",
            "draw.outcome.maker",
        ]
        assert refused(lambda: checked(draw, by=every)) == ["draw.outcome.maker"]
        scribe = replace(party(0), roles=party(0).roles | party(1).roles)
        assert refused(lambda: checked(draw, by=scribe)) == ["draw.seed.same_hand"]
        assert refused(lambda: ran(draw)) == ["draw.run.needs.seed"]

    def test_are_bound_to_what_two_hands_read_alike(self):
        draw = published(entities(4), officers(3), seed_plan=self.PLAN)
        entered(draw)
        other = "66142356114366251234"
        assert refused(lambda: checked(draw, other)) == ["draw.seed.differs"]
        entered(draw, "anew", numbers=other)
        assert refused(lambda: checked(draw)) == ["draw.seed.differs"]
        assert checked(draw, other).seed_row.outcome == draw.outcomes.get(number=2)
        assert draw.outcomes.count() == 2, "the earlier entry is kept"
        assert "draw.outcome.bound" in refused(lambda: entered(draw, "late"))

    def test_of_dice_are_seen_by_two_people_and_shown_by_a_photo_of_their_own(self):
        """国发〔2019〕5号: a witness is no second one by a blank, a photo shows one throw."""
        units, staff = entities(4), officers(3)
        draw = published(units, staff, seed_plan=self.PLAN)
        same = ("示例乙", "示例 乙")
        assert refused(lambda: entered(draw, "same", witnesses=same)) == ["draw.witnesses"]
        blank = ("示例乙", "。。")
        assert refused(lambda: entered(draw, "blank", witnesses=blank)) == ["draw.witnesses"]
        unseen = "示例\u200b会议室"
        assert refused(lambda: entered(draw, "unseen", source=unseen)) == ["draw.text.hidden"]
        seed = checked(entered(draw)).seed_row
        record = json.loads(queries.record_of(queries.draw(ctx("read"), ran(draw).id)))
        assert record["proof"] == seed.proof
        told = Event.objects.get(kind="draw.seed_bound")
        assert seed.proof in str(told.data)
        again = published(
            units, staff, "2", seed_plan=self.PLAN, repeats=draw.id, repeat_reason="重抽"
        )
        assert refused(lambda: entered(again, "again")) == ["draw.proof.used"]

    def test_come_of_an_event_of_the_pool_on_its_day_at_the_earliest(self):
        plan = SeedPlan(SeedMethod.PUBLIC_EVENT, (), "公开摇奖第2025001期", NEXT)
        draw = published(entities(4), officers(3), seed_plan=plan)

        def enter(on: date = DAY) -> Draw:
            return entered(draw, on=on, numbers="03 12 07", source="示例网站", proof=b"")

        assert refused(enter) == ["draw.event.early"]
        enter(NEXT)
        given = (Contribution("公开摇奖第2025001期", "3 12 7"),)
        seed = rules.seed_of(SeedMethod.PUBLIC_EVENT, given, draw.pool_hash)
        assert checked(draw, "3 12 7", on=NEXT).seed_row.seed == seed

    def test_is_not_typed_where_parties_commit(self):
        draw = published(entities(4), officers(3))
        assert refused(lambda: entered(draw)) == ["draw.method.other"]
        assert refused(lambda: checked(draw)) == [
            "draw.seed.needs.opening",
            "draw.seed.withheld",
        ]
