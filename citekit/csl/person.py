"""Renders one name: the parts in their order, with initials, particles and formatting.

Specification 1.0.2, 'Name', 'Name-part Order', 'Name-part Formatting'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from citekit.csl.leaves import PLAIN, TextStyle, make_leaf
from citekit.csl.name_parts import PersonName, initialize
from citekit.csl.output import Node

if TYPE_CHECKING:
    from citekit.csl.context import Context

_JOINING: Final = frozenset("\u2019'- ")
_APOSTROPHES: Final = frozenset("'\u02bc\u2019-")
_NO_BREAK: Final = frozenset({"fr", "ru", "cs"})


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The options of cs:name in force, inherited ones included.

    Attributes:
        body_precedes_last: delimiter-precedes-last where the last name is a body's: what the section or the
            style states, not cs:name.
        level: What is shown of the given name without disambiguation: 0, 1 (initials) or 2.
        style: Affixes and formatting of cs:name.
        family: Of the family name-part, affixes apart.
        given: Of the given name-part, affixes apart.
    """

    form: str = "long"
    and_: str | None = None
    delimiter: str = ", "
    precedes_last: str = "contextual"
    body_precedes_last: str = "contextual"
    precedes_et_al: str = "contextual"
    et_al_min: int | None = None
    et_al_use_first: int | None = None
    et_al_use_last: bool = False
    subsequent_min: int | None = None
    subsequent_use_first: int | None = None
    initialize: bool = True
    initialize_with: str | None = None
    sort_order: str | None = None
    sort_separator: str = ", "
    level: int = 2
    style: TextStyle = PLAIN
    family: TextStyle = PLAIN
    given: TextStyle = PLAIN
    family_affixes: tuple[str, str] = ("", "")
    given_affixes: tuple[str, str] = ("", "")
    has_family: bool = False
    has_given: bool = False
    demote: str = "display-and-sort"
    keep_hyphen: bool = True
    rule: str = "by-cite"


def join_nodes(nodes: list[Node | None], delimiter: str, final: Node | None = None) -> Node | None:
    """Join nodes: the delimiter becomes the suffix of all but the last; `final` stands before the last."""
    kept = [node for node in nodes if node is not None and (node.text or node.children)]
    count = len(kept)
    if not count:
        return None
    if count == 2 and final is not None:
        kept.insert(1, final)
    elif count > 1:
        for node in kept[: -2 if final is not None else -1]:
            suffix = node.suffix + delimiter
            node.suffix = suffix[:-1] if suffix.endswith(("  ", "\u00a0 ")) else suffix
        if delimiter.endswith(" "):
            for node in kept[1:]:
                node.prefix = node.prefix.removeprefix(" ")
        if final is not None:
            kept.insert(count - 1, final)
    return Node(None, kept)


def _ends_joining(node: Node | None) -> bool:
    """Tell whether a particle ends in an apostrophe, hyphen or space, so that nothing parts it."""
    while node is not None:
        if node.text is not None:
            return node.text[-1:] in _JOINING
        node = node.children[-1] if node.children else None
    return False


def _leaf(ctx: Context, text: str, style: TextStyle) -> Node | None:
    if not text:
        return None
    if style.strip_periods or ctx.strip:
        text = text.replace(".", "")
    return make_leaf(ctx, text, style) if text else None


def _set_affixes(node: Node | None, affixes: tuple[str, str], *, wanted: bool) -> None:
    if wanted and node is not None:
        node.prefix, node.suffix = affixes


def shorten_given(name: PersonName, options: NameOptions, level: int) -> str:
    """Return the given name at a level: initials for 1 where the style has them, else in full."""
    with_initials = options.initialize_with is not None and not (name.static_order and name.script == 1)
    with_initials = with_initials or options.rule.endswith("-with-initials")
    if name.family and level == 1 and with_initials:
        return initialize(
            name.given, options.initialize_with or "", full=options.initialize, hyphen=options.keep_hyphen
        )
    return name.given


