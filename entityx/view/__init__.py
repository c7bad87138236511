"""Pictures of a graph: an offline page, notebook views, and colours for displaCy."""

from entityx.view.page import frame_graph, render_page
from entityx.view.palette import displacy_options

__all__ = ["displacy_options", "frame_graph", "render_page"]
