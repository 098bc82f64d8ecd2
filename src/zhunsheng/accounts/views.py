"""Pages of accounts: sign-in, sign-out, users and their roles."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from zhunsheng.accounts import queries
from zhunsheng.accounts.choices import Role
from zhunsheng.web import pages


class _SignIn(LoginView):
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_users": settings.ZHUNSHENG_DEMO_USERS}


@pages.allow(pages.EVERYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in by name and password."""
    return cast("HttpResponse", _SignIn.as_view()(request))


@pages.allow(pages.EVERYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; only a POST does."""
    return LogoutView.as_view()(request)


@pages.allow(Role.SYSTEM_ADMIN, Role.CHIEF, Role.JUSTICE_SUPERVISOR)
def users(request: HttpRequest) -> HttpResponse:
    """Show who may sign in and with which roles."""
    rows = queries.users(pages.viewer_of(request))
    return pages.show(request, "accounts/users.html", {"title": "账户与岗位", "users": rows})
