"""Forms of the lawbook: filters of its lists, and the questions of the penalty explainer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import (
    ConductKind,
    Degree,
    Fact,
    FactUnit,
    Harm,
    Liable,
    Question,
)
from zhunsheng.lawbook.loading import (
    benchmarks,
    circumstances,
    instruments,
    leniencies,
    violation_versions,
)
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.law import Benchmark, Violation, Weight
from zhunsheng.lawbook.rules.places import NATIONAL
from zhunsheng.lawbook.rules.versions import Times
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

YES_OR_NO: Final = (("", "尚未认定"), ("1", "是"), ("0", "否"))
#: No count of a case is larger; it keeps typed numbers within what a page can print.
MOST: Final = 1_000_000
GRADES: Final = (("", "尚未认定"), ("1", "一般"), ("2", "较大"), ("3", "重大"), ("4", "特别重大"))
WEIGHT: Final = "weight."
UNITS: Final = {
    Fact.PERSONS: "人次",
    Fact.PLACES: "处",
    Fact.ITEMS: "项",
    Fact.DUTIES: "项",
    Fact.POINTS: "处",
    Fact.DEATHS: "人",
    Fact.INJURED: "人",
    Fact.DAYS_REFUSED: "日",
}


class SearchForm(tables.FilterForm):
    """What to look for in the whole lawbook."""

    q = forms.CharField(label="查找条文、罚则、期限")


def instrument_choices() -> list[tuple[str, str]]:
    """Return the instruments that punish a violation."""
    used = {one.penalty.instrument for rows in violation_versions().values() for one in rows}
    held = [(row.id, row.short) for row in instruments().values() if row.id in used]
    return [("", tables.ANY), *held]


class ViolationFilter(tables.FilterForm):
    """Filters of the catalogue of violations."""

    q = forms.CharField(label="违法行为")
    instrument = forms.ChoiceField(label="处罚依据", choices=instrument_choices)
    who = fields.EnumField(Liable, label="对象")


class ChangesForm(fields.ActForm):
    """The two days between which the law is compared."""

    earlier = fields.DayField(label="此前日期")
    later = fields.DayField(label="此后日期")

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        days = cast("dict[str, Any]", super().clean())
        if {"earlier", "later"} <= days.keys() and days["earlier"] > days["later"]:
            self.add_error("later", "此后日期不得早于此前日期。")
        return days


def place_choices() -> list[tuple[str, str]]:
    """Return the places that have benchmarks or lists of their own, the whole country first."""
    marked = {one.jurisdiction for rows in benchmarks().values() for one in rows}
    spared = {one.jurisdiction for rows in leniencies().values() for one in rows}
    local = sorted((marked | spared) - {NATIONAL})
    return [(NATIONAL, "全国"), *((place, queries.place_name(place)) for place in local)]


def violation_choices() -> list[tuple[str, object]]:
    """Return the violations grouped by the instrument that punishes them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(queries.newest().values(), key=lambda one: one.penalty):
        label = f"{row.label}（{row.penalty.place}）" if row.penalty.place else row.label
        groups.setdefault(queries.instrument(row.penalty).short, []).append((row.key, label))
    return [("", fields.EMPTY_CHOICE), *groups.items()]


