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


def diagrams() -> dict[str, str]:
    """Return the diagram of every procedure by key, as `zhunsheng procedure show --svg` does."""
    from zhunsheng.cli.declared import drawn

    return {key: drawn(procedure) for key, (_, procedure) in declared().items()}


def _page(room: str, procedure: Procedure[Any]) -> str:
    return "\n".join(
        (
            f"# {procedure.label}\n\n{{note}}\n\nKey `{procedure.key}`, declared in the room "
            f"[{room}](../modules/{room}.md), basis {_place(procedure.basis)}. A step is refused "
            "with every reason at once: the steps before it that these facts require, and every "
            "guard that does not hold.\n\n`zhunsheng procedure show "
            f"{procedure.key}` prints the table, with `--svg` the diagram.\n\n## Diagram\n\n"
            "A dashed step is taken only when somebody asks for it; a step with rounded ends is "
            "required only on certain facts; a filled one ends the procedure. A wait that follows "
            "from others is not drawn; the table names all.\n",
            f"![{procedure.label}]({procedure.key}.svg)",
            "\n## Steps\n",
            table(
                ("step", "basis", "who", "after", "required", "term", "documents"),
                _rows(procedure),
            ),
            "## Guards\n",
            table(("step", "guard", "what it does"), _guards(procedure)),
        )
    )


def _place(basis: Any) -> str:  # noqa: ANN401  # a citation; the lawbook is imported late
    from zhunsheng.lawbook import queries as lawbook

    return lawbook.cite_label(basis)


def _rows(procedure: Procedure[Any]) -> Iterable[tuple[str, ...]]:
    from zhunsheng.cli.declared import told

    for step, words in told(procedure):
        name = f"{words.label} `{step.key}`" + (" 终结" if step.closes else "")
        term = f"{words.term}（{_place(step.deadline.basis)}）" if step.deadline else ""
        own = words.basis, words.who, words.after, _required(step), term, words.documents
        yield name, *own


def _required(step: Step[Any]) -> str:
    if step.optional:
        return "on request"
    if step.required_when is None:
        return "always"
    return f"`{step.required_when.__name__}`: {first_sentence(step.required_when.__doc__)}"


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
