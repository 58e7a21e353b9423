"""Words, names, journals, publishers and places of which synthetic references are made.

All lists are our own: words are common vocabulary, journals, publishers and places are facts, and titles
are put together by grammar. No title of a real work stands here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

# Russian: noun with gender, genitive singular, genitive plural.
_RU_NOUNS: Final = [
    entry.split("/")
    for entry in """история/f/истории/историй развитие/n/развития/- право/n/права/прав политика/f/политики/политик
    экономика/f/экономики/экономик торговля/f/торговли/- безопасность/f/безопасности/- государство/n/государства/государств
    общество/n/общества/обществ культура/f/культуры/культур регион/m/региона/регионов граница/f/границы/границ
    сотрудничество/n/сотрудничества/- интеграция/f/интеграции/- конфликт/m/конфликта/конфликтов
    модернизация/f/модернизации/- управление/n/управления/- система/f/системы/систем институт/m/института/институтов
    договор/m/договора/договоров закон/m/закона/законов суд/m/суда/судов ответственность/f/ответственности/-
    собственность/f/собственности/- рынок/m/рынка/рынков промышленность/f/промышленности/- город/m/города/городов
    порт/m/порта/портов река/f/реки/рек море/n/моря/морей война/f/войны/войн мир/m/мира/- революция/f/революции/революций
    реформа/f/реформы/реформ образование/n/образования/- наука/f/науки/наук язык/m/языка/языков
    литература/f/литературы/литератур искусство/n/искусства/искусств народ/m/народа/народов
    население/n/населения/- миграция/f/миграции/миграций труд/m/труда/- капитал/m/капитала/-
    инвестиция/f/инвестиции/инвестиций бюджет/m/бюджета/бюджетов налог/m/налога/налогов банк/m/банка/банков
    энергетика/f/энергетики/- транспорт/m/транспорта/- дипломатия/f/дипломатии/- союз/m/союза/союзов
    организация/f/организации/организаций партия/f/партии/партий выборы/p/выборов/выборов власть/f/власти/властей
    философия/f/философии/- методология/f/методологии/- теория/f/теории/теорий практика/f/практики/практик
    анализ/m/анализа/- модель/f/модели/моделей стратегия/f/стратегии/стратегий проблема/f/проблемы/проблем
    процесс/m/процесса/процессов фактор/m/фактора/факторов тенденция/f/тенденции/тенденций
    перспектива/f/перспективы/перспектив особенность/f/особенности/особенностей роль/f/роли/ролей
    формирование/n/формирования/- становление/n/становления/- регулирование/n/регулирования/-
    архив/m/архива/архивов документ/m/документа/документов источник/m/источника/источников
    летопись/f/летописи/летописей крестьянство/n/крестьянства/- дворянство/n/дворянства/- церковь/f/церкви/церквей
    школа/f/школы/школ университет/m/университета/университетов музей/m/музея/музеев человек/m/человека/-
    личность/f/личности/личностей семья/f/семьи/семей молодежь/f/молодежи/- информация/f/информации/-
    технология/f/технологии/технологий инновация/f/инновации/инноваций предприятие/n/предприятия/предприятий
    кластер/m/кластера/кластеров территория/f/территории/территорий пространство/n/пространства/пространств
    федерализм/m/федерализма/- суверенитет/m/суверенитета/- гражданство/n/гражданства/- конституция/f/конституции/конституций
    материал/m/материала/материалов металл/m/металла/металлов почва/f/почвы/почв климат/m/климата/-
    вода/f/воды/вод лес/m/леса/лесов сеть/f/сети/сетей алгоритм/m/алгоритма/алгоритмов метод/m/метода/методов
    болезнь/f/болезни/болезней лечение/n/лечения/- терапия/f/терапии/- клетка/f/клетки/клеток белок/m/белка/белков""".split()
    if entry.count("/") == 3
]
_RU_ADJECTIVES: Final = """региональн экономическ политическ международн государственн национальн современн
    российск советск европейск правов социальн культурн историческ общественн промышленн торгов транспортн
    приграничн морск речн городск сельск народн гражданск уголовн административн конституционн финансов налогов
    инвестиционн инновационн информационн цифров энергетическ военн внешн региональн постсоветск евразийск
    центральноазиатск таможенн дипломатическ научн образовательн философск методологическ сравнительн теоретическ
    практическ системн стратегическ региональн федеральн муниципальн местн северн южн восточн западн сибирск
    кавказск балтийск арктическ демографическ миграционн этническ религиозн православн средневеков античн
    классическ русск немецк французск английск украинск казахстанск китайск японск американск турецк""".split()
_RU_HARD_K: Final = ("ск", "цк")
_RU_PLACES_PREP: Final = """России|Сибири|Центральной Азии|Поволжье|странах СНГ|СССР|Российской империи|Европе|регионе|XIX веке|
    условиях кризиса|современном мире|период войны|1920-е гг.|XVIII – начале XX в.|Республике Казахстан|Киргизии|Таджикистане|
    постсоветский период|эпоху реформ|Крыму|Прибалтике|Закавказье|Китае|Германии|Арктике|годы нэпа|первой половине XX в.|
    глобальной экономике|системе права|контексте глобализации|1917–1922 гг.|1941–1945 гг.|XVI–XVII вв.""".replace(
    "\n", ""
).split("|")
_RU_SUBTITLES: Final = """учебник|учеб. пособие|учебное пособие|монография|сб. ст.|сборник статей|сб. науч. тр.|сборник документов|
    избранные труды|очерки|в 2 т.|в 3 т.|в 2 кн.|учебник для вузов|учеб. для вузов|материалы и исследования|теория и практика|
    проблемы и перспективы|опыт сравнительного анализа|историко-правовое исследование|справочник|хрестоматия|
    история и современность|учеб.-метод. пособие|курс лекций|энциклопедия|словарь|науч. изд.|коллективная монография|
    политический аспект|правовые основы|вчера, сегодня, завтра|пер. с англ.|пер. с нем.""".replace(
    "\n", ""
).split("|")
_RU_STARTS: Final = """К вопросу о|О|Об|Проблемы|Некоторые аспекты|Особенности|Роль|Перспективы|Основы|Очерки|Введение в|
    К истории|Становление|Формирование|Тенденции|Феномен|Эволюция|Место и роль|Влияние|Анализ|Факторы|Механизмы|Оценка|
    Исследование|Теория|Критика|Философия|Правовое регулирование|Из истории""".replace("\n", "").split("|")
_RU_FAMILY_STEMS: Final = """Иван Петр Сидор Кузнец Смирн Попов Васильев Соколо Михайл Новик Федор Мороз Волк Алексе Лебед
    Семен Егор Павл Козл Степан Николае Орл Андре Макар Никит Захар Зайц Соловь Борис Яковл Григорь Роман Воробь Серге
    Кузьм Фрол Александр Дмитри Корол Гус Киселе Иль Максим Поляк Сорокин Виноград Ковал Бел Медвед Антон Тарас Жук
    Баран Филипп Комар Давыд Беля Герасим Богдан Осип Матве Тит Марк Мирон Крыл Куликов Карп Влас Мельник Денис Гаврил
    Тихон Казак Афанас Данил Савель Тимофе Фомин Чернов Абрам Мартын Ефим Щерб Назар Калин Исаев Черныш Бык Масл Родион
    Громов Шап Рябин Суворов Лазар Гончар Ларион Дорон Зим Наум Лук Пахом Буров Вольн Дроб Ерш Жар Зот Капуст Лещ""".split()
_RU_FAMILY_ENDS_M: Final = (
    "ов",
    "ев",
    "ин",
    "ский",
    "ко",
    "енко",
    "ук",
    "юк",
    "ян",
    "идзе",
    "ец",
    "ых",
    "ман",
    "ер",
    "ава",
    "баев",
)
_RU_FAMILY_SHORT: Final = """Ли Ким Цой Пак Юн Дан Май Кон Рейн Браун Мюллер Шмидт Вебер Фукс Кац Левин Раппопорт Гинзбург Сухих
    Дубровский Троцкий Белый Черный Толстой Бунге Витте Ойзерман Нарочницкий Тынянов Эйдельман Зиммель Хабермас Фуко Дарендорф
    Гидденс Бжезинский Киссинджер Хантингтон Валлерстайн Тойнби Шпенглер Арон Блок Бродель Ле Гофф""".split()
_RU_INITIALS: Final = "АБВГДЕЖЗИКЛМНОПРСТУФХЭЮЯАВСНМИ"
_RU_GIVEN: Final = """Александр Иван Петр Сергей Андрей Алексей Николай Михаил Владимир Дмитрий Евгений Игорь Олег Павел Виктор
    Юрий Борис Константин Анна Мария Елена Ольга Наталья Татьяна Ирина Светлана Людмила Екатерина Юлия Вера""".split()
_RU_PATRONYMIC: Final = """Александрович Иванович Петрович Сергеевич Андреевич Алексеевич Николаевич Михайлович Владимирович
    Дмитриевич Евгеньевич Игоревич Олегович Павлович Викторович Юрьевич Борисович Ильич""".split()
_RU_JOURNALS: Final = """Вопросы истории|Вопросы экономики|Вопросы философии|Вопросы литературы|Вопросы психологии|Вопросы языкознания|
    Мировая экономика и международные отношения|Международная жизнь|Международные процессы|Государство и право|
    Россия в глобальной политике|Полис. Политические исследования|Социологические исследования|Свободная мысль|
    Вестник МГИМО-Университета|Вестник Московского университета. Сер. 12. Политические науки|Вестник РУДН. Серия: Международные отношения|
    Вестник Санкт-Петербургского университета. Экономика|Вестник МГУ. Сер. 8. История|Новая и новейшая история|Отечественная история|
    Российская история|Отечественные архивы|Исторический архив|Этнографическое обозрение|Восток (Oriens)|Азия и Африка сегодня|
    Проблемы Дальнего Востока|США и Канада: экономика, политика, культура|Современная Европа|Центральная Азия и Кавказ|
    Московский журнал международного права|Журнал российского права|Российская юстиция|Законность|Правоведение|Юрист|Адвокат|
    Хозяйство и право|Российский судья|Право и политика|Юридический мир|Финансы и кредит|Экономист|ЭКО|Деньги и кредит|
    Регион: экономика и социология|Пространственная экономика|Экономика региона|Региональная экономика: теория и практика|
    Проблемы прогнозирования|Российский экономический журнал|Менеджмент в России и за рубежом|Маркетинг|Экономический журнал ВШЭ|
    Известия РАН. Серия географическая|Известия высших учебных заведений. Правоведение|Известия Алтайского государственного университета|
    Ученые записки Казанского университета. Серия Гуманитарные науки|Труды Института истории|Записки Отдела рукописей|
    Научные ведомости БелГУ|Научно-техническая информация. Сер. 1|Библиография|Библиотековедение|Книжное обозрение|Мир музея|
    Вестник Томского государственного университета|Вестник Челябинского государственного университета|Вестник ВГУ. Серия: Право|
    Вестник СВФУ|Власть|Обозреватель – Observer|Геополитика и безопасность|Мир перемен|Евразийская экономическая интеграция|
    Евразийская интеграция: экономика, право, политика|Казахстан-Спектр|Диалог|Родина|Нева|Новый мир|Звезда|Октябрь|Знамя|
    Русская литература|Филологические науки|Педагогика|Высшее образование в России|Университетская книга|Психологический журнал|
    Журнал технической физики|Успехи физических наук|Доклады Академии наук|Математический сборник|Физика твердого тела|
    Теплоэнергетика|Электричество|Автоматика и телемеханика|Медицинская генетика|Терапевтический архив|Клиническая медицина|
    Молодой ученый|Современные проблемы науки и образования|Фундаментальные исследования|Научный диалог|Ars Administrandi|Индекс безопасности""".replace(
    "\n", ""
).split("|")
_RU_NEWSPAPERS: Final = """Известия|Российская газета|Коммерсантъ|Ведомости|Независимая газета|Правда|Труд|Комсомольская правда|Литературная газета|
    Красная звезда|Новая газета|Аргументы и факты|Казахстанская правда|Слово Кыргызстана|Нейтральный Туркменистан|Народное слово|Заря|
    Вечерняя Москва|Советская Россия|Парламентская газета|НГ-Дипкурьер|Коммерсантъ-Деньги|РБК daily""".replace(
    "\n", ""
).split("|")
_RU_PUBLISHERS: Final = """Наука|Мысль|Прогресс|Юрид. лит.|Юридическая литература|Госюриздат|Политиздат|Просвещение|Высшая школа|Высш. шк.|Экономика|
    Финансы и статистика|Международные отношения|Междунар. отношения|Аспект Пресс|Норма|НОРМА|Проспект|Юрайт|ИНФРА-М|Юристъ|Статут|Волтерс Клувер|
    Дело|РОССПЭН|Российская политическая энциклопедия|Логос|Гардарики|Эксмо|АСТ|Вагриус|Азбука|Питер|Дрофа|Academia|Академия|Алетейя|
    Изд-во МГУ|Изд-во Моск. ун-та|Издательство Московского университета|Изд-во СПбГУ|Изд-во КГУ|Изд-во Казан. ун-та|Изд-во Том. ун-та|МГИМО-Университет|
    Изд-во АН СССР|ИМЭМО РАН|Издательский дом ВШЭ|Изд. дом ГУ ВШЭ|РУДН|РГГУ|Языки славянской культуры|Новое литературное обозрение|
    Восточная литература|Вост. лит.|Олма-Пресс|Русский путь|Молодая гвардия|Воениздат|Художественная литература|Худож. лит.|Искусство|
    Книга|Медицина|Химия|Мир|Физматлит|Машиностроение|Энергия|Стройиздат|Недра|Лань|КноРус|Дашков и К°|ЮНИТИ-ДАНА|ЮНИТИ|Флинта|Книжный дом «Либроком»|
    УРСС|КомКнига|Институт Европы РАН|Фонд «Либеральная миссия»|Весь Мир|Европа|Идея-Пресс|Канон+|Изд-во Ивана Лимбаха|Коло|Ладомир|
    Типография А. С. Суворина|Тип. Академии наук|Международная книга|ТЕИС|Маркетинг|ГЕО|Гилея|Полюс|Зерцало-М|Городец|Контракт|Правовая культура""".replace(
    "\n", ""
).split("|")
_RU_PLACES: Final = """М.|М.|М.|М.|М.|СПб.|СПб.|СПб.|Л.|Пг.|Москва|Москва|Санкт-Петербург|Ленинград|Новосибирск|Екатеринбург|Казань|Томск|Омск|Самара|Саратов|
    Воронеж|Краснодар|Пермь|Уфа|Иркутск|Владивосток|Хабаровск|Красноярск|Тюмень|Ярославль|Н. Новгород|Нижний Новгород|Ростов н/Д|Ростов-на-Дону|
    Челябинск|Барнаул|Ставрополь|Алматы|Астана|Бишкек|Душанбе|Ташкент|Минск|Мн.|Киев|Баку|Тбилиси|Ереван|Калининград|Псков|Смоленск|Тверь|Сыктывкар|
    М.; СПб.|М. ; Л.|М.; Л.|СПб.; М.|М.–Л.""".replace("\n", "").split("|")
_RU_SITES: Final = """РИА Новости|ТАСС|Интерфакс|Lenta.ru|Регнум|Официальный сайт Президента России|Официальный сайт МИД РФ|Президент России|
    Правительство России|КонсультантПлюс|СПС «КонсультантПлюс»|Гарант|Официальный интернет-портал правовой информации|Научная электронная библиотека eLIBRARY.RU|
    КиберЛенинка|Евразийская экономическая комиссия|ИА Regnum|Федеральная служба государственной статистики|Росстат|Всемирный банк|ООН|
    Министерство иностранных дел Туркменистана|ИноСМИ|Газета.Ru|Взгляд|Фергана|Центр Азия|Kazinform|Портал «Гуманитарное образование»|
    Официальный сайт Министерства финансов Российской Федерации|Российский совет по международным делам|Вестник гавани|Новости порта|Центральный банк РФ|
    Sputnik|BBC News Русская служба|Большая российская энциклопедия|Википедия|Электронный журнал «Полемика»""".replace(
    "\n", ""
).split("|")
_RU_COUNCILS: Final = (
    "экон",
    "юрид",
    "ист",
    "полит",
    "филос",
    "филол",
    "техн",
    "пед",
    "мед",
    "физ.-мат",
    "социол",
    "психол",
    "геогр",
)

_UK_NOUNS: Final = """історія розвиток право політика економіка торгівля безпека держава суспільство культура регіон кордон співпраця інтеграція
    конфлікт управління система договір відповідальність власність ринок місто війна реформа освіта наука мова література мистецтво населення""".split()
_UK_GENITIVES: Final = """історії розвитку права політики економіки торгівлі безпеки держави суспільства культури регіону кордону співпраці інтеграції
    конфлікту управління системи договору відповідальності власності ринку міста війни реформи освіти науки мови літератури мистецтва населення""".split()
_UK_ADJECTIVES: Final = "державної національної економічної правової міжнародної української сучасної регіональної соціальної культурної козацької європейської радянської".split()
_UK_STARTS: Final = "До питання|Проблеми|Особливості|Роль|Перспективи|Основи|Нариси|Становлення|Формування|Тенденції|Еволюція|Теорія|Аналіз|Правове регулювання|З історії|Вплив|Сучасний стан".split(
    "|"
)
_UK_PREP: Final = "в Україні|на Поділлі|в умовах війни|у ХІХ столітті|в Європі|у 1920-х рр.|на Волині|у Галичині|в добу Гетьманщини|у сучасному світі|в контексті євроінтеграції".split(
    "|"
)
_UK_FAMILY: Final = """Шевченко Бондаренко Коваленко Ткаченко Кравченко Олійник Шевчук Коваль Поліщук Бондар Ткачук Мельник Лисенко Савченко Руденко Мороз
    Петренко Клименко Павленко Савчук Левченко Гончаренко Харченко Карпенко Мазур Кравчук Приходько Іваненко Іванчук Грицак Яковенко Смолій Верменич
    Дорошенко Франко Грушевський Єфименко Їжакевич Ґудзь Костенко Стецюк Гнатюк Романюк Яремчук""".split()
_UK_JOURNALS: Final = """Вісник Київського національного університету імені Тараса Шевченка. Історія|Право України|Український історичний журнал|
    Економіка України|Наукові записки НаУКМА|Підприємництво, господарство і право|Вісник НАН України|Філософська думка|Мовознавство|Слово і час|
    Науковий вісник Ужгородського університету. Серія: Право|Часопис Київського університету права|Публічне право|Юридична Україна|Стратегічні пріоритети|
    Політичний менеджмент|Архіви України|Київська старовина|Регіональна економіка|Фінанси України""".replace(
    "\n", ""
).split("|")
_UK_PUBLISHERS: Final = "Наук. думка|Наукова думка|Либідь|Юрінком Інтер|Знання|Академія|Критика|Дух і Літера|Вид-во Львів. ун-ту|КНЕУ|Центр учбової літератури|Смолоскип|Темпора|Ін Юре|Каменяр|Атіка|Кондор|Фоліо|Генеза|Видавничий дом «Києво-Могилянська академія»".split(
    "|"
)
_UK_PLACES: Final = "К.|Київ|Київ|Львів|Харків|Х.|Одеса|Дніпро|Тернопіль|Чернівці|Івано-Франківськ|Ужгород|Полтава|Луцьк|Вінниця|К. ; Львів".split(
    "|"
)

_DE_NOUNS: Final = """Geschichte Entwicklung Recht Politik Wirtschaft Handel Sicherheit Staat Gesellschaft Kultur Region Grenze Verfassung Integration Konflikt
    Verwaltung System Ordnung Verantwortung Eigentum Markt Industrie Stadt Hafen Krieg Frieden Revolution Reform Bildung Wissenschaft Sprache Literatur Kunst
    Bevölkerung Migration Arbeit Kapital Familie Jugend Religion Kirche Medien Öffentlichkeit Identität Erinnerung Moderne Macht Herrschaft Gewalt Vertrauen
    Ungleichheit Lebenslauf Wandel Organisation Demokratie Wahlverhalten Partizipation Netzwerke Sozialisation Methoden Datenerhebung Wohlfahrtsstaat
    Arbeitsmarkt Erwerbstätigkeit Geschlechterverhältnisse Alltag Konsum Umwelt Technik Lebensstil Milieu Armut Jugendliche Kindheit Pflege Gesundheit""".split()
_DE_ADJECTIVES: Final = """soziale politische wirtschaftliche kulturelle historische deutsche europäische moderne öffentliche empirische theoretische vergleichende
    neue städtische ländliche bürgerliche internationale rechtliche regionale demokratische gesellschaftliche qualitative quantitative""".split()
_DE_STARTS: Final = "Zur|Die|Der|Das|Beiträge zur|Grundlagen der|Theorie der|Soziologie der|Probleme der|Einführung in die|Studien zur|Aspekte der|Formen der|Handbuch der|Perspektiven der|Zwischen|Wandel der|Vom|Über die|Wege zur".split(
    "|"
)
_DE_PREP: Final = "in Deutschland|im 19. Jahrhundert|in der Bundesrepublik|nach 1945|in Europa|im Vergleich|in der Moderne|der Gegenwart|in der DDR|im Wandel|in Ost- und Westdeutschland|1871–1914|im Mittelalter|zwischen Tradition und Moderne|am Beispiel Sachsens|in der Frühen Neuzeit".split(
    "|"
)
_DE_SUBTITLES: Final = "Eine Einführung|Ergebnisse einer Untersuchung|Eine empirische Studie|Theorie und Praxis|Ein Überblick|Eine vergleichende Analyse|Festschrift zum 65. Geburtstag|Probleme und Perspektiven|Ein Handbuch|Ein Lehrbuch|Zur Kritik eines Begriffs|Bestandsaufnahme und Ausblick|Fallstudien".split(
    "|"
)
_DE_FAMILY: Final = """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun
    Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller
    Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin
    Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt
    Sauer Arnold Wolff Pfeiffer Müller-Lüdenscheidt Meyer-Abich Kocka Wehler Brunner Schmidtchen Allerbeck Kaase Scheuch Diekmann Esser""".split()
_DE_GIVEN: Final = "Hans Karl Peter Klaus Jürgen Wolfgang Dieter Helmut Heinz Werner Günter Horst Manfred Uwe Gerhard Bernd Thomas Michael Andreas Stefan Christian Martin Frank Ursula Karin Renate Monika Helga Sabine Petra Birgit Gabriele Andrea Susanne Claudia Ulrich Rolf Hartmut Friedrich Wilhelm Otto Ernst Max Georg Rainer Lutz Norbert".split()
_DE_JOURNALS: Final = """Kölner Zeitschrift für Soziologie und Sozialpsychologie|Zeitschrift für Soziologie|Soziale Welt|Historische Zeitschrift|Geschichte und Gesellschaft|
    Politische Vierteljahresschrift|Zeitschrift für Pädagogik|Archiv für Sozialgeschichte|Vierteljahrshefte für Zeitgeschichte|Aus Politik und Zeitgeschichte|Leviathan|
    Berliner Journal für Soziologie|Neue Juristische Wochenschrift|Juristenzeitung|Archiv des öffentlichen Rechts|Der Staat|ZUMA-Nachrichten|Zeitschrift für Politikwissenschaft|
    Saeculum|Das Argument|Merkur|Historische Anthropologie|Zeitschrift für Geschichtswissenschaft|Jahrbuch für Wirtschaftsgeschichte|WSI-Mitteilungen|Österreichische Zeitschrift für Soziologie|
    Schmollers Jahrbuch|Deutsche Zeitschrift für Philosophie|Psychologische Rundschau|NJW|JZ|AöR|KZfSS|ZfS|APuZ|HZ|Die Zeit|Der Spiegel|Frankfurter Allgemeine Zeitung""".replace(
    "\n", ""
).split("|")
_DE_PUBLISHERS: Final = """Suhrkamp|Springer VS|VS Verlag für Sozialwissenschaften|Westdeutscher Verlag|Campus|Campus Verlag|Leske + Budrich|Nomos|C. H. Beck|Beck|Duncker & Humblot|Mohr|Mohr Siebeck|
    Vandenhoeck & Ruprecht|Böhlau|Klett-Cotta|Rowohlt|Fischer|S. Fischer|Fischer Taschenbuch|Oldenbourg|de Gruyter|Franz Steiner|Steiner|Juventa|Beltz|UTB|Enke|Lucius & Lucius|Metzler|Reclam|
    Wissenschaftliche Buchgesellschaft|transcript|Waxmann|LIT|Lit Verlag|Peter Lang|Dietz|Luchterhand|Piper|Hanser|Reimer|Barbara Budrich|Edition Sigma|Athenäum|Kohlhammer|Heymanns|Manz|Metropolis""".replace(
    "\n", ""
).split("|")
_DE_PLACES: Final = "Berlin|München|Frankfurt am Main|Frankfurt a. M.|Frankfurt/M.|Frankfurt|Opladen|Wiesbaden|Stuttgart|Tübingen|Göttingen|Köln|Hamburg|Leipzig|Weinheim|Bielefeld|Baden-Baden|Darmstadt|Wien|Zürich|Bern|Münster|Bonn|Mannheim|Freiburg i. Br.|Reinbek|Reinbek bei Hamburg|Paderborn|Konstanz|Berlin, New York|Frankfurt a. M./New York|Opladen/Wiesbaden|Weinheim/Basel|Neuwied|Graz|Heidelberg|Jena|Marburg".split(
    "|"
)

_FR_FAMILY: Final = "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Le Goff Duby Braudel d’Alembert de Certeau Lévy-Strauss".split()
_FR_GIVEN: Final = "Jean Pierre Michel André Philippe Jacques Bernard Alain Claude François Marie Anne Catherine Françoise Monique Jean-Pierre Jean-Claude Marc Paul Henri Louis Nicolas Olivier Christophe Isabelle Nathalie Sophie Hélène".split()
_FR_JOURNALS: Final = "Annales. Histoire, Sciences Sociales|Revue historique|Revue française de sociologie|Revue d’histoire moderne et contemporaine|Le Mouvement social|Genèses|Actes de la recherche en sciences sociales|Politix|Vingtième Siècle. Revue d’histoire|L’Homme|Études rurales|Cahiers du monde russe|Revue française de science politique|Critique internationale|Romantisme|Littérature|Le Débat|Esprit|Sociétés & Représentations|Terrain|Hermès|Réseaux|Revue du Nord|Ethnologie française|Population|Communications|Tracés|Le Monde|Libération".split(
    "|"
)
_FR_PUBLISHERS: Final = "Gallimard|Le Seuil|Seuil|PUF|Presses universitaires de France|Fayard|La Découverte|Armand Colin|Flammarion|Éditions de Minuit|Minuit|L’Harmattan|Albin Michel|Karthala|CNRS Éditions|Presses de Sciences Po|Éditions de l’EHESS|Presses universitaires de Rennes|Honoré Champion|Droz|Vrin|Payot|Plon|Belin|Hachette|Grasset|Odile Jacob|Aubier|Maspero|Klincksieck|Economica|Dalloz|LGDJ|Presses universitaires de Lyon|Maison des sciences de l’homme".split(
    "|"
)
_FR_PLACES: Final = "Paris|Paris|Paris|Paris|Lyon|Rennes|Genève|Bruxelles|Lille|Toulouse|Aix-en-Provence|Bordeaux|Strasbourg|Montréal|Grenoble|Marseille|Louvain|La Haye|Villeneuve-d’Ascq|Saint-Denis|Caen|Dijon|Poitiers|Québec".split(
    "|"
)
_FR_NOUNS: Final = "histoire politique économie société culture région frontière droit ville travail école famille mémoire écriture littérature révolution guerre paix État nation pouvoir religion croyance pratique discours image corps espace territoire mobilité archive enquête presse médias réseau justice police campagne industrie noblesse bourgeoisie".split()
_FR_STARTS: Final = "L’|La|Le|Les|Une|Penser la|Vers une|Pour une|Entre|Sociologie de la|Histoire de la|Naissance de la|L’invention de la|Aux origines de la|Les usages de la|La fabrique de la|Essai sur la|Introduction à la".split(
    "|"
)
_FR_PREP: Final = "en France|au XIXe siècle|dans l’Europe moderne|sous l’Ancien Régime|de la Renaissance à nos jours|(1789-1914)|à l’époque contemporaine|au Moyen Âge|en Afrique|dans les campagnes|et ses acteurs|en question|XVIe-XVIIIe siècle".split(
    "|"
)

_IT_FAMILY: Final = "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De Luca Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Pellegrini Zorzi Contarini Morosini Tucci Cozzi Berengo Ventura Pertusi Branca Romanin Sartori Lane Grendler".split()
_IT_GIVEN: Final = "Giovanni Giuseppe Antonio Francesco Paolo Marco Luigi Maria Carlo Andrea Stefano Alessandro Roberto Mario Pietro Giorgio Sergio Alberto Gino Ugo Renzo Elena Anna Lucia Chiara Silvia Federica Gaetano Ennio Vittore Manlio Agostino".split()
_IT_JOURNALS: Final = "Archivio veneto|Studi veneziani|Rivista storica italiana|Quaderni storici|Studi storici|Società e storia|Nuova rivista storica|Ateneo veneto|Italia medioevale e umanistica|Giornale storico della letteratura italiana|Arte veneta|Lettere italiane|La Bibliofilia|Archivio storico italiano|Nuovo archivio veneto|Aevum|Belfagor|Il Ponte|Il Mulino|Prospettiva|Saggi e memorie di storia dell’arte|Atti dell’Istituto veneto di scienze, lettere ed arti|La Repubblica|Corriere della Sera".split(
    "|"
)
_IT_PUBLISHERS: Final = "Einaudi|Laterza|Il Mulino|Feltrinelli|Mondadori|Olschki|Sansoni|Le Monnier|Marsilio|Neri Pozza|Electa|Bompiani|Franco Angeli|Giuffrè|Carocci|Rizzoli|Garzanti|Adelphi|Utet|Il Saggiatore|Storia e Letteratura|Edizioni di storia e letteratura|Antenore|Canova|Alfieri|Cedam|Bulzoni|Viella|Giunti|La Nuova Italia|Ricciardi|Hoepli|Zanichelli|Bocca|Vallecchi".split(
    "|"
)
_IT_PLACES: Final = "Venezia|Roma|Milano|Torino|Firenze|Bologna|Padova|Napoli|Bari|Roma-Bari|Treviso|Vicenza|Verona|Genova|Pisa|Palermo|Udine|Milano-Napoli|Brescia|Modena|Trieste|Cittadella|Venezia-Padova|Siena|Perugia".split(
    "|"
)
_IT_NOUNS: Final = "storia politica economia società cultura frontiera diritto città lavoro famiglia memoria letteratura rivoluzione guerra pace stato repubblica nazione potere religione chiesa pratica arte pittura architettura scultura musica teatro stampa commercio nobiltà patriziato monastero scuola biblioteca accademia territorio terraferma laguna porto mercanti".split()
_IT_STARTS: Final = "La|Il|Lo|Storia della|Studi sulla|Per una storia della|Ricerche sulla|Saggio sulla|Appunti sulla|Note sulla|Aspetti della|L’origine della|Problemi della|Contributi alla|Dalla|Vita e|Documenti per la".split(
    "|"
)
_IT_PREP: Final = "a Venezia|nel Veneto|nel Rinascimento|nell’età moderna|nel Settecento|tra Quattro e Cinquecento|in Italia|del secolo XVI|nel Medioevo|della Serenissima|(1797-1866)|e la Terraferma|di Padova|nel Cinquecento|dall’Unità a oggi|di San Marco".split(
    "|"
)

_ES_FAMILY: Final = "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido".split()
_ES_GIVEN: Final = "José Antonio Juan Manuel Francisco Luis Javier Carlos Miguel Pedro Jesús Ángel Rafael María Carmen Ana Isabel Dolores Pilar Teresa Laura Elena Fernando Jorge Alberto Alejandro".split()
_ES_JOURNALS: Final = "Hispania|Revista de Estudios Políticos|Revista Española de Investigaciones Sociológicas|Ayer|Historia Social|Cuadernos de Historia Contemporánea|Anuario de Historia del Derecho Español|Revista de Occidente|Foro Internacional|Nueva Sociedad|Revista de Indias|Papers. Revista de Sociologia|Estudios Internacionales|Desarrollo Económico|Historia Mexicana|Boletín de la Real Academia de la Historia|El País|La Vanguardia".split(
    "|"
)
_ES_PUBLISHERS: Final = "Alianza|Alianza Editorial|Siglo XXI|Fondo de Cultura Económica|FCE|Ariel|Crítica|Tecnos|Cátedra|Taurus|Península|Paidós|Akal|Marcial Pons|Espasa-Calpe|Anagrama|Gredos|CSIC|Centro de Investigaciones Sociológicas|Editorial Universitaria|Trotta|Tusquets|Debate|Aranzadi|Tirant lo Blanch".split(
    "|"
)
_ES_PLACES: Final = "Madrid|Madrid|Barcelona|Barcelona|Valencia|Sevilla|México|México, D. F.|Buenos Aires|Bogotá|Santiago de Chile|Lima|Granada|Salamanca|Zaragoza|Bilbao|Caracas|La Habana|Pamplona".split(
    "|"
)
_ES_NOUNS: Final = "historia política economía sociedad cultura región frontera derecho ciudad trabajo familia memoria literatura revolución guerra paz nación poder religión iglesia educación ciencia lengua población migración industria agricultura comercio justicia democracia transición ciudadanía".split()
_ES_STARTS: Final = "La|El|Los|Las|Historia de la|Estudios sobre la|Hacia una|Introducción a la|Análisis de la|Teoría de la|El papel de la|Los orígenes de la|La construcción de la|Sociología de la|Una mirada a la|Crisis y".split(
    "|"
)
_ES_PREP: Final = "en España|en América Latina|en el siglo XIX|durante la Segunda República|en la Edad Media|contemporánea|en el mundo hispánico|(1808-1874)|en México|en el Antiguo Régimen|y el Estado|en perspectiva comparada|desde la periferia".split(
    "|"
)

_EN_FAMILY: Final = "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson White Harris Martin Thompson Clark Lewis Robinson Walker Young Allen King Wright Scott Green Baker Adams Nelson Hill Campbell Mitchell Roberts Carter Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Reed Bell Bailey Cooper Richardson Cox Howard Ward Gray Watson Brooks Kelly Sanders Price Bennett Wood Barnes Ross Henderson Coleman Jenkins Perry Powell O’Brien McDonald MacKenzie van der Berg Chen Wang Zhang Kumar Singh Kim Park Nguyen".split()
_EN_GIVEN: Final = "James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Nancy Daniel Lisa Matthew Margaret Anthony Sandra Mark Ashley Donald Emily Steven Kimberly Paul Donna Andrew Carol Joshua Michelle Kenneth Amanda George Melissa Edward Deborah Brian Stephanie".split()
_EN_JOURNALS: Final = "American Political Science Review|International Organization|World Politics|Foreign Affairs|International Security|Journal of Common Market Studies|Harvard Law Review|Yale Law Journal|American Journal of International Law|European Journal of International Law|Modern Law Review|Stanford Law Review|Journal of Economic History|American Historical Review|Past & Present|Journal of Modern History|Slavic Review|Europe-Asia Studies|Central Asian Survey|Social Forces|American Sociological Review|Econometrica|Quarterly Journal of Economics|Review of International Studies|Global Governance|Survival|The Economist|The Cambridge Law Journal|Oxford Journal of Legal Studies|Law Quarterly Review|Third World Quarterly|Environment and Planning A|J. Polit. Econ.|Am. J. Int’l L.|Harv. L. Rev.|Yale L.J.|Colum. L. Rev.|Nature|Science|PLoS ONE".split(
    "|"
)
_EN_PUBLISHERS: Final = "Oxford University Press|Cambridge University Press|Princeton University Press|Harvard University Press|Routledge|Palgrave Macmillan|Macmillan|Penguin|Sage|SAGE Publications|Polity Press|Blackwell|Wiley|Springer|Edward Elgar|Hart Publishing|Clarendon Press|Yale University Press|University of Chicago Press|MIT Press|Cornell University Press|Stanford University Press|Brill|Martinus Nijhoff|Kluwer|Ashgate|Elsevier|Norton|Knopf|Manchester University Press|Allen & Unwin|Academic Press|World Bank|Brookings Institution Press|Lynne Rienner|Westview Press|Random House|Free Press".split(
    "|"
)
_EN_PLACES: Final = "London|New York|Oxford|Cambridge|Cambridge, MA|Cambridge, Mass.|Princeton|Princeton, NJ|Chicago|Boston|Washington, DC|Washington, D.C.|Berkeley|Los Angeles|New Haven|Ithaca|Baltimore|Philadelphia|Edinburgh|Dordrecht|Leiden|Amsterdam|The Hague|Toronto|London and New York|New York, NY|Thousand Oaks, CA|Cheltenham|Basingstoke|Aldershot|Stanford, CA|Harmondsworth|Newbury Park|Boulder, CO|N.Y.|L.".split(
    "|"
)
_EN_NOUNS: Final = "history politics economy society culture region border law city labor family memory literature revolution war peace state nation power religion church education science language population migration industry trade justice democracy security identity governance integration conflict policy institutions markets development growth inequality environment energy technology health networks learning regulation sovereignty treaty rights court constitution property contract liability evidence".split()
_EN_STARTS: Final = "The|A|On the|Toward a Theory of|Understanding|The Politics of|The Origins of|Rethinking|An Introduction to|The Rise of|The Limits of|Explaining|Essays on|The Role of|Beyond|Between|Measuring|A History of|The Law of|Studies in|Principles of|Handbook of|Modeling|Effects of|The Impact of".split(
    "|"
)
_EN_PREP: Final = "in Europe|in the Nineteenth Century|in Central Asia|after the Cold War|under International Law|in Comparative Perspective|and Its Critics|in the Digital Age|since 1945|in Developing Countries|and Beyond|1815–1914|in America|in a Global Economy|for Beginners|in the European Union|of Small States|in Practice".split(
    "|"
)

FAMILY: Final = {
    "de": _DE_FAMILY,
    "fr": _FR_FAMILY,
    "it": _IT_FAMILY,
    "es": _ES_FAMILY,
    "en": _EN_FAMILY,
    "uk": _UK_FAMILY,
}
GIVEN: Final = {"de": _DE_GIVEN, "fr": _FR_GIVEN, "it": _IT_GIVEN, "es": _ES_GIVEN, "en": _EN_GIVEN}
JOURNALS: Final = {
    "ru": _RU_JOURNALS,
    "uk": _UK_JOURNALS,
    "de": _DE_JOURNALS,
    "fr": _FR_JOURNALS,
    "it": _IT_JOURNALS,
    "es": _ES_JOURNALS,
    "en": _EN_JOURNALS,
}
PUBLISHERS: Final = {
    "ru": _RU_PUBLISHERS,
    "uk": _UK_PUBLISHERS,
    "de": _DE_PUBLISHERS,
    "fr": _FR_PUBLISHERS,
    "it": _IT_PUBLISHERS,
    "es": _ES_PUBLISHERS,
    "en": _EN_PUBLISHERS,
}
PLACES: Final = {
    "ru": _RU_PLACES,
    "uk": _UK_PLACES,
    "de": _DE_PLACES,
    "fr": _FR_PLACES,
    "it": _IT_PLACES,
    "es": _ES_PLACES,
    "en": _EN_PLACES,
}
NEWSPAPERS: Final = _RU_NEWSPAPERS
SITES: Final = _RU_SITES
SUBTITLES: Final = {
    "ru": _RU_SUBTITLES,
    "de": _DE_SUBTITLES,
    "uk": [
        "навч. посіб.",
        "монографія",
        "підручник",
        "зб. наук. пр.",
        "у 2 т.",
        "нариси",
        "теорія і практика",
    ],
}
COUNCILS: Final = _RU_COUNCILS
_LATIN: Final = {
    "de": (_DE_STARTS, _DE_NOUNS, _DE_PREP), "fr": (_FR_STARTS, _FR_NOUNS, _FR_PREP), "it": (_IT_STARTS, _IT_NOUNS, _IT_PREP),
    "es": (_ES_STARTS, _ES_NOUNS, _ES_PREP), "en": (_EN_STARTS, _EN_NOUNS, _EN_PREP),
}  # fmt: skip
_AND: Final = {"de": "und", "fr": "et", "it": "e", "es": "y", "en": "and"}
_SYLLABLES: Final = {
    "ru": "ба ве го ди за ко ла ме ни по ра са те фу хо че ше вор глу дри зна кле мор нар пру ско тра шту яр".split(),
    "la": "ba ve go di za ko la me ni po ra sa te fu ho che she vor glu dri kna kle mor nar pru sko tra stu yar".split(),
}
_SUFFIXES: Final = {
    "ru": "ость ение ация ский ного ных ами ика изм тель ство ция ный ать лся ов ей".split(),
    "la": "tion ness ment ity al ous ung keit heit isch ité ance ence zione ità ción dad ing ed er".split(),
}


def adjective(random_: random.Random, gender: str, case: str = "n") -> str:
    """Return a Russian adjective in a gender and case (`n` nominative, `g` genitive)."""
    stem = random_.choice(_RU_ADJECTIVES)
    soft = stem.endswith(_RU_HARD_K)
    if case == "g":
        return stem + {"m": "ого", "n": "ого", "f": "ой", "p": "их" if soft else "ых"}[gender]
    return stem + {"m": "ий" if soft else "ый", "n": "ое", "f": "ая", "p": "ие" if soft else "ые"}[gender]


def pseudo_word(random_: random.Random, script: str) -> str:
    """Return a word that no dictionary has, with an ending of its language."""
    return "".join(random_.choice(_SYLLABLES[script]) for _ in range(random_.randint(1, 3))) + random_.choice(
        _SUFFIXES[script]
    )


def russian_title(random_: random.Random) -> str:
    """Put a Russian title together."""

    def noun_phrase(case: str) -> str:
        noun = random_.choice(_RU_NOUNS)
        word = noun[2] if case == "g" else noun[0]
        if case == "g" and noun[3] != "-" and random_.random() < 0.4:
            return f"{adjective(random_, 'p', 'g')} {noun[3]}" if random_.random() < 0.5 else noun[3]
        return f"{adjective(random_, noun[1], case)} {word}" if random_.random() < 0.55 else word

    form = random_.random()
    if form < 0.3:
        title = f"{random_.choice(_RU_STARTS)} {noun_phrase('g')}"
    elif form < 0.5:
        title = f"{noun_phrase('n')} {noun_phrase('g')}"
    elif form < 0.65:
        title = f"{noun_phrase('n')} и {noun_phrase('n')}"
    elif form < 0.75:
        title = noun_phrase("n")
    elif form < 0.83:
        title = f"{noun_phrase('n')}: {noun_phrase('n')} и {noun_phrase('n')}"
    elif form < 0.9:
        title = f"{noun_phrase('n')}, {noun_phrase('n')}, {noun_phrase('n')}"
    elif form < 0.95:
        title = f"«{noun_phrase('n').capitalize()}» и {noun_phrase('n')}"
    else:
        title = f"{noun_phrase('n')}. {noun_phrase('n').capitalize()} {noun_phrase('g')}"
    if random_.random() < 0.45:
        title += f" в {random_.choice(_RU_PLACES_PREP).strip()}"
    if random_.random() < 0.12:
        title += f" (на примере {noun_phrase('g')})"
    if random_.random() < 0.2:
        words = title.split(" ")
        words[random_.randrange(len(words))] = pseudo_word(random_, "ru")
        title = " ".join(words)
    return title[0].upper() + title[1:]


def ukrainian_title(random_: random.Random) -> str:
    """Put a Ukrainian title together."""
    form = random_.random()
    if form < 0.4:
        title = (
            f"{random_.choice(_UK_STARTS)} {random_.choice(_UK_ADJECTIVES)} {random_.choice(_UK_GENITIVES)}"
        )
    elif form < 0.7:
        title = f"{random_.choice(_UK_NOUNS)} та {random_.choice(_UK_NOUNS)}"
    else:
        title = (
            f"{random_.choice(_UK_NOUNS)} {random_.choice(_UK_ADJECTIVES)} {random_.choice(_UK_GENITIVES)}"
        )
    if random_.random() < 0.5:
        title += f" {random_.choice(_UK_PREP)}"
    return title[0].upper() + title[1:]


def latin_title(random_: random.Random, language: str) -> str:
    """Put a title together in German, French, Italian, Spanish or English."""
    starts, nouns, tails = _LATIN[language]
    first = random_.choice(nouns)
    form = random_.random()
    if form < 0.3:
        title = f"{random_.choice(starts)} {first}"
    elif form < 0.6:
        title = f"{first} {_AND[language]} {random_.choice(nouns)}"
    elif form < 0.75:
        title = f"{first}, {random_.choice(nouns)} {_AND[language]} {random_.choice(nouns)}"
    elif language == "de":
        title = f"{random_.choice(_DE_ADJECTIVES)} {first}"
    else:
        title = f"{random_.choice(starts)} {first} {_AND[language]} {random_.choice(nouns)}"
    if random_.random() < 0.5:
        title += f" {random_.choice(tails)}"
    if random_.random() < 0.25:
        mark = random_.choice([": ", ". ", " – ", ": "])
        rest = (
            random_.choice(_DE_SUBTITLES)
            if language == "de"
            else f"{random_.choice(starts)} {random_.choice(nouns)} {random_.choice(tails)}"
        )
        title += mark + rest
    if random_.random() < 0.1:
        title += "?"
    if random_.random() < 0.12:
        words = title.split(" ")
        words[random_.randrange(len(words))] = pseudo_word(random_, "la")
        title = " ".join(words)
    if language == "en" and random_.random() < 0.5:
        title = " ".join(word.capitalize() if len(word) > 3 else word for word in title.split(" "))
    return title[0].upper() + title[1:]


def make_title(random_: random.Random, language: str) -> str:
    """Put a title together in any of the seven languages."""
    if language == "ru":
        return russian_title(random_)
    return ukrainian_title(random_) if language == "uk" else latin_title(random_, language)


def russian_family(random_: random.Random) -> str:
    """Make a Russian family name."""
    form = random_.random()
    if form < 0.12:
        return random_.choice(_RU_FAMILY_SHORT)
    stem = (
        random_.choice(_RU_FAMILY_STEMS)
        if form < 0.7
        else "".join(random_.choice(_SYLLABLES["ru"]) for _ in range(2)).capitalize()
    )
    if stem.endswith(("ов", "ев", "ин")):
        name = stem
    else:
        name = stem + random_.choice(_RU_FAMILY_ENDS_M[:3] * 4 + _RU_FAMILY_ENDS_M[3:])
    if name.endswith(("ов", "ев", "ин")) and random_.random() < 0.4:
        name += "а"
    elif name.endswith("ский") and random_.random() < 0.4:
        name = name[:-2] + "ая"
    if random_.random() < 0.03:
        name = f"{name}-{random_.choice(_RU_FAMILY_STEMS)}ов"
    return name


def pick(random_: random.Random, values: Sequence[str]) -> str:
    """Pick one value, blanks around it removed."""
    return random_.choice(values).strip()


def russian_initials(random_: random.Random) -> list[str]:
    """Return one or two Russian initials without full stops."""
    first = random_.choice(_RU_INITIALS) if random_.random() > 0.03 else random_.choice(["Дж", "Ч", "Ш"])
    return [first] if random_.random() < 0.12 else [first, random_.choice(_RU_INITIALS)]


def russian_given(random_: random.Random) -> tuple[str, str]:
    """Return a given name and a patronymic that agree in gender."""
    given = random_.choice(_RU_GIVEN)
    patronymic = random_.choice(_RU_PATRONYMIC)
    if given[-1] in "ая":
        patronymic = "Ильинична" if patronymic == "Ильич" else patronymic.removesuffix("ич") + "на"
    return given, patronymic
