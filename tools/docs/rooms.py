"""What is generated of a room's page: its acts, parts, pages, events, procedures; the commands."""

from __future__ import annotations

import ast
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tools.docs import procedures
from tools.docs.text import first_sentence, table

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zhunsheng"
#: Rooms whose files are not those of the plan: their files are listed.
OWN_FILES = {"kernel", "web", "journal", "accounts", "checker", "lawbook", "demo", "config"}
UNWRITTEN = {"tests", "migrations", "__pycache__"}


def rooms() -> list[str]:
    """Return all rooms from high to low, as the import contract orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    names = [name.strip(" ()") for line in layers for name in line.split("|")]
    return [name for name in names if (SOURCE / name).is_dir()]


def index() -> str:
    """Return the table of all rooms, high to low."""
    rows = ((f"[{r}]({r}.md)", _chinese_name(r), _purpose(r)) for r in rooms())
    return "From high to low; a room imports only rooms below it.\n\n" + table(
        ("room", "中文", "what it is for"), rows
    )


def generated_part(room: str) -> str:
    """Return the generated part of a room's page."""
    sections = (
        ("Procedures", _procedures(room)),
        ("Acts", _acts(room)),
        ("Parts that run inside another room's act", _parts(room)),
        ("Pages", _pages(room)),
        ("Events", _events(room)),
        ("Files", _files(room)),
    )
    written = [f"## {title}\n\n{text}" for title, text in sections if text]
    return "\n".join(written) or "This room has no act and no page.\n"


def _purpose(room: str) -> str:
    return first_sentence(ast.get_docstring(_parse(SOURCE / room / "__init__.py")))


def _chinese_name(room: str) -> str:
    from django.apps import apps

    names = {c.name: str(c.verbose_name) for c in apps.get_app_configs()}
    return names.get(f"zhunsheng.{room}", "")


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _modules(room: str, stem: str) -> list[Path]:
    folder = SOURCE / room
    return sorted([*folder.glob(f"{stem}.py"), *folder.glob(f"{stem}/*.py")])


def _procedures(room: str) -> str:
    found = [(key, p) for key, (owner, p) in procedures.declared().items() if owner == room]
    lines = [f"- [{p.label}](../procedures/{key}.md) (`{key}`)" for key, p in sorted(found)]
    return "\n".join(lines) + "\n" if lines else ""


def _functions(room: str) -> list[ast.FunctionDef]:
    found = [n for p in _modules(room, "services") for n in _parse(p).body]
    functions = [n for n in found if isinstance(n, ast.FunctionDef) and n.name[0] != "_"]
    return sorted(functions, key=lambda f: f.name)


def _is_act(function: ast.FunctionDef) -> bool:
    return "act" in {ast.unparse(d).rpartition(".")[2] for d in function.decorator_list}


def _acts(room: str) -> str:
    rows = [
        (f"`{f.name}`", first_sentence(ast.get_docstring(f)))
        for f in _functions(room)
        if _is_act(f)
    ]
    return table(("act", "This function will …"), rows) if rows else ""


def _parts(room: str) -> str:
    services = SOURCE / room / "services"
    public = _exported(services / "__init__.py") if services.is_dir() else None
    rows = [
        (f"`{f.name}`", first_sentence(ast.get_docstring(f)))
        for f in _functions(room)
        if not _is_act(f) and _takes_an_act(f) and (public is None or f.name in public)
    ]
    return table(("part", "This function will …"), rows) if rows else ""


def _takes_an_act(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return any(a.annotation and ast.unparse(a.annotation) == "Act" for a in arguments)


def _exported(path: Path) -> set[str]:
    module = importlib.import_module(f"zhunsheng.{path.parent.parent.name}.services")
    return set(getattr(module, "__all__", ()))


def _pages(room: str) -> str:
    from django.urls import URLPattern, get_resolver

    resolver = get_resolver()
    found = resolver.namespace_dict.get(room)
    if found is None:
        return ""
    prefix, inner = found
    entries = [p for p in inner.url_patterns if isinstance(p, URLPattern)]
    rows = [(f"`{room}:{p.name}`", f"`/{prefix}{p.pattern}`", _who(p.callback)) for p in entries]
    return table(("url name", "address", "who may open it"), rows) if rows else ""


def _who(view: Any) -> str:  # noqa: ANN401  # any view function
    from zhunsheng.accounts.choices import Role

    codes = {getattr(r, "value", r) for r in getattr(view, "allowed_roles", ())}
    if "EVERYONE" in codes:
        return "everybody, without sign-in"
    if "SIGNED_IN" in codes:
        return "everybody who signed in"
    return "、".join(role.label for role in Role if role.value in codes)


def _events(room: str) -> str:
    rows = []
    for path in _modules(room, "events"):
        for node in ast.walk(_parse(path)):
            if isinstance(node, ast.ClassDef) and (said := _event(node)):
                rows.append((f"`{said['key']}`", said["label"], said["sentence"]))
    return table(("event", "label", "sentence of the timeline"), sorted(rows)) if rows else ""


def _event(node: ast.ClassDef) -> dict[str, str]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "event":
            return {
                str(k.arg): str(k.value.value)
                for k in decorator.keywords
                if isinstance(k.value, ast.Constant)
            }
    return {}


def _files(room: str) -> str:
    if room not in OWN_FILES:
        return ""
    rows = []
    for path in sorted((SOURCE / room).rglob("*.py")):
        place = path.relative_to(SOURCE / room)
        if UNWRITTEN & set(place.parts) or place.name in {"__init__.py", "apps.py"}:
            continue
        rows.append((f"`{place.as_posix()}`", first_sentence(ast.get_docstring(_parse(path)))))
    return table(("file", "what it holds"), rows)


def command_tree(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Return every command below this one with its full name, the groups included."""
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from command_tree(command.commands[name], f"{path} {name}")


def options(command: click.Command) -> Iterator[tuple[str, str, str]]:
    """Return name, default and meaning of every argument and option of a command."""
    for one in command.params:
        names = [*one.opts, *one.secondary_opts]
        if isinstance(one, click.Argument):
            names = [one.human_readable_name]
        shown = isinstance(one.default, str | int | Path) and not isinstance(one.default, bool)
        default = str(one.default) if shown else ""
        yield "、".join(f"`{n}`" for n in names), default, getattr(one, "help", None) or ""
