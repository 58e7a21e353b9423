"""Compares citekit's CSL processor with citeproc-js over all independent styles.

    python benchmarks/csl_differential.py --citeproc-js node_modules/citeproc [--styles 300] [--drawn]
        [--results results.jsonl] [--show 20]

Prints, for each locale, how many entries and citations are identical, and the kinds of difference. With
`--results` each style's figures are kept, so that a long run may stop and go on; `--summary` prints only what
is kept. `--keep` names a folder that keeps what citeproc-js printed, so that a later run need not render it
anew, which is half of the time. citeproc-js is not part of the project: install it elsewhere (`npm install
citeproc`) and give its folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from csl_difference_kinds import name_kind
from csl_drawn_items import draw_citations, draw_items
from csl_items import citations_of, varied_items

from citekit.csl.locale import locale_folder
from citekit.csl.processor import Processor
from citekit.csl.styles_index import load_style, style_paths

LOCALES = ("en-US", "ru-RU", "de-DE", "fr-FR")
HERE = Path(__file__).parent
CHUNK = 25
Job = dict[str, Any]


def run_citeproc_js(module: str, job: Job) -> list[dict]:
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


def compare(ours: dict, theirs: dict) -> tuple[Counter, list[tuple[str, str, str]]]:
    """Return the counts of what is the same, and (place, their text, our text) of what is not."""
    tally: Counter = Counter()
    if ours["error"] or theirs["error"]:
        tally["raised"] += bool(ours["error"])
        tally["raised by citeproc-js"] += bool(theirs["error"])
        return tally, [("raised", str(theirs["error"]), str(ours["error"]))]
    # citeproc-js names empty entries too, without giving them
    ids = [item_id for item_id in theirs.get("ids", ()) if item_id in set(ours["ids"])]
    by_id = dict(zip(ids, theirs["entries"], strict=False))
    rows = [
        ("entries", item_id, by_id.get(item_id, "").strip(), entry.strip())
        for item_id, entry in zip(ours["ids"], ours["entries"], strict=True)
    ]
    rows += [
        ("citations", f"citation {place}", other, mine)
        for place, (mine, other) in enumerate(zip(ours["citations"], theirs["citations"], strict=True), 1)
    ]
    tally["styles"] = 1
    tally["order"] = int(ours["ids"] == ids)
    found = []
    for what, place, other, mine in rows:
        tally[what] += 1
        if mine == other:
            tally[f"same {what}"] += 1
        else:
            tally[f"{what}: {name_kind(other, mine)}"] += 1
            found.append((place, other, mine))
    return tally, found


def make_job(path: Path, locale: str, *, drawn: bool) -> Job:
    """Return the items and citations that a style is tried with."""
    run = {"style": str(path), "locale": locale}
    if not drawn:
        items = varied_items()
        return {"items": items, "citations": citations_of(items), "runs": [run]}
    seed = zlib.crc32(f"{path.stem} {locale}".encode())
    items = draw_items(seed)
    in_notes = load_style(path).citation_class == "note" or seed % 2 == 0
    return {"items": items, "citations": draw_citations(seed, items, notes=in_notes), "runs": [run]}


def render_peer(module: str, jobs: list[Job], keep: Path | None) -> list[dict]:
    """Render jobs with citeproc-js, those of the same items in one process, unless their output is kept.

    Args:
        module: Folder of the npm package.
        jobs: Each with one run.
        keep: Folder of the renderings that are kept.
    """
    made: dict[str, dict] = {}
    groups: dict[str, list[tuple[str, Job]]] = {}
    names = [hashlib.sha256(json.dumps(job, sort_keys=True).encode()).hexdigest()[:24] for job in jobs]
    for name, job in zip(names, jobs, strict=True):
        if keep and (keep / name).exists():
            made[name] = json.loads(zlib.decompress((keep / name).read_bytes()))
        else:
            groups.setdefault(json.dumps([job["items"], job["citations"]]), []).append((name, job))
    for group in groups.values():
        runs = [job["runs"][0] for _, job in group]
        for (name, _), result in zip(
            group, run_citeproc_js(module, {**group[0][1], "runs": runs}), strict=True
        ):
            made[name] = result
            if keep:
                keep.mkdir(exist_ok=True)
                (keep / name).write_bytes(zlib.compress(json.dumps(result).encode()))
    return [made[name] for name in names]


def run_chunk(
    module: str, paths: list[Path], locale: str, *, drawn: bool, keep: Path | None = None
) -> Iterator[dict]:
    """Compare some styles in one locale; yield a record for each."""
    jobs = [make_job(path, locale, drawn=drawn) for path in paths]
    for path, job, other in zip(paths, jobs, render_peer(module, jobs, keep), strict=True):
        ours = run_citekit(path, locale, job["items"], job["citations"])
        tally, found = compare(ours, other)
        yield {"style": path.stem, "locale": locale, "tally": tally, "differences": found[:10]}


def print_summary(records: list[dict], show: int, seed: int) -> None:
    """Print a row for each locale, the kinds of difference, and some differences."""
    print("locale  styles  raised  entries same   citations same  order same")
    for locale in dict.fromkeys(record["locale"] for record in records):
        tally: Counter = Counter()
        for record in records:
            if record["locale"] == locale:
                tally.update(record["tally"])
        entries = 100 * tally["same entries"] / max(tally["entries"], 1)
        made = 100 * tally["same citations"] / max(tally["citations"], 1)
        order = 100 * tally["order"] / max(tally["styles"], 1)
        print(
            f"{locale}   {tally['styles']:5}  {tally['raised']:6}  {entries:8.2f} %   {made:11.2f} %"
            f"   {order:8.2f} %   (citeproc-js raised {tally['raised by citeproc-js']})"
        )
        kinds = Counter({name: count for name, count in tally.items() if ": " in name})
        print("        " + ", ".join(f"{name} {count}" for name, count in kinds.most_common()))
    shown = [(record, row) for record in records for row in record["differences"]]
    random.Random(seed).shuffle(shown)  # noqa: S311 - a sample, no secret
    for record, (place, other, mine) in shown[:show]:
        print(f"--- {record['style']} {record['locale']} {place}, {name_kind(other, mine)}")
        print(f"  citeproc-js: {other}\n  citekit:     {mine}")


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citeproc-js", help="folder of the npm package citeproc")
    parser.add_argument("--styles", type=int, default=0, help="how many styles, chosen by chance; 0 for all")
    parser.add_argument("--locales", default=",".join(LOCALES))
    parser.add_argument(
        "--drawn", action="store_true", help="items drawn by chance, other ones for each style"
    )
    parser.add_argument("--results", type=Path, help="file that keeps the figures, for going on later")
    parser.add_argument("--keep", type=Path, help="folder that keeps what citeproc-js printed")
    parser.add_argument("--summary", action="store_true", help="print what --results holds, and run nothing")
    parser.add_argument("--show", type=int, default=0, help="how many differences to print")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    records: list[dict] = []
    if options.results and options.results.exists():
        records = [json.loads(line) for line in options.results.read_text(encoding="utf-8").splitlines()]
    if not options.summary:
        known = {(record["style"], record["locale"]) for record in records}
        paths = [path for path in style_paths().values() if path.parent.name != "dependent"]
        random.Random(options.seed).shuffle(paths)  # noqa: S311 - as above
        paths = paths[: options.styles or None]
        begin = time.perf_counter()
        for start in range(0, len(paths), CHUNK):
            for locale in options.locales.split(","):
                wanted = [path for path in paths[start : start + CHUNK] if (path.stem, locale) not in known]
                if not wanted:
                    continue
                made = list(
                    run_chunk(options.citeproc_js, wanted, locale, drawn=options.drawn, keep=options.keep)
                )
                records += made
                if options.results:
                    with options.results.open("a", encoding="utf-8") as file:
                        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
        print(f"{len(paths)} styles, {time.perf_counter() - begin:.0f} seconds")
    print_summary(records, options.show, options.seed)


if __name__ == "__main__":
    main()
