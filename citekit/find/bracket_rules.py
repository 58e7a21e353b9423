"""What a well-formed numeric bracket is when it is no citation: one table of named rules.

Each rule looks at the cluster, the text around it and what the whole document shows (`Setting`). The
first rule that applies names the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from citekit.find.brackets import Cluster
from citekit.model import BlockKind, Document, Span
from citekit.parse.patterns import defer_pattern

_WINDOW: Final = 48
_YEARS: Final = range(1400, 2101)
_TIME: Final = defer_pattern(r"\[\d{1,2}:[0-5]\d\]")
_COLON_PAGE: Final = defer_pattern(r"\[\d{1,3}:(?:\s?\d\]|\s\d|\d{3}|[6-9]\d|\d{1,3}\s?[-–,;])")
_IDENTIFIER: Final = defer_pattern(r"[\w.)\]]{1,40}\Z")
_CODE_NAME: Final = defer_pattern(r"_|[a-z][A-Z]|^[A-Za-z][a-z]?$|^[А-Я]$|\.[a-z]+$")
_SHORT_NAME: Final = defer_pattern(r"[a-z]{1,4}")
_CODE_LINE: Final = defer_pattern(
    r"[{};]\s*$|\s=\s|\w\(\w|==|!=|\+=|->|=>|::|\w\(\)|^\s*(?:for|if|while|return|print|def|var|let)\b"
)
_SET_SIGN: Final = frozenset("∈∉∋⊂⊆⊃⊇∪∩=≈≡≠≤≥×∀∃→↦±√∫∑∏")
_SET_SIGN_BEHIND: Final = frozenset("∪∩=×⊂⊆∖")
_INTERVAL_WORD: Final = defer_pattern(
    r"(?:интервал\w{0,3}|отрез\w{1,4}|промежут\w{1,4}|диапазон\w{0,3}|сегмент\w{0,3}|матриц\w{1,3}|вектор\w{0,3}"
    r"|массив\w{0,3}|проміж\w{1,5}|відріз\w{1,4}|діапазон\w{0,3}|від|шкал\w{1,3}"
    r"|intervals?|range|matrix|vector|array|tuple|scale|Intervalle?|Intervalls|Bereich|Matrix|Vektor|Strecke"
    r"|intervalle|matrice|vecteur|intervallo|vettore|intervalo|rango|matriz|vector|segment|segmento)\s{1,3}\Z",
    re.IGNORECASE,
)
#: The longest of these words, and of the keys below, with the blanks behind it.
_LONGEST_WORD: Final = 16
#: Two numbers with decimal commas, parted by a semicolon or a dash: `[1,8 ; 2,4]`, `[72,2–80,3]`.
_DECIMALS: Final = defer_pattern(
    r"\[(\d{1,3}),(\d{1,3})[^\S\n]{0,2}(?:;|(?P<dash>[–—-]))[^\S\n]{0,2}(\d{1,3}),(\d{1,3})\]"
)
_DECIMAL_BEFORE: Final = defer_pattern(r"\d,\d{1,3}\s?%?\s{0,2}\(?\Z")
_KEY_BEFORE: Final = defer_pattern(
    r"[\"']\s?:\s?\Z|\b(?:return|append\(|print\()\s?\Z|\bfor\s[a-z_]\w{0,3}(?:,\s?\w{1,4})?\sin\s?\Z"
)
_LINK_BEHIND: Final = defer_pattern(r"\((?:https?:|www\.|mailto:|ftp:|/|\.{1,2}/|<|#)[^\s()]{0,400}")
_REF_ANCHOR: Final = defer_pattern(r"\(#(?:ref|bib|cite|cit|b|r|CR)[-_\w.]{0,30}\)")
_DEFINITION: Final = defer_pattern(r":[^\S\n]{0,4}(?:<?(?:https?|ftp|mailto|www\.|/|#))")
_ADDRESS: Final = defer_pattern(r"(?:https?://|www\.|ftp://)[^\s()<>«»]{0,300}\Z")
_CHEMISTRY: Final = defer_pattern(
    r"-?(?:ротаксан|катенан|фуллерен|циклофан|аннулен|каликс|краун|rotaxane?|catenane?|fullerene?|cyclophane?"
    r"|annulene?|calix|helicene?|naphth|pyri|furan|thio|indol|azepin)",
    re.IGNORECASE,
)
_HYPHENATED_BEHIND: Final = defer_pattern(r"-?[a-zа-я]{3,}")
_FENCE: Final = defer_pattern(r"```+[^`\n]{0,80}(?:\n|\Z)")
_TICKED: Final = defer_pattern(r"`[^`\n]{1,200}`")
_DOLLARS: Final = defer_pattern(r"\$(?=\S)[^$\n]{1,300}(?<=\S)\$(?!\d)")
_MATH_SIGN: Final = defer_pattern(r"[\\^_=]")


class Setting(NamedTuple):
    """What the whole document shows.

    Attributes:
        quoted: Starts and ends, in turn and rising, of code and formulas.
        high_numbers: Whether a list of over a thousand sources is cited.
        colon_pages: Whether `[5:133]` is this document's way to give a page.
        definitions: Whether the document defines links by number (`[1]: http://…`).
        spaced: Whether a blank stands before the document's brackets.
        answers: Where the numbered answers of a question stand.
    """

    quoted: Sequence[int]
    high_numbers: bool
    colon_pages: bool
    definitions: bool
    spaced: bool
    answers: frozenset[int]


def read_setting(text: str, clusters: Sequence[Cluster], quoted: Sequence[int]) -> Setting:
    """Gather what the judgement of a single bracket needs to know of the whole document.

    Args:
        text: The document's text.
        clusters: All its stretches that read as numeric clusters.
        quoted: What `find_quoted` returned.
    """
    numbers = {item.first for cluster in clusters for item in cluster.items if 900 <= item.first < 1400}
    inline = [cluster for cluster in clusters if text[cluster.start - 1 : cluster.start] not in {"", "\n"}]
    glued = [cluster for cluster in inline if text[cluster.start - 1 : cluster.start].isalnum()]
    return Setting(
        quoted=quoted,
        high_numbers=len(numbers) >= 3,
        colon_pages=any(_COLON_PAGE.match(text, cluster.start) for cluster in clusters),
        definitions="]: http" in text or "]: <http" in text,
        spaced=len(inline) >= 4 and 10 * len(glued) <= 2 * len(inline),
        answers=_find_answers(text, clusters),
    )


#: What stands between two answers, and what before the first.
_ANSWER: Final = defer_pattern(r"\s[^\W\d_][^.;:\[\]\n]{1,48}[\s,]\Z")
_ASKS: Final = defer_pattern(r"[:?]\s{1,2}\Z")
_FEWEST_ANSWERS: Final = 3


def _find_answers(text: str, clusters: Sequence[Cluster]) -> frozenset[int]:
    """Return where the answers to choose from begin: `How often? [1] daily [2] weekly [3] never`."""
    found: list[int] = []
    run: list[Cluster] = []
    for cluster in clusters:
        if (
            run
            and cluster.single == run[-1].single + 1
            and cluster.start - run[-1].end < 52
            and _ANSWER.match(text, run[-1].end, cluster.start)
        ):
            run.append(cluster)
            continue
        if len(run) >= _FEWEST_ANSWERS:
            found += [one.start for one in run]
        opens = cluster.single == 1 and _ASKS.search(text, max(0, cluster.start - 3), cluster.start)
        run = [cluster] if opens else []
    if len(run) >= _FEWEST_ANSWERS:
        found += [one.start for one in run]
    return frozenset(found)


def find_quoted(document: Document) -> tuple[int, ...]:
    """Return the places of code blocks, Markdown code and formulas between dollar signs.

    Returns:
        Their starts and ends in turn, rising; `lies_in` looks a position up.
    """
    text = document.text
    spans = [block.span for block in document.blocks if block.kind is BlockKind.CODE]
    if "`" in text:
        fences = [match.start() for match in _FENCE.finditer(text)]
        spans += [Span(first, last) for first, last in zip(fences[::2], fences[1::2], strict=False)]
        spans += [Span(match.start(), match.end()) for match in _TICKED.finditer(text)]
    if "$" in text:
        spans += [
            Span(match.start(), match.end())
            for match in _DOLLARS.finditer(text)
            if _MATH_SIGN.search(match[0])
        ]
    edges: list[int] = []
    for span in sorted(spans):
        if edges and span.start <= edges[-1]:
            edges[-1] = max(edges[-1], span.end)
        else:
            edges += [span.start, span.end]
    return tuple(edges)


def lies_in(position: int, edges: Sequence[int]) -> bool:
    """Tell whether a position lies in one of the places whose starts and ends are given in turn."""
    return bisect_right(edges, position) % 2 == 1


def _is_quoted(_text: str, cluster: Cluster, setting: Setting) -> bool:
    return lies_in(cluster.start, setting.quoted)


def _is_year(_text: str, cluster: Cluster, setting: Setting) -> bool:
    if not any(item.first >= 1000 for item in cluster.items):
        return False
    large = [item.first >= 1000 and not setting.high_numbers for item in cluster.items]
    return all(large) or any(
        item.first in _YEARS and item.last in _YEARS for item in cluster.items[:1] if large[0]
    )


#: `1879. [3], IV, 435 с.` and `435, [2] с.`: the counted pages behind, or before and the word behind.
_EXTENT_BEHIND: Final = defer_pattern(r"(?:,\s(?:[IVXLCХІ]{1,8}|\d{1,4})){1,3}\s[сcpS]\.")
_EXTENT_BEFORE: Final = defer_pattern(r"(?:[IVXLCХІ]|\d),\s\Z")
_EXTENT_WORD: Final = defer_pattern(r"(?:,\s\d{1,4})?\s[сcpS]\.")


def _is_extent(text: str, cluster: Cluster, _setting: Setting) -> bool:
    if not cluster.single:
        return False
    if _EXTENT_BEHIND.match(text, cluster.end):
        return True
    before = text[max(0, cluster.start - 4) : cluster.start]
    return _EXTENT_BEFORE.search(before) is not None and _EXTENT_WORD.match(text, cluster.end) is not None


#: A reporter, volume and page: `BVerfGE 67, 256 [274]`.
_REPORTER: Final = defer_pattern(r"[A-Z][A-Za-z.]{2,14}\s\d{1,4},\s\d{1,5}(?:\sff?\.)?\s\Z")


#: The same of British courts: `[2020] AC 491 [34]–[37]`, `Elliott (n 5) [32]`, `UKSC 12 at [34]`.
_NEUTRAL: Final = defer_pattern(
    r"(?:[\[(](?:19|20)\d\d[\])]\s(?:\d{1,2}\s)?[A-Z][A-Za-z. ]{1,16}\s\d{1,5}(?:\s\([A-Z][A-Za-z ]{1,10}\))?"
    r",?(?:\sat)?\s|\(n\s\d{1,3}\)\s(?:at\s)?)"
    r"(?:\[\d{1,3}\](?:\s?[–-]\s?|,\s)){0,3}\Z"
)


def _is_pinpoint(text: str, cluster: Cluster, _setting: Setting) -> bool:
    before = text[max(0, cluster.start - 60) : cluster.start]
    if not cluster.single or before[-1:] not in {" ", "-", "–"}:
        return False
    return _REPORTER.search(before[-34:]) is not None or (
        ("]" in before or "(n" in before) and _NEUTRAL.search(before) is not None
    )


def _is_time(text: str, cluster: Cluster, setting: Setting) -> bool:
    return not setting.colon_pages and _TIME.match(text, cluster.start) is not None


def _is_nested(text: str, cluster: Cluster, _setting: Setting) -> bool:
    before, behind = text[max(0, cluster.start - 1) : cluster.start], text[cluster.end : cluster.end + 1]
    if _REF_ANCHOR.match(text, cluster.end) or _REF_ANCHOR.match(text, cluster.end + 1):
        return False
    return before == "[" or (
        behind == "]" and text[max(0, cluster.start - 2) : cluster.start].strip()[-1:] in {",", ";"}
    )


def _is_interval(text: str, cluster: Cluster, _setting: Setting) -> bool:
    if not cluster.plain:
        return False
    before = text[max(0, cluster.start - _WINDOW) : cluster.start]
    stripped = before.rstrip()
    if stripped[-1:] in _SET_SIGN or text[cluster.end : cluster.end + 2].strip()[:1] in _SET_SIGN_BEHIND:
        return True
    if cluster.single:
        return False
    if decimals := _DECIMALS.match(text, cluster.start):
        numbers = [int(decimals[group]) for group in (1, 2, 4, 5)]
        # Numbers of sources would rise: `[1,2–5,7]`.
        falls = any(first >= second for first, second in pairwise(numbers))
        return not decimals["dash"] or falls or _DECIMAL_BEFORE.search(before) is not None
    if before != stripped and _INTERVAL_WORD.search(before, max(0, len(before) - _LONGEST_WORD)):
        return True
    return _KEY_BEFORE.search(before, max(0, len(before) - _LONGEST_WORD)) is not None


def _is_index(text: str, cluster: Cluster, setting: Setting) -> bool:
    before = text[max(0, cluster.start - _WINDOW) : cluster.start]
    name = _IDENTIFIER.search(before) if before and (before[-1].isalnum() or before[-1] in "_)") else None
    if name is None or not cluster.plain:
        return False
    if _CODE_NAME.search(name[0]):
        return True
    behind = text[cluster.end : cluster.end + 1]
    if behind in {"[", "_"} and not text[cluster.end + 1 : cluster.end + 2].isdigit():
        return True
    if not name[0].isascii():
        return False
    if setting.spaced and _SHORT_NAME.fullmatch(name[0]):
        return True
    return _CODE_LINE.search(_line_around(text, cluster)) is not None


def _line_around(text: str, cluster: Cluster) -> str:
    """Return the line that the cluster stands in, at most 200 characters to each side."""
    start = text.rfind("\n", max(0, cluster.start - 200), cluster.start) + 1 or max(0, cluster.start - 200)
    end = text.find("\n", cluster.end, cluster.end + 200)
    return text[start : end if end >= 0 else cluster.end + 200]


def _is_link_text(text: str, cluster: Cluster, _setting: Setting) -> bool:
    behind = cluster.end
    return _LINK_BEHIND.match(text, behind) is not None and not _REF_ANCHOR.match(text, behind)


def _is_link_reference(text: str, cluster: Cluster, setting: Setting) -> bool:
    if not setting.definitions or not cluster.single:
        return False
    return (
        text[cluster.start - 1 : cluster.start] == "]"
        and not text[cluster.start - 2 : cluster.start - 1].isdigit()
    )


def _is_definition(text: str, cluster: Cluster, _setting: Setting) -> bool:
    return _DEFINITION.match(text, cluster.end) is not None and begins_line(text, cluster.start)


def begins_line(text: str, position: int) -> bool:
    """Tell whether only blanks (at most 40) stand between the line's beginning and `position`."""
    before = text[max(0, position - 40) : position].rstrip(" \t\xa0\u3000")
    return before.endswith("\n") or (not before and position <= 40)


