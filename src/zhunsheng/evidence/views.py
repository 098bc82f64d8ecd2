"""Pages of evidence: the file of one item."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhunsheng.accounts.choices import READERS
from zhunsheng.evidence import queries, rules
from zhunsheng.evidence.choices import INQUIRED
from zhunsheng.web import clock, pages

NOT_KEPT = "该证据没有存放文件，或者文件已损坏。请向承办人员核对原件。"


@pages.allow(*READERS)
@require_GET
def file(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """
    Save the file of an item after its hash was computed again.

    :raises PermissionDenied: if it was taken in an inquiry and is neither for the reader nor lent
    """
    viewer = pages.viewer_of(request)
    try:
        item = queries.item(viewer, item_id)
    except ObjectDoesNotExist:
        if queries.reads_taken(viewer.by):
            raise
        raise PermissionDenied from None  # whether there is one is not told either
    subject = (item.subject_kind, item.subject_id)
    if item.subject_kind in INQUIRED and not queries.reads_of(viewer, subject, on=clock.today()):
        raise PermissionDenied
    if not item.is_kept:
        raise Http404(NOT_KEPT)
    try:
        content = queries.kept_file(item.sha256)
    except queries.FileDamaged:
        raise Http404(NOT_KEPT) from None
    ending = queries.ending_of_content(content)
    kind = rules.MEDIA_TYPES.get(ending, rules.UNKNOWN_TYPE)
    response = HttpResponse(content, content_type=kind)
    name = rules.saved_name(f"{item.number} {item.name}", ending)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response
