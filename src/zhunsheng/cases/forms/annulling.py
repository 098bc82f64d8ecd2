"""The form that records that a decision lost its force."""

from __future__ import annotations

from typing import ClassVar

from zhunsheng.cases import rules
from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.forms.base import ScanForm, scan_field, text_field
from zhunsheng.web import forms as fields


class AnnulmentForm(ScanForm):
    """How a decision lost its force, by whose paper."""

    bases: ClassVar = {"kind": "APL-2021:48", "scan": "APL-2021:48"}

    kind = fields.EnumField(
        AnnulmentKind, only=(AnnulmentKind.ANNULLED, AnnulmentKind.INVALID), label="结果"
    )
    body = text_field("作出机关", most=120, hint="上级机关、复议机关或者人民法院的全称")
    number = text_field("文书号", most=80)
    scan = scan_field("撤销决定或者确认无效的文书")

    @property
    def draft(self) -> rules.AnnulmentDraft:
        """The annulment."""
        return rules.AnnulmentDraft(self.value("kind"), self.value("body"), self.value("number"))
