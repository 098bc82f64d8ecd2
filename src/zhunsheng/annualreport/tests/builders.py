"""A report that is written, filled, compiled and approved on a told year."""

from __future__ import annotations

from zhunsheng.annualreport import queries, rules, services
from zhunsheng.annualreport.models import (
    BlockComment,
    BlockVersion,
    Report,
    ReportAct,
    ReportBlock,
)
from zhunsheng.publication.models import Publication
from zhunsheng.statistics.tests.builders import AS_OF, YearWorld


def compiled(world: YearWorld, by: str = "reviewer", **changes) -> Report:
    values = {"year": 2025, "as_of": AS_OF, "on": AS_OF, **changes}
    return services.compile_report(ctx=world.act(by, AS_OF), **values)


def written(world: YearWorld) -> tuple[int, ...]:
    scope = world.viewer()
    kept = (Report, ReportAct, ReportBlock, BlockVersion, BlockComment, Publication)
    return (*(table.objects.of(scope).count() for table in kept), world.events)


def write(
    world: YearWorld, key: str, text: str, *, by: str = "reviewer", version: int = 0, **rest
) -> ReportBlock:
    return services.write_block(
        ctx=world.act(by, AS_OF),
        year=2025,
        draft=rules.BlockDraft(key, text, **rest),
        version=version,
        on=AS_OF,
    )


def filled(world: YearWorld) -> Report:
    """Compile after the office filled every place that is left to it."""
    manuscript = queries.manuscript(world.viewer(), 2025, AS_OF)
    for _, section in rules.templates().sections():
        draft = manuscript.draft(section)
        lines = draft.text.split("\n")
        kept = [line for line in lines if line and not line.startswith("［")]
        if draft.is_used and kept != lines:
            write(world, section.key, "\n".join([*kept, "已经补充。"]))
    return compiled(world)


def approved(world: YearWorld) -> Report:
    row = filled(world)
    services.submit_report(ctx=world.act("reviewer", AS_OF), report=row.id, on=AS_OF)
    services.approve_report(ctx=world.act("chief", AS_OF), report=row.id, on=AS_OF)
    return row
