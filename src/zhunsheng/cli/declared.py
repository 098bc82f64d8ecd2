"""A declared procedure in words: its steps as rows of a table and as boxes of a diagram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from zhunsheng.kernel.diagram import Box, svg
from zhunsheng.kernel.procedure import Procedure, Step

HEADS: Final = ("步骤", "依据", "岗位", "在此之前", "何时必经", "期限", "文书")
LEGEND: Final = (
    Box("", "实线：必经", ("连线所自的步骤，事实需要的，须先办理",)),
    Box("", "圆角：具备法定情形时必经", ("不具备的不办，后面的步骤不等待",), rounded=True),
    Box("", "虚线：按需办理", ("当事人提出，或者工作需要",), dashed=True),
    Box("", "底色：终结程序", ("此后不再办理任何步骤",), filled=True),
)


@dataclass(frozen=True, slots=True)
class StepWords:
    """What is told of one step; what it does not have is empty."""

    label: str
    basis: str
    who: str
    after: str
    required: str
    term: str
    documents: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row of a table under ``HEADS``."""
        return (
            *(self.label, self.basis, self.who, self.after),
            *(self.required, self.term, self.documents),
        )

    def box(self, step: Step[Any], after: tuple[str, ...]) -> Box:
        """Return the box of a diagram."""
        told = (("", self.basis), ("", self.who), ("期限：", self.term), ("文书：", self.documents))
        return Box(
            key=step.key,
            title=self.label,
            lines=tuple(head + text for head, text in told if text),
            after=after,
            dashed=step.optional,
            rounded=step.required_when is not None and not step.optional,
            filled=step.closes,
        )


def told(procedure: Procedure[Any]) -> Iterator[tuple[Step[Any], StepWords]]:
    """Yield every step of a procedure with its words."""
    from zhunsheng.accounts.choices import Role
    from zhunsheng.documents import rules as documents
    from zhunsheng.lawbook import queries as lawbook

    kinds = documents.kinds_of(None)
    for step in procedure.steps:
        yield (
            step,
            StepWords(
                label=step.label + ("（可重复）" if step.repeatable else ""),
                basis=lawbook.cite_label(step.basis),
                who="、".join(role.label for role in Role if role.value in step.actor),
                after="、".join(procedure.step(key).label for key in step.after),
                required=_required(step),
                term=_term(procedure, step),
                documents="、".join(kinds[key].title for key in step.documents),
            ),
        )


def _required(step: Step[Any]) -> str:
    if step.optional:
        return "按需办理"
    return "必经" if step.required_when is None else "具备法定情形时"


def _term(procedure: Procedure[Any], step: Step[Any]) -> str:
    term = step.deadline
    if term is None:
        return ""
    return f"{term.length}{term.unit.label}，自“{procedure.step(term.since).label}”起"


def drawn(procedure: Procedure[Any]) -> str:
    """Return the diagram of a procedure as SVG."""
    return svg(
        [words.box(step, lines_to(procedure, step)) for step, words in told(procedure)],
        title=f"{procedure.label}（{procedure.key}）",
        legend=LEGEND,
    )


def lines_to(procedure: Procedure[Any], step: Step[Any]) -> tuple[str, ...]:
    """
    Return the steps from which a line leads to a step.

    A wait that follows from other waits is not drawn: who waits for the delivery of a notice waits
    for the notice too. It does not follow from waits through a step that is taken on request.
    """
    return tuple(
        key
        for key in step.after
        if not any(key in _awaited(procedure, other) for other in step.after if other != key)
    )


def _awaited(procedure: Procedure[Any], key: str) -> frozenset[str]:
    step = procedure.step(key)
    if step.optional:
        return frozenset()
    return frozenset(step.after).union(*(_awaited(procedure, one) for one in step.after))
