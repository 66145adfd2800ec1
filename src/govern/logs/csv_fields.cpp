#include <cstring>

#include "govern/logs/detail/csv_fields.hpp"

namespace daicho::govern::logs::detail {

bool next_field(std::string_view record, char delimiter, std::size_t& at, Arena& arena,
                std::string_view& out) {
    if (at >= record.size() || record[at] != '"') {
        const std::size_t from = at;
        const std::size_t end = record.find(delimiter, at);
        at = end == std::string_view::npos ? record.size() + 1 : end + 1;
        out = record.substr(from, at - 1 - from);
        return true;
    }
    const std::size_t from = at + 1;
    std::size_t quote = record.find('"', from);
    if (quote == std::string_view::npos) return false;
    if (quote + 1 == record.size() || record[quote + 1] == delimiter) {
        out = record.substr(from, quote - from);
        at = quote + 2;
        return true;
    }
    char* text = arena.take(record.size() - from);
    if (text == nullptr) return false;
    std::size_t size = 0;
    std::size_t begin = from;
    for (;;) {
        std::memcpy(text + size, record.data() + begin, quote - begin);
        size += quote - begin;
        if (quote + 1 >= record.size() || record[quote + 1] != '"') break;
        text[size++] = '"';
        begin = quote + 2;
        quote = record.find('"', begin);
        if (quote == std::string_view::npos) return false;
    }
    out = {text, size};
    arena.give_back(record.size() - from - size);
    if (quote + 1 < record.size() && record[quote + 1] != delimiter) return false;
    at = quote + 2;
    return true;
}

bool split_csv(std::string_view record, char delimiter, std::vector<std::string>& out) {
    Arena arena;
    arena.begin(record.size());
    for (std::size_t at = 0; at <= record.size();) {
        std::string_view field;
        if (!next_field(record, delimiter, at, arena, field)) return false;
        out.emplace_back(field);
    }
    return true;
}

}  // namespace daicho::govern::logs::detail
