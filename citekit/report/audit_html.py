"""An audit as one HTML page: every link in its sentence, with verdict, chain and snapshot, filters and plots.

The page loads nothing. All that comes from outside is escaped, and only http and https become links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final
from urllib.parse import urlsplit

from citekit.audit.verdict import ALIVE, GONE, LinkCheck, Verdict
from citekit.report.audit_rows import count_verdicts, write_drift

_STYLE: Final = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1c1e21;--soft:#667;--line:#d9dce1;--panel:#f6f7f9;
--good:#2e7d4f;--warn:#b7791f;--bad:#c0392b;--none:#8a8f98}
@media(prefers-color-scheme:dark){:root{--bg:#16181c;--fg:#e6e8eb;--soft:#9aa3ae;--line:#33383f;--panel:#1f2227;
--good:#5fbf87;--warn:#e0b35a;--bad:#ef7f72;--none:#7d848e}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1180px;padding:24px;background:var(--bg);color:var(--fg);
font:15px/1.5 system-ui,sans-serif}h1{font-size:24px;margin:0 0 4px}h2{font-size:15px;margin:0 0 8px}
.soft{color:var(--soft)}.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:16px;margin:20px 0}
figure{margin:0;padding:14px;border:1px solid var(--line);border-radius:8px;background:var(--panel)}
svg{width:100%;height:auto;display:block}svg text{fill:var(--fg);font:12px system-ui,sans-serif}
nav{display:flex;flex-wrap:wrap;gap:8px;align-items:center;position:sticky;top:0;padding:10px 0;background:var(--bg);
border-bottom:1px solid var(--line)}button,input{font:inherit;color:inherit;background:var(--panel);
border:1px solid var(--line);border-radius:6px;padding:4px 10px}button{cursor:pointer}
button[aria-pressed=true]{border-color:var(--fg);font-weight:600}input{flex:1;min-width:180px}
article{padding:14px 0;border-bottom:1px solid var(--line);display:grid;grid-template-columns:110px 1fr;gap:4px 14px}
article[hidden]{display:none}.verdict{font-weight:600;font-size:13px}.good{color:var(--good)}.warn{color:var(--warn)}
.bad{color:var(--bad)}.none{color:var(--none)}article p{margin:0 0 4px;overflow-wrap:anywhere}mark{background:none;
color:inherit;font-weight:600;border-bottom:2px solid currentColor}a{color:inherit}summary{cursor:pointer;color:var(--soft)}
ol,ul{margin:4px 0;padding-left:22px;overflow-wrap:anywhere}.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:8px 0}
.legend span::before{content:"";display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px;
background:var(--kind)}table{border-collapse:collapse;width:100%;margin:8px 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:4px 8px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td:not(:first-child),th:not(:first-child){text-align:right}select{font:inherit;color:inherit;background:var(--panel);
border:1px solid var(--line);border-radius:6px;padding:4px 8px;max-width:100%}
.plots{grid-template-columns:repeat(auto-fit,minmax(min(330px,100%),1fr))}
@media(max-width:600px){body{padding:14px}article{grid-template-columns:1fr}nav{position:static}}
"""
_SCRIPT: Final = """
const articles=[...document.querySelectorAll('article')],search=document.querySelector('input');let chosen='';
const files=document.querySelector('select');
function show(){const words=search.value.toLowerCase();let count=0;for(const a of articles){
const off=(chosen&&a.dataset.verdict!==chosen)||(files&&files.value&&a.dataset.file!==files.value)||(words&&!a.textContent.toLowerCase().includes(words));
a.hidden=off;count+=!off}document.querySelector('#count').textContent=count+' shown'}
for(const b of document.querySelectorAll('button'))b.onclick=()=>{chosen=b.dataset.verdict;
for(const o of document.querySelectorAll('button'))o.setAttribute('aria-pressed',o===b);show()};
search.oninput=show;if(files)files.onchange=show;show();
"""


#: The classes of verdicts, by colour, in words.
_KINDS: Final = {"good": "stands", "warn": "not known", "bad": "gone", "none": "not checked"}
#: Bars of a plot at most: of years and ages the last, of hosts, domains and files the largest.
BARS: Final = 12
YEARS: Final = 24


def choose_class(verdict: Verdict) -> str:
    """Return the class by which a verdict is coloured."""
    if verdict in GONE:
        return "bad"
    if verdict is Verdict.SKIPPED:
        return "none"
    return "good" if verdict in ALIVE else "warn"


