"""Renders cs:names: lists of names with et-al, and, labels, substitution and disambiguation.

Specification 1.0.2, 'Names', 'Et-al', 'Substitute', 'Disambiguation'.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from citekit.csl.leaves import TextStyle, make_leaf, strip_all_periods
from citekit.csl.markup import STARTS_ALPHABETIC
from citekit.csl.name_parts import PersonName
from citekit.csl.output import Node
from citekit.csl.person import NameOptions, join_nodes, render_person

if TYPE_CHECKING:
    from citekit.csl.context import Context

Renderer = Callable[["Context", list[Node]], None]
_HIDDEN_LIST: Final = 50


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """A label of a names element.

    Attributes:
        before: The label stands before the names.
        plural: True or False, or None to go by the number of names.
    """

    form: str
    before: bool
    plural: bool | None
    style: TextStyle


@dataclass(frozen=True, slots=True)
class NamesOptions:
    """One names element, compiled.

    Attributes:
        variables: In the order of the style.
        name: Options of cs:name.
        delimiter: Between the lists of two variables.
        et_al_term: Term for et-al.
        substitute: Renderers of the children of cs:substitute.
        hide_long_lists: The greatest et-al-min in the style's section: longer lists are cut.
    """

    variables: tuple[str, ...]
    name: NameOptions
    style: TextStyle
    delimiter: str
    label: LabelOptions | None
    et_al_term: str
    et_al_style: TextStyle
    substitute: tuple[Renderer, ...] = field(default=())
    sort_min: int | None = None
    sort_use_first: int | None = None
    sort_use_last: bool | None = None
    top_limit: int = 0


def compile_names(options: NamesOptions) -> Renderer:  # noqa: C901 - one pass over the cases of the specification
    """Return the renderer of a names element."""
    variables = options.variables

    def render(ctx: Context, out: list[Node]) -> None:
        cite = ctx.cite
        if cite is None or not (cite.author_only or cite.suppress_author) or ctx.looking or ctx.blocking:
            render_names(ctx, out)
            return
        first = not ctx.rendered_any
        own: list[Node] = []
        render_names(ctx, own)
        if cite.suppress_author and first:
            ctx.rendered_any = True
            return
        if ctx.author is None:
            ctx.author = own
        out.extend(own)

    def render_names(ctx: Context, out: list[Node]) -> None:
        ctx.attempt = True
        if ctx.predecessor:
            ctx.substitute_ok = False
        item, done = ctx.item, ctx.done
        wanted = tuple(name for name in variables if name not in done) if done else variables
        if ctx.blocking:
            done.update(variables)
        ctx.label_node = None
        ctx.rendered_names = []
        ctx.name_children = []
        if any(item.names.get(name) for name in wanted):
            _render_lists(ctx, options, wanted, out)
        elif options.substitute:
            _render_substitute(ctx, options, out)
        if not ctx.blocking:
            _substitute_author(ctx)
            # a term after names is never the first word, even where no name is known
            ctx.predecessor = True

    return render


def compile_shorthand(variables: tuple[str, ...], options: NamesOptions) -> Renderer:
    """Return the renderer of a names element without children in cs:substitute: it takes all from outside."""

    def render(ctx: Context, out: list[Node]) -> None:
        wanted = tuple(name for name in variables if name not in ctx.done)
        ctx.done.update(variables)
        if any(ctx.item.names.get(name) for name in wanted):
            _render_lists(ctx, options, wanted, out)

    return render


def _render_substitute(ctx: Context, options: NamesOptions, out: list[Node]) -> None:
    """Render the first child of cs:substitute that gives anything."""
    outer = ctx.blocking
    ctx.blocking = True
    for child in options.substitute:
        nodes: list[Node] = []
        ctx.substituted = False
        child(ctx, nodes)
        if ctx.substituted:
            if ctx.rendered_names and not ctx.name_children:
                holder = Node(None, nodes)
                nodes = [holder]
                ctx.name_top = holder
                ctx.name_children = [holder]
            out.extend(nodes)
            break
    ctx.blocking = outer


def _render_lists(ctx: Context, options: NamesOptions, variables: tuple[str, ...], out: list[Node]) -> None:  # noqa: C901, PLR0912 - one pass over the cases of the specification
    """Render the lists of names of some variables."""
    name = options.name
    base = ctx.name_sets
    limits = _et_al_limits(ctx, options)
    lists = [(variable, list(ctx.item.names.get(variable, ()))) for variable in variables]
    for _, people in lists:
        if len(people) > _HIDDEN_LIST and options.top_limit and len(people) > options.top_limit + 2:
            people[options.top_limit + 1 :] = people[-1:]
    counts = [len(ctx.item.names.get(variable, ())) for variable in variables]
    for index, (_, people) in enumerate(lists):
        if people:
            _settle_givens(ctx, people, base + index, name)
    total = 0
    shown: list[list[PersonName]] = []
    for index, (_, people) in enumerate(lists):
        kept = people
        if people:
            ctx.names_max.append(len(people))
            kept = _limit_names(ctx, people, counts[index], base + index, limits)
            total += len(kept)
        shown.append(kept)
    ctx.name_sets = base + sum(1 for _, people in lists if people)
    if name.form == "count":
        if ctx.sorting or total:
            ctx.success = ctx.substituted = True
            out.append(Node(str(total)))
        return
    common = _common_term(ctx, options, variables, shown, counts)
    blocks: list[Node] = []
    for index, variable in enumerate(variables):
        if not shown[index]:
            continue
        block = _render_list(
            ctx, options, shown[index], base + index, cut=len(shown[index]) < counts[index], last=limits[2]
        )
        if block is None:
            continue
        block.variable = common or variable
        if options.label is not None and not ctx.sorting:
            block = _add_label(ctx, options.label, block, common or variable, plural=counts[index] > 1)
        blocks.append(block)
        if common:
            break
    if not blocks:
        return
    inner = Node(None, blocks, delimiter=options.delimiter)
    style = options.style
    outer = Node(None, [inner], style.prefix, style.suffix, "", style.formats)
    outer.display = style.display
    outer.closed = True
    out.append(outer)
    ctx.name_top = inner
    ctx.success = True
    ctx.substituted = True
    ctx.predecessor = True
    ctx.rendered_any = True
    _collapse_author(ctx, inner, base, variables)


def _et_al_limits(ctx: Context, options: NamesOptions) -> tuple[int | None, int | None, bool]:
    """Return et-al-min, et-al-use-first and et-al-use-last in force."""
    name = options.name
    cite = ctx.cite
    if cite is not None and cite.position and not ctx.sorting:
        least = name.subsequent_min or name.et_al_min
        first = name.subsequent_use_first or name.et_al_use_first
        return least, first, False if name.subsequent_min else name.et_al_use_last
    least = options.sort_min or name.et_al_min
    first = options.sort_use_first or name.et_al_use_first
    last = name.et_al_use_last if options.sort_use_last is None else options.sort_use_last
    return least, first, last


def _settle_givens(ctx: Context, people: list[PersonName], position: int, options: NameOptions) -> None:  # noqa: C901 - one pass over the cases of the specification
    """Decide for each name what is shown of its given name."""
    registry = ctx.registry
    config = ctx.config
    givens = config.givens
    while len(givens) <= position:
        givens.append([])
    levels = givens[position]
    first_cite = not ctx.looking and ctx.cite is not None and ctx.cite.position == 0
    item_id = ctx.item.id
    names = registry.names
    form, initials = options.form, options.initialize_with
    for index, person in enumerate(people):
        if not person.given and not person.family:
            if index == len(levels):
                levels.append(0)
            continue
        names.add(item_id, person, index)
        plain = names.level(item_id, person, index, 0, form, initials)
        if index >= len(levels):
            levels.append(plain)
        if ctx.request:
            level = levels[index]
            if level == 1 and names.rule == "by-cite" and (initials is None or not person.given):
                level = 2
            if names.active and person.given:
                level = names.level(item_id, person, index, level, form, initials)
        else:
            level = plain
        if first_cite and plain > level:
            level = plain
        if not ctx.sorting:
            levels[index] = level


def _limit_names(  # noqa: C901 - one pass over the cases of the specification
    ctx: Context,
    people: list[PersonName],
    count: int,
    position: int,
    limits: tuple[int | None, int | None, bool],
) -> list[PersonName]:
    """Cut a list by et-al and disambiguation; keep the last name for et-al-use-last."""
    least, first, last = limits
    if first is None:
        least = None
        first = 0
    config = ctx.config
    requested = config.names[position] if ctx.request and position < len(config.names) else 0
    limit: int | None = None
    if ctx.looking or ctx.sorting:
        if requested and not ctx.sorting:
            limit = requested
        elif least is not None and count >= least:
            limit = first
    else:
        if requested > first:
            limit = count if least is None or count < least else requested
        elif least is not None and count >= least:
            limit = first
        if last and limit is not None and least is not None and limit > least - 2:
            limit = least - 2
    if limit is None or count <= limit or (least is not None and least < first):
        kept = people
    elif last:
        kept = [*people[:limit], people[-1]] if limit > 0 else people[-1:]
    else:
        kept = people[:limit]
    while len(config.names) <= position:
        config.names.append(0)
    config.names[position] = len(kept)
    config.pad()
    return kept


def _common_term(
    ctx: Context,
    options: NamesOptions,
    variables: tuple[str, ...],
    shown: list[list[PersonName]],
    counts: list[int],
) -> str:
    """Return the term for two roles that the same people fill, or an empty string."""
    if len(variables) != 2 or options.label is None or not shown[0] or counts[0] != counts[1]:
        return ""
    if [person.identity for person in shown[0]] != [person.identity for person in shown[1]]:
        return ""
    term = "".join(sorted(variables))
    if ctx.locale.term(term, options.label.form):
        return term
    return ""


def _render_list(
    ctx: Context, options: NamesOptions, people: list[PersonName], position: int, *, cut: bool, last: bool
) -> Node | None:
    """Render and join the names of one list."""
    name = options.name
    levels = ctx.config.givens[position] if position < len(ctx.config.givens) else []
    style = name.style
    nodes: list[Node | None] = []
    # BibTeX's `and others` comes through CSL-JSON as a last name.
    others = len(people) > 1 and people[-1].literal == "others"
    people = people[:-1] if others else people
    et_al = (cut or others) and not ctx.sorting
    ellipsis = et_al and last and not others
    for index, person in enumerate(people):
        ctx.rendered_names.append("".join(person.identity))
        if person.literal:
            node = _render_body(ctx, person, name)
        else:
            if not person.given and person.dropping.lower().startswith("et al"):
                et_al = True
            inverted = name.sort_order == "all" or (name.sort_order == "first" and index == 0)
            level = levels[index] if index < len(levels) else 0
            node = render_person(ctx, person, name, level, inverted=inverted)
            if node is not None and person.dropping and person.comma_dropping and not ctx.sorting:
                et_al = True
        if node is None:
            continue
        ctx.name_children.append(node)
        nodes.append(_wrap_name(node, style, person))
    if not nodes:
        return None
    if ellipsis:
        return _join_ellipsis(nodes, name)
    if et_al:
        return _join_et_al(ctx, nodes, options)
    if ctx.sorting:
        return join_nodes(nodes, name.delimiter)
    return _join_and(ctx, nodes, name, last_body=bool(people[-1].literal))


def _wrap_name(node: Node, style: TextStyle, person: PersonName) -> Node:
    """Give a name what cs:name states; its affixes belong to names of persons alone."""
    if person.literal:
        return Node(None, [node])
    return Node(None, [node], style.prefix, style.suffix, "", style.formats)


def _render_body(ctx: Context, person: PersonName, options: NameOptions) -> Node | None:
    """Render a name that is not a person's."""
    text = person.literal
    family = options.family
    if family.strip_periods or ctx.strip:
        text = text.replace(".", "")
    if not text:
        return None
    # a body has no parts: what the family name-part states wins over cs:name
    own = {name for name, _ in family.formats}
    formats = (*family.formats, *(part for part in options.style.formats if part[0] not in own))
    style = TextStyle(formats=formats, case=family.case or options.style.case)
    return Node(None, [make_leaf(ctx, text, style)])


