"""
Kinds of documents: what each must contain and how its body reads.

A kind is a YAML file that a lawyer edits (`data/kinds/`); a site keeps its own edits in
`documents/kinds/` of its overlay folder. Loading refuses unknown keys,
placeholders that name no field, and a required content that the body never prints, so that a
document cannot leave out what it was issued with.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal

import yaml

from zhunsheng.documents.choices import Layout
from zhunsheng.documents.rules.terms import TERMS
from zhunsheng.kernel.citation import Citation, cite

PartType = Literal[
    "addressee", "heading", "para", "fields", "table", "items", "box", "signatures", "seal", "note"
]

# The safe loader in C where the wheel has it: ten times as fast, the same result.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
# What the act itself gives: the number, the bureau and the day of issue.
GIVEN: Final = frozenset({"number", "issuer", "issued_on"})
_PARTS: Final[dict[str, frozenset[str]]] = {
    "addressee": frozenset(),
    "heading": frozenset({"level"}),
    "para": frozenset({"lead", "align", "indent"}),
    "fields": frozenset({"columns"}),
    "table": frozenset({"caption", "total"}),
    "items": frozenset({"text", "lead", "level"}),
    "box": frozenset({"text", "signature", "dated"}),
    "signatures": frozenset(),
    "seal": frozenset(),
    "note": frozenset(),
}

#: Parts with a place for a hand or a seal.
_SIGNED: Final = frozenset({"box", "signatures", "seal"})


class KindUnknown(LookupError):
    """No kind of document has this key."""


class KindFaulty(ValueError):
    """A kind's file says something that cannot be printed; the text names file and fault."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a content that is a list of records."""

    key: str
    label: str
    width: int = 0
    align: str = "left"
    required: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """
    One content of a document.

    With `columns` it is a list of records, `inline` says how one of them reads in a sentence.
    `required_with` names another content that makes this one required.
    """

    key: str
    label: str
    required: bool = True
    required_with: str = ""
    columns: tuple[Column, ...] = ()
    inline: str = ""
    example: str | tuple[tuple[str, ...], ...] = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the body; it prints only where the content `when` is not empty."""

    type: PartType
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    source: str = ""
    lead: str = ""
    signature: str = ""
    dated: str = ""
    caption: str = ""
    total: tuple[str, ...] = ()
    level: int = 1
    columns: int = 1
    align: str = "left"
    indent: bool = True
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: titles, code of its number, contents and body."""

    key: str
    title: str
    catalogue: str
    word: str
    layout: Layout
    basis: Citation
    fields: tuple[Field, ...]
    body: tuple[Part, ...]
    verified: bool = True

    @property
    def required_fields(self) -> tuple[Field, ...]:
        """The contents without which no document of this kind is issued."""
        return tuple(field for field in self.fields if field.required)

    @property
    def is_sealed(self) -> bool:
        """Whether the paper carries the seal of the body."""
        return any(part.type == "seal" for part in self.body)

    @property
    def is_signed(self) -> bool:
        """Whether somebody signs or seals the paper, so that an original of it exists."""
        return any(part.type in _SIGNED for part in self.body)

    @property
    def terms(self) -> frozenset[str]:
        """The terms of law that its text prints."""
        return frozenset(TERMS) & {name for part in self.body for name in printed_by(part)}

    def field(self, key: str, /) -> Field:
        """
        Give the content of this key.

        :raises KeyError: if the kind has no such content
        """
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)


@lru_cache(maxsize=4)
def kinds_of(overlay: Path | None, /) -> Mapping[str, Kind]:
    """
    Give every kind by key, in the order of the catalogue: those the program carries, with those
    of an overlay folder in their place or beside them.

    :raises KindFaulty: if a file is faulty, or an overlay asks for less than the law does
    """
    found = _read(files("zhunsheng.documents").joinpath("data", "kinds"))
    if overlay is not None and overlay.is_dir():
        for key, own in _read(overlay).items():
            _keep_required(found.get(key), own)
            found[key] = own
    ordered = sorted(found.values(), key=lambda kind: (kind.catalogue, kind.key))
    return {kind.key: kind for kind in ordered}


def _read(folder: Traversable) -> dict[str, Kind]:
    found = [
        parse(entry.read_text(encoding="utf-8"), name=entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".yaml")
    ]
    return {kind.key: kind for kind in found}


def _keep_required(shipped: Kind | None, own: Kind) -> None:
    if shipped is None:
        return
    kept = {field.key for field in own.required_fields}
    lost = [field.key for field in shipped.required_fields if field.key not in kept]
    if lost:
        raise KindFaulty(f"{own.key}: the overlay drops required contents: {', '.join(lost)}")


