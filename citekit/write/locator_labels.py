"""How pandoc reads a locator: the labels that it knows, by their short forms in the English locale.

See 'Citation syntax' in pandoc's manual; the terms are those of the CSL 1.0.2 locale en-US.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

PANDOC_LABELS: Final = MappingProxyType(
    {
        "book": "bk.",
        "chapter": "chap.",
        "column": "col.",
        "figure": "fig.",
        "folio": "fol.",
        "line": "l.",
        "note": "n.",
        "number": "no.",
        "opus": "op.",
        "page": "p.",
        "paragraph": "para.",
        "part": "pt.",
        "section": "sec.",
        "sub-verbo": "s.v.",
        "verse": "v.",
        "volume": "vol.",
    }
)
#: Pages that biblatex puts its own `p.` before: numbers and their ranges.
NUMERIC: Final = re.compile(r"[\d\s,.–—-]{1,60}")
#: What pandoc takes for a page where no label stands before it.
OPENS_NUMBER: Final = re.compile(r"\d|[ivxlcdm]{1,12}(?![\w.])", re.IGNORECASE)
#: What pandoc takes for a locator without braces: it begins with a figure or is a Roman number.
PLAIN_VALUE: Final = re.compile(r"\d[^{}\[\]]{0,80}|[ivxlcdm]{1,12}(?:[-–—][ivxlcdm]{1,12})?", re.IGNORECASE)
