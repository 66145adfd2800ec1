// Fuzzer of the list of serial numbers on a certificate: an error or at most kMostSerials of them,
// each short; read again they are the same.
//     fuzz_serials_fuzz corpus/
#include <cstdlib>

#include "govern/chain/certificate.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho::govern::chain;
    if (size > 20'000) return 0;
    const auto serials =
        read_serials(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!serials) return 0;
    if (serials->size() > kMostSerials) std::abort();
    std::string again;
    for (const std::string& one : *serials) {
        if (one.empty() || one.size() > kLongestSerial) std::abort();
        again += one + ",";
    }
    const auto twice = read_serials(again);
    if (!twice || *twice != *serials) std::abort();
    return 0;
}
