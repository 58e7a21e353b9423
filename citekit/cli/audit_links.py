"""The links that `citekit audit` checks, and their results: as many as there are, in bounded memory."""

from __future__ import annotations

import copy
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

from citekit.cli.inputs import BIBLIOGRAPHY_SUFFIXES, LIST_SUFFIXES, Input, Kind, iterate_inputs
from citekit.cli.streams import print_error
from citekit.errors import CitekitError, ReadError

if TYPE_CHECKING:
    from citekit.audit.plan import LinkTarget
    from citekit.audit.verdict import LinkCheck

#: Results that are held in memory; more go to a temporary file.
HELD: Final = 20_000


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file with one address a line, read anew each time.

    Attributes:
        name: Its path.
    """

    name: str

    def __iter__(self) -> Iterator[LinkTarget]:
        """Yield its addresses."""
        from citekit.audit.plan import plan_list

        try:
            with Path(self.name).open(encoding="utf-8-sig") as stream:
                yield from plan_list(stream, self.name)
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(f"cannot read: {error}", source=self.name) from error

    def count_links(self) -> int:
        """Return how many addresses there are."""
        from citekit.audit.plan import list_addresses

        try:
            with Path(self.name).open(encoding="utf-8-sig") as stream:
                return sum(1 for _ in list_addresses(stream))
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(f"cannot read: {error}", source=self.name) from error


@dataclass(slots=True)
class Links:
    """The links of all inputs, in their order.

    Attributes:
        parts: One an input.
        unreadable: How many inputs could not be read.
        total: How many links there are.
    """

    parts: list[ListFile | Sequence[LinkTarget]] = field(default_factory=list)
    unreadable: int = 0
    total: int = 0

    def __iter__(self) -> Iterator[LinkTarget]:
        """Yield the links."""
        for part in self.parts:
            yield from part


def collect_links(
    inputs: Sequence[str], urls: Sequence[str] = (), *, as_list: bool = False, recursive: bool = False
) -> Links:
    """Read the links of all inputs; what cannot be read is reported and passed over.

    Args:
        inputs: Addresses to check, lists of addresses, and what `iterate_inputs` takes.
        urls: Addresses of documents whose links are checked.
        as_list: The inputs are lists of addresses.
        recursive: Folders are read.
    """
    links = Links()
    for part in _iterate_parts(inputs, urls, as_list=as_list, recursive=recursive):
        try:
            if isinstance(part, CitekitError):
                raise part
            read = _read_input(part) if isinstance(part, Input) else part
            count = read.count_links() if isinstance(read, ListFile) else len(read)
        except CitekitError as error:
            print_error(error)
            links.unreadable += 1
        else:
            links.parts.append(read)
            links.total += count
    return links


def _iterate_parts(
    inputs: Sequence[str], urls: Sequence[str], *, as_list: bool, recursive: bool
) -> Iterator[ListFile | Sequence[LinkTarget] | Input | CitekitError]:
    from citekit.audit.plan import LinkTarget, plan_list

    for name in inputs:
        if "://" in name[:12] and not Path(name).exists():
            yield (LinkTarget(name),)
        elif name == "-" and as_list:
            yield tuple(plan_list(sys.stdin, name))
        elif as_list:
            yield ListFile(name)
        else:
            yield from iterate_inputs([name], recursive=recursive, kind=Kind.ANY)
    yield from iterate_inputs([], urls, kind=Kind.ANY)


def _read_input(given: Input) -> ListFile | Sequence[LinkTarget]:
    """Return the links of a list, a bibliography or a document."""
    from citekit.audit.plan import plan_bibliography, plan_document, plan_list

    suffix = Path(given.name).suffix.lower()
    if suffix in LIST_SUFFIXES:
        if given.content is None:
            return ListFile(given.name)
        return tuple(plan_list(given.content.decode("utf-8-sig", "replace").splitlines(), given.name))
    if suffix in BIBLIOGRAPHY_SUFFIXES:
        return tuple(plan_bibliography(given.load()))
    from citekit.pipeline import analyze

    return tuple(plan_document(analyze(given.read())))


class Results:
    """Results in the order of their links, whatever the order in which they came."""

    def __init__(self) -> None:
        self._held: list[LinkCheck | None] = []
        self._file: IO[bytes] | None = None
        self._places = array("q")

    def add(self, index: int, check: LinkCheck) -> None:
        """Keep the result of the link with this number."""
        if self._file is None and index >= HELD:
            self._move_to_file()
        if self._file is None:
            self._held += [None] * (index + 1 - len(self._held))
            self._held[index] = check
        else:
            self._write(index, check)

    def _move_to_file(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        held, self._held = self._held, []
        for number, known in enumerate(held):
            if known is not None:
                self._write(number, known)

    def _write(self, index: int, check: LinkCheck) -> None:
        import msgspec

        assert self._file is not None  # noqa: S101 - for the type checker
        self._places.extend([-1] * (index + 1 - len(self._places)))
        self._file.seek(0, 2)
        self._places[index] = self._file.tell()
        self._file.write(msgspec.json.encode(check) + b"\n")

    def __iter__(self) -> Iterator[LinkCheck]:
        """Yield the results in the order of their links; of a run that was stopped, those that are there."""
        if self._file is None:
            yield from (check for check in self._held if check is not None)
            return
        import msgspec

        from citekit.audit.verdict import LinkCheck

        decoder = msgspec.json.Decoder(LinkCheck)
        for place in self._places:
            if place >= 0:
                self._file.seek(place)
                yield decoder.decode(self._file.readline())

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for check in self._held if check is not None) + sum(place >= 0 for place in self._places)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the temporary file."""
        if self._file is not None:
            self._file.close()


def number_links(links: Links, numbers: dict[int, tuple[int, LinkTarget]]) -> Iterator[LinkTarget]:
    """Yield the links, and note the number of each by its identity until its result takes it away."""
    for number, target in enumerate(links):
        own = copy.copy(target) if id(target) in numbers else target
        numbers[id(own)] = number, own
        yield own
