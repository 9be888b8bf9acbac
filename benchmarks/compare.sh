#!/bin/sh
# Compares the quick runs of two commits: benchmarks/compare.sh BEFORE AFTER [further arguments of run.sh, such as --only FilterPair]
# Both must have benchmarks/run.sh and support the arguments. Their runs alternate, so that drift of the machine affects both equally:
# two each, about 90 minutes; ROUNDS sets another number. Prints QuotaWatch's figures that moved beyond the noise; for developers, not CI.
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
before=$(git -C "$root" rev-parse --verify "$1^{commit}")
after=$(git -C "$root" rev-parse --verify "$2^{commit}")
shift 2
work=$(mktemp -d)
cleanup() {
  for side in before after; do
    [ ! -d "$work/$side" ] || git -C "$root" worktree remove --force "$work/$side"
  done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM
git -C "$root" worktree add --quiet --detach "$work/before" "$before"
git -C "$root" worktree add --quiet --detach "$work/after" "$after"
files=
round=1
while [ "$round" -le "${ROUNDS:-2}" ]; do
  for side in before after; do
    echo "Round $round, $side"
    results=$work/$side-$round
    "$work/$side/benchmarks/run.sh" --quick "$@" "$results" >"$results.log" 2>&1 || {
      tail -50 "$results.log" >&2
      exit 1
    }
    files="$files $results/performance.json"
  done
  round=$((round + 1))
done
cd "$root"
mvn -q -DskipTests -Pbenchmarks -pl benchmarks -am verify -Dbenchmark="app.quotawatch.benchmarks.Compare$files"
