"""The app as its users start it, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

# As for what is expected on a page: on a busy machine it takes longer, and that it comes is what matters.
START_SECONDS = 180
# A proxy in the environment is for the internet, not for this machine.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class AppServer:
    """`with AppServer(data, log) as server:` the demo app answers at `server.url` until the block ends.

    With `demo=False` the app starts without the samples, as an installation does; with the address of a database it
    uses that one.
    """

    def __init__(self, data: Path, log: Path, *, demo: bool = True, database_url: str | None = None) -> None:
        self._demo = ["--demo"] if demo else []
        self.data, self.log = data, log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = os.environ | {"CURRICULUM_MAP_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}
        if database_url is not None:
            self._env["CURRICULUM_MAP_DATABASE_URL"] = database_url

    def __enter__(self) -> "AppServer":
        command = [sys.executable, "-m", "curriculum_map.cli.main", "serve", *self._demo, "--port", str(self.port)]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(command, env=self._env, stdout=log, stderr=subprocess.STDOUT)
        try:
            self._wait_until_healthy()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def log_end(self) -> str:
        """The last 4000 characters that the server wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:]

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the app stopped with code {self._process.returncode}:\n{self.log_end()}")
            if healthy(self.url):
                return
            time.sleep(0.2)
        raise RuntimeError(f"the app did not answer within {START_SECONDS} seconds:\n{self.log_end()}")

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def healthy(url: str) -> bool:
    # Exactly this path: every other one answers 200 with the page's shell, ready or not.
    try:
        with DIRECT.open(f"{url}/_stcore/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False
