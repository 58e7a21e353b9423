"""Makes pages of text with footnotes, set as converters leave them, with exact gold.

All sentences are of the project's own making. A page is wrapped text; the notes called on it stand at its
foot, in mid-sentence, and the text goes on after them, as in text taken out of a PDF.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

TEXTS = {
    "ru": (
        "Порт на левом берегу реки открылся раньше, чем мост соединил обе части города",
        "Купцы платили пошлину дважды, потому что граница двух уездов проходила по середине реки",
        "Совет гавани собирался раз в месяц и решал споры между владельцами судов",
        "В 1887 г. договор о судоходстве подписали четыре прибрежных государства из шести",
        "Исследователи расходятся в том, насколько самостоятельной была эта политика",
        "Торгово-экономические связи между берегами окрепли только после постройки железной дороги",
        "По данным управления, оборот порта вырос на 12,5% в 2011 г. и ещё на 3,4% в 2012 г.",
        "Такой порядок сохранялся до реформы, хотя критики называли его временным",
        "Автор полагает, что именно таможенный союз сделал реку осью всего хозяйства",
        "Статья 15 устава обязывала капитанов вести журнал, но проверяли его редко",
        "Концепция открытой гавани, принятая в 2014–2016 гг., повторяет прежние обещания",
        "Спор о праве прохода длился 7 лет и закончился уступкой обеих сторон",
    ),
    "en": (
        "The harbour on the left bank was opened before the bridge joined both parts of the town",
        "Merchants paid the toll twice because the border of two counties ran along the river",
        "The Harbour Council met once a month and settled the disputes of the ship owners",
        "In 1887 the treaty on navigation was signed by four of the six riparian states",
        "Scholars disagree on how independent this policy was and whether it could last",
        "Trade between the banks grew only after the railway had been built in 12 years",
        "According to the office the turnover rose by 12.5% in 2011 and by 3.4% in 2012",
        "Article 15 of the charter obliged the captains to keep a log which few ever read",
        "The author holds that the customs union made the river the axis of the economy",
        "The dispute over the right of passage lasted 7 years and ended in a compromise",
    ),
    "de": (
        "Der Hafen am linken Ufer wurde früher eröffnet als die Brücke über den breiten Fluss",
        "Die Kaufleute zahlten den Zoll zweimal, weil die Grenze zweier Kreise im Fluss verlief",
        "Der Rat des Hafens trat einmal im Monat zusammen und schlichtete den Streit der Reeder",
        "Im Jahr 1887 wurde der Vertrag über die Schifffahrt von vier Staaten unterzeichnet",
        "Die Forschung ist uneins darüber, wie selbständig diese Politik tatsächlich war",
        "Nach Angaben des Amtes stieg der Umsatz um 12,5 % im Jahr 2011 und danach langsamer",
        "Artikel 15 der Satzung verpflichtete die Kapitäne, ein Tagebuch zu führen",
    ),
    "fr": (
        "Le port de la rive gauche fut ouvert avant que le pont ne relie les deux quartiers",
        "Les marchands payaient deux fois la taxe, car la frontière suivait le milieu du fleuve",
        "Le conseil du port se réunissait une fois par mois et réglait les litiges des armateurs",
        "En 1887 le traité de navigation fut signé par quatre des six États riverains",
        "Les chercheurs ne sont pas d'accord sur l'autonomie réelle de cette politique",
        "Selon le bureau, le trafic augmenta de 12,5 % en 2011 puis beaucoup moins vite",
        "L'article 15 de la charte obligeait les capitaines à tenir un journal",
    ),
}
NOTES = {
    "ru": (
        "Соколова Н. В. История портовых городов. СПб. : Невский берег, 2011. С. 41–57.",
        "Там же. С. 12.",
        "См.: Громов П. С. Приграничная торговля после кризиса // Вопросы реки. 2016. № 3. С. 4–5.",
        "Подробнее о составе совета говорилось в [7, с. 97].",
        (
            "Устав гавани // Управление портов. [Электронный ресурс] URL: http://port.example.org/ustav-gavani-na-reke "
            "(дата обращения: 22.06.2018)."
        ),
        (
            "Под гаванью здесь понимается не только порт, но и склады, верфи и дороги к ним; иногда сюда относят и "
            "рыбацкие посёлки ниже по реке. Такое понимание сложилось в 1920-е гг. и с тех пор почти не менялось."
        ),
        (
            "Устав утверждали трижды, однако до 1912 г. ни одна из его редакций не вступила в силу, так как совет "
            "не мог собрать 2/3 голосов."
        ),
        "РГАВМФ. Ф. 212. Оп. 3. Д. 41. Л. 8 об.",
    ),
    "en": (
        "John Marlow, The Toll and the River (Port Press, 1998), 41–57.",
        "Ibid., p. 12.",
        "See Anna Weir, ‘Trade after the Bridge’, Journal of Harbours 8, no. 3 (2016): 4–5.",
        "The council is discussed at length in [7, p. 97].",
        "Harbour Charter, available at http://port.example.org/charter-of-the-harbour (accessed 22 June 2018).",
        (
            "Harbour here means not only the port but also the stores, the yards and the roads that lead to them; some "
            "writers add the fishing villages down the river. This use of the word goes back to the 1920s."
        ),
        "Marlow, op. cit., p. 77.",
    ),
    "de": (
        "Karl Brandt, Der Zoll und der Fluss, Leipzig 1998, S. 41–57.",
        "Ebd., S. 12.",
        "Vgl. Anna Weber, Handel nach der Brücke, in: Zeitschrift für Häfen 8 (2016), S. 4–5.",
        (
            "Unter Hafen wird hier nicht nur der Umschlagplatz verstanden, sondern auch die Lager, die Werften und die "
            "Wege dorthin. Dieser Gebrauch geht auf die zwanziger Jahre zurück."
        ),
        "Abrufbar unter http://port.example.org/satzung-des-hafens (abgerufen am 22.06.2018).",
    ),
    "fr": (
        "Jean Morel, Le péage et le fleuve, Paris, Presses du port, 1998, p. 41-57.",
        "Ibid., p. 12.",
        "Voir Anne Vallet, « Le commerce après le pont », Revue des ports, vol. 8, n° 3, 2016, p. 4-5.",
        (
            "Par port on entend ici non seulement le bassin, mais aussi les entrepôts, les chantiers et les routes qui "
            "y mènent. Cet usage remonte aux années vingt."
        ),
    ),
}


@dataclass
class Gold:
    """A note as it was set: number, call and body."""

    number: str
    call: tuple[int, int]
    body: tuple[int, int]


@dataclass
class Setting:
    """How a document is set."""

    language: str = "ru"
    notes: int = 12
    width: int = 72
    note_width: int = 100
    page: int = 30
    indent_after: bool = True
    blank_before: bool = True
    blank_between: bool = False
    blank_after: bool = False
    form_feed: bool = False
    restart: bool = False
    hyphens: bool = True
    mark: str = "{} "
    call: str = "{}"
    after_stop: bool = False
    wrapped: bool = True
    theses: bool = False
    density: float = 0.35
    head: str = ""
    foot: str = ""


def wrap(words: list[str], width: int, chance: random.Random, *, hyphens: bool) -> list[str]:
    """Set words in lines, some of them hyphenated."""
    lines, line = [], ""
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if len(line) + len(word) + bool(line) <= width:
            line = f"{line} {word}" if line else word
            continue
        room = width - len(line) - 2
        if hyphens and word.isalpha() and len(word) > 6 and room >= 3 and chance.random() < 0.6:
            cut = min(room, len(word) - 3)
            lines.append(f"{line} {word[:cut]}-")
            line = ""
            queue.insert(0, word[cut:])
            continue
        lines.append(line)
        line = word
    return [*lines, line] if line else lines


def write_paragraphs(setting: Setting, chance: random.Random) -> list[list[str]]:
    """Return paragraphs of words; a call stands in its word as `\\x10number\\x11`."""
    paragraphs: list[list[str]] = [[]]
    number = 0
    while number < setting.notes:
        words = chance.choice(TEXTS[setting.language]).split()
        place = -1
        if chance.random() < setting.density:
            number += 1
            inner = [index for index, word in enumerate(words) if index and word.isalpha() and len(word) > 3]
            place = chance.choice(inner) if inner and chance.random() < 0.4 else len(words) - 1
        for index, word in enumerate(words):
            stop = "." if index == len(words) - 1 and not word.endswith(".") else ""
            mark = f"\x10{number}\x11" if index == place else ""
            after_stop = setting.after_stop and index == len(words) - 1
            paragraphs[-1].append(word + stop + mark if after_stop else word + mark + stop)
        if chance.random() < 0.15:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


class PageSetter:
    """Sets a document page by page and keeps the gold."""

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting = setting
        self.chance = random.Random(seed)  # noqa: S311 - the same text every time is the point
        self.pieces: list[str] = []
        self.length = 0
        self.gold: list[Gold] = []
        self.pending: list[Gold] = []
        self.counter = 0
        self.page = 41

    def emit(self, piece: str) -> int:
        """Add a piece and return where it ends."""
        self.pieces.append(piece)
        self.length += len(piece)
        return self.length

    def emit_line(self, line: str) -> None:
        """Add a line of running text with its calls."""
        before, sign, rest = line.partition("\x10")
        self.emit(before)
        while sign:
            self.emit_call()
            before, sign, rest = rest.partition("\x11")[2].partition("\x10")
            self.emit(before)
        self.emit("\n")

    def emit_call(self) -> None:
        """Add a call and remember its note."""
        self.counter = 1 if self.setting.restart and not self.pending else self.counter + 1
        left, _, right = self.setting.call.partition("{}")
        start = self.emit(left)
        end = self.emit(str(self.counter))
        self.emit(right)
        note = Gold(str(self.counter), (start, end), (0, 0))
        self.pending.append(note)
        self.gold.append(note)

    def emit_notes(self) -> None:
        """Add the notes of the page, and what parts it from the next one."""
        setting = self.setting
        for order, note in enumerate(self.pending):
            if order and setting.blank_between:
                self.emit("\n")
            mark = setting.mark.format(note.number)
            start = self.emit(mark)
            words = self.chance.choice(NOTES[setting.language]).split()
            width = setting.note_width - len(mark) if setting.wrapped else 10**6
            lines = wrap(words, width, self.chance, hyphens=setting.hyphens and setting.wrapped)
            note.body = (start, self.emit("\n".join(lines)))
            self.emit("\n")
        self.pending = []
        if setting.blank_after and not setting.form_feed:
            self.emit("\n")

    def set_pages(self) -> None:
        """Set the whole document."""
        setting = self.setting
        lines: list[str] = []
        for index, paragraph in enumerate(write_paragraphs(setting, self.chance)):
            width = setting.width if setting.wrapped else 10**6
            hyphens = setting.hyphens and setting.wrapped
            lines.extend(["", *wrap(paragraph, width, self.chance, hyphens=hyphens)][not index :])
        resumed, count = False, 0
        for position, line in enumerate(lines):
            self.emit(" " if resumed and line and setting.indent_after else "")
            resumed = resumed and not line
            self.emit_line(line)
            count += 1
            full = count >= setting.page and (line or setting.wrapped)
            if (full or position == len(lines) - 1) and self.pending:
                self.emit("\n" if setting.blank_before and line else "")
                self.emit_notes()
                resumed = True
                full = True
            if full:
                count = 0
                self.emit(setting.foot.format(self.page))
                self.page += 1
                self.emit("\f" if setting.form_feed else "")
                self.emit(setting.head.format(self.page))


def set_document(setting: Setting, seed: int) -> tuple[str, list[Gold]]:
    """Return a document and its gold, in the order of the calls."""
    setter = PageSetter(setting, seed)
    setter.set_pages()
    if setting.theses:
        texts = TEXTS[setting.language]
        for index in range(1, 6):
            setter.emit(f"{' ' if index == 1 else ''}{index}. {texts[index % len(texts)]}.\n\n")
    return "".join(setter.pieces), setter.gold
