"""What the pages of the lawbook share: the tabs, the frame for those who are not signed in."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.loading import benchmarks, checklists, leniencies, violation_versions
from zhunsheng.web import pages, parts

TITLE: Final = "法规基准"
_INSIDE: Final = "web/base.html"
_OUTSIDE: Final = "lawbook/outside.html"


def tabs(active: str) -> tuple[parts.Tab, ...]:
    """Return the tabs of the lawbook."""
    entries = (
        ("list", "法律文件", len(queries.instruments())),
        ("violations", "违法行为", len(violation_versions())),
        ("benchmarks", "裁量基准", sum(map(len, benchmarks().values()))),
        ("lists", "免罚轻罚清单", sum(map(len, leniencies().values()))),
        ("checklists", "检查表", len(checklists())),
        ("parameters", "期限与金额", len(queries.parameters())),
        ("explainer", "罚款推算", None),
        ("changes", "新旧变化", None),
        ("soundness", "数据核查", None),
    )
    return tuple(
        parts.Tab(label, reverse(f"lawbook:{name}"), count, name == active)
        for name, label, count in entries
    )


def crumbs(*rest: parts.Crumb) -> tuple[parts.Crumb, ...]:
    """Return the places above a page of the lawbook."""
    return (parts.Crumb(TITLE, reverse("lawbook:list")), *rest)


def frame(request: HttpRequest) -> str:
    """Return the template that a page open to all stands in: inside, or with the public pages."""
    return _OUTSIDE if pages.actor_of(request) is None else _INSIDE
