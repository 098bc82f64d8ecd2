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

    @pytest.mark.parametrize(
        ("written", "quote"),
        [
            ("５７家次", "５７家次"),
            ("五十七家次", "五十七家次"),
            ("近51家次", "近51家次"),
            ("51余家次", "51余家次"),
        ],
    )
    def test_of_other_numerals_or_only_about_right_is_named(self, written, quote):
        (row,) = told(TEXT.replace("51家次", written))

        assert row[:2] == ("M01", quote)
        assert "“行政检查”：数字清单所附正文为51家次" in row[2]

    def test_the_same_number_in_other_numerals_is_no_change(self):
        assert told(TEXT.replace("51家次", "五十一家次").replace("48家", "４８家")) == []

    def test_two_figures_that_changed_places_are_both_named(self):
        found = told(TEXT.replace("51", "#").replace("48", "51").replace("#", "48"))

        assert [(rule, quote) for rule, quote, _ in found] == [
            ("M01", "48家次"), ("M01", "51家"),
        ]  # fmt: skip
        assert "“行政检查”" in found[0][2]
        assert "“检查单位”" in found[1][2]

    def test_a_sentence_that_was_taken_out_is_named_with_its_figure_alone(self):
        ((rule, _, message),) = told(TEXT.replace("，涉及生产经营单位48家", ""))

        assert rule == "M01"
        assert "“检查单位”" in message
        assert "“行政检查”" not in message

    def test_a_chinese_numeral_of_the_fixed_words_is_named(self):
        inner = json.loads(json.dumps(INNER))
        inner["text"]["parts"][0]["lines"].append(line(run("每次检查有两名执法人员到场。")))
        text = f"{TEXT}\n每次检查有三名执法人员到场。"
        checked = examine(items=reading.read_text(text), against=manifest.read(written(inner)))

        (found,) = [f for f in checked.findings if f.rule == "M01"]
        assert (found.quote, "为两名，这里写三名" in found.message) == ("三名", True)

    @pytest.mark.parametrize(
        ("line_of_text", "quote"),
        [
            ("一、2026年的举措", "2026"),
            ("示例区应急管理局2024年度法治政府建设情况报告", "2024年"),
            ("示例区应急管理局\n2026年1月21日", "2026年1月21日"),
            (f"数字清单校验值（SHA-256）：{'0' * 64}", "0" * 64),
        ],
    )
    def test_headings_days_and_the_hash_are_compared(self, line_of_text, quote):
        inner = json.loads(json.dumps(INNER))
        inner["text"]["parts"][0]["heading"] = "2025年的举措"
        text = f"{line_of_text}\n{TEXT}"
        checked = examine(items=reading.read_text(text), against=manifest.read(written(inner)))

        assert quote in [f.quote for f in checked.findings if f.rule == "M01"]

    def test_the_title_days_and_hash_as_printed_say_nothing(self):
        text = (
            f"示例区应急管理局2025年度法治政府建设情况报告\n{TEXT}\n2026年1月20日\n"
            f"数字清单校验值（SHA-256）：{sha256_hex(INNER)}"
        )

        assert told(text) == []

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
