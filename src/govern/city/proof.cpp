#include "govern/city/proof.hpp"

#include <algorithm>

namespace daicho::govern {
namespace {

using yaml::Node;

constexpr std::size_t kMostProofs = 12;

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

EvidenceQuery read_query(const Node& node) {
    EvidenceQuery query;
    query.name = node.at("query").text();
    const std::size_t dot = std::min(query.name.find('.'), query.name.size());
    const std::string_view what =
        std::string_view(query.name).substr(std::min(dot + 1, query.name.size()));
    if (!is_name(std::string_view(query.name).substr(0, dot)) || !is_name(what)) {
        node.at("query").fault(input_error("govern.proof.query").with("query", query.name));
    }
    const bool counts = what == "count";
    const Node where = node.find("where");
    if (where.exists()) {
        for (const auto& [field, text] : where.members()) {
            query.where.emplace_back(field, text.text());
        }
    }
    const Node expect = node.find("expect");
    query.none = expect.exists() ? expect.one_of({"none", "some"}) == "none" : !counts;
    if (!counts && (where.exists() || !query.none)) {
        node.fault(input_error("govern.proof.watch_alone").with("query", query.name));
    }
    return query;
}

TestName read_test(const Node& node) {
    const std::string text = node.text();
    const std::size_t colon = text.find(':');
    const bool whole = colon != std::string::npos && colon > 0 && colon + 1 < text.size();
    // A path of our own sources: it never leads out of them.
    const bool inside =
        whole && text.front() != '/' &&
        std::string_view(text).substr(0, colon).find("..") == std::string_view::npos;
    if (!inside) {
        node.fault(input_error("govern.proof.test").with("test", text));
        return {};
    }
    return {text.substr(0, colon), text.substr(colon + 1)};
}

}  // namespace

Proofs read_proofs(const Node& list) {
    Proofs proofs;
    for (const Node& node : list.elements()) {
        const bool query = node.find("query").exists();
        const Node test = node.find("test");
        const std::size_t there = proofs.queries.size() + proofs.tests.size();
        if (query == test.exists() || there == kMostProofs) {
            node.fault(input_error("govern.proof.one"));
            continue;
        }
        if (query) {
            proofs.queries.push_back(read_query(node));
        } else {
            proofs.tests.push_back(read_test(test));
        }
    }
    return proofs;
}

}  // namespace daicho::govern
