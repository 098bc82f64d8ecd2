"""A finding: one reason why an act is not lawful yet; a refusal carries all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from zhunsheng.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One reason against an act: what is missing, the rule that asks for it, what to do next.

    ``code`` is stable and English (``case.officers.fewer_than_two``); ``message`` and
    ``next_step`` are Chinese and read by officers. ``roles`` names by code who may act, where
    that is what is wrong; a page prints their names.
    """

    code: str
    message: str
    basis: Citation
    next_step: str = ""
    roles: frozenset[str] = frozenset()


class StepRefused(Exception):
    """The law does not allow the act yet; ``findings`` holds every reason."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("；".join(f"{f.message}（{f.basis}）" for f in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Later:
    """An act that came between: what was done, by whom, and when."""

    what: str
    by: str
    at: datetime


class Stale(Exception):
    """
    Somebody else acted on the record since the form was opened; nothing was written.

    ``later`` holds what was done meanwhile, oldest first, where the room knows it.
    """

    def __init__(self, later: tuple[Later, ...] = ()) -> None:
        super().__init__("；".join(f"{one.by} {one.what}" for one in later))
        self.later = later


class RequestKeyReused(Exception):
    """A request key came back with other contents: the form was changed and sent again."""


class NoLaw(LookupError):
    """The lawbook holds nothing for what was asked, such as a day before its first rule."""


def same_version(now: int, seen: int | None, later: Callable[[int], tuple[Later, ...]]) -> None:
    """
    Do nothing where a record still has the version that its form was made from.

    ``seen`` is None where no form was; ``later`` finds the acts that came after so many versions.

    :raises Stale: if somebody else acted on the record since, with what was done
    """
    if seen is not None and seen != now:
        raise Stale(later(max(0, now - seen)))


def refuse_if(findings: tuple[Finding, ...]) -> None:
    """
    Do nothing where there is no finding.

    :raises StepRefused: with all findings otherwise
    """
    if findings:
        raise StepRefused(findings)
