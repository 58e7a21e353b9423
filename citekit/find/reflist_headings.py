"""Headings of reference lists, the subheadings inside them, and the headings that end them.

A heading is known by its words: all of them belong to the vocabulary of such headings and one at least
names the list itself. So 'Список использованных источников и литературы' needs no line of its own in a
table, and neither does 'Quellen- und Literaturverzeichnis'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from citekit.model import Span
from citekit.parse.patterns import defer_pattern


def _fold(word: str) -> str:
    """Return a word in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def _words(text: str) -> frozenset[str]:
    """Return the words, as they are and without accents."""
    words = text.split()
    return frozenset(words) | frozenset(map(_fold, words))


#: Words that name a list of references.
_CORE: Final = _words(
    """
    литература литературы литературу библиография библиографии библиографический библиографические
    библиографическая библиографическое источники источников источник ссылки ссылок литературные
    література літератури бібліографія бібліографії бібліографічний бібліографічні джерела джерел посилання
    посилань літаратура літаратуры крыніцы крыніц бібліяграфія әдебиеттер әдебиет әдебиеттердің
    references reference bibliography bibliographies bibliographic bibliographical literature sources cited
    citations reading webography
    literatur literaturverzeichnis literaturangaben literaturliste literaturhinweise literaturnachweis
    literaturnachweise bibliographie bibliografie referenzen quellen quellenverzeichnis quellenangaben
    quellennachweis quellennachweise schrifttum schrifttumsverzeichnis internetquellen literaturquellen
    références bibliographie bibliographiques bibliographique sources webographie sitographie citées cités
    bibliografia bibliografici bibliografiche riferimenti fonti sitografia citate citata letteratura
    referencias bibliografía bibliográficas bibliográfica fuentes citada citadas webgrafía
    referências bibliográficas fontes piśmiennictwo źródła literatura literatury bibliografie referințe
    """
)
#: Words that may stand beside them.
_BESIDE: Final = _words(
    """
    список списки перечень перелік использованной использованных использованная использованные используемой
    используемых цитируемой цитируемых цитированной цитируемая основная основной основные дополнительная
    дополнительной рекомендуемая рекомендуемой рекомендованная научная научной специальная учебная общая и к
    статье статьи пристатейный пристатейная пристатейные на русском английском языке языках иностранных
    иностранная зарубежная отечественная в транслитерации транслитерированный транслитерация латинице
    информационных электронных электронные интернет ресурсов ресурсы правовых нормативных актов материалов
    материалы работе по теме краткий краткая избранная сетевых опубликованные неопубликованные архивные
    работы работ труды цитированные научные диссертации исследования исследований публикации публикаций
    використаних використаної використана використані рекомендована цитованої та і й до статті додаткова
    основна наукова выкарыстаных выкарыстанай спіс пайдаланылған тізімі
    list of and works work cited selected select selective general annotated further primary secondary notes
    consulted used the in english latin roman script transliterated transliteration additional main resources
    for to article electronic archival online
    und verwendete zitierte benutzte weiterführende ausgewählte ausgewahlte verzeichnis der die des aus
    auswahl
    gedruckte ungedruckte
    ouvrages sélective sommaire générale et œuvres travaux orientation indicative liste des consultés
    consultées
    primaires secondaires imprimées
    essenziale e opere di riferimento generale consultate note selezionata primarie secondarie scelta
    consultada consultadas obras y general básica lista de trabajos primarias secundarias electrónicas
    utilizada
    utilizadas utilizados seleccionada
    consultadas wykaz spis cytowana
    """
)
_ALLOWED: Final = _CORE | _BESIDE
#: Words that a heading of a list does not begin with.
_NOT_FIRST: Final = _words(
    "и к на в по та і й до of and in for to und der die des aus et des e di y de the работе теме статье языке"
)
_FIRST: Final = _ALLOWED - _NOT_FIRST
_ONE_SOURCE: Final = _words("источник source quelle fonte fuente джерело")
#: Words by which a list is one of sources, or one in another script.
_SOURCES: Final = _words(
    "источники источников джерела джерел sources quellen quellenverzeichnis fonti fuentes"
)
_LATIN_LIST: Final = _words(
    "references транслитерации транслитерация transliterated transliteration bibliography"
)
#: Words of subheadings inside a list.
_SUB: Final = _ALLOWED | _words(
    """
    монографии монография книги статьи нормативные правовые акты нормативно-правовые документы законы
    законодательные законодательство официальные периодика периодические издания газеты журналы справочные
    учебники учебные пособия диссертации авторефераты авторефераты диссертаций мемуары воспоминания сборники
    судебная практика международные договоры архивы архивных сайты веб-сайты сайтов интернет-ресурсы
    интернет-источники электронные русскоязычная англоязычная русскоязычные иностранные зарубежные другие
    прочие специальная исследовательская иные акты материалы дореволюционная современная
    периодическая печать судебной практики дневники дневник переписка письма сборники сборник статей
    периодических изданиях статистические статистика организации организаций международных официальных
    документы письменные устные отчёты отчеты доклады полевые автора иллюстративные картографические
    опубліковані неопубліковані документи мемуари спогади щоденники листування преса
    монографії книги статті нормативно-правові акти законодавство дисертації періодичні видання архівні
    інтернет-ресурси електронні ресурси
    periodicals court manuscript manuscripts printed
    books book articles article journal journals chapters newspapers legislation statutes cases case law
    treaties
    reports theses dissertations websites web sites internet unpublished published archives archival documents
    official documents russian languages language other monographs papers
    bücher aufsätze monographien monografien zeitschriften rechtsprechung gesetze archivalien
    sekundärliteratur
    primärquellen primärliteratur sonstige internet
    manuscrites imprimés manuscrits
    livres monographies articles revues archives documents études législation jurisprudence thèses
    archivistiche manoscritte edite stampa a
    libri monografie articoli saggi archivi documenti studi siti web legislazione giurisprudenza
    libros monografías artículos capítulos archivos documentos legislación jurisprudencia tesis sitios
    """
)
#: First words of the lines that end a list, folded, each with what may follow.
_ENDINGS: Final = defer_pattern(
    # words that a title may begin with, too: nothing but punctuation or a number follows
    r"(?:(?:аннотация|реферат|резюме|abstract|summary|zusammenfassung|r[eé]sum[eé]|riassunto|resumen"
    r"|received|funding"
    r"|reviewer|рецензенты?|тираж|примечани[яе]|сноски|примiтки|примітки|notes?|endnotes|anmerkungen"
    r"|notas|указатель"
    r"|contributors?|abbreviations|(?:список |принятые |условные )?сокращени[яй]|перелік скорочень|скорочення"
    r"|abkürzungen|abkürzungsverzeichnis|abréviations|abbreviazioni|abreviaturas|siglas|danksagung|remerciements|ringraziamenti|agradecimientos|финансирование"
    r"|благодарност[иь]|acknowledge?ments?|подяк[аи]|введение|заключение|introduction|содержание"
    r"|оглавление|contents"
    r"|inhaltsverzeichnis|index|конец|les auteurs|sugli autori|gli autori|appendi(?:x|ces)|anhang|annexes?"
    r"|allegat[oi]|appendice|anexos?|ap[eé]ndice|приложени[ея]|додат(?:ок|ки)|анотація)"
    r"(?=\s{0,3}(?:[.:–—\[(/\d№-]|[ivxa-eа-д]\b|$))"
    r"|об авторах?|про автор(?:а|ів)|(?:сведения|информация) об автор|відомості про автор|информация о статье"
    r"|инф\. об авт|about the authors?|authors?['’]? (?:bio|info|details)|information about the"
    r"|notes? on (?:the )?contrib"
    r"|[uü]ber die autor|zu den autor|zum autor|autorenverzeichnis|[aà] propos de l|sobre (?:el|los"
    r"|la) autor|nota biogra"
    r"|ключевые слова|ключов[iі] слова|key ?words|schl[uü]sselw|schlagw[oö]rt|mots[- ]cl[eé]s"
    r"|parole chiave|palabras clave"
    r"|поступил[аи]? в редакцию|статья поступила|надійшла до|принята к публикации|дата поступления"
    r"|для цитирования|for citation|как цитировать|how to cite|цитирование:"
    r"|конфликт интересов|conflicts? of interest|competing interests|declaration of (?:comp|int)"
    r"|interessenkonflikt"
    r"|вклад авторов|author contributions?|data availability|corresponding author"
    r"|подписано в печать|сдано в набор|ооо [«\"]|отпечатано|список (?:сокращений|аббревиатур)"
    r"|перелік скорочень"
    r"|table of contents|(?:глава|chapter|kapitel|chapitre|раздел|часть) \d|©|\(c\) |e-?mail:|(?:удк"
    r"|udc|ббк) \d"
    r"|(?:рис(?:унок|\.)|табл(?:ица|\.)|figure|fig\.|table|abbildung|tabelle)\s?\d)"
)
_NUMBERED: Final = frozenset("0123456789ivx(§")

