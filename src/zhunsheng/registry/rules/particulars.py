"""Further facts of an entity: fields that are data, and what may be written into them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import folded
from zhunsheng.registry.rules.entity import CLASSED_SUPERVISION, Particulars, list_of

LONGEST: Final = 400
MOST: Final = 10**12
YES_NO: Final = ("是", "否")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?")


class FieldKind(Enum):
    """What may be written into a field."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One further fact: stable key, printed heading, group on the page, kind, choices."""

    key: str
    heading: str
    group: str
    kind: FieldKind
    choices: tuple[str, ...] = ()


def particular(field: Field, text: str) -> str:
    """
    Return what is kept of a text in a field: whole numbers, days as 2026-01-15.

    :raises ValueError: with one Chinese sentence that says what is wrong and how to write it
    """
    return reader_of(field)(text)


def reader_of(field: Field) -> Callable[[str], str]:
    """Return what ``particular`` does for one field, to be asked many times."""
    return partial(_READERS[field.kind], field)


def _text(field: Field, text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"{field.heading}共{len(text)}字，超过{LONGEST}字。请缩短")
    return text


def _number(field: Field, text: str) -> str:
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdigit() and int(digits) <= MOST):
        raise ValueError(f"“{text}”不是整数。请填写{field.heading}，如 25")
    return str(int(digits))


def _amount(field: Field, text: str) -> str:
    digits = text.replace(",", "")
    if not _AMOUNT.fullmatch(digits):
        raise ValueError(f"“{text}”不是数字。请填写{field.heading}，最多两位小数，如 12.50")
    return digits


def _day(field: Field, text: str) -> str:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _not_a_day(field, text)
    except ValueError:
        return _not_a_day(field, text)


def _not_a_day(field: Field, text: str) -> str:
    raise ValueError(f"“{text}”不是日期。请填写{field.heading}，如 2026-01-15")


def _one_of(field: Field, text: str) -> str:
    choices = field.choices or YES_NO
    if text in choices:
        return text
    found = [one for one in choices if folded(one) == folded(text)]
    if not found:
        shown = list_of(choices)
        raise ValueError(f"“{text}”不是可选的{field.heading}。请填写：{shown}")
    return found[0]


_READERS: Final = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.AMOUNT: _amount,
    FieldKind.DAY: _day,
    FieldKind.YES_NO: _one_of,
    FieldKind.CHOICE: _one_of,
}


def particulars_findings(
    particulars: Particulars, fields: Mapping[str, Field]
) -> tuple[Finding, ...]:
    """Return every reason against entering these further facts."""
    found = []
    for key, text in particulars:
        try:
            if key not in fields:
                raise ValueError(f"没有“{key}”这一登记事项。请使用本系统的表单或者模板")
            particular(fields[key], text)
        except ValueError as reason:
            message, _, next_step = str(reason).partition("。")
            code = f"registry.particulars.{key}"
            found.append(Finding(code, message, CLASSED_SUPERVISION, next_step))
    return tuple(found)


def grouped(
    fields: Iterable[Field], particulars: Mapping[str, str]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return what was filled in, by group in the order of the fields: heading and text."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field in fields:
        if field.key in particulars:
            found.setdefault(field.group, []).append((field.heading, particulars[field.key]))
    return tuple((group, tuple(lines)) for group, lines in found.items())
