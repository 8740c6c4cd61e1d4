"""The language work: `analyse(article) -> Analysis`."""

from components.analysis.pipeline import analyse

__all__ = ["analyse"]
