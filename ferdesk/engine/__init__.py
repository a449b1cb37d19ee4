"""Sources, faces, models and the threads that join them. Never imports Qt."""
