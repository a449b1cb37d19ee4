"""Where expressions of a group are allowed: the table of the law, and no way around it."""

import dataclasses
import inspect

import pytest

from ferdesk.core.policy import Policy, Region, Setting
from ferdesk.core.room_windows import RoomWindows
from ferdesk.session.room import RoomSession


@pytest.mark.parametrize("setting", list(Setting))
@pytest.mark.parametrize("region", list(Region))
def test_rule_2_work_and_education_in_the_eu_and_eea_are_prohibited(setting: Setting, region: Region) -> None:
    prohibited = setting in ("education", "workplace") and region in ("eu", "eea")
    assert Policy(setting, region).expressions_allowed is not prohibited


def test_rule_2_there_is_no_hidden_override() -> None:
    """The answers are all that a policy is, and nothing that analyses a room can be made without one."""
    assert [field.name for field in dataclasses.fields(Policy)] == ["setting", "region"]
    for made in (RoomSession, RoomWindows):
        policy = inspect.signature(made).parameters["policy"]
        assert policy.annotation is Policy
        assert policy.default is inspect.Parameter.empty
    names = set(inspect.signature(RoomSession).parameters) | set(inspect.signature(RoomWindows).parameters)
    assert names == {"settings", "policy", "started_s"}
