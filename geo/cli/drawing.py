"""Commands that draw: map, edit, atlas, figure, handout, slides, story, schematic."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import DRAWING, LANG, cli, say, say_faults, shared, unit_option
from geo.cli.outputs import OUTPUT
from geo.cli.register_options import asked_register, register_options

if TYPE_CHECKING:
    from geo.model.plan import Plan

_PAGES = (".html", ".htm")
_REALITY = click.option(
    "--reality", type=click.Path(), metavar="FILE", help="Beside a register: what buju reality has written as .json."
)
_LINK = click.option("--link", default="", metavar="URL", help="Show the QR code of an address, of the map say.")
_SIZES = "16:9, 4:3 (pixels), A4 to A0 (mm), or WxH: pixels, or millimetres as 400x300mm."


@cli.command("map", epilog="Example: buju map heilongjiang -o heilongjiang.html --open")
@click.argument("plan")
@click.option("-o", "--output", type=OUTPUT, metavar="FILE", help="Where to write; ./PLAN.html by default.")
@click.option(
    "--base", default="", metavar="URL", help="Online tiles beneath: tianditu, or an address with {z} {x} {y}."
)
@unit_option("A city or county that the page shows at first")
@click.option("--link", default="", metavar="URL", help="Show its QR code in a corner of the story and on paper.")
@click.option(
    "--watch", is_flag=True, help="Render again when its files change, with what the check finds; Ctrl+C ends."
)
@register_options
@_REALITY
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
@click.option("--embed-code", "embedded", is_flag=True, help="Print the iframe that shows the page in another.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of that iframe.")
@click.option("--step", type=int, metavar="N", help="A step of the story, from 1, at which that iframe opens.")
@click.option("--force", is_flag=True, help="Replace also what is no HTML file.")
@shared()
def map_(plan: str, output: str | None, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Render a plan as one HTML page that needs no network."""
    from geo.draw.page.page import page_html
    from geo.model.errors import UsageError, counted
    from geo.model.files import write_whole
    from geo.model.plan import missing_context, read_plan

    found = read_plan(plan, root)
    beside = _beside(found, options, quiet)
    if beside and options["watch"]:
        raise UsageError("--watch follows the files of the plan alone. Give --points and --reality without it.")
    path = _page_path(output or f"{plan}.html", force)
    shown = {name: options.pop(name) for name in ("base", "unit", "link")}
    watch, opened = options.pop("watch"), options.pop("opened")
    code = _embed_code(found, path.name, **options)
    page = page_html(found, **shown, blocks=beside)
    data = page.encode()
    write_whole(path, data, suffixes=_PAGES, force=force)
    if code:
        click.echo(code)
    say_faults(found.faults, quiet)
    located = sum(park.lon is not None for park in found.park_rows)
    zones, units = counted(len(found.zone_rows), "zone"), counted(len(found.unit_rows), "unit")
    counts = f"{zones}, {units}, {located} of {counted(len(found.park_rows), 'place')}"
    say(f"{path}: {counts} drawn, {len(data) / 1000:,.0f} kB.", quiet)
    _say_others(found, shown["unit"], quiet)
    if missing := missing_context(found.root):
        say(f"{missing}.", quiet)
    launch = partial(click.launch, path.absolute().as_uri()) if opened else None
    if watch:
        from geo.cli.watching import Watch

        Watch(plan, found.root, path, shown, quiet).run(page, launch)
    elif launch:
        launch()


def _beside(plan: Plan, options: dict[str, Any], quiet: bool) -> dict[str, str]:
    """Take what stands beside a plan on its page from the options of a command: blocks by their ids."""
    register, reality = asked_register(plan, options, quiet), options.pop("reality")
    blocks: dict[str, str] = {}
    if register:
        from geo.draw.page.register import register_block

        blocks["register"] = register_block(register)
    if reality:
        from geo.analysis.reality.result import read_reality
        from geo.draw.page.reality import reality_block

        blocks["reality"] = reality_block(read_reality(reality, plan.id))
    return blocks


