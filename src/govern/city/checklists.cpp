#include "govern/city/checklists.hpp"

#include <algorithm>
#include <fstream>

namespace daicho::govern {
namespace {

constexpr int kHeadLines = 60;  // the kind stands behind the opening comment

bool is_checklist(const std::filesystem::path& file) {
    if (file.extension() != ".yaml") return false;
    std::ifstream in(file, std::ios::binary);
    std::string line;
    for (int i = 0; i < kHeadLines && std::getline(in, line); ++i) {
        if (line == "kind: criteria") return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> checklists(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code code;
    for (const auto& file : std::filesystem::directory_iterator(folder, code)) {
        if (is_checklist(file.path())) names.push_back(file.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace daicho::govern
