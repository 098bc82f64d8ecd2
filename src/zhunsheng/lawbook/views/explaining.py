"""The penalty explainer: what fine follows from facts, step by step, open to everyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import Liable, NodeKind, Waiver
from zhunsheng.lawbook.documents import derivation as telling
from zhunsheng.lawbook.documents.fines import fines_text
from zhunsheng.lawbook.documents.wording import say
from zhunsheng.lawbook.forms import AnswersForm, ExplainerForm, asked_names
from zhunsheng.lawbook.loading import violation_versions
from zhunsheng.lawbook.rules.law import Benchmark, Violation
from zhunsheng.lawbook.rules.tree import Derivation, Node
from zhunsheng.lawbook.rules.versions import OLD_AND_LIGHTER
from zhunsheng.lawbook.views import common, finding
from zhunsheng.web import clock, pages

#: How many violations a search offers.
OFFERED: Final = 30
#: The violation that the answers in the address were given for.
ANSWERED_FOR: Final = "for"
DEEPEST: Final = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the tree: its words around the citation, and the page of the article."""

    kind: str
    depth: int
    before: str
    label: str
    url: str
    after: str
    verified: bool
    is_result: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A derivation as the page shows it."""

    found: Derivation
    headline: str
    steps: tuple[Step, ...]
    alternatives: tuple[str, ...]
    paragraph: str
    versions: tuple[tuple[Violation, str, bool], ...]

    @property
    def rule(self) -> Citation:
        """The rule by which one of two versions is applied."""
        return OLD_AND_LIGHTER

    @property
    def lighter(self) -> bool:
        """Whether one of the versions is the lighter one."""
        return any(mark for _, _, mark in self.versions)

    @property
    def is_must(self) -> bool:
        """Whether the law forbids the fine."""
        return self.found.waiver not in (None, Waiver.FIRST_OFFENSE_WAIVER)


@pages.allow(pages.EVERYONE)
def explainer(request: HttpRequest) -> HttpResponse:
    """Ask for what a fine depends on, then show it with its tree and its reasons."""
    own = _own(request)
    context: dict[str, object] = {
        "title": "罚款推算",
        "frame": common.frame(request),
        "tabs": common.tabs("explainer"),
        "leaves_out_own": own is None,
    }
    words = request.GET.get("q", "").strip()[:40]
    if "violated_from" not in request.GET:
        form = ExplainerForm(initial=_start(request), own=own or ())
        context |= {"form": form, "words": words, "offered": _offered(words)}
        return pages.show(request, "lawbook/explainer.html", context)
    form = ExplainerForm(request.GET, own=own or ())
    versions = violation_versions().get(request.GET.get("violation", ""), ())
    context |= {"form": form, "words": words, "offered": ()}
    wrong = not form.is_valid()
    if versions:
        context |= _answered(request, form, versions)
        wrong = wrong or "told" not in context
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "lawbook/explainer.html", context, status=status)


def _own(request: HttpRequest) -> tuple[Benchmark, ...] | None:
    """Return the benchmarks of the bureau's own tables, None where nobody can say whose."""
    if pages.actor_of(request) is not None:
        return queries.own_benchmarks(pages.viewer_of(request))
    return queries.own_benchmarks_of_the_site()


def _start(request: HttpRequest) -> dict[str, object]:
    """Return what an unanswered form begins with."""
    key = request.GET.get("violation", "")
    versions = violation_versions().get(key, ())
    liable = versions[-1].liable if versions else ()
    return {
        "violation": key if versions else "",
        "who": liable[0] if liable else Liable.UNIT,
        "decided_on": clock.today(),
    }


def _offered(words: str) -> tuple[Violation, ...]:
    if not words:
        return ()
    held = [row for row in queries.newest().values() if finding.is_meant(row, words)]
    return tuple(sorted(held, key=lambda row: row.penalty)[:OFFERED])


def _answered(
    request: HttpRequest, form: ExplainerForm, versions: tuple[Violation, ...]
) -> dict[str, object]:
    """Return the answers so far, and what follows from them where all are in order."""
    data: QueryDict = request.GET
    if data.get(ANSWERED_FOR, versions[0].key) != versions[0].key:
        data = QueryDict()
    answers = AnswersForm(data, versions=versions, own=form.own)
    good = answers.is_valid() and form.is_valid()
    context: dict[str, object] = {
        "answers": answers,
        "violation": versions[-1],
        "liable": "、".join(one.label for one in versions[-1].liable),
    }
    key = versions[0].key
    found = queries.derived(key, answers.facts(form), own=form.own) if good else None
    asked = asked_names(found.questions) if found else []
    if found:
        context["told"] = _told(found)
        context["measures"] = "、".join(one.label for one in found.measures)
    context["asked"] = _fields(answers, asked)
    context["given"] = _fields(answers, [n for n in answers.given if n not in asked])
    return context


def _fields(form: AnswersForm, names: list[str]) -> list[BoundField]:
    return [form[name] for name in names]


def _told(found: Derivation) -> Told:
    law = found.applicable
    several = law is not None and law.asks_for_choice
    return Told(
        found=found,
        headline=telling.headline(found),
        steps=tuple(_steps(found)),
        alternatives=telling.alternatives(found),
        paragraph=telling.paragraph(found) if found.is_settled else "",
        versions=tuple((row, fines_text(row), row is law.lighter) for row in law.versions)
        if law is not None and several
        else (),
    )


def _steps(found: Derivation) -> Iterator[Step]:
    for line, node in zip(telling.tree(found), _flat(found.nodes), strict=True):
        label = queries.cite_label(node.basis)
        text = line.text.removesuffix(say("unverified"))
        before, named, after = text.partition(label)
        if not named and node.kind is NodeKind.RESULT:
            before, named, after = f"{before}（", label, "）"
        yield Step(
            kind=line.kind,
            depth=min(line.depth, DEEPEST),
            before=before,
            label=named,
            url=queries.url_of(node.basis),
            after=after,
            verified=line.verified,
            is_result=node.kind in (NodeKind.RESULT, NodeKind.WAIVER),
        )


def _flat(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _flat(node.parts)
