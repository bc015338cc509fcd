"""Where digital competences are taught in bachelor programmes: reads course grids, shows coverage and gaps."""

__version__ = "0.1.0"
