"""Every address declares who may open it; every migration is complete."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from zhunsheng.accounts.choices import Role
from zhunsheng.web import pages


def addresses(patterns=None, prefix=""):
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


@pytest.mark.parametrize(
    ("address", "view"), list(addresses()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_an_address_declares_its_permission(address, view):
    allowed = getattr(view, "allowed_roles", None)
    assert allowed, f"{address} says nobody may open it"
    known = {role.value for role in Role} | {pages.EVERYONE, pages.SIGNED_IN}
    assert {getattr(r, "value", r) for r in allowed} <= known


def test_every_entry_of_the_menu_exists():
    from django.urls import reverse

    from zhunsheng.config.menu import MENU

    assert all(reverse(item.name) for group in MENU for item in group)


@pytest.mark.django_db
def test_migrations_are_complete():
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=out)
