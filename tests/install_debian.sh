#!/bin/sh
# install_debian.sh WHY PACKAGE...   installs Debian packages; where apt is missing, one line says what is needed and why.
set -eu
why=$1
shift
if ! command -v apt-get >/dev/null 2>&1; then
    echo "$why, by the names that Debian gives: $*. Install and try again." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
echo "Installing $* ..."
$as_root apt-get update -qq
# A PostgreSQL server that a test needs is the test's own: Debian's must neither be made nor started.
case " $* " in *" postgresql "*)
    $as_root mkdir -p /etc/postgresql-common
    conf=/etc/postgresql-common/createcluster.conf
    [ -e "$conf" ] || echo "create_main_cluster = false" | $as_root tee "$conf" >/dev/null
    ;;
esac
$as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends "$@" >/dev/null
