"""Renders the elements of a layout: text, number, label, group, choose and macro calls.

Specification 1.0.2, 'Rendering Elements'. A style is compiled once for each place where it is used
(citation, bibliography and their sort keys), so that nothing is looked up again for an item.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from citekit.csl.conditions import compile_condition
from citekit.csl.dates import year_suffix_node
from citekit.csl.item_language import translate_style, translate_value
from citekit.csl.leaves import TextStyle, make_leaf, strip_all_periods
from citekit.csl.numbers import (
    NumberValue,
    format_long_ordinal,
    format_ordinal,
    format_roman,
    label_term,
    safe_int,
    settle_ranges,
)
from citekit.csl.output import Node, NumberSlot
from citekit.csl.style import Element
from citekit.csl.text_case import change_case, to_capitalize_first
from citekit.csl.variables import NUMBERS_IN_TEXT, TITLE_LIKE

if TYPE_CHECKING:
    from citekit.csl.context import Context

Renderer = Callable[["Context", list[Node]], None]
_VERBATIM: Final = frozenset({"URL", "DOI"})


def _claim(ctx: Context, variable: str) -> bool:
    """Tell whether a variable is still free; inside substitution it is used up by being called."""
    if variable in ctx.done:
        ctx.attempt = True
        return False
    if ctx.blocking:
        ctx.done.add(variable)
    return True


def _localized(ctx: Context, style: TextStyle, variable: str) -> TextStyle:
    """Return a style whose written-out labels are in the language of the item, where terms are."""
    base = ctx.registry.compiled.locale
    if ctx.locale is base or not (style.prefix or style.suffix):
        return style
    return translate_style(style, variable, base.language[:2], ctx.locale.language[:2])


def _found(ctx: Context) -> None:
    ctx.success = True
    ctx.substituted = True


def _add_node(ctx: Context, out: list[Node], node: Node, style: TextStyle) -> None:
    node.display = style.display
    out.append(node)
    ctx.predecessor = True
    ctx.rendered_any = True


def compile_text_variable(variable: str, form: str, style: TextStyle) -> Renderer:  # noqa: C901 - one pass over the cases of the specification
    """Return the renderer of cs:text with a variable."""
    if variable == "citation-number":
        return _compile_citation_number(style)
    if variable == "year-suffix":
        return _compile_year_suffix(style)
    if variable == "citation-label":
        return _compile_citation_label(style)
    if variable in {"locator", "first-reference-note-number"} or variable in NUMBERS_IN_TEXT:
        return compile_number(variable, "numeric", style)
    short = variable + "-short" if form == "short" and variable in TITLE_LIKE else ""
    verbatim = variable in _VERBATIM
    foreign = style if style.case != "title" else _without_case(style)

    def render(ctx: Context, out: list[Node]) -> None:
        if not _claim(ctx, variable):
            return
        ctx.collapsed = False
        fields = ctx.item.fields
        text = fields.get(variable, "")
        if short:
            text = ctx.registry.abbreviate(ctx.item, variable, text) or fields.get(short) or text
        if not text:
            ctx.attempt = True
            return
        _found(ctx)
        if ctx.blocking:
            ctx.rendered_names.append(text)
        used = style if ctx.locale is ctx.registry.compiled.locale else _localized(ctx, style, variable)
        if foreign is not style and (ctx.item.text_language or ctx.registry.default_language[:2]) != "en":
            used = foreign
        if "\\" in text and not verbatim and variable not in TITLE_LIKE:
            text = text.replace("\\", "")
        if verbatim:
            # an address with other quotation marks, or without its points, would be another one
            if used.case:
                text = change_case(text, used.case, ctx.item.text_language or ctx.locale.language[:2])
            node = Node(text, None, used.prefix, used.suffix, "", used.formats)
        else:
            node = make_leaf(ctx, text, used)
        node.variable = variable
        _add_node(ctx, out, node, style)

    return render


def _without_case(style: TextStyle) -> TextStyle:
    return TextStyle(style.prefix, style.suffix, style.formats, "", style.strip_periods, style.display)


def _compile_citation_number(style: TextStyle) -> Renderer:
    def render(ctx: Context, out: list[Node]) -> None:
        if not _claim(ctx, "citation-number"):
            return
        _found(ctx)
        if ctx.looking:
            return
        number = ctx.registry.number_of(ctx.item.id)
        node = Node(str(number), None, style.prefix, style.suffix, "", style.formats)
        registry = ctx.registry
        ranged = registry.collapse == "citation-number" and ctx.area == "citation"
        slot = NumberSlot(
            number,
            "citation-number",
            (ctx.locale.term("citation-range-delimiter") or "–") if ranged else "",
            registry.layout_delimiter if ctx.area == "citation" else "",
        )
        slot.suppress_splice = ctx.predecessor and ctx.rendered_any
        node.number = slot
        node.display = style.display
        out.append(node)
        ctx.rendered_any = True

    return render


def _compile_year_suffix(style: TextStyle) -> Renderer:
    def render(ctx: Context, out: list[Node]) -> None:
        nothing_before = not ctx.success
        if not _claim(ctx, "year-suffix"):
            return
        _found(ctx)
        registry = ctx.registry
        suffix = registry.suffix_of(ctx.item.id)
        if suffix is None or ctx.looking or ctx.sorting:
            return
        node = year_suffix_node(ctx, suffix, style)
        if nothing_before and registry.year_suffix_delimiter_set and ctx.collapsed:
            ctx.splice = registry.year_suffix_delimiter
        node.display = style.display
        out.append(node)

    return render


def _compile_citation_label(style: TextStyle) -> Renderer:
    def render(ctx: Context, out: list[Node]) -> None:
        if not _claim(ctx, "citation-label"):
            return
        _found(ctx)
        registry = ctx.registry
        label = registry.label_of(ctx.item, ctx.locale)
        if not ctx.looking:
            suffix = registry.suffix_of(ctx.item.id)
            if suffix is not None:
                label += registry.format_suffix(suffix)
        _add_node(ctx, out, make_leaf(ctx, label, style), style)

    return render


def compile_number(variable: str, form: str, style: TextStyle, gender: str = "") -> Renderer:
    """Return the renderer of cs:number, and of cs:text with a variable that holds a number."""
    part_style = TextStyle(case=style.case, strip_periods=style.strip_periods)
    is_locator = variable == "locator"
    first_note = variable == "first-reference-note-number"

    def render(ctx: Context, out: list[Node]) -> None:
        if not _claim(ctx, variable):
            return
        if is_locator and ctx.looking:
            ctx.attempt = True
            return
        if not is_locator and not first_note:
            ctx.collapsed = False
        if first_note:
            note = ctx.cite.first_note if ctx.cite is not None else 0
            if not note:
                ctx.attempt = True
                return
            _found(ctx)
            _add_node(ctx, out, make_leaf(ctx, str(note), style), style)
            return
        number = ctx.number(variable)
        if number is None:
            ctx.attempt = True
            return
        _found(ctx)
        settle_ranges(number, variable, ctx.locale, ctx.registry.page_range_format)
        children = _render_parts(ctx, number, variable, form, part_style, gender)
        if is_locator:
            ctx.done.add("locator")
        used = _localized(ctx, style, variable)
        node = Node(None, children, used.prefix, used.suffix, "", used.formats)
        node.variable = variable
        _add_node(ctx, out, node, style)

    return render


def _render_parts(  # noqa: C901 - one pass over the cases of the specification
    ctx: Context, number: NumberValue, variable: str, form: str, style: TextStyle, gender: str
) -> list[Node]:
    """Render the parts of a number with labels inside it."""
    locale = ctx.locale
    children: list[Node] = []
    main_label = number.parts[0].label if number.parts else ""
    for part in number.parts:
        if part.label_visible:
            own = part.label == main_label
            wanted = number.label_form or ("long" if own else "short")
            term = part.label[4:] if part.label.startswith("var:") else label_term(part.label)
            text = (locale.term(term, wanted, plural=part.plural) if term else "") or part.label
            children.append(make_leaf(ctx, text + part.label_suffix))
        text = part.text
        if part.collapsible and form != "numeric" and part.label == main_label and not part.particle:
            value = safe_int(part.value)
            if value is not None:
                noun = gender or locale.genders.get(variable, "")
                if form == "ordinal":
                    text = format_ordinal(value, locale, noun)
                elif form == "long-ordinal":
                    text = format_long_ordinal(value, locale, noun)
                elif form == "roman":
                    text = format_roman(value)
        if not text:
            if part.joiner and children:
                children[-1].suffix += part.joiner.replace("\\-", "-")
            continue
        if part.collapsible:
            if style.case:
                # Roman numerals are Latin letters in every language, Turkish too
                language = "la" if form == "roman" else locale.language[:2]
                text = change_case(text, style.case, language)
            leaf = Node(text)
            leaf.numeral = bool(safe_int(part.value))
        else:
            leaf = make_leaf(ctx, text, style)
        leaf.suffix = part.joiner.replace("\\-", "-") if part.joiner else leaf.suffix
        children.append(leaf)
    return children


def compile_term(term: str, form: str, style: TextStyle, *, plural: bool) -> Renderer:
    """Return the renderer of cs:text with a term."""
    term = term.replace("sub verbo", "sub-verbo")

    def render(ctx: Context, out: list[Node]) -> None:
        if ctx.blocking:
            ctx.substituted = True
        text = ctx.locale.term(term, form, plural=plural)
        if not text:
            return
        ctx.term = True
        if not ctx.predecessor and not ctx.registry.plain_terms(ctx.area):
            text = to_capitalize_first(text, ctx.locale.language[:2])
        text = strip_all_periods(ctx, text, style)
        if text:
            node = make_leaf(ctx, text, style)
            node.display = style.display
            node.variable = f"term {term}"
            out.append(node)
            ctx.predecessor = True

    return render


def compile_value(value: str, style: TextStyle) -> Renderer:
    """Return the renderer of cs:text with a value."""

    def render(ctx: Context, out: list[Node]) -> None:
        ctx.term = True
        if ctx.blocking:
            ctx.substituted = True
        if value:
            text, base = value, ctx.registry.compiled.locale
            if ctx.locale is not base:
                text = translate_value(value, base.language[:2], ctx.locale.language[:2])
            node = make_leaf(ctx, text, style)
            node.display = style.display
            out.append(node)
            ctx.predecessor = True

    return render


def compile_label(variable: str, own_form: str, plural: str, style: TextStyle) -> Renderer:  # noqa: C901 - one pass over the cases of the specification
    """Return the renderer of cs:label outside of names."""
    is_locator = variable == "locator"
    is_first_note = variable == "first-reference-note-number"
    form = own_form or "long"

    def render(ctx: Context, out: list[Node]) -> None:
        term = variable
        if is_locator:
            label = ctx.cite.label if ctx.cite is not None else ""
            term = label.replace("sub verbo", "sub-verbo") or "page"
        number = ctx.number(variable)
        several = plural == "always"
        waits = False
        if is_first_note:
            if ctx.cite is None or not ctx.cite.first_note:
                return
        elif number is None:
            # outside of a group that falls away a label announces the value of another variable
            waits = is_locator and ctx.cite is not None
        else:
            if plural == "contextual":
                several = number.plural
            number.label_form = number.label_form or own_form
            if variable in {"locator", "number", "page"} and number.label:
                term = number.label
        text = ctx.locale.term(term, form, plural=several)
        if not text:
            return
        ctx.term = True
        text = strip_all_periods(ctx, text, style)
        if text:
            node = make_leaf(ctx, text, style)
            node.display = style.display
            node.variable = f"term {term}"
            if waits:
                ctx.waiting.append(node)
            out.append(node)
            ctx.predecessor = True

    return render


def compile_group(children: tuple[Renderer, ...], style: TextStyle, delimiter: str) -> Renderer:
    """Return the renderer of cs:group and of a macro call: empty unless a variable gave output.

    Specification, 'Group': a group that calls variables, all of them empty, is not rendered.
    """
    strip = style.strip_periods
    prefix, suffix, formats, display = style.prefix, style.suffix, style.formats, style.display

    def render(ctx: Context, out: list[Node]) -> None:
        attempt, success, term, predecessor = ctx.attempt, ctx.success, ctx.term, ctx.predecessor
        ctx.attempt = ctx.success = ctx.term = False
        if strip:
            ctx.strip += 1
        nodes: list[Node] = []
        for child in children:
            child(ctx, nodes)
        if strip:
            ctx.strip -= 1
        if ctx.success or (ctx.term and not ctx.attempt):
            ctx.attempt, ctx.success, ctx.term = attempt, True, term
            if nodes:
                node = Node(None, nodes, prefix, suffix, delimiter, formats)
                node.display = display
                out.append(node)
        else:
            ctx.success, ctx.term = success, term
            ctx.predecessor = predecessor

    return render


def compile_choose(element: Element, compile_children: Callable[[Element], tuple[Renderer, ...]]) -> Renderer:
    """Return the renderer of cs:choose: the first branch whose condition holds."""
    branches = []
    otherwise: tuple[Renderer, ...] = ()
    for child in element.children:
        if child.name in {"if", "else-if"}:
            branches.append((compile_condition(child), compile_children(child)))
        elif child.name == "else":
            otherwise = compile_children(child)
    rules = tuple(branches)

    def render(ctx: Context, out: list[Node]) -> None:
        for condition, children in rules:
            if condition(ctx):
                for child in children:
                    child(ctx, out)
                return
        for child in otherwise:
            child(ctx, out)

    return render
