"""Forms of joint tasks, referrals and letters: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, cast
from uuid import UUID

from django import forms

from zhunsheng.draw.choices import ResultKind
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.jointwork import rules
from zhunsheng.jointwork.choices import (
    GROUNDS,
    Direction,
    ParticipantKind,
    Progress,
    ReferralAnswer,
    ReferralGround,
    SupervisionKind,
)
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

TOGETHER, ONE_VISIT, SUPERVISED = "SPL-2021:69", "GBF-2024-54", "SPL-2021:10"
NO_DRAW = ("", "不是联合抽查")
NO_STREET = ("", "不是街道（镇）")
YES_OR_NO = [("", fields.EMPTY_CHOICE), ("yes", "是"), ("no", "否")]
UNKNOWN_UNITS = "没有找到或者不能确定：{names}。请填写登记的单位全称；同名的填写统一社会信用代码。"

Choices = Iterable[tuple[str, str]]


class TaskFilter(tables.FilterForm):
    """What the list of tasks is narrowed to."""

    q = forms.CharField(label="任务、参加单位", max_length=60)
    ground = fields.EnumField(BasisKind, only=GROUNDS, label="来源")
    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    progress = fields.EnumField(Progress, label="进展")


class ReferralFilter(tables.FilterForm):
    """What the list of referrals is narrowed to."""

    q = forms.CharField(label="机关、单位、文号", max_length=60)
    direction = fields.EnumField(Direction, label="方向")
    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    progress = fields.EnumField(Progress, label="进展")


class LetterFilter(tables.FilterForm):
    """What the list of letters is narrowed to."""

    q = forms.CharField(label="收函单位、事由", max_length=60)
    kind = fields.EnumField(SupervisionKind, label="种类")
    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    progress = fields.EnumField(Progress, label="进展")


class TaskForm(fields.DatedForm):
    """A joint task that is drafted."""

    bases: ClassVar[dict[str, str]] = {"ground": TOGETHER, "streets": "SPL-2021:9"}

    title = forms.CharField(label="任务名称", max_length=120)
    ground = fields.EnumField(BasisKind, only=GROUNDS, label="任务来源")
    draw = fields.UuidChoice(label="联合抽查", required=False)
    paper = forms.CharField(
        label="来源文号", required=False, max_length=120, help_text="上级部署、举报和移送的必填。"
    )
    paper_body = forms.CharField(
        label="部署机关", required=False, max_length=80, help_text="上级部署的必填发文机关全称。"
    )
    paper_on = fields.DayField(label="部署文件日期", required=False)
    lead = forms.CharField(
        label="牵头部门", required=False, max_length=80, help_text="本局牵头的留空。"
    )
    departments = fields.PairsField(
        label="参加部门及其检查事项",
        required=False,
        help_text="每行一个部门和它的检查事项，以空格分开。联合抽查的参加部门以抽查为准，不再填写。",
    )
    streets = fields.UuidChoices(label="参加街道（镇）")
    item_codes = forms.MultipleChoiceField(
        label="本局检查事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已经公布的权责清单中的行政检查事项。",
    )
    items = fields.NoteField(label="本局检查内容", rows=2, max_length=200, required=False)
    units = fields.LinesField(
        label="检查对象",
        required=False,
        rows=4,
        help_text="每行一个单位全称或者统一社会信用代码。联合抽查的以抽取结果为准，不再填写。",
    )
    first_on = fields.DayField(label="开始日期")
    last_on = fields.DayField(label="结束日期")

    def offer(self, *, draws: Choices, streets: Choices, items: Choices) -> None:
        """Name the draws, streets and published items to choose from."""
        cast(forms.MultipleChoiceField, self.fields["item_codes"]).choices = list(items)
        cast(fields.UuidChoice, self.fields["draw"]).choices = [NO_DRAW, *draws]
        cast(fields.UuidChoices, self.fields["streets"]).choices = list(streets)
        self.fields["streets"].required = False

    def draft(
        self,
        *,
        departments: Iterable[tuple[str, str]],
        entities: tuple[UUID, ...],
        streets: dict[UUID, str],
    ) -> rules.TaskDraft:
        """Return the draft with the departments of a draw, or those that were typed."""
        people = [
            rules.ParticipantDraft(ParticipantKind.DEPARTMENT, name, items)
            for name, items in departments
        ]
        people += [
            rules.ParticipantDraft(ParticipantKind.STREET, streets[one], unit=one)
            for one in self.value("streets")
        ]
        more = ("paper", "paper_body", "paper_on", "lead", "draw")
        names = ("title", "ground", "items", "first_on", "last_on", *more)
        return rules.TaskDraft(
            participants=tuple(people),
            entities=entities,
            item_codes=tuple(self.value("item_codes")),
            **{name: self.value(name) for name in names},
        )

    def name_unknown(self, unknown: Iterable[str]) -> None:
        """Say beside the field which units are not known."""
        names = "、".join(unknown)
        if names:
            self.add_error("units", UNKNOWN_UNITS.format(names=names))


class VisitsForm(fields.DatedForm):
    """Own inspections within a task."""

    bases: ClassVar[dict[str, str]] = {"entities": ONE_VISIT, "officers": "APL-2021:42.1"}

    entities = fields.UuidChoices(
        label="检查对象", help_text="只列本任务中尚未批准检查的单位；一家只批准一次。"
    )
    officers = fields.UuidChoices(label="检查人员", help_text="至少两名。")
    planned_on = fields.DayField(label="拟检查日期", required=False)
    repeat_reason = fields.NoteField(
        label="再次检查或者与计划不一致的理由",
        rows=2,
        max_length=400,
        required=False,
        help_text="最近多次检查均未发现问题的，或者次数、月份与年度计划不一致的，应当写明理由。",
    )

    def offer(self, *, entities: Choices, officers: Choices) -> None:
        """Name the units and officers to choose from."""
        cast(fields.UuidChoices, self.fields["entities"]).choices = list(entities)
        cast(fields.UuidChoices, self.fields["officers"]).choices = list(officers)

    @property
    def draft(self) -> rules.VisitsDraft:
        """The inspections asked for."""
        return rules.VisitsDraft(
            entities=tuple(self.value("entities")),
            officers=tuple(self.value("officers")),
            planned_on=self.value("planned_on"),
            repeat_reason=self.value("repeat_reason"),
        )


class LineForm(fields.DatedForm):
    """What another body reports of one unit."""

    bases: ClassVar[dict[str, str]] = {"paper": TOGETHER}

    participant = fields.UuidChoice(label="参加单位")
    entity = fields.UuidChoice(label="检查对象")
    kind = fields.EnumField(ResultKind, label="检查结果")
    text = forms.CharField(
        label="结果说明", required=False, max_length=400, help_text="发现问题的必填。"
    )
    visited_on = fields.DayField(label="检查日期")
    paper = forms.CharField(
        label="反馈文书",
        required=False,
        max_length=120,
        help_text="本局代为登记的，填写收到的文书名称和文号；街道（镇）自行登记的不填。",
    )

    def offer(self, *, participants: Choices, entities: Choices) -> None:
        """Name who may have reported of which unit."""
        empty = ("", fields.EMPTY_CHOICE)
        cast(fields.UuidChoice, self.fields["participant"]).choices = [empty, *participants]
        cast(fields.UuidChoice, self.fields["entity"]).choices = [empty, *entities]

    @property
    def draft(self) -> rules.LineDraft:
        """The line."""
        names = ("participant", "entity", "kind", "visited_on", "text", "paper")
        return rules.LineDraft(**{name: self.value(name) for name in names})


class ReasonForm(fields.DatedForm):
    """The words of an act."""

    text = fields.NoteField(label="办理意见", rows=3, max_length=1000)


class SummaryForm(fields.DatedForm):
    """How a joint task ended."""

    text = fields.NoteField(label="任务汇总", rows=4, max_length=2000)
    gap_reason = fields.NoteField(
        label="没有检查或者没有反馈结果的原因",
        rows=2,
        max_length=400,
        required=False,
        help_text="都已检查、都已反馈的留空；任务期满以前汇总的，由负责人填写。",
    )


class ClueForm(fields.DatedForm):
    """A clue that arrived."""

    bases: ClassVar[dict[str, str]] = {"body": TOGETHER}

    body = forms.CharField(label="移送机关", max_length=100)
    number = forms.CharField(label="来文文号", required=False, max_length=80)
    party_name = forms.CharField(
        label="涉及的单位或者个人",
        required=False,
        max_length=120,
        help_text="填写登记的单位全称，自动关联单位档案。",
    )
    facts = fields.NoteField(label="线索内容", rows=4, max_length=2000)
    material = fields.LinesField(label="随附材料", required=False, rows=3, help_text="每行一件。")

    def draft(self, entity: UUID | None) -> rules.ClueDraft:
        """Return the clue, about an entity where one is known."""
        names = ("body", "number", "party_name", "facts", "material")
        return rules.ClueDraft(entity=entity, **{name: self.value(name) for name in names})


class ReferralForm(fields.DatedForm):
    """A clue that is to be sent."""

    bases: ClassVar[dict[str, str]] = {"ground": TOGETHER, "is_crime": "APL-2021:27"}

    body = forms.CharField(label="受移送机关", max_length=100)
    ground = fields.EnumField(ReferralGround, label="移送理由")
    party_name = forms.CharField(label="涉及的单位或者个人", max_length=120)
    facts = fields.NoteField(label="线索内容", rows=4, max_length=2000)
    material = fields.LinesField(
        label="证据材料目录", rows=4, help_text="每行一件，如现场检查记录复印件、照片三张。"
    )
    is_crime = forms.TypedChoiceField(
        label="是否涉嫌犯罪", choices=YES_OR_NO, coerce=lambda text: text == "yes"
    )

    def draft(
        self, *, entity: UUID | None, finding: UUID | None, case: UUID | None
    ) -> rules.ReferralDraft:
        """Return the clue with what it comes from."""
        names = ("body", "ground", "party_name", "facts", "material", "is_crime")
        said = {name: self.value(name) for name in names}
        return rules.ReferralDraft(entity=entity, finding=finding, case=case, **said)


class DeliveryForm(fields.DatedForm):
    """The proof that a letter arrived."""

    recipient = forms.CharField(label="收件人", max_length=60)
    receipt = forms.CharField(
        label="送达回证",
        max_length=120,
        help_text="如送达回证编号、公文交换签收单、挂号信回执号。",
    )

    @property
    def draft(self) -> rules.DeliveryDraft:
        """The delivery."""
        return rules.DeliveryDraft(self.value("recipient"), self.value("receipt"))


class AnswerForm(fields.DatedForm):
    """What the other body answered."""

    answer = fields.EnumField(ReferralAnswer, label="答复")
    paper = forms.CharField(label="对方的答复文书", max_length=120, help_text="名称和文号。")
    reason = fields.NoteField(label="不予接收的理由", rows=2, max_length=400, required=False)

    @property
    def draft(self) -> rules.AnswerDraft:
        """The answer."""
        return rules.AnswerDraft(self.value("answer"), self.value("paper"), self.value("reason"))


class AssessmentForm(fields.DatedForm):
    """What an officer found out on a clue."""

    is_ours = forms.TypedChoiceField(
        label="属于本局职权", choices=YES_OR_NO, coerce=lambda text: text == "yes"
    )
    text = fields.NoteField(label="核查意见", rows=4, max_length=1000)

    @property
    def draft(self) -> rules.AssessmentDraft:
        """The assessment."""
        return rules.AssessmentDraft(self.value("is_ours"), self.value("text"))


class LetterForm(fields.DatedForm):
    """A letter that is drafted."""

    bases: ClassVar[dict[str, str]] = {"kind": SUPERVISED, "unit": "SPL-2021:9"}

    kind = fields.EnumField(SupervisionKind, label="函件种类")
    unit = fields.UuidChoice(label="收函街道（镇）", required=False)
    recipient = forms.CharField(
        label="收函部门", required=False, max_length=100, help_text="发往街道（镇）的留空。"
    )
    subject = forms.CharField(label="事由", max_length=120)
    party_name = forms.CharField(
        label="涉及的单位",
        required=False,
        max_length=120,
        help_text="填写登记的单位全称；不涉及具体单位的留空。",
    )
    asked = fields.NoteField(label="要求办理的事项", rows=4, max_length=2000)
    due_on = fields.DayField(
        label="回复期限", required=False, help_text="督办函必填；不要求回复的留空。"
    )

    def offer(self, streets: Choices) -> None:
        """Name the streets to choose from."""
        cast(fields.UuidChoice, self.fields["unit"]).choices = [NO_STREET, *streets]

    def draft(self, *, streets: dict[UUID, str], entity: UUID | None) -> rules.LetterDraft:
        """Return the letter; a street is named as it is registered."""
        unit: UUID | None = self.value("unit")
        return rules.LetterDraft(
            kind=self.value("kind"),
            recipient=streets[unit] if unit else self.value("recipient"),
            subject=self.value("subject"),
            asked=self.value("asked"),
            due_on=self.value("due_on"),
            unit=unit,
            entity=entity,
        )


class RecipientForm(fields.DatedForm):
    """Who received a letter."""

    recipient = forms.CharField(label="收件人", max_length=60)


class ResponseForm(fields.DatedForm):
    """What was answered."""

    text = fields.NoteField(label="办理情况", rows=5, max_length=2000)
    paper = forms.CharField(
        label="收到的回复文书",
        required=False,
        max_length=120,
        help_text="本局代为登记的，填写名称和文号；街道（镇）自行回复的不填。",
    )

    @property
    def draft(self) -> rules.ResponseDraft:
        """The answer."""
        return rules.ResponseDraft(self.value("text"), self.value("paper"))


class ReturnForm(ReasonForm):
    """What is still missing, and by when."""

    due_on = fields.DayField(label="补充回复期限")


class EscalationForm(ReasonForm):
    """To whom a letter goes up, and by when it is to be answered now."""

    body = forms.CharField(
        label="提请督办的机关", max_length=100, help_text="如区人民政府、区安全生产委员会办公室。"
    )
    due_on = fields.DayField(label="新的回复期限")

    @property
    def draft(self) -> rules.EscalationDraft:
        """The escalation."""
        due: date = self.value("due_on")
        return rules.EscalationDraft(self.value("body"), self.value("text"), due)
