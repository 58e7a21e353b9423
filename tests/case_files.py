"""Reads case tables: Markdown files in which one second-level heading is one case.

A case is a heading, any prose, and fenced blocks whose info string names them:

    ## journal article, GOST 7.0.5
    ```input
    Громов П. С. Мост // Река. 2016. № 3. С. 4–5.
    ```
    ```json expect
    {"type": "article-journal"}
    ```

The block's name is the last word of the info string. A block may open with four backticks or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
_HEADING = re.compile(r"## +(.+)")
_FENCE = re.compile(r"(`{3,})(.*)")


@dataclass(frozen=True)
class Case:
    """One case: its name, its blocks by name, and where it stands."""

    name: str
    blocks: dict[str, str]
    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.name}"


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of one file; a block's text has no final line break."""
    name, line_of_name, blocks = "", 0, {}
    fence, block, body = "", "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if fence:
            if line == fence:
                assert block not in blocks, f"{path}:{number}: two blocks named {block}"
                blocks[block] = "\n".join(body)
                fence = ""
            else:
                body.append(line)
        elif opened := _FENCE.fullmatch(line):
            fence, words = opened[1], opened[2].split()
            assert words, f"{path}:{number}: a block needs a name"
            block, body = words[-1], []
        elif heading := _HEADING.fullmatch(line):
            if blocks:
                yield Case(name, blocks, path, line_of_name)
            name, line_of_name, blocks = heading[1].strip(), number, {}
    assert not fence, f"{path}: the last block is not closed"
    if blocks:
        yield Case(name, blocks, path, line_of_name)


def load_cases(folder: str) -> list[Case]:
    """Return all cases below `tests/cases/<folder>`, or of `tests/cases/<folder>.md`."""
    single = CASES / f"{folder}.md"
    paths = [single] if single.exists() else sorted((CASES / folder).glob("*.md"))
    cases = [case for path in paths for case in read_cases(path)]
    assert cases, f"no cases in {folder}"
    return cases
