"""What is kept of a run: tables today, journals and recordings later. Never imports Qt."""
