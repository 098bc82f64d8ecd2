"""The form of a penalty on the spot, and which violations may end in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.http import QueryDict

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import rules
from zhunsheng.cases.choices import SpotGround
from zhunsheng.cases.forms import fining
from zhunsheng.cases.forms.base import (
    Known,
    choice_field,
    correct_until_field,
    many_field,
    note_field,
    text_field,
    time_field,
)
from zhunsheng.cases.forms.fining import Slot
from zhunsheng.cases.forms.opening import FIRST, PartyForm, violation_choices
from zhunsheng.cases.forms.proposing import DerivingForm
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Stage
from zhunsheng.powers import queries as powers
from zhunsheng.registry import queries as registry
from zhunsheng.web import forms as fields
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import DelegatedPower

#: What a street reads beside the violations that it may punish.
OF_THE_DEED: Final = (
    "只列本街道（镇）受委托实施的事项；其他违法行为点“移交：超出委托事项，提请本局查处”"
)


def rows_for_the_spot(viewer: Viewer, on: date) -> frozenset[str]:
    """Return the violations that may end in a warning or a small fine (行政处罚法 51)."""
    place = accounts.bureau(viewer).jurisdiction
    ceiling = lawbook.parameter("penalty.summary_fine_ceiling", on=on, jurisdiction=place)
    found = frozenset(
        key
        for key, row in lawbook.violations(on=on).items()
        if row.warning or row.span(Stage.FIRST)[0] <= ceiling.integer(row.party.value)
    )
    return found & _delegated(viewer, found, on) if registry.sees_own_street_only(viewer) else found


def _delegated(viewer: Viewer, keys: frozenset[str], on: date) -> frozenset[str]:
    """Return what the street of the viewer may punish: by its deed, and by the bureau's list."""
    unit = accounts.user(viewer, viewer.by.id).unit_id
    deed = workforce.delegation_of(viewer, unit, on) if unit else None
    if deed is None or DelegatedPower.SUMMARY_PENALTY not in deed.delegated:
        return frozenset()
    given = powers.delegated_violations(viewer, on=on)
    return keys if given is None else given


#: What of a penalty on the spot tells of the matter, and goes on with it where it is handed up.
SEEN: Final = ("place", "time", "evidence", "statement")

#: How the facts begin, which the decision addresses to the party.
FROM_THE_DEED: Final = (
    "决定书接在“你单位”（个人为“你”）之后，从行为写起，如“未在配电柜前设置警示标志”；"
    "不以“检查时发现”开头"
)
#: Without these nothing follows from the law yet.
JUDGED: Final = ("party", "violations", "on", "time")