@cli.command(epilog="Example: buju edit heilongjiang -o edit.html")
@click.argument("plan")
@click.option(
    "-o", "--output", default="edit.html", show_default=True, type=OUTPUT, metavar="FILE", help="Where to write."
)
@click.option(
    "--base", default="", metavar="URL", help="Online tiles to click on: tianditu, or an address with {z} {x} {y}."
)
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
@click.option("--force", is_flag=True, help="Replace also what is no HTML file.")
@shared()
def edit(plan: str, output: str, base: str, opened: bool, force: bool, root: str | None, quiet: bool) -> None:
    """Make a page to place and draw on by clicking. What it saves is taken back by buju import."""
    from geo.draw.page.edit import edit_html
    from geo.model.errors import counted
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    found, path = read_plan(plan, root), _page_path(output, force)
    write_whole(path, edit_html(found, base).encode(), suffixes=_PAGES, force=force)
    say_faults(found.faults, quiet)
    waiting = sum(park.lon is None for park in found.park_rows if not park.superseded_by)
    say(f"{path}: {counted(waiting, 'place')} not located yet. Open it in a browser; it needs no network.", quiet)
    if opened:
        click.launch(path.absolute().as_uri())


@cli.command(epilog="Example: buju atlas maps")
@click.argument("folder", type=click.Path(), metavar="DIR")
@shared()
def atlas(folder: str, root: str | None, quiet: bool) -> None:
    """Render all pages, a comparison and an index. Start at index.html; nothing needs a network."""
    from geo.draw.atlas.atlas import atlas_files
    from geo.model.files import make_folder, write_whole
    from geo.model.plan import list_plans, read_plan

    made = atlas_files([read_plan(name, root) for name in list_plans(root)])
    make_folder(Path(folder))
    for name, text in made.items():
        write_whole(Path(folder) / name, text.encode())
    say(f"{folder}: {', '.join(made)} written. Open {Path(folder) / 'index.html'}.", quiet)