def _is_inverted(node: Node | None) -> bool:
    return node is not None and bool(node.children) and node.children[0].inverted


def _join_ellipsis(nodes: list[Node | None], options: NameOptions) -> Node | None:
    if len(nodes) < 2:
        return join_nodes(nodes, options.delimiter)
    prefix = options.delimiter if len(nodes) > 2 else " "
    return join_nodes(nodes, options.delimiter, Node("…", None, prefix, " "))


def _join_et_al(ctx: Context, nodes: list[Node | None], options: NamesOptions) -> Node:
    name = options.name
    term = ctx.locale.term(options.et_al_term) or ""
    several = len(nodes) > 1
    prefix = name.delimiter if several else " "
    if name.precedes_et_al == "always":
        prefix = name.delimiter
    elif name.precedes_et_al == "never":
        prefix = " "
    elif name.precedes_et_al == "after-inverted-name":
        prefix = name.delimiter if _is_inverted(nodes[-1]) else " "
    if prefix == " " and not STARTS_ALPHABETIC.match(term):
        prefix = ""
    joined = join_nodes(nodes, name.delimiter)
    children = [] if joined is None else [joined]
    if term:
        tail = make_leaf(ctx, term, options.et_al_style)
        tail.prefix = prefix
        tail.suffix = ""
        children.append(tail)
    style = name.style
    return Node(None, children, style.prefix, style.suffix, "", style.formats)


