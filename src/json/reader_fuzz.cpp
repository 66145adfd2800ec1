// Any bytes as JSON: what parses must be written and read back equal, and reading it as a tax case
// would (wrong types, unknown keys) must end in a value or in faults.
#include "base/assert.hpp"
#include "json/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = json::parse(text, {.bytes = 1U << 20});
    if (!value) return 0;
    const auto again = json::parse(json::write(*value));
    DAICHO_ASSERT(again.has_value());
    json::ObjectReader in(*value, "");
    (void)in.integer("fiscal_year", {.min = 2000, .max = 2100});
    (void)in.optional_yen("yen");
    (void)in.optional_area("area_m2");
    (void)in.optional_ratio("ratio");
    (void)in.optional_date("date");
    (void)in.texts("texts");
    for (json::ObjectReader& part : in.objects("parcels")) (void)part.text("id");
    const Status status = in.finish();
    if (!status) (void)json::write(json::errors_document(status.error()));
    return 0;
}
