"""Pages that take over an old plan from a sheet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from zhunsheng.evidence import queries as files
from zhunsheng.evidence import services as keeping
from zhunsheng.planning import imports, queries, services
from zhunsheng.planning.views.common import ROOM
from zhunsheng.web import parts
from zhunsheng.web.importing import ImportPages


def _home() -> parts.Crumb:
    return parts.Crumb(ROOM, reverse("planning:list"))


def _plan(run: Any) -> parts.Crumb:  # noqa: ANN401 # the record of an import is the room's own
    return parts.Crumb(run.plan.title, reverse("planning:detail", args=[run.plan_id]))


IMPORT = ImportPages(
    room="planning",
    title="导入往年计划",
    unit="行",
    template_name="年度计划导入模板.xlsx",
    errors_name="年度计划错误表.xlsx",
    columns=imports.COLUMNS,
    home=_home,
    template=imports.template,
    preview=imports.preview,
    act=services.import_plan,
    run_of=queries.import_run,
    hold=keeping.hold_upload,
    held=files.held_upload,
    onward=_plan,
)
