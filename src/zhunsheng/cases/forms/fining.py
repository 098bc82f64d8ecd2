"""The fields that ask for the fine of one violation: what a derivation may need, the amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms

from zhunsheng.cases.forms.base import YES_OR_NO, number_field, text_field, yes_or_no
from zhunsheng.cases.rules.shares import Answer, FineDraft, Stated
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Degree, Fact, FactUnit, Harm, Liable, Question
from zhunsheng.lawbook.loading import benchmarks, circumstances, violation_versions
from zhunsheng.lawbook.rules.law import Benchmark, Weight
from zhunsheng.web import forms as fields

#: No count of a case is larger; it keeps typed numbers within what a page can print.
MOST: Final = 1_000_000
GRADES: Final = (("", "尚未认定"), ("1", "一般"), ("2", "较大"), ("3", "重大"), ("4", "特别重大"))
NO_EVIDENCE: Final = "选择证据"
NOT_FOUND: Final = "未认定"
WAIVE: Final = (("", "请选择"), ("1", "不予处罚"), ("0", "仍予处罚"))
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """
    Where a form asks for one violation: the prefix of its fields, and what may be chosen.

    ``items`` are the pieces of evidence of the file, nothing where there is no file yet.
    ``asks_order`` tells that an order to rectify is proven by a piece of evidence alone.
    """

    key: str
    prefix: str
    liable: tuple[Liable, ...] = ()
    items: Pairs | None = None
    asks_order: bool = False
    weights: tuple[Weight, ...] = ()

    def name(self, *parts: str) -> str:
        """Return the name of a field of this violation."""
        return "-".join((self.prefix, *parts))


def weights_of(key: str, own: Iterable[Benchmark]) -> tuple[Weight, ...]:
    """Return the factors that a benchmark may ask to be weighed, the bureau's own among them."""
    held = (*(one for one in own if one.violation in ("", key)), *benchmarks().get(key, ()))
    return tuple(weight for row in (*held, *benchmarks().get("", ())) for weight in row.weights)


def may_warn(keys: Iterable[str]) -> bool:
    """Return whether a version of an article warns for one of these violations."""
    return any(row.warning for key in keys for row in violation_versions().get(key, ()))


def fields_of(slot: Slot) -> dict[str, forms.Field]:
    """Return every field that may be asked for a violation, by name."""
    found: dict[str, forms.Field] = {
        slot.name("amount"): fields.YuanField(label="罚款金额（元）", required=False),
        slot.name("waive"): forms.TypedChoiceField(
            label="符合首违可不罚，是否处罚",
            choices=WAIVE,
            coerce=lambda text: text == "1",
            empty_value=None,
            required=False,
        ),
        slot.name("reason"): text_field("选择该版本的理由", required=False),
        slot.name("first"): text_field(
            "与比对结论不一致的理由",
            required=False,
            hint="写明查询的机关、时间和材料，记入裁量说明",
        ),
        slot.name("no_fault"): forms.BooleanField(
            label="当事人有证据足以证明没有主观过错", required=False
        ),
    }
    if slot.items is not None:
        found[slot.name("elsewhere")] = text_field(
            "其他机关对同一个违法行为的罚款决定",
            required=False,
            hint="已经罚款的填写机关和文书号，不填写罚款金额；不是同一个违法行为的不填",
        )
        found[slot.name("fined")] = _evidence(slot, "证明该罚款决定的证据", NO_EVIDENCE)
        found[slot.name("harm")] = _evidence(slot, "证明有危害后果的证据", NO_EVIDENCE)
    if len(slot.liable) > 1:
        found[slot.name("who")] = fields.EnumField(
            Liable, only=slot.liable, label="处罚对象", required=False
        )
    if slot.asks_order:
        found[slot.name("order")] = _evidence(slot, "期满未改正的责令改正文书", "没有")
    for question in Question:
        found[slot.name("q", question.value)] = _question(question, slot.key)
    for fact in Fact:
        found[slot.name("f", fact.value)] = _fact(fact)
        found[slot.name("e", fact.value)] = _evidence(slot, f"证明{fact.label}的证据", NO_EVIDENCE)
    for key, one in circumstances().items():
        found[slot.name("c", key)] = _circumstance(slot, f"{one.effect.label}：{one.label}")
    for weight in slot.weights:
        found[slot.name("w", weight.key)] = _weight(weight)
    return found


