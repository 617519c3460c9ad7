#!/usr/bin/env bash
# Installs the Debian packages that Entente needs, and does nothing else.
#   scripts/deps.sh             to build, run and test
#   scripts/deps.sh --optional  also what the optional tests use; without it those tests skip
# Packages that are there already cost nothing. On another system it says what to install, and ends with 1.
set -eu

packages=(
  gcc libc6-dev pkg-config meson ninja-build     # build
  libsqlite3-dev libgumbo-dev libxml2-dev libarchive-dev libuchardet-dev libjansson-dev libutf8proc-dev
  libigraph-dev                                  # networks; -Digraph=disabled builds without
  libmicrohttpd-dev                              # entente serve; -Dserve=disabled builds without
  libpq-dev                                      # stores in PostgreSQL; -Dpostgres=disabled builds without
  libnats-dev                                    # the work queue; -Dnats=disabled builds without
  poppler-utils                                  # pdftotext: PDF is read through it
  librsvg2-bin fonts-dejavu-core                 # rsvg-convert: charts as PNG
  libcmocka-dev python3 zstd                     # tests
)
optional=(
  clang libclang-rt-14-dev                       # fuzzing with libFuzzer
  scdoc man-db                                   # manual pages are built and checked
  chromium fonts-dejavu-core                     # the page in a real browser
  valgrind gcovr hyperfine zip curl wrk
  postgresql nats-server parallel                # the tests of docs/scale.md
)
# the page's bundle is made anew and compared; a Node from elsewhere is as good
command -v npm >/dev/null || optional+=(nodejs npm)
[ "${1:-}" != --optional ] || packages+=("${optional[@]}")

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This system has no apt-get. Entente is built with these Debian packages; install what they are called here:" >&2
  printf '  %s\n' "${packages[@]}" >&2
  exit 1
fi

missing=()
for p in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null || true)" = installed ] || missing+=("$p")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
  sudo=
elif command -v sudo >/dev/null; then
  sudo=sudo
else
  echo "Not root, and no sudo. Please install: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt() { $sudo apt-get -qq -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@"; }
echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
apt update >/dev/null
apt install -y --no-install-recommends "${missing[@]}" >/dev/null
