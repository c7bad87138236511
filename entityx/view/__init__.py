"""Pictures of a graph: an offline page, notebook views, and colours for displaCy."""

from entityx.view.page import frame_graph, render_page
from entityx.view.palette import displacy_options
from entityx.view.plot import plot_graph

__all__ = ["displacy_options", "frame_graph", "plot_graph", "render_page"]