def render_person(
    ctx: Context, name: PersonName, options: NameOptions, level: int, *, inverted: bool
) -> Node | None:
    """Render one personal name.

    Args:
        ctx: The cite at hand.
        name: The name.
        options: Options of cs:name.
        level: What is shown of the given name: 0, 1 or 2.
        inverted: Family name first.
    """
    sorting = ctx.sorting
    level = max(level, options.level)
    given_text = shorten_given(name, options, level) if level else ""
    dropping_text, non_dropping_text = name.dropping, name.non_dropping
    if sorting:
        dropping_text = dropping_text.replace("'", "", 1).replace("\u2019", "", 1)
        non_dropping_text = non_dropping_text.replace("'", "", 1).replace("\u2019", "", 1)
    et_al = dropping_text.rstrip(".").lower().replace(" ", "") == "etal"
    family = _leaf(ctx, name.family, options.family)
    particle = _leaf(ctx, non_dropping_text, options.family)
    given = _leaf(ctx, given_text, options.given)
    dropping = None if given is None or et_al else _leaf(ctx, dropping_text, options.given)
    suffix = None if given is None else _render_suffix(ctx, name, options)
    space = "\u00a0" if ctx.registry.default_language[:2] in _NO_BREAK else " "
    comma = "" if et_al else name.comma_dropping
    if name.script == 0:
        return join_nodes([particle, family, given], "")
    if name.script == 1 or name.static_order:
        return join_nodes([join_nodes([particle, family], space), given], " ")
    if sorting:
        return _render_sort_key(options, family, given, particle, dropping, suffix, space)
    if inverted:
        return _render_inverted(options, name, family, given, particle, dropping, suffix, space, comma)
    return _render_upright(options, name, level, family, given, particle, dropping, suffix, space, comma)


def _render_suffix(ctx: Context, name: PersonName, options: NameOptions) -> Node | None:
    text = name.suffix
    if not text:
        return None
    if options.initialize_with is not None:
        text = initialize(text, options.initialize_with, full=False, hyphen=options.keep_hyphen)
    if options.family.strip_periods or ctx.strip:
        text = text.replace(".", "")
    ends = text.endswith(".")
    node = _leaf(ctx, text[:-1] if ends else text, PLAIN)
    if node is not None and ends:
        node.suffix = "." + node.suffix
    return node


def _render_sort_key(
    options: NameOptions,
    family: Node | None,
    given: Node | None,
    particle: Node | None,
    dropping: Node | None,
    suffix: Node | None,
    space: str,
) -> Node | None:
    separator = "|"
    if options.demote == "never":
        merged = join_nodes([particle, family], space)
        merged = join_nodes([merged, dropping], " ")
        merged = join_nodes([merged, given], separator)
    else:
        second = join_nodes([given, dropping, particle], " ")
        merged = join_nodes([family, second], separator)
    return join_nodes([merged, suffix], " ")


def _render_inverted(
    options: NameOptions,
    name: PersonName,
    family: Node | None,
    given: Node | None,
    particle: Node | None,
    dropping: Node | None,
    suffix: Node | None,
    space: str,
    comma: str,
) -> Node | None:
    separator = ", " if name.given in {"Lord", "Lady"} else options.sort_separator
    if options.demote == "display-and-sort":
        second = join_nodes([given, dropping], comma + " ")
        second = join_nodes([second, particle], " ")
        first: Node | None = family
    else:
        first = join_nodes([particle, family], "" if _ends_joining(particle) else space)
        second = join_nodes([given, dropping], comma + " ")
    _set_affixes(second, options.given_affixes, wanted=options.has_given)
    _set_affixes(first, options.family_affixes, wanted=options.has_family)
    merged = join_nodes([first, second], separator)
    node = join_nodes([merged, suffix], separator)
    if node is not None:
        node.inverted = True
    return node


def _render_upright(
    options: NameOptions,
    name: PersonName,
    level: int,
    family: Node | None,
    given: Node | None,
    particle: Node | None,
    dropping: Node | None,
    suffix: Node | None,
    space: str,
    comma: str,
) -> Node | None:
    text = name.dropping
    if text and name.family and not name.non_dropping and text[-1] in _APOSTROPHES and text[:-1] != "de":
        family = join_nodes([dropping, family], "")
        dropping = None
    if _ends_joining(particle):
        second = join_nodes([particle, family], "")
        second = join_nodes([dropping, second], space)
    else:
        second = join_nodes([dropping, particle, family], space)
    second = join_nodes([second, suffix], ", " if name.comma_suffix else " ")
    _set_affixes(second, options.family_affixes, wanted=options.has_family)
    _set_affixes(given, options.given_affixes, wanted=options.has_given)
    if second is not None and second.prefix:
        comma = ""
    mark = options.initialize_with or ""
    between = space if level == 1 and ("\u00a0" in mark or "\ufeff" in mark) else " "
    return join_nodes([given, second], comma + between)