class SummaryForm(PartyForm, DerivingForm):
    """A penalty on the spot for one violation."""

    LEADING = FIRST
    #: What a penalty on a natural person asks beside; most are of a unit.
    FOLDED: ClassVar = ("person_name", "identity_number", "own_address")
    people: ClassVar = {"officers": "officers", "unit": "streets"}
    bases = {
        "violations": "APL-2021:51",
        "officers": "APL-2021:42.1",
        "certificates_shown": "APL-2021:52.1",
        "statement": "APL-2021:44",
        "discretion": "APL-2021:34",
        "other_act": "APL-2021:29",
        "refusal": "APL-2021:52.1",
        "unit": "APL-2021:20",
        "spot_ground": "APL-2021:68",
    }

    violations = forms.ChoiceField(label="违法行为")
    source_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    warning = forms.BooleanField(label="警告", required=False)
    officers = many_field("执法人员", hint="两名以上，证件当日有效")
    unit = choice_field("以受委托街道（镇）实施", required=False)
    place = text_field("处罚地点", required=False, hint="不填写的为当事人住所")
    time = time_field("处罚时间")
    discretion = note_field(
        "补充的裁量理由", required=False, rows=2, hint="没有适用的裁量基准的，写明数额的理由"
    )
    other_act = note_field(
        "属于另一个违法行为的理由",
        required=False,
        rows=2,
        hint="当事人时间相近或者同一次检查的其他行为已经受到罚款处罚、决定不予处罚或者正在查处的填写，备案时核对",
    )
    evidence = text_field("证据", hint="如现场照片、检查记录")
    statement = note_field("陈述申辩情况", required=False, hint="当事人没有意见的不填写")
    certificates_shown = forms.BooleanField(label="出示了行政执法证件", required=False)
    rights_told = forms.BooleanField(
        label="已当场告知拟处罚的内容、事实、理由、依据和陈述申辩的权利", required=False
    )
    refusal = text_field(
        "拒绝签收情况", required=False, hint="当事人当场签收的不填写；拒绝签收的在决定书上注明"
    )
    witness = text_field("见证人或者音像记录", required=False, hint="拒绝签收的填写")
    correct_until = correct_until_field()
    spot_ground = fields.EnumField(
        SpotGround,
        label="当场收缴的情形",
        required=False,
        help_text="罚款当场收缴的选择，决定书据以载明；由当事人凭缴款码缴款的不选",
    )
    form_number = text_field(
        "领用文书的编号", required=False, most=80, hint="现场使用预先编号文书的填写，其他不填写"
    )

    def __init__(self, *args: Any, viewer: Viewer, known: Known, **kwargs: Any) -> None:
        start = kwargs.setdefault("initial", {})
        given = start.get("violations") or []
        start["violations"] = given[0] if isinstance(given, list) and given else given or ""
        super().__init__(*args, viewer=viewer, known=known, **kwargs)
        self.fields["facts"].help_text = FROM_THE_DEED
        field = self.fields["violations"]
        assert isinstance(field, forms.ChoiceField)
        kept = rows_for_the_spot(viewer, known.on)
        offered = [(key, label) for key, label in violation_choices(known.on) if key in kept]
        field.choices = [("", fields.EMPTY_CHOICE), *offered]
        if registry.sees_own_street_only(viewer):
            field.help_text = OF_THE_DEED
        key = self._chosen(start["violations"])
        if key in kept:
            row = lawbook.violation(key, on=known.on)
            weights = fining.weights_of(key, known.own_benchmarks)
            self.slots = (Slot(key, "v0", row.liable, weights=weights),)
            self.fields |= fining.fields_of(self.slots[0])
            fields.limit_texts(self.fields.values())

    @property
    def lead(self) -> list[forms.BoundField]:
        """The visible fields before the derivation, without those of a natural person."""
        return [bound for bound in super().lead if bound.name not in self.FOLDED]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields of a natural person."""
        return [self[name] for name in self.FOLDED]

    @property
    def is_unfolded(self) -> bool:
        """Whether something stands in them, or is wrong with them."""
        return any(bound.value() or bound.errors for bound in self.folded)

    @property
    def told(self) -> Iterator[str]:
        """What the officer wrote of the matter beside what a clue asks, a line each."""
        for bound in (self[name] for name in SEEN):
            if said := str(bound.value() or "").strip():
                yield f"{bound.label}：{said}"

    def _chosen(self, started: str) -> str:
        data = self.data if isinstance(self.data, QueryDict) else {}
        return str(data.get("violations", "")) if self.is_bound else started

    @property
    def judged(self) -> rules.SummaryDraft | None:
        """What may be judged although fields are wrong: nothing without those that all hangs on."""
        said = self.cleaned_data
        if not self.slots or not all(said.get(name) for name in JUDGED):
            return None
        for name, field in self.fields.items():
            said.setdefault(name, getattr(field, "empty_value", None))
        said["officers"] = said["officers"] or []
        return self.draft

    @property
    def draft(self) -> rules.SummaryDraft:
        """The penalty; a form without a violation is not valid and has none."""
        unit, source = self.value("unit"), self.value("source_id")
        return rules.SummaryDraft(
            entity=self.value("party"),
            fine=self.fines[0],
            facts=self.value("facts"),
            officers=tuple(UUID(one) for one in self.value("officers")),
            place=self.value("place"),
            time=self.value("time"),
            warning=self.value("warning"),
            evidence=self.value("evidence"),
            statement=self.value("statement"),
            certificates_shown=self.value("certificates_shown"),
            rights_told=self.value("rights_told"),
            person_name=self.value("person_name"),
            person=self.person,
            unit=UUID(unit) if unit else None,
            source_id=source,
            form_number=self.value("form_number"),
            spot_ground=self.cleaned_data.get("spot_ground"),
            refusal=self.value("refusal"),
            witness=self.value("witness"),
            correct_until=self.value("correct_until"),
            discretion=self.value("discretion"),
            other_act=self.value("other_act"),
        )
