"""Definitions of figures and the comparison of sets."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.kernel.figure import Figure, FigureUnit, Row
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.statistics import exports, rules
from zhunsheng.statistics.choices import Remainder, Stage
from zhunsheng.statistics.queries.sources import SOURCES
from zhunsheng.statistics.rules.returns import TableDef

AS_OF = date(2026, 1, 15)
#: Version and hash of each form of a return.
FORMS = {
    "monthly": (1, "b23840d83a25057c"),
    "quarterly": (1, "f09e52459dc59eb8"),
    "yearly": (1, "90a133b8838664bd"),
    "yearly_data": (1, "ef35c48d280a7eaf"),
}


def returned(*rows: dict[str, Any], shares: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """Return what a return of one table says of two figures and of the rows after them."""
    keys = ("cases.opened", "cases.summary_fines")
    figures = {
        key: Figure(key, key, unit, "", "", None, AS_OF, (Row("row", weight=share),))
        for key, unit, share in zip(keys, (FigureUnit.CASE, FigureUnit.FEN), shares, strict=True)
    }
    given: tuple[dict[str, Any], ...] = ({"figure": keys[0]}, {"figure": keys[1]}, *rows)
    table = TableDef(
        "T",
        "表",
        tuple(rules.RowDef(at, f"row{at}", f"{at}", **row) for at, row in enumerate(given, 1)),
    )
    form = replace(rules.return_form("monthly"), tables=(table,))
    period = rules.Period(date(2025, 9, 1), date(2025, 9, 30), AS_OF)
    return rules.snapshot_of(form, period, figures)


class TestReturns:
    @pytest.mark.parametrize(
        ("part", "whole", "text"),
        [(2, 3, "66.67"), (1, 3, "33.33"), (1, 16, "6.25"), (1, 800, "0.13"), (3, 3, "100.00")],
    )
    def test_round_shares_half_up_as_the_checker_demands(self, part, whole, text):
        said = returned({"ratio": (1, 2)}, shares=(part, whole))
        assert said["tables"][0]["rows"][2]["text"] == text

    @pytest.mark.parametrize(
        ("fen", "text"),
        [(50, "0.0001"), (49, "0.0000"), (129_338_050, "129.3381"), (99_999_999, "100.0000")],
    )
    def test_round_amounts_in_wan_half_up(self, fen, text):
        said = returned({"wan": 2}, shares=(1, fen))
        assert said["tables"][0]["rows"][2]["text"] == text

    def test_are_the_same_by_the_key_of_a_row_whatever_its_number(self):
        before = returned({"sum": (1,)}, shares=(7, 0))
        moved = json.loads(json.dumps(before))
        rows = moved["tables"][0]["rows"]
        rows.reverse()
        for number, row in enumerate(rows, start=1):
            row["number"] = number
        assert rules.differences(before, moved) == ()

    def test_that_kept_no_form_are_read_by_the_form_of_today(self):
        """What was handed in by an earlier release still opens, and is compared."""
        period = rules.Period(date(2025, 9, 1), date(2025, 9, 30), AS_OF)
        now: dict[str, Any] = rules.snapshot_of(rules.return_form("monthly"), period, {})
        before = json.loads(json.dumps(now))
        del before["template"], before["version"]
        for table in before["tables"]:
            for row in table["rows"]:
                del row["key"]
        assert rules.form_of(before) == rules.return_form("monthly")
        assert rules.differences(before, now) == rules.differences(before, before) == ()
        before["tables"][1]["rows"][3]["text"] = "9"
        (one,) = rules.differences(before, now)
        assert (one.number, one.before) == (4, "9")
        assert exports.return_sheet(before).startswith(b"PK")
        old, row = returned({"sum": (1,)}, shares=(7, 0)), returned({"sum": (1,)}, shares=(8, 0))
        for held, one in zip(old["tables"][0]["rows"], row["tables"][0]["rows"], strict=True):
            del held["key"]
            one["key"] = one.get("figure", "total")
        assert [one.number for one in rules.differences(old, row)] == [1, 3]
        before["tables"][1]["rows"].pop()
        assert exports.return_sheet(before).startswith(b"PK")

    def test_say_that_a_figure_of_an_old_form_is_not_counted_any_more(self):
        row = {"label": "旧指标", "figure": "cases.gone"}
        tables = [{"key": "T", "label": "表", "rows": [row]}]
        template = {**rules.return_form("monthly").template, "tables": tables}
        form = rules.form_of({"template": template})
        period = rules.Period(date(2025, 9, 1), date(2025, 9, 30), AS_OF)
        held: dict[str, Any] = rules.snapshot_of(form, period, {})
        (said,) = held["tables"][0]["rows"]
        assert (said["value"], said["text"]) == (None, "本系统已不再统计")

    @pytest.mark.parametrize("key", ["monthly", "quarterly", "yearly", "yearly_data"])
    def test_have_a_new_version_with_every_change_of_their_form(self, key):
        """Who changes a form raises its version, and writes the hash of the new one here."""
        form = rules.return_form(key)
        assert (form.version, sha256_hex(form.template)[:16]) == FORMS[key]

    def test_tell_a_row_that_the_version_before_lacks_as_new(self):
        before, after = returned(), returned({"figure": "cases.opened"})
        (one,) = rules.differences(before, after)
        assert (one.number, one.before, one.after) == (3, "—", "0")
        assert (one.added, one.removed) == (1, 0)
        assert rules.differences(after, after) == ()

    def test_tell_a_row_of_a_table_that_the_version_before_lacks_as_new(self):
        found = rules.differences({"tables": []}, returned())
        assert [(one.number, one.before) for one in found] == [(1, "—"), (2, "—")]


class TestDefinitions:
    def test_name_a_source_or_parts_and_never_both(self):
        for key, one in rules.definitions().items():
            assert bool(one.parts) != (key in SOURCES), key
        assert set(SOURCES) <= set(rules.definitions())

    def test_cite_articles_that_the_lawbook_holds(self):
        for one in rules.definitions().values():
            assert lawbook.cite_label(one.basis)

    def test_fill_the_days_into_every_scope(self):
        period = rules.Period(date(2025, 1, 1), date(2025, 12, 31), AS_OF)
        for one in rules.definitions().values():
            assert "{" not in one.scope_of(period)

    def test_never_add_parts_of_another_unit(self):
        for one in rules.definitions().values():
            assert {rules.definition(part).unit for part in one.parts} <= {one.unit}


class TestYearBefore:
    def test_ends_with_the_month_where_the_days_do(self):
        february = rules.Period(date(2025, 2, 1), date(2025, 2, 28), AS_OF)
        before = rules.year_before(february)
        assert (before.since, before.until) == (date(2024, 2, 1), date(2024, 2, 29))
        before = rules.year_before(rules.Period(date(2024, 2, 29), date(2024, 2, 29), AS_OF))
        assert (before.since, before.until) == (date(2023, 2, 28), date(2023, 2, 28))

    def test_counts_to_the_end_of_the_month_that_the_period_has_come_to(self):
        running = rules.Period(date(2025, 1, 1), date(2025, 12, 31), date(2025, 2, 28))
        before = rules.year_before(running)
        assert (before.until, before.as_of) == (date(2024, 2, 29), date(2024, 2, 29))

    def test_keeps_days_inside_of_a_month(self):
        leap = rules.Period(date(2024, 2, 1), date(2024, 2, 28), AS_OF)
        assert rules.year_before(leap).until == date(2023, 2, 28)
        after = rules.Period(date(2025, 2, 1), date(2025, 2, 27), AS_OF)
        assert rules.year_before(after).until == date(2024, 2, 27)


class TestShown:
    def test_prints_amounts_in_yuan_and_counts_as_they_are(self):
        assert rules.shown(FigureUnit.FEN, 129_338_000) == "1,293,380.00"
        assert rules.shown(FigureUnit.VISIT, 2334) == "2334"


def case(key: str, **changes) -> rules.DecidedCase:
    facts = {
        "decided_on": date(2025, 12, 31),
        "opinions": ((date(2025, 12, 30), True),),
        "delivered": True,
        "delivery_due": date(2026, 1, 9),
        "published": True,
        "publication_due": date(2026, 1, 9),
        "natural_person": False,
    }
    return rules.DecidedCase(row=Row(key), **{**facts, **changes})


class TestComparison:
    def test_is_equal_where_every_case_went_the_whole_way(self):
        found = rules.compared([case("a"), case("b")], as_of=AS_OF)
        assert [(one.stage, one.decided, one.inside) for one in found] == [
            (Stage.REVIEWED, 2, 2),
            (Stage.DELIVERED, 2, 2),
            (Stage.PUBLISHED, 2, 2),
            (Stage.IN_FORCE, 2, 2),
        ]
        assert all(one.is_equal and one.is_explained for one in found)

    def test_names_a_natural_person_and_a_running_term_as_explained(self):
        later = date(2026, 1, 20)
        cases = [
            case("person", published=False, natural_person=True),
            case("running", published=False, publication_due=later),
        ]
        out = rules.compared(cases, as_of=AS_OF)[2]
        assert [(left.reason, [row.key for row in left.rows]) for left in out.leftovers] == [
            (Remainder.NATURAL_PERSON, ["person"]),
            (Remainder.NOT_PUBLISHED_YET, ["running"]),
        ]
        assert not out.is_equal
        assert out.is_explained

    def test_leaves_a_missing_review_and_passed_terms_unexplained(self):
        cases = [case("a", opinions=(), delivered=False, published=False)]
        found = rules.compared(cases, as_of=AS_OF)
        assert [one.leftovers[0].reason for one in found if one.leftovers] == [
            Remainder.NOT_REVIEWED,
            Remainder.DELIVERY_OVERDUE,
            Remainder.PUBLICATION_OVERDUE,
        ]
        assert not any(one.is_explained for one in found if one.leftovers)

    def test_names_a_review_that_did_not_agree_or_came_after_the_decision(self):
        """行政处罚法 58.1: without a review, or where it did not pass, no decision is made."""
        before, after = date(2025, 12, 20), date(2026, 1, 4)
        reviewed, *_ = rules.compared(
            [
                case("mended", opinions=((before, False), (date(2025, 12, 31), True))),
                case("returned", opinions=((before, False), (after, True))),
                case("later", opinions=((after, True),)),
            ],
            as_of=AS_OF,
        )
        assert [(left.reason, [row.key for row in left.rows]) for left in reviewed.leftovers] == [
            (Remainder.REVIEW_RETURNED, ["returned"]),
            (Remainder.REVIEWED_LATER, ["later"]),
        ]
        assert (reviewed.inside, reviewed.is_explained) == (1, False)

    def test_names_what_was_withdrawn_and_is_due_again(self):
        """行政处罚法 48: what was taken from the public is not in the set of the published."""
        published = rules.compared(
            [
                case("running", published=False, taken_back=True, publication_due=AS_OF),
                case("passed", published=False, taken_back=True),
            ],
            as_of=AS_OF,
        )[2]
        assert [(left.reason, left.is_explained) for left in published.leftovers] == [
            (Remainder.TAKEN_BACK, True),
            (Remainder.TAKEN_BACK_OVERDUE, False),
        ]

    def test_asks_no_publication_of_a_decision_that_was_found_unlawful(self):
        """行政处罚法 48.2: it is public no more, but it stands and is delivered."""
        *_, published, in_force = rules.compared(
            [case("one", published=False, barred=True)], as_of=AS_OF
        )
        assert [left.reason for left in published.leftovers] == [Remainder.UNLAWFUL]
        assert in_force.leftovers == ()

    def test_names_a_decision_that_fell_and_asks_no_more_of_it(self):
        """行政处罚法 48 and the remedies: a quashed decision is neither delivered nor published."""
        cases = [case("fell", delivered=False, published=False, fell=True), case("stands")]
        reviewed, *rest = rules.compared(cases, as_of=AS_OF)
        assert reviewed.is_equal
        for one in rest:
            assert [(left.reason, left.rows) for left in one.leftovers] == [
                (Remainder.FELL, (Row("fell"),))
            ]
            assert (one.inside, one.is_explained) == (1, True)
