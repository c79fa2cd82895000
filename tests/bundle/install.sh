#!/bin/sh
# Installs buju from the wheels beside this file, with no network, into the folder .venv beside it.
set -e
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
spoken=${BUJU_LANG:-${LC_ALL:-${LC_MESSAGES:-$LANG}}}

# Says the first text where the locale is a Chinese one, the second elsewhere.
say() {
  case $spoken in
    zh*) echo "$1" >&2 ;;
    *) echo "$2" >&2 ;;
  esac
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  say "buju 需要 Python 3.11 或更新版本；装在别处的请指明：PYTHON=python3.11 sh install.sh" \
    "buju needs Python 3.11 or newer; one elsewhere is named so: PYTHON=python3.11 sh install.sh"
  exit 1
}
say "正在安装到 $here/.venv，约需一两分钟 ……" "Installing into $here/.venv, which takes a minute or two ..."
# Debian's Python may come without pip: the wheel of pip runs as it is.
"$python" -m venv --without-pip "$here/.venv"
"$here/.venv/bin/python" "$(echo "$here"/wheels/pip-*.whl)/pip" install --disable-pip-version-check --quiet --no-index \
  --find-links "$here/wheels" pip 'buju[all]' >"$here/.venv/pip.log" 2>&1 || {
  say "安装包与本机的系统或 Python 版本（$("$python" --version)）不符，详情见 $here/.venv/pip.log" \
    "The wheels are of another kind of machine or another Python than $("$python" --version); see $here/.venv/pip.log"
  exit 1
}
say "已安装。在 $here 中运行 . .venv/bin/activate，即可输入 buju；用法见 README.zh-CN.md。命令在：" \
  "Installed. In $here run . .venv/bin/activate, then type buju; README.md tells how. The command is:"
echo "$here/.venv/bin/buju"
