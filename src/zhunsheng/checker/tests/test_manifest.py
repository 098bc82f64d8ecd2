"""A printed report against its manifest: the number that was changed is named."""

from __future__ import annotations

import json

import pytest

from zhunsheng.checker import manifest, reading
from zhunsheng.checker.check import Unreadable, examine
from zhunsheng.kernel.canonical import sha256_hex


def run(text, figure=""):
    return {"text": text, "figure": figure}


def line(*runs):
    return {"runs": list(runs), "is_heading": False, "is_hint": False}


INNER = {
    "format": "zhunsheng-annual-report-1",
    "year": 2025,
    "since": "2025-01-01",
    "until": "2025-12-31",
    "as_of": "2026-01-15",
    "compiled_on": "2026-01-20",
    "note": "",
    "figures": [
        {"key": key, "label": label, "value": value, "unit": unit, "definition": definition}
        for key, label, value, unit, definition in (
            ("a", "行政检查", 51, "VISIT", "到一家计一家次"),
            ("b", "检查单位", 48, "ENTITY", "只计一家"),
            ("c", "罚款金额", 4_500_000, "FEN", "罚款之和"),
        )
    ],
    "text": {
        "opening": [line(run("现将有关情况报告如下。"))],
        "parts": [
            {
                "heading": "举措",
                "lines": [
                    line(
                        run("全年实施行政检查"), run("51家次", "a"),
                        run("，涉及生产经营单位"), run("48家", "b"), run("。"),
                    ),
                    line(run("罚款金额"), run("4.5万元", "c"), run("，决定与收缴分离。")),
                ],
            }
        ],
        "closing": [],
    },
}  # fmt: skip
TEXT = (
    "现将有关情况报告如下。\n一、举措\n全年实施行政检查51家次，涉及生产经营单位48家。\n"
    "罚款金额4.5万元，决定与收缴分离。"
)


def written(inner, stated=None):
    return json.dumps({"manifest": inner, "manifest_hash": stated or sha256_hex(inner)}).encode()


def told(text):
    checked = examine(items=reading.read_text(text), against=manifest.read(written(INNER)))
    return [(f.rule, f.quote, f.message) for f in checked.findings if f.rule.startswith("M")]


class TestAgainstManifest:
    def test_of_the_text_as_compiled_says_nothing(self):
        assert told(TEXT) == []

    def test_one_changed_digit_is_named_with_its_figure(self):
        assert told(TEXT.replace("51家次", "57家次")) == [
            ("M01", "57家次", "“行政检查”：数字清单所附正文为51家次，这里写57家次。")
        ]

    def test_two_digits_that_changed_places_are_explained(self):
        assert told(TEXT.replace("48家", "84家")) == [
            (
                "M01",
                "84家",
                "“检查单位”：数字清单所附正文为48家，这里写84家，"
                "数字相同而次序不同，疑前后两位写颠倒。",
            )
        ]

    def test_a_changed_unit_is_named(self):
        assert [row[:2] for row in told(TEXT.replace("4.5万元", "4.5元"))] == [("M01", "4.5元")]

    def test_other_words_around_the_number_are_free(self):
        assert told(TEXT.replace("全年实施行政检查", "全年依法开展行政检查")) == []

    def test_a_number_that_was_taken_out_is_named(self):
        changed = told(TEXT.replace("，涉及生产经营单位48家", ""))

        assert [(rule, "“检查单位”" in message) for rule, _, message in changed] == [("M01", True)]

    def test_a_paragraph_that_was_taken_out_is_named_with_its_figures(self):
        assert told(TEXT.replace("罚款金额4.5万元，决定与收缴分离。", "")) == [
            (
                "M02",
                "",
                "数字清单所附正文中有一段在文中没有找到，其中的数字是：罚款金额4.5万元。",
            )
        ]

    def test_a_number_from_nowhere_is_asked_about(self):
        assert [row[:2] for row in told(TEXT + "\n组织演练12场，参加300人次。")] == [
            ("M03", "12场，参加300人次")
        ]

    def test_a_number_that_was_compiled_without_a_figure_is_named(self):
        inner = json.loads(json.dumps(INNER))
        inner["note"] = "全年检查9999家。"
        inner["text"]["closing"] = [line(run("办理许可一百二十件。"))]
        text = f"全年检查9999家。\n{TEXT}\n办理许可一百二十件。"
        checked = examine(items=reading.read_text(text), against=manifest.read(written(inner)))
        found = [(f.rule, f.severity, f.quote) for f in checked.findings if f.rule[0] == "M"]
        assert found == [("M03", "error", "9999家"), ("M03", "error", "一百二十件")]

    def test_a_share_from_nowhere_is_asked_about(self):
        assert [row[:2] for row in told(TEXT + "\n其中三成企业整改到位。")] == [("M03", "三成")]

    def test_the_annex_is_compared(self):
        rows = "".join(
            f"<tr><td>{label}</td><td>{value}</td><td>-</td><td>{definition}</td></tr>"
            for label, value, definition in (
                ("行政检查", "51", "到一家计一家次"),
                ("罚款金额", "54,000.00", "罚款之和"),
            )
        )
        page = f"<table>{rows}</table>".encode()
        checked = examine(
            items=reading.read_bytes("a.html", page), against=manifest.read(written(INNER))
        )

        found = [f for f in checked.findings if f.rule == "M01"]
        assert [(f.quote, f.place) for f in found] == [("54,000.00", "表1第2行")]


class TestManifest:
    @pytest.mark.parametrize(
        "data", [b"", b"[]", b"{}", b"\xff", b'{"manifest": {"format": "other"}}', b'"' * 9]
    )
    def test_is_refused_where_it_is_none(self, data):
        with pytest.raises(Unreadable, match="不是年度报告的数字清单"):
            manifest.read(data)

    def test_is_refused_where_it_was_changed(self):
        changed = {**INNER, "note": "另有57家次"}

        with pytest.raises(Unreadable, match="校验值不符"):
            manifest.read(written(changed, stated=sha256_hex(INNER)))
