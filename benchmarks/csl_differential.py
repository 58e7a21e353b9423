"""Compares citekit's CSL processor with citeproc-js over all independent styles.

    python benchmarks/csl_differential.py --citeproc-js node_modules/citeproc [--styles 300] [--show 20]

Prints, for each locale, how many entries and citations are identical. citeproc-js is not part of the
project: install it elsewhere (`npm install citeproc`) and give its folder.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import time
from collections import Counter
from pathlib import Path

from csl_items import citations_of, varied_items

from citekit.csl.locale import locale_folder
from citekit.csl.processor import Processor
from citekit.csl.styles_index import load_style, style_paths

LOCALES = ("en-US", "ru-RU", "de-DE", "fr-FR")
HERE = Path(__file__).parent


def run_citeproc_js(module: str, job: dict) -> list[dict]:
    """Render a job with citeproc-js."""
    done = subprocess.run(
        ["node", str(HERE / "csl_citeproc.js"), str(Path(module).resolve()), str(locale_folder())],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def run_citekit(style: Path, locale: str, items: list[dict], citations: list[dict]) -> dict:
    """Render with citekit; what raises is noted."""
    try:
        processor = Processor(load_style(style), items, locale=locale, format="html")
        made = processor.add_citations(citations)
        entries = processor.bibliography().entries
    except Exception as error:  # noqa: BLE001 - what raises is the figure that is wanted
        return {"error": repr(error)[:200], "entries": [], "citations": [], "ids": []}
    return {
        "error": None,
        "entries": [entry for _, entry in entries],
        "citations": made,
        "ids": [item_id for item_id, _ in entries],
    }


def compare(name: str, ours: dict, theirs: dict, tally: Counter, shown: list) -> None:
    """Count what is the same and keep what is not."""
    # citeproc-js names empty entries too, without giving them
    ids = [item_id for item_id in theirs.get("ids", ()) if item_id in set(ours["ids"])]
    by_id = dict(zip(ids, theirs["entries"], strict=False))
    tally["order"] += ours["ids"] == ids
    tally["styles"] += 1
    for item_id, entry in zip(ours["ids"], ours["entries"], strict=True):
        tally["entries"] += 1
        same = by_id.get(item_id, "").strip() == entry.strip()
        tally["same entries"] += same
        if not same:
            shown.append((name, item_id, by_id.get(item_id, "").strip(), entry.strip()))
    for place, (mine, other) in enumerate(zip(ours["citations"], theirs["citations"], strict=True)):
        tally["citations"] += 1
        tally["same citations"] += mine == other
        if mine != other:
            shown.append((name, f"citation {place + 1}", other, mine))


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citeproc-js", required=True, help="folder of the npm package citeproc")
    parser.add_argument("--styles", type=int, default=0, help="how many styles, chosen by chance; 0 for all")
    parser.add_argument("--locales", default=",".join(LOCALES))
    parser.add_argument("--show", type=int, default=0, help="how many differences to print for each locale")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    paths = [path for path in style_paths().values() if path.parent.name != "dependent"]
    if options.styles:
        paths = sorted(random.Random(options.seed).sample(paths, options.styles))  # noqa: S311 - a sample, no secret
    items = varied_items()
    citations = citations_of(items)
    print(f"{len(paths)} styles, {len(items)} items, {len(citations)} citations")
    print("locale  raised  entries same   citations same  order same  seconds")
    for locale in options.locales.split(","):
        begin = time.perf_counter()
        tally: Counter = Counter()
        shown: list = []
        for start in range(0, len(paths), 100):
            batch = paths[start : start + 100]
            runs = [{"style": str(path), "locale": locale} for path in batch]
            theirs = run_citeproc_js(
                options.citeproc_js, {"items": items, "citations": citations, "runs": runs}
            )
            for path, other in zip(batch, theirs, strict=True):
                ours = run_citekit(path, locale, items, citations)
                if ours["error"]:
                    tally["raised"] += 1
                    print("raised:", path.stem, ours["error"])
                elif other["error"]:
                    tally["raised by citeproc-js"] += 1
                else:
                    compare(path.stem, ours, other, tally, shown)
        entries = 100 * tally["same entries"] / max(tally["entries"], 1)
        made = 100 * tally["same citations"] / max(tally["citations"], 1)
        order = 100 * tally["order"] / max(tally["styles"], 1)
        seconds = time.perf_counter() - begin
        print(
            f"{locale}   {tally['raised']:6}  {entries:6.2f} %      {made:6.2f} %        {order:6.2f} %"
            f"    {seconds:7.1f}   (citeproc-js raised {tally['raised by citeproc-js']})"
        )
        random.Random(options.seed).shuffle(shown)  # noqa: S311 - as above
        for name, place, other, mine in shown[: options.show]:
            print(f"--- {name} {place}\n  citeproc-js: {other}\n  citekit:     {mine}")


if __name__ == "__main__":
    main()