def _join_and(
    ctx: Context, nodes: list[Node | None], options: NameOptions, *, last_body: bool
) -> Node | None:
    count = len(nodes)
    if count < 2:
        return join_nodes(nodes, options.delimiter)
    if options.and_ == "text":
        word = ctx.locale.term("and") or ""
    elif options.and_ == "symbol":
        word = "&"
    else:
        return join_nodes(nodes, options.delimiter)
    if not word:
        return join_nodes(nodes, options.delimiter)
    if STARTS_ALPHABETIC.match(word):
        prefix = " " if count == 2 else options.delimiter
        suffix = " "
    else:
        prefix = suffix = ""
    rule = options.body_precedes_last if last_body else options.precedes_last
    if options.precedes_last == "after-inverted-name" and last_body:
        rule = "contextual"
        prefix = options.delimiter if _is_inverted(nodes[-2]) else prefix
    if rule == "always":
        prefix = options.delimiter
    elif rule == "never":
        prefix = " " if prefix else prefix
    elif rule == "after-inverted-name":
        prefix = options.delimiter if _is_inverted(nodes[-2]) else (" " if prefix else prefix)
    return join_nodes(nodes, options.delimiter, Node(word, None, prefix, suffix))


def _add_label(ctx: Context, label: LabelOptions, block: Node, term: str, *, plural: bool) -> Node:
    if label.plural is not None:
        plural = label.plural
    text = ctx.locale.term(term, label.form, plural=plural) or ""
    text = strip_all_periods(ctx, text, label.style)
    if not text:
        return block
    node = make_leaf(ctx, text, label.style)
    if label.before:
        return Node(None, [node, block])
    ctx.label_node = node
    return Node(None, [block, node])


