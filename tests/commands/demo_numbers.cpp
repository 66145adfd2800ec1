// Prints every personal number of the small demonstration, as its CSV files hold them.
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "demo/city_source.hpp"

namespace {

bool is_number(std::string_view cell) {
    return cell.size() == 12 &&
           std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// No field of an addressee but the personal number has twelve digits.
void collect(std::string_view text, std::set<std::string>& numbers) {
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(",\n");
        const std::string_view cell = text.substr(0, end);
        if (is_number(cell)) numbers.emplace(cell);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

}  // namespace

int main() {
    daicho::demo::CityOptions options;
    options.size = daicho::demo::kSmallCity;
    auto city = daicho::demo::CitySource::make(options);
    if (!city) return 3;
    std::set<std::string> numbers;
    for (std::size_t i = 0; i < city->files().size(); ++i) {
        if (city->files()[i].register_name == "addressee") collect(city->read_all(i), numbers);
    }
    for (const std::string& number : numbers) std::puts(number.c_str());
    return 0;
}
