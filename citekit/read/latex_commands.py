"""What the reader knows of LaTeX's commands and environments."""

from __future__ import annotations

import re
from typing import Final

HEADINGS: Final = {
    "part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "title": 1,
}  # fmt: skip
#: Commands that show nothing, with the number of their arguments to pass over.
SILENT: Final = {
    "documentclass": 1, "usepackage": 1, "RequirePackage": 1, "label": 1, "ref": 1, "pageref": 1, "eqref": 1,
    "vspace": 1, "hspace": 1, "setlength": 2, "addtolength": 2, "setcounter": 2, "addtocounter": 2,
    "newcommand": 2, "renewcommand": 2, "providecommand": 2, "DeclareMathOperator": 2, "newenvironment": 3,
    "includegraphics": 1, "bibliographystyle": 1, "pagestyle": 1, "thispagestyle": 1, "selectlanguage": 1,
    "fontsize": 2, "color": 1, "hypersetup": 1, "graphicspath": 1, "newtheorem": 2, "input": 1, "include": 1,
    "bibliography": 1, "addbibresource": 1, "nocite": 1, "index": 1, "author": 1, "date": 1, "thanks": 1,
    "DeclareFieldFormat": 2, "ExecuteBibliographyOptions": 1, "theoremstyle": 1, "geometry": 1, "def": 0,
    "setmainfont": 1, "setsansfont": 1, "setmonofont": 1, "setmainlanguage": 1, "setotherlanguage": 1,
    "setdefaultlanguage": 1, "newfontfamily": 2, "rule": 2, "phantomsection": 0, "addcontentsline": 3,
}  # fmt: skip
#: Commands whose first argument shows nothing and whose second does.
SECOND_SHOWN: Final = frozenset(
    {"textcolor", "foreignlanguage", "foreigntextlanguage", "colorbox", "raisebox", "parbox"}
)
CITE: Final = re.compile(
    r"(?:[Cc]ite(?:t|p|alt|alp|author|year|yearpar|num|title|date|url|text)?|[Pp]arencite|[Aa]utocite|[Tt]extcite"
    r"|[Ss]martcite|[Ff]ullcite|[Ss]upercite|[Ff]ootcite(?:text)?|[Ff]ootfullcite|[Aa]volcite|[Pp]volcite)s?\*?"
)
CODE_ENVIRONMENTS: Final = frozenset({"verbatim", "lstlisting", "minted", "Verbatim", "alltt"})
MATH_ENVIRONMENTS: Final = frozenset(
    {"equation", "align", "gather", "multline", "displaymath", "math", "eqnarray"}
)
QUOTES: Final = frozenset({"quote", "quotation", "verse", "displayquote"})
LISTS: Final = frozenset({"itemize", "enumerate", "description"})
