#!/bin/sh
# Runs all benchmarks: benchmarks/run.sh [--quick] [absolute folder for the results; none: benchmarks/target and docs/performance.md]
set -eu
cd "$(dirname "$0")/.."
exec mvn -q -DskipTests -Pbenchmarks -pl benchmarks -am verify -Dbenchmark="app.quotawatch.benchmarks.Main $*"
