// Fuzzer of the readers of erasure reports: whatever a file says, the answer is a judgement or an
// error, and a report without its table of results is never taken for an erasure.
//     fuzz_erasure_fuzz corpus/     (in the source folder)
#include <cstdlib>

#include "govern/media/erasure_report.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    static const auto tools = govern::load_erasure_tools("catalogs/erasure-tools.yaml");
    if (!tools) std::abort();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto report = govern::read_erasure_report(*tools, text);
    if (!report) {
        static_cast<void>(json::errors_document(report.error()));
        return 0;
    }
    static_cast<void>(json::write(govern::to_json(*tools, *report)));
    for (const govern::ErasureRun& run : report->runs) {
        if (run.accepted() && (run.result != "ok" || run.serial.empty() || run.method.empty())) {
            std::abort();
        }
    }
    return 0;
}
