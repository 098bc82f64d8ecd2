"""A derivation in Chinese: tree, alternatives, paragraph; phrases in ``data/wording.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import (
    Degree,
    Fact,
    FactUnit,
    FineModel,
    Harm,
    NodeKind,
    Question,
    Stage,
    Waiver,
)
from zhunsheng.lawbook.documents.fines import amounts, fines_text, span_text
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.rules.law import MULTIPLIED, Weight
from zhunsheng.lawbook.rules.ledger import DAILY, daily_follows
from zhunsheng.lawbook.rules.tree import Alternative, Derivation, Node

#: Questions that are answered by yes or no.
YES_NO: Final = frozenset(Question) - {
    Question.FOUND_ON,
    Question.HARM,
    Question.CHOICE,
    Question.DEGREE,
}
_BY_ABOUT: Final = frozenset(
    {
        NodeKind.VERSION,
        NodeKind.STAGE,
        NodeKind.RANGE,
        NodeKind.LENIENCY,
        NodeKind.WAIVER,
        NodeKind.RESULT,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a tree: how deep it stands, its kind in words, what it says, is it verified."""

    depth: int
    kind: str
    text: str
    verified: bool


def tree(found: Derivation) -> tuple[Line, ...]:
    """Return the nodes of a derivation as lines, parts below their node."""
    return tuple(line for node in found.nodes for line in _lines(node, 0, found))


def _lines(node: Node, depth: int, found: Derivation) -> Iterator[Line]:
    text = _node_text(node, found)
    if node.record:
        text += say("record", record=node.record)
    if not node.verified:
        text += say("unverified")
    yield Line(depth, node.kind.label, text, node.verified)
    for part in node.parts:
        yield from _lines(part, depth + 1, found)


def _node_text(node: Node, found: Derivation) -> str:
    values: dict[str, object] = {
        "about": node.about,
        "basis": queries.cite_label(node.basis),
        "since": node.since,
        "place": found.benchmark.place if found.benchmark else "",
        "amounts": amounts(node.least, node.most),
        **_of_list(found),
        "span": span_text(found.fine) if found.fine else "",
    }
    if node.kind is NodeKind.FACT:
        fact = Fact(node.about)
        values |= {"about": fact.label, "value": fact_text(fact, node.least or 0)}
    return say(_phrase_of(node), **values)


def _of_list(found: Derivation) -> dict[str, object]:
    """Return what a sentence on a list may name: its item, and what speaks against it."""
    if found.against is None:
        return {}
    item = found.against.item
    missed = "、".join(one.label for one in found.against.missed)
    return {"item": item.place, "label": item.label, "missed": missed}


def _phrase_of(node: Node) -> str:
    if node.kind is NodeKind.BENCHMARK:
        special = node.about if node.about in ("bands", "weights") else ""
        ending = special or ("" if node.about else "none")
        return f"node.BENCHMARK.{ending}".rstrip(".")
    return f"node.{node.kind.value}" + (f".{node.about}" if node.kind in _BY_ABOUT else "")


def fact_text(fact: Fact, value: int) -> str:
    """Return the value of a fact in words, with its unit."""
    if fact.unit is FactUnit.FEN:
        return f"{yuan_text(value)}{fact.unit.label}"
    if fact.unit is FactUnit.YES_NO:
        return say("yes" if value else "no")
    if fact.unit is FactUnit.GRADE:
        return say(f"grade.{value}")
    return f"{value}{fact.unit.label}"


def alternatives(found: Derivation) -> tuple[str, ...]:
    """Return what the fine would be under other facts, a sentence each."""
    others = [say(f"alternative.{one.key}", result=_alternative(one)) for one in found.alternatives]
    violation = found.violation if found.is_settled and found.most else None
    if violation is not None and daily_follows(violation, found.who):
        others.append(say("alternative.daily", basis=queries.cite_label(DAILY)))
    return tuple(others)


def _alternative(one: Alternative) -> str:
    if one.waiver is Waiver.FIRST_OFFENSE_WAIVER:
        return say("conclusion.may_waive")
    return _conclusion(one.waiver, one.least, one.most)


