#include "office/setting_book.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "yaml/node.hpp"

namespace daicho::office {
namespace {

namespace fs = std::filesystem;

struct Unit {
    std::string_view end;  // of the name
    std::string_view unit;
};
// By what a name ends with; the longer ones first.
constexpr Unit kUnits[] = {
    {"_minutes", "minutes"}, {".minutes", "minutes"},  {"_hours", "hours"},
    {"delay_s", "seconds"},  {"_days", "days"},        {".days", "days"},
    {"_months", "months"},   {"_percent", "percent"},  {"same_members", "people"},
    {"_years", "years"},     {".strength", "bits"},    {".shortest", "characters"},
    {".failures", "times"},  {".free_failures", "times"}, {".history", "passwords"},
    {".most", "accounts"},   {"spraying.accounts", "accounts"},
    {"recovery_codes", "codes"}, {"at_least", "backups"},
};

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_words(const yaml::Node& node) {
    return node.is_map() && node.find("ja").exists() && node.find("en").exists();
}

struct Place {
    std::string path, name, key, cite;
    [[nodiscard]] Place below(const std::string& part) const {
        Place there = *this;
        there.path += (path.empty() ? "" : ".") + part;
        if (is_number(part)) {
            there.key = part;
        } else {
            there.name += (name.empty() ? "" : ".") + part;
        }
        return there;
    }
};

// Of what has parts: those parts, named, in one line.
BilingualText in_words(const yaml::Node& node) {
    if (is_words(node)) return node.bilingual();
    if (node.is_scalar()) {
        const std::string text = node.text();
        return {text, text};
    }
    BilingualText all;
    const auto add = [&all](const std::string& front, const BilingualText& one) {
        all.ja += (all.ja.empty() ? "" : "、") + front + one.ja;
        all.en += (all.en.empty() ? "" : ", ") + front + one.en;
    };
    if (node.is_sequence()) {
        for (const yaml::Node& one : node.elements()) add("", in_words(one));
        return all;
    }
    for (const auto& [key, one] : node.members()) {
        if (key != "cite") add(key + " ", in_words(one));
    }
    return all;
}

void walk(const yaml::Node& node, Place place, std::vector<SettingRow>& rows) {
    if (node.is_map() && !is_words(node)) {
        const yaml::Node cite = node.find("cite");
        if (cite.exists()) place.cite = cite.text();
        for (const auto& [key, one] : node.members()) {
            if (key != "cite") walk(one, place.below(key), rows);
        }
        return;
    }
    // A list of sections is a row for each; a list of words one row.
    const auto elements = node.is_sequence() ? node.elements() : std::vector<yaml::Node>();
    if (!elements.empty() && elements.front().is_map()) {
        for (const yaml::Node& one : elements) {
            const yaml::Node cite = one.find("cite");
            rows.push_back({place.path, place.path.substr(0, place.path.find('.')), place.name,
                            place.key, in_words(one), cite.exists() ? cite.text() : place.cite,
                            one.line()});
        }
        return;
    }
    rows.push_back({place.path, place.path.substr(0, place.path.find('.')), place.name, place.key,
                    in_words(node), place.cite, node.line()});
}

Instant changed(const char* path) {
    struct stat found {};
    if (::stat(path, &found) != 0) return {};
    return Instant{std::int64_t{found.st_mtim.tv_sec} * 1'000'000};
}

}  // namespace

Result<fs::path> setting_file(const fs::path& folder, std::string_view municipality) {
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        if (entry.path().extension() != ".yaml") continue;
        const auto document = yaml::Document::load(entry.path().string());
        if (document && document->root().find("municipality").exists() &&
            document->root().at("municipality").text() == municipality) {
            return entry.path();
        }
    }
    return not_found_error("settings.no_file").with("municipality", std::string(municipality));
}

Result<std::vector<SettingRow>> setting_rows(const fs::path& file) {
    DAICHO_TRY(document, yaml::Document::load(file.string()));
    std::vector<SettingRow> rows;
    walk(document.root(), {}, rows);
    return rows;
}

std::string_view setting_unit(std::string_view name) noexcept {
    for (const Unit& one : kUnits) {
        if (name.ends_with(one.end)) return one.unit;
    }
    return {};
}

Instant written_at(const fs::path& file) { return changed(file.c_str()); }

// The kernel makes the folder of a process when it begins.
Instant process_began() { return changed("/proc/self"); }

}  // namespace daicho::office