#: First letters of the words that a heading begins with: most lines are passed over at once.
_FIRST_LETTERS: Final = "".join(sorted({letter for word in _FIRST for letter in (word[0], word[0].upper())}))
_LINE_START: Final = re.compile(
    r"\n[ \t\u00a0#*>_=\d.)(IVXivx№§\f-]{0,16}"
    rf"(?=[{_FIRST_LETTERS}])([^\W\d_]{{4,30}})([-\u00ad\u2010]\n)?"
)
_SPACED: Final = re.compile(r"\n[ \t\f]{0,60}+((?:[^\W\d_][ \u00a0]{1,3}){5,40}[^\W\d_])[ \t:.]{0,4}(?=\n)")
_HYPHENS: Final = ("-", "\u00ad", "\u2010")
_WIDE: Final = defer_pattern(r"[ \u00a0]{2,}")
_TRIM_LEFT: Final = " \t\u00a0#*>_=\f-"
_NUMBERING: Final = re.compile(
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?|§\s?\d{1,2}\.?)\s+(?=[^\W\d_])"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*-?")
_SUFFIX: Final = re.compile(r"\s*\([^()\n]{0,60}\)\s*$")
_AFTER_INLINE: Final = defer_pattern(r"(?:\[\s?\d{1,3}\s?\]|\d{1,3}[.)]\s)")
#: A longer line is no heading.
LONGEST: Final = 110


