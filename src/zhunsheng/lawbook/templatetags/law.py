"""Template filters for citations."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries
from zhunsheng.lawbook.documents.fines import fines_text
from zhunsheng.lawbook.rules.law import Violation

register = template.Library()


@register.filter
def cite(citation: Citation | str | None) -> str:
    """Return the printed label of a citation or of its text; nothing for nothing."""
    if not citation:
        return ""
    return queries.cite_label(
        citation if isinstance(citation, Citation) else Citation.parse(citation)
    )


@register.filter
def fines(row: Violation) -> str:
    """Return whom the law fines for a violation and how much, nothing where nobody."""
    return fines_text(row)


@register.filter
def place(jurisdiction: str) -> str:
    """Return the name of a place of jurisdiction."""
    return queries.place_name(jurisdiction)


@register.simple_tag
def cited(citation: Citation) -> SafeString:
    """Link a citation to the page of its article, of the instrument where it names none."""
    return format_html(
        '<a href="{}">{}</a>', queries.url_of(citation), queries.cite_label(citation)
    )
