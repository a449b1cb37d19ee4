"""The parts of a face detector: BlazeFace, what proposes places to look at, and the shipped model files."""
