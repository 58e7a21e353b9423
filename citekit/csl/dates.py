"""Renders cs:date: localized and free forms, ranges, seasons, eras and sort keys.

Specification 1.0.2, 'Date', 'Date-part', 'Date Ranges', 'AD and BC', 'Seasons', 'Approximate Dates'.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from citekit.csl.date_parsing import DateParts
from citekit.csl.leaves import TextStyle, make_leaf, read_text_style
from citekit.csl.numbers import format_ordinal
from citekit.csl.output import Node, NumberSlot
from citekit.csl.page_ranges import format_range
from citekit.csl.style import Element

if TYPE_CHECKING:
    from citekit.csl.context import Context
    from citekit.csl.locale import Locale

Renderer = Callable[["Context", list[Node]], None]
_ORDER: Final = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class DatePart:
    """One cs:date-part: `year`, `month` or `day`, its form and its style."""

    name: str
    form: str
    style: TextStyle
    range_delimiter: str | None


def read_date_part(element: Element) -> DatePart:
    """Return a date-part as its element states it."""
    name = element.get("name") or "year"
    form = element.get("form") or ("numeric" if name == "day" else "long")
    return DatePart(name, form, read_text_style(element), element.get("range-delimiter"))


def localize_parts(localized: Element, own: Element) -> tuple[DatePart, ...]:
    """Return the parts of a localized date with what the style's cs:date changes.

    Args:
        localized: The cs:date of the locale.
        own: The cs:date of the style, with its `date-parts` attribute and date-part children.
    """
    shown = {
        "year": {"year"},
        "year-month": {"year", "month"},
        "month-day": {"month", "day"},
    }.get(own.get("date-parts") or "", {"year", "month", "day"})
    changes = {child.get("name"): child for child in own.find_all("date-part")}
    parts: list[DatePart] = []
    for child in localized.find_all("date-part"):
        name = child.get("name") or ""
        if name not in shown:
            if name == "year" and parts and own.get("date-parts") == "month-day":
                parts[-1] = replace(parts[-1], style=replace(parts[-1].style, suffix=""))
            continue
        change = changes.get(name)
        if change is not None:
            attributes = {**child.attributes, **change.attributes}
            parts.append(read_date_part(Element(child.name, attributes, (), "", child.line)))
        else:
            parts.append(read_date_part(child))
    return tuple(parts)


def compile_date(element: Element, variable: str, *, suffix_in_year: bool) -> Renderer:  # noqa: C901 - one pass over the cases of the specification
    """Return the renderer of a cs:date element.

    Args:
        element: The element.
        variable: The date variable.
        suffix_in_year: The year suffix follows the year, as the style shows none itself.
    """
    form = element.get("form")
    own_parts = tuple(read_date_part(child) for child in element.find_all("date-part"))
    style = read_text_style(element)
    delimiter = element.get("delimiter") or ""
    localized: dict[Locale, tuple[tuple[DatePart, ...], TextStyle, str]] = {}

    def find_parts(locale: Locale) -> tuple[tuple[DatePart, ...], TextStyle, str]:
        if not form:
            return own_parts, style, delimiter
        found = localized.get(locale)
        if found is None:
            date = locale.dates.get(form)
            if date is None:
                found = ((), style, delimiter)
            else:
                base = read_text_style(date)
                # the style states affixes and display; fonts and text case are the locale's
                merged = replace(
                    base,
                    prefix=style.prefix or base.prefix,
                    suffix=style.suffix or base.suffix,
                    display=style.display or base.display,
                )
                found = (localize_parts(date, element), merged, date.get("delimiter") or "")
            localized[locale] = found
        return found

    def render(ctx: Context, out: list[Node]) -> None:
        if variable in ctx.done:
            ctx.attempt = True
            return
        if ctx.blocking:
            ctx.done.add(variable)
        date = ctx.item.dates.get(variable)
        if date is None or (ctx.looking and variable == "accessed"):
            ctx.attempt = True
            return
        parts, used, between = find_parts(ctx.locale)
        if not _has_output(date, parts):
            ctx.attempt = True
            return
        ctx.success = True
        ctx.substituted = True
        if used.strip_periods:
            ctx.strip += 1
        nodes = _render_parts(ctx, date, parts, used, between, suffix_in_year=suffix_in_year)
        if used.strip_periods:
            ctx.strip -= 1
        node = Node(None, nodes, used.prefix, used.suffix, between, used.formats)
        node.display = used.display
        node.variable = variable
        out.append(node)
        if nodes:
            ctx.predecessor = True
            ctx.rendered_any = True

    return render


def _has_output(date: DateParts, parts: tuple[DatePart, ...]) -> bool:
    """Tell whether any part of the date that is asked for has a value."""
    if date.literal:
        return True
    for part in parts:
        if part.name == "year" and date.year:
            return True
        if part.name == "month" and (date.month or date.season):
            return True
        if part.name == "day" and date.day:
            return True
    return False


def _value_of(date: DateParts, name: str) -> object:
    if name == "month":
        return date.month or date.season or None
    return getattr(date, name)


def _differing(date: DateParts, parts: tuple[DatePart, ...]) -> set[str]:
    """Return the parts that are shown twice in a range: from the largest that differs down."""
    end = date.end
    if end is None:
        return set()
    names = {part.name for part in parts}
    shown = [name for name in _ORDER if name in names and _value_of(end, name) is not None]
    for index, name in enumerate(shown):
        if _value_of(date, name) != _value_of(end, name):
            return set(shown[index:])
    return set()


def _render_parts(  # noqa: C901 - one pass over the cases of the specification
    ctx: Context,
    date: DateParts,
    parts: tuple[DatePart, ...],
    style: TextStyle,
    delimiter: str,
    *,
    suffix_in_year: bool,
) -> list[Node]:
    """Render the parts of a date or range in the order of the style."""
    out: list[Node] = []
    if date.literal and not date.year:
        # a literal is no year: its suffix waits for the first year that the cite renders
        for part in parts:
            if part.name == "year":
                out.append(make_leaf(ctx, date.literal, part.style))
                if suffix_in_year and ctx.collapsed:
                    _add_year_suffix(ctx, part, out)
        return out
    twice = _differing(date, parts)
    if date.end is not None and date.end.is_empty():
        twice = {"year"} & {part.name for part in parts}
    pending = set(twice)
    first: list[Node] = []
    last: list[Node] = []
    for part in parts:
        if part.name == "year" and date.literal:
            out.append(make_leaf(ctx, date.literal, part.style))
        start = _render_value(ctx, date, part, style, counts=True)
        if part.name not in twice:
            if start:
                out.append(Node(None, start) if len(start) > 1 else start[0])
        else:
            end = _render_value(ctx, date.end, part, style, counts=False) if date.end is not None else []
            pending.discard(part.name)
            first.extend(start)
            last.extend(end)
            if not pending:
                _shorten_year_end(ctx, date, part, twice, start, end)
                out.append(_join_range(ctx, part, first, last, delimiter))
        if suffix_in_year and part.name == "year":
            _add_year_suffix(ctx, part, out)
    return out


def _shorten_year_end(
    ctx: Context, date: DateParts, part: DatePart, twice: set[str], start: list[Node], end: list[Node]
) -> None:
    style = ctx.registry.year_range_format
    if not style or style == "expanded" or twice != {"year"} or date.month or date.season:
        return
    if part.name == "year" and len(start) == len(end) == 1 and start[0].text and end[0].text:
        text = format_range(f"{start[0].text}-{end[0].text}", style, "-", year=True)
        end[0].text = text.partition("-")[2] or end[0].text


def _join_range(ctx: Context, part: DatePart, first: list[Node], last: list[Node], between: str) -> Node:
    """Join the two ends of a range: no suffix before the delimiter and no prefix after it."""
    if first:
        first[-1].suffix = ""
    delimiter = part.range_delimiter or ctx.locale.term("year-range-delimiter") or "–"
    children = [Node(None, first, delimiter=between), Node(delimiter)]
    if last:
        last[0].prefix = ""
        children.append(Node(None, last, delimiter=between))
    return Node(None, children)


def _render_value(
    ctx: Context, date: DateParts | None, part: DatePart, style: TextStyle, *, counts: bool
) -> list[Node]:
    """Render one part of one end of a date."""
    if date is None:
        return []
    if part.name == "year":
        return _render_year(ctx, date, part, counts=counts)
    if part.name == "month":
        text = _format_month(ctx, date, part)
        if (ctx.strip or part.style.strip_periods or style.strip_periods) and text:
            text = text.replace(".", "")
    else:
        text = _format_day(ctx, date, part)
    return [make_leaf(ctx, text, part.style)] if text else []


def _render_year(ctx: Context, date: DateParts, part: DatePart, *, counts: bool) -> list[Node]:
    year = date.year
    if counts and _year_is_known(ctx, year):
        return []
    if not year:
        return []
    number = str(abs(year))
    if part.form == "short":
        number = number[-2:] if len(number) == 4 else number
    nodes = [make_leaf(ctx, number, part.style)]
    era = "bc" if year < 0 else "ad" if year < 500 else ""
    if era:
        term = ctx.locale.term(era)
        if term:
            nodes.append(make_leaf(ctx, term))
    return nodes


def _year_is_known(ctx: Context, year: int | None) -> bool:
    """Tell whether the year is left out since the cite before has it (collapse by year suffix)."""
    registry, cluster = ctx.registry, ctx.cluster
    if (
        ctx.looking
        or ctx.sorting
        or ctx.area != "citation"
        or cluster is None
        or not registry.add_year_suffix
        or registry.collapse not in {"year-suffix", "year-suffix-ranged"}
    ):
        return False
    ctx.years.append(year)
    place = len(ctx.years) - 1
    known = ctx.collapsed and len(cluster.last_years) > place and cluster.last_years[place] == year
    if known and ctx.first_names is None and cluster.last_names is not None:
        # no names here, but before: the year is all that tells the cite
        ctx.collapsed = False
        return False
    return known


def _format_month(ctx: Context, date: DateParts, part: DatePart) -> str:
    month = date.month
    locale = ctx.locale
    if month is None:
        season = date.season
        if season in {"1", "2", "3", "4"}:
            ctx.success = True
            return locale.term(f"season-0{season}") or ""
        return season
    if part.form == "numeric":
        return str(month)
    if part.form == "numeric-leading-zeros":
        return f"{month:02d}"
    return locale.term(f"month-{month:02d}", part.form) or ""


def _format_day(ctx: Context, date: DateParts, part: DatePart) -> str:
    day = date.day
    if not day:
        return ""
    if part.form == "numeric-leading-zeros":
        return f"{day:02d}"
    if part.form == "ordinal":
        locale = ctx.locale
        if day != 1 and locale.option("limit-day-ordinals-to-day-1"):
            return str(day)
        gender = locale.genders.get(f"month-{date.month or 0:02d}", "")
        return format_ordinal(day, locale, gender)
    return str(day)


def _add_year_suffix(ctx: Context, part: DatePart, out: list[Node]) -> None:
    """Add the letter that tells works of one year apart, right after the year."""
    suffix = ctx.registry.suffix_of(ctx.item.id)
    if ctx.looking or ctx.sorting or suffix is None or ctx.done_year_suffix:
        return
    ctx.done_year_suffix = True
    node = year_suffix_node(ctx, suffix, part.style)
    if out:
        # no delimiter of the date may come between
        out[-1] = Node(None, [out[-1], node])
    else:
        out.append(node)


def year_suffix_node(ctx: Context, suffix: int, style: TextStyle) -> Node:
    """Return the node of a year suffix, which may become part of a range."""
    registry = ctx.registry
    node = Node("", None, style.prefix, style.suffix, "", style.formats)
    ranged = registry.collapse == "year-suffix-ranged" and ctx.area == "citation"
    successor = registry.group_delimiter
    if successor is None:
        successor = registry.year_suffix_delimiter
    node.number = NumberSlot(
        suffix,
        "year-suffix",
        (ctx.locale.term("citation-range-delimiter") or "–") if ranged else "",
        successor if ctx.area == "citation" else "",
    )
    node.text = registry.format_suffix(suffix)
    return node


def date_sort_key(date: DateParts | None, parts: tuple[str, ...]) -> str:
    """Return text that sorts as the date does; empty for no date.

    Args:
        date: The date.
        parts: Which of year, month and day count.
    """
    if date is None or not date.year:
        return ""
    pieces = []
    for point in (date, date.end or DateParts()):
        year = point.year if "year" in parts and point.year else 0
        pieces.append(f"1{year:04d}" if year >= 0 else f"0{9999 + year:04d}")
    month = date.month if "month" in parts and date.month else 0
    day = date.day if "day" in parts and date.day else 0
    end = date.end or DateParts()
    end_month = end.month if "month" in parts and end.month else 0
    end_day = end.day if "day" in parts and end.day else 0
    return f"{pieces[0]}{month:02d}{day:02d}{pieces[1]}{end_month:02d}{end_day:02d}"
