"""README speaks of what is there: its commands parse, its files exist, its keys are the window's."""

import re
import shlex
from pathlib import Path

import pytest

from ferdesk import cli
from ferdesk.ui.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"^```\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
COMMAND_LINES = [line for block in CODE for line in block.splitlines() if line.startswith("ferdesk")]


def test_the_two_commands_come_first() -> None:
    assert re.match(r"python3 dev\.py run .*\npython3 dev\.py test .*\n$", CODE[0])


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_every_example_is_understood(line: str) -> None:
    words = shlex.split(line, comments=True)[1:] or ["run"]
    assert callable(cli._parser().parse_args(words).command)


def test_every_command_is_described() -> None:
    for command in cli._COMMANDS:
        assert re.search(rf"^\| `{command}\b", README, flags=re.MULTILINE), f"{command} is not in the table"


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"\]\(([\w./-]+)\)|`((?:docs|assets|tests)/[\w./-]+)`", README)))
)
def test_every_file_that_is_named_exists(name: tuple[str, str]) -> None:
    assert (ROOT / "".join(name)).exists()


def test_every_shortcut_is_listed() -> None:
    keys = README.partition("## Keys")[2].partition("\n## ")[0]
    for command in COMMANDS:
        assert command.shortcut in keys, f"{command.shortcut} ({command.text}) is not listed"
