// Fuzzer of the text form of shapes. Seeds: tests/corpus/wkt.
//     fuzz_wkt_fuzz -max_total_time=60 WORK tests/corpus/wkt
// What was read is written in one spelling that reads as the same; validity, area and a place
// inside follow without a fault of the libraries.
#include "base/assert.hpp"
#include "geometry/shape_area.hpp"
#include "geometry/validity.hpp"
#include "geometry/wkt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace daicho::geometry;
    const auto shape = parse_shape({reinterpret_cast<const char*>(data), size});
    if (!shape) return 0;
    const std::string written = format_shape(*shape);
    const auto again = parse_shape(written);
    DAICHO_ASSERT(again.has_value() && *again == *shape);
    DAICHO_ASSERT(format_shape(*again) == written);
    const bool valid = check_valid(*shape).has_value();
    const Position inside = inner_position(*shape);
    if (valid && shape->is_area()) DAICHO_ASSERT(area_of(*shape).hundredths() >= 0);
    DAICHO_ASSERT(squared_distance(*shape, inside) >= 0);
    return 0;
}
