// Record tag: the ETag of a record and what a change may name of it in `If-Match` (RFC 9110).
//
// A tag is "v<version>-<digest of the answer>": the answer also tells who looked at the record
// last, so that its digest alone would change with every look. A change asks whether the record is
// still the one that was looked at, and that its version says. Threading: pure functions.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// The answer with this tag; 304 without a body where the asker has the same.
net::Response with_tag(const Call& call, net::Response response, const std::string& tag);
// The answer with its tag; 304 where the tag was named in `If-None-Match`.
net::Response tagged_record(const Call& call, net::Response response, std::uint64_t version);
// Nothing for a weak tag, a list of tags, or one that was not made here.
std::optional<std::uint64_t> version_of_tag(std::string_view tag);
// 412.
Error not_matched(std::string_view tag);

}  // namespace daicho::server
