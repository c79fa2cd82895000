@echo off
rem Installs buju from the wheels beside this file, with no network, into the folder .venv beside it.
chcp 65001 >nul
set "here=%~dp0"
py -c "import sys; sys.exit(sys.version_info < (3, 11))" || (
  echo buju 需要 Python 3.11 或更新版本 / buju needs Python 3.11 or newer: python.org
  exit /b 1
)
echo 正在安装，约需一两分钟 / Installing, which takes a minute or two ...
py -m venv "%here%.venv" || exit /b 1
"%here%.venv\Scripts\python" -m pip install --disable-pip-version-check --quiet --no-index --find-links "%here%wheels" "buju[all]" >"%here%.venv\pip.log" 2>&1 || (
  echo 安装包与本机的系统或 Python 版本不符 / The wheels are of another kind of machine or Python: "%here%.venv\pip.log"
  exit /b 1
)
echo 已安装。在此文件夹中运行 .venv\Scripts\activate，即可输入 buju / Installed. Run .venv\Scripts\activate here, then type buju:
echo %here%.venv\Scripts\buju
