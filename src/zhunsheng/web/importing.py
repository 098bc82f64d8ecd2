"""
Importing a sheet: its rows become facts or are named with what is wrong; the pages around it.

A room names its columns, reads one row, and registers the facts; the rest is the same everywhere:
a preview that writes nothing, its confirmation, what came of it, and the rows that were left as a
sheet to mend and upload again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import chain, islice
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.finding import Finding
from zhunsheng.web import pages, parts, sheets, streams, tables, uploads
from zhunsheng.web.sheets import COMMA, Column, RowError, Sheet, SheetRow, UnreadableSheet

F = TypeVar("F")

SENTENCE: Final = "{message}。{next_step}。"
OUTCOME: Final = "导入结果"
SHOWN: Final = 100
#: Wrong rows of a large file that are named one by one; a file with more is mended first.
MOST_REJECTED: Final = 5_000
TOO_MANY_FAULTS = "有问题的行超过5000行，没有导入。请对照填写说明检查整列的写法，改正后再上传。"


@dataclass(frozen=True, slots=True)
class Reading(Generic[F]):
    """
    What a sheet holds: the good rows as facts, every other row with its errors.

    ``remarks`` are told before the import and hinder it not.
    """

    headings: tuple[str, ...]
    rows_read: int
    good: tuple[F, ...]
    errors: tuple[RowError, ...]
    rejected: tuple[SheetRow, ...]
    ignored: str
    remarks: tuple[Finding, ...] = ()

    @property
    def rows_taken(self) -> int:
        """How many rows are good."""
        return len(self.good)


@dataclass(slots=True)
class RowReader:
    """One row while it is read; errors are gathered, never raised one by one."""

    sheet: Sheet
    row: SheetRow
    headings: dict[str, str]
    errors: list[RowError] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return the tidied text of a column; a sign that could not be read is named."""
        text = self.sheet.value(self.row, key)
        if sheets.LOST in text:
            self.wrong(key, sheets.LOST_SIGN)
        return text

    def wrong(self, key: str, message: str) -> None:
        """Name what is wrong in a column."""
        self.errors.append(RowError(self.row.number, self.headings.get(key, ""), message))


class Scan(Generic[F]):
    """
    A sheet that is read row by row: iterating yields the facts of good rows, once.

    The rest, with the names of ``Reading``, holds when the iteration has ended.
    """

    def __init__(
        self,
        *,
        rows: Iterator[tuple[int, list[str]]],
        columns: Sequence[Column],
        read: Callable[[RowReader], F],
    ) -> None:
        self._rows, self._columns, self._read = rows, columns, read
        self.headings: tuple[str, ...] = ()
        self.rows_read = self.rows_taken = 0
        self.errors: list[RowError] = []
        self.rejected: list[SheetRow] = []
        self.ignored = ""
        self.remarks: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[F]:
        """
        Yield the facts of every good row.

        :raises UnreadableSheet: if the file as a whole cannot be read, or is wrong all over
        """
        first = list(islice(self._rows, sheets.HEADING_ROWS))
        at, sheet = sheets.headings_of([cells for _, cells in first], self._columns)
        self.headings, self.ignored = sheet.headings, COMMA.join(sheet.ignored)
        headings = {column.key: column.heading for column in self._columns}
        for number, cells in chain(first[at + 1 :], self._rows):
            if not any(cells):
                continue
            self.rows_read += 1
            reader = RowReader(sheet, SheetRow(number, cells), headings)
            facts = self._read(reader)
            if reader.errors:
                self._reject(reader)
                continue
            self.rows_taken += 1
            yield facts
        if not self.rows_read:
            raise UnreadableSheet(sheets.NO_ROWS)

    def _reject(self, reader: RowReader) -> None:
        if len(self.rejected) == MOST_REJECTED:
            raise UnreadableSheet(TOO_MANY_FAULTS)
        self.errors += reader.errors
        self.rejected.append(reader.row)


