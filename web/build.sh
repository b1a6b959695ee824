#!/usr/bin/env bash
# Builds the agent console into the folder given, only when its sources changed.
set -euo pipefail
cd "$(dirname "$0")"
if [ $# -ne 1 ]; then
  echo "usage: web/build.sh DEST" >&2
  exit 2
fi
if ! command -v npm > /dev/null; then
  echo "The console needs Node.js 20.19 or later with npm: apt-get install nodejs npm" >&2
  exit 1
fi
mkdir -p "$1"
dest=$(cd "$1" && pwd)

sources() {
  find package.json package-lock.json tsconfig.json build.sh console shared -type f \
    -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path 'console/dev/*' -not -name '*.test.ts*' -print0 |
    LC_ALL=C sort -z
}
hash=$(sources | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [ "$(cat "$dest/.hash" 2> /dev/null || true)" = "$hash" ]; then
  echo "console: up to date"
  exit 0
fi

lock=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ "$(cat node_modules/.lock 2> /dev/null || true)" != "$lock" ]; then
  echo "console: installing what it is built from (a minute the first time)"
  npm ci --no-audit --no-fund --loglevel=error
  echo "$lock" > node_modules/.lock
fi
echo "console: building"
npm exec --workspace console -- vite build --outDir "$dest" --emptyOutDir --logLevel warn
echo "$hash" > "$dest/.hash"
