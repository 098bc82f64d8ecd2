"""Pages of accounts: sign-in, sign-out, users and their roles."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries, services
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.forms import RolesForm, UnitForm, UserForm
from zhunsheng.web import pages, parts


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
    viewer = pages.viewer_of(request)
    linked, page = queries.linked_enterprises(viewer), settings.ZHUNSHENG_PAGES["enterprise"]
    context = {
        "title": "账户与岗位",
        "lines": [
            (
                row,
                linked.get(row.id, ""),
                Role.ENTERPRISE.value in row.roles,
                pages.open_to(viewer.by, page, row.id),
            )
            for row in queries.users(viewer)
        ],
        "units": queries.units(viewer),
        "may_change": viewer.by.holds(frozenset({Role.SYSTEM_ADMIN.value})),
    }
    return pages.show(request, "accounts/users.html", context)


@pages.allow(Role.SYSTEM_ADMIN)
def add_unit(request: HttpRequest) -> HttpResponse:
    """Add a unit to the bureau."""
    form = UnitForm(request.POST or None)
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.add_unit(
                ctx=ctx, name=data["name"], kind=data["kind"], on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "accounts:list", label="新增机构")
        return _act_page(request, form, "新增机构", outcome)
    return _act_page(request, form, "新增机构")


@pages.allow(Role.SYSTEM_ADMIN)
def add_user(request: HttpRequest) -> HttpResponse:
    """Add an account with its roles."""
    form = UserForm(request.POST or None, units=queries.units(pages.viewer_of(request)))
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.add_user(
                ctx=ctx,
                username=data["username"],
                name=data["name"],
                roles=frozenset(data["roles"]),
                password=data["password"],
                unit=data["unit"],
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "accounts:list", label="新增账户")
        return _act_page(request, form, "新增账户", outcome)
    return _act_page(request, form, "新增账户")


@pages.allow(Role.SYSTEM_ADMIN)
def change_roles(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Grant and take the roles of an account."""
    row = queries.user(pages.viewer_of(request), user_id)
    form = RolesForm(request.POST or None, initial={"roles": sorted(row.roles)})
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.change_roles(
                ctx=ctx, user=user_id, roles=frozenset(data["roles"]), on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "accounts:list", label="调整岗位")
        return _act_page(request, form, f"调整{row.name}的岗位", outcome)
    return _act_page(request, form, f"调整{row.name}的岗位")


def _act_page(
    request: HttpRequest, form: Form, title: str, outcome: pages.Outcome[Any] | None = None
) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": (parts.Crumb("账户与岗位", reverse("accounts:list")), parts.Crumb(title)),
        "form": form,
        "back": reverse("accounts:list"),
        "button": "提交",
        "consequence": "提交后立即生效，并记入办理经过。",
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
