// Fuzzer of the reader of device logs: whatever a file says, the answer is connections that keep
// their limits, or an error that names the file.
//     fuzz_device_log_fuzz -max_total_time=60 WORK tests/corpus/device_log
#include <cstdlib>

#include "json/reader.hpp"
#include "media/device_log.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto list = media::read_device_log(text, "fuzz");
    if (!list) {
        static_cast<void>(json::errors_document(list.error()));
        return 0;
    }
    if (list->size() > media::kMostConnections + 1) std::abort();
    for (const media::Connection& one : *list) {
        if (one.serial.empty() || one.terminal.empty() || one.time.size() < 5) std::abort();
    }
    return 0;
}
