#!/bin/sh
# Runs all benchmarks: benchmarks/run.sh [--quick] [--only REGEX] [FOLDER]
# REGEX: a part of a step's name in the progress output, without spaces, such as 'FilterPair|Encoding'; FOLDER: an absolute path for the
# results. Without both, they go into benchmarks/target and docs/performance.md. Exits with 1 if anything failed.
set -eu
cd "$(dirname "$0")/.."
echo "Building"
mvn -q -DskipTests -f benchmarks/quarkus-calls/pom.xml -pl unobserved,quotawatch,opentelemetry -am package
exec mvn -q -DskipTests -Pbenchmarks -pl benchmarks -am verify -Dbenchmark="app.quotawatch.benchmarks.Main $*"