def read_rows(
    *,
    filename: str,
    content: bytes,
    columns: Sequence[Column],
    read: Callable[[RowReader], F],
) -> Reading[F]:
    """
    Read every row of a sheet with the room's own function.

    :raises UnreadableSheet: if the file as a whole cannot be read
    """
    sheet = sheets.read_sheet(filename=filename, content=content, columns=columns)
    headings = {column.key: column.heading for column in columns}
    good: list[F] = []
    errors: list[RowError] = []
    rejected: list[SheetRow] = []
    for row in sheet.rows:
        reader = RowReader(sheet, row, headings)
        facts = read(reader)
        if reader.errors:
            errors += reader.errors
            rejected.append(row)
        else:
            good.append(facts)
    return Reading(
        headings=sheet.headings,
        rows_read=len(sheet.rows),
        good=tuple(good),
        errors=tuple(errors),
        rejected=tuple(rejected),
        ignored=COMMA.join(sheet.ignored),
    )


def sentence(finding: Finding) -> str:
    """Return a finding as one line of an error sheet: what is wrong and what to do."""
    return SENTENCE.format(message=finding.message, next_step=finding.next_step)


def run_values(
    ctx: Act, reading: uploads.Reading, *, filename: str, content: bytes, on: date
) -> dict[str, Any]:
    """Return the columns of the record of an import: what was taken, what was left and why."""
    return {
        "bureau_id": ctx.bureau,
        "filename": filename[:200],
        "digest": sha256(content).hexdigest(),
        "rows_read": reading.rows_read,
        "rows_taken": reading.rows_taken,
        "errors": [[error.row, error.column, error.message] for error in reading.errors],
        "rejected": [[row.number, list(row.cells)] for row in reading.rejected],
        "headings": list(reading.headings),
        "ignored": reading.ignored[:400],
        "imported_on": on,
        "recorded_at": ctx.at,
        "by_name": ctx.by.name,
    }


