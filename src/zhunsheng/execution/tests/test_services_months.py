"""Months: a list is taken in whole or not at all; what is concluded shows a later change."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from zhunsheng.cases.models import Payment
from zhunsheng.cases.tests.test_services_papers import add
from zhunsheng.cases.tests.world import BUREAU, World
from zhunsheng.execution import imports, queries, services
from zhunsheng.execution.choices import MatchState
from zhunsheng.execution.models import BankLine, Reconciliation
from zhunsheng.execution.tests.world import DUE, FINE, fined, pay, refused
from zhunsheng.kernel.finding import Stale
from zhunsheng.web.sheets import UnreadableSheet

pytestmark = pytest.mark.django_db
AFTER = date(2025, 4, 2)
NUMBERS = (
    "0015_numbers_of_payments_have_one_form",
    "0004_numbers_of_the_list_have_one_form",
)
HEAD = "票据号,缴款码,金额（元）,缴款日期\n"


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def take(world, rows, *, by="finance", month=3, on=AFTER, **more):
    return services.import_list(
        ctx=world.act(by, on),
        year=2025,
        month=month,
        filename="清单.csv",
        content=(HEAD + rows).encode(),
        on=on,
        **more,
    )


def conclude(world, note="", *, on=AFTER):
    return services.conclude_month(
        ctx=world.act("finance", on), year=2025, month=3, note=note, on=on
    )


def states(world):
    return [one.state for one in queries.month_of(world.viewer(), 2025, 3).matches]


class TestMonths:
    def test_are_listed_as_soon_as_they_hold_money(self, world):
        """行政处罚法 74.3: fines go to the treasury whole, whether or not a list was taken in."""
        pay(world, fined(world), FINE, DUE, "R1")
        (found,) = queries.months(world.viewer())
        assert (found.year, found.month, found.filename) == (2025, 3, "")
        take(world, "R1,,2000.00,2025-03-18\n")
        (found,) = queries.months(world.viewer())
        assert found.filename == "清单.csv"


class TestImport:
    def test_compares_both_sides(self, world):
        pay(world, fined(world), FINE, DUE, "R1")
        take(world, "R1,,2000.00,2025-03-18\nR9,,5.00,2025-03-19\n")
        assert states(world) == [MatchState.NOT_RECORDED, MatchState.MATCHED]

    def test_names_every_bad_row_and_takes_nothing(self, world):
        rows = "R1,,0,2025-03-18\nR1,,5,2025-04-01\n,,x,2025-02-30\n"
        codes = refused(world, lambda: take(world, rows))
        assert codes == ["reconciliation.rows"] + ["reconciliation.row"] * 6
        assert Reconciliation.objects.of(world.viewer()).count() == 0

    def test_replaces_the_list_of_the_month_alone(self, world):
        take(world, "R1,,5,2025-03-18\n")
        take(world, "R2,,5,2025-03-18\n")
        found = queries.month_of(world.viewer(), 2025, 3)
        assert [one.ebill for one in found.matches] == ["R2"]
        assert refused(world, lambda: take(world, "R2,,5,2025-02-18\n", month=2)) == [
            "reconciliation.rows",
            "reconciliation.row",
        ]

    def test_is_not_for_officers_nor_from_an_old_form_nor_of_any_file(self, world):
        assert refused(world, lambda: take(world, "R1,,5,2025-03-18\n", by="yi")) == [
            "reconciliation.wrong_role"
        ]
        take(world, "R1,,5,2025-03-18\n", version=0)
        with pytest.raises(Stale, match="导入收缴清单"):
            take(world, "R2,,5,2025-03-18\n", version=0)
        with pytest.raises(UnreadableSheet):
            take(world, "", version=1)

    def test_has_a_template_with_its_headings(self):
        with pytest.raises(UnreadableSheet, match="表头以下没有内容"):
            imports.read(
                filename="a.xlsx",
                content=imports.template(),
                year=2026,
                month=12,
                label="2026年12月",
                taken={},
            )


class TestConclusion:
    def test_explains_differences_and_shows_a_later_change(self, world):
        case = fined(world)
        take(world, "R1,,2000.00,2025-03-18\n")
        assert refused(world, lambda: conclude(world)) == ["reconciliation.differences_unexplained"]
        conclude(world, "漏记，次日补记。")
        assert not queries.month_of(world.viewer(), 2025, 3).has_changed
        pay(world, case, FINE, DUE, "R1")
        assert queries.month_of(world.viewer(), 2025, 3).has_changed
        assert refused(world, lambda: conclude(world, "再次")) == ["reconciliation.concluded"]
        assert refused(world, lambda: take(world, "R1,,2000.00,2025-03-18\n")) == [
            "reconciliation.concluded"
        ]

    def test_stands_where_a_bill_is_added_to_a_transfer_that_the_list_names(self, world):
        """行政处罚法 74.3: the money is the same, whichever of its numbers came first."""
        case = fined(world)
        pay(world, case, FINE, DUE, "", payer="示例甲", reference="L-1")
        take(world, "L-1,,2000.00,2025-03-18\n")
        conclude(world)
        add(world, case, "SL-1", FINE, on=AFTER)
        month = queries.month_of(world.viewer(), 2025, 3)
        assert [(one.state, one.ebill) for one in month.matches] == [(MatchState.MATCHED, "L-1")]
        assert month.cases["L-1"] == case.id
        assert not month.has_changed

    def test_waits_for_the_end_of_the_month_and_its_list(self, world):
        assert refused(world, lambda: conclude(world, on=date(2025, 3, 31))) == [
            "reconciliation.month_runs",
            "reconciliation.no_list",
        ]


def test_a_month_concluded_before_the_numbers_had_one_form_shows_no_change(world):
    """行政处罚法 74.3: what was concluded changed by nobody's hand, and is not shown as changed."""
    pay(world, fined(world), FINE, DUE, "R-1")
    take(world, "R-1,,2000.00,2025-03-18\n")
    BankLine.objects.of(world.viewer()).update(ebill="r-1")
    Payment.objects.of(world.viewer()).update(receipt="r-1")
    assert states(world) == [MatchState.MATCHED]
    conclude(world)
    import_module(f"zhunsheng.cases.migrations.{NUMBERS[0]}").rekey(apps, None)
    import_module(f"zhunsheng.execution.migrations.{NUMBERS[1]}").rekey(apps, None)
    assert Payment.objects.of(world.viewer()).get().receipt == "R-1"
    found = queries.month_of(world.viewer(), 2025, 3)
    assert states(world) == [MatchState.MATCHED]
    assert found.is_concluded
    assert not found.has_changed
    rows = refused(world, lambda: take(world, "R-1,,2000.00,2025-04-18\n", month=4))
    assert rows == ["reconciliation.rows", "reconciliation.row"]
