"""The list of assessments, and one with what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.documents.rendering import FontMissing, NotPrintable
from zhunsheng.fairness import exports, queries
from zhunsheng.fairness.choices import ASSESSORS
from zhunsheng.fairness.documents import charts
from zhunsheng.fairness.documents.reading import Reading, reading_of
from zhunsheng.fairness.documents.wording import say
from zhunsheng.fairness.models import FairnessRun
from zhunsheng.fairness.rules.drafting import draft_from
from zhunsheng.fairness.views.common import TITLE, home
from zhunsheng.lawbook.documents.charts import charts_of
from zhunsheng.web import pages, parts, tables


@pages.allow(*ASSESSORS)
@require_GET
def run_list(request: HttpRequest) -> HttpResponse:
    """Show every assessment with what it found."""
    rows = queries.runs(pages.viewer_of(request))
    context = {"title": TITLE, "page": tables.paginate(rows, request)}
    return pages.show(request, "fairness/list.html", context)


@pages.allow(*ASSESSORS)
@require_GET
def run_detail(request: HttpRequest, fairness_id: UUID) -> HttpResponse:
    """Show one assessment: defects, drawings, replay, comparisons."""
    return _detail(request, queries.run(pages.viewer_of(request), fairness_id))


@pages.allow(*ASSESSORS)
@require_GET
def run_pdf(request: HttpRequest, fairness_id: UUID) -> HttpResponse:
    """Give one assessment as PDF."""
    row = queries.run(pages.viewer_of(request), fairness_id)
    issuer = str(getattr(request, "bureau_name", ""))
    try:
        data = exports.assessment_pdf(row, issuer=issuer)
    except (FontMissing, NotPrintable) as error:
        return _detail(request, row, problem=str(error))
    headers = {"Content-Disposition": 'inline; filename="benchmark-assessment.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def _detail(request: HttpRequest, row: FairnessRun, *, problem: str = "") -> HttpResponse:
    result = row.contents
    found = reading_of(row.violation, result)
    draft = draft_from(row.rows)
    context = {
        "title": row.label,
        "subtitle": "不公开",
        "crumbs": (home(), parts.Crumb(f"{row.assessed_on}")),
        "run": row,
        "draft": draft,
        "result": result,
        "found": found,
        "tiles": _tiles(row, found),
        "bands": charts_of(draft, found.law),
        "spreads": tuple(
            charts.spread(say(f"chart.{name}"), one.bins)
            for name, one in (("past", found.past), ("synthetic", found.synthetic))
            if one.count
        ),
        "comparisons": [(one, charts.dots(one)) for one in found.comparisons],
        "rule": say("compared.rule", shuffles=found.shuffles, alarms=result["false_alarms"]),
        "meaning": say("compared.meaning"),
        "replay_rule": say("replay.rule"),
        "problem": problem,
        "pdf": reverse("fairness:pdf", args=[row.id]),
    }
    return pages.show(request, "fairness/detail.html", context)


def _tiles(row: FairnessRun, found: Reading) -> tuple[parts.Tile, ...]:
    left = sum(count for _, count in row.contents["not_replayed"])
    return (
        parts.Tile(
            "须改正的缺陷",
            str(row.grave),
            "处",
            "#defects",
            note="采用前须改正",
            tone=parts.Tone.RED if row.grave else parts.Tone.GREEN,
        ),
        parts.Tile("待说明的缺陷", str(row.doubts), "处", "#defects", "可以保留，须写明理由"),
        parts.Tile("重放既往案件", str(row.replayed), "件", "#replay", f"另有{left}件未能重放"),
        parts.Tile(
            "重放虚拟案件",
            str(found.synthetic.count),
            "件",
            "#replay",
            note=f"其中{found.synthetic.on_grid}件在阶次边界",
        ),
        parts.Tile(
            "差异提示",
            str(row.alarms),
            "项",
            "#compared",
            note="共比较四项",
            tone=parts.Tone.ORANGE if row.alarms else parts.Tone.PLAIN,
        ),
    )
