"""The trained tagger: a linear-chain CRF, loaded when it is first used.

The model ships in `citekit/parse/model/` with its SHA-256 beside it. Where the library is missing or the
file is damaged, `load_tagger` says so, and references are parsed by the rules of `citekit.parse.rules`.
"""

from __future__ import annotations

import hashlib
import re
import threading
from bisect import bisect_left
from functools import cache
from importlib import resources
from itertools import islice
from typing import Final, Protocol

from citekit.diagnostics import Diagnostic, Severity
from citekit.parse.anchors import Tag
from citekit.parse.cue_words import CUES
from citekit.parse.features import make_features
from citekit.parse.patterns import defer_pattern
from citekit.parse.tokens import Tokens
from citekit.parse.values import read_roman

MODEL: Final = "reference.crf"
CHECKSUM: Final = "reference.crf.sha256"
OUTSIDE: Final = "O"
#: Fields whose first and last words have labels of their own in the model: `title|B`, `title`, `title|E`.
EDGED: Final = ("author", "title", "container-title")
_VARIANTS: Final = {label: (label, f"{label}|B", f"{label}|E") for label in EDGED}
#: The tagger of each thread, with its model: the library reads it in place and does not hold it.
_LOCAL: Final = threading.local()


class CrfTagger(Protocol):
    """What is used of pycrfsuite's tagger."""

    def set(self, xseq: list[list[bytes]]) -> None:
        """Set the sequence to be labelled."""
        ...

    def tag(self) -> list[str]:
        """Return the best labels."""
        ...

    def marginal(self, y: str, pos: int) -> float:
        """Return the probability of a label at a position."""
        ...


def load_tagger() -> tuple[CrfTagger | None, Diagnostic | None]:
    """Load the shipped model once for each thread: a tagger holds the sequence that it works on.

    Returns:
        The tagger, or None with a diagnostic that says why there is none.
    """
    held = getattr(_LOCAL, "held", None)
    if held is not None:
        crf: CrfTagger = held[0]
        return crf, None
    model, diagnostic = _read_model()
    if model is None:
        return None, diagnostic
    import pycrfsuite  # noqa: PLC0415 - loaded on first use

    opened = pycrfsuite.Tagger()
    opened.open_inmemory(model)
    _LOCAL.held = (opened, model)
    return opened, None


@cache
def _read_model() -> tuple[bytes | None, Diagnostic | None]:
    """Read the shipped model and check it against its checksum."""
    try:
        import pycrfsuite  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError as error:
        return None, Diagnostic(
            "CK410", f"the trained tagger cannot be used, rules take its place: {error}", Severity.WARNING,
            hint="pip install python-crfsuite",
        )  # fmt: skip
    folder = resources.files("citekit.parse") / "model"
    try:
        model = (folder / MODEL).read_bytes()
        expected = (folder / CHECKSUM).read_text(encoding="ascii").split()[0]
    except (OSError, IndexError) as error:
        return None, Diagnostic(
            "CK411", f"the model of the tagger is missing, rules take its place: {error}", Severity.WARNING,
            hint="install citekit again",
        )  # fmt: skip
    if hashlib.sha256(model).hexdigest() != expected:
        return None, Diagnostic(
            "CK412", "the model of the tagger is damaged, rules take its place", Severity.WARNING,
            hint=f"install citekit again; {MODEL} must have the SHA-256 {expected}",
        )  # fmt: skip
    return model, None


def tag_tokens(tagger: CrfTagger, text: str, tokens: Tokens) -> list[Tag]:
    """Label the tokens of a reference and join neighbours of one label.

    Args:
        tagger: From `load_tagger`.
        text: The reference, blanks for line breaks.
        tokens: Its tokens.

    Returns:
        Tags in the order of the text, each with the mean probability of its tokens.
    """
    if not tokens.words:
        return []
    tagger.set(make_features(tokens))
    labels = [label.partition("|")[0] if "|" in label else label for label in tagger.tag()]
    tags: list[Tag] = []
    begin = 0
    words, starts, ends, gaps = tokens
    anchored = _ANCHOR.search("".join(gaps)) is not None
    labels.append("")  # the last run ends
    label = labels[0]
    for index, following in enumerate(islice(labels, 1, None), 1):
        if following == label and not (anchored and _parts(gaps[index])):
            continue
        if label in _NUMERIC and not any(map(_may_count, words[begin:index])):
            label = max(_WORDED, key=lambda other: _rate_label(tagger, other, begin))
        if (
            tags
            and tags[-1].label == label
            and begin
            and labels[begin - 1] != OUTSIDE
            and not _parts(gaps[begin])
        ):
            start, end = widen_span(text, tags[-1].start, ends[index - 1])
            tags[-1] = tags[-1]._replace(end=end, outer_end=end)
        elif label != OUTSIDE:
            # The ends of a field are where it is in doubt.
            probability = _rate_label(tagger, label, begin)
            if index - begin > 1:
                probability = min(probability, _rate_label(tagger, label, index - 1))
            start, end = widen_span(text, starts[begin], ends[index - 1])
            tags.append(Tag(label, start, end, calibrate(probability), start, end))
        begin, label = index, following
    return mend_tags(text, tags)


