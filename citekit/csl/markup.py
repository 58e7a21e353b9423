"""Rich text in fields: reads the markup that CSL allows and pairs quotation marks.

Specification 1.0.2, 'Rich-Text Markup in Fields' and 'Flip-flopping'. What cannot be paired stays as it
was written, a single straight mark as an apostrophe.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citekit.csl.output import Format, Node

#: Letters and digits of alphabets: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai.
ALPHABETIC: Final = (
    "a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1f00-\u1fff"
    "\u0600-\u06ff\u200c\u200d\u200e\u0218\u0219\u021a\u021b\u202a-\u202e"
)
HAS_ALPHABETIC: Final = re.compile(f"[-0-9{ALPHABETIC}]")
STARTS_ALPHABETIC: Final = re.compile(f"[&{ALPHABETIC}]")
ENDS_ALPHABETIC: Final = re.compile(f"[.;:&{ALPHABETIC}]\\Z")

SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
NO_CASE: Final = '<span class="nocase">'
NO_DECOR: Final = '<span class="nodecor">'

#: Opening tag to closing tag and formatting.
TAGS: Final[dict[str, tuple[str, Format | None]]] = {
    "<i>": ("</i>", ("font-style", "italic")),
    "<b>": ("</b>", ("font-weight", "bold")),
    "<sc>": ("</sc>", ("font-variant", "small-caps")),
    "<sup>": ("</sup>", ("vertical-align", "sup")),
    "<sub>": ("</sub>", ("vertical-align", "sub")),
    SMALL_CAPS: ("</span>", ("font-variant", "small-caps")),
    NO_CASE: ("</span>", None),
    NO_DECOR: ("</span>", ("nodecor", "")),
}
#: A straight quotation mark that opens, with what stands before it.
STRAIGHT_OPENERS: Final = {' "': '"', " '": "'", '("': '"', "('": "'"}

#: Markup nests no deeper than this; what would is text.
_DEEPEST: Final = 30
_SMALL_CAPS_FORMS: Final = re.compile(r'<span\s++style="font-variant:\s*+small-caps;?"[^<>]*+>')
_CLASS_FORMS: Final = re.compile(r'<span\s++class="(no(?:case|decor))"[^<>]*+>')
_APOSTROPHE_INSIDE: Final = re.compile(f"([-0-9{ALPHABETIC}])\u2019(?=[-0-9{ALPHABETIC}])")
#: A straight single mark between characters of a word.
_WORD_APOSTROPHE: Final = re.compile(r"(?<=[^\s(<>])'(?=[^\s,.?:;])")


class _Open(NamedTuple):
    closer: str
    place: int
    opener: str


class Markup:
    """Reads rich text with the quotation marks of one locale.

    Args:
        quotes: Opening and closing outer mark, opening and closing inner mark.
    """

    __slots__ = ("_closers", "_inner", "_interesting", "_openers", "_tokens")

    def __init__(self, quotes: tuple[str, str, str, str]) -> None:
        self._openers: dict[str, str] = {tag: closer for tag, (closer, _) in TAGS.items()}
        self._openers.update(STRAIGHT_OPENERS)
        for opener, closer in (quotes[:2], quotes[2:]):
            if opener and closer and opener not in {'"', "'"}:
                self._openers[opener] = closer
        self._inner = quotes[2]
        self._closers = set(self._openers.values())
        marks = "".join({opener[0] for opener in self._openers if opener[0] not in " (<"})
        self._interesting = re.compile(f"[<\"'{re.escape(marks)}]")
        ordered = [*self._openers, *sorted(self._closers, key=len, reverse=True)]
        self._tokens = re.compile("(" + "|".join(re.escape(token) for token in ordered) + ")")

    def parse(self, text: str) -> str | list[Node]:
        """Return text as it is where it holds no markup, else as nodes.

        Args:
            text: A field's value.
        """
        if not self._interesting.search(text):
            return text
        if "'" in text and not self._interesting.search(_WORD_APOSTROPHE.sub("", text)):
            return _WORD_APOSTROPHE.sub("\u2019", text)
        leading = text.startswith(" ") and not text.lstrip().startswith(("'", '"'))
        if "<span" in text:
            text = _SMALL_CAPS_FORMS.sub(SMALL_CAPS, text)
            text = _CLASS_FORMS.sub(r'<span class="\1">', text)
        parts = self._tokens.split(" " + _APOSTROPHE_INSIDE.sub(r"\1'", text))
        if len(parts) == 1:
            return text
        strings, tags = parts[0::2], parts[1::2]
        forced = self._mark_forced(strings, tags)
        self._pair(strings, tags, forced)
        return _build_nodes(strings, tags, forced, self._openers, self._inner, leading=leading)

    def _mark_forced(self, strings: list[str], tags: list[str]) -> set[int]:
        """Let a straight mark right after an opening tag open too; return those tags' places."""
        forced = set()
        for index in range(len(tags) - 1):
            if tags[index] in self._openers and not strings[index + 1] and tags[index + 1] in {'"', "'"}:
                tags[index + 1] = " " + tags[index + 1]
                forced.add(index + 1)
        return forced

    def _pair(self, strings: list[str], tags: list[str], forced: set[int]) -> None:  # noqa: C901, PLR0912 - one pass over the cases of the specification
        """Turn every tag without a partner back into text; blank it in `tags`."""
        stack: list[_Open] = []

        def release(index: int) -> None:
            tag = tags[index][1:] if index in forced else tags[index]
            strings[index + 1] = tag + strings[index + 1]
            tags[index] = ""

        for index, tag in enumerate(tags):
            following = strings[index + 1]
            if tag == "'" and following and following[0] not in ",.?:; ":
                strings[index + 1] = "\u2019" + following
                tags[index] = ""
            elif tag == " '" and following.startswith(" "):
                strings[index + 1] = " \u2019" + following
                tags[index] = ""
            elif tag in self._openers:
                if len(stack) >= _DEEPEST:
                    release(stack.pop(0).place)
                stack.append(_Open(self._openers[tag], index, tag))
            elif stack and stack[-1].closer == tag:
                self._close(stack.pop(), tags, index)
            elif tag == "'":
                strings[index + 1] = "\u2019" + following
                tags[index] = ""
            else:
                while stack and stack[-1].closer != tag:
                    release(stack.pop().place)
                if stack:
                    self._close(stack.pop(), tags, index)
                else:
                    release(index)
        for opened in reversed(stack):
            if opened.opener in {" '", "'"}:
                strings[opened.place + 1] = " \u2019" + strings[opened.place + 1]
                tags[opened.place] = ""
            else:
                release(opened.place)

    @staticmethod
    def _close(opened: _Open, tags: list[str], index: int) -> None:
        if opened.opener == NO_CASE:
            tags[opened.place] = tags[index] = ""


