// 保護措置 (measure): every protective measure that a privacy assessment states, and what covers
// it.
//
// built: tests of this product show it. evidenced: a document of the city or of its contractor,
// kept in register `measure_evidence`. simulated: shown with a stand-in, and said how. none: nobody
// yet. What is built or simulated cannot be claimed by a register: it stands here alone. Pure; any
// thread.
#pragma once

#include <cstdint>

#include "govern/catalog.hpp"
#include "govern/city/proof.hpp"

namespace daicho::govern {

enum class Cover : std::uint8_t { none, evidenced, simulated, built };

struct MeasureSection {
    std::string id;
    BilingualText label;
};
struct Measure {
    std::string no;           // our number
    std::size_t section = 0;  // of MeasureCatalog::sections
    std::string place;        // where the document states it
    BilingualText text;
    Cover cover = Cover::none;
    Proofs proofs;      // of built: tests; queries may stand beside them
    BilingualText how;  // of simulated
};
struct MeasureCatalog {
    CatalogHead head;
    std::vector<MeasureSection> sections;
    std::vector<Measure> measures;
};

std::string_view cover_name(Cover cover) noexcept;

// Errors: yaml.invalid with every fault (govern.measure.no_test: built without a test;
// govern.measure.tests_of_others; those of read_proofs).
Result<MeasureCatalog> load_measure_catalog(const std::string& path);
Result<MeasureCatalog> parse_measure_catalog(std::string_view text, const std::string& name);

}  // namespace daicho::govern
