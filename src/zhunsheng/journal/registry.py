"""The register of event classes: each kind of event has a sentence, a version, a redaction rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EventKind:
    """
    What the register knows of an event class; ``sentence`` is Chinese, with ``{field}``s.

    The words of one that is ``inner`` stand in the inner folder of a file.
    """

    key: str
    label: str
    sentence: str
    version: int
    redact: frozenset[str]
    fields: frozenset[str]
    inner: bool = False


#: What a blank field between brackets leaves of a sentence.
EMPTY_BRACKETS = "（）"
KINDS: dict[str, EventKind] = {}
_KEY_OF: dict[type, str] = {}


def event(
    *,
    key: str,
    label: str,
    sentence: str,
    version: int = 1,
    redact: tuple[str, ...] = (),
    inner: bool = False,
) -> Callable[[type[T]], type[T]]:
    """
    Return a decorator that registers a frozen dataclass as an event class.

    :raises ValueError: if the key is taken, or the sentence names an unknown field
    """

    def register(cls: type[T]) -> type[T]:
        fields = frozenset(f.name for f in dataclasses.fields(cls))  # type: ignore[arg-type]  # T is any dataclass
        if key in KINDS:
            raise ValueError(f"event {key} is registered twice")
        sentence.format(**dict.fromkeys(fields, ""))
        if unknown := set(redact) - fields:
            raise ValueError(f"event {key} redacts unknown fields {unknown}")
        KINDS[key] = EventKind(key, label, sentence, version, frozenset(redact), fields, inner)
        _KEY_OF[cls] = key
        return cls

    return register


def kind_of(instance: object) -> EventKind:
    """
    Return the registered kind of an event.

    :raises LookupError: if its class was never registered
    """
    try:
        return KINDS[_KEY_OF[type(instance)]]
    except KeyError:
        raise LookupError(f"{type(instance).__name__} is no registered event") from None


def sentence_of(key: str, data: dict[str, Any]) -> str:
    """
    Return the past-tense sentence of a stored event; fields of older versions stay blank.

    Brackets around a blank field are left out.
    """
    kind = KINDS[key]
    shown = {name: data.get(name, "") for name in kind.fields}
    return kind.sentence.format(**shown).replace(EMPTY_BRACKETS, "")
