"""What a version of a plan says otherwise than the version that it amends."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from zhunsheng.planning.choices import ChangeKind

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a plan says: what it is about, and the words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line that was added, removed or changed; empty text stands where there was no line."""

    kind: ChangeKind
    label: str
    before: str
    after: str


def changes(before: Mapping[K, Line], after: Mapping[K, Line]) -> tuple[Change, ...]:
    """
    Return what changed from one version to the next: changed and removed lines, then added ones.

    Lines are the same where their keys are; equal lines are left out.
    """
    found = []
    for key, old in before.items():
        new = after.get(key)
        if new is None:
            found.append(Change(ChangeKind.REMOVED, old.label, old.text, ""))
        elif new != old:
            found.append(Change(ChangeKind.CHANGED, new.label, old.text, new.text))
    found += [
        Change(ChangeKind.ADDED, new.label, "", new.text)
        for key, new in after.items()
        if key not in before
    ]
    return tuple(found)
