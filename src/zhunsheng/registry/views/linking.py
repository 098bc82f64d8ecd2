"""The page on which the account of an enterprise is tied to its entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.registry import forms, queries, services
from zhunsheng.registry.models import AccountLink, BusinessEntity
from zhunsheng.registry.rules import name_is_shared
from zhunsheng.web import pages, parts

LINK = "关联企业"
ACCOUNTS = "账户与岗位"
MEANS = "该账户登录后只能看到这一家企业；记录合并或者撤销合并的，随之变更。"
NOT_FOUND = "没有找到该单位。请填写名录中登记的统一社会信用代码或者完整名称；尚未登记的，请先登记。"


@pages.allow(Role.SYSTEM_ADMIN)
def account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Tie the account of an enterprise to its entry."""
    viewer = pages.viewer_of(request)
    row = accounts.user(viewer, user_id)
    form = forms.LinkForm(request.POST or None)
    outcome, meant = None, _meant(request, form)

    def act(ctx: Act, data: Mapping[str, Any]) -> AccountLink:
        if len(meant) > 1:
            refuse_if((name_is_shared(data["entity"], queries.units_of_name(meant)),))
        return services.link_account(
            ctx=ctx, user=row.id, entity=meant[0].id, proof=data["proof"], on=ctx.day
        )

    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            return pages.go(request, "accounts:list", label=LINK)
    title, back = f"关联{row.name}的企业", reverse("accounts:list")
    linked = queries.linked_entities(viewer).get(row.id, "没有关联企业")
    context = {
        "title": title,
        "crumbs": (parts.Crumb(ACCOUNTS, back), parts.Crumb(title)),
        "facts": (("账户", f"{row.name}（{row.username}）"), ("现在关联", linked)),
        "form": form,
        "back": back,
        "button": LINK,
        "consequence": MEANS,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _meant(request: HttpRequest, form: forms.LinkForm) -> tuple[BusinessEntity, ...]:
    """Return the entries that the form may mean; that there is none is said at its field."""
    if request.method != "POST" or not form.is_valid():
        return ()
    found = queries.entities_to_link(pages.viewer_of(request), form.cleaned_data["entity"])
    if not found:
        form.add_error("entity", NOT_FOUND)
    return found
