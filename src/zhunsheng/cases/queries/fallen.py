"""Decisions that lost their force, for the act that a file decides now."""

from __future__ import annotations

from datetime import date

from zhunsheng.cases.choices import QuashGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import anew, applied, loading, once
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.amounts import single_fines
from zhunsheng.cases.rules.anew import Former, Result, is_barred, same_findings
from zhunsheng.cases.rules.measures import imposed_rows, told_kinds
from zhunsheng.cases.rules.times import UNSAID, TimesDraft
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.finding import Finding


def formers(
    viewer: Act | Viewer,
    file: CaseFile,
    *,
    on: date,
    other_act: str = "",
    times: TimesDraft = UNSAID,
    facts: str = "",
) -> tuple[Former, ...]:
    """
    Return the decisions on the act of a file that fell: in the one that it decides anew, in others.

    A new file for what was quashed or withdrawn decides it once more, whatever it is called.
    """
    others = once.fallen_before(viewer, file, on, other_act=other_act, times=times, facts=facts)
    own = file.case.remade_of
    rows = (*([own] if own else []), *(one for one in others if one != own))
    return tuple(found for one in rows if (found := _former(viewer, one, on=on)))


def same_again(
    ctx: Act | Viewer,
    file: CaseFile,
    now: Result,
    *,
    change: str,
    on: date,
    other_act: str = "",
    times: TimesDraft = UNSAID,
) -> tuple[Finding, ...]:
    """Return why what is to be decided may not be: it is what fell, once more, or heavier."""
    found = formers(ctx, file, on=on, other_act=other_act, times=times, facts=now.facts)
    items = frozenset(one.sha256 for one in file.evidence)
    return tuple(
        dict.fromkeys(
            finding
            for one in found
            for finding in same_findings(one, now, evidence=items, change=change)
        )
    )


def _former(viewer: Act | Viewer, case: PenaltyCase, *, on: date) -> Former | None:
    first = loading.load(viewer, case, on=on, with_handlers=False)
    fallen = anew.fallen_of(first)
    if fallen is None:
        return None
    said = anew.recorded_ground(first) or first.data(anew.STEP).get("ground")
    ground = QuashGround(said) if said else None
    items = frozenset(one.sha256 for one in first.evidence)
    barred = is_barred(fallen.kind, ground)
    return Former(anew.decided_number(first), _decided(first), fallen, barred, items, ground)


def _decided(file: CaseFile) -> Result:
    """Return what a file decided."""
    facts = applied.facts_stated(file.case, file.acts)
    keys = frozenset(file.case.violation_keys)
    spared = file.data("no_penalty")
    if spared:
        return Result(keys, facts, ground=spared["ground"])
    made = file.data("decision") or file.data("on_the_spot")
    kinds = told_kinds(imposed_rows(made))
    fines = single_fines({**file.data("proposal"), **made})
    fine_fen, warning = int(made["fine_fen"]), bool(made["warning"])
    return Result(keys, facts, fine_fen, warning, measures=kinds, fines=fines)