def headline(found: Derivation) -> str:
    """Return the result in a few words, empty while there is none."""
    return _conclusion(found.waiver, found.least, found.most) if found.is_settled else ""


def _conclusion(waiver: Waiver | None, least: int, most: int) -> str:
    if waiver in (None, Waiver.FIRST_OFFENSE_WAIVER):
        return amounts(least, most)
    return say(f"conclusion.{waiver.value}")


def missing(found: Derivation) -> str:
    """Return what is still to be stated, in one sentence; empty where nothing is."""
    if not found.questions:
        return ""
    asked = say("missing", labels="；".join(_asked(one) for one in found.questions))
    law = found.applicable
    if law is None or Question.CHOICE not in found.questions:
        return asked
    known = "；".join(
        say(
            "versions.each",
            since=one.since,
            penalty=queries.cite_label(one.penalty),
            fines=fines_text(one),
            lighter=say("versions.lighter") if one is law.lighter else "",
        )
        for one in law.versions
    )
    return f"{asked}\n{say('versions', versions=known)}"


def refusals(found: Derivation) -> list[str]:
    """Return why there is no result, a sentence each, with article and next step."""
    return [
        say(
            "refusal",
            message=one.message,
            basis=queries.cite_label(one.basis),
            next_step=one.next_step,
        )
        for one in found.findings
    ]


def _asked(one: Question | Fact | Weight) -> str:
    """Return what is asked, with the key and the answers by which a file of facts gives it."""
    if isinstance(one, Weight):
        key, answers = f"weights.{one.key}", "、".join(one.options)
    elif isinstance(one, Fact):
        key, answers = f"facts.{one.value}", _answers(one)
    else:
        key, answers = one.value, say("yes_no") if one in YES_NO else _choices_of(one)
    told = say("ask.answers", key=key, answers=answers) if answers else key
    return say("ask", label=one.label, key=told)


def _answers(fact: Fact) -> str:
    if fact.unit is FactUnit.YES_NO:
        return say("yes_no")
    return say("grades") if fact.unit is FactUnit.GRADE else ""


def _choices_of(question: Question) -> str:
    kinds = {Question.HARM: Harm, Question.DEGREE: Degree}
    kind = kinds.get(question)
    return "、".join(f"{one.value} {one.label}" for one in kind) if kind else ""


def paragraph(found: Derivation) -> str:
    """
    Return the reasons of the amount as a paragraph of the decision, plain and complete.

    :raises ValueError: while the derivation has no result
    """
    if not found.is_settled or found.violation is None:
        raise ValueError("a derivation without a result has no reasons to tell")
    return _conduct(found) + "".join(part(found) for part in _PARTS)


def reasons(found: Derivation) -> str:
    """
    Return the reasons for a paper that states the facts itself: the rule, then the amount.

    The name of a violation may hold alternatives; which of them was found only the paper says.

    :raises ValueError: while the derivation has no result
    """
    if not found.is_settled or found.violation is None:
        raise ValueError("a derivation without a result has no reasons to tell")
    penalty = queries.cite_label(found.violation.penalty)
    return say("paragraph.penalty", penalty=penalty) + "".join(part(found) for part in _PARTS)


def _conduct(found: Derivation) -> str:
    row = found.violation
    assert row is not None
    return say(
        "paragraph.violation",
        conduct=row.conduct,
        breach=queries.cite_label(row.breach),
        penalty=queries.cite_label(row.penalty),
    )


def _version(found: Derivation) -> str:
    node = _node(found, NodeKind.VERSION)
    assert node is not None
    if node.about == "continued":
        return say("paragraph.continued", since=node.since)
    if found.applicable is None or not found.applicable.asks_for_choice:
        return ""
    return say("paragraph.version", basis=queries.cite_label(node.basis), since=node.since)


