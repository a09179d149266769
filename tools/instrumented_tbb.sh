#!/bin/sh
# Builds oneTBB from Debian's source with the thread sanitizer in it, as build/threads-tbb: the installed library does not tell the sanitizer what it orders,
# so that every hand-over of a pack from thread to thread looks like a race. `ctest --preset threads` takes it from there.
set -eu
house=$(cd "$(dirname "$0")/.." && pwd)
work="$house/build/threads-tbb"
mkdir -p "$work/lists"
cd "$work"
sed 's/^Types:.*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >sources.sources
apt() { apt-get -o Dir::Etc::sourcelist="$work/sources.sources" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" "$@"; }
apt update -qq
apt source --download-only -qq "onetbb=$(dpkg-query -W -f='${source:Version}' libtbb-dev)"
rm -rf source
dpkg-source --extract onetbb_*.dsc source >/dev/null
cmake -S source -B library -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DTBB_SANITIZE=thread -DTBB_TEST=OFF -DTBB_STRICT=OFF -DTBBMALLOC_BUILD=OFF -DTBB_DISABLE_HWLOC_AUTOMATIC_SEARCH=ON >cmake.log
cmake --build library
cp -a library/*_relwithdebinfo/libtbb.so* .
echo "built $work/libtbb.so"
