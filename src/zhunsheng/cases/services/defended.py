"""What a penalty may not exceed once the party has defended itself (行政处罚法 45.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.queries import once
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.near import tells_more
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Act, instant_of
from zhunsheng.kernel.finding import Finding


def heavier_findings(
    ctx: Act, file: CaseFile, proposed: Mapping[str, Any], earlier: Iterable[CaseFile] = ()
) -> tuple[Finding, ...]:
    """
    Return that a proposal goes beyond anything that the party was told in the case.

    ``earlier`` are files for the same act that ended after the party was told of a penalty in them.

    It is compared with the notice on which the party was first heard and with every later one: to
    tell the same sum once more does not take back what it said. New facts, with named evidence
    of after the notice that is exceeded, may be punished more heavily.
    """
    found: list[Finding] = []
    notices = (one for of in (file, *earlier) for one in _defended(of))
    for act, told in notices:
        is_new = _is_new(ctx, file, proposed, act, told)
        found += rules.heavier_findings(told, proposed, is_new=is_new)
        found += rules.heavier_kinds_findings(told, proposed, is_new=is_new)
    return tuple(dict.fromkeys(found))


def decision_findings(ctx: Act, file: CaseFile, *, fine_fen: int, on: date) -> tuple[Finding, ...]:
    """Return that a decision goes beyond what the party was told in a file that ended since."""
    proposed, other = file.data("proposal"), file.other_act
    facts = str(proposed.get("facts", ""))
    earlier = once.told_elsewhere(ctx, file, on, other_act=other, facts=facts)
    if not earlier:
        return ()
    return heavier_findings(ctx, file, {**proposed, "fine_fen": fine_fen}, earlier)


def _defended(file: CaseFile) -> Iterator[tuple[CaseAct, Mapping[str, Any]]]:
    """Yield the notices that stood when the party was first heard or came after it."""
    heard = [act.sequence for act in file.acts if act.step == "representation"]
    heard += [a.sequence for a in file.acts if (a.step, a.outcome) == ("hearing", "HELD")]
    told = file.contents_of("prior_notice")
    for number, (act, said) in enumerate(told, start=1):
        if heard and (number == len(told) or told[number][0].sequence > min(heard)):
            yield act, said


def _is_new(
    ctx: Act,
    file: CaseFile,
    proposed: Mapping[str, Any],
    act: CaseAct,
    told: Mapping[str, Any],
) -> bool:
    """
    Return whether facts go beyond those told, with evidence that the proposal names as new.

    It was obtained and joined after the notice; what the party was told of is not new once it is
    admitted again, and no evidence of one file is that of another by its id.
    """
    known, elsewhere = set(told.get("evidence", ())), act.case_id != file.case.id
    digests = {one.sha256 for one in evidence.items(ctx, map(UUID, known))}
    named = set(proposed.get("new_evidence", ()))
    joined = any(
        instant_of(one.id) > instant_of(act.id) if elsewhere else str(one.id) not in known
        for one in file.evidence
        if str(one.id) in named and one.sha256 not in digests and one.obtained_on >= act.on
    )
    said, now, before = (
        str(one.get(key, ""))
        for one, key in ((proposed, "new_facts"), (proposed, "facts"), (told, "facts"))
    )
    return joined and tells_more(said, now=now, told=before)
