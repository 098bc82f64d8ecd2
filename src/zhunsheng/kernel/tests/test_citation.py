"""Citations are parsed, printed and refused."""

import pytest

from zhunsheng.kernel.citation import Citation, chinese_numeral, cite


class TestCitation:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("APL-2021:58.1", "第五十八条第一款"),
            ("SPL-2021:97(7)", "第九十七条第七项"),
            ("APL-2021:63.1(1)", "第六十三条第一款第一项"),
            ("CL-2020:134-1", "第一百三十四条之一"),
            ("SPL-2021:110", "第一百一十条"),
            ("GBF-2018-118", ""),
        ],
    )
    def test_prints_as_it_was_written_and_as_the_law_is_quoted(self, text, place):
        assert str(cite(text)) == text
        assert cite(text).place == place

    @pytest.mark.parametrize("text", ["", "58", "apl-2021:58", "APL-2021:", "APL-2021:58.", "A:1"])
    def test_refuses_what_is_no_citation(self, text):
        with pytest.raises(ValueError, match="not a citation"):
            Citation.parse(text)


class TestChineseNumeral:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (112, "一百一十二"),
            (999, "九百九十九"),
        ],
    )
    def test_writes_numbers_as_articles_do(self, number, text):
        assert chinese_numeral(number) == text

    @pytest.mark.parametrize("number", [0, -1, 1000])
    def test_refuses_numbers_that_no_article_has(self, number):
        with pytest.raises(ValueError, match="between 1 and 999"):
            chinese_numeral(number)
