"""Notices that stand on a page in place of its content: that something was not found, is for sale, or rests.

A page may also tell *about* such things: an article on the status 404, a novel of that name, a study of
dead links. What tells them apart: a notice is a sentence of its own that says little else; an article has a
title that says what it is about, dates, and explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.audit.page import Page, list_segments
from citekit.audit.page_words import NOT_FOUND, Phrases

#: A sentence longer than this is no notice.
SENTENCE: Final = 200
#: How far from the beginning of a sentence a notice begins at most: behind 'The', 'Запрашиваемая Вами'.
BEGINNING: Final = 24
WORDS_BEFORE: Final = 2
_CONDITION: Final = re.compile(
    r"\b(?:when|if|where|once|wenn|falls|quand|si|se|quando|cuando|когда|если|коли|якщо)\b", re.IGNORECASE
)
#: A text of so many words that names a year is no notice.
DATED_WORDS: Final = 7
_YEAR: Final = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright|&copy;)[^\n]{0,60}|\b(?:1[5-9]\d\d|20\d\d)\b[^\n]{0,20}?(?:©|\(c\)|all rights)", re.IGNORECASE
)  # fmt: skip
#: Words of a title that tell of something instead of giving notice.
_ABOUT: Final = re.compile(
    r"""\b(?:how\ to|what\ (?:is|does|are|it)|why\b|(?:history|story|guide|review|study|list)\ (?:of|to)|explained|explaining
    |understanding|meaning|means|design(?:ing)?|customi[sz](?:e|ing)|(?:a|the)\ (?:novel|film|story|song|poem|study|history|guide)
    |(?:novel|film|story|album|song|poem|essay|play)\ by|encyclop(?:a?e)dia|wikipedia|status\ codes?|response\ codes?
    |что\ (?:такое|означает|значит|делать)|как\ \w{2,20}ть\b|почему|история\ \w{2,20}|роман|повесть|рассказ|статья\ о
    |код\ (?:ответа|состояния)|википедия
    |was\ (?:ist|bedeutet)|warum|wie\ (?:man|sie)|geschichte\ (?:der|des|von)|bedeutung|statuscode|ein\ roman|roman\ von
    |comment|pourquoi|qu['’]est-ce|histoire\ (?:de|du|d['’])|roman|signifie
    |cosa\ (?:è|significa)|perché|come\ \w{2,20}re\b|storia\ d|romanzo|significa
    |qué\ (?:es|significa)|por\ qué|cómo|historia\ de|novela
    |що\ (?:таке|означає|робити)|чому|історія\ \w{2,20}|означає|вікіпедія)\b
    |\?""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_DEFINES: Final = re.compile(
    r"\b(?:status|response) codes?\b|\bкод (?:ответа|состояния)|\b(?:404|410|not found)\b.{0,40}\b(?:is (?:a|an|the)|means|refers|tells|stands for|означает|— это|- это|ist (?:ein|der)"
    r"|bedeutet|est (?:un|le)|signifie|è (?:un|il)|es (?:un|el)|означає|це)\b",
    re.IGNORECASE,
)  # fmt: skip
_APOLOGY: Final = re.compile(
    r"^(?:[\W_]{1,10}|(?:we(?:['’]re| are) )?(?:very )?sorry|unfortunately|o+ps|whoops|uh-?oh|error|but|к сожалению|извините"
    r"|простите|увы|о?й|упс|ошибка|ups|hoppla|leider|tut uns leid|entschuldigung|désolée?s?|oups|malheureusement"
    r"|nous sommes|siamo spiacenti|spiacenti|purtroppo|lo sentimos|vaya|lamentablemente|вибачте|на жаль|перепрошуємо)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|\n")
_TITLE_PARTS: Final = re.compile(r" [-–—|·•»/] |[|»·•]|: ")


def is_about(page: Page) -> bool:
    """Tell whether a page tells about something: by its title, a dated sentence, or a definition in it."""
    if is_titled_about(page):
        return True
    segments = list_segments(page.source)[:200]
    if any(_DEFINES.search(segment[:2000]) for segment in segments):
        return True
    return any(
        segment.count(" ") >= DATED_WORDS and _YEAR.search(_COPYRIGHT.sub(" ", segment[:2000]))
        for segment in segments
    )


def is_titled_about(page: Page) -> bool:
    """Tell whether a title or heading says that a page tells about something."""
    return any(_ABOUT.search(words) for words in (page.title, *page.headings[:2]))


def find_notice(page: Page, phrases: Phrases = NOT_FOUND) -> str:
    """Return the first sentence in a page's text that is a notice, or an empty string."""
    if phrases.search(page.text) is None:
        return ""
    return next((sentence for sentence in _list_sentences(page) if is_notice(sentence, phrases)), "")


def _list_sentences(page: Page) -> Iterator[str]:
    for segment in list_segments(page.source):
        yield from (sentence.strip() for sentence in _SENTENCE_END.split(segment[:4000]))


def is_notice(sentence: str, phrases: Phrases = NOT_FOUND) -> bool:
    """Tell whether a sentence says little else than one of the phrases, or begins with it."""
    if not sentence or len(sentence) > SENTENCE or phrases.search(sentence) is None:
        return False
    if "?" in sentence or _YEAR.search(sentence):
        return False
    core = sentence
    for _ in range(5):
        apology = _APOLOGY.match(core)
        if apology is None or not apology[0]:
            break
        core = core[apology.end() :].lstrip(" ,.!:;–—-")
    found = phrases.search(core)
    if found is None:
        core = sentence
        found = phrases.search(core)
    if found is None:
        return False
    before = core[: found.start()]
    begins = len(before) <= BEGINNING and before.count(" ") <= WORDS_BEFORE and not _CONDITION.search(before)
    return begins or 2 * len(found[0]) >= len(core)


def says_only(title: str, phrases: Phrases = NOT_FOUND) -> bool:
    """Tell whether a part of a title, as sites join them, says nothing else than one of the phrases."""
    for part in _TITLE_PARTS.split(title[:300]):
        found = phrases.search(part.strip())
        if found is not None and 2 * len(found[0]) > len(part.strip()):
            return len(title) - len(part) < 60
    return False
