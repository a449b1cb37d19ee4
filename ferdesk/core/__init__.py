"""Values and pure functions. NumPy and cv2 image functions only: no threads, no files but `paths`, no Qt."""
