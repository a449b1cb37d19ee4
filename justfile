# Short names for what can be typed by hand as well. `just` lists them.

python := ".venv/bin/python"

_default:
    @just --list --unsorted

# install what the application needs
setup:
    python3 dev.py setup

# start ferdesk with what it showed last
run *arguments:
    python3 dev.py run {{ arguments }}

# start with the embedded demo
demo:
    python3 dev.py run --source demo

# ruff, mypy and the import contracts
check:
    python3 dev.py check

# let ruff format and repair
fix:
    python3 dev.py fix

# every check and every test
test *arguments:
    python3 dev.py test {{ arguments }}

# speed on this computer
bench *arguments:
    python3 dev.py bench {{ arguments }}

# the measured tables of docs/performance.md
performance:
    python3 dev.py performance

# one training step: data, fit, study, evaluate, export, report
train step *arguments:
    {{ python }} -m training {{ step }} {{ arguments }}
