"""The rules that stand in for the tagger, on the GOST cases."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from case_files import load_cases
from marked import read_marked

from citekit.parse import reference as module

LOOSE = ' ,;:.–—-"«»“”„()[]'


def test_rules_alone_read_gost(monkeypatch):
    monkeypatch.setattr(module, "load_tagger", lambda: (None, None))
    right = wanted = found = types = 0
    cases = [case for case in load_cases("reference") if case.path.stem in {"gost", "electronic"}]
    for case in cases:
        text, fields = read_marked(case.blocks["marked"])
        gold = Counter((name, value.strip(LOOSE)) for name, value, _start in fields)
        reference = module.parse_reference(text)
        got = Counter(
            (field.name, field.value.strip(LOOSE)) for field in reference.fields if field.name != "URL"
        )
        gold = Counter({key: count for key, count in gold.items() if key[0] != "URL"})
        right += sum((gold & got).values())
        wanted += sum(gold.values())
        found += sum(got.values())
        types += reference.type == json.loads(case.blocks["expect"])["type"]
    assert 2 * right / (wanted + found) >= 0.93
    assert types / len(cases) >= 0.93
