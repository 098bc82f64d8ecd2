"""Pages of cases."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.web import pages


@pages.allow(pages.SIGNED_IN)
def case_list(request: HttpRequest) -> HttpResponse:
    """List."""
    return HttpResponse("")


register_clue = on_the_spot = case_list


@pages.allow(pages.SIGNED_IN)
def case_detail(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show."""
    return HttpResponse("")


@pages.allow(pages.SIGNED_IN)
def case_act(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """Act."""
    return HttpResponse("")
