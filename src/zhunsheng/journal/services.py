"""
How an act is done: one transaction, one request key, at least one event.

``@act`` wraps the public functions of every ``services.py``. Functions without it are parts:
they run inside somebody's act and may call ``record``; outside of one, ``record`` refuses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from zhunsheng.journal.models import Event, Head, Request
from zhunsheng.journal.registry import kind_of
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.canonical import canonical_text, instant_text, plain, sha256_hex
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import (
    Finding,
    Later,
    NoLaw,
    RequestKeyReused,
    Stale,
    StepRefused,
    refuse_if,
)
from zhunsheng.kernel.names import explains

P = ParamSpec("P")
R = TypeVar("R")
GENESIS = "0" * 64
FACTS_ARE_THE_GROUND = cite("APL-2021:5.2")

_NOT_EXACT = Finding(
    "act.number_not_exact",
    "提交的数字不是精确的数，金额不能这样登记",
    FACTS_ARE_THE_GROUND,
    "金额按元填写，最多两位小数；由接口提交的，以分为单位的整数提交",
)

_running: ContextVar[list[Event] | None] = ContextVar("running_act", default=None)


class NoEvent(RuntimeError):
    """An act without an event, or an event outside an act: a programming error."""


def act(service: Callable[P, R]) -> Callable[P, R]:
    """
    Make a function with ``ctx: Act`` one lawful act: atomic, done once per request key, recorded.

    :raises RequestKeyReused: if the key was used for something else
    :raises StepRefused: if the lawbook holds no rule for the day of the act
    :raises NoEvent: if nothing was recorded, or an act is started inside an act
    """
    name = f"{service.__module__.removeprefix('zhunsheng.')}.{service.__qualname__}"

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        ctx = kwargs["ctx"]
        if args or not isinstance(ctx, Act):
            raise TypeError(f"{name} takes keyword arguments only, ctx among them")
        said = {k: _argument(v) for k, v in sorted(kwargs.items()) if k != "ctx"}
        # Who acts is part of what is compared: another's key answers nothing.
        digest = sha256_hex([name, ctx.by.kind.value, ctx.by.id, said])
        try:
            # A day that has not come is refused before anything is counted from it.
            refuse_if(_future_findings(ctx, kwargs.get("on")))
            with transaction.atomic():
                earlier = _earlier(ctx, name, digest)
                if earlier is not None:
                    return cast("R", _result(earlier))
                result, events = _recorded(name, lambda: service(*args, **kwargs))
                _chain(ctx, events)
                _remember(ctx, name, digest, result)
                return result
        except NoLaw as missing:
            raise StepRefused((_no_law_finding(),)) from missing
        except (StepRefused, Stale, IntegrityError):
            # A twin of this request may have won the race while we waited for its locks.
            earlier = _earlier(ctx, name, digest)
            if earlier is None:
                raise
            return cast("R", _result(earlier))

    return run


def _recorded(name: str, service: Callable[[], R]) -> tuple[R, list[Event]]:
    if _running.get() is not None:
        raise NoEvent(f"{name} was called inside another act; make it a part")
    events: list[Event] = []
    token = _running.set(events)
    try:
        result = service()
    finally:
        _running.reset(token)
    if not events:
        raise NoEvent(f"{name} wrote without an event")
    return result, events


def _argument(value: object) -> object:
    """
    Return what is compared of an argument.

    :raises StepRefused: for a float: it is no exact number, and no amount of money
    """
    if isinstance(value, float):
        raise StepRefused((_NOT_EXACT,))
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, tuple | list):
        return [_argument(item) for item in value]
    if isinstance(value, Mapping):
        return plain({key: _argument(item) for key, item in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _argument(getattr(value, one.name)) for one in fields(value)}
    return plain(value)


def _earlier(ctx: Act, name: str, digest: str) -> Request | None:
    request = Request.objects.filter(bureau=ctx.bureau, key=ctx.request_key).first()
    if request is not None and (request.act, request.arguments_hash) != (name, digest):
        raise RequestKeyReused(ctx.request_key)
    return request


def _result(request: Request) -> models.Model | None:
    if not request.result_kind:
        return None
    model: type[models.Model] = apps.get_model(request.result_kind)
    return model._base_manager.get(pk=request.result_id)


def _remember(ctx: Act, name: str, digest: str, result: object) -> None:
    known = isinstance(result, models.Model)
    if result is not None and not known:
        raise TypeError(f"{name} returns neither a record nor nothing")
    Request.objects.create(
        id=ctx.new_id("journal.request"),
        bureau=ctx.bureau,
        key=ctx.request_key,
        act=name,
        arguments_hash=digest,
        result_kind=result._meta.label_lower if isinstance(result, models.Model) else "",
        result_id=str(result.pk) if isinstance(result, models.Model) else "",
        at=ctx.at,
    )


@contextmanager
def once(later: Callable[[], tuple[Later, ...]]) -> Iterator[None]:
    """
    Write what the database allows once; whoever comes second is told who came first.

    :raises Stale: if somebody else wrote it at the same moment, with what ``later`` then finds
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Stale(later()) from None


