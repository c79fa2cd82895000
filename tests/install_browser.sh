#!/bin/sh
# Makes sure that there is a Chromium for the browser tests, and a Chinese font for it.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
exec sh "$(dirname "$0")/install_debian.sh" "The browser tests need a browser and a Chinese font" chromium fonts-noto-cjk
