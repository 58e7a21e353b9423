"""Charts as inline SVG: bars, and the map of where a text cites. Each comes with its numbers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from citekit.model import Analysis, Entry, Link
from citekit.report.page_content import LinkRow
from citekit.report.page_links import Health, health_of
from citekit.report.page_states import State
from citekit.report.page_text import clean_text

_MOST_BARS: Final = 15
_MOST_YEARS: Final = 60
_BINS: Final = 60
_LONGEST_LABEL: Final = 28
_ROW: Final = 22
_LABELS: Final = 190
_WIDTH: Final = 520


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        name: Term of its title, and its id in the page.
        drawing: The SVG.
        heads: Terms of the table's headings.
        rows: The table: each row a label and numbers.
    """

    name: str
    drawing: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def draw_charts(
    analysis: Analysis,
    cited: Sequence[int],
    placed: Sequence[tuple[int, State]],
    links: Sequence[LinkRow] = (),
) -> tuple[Chart, ...]:
    """Return the charts of an analysis that have something to show.

    Args:
        analysis: The analysis.
        cited: How often each entry is cited, in the order of `analysis.entries`.
        placed: Position and state of each citation.
        links: The links; their health is drawn where an audit tells it.
    """
    checked = [(row.link, health_of(row.check)) for row in links if row.check is not None]
    entries = analysis.entries
    keys = [(entry.key, count) for entry, count in zip(entries, cited, strict=True) if count]
    keys.sort(key=lambda pair: -pair[1])
    stubs = {missing.key for missing in analysis.missing}
    known = [entry for entry in entries if entry.key not in stubs]
    charts = [
        _draw_map("chart-map", placed, len(analysis.document.text)),
        _draw_bars("chart-cited", keys[:_MOST_BARS], "entry"),
        _draw_years("chart-year", known),
        _draw_bars("chart-type", _count(entry.type for entry in known), "value"),
        _draw_bars("chart-language", _count(_language_of(entry) for entry in known), "language"),
        *(
            (
                _draw_health("chart-health-host", [(_host_of(link.url), health) for link, health in checked]),
                _draw_health(
                    "chart-health-age", [(_age_of(link), health) for link, health in checked], by_label=True
                ),
            )
            if checked
            else (_draw_bars("chart-host", _count(_host_of(link.url) for link in analysis.links), "value"),)
        ),
    ]
    return tuple(chart for chart in charts if chart is not None)


def _count(values: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(value for value in values if value).most_common(_MOST_BARS)


def _language_of(entry: Entry) -> str:
    return entry.get("langid") or entry.get("language")


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _open_svg(name: str, width: int, height: int) -> str:
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-title" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" preserveAspectRatio="xMinYMin meet">'
    )


def _draw_bars(name: str, counts: Sequence[tuple[str, int]], head: str) -> Chart | None:
    """Draw horizontal bars with their labels and numbers."""
    if not counts:
        return None
    most = max(count for _, count in counts)
    parts = [_open_svg(name, _WIDTH, _ROW * len(counts) + 4)]
    for row, (label, count) in enumerate(counts):
        top = row * _ROW + 4
        length = max(2.0, (_WIDTH - _LABELS - 50) * count / most)
        parts.append(
            f'<text class="label" x="{_LABELS - 8}" y="{top + 12}" text-anchor="end">{_shorten(label)}</text>'
            f'<rect class="bar" x="{_LABELS}" y="{top}" width="{length:.1f}" height="15" rx="2"/>'
            f'<text class="number" x="{_LABELS + length + 6:.1f}" y="{top + 12}">{count}</text>'
        )
    parts.append("</svg>")
    rows = tuple((clean_text(label), str(count)) for label, count in counts)
    return Chart(name, Markup("".join(parts)), (head, "count"), rows)  # noqa: S704 - escaped above


def _age_of(link: Link) -> str:
    """Return the year in which a link was last seen, as the text states it; `—` where it does not."""
    return str(link.accessed.year) if link.accessed is not None and link.accessed.year is not None else "—"


