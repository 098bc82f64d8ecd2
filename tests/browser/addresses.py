"""What a person of a site is shown: every address, with records that this person may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from django.urls import Resolver404, resolve, reverse

from tests.border import samples, table
from zhunsheng.accounts.choices import Role
from zhunsheng.accounts.models import Bureau, User

#: Addresses that end what is being looked at.
LEFT_OUT: Final = {"accounts:sign_out"}
#: Files and pieces of pages: their answer is compared, there is nothing to look at.
NO_PAGE: Final = {
    "annualreport:file",
    "annualreport:preview",
    "archive:cases_file",
    "archive:inner_pdf",
    "archive:main_pdf",
    "archive:numbers_template",
    "burden:joint_template",
    "cases:address_form",
    "cases:draft",
    "cases:parties",
    "documents:file",
    "documents:original_file",
    "draw:changes_file",
    "draw:paper",
    "draw:pool_file",
    "draw:record",
    "evidence:file",
    "execution:template",
    "fairness:pdf",
    "jointwork:letter_paper",
    "lawbook:table_template",
    "planning:approval_paper",
    "planning:docx",
    "planning:import_run_errors",
    "planning:import_template",
    "planning:pdf",
    "portal:draw_changes",
    "portal:draw_pool_file",
    "portal:draw_record",
    "portal:powers_file",
    "powers:export",
    "powers:template",
    "registry:import_run_errors",
    "remedies:bundle",
    "statistics:return_file",
    "registry:import_template",
    "workforce:import_run_errors",
    "workforce:import_template",
}
LINK: Final = re.compile(r'href="(/[^"?#]*)')

Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Address:
    """An address to open: its name, a mark that tells variants apart, its path, its answer."""

    name: str
    mark: str
    path: str
    wanted: int | None

    @property
    def file(self) -> str:
        """The stem of the picture's name."""
        return f"{self.name.replace(':', '-')}{self.mark and '-'}{self.mark}"

    @property
    def is_page(self) -> bool:
        """Whether there is a page to look at."""
        return self.name not in NO_PAGE and self.wanted in (None, table.OK)


def addresses(username: str, only: str, read: Read, missing: set[str]) -> Iterator[Address]:
    """
    Yield what a person opens.

    A person who sees a part of the records gets those that the lists show; everybody else the
    samples of the border, and several of a kind where pages differ. ``missing`` is told which
    kinds of record the site does not hold.
    """
    roles = frozenset(map(Role, User.objects.get(username=username).roles)) if username else None
    bureau = Bureau.objects.get().id
    own = dict(shown(read)) if roles and roles & table.STREET else {}
    for name, words in samples.words().items():
        if name in LEFT_OUT or not name.startswith(only):
            continue
        try:
            theirs = bool(words) and own.keys() >= set(words)
            path = (
                reverse(name, kwargs={word: own[word] for word in words})
                if theirs
                else samples.address(name, words, bureau)
            )
        except samples.NoRecord as kind:
            missing.add(f"{name}: the site holds no {kind}")
            continue
        wanted = expected(name, roles)
        lawful = table.OK if theirs and wanted == table.MISSING else wanted
        yield Address(name, "", path, lawful)
    if not own:
        yield from variants(bureau, only, roles)


def variants(bureau: UUID, only: str, roles: frozenset[Role] | None) -> Iterator[Address]:
    """Yield pages that look different with the record."""
    for name, mark, path in samples.variants(bureau):
        if name.startswith(only):
            yield Address(name, mark, path, expected(name, roles))


def shown(read: Read) -> Iterator[tuple[str, object]]:
    """Yield the words of addresses, with the records to which a person's lists lead."""
    for name, words in samples.words().items():
        if words or name.partition(":")[2] != "list":
            continue
        for path in LINK.findall(read(samples.address(name, (), UUID(int=0)))):
            try:
                found = resolve(path)
            except Resolver404:
                continue
            yield from ((w, v) for w, v in found.kwargs.items() if w.endswith("_id"))


@cache
def expected(name: str, roles: frozenset[Role] | None) -> int | None:
    """Return the status of the border's table, None where several roles of one person differ."""
    if name == "portal:home" and Bureau.objects.count() == 1:
        return table.TO  # the only bureau's page is the home
    if not roles:
        return table.expected(name, None, foreign=False)
    answers = {table.expected(name, role, foreign=False) for role in roles}
    answers -= {table.FORBIDDEN} if len(answers) > 1 else set()
    return answers.pop() if len(answers) == 1 else None
