#!/bin/sh
# Installs buju from the wheels beside this file, with no network, into the folder .venv beside it.
set -e
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "buju needs Python 3.11 or newer: PYTHON=python3.11 sh install.sh / 需要 Python 3.11 或更新版本"
  exit 1
}
"$python" -m venv "$here/.venv"
"$here/.venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-index --find-links "$here/wheels" 'buju[all]' || {
  echo "The wheels are of another kind of machine or another Python than $("$python" --version). / 安装包与本机系统或 Python 版本不符。"
  exit 1
}
echo "$here/.venv/bin/buju"
