"""The web app: the whole preparation in the browser, on the person's own machine."""
