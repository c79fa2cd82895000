#!/bin/sh
# install_debian.sh WHY PACKAGE...   installs Debian packages; one|other is the first that the Debian in hand has. Where
# apt is missing, or nobody may use it, one line says what is needed and why.
set -eu
why=$1
shift
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
for program in apt-get $as_root; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "$why, by the names that Debian gives: $*. There is no $program: install them and try again." >&2
        exit 1
    fi
done
echo "Installing $* ..."
$as_root apt-get update -qq
for package; do
    shift
    known=${package##*"|"}
    if apt-cache show "${package%%"|"*}" >/dev/null 2>&1; then known=${package%%"|"*}; fi
    set -- "$@" "$known"
done
# A PostgreSQL server that a test needs is the test's own: Debian's must neither be made nor started.
case " $* " in *" postgresql "*)
    $as_root mkdir -p /etc/postgresql-common
    conf=/etc/postgresql-common/createcluster.conf
    [ -e "$conf" ] || echo "create_main_cluster = false" | $as_root tee "$conf" >/dev/null
    ;;
esac
$as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends "$@" >/dev/null
