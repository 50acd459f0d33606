"""The command `mapgen import`: options into an `Import`, counts into words."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapgen.commands.shared import echo, list_problems
from mapgen.exchange.registry import READERS
from mapgen.vocabulary import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.exchange.common.report import Counts
    from mapgen.exchange.importing import Import

_CODEBOOK = [form for form, found in READERS.items() if found.has_codebook]
_MAPPED = [form for form, found in READERS.items() if found.takes_a_mapping]

_files = click.argument(
    "files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    nargs=-1,
    required=True,
    metavar="FILE...",
)


class _ImportCommand(click.Command):
    """The command, in which the word "guess" in place of a format is a command of its own."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        if args[:1] == ["guess"]:
            from mapgen.commands.guess import guess

            return guess.make_context(f"{info_name} guess", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(
    "import", cls=_ImportCommand, short_help="Make an atlas folder of other people's data."
)
@click.argument("form", type=click.Choice(tuple(READERS)), metavar="FORMAT")
@_files
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write, new or empty.",
)
@click.option(
    "--replace",
    is_flag=True,
    help="Write over an earlier import, unless it was edited or holds other files.",
)
@click.option(
    "--backup",
    is_flag=True,
    help="With --replace: write over it in any case, and keep it as FOLDER.backup-1.",
)
@click.option(
    "--title", default="", help="The atlas's title. Default: the data set, countries and years."
)
@click.option("--bbox", default="", metavar="W,S,E,N", help="Only events inside, in degrees.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="NAME",
    help="Only events of this country: its name or code as the file has it. Repeatable.",
)
@click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Only rows with this value; also !=, <, <=, >, >=. Repeatable.",
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="Take a field of the event from this column; not for formats with a codebook. Repeatable.",
)
@click.option(
    "--mapping",
    "mapping_file",
    default="",
    metavar="FILE",
    help="A file (TOML) that says which columns are which fields, or the name of a data set's "
    "mapping in the package. Other options stand in place of what it says.",
)
@click.option(
    "--precision",
    type=click.Choice(PRECISIONS),
    help="How exact a point is where no column says so. Default: town.",
)
@click.option(
    "--coarse",
    type=click.Choice(("discs", "badges", "list")),
    help="How what is known only as an area is shown: as discs as large as the codebook or the row "
    "says, as soft marks without an extent, or in the list only. Default: discs.",
)
@click.option(
    "--date-format",
    "date_formats",
    multiple=True,
    metavar="PATTERN",
    help="How dates are written, such as %d.%m.%Y; or epoch_second, epoch_millis. Repeatable.",
)
@click.option(
    "--unknown",
    multiple=True,
    metavar="VALUES",
    help="What stands for not known: 99,-99,0; or COLUMN=99,-99. Repeatable.",
)
@click.option("--source", default="", metavar="TITLE", help="What the file is to be cited as.")
@click.option("--source-url", default="", metavar="ADDRESS", help="Where the file is from.")
@click.option(
    "--sources",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The bibliography (CSL-JSON) that summaries and figures cite.",
)
@click.option(
    "--districts",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="Shapes of the districts: GeoPackage, Shapefile or GeoJSON in any projection.",
)
@click.option("--district-name", default="", metavar="COLUMN", help="Names a shape's district.")
@click.option(
    "--district-from", default="", metavar="COLUMN", help="The first day on which a shape holds."
)
@click.option(
    "--district-to", default="", metavar="COLUMN", help="The day on which it no longer holds."
)
@click.option(
    "--district-last", default="", metavar="COLUMN", help="The last day on which it still holds."
)
def import_(
    form: str, files: tuple[Path, ...], out: Path, replace: bool, backup: bool, **options: Any
) -> None:
    """Make an atlas folder of other people's data, ready for mapgen build.

    FORMAT is ucdp (UCDP GED), acled, gtd, atlos, linked-places, geojson, geopackage, geoparquet,
    kml, csv, json, xlsx or ods. Texts may be packed as .zip or .gz. What cannot be used is listed
    row by row in import-report.csv of the new folder, and so is what is odd and shown as given;
    nothing is dropped unsaid.

    mapgen import guess FILE looks at a table and writes a first mapping.
    """
    from mapgen.commands.listing import as_text
    from mapgen.exchange.importing import run
    from mapgen.files.write import OutputError
    from mapgen.problems import InputError

    if backup and not replace:
        raise click.UsageError("--backup is for --replace.")
    try:
        wanted = _import(form, files, options)
        imported = run(wanted, out, replace=replace, backup=backup)
    except InputError as error:
        list_problems(as_text(error.problems), err=True)
        echo("Nothing was written.", err=True)
        sys.exit(1)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    for line in _summary(imported.counts, out):
        echo(line)
    if imported.backup:
        echo(f"The folder before is kept: {imported.backup}")


