"""Reads and runs the fixtures of the CSL test suite."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from citekit.csl.processor import Processor
from citekit.csl.style import parse_style

_SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n?(.*?)\n?<<=+ \1 =+<<", re.DOTALL)


@dataclass(frozen=True)
class Fixture:
    """One fixture: sections by name."""

    name: str
    sections: dict[str, str]

    @property
    def expected(self) -> str:
        return self.sections["RESULT"].strip()

    def json(self, section: str):
        text = self.sections.get(section, "").strip()
        return json.loads(text) if text else None


def read_fixture(path: Path) -> Fixture:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return Fixture(path.stem, {match[1]: match[2] for match in _SECTION.finditer(text)})


def run_fixture(fixture: Fixture) -> str:
    style = parse_style(fixture.sections["CSL"].strip(), fixture.name)
    items = [{"id": "undefined", **item} for item in fixture.json("INPUT")]
    processor = Processor(style, {str(item["id"]): item for item in items}, format="html")
    ids = list(dict.fromkeys(str(item["id"]) for item in items))
    citations = fixture.json("CITATIONS")
    clusters = fixture.json("CITATION-ITEMS")
    made = ""
    if citations:
        changed = {}
        for citation, before, after in citations:
            changed = {place for place, _, _ in processor.process(citation, before, after)}
        made = "\n".join(
            f"{'>>' if place in changed else '..'}[{place}] {output}"
            for place, output in enumerate(processor.render_all())
        )
    else:
        ids = processor.update_items(ids)
        if clusters:
            made = "\n".join(processor.render_cluster(cluster) for cluster in clusters)
        else:
            made = processor.render_cluster([{"id": item_id} for item_id in ids])
    if fixture.sections["MODE"].strip() == "bibliography":
        return processor.bibliography().text.strip()
    return made.strip()
