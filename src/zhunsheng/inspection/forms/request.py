"""Forms that find, ask for and approve inspections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from zhunsheng.inspection.choices import (
    BasisKind,
    CompanionKind,
    FormSet,
    InspectionKind,
)
from zhunsheng.inspection.forms.fields import (
    ALL,
    CAMPAIGNS_ARE_FEW,
    CAP_LEFT,
    CAP_PASSED,
    CAP_UNUSED,
    CROWDED,
    DEPLOYED,
    DEPLOYER,
    DRAWN_GO,
    MOST_PEOPLE,
    NO_CAMPAIGN,
    NO_CAP,
    NO_DRAW,
    NO_ENTITY,
    NO_OFFICERS,
    NO_UNIT,
    NOT_THE_DRAW,
    ONE_ENTITY,
    PERSON_UNREAD,
    UNVERIFIED_URGENCY,
    URGENCY,
    URGENCY_HINT,
    VISITS,
    WINDOW,
    Choices,
    MonthField,
)
from zhunsheng.inspection.rules import (
    DRAW_BASES,
    NEVER_URGENT,
    CompanionDraft,
    InspectionRequest,
    RunDraw,
    VisitTally,
)
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.loading import urgencies
from zhunsheng.web import forms as fields
from zhunsheng.web import tables
from zhunsheng.web.rows import RowForm, Rows


class InspectionFilter(tables.FilterForm):
    """Filters of the list of inspections."""

    text = forms.CharField(label="单位、信用代码")
    kind = fields.EnumField(InspectionKind, label="类别")
    basis_kind = fields.EnumField(BasisKind, label="来源")
    unit = fields.UuidChoice(label="街道")
    month = MonthField(label="月份")

    def offer(self, *, units: Choices) -> None:
        """Name the streets to choose from, and read the address again."""
        cast(fields.UuidChoice, self.fields["unit"]).choices = [ALL, *units]
        for name in ("kind", "basis_kind"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [ALL, *list(cast("Iterable[tuple[str, str]]", field.choices))[1:]]
        self.full_clean()


def _offered(name: str, crowded: Sequence[tuple[str, int, int]]) -> str:
    said = [WINDOW.format(window=one, visits=visits, most=most) for one, visits, most in crowded]
    return CROWDED.format(name=name, windows="，".join(said)) if said else name


def _visited(name: str, visits: VisitTally) -> str:
    said = NO_CAP
    if visits.cap is not None:
        used = visits.counted + visits.waiting
        left = visits.cap - used
        form = CAP_PASSED if left < 0 else CAP_LEFT if used else CAP_UNUSED
        said = form.format(
            cap=visits.cap,
            counted=visits.counted,
            waiting=visits.waiting,
            left=left,
            over=-left,
        )
    return VISITS.format(name=name, count=visits.made, cap=said)


class EntitiesForm(forms.Form):
    """The entities of a request: a text that finds them, and boxes to choose them by."""

    use_required_attribute = False

    text = forms.CharField(
        label="查找单位",
        required=False,
        max_length=60,
        help_text="输入名称、拼音首字母或者统一社会信用代码后点“查找”；已勾选的单位保留在下面。",
    )
    entities = fields.UuidChoices(label="被检查单位")

    @staticmethod
    def ids(given: Iterable[str]) -> list[UUID]:
        """Return the ids among what the address or the form names."""
        found = []
        for text in given:
            try:
                found.append(UUID(text))
            except ValueError:
                continue
        return found

    def offer(
        self, rows: Iterable[tuple[str, str, VisitTally, Sequence[tuple[str, int, int]]]]
    ) -> None:
        """Name the entities, with visits, cap and what is left this year, and where it crowds."""
        offered = [
            (one, _offered(_visited(name, visits), crowded)) for one, name, visits, crowded in rows
        ]
        cast(fields.UuidChoices, self.fields["entities"]).choices = offered
        self.fields["entities"].error_messages["required"] = NO_ENTITY

    def unbound(self) -> EntitiesForm:
        """Return the same choice without a complaint that nothing is chosen yet."""
        data = cast(QueryDict, self.data)
        chosen = data.getlist("entities")
        form = EntitiesForm(initial={"text": data.get("text", ""), "entities": chosen})
        form.fields = self.fields
        return form

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The entities chosen."""
        return tuple(self.cleaned_data["entities"])


