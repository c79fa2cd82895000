"""`buju export` beside pyogrio: the GeoPackage of all counties of China, style tables aside."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REACH = 1.3


def counties() -> Any:
    """Return the counties as an exported layer."""
    from geo.export.fields import Field
    from geo.export.layers import Layer
    from geo.space.boundaries import unit_table
    from geo.space.geometry import as_multi

    frame = unit_table("county")
    frame = frame.assign(geometry=[as_multi(shape) for shape in frame.geometry]).set_crs(4490, allow_override=True)
    frame = frame.reset_index(drop=True)
    names = [name for name in frame.columns if name != "geometry"]
    fields = tuple(Field(name, name, "text", 50, "", {}, "", False, name, name[:10], False) for name in names)
    return Layer("units", "counties", "", "MultiPolygon", fields, frame)


def spent(write: Callable[[Path], None]) -> float:
    """Return the seconds that writing one file takes."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        write(Path(folder) / "x.gpkg")
        return time.perf_counter() - start


def export_rows(runs: int) -> list[Any]:
    """Compare what buju does to write a layer, synced and renamed, with pyogrio writing the same frame."""
    import pyogrio
    from run import Row, paired

    import geo
    from geo.export.gpkg import write_gpkg
    from geo.export.job import Job
    from geo.model.files import written_whole

    layer = counties()
    job = Job(geo.read_plan("national"), {layer.name: layer})

    def ours(path: Path) -> None:
        with written_whole([path]) as folder:
            write_gpkg(job, folder / path.name)

    def theirs(path: Path) -> None:
        pyogrio.write_dataframe(layer.frame, path, layer=layer.name, driver="GPKG")

    mine, other, ratio = paired(lambda: spent(ours), lambda: spent(theirs), runs)
    work = f"`buju export` GeoPackage of {len(layer.frame):,} counties"
    return [Row(work, "pyogrio, same frame", f"{mine:.2f} s", f"{other:.2f} s", ratio, REACH)]
