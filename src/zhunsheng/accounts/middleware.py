"""Who acts in a request: the signed-in user as an actor, and the bureau whose border holds."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhunsheng.accounts import queries


class ActorMiddleware:
    """Set ``request.actor``, ``bureau_id`` and ``bureau_name``; nothing where nobody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        known = user.is_authenticated
        request.actor = user.actor if known else None  # type: ignore[attr-defined,union-attr]  # read by web.pages
        request.bureau_id = user.bureau_id if known else None  # type: ignore[attr-defined,union-attr]  # read by web.pages
        request.bureau_name = user.bureau.name if known else ""  # type: ignore[attr-defined,union-attr]  # read by web.pages
        if not known:
            return self.get_response(request)
        with queries.at_hand(user.bureau):  # type: ignore[union-attr]  # a user who signed in
            return self.get_response(request)