class RequestForm(fields.LateForm):
    """What every request for an inspection names."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1", "on": "GBF-2024-54"}

    officers = fields.UuidChoices(label="检查人员", help_text="至少两名。")
    basis_kind = fields.EnumField(BasisKind, label="任务来源")
    campaign = forms.ChoiceField(
        label="年度计划中的专项检查", required=False, help_text=CAMPAIGNS_ARE_FEW
    )
    unit = fields.UuidChoice(label="实施单位", required=False)
    deployed = forms.CharField(
        label="上级部署的专项检查名称", required=False, max_length=60, help_text=DEPLOYED
    )
    source = forms.CharField(
        label="来源编号",
        required=False,
        max_length=120,
        help_text="举报编号、交办或者部署文件的文号、单位复工复产报告的编号；在年度上限之外检查的必须填写，"
        "同一编号对一家单位只用一次。",
    )
    source_body = forms.CharField(
        label="部署机关", required=False, max_length=80, help_text=DEPLOYER
    )
    source_on = fields.DayField(label="部署文件日期", required=False)
    basis_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    item_codes = forms.MultipleChoiceField(
        label="检查事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已经公布的权责清单中的行政检查事项；指导服务可以不选。",
    )
    items = fields.NoteField(label="检查内容", rows=2, max_length=200, required=False)
    form_set = fields.EnumField(
        FormSet, label="文书样式", help_text="一次检查只用一套文书，批准后不能更换。"
    )

    def offer(
        self, *, officers: Choices, units: Choices, items: Choices, campaigns: Iterable[str]
    ) -> None:
        """Name the people, streets, published items and planned campaigns to choose from."""
        named = [(one, one) for one in campaigns]
        cast(forms.ChoiceField, self.fields["campaign"]).choices = [NO_CAMPAIGN, *named]
        cast(forms.MultipleChoiceField, self.fields["item_codes"]).choices = list(items)
        cast(fields.UuidChoices, self.fields["officers"]).choices = list(officers)
        cast(fields.UuidChoice, self.fields["unit"]).choices = [NO_UNIT, *units]

    def needs(self, entities: EntitiesForm) -> None:
        """Let the form hold only where entities are chosen."""
        if not entities.is_valid():
            self.add_error(None, NO_ENTITY)

    def needs_people(self, rows: CompanionRows) -> None:
        """Let the form hold only where every person named can be read."""
        for label in rows.unread:
            self.add_error(None, label)

    def request(
        self, entity: UUID, companions: tuple[CompanionDraft, ...] = ()
    ) -> InspectionRequest:
        """Return the request for one entity, with the experts and helpers named."""
        data = self.cleaned_data
        return InspectionRequest(
            entity=entity,
            officers=tuple(data["officers"]),
            basis_kind=data["basis_kind"],
            basis_id=data.get("draw") or data["basis_id"],
            campaign=data["campaign"] or data["deployed"].strip(),
            unit=data["unit"],
            items=data["items"],
            item_codes=tuple(data["item_codes"]),
            planned_on=data.get("planned_on"),
            companions=companions,
            form_set=data["form_set"],
            source=data["source"],
            source_body=data["source_body"],
            source_on=data["source_on"],
            repeat_reason=data.get("repeat_reason", ""),
            off_plan_reason=data.get("off_plan_reason", ""),
        )


class CompanionForm(RowForm):
    """An expert or helper who is to come with the officers."""

    needed = ("kind", "name")

    kind = fields.EnumField(CompanionKind, label="身份", required=False)
    name = forms.CharField(label="姓名", max_length=60, required=False)
    organization = forms.CharField(label="所在单位", max_length=80, required=False)


class CompanionRows(Rows[CompanionForm]):
    """The experts and helpers of one request."""

    form = CompanionForm
    letter = "p"
    most = MOST_PEOPLE
    unread_text = PERSON_UNREAD

    @property
    def drafts(self) -> tuple[CompanionDraft, ...]:
        """The people named."""
        return tuple(CompanionDraft(**row.cleaned_data) for row in self.said)


class ApprovalForm(RequestForm):
    """Approval of inspections of one or more entities; a draw that is named sends its pairs."""

    bases: ClassVar[dict[str, str]] = {**RequestForm.bases, "off_plan_reason": "SPL-2021:62.2"}

    draw = fields.UuidChoice(label="双随机抽取", required=False)
    repeat_reason = fields.NoteField(
        label="再次检查的理由",
        rows=2,
        max_length=400,
        required=False,
        help_text="最近连续多次检查均未发现问题的单位、同一线索再次核查的，应当写明理由。",
    )
    off_plan_reason = fields.NoteField(
        label="与计划不一致的理由",
        rows=2,
        max_length=400,
        required=False,
        help_text="按年度计划或者专项检查实施，但次数多于计划、月份不在计划之内的，应当写明理由；"
        "专项检查的总家次用完的，先调整计划。",
    )
    planned_on = fields.DayField(label="拟检查日期", required=False)
    on = fields.DayField(label="批准日期")

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)
        self.fields["officers"].required = False
        self.fields["draw"].help_text = DRAWN_GO
        first = ("officers", "basis_kind", "draw")
        self.order_fields((*first, *(name for name in self.fields if name not in first)))

    def offer_draws(self, draws: Iterable[RunDraw]) -> None:
        """Name the draws whose visits may be approved."""
        named = [(str(one.id), one.title) for one in draws]
        cast(fields.UuidChoice, self.fields["draw"]).choices = [NO_DRAW, *named]

    def clean(self) -> dict[str, Any]:
        """Ask for officers where no draw sends them, and for the ground where one does."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("draw") and said.get("basis_kind") not in DRAW_BASES:
            self.add_error("basis_kind", NOT_THE_DRAW)
        if not said.get("draw") and not said.get("officers"):
            self.add_error("officers", NO_OFFICERS)
        return said


