# The report page: web/ bundled by Debian's esbuild into one script, and its shell, style and script turned into
# bytes of a library (lastlap_web_page), so that the binary can write a whole page without finding any file.

find_program(ESBUILD esbuild)
find_path(NODE_D3 d3-scale/package.json PATHS /usr/share/nodejs /usr/share/javascript/node_modules NO_DEFAULT_PATH)
if(NOT ESBUILD)
  message(FATAL_ERROR "esbuild is missing: the report page in web/ cannot be built; apt install esbuild")
endif()
if(NOT NODE_D3)
  message(FATAL_ERROR "d3 is missing: the report page in web/ cannot be built; apt install node-d3")
endif()

set(web_house ${CMAKE_SOURCE_DIR}/web)
set(web_build ${CMAKE_BINARY_DIR}/web)
file(GLOB web_sources CONFIGURE_DEPENDS ${web_house}/src/*.ts)
file(GLOB web_styles CONFIGURE_DEPENDS ${web_house}/style/*.css)
file(GLOB web_tests CONFIGURE_DEPENDS ${web_house}/test/*.test.ts)
set(web_esbuild ${CMAKE_COMMAND} -E env NODE_PATH=${NODE_D3} ${ESBUILD} --bundle --log-level=warning --charset=utf8)

add_custom_command(
  OUTPUT ${web_build}/page.js
  COMMAND ${web_esbuild} ${web_house}/src/main.ts --minify --format=iife --target=es2019 --outfile=${web_build}/page.js
  DEPENDS ${web_sources} VERBATIM COMMENT "Bundling the report page")
add_custom_command(
  OUTPUT ${web_build}/page.css
  COMMAND ${web_esbuild} ${web_house}/style/page.css --minify --outfile=${web_build}/page.css
  DEPENDS ${web_styles} VERBATIM COMMENT "Bundling the report page's style")
add_custom_command(
  OUTPUT ${web_build}/web_page.cpp
  COMMAND ${CMAKE_COMMAND} -D OUT=${web_build}/web_page.cpp -D SHELL=${web_house}/shell.html
          -D STYLE=${web_build}/page.css -D SCRIPT=${web_build}/page.js -P ${CMAKE_SOURCE_DIR}/cmake/embed_page.cmake
  DEPENDS ${web_house}/shell.html ${web_build}/page.css ${web_build}/page.js ${CMAKE_SOURCE_DIR}/cmake/embed_page.cmake
  VERBATIM COMMENT "Embedding the report page")
add_library(lastlap_web_page STATIC ${web_build}/web_page.cpp)
target_include_directories(lastlap_web_page PRIVATE ${CMAKE_SOURCE_DIR})
# The floors, and lastlap_report among them, are laid after this file is read.
cmake_language(DEFER CALL target_link_libraries lastlap_report PRIVATE lastlap_web_page)

if(LASTLAP_TESTS)
  find_program(NODE NAMES node nodejs)
  find_program(TSC tsc)
  if(NODE)
    add_custom_command(
      OUTPUT ${web_build}/test.js
      COMMAND ${web_esbuild} ${web_house}/test/all.test.ts --platform=node --outfile=${web_build}/test.js
      DEPENDS ${web_sources} ${web_tests} VERBATIM COMMENT "Bundling the report page's tests")
    add_custom_target(web_tests ALL DEPENDS ${web_build}/test.js)
    add_test(NAME web COMMAND ${NODE} ${web_build}/test.js)
  endif()
  if(TSC)
    add_test(NAME web_types COMMAND ${TSC} --noEmit --project ${web_house})
  endif()
endif()
