"""What an OpenDocument sheet shows apart from its values."""

from curriculum_map.importing.cells import Look
from tests.importing.looks.looked import look_of
from tests.workbooks import zipped

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("dc", "dc"),
    )
)
NAMED = """
    <style:default-style style:family="table-cell"><style:text-properties fo:color="#000000"/></style:default-style>
    <style:style style:name="Good" style:family="table-cell">
      <style:table-cell-properties fo:background-color="#00b050"/>
      <style:text-properties fo:color="#ffffff"/>
    </style:style>
"""
AUTOMATIC = """
    <style:style style:name="good" style:family="table-cell" style:parent-style-name="Good"/>
    <style:style style:name="clear" style:family="table-cell" style:parent-style-name="Good">
      <style:table-cell-properties fo:background-color="transparent"/>
    </style:style>
    <style:style style:name="gone" style:family="table-cell">
      <style:text-properties style:text-line-through-style="solid"/>
    </style:style>
    <style:style style:name="ruled" style:family="table-cell">
      <style:map style:condition="is-true-formula(B$1=1)" style:apply-style-name="Good"/>
    </style:style>
    <style:style style:name="bolder" style:family="table-cell">
      <style:map style:condition="is-true-formula(B$1=1)" style:apply-style-name="gone"/>
    </style:style>
    <style:style style:name="struck" style:family="text">
      <style:text-properties style:text-line-through-type="single"/>
    </style:style>
    <style:style style:name="flat" style:family="table-row">
      <style:table-row-properties style:row-height="0cm"/>
    </style:style>
"""


