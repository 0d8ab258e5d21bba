# What run.sh and test.sh share: Debian and Ubuntu packages, and a Python that is new enough. Sourced, not run.

# Each word is one need; names after a bar are the same library in other releases of Debian and Ubuntu.
APP_PACKAGES="python3-venv libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1
libglib2.0-0|libglib2.0-0t64 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1
libxcb-render-util0 libxcb-image0 libxcb-randr0 libwayland-cursor0 libwayland-egl1 libcups2|libcups2t64
fonts-dejavu-core"

# TEST: a display without a screen, a window manager and a screen reader's view of it; the oracles that judge our files:
# poppler (pdfsig), qpdf, OpenSSL, SQLCipher's own shell, age; a smart card in
# software (SoftHSM2); git for the tests that look at tracked files; a JRE and
# Maven for veraPDF.
TEST_PACKAGES="git xvfb xauth openbox at-spi2-core python3-pyatspi dbus poppler-utils qpdf openssl sqlcipher age
default-jre-headless maven mupdf-tools softhsm2"

need_packages() {
    command -v dpkg-query >/dev/null 2>&1 || {
        echo "Inte Debian eller Ubuntu: installera själv motsvarigheten till: $*" >&2
        return 0
    }
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
    missing=
    for need in $*; do
        found=
        for name in $(echo "$need" | tr '|' ' '); do
            if echo "$installed" | grep -qxF "$name"; then
                found=yes
                break
            fi
        done
        [ -n "$found" ] || missing="$missing $need"
    done
    [ -n "$missing" ] || return 0

    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "Be en administratör att installera:$missing" >&2
            return 1
        }
        as_root=sudo
    fi
    echo "Installerar systempaket:$missing"
    $as_root apt-get update -qq || return 1
    wanted=
    for need in $missing; do
        for name in $(echo "$need" | tr '|' ' '); do
            # A name that this release has as a real package, not only as something another one provides.
            if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then
                wanted="$wanted $name"
                break
            fi
        done
    done
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $wanted >/dev/null || {
        echo "Systempaketen kunde inte installeras:$wanted" >&2
        return 1
    }
}

# Sets $python to a Python of 3.11 or newer that can make environments.
find_python() {
    for python in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            return 0
        fi
    done
    echo "Krogkoll behöver Python 3.11 eller nyare (Debian 12, Ubuntu 24.04 eller senare har det)." >&2
    return 1
}
