// Fuzzer of the reader of filled forms and of everything behind it: check, difference, table,
// cutting, names of items. Run in the source folder:  fuzz_pia_fuzz corpus/
#include <cstdlib>

#include "govern/assessment/consistency.hpp"
#include "govern/assessment/pia_file.hpp"

namespace {

template <class T>
T loaded(daicho::Result<T> result) {
    if (!result) std::abort();
    return std::move(*result);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    static const auto form = loaded(govern::load_pia_form("catalogs/pia-forms/key_items.yaml"));
    static const auto rules = loaded(govern::CitationRules::load("catalogs/pia-citations.yaml"));
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(govern::parse_item(form, text.substr(0, 300)));
    const auto document = json::parse(text);
    if (!document) return 0;
    const auto file = govern::read_pia_file(form, *document);
    if (!file) return 0;
    static_cast<void>(govern::check_form(form, file->values, {}));
    static_cast<void>(rules.find(form, file->values, file->date));
    const govern::FilledForm before = file->before.value_or(govern::FilledForm());
    const auto changes = govern::difference(before, file->values);
    if (govern::with_changes(before, changes) != file->values) std::abort();
    const auto table = govern::change_table(form, before, file->values, file->notes, file->date);
    static_cast<void>(json::write(govern::changes_json(*file, table)));
    return 0;
}
