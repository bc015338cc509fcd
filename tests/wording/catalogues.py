"""The messages in the code, and the catalogues brought up to date with them: `make catalogue` runs this file.

The same as `pybabel extract` and `pybabel update` with the functions below as keywords, less what those would add:
texts inside an index such as say(NAMES["cover"], ...), guessed translations, entries no longer used, dates.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import curriculum_map
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.wording.catalogue import CATALOGUE

PACKAGE = Path(curriculum_map.__file__).parent
# The functions that say or mark a message, and how many of their first arguments are its texts.
KEYWORDS = {"mark": 1, "say": 1, "t": 1, "say_many": 2, "t_many": 2, "mark_many": 2}
_HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"Language: {language}\n"

"""


def calls() -> Iterator[tuple[str, int, list[ast.expr]]]:
    """Every call of one of the functions: file, line and the arguments that are its texts."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                file = path.relative_to(PACKAGE.parent).as_posix()
                yield file, node.lineno, node.args[: KEYWORDS[node.func.id]]


def messages_in_code() -> Catalog:
    """Every message that stands in the code, without translations."""
    found = Catalog()
    for file, line, arguments in calls():
        texts = [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if texts:
            found.add(texts[0] if len(texts) == 1 else texts, locations=[(file, line)])
    return found


def catalogue_path(language: Language) -> Path:
    """The file that holds the translations into a language."""
    return PACKAGE / "locales" / language / "LC_MESSAGES" / f"{CATALOGUE}.po"


def read_catalogue(language: Language) -> Catalog:
    """The translations into a language, as they are stored."""
    with catalogue_path(language).open("rb") as source:
        return read_po(source, locale=language)


def updated(language: Language) -> bytes:
    """The catalogue of a language with the messages of the code: no others, and with the translations it has."""
    stored, messages = read_catalogue(language), messages_in_code()
    for message in messages:
        known = stored.get(message.id)
        if message.id and known is not None and known.pluralizable == message.pluralizable:
            message.string = known.string
    out = BytesIO(_HEADER.format(language=language).encode())
    out.seek(0, 2)
    write_po(out, messages, width=0, omit_header=True, sort_by_file=True, include_lineno=False)
    return out.getvalue()


if __name__ == "__main__":
    for each in LANGUAGES:
        catalogue_path(each).write_bytes(updated(each))
