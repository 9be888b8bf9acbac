#!/bin/sh
# Compares the quick runs of two commits: benchmarks/compare.sh BEFORE AFTER
# Both must have benchmarks/run.sh. Prints what of ours moved beyond the noise; for developers, not for CI.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$work/tree" 2>/dev/null || true; rm -rf "$work"' EXIT
for side in before after; do
  commit=$1
  shift
  git -C "$root" worktree add --quiet --detach "$work/tree" "$commit"
  "$work/tree/benchmarks/run.sh" --quick "$work/$side" >"$work/$side.log" 2>&1 || { tail -50 "$work/$side.log"; exit 1; }
  git -C "$root" worktree remove --force "$work/tree"
done
cd "$root"
mvn -q -DskipTests -Pbenchmarks -pl benchmarks -am verify \
  -Dbenchmark="app.quotawatch.benchmarks.Compare $work/before/performance.json $work/after/performance.json"
