"""The process in which a stranger's file of shapes is read: given a request, it answers in lines.

Each line is JSON: first what the layer says about itself, then a list for each row, its shape (WKB
in base64) before its values, last "end". Where it needs more memory, processor time or disk than
the request allows, or breaks, it ends, and nothing else does.
"""

from __future__ import annotations

import os
import sys

from mapgen.files.confined.answers import RefusedError, say


def main(request: dict[str, object]) -> None:
    """Do what is asked for, and end the process.

    Parameters
    ----------
    request : dict of str to object
        The ``task``, and what that takes.
    """
    if request["task"] == "unpack":
        from mapgen.files.confined.unpack import unpack as task
    elif request["task"] == "parquet":
        from mapgen.files.confined.parquet import read_parquet as task
    elif request["task"] == "sheet":
        from mapgen.files.confined.sheet import read_sheet as task
    else:
        from mapgen.files.confined.gdal import read_with_gdal as task
    try:
        for answer in task(request):
            say(answer)
        say("end")
    except RefusedError as refused:
        say(refused.answer)
    except MemoryError:
        say({"error": "more memory than is allowed would be needed"})
    sys.stdout.flush()
    os._exit(0)  # no library tidies up what a damaged file left behind
