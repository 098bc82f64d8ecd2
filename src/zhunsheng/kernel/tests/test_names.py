"""What a reader sees of a name."""

import sys

from zhunsheng.kernel.names import folded, is_hidden, steady, visible


def test_a_name_is_told_by_what_is_seen_of_it():
    assert {visible(one) for one in ("示例甲", "示 例甲", "示例\u200b甲\u2060")} == {"示例甲"}
    assert visible("\u200b\u2060 ") == ""


def test_hidden_is_what_takes_no_room():
    assert [is_hidden(one) for one in ("\u200b", "\u202e", "甲", " ")] == [True, True, False, False]


def test_hidden_is_what_shows_nothing_whatever_its_class():
    blanks = "\u3164\u115f\u2800\u034f\ufe0f\u17b4\U000e0100\uffa0\u00ad"
    assert all(map(is_hidden, blanks))
    assert visible(f"示例{blanks}乙") == "示例乙"


def test_no_other_sign_folds_to_one_that_is_steady() -> None:
    told = ((chr(code), folded(chr(code))) for code in range(sys.maxunicode + 1))
    assert not [sign for sign, plain in told if plain != sign and steady(plain)]
