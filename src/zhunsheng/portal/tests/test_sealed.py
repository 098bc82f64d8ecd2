"""
A draw before its result is public: anybody can hold it to its hash, nobody learns who is visited.

国办发〔2024〕54号 and the visits that are not announced: with pool, rule and seed anybody computes
the drawn units and their officers.
"""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import SeedMethod
from zhunsheng.draw.models import Draw
from zhunsheng.draw.rules import SeedPlan
from zhunsheng.draw.tests.builders import (
    NEXT,
    UNTIL,
    ctx,
    entities,
    found,
    officers,
    published,
    refused,
    whole,
)
from zhunsheng.draw.tests.test_visits import approve
from zhunsheng.inspection.models import Inspection
from zhunsheng.publication import queries as publication
from zhunsheng.publication import services
from zhunsheng.publication.choices import PublicationKind

pytestmark = pytest.mark.django_db
KIND = PublicationKind.DRAW_RESULT
AFTER = UNTIL + timedelta(days=1)


@pytest.fixture(autouse=True)
def bureau() -> None:
    found()


def put_out(draw: Draw, key: str = "publish", on: Any = AFTER) -> Any:
    return services.publish(ctx=ctx(key, on=on), kind=KIND, subject=draw.id, on=on)


def page(draw: Draw, part: str = "") -> Any:
    return Client().get(f"/public/999901/draws/{draw.id}/{part}")


def told(draw: Draw) -> tuple[str, ...]:
    """Return everything from which the result follows: the seed, what was opened, the tickets."""
    record = json.loads(draws.record_of(draws.draw(ctx("read"), draw.id)))
    opened = [one["value"] for one in record["contributions"]]
    tickets = [one["ticket"][:10] for one in record["results"]]
    return (record["seed"], *opened, *tickets)


class TestBeforeTheResult:
    def test_shows_hashes_and_commitments_and_nothing_that_the_result_follows_from(self):
        draw = whole()
        run = draws.run_of(draws.draw(ctx("read"), draw.id))
        assert run is not None
        text = page(draw).text
        assert [one for one in told(draw) if one in text] == []
        promised = draw.commitments.values_list("commitment", flat=True)
        assert all(one in text for one in (draw.pool_hash, run.record_hash, *promised))
        assert page(draw, "draw.json").status_code == 404
        assert page(draw, "changes.json").status_code == 404

    def test_opens_as_a_whole_under_the_hash_that_stood_there_before(self):
        draw = whole()
        before = page(draw).context["found"].sealed.record_hash
        put_out(draw)
        text = page(draw).text
        assert all(one in text for one in told(draw))
        record = json.loads(page(draw, "draw.json").content)
        assert record["record_hash"] == before
        assert f'data-record-hash="{before}"' in text

    def test_by_a_public_event_keeps_the_pool_back_under_the_hash_of_its_hash(self):
        """Whoever has the pool computes the draw from a lottery that everybody can read."""
        plan = SeedPlan(SeedMethod.PUBLIC_EVENT, (), "示例开奖第1期", AFTER)
        draw = published(entities(8), officers(4), seed_plan=plan)
        text = page(draw).text
        assert draw.pool_hash not in text
        assert sha256(draw.pool_hash.encode()).hexdigest() in text
        assert page(draw, "pool.json").status_code == 404
        assert page(draw, "pool/").status_code == 404


class TestPublication:
    def test_waits_until_the_period_of_visits_is_over(self):
        draw = whole()
        assert refused(lambda: put_out(draw, on=UNTIL)) == ["publication.draw.visits_to_come"]
        assert KIND not in {
            one.matter.kind for one in publication.waiting(ctx("read").viewer, UNTIL)
        }
        [waiting] = publication.waiting(ctx("read").viewer, AFTER)
        assert (waiting.matter.subject, waiting.workdays_left) == (draw.id, 20)
        assert put_out(draw).subject_id == draw.id

    def test_comes_earlier_once_every_drawn_unit_was_visited(self):
        draw = whole()
        units = [unit for unit, _ in draws.drawn(ctx("read"), draw.id)]
        for place, unit in enumerate(units):
            row = approve(draw, f"approve {place}", entity=unit)
            Inspection.objects.of(ctx("read")).filter(id=row.id).update(visited_on=NEXT)
            rows = [draws.draw(ctx("read"), draw.id)]
            over = draws.visits_over(ctx("read"), rows)[draw.id]
            assert over == (NEXT if place == len(units) - 1 else AFTER)
        assert put_out(draw, on=over).published_on == over
