"""Citations: the address of a rule in an instrument, parsed, ordered and printed the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERN = re.compile(
    r"^(?P<instrument>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)"
    r"(?::(?P<article>\d+)(?:-(?P<insert>\d+))?"
    r"(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?)?$"
)
_DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """
    Return a number below 1,000 as an article number is written.

    >>> chinese_numeral(58), chinese_numeral(110), chinese_numeral(12)
    ('五十八', '一百一十', '十二')
    """
    if not 0 < number < 1000:
        raise ValueError(f"article numbers lie between 1 and 999, not {number}")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """
    The place of a rule: instrument, article, paragraph, item.

    Written ``APL-2021:58.1`` (article 58, paragraph 1), ``SPL-2021:97(7)`` (article 97, item 7),
    ``CL-2020:134-1`` (article 134 bis) or ``GBF-2018-118`` (the instrument as a whole).
    """

    instrument: str
    article: int = 0
    paragraph: int = 0
    item: int = 0
    insert: int = 0

    @classmethod
    def parse(cls, text: str) -> Citation:
        """
        Return the citation that a text such as ``APL-2021:58.1`` denotes.

        :raises ValueError: if the text is no citation
        """
        match = _PATTERN.match(text)
        if match is None:
            raise ValueError(f"not a citation: {text!r}")
        parts = match.groupdict()
        return cls(
            instrument=str(parts["instrument"]),
            article=int(parts["article"] or 0),
            paragraph=int(parts["paragraph"] or 0),
            item=int(parts["item"] or 0),
            insert=int(parts["insert"] or 0),
        )

    def __str__(self) -> str:
        if not self.article:
            return self.instrument
        text = f"{self.instrument}:{self.article}"
        text += f"-{self.insert}" if self.insert else ""
        text += f".{self.paragraph}" if self.paragraph else ""
        return text + (f"({self.item})" if self.item else "")

    def lies_in(self, place: Citation) -> bool:
        """Return whether the citation names the article of the place, or a part of it."""
        own = (self.instrument, self.article, self.insert)
        return own == (place.instrument, place.article, place.insert)

    @property
    def number(self) -> str:
        """The number of the article as the lawbook keys it, such as ``134-1``."""
        return f"{self.article}" + (f"-{self.insert}" if self.insert else "")

    @property
    def place(self) -> str:
        """The place inside the instrument as it is printed, empty for a whole instrument."""
        if not self.article:
            return ""
        text = f"第{chinese_numeral(self.article)}条"
        text += f"之{chinese_numeral(self.insert)}" if self.insert else ""
        text += f"第{chinese_numeral(self.paragraph)}款" if self.paragraph else ""
        return text + (f"第{chinese_numeral(self.item)}项" if self.item else "")


cite = Citation.parse
