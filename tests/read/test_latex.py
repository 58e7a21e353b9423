import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.read.latex import read_latex

ARTICLE = r"""\documentclass{article}
\usepackage[T2A]{fontenc}
\title{Мосты и \emph{реки}}
\begin{document}
\maketitle
\section{Введение}\label{s}
Порт открыт~\cite[с.~5]{gromov2016,lee} --- см.\footnote{Текст \autocite[см.][97]{orlov}. \url{http://a.example/x_y}} % нет
и ещё caf\'{e}, Na\"\i ve \v{S}. Новая \textbf{строка}
идёт \href{https://b.example/?a=1\&b=2}{сюда}.

\begin{itemize}
\item один
\item два
\end{itemize}
Формула $x_1 [2]$ и \footcite[12]{lee}.
\begin{verbatim}
\cite{no}
\end{verbatim}
\begin{thebibliography}{9}
\bibitem{lee} Lee A. Ports. 2011.
\bibitem{orlov} Орлов К. Л. Гавань.
\end{thebibliography}
\end{document}
after"""


@pytest.fixture(scope="module")
def document():
    return read_latex(ARTICLE.encode(), "article.tex")


def read(text):
    return read_latex(text.encode(), "test.tex")


def test_the_text_is_what_would_be_shown(document):
    assert document.text.replace("\u00a0", " ").startswith(
        "Мосты и реки\nВведение\nПорт открыт [gromov2016; lee, с. 5] — см.1 и ещё café, Naïve Š. "
    )
    assert "after" not in document.text
    assert "нет" not in document.text


def test_citations_carry_keys_and_locators(document):
    found = [
        (document.slice(c.span).replace("\u00a0", " "), c.note, [cite.key for cite in c.cites])
        for c in document.citations
    ]
    assert found == [
        ("[gromov2016; lee, с. 5]", None, ["gromov2016", "lee"]),
        ("[см. orlov, 97]", "fn1", ["orlov"]),
        ("[lee, 12]", "fn2", ["lee"]),
    ]
    locators = [
        (cite.locator.label, cite.locator.value)
        for c in document.citations
        for cite in c.cites
        if cite.locator
    ]
    assert locators == [("page", "5"), ("page", "97"), ("page", "12")]
    assert document.citations[1].cites[0].prefix == "см."


def test_notes_stand_at_their_calls(document):
    assert [
        (document.slice(n.call), document.slice(n.mark), document.slice(n.body)) for n in document.notes
    ] == [
        ("1", "1", "Текст [см. orlov, 97]. http://a.example/x_y"),
        ("2", "2", "[lee, 12]"),
    ]


def test_references_are_blocks_with_their_keys(document):
    references = [(b.label, document.slice(b.span)) for b in document.blocks if b.kind.value == "reference"]
    assert references == [("lee", "Lee A. Ports. 2011."), ("orlov", "Орлов К. Л. Гавань.")]


def test_blocks_and_links(document):
    kinds = [(b.kind.value, document.slice(b.span)) for b in document.blocks]
    assert ("list_item", "два") in kinds
    assert ("code", r"\cite{no}") in kinds
    assert [(link.url, link.raw) for link in document.links] == [
        ("https://b.example/?a=1&b=2", "сюда"),
        ("http://a.example/x_y", "http://a.example/x_y"),
    ]


@pytest.mark.parametrize(
    ("command", "shown", "keys"),
    [
        (r"\cite{a}", "[a]", ["a"]),
        (r"\citep[see][p. 3]{a}", "[see a, p. 3]", ["a"]),
        (r"\parencites(cf.)[12]{a}[см.][13]{b}", "[a, 12; см. b, 13]", ["a", "b"]),
        (r"\textcite*{a, b}", "[a; b]", ["a", "b"]),
        (r"\nocite{a}", "", []),
        (r"\cite", "", []),
    ],
)
def test_citation_commands(command, shown, keys):
    document = read(f"Слово {command}.")
    assert document.text == f"Слово {shown}.\n"
    assert [cite.key for citation in document.citations for cite in citation.cites] == keys


