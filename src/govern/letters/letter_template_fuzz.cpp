// Fuzzer of letter templates, which a city changes. Run in the source folder:
//     fuzz_letter_template_fuzz corpus/
#include <cstdint>

#include "govern/letters/letter_template.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(daicho::govern::parse_letter_template(text, "fuzz"));
    static_cast<void>(daicho::govern::parse_template_text(text));
    return 0;
}
