# cmake -D OUT=… -D SHELL=… -D STYLE=… -D SCRIPT=… -P embed_page.cmake
# Writes a source file that holds the three files as bytes. Bytes, not string literals: a literal's length has a
# limit that compilers warn about, and no escape can go wrong.

function(bytes_of file name result)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  set(${result} "const unsigned char ${name}[] = {\n${hex}0};\n" PARENT_SCOPE)
endfunction()

bytes_of(${SHELL} shell_bytes shell)
bytes_of(${STYLE} style_bytes style)
bytes_of(${SCRIPT} script_bytes script)

file(WRITE ${OUT} "// Made by cmake/embed_page.cmake from web/.
#include \"lastlap/report/web_page.hpp\"

namespace lastlap::report {
namespace {
${shell}${style}${script}
template <unsigned long N>
std::string_view text(const unsigned char (&bytes)[N]) {
  return {reinterpret_cast<const char*>(bytes), N - 1};
}
}  // namespace

WebPage web_page() { return {text(shell_bytes), text(style_bytes), text(script_bytes)}; }

}  // namespace lastlap::report
")
