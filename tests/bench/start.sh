#!/bin/sh
# How soon the first screen stands, with 10,000 people and with ten, and
# beside a dialog of twelve fields.
#
#	SEVENSTEPS=build/sevensteps tests/bench/start.sh
exec python3 "$(dirname "$0")/start.py"