def test_files_in_the_folder_are_read_and_others_are_not(tmp_path):
    (tmp_path / "paper").mkdir()
    (tmp_path / "secret.tex").write_text("тайна", encoding="utf-8")
    (tmp_path / "paper" / "part.tex").write_text("Часть\\footnote{сноска части}.", encoding="utf-8")
    (tmp_path / "paper" / "refs.bib").write_text("", encoding="utf-8")
    main = tmp_path / "paper" / "main.tex"
    main.write_text(
        "\\addbibresource{refs.bib}\\begin{document}А \\input{part} \\input{../secret} \\input{part}\\bibliography{gone}"
        "\\end{document}",
        encoding="utf-8",
    )
    document = read_latex(main.read_bytes(), str(main))
    assert document.text.replace("\u00a0", " ").startswith("А Часть1. Часть2.")
    assert [document.slice(note.body) for note in document.notes] == ["сноска части", "сноска части"]
    assert "тайна" not in document.text
    assert [d.code for d in document.diagnostics] == ["CK125", "CK125"]
    assert document.bibliographies == (str((tmp_path / "paper" / "refs.bib").resolve()),)


def test_a_file_that_reads_itself_ends(tmp_path):
    main = tmp_path / "main.tex"
    main.write_text("А \\input{main}", encoding="utf-8")
    assert read_latex(main.read_bytes(), str(main)).text.startswith("А А")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"\\{}[]$%&~\n ab(", "\\cite", "\\cites", "\\footnote{", "\\footcite{", "\\begin{", "\\end{", "itemize}", "\\item",
             "\\'", "\\(", "\\url{", "\\href{", "thebibliography}", "\\bibitem", "verbatim}", "\\input{", "\\caption{", "\\section{"]
        )
    ).map("".join)
)  # fmt: skip
def test_any_source_is_read(text):
    document = read(text)
    for note in document.notes:
        assert document.slice(note.call) == note.number
    for citation in document.citations:
        assert document.slice(citation.span)[0] + document.slice(citation.span)[-1] == "[]"


@pytest.mark.parametrize(
    "piece", ["\\cite{a} ", "\\footnote{а} ", "{", "}", "\\", "$", "[", "\\cite[", "% \n", "\\'", "\n\n"]
)
def test_time_is_linear_in_the_length(piece):
    def measure(size):
        start = time.process_time()
        read(piece * (size // len(piece)))
        return time.process_time() - start

    measure(1000)
    assert measure(80_000) <= 2.5 * measure(40_000) + 0.05


def test_marks_find_their_texts():
    document = read(
        r"Порт\footnotemark{} и река\footnotemark{}.\footnotetext{Первая.}\addtocounter{footnote}{1}"
        r"\footnotetext{Вторая.} Мост\footnote{Третья.} и снова\footnotemark[3], ещё\footnotemark[7]"
        r"\footnotetext[7]{Седьмая.}, пусто\footnotemark[9]."
    )
    found = [(note.number, document.slice(note.call), document.slice(note.body)) for note in document.notes]
    assert found == [
        ("1", "1", "Первая."), ("2", "2", "Вторая."), ("3", "3", "Третья."), ("7", "7", "Седьмая."),
    ]  # fmt: skip
    assert document.text.startswith("Порт1 и река2. Мост3 и снова3, ещё7, пусто9.")


def test_numbered_lists_are_numbered():
    document = read(
        r"\begin{enumerate}\def\labelenumi{\arabic{enumi}.}\setcounter{enumi}{0}\tightlist\item один"
        r"\item два\begin{enumerate}\item внутри\end{enumerate}\item три\end{enumerate}"
    )
    assert document.text.split("\n") == ["1. один", "2. два", "1. внутри", "3. три", ""]


def test_offsets_count_bytes_of_each_file(tmp_path):
    (tmp_path / "inner.tex").write_text("Река\\footnote{Мост.}", encoding="utf-8")
    path = tmp_path / "main.tex"
    path.write_text("Порт \\input{inner}\r\n и конец", encoding="utf-8", newline="")
    document = read_latex(path.read_bytes(), str(path))
    inner = document.offsets.origin_at(document.text.index("Река"))
    assert (inner.part, inner.offset) == (str(tmp_path / "inner.tex"), 0)
    note = document.offsets.origin_at(document.text.index("Мост"))
    assert (note.part, note.offset) == (str(tmp_path / "inner.tex"), len("Река\\footnote{".encode()))
    end = document.offsets.origin_at(document.text.index("конец"))
    assert (end.part, end.offset) == ("", path.read_bytes().index("конец".encode()))
