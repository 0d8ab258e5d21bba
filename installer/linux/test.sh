#!/bin/sh
# Installs what the tests need and runs all checks and tests:  sh installer/linux/test.sh [pytest arguments]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/installer/linux/system.sh"
need_packages $APP_PACKAGES $TEST_PACKAGES
find_python
exec "$python" "$root/installer/bootstrap.py" test "$@"
