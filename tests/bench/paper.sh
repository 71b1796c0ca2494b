#!/bin/sh
# What a plan on paper costs beside programs that set text.
#
#	SEVENSTEPS=build/sevensteps tests/bench/paper.sh
exec python3 "$(dirname "$0")/paper.py"
