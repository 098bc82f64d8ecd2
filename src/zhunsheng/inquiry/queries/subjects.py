"""The subject of an inquiry: the room it belongs to tells its party and its handlers."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.module_loading import import_string

from zhunsheng.inquiry.rules import Subject
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import list_of


def handler_names(scope: Act | Viewer, about: Subject) -> str:
    """Return who handles a subject now, which may be others than who asked for a step of it."""
    return list_of(one.name for one in workforce.officer_facts(scope, about.handlers))


class NoSubject(ObjectDoesNotExist):
    """There is no such kind of subject; a page answers with 404."""


class _Known(Protocol):
    def __call__(self, scope: Act | Viewer, subject_id: UUID, *, hold: bool) -> Subject: ...


def subject(scope: Act | Viewer, kind: str, subject_id: UUID, *, hold: bool = False) -> Subject:
    """
    Return the case or inspection that evidence is taken for; with ``hold``, locked for the act.

    The setting ``ZHUNSHENG_INQUIRED`` names for each kind the query of its room.

    :raises NoSubject: if there is no such kind
    :raises ObjectDoesNotExist: if the bureau has none of this id
    """
    named: dict[str, str] = settings.ZHUNSHENG_INQUIRED
    if kind not in named:
        raise NoSubject(kind)
    known: _Known = import_string(named[kind])
    return known(scope, subject_id, hold=hold)
