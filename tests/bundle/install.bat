@echo off
rem Installs buju from the wheels beside this file, with no network, into the folder .venv beside it.
py -m venv "%~dp0.venv" || exit /b 1
"%~dp0.venv\Scripts\python" -m pip install --disable-pip-version-check --quiet --no-index --find-links "%~dp0wheels" "buju[all]" || exit /b 1
echo %~dp0.venv\Scripts\buju