def ods(table: str) -> bytes:
    """A file with one sheet, Matrix, of these columns and rows."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{AUTOMATIC}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="Matrix">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    styles = f"<office:document-styles {SPACES}><office:styles>{NAMED}</office:styles></office:document-styles>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "styles.xml": styles.encode(),
            "content.xml": content.encode(),
        }
    )


def row(*cells: str, said: str = "") -> str:
    """A row of these cells."""
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def cell(text: str, said: str = "", inside: str = "") -> str:
    """A cell with a text, and what else stands in it before the text."""
    if not text:
        return f"<table:table-cell {said}>{inside}</table:table-cell>"
    return f'<table:table-cell office:value-type="string" {said}>{inside}<text:p>{text}</text:p></table:table-cell>'


def number(value: str, seen: str, kind: str = "float") -> str:
    """A cell with a number or date, as it is stored and as it is seen."""
    name = "date-value" if kind == "date" else "value"
    said = f'office:value-type="{kind}" office:{name}="{value}"'
    return f"<table:table-cell {said}><text:p>{seen}</text:p></table:table-cell>"


def test_a_plain_sheet_has_no_look() -> None:
    assert look_of(ods(row(cell("Code"), cell("Naam"))), "ods") == Look()


def test_hidden_rows_and_columns_with_their_repeats() -> None:
    column = "<table:table-column {}/>"
    table = (
        column.format("")
        + column.format('table:visibility="collapse" table:number-columns-repeated="2"')
        + f'<table:table-column-group table:display="false">{column.format("")}</table:table-column-group>'
        + column.format('table:visibility="collapse" table:number-columns-repeated="16380"')
        + row(*[cell("x")] * 5)
        + row(*[cell("x")] * 5, said='table:visibility="filter" table:number-rows-repeated="2"')
        + row(*[cell("x")] * 5)
        + f'<table:table-row-group table:display="false">{row(*[cell("x")] * 5)}</table:table-row-group>'
        + row(*[cell("x")] * 5, said='table:style-name="flat"')
        + row(*[cell("x")] * 5)
    )
    look = look_of(ods(table), "ods")
    assert look.hidden_rows == {1, 2, 4, 5}
    assert look.hidden_columns == {1, 2, 3, 4}


def test_fills_through_styles_columns_rows_and_repeats() -> None:
    table = (
        '<table:table-column/><table:table-column table:default-cell-style-name="good"/>'
        + row(cell("a"), cell("b"), cell("c", 'table:style-name="good"'))
        + row(cell("a"), cell("b", 'table:style-name="clear"'), cell("", 'table:number-columns-repeated="16000"'))
        + row(cell("", 'table:number-columns-repeated="3"'), said='table:default-cell-style-name="good"')
        + row(cell("a"), cell("", 'table:style-name="good" table:number-columns-repeated="16383"'))
        + row(
            cell("", 'table:style-name="good" table:number-columns-repeated="16384"'),
            said='table:number-rows-repeated="9999"',
        )
    )
    look = look_of(ods(table), "ods")
    # The rest of row 4, and all below it, is dressed up to the end of the sheet: kept only where there are values.
    filled = {(0, 1), (0, 2), (2, 0), (2, 1), (2, 2), (3, 1), (3, 2)}
    assert look.fills == dict.fromkeys(filled, "00B050")
    # White, as Good has it, on no ground at all.
    assert look.faint == {(1, 1)}


def test_merged_cells_have_the_fill_of_the_first() -> None:
    wide = cell("a", 'table:style-name="good" table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    table = row(wide, covered, cell("b")) + row(covered, covered, cell("c"))
    assert set(look_of(ods(table), "ods").fills) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_struck_cells_and_texts_struck_all_over() -> None:
    struck = '<text:span text:style-name="struck">{}</text:span>'
    table = row(
        cell("weg", 'table:style-name="gone"'),
        cell(struck.format("ge") + struck.format("oefend")),
        cell("toch " + struck.format("gekaderd")),
        cell(struck.format("gekaderd") + " toch"),
        cell("", 'table:style-name="gone"'),
    )
    assert look_of(ods(table), "ods").struck == {(0, 0), (0, 1)}


def test_comments_without_their_authors() -> None:
    note = "<office:annotation><dc:creator>{}</dc:creator><dc:date>2026-02-01</dc:date>{}</office:annotation>"
    table = row(
        cell("a", inside=note.format("Jan Peeters", "<text:p>Enkel in</text:p><text:p>semester<text:s/>2</text:p>")),
        cell(
            "b",
            inside=note.format(
                "An Claes", "<text:p>An Claes:</text:p><text:p><text:span>Vanaf 2026</text:span></text:p>"
            ),
        ),
        cell("", inside=note.format("An Claes", "<text:p>Leeg</text:p>")),
        cell("d", inside=note.format("An Claes", "")),
    )
    assert look_of(ods(table), "ods").comments == {(0, 0): "Enkel in\nsemester 2", (0, 1): "Vanaf 2026", (0, 2): "Leeg"}


def test_numbers_and_dates_keep_what_a_person_sees_of_them() -> None:
    table = row(
        number("2026-02-01", "1-2", "date"),
        number("7", "SW007"),
        number("45", "00045"),
        number("4.5", "4,5"),
        number("3", "3,00"),
        number("3.1", "3,10"),
        number("1234", "1.234"),
        number("0.5", "50%", "percentage"),
        cell("1-2"),
    )
    shown = {(0, 0): "1-2", (0, 1): "SW007", (0, 2): "00045", (0, 5): "3,10", (0, 7): "50%"}
    assert look_of(ods(table), "ods").formats == {place: f'"{text}"' for place, text in shown.items()}


def test_where_a_conditional_format_may_fill_cells() -> None:
    """B1:C3 and B5:B6, one row that stands for two; C is ruled by its column. To be struck is not to be filled."""
    ruled = 'table:style-name="ruled"'
    table = (
        '<table:table-column table:number-columns-repeated="2"/>'
        + '<table:table-column table:default-cell-style-name="ruled"/>'
        + row(cell("a"), cell("", ruled), cell(""))
        + row(cell("a", 'table:style-name="bolder"'), cell("", f'{ruled} table:number-columns-repeated="2"'))
        + row(cell("a"), cell("x", ruled), cell("", ruled))
        + row(cell("a"), cell("b"), cell("c", 'table:style-name="clear"'))
        + row(cell("a"), cell("", ruled), cell("c", 'table:style-name="clear"'), said='table:number-rows-repeated="2"')
    )
    assert look_of(ods(table), "ods").conditional == ((0, 1, 2, 2), (4, 1, 5, 1))
