"""A duty: what somebody must do, until when, by which rule; computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation


@dataclass(frozen=True, slots=True)
class Duty:
    """
    One line of the desk.

    ``label`` says what is to be done, ``subject`` on what; ``due_on`` is empty where no term runs
    or its year's holidays are unpublished; ``roles`` may do it, at ``url`` by pressing ``action``.
    A term that is practice, not read in a rule, is not ``verified``; a duty that the law sets no
    day for, only the house, is not ``by_law`` and stands behind the others.
    """

    key: str
    label: str
    subject: str
    due_on: date | None
    basis: Citation
    roles: frozenset[str]
    url: str
    action: str
    verified: bool = True
    by_law: bool = True
