#!/bin/sh
# Installs all that Krogkoll needs and opens it on a practice workspace:  sh installer/linux/run.sh [--setup-only]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/installer/linux/system.sh"
need_packages $APP_PACKAGES
find_python
if [ "${1:-}" = "--setup-only" ]; then
    exec "$python" "$root/installer/bootstrap.py" setup
fi
exec "$python" "$root/installer/bootstrap.py" run "$@"
