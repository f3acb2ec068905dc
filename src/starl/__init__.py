"""starl: a failure journal and STAR-L story coach that runs on your own machine."""

__version__ = "0.1.0"
