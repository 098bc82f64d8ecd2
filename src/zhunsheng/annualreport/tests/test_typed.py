"""Numbers that somebody typed instead of taking a figure."""

from __future__ import annotations

import pytest

from zhunsheng.annualreport import rules


class TestTypedNumbers:
    def test_are_found_beside_days_papers_and_places(self):
        said = (
            "按照2021—2025年的纲要，2025年3月5日印发（示）〔2025〕3号，开会12次，"
            "检查{figure:inspection.visits}。"
        )
        assert rules.typed_numbers(said, ["inspection.visits"]) == ("12",)

    @pytest.mark.parametrize(
        ("said", "found"),
        [
            ("办理行政许可一百二十件，罚款四十三万元。", ("一百二十件", "四十三万元")),
            ("①②件，约百余件。", ("①", "②", "约百余件")),
            ("Ⅻ件。", ("Ⅻ",)),
            ("整改率百分之五十。", ("百分之五十",)),
            ("罚款数万元，走访上百家企业。", ("数万元", "上百家")),
            ("壹佰贰拾件。", ("一百二十件",)),
            ("召开十二次会议，开 会 三 次。", ("十二次", "三次")),
            ("下降三成，过半。", ("三成", "过半")),
            ("其中三成企业整改到位，几成单位复查，五成多企业培训。", ("三成", "几成", "五成")),
            ("大半企业整改到位，超七成的隐患销号，占三成五。", ("大半", "七成", "三成")),
            ("一百{figure:inspection.visits}。", ("一百",)),
            ("“一百二十件许可”。", ("一百二十件",)),
            (
                "全年零复议、零诉讼，办理十几件，发生一起事故。",
                ("零复议", "零诉讼", "十几件", "一起"),
            ),
            ("翻了一番，成倍增长，合格率达百。", ("翻了一番", "成倍", "达百")),
            ("第2334次检查，2334年，〔2334〕76号。", ("2334", "76")),
        ],
    )
    def test_are_numbers_in_words_signs_and_shares_too(self, said, found):
        assert rules.typed_numbers(said, ["inspection.visits"]) == found

    @pytest.mark.parametrize(
        "said",
        [
            "一方面落实三项制度，一是双随机一公开，第一，第三部分，第五十七条第一款第三项。",
            "坚决做到“两个维护”，增强“四个意识”，落实安全生产“十五条硬措施”。",
            "党的二十大、二十届四中全会精神，十四五、十五五，第十四届第三次会议。",
            "高效办成一件事，一家一策，每一项，同一家企业，两名以上执法人员，千家万户。",
            "三项制度落实成效明显，合二为一成为常态，高效办成一件事。",
            "三个必须、三管三必须、十五条硬措施，无一例外。",
            "七个工作日，三十日内，二〇二五年，一批，一起推进，四不两直。",
        ],
    )
    def test_are_none_where_the_words_count_nothing(self, said):
        assert rules.typed_numbers(said, []) == ()

    def test_are_none_of_what_the_program_proposes(self):
        texts = [(one.text, one.figures) for one in rules.templates().sentences()]
        assert [text for text, known in texts if rules.typed_numbers(text, known)] == []

    def test_are_in_the_note_even_as_places(self):
        assert rules.note_numbers("检查{figure:inspection.visits}，{year}年。") == (
            "{figure:inspection.visits}",
            "{year}",
        )

    def test_include_places_that_no_figure_fills(self):
        assert rules.typed_numbers("检查{figure:no.such}", []) == ("{figure:no.such}",)
