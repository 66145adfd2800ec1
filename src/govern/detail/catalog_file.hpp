// Reading a catalog: from text or a file, with nothing in it left unread.
#pragma once

#include <utility>

#include "base/result.hpp"
#include "yaml/node.hpp"

namespace daicho::govern::detail {

// `Loader` is made from the root of a document; load() gives the catalog, faults stay in the
// document.
template <class Loader>
auto read_catalog(Result<yaml::Document> document)
    -> Result<decltype(std::declval<Loader>().load())> {
    if (!document) return Error(std::move(document.error()));
    auto catalog = Loader(document->root()).load();
    DAICHO_CHECK(document->finish());
    return catalog;
}

}  // namespace daicho::govern::detail