def _draw_health(name: str, found: Sequence[tuple[str, Health]], *, by_label: bool = False) -> Chart | None:
    """Draw a bar for each label, made of as many parts as there are kinds of health."""
    counts: dict[str, Counter[Health]] = {}
    for label, health in found:
        counts.setdefault(label or "—", Counter())[health] += 1
    if not counts:
        return None
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0]))[:_MOST_BARS]
    if by_label:
        ordered.sort(key=lambda pair: pair[0])
    most = max(parts.total() for _, parts in ordered)
    drawn = [_open_svg(name, _WIDTH, _ROW * len(ordered) + 4)]
    for row, (label, parts) in enumerate(ordered):
        top, left = row * _ROW + 4, float(_LABELS)
        drawn.append(
            f'<text class="label" x="{_LABELS - 8}" y="{top + 12}" text-anchor="end">{_shorten(label)}</text>'
        )
        for health in Health:
            if count := parts[health]:
                length = (_WIDTH - _LABELS - 50) * count / most
                drawn.append(
                    f'<rect class="h-{health.value}" x="{left:.1f}" y="{top}" width="{length:.1f}"'
                    f' height="15"><title>{count}</title></rect>'
                )
                left += length
        drawn.append(f'<text class="number" x="{left + 6:.1f}" y="{top + 12}">{parts.total()}</text>')
    drawn.append("</svg>")
    rows = tuple((clean_text(label), *(str(parts[health]) for health in Health)) for label, parts in ordered)
    heads = ("value", *(health.value for health in Health))
    return Chart(name, Markup("".join(drawn)), heads, rows)  # noqa: S704 - escaped above


def _shorten(label: str) -> Markup:
    shown = clean_text(label)
    return escape(shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}…")


def _draw_years(name: str, entries: Iterable[Entry]) -> Chart | None:
    """Draw a column for each year between the first and the last, the last 60 at the most."""
    counts: Counter[int] = Counter(
        date.year
        for entry in entries
        if (date := entry.dates.get("date") or entry.dates.get("origdate")) is not None
        and date.year is not None
    )
    if not counts:
        return None
    last = max(counts)
    first = max(min(counts), last - _MOST_YEARS + 1)
    years = range(first, last + 1)
    most = max(counts.values())
    step = min(26.0, (_WIDTH - 20) / len(years))
    parts = [_open_svg(name, _WIDTH, 150)]
    every = max(1, round(40 / step))
    for place, year in enumerate(years):
        left = 10 + place * step
        count = counts.get(year, 0)
        height = 100 * count / most
        if count:
            parts.append(
                f'<rect class="bar" x="{left:.1f}" y="{120 - height:.1f}" width="{max(step - 3, 2):.1f}"'
                f' height="{height:.1f}" rx="2"><title>{year}: {count}</title></rect>'
            )
        if (last - year) % every == 0:
            middle = left + (step - 3) / 2
            parts.append(f'<text class="label" x="{middle:.1f}" y="140" text-anchor="middle">{year}</text>')
    parts.append(f'<line class="axis" x1="6" x2="{_WIDTH}" y1="120.5" y2="120.5"/></svg>')
    rows = tuple((str(year), str(counts[year])) for year in sorted(counts))
    return Chart(name, Markup("".join(parts)), ("year", "count"), rows)  # noqa: S704 - numbers only


def _draw_map(name: str, placed: Sequence[tuple[int, State]], length: int) -> Chart | None:
    """Draw the text from its start to its end as a strip of 60 parts, each with its citations by state."""
    if not placed or not length:
        return None
    states = (State.RESOLVED, State.INFERRED, State.MISSING)
    bins = [Counter[State]() for _ in range(_BINS)]
    for position, state in placed:
        bins[min(_BINS - 1, position * _BINS // length)][state] += 1
    most = max(part.total() for part in bins)
    step = _WIDTH / _BINS
    parts = [_open_svg(name, _WIDTH, 110)]
    for place, part in enumerate(bins):
        base = 100.0
        for state in states:
            if count := part[state]:
                height = 90 * count / most
                base -= height
                parts.append(
                    f'<rect class="s-{state.value}" x="{place * step:.1f}" y="{base:.1f}"'
                    f' width="{step - 1:.1f}" height="{height:.1f}"><title>{count}</title></rect>'
                )
    parts.append(f'<line class="axis" x1="0" x2="{_WIDTH}" y1="100.5" y2="100.5"/></svg>')
    rows = tuple(
        (f"{place * 100 // _BINS}–{(place + 1) * 100 // _BINS} %", *(str(part[state]) for state in states))
        for place, part in enumerate(bins)
        if part
    )
    heads = ("place", *(state.value for state in states))
    return Chart(name, Markup("".join(parts)), heads, rows)  # noqa: S704 - numbers only
