"""Analyses a folder while Python tells what is opened, written, unpickled, started and fetched; see test_security."""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

FORBIDDEN = {
    "os.exec", "os.fork", "os.posix_spawn", "os.system", "pickle.find_class", "socket.connect",
    "socket.getaddrinfo", "subprocess.Popen", "urllib.Request",
}  # fmt: skip
"""Audit events that no analysis may cause (Python's audit events table)."""
CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
"""Events that change files; their first arguments are paths."""


class Audit:
    """Keeps what happens: paths that are written and read, and events that are forbidden."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.read: set[str] = set()
        self.forbidden: set[str] = set()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take note of an event."""
        if event == "open" and isinstance(arguments[0], str | bytes):
            flags = arguments[2] or 0
            changes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
            (self.written if changes else self.read).add(os.path.abspath(os.fsdecode(arguments[0])))
        elif event in CHANGES:
            paths = [each for each in arguments[:2] if isinstance(each, str | bytes | os.PathLike)]
            self.written.update(os.path.abspath(os.fsdecode(path)) for path in paths)
        elif event in FORBIDDEN:
            self.forbidden.add(f"{event} {arguments!r:.200}")


def main() -> None:
    """Analyse the folder that the first argument names into the second; print what happened as JSON."""
    import matplotlib.font_manager  # looks for the machine's fonts, by `fc-list`, the first time it is imported

    assert matplotlib.font_manager
    # An encoding that is left to the machine differs on Windows.
    warnings.filterwarnings("error", category=EncodingWarning, module=r"pipeline\b")
    audit = Audit()
    sys.addaudithook(audit)
    from wortlaut import stages
    from wortlaut.params import Params

    stages.run(Path(sys.argv[1]), Path(sys.argv[2]), Params())
    print(json.dumps({name: sorted(found) for name, found in vars(audit).items()}))


if __name__ == "__main__":
    main()
