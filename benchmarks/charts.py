"""Figures as drawings: SVG, written by hand, legible on a light page and on a dark one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from benchmarks.measuring import Figure, Scale

_WIDTH = 860
_BAR = 18
_LABEL = 430
_INK, _OURS, _THEIRS, _BAD = "#7a7f87", "#2f81c7", "#a9b4c0", "#d1663d"


def rates(figures: Sequence[Figure]) -> str:
    """Draw the mails per second of each contestant, as a part of the fastest at that size."""
    groups: dict[str, dict[str, float]] = {}
    own: set[str] = set()
    for figure in figures:
        if figure.row == "stream":
            ours, _, size = figure.work.rpartition(", mails of ")
            group = groups.setdefault(size, {})
            group[ours], group[figure.beside] = figure.medians
            own.add(ours)
    drawing = _Drawing()
    for size, group in groups.items():
        drawing.text(0, f"Mails of {size}", bold=True)
        drawing.line()
        best = max(group.values())
        for name, rate in group.items():
            drawing.text(12, name)
            drawing.bar(rate / best, _OURS if name in own else _THEIRS, f"{rate:,.0f} mails/s")
            drawing.line()
        drawing.line(0.4)
    return drawing.svg("Mails per second") if groups else ""


def targets(figures: Sequence[Figure]) -> str:
    """Draw how many times better or worse than its target each figure is."""
    drawing = _Drawing()
    judged = [figure for figure in figures if figure.target is not None]
    for figure in judged:
        assert figure.target is not None
        better = figure.ratio / figure.target
        if not figure.at_least:
            better = 1 / better if better else math.inf
        drawing.text(0, f"{figure.work}, beside {figure.beside}", size=9)
        drawing.line(0.75)
        drawing.centred(math.log2(better) / 4, _OURS if figure.met else _BAD, f"{better:.2f}")
        drawing.line(1.1)
    return drawing.svg("Times better than the target (right of the middle: met)") if judged else ""


def growth(scales: Sequence[Scale]) -> str:
    """Draw each cost over the number that it grows with."""
    drawing = _Drawing()
    for scale in scales:
        for cost, values in scale.costs.items():
            drawing.text(0, f"{cost}, by {scale.name}")
            drawing.curve(scale.counts, values)
    return drawing.svg("How costs grow") if scales else ""


class _Drawing:
    """Lines of a drawing, from the top down."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._top = 34.0

    def line(self, lines: float = 1.0) -> None:
        """Go down."""
        self._top += lines * (_BAR + 4)

    def text(self, left: float, text: str, *, size: int = 12, bold: bool = False) -> None:
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{left:.1f}" y="{self._top + 13:.1f}" font-size="{size}"{weight}>'
            f"{escape(text.replace('`', ''))}</text>"
        )

    def bar(self, part: float, colour: str, text: str) -> None:
        """Draw a bar from the left, and a text behind it."""
        width = max(part * (_WIDTH - _LABEL - 110), 1)
        self._box(_LABEL, width, colour)
        self.text(_LABEL + width + 6, text, size=11)

    def centred(self, part: float, colour: str, text: str) -> None:
        """Draw a bar from the middle, to the right or (for less than 0) to the left."""
        half = _WIDTH / 2 - 60
        width = max(min(abs(part), 1.0) * half, 1)
        left = _WIDTH / 2 - (width if part < 0 else 0)
        self._box(left, width, colour)
        self.text(left + width + 6 if part >= 0 else left - 34, text, size=11)

    def curve(self, across: Sequence[float], up: Sequence[float]) -> None:
        """Draw values over numbers, both from 0."""
        height, left, right = 70.0, _LABEL, _WIDTH - 120
        points = " ".join(
            f"{left + x / max(across) * (right - left):.1f},"
            f"{self._top + height - y / (max(up) or 1) * height:.1f}"
            for x, y in zip(across, up, strict=True)
        )
        self._parts.append(
            f'<path d="M{left},{self._top:.1f}v{height}h{right - left}" '
            f'stroke="{_INK}" fill="none"/>'
            f'<polyline points="{points}" stroke="{_OURS}" stroke-width="2" fill="none"/>'
        )
        self.text(right + 8, f"{up[-1]:,.4g} at {across[-1]:g}", size=11)
        self._top += height + 22

    def svg(self, title: str) -> str:
        """Return the whole drawing."""
        height = self._top + 8
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" '
            f'font-family="sans-serif" fill="{_INK}" role="img">'
            f"<title>{escape(title)}</title>"
            f'<text x="0" y="18" font-size="15" font-weight="bold">{escape(title)}</text>'
            f"{''.join(self._parts)}</svg>\n"
        )

    def _box(self, left: float, width: float, colour: str) -> None:
        self._parts.append(
            f'<rect x="{left:.1f}" y="{self._top:.1f}" width="{width:.1f}" height="{_BAR}" '
            f'fill="{colour}"/>'
        )
