// Fuzzer of the three record readers and the engines behind them. Run in the source folder:
//     fuzz_record_fuzz corpus/
// The first byte picks the engine; the rest is the record's JSON.
#include <cstdlib>

#include "govern/assessment/assessment.hpp"
#include "govern/criteria/criteria.hpp"
#include "govern/media/disposal.hpp"

namespace {

template <class T>
T loaded(daicho::Result<T> result) {
    if (!result) std::abort();
    return std::move(*result);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    static const auto cloud = loaded(govern::load_criteria_catalog("catalogs/sendai-cloud.yaml"));
    static const auto media = loaded(govern::load_disposal_catalog("catalogs/mic-disposal.yaml"));
    static const auto due = loaded(govern::load_threshold_catalog("catalogs/pia-threshold.yaml"));
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto record = json::parse(text);
    if (!record) return 0;
    const auto answer = data[0] % 3 == 0   ? govern::judge_criteria(cloud, *record)
                        : data[0] % 3 == 1 ? govern::judge_disposal(media, *record)
                                           : govern::decide_threshold(due, *record);
    if (answer) {
        static_cast<void>(json::write(*answer));
    } else {
        static_cast<void>(json::errors_document(answer.error()));
    }
    return 0;
}