def dump_html(checks: Sequence[LinkCheck], title: str = "Link audit") -> str:
    """Return the page.

    Args:
        checks: The results, in the order in which they are shown.
        title: Its heading.
    """
    counts = count_verdicts(checks)
    gone = sum(check.verdict in GONE for check in checks)
    sources = len({check.target.source for check in checks if check.target.source})
    buttons = "".join(
        f'<button data-verdict="{name}" aria-pressed="false"><span class="{choose_class(Verdict(name))}">'
        f"{name}</span> {number}</button>"
        for name, number in counts.items()
    )
    legend = "".join(f'<span style="--kind:var(--{kind})">{name}</span>' for kind, name in _KINDS.items())
    summary = f"{len(checks)} links in {sources or 'no'} files; {gone} no longer lead to their source"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1><p class=soft>{summary}</p>"
        f'<p class="legend soft">{legend}</p><div class="plots">{"".join(_draw_plots(checks))}</div>'
        f"{_list_files(checks)}"
        f'<nav><button data-verdict="" aria-pressed="true">all {len(checks)}</button>{buttons}'
        f"{_choose_file(checks)}"
        '<input type="search" placeholder="Search" aria-label="Search"><span id="count" class=soft></span></nav>'
        f"{''.join(map(_write_link, checks))}<script>{_SCRIPT}</script></body></html>\n"
    )


def _anchor(url: str, text: str | None = None) -> str:
    shown = escape(text if text is not None else url)
    if url[:8].lower().startswith(("http://", "https://")):
        return f'<a href="{escape(url)}" rel="noreferrer noopener">{shown}</a>'
    return shown


def _write_link(check: LinkCheck) -> str:
    target = check.target
    context = escape(target.context)
    shown = escape(target.url)
    if shown in context:
        context = context.replace(shown, f"<mark>{shown}</mark>", 1)
    place = ":".join(str(part) for part in (target.source, target.line, target.column) if part)
    facts = [
        place,
        f"entry {target.key}" if target.key else "",
        f"accessed {target.accessed}" if target.accessed else "",
    ]
    lines = [f"<p>{_anchor(target.url)}</p>"]
    if context and context != shown:
        lines.append(f"<p class=soft>… {context} …</p>")
    lines.append(f"<p>{escape(check.message)}</p>")
    if check.correction:
        lines.append(f"<p>Write instead: {_anchor(check.correction)}</p>")
    if check.memento:
        days = f", {check.memento.days} days from the access date" if check.memento.days is not None else ""
        lines.append(f"<p>Snapshot: {_anchor(check.memento.url, check.memento.when[:10])}{days}</p>")
    if check.drift:
        lines.append(f"<p>{escape(write_drift(check).capitalize())}</p>")
        parts = (("no longer there", check.drift.removed), ("new", check.drift.added))
        changes = "".join(f"<li>{name}: {escape(text)}</li>" for name, texts in parts for text in texts)
        if changes:
            lines.append(f"<details><summary>what changed</summary><ul>{changes}</ul></details>")
    lines.append(f"<p class=soft>{escape(' · '.join(fact for fact in facts if fact))}</p>")
    if len(check.chain) > 1 or check.evidence:
        hops = "".join(
            f"<li>{hop.status or '-'} {_anchor(hop.url)} {escape(hop.kind)}</li>" for hop in check.chain
        )
        notes = "".join(f"<li>{escape(note)}</li>" for note in check.evidence)
        lines.append(f"<details><summary>evidence</summary><ol>{hops}</ol><ul>{notes}</ul></details>")
    name = check.verdict.value
    return (
        f'<article data-verdict="{name}" data-file="{escape(target.source)}"><div class="verdict {choose_class(check.verdict)}">{name}'
        f"<br><span class=soft>{check.status or ''}</span></div><div>{''.join(lines)}</div></article>\n"
    )


def _count_by(checks: Sequence[LinkCheck], name_group: Callable[[LinkCheck], str]) -> dict[str, Counter[str]]:
    groups: dict[str, Counter[str]] = {}
    for check in checks:
        name = name_group(check)
        if name:
            groups.setdefault(name, Counter())[choose_class(check.verdict)] += 1
    return groups


def _share_gone(counts: Counter[str]) -> float:
    return counts["bad"] / counts.total()


def _choose_file(checks: Sequence[LinkCheck]) -> str:
    """Return a choice of files, where there are several."""
    names = sorted({check.target.source for check in checks if check.target.source})
    if len(names) < 2:
        return ""
    options = "".join(f'<option value="{escape(name)}">{escape(name)}</option>' for name in names)
    return f'<select aria-label="File"><option value="">all files</option>{options}</select>'


def _list_files(checks: Sequence[LinkCheck]) -> str:
    """Return a table of all files with their shares, those that have lost most first."""
    groups = _count_by(checks, lambda check: check.target.source)
    if len(groups) < 2:
        return ""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{counts.total()}</td>"
        + "".join(f"<td>{counts[kind]}</td>" for kind in _KINDS)
        + f"<td>{_share_gone(counts):.0%}</td></tr>"
        for name, counts in sorted(groups.items(), key=lambda item: (-_share_gone(item[1]), item[0]))
    )
    heads = "".join(f"<th>{name}</th>" for name in ("file", "links", *_KINDS.values(), "share gone"))
    return f"<details><summary>{len(groups)} files</summary><table><tr>{heads}</tr>{rows}</table></details>"


