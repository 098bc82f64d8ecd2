"""One page per declared procedure: a table of its steps, their guards, and a diagram."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tools.docs.text import first_sentence, table
from zhunsheng.kernel.procedure import Procedure, Step

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhunsheng"


def declared() -> dict[str, tuple[str, Procedure[Any]]]:
    """Return every declared procedure by key, with the room that declares it."""
    found: dict[str, tuple[str, Procedure[Any]]] = {}
    for path in sorted([*SOURCE.glob("*/procedure.py"), *SOURCE.glob("*/procedure/*.py")]):
        room = path.relative_to(SOURCE).parts[0]
        if room == "kernel":
            continue
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        found |= {v.key: (room, v) for v in vars(module).values() if isinstance(v, Procedure)}
    return found


def index() -> str:
    """Return the table of all procedures."""
    rows = (
        (f"[{p.label}]({key}.md)", f"`{key}`", f"[{room}](../modules/{room}.md)", _place(p.basis),
         str(len(p.steps)))
        for key, (room, p) in sorted(declared().items())
    )  # fmt: skip
    return table(("procedure", "key", "room", "basis", "steps"), rows)


def pages() -> dict[str, str]:
    """Return the page of every procedure by key; ``{note}`` stands where the note goes."""
    return {key: _page(room, p) for key, (room, p) in declared().items()}


def _page(room: str, procedure: Procedure[Any]) -> str:
    return "\n".join(
        (
            f"# {procedure.label}\n\n{{note}}\n\nKey `{procedure.key}`, declared in the room "
            f"[{room}](../modules/{room}.md), basis {_place(procedure.basis)}. A step is refused "
            "with every reason at once: the steps before it that these facts require, and every "
            "guard that does not hold.\n\n## Diagram\n\nA dashed step is taken only when somebody "
            "asks for it; a step with rounded ends is required only on certain facts; a length "
            "on a line is a term, a dotted line only that.\n",
            _diagram(procedure),
            "\n## Steps\n",
            table(
                ("step", "basis", "who", "after", "required", "term", "documents"),
                (_row(procedure, step) for step in procedure.steps),
            ),
            "## Guards\n",
            table(("step", "guard", "what it does"), _guards(procedure)),
        )
    )


def _place(basis: Any) -> str:  # noqa: ANN401  # a citation; the lawbook is imported late
    from zhunsheng.lawbook import queries as lawbook

    return lawbook.cite_label(basis)


def _row(procedure: Procedure[Any], step: Step[Any]) -> tuple[str, ...]:
    from zhunsheng.accounts.choices import Role
    from zhunsheng.documents import rules as documents

    marks = (" 可重复" if step.repeatable else "") + (" 终结" if step.closes else "")
    who = "、".join(role.label for role in Role if role.value in step.actor)
    after = "、".join(procedure.step(key).label for key in step.after)
    papers = "、".join(documents.kinds_of(None)[key].title for key in step.documents)
    name = f"{step.label} `{step.key}`{marks}"
    return name, _place(step.basis), who, after, _required(step), _term(procedure, step), papers


def _required(step: Step[Any]) -> str:
    if step.optional:
        return "on request"
    if step.required_when is None:
        return "always"
    return f"`{step.required_when.__name__}`: {first_sentence(step.required_when.__doc__)}"


def _term(procedure: Procedure[Any], step: Step[Any]) -> str:
    if step.deadline is None:
        return ""
    term = step.deadline
    since = procedure.step(term.since).label
    return f"{term.length}{term.unit.label}，自“{since}”起（{_place(term.basis)}）"


def _guards(procedure: Procedure[Any]) -> Iterable[tuple[str, str, str]]:
    for step in procedure.steps:
        for guard in step.guards:
            name, says = _guard(guard)
            yield step.label, f"`{name}`", says


def _guard(guard: Callable[..., Any]) -> tuple[str, str]:
    """Return name and first sentence of a guard; a made guard is told by what made it."""
    outer = guard.__qualname__.partition(".")[0]
    maker = getattr(sys.modules[guard.__module__], outer, guard)
    return outer, first_sentence(guard.__doc__ or maker.__doc__)


def _diagram(procedure: Procedure[Any]) -> str:
    lines = ["```mermaid", "flowchart TD"]
    lines += [f"  {_node(step)}" for step in procedure.steps]
    for step in procedure.steps:
        lines += [f"  s_{key} --> s_{step.key}" for key in step.after if key != _since(step)]
        if step.deadline:
            length = f"{step.deadline.length}{step.deadline.unit.label}"
            line = "--" if step.deadline.since in step.after else "-."
            head = "-->" if line == "--" else ".->"
            lines.append(f'  s_{step.deadline.since} {line} "{length}" {head} s_{step.key}')
    dashed = [f"s_{step.key}" for step in procedure.steps if step.optional]
    if dashed:
        lines.append("  classDef onRequest stroke-dasharray: 4 3")
        lines.append(f"  class {','.join(dashed)} onRequest")
    return "\n".join([*lines, "```"])


def _since(step: Step[Any]) -> str:
    return step.deadline.since if step.deadline else ""


def _node(step: Step[Any]) -> str:
    if step.required_when is not None and not step.optional:
        return f's_{step.key}(["{step.label}"])'
    return f's_{step.key}["{step.label}"]'
