// Fuzzer of the catalogs of controls and measures, which a city changes. Run in the source folder:
//     fuzz_controls_fuzz corpus/
// The first byte picks the reader; the rest is the file.
#include "govern/city/controls.hpp"
#include "govern/city/measures.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 0) {
        static_cast<void>(govern::parse_control_catalog(text, "fuzz"));
    } else {
        static_cast<void>(govern::parse_measure_catalog(text, "fuzz"));
    }
    return 0;
}
