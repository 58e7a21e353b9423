"""Makes pages of text with footnotes, set as converters leave them, with exact gold.

All sentences are of the project's own making. A page is wrapped text; the notes called on it stand at its
foot, in mid-sentence, and the text goes on after them, as in text taken out of a PDF.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

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
        "Устав гавани // Управление портов. [Электронный ресурс] URL: http://port.example.org/ustav-gavani-na-reke "
        "(дата обращения: 22.06.2018).",
        "Под гаванью здесь понимается не только порт, но и склады, верфи и дороги к ним; иногда сюда относят и "
        "рыбацкие посёлки ниже по реке. Такое понимание сложилось в 1920-е гг. и с тех пор почти не менялось.",
        "Устав утверждали трижды, однако до 1912 г. ни одна из его редакций не вступила в силу, так как совет "
        "не мог собрать 2/3 голосов.",
        "РГАВМФ. Ф. 212. Оп. 3. Д. 41. Л. 8 об.",
    ),
    "en": (
        "John Marlow, The Toll and the River (Port Press, 1998), 41–57.",
        "Ibid., p. 12.",
        "See Anna Weir, ‘Trade after the Bridge’, Journal of Harbours 8, no. 3 (2016): 4–5.",
        "The council is discussed at length in [7, p. 97].",
        "Harbour Charter, available at http://port.example.org/charter-of-the-harbour (accessed 22 June 2018).",
        "Harbour here means not only the port but also the stores, the yards and the roads that lead to them; some "
        "writers add the fishing villages down the river. This use of the word goes back to the 1920s.",
        "Marlow, op. cit., p. 77.",
    ),
    "de": (
        "Karl Brandt, Der Zoll und der Fluss, Leipzig 1998, S. 41–57.",
        "Ebd., S. 12.",
        "Vgl. Anna Weber, Handel nach der Brücke, in: Zeitschrift für Häfen 8 (2016), S. 4–5.",
        "Unter Hafen wird hier nicht nur der Umschlagplatz verstanden, sondern auch die Lager, die Werften und die "
        "Wege dorthin. Dieser Gebrauch geht auf die zwanziger Jahre zurück.",
        "Abrufbar unter http://port.example.org/satzung-des-hafens (abgerufen am 22.06.2018).",
    ),
    "fr": (
        "Jean Morel, Le péage et le fleuve, Paris, Presses du port, 1998, p. 41-57.",
        "Ibid., p. 12.",
        "Voir Anne Vallet, « Le commerce après le pont », Revue des ports, vol. 8, n° 3, 2016, p. 4-5.",
        "Par port on entend ici non seulement le bassin, mais aussi les entrepôts, les chantiers et les routes qui "
        "y mènent. Cet usage remonte aux années vingt.",
    ),
}


@dataclass
class Gold:
    """A note as it was set: number, call, body and its continuations."""

    number: str
    call: tuple[int, int]
    body: tuple[int, int]
    parts: list[tuple[int, int]] = field(default_factory=list)


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


def wrap(words: list[str], width: int, chance: random.Random, *, hyphens: bool) -> list[str]:
    lines, line = [], ""
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if len(line) + len(word) + bool(line) <= width:
            line = f"{line} {word}".strip() if line else word
            continue
        room = width - len(line) - 2
        bare = word.isalpha() and len(word) > 6
        if hyphens and bare and room >= 3 and chance.random() < 0.6:
            cut = min(room, len(word) - 3)
            lines.append(f"{line} {word[:cut]}-")
            line = ""
            queue.insert(0, word[cut:])
            continue
        lines.append(line)
        line = word
    if line:
        lines.append(line)
    return lines


def set_document(setting: Setting, seed: int) -> tuple[str, list[Gold]]:
    """Return a document and its gold."""
    chance = random.Random(seed)
    texts, bodies = TEXTS[setting.language], NOTES[setting.language]
    tokens: list[str] = []
    number = 0
    while number < setting.notes:
        words = chance.choice(texts).split()
        here = number < setting.notes and chance.random() < setting.density
        place = len(words) - 1
        if here and chance.random() < 0.4:
            places = [i for i, w in enumerate(words) if i and w.isalpha() and len(w) > 3]
            place = chance.choice(places) if places else place
        for index, word in enumerate(words):
            last = index == len(words) - 1
            stop = "." if last and not word.endswith(".") else ""
            if here and index == place:
                number += 1
                mark = f"\x10{number}\x11"
                word = word + stop + mark if last and setting.after_stop else word + mark + stop
                stop = ""
            tokens.append(word + stop)
        if chance.random() < 0.15:
            tokens.append("\x12")
    out: list[str] = []
    length = 0
    gold: dict[int, Gold] = {}
    shown: dict[int, int] = {}
    counter = 0

    def emit(piece: str) -> None:
        nonlocal length
        out.append(piece)
        length += len(piece)

    paragraphs: list[list[str]] = [[]]
    for token in tokens:
        if token == "\x12":
            paragraphs.append([])
        else:
            paragraphs[-1].append(token)
    lines: list[str] = []
    for index, paragraph in enumerate(p for p in paragraphs if p):
        if index:
            lines.append("")
        width = setting.width if setting.wrapped else 10**6
        lines.extend(wrap(paragraph, width, chance, hyphens=setting.hyphens and setting.wrapped))
    pending: list[int] = []
    count = 0
    resume = False
    for position, line in enumerate(lines):
        if resume and line and setting.indent_after:
            emit(" ")
        resume = resume and not line
        while line:
            at = line.find("\x10")
            if at < 0:
                emit(line)
                break
            emit(line[:at])
            close = line.index("\x11")
            key = int(line[at + 1 : close])
            counter = 1 if setting.restart and not pending else counter + 1
            shown[key] = counter
            printed = setting.call.format(counter)
            digits = str(counter)
            offset = printed.index(digits) if digits in printed else 0
            size = len(digits) if digits in printed else len(printed)
            emit(printed[:offset])
            start = length
            emit(printed[offset : offset + size])
            gold[key] = Gold(str(counter), (start, start + size), (0, 0))
            emit(printed[offset + size :])
            pending.append(key)
            line = line[close + 1 :]
        emit("\n")
        count += 1
        page_full = count >= setting.page and (line or setting.wrapped)
        if (page_full or position == len(lines) - 1) and pending:
            if setting.blank_before and lines[position]:
                emit("\n")
            for order, key in enumerate(pending):
                if order and setting.blank_between:
                    emit("\n")
                words = chance.choice(bodies).split()
                mark = setting.mark.format(shown[key])
                emit(mark)
                start = length
                width = setting.note_width if setting.wrapped else 10**6
                wrapped = wrap(words, width - len(mark), chance, hyphens=setting.hyphens and setting.wrapped)
                emit("\n".join(wrapped))
                gold[key].body = (start, length)
                emit("\n")
            pending = []
            if setting.form_feed:
                emit("\f")
            elif setting.blank_after:
                emit("\n")
            count = 0
            resume = True
        elif page_full:
            count = 0
            if setting.form_feed:
                emit("\f")
    if setting.theses:
        for index in range(1, 6):
            emit(f"{' ' if index == 1 else ''}{index}. {texts[index % len(texts)]}.\n\n")
    return "".join(out), [gold[key] for key in sorted(gold)]
