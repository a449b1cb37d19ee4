"""One file a panel. Panels import `core` and Qt, never `engine` and never each other."""