def _collapse_author(ctx: Context, inner: Node, base: int, variables: tuple[str, ...]) -> None:
    """Take the names out of a cite that follows one with the same names, where the style groups cites."""
    cite, cluster = ctx.cite, ctx.cluster
    if base == 0 and ctx.first_creator is None:
        ctx.first_creator = variables[0]
    registry = ctx.registry
    groups = registry.collapse or registry.group_delimiter is not None
    if groups and ctx.first_names is None:
        ctx.first_names = name_text(inner)
    if cluster is None or cite is None or ctx.looking or ctx.sorting or ctx.area != "citation":
        return
    if groups:
        text = name_text(inner)
        if text == cluster.last_names:
            if registry.collapse or cite.suppress_author:
                inner.children = []
                ctx.name_children = []
            cluster.same_group = registry.group_delimiter is not None
        else:
            cluster.last_names = text
            ctx.collapsed = False
            cluster.same_group = False


def name_text(node: Node) -> str:
    """Return the names below a node as bare text, for comparing."""
    parts = [node.prefix, node.text or ""]
    parts += [name_text(child) for child in node.children]
    parts.append(node.suffix)
    return "".join(parts)


def _substitute_author(ctx: Context) -> None:
    """Put the substitute for repeated names into a bibliography entry's first names."""
    if ctx.area != "bibliography" or ctx.sorting or not ctx.substitute_ok or not ctx.rendered_names:
        return
    substitution = ctx.registry.author_substitution
    if substitution is None:
        return
    ctx.substitute_ok = False
    substitution.apply(ctx)
