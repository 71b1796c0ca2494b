#!/bin/sh
# What a key costs: in processor time beside an editor that people know, in
# bytes to the terminal, in long texts and in long lists.
#
#	SEVENSTEPS=build/sevensteps tests/bench/typing.sh
exec python3 "$(dirname "$0")/typing.py"
