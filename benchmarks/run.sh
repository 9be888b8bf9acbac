#!/bin/sh
# Runs all benchmarks: benchmarks/run.sh [--quick] [folder for the results, benchmarks/target if none]
set -eu
cd "$(dirname "$0")/.."
exec mvn -q -DskipTests -Pbenchmarks -pl benchmarks -am verify -Dbenchmark="app.quotawatch.benchmarks.Main $*"
