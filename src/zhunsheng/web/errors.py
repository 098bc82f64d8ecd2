"""
Error pages: what happened, why, what to do next; in Chinese, and without the database.

They are rendered without context processors, so that they appear when nothing else does. Root
urls name them: ``handler400``, ``handler403``, ``handler404``, ``handler500``; the setting
``CSRF_FAILURE_VIEW`` names ``csrf_failure``.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from zhunsheng.kernel.finding import Finding, Later
from zhunsheng.web import clock

logger = logging.getLogger(__name__)

#: What is left when even the error page cannot be rendered.
LAST_WORDS = "系统暂时无法办理，已记录。请稍后再试；仍不行，请把编号 {reference} 告诉系统管理员。"


def role_names(roles: Iterable[str]) -> tuple[str, ...]:
    """Return the printed names of roles, from the setting ``ZHUNSHENG_ROLE_LABELS``, sorted."""
    labels: dict[str, str] = getattr(settings, "ZHUNSHENG_ROLE_LABELS", {})
    order = {code: place for place, code in enumerate(labels)}
    return tuple(
        labels.get(role, role) for role in sorted(roles, key=lambda r: (order.get(r, 99), r))
    )


def _came_from(request: HttpRequest) -> str:
    """Return the address of the page before, if it is one of ours and not this one."""
    parts = urlsplit(str(request.META.get("HTTP_REFERER", "")))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if parts.netloc != request.META.get("HTTP_HOST", "") or path == request.get_full_path():
        return ""
    return path


def _page(
    request: HttpRequest, template: str, status: HTTPStatus, **values: object
) -> HttpResponse:
    values |= {"came_from": _came_from(request), "path": request.path, "status": status.value}
    values["pinned"] = clock.pinned_now()
    return HttpResponse(render_to_string(f"web/errors/{template}.html", values), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a form or an address that cannot be read (400)."""
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    return _page(request, "400", HTTPStatus.BAD_REQUEST, reason=reason)


def forbidden(
    request: HttpRequest, *, allowed: Iterable[str], held: Iterable[str] = ()
) -> HttpResponse:
    """Answer somebody whose roles do not open the page (403), and say whose do."""
    return _page(
        request,
        "403",
        HTTPStatus.FORBIDDEN,
        allowed=role_names(allowed),
        held=role_names(held),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer Django's own refusal (403)."""
    return forbidden(request, allowed=())


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address or a record that is not there, or not in this bureau (404)."""
    return _page(request, "404", HTTPStatus.NOT_FOUND)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer an address that was called the wrong way (405)."""
    return _page(request, "405", HTTPStatus.METHOD_NOT_ALLOWED)


def conflict(
    request: HttpRequest, findings: tuple[Finding, ...] = (), later: tuple[Later, ...] = ()
) -> HttpResponse:
    """Answer an act that the law does not allow yet, or a record that changed (409)."""
    return _page(request, "409", HTTPStatus.CONFLICT, findings=findings, later=later)


def sent_already(request: HttpRequest) -> HttpResponse:
    """Answer a form that was sent before, changed, and sent again under the same key (409)."""
    return _page(request, "sent", HTTPStatus.CONFLICT)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose protection against forgery has run out (403)."""
    logger.warning("form refused for want of a valid token: %s (%s)", request.path, reason)
    return _page(request, "csrf", HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of the program (500) with a number that the log holds too."""
    reference = secrets.token_hex(4)
    logger.error("fault %s at %s %s", reference, request.method, request.path)
    try:
        return _page(request, "500", HTTPStatus.INTERNAL_SERVER_ERROR, reference=reference)
    except Exception:  # the outermost edge: an answer must leave the house
        logger.exception("fault %s: the error page failed as well", reference)
        text = LAST_WORDS.format(reference=reference)
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")
