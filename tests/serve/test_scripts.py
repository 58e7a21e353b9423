"""The scripts of the workbench keep to their types."""

from importlib.resources import files

from tests.typescript import check_types


def test_the_scripts_keep_to_their_types(tmp_path):
    templates = files("citekit.serve").joinpath("templates")
    scripts = {
        one.name: one.read_text(encoding="utf-8").replace('from "/static/', 'from "./')
        for one in templates.iterdir()
        if one.name.endswith(".js")
    }
    assert len(scripts) >= 6
    check_types(scripts, tmp_path)