def _question(one: Question, key: str) -> forms.Field:
    if one is Question.HARM:
        return fields.EnumField(Harm, label=one.label, required=False)
    if one is Question.FOUND_ON:
        return fields.DayField(label=one.label, required=False)
    if one is Question.DEGREE:
        return fields.EnumField(Degree, label=one.label, required=False)
    if one is Question.CHOICE:
        return forms.TypedChoiceField(
            label=one.label,
            choices=[
                (row.since.isoformat(), f"自{row.since}起（{lawbook.cite_label(row.penalty)}）")
                for row in violation_versions().get(key, ())
            ],
            coerce=date.fromisoformat,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
    field: forms.Field = yes_or_no(one.label)
    return field


def _fact(fact: Fact) -> forms.Field:
    if fact.unit is FactUnit.FEN:
        return fields.YuanField(label=f"{fact.label}（元）", required=False)
    if fact.unit in (FactUnit.YES_NO, FactUnit.GRADE):
        grade = fact.unit is FactUnit.GRADE
        return forms.TypedChoiceField(
            label="事故等级" if grade else fact.label,
            choices=GRADES if grade else YES_OR_NO,
            coerce=int,
            empty_value=None,
            required=False,
        )
    percent = fact.unit is FactUnit.PERCENT
    label = f"{fact.label}（％）" if percent else fact.label
    return number_field(label, least=fact.least, most=100 if percent else MOST)


def _evidence(slot: Slot, label: str, none: str) -> forms.Field:
    return forms.ChoiceField(label=label, choices=[("", none), *(slot.items or ())], required=False)


def _circumstance(slot: Slot, label: str) -> forms.Field:
    """A circumstance is found by naming its proof; without a file it is ticked."""
    if slot.items is None:
        return forms.BooleanField(label=label, required=False)
    found = _evidence(slot, label, NOT_FOUND)
    found.widget.attrs["class"] = "in"
    return found


def _weight(one: Weight) -> forms.Field:
    return forms.ChoiceField(
        label=one.label,
        choices=[("", "尚未认定"), *((key, f"{key}（{n}％）") for key, n in one.options.items())],
        required=False,
    )


# --- from fields to a draft and back ---------------------------------------------------------


def draft_of(slot: Slot, values: Mapping[str, Any]) -> FineDraft:
    """Return what checked values state of a violation; what is wrong or missing is unsaid."""

    def value(*parts: str) -> Any:  # noqa: ANN401 # the value of any field
        return values.get(slot.name(*parts))

    return FineDraft(
        violation=slot.key,
        fine_fen=value("amount"),
        who=value("who"),
        answers=dict(_answers(value)),
        facts={
            fact: Stated(int(number), _id(value("e", fact.value)))
            for fact in Fact
            if (number := value("f", fact.value)) is not None
        },
        circumstances={key: _id(found) for key in circumstances() if (found := value("c", key))},
        weights={one.key: found for one in slot.weights if (found := value("w", one.key))},
        no_fault=bool(value("no_fault")),
        waive=value("waive"),
        choice_reason=value("reason") or "",
        first_reason=value("first") or "",
        order_evidence=_id(value("order")),
        fined_elsewhere=value("elsewhere") or "",
        fined_evidence=_id(value("fined")),
        harm_evidence=_id(value("harm")),
    )


def _answers(value: Any) -> Iterator[tuple[Question, Answer]]:  # noqa: ANN401 # reads a field
    for question in Question:
        answer = value("q", question.value)
        if answer is not None:
            yield question, answer


def _id(text: object) -> UUID | None:
    return UUID(text) if isinstance(text, str) and text else None


def initial_of(slot: Slot, said: Mapping[str, Any]) -> dict[str, object]:
    """Return the values of fields for what was stated of a violation."""
    found: dict[str, object] = {
        slot.name("amount"): said["fine_fen"],
        slot.name("who"): said["who"],
        slot.name("waive"): _flag(said["waive"]),
        slot.name("reason"): said["choice_reason"],
        slot.name("first"): said.get("first_reason", ""),
        slot.name("no_fault"): said["no_fault"],
        slot.name("order"): said["order_evidence"] or "",
        slot.name("elsewhere"): said.get("fined_elsewhere", ""),
        slot.name("fined"): said.get("fined_evidence") or "",
        slot.name("harm"): said.get("harm_evidence") or "",
    }
    for name, answer in said["answers"].items():
        found[slot.name("q", name)] = _flag(answer)
    for name, stated in said["facts"].items():
        found[slot.name("f", name)] = stated["value"]
        found[slot.name("e", name)] = stated["evidence"] or ""
    for name, item in said["circumstances"].items():
        found[slot.name("c", name)] = item or True
    for name, option in said["weights"].items():
        found[slot.name("w", name)] = option
    return found


def _flag(answer: object) -> object:
    """Return yes and no as the choice of a field spells them."""
    return str(int(answer)) if isinstance(answer, bool) else answer