class Run(Protocol):
    """The record of an import."""

    id: UUID
    headings: Sequence[str]
    rejected: Iterable[tuple[int, Sequence[str]]]
    errors: Iterable[tuple[int, str, str]]
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ImportPages:
    """
    The pages of an import; a room says what is imported, who may, and where uploads wait.

    ``onward`` names where the reader goes on after an import that made one record.
    """

    room: str
    title: str
    unit: str
    template_name: str
    errors_name: str
    columns: Sequence[Column]
    home: Callable[[], parts.Crumb]
    template: Callable[[], bytes]
    preview: Callable[..., uploads.Reading]
    act: Callable[..., Any]
    run_of: Callable[[Viewer, UUID], Run]
    hold: Callable[..., str]
    held: Callable[[Viewer, str], uploads.Upload]
    onward: Callable[[Any], parts.Crumb] | None = None
    limits: streams.Limits = streams.WHOLE

    def urls(self, *roles: str) -> list[URLPattern]:
        """Return the addresses of the pages, open to these roles."""
        allow = pages.allow(*roles)
        run = "import/<uuid:run_id>/"
        return [
            path("import/", allow(self.take), name="import"),
            path("import/template/", allow(require_GET(self.blank)), name="import_template"),
            path("import/confirm/", allow(require_POST(self.confirm)), name="import_confirm"),
            path("import/errors/", allow(require_GET(self.rejected)), name="import_errors"),
            path(run, allow(require_GET(self.show_run)), name="import_run"),
            path(f"{run}errors/", allow(require_GET(self.run_errors)), name="import_run_errors"),
        ]

    def _url(self, name: str, *args: object) -> str:
        return reverse(f"{self.room}:{name}", args=args)

    def take(self, request: HttpRequest) -> HttpResponse:
        """Take a sheet and show what an import would do; nothing is written yet."""
        if request.method != "POST":
            return self._page(request, uploads.UploadForm(limits=self.limits))
        form = uploads.UploadForm(request.POST, request.FILES, limits=self.limits)
        if form.is_valid():
            file = form.cleaned_data["file"]
            viewer, content = pages.viewer_of(request), file.read()
            try:
                reading = self.preview(viewer, filename=file.name, content=content)
                token = self.hold(viewer, filename=file.name, content=content)
            except UnreadableSheet as reason:
                form.add_error("file", reason.message)
            except OSError:
                form.add_error("file", uploads.NO_SPACE)
            else:
                return self._preview_page(request, form, reading, token)
        return self._page(request, form, outcome=pages.Outcome(form))

    def _page(
        self,
        request: HttpRequest,
        form: object,
        *,
        outcome: pages.Outcome[Any] | None = None,
        **more: object,
    ) -> HttpResponse:
        context = {
            "title": self.title,
            "crumbs": (self.home(), parts.Crumb(self.title)),
            "form": form,
            "columns": self.columns,
            "unit": self.unit,
            "here": self._url("import"),
            "back": self._url("list"),
            "template_url": self._url("import_template"),
            "confirm_url": self._url("import_confirm"),
            **more,
        }
        return pages.show(request, "web/import.html", context, outcome=outcome)

    def _preview_page(
        self, request: HttpRequest, form: uploads.UploadForm, reading: uploads.Reading, token: str
    ) -> HttpResponse:
        return self._page(
            request,
            form,
            preview=uploads.outcome_of(reading, filename=form.cleaned_data["file"].name),
            page=tables.Page(tuple(reading.errors[:SHOWN]), 1, SHOWN, len(reading.errors)),
            confirm=uploads.ConfirmForm(initial={"token": token}),
            errors_url=uploads.with_token(self._url("import_errors"), token),
            remarks=reading.remarks,
        )

    def confirm(self, request: HttpRequest) -> HttpResponse:
        """Import the sheet that was previewed."""
        try:
            held = self.held(pages.viewer_of(request), request.POST.get("token", ""))
            outcome = pages.submit(
                request,
                form=uploads.ConfirmForm(request.POST),
                act=lambda ctx, data: self.act(
                    ctx=ctx, filename=held.filename, content=held.content, on=ctx.day
                ),
            )
        except uploads.UploadGone:
            return self._again(request, uploads.refused(uploads.GONE))
        except UnreadableSheet as reason:
            return self._again(request, uploads.refused(reason.message))
        if outcome.refusals:
            return self._page(request, uploads.UploadForm(limits=self.limits), outcome=outcome)
        if outcome.done:
            url = self._url("import_run", outcome.result.id)
            return pages.go(request, url, label=self.title)
        form = uploads.UploadForm(limits=self.limits)
        again = pages.Outcome[Any](form, stale=outcome.stale, later=outcome.later)
        return self._page(request, form, outcome=again)

    def _again(self, request: HttpRequest, form: uploads.UploadForm) -> HttpResponse:
        return self._page(request, form, outcome=pages.Outcome(form))

    def show_run(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Show what an import took and left."""
        run = self.run_of(pages.viewer_of(request), run_id)
        errors = uploads.errors_from(run.errors)
        context = {
            "title": OUTCOME,
            "crumbs": (self.home(), parts.Crumb(OUTCOME)),
            "run": run,
            "unit": self.unit,
            "page": tables.paginate(errors, request, size=SHOWN),
            "errors_url": self._url("import_run_errors", run.id) if errors else "",
            "onward": self.onward(run) if self.onward else None,
        }
        return pages.show(request, "web/import_run.html", context)

    def run_errors(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Save the rows that an import left, each with what is wrong."""
        run = self.run_of(pages.viewer_of(request), run_id)
        content = sheets.error_sheet(
            headings=run.headings, rejected=run.rejected, errors=run.errors
        )
        return uploads.download(content, name=self.errors_name)

    def rejected(self, request: HttpRequest) -> HttpResponse:
        """Save the rows that a previewed import would leave."""
        viewer = pages.viewer_of(request)
        held = self.held(viewer, request.GET.get("token", ""))
        reading = self.preview(viewer, filename=held.filename, content=held.content)
        return uploads.download(uploads.error_sheet_of(reading), name=self.errors_name)

    def blank(self, request: HttpRequest) -> HttpResponse:
        """Save the blank template."""
        return uploads.download(self.template(), name=self.template_name)