def record(ctx: Act, happened: object, *, on: date, subject: tuple[str, UUID]) -> None:
    """
    Add an event to the running act; it joins the bureau's chain when the act ends.

    :raises StepRefused: if the legal date lies after the act, or before it without a reason
    :raises NoEvent: outside of an act
    """
    pending = _running.get()
    if pending is None:
        raise NoEvent("an event belongs to an act")
    refuse_if(_date_findings(ctx, on))
    kind = kind_of(happened)
    pending.append(
        Event(
            id=ctx.new_id("journal.event", len(pending)),
            bureau=ctx.bureau,
            kind=kind.key,
            version=kind.version,
            subject_kind=subject[0],
            subject_id=subject[1],
            on=on,
            at=ctx.at,
            late_reason=ctx.late_reason if on < ctx.day else "",
            actor_kind=ctx.by.kind.value,
            actor_id=ctx.by.id,
            actor_name=ctx.by.name,
            request_key=ctx.request_key,
            data=canonical_text(happened),
        )
    )


def _chain(ctx: Act, pending: list[Event]) -> None:
    """Append the events to the bureau's chain; the head is the last lock that an act takes."""
    head = Head.objects.select_for_update().filter(bureau=ctx.bureau).first()
    sequence, previous = (head.sequence, head.hash) if head else (0, GENESIS)
    for row in pending:
        sequence += 1
        row.sequence, row.previous_hash = sequence, previous
        previous = row.hash = event_hash(row)
    Event.objects.bulk_create(pending)
    if head is None:
        Head.objects.create(bureau=ctx.bureau, sequence=sequence, hash=previous)
        return
    Head.objects.filter(bureau=ctx.bureau).update(sequence=sequence, hash=previous)


def _future_findings(ctx: Act, on: object) -> tuple[Finding, ...]:
    if isinstance(on, date) and on > ctx.day:
        return (
            Finding(
                "act.on.future",
                f"办理日期{on.isoformat()}晚于记录当日{ctx.day.isoformat()}",
                FACTS_ARE_THE_GROUND,
                "请填写实际办理的日期",
            ),
        )
    return ()


def _date_findings(ctx: Act, on: date) -> tuple[Finding, ...]:
    if on > ctx.day:
        return _future_findings(ctx, on)
    if on < ctx.day and not explains(ctx.late_reason):
        return (
            Finding(
                "act.on.late_without_reason",
                f"办理日期{on.isoformat()}早于记录当日，尚未说明补记理由",
                FACTS_ARE_THE_GROUND,
                "请填写补记理由后再提交",
            ),
        )
    return ()


def _no_law_finding() -> Finding:
    """Return the refusal of a day on which the lawbook holds no rule for the act."""
    return Finding(
        "act.on.no_law",
        "法规库中没有办理日期当日适用的规定",
        FACTS_ARE_THE_GROUND,
        "请核对办理日期；日期无误的，请系统管理员补充法规库",
    )


def event_hash(row: Event) -> str:
    """Return the hash of an event over everything it says and the hash before it."""
    return sha256_hex(
        {
            "bureau": row.bureau,
            "sequence": row.sequence,
            "kind": row.kind,
            "version": row.version,
            "subject": [row.subject_kind, row.subject_id],
            "on": row.on,
            "at": instant_text(row.at),
            "late_reason": row.late_reason,
            "actor": [row.actor_kind, row.actor_id, row.actor_name],
            "request_key": row.request_key,
            "data": row.data,
            "previous": row.previous_hash,
        }
    )
