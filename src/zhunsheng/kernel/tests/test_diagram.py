"""Diagrams: who waits stands below, no box lies under another or under a line."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

from zhunsheng.kernel.diagram import GAP, LANE, WIDTH, Box, svg
from zhunsheng.kernel.layers import laid_out

#: A wait that passes over two rows, and two waits that cross where nobody orders them.
WAITS = {
    "a": (), "b": ("a",), "c": ("a",), "d": ("c",), "e": ("b",), "f": ("a", "d", "e"), "g": ("d",),
}  # fmt: skip


class TestLayout:
    def test_sets_each_box_below_all_that_it_waits_for(self) -> None:
        found = laid_out(WAITS, width=WIDTH, gap=GAP, lane=LANE)
        row = {key: n for n, keys in enumerate(found.rows) for key in keys}
        assert [row[key] for key in "abcdefg"] == [0, 1, 1, 2, 2, 3, 3]

    def test_leaves_a_gap_between_all_places_of_a_row(self) -> None:
        found = laid_out(WAITS, width=WIDTH, gap=GAP, lane=LANE)
        for keys in found.rows:
            spans = [(found.middle[key], WIDTH if key in WAITS else LANE) for key in keys]
            for (one, wide), (other, broad) in pairwise(spans):
                assert other - one >= (wide + broad) / 2 + GAP - 0.001

    def test_leads_a_long_line_through_a_lane_of_each_row(self) -> None:
        found = laid_out(WAITS, width=WIDTH, gap=GAP, lane=LANE)
        assert ("a", ("a", "f", 1), ("a", "f", 2), "f") in found.lines

    def test_crosses_no_lines_where_an_order_without_a_crossing_exists(self) -> None:
        crossed = {"a": (), "b": (), "c": ("b",), "d": ("a",)}
        found = laid_out(crossed, width=WIDTH, gap=GAP, lane=LANE)
        assert [found.middle["c"], found.middle["d"]] == [found.middle["b"], found.middle["a"]]

    def test_of_nothing_is_empty(self) -> None:
        assert laid_out({}, width=WIDTH, gap=GAP, lane=LANE).rows == ()


class TestSvg:
    def test_is_one_file_that_holds_every_word_and_repeats_byte_for_byte(self) -> None:
        boxes = [
            Box("a", "登记<线索>", ("《行政处罚法》第五十四条",)),
            Box("b", "立案", after=("a",), dashed=True),
        ]
        drawn = svg(boxes, title="示例程序", legend=(Box("", "实线", rounded=True),))
        assert drawn == svg(boxes, title="示例程序", legend=(Box("", "实线", rounded=True),))
        root = ElementTree.fromstring(drawn)
        said = [element.text for element in root.iter() if element.tag.endswith("text")]
        assert said == ["示例程序", "实线", "登记<线索>", "《行政处罚法》第五十四条", "立案"]

    def test_breaks_a_long_text_within_its_box_and_begins_no_line_with_a_closing_mark(self) -> None:
        said = "、".join(["执法人员"] * 12)
        root = ElementTree.fromstring(svg([Box("a", "立案", (said,))], title="示例"))
        lines = [e.text or "" for e in root.iter() if e.get("class") == "x"]
        assert "".join(lines) == said
        assert len(lines) == 4
        assert not any(line.startswith("、") for line in lines)
