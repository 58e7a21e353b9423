"""The script of the report keeps to its types."""

from importlib.resources import files

from tests.typescript import check_types


def test_the_script_keeps_to_its_types(tmp_path):
    templates = files("citekit.report").joinpath("templates")
    check_types({"page.js": templates.joinpath("page.js").read_text(encoding="utf-8")}, tmp_path)