def _rate_label(tagger: CrfTagger, label: str, position: int) -> float:
    """Return the probability that a word belongs to a field, first, last or between."""
    rate = tagger.marginal
    if label not in _VARIANTS:
        return rate(label, position)
    between, first, last = _VARIANTS[label]
    return rate(between, position) + rate(first, position) + rate(last, position)


_INSIDE = defer_pattern(r"(?:^|\W)(?:in|In|IN|dans|Dans|nel|En|В кн|У кн)\W{0,3}$")


def mend_tags(text: str, tags: list[Tag]) -> list[Tag]:
    """Mend what no reference can be: a second title after `In` or an editor, a host without a part.

    Args:
        text: The reference.
        tags: In the order of the text.

    Returns:
        The tags, with titles and containers set right.
    """
    tags = [part for tag in tags for part in (_part_title(text, tag) if tag.label == "title" else (tag,))]
    labels = [tag.label for tag in tags]
    titles = [index for index, label in enumerate(labels) if label == "title"]
    if len(titles) > 1 and "container-title" not in labels:
        first, second = titles[0], titles[1]
        between = text[tags[first].end : tags[second].start]
        if "editor" in labels[first:second] or _INSIDE.search(between[-8:]):
            tags = [
                tag._replace(label="container-title") if index == second else tag
                for index, tag in enumerate(tags)
            ]
    elif not titles and labels.count("container-title") == 1:
        index = labels.index("container-title")
        if not _SERIAL.intersection(labels):
            if "publisher" in labels or "publisher-place" in labels:
                tags = [
                    tag._replace(label="title") if tag.label == "container-title" else tag for tag in tags
                ]
        elif "author" in labels[:index] and (cut := _find_seam(text, tags[index])):
            host = tags[index]
            part = host._replace(label="title", end=cut[0], outer_end=cut[0])
            tags = [*tags[:index], part, host._replace(start=cut[1], outer_start=cut[1]), *tags[index + 1 :]]
    return tags


def _part_title(text: str, tag: Tag) -> list[Tag]:
    """Part a title from what cannot be in it: `cit.`, a series after `(=`, a journal in guillemets."""
    start, end = tag.start, tag.end
    for label, sign, pattern in _PARTED:
        found = pattern.search(text, start, end) if text.find(sign, start, end) > 0 else None
        if found and found.start() > tag.start + 2:
            end, (start, stop) = found.start(), found.span("rest")
            return [
                tag._replace(end=end, outer_end=end),
                Tag(label, start, stop, tag.confidence * 0.9, start, stop),
            ]
    return [tag]


#: Each label with a sign and the pattern of what begins it inside a title.
_PARTED: Final = (
    (
        "cross-reference",
        "cit",
        defer_pattern(r"\s?,\s(?P<rest>(?:(?:[Oo]p|[Aa]rt|[Ll]oc|[Oo]uvr|[Oo]b)\s?\.\s?)?cit)\b[\s.]{0,3}$"),
    ),
    ("collection-title", "=", defer_pattern(r"\s?\(\s?=\s?(?P<rest>[^()=]{3,150}[^()=\s,])$")),
    ("container-title", "«", defer_pattern(r"\s?,\s«\s?(?P<rest>[^«»]{3,100}[^«»\s])\s?»$")),
)


def _find_seam(text: str, tag: Tag) -> tuple[int, int] | None:
    """Find where a title and its journal were run together: the last full stop that ends a long word."""
    seams = [
        found
        for found in _SEAM.finditer(text, tag.start, tag.end)
        if text.count(" ", tag.start, found.start()) > 2 and tag.end - found.end() > 2
    ]
    return seams[-1].span() if seams else None


