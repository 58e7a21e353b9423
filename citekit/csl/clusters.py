"""Renders citations: cites with their delimiters, grouped and collapsed.

Specification 1.0.2, 'Cite Grouping' and 'Cite Collapsing'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.csl.context import Cite, Cluster, Context, Disambiguation
from citekit.csl.items import Item
from citekit.csl.leaves import PLAIN, make_leaf
from citekit.csl.locale import Locale
from citekit.csl.markup import ENDS_ALPHABETIC, STARTS_ALPHABETIC
from citekit.csl.output import Node, prune
from citekit.csl.punctuation import settle_punctuation
from citekit.csl.segments import Segment, join_segments, write_segments
from citekit.csl.variables import NAME_VARIABLES

if TYPE_CHECKING:
    from citekit.csl.positions import CitationState
    from citekit.csl.registry import Registry
    from citekit.csl.writers.base import Writer

NO_OUTPUT: Final = "[NO_PRINTED_FORM]"
STYLE_ERROR: Final = "[CSL STYLE ERROR: reference with no printed form.]"
_TAG: Final = re.compile(r"<[^<>]+>")
_CLOSING: Final = "\"'\u201d\u2019\u00bb\u202f\u00a0 "
_TERMINAL: Final = ":.;!?"


def space_after_prefix(prefix: str) -> str:
    """Return a cite's prefix with the space that must part it from the cite."""
    bare = _TAG.sub("", prefix).rstrip(_CLOSING)
    last = bare[-1:]
    space = (
        " " if last and (ENDS_ALPHABETIC.search(bare) or last in _TERMINAL or last in ")],0123456789") else ""
    )
    return re.sub(r"\s+", " ", prefix + space)


def space_before_suffix(suffix: str) -> str:
    """Return a cite's suffix with the space that must part it from the cite."""
    return " " + suffix if suffix and (STARTS_ALPHABETIC.match(suffix) or suffix[0] in "[(") else suffix


def _is_sentence(prefix: str) -> bool:
    """Tell whether a prefix ends a sentence, so that the cite begins one."""
    bare = _TAG.sub("", prefix).rstrip(_CLOSING)
    return bool(bare) and bare[-1] in _TERMINAL and " " in prefix.strip()


class BraceNesting:
    """In notes turns parentheses inside parentheses into brackets, from affix to affix."""

    def __init__(self, *, active: bool) -> None:
        self._active = active
        self._depth = 0

    def update(self, text: str) -> str:
        """Return an affix with its parentheses turned, and remember how deep it leaves."""
        if not self._active or not text:
            return text
        made = []
        for character in text:
            if character == "(":
                made.append("[" if self._depth % 2 else "(")
                self._depth += 1
            elif character == ")":
                made.append("]" if self._depth % 2 == 0 else ")")
                self._depth -= 1
            else:
                made.append(character)
        return "".join(made)

    def walk(self, node: Node) -> None:
        """Turn the parentheses in the affixes of groups, numbers and dates, as citeproc-js does.

        Those of a single text or of names are left: they enclose it alone.
        """
        if not self._active or node.text is not None or node.closed:
            return
        if any(child.flip for child in node.children):
            return
        if node.prefix:
            node.prefix = self.update(node.prefix)
        for child in node.children:
            self.walk(child)
        if node.suffix:
            node.suffix = self.update(node.suffix)


def render_citation(registry: Registry, citation: CitationState, writer: Writer) -> str:
    """Return a citation as output.

    Args:
        registry: The document's items.
        citation: Sorted, with positions.
        writer: The format.
    """
    if citation.mode != "composite":
        return _render(registry, citation, citation.mode, writer)
    first = _render(registry, citation, "author-only", writer)
    infix = ""
    if citation.infix:
        infix = writer.write(_plain_leaf(registry, citation.infix), registry.compiled.locale)
    rest = _render(registry, citation, "suppress-author", writer)
    if first and infix and infix[0] in ".!?:,\u2019'":
        first, infix = first + infix, ""
    return " ".join(part for part in (first, infix, rest) if part)


def _plain_leaf(registry: Registry, text: str) -> Node:
    item = next(iter(registry.items.values()))
    return make_leaf(registry.context(item, "citation", Disambiguation()), text, PLAIN)


def _render(registry: Registry, citation: CitationState, mode: str, writer: Writer) -> str:
    compiled = registry.compiled
    cites = citation.cites
    if not cites:
        return NO_OUTPUT
    first_flags = (cites[0].author_only, cites[0].suppress_author)
    if mode == "author-only":
        cites[0].author_only, cites[0].suppress_author = True, False
    elif mode == "suppress-author" and not compiled.is_note:
        cites[0].author_only, cites[0].suppress_author = False, True
    try:
        return _render_cites(registry, citation, writer)
    finally:
        cites[0].author_only, cites[0].suppress_author = first_flags


