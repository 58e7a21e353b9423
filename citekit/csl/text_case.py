"""Text case: the values of the text-case attribute, on text that may hold markup.

Specification 1.0.2, 'Text-case' and 'Title Case Conversion'. Text between nocase tags stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

#: Words that English title case leaves in lower case unless they come first, last or after a colon.
STOP_WORDS: Final = frozenset(
    """about above across afore after against al along alongside amid amidst among amongst anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond
    but by circa despite down during et except for forenenst from given in inside into lest like modulo near
    next notwithstanding of off on onto out over per plus pro qua sans since than through thru throughout
    thruout till to toward towards under underneath until unto up upon versus vs. v. vs v via vis-à-vis with
    within without or yet so and nor a an the de d' von van c ca""".split()
)

_TAG: Final = re.compile(
    r"""<span\s+(?:class="no(?:case|decor)"|style="font-variant:\s*small-caps;?")\s*>|</span>|</?(?:i|sc|b|sub|sup)>"""
)
#: Tags whose content keeps its case.
_PROTECTING: Final = re.compile(r"<(?:span|sc|sub|sup)\b")
_PIECES: Final = re.compile(
    r"""(<span\s+(?:class="no(?:case|decor)"|style="font-variant:\s*small-caps;?")[^<>]*>|</span>|</?(?:i|sc|b|sub|sup)>"""
    r"""|[‘’“”]|\ ["']|"|'|[-–—/.,;?!:\[\]()])"""
)
_SPACES: Final = re.compile("([\u00a0\u0020\u2000-\u200b\u205f\u3000]+)")
_GREEK: Final = re.compile("[\u0370-\u03ff]")
_OPENING: Final = {' "': '"', " '": "'", "‘": "’", "“": "”"}

Caser = Callable[[str, str], str]


def _upper(text: str, language: str) -> str:
    if language in {"tr", "az"}:
        text = text.replace("i", "İ")
    return text.upper()


def _lower(text: str, language: str) -> str:
    if language in {"tr", "az"}:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower().replace("i̇", "i")


def _capitalize(word: str, language: str) -> str:
    """Return a word with its first letter in upper case; a lone Greek letter stays."""
    lead = len(word) - len(word.lstrip())
    first = word[lead : lead + 1]
    if not first or (len(word) == lead + 1 and _GREEK.match(first)):
        return word
    return word[:lead] + _upper(first, language) + word[lead + 1 :]


def _split_pieces(text: str) -> tuple[list[str], list[str]]:
    """Return (strings, tags): text cut at markup, quotation marks and punctuation.

    There is one string more than tags; an apostrophe inside a word is no tag.
    """
    parts = _PIECES.split(text)
    strings, tags = [parts[0]], []
    for index in range(1, len(parts), 2):
        tag, following = parts[index], parts[index + 1]
        if tag == "'" and following:
            tag, following = "", "'" + following
        tags.append(tag)
        strings.append(following)
    return strings, tags


class _CaseRun:
    """One conversion: strings between tags are converted in order by `convert(string, index)`."""

    def __init__(self, text: str, language: str) -> None:
        self.strings, self.tags = _split_pieces(text)
        self.original = list(self.strings)
        self.language = language
        self.is_first = True
        self.after_mark = False
        self.last_word: tuple[int, int] | None = None

    def join(self) -> str:
        parts = [self.strings[0]]
        for tag, string in zip(self.tags, self.strings[1:], strict=True):
            parts.append(tag)
            parts.append(string)
        return "".join(parts)

    def run(self, convert: Callable[[str, int], str], *, quotes: bool) -> str:  # noqa: C901 - one pass over the cases of the specification
        protected: list[str] = []
        open_quotes: list[tuple[str, str, int | None]] = []
        if self.strings[0].strip():
            self.strings[0] = convert(self.strings[0], 0)
        for index, tag in enumerate(self.tags):
            string = self.strings[index + 1]
            if _PROTECTING.match(tag):
                protected.append("</span>" if tag.startswith("<span") else "</" + tag[1:])
            elif protected and tag == protected[-1]:
                protected.pop()
            if tag and tag[-1] in "!?:":
                self.after_mark = True
            if not protected:
                self.strings[index + 1] = convert(string, index + 1)
            elif string.strip():
                self.last_word = None
            if quotes and tag:
                self._match_quote(tag, index, open_quotes)
            if string.strip():
                self.is_first = False
                self.after_mark = False
        if quotes:
            for _, _, position in open_quotes:
                if position is not None:
                    self._restore(position)
        return self.join()

    def _match_quote(self, tag: str, index: int, stack: list[tuple[str, str, int | None]]) -> None:
        """Follow quotation marks; a word after an unmatched one keeps its first letter."""
        if tag in _OPENING:
            if not stack:
                stack.append((tag, _OPENING[tag], index))
            else:
                nested = {' "': " '", " '": ' "'}.get(stack[-1][0], stack[-1][0])
                if tag == nested:
                    stack.append((tag, _OPENING[tag], index))
                else:
                    position = stack.pop()[2]
                    stack.append((tag, _OPENING[tag], None))
                    if position is not None:
                        self._restore(position)
        elif tag in {"’", "”", '"', "'"}:
            if stack and stack[-1][1] == tag:
                stack.pop()
            else:
                self._restore(index)

    def _restore(self, index: int) -> None:
        string = self.strings[index + 1]
        self.strings[index + 1] = self.original[index + 1][:1] + string[1:]
        self.last_word = None