class UrgentForm(RequestForm):
    """Beginning of an inspection in an urgency."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1", "urgency": "GBF-2024-54"}

    urgency = forms.ChoiceField(label="紧急情形", help_text=URGENCY_HINT)
    reason = fields.NoteField(
        label="紧急情况", rows=2, max_length=400, help_text="写明现场的具体情况。"
    )
    on = fields.DayField(label="检查日期")

    def offer(
        self, *, officers: Choices, units: Choices, items: Choices, campaigns: Iterable[str]
    ) -> None:
        """Leave out grounds that are never urgent, and name the situations that are."""
        super().offer(officers=officers, units=units, items=items, campaigns=campaigns)
        field = cast(forms.ChoiceField, self.fields["basis_kind"])
        never = {one.value for one in NEVER_URGENT}
        field.choices = [one for one in cast("Iterable[Any]", field.choices) if one[0] not in never]
        listed = [
            (
                key,
                (URGENCY if one.verified else UNVERIFIED_URGENCY).format(
                    label=one.label, basis=lawbook.cite_label(one.basis)
                ),
            )
            for key, one in urgencies().items()
        ]
        cast(forms.ChoiceField, self.fields["urgency"]).choices = [
            ("", fields.EMPTY_CHOICE),
            *listed,
        ]

    def needs(self, entities: EntitiesForm) -> None:
        """Let the form hold only where one entity is chosen: each urgency is one of its own."""
        super().needs(entities)
        if entities.is_valid() and len(entities.chosen) > 1:
            self.add_error(None, ONE_ENTITY)


class OfficersForm(fields.DatedForm):
    """Other officers for an inspection, or for what follows its visit."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1"}

    officers = fields.UuidChoices(label="改派人员", help_text="至少两名。")
    reason = forms.CharField(label="改派理由", max_length=200)
    on = fields.DayField(label="改派日期")

    def offer(self, *, officers: Choices, note: str = "") -> None:
        """Name the people to choose from, and who is left out; tick none who is."""
        fields.offer(self.fields["officers"], tuple(officers), note)
        listed = {one for one, _ in officers}
        self.initial["officers"] = [one for one in self.initial["officers"] if str(one) in listed]


class WithdrawalForm(fields.LateForm):
    """Why an approved inspection is not made."""

    bases: ClassVar[dict[str, str]] = {"reason": "GBF-2024-54"}

    reason = forms.CharField(label="撤销理由", max_length=200)
    on = fields.DayField(label="撤销日期")


class DayForm(fields.LateForm):
    """An act that needs its day alone."""

    on = fields.DayField(label="办理日期")
