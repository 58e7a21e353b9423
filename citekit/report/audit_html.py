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
ol,ul{margin:4px 0;padding-left:22px;overflow-wrap:anywhere}
"""
_SCRIPT: Final = """
const articles=[...document.querySelectorAll('article')],search=document.querySelector('input');let chosen='';
function show(){const words=search.value.toLowerCase();let count=0;for(const a of articles){
const off=(chosen&&a.dataset.verdict!==chosen)||(words&&!a.textContent.toLowerCase().includes(words));
a.hidden=off;count+=!off}document.querySelector('#count').textContent=count+' shown'}
for(const b of document.querySelectorAll('button'))b.onclick=()=>{chosen=b.dataset.verdict;
for(const o of document.querySelectorAll('button'))o.setAttribute('aria-pressed',o===b);show()};
search.oninput=show;show();
"""


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
    summary = f"{len(checks)} links in {sources or 'no'} files; {gone} no longer lead to their source"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1><p class=soft>{summary}</p>"
        f'<div class="plots">{"".join(_draw_plots(checks))}</div>'
        f'<nav><button data-verdict="" aria-pressed="true">all {len(checks)}</button>{buttons}'
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
        f'<article data-verdict="{name}"><div class="verdict {choose_class(check.verdict)}">{name}'
        f"<br><span class=soft>{check.status or ''}</span></div><div>{''.join(lines)}</div></article>\n"
    )


def _draw_plots(checks: Sequence[LinkCheck]) -> Iterable[str]:
    counts = count_verdicts(checks)
    rows = [(name, [(choose_class(Verdict(name)), number)]) for name, number in counts.items()]
    yield _draw_bars("By verdict", rows)
    for heading, name_group, in_order in (
        ("By year of access", _read_year, True),
        ("By age of the access date", _read_age, True),
        ("By host", _read_host, False),
        ("By domain", _read_domain, False),
    ):
        rows = _group(checks, name_group, in_order=in_order)
        if rows:
            yield _draw_bars(heading, rows)


Rows = list[tuple[str, list[tuple[str, int]]]]


def _group(checks: Sequence[LinkCheck], name_group: Callable[[LinkCheck], str], *, in_order: bool) -> Rows:
    groups: dict[str, Counter[str]] = {}
    for check in checks:
        name = name_group(check)
        if name:
            groups.setdefault(name, Counter())[choose_class(check.verdict)] += 1
    names = sorted(groups) if in_order else sorted(groups, key=lambda name: (-groups[name].total(), name))
    return [
        (name, [(kind, groups[name][kind]) for kind in ("good", "warn", "bad", "none")])
        for name in (names[-12:] if in_order else names[:12])
    ]


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


def _draw_bars(heading: str, rows: Rows) -> str:
    """Return horizontal bars, each of parts with their own colours, as SVG."""
    most = max((sum(number for _, number in parts) for _, parts in rows), default=1) or 1
    drawn = []
    for index, (name, parts) in enumerate(rows):
        top, left = index * 24, 130.0
        shown = name if len(name) <= 17 else f"{name[:16]}…"
        drawn.append(f'<text x="122" y="{top + 16}" text-anchor="end">{escape(shown.strip())}</text>')
        for kind, number in parts:
            width = number / most * 190
            if number:
                drawn.append(
                    f'<rect x="{left:.1f}" y="{top + 4}" width="{max(width, 1):.1f}" height="16" fill="var(--{kind})">'
                    f"<title>{number}</title></rect>"
                )
            left += width
        total = sum(number for _, number in parts)
        lost = sum(number for kind, number in parts if kind == "bad")
        label = f"{total}" if heading == "By verdict" or not lost else f"{total}, {lost} gone"
        drawn.append(f'<text x="{left + 6:.1f}" y="{top + 16}">{label}</text>')
    return (
        f"<figure><h2>{escape(heading)}</h2>"
        f'<svg viewBox="0 0 400 {max(24, len(rows) * 24)}" role="img">{"".join(drawn)}</svg></figure>'
    )
