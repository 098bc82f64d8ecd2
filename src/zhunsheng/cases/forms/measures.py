"""The fields of the kinds of penalty beside fine and warning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django import forms

from zhunsheng.cases.forms.base import number_field, text_field
from zhunsheng.cases.rules.measures import MeasureDraft
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Measure
from zhunsheng.web import forms as fields

#: No term of a suspension is longer; it keeps a typed number within what a page can print.
LONGEST: Final = 3650
NO_EVIDENCE: Final = "选择证据"
#: What is asked of each kind, in the order of the form.
PARTS: Final[Mapping[Measure, tuple[str, ...]]] = {
    Measure.CONFISCATE_GAINS: ("amount", "evidence", "instead"),
    Measure.CONFISCATE_PROPERTY: ("content", "evidence", "instead"),
    Measure.SUSPENSION_OF_BUSINESS: ("days", "content"),
    Measure.OVERHAUL_SUSPENSION: ("days", "content"),
    Measure.LICENSE_SUSPENSION: ("content", "days", "issuer", "instead"),
    Measure.LICENSE_REVOCATION: ("content", "issuer", "instead"),
    Measure.OCCUPATION_RESTRICTION: ("content",),
}
_CONTENT: Final[Mapping[Measure, str]] = {
    Measure.CONFISCATE_PROPERTY: "物品名称和数量",
    Measure.SUSPENSION_OF_BUSINESS: "停产停业的范围，没有期限的写明结束的条件",
    Measure.OVERHAUL_SUSPENSION: "停产停业的范围，没有期限的写明结束的条件",
    Measure.LICENSE_SUSPENSION: "证件名称和编号",
    Measure.LICENSE_REVOCATION: "证件名称和编号",
    Measure.OCCUPATION_RESTRICTION: "限制从业的范围和期限",
}
INSTEAD_HINT: Final = (
    "没有违法所得、非法财物或者证件，或者由其他机关颁证的，写明查明的情况；上面各项不填写"
)


def name(kind: Measure, part: str) -> str:
    """Return the name of a field."""
    return f"m-{kind.value}-{part}"


def offered(keys: Iterable[str]) -> tuple[Measure, ...]:
    """Return the kinds that the articles of violations know, gains always (行政处罚法 28.2)."""
    newest = lawbook.newest()
    rows = [newest[key] for key in keys if key in newest]
    known = {one for row in rows for one in (*row.measures, *row.late_measures)}
    return tuple(one for one in PARTS if one in known or one is Measure.CONFISCATE_GAINS)


def fields_of(
    kinds: Iterable[Measure], items: tuple[tuple[str, str], ...]
) -> dict[str, forms.Field]:
    """Return the fields of kinds, by name; ``items`` are the pieces of evidence."""
    return {name(kind, part): _field(kind, part, items) for kind in kinds for part in PARTS[kind]}


def _field(kind: Measure, part: str, items: tuple[tuple[str, str], ...]) -> forms.Field:
    label = kind.label
    if part == "amount":
        return fields.YuanField(label=f"{label}（元）", required=False)
    if part == "evidence":
        choices = [("", NO_EVIDENCE), *items]
        return forms.ChoiceField(label=f"证明{label}的证据", choices=choices, required=False)
    if part == "days":
        return number_field(f"{label}的期限（日）", least=1, most=LONGEST)
    asked = {
        "issuer": ("发证机关", "只有颁发该证件的机关可以决定；本局颁发的填写本局名称"),
        "instead": (f"不予{label}的原因", INSTEAD_HINT),
    }
    text, hint = asked.get(part, (f"{label}：{_CONTENT.get(kind, '')}", ""))
    field: forms.Field = text_field(text, required=False, hint=hint)
    return field


def drafts_of(kinds: Iterable[Measure], values: Mapping[str, Any]) -> tuple[MeasureDraft, ...]:
    """Return the kinds that checked values propose; a kind of which nothing is said is none."""
    found = []
    for kind in kinds:
        said = {part: values.get(name(kind, part)) or "" for part in PARTS[kind]}
        if not any(said.values()):
            continue
        found.append(
            MeasureDraft(
                kind,
                amount_fen=int(said.get("amount") or 0),
                content=said.get("content", ""),
                days=int(said.get("days") or 0),
                issuer=said.get("issuer", ""),
                evidence=UUID(said["evidence"]) if said.get("evidence") else None,
                instead=said.get("instead", ""),
            )
        )
    return tuple(found)


def initial_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, object]:
    """Return the values of fields for the kinds that an act kept."""
    found: dict[str, object] = {}
    for row in rows:
        kind = Measure(row["kind"])
        said = {**row, "amount": row["amount_fen"]}
        found |= {name(kind, part): said[part] for part in PARTS[kind] if said[part]}
    return found
