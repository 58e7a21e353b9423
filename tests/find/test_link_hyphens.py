from citekit.find.links import find_links

BROKEN = "Об этом: https://a.example/port-reka/sud-most.html и https://b.example/reka/most/. "


def urls(text):
    return [link.url for link in find_links(BROKEN + text)]


def test_a_word_that_stands_elsewhere_was_cut():
    assert urls("Ещё https://c.example/ide-re-\nka.html (там).")[2] == "https://c.example/ide-reka.html"


def test_a_hyphen_between_known_words_stays():
    assert urls("Ещё https://c.example/port-\nmost.html (там).")[2] == "https://c.example/port-most.html"


def test_an_undecided_hyphen_stays_where_nothing_is_cut():
    assert (
        urls("Ещё https://c.example/abra-\nkadabra.html (там).")[2] == "https://c.example/abra-kadabra.html"
    )


def test_an_undecided_hyphen_is_a_cut_where_words_are_cut():
    text = (
        "1 https://c.example/x/re-\nka.html (там). 2 https://d.example/y/mo-\nst.html (там). "
        "3 https://c.example/abra-\nkadabra.html (там)."
    )
    assert urls(text)[2:] == [
        "https://c.example/x/reka.html",
        "https://d.example/y/most.html",
        "https://c.example/abrakadabra.html",
    ]
