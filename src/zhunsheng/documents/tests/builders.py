"""A bureau, its clerk and an act that issues: what the tests of documents stand on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.documents import queries, rules, services
from zhunsheng.documents.choices import NumberSource
from zhunsheng.documents.models import Document
from zhunsheng.journal import services as journal
from zhunsheng.kernel.act import Act, Actor, ActorKind

DAY = date(2026, 11, 20)
BUREAU = UUID("01950000-0000-7000-8000-0000000000d1")
OTHER = UUID("01950000-0000-7000-8000-0000000000d9")
CASE = ("case", UUID("01950000-0000-7000-8000-0000000000d3"))
CLERK = Actor(
    ActorKind.OFFICER,
    UUID("01950000-0000-7000-8000-0000000000d2"),
    "示例乙",
    frozenset({Role.ARCHIVIST.value}),
)
FACTS = accounts.BureauFacts(
    "示例区应急管理局", "示", "999902", "CN", "示例区人民政府", "示例路1号", "000"
)


def ctx(key: str, *, on: date = DAY, bureau: UUID = BUREAU) -> Act:
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    return Act(by=CLERK, bureau=bureau, at=at, request_key=key)


def found() -> None:
    accounts.found_bureau(ctx=ctx("found"), facts=FACTS, on=DAY)


def found_other() -> None:
    facts = replace(FACTS, name="样例区应急管理局", short_mark="样", division_code="999903")
    accounts.found_bureau(ctx=ctx("found", bureau=OTHER), facts=facts, on=DAY)


@journal.act
def issue_one(
    *,
    ctx: Act,
    kind: str,
    on: date,
    without: tuple[str, ...] = (),
    source: NumberSource = NumberSource.OWN,
    external_number: str = "",
    external_receipt: str = "",
) -> Document:
    """Issue a document with the invented contents of its kind, some of them left out."""
    content = dict(rules.example(queries.kind(kind)))
    for key in without:
        content[key] = ""
    return services.issue(
        ctx,
        kind=kind,
        subject=CASE,
        content=content,
        on=on,
        number_source=source,
        external_number=external_number,
        external_receipt=external_receipt,
    )


@journal.act
def issue_under(*, ctx: Act, kind: str, number: str, on: date) -> Document:
    """Issue a document under a reserved number."""
    content = rules.example(queries.kind(kind))
    return services.issue_reserved(
        ctx, kind=kind, subject=CASE, content=content, on=on, number=number
    )