@cli.command(epilog="Example: buju figure heilongjiang -o heilongjiang.png --size 16:9")
@click.argument("plan")
@click.option("-o", "--output", required=True, type=OUTPUT, metavar="FILE", help="FILE.png, FILE.svg or FILE.pdf.")
@click.option("--size", default="16:9", show_default=True, metavar="SIZE", help=_SIZES)
@click.option("--dpi", type=float, metavar="N", help="Pixels an inch; 96 for sizes in pixels, 300 for those in mm.")
@LANG
@DRAWING
@click.option("--step", type=int, metavar="N", help="A step of the story, from 1: its view, what it lights.")
@unit_option("A city or county that fills the frame")
@click.option(
    "--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="Light or dark colours."
)
@click.option(
    "--view",
    "shown",
    type=click.Choice(["layout", "industries", "numbers", "times", "sheet"]),
    default="layout",
    show_default=True,
    help="Or where industries gather, numbers at their places, now beside the plan, or a sheet to hang up.",
)
@_LINK
@register_options
@click.option("--force", is_flag=True, help="Replace also what is no picture of this kind.")
@shared()
def figure(plan: str, output: str, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Draw a plan as a picture for walls and papers."""
    from geo.draw.figure.figure import FigureOptions, make_figure
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    found, path = read_plan(plan, root), Path(output)
    register = asked_register(found, options, quiet)
    made = make_figure(found, path.suffix.lower().lstrip("."), FigureOptions(register=register, **options))
    write_whole(path, made.data, suffixes=(path.suffix.lower(),), force=force)
    for remark in made.remarks:
        say(remark, quiet)
    say_faults(found.faults, quiet)
    say(f"{path}: {options['size']}, {len(made.data) / 1000:,.0f} kB.", quiet)
    _say_others(found, options["unit"], quiet)


@cli.command(epilog="Example: buju handout heilongjiang -o heilongjiang.pdf")
@click.argument("plan")
@click.option("-o", "--output", required=True, type=OUTPUT, metavar="FILE", help="Where to write: FILE.pdf.")
@LANG
@DRAWING
@unit_option("Instead of the story, a city or county and what plans say of it")
@_LINK
@click.option("--force", is_flag=True, help="Replace also what is no PDF.")
@shared()
def handout(plan: str, output: str, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Print a plan's story, an A4 page a step. With map, text, numbers, and places with their clauses."""
    from geo.draw.figure.handout import make_handout
    from geo.model.errors import UsageError
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    found, path = read_plan(plan, root), Path(output)
    if path.suffix.lower() != ".pdf":
        raise UsageError(f"{output}: a handout is a PDF. Give -o a name that ends in .pdf.")
    data = make_handout(found, **options).written()
    write_whole(path, data, suffixes=(".pdf",), force=force)
    say_faults(found.faults, quiet)
    say(f"{path}: {len(data) / 1000:,.0f} kB.", quiet)


@cli.command(epilog="Example: buju slides heilongjiang -o heilongjiang.pptx --lang en")
@click.argument("plan")
@click.option("-o", "--output", required=True, type=OUTPUT, metavar="FILE", help="Where to write: FILE.pptx.")
@click.option("--size", type=click.Choice(["16:9", "4:3"]), help="Of a slide; 16:9, or that of the template.")
@LANG
@DRAWING
@click.option("--template", type=click.Path(), metavar="FILE", help="A PPTX of which masters, layouts, size are kept.")
@click.option("--page", default="", metavar="FILE", help="The HTML page that maps lead to; PLAN.html by default.")
@unit_option("Instead of the whole, a city or county and what plans say of it")
@click.option("--full", is_flag=True, help="Add an appendix: each zone, and tables of all numbers, places and sources.")
@register_options
@_REALITY
@click.option("--force", is_flag=True, help="Replace also what is no PPTX.")
@shared()
def slides(plan: str, output: str, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Make a deck of ten slides that argue. Native maps, charts and tables that can be edited; notes to speak from."""
    from geo.draw.slides.slides import Options, make_slides
    from geo.model.errors import UsageError, counted
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    if Path(output).suffix.lower() != ".pptx":
        raise UsageError(f"{output}: slides are a PPTX. Give -o a name that ends in .pptx.")
    template = Path(options.pop("template")) if options["template"] else options.pop("template")
    found = read_plan(plan, root)
    options |= {name: options[name] or "" for name in ("size", "unit")}
    if (options["reality"] or options["points"]) and options["unit"]:
        raise UsageError("--points and --reality tell of the whole plan. Give them without --unit.")
    options["register"] = asked_register(found, options, quiet)
    if options["reality"]:
        from geo.analysis.reality.result import read_reality

        options["reality"] = read_reality(options["reality"], found.id)
    deck = make_slides(found, Options(template=template, **options))
    write_whole(Path(output), deck.data, suffixes=(".pptx",), force=force)
    for remark in (*deck.remarks, *_missing_page(Path(output), options["page"] or f"{found.id}.html", plan)):
        say(remark, quiet)
    say_faults(found.faults, quiet)
    say(f"{output}: {counted(deck.slides, 'slide')}, {len(deck.data) / 1000:,.0f} kB.", quiet)


@cli.command(epilog="Example: buju story heilongjiang -o story.csv")
@click.argument("plan")
@click.option(
    "-o", "--output", required=True, type=OUTPUT, metavar="FILE", help="FILE.csv; a plan's own is data/PLAN/story.csv."
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@shared(writes=True)
def story(plan: str, output: str, force: bool, root: str | None, quiet: bool) -> None:
    """Write the steps that a plan's slogan gives. To edit, and to tell in their place as its story.csv."""
    from dataclasses import replace

    from geo.draw.scene.build import make_scene
    from geo.draw.scene.story import step_rows
    from geo.model.errors import OutputError, UsageError, counted
    from geo.model.files import write_whole
    from geo.model.plan import read_plan
    from geo.model.schema import Step
    from geo.model.tables import format_table

    path = Path(output)
    if path.suffix.lower() != ".csv":
        raise UsageError(f"{output}: a story is a CSV table. Give -o a name that ends in .csv.")
    if path.exists() and not force:
        raise OutputError(f"{output} is there already. Choose another name with -o, or replace it with --force.")
    rows = step_rows(make_scene(replace(read_plan(plan, root), steps=())).steps)
    suffixes = () if path.name == "story.csv" else (".csv",)
    write_whole(path, format_table(rows, Step).encode(), suffixes=suffixes, force=force)
    say(f"{output}: {counted(len(rows), 'step')}.", quiet)


@cli.command(epilog="Example: buju schematic heilongjiang --redraw harbin-pole")
@click.argument("plan")
@click.option(
    "--redraw", multiple=True, metavar="ID", help="A zone to draw anew though a hand adjusted it; repeatable."
)
@shared(writes=True)
def schematic(plan: str, redraw: tuple[str, ...], root: str | None, quiet: bool) -> None:
    """Derive the planning diagram (空间布局图). It stands in layers/PLAN/schematic.geojson."""
    from geo.analysis.canonical import write_rows
    from geo.model.errors import counted
    from geo.model.plan import file_of, read_plan
    from geo.space.schematic import make_schematic

    found = read_plan(plan, root)
    diagram = make_schematic(found, redraw)
    write_rows(found, "schematic.geojson", diagram.rows)
    shown = file_of(plan, "schematic.geojson")
    kept = f", {len(diagram.kept)} kept as adjusted: {', '.join(diagram.kept)}" if diagram.kept else ""
    say(f"{shown}: {len(diagram.rows)} of {counted(len(found.zone_rows), 'zone')} drawn{kept}.", quiet)
    if diagram.unplaced:
        say(f"Unplaced, with neither an outline nor a located place: {', '.join(diagram.unplaced)}.", quiet)


def _page_path(name: str, force: bool) -> Path:
    """Return where a page is written; a name of something else must be meant."""
    from geo.model.errors import UsageError

    path = Path(name)
    if not (force or path.exists() or path.suffix.lower() in _PAGES):
        hint = f"Write {path.with_suffix('.html')}, or keep the name with --force."
        raise UsageError(f"{path} is no name of an HTML page. {hint}")
    return path


def _missing_page(deck: Path, page: str, plan: str) -> tuple[str, ...]:
    """Return a remark where the page to which the maps of a deck lead is not beside it."""
    if (deck.parent / page).is_file():
        return ()
    return (f"{deck}: maps lead to {page}, which is not beside it. Write it: buju map {plan} -o {deck.parent / page}",)


def _say_others(plan: Plan, unit: str | None, quiet: bool) -> None:
    """Say which other plans of the workspace have the unit that is shown: maps are of one plan."""
    if unit is None or quiet:
        return
    from geo.analysis.concern import others_with

    found = plan.unit_named(unit)
    others = [other.id for other in others_with(plan, found.unit)]
    say(f"{found.name} stands in {', '.join(others)} too: buju join --unit {found.unit} lists it all.", not others)


def _embed_code(plan: Plan, name: str, embedded: bool, lang: str, step: int | None) -> str:
    """Return the iframe that ``--embed-code`` asks for, before anything is written; else an empty text."""
    if not embedded:
        if lang != "zh" or step is not None:
            from geo.model.errors import UsageError

            raise UsageError("--lang and --step say how an embedded page opens. Add --embed-code.")
        return ""
    from geo.draw.page.embed import embed_code

    return embed_code(plan, name, lang=lang, step=step)
