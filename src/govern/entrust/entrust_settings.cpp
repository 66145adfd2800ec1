#include "govern/entrust/entrust_settings.hpp"

#include <filesystem>

#include "govern/catalog.hpp"
#include "govern/detail/catalog_file.hpp"

namespace daicho::govern::entrust {
namespace {

class Loader {
public:
    explicit Loader(yaml::Node root) : root_(root) {}

    EntrustSettings load() {
        EntrustSettings out;
        out.process_b = one_of("process", "A", "B");
        out.schedule.quarters = one_of("quarters", "contract", "fiscal")
                                    ? Quarters::of_fiscal_year
                                    : Quarters::of_contract;
        out.schedule.first_check_days =
            static_cast<int>(root_.at("first_check_days").integer(1, 60));
        out.answer_days = static_cast<int>(root_.at("answer_days").integer(1, 60));
        out.remedy_days = static_cast<int>(root_.at("remedy_days").integer(1, 365));
        out.cite = root_.at("cite").text();
        return out;
    }

private:
    // True: the second word.
    bool one_of(const char* key, std::string_view first, std::string_view second) {
        const yaml::Node node = root_.at(key);
        const std::string word = node.text();
        if (word != first && word != second) fault_unknown_name(node, word);
        return word == second;
    }
    yaml::Node root_;
};

}  // namespace

Result<EntrustSettings> parse_entrust_settings(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<EntrustSettings> load_entrust_settings(const std::string& path) {
    if (!std::filesystem::exists(path)) return EntrustSettings{};
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern::entrust
