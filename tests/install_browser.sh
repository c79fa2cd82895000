#!/bin/sh
# Makes sure that there is a Chromium for the browser tests, and a Chinese font for it. One that is there will do; where
# none is, the shell is taken, which opens a page in half of the time, or, in a Debian that has none, the whole browser.
set -eu
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
exec sh "$(dirname "$0")/install_debian.sh" "The browser tests need a browser and a Chinese font" \
    "chromium-headless-shell|chromium" fonts-noto-cjk
