#!/bin/sh
# What searching everything costs, in a plan of 500 answers with the shipped
# forms: median milliseconds for each thing that is looked for, and the most
# that it may be, one frame.
#
#	BUILD=build tests/bench/search.sh
echo 'Searching everything in a plan of 500 answers'
exec "${BUILD:-build}/bench/search" forms share
