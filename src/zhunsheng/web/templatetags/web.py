"""
Template tags and filters of the page shell; values come ready, nothing is computed here but looks.

The filter ``cite`` (citation to its printed form) belongs to ``lawbook``; it is a builtin of the
template engine, so the components here may use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.money import yuan_text
from zhunsheng.web import errors, pages
from zhunsheng.web.parts import TimelineEntry, Tone

V = TypeVar("V", bound=Callable[..., object])

register = template.Library()

NOTHING = "—"
HASH = re.compile(r"(?<![0-9a-f])([0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])")
HOLIDAYS_UNKNOWN = "待公布放假安排"
LINE = '<li><time>{}</time><u class="{}" aria-hidden="true"></u><span>{}{}</span></li>'
NO_LINES = SafeString('<li class="none">还没有办理记录。</li>')


@register.filter
def yuan(fen: int | None) -> str:
    """Print an amount in fen as yuan with separators and two decimals; a dash for nothing."""
    return NOTHING if fen is None else yuan_text(fen)


@register.filter
def day(value: date | datetime | None, missing: str = "") -> str:
    """
    Print a date as 2026-01-15.

    With ``|day:"unknown"`` a missing date waits for the State Council's holiday notice.
    """
    if value is None or value == "":
        return HOLIDAYS_UNKNOWN if missing == "unknown" else NOTHING
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return value.isoformat()


@register.filter
def moment(value: datetime | None) -> str:
    """Print an instant as it was in China: 2026-01-15 09:12."""
    # A template hands an empty text in for what hangs on a record that does not exist yet.
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if value else NOTHING


@register.filter
def dash(value: object) -> object:
    """Print a dash where nothing is known."""
    return NOTHING if value is None or value == "" else value


@register.filter
def brief(text: str) -> str:
    """Print a sentence with its SHA-256 values cut; the page of the record has them whole."""
    return HASH.sub(r"\1…", text)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw one symbol of the sprite; it is decoration and hidden from screen readers."""
    sprite = static("vendor/icons.svg")
    return format_html(
        '<svg class="i {}" aria-hidden="true" focusable="false"><use href="{}#ti-{}"></use></svg>',
        extra,
        sprite,
        name,
    )


