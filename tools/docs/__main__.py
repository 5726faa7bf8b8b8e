"""Updates README, reference pages and notebooks (`make docs`); run it in the folder of the project."""

from __future__ import annotations

from pathlib import Path

from tools.docs import write_reference
from tools.docs.notebook import run_notebook

if __name__ == "__main__":
    write_reference(Path())
    for path in sorted(Path("notebooks").glob("*.ipynb")):
        run_notebook(path)
