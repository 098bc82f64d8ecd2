"""L21: what is published holds no identity number, mobile number, bank card or home address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zhunsheng.checker.finding import Hit, Severity
from zhunsheng.checker.outline import Document

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_IDENTITY: Final = re.compile(r"(?<![\dA-Za-z])\d{6} ?\d{8} ?\d{3}[\dXx](?![\dA-Za-z])")
#: Not within a hash, whose letters stand beside its digits.
_MOBILE: Final = re.compile(r"(?<![\da-zA-Z\-])(?:\+?86[ -]?)?1[3-9]\d(?:-?\d{4}){2}(?![\da-zA-Z])")
_CARD: Final = re.compile(r"(?:银行卡|账户|账号|卡号)[^。，；]{0,8}?(?P<card>\d{15,19})(?!\d)")
_HOME: Final = re.compile(
    r"(?:家庭住址|户籍地址|户籍地|现住址|住址)[：为是]?[^，。；]{0,6}[^，。；\d]{2,20}\d{1,5}[号室]"
)


def check(document: Document) -> Iterator[Hit]:
    """Check every paragraph; what was found is not repeated in the message."""
    for paragraph in document.paragraphs:
        text = paragraph.norm
        spans = [
            *(
                ("居民身份证号码", m.span())
                for m in _IDENTITY.finditer(text)
                if is_identity(m[0].replace(" ", ""))
            ),
            *(("手机号码", m.span()) for m in _MOBILE.finditer(text)),
            *(("银行账号", m.span("card")) for m in _CARD.finditer(text)),
            *(("个人住址", m.span()) for m in _HOME.finditer(text)),
        ]
        for name, (start, end) in spans:
            yield Hit(
                rule="L21",
                severity=Severity.ERROR,
                message=f"写有{name}，公开的文本不得公开个人信息（个人信息保护法第二十五条、政府信息公开条例第十五条）。",
                suggestion="删去，或者以“某”“×”代替后再公开。",
                paragraph=paragraph,
                start=start,
                end=end,
            )


def is_identity(number: str) -> bool:
    """Tell whether eighteen characters carry the check digit of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    month, day = int(number[10:12]), int(number[12:14])
    return _CHECKS[total % 11] == number[17].upper() and 1 <= month <= 12 and 1 <= day <= 31
