"""The form that takes the present name of the party into a case."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from zhunsheng.cases.forms.base import ScanForm, scan_field, text_field
from zhunsheng.cases.rules.renaming import RenamingDraft


class RenamingForm(ScanForm):
    """By which paper the party has its present name."""

    bases: ClassVar = {"number": "APL-2021:59.1(1)", "scan": "APL-2021:59.1(1)"}

    number = text_field("登记文书号", most=80, hint="登记通知书文号，或者营业执照的信用代码")
    mistaken = forms.BooleanField(
        label="原名称登记有误，属于更正", required=False, help_text="属于更正的，不写作曾用名"
    )
    scan = scan_field("登记通知书或者营业执照的扫描件")

    @property
    def draft(self) -> RenamingDraft:
        """The renaming."""
        return RenamingDraft(self.value("number"), self.value("mistaken"))