@register.simple_tag
def request_key() -> SafeString:
    """Put a fresh request key into a form, so that sending it twice acts once."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', pages.KEY_FIELD, pages.fresh_key()
    )


@register.simple_tag
def version(number: object) -> SafeString:
    """Put the version of the record into a form, so that a stale form is noticed."""
    if not isinstance(number, int):  # a missing variable of a template is an empty text
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', pages.VERSION_FIELD, number)


@register.simple_tag
def badge(text: object, tone: str | Tone = "") -> SafeString:
    """Show a short state: g done, o soon, r overdue or refused, n neutral, none for plain blue."""
    kind = tone.value if isinstance(tone, Tone) else tone
    return format_html('<span class="bd {}">{}</span>', kind, text)


@register.simple_tag
def number(value: object, url: str = "", unit: str = "") -> SafeString:
    """Show a number that opens the rows it counts."""
    if not url:
        return format_html('<b class="fig">{}</b>{}', value, unit)
    return format_html('<a class="fig" href="{}"><b>{}</b></a>{}', url, value, unit)


@register.simple_tag
def document(url: str, label: str, number: str = "", note: str = "") -> SafeString:
    """Link a document by its kind and its number."""
    after = format_html(' <span class="mut">{}</span>', note) if note else ""
    tail = format_html(' <span class="docno">{}</span>', number) if number else ""
    if not url:
        return format_html("{}{}{}{}", icon("file-text"), label, tail, after)
    return format_html(
        '<a class="doc" href="{}">{}{}</a>{}{}', url, icon("file-text"), label, tail, after
    )


@register.simple_block_tag(takes_context=True)
def card(
    context: Context,
    content: str,
    title: str = "",
    sub: object = "",
    icon: str = "",
    tone: str = "",
    link: str = "",
    link_label: str = "",
    anchor: str = "",
) -> SafeString:
    """Draw a card with a head; the content is put as it is (a table, ``.kv``, or ``.pad``)."""
    values = {
        "title": title,
        "sub": sub,
        "icon": icon,
        "tone": tone,
        "link": link,
        "link_label": link_label,
        "anchor": anchor,
        "content": content,
    }
    assert context.template is not None
    found = context.template.engine.get_template("web/components/card.html")
    return found.render(context.new(values))


def _inclusion(name: str) -> Callable[[V], V]:
    return register.inclusion_tag(f"web/components/{name}.html")


@_inclusion("progress")
def progress(steps: Iterable[object]) -> dict[str, object]:
    """Draw the progress bar of a procedure from ``parts.ProgressStep``."""
    return {"steps": tuple(steps)}


@_inclusion("clocks")
def clocks(terms: Iterable[object]) -> dict[str, object]:
    """List running terms from ``parts.Clock``."""
    return {"terms": tuple(terms)}


@_inclusion("next_acts")
def next_acts(acts: Iterable[object]) -> dict[str, object]:
    """List the acts that are lawful now from ``parts.NextAct``; what nobody asks for is folded."""
    rows = tuple(acts)
    optional = [bool(getattr(act, "optional", False)) for act in rows]
    return {
        "acts": tuple(act for act, folded in zip(rows, optional, strict=True) if not folded),
        "others": tuple(act for act, folded in zip(rows, optional, strict=True) if folded),
    }


@_inclusion("refused_acts")
def refused_acts(acts: Iterable[object]) -> dict[str, object]:
    """List the acts that are not lawful yet from ``parts.RefusedAct``, with every reason."""
    return {"acts": tuple(acts)}


@register.filter
def role_names(roles: Iterable[str]) -> str:
    """Print the names of roles in their usual order."""
    return "、".join(errors.role_names(roles))


@_inclusion("findings")
def findings(reasons: Iterable[object]) -> dict[str, object]:
    """List reasons: message, article, what to do."""
    return {"findings": tuple(reasons)}


@register.simple_tag
def timeline(entries: Iterable[TimelineEntry]) -> SafeString:
    """List what happened from ``parts.TimelineEntry``; hundreds of lines are drawn at once."""
    rows = format_html_join("", LINE, map(_line, entries))
    return format_html('<ol class="tl">{}</ol>', rows or NO_LINES)


def _line(entry: TimelineEntry) -> tuple[object, ...]:
    text: str | SafeString = brief(entry.text)
    if entry.url:
        text = format_html('<a href="{}">{}</a>', entry.url, text)
    by = format_html(" <small>{}</small>", entry.by) if entry.by else ""
    return entry.at, entry.tone.value, text, by


@_inclusion("empty")
def empty(title: str, hint: str = "", url: str = "", button: str = "") -> dict[str, object]:
    """Say that there is nothing yet, and what to do first."""
    return {"title": title, "hint": hint, "url": url, "button": button}


@_inclusion("tabs")
def tabs(items: Iterable[object], label: str = "") -> dict[str, object]:
    """Draw tabs from ``parts.Tab``."""
    return {"items": tuple(items), "label": label}


@_inclusion("chart")
def chart(drawn: object) -> dict[str, object]:
    """Show a ``parts.Chart``: the table, from which the page draws bars (``chart_scripts``)."""
    return {"chart": drawn}


@register.inclusion_tag("web/components/chart_scripts.html")
def chart_scripts() -> dict[str, object]:
    """Load what draws charts; without it their tables stand alone."""
    return {}


@_inclusion("tile")
def tile(item: object) -> dict[str, object]:
    """Draw a number tile from ``parts.Tile``."""
    return {"tile": item}


@_inclusion("basis")
def basis(rule: object) -> dict[str, object]:
    """Print a citation; a text is printed as it is."""
    return {"rule": rule}


@register.inclusion_tag("web/components/pager.html", takes_context=True)
def pager(context: Context, page: object, unit: str = "条") -> dict[str, object]:
    """Draw the pager of a ``tables.Page``; other parts of the address stay."""
    return {"page": page, "unit": unit, "request": context.get("request")}


@register.inclusion_tag("web/components/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: object) -> dict[str, object]:
    """Draw the filters of a ``tables.FilterForm`` as a GET form."""
    request = context.get("request")
    return {"form": form, "path": request.path if request else ""}


@register.inclusion_tag("web/components/problems.html", takes_context=True)
def problems(context: Context, form: object = None) -> dict[str, object]:
    """Show on top of a form why it was not done: refusals, a stale record, wrong values."""
    return {"outcome": context.get("outcome"), "form": form or context.get("form")}


@_inclusion("field")
def field(bound: BoundField) -> dict[str, object]:
    """Draw one field: label, control, rule, hint, error."""
    widget = bound.field.widget
    bases: dict[str, str] = getattr(bound.form, "bases", {})
    many = isinstance(widget, CheckboxSelectMultiple | RadioSelect)
    return {
        "field": bound,
        "basis": Citation.parse(bases[bound.name]) if bound.name in bases else None,
        "is_check": isinstance(widget, CheckboxInput),
        "is_many": many,
        "control": _control(bound, many=many),
    }


def _control(bound: BoundField, *, many: bool) -> SafeString:
    described = [f"{bound.auto_id}_error"] if bound.errors else []
    if bound.help_text:
        described.append(f"{bound.auto_id}_hint")
    extra: dict[str, str | bool] = {}
    if described:
        extra["aria-describedby"] = " ".join(described)
    if bound.field.required and not many:
        extra["aria-required"] = "true"
    kind = str(bound.field.widget.attrs.get("class", ""))
    if not many and not isinstance(bound.field.widget, CheckboxInput):
        extra["class"] = f"{kind} in".strip()
    return bound.as_widget(attrs=extra)


@register.inclusion_tag("web/components/fields.html")
def fields(form: object) -> dict[str, object]:
    """Draw all fields of a form in order."""
    return {"form": form}