def _is_address(text: str, cluster: Cluster, _setting: Setting) -> bool:
    before = text[max(0, cluster.start - 1) : cluster.start]
    if not before or before.isspace() or before in '(.,;:»”")':
        return False
    return _ADDRESS.search(text, max(0, cluster.start - 320), cluster.start) is not None


def _is_chemistry(text: str, cluster: Cluster, _setting: Setting) -> bool:
    behind = text[cluster.end : cluster.end + 12]
    if not behind or not (behind[0].isalpha() or behind[0] == "-"):
        return False
    if _CHEMISTRY.match(behind):
        return True
    before = text[max(0, cluster.start - 1) : cluster.start]
    return (
        bool(before) and (before.isalnum() or before == "-") and _HYPHENATED_BEHIND.match(behind) is not None
    )


def _is_answer(_text: str, cluster: Cluster, setting: Setting) -> bool:
    return cluster.start in setting.answers


class Rule(NamedTuple):
    """A reason why a bracket is no citation.

    Attributes:
        name: What it is instead.
        reason: Why, as a sentence.
        applies: The test.
        touched: Whether it needs a letter or sign that touches the bracket.
    """

    name: str
    reason: str
    applies: Callable[[str, Cluster, Setting], bool]
    touched: bool = False


RULES: Final[tuple[Rule, ...]] = (
    Rule("quoted", "it stands in code or in a formula", _is_quoted),
    Rule("year", "a number of four digits, in a document without a list that long", _is_year),
    Rule("time", "a time of day or of a recording", _is_time),
    Rule("pinpoint", "the page within a decision that a reporter prints", _is_pinpoint),
    Rule("extent", "unnumbered pages of a book's extent", _is_extent),
    Rule("interval", "an interval, a set or a list of values", _is_interval),
    Rule("answer", "the number of an answer to choose", _is_answer),
    Rule("nested", "a row of a matrix, or a bracket in a bracket", _is_nested, touched=True),
    Rule("address", "it is part of an address", _is_address, touched=True),
    Rule("index", "an array index glued to a name", _is_index, touched=True),
    Rule("link text", "the text of a Markdown link", _is_link_text, touched=True),
    Rule(
        "link reference",
        "a Markdown link whose address is defined elsewhere",
        _is_link_reference,
        touched=True,
    ),
    Rule("definition", "defines the address of a Markdown link", _is_definition, touched=True),
    Rule("chemistry", "part of a chemical name", _is_chemistry, touched=True),
)
_FREE_RULES: Final = tuple(rule for rule in RULES if not rule.touched)
_FREE_BEFORE: Final = frozenset(' \n\t\xa0(«“„"')
_FREE_BEHIND: Final = frozenset(" \n\t\xa0.,;)»”!?")


def judge_cluster(text: str, cluster: Cluster, setting: Setting) -> Rule | None:
    """Return the first rule by which a numeric cluster is no citation, or None."""
    free = (cluster.start == 0 or text[cluster.start - 1] in _FREE_BEFORE) and (
        cluster.end == len(text) or text[cluster.end] in _FREE_BEHIND
    )
    for rule in _FREE_RULES if free else RULES:
        if rule.applies(text, cluster, setting):
            return rule
    return None
