# The libraries that floors.txt names, each as lastlap::lib::NAME, and the flags every target shares.

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(TBB REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(ZLIB REQUIRED)
find_package(pugixml REQUIRED)
find_path(EIGEN3_INCLUDE Eigen/Dense PATH_SUFFIXES eigen3 REQUIRED)
find_path(EXPECTED_INCLUDE tl/expected.hpp REQUIRED)
find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)
find_path(TOML_INCLUDE toml++/toml.h REQUIRED)
find_path(JSON_INCLUDE nlohmann/json.hpp REQUIRED)
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
find_path(PAGMO_INCLUDE pagmo/algorithm.hpp REQUIRED)
# The archive first: of it only the search strategy is linked, while the shared library copies megabytes of test problems at each start.
find_library(PAGMO_ARCHIVE NAMES libpagmo.a pagmo REQUIRED)
find_path(IPOPT_INCLUDE IpTNLP.hpp PATH_SUFFIXES coin coin-or REQUIRED)
find_library(IPOPT_LIBRARY ipopt REQUIRED)
option(LASTLAP_MPI "share races between processes started by mpirun, where MPI is found" ON)
if(LASTLAP_MPI)
  find_package(MPI QUIET COMPONENTS CXX)
endif()
find_path(RE2_INCLUDE re2/re2.h REQUIRED)
find_library(RE2_LIBRARY re2 REQUIRED)
find_path(GUMBO_INCLUDE gumbo.h REQUIRED)
find_library(GUMBO_LIBRARY gumbo REQUIRED)

function(lastlap_library name)
  cmake_parse_arguments(ARG "" "" "INCLUDE;LINK;DEFINE" ${ARGN})
  add_library(lastlap_lib_${name} INTERFACE)
  add_library(lastlap::lib::${name} ALIAS lastlap_lib_${name})
  target_include_directories(lastlap_lib_${name} SYSTEM INTERFACE ${ARG_INCLUDE})
  target_link_libraries(lastlap_lib_${name} INTERFACE ${ARG_LINK})
  target_compile_definitions(lastlap_lib_${name} INTERFACE ${ARG_DEFINE})
endfunction()

lastlap_library(fmt LINK fmt::fmt)
lastlap_library(expected INCLUDE ${EXPECTED_INCLUDE})
lastlap_library(random123 INCLUDE ${RANDOM123_INCLUDE})
lastlap_library(toml INCLUDE ${TOML_INCLUDE} DEFINE TOML_EXCEPTIONS=0)
lastlap_library(json INCLUDE ${JSON_INCLUDE})
lastlap_library(cli11 INCLUDE ${CLI11_INCLUDE})
# pagmo's library frees what our Eigen allocated and the other way round, so both must allocate alike. Under the address
# sanitizer Eigen would take an allocator of its own; any malloc of x86-64 is aligned as Eigen needs it.
set(eigen_allocates_plainly EIGEN_MALLOC_ALREADY_ALIGNED=1)
lastlap_library(eigen INCLUDE ${EIGEN3_INCLUDE} DEFINE ${eigen_allocates_plainly})
lastlap_library(tbb LINK TBB::tbb)
lastlap_library(sqlite LINK SQLiteCpp SQLite::SQLite3)
lastlap_library(zlib LINK ZLIB::ZLIB)
lastlap_library(xml LINK pugixml::pugixml)
lastlap_library(icu LINK ICU::i18n ICU::uc)
lastlap_library(re2 INCLUDE ${RE2_INCLUDE} LINK ${RE2_LIBRARY} Threads::Threads)
lastlap_library(gumbo INCLUDE ${GUMBO_INCLUDE} LINK ${GUMBO_LIBRARY})
lastlap_library(pagmo INCLUDE ${PAGMO_INCLUDE} ${EIGEN3_INCLUDE} DEFINE ${eigen_allocates_plainly}
                LINK ${PAGMO_ARCHIVE} TBB::tbb Threads::Threads boost_serialization)
# Debian's headers of Ipopt 3.11 ask how to include the C headers.
lastlap_library(ipopt INCLUDE ${IPOPT_INCLUDE} LINK ${IPOPT_LIBRARY} DEFINE HAVE_CSTDDEF)

if(MPI_CXX_FOUND)
  lastlap_library(mpi LINK MPI::MPI_CXX)
endif()

add_library(lastlap_flags INTERFACE)
target_include_directories(lastlap_flags INTERFACE ${CMAKE_SOURCE_DIR})
# -ffp-contract=off: a fused multiply-add rounds once where two operations round twice, so bits would
# depend on the instruction set; the same seed must give the same race everywhere.
target_compile_options(lastlap_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -ffp-contract=off)
# g++ 12 warns of strings put together within its own library, falsely (GCC bug 105651).
target_compile_options(lastlap_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(LASTLAP_SANITIZE)
  target_compile_options(lastlap_flags INTERFACE -fsanitize=${LASTLAP_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS)
  target_link_options(lastlap_flags INTERFACE -fsanitize=${LASTLAP_SANITIZE})
endif()
