// Fuzzer of the readers of logs. The first byte picks the mapping, the second the size of a piece;
// the rest is the file. However it is cut, the same records come out, each an event or a rejection.
#include <cstdlib>

#include "govern/logs/reader.hpp"

namespace {

using namespace daicho;
using namespace daicho::govern::logs;

constexpr const char* kHead = "name: f\nlabel: {ja: 試, en: F}\n";
constexpr const char* kMappings[] = {
    "format: csv\nfields: {time: t, user: u}\njoins: [{table: staff, by: [user]}]\n",
    "format: csv\ncharset: cp932\ndelimiter: \"\\t\"\ncolumns: [t, u]\nadds: [m]\n"
    "fields: {time: t, user: u}\nextract: [{from: m, re: 'id (\\S+)', field: subject}]\n",
    "format: jsonl\nfields: {time: a.t, user: u}\n",
    "format: syslog\npairs: message\nfields: {time: timestamp, user: user}\n",
    "format: windows_xml\nfields: {time: TimeCreated, user: TargetUserName}\n"};

std::string read_all(const Mapping& mapping, std::string_view file, std::size_t piece) {
    Fields fields;
    fields.add("time.weekday");
    fields.add("staff.section");
    Tables tables;
    tables["staff"] = {{"user", "section"}, {{"1", "A"}}};
    EventReader reader(mapping, fields, tables, Date::of(2026, 4, 1));
    std::string said;
    if (!reader.begin(unpacked(read_text(file, piece), "f"), 0, "f")) return "no";
    Event event;
    Reject reason = Reject::none;
    for (;;) {
        const auto step = reader.next(event, reason);
        if (!step) return said + "broken";
        if (*step == Step::end) return said;
        said += std::to_string(event.place.line) + to_string(reason);
        if (*step != Step::event) continue;
        said += std::to_string(event.time_ms);
        for (const std::string_view value : event.values) said.append(value).append(1, '|');
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto mappings = [] {
        std::vector<Mapping> all;
        for (const char* text : kMappings) {
            auto one = parse_mapping(std::string(kHead) + text, "f");
            if (!one) std::abort();
            all.push_back(std::move(*one));
        }
        return all;
    }();
    if (size < 2) return 0;
    const Mapping& mapping = mappings[data[0] % mappings.size()];
    const std::string_view file(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::string whole = read_all(mapping, file, 1 << 20);
    if (read_all(mapping, file, 1 + data[1] % 64) != whole) std::abort();
    return 0;
}
