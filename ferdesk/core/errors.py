"""The errors a user can meet.

Library errors are translated to one of these where they enter, with one sentence that says what failed, on which
file or device, and what to try. The sentence is shown as it is, in the window or on stderr.
"""


class FerdeskError(Exception):
    """Something a user can act on; `str(error)` is the sentence to show."""


class SourceError(FerdeskError):
    """A camera, file, folder or stream cannot be opened or read."""


class DetectorError(FerdeskError):
    """The face detector cannot be made or cannot read a picture."""


class ModelError(FerdeskError):
    """A model file is not one that ferdesk can trust and run."""


class NotDescribedError(ModelError):
    """A model file says nothing of its labels and scaling; a person can."""


class ExportError(FerdeskError):
    """A result cannot be written."""


class SessionError(FerdeskError):
    """A recorded session cannot be written or read."""


class StreamError(FerdeskError):
    """A live stream cannot be opened or kept on this computer."""
