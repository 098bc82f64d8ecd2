"""The form that keeps a filter of the list of cases."""

from __future__ import annotations

from django import forms

from zhunsheng.accounts.rules import FilterDraft
from zhunsheng.web import forms as fields

PAGE = "cases:list"


class FilterNameForm(fields.ActForm):
    """A name for the present filter, and for whom it is kept."""

    name = forms.CharField(label="名称", max_length=20)
    is_default = forms.BooleanField(label="打开案件列表时默认使用", required=False)
    is_shared = forms.BooleanField(label="本局人员共享", required=False)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    @property
    def draft(self) -> FilterDraft:
        """The filter."""
        return FilterDraft(page=PAGE, **self.cleaned_data)