def _draw_plots(checks: Sequence[LinkCheck]) -> Iterable[str]:
    counts = count_verdicts(checks)
    yield _draw_counts("By verdict", [(name, choose_class(Verdict(name)), n) for name, n in counts.items()])
    for heading, name_group, in_order, most in (
        ("By year of access", _read_year, True, YEARS),
        ("By age of the access date", _read_age, True, BARS),
        ("By host", _read_host, False, BARS),
        ("By domain", _read_domain, False, BARS),
    ):
        groups = _count_by(checks, name_group)
        if groups:
            names = sorted(groups) if in_order else sorted(groups, key=lambda n: (-groups[n].total(), n))
            names = names[-most:] if in_order else names[:most]
            yield _draw_shares(heading, [(name, groups[name]) for name in names])
    files = _count_by(checks, lambda check: check.target.source)
    if len(files) > 1:
        worst = sorted(files, key=lambda name: (-_share_gone(files[name]), -files[name].total(), name))
        yield _draw_shares("By file, most lost first", [(name, files[name]) for name in worst[:BARS]])


def _read_year(check: LinkCheck) -> str:
    accessed = check.target.accessed
    return str(accessed.year) if accessed and accessed.year else ""


def _read_age(check: LinkCheck) -> str:
    accessed = check.target.accessed
    if not accessed or not accessed.year:
        return ""
    age = max(0, datetime.now(UTC).year - accessed.year)
    return next(
        (name for limit, name in ((2, " 0-1 years"), (5, " 2-4 years"), (10, " 5-9 years")) if age < limit),
        "10+ years",
    )


def _read_host(check: LinkCheck) -> str:
    try:
        return urlsplit(check.target.url).hostname or ""
    except ValueError:
        return ""


def _read_domain(check: LinkCheck) -> str:
    host = _read_host(check)
    last = host.rpartition(".")[2]
    return f".{last}" if last and not last.isdigit() else ""


#: Width of a plot, and where its bars begin and end.
_WIDTH, _LEFT, _BAR = 420, 134, 170
#: Characters of a label.
_LABEL: Final = 17


def _draw_counts(heading: str, rows: Sequence[tuple[str, str, int]]) -> str:
    """Return a bar for each number, with its own colour, as SVG."""
    most = max((number for _, _, number in rows), default=1) or 1
    drawn = [
        _label(name, index) + _bar(kind, index, _LEFT, number / most * _BAR, str(number))
        + _note(index, _LEFT + number / most * _BAR, str(number))
        for index, (name, kind, number) in enumerate(rows)
    ]  # fmt: skip
    told = ", ".join(f"{name} {number}" for name, _, number in rows)
    return _frame(heading, told, drawn)


def _draw_shares(heading: str, rows: Sequence[tuple[str, Counter[str]]]) -> str:
    """Return a bar of the shares of each group, as SVG."""
    drawn = []
    for index, (name, counts) in enumerate(rows):
        parts, left = [_label(name, index)], float(_LEFT)
        for kind, word in _KINDS.items():
            width = counts[kind] / counts.total() * _BAR
            if counts[kind]:
                parts.append(_bar(kind, index, left, width, f"{word}: {counts[kind]}"))
            left += width
        parts.append(_note(index, left, f"{_share_gone(counts):.0%} of {counts.total()} gone"))
        drawn.append("".join(parts))
    told = ", ".join(f"{name.strip()} {_share_gone(counts):.0%} gone" for name, counts in rows)
    return _frame(heading, told, drawn)


def _label(name: str, index: int) -> str:
    shown = name.strip()
    if len(shown) > _LABEL:
        shown = shown.rsplit("/", maxsplit=1)[-1] or shown
    if len(shown) > _LABEL:
        shown = f"{shown[: _LABEL - 9]}…{shown[-8:]}"
    text = f'<text x="{_LEFT - 8}" y="{index * 24 + 16}" text-anchor="end">{escape(shown)}'
    return f"{text}<title>{escape(name.strip())}</title></text>"


def _bar(kind: str, index: int, left: float, width: float, title: str) -> str:
    return (
        f'<rect x="{left:.1f}" y="{index * 24 + 4}" width="{max(width, 1):.1f}" height="16" fill="var(--{kind})">'
        f"<title>{escape(title)}</title></rect>"
    )


def _note(index: int, left: float, text: str) -> str:
    return f'<text x="{left + 6:.1f}" y="{index * 24 + 16}">{escape(text)}</text>'


def _frame(heading: str, told: str, drawn: Sequence[str]) -> str:
    return (
        f"<figure><h2>{escape(heading)}</h2>"
        f'<svg viewBox="0 0 {_WIDTH} {max(24, len(drawn) * 24)}" role="img" aria-label="{escape(f"{heading}: {told}")}">'
        f"{''.join(drawn)}</svg></figure>"
    )
