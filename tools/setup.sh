# Sourced by ./run and ./check: installs the Debian packages that are missing (none: does nothing), configures, builds.
set -eu
house=$(cd "$(dirname "$0")" && pwd)
cd "$house"

packages_to_build="g++ cmake ninja-build libfmt-dev libexpected-dev librandom123-dev libtomlplusplus-dev
  libsqlite3-dev libsqlitecpp-dev libicu-dev libtbb-dev libeigen3-dev libpagmo-dev zlib1g-dev libpugixml-dev coinor-libipopt-dev libre2-dev libgumbo-dev
  nlohmann-json3-dev libcli11-dev
  esbuild node-d3"
packages_to_check="libgtest-dev libbenchmark-dev libopenmpi-dev node-typescript"

install_missing() {
  missing=""
  for package in "$@"; do
    state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  echo "installing:$missing"
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "run this as root, or install sudo: packages are missing:$missing" >&2; exit 1; }
    as_root="sudo"
  fi
  $as_root apt-get update -qq
  # shellcheck disable=SC2086 # a list of words on purpose
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

build() {
  preset=$1; shift
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >"/tmp/lastlap-configure.$$" 2>&1 || {
    cat "/tmp/lastlap-configure.$$" >&2; rm -f "/tmp/lastlap-configure.$$"; exit 1; }
  rm -f "/tmp/lastlap-configure.$$"
  cmake --build --preset "$preset" "$@"
}
