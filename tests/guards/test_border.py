"""No query leaves the bureau's border."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from tests.guards.house import SOURCE, python_files
from zhunsheng.accounts.records import BureauManager, BureauRecord, UnscopedRead

ACROSS = {
    "accounts/records.py",
    "cases/queries/offences.py",
    "registry/queries/codes.py",  # asked by offences, with its reason
}
NOT_OF_A_BUREAU = {
    "accounts.Bureau",  # the bureau itself
    "accounts.User",  # a user signs in before a bureau is known; carries bureau all the same
    "journal.Event",  # knows its bureau by id only, below accounts
    "journal.Head",
    "journal.Request",
}


def tables():
    return [m for m in apps.get_models() if m.__module__.startswith("zhunsheng.")]


@pytest.mark.parametrize("model", tables(), ids=lambda m: m._meta.label)
class TestTable:
    def test_carries_its_bureau(self, model):
        assert "bureau" in {field.name for field in model._meta.get_fields()} or (
            model._meta.label == "accounts.Bureau"
        )

    def test_is_a_bureau_record_with_one_key_and_one_border(self, model):
        if model._meta.label in NOT_OF_A_BUREAU:
            return
        assert issubclass(model, BureauRecord)
        assert isinstance(model._default_manager, BureauManager)
        keys = [tuple(c.fields) for c in model._meta.constraints if hasattr(c, "fields")]
        assert ("bureau", "id") in keys

    def test_refuses_an_unscoped_read(self, model):
        if model._meta.label in NOT_OF_A_BUREAU:
            return
        with pytest.raises(UnscopedRead):
            model.objects.all()


def test_reads_over_all_bureaus_stand_only_where_they_are_listed():
    users = {
        str(p.relative_to(SOURCE))
        for p in python_files()
        if "across_bureaus" in p.read_text("utf-8") and "tests" not in p.parts
    }
    assert users == ACROSS


def test_no_code_steps_around_the_border():
    around = re.compile(r"_base_manager|_default_manager|\.raw\(|\.extra\(")
    found = [
        str(p.relative_to(SOURCE))
        for p in python_files()
        if around.search(p.read_text("utf-8")) and "tests" not in p.parts
    ]
    assert found == ["journal/services.py"]
