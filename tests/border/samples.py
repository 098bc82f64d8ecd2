"""One record for every word in an address, taken from what the bureau has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from zhunsheng.compulsion.choices import MeasureKind
from zhunsheng.compulsion.procedure import procedure_of
from zhunsheng.visitcode.queries import token_of

WHY: Final = "a test looks for the record that it then asks for as somebody"


class NoRecord(LookupError):
    """The bureau holds no record of the kind that an address names."""


def _only(rows: Iterable[object], label: str) -> object:
    for row in rows:
        return row
    raise NoRecord(label)


def _first(label: str, **having: object) -> Callable[[UUID], object]:
    def sample(bureau: UUID) -> object:
        rows = apps.get_model(label).objects.across_bureaus(reason=WHY)
        rows = rows.filter(bureau_id=bureau, **having).order_by("id")
        return _only(rows.values_list("id", flat=True)[:1], label)

    return sample


def _value(label: str, field: str) -> Callable[[UUID], object]:
    def sample(bureau: UUID) -> object:
        rows = apps.get_model(label).objects.across_bureaus(reason=WHY)
        rows = rows.filter(bureau_id=bureau).order_by("id")
        return _only(rows.values_list(field, flat=True)[:1], label)

    return sample


def _said(value: object) -> Callable[[UUID], object]:
    return lambda _bureau: value


def _division(bureau: UUID) -> object:
    return apps.get_model("accounts.Bureau").objects.get(id=bureau).division_code


def _user(bureau: UUID) -> object:
    users = apps.get_model("accounts.User").objects.filter(bureau_id=bureau).order_by("id")
    return _only(users.values_list("id", flat=True)[:1], "accounts.User")


def _token(bureau: UUID) -> object:
    entry = apps.get_model("visitcode.Entry").objects.across_bureaus(reason=WHY)
    ids = entry.filter(bureau_id=bureau).order_by("id").values_list("inspection_id", flat=True)
    return token_of(UUID(str(_only(ids[:1], "visitcode.Entry"))))


def _unfiled(bureau: UUID) -> object:
    """Return a closed case that stands in no volume."""
    rows = apps.get_model("cases.PenaltyCase").objects.across_bureaus(reason=WHY)
    volumes = apps.get_model("archive.Volume").objects.across_bureaus(reason=WHY)
    filed = volumes.filter(bureau_id=bureau).values("case_id")
    rows = rows.filter(bureau_id=bureau, acts__step="closing").exclude(id__in=filed)
    return _only(rows.order_by("id").values_list("id", flat=True)[:1], "archive:case_id")


def _drawn(bureau: UUID) -> object:
    """Return a unit of the draw that is the sample."""
    draw = SAMPLES["draw_id"](bureau)
    rows = apps.get_model("draw.DrawnUnit").objects.across_bureaus(reason=WHY)
    found = rows.filter(draw_id=draw).order_by("rank").values_list("entity_id", flat=True)
    return _only(found[:1], "draw:entity_id")


def _of_department(label: str) -> Callable[[UUID], object]:
    """Return how a task or letter is found in which no street has a part, signed or approved."""

    def sample(bureau: UUID) -> object:
        rows = apps.get_model(label).objects.across_bureaus(reason=WHY).filter(bureau_id=bureau)
        if label.endswith("JointTask"):
            rows = rows.exclude(participants__kind="STREET")
        else:
            rows = rows.filter(unit=None, acts__step="letter_signing")
        return _only(rows.order_by("id").values_list("id", flat=True)[:1], label)

    return sample


#: Word of an address, or "room:word" where rooms mean different things by it.
SAMPLES: Final[Mapping[str, Callable[[UUID], object]]] = MappingProxyType(
    {
        "archive:case_id": _unfiled,
        "block_id": _first("documents.FormBlock"),
        "loan_id": _first("archive.Loan", state="LENT"),
        "original_id": _first("documents.SignedOriginal"),
        "volume_id": _first("archive.Volume"),
        "case_id": _first("cases.PenaltyCase", procedure="ORDINARY"),
        "code": _division,
        "compulsion:group": _said("seal"),
        "compulsion:matter_id": _first("inspection.Inspection"),
        "compulsion:matter_kind": _said("inspection"),
        "compulsion:step": _said("approval"),
        "documents:code": _value("documents.Series", "code"),
        "documents:year": _value("documents.Series", "year"),
        "document_id": _first("documents.Document"),
        "draw_id": _first("draw.Draw"),
        "draw:entity_id": _drawn,
        "entity_id": _first("registry.BusinessEntity"),
        "execution:step": _said("payment_code"),
        "execution:year": _said(2026),
        "month": _said(5),
        "extension": _said("pdf"),
        "fairness_id": _first("fairness.FairnessRun"),
        "annualreport:name": _said("public.html"),
        "annualreport:year": _said(2025),
        "annualreport:key": _said("officers"),
        "annualreport:step": _said("hand_in"),
        # A filter is its owner's alone: this one is nobody's.
        "filter_id": _said(UUID(int=1)),
        "inspection_id": _first("inspection.Inspection", order__isnull=False),
        "instrument_id": _said("APL-2021"),
        "item_id": _first("evidence.EvidenceItem", size__gt=0),
        "key": _said("inspection.visits"),
        "powers:list_id": _first("powers.PowerListVersion"),
        "portal:list_id": _first("powers.PowerListVersion"),
        "powers:code": _value("powers.PowerItem", "code"),
        "powers:key": _said("safety.97-7"),
        "portal:item": _value("powers.PowerItem", "code"),
        "finding_id": _first("inspection.InspectionFinding", grade="MAJOR"),
        "hazard_id": _first("hazards.MajorHazard"),
        "hazard_step": _said("hazard_follow_up"),
        "task_id": _of_department("jointwork.JointTask"),
        "task_step": _said("participant_result"),
        "referral_id": _first("jointwork.Referral", direction="OUT"),
        "referral_step": _said("referral_outcome"),
        "jointwork:letter_id": _of_department("jointwork.SupervisionLetter"),
        "letter_step": _said("letter_response"),
        "statement_id": _first("visitcode.VisitStatement"),
        "statement_kind": _said("complaint"),
        "token": _token,
        "checklist_key": _said("gas_station"),
        "lawbook:key": _said("safety.97-7"),
        "lawbook:number": _said("4"),
        "cases:number": _said("54"),
        "procedure_key": _said("penalty.ordinary"),
        "kind": _said("DECISION"),
        "measure_id": _first("compulsion.Measure"),
        "inquiry:kind": _said("case"),
        "inquiry:subject_id": _first("cases.PenaltyCase", procedure="ORDINARY"),
        "inquiry:act": _said("interview"),
        "inquiry:step": _said("disposal_proposal"),
        "interview_id": _first("inquiry.Interview"),
        "preservation_id": _first("inquiry.Preservation"),
        "commission_id": _first("inquiry.ExpertCommission"),
        "taking": _said("expert_result"),
        "number": _said(1),
        "number_id": _first("documents.NumberEntry"),
        "officer_id": _first("workforce.Officer"),
        "credential_id": _first("workforce.Credential"),
        "delegation_id": _first("workforce.Delegation"),
        "interest_id": _first("workforce.Interest"),
        "plan_id": _first("planning.AnnualPlan", acts__step="publish"),
        "planning:run_id": _first("planning.PlanImport"),
        "planning:unit_id": _value("planning.PlanTeam", "unit_id"),
        "publication_id": _first("publication.Publication"),
        "credit:decision_id": _first("cases.Decision", kind="PENALTY"),
        "letter_id": _first("remedies.Letter"),
        "remedy_id": _first("remedies.Remedy", kind="RECONSIDERATION"),
        "remedies:step": _said("answer"),
        "report_id": _first("annualreport.Report"),
        "return_id": _first("statistics.StatReturn"),
        "desk:key": _said("visits"),
        "form": _said("monthly"),
        "since": _said("2025-09-01"),
        "statistics:extension": _said("xlsx"),
        "review_id": _first("legalreview.Review"),
        "registry:record_id": _first("registry.SafetyRecord"),
        "registry:run_id": _first("registry.ImportRun"),
        "workforce:run_id": _first("workforce.OfficerImport"),
        "step": _said("closing"),
        "site_id": _first("registry.Site"),
        "burden:plan_id": _first("burden.JointPlanRecord"),
        "subject_id": _first("cases.Decision"),
        "table_id": _first("lawbook.BenchmarkTable"),
        "user_id": _user,
    }
)


def addresses(
    patterns: Iterable[object] | None = None, room: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield the full name and the pattern of every address of the site."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, entry.namespace or room)
        elif isinstance(entry, URLPattern):
            yield f"{room}:{entry.name}", entry


def words() -> Mapping[str, tuple[str, ...]]:
    """Return for each address the words that it needs."""
    return {name: tuple(entry.pattern.converters or _groups(entry)) for name, entry in addresses()}


def _groups(entry: URLPattern) -> Iterable[str]:
    return entry.pattern.regex.groupindex


def address(name: str, needed: Iterable[str], bureau: UUID) -> str:
    """
    Return the address of a name with a record of the bureau in it.

    :raises NoRecord: if the bureau has none
    """
    room = name.partition(":")[0]
    values = {}
    for word in needed:
        sample = SAMPLES.get(f"{room}:{word}") or SAMPLES[word]
        values[word] = sample(bureau)
    return reverse(name, kwargs=values)


#: Pages that look different with the record: the first of each value of a column.
BY_COLUMN: Final = (
    ("cases:detail", "case_id", "cases.PenaltyCase", "procedure"),
    ("inspection:detail", "inspection_id", "inspection.Inspection", "basis_kind"),
    ("compulsion:detail", "measure_id", "compulsion.Measure", "kind"),
    ("documents:detail", "document_id", "documents.Document", "kind"),
    ("publication:detail", "publication_id", "publication.Publication", "kind"),
    ("draw:detail", "draw_id", "draw.Draw", "kind"),
    ("registry:detail", "entity_id", "registry.BusinessEntity", "sector"),
)


def variants(bureau: UUID) -> Iterator[tuple[str, str, str]]:
    """Yield name, mark and address of pages with other records, and of every act of a case."""
    from zhunsheng.cases.procedure import PENALTY_ORDINARY
    from zhunsheng.cases.views.acts import ACT_PAGES

    for name, word, label, column in BY_COLUMN:
        rows = apps.get_model(label).objects.across_bureaus(reason=WHY).filter(bureau_id=bureau)
        first: dict[str, object] = {}
        for value, key in rows.order_by("-id").values_list(column, "id"):
            first.setdefault(str(value), key)
        for value, key in sorted(first.items()):
            yield name, value.lower(), reverse(name, kwargs={word: key})
    rows = apps.get_model("cases.PenaltyCase").objects.across_bureaus(reason=WHY)
    newest = rows.filter(bureau_id=bureau, procedure="ORDINARY").order_by("-id")[0].id
    for step in (one.key for one in PENALTY_ORDINARY.steps if one.key in ACT_PAGES):
        yield "cases:act", step, reverse("cases:act", kwargs={"case_id": newest, "step": step})
    yield from measures(bureau)


def measures(bureau: UUID) -> Iterator[tuple[str, str, str]]:
    """Yield the pages that ask for a measure, and every step of one of each procedure."""
    from zhunsheng.compulsion.views.acts import ACT_PAGES, REQUEST_PAGES

    matter = SAMPLES["compulsion:matter_id"](bureau)
    for group in REQUEST_PAGES:
        words = {"group": group, "matter_kind": "inspection", "matter_id": matter}
        yield "compulsion:request", group, reverse("compulsion:request", kwargs=words)
    rows = apps.get_model("compulsion.Measure").objects.across_bureaus(reason=WHY)
    seen: set[str] = set()
    for row in rows.filter(bureau_id=bureau).order_by("-id"):
        steps = {one.key for one in procedure_of(MeasureKind(row.kind)).steps} & ACT_PAGES.keys()
        for step in sorted(steps - seen):
            seen.add(step)
            path = reverse("compulsion:act", kwargs={"measure_id": row.id, "step": step})
            yield "compulsion:act", f"{row.kind.lower()}-{step}", path
