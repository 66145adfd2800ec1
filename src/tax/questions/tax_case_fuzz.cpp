// Any bytes as a tax case: faults are values, no assertion is reachable by input, and with a trace
// the answer is the same. Runs where law/ lies (the root of the tree).
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.hpp"
#include "tax/questions/residential_area.hpp"
#include "tax/questions/tax_case.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    static const law::Statute statute = *law::load("law");
    const auto question = json::parse({reinterpret_cast<const char*>(data), size});
    if (!question) return 0;
    static_cast<void>(tax::questions::answer_residential_area(*question, statute, {}));
    const auto plain = tax::questions::answer_tax_case(*question, statute, {false, true});
    if (!plain) {
        static_cast<void>(json::errors_document(plain.error()));
        return 0;
    }
    const auto explained = tax::questions::answer_tax_case(*question, statute, {true, true});
    DAICHO_ASSERT(explained && plain->at("totals") == explained->at("totals"));
    return 0;
}
