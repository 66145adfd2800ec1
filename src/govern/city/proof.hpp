// 証拠 (proof): what a control or a measure names so that nobody has to believe it.
//
// Either a query that the registers answer anew each time, or a test of this product by its file
// and name; that every test named is there is itself tested (src/govern/places_test). Pure; any
// thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "yaml/node.hpp"

namespace daicho::govern {

struct EvidenceQuery {
    std::string name;  // REGISTER.WATCH or REGISTER.count
    // Conditions as lists have them, field and text; of REGISTER.count alone.
    std::vector<std::pair<std::string, std::string>> where;
    bool none = true;  // what is to be answered: no rows, or some
};

struct TestName {
    std::string file;  // from the root of the sources
    std::string name;  // Suite.Name, or the sentence of a browser test
};

struct Proofs {
    std::vector<EvidenceQuery> queries;
    std::vector<TestName> tests;
    [[nodiscard]] bool empty() const noexcept { return queries.empty() && tests.empty(); }
};

// "{query: REGISTER.WATCH}", "{query: REGISTER.count, where: {FIELD: TEXT}, expect: none|some}" or
// "{test: \"FILE:NAME\"}", each. Faults go to the document: govern.proof.one, govern.proof.query,
// govern.proof.watch_alone, govern.proof.test.
Proofs read_proofs(const yaml::Node& list);

}  // namespace daicho::govern
