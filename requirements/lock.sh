#!/usr/bin/env bash
# Write run.txt and dev.txt anew from pyproject.toml: exact versions and hashes, and no address of where they came from.
# Versions stay as they are unless pyproject.toml asks for others; `--upgrade` takes the newest of everything.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)

lock() {
    local name=$1
    shift
    "$uv" pip compile pyproject.toml "$@" --quiet --universal --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" --output-file "requirements/$name.txt"
    echo "requirements/$name.txt: $(grep -c '==' "requirements/$name.txt") packages."
}

lock run --group build "$@"
lock dev --group build --group dev "$@"
