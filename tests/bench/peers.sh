#!/bin/sh
# Measure the program beside others that people know, in one run: start,
# typing, printing, and doing nothing.  What is not installed is left out and
# said.  Figures are ratios of medians of pairs; absolute times are only for
# orientation.
#
#	SEVENSTEPS=build/sevensteps tests/bench/peers.sh
exec python3 "$(dirname "$0")/peers.py"
