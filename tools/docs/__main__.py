"""Updates README, reference pages and notebook (`make docs`); run it in the folder of the project."""

from __future__ import annotations

from pathlib import Path

from tools.docs import write_reference
from tools.docs.notebook import run_notebook

if __name__ == "__main__":
    write_reference(Path())
    run_notebook(Path("notebooks/explore.ipynb"))