_SEAM = defer_pattern(r"(?<=[^\W\d_A-ZА-ЯЁ]{5})[.?!]\s+(?=[^\W\d_a-zа-яё])")


_SERIAL: Final = frozenset({"volume", "issue"})

#: Fields that must hold a number, and those that may take their place where they do not.
_NUMERIC: Final = frozenset({"issued", "page", "volume", "issue", "number-of-pages", "section"})
_WORDED: Final = ("title", "container-title", "publisher", "publisher-place", "author", "note", OUTSIDE)
_UNNUMBERED: Final = frozenset(
    "j d n f forthcoming press preparation erscheinen paraître stampa prensa submitted accepted undated "
    "print tbd passim spring summer autumn fall winter supplement suppl".split()
)

#: How often fields of a stated probability were right on held-out strings: `benchmarks/parsing.py`.
CALIBRATION: Final = (
    (0.0, 0.0), (0.3, 0.397), (0.5, 0.566), (0.7, 0.718), (0.8, 0.835), (0.9, 0.911), (0.95, 0.95),
    (0.98, 0.968), (1.0, 0.99),
)  # fmt: skip


_STATED: Final = [stated for stated, _right in CALIBRATION]


def calibrate(probability: float) -> float:
    """Turn the tagger's probability into the share of such fields that are right."""
    if probability > CALIBRATION[-1][0]:
        return CALIBRATION[-1][1]
    index = max(1, bisect_left(_STATED, probability))
    (low, stated), (high, next_stated) = CALIBRATION[index - 1], CALIBRATION[index]
    return stated + (next_stated - stated) * (probability - low) / (high - low)


def _may_count(word: str) -> bool:
    """Tell whether a word can be a number, a Roman number, a month or a word for 'undated'."""
    if word.isdecimal():
        return True
    lower = word.lower()
    return (
        (not word.isalpha() and any(map(str.isdigit, word)))
        or lower in _UNNUMBERED
        or "month" in CUES.get(lower, ())
        or read_roman(word) is not None
        or (len(word) == 1 and word.isupper())
    )


def _parts(gap: str) -> bool:
    """Tell whether an anchor stands in the gap: no field reaches over one."""
    return not gap.isascii() and _ANCHOR.search(gap) is not None


_ANCHOR: Final = re.compile("[\ue001-\ue007]")
_CLOSING: Final = {")": "(", "]": "[", "»": "«", "”": "“", "“": "„"}


def widen_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span of words to the brackets, quotes and full stops that belong to it.

    A closing mark belongs where its opening one stands inside, a full stop where an initial or an
    abbreviation of one to four letters stands before it, and an opening mark where it closes inside.
    """
    if start and text[start - 1] in "([«“„" and _closes_inside(text, start, end):
        start -= 1
    while end < len(text):
        mark = text[end]
        if mark in _CLOSING:
            opening = _CLOSING[mark]
            if text.count(opening, start, end) <= text.count(mark, start, end):
                break
            end += 1
        elif (mark == "." and _is_shortened(text, start, end)) or mark in "?!…":
            end += 1
        else:
            break
    return start, end


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Tell whether the mark before `start` is closed inside the span or just after it by its own kind."""
    closing = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“"}[text[start - 1]]
    inside = text.find(closing, start, end)
    return inside >= 0 and text.find(text[start - 1], start, inside) < 0


def _is_shortened(text: str, start: int, end: int) -> bool:
    """Tell whether the word before `end` is an initial or a short abbreviation."""
    begin = end
    while begin > start and text[begin - 1].isalpha():
        begin -= 1
    length = end - begin
    if length == 0 or length > 4:
        return False
    word = text[begin:end]
    if length == 1:
        return True
    following = text[end + 1 : end + 3].strip()
    return word.lower() in _SHORTENED or (
        word[0].isupper() and length == 2 and following[:1] in {",", ";", ":"}
    )


_SHORTENED: Final = frozenset(
    "др спб пг ст сб тр изд вып гг вв св ред им тт кн ун-т испр доп стер дек янв февр мар апр авг сент "
    "окт нояб соч пер al eds ed inc ltd co jr sr cit aufl univ vol tab ibid ebd st rev diss mass".split()
)
