#!/usr/bin/env bash
# The cost of the extension in a Quarkus application with one REST client and one client each of java.net.http, OkHttp and Apache
# HttpClient 5: start-up time, CPU time and memory, each the median of paired starts. The starts of a pair alternate in order, so
# that other load on the machine affects both equally. After
#   mvn -q -DskipTests -pl quarkus-extension/deployment -am install
# run   benchmarks/quarkus-start/measure.sh [PAIRS]   with further Maven options in MAVEN_ARGS.
set -Eeuo pipefail
trap 'echo "failed at line $LINENO" >&2' ERR
cd "$(dirname "$0")"
pairs=${1:-10}
work=$(mktemp -d)
trap "rm -rf $work" EXIT

for kind in without with; do
    profile=$([ "$kind" = with ] && echo "-Pwith" || true)
    (cd ../.. && mvn -q -B ${MAVEN_ARGS:-} $profile -f benchmarks/quarkus-start/pom.xml \
        -Dmaven.multiModuleProjectDirectory="$PWD" clean package)
    mv target/quarkus-app "$work/$kind"
done

# prints "started in" and the CPU time in milliseconds and, in KiB after one call, the resident memory and the live objects and
# classes. The system sees the former, but it varies by some 10 MiB depending on the JIT's scratch memory; the latter does not.
start() {
    local log=$work/log port=$((20000 + RANDOM % 20000))
    : > "$log"
    java -Xms64m -Xmx64m -XX:+UseSerialGC -Dquarkus.http.port=$port -jar "$work/$1/quarkus-run.jar" > "$log" 2>&1 &
    local pid=$!
    until grep -q 'started in' "$log"; do
        kill -0 $pid || { cat "$log" >&2; exit 1; }
        sleep 0.1
    done
    # the figure least affected by other load on the machine
    local cpu
    cpu=$(awk '{ print ($14 + $15) * 10 }' /proc/$pid/stat)
    curl -sf --retry 5 --retry-connrefused "http://localhost:$port/call" > "$work/response"
    sleep 1
    local seconds memory alive
    seconds=$(grep -o 'started in [0-9.]*s' "$log" | grep -o '[0-9]*\.[0-9]*')
    memory=$(awk '/VmRSS/ { print $2 }' /proc/$pid/status)
    jcmd $pid GC.run > "$work/end"
    alive=$(jcmd $pid GC.heap_info | awk '/generation|Metaspace/ { sub(/.*used /, ""); s += $0 } END { print s }')
    kill -9 $pid
    wait $pid 2> "$work/end" || true
    awk -v s="$seconds" -v c="$cpu" -v m="$memory" -v a="$alive" 'BEGIN { printf "%d %d %d %d\n", s * 1000, c, m, a }'
}

start without > "$work/warm"
start with >> "$work/warm"
for ((i = 0; i < pairs; i++)); do
    kinds="without with"
    [ $((i % 2)) = 0 ] || kinds="with without"
    for kind in $kinds; do
        start $kind >> "$work/$kind.txt"
    done
done

median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
paste -d' ' "$work/without.txt" "$work/with.txt" > "$work/paired.txt"
report() {
    echo "$1, without: $(cut -d' ' -f$3 "$work/without.txt" | median) $2, with: $(cut -d' ' -f$3 "$work/with.txt" | median) $2," \
        "difference of a pair: $(awk -v n=$3 '{ print $(n + 4) - $n }' "$work/paired.txt" | median) $2"
}
echo "of $pairs paired starts, median:"
report "started in" ms 1
report "CPU time until then" ms 2
report "resident memory after one call" KiB 3
report "live objects and classes then" KiB 4
