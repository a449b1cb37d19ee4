"""The window. All of the Qt code, and nothing else."""
