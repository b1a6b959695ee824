#!/usr/bin/env bash
# Plays a stream of messages to an empty bogofilter, the same way as "bin/bench spam INDEX" does with our filter, and
# prints the same lines: label score decision. Needs the Debian package bogofilter.
set -euo pipefail

if [ $# -ne 1 ] || [ "$1" = --help ]; then
    echo "Usage: bench/spam/bogofilter.sh INDEX" >&2
    exit 2
fi
command -v bogofilter > /dev/null || { echo "bogofilter.sh: bogofilter is not installed" >&2; exit 1; }

index=$1
folder=$(cd "$(dirname "$index")" && pwd)
words=$(mktemp -d)
trap 'rm -rf "$words"' EXIT

while read -r label file; do
    # -T: a letter and a number with all its digits; the exit code says the same and is no failure
    answer=$(bogofilter -d "$words" -T < "$folder/$file" 2> /dev/null || true)
    read -r class score <<< "${answer:-U 0.5}"
    decision=ham
    [ "$class" != S ] || decision=spam
    echo "$label ${score:-0.5} $decision"
    if [ "$label" = spam ]; then
        bogofilter -d "$words" -s < "$folder/$file"
    else
        bogofilter -d "$words" -n < "$folder/$file"
    fi
done < "$index"
