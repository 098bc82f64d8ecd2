"""Template filters for citations."""

from django import template

from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries

register = template.Library()


@register.filter
def cite(citation: Citation | str | None) -> str:
    """Return the printed label of a citation or of its text; nothing for nothing."""
    if not citation:
        return ""
    return queries.cite_label(
        citation if isinstance(citation, Citation) else Citation.parse(citation)
    )
