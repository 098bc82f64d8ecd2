"""
What stands around every page: headers that forbid foreign and inline code, and lawful answers.

``SecurityHeaders`` belongs first, ``LawfulAnswers`` last in the setting ``MIDDLEWARE``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.web import errors


logger = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # Tabler draws its check marks and arrows as data addresses
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self)",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}

Answer = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeaders:
    """Send the strict content security policy and its sisters with every answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class LawfulAnswers:
    """Turn what a room raised and no view caught into a page that helps."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming:
            return response
        page = errors.not_allowed(request)
        page.headers["Allow"] = response.headers.get("Allow", "GET")
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal, a stale form, and a record that is not there."""
        if isinstance(exception, StepRefused):
            return errors.conflict(request, exception.findings)
        if isinstance(exception, Stale):
            return errors.conflict(request)
        if isinstance(exception, ObjectDoesNotExist):
            logger.warning("no such record: %s (%s)", request.path, exception)
            return errors.page_not_found(request)
        return None
