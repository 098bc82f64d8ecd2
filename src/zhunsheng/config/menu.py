"""The side menu: groups by duty; each reader sees only what the role may open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse

from zhunsheng.web import pages


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the menu: label, url name, icon of the sprite."""

    label: str
    name: str
    icon: str


MENU: tuple[tuple[Item, ...], ...] = (
    (
        Item("工作台", "desk:home", "layout-dashboard"),
        Item("检查日历", "desk:calendar", "clock"),
        Item("年度计划", "planning:list", "calendar-check"),
        Item("双随机抽查", "draw:list", "dice-3"),
        Item("检查与整改", "inspection:list", "clipboard-check"),
        Item("企业评价与投诉", "visitcode:supervision", "speakerphone"),
        Item("联合执法", "jointwork:tasks", "users"),
        Item("重大隐患督办", "hazards:list", "alert-triangle"),
        Item("入企频次", "burden:overview", "history"),
        Item("强制措施", "compulsion:list", "lock"),
        Item("案件", "cases:list", "gavel"),
        Item("调查取证", "inquiry:list", "search"),
        Item("罚没款执行", "execution:list", "building-bank"),
        Item("法制审核", "legalreview:list", "scale"),
        Item("公示", "publication:list", "speakerphone"),
        Item("复议应诉", "remedies:list", "building-bank"),
        Item("信用记录", "credit:list", "id"),
    ),
    (
        Item("监管对象", "registry:list", "building-factory"),
        Item("执法队伍", "workforce:list", "users"),
        Item("执法文书", "documents:list", "file-text"),
        Item("案卷归档", "archive:list", "folder"),
    ),
    (
        Item("统计", "statistics:list", "chart-bar"),
        Item("年度报告", "annualreport:list", "folder"),
        Item("文稿核查", "checker:check", "eye"),
        Item("法规基准", "lawbook:list", "books"),
        Item("裁量基准测算", "fairness:list", "chart-bar"),
        Item("权责清单", "powers:list", "shield-check"),
        Item("账户与岗位", "accounts:list", "settings"),
    ),
)


@cache
def _roles(name: str) -> frozenset[str]:
    """Return who may open a page; the addresses of a site are fixed, so it is looked up once."""
    found: frozenset[str] = getattr(resolve(reverse(name)).func, "allowed_roles", frozenset())
    return found


def menu_context(request: HttpRequest) -> dict[str, Any]:
    """
    Return ``menu``: the groups of items that the signed-in user may open; no query.

    The terms of the reader (``clock_counts``) come from the desk page alone: they take a read of
    every room, which is too dear for the frame of every page.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": []}
    groups = [[_entry(request, i) for i in group if _open_to(user, i)] for group in MENU]
    return {"menu": [group for group in groups if group]}


def _open_to(user: Any, item: Item) -> bool:  # noqa: ANN401  # the user model or AnonymousUser
    roles = _roles(item.name)
    return pages.SIGNED_IN in roles or bool(roles & user.roles)


def _entry(request: HttpRequest, item: Item) -> dict[str, Any]:
    url = reverse(item.name)
    here = request.path == url or (url != "/" and request.path.startswith(url))
    return {"label": item.label, "url": url, "icon": item.icon, "active": here, "badge": None}
