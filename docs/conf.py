"""How Sphinx makes the site of these pages: `./dev site`."""

from starl import __version__

project = "starl"
author = "The founders of starl"
copyright = "the founders of starl, MIT licence"
version = release = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["stories", "pictures/*.md", "_site"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]
html_theme = "furo"
html_title = "starl"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
pygments_style = "friendly"
pygments_dark_style = "monokai"
nitpicky = True
