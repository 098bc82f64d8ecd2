"""A report with sixty figures on a small year, to DOCX and to PDF."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from tests.benchmarks.figures import Figure, median
from zhunsheng.annualreport import exports, queries, services
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.rules import BlockDraft
from zhunsheng.statistics import queries as statistics
from zhunsheng.statistics.tests.builders import AS_OF, told_year

FIGURES, PER_LINE = 60, 4


def figures() -> Iterator[Figure]:
    """Compile a report whose text prints sixty figures; write its files, open its studio."""
    with transaction.atomic():
        world = told_year()
        keys = statistics.defined()[:FIGURES]
        places = [f"{{figure:{key}}}" for key in keys]
        lines = ("、".join(places[n : n + PER_LINE]) + "。" for n in range(0, FIGURES, PER_LINE))
        services.write_block(
            ctx=world.act("reviewer", AS_OF),
            year=2025,
            draft=BlockDraft("other_achievements", "\n".join(lines)),
            on=AS_OF,
        )

        def compiled() -> Report:
            return services.compile_report(
                ctx=world.act("reviewer", AS_OF), year=2025, as_of=AS_OF, on=AS_OF
            )

        row = compiled()
        said = len(queries.figure_lines(row, queries.text(row)))
        on = f"SQLite, {said} figures in the text and the annex"
        acts = {
            "compiling": compiled,
            "DOCX": lambda: exports.report_docx(row),
            "PDF/A": lambda: exports.report_pdf(row),
            "DOCX and PDF/A": lambda: (exports.report_docx(row), exports.report_pdf(row)),
            "studio's text": lambda: queries.manuscript(world.viewer(), 2025, AS_OF).composed(),
        }
        for what, act in acts.items():
            limit = 3000.0 if what == "DOCX and PDF/A" else 0.0
            yield Figure(f"report: {what}", median(act, 5), "ms", limit, on)
        transaction.set_rollback(True)
