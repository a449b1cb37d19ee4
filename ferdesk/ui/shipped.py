"""The real engine, put together for the window; nothing heavy is loaded yet."""

from ferdesk.engine.jobs import Jobs
from ferdesk.ui.desk import Engine
from ferdesk.ui.engine import LatePipeline, ShippedComparer, ShippedEngine, ShippedRecordings, ShippedRooms
from ferdesk.ui.group_checks import ShippedGroups
from ferdesk.ui.stored_sessions import ShippedSessions


def shipped_engine(*, loop: bool) -> tuple[Engine, ShippedEngine, LatePipeline]:
    """The engine, what makes its pipeline, and what stands for that until then; `loop`: files start again."""
    jobs, late = Jobs(), LatePipeline()
    parts = ShippedEngine(jobs, loop=loop)
    engine = Engine(
        pipeline=late,
        jobs=jobs,
        library=parts,
        list_cameras=parts.list_cameras,
        explaining=parts,
        comparer=ShippedComparer(parts),
        recordings=ShippedRecordings(parts),
        rooms=ShippedRooms(),
        groups=ShippedGroups(parts),
        streams=parts.streams,
        sessions=ShippedSessions(parts),
    )
    return engine, parts, late
