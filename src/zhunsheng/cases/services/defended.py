"""What a penalty may not exceed once the party has defended itself (行政处罚法 45.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhunsheng.cases import rules
from zhunsheng.cases.queries.files import CaseFile, course_of
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import visible


def heavier_findings(file: CaseFile, proposed: Mapping[str, Any]) -> tuple[Finding, ...]:
    """
    Return that a proposal goes beyond anything that the party was told in the case.

    It is compared with every notice, not with the last one alone: to tell the same sum once more
    does not take back that the party was heard. New facts, with evidence of after the notice that
    is exceeded, may be punished more heavily.
    """
    course = course_of(file.acts)
    was_heard = course.has_statement or course.hearing_ever_held
    found: list[Finding] = []
    for _, told in file.contents_of("prior_notice"):
        is_new = _is_new(file, proposed, told)
        found += rules.heavier_findings(
            fine_fen=int(proposed["fine_fen"]),
            notified_fen=int(told["fine_fen"]),
            was_heard=was_heard,
            is_new=is_new,
        )
        found += rules.heavier_kinds_findings(
            rules.imposed_rows(told),
            rules.imposed_rows(proposed),
            was_heard=was_heard,
            is_new=is_new,
        )
    return tuple(dict.fromkeys(found))


def _is_new(file: CaseFile, proposed: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Return whether facts differ from those told, with evidence that joined after the notice."""
    known = set(told.get("evidence", ()))
    joined = any(str(one.id) not in known for one in file.evidence)
    differs = visible(str(proposed.get("facts", ""))) != visible(str(told.get("facts", "")))
    return joined and differs and bool(visible(str(proposed.get("new_facts", ""))))
