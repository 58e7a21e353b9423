"""Makes small DOCX packages for tests, from the XML of their bodies."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def make_docx(body, *, footnotes=None, endnotes=None, parts=None):
    """Return the bytes of a package with these bodies and further parts by name."""
    members = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes is not None:
            inner = "".join(f'<w:{kind} w:id="{number}">{text}</w:{kind}>' for number, text in notes.items())
            members[f"word/{kind}s.xml"] = f"<w:{kind}s {NAMESPACES}>{inner}</w:{kind}s>"
    members.update(parts or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def run(text):
    """Return a run with text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    """Return a paragraph; plain strings become runs."""
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    return f"<w:p>{properties}{inner}</w:p>"


def field(code, shown, pieces=1):
    """Return a complex field whose code is split over so many runs."""
    size = -(-len(code) // pieces)
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{code[at : at + size]}</w:instrText></w:r>'
        for at in range(0, len(code), size)
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{codes}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def call(number, kind="footnote"):
    """Return a run with a note's call."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'
