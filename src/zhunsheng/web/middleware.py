"""
What stands around every page: answers to what no view caught.

``LawfulAnswers`` belongs last in the setting ``MIDDLEWARE``; the strict content security policy
is sent by django-csp.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from zhunsheng.kernel.finding import RequestKeyReused, Stale, StepRefused
from zhunsheng.web import errors

logger = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponseBase]


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
        """Answer a refusal, a stale or a used form, and a record that is not there."""
        if isinstance(exception, StepRefused):
            return errors.conflict(request, exception.findings)
        if isinstance(exception, Stale):
            return errors.conflict(request, later=exception.later)
        if isinstance(exception, RequestKeyReused):
            return errors.sent_already(request)
        if isinstance(exception, ObjectDoesNotExist):
            logger.warning("no such record: %s (%s)", request.path, exception)
            return errors.page_not_found(request)
        return None
