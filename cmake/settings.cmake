# Compiler settings of the whole tree.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2")  # no NDEBUG games: assertions are ours and always on

option(DAICHO_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(DAICHO_SANITIZE_THREADS "ThreadSanitizer" OFF)
option(DAICHO_FUZZ "Build the fuzzers (needs clang)" OFF)

add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
                    -Werror=return-type -Werror=unused-result -fno-fast-math)
if(DAICHO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -g1 -O1)
  add_link_options(-fsanitize=address,undefined)
endif()

if(DAICHO_SANITIZE_THREADS)
  add_compile_options(-fsanitize=thread -g1 -O1)
  add_link_options(-fsanitize=thread)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(GTest QUIET)
pkg_check_modules(FMT REQUIRED IMPORTED_TARGET fmt)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-cpp)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
# The second store; its client library speaks the protocol, pipelines and reads row by row.
pkg_check_modules(POSTGRES REQUIRED IMPORTED_TARGET libpq)
# Backups: compressed as a stream.
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(P11KIT REQUIRED IMPORTED_TARGET p11-kit-1)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
# XLSX: the archive, its XML and a writer that keeps no sheet in memory.
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)
# media types of documents that people bring
pkg_check_modules(MAGIC REQUIRED IMPORTED_TARGET libmagic)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
# Logs: gzip, and regular expressions whose time is linear whatever the pattern.
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
# Strength of passwords; it brings no file for pkg-config.
find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)
# Second factors: passkeys are checked by libfido2, their envelopes read by libcbor.
pkg_check_modules(FIDO REQUIRED IMPORTED_TARGET libfido2)
find_library(CBOR_LIBRARY cbor REQUIRED)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
# Shapes: GEOS finds rings that cross, PROJ gives longitude and latitude.
find_path(GEOS_INCLUDE_DIR geos_c.h REQUIRED)
find_library(GEOS_LIBRARY geos_c REQUIRED)
pkg_check_modules(PROJ REQUIRED IMPORTED_TARGET proj)
