"""After a draw: it is repeated, officers are changed, departments report; nothing is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.draw import queries, services
from zhunsheng.draw.choices import ChangeGround, DrawKind, ResultKind
from zhunsheng.draw.models import Draw, DrawChange, DrawnUnit
from zhunsheng.draw.rules import Partner
from zhunsheng.draw.tests.builders import (
    DAY,
    HEAD,
    NEXT,
    bound,
    ctx,
    entities,
    found,
    officers,
    pool_of,
    published,
    ran,
    refused,
    whole,
    written,
)
from zhunsheng.draw.tests.test_views import client
from zhunsheng.registry import services as registry

LATER: dict[str, Any] = {"visits_from": date(2025, 7, 1), "visits_until": date(2025, 9, 30)}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bureau():
    found()


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
        again = pool_of(published(units, staff, "again", **LATER))
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

    @pytest.mark.parametrize(
        ("reason", "code"),
        [
            ("。。。。", "draw.change.reason"),
            ("病\u2800\u2800\u2800\u2800", "draw.change.reason"),
            ("病假\u200b不能到岗", "draw.text.hidden"),
        ],
    )
    def test_is_refused_for_a_reason_that_says_nothing_or_is_not_seen(self, reason, code):
        """国发〔2019〕5号: whoever reads the changes reads why."""
        draw = whole()
        assert refused(lambda: swap(draw, reason=reason)) == [code]

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
        second = self.note(
            draw, "示例区消防救援机构", "fire", kind=ResultKind.PENDING, result="通道堵塞"
        )
        better = self.note(draw, key="again", kind=ResultKind.CORRECTED, result="已改正")
        assert [one.items for one in (first, second)] == ["计量检查", "消防检查"]
        assert set(queries.standing_results(ctx("read"))) == {second, better}
        assert set(queries.partner_results(ctx("read"), draw.id)) == {first, second, better}
        assert better.said == "发现问题已责令改正：已改正"
        better.result = better.kind_label
        assert better.said == "发现问题已责令改正"

    def test_are_refused_when_they_do_not_take_part_or_before_the_draw(self):
        draw = bound(
            published(entities(4), officers(3), kind=DrawKind.JOINT, partners=self.PARTNERS)
        )

        def act():
            self.note(draw, "示例局", unit=UUID(int=1))

        with pytest.raises(IndexError):
            act()
        ran(draw)
        mute = {"kind": ResultKind.CORRECTED, "result": " "}
        assert refused(lambda: self.note(draw, **mute)) == ["draw.partner.words"]
        early = date(2025, 3, 2)
        assert refused(lambda: self.note(draw, "示例局", visited_on=early)) == [
            "draw.partner.stranger",
            "draw.partner.day",
        ]


class TestClosedUnit:
    def note(self, draw: Draw, unit: UUID, key: str = "closed", words: str = "大门上锁，已经搬空"):
        return services.note_closed_unit(
            ctx=ctx(key, on=NEXT), draw=draw.id, unit=unit, words=words, on=NEXT
        )

    def test_is_a_line_of_the_bureau_once_the_registry_says_so(self):
        """国发〔2019〕5号: each drawn unit has its result, a unit that has gone too."""
        draw = whole()
        (unit, _), (other, _), *_ = queries.drawn(ctx("read"), draw.id)
        assert refused(lambda: self.note(draw, unit)) == ["draw.closed.open"]
        registry.close_entity(ctx=ctx("close", on=NEXT), entity=unit, reason="公告注销", on=NEXT)
        assert refused(lambda: self.note(draw, unit, words="。")) == ["draw.closed.words"]
        line = self.note(draw, unit)
        assert (line.partner, line.kind_label) == ("示例区应急管理局", "已经停业或者注销")
        assert line.result == "监管对象名录登记2025-03-04停业或者注销，大门上锁，已经搬空"
        assert list(queries.standing_results(ctx("read"))) == [line]
        assert refused(lambda: self.note(draw, unit, "again")) == ["draw.closed.twice"]
        assert refused(lambda: self.note(draw, other, "other")) == ["draw.closed.open"]

    def test_is_offered_on_the_page_of_the_draw(self, settings, monkeypatch):
        settings.ZHUNSHENG_PINNED_NOW = "2025-03-04T18:00:00+08:00"
        monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms
        draw = whole()
        unit, _ = queries.drawn(ctx("read"), draw.id)[0]
        browser, where = client(), reverse("draw:detail", args=[draw.id])
        act = reverse("draw:closed_unit", args=[draw.id, unit])
        assert act not in browser.get(where).text
        registry.close_entity(ctx=ctx("close", on=NEXT), entity=unit, reason="公告注销", on=NEXT)
        assert act in browser.get(where).text
        typed = {"request_key": "k1", "words": "大门上锁，已经搬空", "on": "2025-03-04"}
        assert browser.post(act, typed).status_code == 302
        assert "本机关：已经停业或者注销：" in browser.get(where).text