class ListHeading(NamedTuple):
    """A heading: its place, where its list begins, what the list is for."""

    span: Span
    body: int
    kind: str
    inline: bool = False


def _is_list_heading(words: list[str]) -> bool:
    return bool(words) and len(words) <= 12 and words[0] in _FIRST and all(map(_ALLOWED.__contains__, words))


def _split_words(line: str) -> list[str]:
    return [_fold(word.rstrip("-")) for word in _WORD.findall(line)]


def _strip_heading(line: str) -> str:
    """Return a line without marks, numbering and closing punctuation."""
    line = line.strip(_TRIM_LEFT).rstrip(" \t\u00a0*_=#:.—–-")
    line = _NUMBERING.sub("", line, count=1)
    return _SUFFIX.sub("", line).strip(" :.*_")


def read_heading(line: str) -> list[str]:
    """Return the folded words of a line if all belong to headings of lists, or an empty list."""
    bare = _strip_heading(line)
    if not bare or len(bare) > LONGEST or any(map(str.isdigit, bare)):
        return []
    words = _split_words(bare)
    return words if _is_list_heading(words) else []


def is_list_heading(line: str) -> bool:
    """Tell whether a line, alone, is the heading of a reference list."""
    words = read_heading(line)
    return any(word in _CORE for word in words)


def is_subheading(line: str) -> bool:
    """Tell whether a line inside a list is a heading of a group of entries: `Монографии`, `II. Cases`."""
    bare = _strip_heading(line)
    if not bare or len(bare) > LONGEST or any(map(str.isdigit, bare)) or not bare[0].isupper():
        return False
    first = _WORD.match(bare)
    if first is None or first[0].rstrip("-").lower() not in _SUB:
        return False
    words = _split_words(bare)
    return len(words) <= 10 and all(word in _SUB for word in words)


def ends_list(line: str) -> bool:
    """Tell whether a line begins what follows a list: authors, appendix, abstract, notes."""
    low = line[:80].lower().lstrip(_TRIM_LEFT)
    found = _ENDINGS.match(low)
    if found is None and low[:1] in _NUMBERED:
        low = _NUMBERING.sub("", low, count=1)
        found = _ENDINGS.match(low)
    if found is None:
        return False
    first = next((letter for letter in line if letter.isalpha()), "")
    return first.isupper() or not first or found[0][0] in "©e("


def _kind_of(words: list[str]) -> str:
    if any(word in _SOURCES for word in words) and not any(word.startswith("литерат") for word in words):
        return "sources"
    if any(word in _LATIN_LIST for word in words):
        return "references"
    return "literature"


def _line_end(text: str, position: int) -> int:
    """Return where the line ends, or -1 if that is too far away."""
    end = text.find("\n", position, position + 400)
    if end < 0:
        return len(text) if len(text) - position <= 400 else -1
    return end


