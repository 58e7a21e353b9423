"""Times CSL processors on the same items: citekit, citeproc-py, citeproc-js, hayagriva (in typst).

    python benchmarks/csl_speed.py [--counts 1000,10000] [--citeproc-js node_modules/citeproc] [--typst]

CPU seconds for registering the items with disambiguation, one citation an item and the bibliography, each in
a process of its own; peak memory of that process. citeproc-js needs node and the npm package, hayagriva the
PyPI package typst; neither is part of the project.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from csl_items import many_items

from citekit.csl.locale import locale_folder
from citekit.csl.styles_index import load_style, style_paths

STYLES = ("apa", "chicago-notes-bibliography", "ieee", "gost-r-7-0-5-2008")
HERE = Path(__file__).parent


def run_citekit(style: str, count: int) -> None:
    """Render with citekit and print CPU seconds and peak memory."""
    from citekit.csl.processor import Processor  # noqa: PLC0415 - imports are part of the memory

    items = many_items(count)
    loaded = load_style(style)
    begin = time.process_time()
    processor = Processor(loaded, items, format="html")
    processor.update_items([item["id"] for item in items])
    for item in items:
        processor.render_cluster([{"id": item["id"]}])
    assert processor.bibliography().text  # noqa: S101 - the work must have been done
    _print_figures(time.process_time() - begin)


def run_citeproc_py(style: str, count: int) -> None:
    """Render with citeproc-py and print CPU seconds and peak memory."""
    from citekit.csl.citeproc_py import CiteprocPyProcessor  # noqa: PLC0415 - as above

    items = many_items(count)
    loaded = load_style(style)
    begin = time.process_time()
    processor = CiteprocPyProcessor(loaded, items, format="html")
    processor.add_citations(
        {"citationID": item["id"], "citationItems": [{"id": item["id"]}]} for item in items
    )
    assert processor.bibliography().text  # noqa: S101 - as above
    _print_figures(time.process_time() - begin)


def _print_figures(seconds: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": round(seconds, 3), "peak": peak}))


def _call(argument: str, style: str, count: int) -> dict | None:
    done = subprocess.run(
        [sys.executable, __file__, "--child", argument, "--styles", style, "--counts", str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout) if done.returncode == 0 else None


def run_citeproc_js(module: str, style: str, count: int) -> dict | None:
    """Render with citeproc-js."""
    items = many_items(count)
    job = {
        "items": items,
        "citations": [],
        "update_only": True,
        "clusters": True,
        "runs": [{"style": str(style_paths()[style]), "locale": "en-US"}],
    }
    done = subprocess.run(
        ["node", str(HERE / "csl_citeproc.js"), str(Path(module).resolve()), str(locale_folder())],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return None
    result = json.loads(done.stdout)[0]
    return {"seconds": round(result["cpu"], 3), "peak": result["memory"] // 2**20}


def run_hayagriva(style: str, count: int) -> dict | None:
    """Render with hayagriva through typst: a document that cites every item."""
    try:
        import typst  # noqa: PLC0415, F401 - optional
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "refs.bib").write_text(_to_biblatex(many_items(count)), encoding="utf-8")
        (place / "style.csl").write_bytes(style_paths()[style].read_bytes())
        cites = "\n\n".join(f"@k{number}" for number in range(1, count + 1))
        (place / "main.typ").write_text(f'{cites}\n\n#bibliography("refs.bib", style: "style.csl")\n')
        script = (
            "import json,resource,time,typst\nbegin=time.process_time()\n"
            f"typst.compile({str(place / 'main.typ')!r})\n"
            "print(json.dumps({'seconds':round(time.process_time()-begin,3),"
            "'peak':resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024}))\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        return json.loads(done.stdout) if done.returncode == 0 else None


def _to_biblatex(items: list[dict]) -> str:
    kinds = {"article-journal": "article", "book": "book", "chapter": "incollection"}
    names = {
        "container-title": "journaltitle",
        "volume": "volume",
        "issue": "number",
        "page": "pages",
        "DOI": "doi",
        "publisher": "publisher",
        "publisher-place": "location",
        "edition": "edition",
    }
    made = []
    for item in items:
        people = " and ".join(f"{name['family']}, {name['given']}" for name in item["author"])
        rows = [f"author = {{{people}}}", f"title = {{{item['title']}}}"]
        year, month, day = item["issued"]["date-parts"][0]
        rows.append(f"date = {{{year}-{month:02d}-{day:02d}}}")
        for variable, name in names.items():
            if variable in item:
                field = "booktitle" if variable == "container-title" and item["type"] == "chapter" else name
                rows.append(f"{field} = {{{item[variable]}}}")
        made.append(f"@{kinds[item['type']]}{{{item['id']},\n  " + ",\n  ".join(rows) + "\n}")
    return "\n".join(made)


def _show(name: str, figures: dict | None, count: int) -> None:
    if figures is None:
        print(f"  {name:12} not available or failed")
    else:
        speed = count / figures["seconds"] if figures["seconds"] else 0
        print(f"  {name:12} {figures['seconds']:8.2f} s {speed:8.0f} items/s {figures['peak']:6} MB")


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--styles", default=",".join(STYLES))
    parser.add_argument("--citeproc-js", help="folder of the npm package citeproc")
    parser.add_argument("--typst", action="store_true", help="run hayagriva through the PyPI package typst")
    parser.add_argument("--peer-limit", type=int, default=1000, help="peers run up to this count")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    counts = [int(count) for count in options.counts.split(",")]
    styles = options.styles.split(",")
    if options.child:
        {"citekit": run_citekit, "citeproc-py": run_citeproc_py}[options.child](styles[0], counts[0])
        return
    for style in styles:
        for count in counts:
            print(f"{style}, {count:,} items")
            _show("citekit", _call("citekit", style, count), count)
            if count > options.peer_limit:
                continue
            _show("citeproc-py", _call("citeproc-py", style, count), count)
            if options.citeproc_js:
                _show("citeproc-js", run_citeproc_js(options.citeproc_js, style, count), count)
            if options.typst:
                _show("hayagriva", run_hayagriva(style, count), count)


if __name__ == "__main__":
    main()