class ExplainerForm(fields.ActForm):
    """What every derivation needs: the violation, its days, who is punished."""

    violation = forms.ChoiceField(label="违法行为", choices=violation_choices)
    violated_from = fields.DayField(label="违法行为开始日期")
    kind = fields.EnumField(ConductKind, label="持续情形", initial=ConductKind.ONCE)
    ended_on = fields.DayField(
        label="违法行为终了日期", required=False, help_text="仍在继续的不填；一次性的行为不填"
    )
    decided_on = fields.DayField(label="决定日期")
    who = fields.EnumField(Liable, label="处罚对象", initial=Liable.UNIT)
    place = forms.ChoiceField(
        label="适用地区", required=False, choices=place_choices, initial=NATIONAL
    )

    def __init__(self, *args: Any, own: Sequence[Benchmark] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.own = own
        place = cast("forms.ChoiceField", self.fields["place"])
        known = place_choices()
        new = {one.jurisdiction for one in own} - {code for code, _ in known}
        place.choices = [*known, *((code, queries.place_name(code)) for code in sorted(new))]

    def clean(self) -> dict[str, Any]:
        """Refuse days in no possible order, and an end of what was over at once."""
        said = cast("dict[str, Any]", super().clean())
        began, ended, decided = (said.get(n) for n in ("violated_from", "ended_on", "decided_on"))
        if ended and said.get("kind") is ConductKind.ONCE:
            self.add_error(
                "ended_on", "一次性的行为只有一个日期；持续一段时间的，持续情形请选连续或者继续。"
            )
        elif ended and began and ended < began:
            self.add_error("ended_on", "终了日期不得早于开始日期。")
        if decided and began and decided < max(began, ended or began):
            self.add_error("decided_on", "决定日期不得早于违法行为的日期。")
        return said

    @property
    def times(self) -> Times:
        """The days of a valid form."""
        said = self.cleaned_data
        return Times(said["violated_from"], said["decided_on"], said["ended_on"], said["kind"])


def circumstance_choices() -> list[tuple[str, str]]:
    """Return the circumstances, what each does and where it stands."""
    return [
        (
            key,
            f"{one.effect.label}：{one.label}（{queries.cite_label(one.basis)}"
            f"{'' if one.verified else '，未核实'}）",
        )
        for key, one in circumstances().items()
    ]


class AnswersForm(fields.ActForm):
    """
    Every answer that a derivation of one violation may ask for.

    None is required; the page shows those that were given and those that are asked for.
    """

    circumstances = forms.MultipleChoiceField(
        label="裁量情节",
        required=False,
        choices=circumstance_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    no_fault = forms.BooleanField(label="当事人有证据足以证明没有主观过错", required=False)

    def __init__(
        self, data: QueryDict, *, versions: Sequence[Violation], own: Sequence[Benchmark] = ()
    ) -> None:
        super().__init__(data)
        self.fields |= {one.value: _question(one, versions) for one in Question}
        self.fields |= {one.value: _fact(one) for one in Fact}
        key = versions[0].key
        mine = (one for one in own if one.violation in ("", key))
        known = (*mine, *benchmarks().get(key, ()), *benchmarks().get("", ()))
        self.fields |= {WEIGHT + w.key: _weight(w) for row in known for w in row.weights}
        fields.limit_texts(self.fields.values())

    @property
    def given(self) -> list[str]:
        """The names of the questions that somebody answered, right or wrong."""
        lists = {"circumstances", "no_fault"}
        return [
            name
            for name in self.fields
            if name not in lists and str(self.data.get(name, "")).strip()
        ]

    def facts(self, base: ExplainerForm) -> PenaltyFacts:
        """Return what both valid forms state."""
        said, known = self.cleaned_data, circumstances()
        stated = {fact: said[fact.value] for fact in Fact if said[fact.value] is not None}
        weights = {
            name.removeprefix(WEIGHT): value
            for name, value in said.items()
            if name.startswith(WEIGHT) and value
        }
        return PenaltyFacts(
            times=base.times,
            who=base.cleaned_data["who"],
            jurisdiction=base.cleaned_data["place"] or NATIONAL,
            found_on=said["found_on"],
            endangered=said["endangered"],
            order_expired=said["order_expired"],
            corrected=said["corrected"],
            harm=said["harm"],
            minor=said["minor"],
            first_offence=said["first_offence"],
            no_fault=said["no_fault"],
            facts={fact: Known(int(value)) for fact, value in stated.items()},
            circumstances=tuple(known[key] for key in said["circumstances"]),
            degree=said["degree"],
            choice=said["choice"],
            weights=weights,
        )


def asked_names(questions: Iterable[Question | Fact | Weight]) -> list[str]:
    """Return the names of the fields that answer these questions."""
    return [f"{WEIGHT}{one.key}" if isinstance(one, Weight) else one.value for one in questions]


def _question(one: Question, versions: Sequence[Violation]) -> forms.Field:
    if one is Question.HARM:
        return fields.EnumField(Harm, label=one.label, required=False)
    if one is Question.FOUND_ON:
        return fields.DayField(label=one.label, required=False)
    if one is Question.DEGREE:
        return fields.EnumField(Degree, label=one.label, required=False)
    if one is Question.CHOICE:
        return forms.TypedChoiceField(
            label=one.label,
            choices=[(row.since.isoformat(), _version_label(row)) for row in versions],
            coerce=date.fromisoformat,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
    return _yes_or_no(one.label)


def _version_label(row: Violation) -> str:
    return f"适用自{row.since}起施行的版本（{queries.cite_label(row.penalty)}）"


def _yes_or_no(label: str) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_OR_NO,
        coerce=lambda text: text == "1",
        empty_value=None,
        required=False,
    )


def _fact(fact: Fact) -> forms.Field:
    if fact.unit is FactUnit.FEN:
        return fields.YuanField(label=f"{fact.label}（元）", required=False)
    if fact.unit is FactUnit.YES_NO:
        return _yes_or_no(fact.label)
    if fact.unit is FactUnit.GRADE:
        return forms.TypedChoiceField(
            label="事故等级", choices=GRADES, coerce=int, empty_value=None, required=False
        )
    percent = fact.unit is FactUnit.PERCENT
    unit = fact.unit.label or UNITS[fact]
    return forms.IntegerField(
        label=f"{fact.label}（{unit}）",
        min_value=fact.least,
        max_value=100 if percent else MOST,
        required=False,
        error_messages={
            "invalid": "请填写整数。",
            "min_value": fields.TOO_SMALL,
            "max_value": fields.TOO_LARGE,
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "num"}),
    )


def _weight(one: Weight) -> forms.Field:
    options: Mapping[str, int] = one.options
    return forms.ChoiceField(
        label=one.label,
        choices=[("", "尚未认定"), *((key, f"{key}（{n}％）") for key, n in options.items())],
        required=False,
    )
