"""Kinds of documents, their contents and their numbers: pure, without tables or requests."""

from zhunsheng.documents.rendering.blocks import date_text
from zhunsheng.documents.rules.contents import (
    Content,
    FrozenContent,
    compose,
    example,
    frozen,
    missing_contents,
    preview,
)
from zhunsheng.documents.rules.kinds import (
    Column,
    Field,
    Kind,
    KindFaulty,
    KindUnknown,
    kinds_of,
    parse,
)
from zhunsheng.documents.rules.numbers import (
    external_is_receipted,
    number_is_free,
    number_is_reserved,
    number_text,
    only_reserved_is_void,
    void_has_a_reason,
)

__all__ = [
    "Column",
    "Content",
    "Field",
    "FrozenContent",
    "Kind",
    "KindFaulty",
    "KindUnknown",
    "compose",
    "date_text",
    "example",
    "external_is_receipted",
    "frozen",
    "kinds_of",
    "missing_contents",
    "number_is_free",
    "number_is_reserved",
    "number_text",
    "only_reserved_is_void",
    "parse",
    "preview",
    "void_has_a_reason",
]
