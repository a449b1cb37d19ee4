"""The models as `ferdesk models` shows them."""

from dataclasses import asdict

from ferdesk.core.spec import OWN_BORDER, ModelEntry, ModelSpec


def as_dict(entry: ModelEntry) -> dict[str, object]:
    """All of an entry but its golden sample, ready for JSON."""
    facts: dict[str, object] = {
        "name": entry.name,
        "file": str(entry.path),
        "sha256": entry.sha256,
        "shipped": entry.shipped,
        "usable": not entry.problem,
        "problem": entry.problem,
    }
    return facts | spec_facts(entry.spec) if entry.spec else facts


def spec_facts(spec: ModelSpec) -> dict[str, object]:
    """All that a model file says of itself but its golden sample, ready for JSON."""
    inputs = spec.preprocess
    return {
        "title": spec.title,
        "paper": spec.paper,
        "labels": spec.labels,
        "input": [inputs.height, inputs.width, inputs.channels],
        "mean": inputs.mean,
        "std": inputs.std,
        "margin": inputs.margin,
        "shift": inputs.shift,
        "align": inputs.align,
        **({} if spec.border == OWN_BORDER else {"border": asdict(spec.border)}),
        "parameters": spec.parameters,
        "temperature": spec.temperature,
        "trained_on": spec.trained_on,
        "measured": [
            {"metric": m.metric, "value": m.value, "data": m.data, "command": m.command} for m in spec.measured
        ],
    }


def as_line(entry: ModelEntry, cost_ms: float | None, *, checked: bool) -> str:
    """One line for people: `cost_ms` is what a face costs here, `checked` that the golden sample was asked for."""
    spec = entry.spec
    if spec is None:
        return f"{entry.name:<20} cannot be used: {entry.problem}"
    inputs = spec.preprocess
    accuracy = spec.accuracy
    figure = f"{accuracy.value:.1%} on {accuracy.data}" if accuracy else "not measured"
    size = f"{inputs.height}x{inputs.width}x{inputs.channels}"
    proof = "  golden sample reproduced" if checked else ""
    cost = "" if cost_ms is None else f"{cost_ms:>7.2f} ms a face  "
    return f"{entry.name:<20} {size:<11} {spec.parameters:>11,} parameters  {cost}{figure}{proof}"
