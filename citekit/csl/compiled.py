"""A style compiled for one locale: renderers and options, shared by all documents that use it."""

from __future__ import annotations

from functools import lru_cache
from html import unescape

from citekit.csl.compiler import Compiler, SortKey
from citekit.csl.elements import Renderer
from citekit.csl.item_language import fits_script
from citekit.csl.leaves import PLAIN, TextStyle, read_text_style
from citekit.csl.locale import Locale, build_locale, resolve_language
from citekit.csl.style import Element, Style
from citekit.errors import StyleError


class CompiledStyle:
    """Renderers and options of a style.

    Args:
        style: An independent style.
        language: The locale asked for; a style with a default-locale keeps its own unless `force` is set.
        force: The locale asked for wins over the style's.
    """

    def __init__(self, style: Style, language: str | None, *, force: bool = False) -> None:  # noqa: PLR0915 - one pass over the cases of the specification
        citation = style.citation
        if citation is None:
            raise StyleError("a dependent style cannot render: load its parent", source=style.source)
        self.style = style
        chosen = language if force and language else style.default_locale or language
        if chosen and "-x-" in chosen:
            chosen = chosen.split("-x-")[0]
        self.locale = build_locale(style, resolve_language(chosen)[2])
        root, bibliography = style.root, style.bibliography
        layout = _layout_of(style, citation)
        compiler = Compiler(style, "citation")
        self.citation: tuple[Renderer, ...] = compiler.compile_layout(layout)
        self.citation_style = read_text_style(layout)
        self.layout_delimiter = layout.get("delimiter") or ""
        self.citation_sort = self._compile_sort(citation, "citation")
        self.bibliography: tuple[Renderer, ...] | None = None
        self.bibliography_style: TextStyle = PLAIN
        self.bibliography_sort: tuple[SortKey, ...] = ()
        self.field_align = False
        self.uses_display = False
        self.substitute_text: str | None = None
        self.substitute_rule = "complete-all"
        if bibliography is not None:
            entry = _layout_of(style, bibliography)
            own = Compiler(style, "bibliography")
            self.bibliography = own.compile_layout(entry)
            self.bibliography_style = read_text_style(entry)
            self.bibliography_sort = self._compile_sort(bibliography, "bibliography")
            self.field_align = own.field_align
            self.uses_display = any(child.get("display") for child in entry.children)
            substitute = bibliography.get("subsequent-author-substitute")
            self.substitute_text = unescape(substitute) if substitute is not None else None
            self.substitute_rule = bibliography.get("subsequent-author-substitute-rule") or "complete-all"
        self.collapse = citation.get("collapse") or ""
        self.group_delimiter = citation.get("cite-group-delimiter") or None
        self.year_suffix_delimiter = citation.get("year-suffix-delimiter")
        self.after_collapse_delimiter = citation.get("after-collapse-delimiter")
        self.add_names = citation.get("disambiguate-add-names") == "true"
        self.add_givenname = citation.get("disambiguate-add-givenname") == "true"
        self.add_year_suffix = citation.get("disambiguate-add-year-suffix") == "true"
        self.givenname_rule = citation.get("givenname-disambiguation-rule") or "by-cite"
        self.near_note_distance = _integer(citation.get("near-note-distance"), 5)
        self.page_range_format = root.get("page-range-format")
        self.year_range_format = root.get("year-range-format")
        self.has_condition = _states(root, "disambiguate", "true")
        self.uses_position = self._uses_position(root, citation)
        self.uses_number = _calls(style, layout, "citation-number")
        self.in_quotes = self.locale.option("punctuation-in-quote")
        self.is_note = style.citation_class == "note"
        self.entry_spacing = _integer(bibliography.get("entry-spacing"), 1) if bibliography else 1
        self.line_spacing = _integer(bibliography.get("line-spacing"), 1) if bibliography else 1
        self.hanging_indent = bool(bibliography) and bibliography.get("hanging-indent") == "true"  # type: ignore[union-attr]
        self.grouped_sort = bool(
            (not self.is_note and self.collapse)
            or (self.group_delimiter and not self.uses_position and not self.uses_number)
        )
        self.number_sort = any(key.variable == "citation-number" for key in self.citation_sort)
        self.descending_numbers = any(
            key.variable == "citation-number" and key.descending for key in self.bibliography_sort
        )

    def _compile_sort(self, section: Element, name: str) -> tuple[SortKey, ...]:
        sort = section.find("sort")
        if sort is None:
            return ()
        return Compiler(self.style, name, sorting=True).compile_sort(sort)

    @staticmethod
    def _uses_position(root: Element, citation: Element) -> bool:
        if _states(root, "position"):
            return True
        for element in _walk(root):
            for option in ("min", "use-first"):
                subsequent = element.get(f"et-al-subsequent-{option}")
                if subsequent is not None and subsequent != (
                    element.get(f"et-al-{option}") or citation.get(f"et-al-{option}")
                ):
                    return True
        return False


def _layout_of(style: Style, section: Element) -> Element:
    layout = section.find("layout")
    if layout is None:
        raise StyleError(f"<{section.name}> has no <layout>", source=style.source, line=section.line)
    return layout


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else default


def _walk(element: Element) -> list[Element]:
    found = [element]
    for part in found:
        found.extend(part.children)
    return found


def _states(root: Element, attribute: str, value: str | None = None) -> bool:
    return any(
        element.get(attribute) is not None and (value is None or element.get(attribute) == value)
        for element in _walk(root)
        if element.name in {"if", "else-if", "condition"}
    )


def _calls(style: Style, element: Element, variable: str) -> bool:
    """Tell whether a variable is called below an element, macros included."""
    waiting, seen = [element], set()
    while waiting:
        for part in _walk(waiting.pop()):
            if part.name != "text":
                continue
            if part.get("variable") == variable:
                return True
            macro = part.get("macro")
            if macro and macro not in seen:
                seen.add(macro)
                waiting.append(style.macros[macro])
    return False


@lru_cache(maxsize=128)
def compile_style(style: Style, language: str | None = None, *, force: bool = False) -> CompiledStyle:
    """Return a style compiled for a locale; the same style and locale are compiled once.

    Args:
        style: An independent style.
        language: A locale, or None for the style's own or `en-US`.
        force: The locale wins over the style's default-locale.
    """
    return CompiledStyle(style, language, force=force)


def locale_of(style: Style, language: str | None, *, force: bool = False) -> Locale:
    """Return the locale that a style renders in."""
    return compile_style(style, language, force=force).locale


def item_locale(compiled: CompiledStyle, language: str) -> Locale:
    """Return the locale of an item's language, with what the style overrides for it."""
    return _item_locale(compiled.style, language)


@lru_cache(maxsize=256)
def _item_locale(style: Style, language: str) -> Locale:
    bare = resolve_language(language)[0]
    return build_locale(style, language, lambda text: fits_script(text, bare))
