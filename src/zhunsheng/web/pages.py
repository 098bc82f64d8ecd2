"""
Pages: who may open one, who acts on it, and what came of a form.

A view makes one call to its room and shows the result, or the refusal with its legal basis:

    @pages.allow("DEPUTY_HEAD", "CHIEF")
    def decide(request: HttpRequest, case_id: UUID) -> HttpResponse: ...
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import wraps
from http import HTTPStatus
from typing import Any, Final, Generic, Protocol, TypeVar, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import resolve, reverse

from zhunsheng.kernel.act import Act, Actor, Viewer
from zhunsheng.kernel.finding import Finding, Later, StepRefused
from zhunsheng.kernel.finding import Stale as StaleRecord
from zhunsheng.web import clock, errors, tables

T = TypeVar("T")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])

#: Roles of a page that needs no sign-in, and of one that any signed-in person may open.
EVERYONE: Final = "EVERYONE"
SIGNED_IN: Final = "SIGNED_IN"

#: Names of hidden fields: the key of one form, and the version of the record it was made from.
KEY_FIELD: Final = "request_key"
VERSION_FIELD: Final = "version"

#: Name of the field that says why an act is recorded later than done.
LATE_FIELD: Final = "late_reason"

#: Name of the address that signs out; a site may name another in ``ZHUNSHENG_SIGN_OUT_URL``.
SIGN_OUT: Final = "accounts:sign_out"

KEY_IS_MISSING = "表单缺少办理编号，无法防止重复办理。请返回上一页，刷新后重新提交。"
VERSION_IS_MISSING = "表单缺少记录版本。请返回上一页，刷新后重新提交。"
DONE = "已办理：{label}。"


class Permitted(Protocol):
    """A view that declares who may open it; a guard test reads the declaration."""

    allowed_roles: frozenset[str]


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who is signed in, as the middleware of ``accounts`` found out."""
    return cast("Actor | None", getattr(request, "actor", None))


