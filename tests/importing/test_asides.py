"""Texts that stand in no cell: prompts of an OpenDocument spreadsheet, and text boxes."""

import io
import zipfile

from curriculum_map.importing.asides import asides_of, asides_of_ods
from curriculum_map.importing.formats.xml_parts import Link, Parts

DRAWING = """<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:twoCellAnchor>
<xdr:from><xdr:col>11</xdr:col><xdr:row>1</xdr:row></xdr:from>
<xdr:sp><xdr:txBody><a:p><a:r><a:t>1 = </a:t></a:r><a:r><a:t>geoefend</a:t></a:r></a:p>
<a:p><a:r><a:t>3 = exemplarisch</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"""
RULES = b"""<x><dataValidation type="list" prompt="1 = geoefend_x000a_2 &amp; 3" sqref="B7:J18"/>
<x14:dataValidation error="Kies 1"><xm:sqref>C3</xm:sqref></x14:dataValidation></x>"""
ODS = b"""<table:content-validations><table:content-validation table:name="v" table:base-cell-address="Blad1.B7">
<table:help-message><text:p>1 = geoefend</text:p><text:p>3 = exemplarisch</text:p></table:help-message>
</table:content-validation></table:content-validations><table:table table:name="Blad1"/>"""


def test_a_text_box_stands_at_its_first_cell_and_a_prompt_at_the_first_for_which_it_is() -> None:
    """The box begins in L2; one rule is for B7 and what follows, another, of the newer kind, for C3."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/drawings/drawing1.xml", DRAWING)
    with Parts(data.getvalue()) as parts:
        found = asides_of(parts, RULES, {"rId1": Link("drawing", "xl/drawings/drawing1.xml")})
    assert found == {
        (6, 1): "1 = geoefend\n2 & 3",
        (2, 2): "Kies 1",
        (1, 11): "1 = geoefend\n3 = exemplarisch",
    }


def test_the_prompts_of_an_opendocument_spreadsheet_stand_before_its_sheets() -> None:
    assert asides_of_ods(ODS) == {"Blad1": {(6, 1): "1 = geoefend\n3 = exemplarisch"}}
