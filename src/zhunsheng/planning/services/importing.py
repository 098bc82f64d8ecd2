"""Taking over an old plan from a sheet, whole or not at all."""

from __future__ import annotations

from datetime import date

from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.planning import events, imports, rules
from zhunsheng.planning.models import PlanImport
from zhunsheng.planning.services.contents import begin, write_days
from zhunsheng.planning.services.parts import recount, write_part, write_units
from zhunsheng.web.importing import run_values


@act
def import_plan(*, ctx: Act, filename: str, content: bytes, on: date) -> PlanImport:
    """
    Take a plan over from a sheet, which then goes the way of every plan.

    Where the sheet says that it was approved long ago it is kept as that, with the day and the
    number of the file: no step of an approval is recorded.

    :raises UnreadableSheet: if the file as a whole cannot be read
    :raises StepRefused: if one row is wrong, or the year has a plan already; nothing is written
    """
    reading, said = imports.read_plan(ctx, filename=filename, content=content, on=ctx.day)
    refuse_if(rules.sheet_findings(len(reading.errors)))
    plan = begin(ctx, said.draft, on)
    for unit, days in said.days.items():
        write_days(ctx, plan, days, unit=unit)
    for number, part in sorted(said.parts.items()):
        written = write_part(ctx, plan, part, place=number, on=on)
        write_units(ctx, written, said.units.get(number, ()))
    recount(ctx, plan, on)
    values = run_values(ctx, reading, filename=filename, content=content, on=on)
    run: PlanImport = PlanImport.objects.create(id=ctx.new_id("plan.import"), plan=plan, **values)
    happened = events.PlanImported(
        filename=run.filename,
        digest=run.digest,
        parts=len(said.parts),
        units=sum(len(units) for units in said.units.values()),
    )
    record(ctx, happened, on=on, subject=("plan", plan.id))
    return run
