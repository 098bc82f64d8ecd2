"""Rows of a checklist: one for each item, with room for the fault."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from zhunsheng.inspection.choices import CheckResult, HazardGrade
from zhunsheng.inspection.forms.fields import (
    CHECK_UNREAD,
    NO_CHECKLIST,
    STANDARD,
    STANDARD_HINT,
)
from zhunsheng.inspection.forms.photos import NOT_AT_FAULT, RowPhotos
from zhunsheng.inspection.rules import CheckedDraft, FindingDraft
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import forms as fields
from zhunsheng.web.rows import RowForm


class ChecklistForm(forms.Form):
    """Which checklist the visit follows."""

    use_required_attribute = False

    checklist = forms.ChoiceField(label="检查表", required=False)

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type] # Django's own arguments
        named = [(one.key, one.label) for one in lawbook.checklists().values()]
        cast(forms.ChoiceField, self.fields["checklist"]).choices = [NO_CHECKLIST, *named]


class CheckForm(RowForm):
    """What the officers saw of one item; a fault may be told in their own words."""

    result = fields.EnumField(CheckResult, label="结果", required=False)
    place = forms.CharField(label="部位", max_length=120, required=False)
    description = forms.CharField(label="存在的问题", max_length=400, required=False)
    grade = fields.EnumField(HazardGrade, label="等级", required=False)
    standard = forms.CharField(label=STANDARD, max_length=200, required=False)
    immediate_fix = forms.BooleanField(label="当场改正", required=False)

    def __init__(self, *args: Any, item: lawbook.StandingItem, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.item = item
        self.photos = RowPhotos(str(self.prefix))
        self.fields["result"].widget.attrs["class"] = "in"
        self.fields["description"].widget.attrs["placeholder"] = item.item.fault
        major = item.item.major
        self._standard = lawbook.full_label(major) if major else ""
        hint = self._standard or STANDARD_HINT
        self.fields["standard"].widget.attrs["placeholder"] = hint
        cast(forms.ChoiceField, self.fields["result"]).choices = [
            ("", "未查"),
            *CheckResult.pairs(),
        ]
        cast(forms.ChoiceField, self.fields["grade"]).choices = HazardGrade.pairs()
        fields.limit_texts(self.fields.values())

    @property
    def is_fault(self) -> bool:
        """Whether the item was found at fault."""
        return self.cleaned_data.get("result") is CheckResult.FAULT

    def finding(self, place: str) -> FindingDraft:
        """Return the finding; what was not typed is taken from the item and from the visit."""
        said, item = self.cleaned_data, self.item.item
        return FindingDraft(
            description=said["description"] or f"{item.fault}。",
            place=said["place"] or place[:120],
            violation_key=item.violation,
            grade=said["grade"] or HazardGrade.GENERAL,
            immediate_fix=said["immediate_fix"],
            item=item.id,
            standard=said["standard"] or self._standard,
        )


class CheckRows:
    """The rows of one checklist as it stands on a day; none where none was chosen."""

    def __init__(self, data: QueryDict | None, *, checklist: str, on: date) -> None:
        known = checklist in lawbook.checklists()
        self.checklist = lawbook.checklists()[checklist] if known else None
        items = lawbook.standing_items(checklist, on=on) if known else ()
        self.rows = tuple(
            CheckForm(data, item=item, prefix=f"c-{item.item.id}", empty_permitted=True)
            for item in items
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """One sentence for each row that cannot be read."""
        numbers = [n for n, row in enumerate(self.rows, start=1) if not row.is_valid()]
        unread = tuple(CHECK_UNREAD.format(number=number) for number in numbers)
        stray = any(row.photos.held and not row.is_fault for row in self.rows if row.is_valid())
        return (*unread, NOT_AT_FAULT) if stray else unread

    @property
    def drafts(self) -> tuple[CheckedDraft, ...]:
        """What was seen of the items that were looked at."""
        return tuple(
            CheckedDraft(row.item.item.id, row.cleaned_data["result"])
            for row in self.rows
            if row.cleaned_data.get("result")
        )

    @property
    def unanswered(self) -> int:
        """How many items were not looked at."""
        return sum(not row.cleaned_data.get("result") for row in self.rows)

    @property
    def photos(self) -> tuple[RowPhotos, ...]:
        """The photos of the items at fault, in the order of their findings."""
        return tuple(row.photos for row in self.rows if row.is_fault)

    def findings(self, place: str) -> tuple[FindingDraft, ...]:
        """Return the findings of the items at fault; ``place`` is that of the visit."""
        return tuple(row.finding(place) for row in self.rows if row.is_fault)

    def kept(self) -> CheckRows:
        """Return the rows as typed, without a complaint yet."""
        for row in self.rows:
            row.initial = {
                name: field.widget.value_from_datadict(row.data, {}, row.add_prefix(name))
                for name, field in row.fields.items()
            }
            row.is_bound = False
        return self
