"""Updates README, reference pages, tutorial and notebooks (`make docs`); run it in the folder of the project."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tools.docs import write_reference
from tools.docs.notebook import run_notebook
from tools.docs.tutorial import TUTORIAL, run_tutorial
from wortlaut.utils import files

if __name__ == "__main__":
    write_reference(Path())
    with tempfile.TemporaryDirectory() as folder:
        tutorial = run_tutorial(Path(), Path(folder))
    with files.writing(TUTORIAL) as handle:
        handle.write(tutorial)
    for path in sorted(Path("notebooks").glob("*.ipynb")):
        run_notebook(path)
