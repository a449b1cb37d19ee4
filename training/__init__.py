"""Training, evaluation and export of every model that ferdesk ships."""
