"""Figures as a table: for the terminal, and as a page with charts."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.charts import growth, rates, targets
from benchmarks.measuring import Figure, Results, Scale

_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""), (1e-3, "m"), (1e-6, "\N{MICRO SIGN}"))

_BEGINNING = """\
Typed mail at the price of a bare loop: that is the claim, and this is how it stands. Each figure
is a ratio to the same work done by another, in the same run, in turns: the median of the rounds,
and in brackets the quarter below and the quarter above, if there was more than one round. Of rates
a higher one is better, of all else a lower one. `tox -e bench` measures all of it anew and writes
this page; `tox -e bench -- --quick` ends within two minutes and writes nothing.
"""


def table(figures: list[Figure]) -> str:
    """Return the table in Markdown."""
    lines = [
        "Work | Beside | Ours | The other's | Ratio (spread) | Target | Met",
        "---- | ------ | ---- | ----------- | -------------- | ------ | ---",
    ]
    for figure in figures:
        met = {None: "shown", True: "yes", False: "**no**"}[figure.met]
        cells = (
            figure.work + (f" ({figure.note})" if figure.note else ""),
            figure.beside,
            *(_amount(value, figure.unit) for value in figure.medians),
            _ratio(figure),
            _target(figure),
            met,
        )
        lines.append(" | ".join(cells))
    return "\n".join(lines) + "\n"


def verdict(figures: list[Figure]) -> str:
    """Return one line that says how many targets are met, and which are not."""
    judged = [figure for figure in figures if figure.met is not None]
    missed = [f"{figure.work} beside {figure.beside}" for figure in judged if not figure.met]
    text = f"{len(judged) - len(missed)} of {len(judged)} targets are met."
    return f"{text} Not met: {'; '.join(missed)}." if missed else text


def write(results: Results, page: Path, folder: Path, remarks: str) -> None:
    """Write the page, and its charts and raw figures into a folder beside it.

    Args:
        remarks: what is known about the figures, in Markdown.
    """
    folder.mkdir(parents=True, exist_ok=True)
    raw = json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n"
    folder.joinpath("figures.json").write_text(raw, encoding="utf-8")
    charts = {
        "rates": ("Mails per second, by the size of a mail", rates(results.figures)),
        "targets": ("How far each figure is from its target", targets(results.figures)),
        "growth": ("How costs grow", growth(results.scales)),
    }
    shown = []
    for name, (title, drawing) in charts.items():
        if drawing:
            folder.joinpath(f"{name}.svg").write_text(drawing, encoding="utf-8")
            shown.append(f"![{title}]({folder.name}/{name}.svg)\n")
    parts = [
        "<!-- Written by `tox -e bench`; do not edit. -->",
        "# Benchmarks\n",
        *shown[:1],
        _BEGINNING,
        f"{verdict(results.figures)}\n",
        table(results.figures),
        *shown[1:],
        *(_scale(scale) for scale in results.scales),
        "## What was measured, and where\n",
        "\n".join(f"- {name}: {value}" for name, value in results.facts.items()) + "\n",
        remarks,
        f"Every single value is in [figures.json]({folder.name}/figures.json).",
    ]
    page.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _scale(scale: Scale) -> str:
    heads = [f"{scale.name[0].upper()}{scale.name[1:]}", *scale.costs]
    rows = [
        " | ".join([str(count), *(f"{values[at]:,.4g}" for values in scale.costs.values())])
        for at, count in enumerate(scale.counts)
    ]
    return "\n".join([" | ".join(heads), " | ".join("-----" for _ in heads), *rows]) + "\n"


def _ratio(figure: Figure) -> str:
    ratio = _number(figure.ratio)
    if len(figure.ratios) == 1:  # there is no spread
        return ratio
    return f"{ratio} ({' to '.join(map(_number, figure.spread))})"


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"at {'least' if figure.at_least else 'most'} {_number(figure.target)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _amount(value: float, unit: str) -> str:
    if unit == "mails/s":
        return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"
    if unit == "threads":
        return f"{value:g} {unit}"
    size, prefix = next((p for p in _PREFIXES if abs(value) >= p[0]), _PREFIXES[-1])
    return f"{value / size:.3g} {prefix}{'B' if unit == 'bytes' else unit}"
