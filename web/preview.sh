#!/bin/sh
# web/preview.sh DOCUMENT.json OUT.html: the page of a document without building lastlap, for work on the page.
set -eu
web=$(cd "$(dirname "$0")" && pwd)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
export NODE_PATH=/usr/share/nodejs
esbuild "$web/src/main.ts" --bundle --minify --format=iife --target=es2019 --charset=utf8 --log-level=warning --outfile="$made/page.js"
esbuild "$web/style/page.css" --bundle --minify --charset=utf8 --log-level=warning --outfile="$made/page.css"
awk -v made="$made" -v document="$1" '
  function put(file,   line) { while ((getline line < file) > 0) print line; close(file) }
  { rest = $0
    while (match(rest, /\{\{[a-z]+\}\}/)) {
      printf "%s", substr(rest, 1, RSTART - 1)
      place = substr(rest, RSTART + 2, RLENGTH - 4)
      rest = substr(rest, RSTART + RLENGTH)
      if (place == "style") put(made "/page.css")
      if (place == "script") put(made "/page.js")
      if (place == "document") put(document)
    }
    print rest }' "$web/shell.html" > "$2"
