"""The README's plots as SVG, one file for light pages and one for dark ones.

GitHub shows an SVG as a picture: no script, no font and no address from elsewhere, so all that is
known of the reader is the theme, which the README's <picture> asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from awesome_p2ti.escaping import legal_xml
from awesome_p2ti.outputs.jinja import environment
from awesome_p2ti.outputs.output_files import File
from awesome_p2ti.outputs.plots.fidelity_scatter import Scatter, scatter
from awesome_p2ti.outputs.plots.papers_per_quarter import Quarters, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog

FOLDER = "assets"
THEMES: dict[str, dict[str, Any]] = {
    "light": {
        "paper": "#ffffff", "text": "#1f2328", "muted": "#59636e", "grid": "#d1d9e0",
        "series": ["#0550ae", "#d9730d", "#1a7f64", "#a0409a", "#0a9bc4", "#b8860b", "#6e7781"],
    },
    "dark": {
        "paper": "#0d1117", "text": "#f0f6fc", "muted": "#9198a1", "grid": "#3d444d",
        "series": ["#58a6ff", "#ffa657", "#3fd0a4", "#e08ad8", "#8fdcff", "#e3c04f", "#a5adb7"],
    },
}  # fmt: skip
"""Colours of GitHub's pages; the contrast of text is 4.5 to 1 or more, of series 3 to 1."""
_PICTURE = Markup("""\
<picture>
  <source media="(prefers-color-scheme: dark)" srcset="{dark}">
  <img alt="{alt}" src="{light}" width="{width}">
</picture>""")


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture for the README: its name in assets/, what it shows in words, and its numbers."""

    name: str
    alt: str
    data: Quarters | Scatter | None
    width: int = 640
    """How wide the README shows it, in pixels."""


OVERVIEW = Plot(
    "overview",
    "From one or a few pictures, here of a striped teapot, a text-to-image model learns the "
    "subject: by fine-tuning, through an encoder, or without training. Then it draws that very "
    "teapot as a prompt says: on the moon, under water, in the snow.",
    data=None,
    width=760,
)
"""The drawing of what personalization is; it needs no data."""


def plots(catalog: Catalog) -> Iterator[File]:
    """Yield each plot in light and in dark colours."""
    env = environment(catalog.root, for_markdown=False)
    env.finalize = _as_xml
    for plot in (OVERVIEW, *plots_of(catalog).values()):
        template = env.get_template(f"plots/{plot.name}.svg.j2")
        for theme, colours in THEMES.items():
            svg = template.render(plot=plot.data, alt=plot.alt, colours=colours, theme=theme)
            yield File(f"{FOLDER}/{plot.name}-{theme}.svg", svg)


def pictures(catalog: Catalog) -> dict[str, Markup]:
    """Return each plot as HTML that shows the file for the reader's theme, by name."""
    return {p.name: _picture(p) for p in (OVERVIEW, *plots_of(catalog).values())}


def _picture(plot: Plot) -> Markup:
    return _PICTURE.format(
        dark=f"{FOLDER}/{plot.name}-dark.svg",
        light=f"{FOLDER}/{plot.name}-light.svg",
        alt=_as_xml(plot.alt),
        width=plot.width,
    )


def plots_of(catalog: Catalog) -> dict[str, Plot]:
    """Return the plots for which the catalog has numbers, by name."""
    found: dict[str, Plot] = {}
    if by_quarter := quarters(catalog):
        found["papers"] = Plot("papers", by_quarter.alt, by_quarter)
    if fidelity := scatter(catalog):
        found["dreambench"] = Plot("dreambench", fidelity.alt, fidelity)
    return found


def _as_xml(value: Any) -> Any:
    return legal_xml(value) if type(value) is str else value
