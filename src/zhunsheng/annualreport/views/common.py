"""What the pages of the annual report share."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhunsheng.annualreport.choices import COMPILERS, ReportStep
from zhunsheng.annualreport.models import Report
from zhunsheng.kernel.act import Viewer
from zhunsheng.web import parts

TITLE: Final = "法治政府建设年度报告"


def home() -> parts.Crumb:
    """Return the place above every page of the room."""
    return parts.Crumb(TITLE, reverse("annualreport:list"))


def may_compile(viewer: Viewer) -> bool:
    """Return whether somebody writes and compiles the report."""
    return viewer.by.holds(frozenset(role.value for role in COMPILERS))


def step_urls(row: Report) -> dict[str, str]:
    """Return the addresses of the forms of a draft's steps."""
    own = (ReportStep.SUBMIT, ReportStep.RETURN, ReportStep.APPROVE, ReportStep.HAND_IN)
    urls = {one.value: reverse("annualreport:step", args=[row.id, one.value]) for one in own}
    return {**urls, ReportStep.PUBLISH.value: reverse("annualreport:publish", args=[row.id])}
