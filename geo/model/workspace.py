"""The folders of a workspace: which they are, and which of their files plans are read from."""

from __future__ import annotations

from pathlib import Path

from geo.model.schema import BASE_LAYERS, LAYERS, NATURE_LAYERS, TABLES, TAXONOMY

_OWN = {
    ("data",): {TAXONOMY},
    ("data", ""): {"plan.toml", *TABLES} - {TAXONOMY},
    ("layers", ""): {*LAYERS},
    ("layers", "base"): {*BASE_LAYERS, *NATURE_LAYERS, "towns.csv"},
}
"""Folder from the root, of which the empty one is any plan's -> the names of files that are read from it."""


def is_root(folder: Path) -> bool:
    """Return whether a folder is a workspace: it holds ``layers/`` and a plan in ``data/``."""
    try:
        return (folder / "layers").is_dir() and any(folder.glob("data/*/plan.toml"))
    except OSError:  # a folder that may not be looked into, or a name longer than any file's
        return False


def own_file(path: Path) -> bool:
    """Return whether a path is that of a file that plans of a workspace are read from, whether it is there or not.

    Examples
    --------
    >>> from geo import list_plans
    >>> from geo.model.plan import find_root
    >>> own_file(find_root() / "data/changsha/parks.csv"), own_file(find_root() / "parks.csv")
    (True, False)
    """
    *folders, name = (path.parent.resolve() / path.name).parts
    for parts, names in _OWN.items():
        there, root = folders[-len(parts) :], Path(*folders[: -len(parts)])
        fits = all(part in ("", other.casefold()) for part, other in zip(parts, there, strict=False))
        if fits and name.casefold() in names and is_root(root):
            return True
    return False
