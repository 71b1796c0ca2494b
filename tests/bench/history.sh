#!/bin/sh
# What a history of 1,000,000 acts costs: writing it, and `sevensteps verify`
# as people run it, in seconds of processor time.
#
#	BUILD=build SEVENSTEPS=build/sevensteps tests/bench/history.sh
exec python3 "$(dirname "$0")/history.py"
