#!/bin/sh
# What an idle screen does: nothing is expected.
#
#	SEVENSTEPS=build/sevensteps tests/bench/idle.sh
exec python3 "$(dirname "$0")/idle.py"
