"""What a finished demo leaves beside its site: report, figures, plan, draw, the scenario's note."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import connection

from zhunsheng.annualreport import exports as report_papers
from zhunsheng.annualreport import services as reports
from zhunsheng.demo.engine import instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.draw import queries as draws
from zhunsheng.draw.choices import DrawKind
from zhunsheng.fairness import queries as tables
from zhunsheng.fairness import services as fairness
from zhunsheng.fairness.choices import DraftSource
from zhunsheng.kernel.act import Viewer
from zhunsheng.planning import exports as plan_papers
from zhunsheng.planning import queries as plans
from zhunsheng.statistics import queries as stat_queries
from zhunsheng.statistics import rules as stat_rules
from zhunsheng.statistics import services as statistics

AS_OF = date(YEAR, 12, 31)
COMPILED = date(YEAR + 1, 1, 14)
#: The table of the lawbook that the legal section has assessed.
ASSESSED = "CN-2024-90-26"
#: The key under which a scenario says what holds for all of it.
WHOLE = "全部"
NOTE = "演示数据：{whole}{rest}。"
PEOPLE = "机关、人员、企业均为虚构"
#: No number stands in a report without a figure: how each was set is told by site.json alone.
SENT_ELSEWHERE = "本期报表已经按上级下发的表样另行报送。"
INVENTED = "；报告未载明而由本情景设定的：{what}"


def write(world: World, folder: Path) -> None:
    """Compile the report, assess a benchmark, write every product of the demo into the folder."""
    report = reports.compile_report(
        ctx=world.year.act(world.who("duizhang"), instant(COMPILED, 9)),
        year=YEAR,
        as_of=AS_OF,
        on=COMPILED,
        note=_note(world),
    )
    statistics.submit_return(
        ctx=world.year.act(world.who("duizhang"), instant(COMPILED, 8)),
        form="monthly",
        since=date(YEAR, 11, 1),
        as_of=AS_OF,
        nil_confirmed=is_empty(world.viewer, date(YEAR, 11, 1), AS_OF),
        on=COMPILED,
    )
    for one in stat_queries.unsent_returns(world.viewer, COMPILED):
        statistics.explain_return(
            ctx=world.year.act(world.who("duizhang"), instant(COMPILED, 8)),
            form=one.form.key,
            since=one.period.since,
            reason=SENT_ELSEWHERE,
            on=COMPILED,
        )
    (folder / "annual-report.docx").write_bytes(report_papers.report_docx(report))
    (folder / "annual-report.pdf").write_bytes(report_papers.report_pdf(report))
    (folder / "figures.json").write_bytes(report_papers.figures_json(report))
    fairness.run_assessment(
        ctx=world.year.act(world.who("fazhi1"), instant(COMPILED, 10)),
        draft=tables.tables(world.viewer)[ASSESSED],
        source=DraftSource.LAWBOOK,
        since=date(YEAR, 1, 1),
        on=COMPILED,
    )
    plan = plans.plan(world.viewer, YEAR)
    if plan is not None:
        (folder / "plan.pdf").write_bytes(plan_papers.plan_pdf(world.viewer, plan))
    drawn = sorted(draws.draws(world.viewer), key=lambda d: (d.kind != DrawKind.OWN.value, d.id))
    if drawn:
        (folder / "draw.json").write_bytes(draws.record_of(drawn[0]))


def is_empty(viewer: Viewer, since: date, as_of: date) -> bool:
    """Return whether the return of the month that begins so has no numbers."""
    form = stat_rules.return_form("monthly")
    period = stat_rules.cycle_period(form.cycle, since, as_of)
    return stat_rules.is_nil(stat_queries.snapshot(viewer, form, period))


def _note(world: World) -> str:
    invented = dict(world.scenario.invented)
    whole = invented.pop(WHOLE, PEOPLE)
    rest = INVENTED.format(what="、".join(invented)) if invented else ""
    return NOTE.format(whole=whole, rest=rest)


def settle_database() -> None:
    """Bring the whole database into its one file and close it, so that the folder can move."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()
