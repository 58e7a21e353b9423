"""An audit for build servers: JUnit, SARIF 2.1.0, annotations of GitHub Actions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import msgspec

from citekit.audit.verdict import ALIVE, GONE, LinkCheck, Verdict
from citekit.report.audit_rows import write_place

_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dump_junit(checks: Sequence[LinkCheck], failing: Collection[Verdict]) -> str:
    """Return an audit as JUnit XML: one test case a link, failed where its verdict is in `failing`."""
    cases = []
    failures = skipped = 0
    for check in checks:
        head = (
            f"  <testcase classname={_attribute(check.target.source or 'links')} name={_attribute(check.target.url)}"
            f' time="{check.seconds:.3f}"'
        )
        if check.verdict in failing:
            failures += 1
            text = f"{write_place(check)}: {check.message}"
            body = f"<failure type={_attribute(check.verdict.value)} message={_attribute(check.message)}>{_text(text)}</failure>"
            cases.append(f"{head}>{body}</testcase>")
        elif check.verdict is Verdict.SKIPPED:
            skipped += 1
            cases.append(f"{head}><skipped message={_attribute(check.message)}/></testcase>")
        else:
            cases.append(f"{head}/>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuite name="citekit audit" tests="{len(checks)}" failures="{failures}" skipped="{skipped}">\n'
        + "".join(f"{case}\n" for case in cases)
        + "</testsuite>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def dump_sarif(checks: Iterable[LinkCheck]) -> str:
    """Return all links that do not stand as they are written as SARIF 2.1.0."""
    results = [_describe(check) for check in checks if check.verdict not in {Verdict.OK, Verdict.SKIPPED}]
    rules = [{"id": verdict.value, "name": verdict.name.title().replace("_", "")} for verdict in Verdict]
    run = {"tool": {"driver": {"name": "citekit audit", "rules": rules}}, "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _describe(check: LinkCheck) -> dict[str, Any]:
    target = check.target
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(target.source or "links", safe="/:")}}
    if target.line:
        place["region"] = {"startLine": target.line, "startColumn": target.column or 1}
        if target.span:
            place["region"] |= {"charOffset": target.span.start, "charLength": len(target.span)}
    message = f"{target.url}: {check.message}"
    if check.correction:
        message += f"; write {check.correction}"
    return {
        "ruleId": check.verdict.value,
        "level": choose_level(check),
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }


def choose_level(check: LinkCheck) -> str:
    """Return how grave a verdict is: `error`, `warning` or `note`."""
    if check.verdict in GONE:
        return "error"
    return "note" if check.verdict in ALIVE else "warning"


def dump_annotations(checks: Iterable[LinkCheck]) -> str:
    """Return workflow commands of GitHub Actions for the links that do not stand as they are written."""
    lines = []
    for check in checks:
        if check.verdict in {Verdict.OK, Verdict.SKIPPED, Verdict.REDIRECTED}:
            continue
        target = check.target
        level = choose_level(check).replace("note", "notice")
        line = f",line={target.line},col={target.column or 1}" if target.line else ""
        place = f"file={_command(target.source, value=True)}{line}"
        title = f"title={_command(f'link {check.verdict.value}', value=True)}"
        lines.append(f"::{level} {place},{title}::{_command(f'{target.url}: {check.message}')}\n")
    return "".join(lines)


def _command(text: str, *, value: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if value else text