def _build_nodes(
    strings: list[str],
    tags: list[str],
    forced: set[int],
    openers: dict[str, str],
    inner: str,
    *,
    leading: bool,
) -> str | list[Node]:
    """Return nodes for paired tags; `inner` is the locale's opening inner quotation mark."""
    root: list[Node] = []
    stack = [root]
    first_quote = next((tag for tag in tags if tag in STRAIGHT_OPENERS), "")
    pending = (" " if leading else "") + strings[0]
    begun = False
    for index, tag in enumerate(tags):
        following = strings[index + 1]
        if not tag:
            pending += following
            continue
        if tag in STRAIGHT_OPENERS and index not in forced:
            pending += tag[0]
        if not begun:
            pending = _strip_two(pending)
            begun = True
        if pending:
            stack[-1].append(Node(pending))
        pending = following
        if tag in openers:
            node = Node()
            node.flip = _flip_of(tag, first_quote, inner)
            node.quoted = node.flip[0] == "quotes"
            stack[-1].append(node)
            stack.append(node.children)
        elif len(stack) > 1:
            stack.pop()
    if not begun:
        return _strip_two(pending)
    if pending:
        stack[-1].append(Node(pending))
    return root


def _strip_two(text: str) -> str:
    """Take off up to two blanks, those that parsing put before the text."""
    text = text.removeprefix(" ")
    return text.removeprefix(" ")


def _flip_of(tag: str, first_quote: str, inner: str) -> Format:
    """Return the formatting of an opening tag; of straight marks the form seen first is the outer one.

    Typographic marks keep the place that the locale gives them: British ‘single’ marks are outer ones.
    """
    if tag in TAGS:
        return TAGS[tag][1] or ("nodecor", "")
    if tag in STRAIGHT_OPENERS:
        outer = STRAIGHT_OPENERS[tag] == STRAIGHT_OPENERS[first_quote]
        return ("quotes", "true" if outer else "inner")
    return ("quotes", "inner" if tag == inner else "true")