def to_lowercase(text: str, language: str) -> str:
    """Return text in lower case, nocase spans as they are."""
    if "<" not in text:
        return _lower(text, language)
    return _CaseRun(text, language).run(lambda string, _: _lower(string, language), quotes=False)


def to_uppercase(text: str, language: str) -> str:
    """Return text in upper case, nocase spans as they are."""
    if "<" not in text:
        return _upper(text, language)
    return _CaseRun(text, language).run(lambda string, _: _upper(string, language), quotes=False)


def to_sentence_case(text: str, language: str) -> str:
    """Return text with its first letter in upper case and all others in lower case."""
    run = _CaseRun(text, language)

    def convert(string: str, _index: int) -> str:
        words = string.split(" ")
        for place, word in enumerate(words):
            if word:
                if run.is_first:
                    words[place] = _capitalize(word, language)
                    run.is_first = False
                else:
                    words[place] = _lower(word, language)
        return " ".join(words)

    return run.run(convert, quotes=True)


def to_title_case(text: str, language: str) -> str:
    """Return English title case: words in lower case get a capital, stop words inside do not."""
    run = _CaseRun(text, language)

    def convert(string: str, index: int) -> str:
        if not string.strip():
            return string
        words = _SPACES.split(string)
        hyphen_follows = index < len(run.tags) and run.tags[index] == "-"
        for place in range(0, len(words), 2):
            word = words[place]
            if not word:
                continue
            lower = _lower(word, language)
            wanted = (
                (len(word) > 1 and not _is_stop_word(lower))
                or (hyphen_follows and index == 0 and place == len(words) - 1)
                or run.is_first
                or run.after_mark
            )
            if wanted and word == lower:
                words[place] = _capitalize(word, language)
            run.after_mark = False
            run.is_first = False
            run.last_word = (index, place)
        return "".join(words)

    result = run.run(convert, quotes=True)
    if run.last_word is not None:
        index, place = run.last_word
        words = _SPACES.split(run.strings[index])
        word = words[place] if place < len(words) else ""
        if len(word) > 1 and _is_stop_word(_lower(word, language)):
            words[place] = _capitalize(word, language)
            run.strings[index] = "".join(words)
            result = run.join()
    return result


def _is_stop_word(word: str) -> bool:
    return word in STOP_WORDS


def to_capitalize_first(text: str, language: str) -> str:
    """Return text with its first word capitalised if that is in lower case."""
    if not text:
        return text
    if text[0].isalpha() and "<" not in text[:40]:
        space = text.find(" ")
        word = text if space < 0 else text[:space]
        if word.isalpha() and "\u00a0" not in word:
            return _capitalize(text, language) if word == _lower(word, language) else text
    run = _CaseRun(text, language)

    def convert(string: str, _index: int) -> str:
        if not run.is_first:
            return string
        words = _SPACES.split(string)
        for place in range(0, len(words), 2):
            if words[place]:
                if words[place] == _lower(words[place], language):
                    words[place] = _capitalize(words[place], language)
                run.is_first = False
                break
        return "".join(words)

    return run.run(convert, quotes=True)


def to_capitalize_all(text: str, language: str) -> str:
    """Return text with every word in lower case capitalised."""
    run = _CaseRun(text, language)

    def convert(string: str, _index: int) -> str:
        words = _SPACES.split(string)
        for place in range(0, len(words), 2):
            if words[place] and words[place] == _lower(words[place], language):
                words[place] = _capitalize(words[place], language)
        return "".join(words)

    return run.run(convert, quotes=True)


#: The values of the text-case attribute.
CASERS: Final[dict[str, Caser]] = {
    "lowercase": to_lowercase,
    "uppercase": to_uppercase,
    "sentence": to_sentence_case,
    "title": to_title_case,
    "capitalize-first": to_capitalize_first,
    "capitalize-all": to_capitalize_all,
}


def change_case(text: str, case: str, language: str) -> str:
    """Return text in one of the cases of the text-case attribute; an unknown one changes nothing."""
    caser = CASERS.get(case)
    return caser(text, language) if caser and text else text