def parse(text: str, /, *, name: str) -> Kind:
    """
    Read a kind from YAML and check it.

    :raises KindFaulty: if the text is not a kind that can be printed
    """
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506  # both are safe loaders
        allowed = {"key", "title", "catalogue", "word", "layout", "basis", "verified"}
        _only(data, allowed | {"fields", "body"})
        result = Kind(
            **{key: str(data[key]) for key in ("key", "title", "catalogue", "word")},
            layout=Layout(data["layout"]),
            basis=cite(data["basis"]),
            fields=tuple(_field(item) for item in data["fields"]),
            body=tuple(_part(item) for item in data["body"]),
            verified=bool(data.get("verified", True)),
        )
        _check(result)
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise KindFaulty(f"{name}: {error}") from error
    return result


def names_in(template: str, /) -> frozenset[str]:
    """Give the placeholders that a template uses."""
    return frozenset(PLACEHOLDER.findall(template))


def printed_by(part: Part, /) -> frozenset[str]:
    """Give the contents that a piece of the body prints."""
    texts = [part.text, part.lead, part.signature, part.dated, part.caption, *part.total]
    for label, value in part.rows:
        texts += [label, value]
    if part.type == "items":
        # The templates of items speak of the columns of their list.
        texts = []
    named = names_in(" ".join(texts))
    return named | {part.source} if part.source else named


def _field(item: Mapping[str, object]) -> Field:
    _only(item, {"key", "label", "required", "required_with", "columns", "inline", "example"})
    columns = item.get("columns", [])
    example = item["example"]
    return Field(
        key=str(item["key"]),
        label=str(item["label"]),
        required=bool(item.get("required", "required_with" not in item)),
        required_with=str(item.get("required_with", "")),
        columns=tuple(_column(column) for column in _list(columns)),
        inline=str(item.get("inline", "")),
        example=(
            tuple(tuple(str(cell) for cell in _list(row)) for row in example)
            if isinstance(example, list)
            else str(example)
        ),
    )


def _column(item: object) -> Column:
    if not isinstance(item, dict):
        raise TypeError("a column is not a mapping")
    _only(item, {"key", "label", "width", "align", "required"})
    return Column(**item)


def _part(item: Mapping[str, object]) -> Part:
    found = [key for key in item if key in _PARTS]
    if len(found) != 1:
        raise ValueError(f"a part of the body names one of {sorted(_PARTS)}, not {sorted(item)}")
    name = found[0]
    _only(item, {name, "when", "unless"} | _PARTS[name])
    extras = {
        key: tuple(str(cell) for cell in _list(value)) if key == "total" else value
        for key, value in item.items()
        if key != name
    }
    main = item[name]
    if name in {"fields", "signatures"}:
        rows = tuple((str(row[0]), str(row[1])) for row in map(_list, _list(main)))
        return Part(name, rows=rows, **extras)  # type: ignore[arg-type]  # keys were checked above
    place = "source" if name in {"table", "items"} else "rows" if name == "seal" else "text"
    values = {} if place == "rows" else {place: _text(name, main)}
    if name == "box":
        values = {"lead": str(main)}
    return Part(name, **values, **extras)  # type: ignore[arg-type]  # keys were checked above


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} needs a text, not {value!r}")
    return value.rstrip("\n")


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return value


def _only(item: object, allowed: Iterable[str]) -> None:
    if not isinstance(item, dict):
        raise TypeError(f"not a mapping: {item!r}")
    unknown = sorted(set(map(str, item)) - set(allowed))
    if unknown:
        raise ValueError(f"unknown key {', '.join(unknown)}")


def _check(kind: Kind) -> None:
    keys = [field.key for field in kind.fields]
    if len(keys) != len(set(keys)):
        raise ValueError("two contents have one key")
    known = set(keys) | GIVEN | TERMS.keys()
    used: set[str] = set()
    for part in kind.body:
        used |= printed_by(part)
        asked = {part.when, part.unless} - {""}
        if (used | asked) - known:
            raise ValueError(f"names no content: {', '.join(sorted((used | asked) - known))}")
        if part.type in {"items", "table"}:
            _check_list(kind.field(part.source), part)
    unprinted = set(keys) - used
    if unprinted:
        raise ValueError(f"never printed: {', '.join(sorted(unprinted))}")


def _check_list(field: Field, part: Part) -> None:
    columns = {column.key for column in field.columns}
    if not columns:
        raise ValueError(f"{field.key} is no list")
    unknown = names_in(f"{part.text} {part.lead}") - columns if part.type == "items" else set()
    if unknown:
        raise ValueError(f"{field.key} has no column {', '.join(sorted(unknown))}")
