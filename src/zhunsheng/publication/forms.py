"""Forms of publication: filters, the act of publishing, the withdrawal."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.http import QueryDict

from zhunsheng.publication.choices import PublicationKind
from zhunsheng.web import forms as fields
from zhunsheng.web import tables


class PublicationFilter(tables.FilterForm):
    """What the list of publications is narrowed to."""

    q = forms.CharField(label="名称、文号", max_length=60)
    kind = fields.EnumField(PublicationKind, label="类别")
    since = fields.DayField(label="公示自")
    until = fields.DayField(label="公示至")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        kind = self.fields["kind"]
        kind.choices = [("", "全部"), *PublicationKind.pairs()]  # type: ignore[attr-defined]  # a choice field


class PublishForm(fields.ActForm):
    """Where a matter is published, and that it was examined before."""

    bases: ClassVar[dict[str, str]] = {"examined": "OGD-2019:17"}

    place = forms.CharField(label="公示平台", max_length=120, initial="本机关门户网站")
    examined = forms.BooleanField(label="已审查，不涉及国家秘密、商业秘密和个人隐私")


class WithdrawForm(fields.ActForm):
    """Why a publication is withdrawn; where nothing changed, that it was shown wrongly."""

    bases: ClassVar[dict[str, str]] = {"reason": "APL-2021:48", "corrects": "GBF-2018-118"}

    reason = fields.NoteField(label="撤回理由（向社会公开）", max_length=400)
    corrects = forms.BooleanField(
        label="原决定有效，只是公示内容有误，更正后重新公示", required=False
    )

    def __init__(self, *args: object, is_changed: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if is_changed:
            del self.fields["corrects"]
