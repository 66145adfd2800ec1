// Schema words: JSON schemas in the shorthand of docs/api.md, so that a route's answer is written
// on a few lines beside it.
//
//     s text, n integer, f number with a fraction (degrees of a map), b boolean, d date, i moment,
//     T {ja,en}, any   [x] list, <x> map of x
//     o an object in a form of its own, described elsewhere (a record of a catalog, what was typed)
//     v text, integer, boolean or null    t text, {ja,en} or null
//     {a:s,b?:n}   object; b may be absent; other members are not allowed, but with "..." at its end
//     x?           or null        'a|b'   one of        $Name   a named schema
//
// What is written here is ours: a mistake in it is an assertion, and the tests read all of it.
#pragma once

#include <string_view>

#include "json/reader.hpp"

namespace daicho::server {

json::Object schema_of(std::string_view words);

}  // namespace daicho::server
