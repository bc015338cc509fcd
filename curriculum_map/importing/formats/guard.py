"""Parts of a workbook that are XML, read as a stream: what no spreadsheet program writes is refused on sight."""

import codecs
from typing import IO
from xml.parsers import expat

from curriculum_map.importing.refusal import RefusalError

MAX_DEPTH = 256
MAX_TAG_BYTES = 2**20
_CHUNK = 2**16


class Handler:
    """What looks at the elements of a part, by their names without prefix; by itself it sees nothing."""

    parser: expat.XMLParserType
    """Set by `scan`: it knows at which byte of the part the tag stands that is shown."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """A stretch of text in it."""

    def end(self, name: str) -> None:
        """An element ends."""


class _RootSeenError(Exception):
    """What may stand only before the first element cannot come any more."""


def scan(part: IO[bytes], handler: Handler) -> str:
    """Shows the elements of a part to the handler; the encoding that the part has or says it has, else ''.

    RefusalError where it declares entities, is nested too deeply or has a tag without end; expat.ExpatError where it is
    no XML.
    """
    parser = _parser()
    handler.parser = parser
    show_start, show_end = handler.start, handler.end
    depth = 0
    encoding = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RefusalError("unsafe-file")
        show_start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        show_end(name.rpartition(":")[2] if ":" in name else name)

    def declared(_version: str, said: str | None, _standalone: int) -> None:
        nonlocal encoding
        encoding = (said or "").lower()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.XmlDeclHandler = declared
    start_bytes = _feed(parser, part)
    return "utf-16" if start_bytes.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else encoding


def refuse_entities(part: IO[bytes]) -> None:
    """RefusalError where this part declares entities before its first element."""
    parser = _parser()

    def root_seen(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootSeenError

    parser.StartElementHandler = root_seen
    try:
        _feed(parser, part)
    except (_RootSeenError, expat.ExpatError):
        # What is no XML matters to nobody, or else to whoever reads it next.
        return


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declared: object) -> None:
    raise RefusalError("unsafe-file")


def _feed(parser: expat.XMLParserType, part: IO[bytes]) -> bytes:
    """Has the parser read all of it, a bit at a time; its first bytes."""
    fed, first = 0, b""
    with part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)
            first = first or chunk[:4]
            fed += len(chunk)
            # A tag is held in memory until it is complete: a million attributes take seconds and hundreds of megabytes.
            if fed - max(parser.CurrentByteIndex, 0) > 4 * MAX_TAG_BYTES:
                raise RefusalError("unsafe-file")
    parser.Parse(b"", True)
    return first
