"""Whether a hyphen at a line end belongs to an address, weighed by the other addresses of the document.

Word processors cut addresses as they cut words, and write a hyphen that is none; others break behind the
hyphens that are there. The words of the addresses that stand unbroken tell which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from citekit.parse.patterns import defer_pattern

_WORD: Final = defer_pattern(r"[^\W\d_]{2,60}")
_JOINT: Final = defer_pattern(r"([^\W_]{1,60})-[ \t]{0,3}\n[ \t]{0,3}([^\W_]{1,60})")
#: From so many cut words on, and so few true hyphens, undecided hyphens are taken for cuts.
_CUTS: Final = 2


def count_words(urls: Iterable[str]) -> Counter[str]:
    """Return the words of addresses in lower case, with how often each occurs."""
    return Counter(word.lower() for url in urls for word in _WORD.findall(url))


def leave_joints(raw: str) -> str:
    """Return an address without the words that a line-end hyphen may have cut."""
    return _JOINT.sub(" ", raw)


def judge_joints(raw: str, words: Counter[str]) -> list[bool | None]:
    """Tell of each line-end hyphen of an address as it stands whether it is a cut.

    Args:
        raw: The address with its line breaks.
        words: Words of the addresses that are not broken there.

    Returns:
        True for a word that was cut, False for a hyphen of the address, None where nothing tells.
    """
    verdicts: list[bool | None] = []
    for joint in _JOINT.finditer(raw):
        left, right = joint[1].lower(), joint[2].lower()
        whole, parts = words[left + right], min(words[left], words[right]) or words[right]
        verdicts.append(None if bool(whole) == bool(parts) else bool(whole))
    return verdicts


def prefers_cuts(verdicts: Iterable[bool | None]) -> bool:
    """Tell whether a document cuts addresses as words."""
    counts = Counter(verdicts)
    return counts[True] >= _CUTS and counts[True] > counts[False]


def choose_joining(raw: str, candidates: Sequence[str], words: Counter[str], *, cuts: bool) -> str | None:
    """Return the joining that the words of the document speak for, or None.

    Args:
        raw: The address with its line breaks.
        candidates: The possible joinings, the usual one first.
        words: Words of the addresses that are not broken there.
        cuts: Whether undecided hyphens are cuts.
    """
    verdicts = judge_joints(raw, words)
    if not verdicts:
        return None
    usual = candidates[0].lower()
    usually_cut = [f"{left}-{right}".lower() not in usual for left, right in _JOINT.findall(raw)]
    verdict = iter(
        [(cuts or cut) if one is None else one for one, cut in zip(verdicts, usually_cut, strict=True)]
    )
    joined = _JOINT.sub(lambda joint: f"{joint[1]}{'' if next(verdict) else '-'}{joint[2]}", raw)
    wanted = re.sub(r"\s", "", joined)
    return next((url for url in candidates if url.endswith(wanted)), None)
