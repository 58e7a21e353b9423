"""Runs of formatted text, as a word processor's document holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Final

_TAG: Final = re.compile(r"(</?[a-z]+(?: [^<>]*)?>)")
_OPENING: Final[Mapping[str, Mapping[str, Any]]] = {
    "<i>": {"italic": True},
    "<em>": {"italic": True},
    "<b>": {"bold": True},
    "<sup>": {"raised": 1},
    "<sub>": {"raised": -1},
    '<span style="font-variant:small-caps;">': {"small_caps": True},
    '<span style="text-decoration:underline;">': {"underline": True},
    '<span style="font-style:normal;">': {"italic": False},
    '<span style="font-variant:normal;">': {"small_caps": False},
    '<span style="font-weight:normal;">': {"bold": False},
    '<span style="text-decoration:none;">': {"underline": False},
    '<span style="baseline">': {"raised": 0},
}


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one formatting.

    Attributes:
        raised: 1 for superscript, -1 for subscript, 0 for neither.
        block: Class of the block that it stands in (`csl-left-margin`, `csl-right-inline`, ...), or empty.
    """

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    underline: bool = False
    raised: int = 0
    block: str = ""


def split_runs(content: str) -> tuple[Run, ...]:
    """Return the runs of an entry or citation rendered as HTML.

    Args:
        content: Output of the `html` writer; its line breaks are layout and left out.
    """
    runs: list[Run] = []
    stack = [Run("")]
    for piece in _TAG.split(content):
        if piece.startswith("</") and _TAG.fullmatch(piece):
            if len(stack) > 1:
                stack.pop()
        elif piece.startswith("<") and _TAG.fullmatch(piece):
            if piece.startswith("<div"):
                name = piece.partition('class="')[2].partition('"')[0]
                stack.append(replace(stack[-1], block="" if name == "csl-entry" else name))
            else:
                stack.append(replace(stack[-1], **_OPENING.get(piece, {})))
        elif text := unescape(re.sub(r" *\n *", "", piece)):
            run = replace(stack[-1], text=text)
            if runs and replace(runs[-1], text=text) == run:
                runs[-1] = replace(run, text=runs[-1].text + text)
            else:
                runs.append(run)
    return tuple(runs)
