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
ls /usr/lib/libreoffice/program/libsclo.so >/dev/null 2>&1 || missing="$missing libreoffice-calc"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
fc-list 2>/dev/null | grep -qi "Liberation Sans\|Arial" || missing="$missing fonts-liberation"
fc-list 2>/dev/null | grep -q "Noto Sans CJK" || missing="$missing fontconfig fonts-noto-cjk"
if [ -z "$missing" ]; then exit 0; fi
# shellcheck disable=SC2086  # each word is a package
exec sh "$(dirname "$0")/install_debian.sh" "make peers needs these programs" $missing
