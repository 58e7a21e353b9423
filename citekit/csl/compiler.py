"""Compiles a style into renderers, once for each place: citation, bibliography and their sort keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from citekit.csl.dates import compile_date, date_sort_key, localize_parts, read_date_part
from citekit.csl.elements import (
    Renderer,
    compile_choose,
    compile_group,
    compile_label,
    compile_number,
    compile_term,
    compile_text_variable,
    compile_value,
)
from citekit.csl.leaves import PLAIN, TextStyle, read_text_style
from citekit.csl.names import LabelOptions, NamesOptions, compile_names, compile_shorthand
from citekit.csl.output import Format, Node
from citekit.csl.person import NameOptions
from citekit.csl.style import Element, Style
from citekit.csl.variables import NAME_SET

if TYPE_CHECKING:
    from citekit.csl.context import Context

#: Attributes of cs:name that cs:citation, cs:bibliography and cs:style may state for all names.
_INHERITED: Final = {"form": "name-form", "delimiter": "name-delimiter"}


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of cs:sort: a renderer, or the variable that it reads.

    Attributes:
        names: Names may be rendered, which takes part in telling names apart.
    """

    descending: bool
    render: Renderer | None
    variable: str
    names: bool = False


class Compiler:
    """Compiles the elements of one section.

    Args:
        style: The style.
        section: `citation` or `bibliography`.
        sorting: Sort keys are compiled: affixes and text elements beside dates do not count.
    """

    def __init__(self, style: Style, section: str, *, sorting: bool = False) -> None:
        self.style = style
        self.section = section
        self.sorting = sorting
        self.root = style.citation if section == "citation" else style.bibliography
        self.dates_only = False
        self.field_align = (
            section == "bibliography"
            and not sorting
            and self.root is not None
            and self.root.get("second-field-align") in {"flush", "margin"}
        )
        self.suffix_in_year = not _calls_variable(style, "year-suffix", "citation-label")
        self._macros: dict[tuple[str, bool], tuple[Renderer, ...]] = {}
        self._blanks: dict[str, bool] = {}
        self._sort_overrides: tuple[int | None, int | None, bool | None] = (None, None, None)

    def compile_layout(self, layout: Element) -> tuple[Renderer, ...]:
        """Return the renderers of a layout's children."""
        return self.compile_children(layout, top=True)

    def compile_children(self, element: Element, *, top: bool = False) -> tuple[Renderer, ...]:
        """Return the renderers of an element's children."""
        made = (self.compile_element(child, top=top) for child in element.children)
        return tuple(renderer for renderer in made if renderer is not None)

    def compile_element(self, element: Element, *, top: bool = False) -> Renderer | None:
        """Return the renderer of one element, or None for one that renders nothing."""
        if element.name == "choose":
            return compile_choose(element, lambda branch: self.compile_children(branch, top=top))
        renderer = self._compile_rendering(element, top=top)
        if renderer is not None and top and self.field_align:
            return _align_field(renderer)
        return renderer

    def _style_of(self, element: Element, *, top: bool) -> TextStyle:
        style = read_text_style(element)
        if self.sorting:
            keep = TextStyle(style.prefix, style.suffix, (), style.case, style.strip_periods)
            return replace(keep, prefix="", suffix="") if self.dates_only else keep
        return style if top else replace(style, display="") if style.display else style

    def _compile_rendering(self, element: Element, *, top: bool) -> Renderer | None:  # noqa: PLR0911 - one pass over the cases of the specification
        name = element.name
        if name == "text":
            return self._compile_text(element, top=top)
        if name == "group":
            style = self._style_of(element, top=top)
            delimiter = "" if self.dates_only else element.get("delimiter") or ""
            return compile_group(self.compile_children(element), style, delimiter)
        if name == "names":
            return self._compile_names(element, None)
        if name == "date":
            return self._compile_date(element, top=top)
        if self.dates_only:
            return None
        if name == "number":
            variable = element.get("variable") or ""
            form = element.get("form") or "numeric"
            return compile_number(
                variable, form, self._style_of(element, top=top), element.get("gender") or ""
            )
        if name == "label":
            variable = (element.get("variable") or "locator").split()[0]
            plural = element.get("plural") or "contextual"
            plural = {"true": "always", "false": "never"}.get(plural, plural)
            return compile_label(
                variable, element.get("form") or "", plural, self._style_of(element, top=top)
            )
        return None

    def _compile_text(self, element: Element, *, top: bool) -> Renderer | None:
        style = self._style_of(element, top=top)
        macro = element.get("macro")
        if macro is not None:
            inner = compile_group(self._compile_macro(macro), PLAIN, "")
            if not style.is_plain or style.strip_periods:
                return compile_group((inner,), style, "")
            # one level more lets both blanks of a suffix through, as the style states them
            blanks = self._blanks.get(macro)
            if blanks is None:
                blanks = self._blanks[macro] = _ends_in_blanks(self.style.macros[macro])
            return compile_group((inner,), PLAIN, "") if blanks else inner
        if self.dates_only:
            return None
        variable = element.get("variable")
        form = element.get("form") or "long"
        if variable:
            return compile_text_variable(variable.split()[0], form, style)
        term = element.get("term")
        if term:
            return compile_term(term, form, style, plural=element.get("plural") in {"true", "always"})
        value = element.get("value")
        return compile_value(value, style) if value else None

    def _compile_macro(self, name: str) -> tuple[Renderer, ...]:
        outer = self.dates_only
        macro = self.style.macros[name]
        if self.sorting and _holds_date(macro):
            self.dates_only = True
        key = (name, self.dates_only)
        found = self._macros.get(key)
        if found is None:
            found = self._macros[key] = self.compile_children(macro)
        self.dates_only = outer
        return found

    def _compile_date(self, element: Element, *, top: bool) -> Renderer:
        variable = (element.get("variable") or "").split()[0] if element.get("variable") else ""
        if self.sorting:
            return _compile_date_key(element, variable)
        if not top and element.get("display"):
            attributes = {key: value for key, value in element.attributes.items() if key != "display"}
            element = Element(element.name, attributes, element.children, element.text, element.line)
        return compile_date(element, variable, suffix_in_year=self.suffix_in_year)

    # names

    def _option(self, name: Element | None, attribute: str) -> str | None:
        """Return an option of cs:name: its own, the section's, the style's."""
        if name is not None and name.get(attribute) is not None:
            return name.get(attribute)
        inherited = _INHERITED.get(attribute, attribute)
        for element in (self.root, self.style.root):
            if element is not None and element.get(inherited) is not None:
                return element.get(inherited)
        return None

    def _name_options(self, name: Element | None) -> NameOptions:
        option = self._option
        family = given = None
        for part in name.find_all("name-part") if name is not None else ():
            if part.get("name") == "family":
                family = read_text_style(part)
            elif part.get("name") == "given":
                given = read_text_style(part)
        form = option(name, "form") or "long"
        initialize_with = option(name, "initialize-with")
        delimiter = option(name, "delimiter")
        citation = self.style.citation
        rule = (citation.get("givenname-disambiguation-rule") if citation is not None else None) or "by-cite"
        style = read_text_style(name) if name is not None and not self.sorting else PLAIN
        family = replace(family, formats=_without_normal(family.formats)) if family else None
        given = replace(given, formats=_without_normal(given.formats)) if given else None
        if self.sorting:
            family = replace(family, formats=(), prefix="", suffix="") if family else None
            given = replace(given, formats=(), prefix="", suffix="") if given else None
        separator = option(name, "sort-separator")
        return NameOptions(
            form=form,
            and_=option(name, "and"),
            delimiter=", " if delimiter is None else delimiter,
            precedes_last=option(name, "delimiter-precedes-last") or "contextual",
            body_precedes_last=option(None, "delimiter-precedes-last") or "contextual",
            precedes_et_al=option(name, "delimiter-precedes-et-al") or "contextual",
            et_al_min=_integer(option(name, "et-al-min")),
            et_al_use_first=_integer(option(name, "et-al-use-first")),
            et_al_use_last=option(name, "et-al-use-last") == "true",
            subsequent_min=_integer(option(name, "et-al-subsequent-min")),
            subsequent_use_first=_integer(option(name, "et-al-subsequent-use-first")),
            initialize=option(name, "initialize") != "false",
            initialize_with=initialize_with,
            sort_order=option(name, "name-as-sort-order"),
            sort_separator=", " if separator is None else separator,
            level=0 if form != "long" else 1 if initialize_with is not None else 2,
            style=style,
            family=replace(family, prefix="", suffix="") if family else PLAIN,
            given=replace(given, prefix="", suffix="") if given else PLAIN,
            family_affixes=(family.prefix, family.suffix) if family else ("", ""),
            given_affixes=(given.prefix, given.suffix) if given else ("", ""),
            has_family=family is not None,
            has_given=given is not None,
            demote=self.style.root.get("demote-non-dropping-particle") or "display-and-sort",
            keep_hyphen=self.style.root.get("initialize-with-hyphen") != "false",
            rule=rule,
        )

    def _names_options(self, element: Element, outer: NamesOptions | None) -> NamesOptions:
        variables = tuple((element.get("variable") or "").split())
        name = element.find("name")
        et_al = element.find("et-al")
        label = element.find("label")
        own = name is not None or outer is None
        options = self._name_options(name) if own else outer.name  # type: ignore[union-attr]
        labels = outer.label if outer is not None else None
        if label is not None:
            before = name is not None and element.children.index(label) < element.children.index(name)
            plural = {"always": True, "never": False, "true": True, "false": False}.get(
                label.get("plural") or ""
            )
            labels = LabelOptions(label.get("form") or "long", before, plural, read_text_style(label))
        delimiter = element.get("delimiter")
        if delimiter is None:
            delimiter = outer.delimiter if outer is not None else self._option(None, "names-delimiter") or ""
        style = read_text_style(element)
        if self.sorting:
            style = TextStyle()
        et_al_style = outer.et_al_style if outer is not None else PLAIN
        et_al_term = outer.et_al_term if outer is not None else "et-al"
        if et_al is not None:
            et_al_style = read_text_style(et_al) if not self.sorting else PLAIN
            et_al_term = et_al.get("term") or "et-al"
        least, first, last = self._sort_overrides
        limit = 0
        for candidate in (options.et_al_min, options.subsequent_min):
            limit = max(limit, candidate or 0)
        return NamesOptions(
            variables,
            options,
            style,
            delimiter,
            labels,
            et_al_term,
            et_al_style,
            (),
            least,
            first,
            last,
            limit,
        )

    def _compile_names(self, element: Element, outer: NamesOptions | None) -> Renderer:
        options = self._names_options(element, outer)
        substitute = element.find("substitute")
        if substitute is not None:
            options = replace(options, substitute=self._compile_substitute(substitute, options))
        return compile_names(options)

    def _compile_substitute(self, element: Element, options: NamesOptions) -> tuple[Renderer, ...]:
        """Return the renderers of cs:substitute or of a branch below it, each of which may end the search."""
        children: list[Renderer] = []
        for child in element.children:
            renderer: Renderer | None
            if child.name == "names" and not child.children:
                renderer = compile_shorthand(tuple((child.get("variable") or "").split()), options)
            elif child.name == "names":
                renderer = self._compile_names(child, options)
            elif child.name == "choose":
                renderer = compile_choose(
                    child,
                    lambda branch: tuple(map(_unless_substituted, self._compile_substitute(branch, options))),
                )
            else:
                renderer = self.compile_element(child)
            if renderer is not None:
                children.append(renderer)
        return tuple(children)

    # sorting

    def compile_sort(self, sort: Element) -> tuple[SortKey, ...]:
        """Return the keys of a cs:sort element."""
        keys = []
        for key in sort.find_all("key"):
            descending = key.get("sort") == "descending"
            last = key.get("names-use-last")
            self._sort_overrides = (
                _integer(key.get("names-min")),
                _integer(key.get("names-use-first")),
                None if last is None else last == "true",
            )
            macro, variable = key.get("macro"), key.get("variable") or ""
            if self._sort_overrides != (None, None, None):
                self._macros = {}
            if macro is not None:
                renderer = compile_group(self._compile_macro(macro), PLAIN, "")
                single = "citation-number" if _is_number_macro(self.style, macro) else ""
                keys.append(
                    SortKey(descending, renderer, single, _calls_names(self.style, self.style.macros[macro]))
                )
            elif variable in NAME_SET:
                names = Element("names", {"variable": variable}, (_SORT_NAME,), "", key.line)
                keys.append(SortKey(descending, self._compile_names(names, None), variable, names=True))
            else:
                keys.append(SortKey(descending, None, variable))
            if self._sort_overrides != (None, None, None):
                self._macros = {}
        return tuple(keys)