def _render_cites(registry: Registry, citation: CitationState, writer: Writer) -> str:  # noqa: C901, PLR0912, PLR0915 - one pass over the cases of the specification
    compiled = registry.compiled
    style = compiled.citation_style
    cluster = Cluster()
    braces = BraceNesting(active=compiled.is_note)
    prefix = braces.update(style.prefix + (space_after_prefix(citation.prefix) if citation.prefix else ""))
    roots: list[Node] = []
    delimiters: list[str] = []
    locales = []
    only_author = False
    was_collapsed = False
    for index, cite in enumerate(citation.cites):
        ctx, root = render_cite(registry, cite, cluster, braces)
        locales.append(ctx.locale)
        before = citation.cites[index - 1] if index else None
        delimiters.append(_splice_delimiter(registry, ctx, before, cluster, was_collapsed=was_collapsed))
        if before is not None:
            delimiters[-1] = _soften(delimiters[-1], before, cite)
        was_collapsed = ctx.collapsed
        cluster.last_years = ctx.years[:]
        roots.append(root)
        if cite.author_only:
            only_author = True
            break
    suffix = style.suffix
    if suffix and suffix[0] in _TERMINAL:
        suffix = suffix[0]
    suffix = braces.update(space_before_suffix(citation.suffix) + suffix)
    for root in roots:
        prune(root)
    if not only_author:
        roots[-1].suffix = suffix
        roots[0].prefix = prefix
    active = style.formats[::-1]
    segments: list[Segment] = []
    for index, root in enumerate(roots):
        settle_punctuation(root, in_quotes=compiled.in_quotes)
        own = write_segments(root, writer, locales[index], active)
        if not own and not citation.cites[index].suppress_author:
            if index == 0:
                own = [writer.escape(style.prefix) + writer.escape(STYLE_ERROR)]
                if len(roots) == 1:
                    own[0] = str(own[0]) + writer.escape(style.suffix)
            elif index == len(roots) - 1 and segments and isinstance(segments[-1], str):
                segments[-1] += writer.escape(style.suffix)
        if not own:
            continue
        if len(own) > 1 and not isinstance(own[0], str):
            own = [join_segments(own, writer)]
        if index:
            head = own[0]
            if isinstance(head, str):
                own[0] = writer.escape(delimiters[index]) + head
            else:
                head.splice = delimiters[index]
        segments.extend(own)
    result = join_segments(segments, writer)
    if result and not only_author:
        for formatting in style.formats:
            if formatting[1] != "normal":
                result = writer.format(formatting, result)
    return result or NO_OUTPUT


def render_cite(
    registry: Registry, cite: Cite, cluster: Cluster | None, braces: BraceNesting
) -> tuple[Context, Node]:
    """Return the tree of one cite, its own affixes included, and the context it was rendered with."""
    item = registry.items[cite.id]
    config = registry.disambiguation[cite.id].copy()
    ctx = Context(
        item,
        cite,
        registry.locale_for(item),
        registry,
        "citation",
        config,
        request=True,
        cluster=cluster,
    )
    ctx.collapsed = bool(registry.compiled.collapse)
    ctx.predecessor = cluster.predecessor if cluster is not None else False
    nodes: list[Node] = []
    if cite.author_only:
        ctx.done.add("locator")
    if cite.prefix and not cite.author_only:
        prefix = space_after_prefix(cite.prefix)
        node = make_leaf(ctx, prefix, PLAIN)
        ctx.predecessor = not _is_sentence(prefix)
        nodes.append(node)
    for renderer in registry.compiled.citation:
        renderer(ctx, nodes)
    if ctx.waiting:
        _drop_last_labels(nodes, ctx.waiting)
    if cite.author_only:
        nodes = ctx.author or [make_leaf(ctx, author_names(item, ctx.locale), PLAIN)]
    if cite.suffix and not cite.author_only:
        nodes.append(make_leaf(ctx, space_before_suffix(cite.suffix), PLAIN))
    if cluster is not None:
        cluster.predecessor = ctx.predecessor
    root = Node(None, nodes)
    braces.walk(root)
    return ctx, root


def _drop_last_labels(nodes: list[Node], labels: list[Node]) -> None:
    """Take out labels of a locator that the cite lacks where nothing follows that they could announce."""
    leaves = [leaf for node in nodes for leaf in node.walk() if leaf.text]
    while leaves and any(leaves[-1] is label for label in labels):
        leaves.pop().text = ""


def author_names(item: Item, locale: Locale) -> str:
    """Return the family names of an item for running text, for styles whose cites show none."""
    people = next((people for role in NAME_VARIABLES if (people := item.names.get(role))), ())
    names = [
        person.literal or " ".join(filter(None, (person.non_dropping, person.family))) for person in people
    ]
    if not names:
        return item.fields.get("title-short") or item.fields.get("title", "")
    if len(names) > 2:
        return f"{names[0]} {locale.term('et-al') or 'et al.'}"
    return f" {locale.term('and') or '&'} ".join(names)


def _splice_delimiter(
    registry: Registry, ctx: Context, before: Cite | None, cluster: Cluster, *, was_collapsed: bool
) -> str:
    """Return the delimiter before a cite."""
    compiled = registry.compiled
    delimiter = ctx.splice if ctx.splice is not None else compiled.layout_delimiter
    after = compiled.after_collapse_delimiter
    if after is not None:
        if (before is not None and before.locator) or (was_collapsed and not ctx.collapsed):
            return after
        if not was_collapsed and not ctx.collapsed and compiled.collapse != "year-suffix":
            return after
        return compiled.layout_delimiter
    if cluster.same_group and compiled.group_delimiter is not None:
        return compiled.group_delimiter
    if ctx.collapsed and not compiled.is_note and not compiled.uses_number:
        return ", "
    return delimiter


def _soften(delimiter: str, before: Cite, cite: Cite) -> str:
    """Drop the mark of a delimiter that meets a mark of an affix."""
    ends = before.suffix[-1:] in set(";.,") and bool(before.suffix)
    starts = not before.suffix and bool(cite.prefix) and cite.prefix[0] in ";.,"
    if ends or starts:
        space = delimiter.find(" ")
        return delimiter[space:] if space >= 0 and not starts else ""
    return delimiter
