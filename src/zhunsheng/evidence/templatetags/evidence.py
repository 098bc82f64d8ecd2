"""How pieces of evidence look in a table: long catalogues are drawn at once, not node by node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.web import pages
from zhunsheng.web.templatetags.web import dash, day

register = template.Library()

ROW = (
    '<tr><td>{}</td><td class="wrap">{}</td><td>{}</td>'
    '<td class="nw"><span class="ph">取得：</span>{}</td>'
    '<td class="wrap{}"><span class="ph">证明：</span>{}</td></tr>'
)


@register.simple_tag
def evidence_rows(items: Iterable[EvidenceItem], linked: object = True) -> SafeString:
    """Draw a row of each piece: number, name, kind, day, what it proves; ``linked`` to its file."""
    return format_html_join("\n", ROW, _cells(items, linked=bool(linked)))


def _cells(items: Iterable[EvidenceItem], *, linked: bool) -> Iterator[tuple[object, ...]]:
    url_of = pages.addresses("evidence:file")
    for item in items:
        name: str | SafeString = item.name
        if item.is_kept and linked:
            name = format_html('<a href="{}">{}</a>', url_of(item.id), item.name)
        nil = "" if item.proves else " nil"
        yield item.number, name, item.kind_label, day(item.obtained_on), nil, dash(item.proves)