def _import(form: str, files: tuple[Path, ...], options: dict[str, Any]) -> Import:
    """Return what the options ask for, or end with a usage error."""
    from mapgen.exchange.common.choice import COARSE, ChoiceError
    from mapgen.exchange.common.column_map import fields_of
    from mapgen.exchange.common.mapping import NOTHING_MAPPED
    from mapgen.exchange.common.mapping_file import read_mapping
    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.row_filter import read_filter
    from mapgen.exchange.common.unknown import unknown_of
    from mapgen.exchange.importing import Import
    from mapgen.exchange.registry import maker

    if form not in _MAPPED:
        for option in ("mapping", "mapping_file", "source", "source_url", "sources"):
            if options[option]:
                names = {"mapping": "map", "mapping_file": "mapping"}
                name = names.get(option) or option.replace("_", "-")
                raise click.UsageError(f"--{name} is not for {form}, which has columns of its own.")
    for option in ("date_formats", "unknown"):
        if form in _CODEBOOK and options[option]:
            name = option.removesuffix("s").replace("_", "-")
            raise click.UsageError(f"--{name} is not for {form}, whose codebook says it.")
    try:
        typed = fields_of(options["mapping"])
        named = options["mapping_file"] or READERS[form].mapping
        mapping = read_mapping(named) if named else None
        where = (*(mapping.where if mapping else ()), *options["where"])
        wanted = read_filter(options["bbox"], options["countries"], where)
        if mapping:
            wanted = replace(wanted, optional=mapping.fields.optional)
        make = maker(
            form,
            Options(
                mapping=(mapping.fields if mapping else NOTHING_MAPPED).with_typed(typed),
                data_set=mapping,
                precision=options["precision"] or (mapping.precision if mapping else ""),
                coarse=options["coarse"] or (mapping.coarse if mapping else "") or COARSE[0],
                source=options["source"] or (mapping.source if mapping else ""),
                source_url=options["source_url"] or (mapping.source_url if mapping else ""),
                sources=options["sources"],
                date_formats=tuple(
                    options["date_formats"] or (mapping.date_formats if mapping else ())
                ),
                unknown=unknown_of(options["unknown"] or (mapping.unknown if mapping else ())),
                file=files[0],
            ),
        )
    except ChoiceError as error:
        raise click.UsageError(str(error)) from error
    return Import(files, make, wanted, title=options["title"], borders=_borders(options))


def _borders(options: dict[str, Any]) -> Any:
    given = [name for name in ("name", "from", "to", "last") if options[f"district_{name}"]]
    if not options["districts"]:
        if given:
            raise click.UsageError(f"--district-{given[0]} needs --districts FILE.")
        return None
    if "name" not in given:
        raise click.UsageError("--districts needs --district-name COLUMN.")
    if "to" in given and "last" in given:
        raise click.UsageError("Give --district-to or --district-last, not both.")
    from mapgen.exchange.districts.district_shapes import BorderFile

    return BorderFile(
        options["districts"],
        options["district_name"],
        options["district_from"],
        options["district_to"],
        options["district_last"],
    )


def _summary(counts: Counts, out: Path) -> Iterator[str]:
    yield f"{counts.rows:,} rows: {counts.events:,} events"
    if counts.not_asked_for:
        yield f"{counts.not_asked_for:,} rows do not meet the options"
    for outcome, total in (("left out", counts.left_out), ("kept", counts.odd)):
        if not total:
            continue
        words = "rows could not be used" if outcome == "left out" else "things are shown as given"
        yield f"{total:,} {words}: see import-report.csv"
        reasons = [(n, reason) for (kind, reason), n in counts.reasons.items() if kind == outcome]
        for number, reason in sorted(reasons, key=lambda each: (-each[0], each[1]))[:10]:
            yield f"  {number:,} × {reason}"
    yield f"{out}"
    yield f"Next: mapgen build {out}"
