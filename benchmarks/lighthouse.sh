#!/bin/sh
# Lighthouse on the built page, as a phone and as a desk, the median of several runs each.
#
#   benchmarks/lighthouse.sh [output [runs]]
#
# Needs Node and npm; Lighthouse is installed outside the repository (LIGHTHOUSE names a folder).
# The machine has to be idle: Lighthouse measures its own work, and others' with it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
page=${1:-$here/../output}
runs=${2:-3}
tools=${LIGHTHOUSE:-${XDG_CACHE_HOME:-$HOME/.cache}/mapgen-lighthouse}
python=${PYTHON:-python3}
port=8137

[ -x "$tools/node_modules/.bin/lighthouse" ] || npm install --silent --prefix "$tools" lighthouse
CHROME_PATH=${CHROME_PATH:-$("$python" -c "
import sys; sys.path.insert(0, '$here/../tests')
import chromium; print(chromium.find())")}
export CHROME_PATH

results=$(mktemp -d)
"$python" "$here/serve.py" "$page" "$port" &
server=$!
trap 'kill $server; rm -rf "$results"' EXIT
sleep 1

for form in phone desk; do
  preset=; [ "$form" = desk ] && preset=--preset=desktop
  run=1
  while [ "$run" -le "$runs" ]; do
    "$tools/node_modules/.bin/lighthouse" "http://127.0.0.1:$port/index.html" $preset --quiet \
      --output=json --output-path="$results/$form-$run.json" \
      --chrome-flags="--headless=new --no-sandbox --disable-gpu"
    run=$((run + 1))
  done
done
"$python" "$here/lighthouse_table.py" "$results"
