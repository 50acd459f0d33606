"""A zip → the shapes in it, unpacked."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mapgen.files.confined.answers import RefusedError, Request, first_line, limit

if TYPE_CHECKING:
    from collections.abc import Iterator


_CHUNK = 2**20
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_WHOLE = (".gpkg", ".fgb", ".parquet", ".geoparquet", ".geojson", ".geojsonl", ".json")


def unpack(request: Request) -> Iterator[object]:
    """Unpack the shapes of an archive into a folder beside it; tell the path of what to read.

    That is the first whole file of shapes, or the folder where all Shapefiles are that lay beside
    each other.

    Parameters
    ----------
    request : Request
        The path of the copy, and the limits.

    Yields
    ------
    object
        One answer.

    Raises
    ------
    RefusedError
        The archive cannot be unpacked, or holds no shapes.
    """
    limit(request)
    left = request["written"]
    folder = Path(request["path"]).with_name("unpacked")
    folder.mkdir()
    made: list[Path] = []
    try:
        with zipfile.ZipFile(request["path"]) as archive:
            for member in _shapes_of(archive):
                inside = PurePosixPath(member)
                stem = re.sub(r"[^\w-]", "_", inside.stem)[:60]
                made.append(folder / f"{stem}{inside.suffix.lower()}")
                with archive.open(member) as packed, made[-1].open("xb") as file:
                    while chunk := packed.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            most = request["written"]
                            raise RefusedError(
                                f"it unpacks to more than {most:,} bytes",
                                "Unpack it, and give the file of shapes alone.",
                            )
                        file.write(chunk)
    except Exception as error:
        if isinstance(error, RefusedError | MemoryError):
            raise
        raise RefusedError(f"not a zip that can be unpacked: {first_line(error)}") from error
    if not made:
        raise RefusedError(f"no file of shapes inside: no {', '.join(('.shp', *_WHOLE))}")
    yield str(folder if made[0].suffix in _SHAPEFILE else made[0])


def _shapes_of(archive: zipfile.ZipFile) -> list[str]:
    names = [
        each.filename
        for each in archive.infolist()
        if not each.is_dir() and not each.filename.startswith("__MACOSX")
    ]
    for name in names:
        inside = PurePosixPath(name)
        if inside.suffix.lower() == ".shp":
            beside = [PurePosixPath(each) for each in names]
            return [
                str(each)
                for each in beside
                if each.parent == inside.parent and each.suffix.lower() in _SHAPEFILE
            ]
    return [name for name in names if PurePosixPath(name).suffix.lower() in _WHOLE][:1]
