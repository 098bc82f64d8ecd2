"""
The manifest of a report: every figure with its rows, and the text, as plain canonical values.

``figures.json`` is ``{"manifest": …, "manifest_hash": …}``; the hash is SHA-256 over the canonical
bytes of the manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhunsheng.annualreport.rules.composing import Composed, ComposedPart, Line, Run
from zhunsheng.annualreport.rules.typed import printed_numbers
from zhunsheng.kernel.canonical import plain, sha256_hex
from zhunsheng.kernel.figure import Figure, FigureUnit

FORMAT: Final = "zhunsheng-annual-report-1"


class BadManifest(Exception):
    """The file is no manifest of a report; the text is the reason, in Chinese."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a manifest states it."""

    key: str
    label: str
    unit: FigureUnit
    value: int
    rows: frozenset[str]
    rows_hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that was read: whose, of which days, its figures, and both hashes."""

    bureau: UUID
    year: int
    since: date
    until: date
    as_of: date
    figures: tuple[StatedFigure, ...]
    stated_hash: str
    found_hash: str
    #: What the text prints, each with the key of the figure behind it.
    said: tuple[tuple[str, str], ...] = ()
    #: Numbers of the note and of the text behind which no figure stands.
    typed: tuple[str, ...] = ()


def manifest_of(
    *,
    bureau: UUID,
    bureau_name: str,
    year: int,
    since: date,
    until: date,
    as_of: date,
    compiled_on: date,
    note: str,
    figures: Mapping[str, Figure],
    text: Composed,
) -> dict[str, Any]:
    """Return the manifest of a report as plain values."""
    made: dict[str, Any] = {
        "format": FORMAT,
        "bureau": str(bureau),
        "bureau_name": bureau_name,
        "year": year,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "as_of": as_of.isoformat(),
        "compiled_on": compiled_on.isoformat(),
        "note": note,
        "figures": [_figure(one, since, until) for one in figures.values()],
        "text": plain(text),
    }
    return made


def manifest_file(contents: Mapping[str, Any], stated_hash: str) -> bytes:
    """Return a manifest with its hash as the bytes of ``figures.json``."""
    said = {"manifest": contents, "manifest_hash": stated_hash}
    return f"{json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)}\n".encode()


def _figure(one: Figure, since: date, until: date) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": one.label,
        "value": one.value,
        "unit": one.unit.name,
        "definition": one.definition,
        "scope": one.scope,
        "basis": str(one.basis) if one.basis else "",
        "as_of": one.as_of.isoformat(),
        "since": since.isoformat(),
        "until": until.isoformat(),
        "parts": [{"key": part.key, "value": part.value} for part in one.parts],
        "rows": list(one.row_keys),
        "rows_hash": one.rows_hash,
    }


def text_of(manifest: Mapping[str, Any]) -> Composed:
    """Return the text that a stored manifest holds."""
    text = manifest["text"]
    return Composed(
        opening=_lines(text["opening"]),
        parts=tuple(ComposedPart(part["heading"], _lines(part["lines"])) for part in text["parts"]),
        closing=_lines(text["closing"]),
    )


def _lines(rows: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(
        Line(
            tuple(Run(run["text"], run["figure"]) for run in row["runs"]),
            row["is_heading"],
            row["is_hint"],
            row.get("block", ""),
            row.get("is_inner", False),
        )
        for row in rows
    )


_NOT_JSON = "文件不是完整的 JSON。请用系统导出的数字清单文件核对"
OTHER_DATABASE: Final = "数字清单属于另一个数据库，本站点没有该机关"
_FOREIGN = "文件不是本系统导出的数字清单"
_MISSING = "数字清单缺少或者写错了“{name}”"


def read_manifest(content: bytes) -> Manifest:
    """
    Read a ``figures.json``.

    :raises BadManifest: if the file is no JSON, is foreign, or lacks a field
    """
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        # Wrong bytes, wrong JSON, a number of thousands of digits: all of them ValueErrors.
        raise BadManifest(_NOT_JSON) from None
    inner = raw.get("manifest") if isinstance(raw, dict) else None
    if not isinstance(inner, dict) or inner.get("format") != FORMAT:
        raise BadManifest(_FOREIGN)
    try:
        found_hash = sha256_hex(inner)
        said = tuple(_said(inner.get("text")))
        typed = tuple(dict.fromkeys(_typed(inner)))
    except (TypeError, ValueError, RecursionError):
        raise BadManifest(_MISSING.format(name="value")) from None
    rows = _field(inner, "figures", list)
    return Manifest(
        bureau=_uuid(inner, "bureau"),
        year=_field(inner, "year", int),
        since=_day(inner, "since"),
        until=_day(inner, "until"),
        as_of=_day(inner, "as_of"),
        figures=tuple(_stated(row) for row in rows),
        stated_hash=_field(raw, "manifest_hash", str),
        found_hash=found_hash,
        said=said,
        typed=typed,
    )


def _said(text: object) -> Iterator[tuple[str, str]]:
    if isinstance(text, dict):
        if text.get("figure"):
            yield str(text["figure"]), str(text.get("text"))
        text = list(text.values())
    if isinstance(text, list):
        for one in text:
            yield from _said(one)


def _typed(inner: Mapping[str, Any]) -> Iterator[str]:
    """Yield the printed numbers without a figure, of the note and of each line."""
    bureau = str(inner.get("bureau_name", ""))
    yield from printed_numbers([(str(inner.get("note", "")), "")], bureau)
    for runs in _runs(inner.get("text")):
        pieces = [(str(run.get("text", "")), str(run.get("figure", ""))) for run in runs]
        yield from printed_numbers(pieces, bureau)


def _runs(text: object) -> Iterator[list[dict[str, Any]]]:
    if isinstance(text, dict):
        if isinstance(text.get("runs"), list):
            yield [run for run in text["runs"] if isinstance(run, dict)]
        text = list(text.values())
    if isinstance(text, list):
        for one in text:
            yield from _runs(one)


def _stated(row: object) -> StatedFigure:
    if not isinstance(row, dict):
        raise BadManifest(_MISSING.format(name="figures"))
    rows = _field(row, "rows", list)
    unit = _field(row, "unit", str)
    if unit not in FigureUnit.__members__:
        raise BadManifest(_MISSING.format(name="unit"))
    return StatedFigure(
        key=_field(row, "key", str),
        label=_field(row, "label", str),
        unit=FigureUnit[unit],
        value=_field(row, "value", int),
        rows=frozenset(str(key) for key in rows),
        rows_hash=_field(row, "rows_hash", str),
    )


def _field(row: Mapping[str, Any], name: str, kind: type) -> Any:  # noqa: ANN401  # of the kind asked
    value = row.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise BadManifest(_MISSING.format(name=name))
    return value


def _day(row: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(_field(row, name, str))
    except ValueError:
        raise BadManifest(_MISSING.format(name=name)) from None


def _uuid(row: Mapping[str, Any], name: str) -> UUID:
    try:
        return UUID(_field(row, name, str))
    except ValueError:
        raise BadManifest(_MISSING.format(name=name)) from None
