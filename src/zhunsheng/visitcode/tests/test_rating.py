"""Ratings of a visit: once for a code, sums alone, no way back to a firm."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from zhunsheng.accounts.records import OfBureau
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import World
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Viewer
from zhunsheng.visitcode import queries, rules, services
from zhunsheng.visitcode.choices import (
    RatingQuestion,
    Score,
)
from zhunsheng.visitcode.models import RatingTally, SpentRating
from zhunsheng.visitcode.tests.test_services import MONTH, NEXT_MONTH, rate, refused, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def everything() -> dict[str, list[Any]]:
    """Every row of every table of the site, in the order in which it was stored."""
    return {
        model._meta.label: list(model._base_manager.order_by().values())
        for model in apps.get_models()
    }


class TestRating:
    def test_is_given_once_for_a_code(self, world: World) -> None:
        row = shown(world)
        rate(world, row, Score.GOOD)
        assert refused(lambda: rate(world, row, Score.POOR)) == ["visitcode.rating.spent"]

    def test_with_an_open_question_is_refused(self, world: World) -> None:
        row = shown(world)
        codes = refused(
            lambda: services.rate(
                scope=OfBureau(world.bureau),
                token=queries.token_of(row.id),
                rating={RatingQuestion.OVERALL: Score.GOOD},
                month=MONTH,
            )
        )
        assert codes == ["visitcode.rating.incomplete"]

    def test_is_shown_from_five_on_and_after_the_month(self, world: World) -> None:
        rows = [shown(world, f"s{n}", n % 3) for n in range(5)]
        scope = OfBureau(world.bureau)
        for row in rows[:4]:
            rate(world, row, Score.GOOD)
        assert queries.ratings(scope, today=NEXT_MONTH) == ()
        rate(world, rows[4], Score.POOR)
        assert queries.ratings(scope, today=MONTH + timedelta(days=29)) == ()
        (month,) = queries.ratings(scope, today=NEXT_MONTH)
        assert (month.month, month.count) == (MONTH, 5)
        overall = dict(month.answers)[RatingQuestion.OVERALL]
        assert overall == ((Score.GOOD, 4), (Score.FAIR, 0), (Score.POOR, 1))

    def test_leaves_a_database_that_is_the_same_whoever_said_what(self, world: World) -> None:
        """
        No role can link a rating to a firm, because nobody at all can.

        One firm is pleased and the other is not; then the other way round. Every row of every
        table of the site is the same, so nothing that anybody may read tells the two apart.
        """
        first, second = shown(world, "one", 0), shown(world, "two", 1)

        def told(one: Score, other: Score) -> dict[str, list[Any]]:
            with transaction.atomic():
                rate(world, first, one)
                rate(world, second, other)
                found = everything()
                transaction.set_rollback(True)
            return found

        pleased = told(Score.GOOD, Score.POOR)
        assert pleased == told(Score.POOR, Score.GOOD)
        assert sum(row["count"] for row in pleased["visitcode.RatingTally"]) == 6

    def test_touches_every_sum_of_the_month_and_keeps_no_time(self, world: World) -> None:
        """Rows come at once and in one order; the last write points at none of the answers."""
        row = shown(world)
        rate(world, row, Score.POOR)
        assert RatingTally._base_manager.count() == len(RatingQuestion) * len(Score)
        kept = {field.name for field in SpentRating._meta.concrete_fields}
        assert kept == {"id", "bureau"}
        sums = {field.get_internal_type() for field in RatingTally._meta.concrete_fields}
        assert "DateTimeField" not in sums
        ids = [one.id for one in SpentRating._base_manager.all()]
        assert [one.version for one in ids] == [4]
        assert Event.objects.filter(kind__startswith="visitcode.rat").count() == 0


def test_a_month_that_still_runs_is_never_shown() -> None:
    assert not rules.is_shown(9, MONTH, MONTH + timedelta(days=29))
    assert rules.is_shown(5, MONTH, NEXT_MONTH)
    assert not rules.is_shown(4, MONTH, NEXT_MONTH)


def test_a_reader_is_shown_no_rating_that_is_not_a_sum(world: World) -> None:
    """What the pages read of ratings is this one query, and it knows sums alone."""
    assert queries.ratings(Viewer(world.bureau, world.chief), today=NEXT_MONTH) == ()


class TestOrder:
    """Decision record 0022: no column of any table tells who rated after whom."""

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="rowid is of SQLite")
    def test_of_ratings_is_not_kept_by_sqlite(self, world: World) -> None:
        with connection.cursor() as cursor:
            asked = "SELECT sql FROM sqlite_master WHERE name = %s"
            cursor.execute(asked, [SpentRating._meta.db_table])
            (said,) = cursor.fetchone()
        assert said.endswith("WITHOUT ROWID")
