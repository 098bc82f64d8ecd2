"""Forms from clue to the investigation report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from zhunsheng.cases import rules
from zhunsheng.cases.choices import ReopeningGround, SourceKind
from zhunsheng.cases.forms.base import (
    Known,
    StepForm,
    identity_field,
    many_field,
    note_field,
    own_address_field,
    text_field,
    underived_field,
    underived_reason,
    yes_or_no,
)
from zhunsheng.cases.queries import CaseFile, once
from zhunsheng.cases.queries.fining import known_times
from zhunsheng.cases.rules.reopening import UNSAID, UNSURE, Reopening
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.queries import file_fault
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import ConductKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import name_is_shared
from zhunsheng.web import clock
from zhunsheng.web import forms as fields
from zhunsheng.web.importing import sentence
from zhunsheng.web.uploads import Upload, uploaded

OTHER_STREET = "该单位不在本街道（镇）。请移送区应急管理局或者单位所在街道（镇）办理。"


#: What a form on a party asks first.
FIRST = ("party", "person_name", "identity_number", "own_address", "violations", "facts")
REVIEWERS_HANDLE = "{names}是法制审核人员，承办本案后不能再审核本案（《行政处罚法》第五十八条）。"
CONDUCT_HINT = "尚未查明的不选，调查终结时写明"
ENDED_HINT = "仍在继续的不填"


def violation_choices(on: date | None = None) -> list[tuple[str, str]]:
    """Return the violations of the lawbook by key."""
    return [
        (key, f"{row.label}（{lawbook.cite_label(row.penalty)}）")
        for key, row in lawbook.violations(on=on or clock.today()).items()
    ]


def violations_field(choices: Any = ()) -> forms.MultipleChoiceField:  # noqa: ANN401 # choices of a field
    """Return the choice of violations out of hundreds, which a page lets search."""
    return forms.MultipleChoiceField(
        label="违法行为",
        choices=choices,
        widget=forms.SelectMultiple(attrs={"size": 6, "data-pick": "输入几个字查找违法行为"}),
    )


def own_first(choices: list[tuple[str, str]], own: Collection[str]) -> list[tuple[str, str]]:
    """Return the violations with those of the case before all others."""
    return sorted(choices, key=lambda one: one[0] not in own)


def named_entity(viewer: Viewer, typed: str) -> Any:  # noqa: ANN401 # a row of registry
    """
    Return the entity that the viewer may see by its code or its whole name, or nothing.

    :raises ValidationError: if several share the name: a party is one of them
    """
    found = registry.entities_named(viewer, typed)
    if len(found) > 1:
        told = sentence(name_is_shared(typed, registry.units_of_name(found)))
        raise ValidationError(told, code="shared")
    return found[0] if found else None


class PartyForm(StepForm):
    """A form that names an entity by its code or its name, and what it did."""

    party = text_field("当事人", most=120, hint="输入名称中的几个字，从列出的单位中选择")
    person_name = text_field("责任人姓名", required=False, most=60, hint="处罚个人的填写")
    identity_number = identity_field()
    own_address = own_address_field()
    facts = note_field("违法事实")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.order_fields(FIRST)
        self.viewer = viewer
        asks = {
            "hx-get": reverse("cases:parties"),
            "hx-target": "#parties",
            "hx-include": "closest form",
            "hx-params": "party,violations,on",
        }
        self.fields["party"].widget.attrs |= {
            "list": "parties",
            "autocomplete": "off",
            "hx-trigger": "input changed delay:250ms",
            **asks,
        }
        self.fields["violations"].widget.attrs |= {"hx-trigger": "change", **asks}

    @property
    def person(self) -> rules.PersonDraft:
        """Who the party is, where it is a natural person."""
        return rules.PersonDraft(
            number=self.value("identity_number"), address=self.value("own_address")
        )

    def clean_party(self) -> UUID:
        """Return the entity that was named."""
        typed = str(self.cleaned_data["party"]).strip()
        row = named_entity(self.viewer, typed)
        if row is None:
            raise ValidationError(self._unknown(typed), code="entity")
        found: UUID = row.id
        return found

    def _unknown(self, typed: str) -> str:
        """Say that the entity lies in another street where that is why it is not found."""
        if registry.sees_own_street_only(self.viewer) and registry.is_listed(self.viewer, typed):
            return OTHER_STREET
        return registry.not_found(self.viewer, typed)


class ClueForm(PartyForm):
    """A clue."""

    bases = {"violations": "APL-2021:38", "conduct": "APL-2021:36.2"}

    violations = violations_field(violation_choices)
    source = fields.EnumField(SourceKind, label="线索来源")
    source_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    conduct = fields.EnumField(
        ConductKind, label="持续情形", required=False, help_text=CONDUCT_HINT
    )
    violation_began_on = fields.DayField(label="违法行为开始日期", required=False)
    violation_ended_on = fields.DayField(
        label="违法行为终了日期", required=False, help_text=ENDED_HINT
    )
    harmful = yes_or_no(
        "涉及生命健康安全且有危害后果", hint="发现时违法行为终了已过二年的，立案前须认定"
    )
    opinion = note_field(
        "建议立案的理由",
        required=False,
        rows=2,
        hint="写入立案审批表；不填写的，写明涉嫌违反的规定，建议立案",
    )
    scene = note_field(
        "移送的现场记录",
        required=False,
        rows=5,
        hint="当场填写的地点、证据、陈述申辩等，附在案卷中，不写入文书的案件基本情况",
    )
    photos = fields.FilesField(
        label="现场照片",
        required=False,
        fault_of=file_fault,
        help_text="可以选择多个文件，逐个列入证据目录",
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, viewer=viewer, **kwargs)
        if not registry.sees_own_street_only(viewer):
            del self.fields["scene"]  # a street alone hands up

    @property
    def pictures(self) -> tuple[Upload, ...]:
        """The files that come with the clue."""
        return tuple(one for file in self.value("photos") if (one := uploaded(file)))

    @property
    def draft(self) -> rules.ClueDraft:
        """The clue."""
        return rules.ClueDraft(
            entity=self.value("party"),
            violations=tuple(self.value("violations")),
            facts=self.value("facts"),
            source=self.value("source"),
            source_id=self.value("source_id"),
            violation_began_on=self.value("violation_began_on"),
            violation_ended_on=self.value("violation_ended_on"),
            conduct=self.value("conduct"),
            harmful=self.value("harmful"),
            opinion=self.value("opinion"),
            person_name=self.value("person_name"),
            person=self.person,
            scene=self.cleaned_data.get("scene", ""),
        )


class OpeningForm(StepForm):
    """An approval to open a case."""

    people: ClassVar = {"handlers": "officers"}
    bases = {"handlers": "APL-2021:42.1"}

    handlers = many_field("承办人", hint="两名以上，与当事人没有利害关系")
    approval_opinion = note_field("审批意见", required=False, rows=2, hint="不填写的为同意")
    late_ground = text_field(
        "逾期补办立案的理由", required=False, hint="紧急情况先行调查、超过补办期限的填写"
    )
    harmful = yes_or_no(
        "涉及生命健康安全且有危害后果", hint="线索中已经认定的不选；适用五年追责期限的前提"
    )

    reopening = fields.EnumField(ReopeningGround, label="重新立案的情形", required=False)
    reopening_reason = note_field("重新立案依据的事实", required=False, rows=2)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        ask_reopening(self, _ended_for_term(known))
        if known.file is not None and known.file.case.lead_id:
            del self.fields["handlers"]  # they are those of the case
        elif known.reviewing:
            said = REVIEWERS_HANDLE.format(names="、".join(known.reviewing))
            hint = str(self.fields["handlers"].help_text).rstrip("。")
            self.fields["handlers"].help_text = "。".join(filter(None, (hint, said)))

    @property
    def draft(self) -> rules.OpeningDraft:
        """The approval."""
        handlers = tuple(UUID(one) for one in self.cleaned_data.get("handlers", ()))
        return rules.OpeningDraft(
            handlers,
            approval_opinion=self.value("approval_opinion"),
            late_ground=self.value("late_ground"),
            harmful=self.value("harmful"),
            reopening=reopening_of(self),
        )


def _ended_for_term(known: Known) -> tuple[CaseFile, ...]:
    """Return the files that ended for their term, for what is to be opened."""
    if known.file is None or known.viewer is None:
        return ()
    opened = (known.file, *(replace(known.file, case=one.case) for one in known.file.joined))
    found = (once.ended_for_term(known.viewer, one, known.on) for one in opened)
    return tuple(one for files in found for one in files)


def ask_reopening(form: StepForm, ended: tuple[CaseFile, ...]) -> None:
    """Ask why the act is taken up although these ended for their term, nothing without any."""
    if not ended:
        del form.fields["reopening"], form.fields["reopening_reason"]
        return
    numbers = "、".join(dict.fromkeys(one.case.number for one in ended))
    said = (
        f"该违法行为曾以{numbers}立案，没有作出决定即终止，该案的办案期限已经届满，必填（{UNSURE}）"
    )
    form.fields["reopening"].help_text = said


def reopening_of(form: StepForm) -> Reopening:
    """Return what a form says of the cases that ended for their term."""
    if "reopening" not in form.fields:
        return UNSAID
    return Reopening(form.value("reopening"), form.value("reopening_reason"))


class NotOpenedForm(StepForm):
    """A decision not to open a case."""

    reason = note_field("不予立案的理由")

    @property
    def draft(self) -> rules.NotOpenedDraft:
        """The decision."""
        return rules.NotOpenedDraft(self.value("reason"))


class InvestigationForm(StepForm):
    """An investigation report; evidence that is not in the file yet may be added with it."""

    bases = {
        "facts": "APL-2021:40",
        "corrected": "APL-2021:33.1",
        "conduct": "APL-2021:36.2",
        "ground": "APL-2021:57.1",
        "evidence_name": "APL-2021:46",
    }

    facts = note_field("查明的违法事实", rows=5)
    process = note_field("调查经过", required=False)
    no_interview = text_field("未能询问的原因", required=False, hint="已有询问笔录的不填写")
    correction = note_field("改正情况", required=False, rows=2)
    corrected = yes_or_no("是否及时改正", hint="尚未认定的不选，提出拟处理意见时认定")
    conduct = fields.EnumField(ConductKind, label="持续情形", required=False)
    began_on = fields.DayField(label="违法行为开始日期", required=False)
    ended_on = fields.DayField(label="违法行为终了日期", required=False, help_text=ENDED_HINT)
    ground = underived_field()
    ground_reason = underived_reason()
    evidence_name = text_field("补充证据名称", required=False)
    evidence_kind = fields.EnumField(EvidenceKind, label="证据种类", required=False)
    evidence_file = forms.FileField(label="证据文件", required=False)
    proves = text_field("证明内容", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        joined = known.file.joined if known.file else ()
        self.joined = tuple(one.case for one in joined if not one.has_ended)
        for row in self.joined:
            label = f"查明的违法事实：{row.party_label}"
            self.fields[f"facts-{row.id}"] = note_field(label, rows=4)
            self.fields[f"corrected-{row.id}"] = yes_or_no(f"是否及时改正：{row.party_label}")
            self.initial.setdefault(f"facts-{row.id}", row.facts)
        own = [f"corrected-{row.id}" for row in self.joined]
        names = [name for name in self.fields if name not in own]
        at = names.index("corrected") + 1
        told = [f"facts-{row.id}" for row in self.joined]
        self.order_fields(["facts", *told, *names[:at], *own])

    def clean_evidence_file(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("evidence_file"), fault_of=file_fault)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the facts of the clue and from when it says that the violation was."""
        if known.file is None:
            return {}
        times = known_times(known.file.case)
        return {
            "facts": known.file.case.facts,
            "conduct": times.conduct,
            "began_on": times.began_on,
            "ended_on": times.ended_on,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for kind and file where a piece of evidence was named."""
        given = super().clean() or {}
        if given.get("evidence_name"):
            for name in ("evidence_kind", "evidence_file"):
                if not given.get(name):
                    self.add_error(name, self.fields[name].error_messages["required"])
        return given

    @property
    def draft(self) -> rules.InvestigationDraft:
        """The report."""
        item = rules.EvidenceDraft(
            name=self.value("evidence_name"),
            kind=str(self.value("evidence_kind").value) if self.value("evidence_kind") else "",
            obtained_on=self.value("on"),
            proves=self.value("proves"),
        )
        return rules.InvestigationDraft(
            facts=self.value("facts"),
            process=self.value("process"),
            no_interview=self.value("no_interview"),
            correction=self.value("correction"),
            evidence=(item,) if item.name else (),
            corrected=self.value("corrected"),
            times=rules.TimesDraft(
                self.value("began_on"), self.value("ended_on"), self.value("conduct")
            ),
            ground=self.value("ground"),
            ground_reason=self.value("ground_reason"),
            facts_of=tuple((row.id, self.value(f"facts-{row.id}")) for row in self.joined),
            corrected_of=tuple((row.id, self.value(f"corrected-{row.id}")) for row in self.joined),
        )

    @property
    def evidence_files(self) -> tuple[Upload | None, ...]:
        """The file of the evidence that was added."""
        file = uploaded(self.value("evidence_file"))
        return (file,) if file and self.value("evidence_name") else ()