def _extend_heading(text: str, words: list[str], end: int) -> tuple[list[str], int]:
    """Take in the following lines of a heading that is broken over lines."""
    for _ in range(3):
        position = end
        blanks = 0
        while position < len(text) and text[position] in "\n \t" and blanks < 3:
            blanks += text[position] == "\n"
            position += 1
        done = any(word in _CORE for word in words)
        if blanks == 0 or (blanks > 1 and done) or blanks > 2:
            break
        next_end = _line_end(text, position)
        if next_end < 0 or next_end - position > LONGEST:
            break
        line = text[position:next_end].strip()
        more = _split_words(line.rstrip(" :."))
        if not more or any(map(str.isdigit, line)) or not all(word in _ALLOWED for word in more):
            break
        if done and line[0].isupper() and not text[max(0, end - 40) : end].rstrip()[-8:].isupper():
            break
        words = words + more
        end = next_end
    return words, end


def _read_inline(text: str, start: int, end: int) -> ListHeading | None:
    """Read a heading that its list follows on the same line: `Литература: 1. …`."""
    line = text[start : min(end, start + 140)]
    shift = len(line) - len(line.lstrip(_TRIM_LEFT))
    mark = re.search(r"[:.]\s|\s(?=\d{1,2}[.)]\s|\[1\])", line[shift:])
    if mark is None:
        return None
    words = read_heading(line[: shift + mark.start()])
    if not any(word in _CORE for word in words):
        return None
    body = start + shift + mark.end()
    if words[0] in _ONE_SOURCE and not _AFTER_INLINE.match(text, body):
        return None  # the source of a table or a figure
    if mark[0][0] == "." and not _AFTER_INLINE.match(text, body):
        return None
    if mark[0][0] == ":" and end - body < 20 and not _AFTER_INLINE.match(text, body):
        return None
    return ListHeading(Span(start + shift, start + shift + mark.start()), body, _kind_of(words), inline=True)


def _stands_apart(text: str, start: int) -> bool:
    """Tell whether a line that starts at `start` may be a heading by what stands before it."""
    before = text[max(0, start - 200) : start].rstrip(" \t\u00a0")
    if not before or before.endswith(("\n\n", "\f")):
        return True
    last = before.rstrip()
    return not last or last[-1] in '.!?…:;)]»”"’*#=-—' or last[-1].isdigit() or "\n \n" in before[-12:]


def _begins_broken(text: str, first: re.Match[str]) -> bool:
    """Tell whether the first word is broken at the line's end and is one of a heading."""
    rest = _WORD.match(text, first.end(), first.end() + 30)
    return rest is not None and (first[1] + rest[0]).lower() in _FIRST


def find_list_headings(text: str) -> list[ListHeading]:
    """Return the lines that may be headings of reference lists, in order.

    Whether a list follows is for the reader of the list to say.
    """
    found: list[ListHeading] = []
    starts = [
        match.start() + 1
        for match in _LINE_START.finditer(text)
        if match[1].lower() in _FIRST or (match[2] and _begins_broken(text, match))
    ]
    if (first := _LINE_START.match("\n" + text[:60])) and first[1].lower() in _FIRST:
        starts.insert(0, 0)
    last_end = -1
    for start in starts:
        if start < last_end:
            continue
        end = _line_end(text, start)
        if end > start and text[end - 1] in _HYPHENS and (second := _line_end(text, end + 1)) > 0:
            line = text[start : end - 1] + text[end + 1 : second]
            end = second
        else:
            line = text[start : end if end >= 0 else start + 160]
        words = read_heading(line) if end >= 0 and len(line) <= LONGEST + 40 else []
        if words and (line.strip(_TRIM_LEFT + "0123456789.)") or " ")[0].isupper():
            words, stop = _extend_heading(text, words, end)
            if any(word in _CORE for word in words) and (
                _stands_apart(text, start) or line.strip().isupper() or len(words) > 1
            ):
                left = start + len(line) - len(line.lstrip(_TRIM_LEFT))
                right = stop - (stop - start - len(text[start:stop].rstrip(" \t\u00a0*_=#\n")))
                found.append(ListHeading(Span(left, max(left, right)), stop, _kind_of(words)))
                last_end = stop
        elif (end < 0 or len(line) > 12) and (
            inline := _read_inline(text, start, end if end >= 0 else len(text))
        ):
            found.append(inline)
            last_end = inline.body
    found.extend(_find_spaced(text))
    found.sort()
    return found


def _find_spaced(text: str) -> Iterator[ListHeading]:
    """Yield the headings that are set with blanks between their letters."""
    for match in _SPACED.finditer("\n" + text):
        words = _split_words(" ".join(re.sub(r"[ \u00a0]", "", word) for word in _WIDE.split(match[1])))
        if words and words[0] in _FIRST and any(word in _CORE for word in words):
            yield ListHeading(Span(*match.span(1)).shift(-1), match.end() - 1, _kind_of(words))
