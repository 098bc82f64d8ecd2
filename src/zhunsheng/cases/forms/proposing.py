"""Forms of the proposal and of its approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, NamedTuple
from uuid import UUID

from django import forms

from zhunsheng.cases import rules
from zhunsheng.cases.choices import ReopeningGround, SourceKind
from zhunsheng.cases.forms import fining, measures
from zhunsheng.cases.forms.base import (
    Known,
    StepForm,
    identity_field,
    many_field,
    note_field,
    own_address_field,
    underived_field,
    underived_reason,
)
from zhunsheng.cases.forms.fining import Slot
from zhunsheng.cases.forms.opening import ENDED_HINT, ask_reopening, reopening_of
from zhunsheng.cases.queries import CaseFile, once
from zhunsheng.cases.queries.fining import known_times, liable_of
from zhunsheng.cases.queries.shapes import draft_of
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import ConductKind, PartyKind
from zhunsheng.web import forms as fields

APART, ONE_ACT = "APART", "ONE"
ACTS: Final = (
    (APART, "各自独立的行为，分别裁量、合并处罚"),
    (ONE_ACT, "同一个行为，按罚款数额高的规定处罚"),
)
ADDED_HINT = (
    "推算得出的理由自动写入文书，这里补充推算没有说明的情况；没有裁量基准的，必须写明确定数额的理由"
)


class DerivingForm(StepForm):
    """A form whose amounts follow from a derivation: it shows what is asked, and keeps the rest."""

    slots: tuple[Slot, ...] = ()
    #: What is asked before the derivations.
    LEADING: ClassVar[tuple[str, ...]] = ()

    @property
    def values(self) -> Mapping[str, Any]:
        """The values checked so far; of a form that nobody sent, what it starts from."""
        if not self.is_bound:
            started = {name: self.get_initial_for_field(f, name) for name, f in self.fields.items()}
            return {name: self._clean_start(name, value) for name, value in started.items()}
        if not self.errors:
            return self.cleaned_data
        return {name: self.cleaned_data.get(name) for name in self.fields}

    def _clean_start(self, name: str, value: Any) -> Any:  # noqa: ANN401 # the value of any field
        field = self.fields[name]
        if value in (None, "") or not isinstance(field, forms.TypedChoiceField):
            return value
        try:
            return field.clean(field.prepare_value(value))
        except forms.ValidationError:  # what an old act chose is no choice any more
            return None

    @property
    def fines(self) -> tuple[rules.FineDraft, ...]:
        """What is said so far of each violation."""
        values = self.values
        return tuple(fining.draft_of(slot, values) for slot in self.slots)

    @property
    def rest(self) -> list[forms.BoundField]:
        """The visible fields that do not belong to a violation."""
        own = tuple(f"{slot.prefix}-" for slot in self.slots)
        fields = (f for f in self.visible_fields() if f.name not in self.LEADING)
        return [f for f in fields if not f.name.startswith(own or ("-",))]

    @property
    def lead(self) -> list[forms.BoundField]:
        """The visible fields before the derivations."""
        return [self[name] for name in self.LEADING]


def evidence_pairs(file: CaseFile | None) -> tuple[tuple[str, str], ...]:
    """Return the evidence of a file as a choice."""
    return tuple((str(i.id), f"{i.number} {i.name}") for i in file.evidence) if file else ()


class ProposalForm(DerivingForm):
    """A proposed penalty: what the record does not know, and an amount for each violation."""

    bases = {
        "ground": "APL-2021:57.1",
        "acts": "APL-2021:29",
        "conduct": "APL-2021:36.2",
        "deviation": "MEM-12",
        "complex_case": "APL-2021:57.2",
        "special_ground": "APL-2021:58.1",
        "new_facts": "APL-2021:45.2",
        "new_evidence": "APL-2021:45.2",
        "other_act": "APL-2021:29",
        "anew": "ARL-2023:64",
        "reopening": "APL-2021:60",
    }
    LEADING = ("ground", "ground_reason")
    #: What is asked where the derivation stands, not among the other fields.
    BESIDE: ClassVar = ("conduct", "began_on", "ended_on", "acts", "same_act", "deviation")

    ground = underived_field()
    ground_reason = underived_reason()
    conduct = fields.EnumField(ConductKind, label="持续情形", required=False)
    began_on = fields.DayField(label="违法行为开始日期", required=False)
    ended_on = fields.DayField(label="违法行为终了日期", required=False, help_text=ENDED_HINT)
    acts = forms.ChoiceField(
        label="各项违法行为的关系", choices=ACTS, required=False, widget=forms.RadioSelect
    )
    same_act = many_field("属于同一个行为的", required=False)
    deviation = note_field("偏离裁量基准的理由", required=False, rows=2)
    warning = forms.BooleanField(label="警告", required=False)
    complex_case = forms.BooleanField(label="情节复杂或者重大违法", required=False)
    special_ground = forms.BooleanField(label="涉及重大公共利益等应当审核的情形", required=False)
    discretion = note_field("补充的裁量理由", required=False, rows=2, hint=ADDED_HINT)
    facts = note_field("违法事实", rows=4, required=False)
    new_facts = note_field("新的事实和证据", required=False, rows=2, hint="陈述申辩之后加重的写明")
    new_evidence = fields.UuidChoices(
        label="新证据", help_text="陈述申辩之后加重的，选择告知之后取得、证明新的事实的证据"
    )

    other_act = note_field(
        "属于另一个违法行为的理由",
        required=False,
        rows=2,
        hint="当事人时间相近、尚未终了或者同一次检查发现的行为已经受到罚款处罚、决定不予处罚或者正在查处的填写；送审时由法制审核人员核对",
    )
    anew = note_field(
        "与原决定相比，主要事实或者理由的改变",
        required=False,
        rows=2,
        hint="原决定被撤销、确认无效后对同一违法行为再次处罚的填写（以违反法定程序为由撤销的除外）；"
        "罚款高于原决定的，一律以违法事实中的表述写明新的事实和证据；写入决定书",
    )

    reopening = fields.EnumField(ReopeningGround, label="重新立案的情形", required=False)
    reopening_reason = note_field("重新立案依据的事实", required=False, rows=2)

    identity_number = identity_field()
    identity_evidence = forms.TypedChoiceField(
        label="证明身份的证据",
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text="没有证件号码的，选择证明身份和出生日期的证据，如户籍证明、询问笔录",
    )
    born_on = fields.DayField(
        label="查明的出生日期",
        required=False,
        help_text="没有证件号码的必填，用于核对责任年龄；只查明年龄的，填写最晚可能的日期",
    )
    own_address = own_address_field()
    #: What is asked of a natural person alone.
    OF_A_PERSON: ClassVar = (
        "identity_number",
        "identity_evidence",
        "own_address",
        "born_on",
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        self.slots = slots_of(known)
        super().__init__(*args, known=known, **kwargs)
        for slot in self.slots:
            self.fields |= fining.fields_of(slot)
        self.kinds = measures.offered(slot.key for slot in self.slots)
        self.fields |= measures.fields_of(self.kinds, evidence_pairs(known.file))
        if not fining.may_warn(slot.key for slot in self.slots):
            del self.fields["warning"]
        fields.limit_texts(self.fields.values())
        several = self.fields["same_act"]
        assert isinstance(several, forms.MultipleChoiceField)
        rows = lawbook.newest()
        several.choices = [(slot.key, rows[slot.key].label) for slot in self.slots]
        self.file = known.file
        self._ask_beside(known)
        is_person = known.file is not None and known.file.case.party_kind == PartyKind.PERSON.value
        for name in () if is_person else self.OF_A_PERSON:
            del self.fields[name]
        if is_person:
            shown = self.fields["identity_evidence"]
            assert isinstance(shown, forms.TypedChoiceField)
            shown.choices = [("", fields.EMPTY_CHOICE), *evidence_pairs(known.file)]

    def _ask_beside(self, known: Known) -> None:
        """
        Ask what other files on the act call for, by the facts and days that are sent.

        What is sent in answer is read, whatever is found: the act itself judges it.
        """
        found = _beside(known, *self._sent_of_the_act())
        if found.ended or not self.data.get("reopening"):
            ask_reopening(self, found.ended)
        if not (found.fell or self.data.get("anew")):
            del self.fields["anew"]
        if not (found.told or self.data.get("new_facts") or "new_evidence" in self.data):
            del self.fields["new_facts"], self.fields["new_evidence"]
            return
        joined = self.fields["new_evidence"]
        assert isinstance(joined, fields.UuidChoices)
        joined.required, joined.choices = False, evidence_pairs(known.file)

    def _sent_of_the_act(self) -> tuple[str, rules.TimesDraft]:
        """Return the facts and the days that are sent, before the rest is checked."""
        values: list[Any] = []
        for name in ("began_on", "ended_on", "conduct"):
            field = self.fields[name]
            sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                values.append(field.clean(sent) or None)
            except forms.ValidationError:  # told where it is checked
                values.append(None)
        return str(self.data.get("facts", "")).strip(), rules.TimesDraft(*values)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the last proposal, or from the report."""
        if known.file is None:
            return {}
        found = known.file.data("proposal") or known.file.data("investigation")
        start: dict[str, object] = {"facts": found.get("facts", "")}
        start |= {name: getattr(known.file.case, name) for name in self.OF_A_PERSON}
        if "fine_fen" not in found:
            return start
        if "ground" in found:
            return start | {"ground": found["ground"], "ground_reason": found["discretion"]}
        kept = (
            *("warning", "complex_case", "special_ground", "discretion", "deviation"),
            *("other_act", "anew", "new_facts", "new_evidence"),
        )
        start |= {name: found[name] for name in kept if name in found}
        if said := found.get("reopened"):
            start |= {"reopening": said["ground"], "reopening_reason": said["reason"]}
        start |= measures.initial_of(found.get("measures", ()))
        same = found.get("same_act")
        if same is not None:
            start |= {"acts": ONE_ACT if same else APART, "same_act": list(same)}
        rows = {row["violation"]: draft_of(row) for row in found.get("derivations", ())}
        for slot in self.slots:
            if slot.key in rows:
                start |= fining.initial_of(slot, rows[slot.key])
        return start

    @property
    def times_are_asked(self) -> bool:
        """Whether the record does not say when the violation was."""
        if self.file is None:
            return False
        times = known_times(self.file.case)
        return times.conduct is None and times.ended_on is None

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields below the derivations."""
        fields = (field for field in super().rest if field.name not in self.BESIDE)
        return [field for field in fields if not field.name.startswith("m-")]

    @property
    def measures(self) -> tuple[rules.MeasureDraft, ...]:
        """The kinds beside fine and warning that are proposed so far."""
        return measures.drafts_of(self.kinds, self.values)

    @property
    def times(self) -> rules.TimesDraft:
        """When the violation was, where it is asked here."""
        said = self.values
        return rules.TimesDraft(said.get("began_on"), said.get("ended_on"), said.get("conduct"))

    @property
    def same(self) -> tuple[str, ...] | None:
        """The violations that one act led to; None where nobody said."""
        said = self.values
        acts, named = said.get("acts"), tuple(said.get("same_act") or ())
        if acts == ONE_ACT:
            return named if len(named) > 1 else tuple(slot.key for slot in self.slots)
        return () if acts == APART or len(self.slots) < 2 else None

    @property
    def person(self) -> rules.PersonDraft:
        """Who the party is, where it is a natural person."""
        if "own_address" not in self.fields:
            return rules.UNNAMED
        return rules.PersonDraft(*(self.value(name) for name in self.OF_A_PERSON))

    @property
    def draft(self) -> rules.ProposalDraft:
        """The proposal."""
        ground = self.value("ground")
        return rules.ProposalDraft(
            fines=self.fines,
            discretion=self.value("ground_reason" if ground else "discretion"),
            same_act=self.same,
            deviation=self.value("deviation"),
            warning=bool(self.values.get("warning")),
            complex_case=self.value("complex_case"),
            special_ground=self.value("special_ground"),
            facts=self.value("facts"),
            new_facts=self.value("new_facts") if "new_facts" in self.fields else "",
            new_evidence=tuple(self.values.get("new_evidence") or ()),
            times=self.times,
            other_act=self.value("other_act"),
            anew=self.value("anew") if "anew" in self.fields else "",
            measures=self.measures,
            person=self.person,
            ground=ground,
            reopening=reopening_of(self),
        )


class _Beside(NamedTuple):
    """The other files on the act: that ended for their term, whose party was told, that fell."""

    ended: tuple[CaseFile, ...] = ()
    told: bool = False
    fell: bool = False


def _beside(known: Known, facts: str, sent: rules.TimesDraft) -> _Beside:
    """Return what other files on the act of a case call for, asked as the proposal asks it."""
    file, viewer = known.file, known.viewer
    if file is None:
        return _Beside()
    told, fell = file.last("prior_notice") is not None, file.case.remade_of_id is not None
    if viewer is None:
        return _Beside((), told, fell)
    times = known_times(file.case).over(sent)
    said = tuple(filter(None, [file.data("opening").get("reopened")]))
    asked: dict[str, Any] = {"other_act": "", "times": times, "facts": facts}
    return _Beside(
        once.ended_unsaid(viewer, file, known.on, said=said, **asked),
        told or bool(once.told_elsewhere(viewer, file, known.on, **asked)),
        fell or bool(once.fallen_before(viewer, file, known.on, **asked)),
    )


def slots_of(known: Known) -> tuple[Slot, ...]:
    """Return where the form of a case asks for each of its violations."""
    file = known.file
    if file is None:
        return ()
    case, items = file.case, evidence_pairs(file)
    elsewhere = case.source != SourceKind.INSPECTION.value or case.source_id is None
    return tuple(
        Slot(
            key,
            f"v{place}",
            liable_of(case, key),
            items,
            asks_order=elsewhere,
            weights=fining.weights_of(key, known.own_benchmarks),
        )
        for place, key in enumerate(case.violation_keys)
    )


class DeviationForm(StepForm):
    """A leader's approval of an amount outside of the benchmark."""

    bases = {"opinion": "MEM-12"}

    opinion = note_field("批准意见", required=False, rows=2, hint="不填写的为“同意”")

    @property
    def draft(self) -> rules.DeviationDraft:
        """The approval."""
        return rules.DeviationDraft(self.value("opinion"))
