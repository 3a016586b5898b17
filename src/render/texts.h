/* The style and the script of web pages, as they are compiled in. tools/embed-texts.awk writes
 * them.
 */
#pragma once

extern const char acv_page_css[];
extern const char acv_page_js[];
