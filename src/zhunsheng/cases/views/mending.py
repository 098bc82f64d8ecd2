"""What the page of a case offers after its review was returned: the acts that mend what lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.urls import reverse

from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.rules import CaseFacts, admission_findings
from zhunsheng.cases.rules.guards import EVIDENCE
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.duty import Duty
from zhunsheng.web import errors, parts

#: Acts of the case itself that mend a defect, by the first letter of its code.
MENDED_BY: Final = {"proposal": "FL", "crime_report": "C"}
#: Defects that new evidence mends.
BY_EVIDENCE: Final = "FP"
ADD_EVIDENCE: Final = "登记证据"
GENERAL: Final = "法制审核退回，按审核意见办理"


def with_mending(
    offered: parts.Choices,
    file: CaseFile,
    facts: CaseFacts,
    viewer: Viewer,
    defects: tuple[str, ...] | None,
) -> parts.Choices:
    """
    Return what a page offers, with the acts that mend what a returned review named before it.

    ``defects`` are those that the review named, nothing where none was returned.
    """
    if defects is None or file.by not in file.handling:
        return offered
    acts = {reverse("cases:act", args=[file.case.id, key]): of for key, of in MENDED_BY.items()}
    allowed = (_mends(act, acts.get(act.url, ""), defects) for act in offered.allowed)
    return replace(offered, allowed=(*_taken(file, facts, viewer, defects), *allowed))


def _taken(
    file: CaseFile, facts: CaseFacts, viewer: Viewer, defects: tuple[str, ...]
) -> Iterator[parts.NextAct]:
    """Yield what is left to do where evidence was taken, and the piece of evidence to add."""
    yield from (_left(duty, viewer) for duty in file.pending.duties)
    url, note = reverse("cases:evidence", args=[file.case.id]), _reason(BY_EVIDENCE, defects)
    if note and not admission_findings(facts):
        yield parts.NextAct(ADD_EVIDENCE, EVIDENCE, url, note=note)


def _left(duty: Duty, viewer: Viewer) -> parts.NextAct:
    """Return what is left to do of a preservation or a commission, also what others do."""
    may = viewer.by.holds(duty.roles)
    until = f"，期限{duty.due_on.isoformat()}" if duty.due_on else ""
    who = "" if may else f"，等待{'、'.join(errors.role_names(duty.roles))}"
    note = f"{duty.subject}{until}{who}"
    return parts.NextAct(duty.label, duty.basis, duty.url if may else "", note=note)


def _mends(act: parts.NextAct, letters: str, defects: tuple[str, ...]) -> parts.NextAct:
    note = _reason(letters, defects) if letters else ""
    return replace(act, optional=False, note=note) if note else act


def _reason(letters: str, defects: tuple[str, ...]) -> str:
    """Return the defects that an act mends; where a review named none, that it was returned."""
    named = [one for one in defects if one[0] in letters]
    return f"需要补正：{'；'.join(named)}" if named else "" if defects else GENERAL