def allow(*roles: str | Enum) -> Callable[[V], V]:
    """
    Declare who may open a page: roles, ``SIGNED_IN`` or ``EVERYONE``.

    Others are sent to the sign-in page or told who may.

    :raises ValueError: if no role is named
    """
    if not roles:
        raise ValueError("a page names who may open it")
    allowed = frozenset(str(r.value) if isinstance(r, Enum) else r for r in roles)

    def declare(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            refusal = _turned_away(request, allowed)
            return view(request, *args, **kwargs) if refusal is None else refusal

        cast(Permitted, guarded).allowed_roles = allowed
        return cast(V, guarded)

    return declare


def addresses(name: str) -> Callable[[UUID], str]:
    """Return how to address the records of a page by id: a long list reads its pattern once."""
    nil = UUID(int=0)
    before, after = reverse(name, args=[nil]).split(str(nil))
    return lambda one: f"{before}{one}{after}"


def open_to(actor: Actor, name: str, *args: object) -> str:
    """Return the address of a named page, empty where its declared roles do not open it."""
    return open_address(actor, reverse(name, args=args))


def open_address(actor: Actor, address: str) -> str:
    """Return an address, empty where the declared roles of its page do not open it."""
    if not address:
        return ""
    allowed = cast(Permitted, resolve(address).func).allowed_roles
    return address if {EVERYONE, SIGNED_IN} & allowed or actor.holds(allowed) else ""


def _turned_away(request: HttpRequest, allowed: frozenset[str]) -> HttpResponse | None:
    if EVERYONE in allowed:
        return None
    actor = actor_of(request)
    if actor is None:
        return _to_sign_in(request)
    if SIGNED_IN in allowed or actor.holds(allowed):
        return None
    return errors.forbidden(request, allowed=allowed, held=actor.roles)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def viewer_of(request: HttpRequest) -> Viewer:
    """
    Return who reads, for the reading functions of the rooms.

    :raises PermissionError: if nobody is signed in (the page forgot ``allow``)
    """
    actor = actor_of(request)
    bureau = cast("UUID | None", getattr(request, "bureau_id", None))
    if actor is None or bureau is None:
        raise PermissionError("nobody is signed in: the page must declare allow(...)")
    return Viewer(bureau=bureau, by=actor)


def act_of(request: HttpRequest) -> Act:
    """
    Return who acts, for which bureau, now, under the key of the form.

    :raises BadRequest: if the form carries no request key
    :raises PermissionError: if nobody is signed in
    """
    viewer = viewer_of(request)
    return act_by(request, viewer.by, viewer.bureau)


def act_by(request: HttpRequest, by: Actor, bureau: UUID) -> Act:
    """
    Return an act of somebody who need not be signed in, such as a party, under the form's key.

    :raises BadRequest: if the form carries no request key
    """
    key = request.POST.get(KEY_FIELD, "").strip()
    if not key or len(key) > 64 or not key.isascii():
        raise BadRequest(KEY_IS_MISSING)
    return Act(by=by, bureau=bureau, at=clock.now(), request_key=key)


def version_of(request: HttpRequest) -> int:
    """
    Return the version of the record that the form was made from (tag ``{% version %}``).

    :raises BadRequest: if the form carries none
    """
    text = request.POST.get(VERSION_FIELD, "")
    if not tables.is_number(text):
        raise BadRequest(VERSION_IS_MISSING)
    return int(text)


def fresh_key() -> str:
    """Return a new request key for one form."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a form: the result, or why not; the form keeps what was typed."""

    form: Form
    done: bool = False
    value: T | None = None
    refusals: tuple[Finding, ...] = ()
    stale: bool = False
    later: tuple[Later, ...] = ()

    @property
    def status(self) -> HTTPStatus:
        """The HTTP answer: 409 for a refusal or a stale form, 422 for values that do not parse."""
        if self.refusals or self.stale:
            return HTTPStatus.CONFLICT
        return HTTPStatus.OK if self.done else HTTPStatus.UNPROCESSABLE_ENTITY

    @property
    def result(self) -> T:
        """
        The result of the act.

        :raises LookupError: if the act was not done
        """
        if not self.done:
            raise LookupError("the act was not done")
        return cast(T, self.value)


def submit(
    request: HttpRequest, *, form: Form, act: Callable[[Act, Mapping[str, Any]], T]
) -> Outcome[T]:
    """
    Carry out what a form asks for: check its values, call the act, keep the refusal.

    Why something is entered late, where the form asks for it, goes with the act.

    :raises BadRequest: if the form carries no request key
    """
    return submit_as(act_of(request), form=form, act=act)


def submit_as(ctx: Act, *, form: Form, act: Callable[[Act, Mapping[str, Any]], T]) -> Outcome[T]:
    """Carry out what a form asks for as the actor of ``ctx``; keep the refusal."""
    if not form.is_valid():
        return Outcome(form)
    late = str(form.cleaned_data.get(LATE_FIELD, "")).strip()
    try:
        value = act(replace(ctx, late_reason=late), form.cleaned_data)
    except StepRefused as refusal:
        return Outcome(form, refusals=refusal.findings)
    except StaleRecord as changed:
        return Outcome(form, stale=True, later=changed.later)
    return Outcome(form, done=True, value=value)


def submit_on_record(
    request: HttpRequest, *, form: Form, act: Callable[[Act, Mapping[str, Any]], T]
) -> Outcome[T]:
    """
    Carry out an act on a record: the call takes its version.

    :raises BadRequest: if the form carries no request key
    """
    version = version_of(request)
    return submit(
        request, form=form, act=lambda ctx, data: act(ctx, {**data, VERSION_FIELD: version})
    )


def act_on_record(
    request: HttpRequest,
    record: Any,  # noqa: ANN401  # a row of any room, with id and version
    *,
    page: str,
    title: str,
    form: Form,
    act: Callable[[Act, Mapping[str, Any]], Any],
    told: Mapping[str, object],
    template: str = "web/act.html",
    refused: Outcome[Any] | None = None,
) -> HttpResponse:
    """
    Show the form of an act on a record and what is ``told`` of it, or act and go to its ``page``.

    With ``refused`` nothing is done: the form is shown with what speaks against it.

    :raises BadRequest: if the form carries no request key
    """
    outcome = refused
    if request.method == "POST" and refused is None:
        outcome = submit_on_record(request, form=form, act=act)
        if outcome.done:
            return go(request, page, outcome.result.id, label=title)
    context = {
        "title": title,
        "form": form,
        "version": record.version,
        "back": reverse(page, args=[record.id]),
        "button": title,
        **told,
    }
    return show(request, template, context, outcome=outcome)


def filled(service: Callable[..., T], **known: object) -> Callable[[Act, Mapping[str, Any]], T]:
    """Return the act that gives a service what is known and each field under its own name."""

    def act(ctx: Act, data: Mapping[str, Any]) -> T:
        fields = {name: value for name, value in data.items() if name != LATE_FIELD}
        return service(ctx=ctx, **known, **fields)

    return act


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    outcome: Outcome[T] | None = None,
) -> HttpResponse:
    """Render a page; an outcome that was not done is shown on top and sets the status."""
    values = {**(context or {}), "outcome": outcome}
    status = HTTPStatus.OK if outcome is None or outcome.done else outcome.status
    return render(request, template, values, status=status)


def go(request: HttpRequest, to: str, *args: object, label: str = "") -> HttpResponse:
    """
    Send the reader on after an act.

    ``to`` is an address or a URL name (with its ``args``), ``label`` names the act that was done.
    """
    if label:
        messages.success(request, DONE.format(label=label))
    return HttpResponseRedirect(resolve_url(to, *args))


def page_context(request: HttpRequest) -> dict[str, object]:
    """Give every page ``actor``, its roles in print, the bureau's name, and the way out."""
    actor = actor_of(request)
    return {
        "actor": actor,
        "actor_roles": errors.role_names(actor.roles) if actor else (),
        "bureau_name": getattr(request, "bureau_name", ""),
        "sign_out_url": resolve_url(getattr(settings, "ZHUNSHENG_SIGN_OUT_URL", SIGN_OUT)),
    }
