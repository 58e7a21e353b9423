"""Locales: terms, dates and options of a language, with what the style overrides.

Specification 1.0.2, 'Locale Fallback', 'Terms', 'Ordinal Suffixes', 'Localized Date Formats'. Locale
files are those of the installed citeproc-py package.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final

from citekit.csl.markup import Markup
from citekit.csl.style import Element, Style, read_xml
from citekit.errors import StyleError

#: The main dialect of each language that has more than one, and of those whose file needs a country.
PRIMARY_DIALECTS: Final = MappingProxyType(
    {
        "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
        "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR",
        "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR",
        "hu": "hu-HU",
        "hy": "hy-AM", "id": "id-ID", "is": "is-IS", "it": "it-IT", "ja": "ja-JP", "km": "km-KH",
        "ko": "ko-KR",
        "la": "la", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL",
        "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU",
        "sk": "sk-SK",
        "sl": "sl-SI", "sr": "sr-Cyrl-RS", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA",
        "vi": "vi-VN", "zh": "zh-CN",
    }
)  # fmt: skip

FALLBACK: Final = "en-US"
#: A missing form of a term falls back along these (specification, 'Terms').
FORM_FALLBACK: Final = MappingProxyType(
    {
        "long": ("long",),
        "short": ("short", "long"),
        "verb": ("verb", "long"),
        "verb-short": ("verb-short", "verb", "long"),
        "symbol": ("symbol", "short", "long"),
    }
)
_RANGE_DELIMITERS: Final = ("page-range-delimiter", "year-range-delimiter", "citation-range-delimiter")


def normalize_language(tag: str) -> str:
    """Return a language tag as `en-GB`: language in lower case, country in upper case."""
    parts = tag.strip().replace("_", "-").split("-")
    parts[0] = parts[0].lower()
    if len(parts) > 1 and len(parts[1]) in {2, 3}:
        parts[1] = parts[1].upper()
    return "-".join(parts)


def resolve_language(tag: str | None) -> tuple[str, str, str]:
    """Return (bare language, primary dialect, this dialect) of a tag: ('en', 'en-US', 'en-GB')."""
    tag = normalize_language(tag) if tag else FALLBACK
    parts = tag.split("-")
    primary = PRIMARY_DIALECTS.get(parts[0], FALLBACK)
    if len(parts) == 1 or parts[1].lower() == "x":
        return parts[0], primary, primary if parts[0] in PRIMARY_DIALECTS else tag
    if tag.startswith("sr-"):
        return "sr", primary, "sr-Latn-RS" if "latn" in tag.lower() else "sr-Cyrl-RS"
    return parts[0], primary, "-".join(parts[:2])


def require_locale(tag: str) -> None:
    """Refuse a locale whose language has no locale file; a dialect without one is its language's.

    Args:
        tag: As a user writes it, such as `ru-RU`, `ru` or `de_AT`.

    Raises:
        StyleError: There is none.
    """
    language, _, dialect = resolve_language(tag)
    if language not in PRIMARY_DIALECTS and _read_locale_file(dialect) is None:
        known = ", ".join(PRIMARY_DIALECTS)
        raise StyleError(f'there is no locale "{tag}"', hint=f"languages: {known}, and their dialects")


def locale_folder() -> Path:
    """Return the folder that holds the locale files."""
    found = find_spec("citeproc")
    if found is None or not found.submodule_search_locations:
        raise StyleError("the locale files are missing: install citeproc-py")
    return Path(found.submodule_search_locations[0]) / "data" / "locales"


@lru_cache(maxsize=64)
def _read_locale_file(tag: str) -> Element | None:
    """Return the locale file of a dialect, or None if there is none."""
    if not tag.replace("-", "").isalnum():
        return None
    path = locale_folder() / f"locales-{tag}.xml"
    if not path.is_file():
        return None
    root = read_xml(path.read_bytes(), str(path))
    if root.name != "locale":
        raise StyleError(f"the root element is <{root.name}>, not <locale>", source=str(path), line=root.line)
    return root


class Locale:
    """What a style renders with in one language.

    Attributes:
        language: The dialect, as `ru-RU`.
        options: Values of cs:style-options.
        dates: Localized dates by form.
        genders: Noun gender of terms that have one.
    """

    __slots__ = (
        "_ordinals",
        "_terms",
        "dates",
        "genders",
        "language",
        "markup",
        "options",
        "quotes",
        "term_cache",
    )

    def __init__(self, language: str) -> None:
        self.language = language
        self.options: dict[str, str] = {}
        self.dates: dict[str, Element] = {}
        self.genders: dict[str, str] = {}
        self._terms: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
        self._ordinals: dict[tuple[str, str], dict[str, str]] | None = None
        self.term_cache: dict[tuple[str, str, bool, str], str | None] = {}
        self.quotes = ("“", "”", "‘", "’")
        self.markup = Markup(self.quotes)

    def merge(self, element: Element, accepts: Callable[[str], bool] | None = None) -> None:
        """Add the terms, dates and options of a cs:locale element; what it states wins.

        Args:
            element: A cs:locale element.
            accepts: Tells of a term's text whether it may be taken; None takes all.
        """
        for child in element.children:
            if child.name == "style-options":
                self.options.update(child.attributes)
            elif child.name == "date":
                self.dates[child.get("form") or "text"] = child
            elif child.name == "terms":
                self._merge_terms(child, accepts)

    def _merge_terms(self, terms: Element, accepts: Callable[[str], bool] | None) -> None:
        entries = [
            (term, (term.get("name") or "").replace("sub verbo", "sub-verbo")) for term in terms.children
        ]
        renewed = any(name == "ordinal" for _, name in entries)
        if renewed:
            # one ordinal term replaces the whole set of another locale
            self._ordinals = {}
            for key in [key for key in self._terms if key[0].startswith("ordinal")]:
                del self._terms[key]
        for term, name in entries:
            if term.name != "term":
                continue
            form = term.get("form") or "long"
            gender = term.get("gender-form") or ""
            if term.get("gender"):
                self.genders[name] = term.get("gender") or ""
            if renewed and name.startswith("ordinal-"):
                self._add_ordinal(name, term, gender)
            bare = term.text if term.text.strip() else ""
            single, multiple = term.find("single"), term.find("multiple")
            if multiple is not None:
                pair = (single.text if single is not None else "", multiple.text)
            else:
                bare = single.text if single is not None else bare
                pair = (bare, bare)
            if accepts is None or accepts(pair[0]):
                self._terms.setdefault((name, gender), {})[form] = pair

    def _add_ordinal(self, name: str, term: Element, gender: str) -> None:
        stub = name[8:]
        match = term.get("match") or ("last-digit" if stub.startswith("0") else "last-two-digits")
        stub = stub.removeprefix("0")
        if self._ordinals is None:
            self._ordinals = {}
        self._ordinals.setdefault((match, stub), {})[gender or "neuter"] = name

    def finish(self) -> None:
        """Fill in delimiters and quotation marks once all elements are merged."""
        bare = self.language[:2].lower()
        for name in _RANGE_DELIMITERS:
            if (name, "") not in self._terms:
                mark = "-" if name == "page-range-delimiter" and bare in {"fr", "pt"} else "–"
                self._terms[name, ""] = {"long": (mark, mark)}
        self._terms.setdefault(("supplement", ""), {}).setdefault("long", ("supplement", "supplements"))
        self.quotes = (
            self.term("open-quote") or "",
            self.term("close-quote") or "",
            self.term("open-inner-quote") or "",
            self.term("close-inner-quote") or "",
        )
        self.markup = Markup(self.quotes)

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str | None:
        """Return a term, or None where the locale has none.

        Args:
            name: The term's name.
            form: `long`, `short`, `verb`, `verb-short` or `symbol`; a missing one falls back.
            plural: The plural is wanted.
            gender: `masculine` or `feminine`, for a term with gender forms.
        """
        key = (name, form, plural, gender)
        try:
            return self.term_cache[key]
        except KeyError:
            found = self.term_cache[key] = self._find_term(name, form, gender, plural=plural)
            return found

    def _find_term(self, name: str, form: str, gender: str, *, plural: bool) -> str | None:
        plain = self._terms.get((name, ""))
        gendered = self._terms.get((name, gender)) if gender else None
        for candidate in FORM_FALLBACK.get(form, (form, "long")):
            for forms in (gendered, plain):
                if forms and candidate in forms:
                    return forms[candidate][plural]
        if plain is None and gendered is None and not gender:
            for other in ("feminine", "masculine"):
                if (name, other) in self._terms:
                    return self._find_term(name, form, other, plural=plural)
        return None if plain is None and gendered is None else ""

    def has_term(self, name: str) -> bool:
        """Tell whether the locale has the term in any form."""
        return self.term(name) is not None

    def ordinal_suffix(self, number: int, gender: str = "") -> str:
        """Return the suffix that makes `number` an ordinal (specification, 'Ordinal Suffixes')."""
        if self._ordinals is None:
            return self._old_ordinal_suffix(number, gender)
        digits = str(number)
        default = self.term("ordinal", gender=gender) or ""
        for form in (gender, "neuter") if gender else ("neuter",):
            for match, key in (
                ("whole-number", digits),
                ("last-two-digits", digits[-2:]),
                ("last-digit", digits[-1:]),
            ):
                name = self._ordinals.get((match, key), {}).get(form)
                if name:
                    return self.term(name, gender=gender) or ""
            if default:
                break
        return default

    def _old_ordinal_suffix(self, number: int, gender: str) -> str:
        """Return the suffix by the four terms of CSL 1.0."""
        if number % 100 in {11, 12, 13} or 10 < number < 20 or not 1 <= number % 10 <= 3:
            index = 4
        else:
            index = number % 10
        return self.term(f"ordinal-0{index}", gender=gender) or ""

    def option(self, name: str) -> bool:
        """Return a boolean option of cs:style-options."""
        return self.options.get(name) == "true"


def build_locale(
    style: Style | None, language: str | None, accepts: Callable[[str], bool] | None = None
) -> Locale:
    """Return the locale for a style and language.

    Args:
        style: The style whose cs:locale elements override, or None.
        language: A language tag; unknown ones fall back to `en-US`.
        accepts: Tells which terms of the style may override, or None for all.

    Returns:
        The merged locale (specification, 'Locale Fallback': in-style dialect, language, all; then the files
        of the dialect, the primary dialect and en-US).
    """
    bare, primary, best = resolve_language(language)
    locale = Locale(best)
    seen: list[str] = []
    for tag in (primary, best):
        file = _read_locale_file(tag) if tag not in seen else None
        if file is not None:
            locale.merge(file)
            seen.append(tag)
    if not seen:
        fallback = _read_locale_file(FALLBACK)
        if fallback is not None:
            locale.merge(fallback)
    if style is not None:
        for wanted in dict.fromkeys(("", bare, primary if primary.startswith(bare) else "", best)):
            for tag, element in style.locales:
                if (normalize_language(tag) if tag else "") == wanted:
                    locale.merge(element, accepts)
    locale.finish()
    return locale
