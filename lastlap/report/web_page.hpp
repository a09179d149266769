#pragma once

// The empty report page as web/ builds it, embedded in the binary (cmake/web.cmake makes the definition).

#include <string_view>

namespace lastlap::report {

/// The three parts of the page that never change from race to race.
struct WebPage {
  std::string_view shell;   ///< HTML with the places {{title}}, {{style}}, {{document}} and {{script}}
  std::string_view style;   ///< CSS
  std::string_view script;  ///< JavaScript; holds no "</script"
};

WebPage web_page();

}  // namespace lastlap::report
