"""The plots, drawn as SVG from templates."""
