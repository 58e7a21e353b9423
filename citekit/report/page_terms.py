"""The words of the report's interface, in English and Russian.

A page carries both, so that a reader can switch without a server.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: Term to its words in English and in Russian.
TERMS: Final = MappingProxyType(
    {
        "report": ("Citation report", "Отчёт о цитировании"),
        "skip": ("Skip to the entries", "Перейти к списку литературы"),
        "document": ("Document", "Документ"),
        "documents": ("Documents", "Документы"),
        "text": ("Text", "Текст"),
        "panel": ("Findings", "Найденное"),
        "entries": ("Entries", "Литература"),
        "citations": ("Citations", "Ссылки"),
        "notes": ("Notes", "Сноски"),
        "references": ("References", "Библиографические записи"),
        "links": ("Links", "Адреса"),
        "identifiers": ("Identifiers", "Идентификаторы"),
        "problems": ("Problems", "Замечания"),
        "charts": ("Charts", "Графики"),
        "resolved": ("resolved", "найдено"),
        "inferred": ("inferred", "предположительно"),
        "missing": ("missing", "нет записи"),
        "unresolved": ("unresolved", "не найдено"),
        "repaired": ("repaired", "исправлено"),
        "dead": ("dead", "не открывается"),
        "uncited": ("uncited", "не цитируется"),
        "state": ("State", "Состояние"),
        "show": ("Marked in the text", "Отмечать в тексте"),
        "search": ("Search", "Поиск"),
        "search-hint": ("Key, author, title, text", "Ключ, автор, заглавие, текст"),
        "shown": ("shown", "показано"),
        "style": ("Citation style", "Стиль оформления"),
        "interface": ("Language of the page", "Язык страницы"),
        "theme": ("Colours", "Цвета"),
        "theme-auto": ("as the system", "как в системе"),
        "theme-light": ("light", "светлые"),
        "theme-dark": ("dark", "тёмные"),
        "help": ("Keys", "Клавиши"),
        "help-next": ("next and previous citation", "следующая и предыдущая ссылка"),
        "help-missing": (
            "next and previous citation to look at",
            "следующая и предыдущая ссылка с замечанием",
        ),
        "help-search": ("search", "поиск"),
        "help-tabs": ("tabs of the panel", "вкладки"),
        "help-back": ("back to the last place", "назад к прежнему месту"),
        "help-close": ("close", "закрыть"),
        "close": ("Close", "Закрыть"),
        "print": ("Print", "Печать"),
        "copy": ("Copy", "Копировать"),
        "copied": ("Copied", "Скопировано"),
        "download": ("Save .bib", "Сохранить .bib"),
        "cited": ("Cited", "Цитируется"),
        "found-at": ("In the text", "В тексте"),
        "line": ("line", "строка"),
        "page": ("page", "страница"),
        "note": ("note", "сноска"),
        "fields": ("Fields", "Поля"),
        "field": ("Field", "Поле"),
        "value": ("Value", "Значение"),
        "confidence": ("Confidence", "Уверенность"),
        "evidence": ("Evidence", "Свидетельства"),
        "no-entry": (
            "Cited in the text; no entry in the document.",
            "Цитируется в тексте; записи в документе нет.",
        ),
        "context": ("sentence", "предложение"),
        "author": ("author", "автор"),
        "year": ("year", "год"),
        "locator": ("place in the work", "место в работе"),
        "method": ("How", "Как"),
        "candidates": ("Also possible", "Возможно также"),
        "leads-nowhere": ("leads nowhere", "ни к чему не ведёт"),
        "no-call": ("no call in the text", "в тексте нет знака"),
        "no-body": ("no text", "нет текста"),
        "as-written": ("As written", "Как написано"),
        "accessed": ("Accessed", "Дата обращения"),
        "open": ("Open", "Открыть"),
        "unsafe": ("not a web address", "не веб-адрес"),
        "entry": ("Entry", "Запись"),
        "go-entry": ("To the entry", "К записи"),
        "nothing": ("Nothing here.", "Ничего нет."),
        "chart-cited": ("Citations an entry", "Ссылок на запись"),
        "chart-year": ("Entries by year", "Записи по годам"),
        "chart-type": ("Entries by type", "Записи по типам"),
        "chart-language": ("Entries by language", "Записи по языкам"),
        "chart-host": ("Links by host", "Адреса по сайтам"),
        "chart-health-host": ("Link health by host", "Состояние адресов по сайтам"),
        "chart-health-age": ("Link health by year of access", "Состояние адресов по году обращения"),
        "dead-links": ("Dead links", "Мёртвые адреса"),
        "alive": ("works", "открывается"),
        "moved": ("moved or mended", "переехало или исправлено"),
        "unknown": ("not known", "неизвестно"),
        "verdict": ("Audit", "Проверка"),
        "verdict-ok": ("works", "открывается"),
        "verdict-moved": ("moved", "переехал"),
        "verdict-redirected": ("redirected", "перенаправляет"),
        "verdict-repaired": ("works when mended", "открывается после исправления"),
        "verdict-dead": ("dead", "не существует"),
        "verdict-soft-dead": ("dead, though it answers", "не существует, хотя отвечает"),
        "verdict-blocked": ("blocked for programs", "закрыт для программ"),
        "verdict-auth": ("asks to log in", "требует входа"),
        "verdict-temporary": ("out of order for now", "временно не работает"),
        "verdict-timeout": ("does not answer in time", "не отвечает вовремя"),
        "verdict-tls": ("certificate is wrong", "неверный сертификат"),
        "verdict-dns": ("no such host", "сайта нет"),
        "verdict-unsafe": ("not asked for", "не запрашивался"),
        "verdict-skipped": ("not checked", "не проверялся"),
        "instead": ("Write instead", "Заменить на"),
        "archived": ("Archived copy", "Архивная копия"),
        "checked-on": ("checked", "проверено"),
        "lines": ("lines as in the source", "строки как в источнике"),
        "chart-map": ("Where the text cites", "Где в тексте ссылки"),
        "table": ("As a table", "Таблицей"),
        "count": ("Count", "Число"),
        "place": ("Part of the text", "Часть текста"),
        "start": ("start", "начало"),
        "end": ("end", "конец"),
        "all": ("All", "Всего"),
        "language": ("Language", "Язык"),
        "severity": ("Severity", "Важность"),
        "error": ("error", "ошибка"),
        "warning": ("warning", "предупреждение"),
        "info": ("info", "сведение"),
    }
)
#: Words for CSL's locator labels and for the rules that resolve cites.
LOCATOR_TERMS: Final = MappingProxyType(
    {
        "loc-page": ("p.", "с."),
        "loc-chapter": ("ch.", "гл."),
        "loc-volume": ("vol.", "т."),
        "loc-section": ("sec.", "разд."),
        "loc-paragraph": ("para.", "п."),
        "loc-part": ("pt.", "ч."),
        "loc-article-locator": ("art.", "ст."),
        "loc-figure": ("fig.", "рис."),
        "loc-table": ("table", "табл."),
        "loc-folio": ("fol.", "л."),
        "loc-column": ("col.", "стб."),
        "loc-line": ("l.", "строка"),
        "loc-note": ("n.", "прим."),
        "loc-issue": ("no.", "№"),
        "loc-number": ("no.", "№"),
        "loc-book": ("bk.", "кн."),
        "by-number": ("by number", "по номеру"),
        "by-note": ("by note", "по сноске"),
        "by-ibid": ("the work before", "предыдущая работа"),
        "by-op-cit": ("the work named before", "названная выше работа"),
        "by-author-date": ("by author and year", "по автору и году"),
        "by-key": ("by key", "по ключу"),
        "by-identifier": ("by identifier", "по идентификатору"),
        "by-stub": ("no entry", "нет записи"),
        "by-unresolved": ("unresolved", "не найдено"),
        "by-bibliography-label": ("given entry, by its number", "данная запись, по номеру"),
        "by-bibliography-order": ("given entry, by its place", "данная запись, по месту"),
        "by-bibliography-hint": ("given entry, by author and year", "данная запись, по автору и году"),
    }
)
LANGUAGES: Final = ("en", "ru")


def choose_interface(language: str | None) -> str:
    """Return the interface language for a document's: Russian for Russian, else English."""
    return "ru" if language == "ru" else "en"


def terms_of(interface: str) -> dict[str, str]:
    """Return the words of one interface language.

    Raises:
        ValueError: There is no such interface language.
    """
    place = LANGUAGES.index(interface)
    return {term: words[place] for term, words in (TERMS | LOCATOR_TERMS).items()}
