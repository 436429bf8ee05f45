"""The one place that states the version; ``setup.py`` reads it without importing."""

__version__ = "0.1.0"