_SORT_NAME: Final = Element(
    "name", {"name-as-sort-order": "all", "form": "long", "sort-separator": " "}, (), "", 0
)


def _integer(text: str | None) -> int | None:
    if text is None or not text.strip().isdecimal():
        return None
    return int(text.strip()[:9])


def _without_normal(formats: tuple[Format, ...]) -> tuple[Format, ...]:
    """Return formatting without what only undoes formatting around names, as established processors do."""
    return tuple(part for part in formats if part[1] != "normal")


def _unless_substituted(renderer: Renderer) -> Renderer:
    """Let a renderer run only while no substitute is found."""

    def render(ctx: Context, out: list[Node]) -> None:
        if not ctx.substituted:
            renderer(ctx, out)

    return render


def _align_field(renderer: Renderer) -> Renderer:
    """Put the first field of an entry to the left margin and all others in a block beside it."""

    def render(ctx: Context, out: list[Node]) -> None:
        if not out:
            first: list[Node] = []
            renderer(ctx, first)
            margin = Node(None, first)
            margin.display = "left-margin"
            beside = Node(None, [])
            beside.display = "right-inline"
            out.extend((margin, beside))
        else:
            renderer(ctx, out[1].children)

    return render


def _compile_date_key(element: Element, variable: str) -> Renderer:
    own = tuple(read_date_part(child).name for child in element.find_all("date-part"))

    def render(ctx: Context, out: list[Node]) -> None:
        if variable in ctx.done:
            return
        names = own
        form = element.get("form")
        if form:
            date = ctx.locale.dates.get(form)
            names = tuple(part.name for part in localize_parts(date, element)) if date is not None else ()
        text = date_sort_key(ctx.item.dates.get(variable), names)
        if text:
            ctx.success = True
            out.append(Node(text))
        else:
            ctx.attempt = True

    return render


def _walk(element: Element) -> list[Element]:
    found = [element]
    for part in found:
        found.extend(part.children)
    return found


def _calls_names(style: Style, element: Element) -> bool:
    """Tell whether names stand below an element, macros included."""
    for part in _walk(element):
        if part.name == "names":
            return True
        macro = part.get("macro") if part.name == "text" else None
        if macro is not None and _calls_names(style, style.macros[macro]):
            return True
    return False


def _holds_date(macro: Element) -> bool:
    return any(element.name == "date" for element in _walk(macro))


def _ends_in_blanks(macro: Element) -> bool:
    """Tell whether a suffix below a macro ends in two blanks."""
    return any((element.get("suffix") or "").endswith("  ") for element in _walk(macro))


def _calls_variable(style: Style, *variables: str) -> bool:
    return any(
        element.name == "text" and element.get("variable") in variables
        for part in (style.root,)
        for element in _walk(part)
    )


def _is_number_macro(style: Style, name: str) -> bool:
    return any(
        element.name == "text" and element.get("variable") == "citation-number"
        for element in _walk(style.macros[name])
    )
