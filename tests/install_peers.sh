#!/bin/sh
# Makes sure that the large programs are there by which exports, figures and slides are tested (make peers).
set -eu
missing=""
command -v ogrinfo >/dev/null 2>&1 || missing="$missing gdal-bin"
/usr/bin/python3 -c 'import qgis.core' >/dev/null 2>&1 || missing="$missing python3-qgis"
{ ls /usr/lib/postgresql/*/bin/initdb && ls /usr/share/postgresql/*/extension/postgis.control; } >/dev/null 2>&1 ||
    missing="$missing postgresql postgresql-postgis"
command -v soffice >/dev/null 2>&1 && ls /usr/lib/libreoffice/program/libsd*lo.so >/dev/null 2>&1 ||
    missing="$missing libreoffice-impress"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
fc-list 2>/dev/null | grep -q "Noto Sans CJK" || missing="$missing fontconfig fonts-noto-cjk"
if [ -z "$missing" ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "make peers needs these programs, by the names that Debian gives them:$missing. Install them and try again." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
echo "Installing$missing ..."
$as_root apt-get update -qq
# The server that the tests need is their own: Debian's must neither be made nor started.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    $as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
# shellcheck disable=SC2086  # each word is a package
$as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends $missing >/dev/null
