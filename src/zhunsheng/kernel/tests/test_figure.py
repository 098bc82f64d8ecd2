"""Figures: computed from rows or parts, never given."""

from datetime import date

from zhunsheng.kernel.figure import Figure, FigureUnit, Row


def figure(*rows: Row, parts: tuple[Figure, ...] = ()) -> Figure:
    return Figure(
        "x", "示例", FigureUnit.VISIT, "示例", "示例", None, date(2025, 12, 31), rows, parts
    )


class TestFigure:
    def test_counts_rows(self):
        assert figure(Row("a:1"), Row("a:2")).value == 2

    def test_counts_distinct_units_once_however_often_they_were_visited(self):
        rows = (Row("v:1", distinct="e:1"), Row("v:2", distinct="e:1"), Row("v:3", distinct="e:2"))
        assert figure(*rows).value == 2

    def test_sums_weights_in_fen(self):
        assert figure(Row("d:1", weight=129_338_000), Row("d:2", weight=50)).value == 129_338_050

    def test_is_the_sum_of_its_parts(self):
        assert figure(parts=(figure(Row("a:1")), figure(Row("a:2"), Row("a:3")))).value == 3

    def test_has_a_hash_that_does_not_depend_on_order_and_changes_with_any_row(self):
        one, two = Row("a:1"), Row("a:2")
        assert figure(one, two).rows_hash == figure(two, one).rows_hash
        assert figure(one, two).rows_hash != figure(one).rows_hash
        assert figure(one).rows_hash != figure(Row("a:1", weight=2)).rows_hash
