"""The server for assistants: tools, resources and prompts over the Model Context Protocol."""
