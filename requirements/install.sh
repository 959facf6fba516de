#!/usr/bin/env bash
# Put what requirements/$1.txt locks into .venv, then the project itself. With uv when it is there, else with pip.
# Nothing is taken that the lock holds no hash for, and nothing that it does not name.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=requirements/$1.txt
total=$(grep -c '==' "$lock")

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$name"; then echo "$name" && return; fi
    done
    echo "Pledgekeeper needs Python 3.11 or later, and here python3 is $(python3 --version 2>&1 || echo missing)." >&2
    echo "Install a newer one, or name it: make PYTHON=/path/to/python3.12" >&2
    return 1
}

make_venv() {
    local python
    python=$(find_python)
    echo "Making .venv with $("$python" --version)."
    if command -v uv >/dev/null; then
        uv venv --quiet --clear --python "$python" .venv
    elif ! "$python" -m venv --clear .venv; then
        echo "$python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
        return 1
    fi
}

counted() { # pip's many lines as a few
    awk -v total="$total" '
        /^(Collecting|Requirement already)/ { if (++n % 20 == 0 || n == 1) { print "  " n " of about " total; fflush() } }
        /^Installing collected/ { print "  unpacking"; fflush() }'
}

install() {
    if command -v uv >/dev/null; then
        uv pip install --python .venv "$@"
    elif .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off "$@" | counted
    else
        .venv/bin/python -m ensurepip >/dev/null && install "$@"
    fi
}

new_enough .venv/bin/python || make_venv
echo "Installing up to $total packages from $lock. The first time takes a minute or two, later seconds."
# The lock names everything, so nothing is left to resolve: an older pip would look for a newer “coverage[toml]” than is locked.
install --require-hashes --no-deps -r "$lock"
install --quiet --no-deps --no-build-isolation --editable .
