"""Money in fen: reading, printing, and Chinese capitals with a reader of our own as the proof."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.kernel.money import (
    CAPITALS_LIMIT,
    NotAnAmount,
    capitals,
    parse_yuan,
    wan_text,
    yuan_text,
)

# Golden table: amount in yuan, the same in capitals.
CAPITALS = (
    ("0", "零元整"),
    ("0.01", "壹分"),
    ("0.05", "伍分"),
    ("0.10", "壹角整"),
    ("0.50", "伍角整"),
    ("0.59", "伍角玖分"),
    ("1", "壹元整"),
    ("1.05", "壹元零伍分"),
    ("1.50", "壹元伍角整"),
    ("1.55", "壹元伍角伍分"),
    ("10", "壹拾元整"),
    ("10.01", "壹拾元零壹分"),
    ("12", "壹拾贰元整"),
    ("20.30", "贰拾元叁角整"),
    ("99.99", "玖拾玖元玖角玖分"),
    ("100", "壹佰元整"),
    ("101", "壹佰零壹元整"),
    ("110", "壹佰壹拾元整"),
    ("200", "贰佰元整"),
    ("1000", "壹仟元整"),
    ("1001", "壹仟零壹元整"),
    ("1010", "壹仟零壹拾元整"),
    ("1100", "壹仟壹佰元整"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("3000", "叁仟元整"),
    ("10000", "壹万元整"),
    ("10001", "壹万零壹元整"),
    ("10010", "壹万零壹拾元整"),
    ("10500", "壹万零伍佰元整"),
    ("12345", "壹万贰仟叁佰肆拾伍元整"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("35000", "叁万伍仟元整"),
    ("49999", "肆万玖仟玖佰玖拾玖元整"),
    ("100000", "壹拾万元整"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("113000", "壹拾壹万叁仟元整"),
    ("325000.04", "叁拾贰万伍仟元零肆分"),
    ("1000500", "壹佰万零伍佰元整"),
    ("1293380", "壹佰贰拾玖万叁仟叁佰捌拾元整"),
    ("6007014", "陆佰万柒仟零壹拾肆元整"),
    ("10005000", "壹仟万伍仟元整"),
    ("20003000", "贰仟万叁仟元整"),
    ("100000000", "壹亿元整"),
    ("100000001", "壹亿零壹元整"),
    ("100010000", "壹亿零壹万元整"),
    ("110000000", "壹亿壹仟万元整"),
    ("1000000001", "壹拾亿零壹元整"),
    ("1000000000000", "壹万亿元整"),
    ("1000000010000", "壹万亿零壹万元整"),
    ("7539800003000.90", "柒万伍仟叁佰玖拾捌亿零叁仟元玖角整"),
    (
        "9999999999999999.99",
        "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    ),
    ("-0.05", "负伍分"),
    ("-12345", "负壹万贰仟叁佰肆拾伍元整"),
)

DIGITS = "零壹贰叁肆伍陆柒捌玖"
AMOUNTS = st.integers(-CAPITALS_LIMIT + 1, CAPITALS_LIMIT - 1)
# Amounts with many zeros, where the rules of 零 are decided.
SPARSE = st.lists(st.sampled_from("00000123456789"), min_size=1, max_size=18).map(
    lambda digits: int("".join(digits))
)


def read_capitals(text: str) -> int:
    """Read capitals back by another way than they were written: one pass over the characters."""
    sign, text = (-1, text[1:]) if text.startswith("负") else (1, text)
    fen = yi = wan = section = digit = 0
    for char in text.removesuffix("整"):
        if char in DIGITS:
            digit = DIGITS.index(char)
            continue
        if char in "拾佰仟":
            section += digit * 10 ** ("拾佰仟".index(char) + 1)
        elif char == "万":
            wan, section = (section + digit) * 10**4, 0
        elif char == "亿":
            yi, wan, section = (wan + section + digit) * 10**8, 0, 0
        elif char == "元":
            fen = (yi + wan + section + digit) * 100
        else:
            fen += digit * {"角": 10, "分": 1}[char]
        digit = 0
    return sign * fen


class TestParseYuan:
    @pytest.mark.parametrize(
        ("text", "fen"),
        [
            ("0", 0),
            ("12,345.60", 1_234_560),
            ("12345.6", 1_234_560),
            ("0.05", 5),
            ("200元", 20_000),
            ("1.5万", 1_500_000),
            ("129.338万元", 129_338_000),
            ("0.000001万", 1),
            ("1,293,380", 129_338_000),
            (" 3000 ", 300_000),
            ("-12.30", -1_230),
            ("007", 700),
        ],
    )
    def test_reads_an_amount_to_the_fen(self, text, fen):
        assert parse_yuan(text) == fen

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "abc",
            "1.234",
            "0.0000001万",
            "1,23",
            "12,34,567",
            "1,2345",
            ".5",
            "5.",
            "1e3",
            "--5",
            "+5",
            "1.5亿",
            "\uff11\uff12",
            "1 000",
            "1.2.3",
            "12元5角",
            "nan",
        ],
    )
    def test_refuses_what_is_no_amount_and_says_how_one_is_written(self, text):
        with pytest.raises(NotAnAmount) as refusal:
            parse_yuan(text)

        assert str(refusal.value) == f"“{text}”不是金额：请写作 12,345.60 或 1.5万，最多精确到分"

    @pytest.mark.parametrize("value", [12.5, 12, None])
    def test_refuses_what_is_not_text(self, value):
        with pytest.raises(TypeError, match=type(value).__name__):
            parse_yuan(value)


class TestYuanText:
    @pytest.mark.parametrize(
        ("fen", "text"),
        [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (1_234_560, "12,345.60"),
            (100, "1.00"),
            (-123_456_789, "-1,234,567.89"),
            (10**20, "1,000,000,000,000,000,000.00"),
        ],
    )
    def test_has_commas_and_two_decimals(self, fen, text):
        assert yuan_text(fen) == text

    @given(AMOUNTS)
    def test_is_read_back_to_the_same_amount(self, fen):
        assert parse_yuan(yuan_text(fen)) == fen


class TestWanText:
    @pytest.mark.parametrize(
        ("fen", "text"),
        [
            (129_338_000, "129.338"),
            (11_300_000, "11.3"),
            (0, "0"),
            (1, "0.000001"),
            (-1_500_000, "-1.5"),
            (10_000_000, "10"),
            (100_000_000_00, "10000"),
        ],
    )
    def test_is_exact_without_trailing_zeros(self, fen, text):
        assert wan_text(fen) == text

    @given(AMOUNTS)
    def test_is_read_back_to_the_same_amount(self, fen):
        assert parse_yuan(f"{wan_text(fen)}万") == fen


class TestCapitals:
    @pytest.mark.parametrize(("yuan", "expected"), CAPITALS)
    def test_are_the_golden_table(self, yuan, expected):
        assert capitals(parse_yuan(yuan)) == expected

    @given(st.one_of(AMOUNTS, SPARSE.filter(lambda fen: fen < CAPITALS_LIMIT)))
    def test_are_read_back_to_the_same_amount(self, fen):
        text = capitals(fen)

        assert read_capitals(text) == fen
        assert "零零" not in text
        assert text.endswith(("元整", "角整", "分"))

    @given(st.integers(1, 10**14 - 1), st.integers(1, 99))
    def test_of_whole_yuan_begin_the_capitals_with_small_change(self, yuan, rest):
        whole = capitals(yuan * 100).removesuffix("整")

        assert capitals(yuan * 100 + rest).startswith(whole)

    @pytest.mark.parametrize("fen", [CAPITALS_LIMIT, -CAPITALS_LIMIT])
    def test_are_refused_beyond_the_largest_unit(self, fen):
        with pytest.raises(ValueError, match="too large"):
            capitals(fen)