def _range(found: Derivation) -> str:
    node = _node(found, NodeKind.RANGE)
    if node is None:
        return ""
    late = say("paragraph.late") if found.stage is Stage.SECOND else ""
    fine = found.fine
    assert fine is not None
    key = "paragraph.range" if fine.model is FineModel.RANGE else "paragraph.measured"
    text = say(
        f"{key}_may" if fine.may else key,
        who=found.who.label,
        amounts=amounts(node.least, node.most),
        measure=MULTIPLIED[fine.model][0].label if fine.model in MULTIPLIED else "",
        span=span_text(fine),
    )
    return late + text


def _benchmark(found: Derivation) -> str:
    node = _node(found, NodeKind.BENCHMARK)
    older = _named(found, NodeKind.VERSION, "older_benchmark")
    if older is not None:
        return say("paragraph.older_benchmark", basis=queries.cite_label(older.basis)) + _tier(
            found, node
        )
    return _tier(found, node)


def _tier(found: Derivation, node: Node | None) -> str:
    if found.waiver not in (None, Waiver.FIRST_OFFENSE_WAIVER):
        return ""
    if node is None or not node.about:
        span = _node(found, NodeKind.RANGE)
        if span is not None and span.least == span.most:
            return say("paragraph.fixed")
        return _no_tier(found, node)
    if node.about in ("bands", "weights"):
        return _node_text(node, found) + "。"
    return say(
        "paragraph.benchmark",
        basis=queries.cite_label(node.basis),
        place=found.benchmark.place if found.benchmark else "",
        about=node.about,
        amounts=amounts(node.least, node.most),
    )


def _no_tier(found: Derivation, node: Node | None) -> str:
    """Tell that the lawbook holds no item of the violation, or an item no tier of which fits."""
    if node is None or found.benchmark is None:
        return say("paragraph.no_benchmark")
    told = "、".join(_node_text(part, found) for part in node.parts)
    return say(
        "paragraph.no_tier",
        basis=queries.cite_label(node.basis),
        place=found.benchmark.place,
        facts=f"（{told}）" if told else "",
    )


def _factors(found: Derivation) -> str:
    if found.waiver not in (None, Waiver.FIRST_OFFENSE_WAIVER):
        return ""
    named = [_node_text(node, found) for node in found.nodes if node.kind is NodeKind.FACTOR]
    return (
        say("paragraph.factors", factors="；".join(named)) if named else say("paragraph.no_factors")
    )


def _result(found: Derivation) -> str:
    if found.waiver not in (None, Waiver.FIRST_OFFENSE_WAIVER):
        node = _node(found, NodeKind.WAIVER)
        assert node is not None
        return _listed(found) + say("paragraph.waived", basis=queries.cite_label(node.basis))
    form = "paragraph.amount" if found.least == found.most else "paragraph.band"
    within = say(form, amounts=amounts(found.least, found.most))
    text = say(f"paragraph.result.{found.degree.value}", amounts=within)
    may_waive = found.waiver is Waiver.FIRST_OFFENSE_WAIVER
    if not may_waive:
        return text
    node = _node(found, NodeKind.WAIVER)
    bare = node is not None and node.about.endswith(".NONE")
    return text + say("paragraph.may_waive.NONE" if bare else "paragraph.may_waive")


def _listed(found: Derivation) -> str:
    """Return the sentence on the list that spares the party, nothing where none does."""
    if found.waiver is not Waiver.LISTED or found.against is None:
        return ""
    item = found.against.item
    title = queries.cite_label(item.basis)
    return say("paragraph.listed", list=title, item=item.place, label=item.label)


def _doubt(found: Derivation) -> str:
    return "" if found.is_verified else say("paragraph.unverified")


_PARTS: Final[tuple[Callable[[Derivation], str], ...]] = (
    _version,
    _range,
    _benchmark,
    _factors,
    _result,
    _doubt,
)


def _node(found: Derivation, kind: NodeKind) -> Node | None:
    return next((node for node in found.nodes if node.kind is kind), None)


def _named(found: Derivation, kind: NodeKind, about: str) -> Node | None:
    return next((node for node in found.nodes if (node.kind, node.about) == (kind, about)), None)
