"""The parts of an xlsx file and how they hang together."""

import io
import posixpath
import zipfile

from curriculum_map.importing.annotation.markup import (
    LINKS,
    Element,
    NotEditableError,
    as_attribute,
    children,
    put_last,
    root,
    spliced,
    written,
)

WORKBOOK = "xl/workbook.xml"

_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN_WORKBOOK = f"{_SPREADSHEET}.sheet.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MACROS = ("vbaProject", "vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3", "vbaData")
# Never a byte more of what another program left out of the directory; dates before 1980 cannot be written.
_MADE = (1980, 1, 1, 0, 0, 0)


def unpacked_size(data: bytes) -> int:
    """How many bytes the parts of a file have, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


class Package:
    """The parts of an xlsx file by name, with the changes made to them."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._stored = dict.fromkeys(self._archive.namelist())
        self._changed: dict[str, bytes] = {}
        if b"purl.oclc.org/ooxml" in self.read(WORKBOOK):
            raise NotEditableError("the strict form has other names for everything")

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._stored

    def read(self, name: str) -> bytes:
        """The bytes of a part as it is now."""
        part = self._changed.get(name)
        return self._archive.read(name) if part is None else part

    def write(self, name: str, part: bytes) -> None:
        """Puts a part in, or in the place of what it was."""
        self._changed[name] = part

    def drop(self, name: str) -> None:
        """Takes a part out."""
        self._changed.pop(name, None)
        self._stored.pop(name, None)

    def sheets(self) -> dict[str, str]:
        """The part of each worksheet by the sheet's name, in the order of the workbook."""
        parts = {link.attribute("Id"): self._target(WORKBOOK, link) for link in self._links(WORKBOOK)}
        found = {one.attribute("name") or "": parts.get(one.attribute("id")) for one in self._listed()}
        return {name: part for name, part in found.items() if part is not None and "worksheets/" in part}

    def sheet_names(self) -> list[str]:
        """The names of all sheets, of whatever kind."""
        return [one.attribute("name") or "" for one in self._listed()]

    def add_sheet(self, name: str, part: str) -> None:
        """Lists a new sheet at the end of the workbook."""
        self.declare(part, f"{_SPREADSHEET}.worksheet+xml")
        link = self.link(WORKBOOK, "worksheet", part)
        number = 1 + max((int(one.attribute("sheetId") or 0) for one in self._listed()), default=0)
        book = self.read(WORKBOOK)
        sheets = self._sheets_element(book)
        new = f'<{sheets.prefix}sheet xmlns:r="{LINKS}" name={as_attribute(name)} sheetId="{number}" r:id="{link}"/>'
        self.write(WORKBOOK, put_last(book, sheets, written(new)))

    def linked(self, source: str, kind: str) -> str | None:
        """The first part of this kind that a part is linked to."""
        ending = f"/{kind}"
        links = (link for link in self._links(source) if (link.attribute("Type") or "").endswith(ending))
        return next((self._target(source, link) for link in links), None)

    def linked_as(self, source: str, link_id: str) -> str | None:
        """The part that a link of this id leads to."""
        links = (link for link in self._links(source) if link.attribute("Id") == link_id)
        return next((self._target(source, link) for link in links), None)

    def link(self, source: str, kind: str, target: str) -> str:
        """Links a part to another and gives the id of the link."""
        taken = {link.attribute("Id") for link in self._links(source)}
        new = next(f"cm{number}" for number in range(1, len(taken) + 2) if f"cm{number}" not in taken)
        path = _links_path(source)
        part = self.read(path) if path in self else written(f'<Relationships xmlns="{_RELATIONS}"/>')
        around = root(part)
        relation = f'<{around.prefix}Relationship Id="{new}" Type="{LINKS}/{kind}" Target="/{target}"/>'
        self.write(path, put_last(part, around, written(relation)))
        return new

    def unlink_all(self, source: str) -> None:
        """Takes away the links of a part; nothing else says what they led to."""
        self.drop(_links_path(source))

    def declare(self, part: str, content_type: str) -> None:
        """Says what kind of part this is."""
        types = self.read(_TYPES)
        around = root(types)
        if part.endswith(".vml"):
            if any((one.attribute("Extension") or "").lower() == "vml" for one in children(types, around)):
                return
            new = f'<{around.prefix}Default Extension="vml" ContentType="{content_type}"/>'
            self.write(_TYPES, spliced(types, [(around.first, around.first, written(new))]))
            return
        new = f'<{around.prefix}Override PartName="/{part}" ContentType="{content_type}"/>'
        self.write(_TYPES, put_last(types, around, written(new)))

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern that no part has."""
        taken = {name.lower() for name in (*self._stored, *self._changed)}
        return next(
            name for number in range(1, len(taken) + 2) if (name := pattern.format(number)).lower() not in taken
        )

    def without_macros(self) -> bool:
        """Makes it a plain workbook; says whether there were macros to leave out."""
        macros = [name for name in self._stored if posixpath.basename(name).partition(".")[0] in _MACROS]
        for name in macros:
            self.drop(name)
            self.drop(_links_path(name))
        path = _links_path(WORKBOOK)
        if macros:
            links = [one for one in self._links(WORKBOOK) if self._target(WORKBOOK, one) not in self]
            self.write(path, spliced(self.read(path), [(one.start, one.end, b"") for one in links]))
        self._declare_plain(macros)
        return bool(macros)

    def save(self) -> bytes:
        """The bytes of the file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for name in dict.fromkeys((*self._stored, *self._changed)):
                if not name.endswith("/"):
                    info = zipfile.ZipInfo(name, _MADE)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(info, self.read(name))
        return out.getvalue()

    def _declare_plain(self, dropped: list[str]) -> None:
        types = self.read(_TYPES)
        changes = []
        for one in children(types, root(types)):
            part = (one.attribute("PartName") or "").lstrip("/")
            if part in dropped:
                changes.append((one.start, one.end, b""))
            elif part == WORKBOOK and one.attribute("ContentType") != _PLAIN_WORKBOOK:
                new = f'<{one.prefix}Override PartName="/{part}" ContentType="{_PLAIN_WORKBOOK}"/>'
                changes.append((one.start, one.end, written(new)))
        if changes:
            self.write(_TYPES, spliced(types, changes))

    def _links(self, source: str) -> list[Element]:
        path = _links_path(source)
        if path not in self:
            return []
        part = self.read(path)
        return children(part, root(part))

    def _target(self, source: str, link: Element) -> str:
        return posixpath.normpath(
            posixpath.join("/", posixpath.dirname(source), link.attribute("Target") or "")
        ).lstrip("/")

    def _listed(self) -> list[Element]:
        book = self.read(WORKBOOK)
        return children(book, self._sheets_element(book))

    def _sheets_element(self, book: bytes) -> Element:
        found = next((one for one in children(book, root(book)) if one.name == "sheets"), None)
        if found is None:
            raise NotEditableError("a workbook without sheets")
        return found


def _links_path(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
