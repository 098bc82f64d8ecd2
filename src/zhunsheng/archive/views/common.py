"""What the pages of the archive share."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from zhunsheng.accounts.choices import Role
from zhunsheng.archive.models import Volume
from zhunsheng.web import pages, parts

ROOM = "案卷归档"
UNREADABLE = (
    "案卷PDF没有生成：有材料与归档时不一致、文件已损坏，或者字体缺失（{cause}）。"
    "归档目录不受影响，请报告系统管理员。"
)

INNER_CLOSED = (
    "副卷是内部材料，由档案人员、案审会秘书、法制机构、负责人、本案承办人及其队（科）负责人查阅。"
    "其他人员请“申请借阅”并选择含副卷，经负责人批准后在借阅期内查阅。"
)
MAIN_CLOSED = (
    "正卷PDF由档案人员、案审会秘书、法制机构、负责人、本案承办人及其队（科）负责人调取。"
    "其他人员请“申请借阅”，经负责人批准后在借阅期内调取；外单位查阅的，由档案人员办理外借。"
)


def tabs_of(active: str, waiting: int | None = None) -> tuple[parts.Tab, ...]:
    """Return the tabs of the room."""
    entries = (
        ("list", "已归档", None),
        ("waiting", "待归档", waiting),
        ("loans", "借阅", None),
    )
    return tuple(
        parts.Tab(label, reverse(f"archive:{name}"), count, name == active)
        for name, label, count in entries
    )


def home() -> parts.Crumb:
    """Return the way back to the list."""
    return parts.Crumb(ROOM, reverse("archive:list"))


def crumbs_of(volume: Volume, label: str = "") -> tuple[parts.Crumb, ...]:
    """Return the places above a page of a volume."""
    own = parts.Crumb(str(volume), reverse("archive:detail", args=[volume.id]) if label else "")
    return (home(), own, parts.Crumb(label)) if label else (home(), own)


def holds(request: HttpRequest, roles: frozenset[Role]) -> bool:
    """Tell whether the reader holds one of the roles."""
    actor = pages.actor_of(request)
    return actor is not None and actor.holds(frozenset(role.value for role in roles))
