// Fuzzer of the rules of requests, which a city changes. Run in the source folder:
//     fuzz_request_rules_fuzz corpus/
#include <cstdint>

#include "govern/requests/request_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(daicho::govern::parse_request_rules(text, "fuzz"));
    return 0;
}
