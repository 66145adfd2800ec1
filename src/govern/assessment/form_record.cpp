#include "govern/assessment/form_record.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "base/text.hpp"

namespace daicho::govern {

namespace {

constexpr std::string_view kBlank = "（　）";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Error not_a_choice(const PiaField& field, std::string_view value) {
    return input_error("pia.value.choice")
        .with("field", field.label.ja)
        .with("value", std::string(value.substr(0, 80)));
}

Status check_ticks(const PiaForm& form, const PiaField& field, std::string_view value) {
    const auto lines = lines_of(value);
    const std::size_t most = field.type == PiaType::choice ? 1 : form.options(field).size();
    if (lines.size() > most) return not_a_choice(field, value);
    const auto ticks = ticks_of(value);
    if (ticks.size() != lines.size()) return not_a_choice(field, value);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        if (ticks[i].option >= form.options(field).size()) return not_a_choice(field, value);
        if (i > 0 && ticks[i].option <= ticks[i - 1].option) return not_a_choice(field, value);
    }
    return {};
}

Status check_date(const PiaField& field, std::string_view value) {
    if (parse_iso_date(value)) return {};
    if (field.type == PiaType::date_or_month && parse_year_month(value)) return {};
    return input_error("pia.value.date")
        .with("field", field.label.ja)
        .with("value", std::string(value.substr(0, 80)));
}

std::string filled_option(const std::string& option, const std::string& detail) {
    const std::size_t blank = option.find(kBlank);
    if (blank != std::string::npos) {
        std::string text = option;
        return text.replace(blank, kBlank.size(), "（" + detail + "）");
    }
    return detail.empty() ? option : option + "　" + detail + "件";
}

}  // namespace

std::vector<Tick> ticks_of(std::string_view value) {
    std::vector<Tick> ticks;
    for (const std::string_view line : lines_of(value)) {
        const std::size_t blank = std::min(line.find(' '), line.size());
        std::size_t number = 0;
        bool good = blank > 0 && blank <= 2;
        for (const char digit : line.substr(0, blank)) {
            good = good && digit >= '0' && digit <= '9';
            if (good) number = number * 10 + static_cast<std::size_t>(digit - '0');
        }
        if (!good || number == 0) continue;
        ticks.push_back({number - 1, std::string(line.substr(std::min(blank + 1, line.size())))});
    }
    return ticks;
}

Status check_value(const PiaForm& form, const PiaField& field, std::string_view value) {
    if (value.size() > kLongestPiaValue) {
        return input_error("pia.value.too_long")
            .with("field", field.label.ja)
            .with("limit", std::to_string(kLongestPiaValue));
    }
    DAICHO_CHECK(check_text(value, true));
    if (value.empty()) return {};
    switch (field.type) {
        case PiaType::choice:
        case PiaType::check: return check_ticks(form, field, value);
        case PiaType::date:
        case PiaType::date_or_month: return check_date(field, value);
        case PiaType::boolean:
            if (value == "1") return {};
            return not_a_choice(field, value);
        case PiaType::text:
        case PiaType::legal_ref:
        case PiaType::item_list: return {};
    }
    return {};
}

Result<FilledForm> read_filled_form(const PiaForm& form, const json::Value& values) {
    FilledForm filled;
    json::Faults faults;
    if (!values.is_object()) return input_error("pia.form.not_an_object");
    if (values.as_object().size() > kMostPiaValues) return input_error("pia.form.too_many");
    for (const auto& [name, value] : values.as_object()) {
        auto address = parse_address(form, name);
        if (!address) {
            faults.add(std::move(address.error()).at(std::string(name)));
            continue;
        }
        if (!value.is_string()) {
            faults.add(input_error("pia.form.not_a_text").at(std::string(name)));
            continue;
        }
        const std::string_view text = value.as_string();
        Status checked = check_value(form, form.fields[address->field], text);
        if (!checked) {
            faults.add(std::move(checked.error()).at(std::string(name)));
        } else if (!text.empty()) {
            filled[*address] = std::string(text);
        }
    }
    DAICHO_CHECK(faults.status());
    return filled;
}

json::Object to_json(const PiaForm& form, const FilledForm& filled) {
    json::Object out;
    for (const auto& [address, value] : filled) out[address_text(form, address)] = value;
    return out;
}

std::string value_text(const PiaForm& form, const PiaField& field, std::string_view value) {
    if (value.empty()) return {};
    const auto& options = form.options(field);
    switch (field.type) {
        case PiaType::choice:
        case PiaType::check: {
            std::string text;
            for (const Tick& tick : ticks_of(value)) {
                if (tick.option >= options.size()) continue;
                if (!text.empty()) text += "\n";
                if (field.type == PiaType::check) text += "[○]";
                text += filled_option(options[tick.option], tick.detail);
            }
            return text;
        }
        case PiaType::date:
        case PiaType::date_or_month: {
            if (const auto day = parse_iso_date(value)) return format_era_date(*day);
            if (const auto month = parse_year_month(value)) return format_era_month(*month);
            return std::string(value);
        }
        case PiaType::boolean: return "○";
        case PiaType::text:
        case PiaType::legal_ref:
        case PiaType::item_list: return std::string(value);
    }
    return {};
}

std::vector<std::uint16_t> instances_of(const PiaForm& form, const FilledForm& filled,
                                        std::size_t group, std::uint16_t parent) {
    std::vector<std::uint16_t> numbers;
    for (const auto& [address, value] : filled) {
        std::size_t own = form.fields[address.field].group;
        if (own == kNowhere) continue;
        std::size_t place = form.groups[own].inside == kNowhere ? 0 : 1;
        if (own != group && form.groups[own].inside == group) {
            own = group;
            place = 0;
        }
        if (own != group || (place == 1 && parent > 0 && address.at[0] != parent)) continue;
        numbers.push_back(address.at[place]);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

const std::string& value_at(const FilledForm& filled, const FieldAddress& address) {
    static const std::string kEmpty;
    const auto found = filled.find(address);
    return found == filled.end() ? kEmpty : found->second;
}

const std::string& value_named(const PiaForm& form, const FilledForm& filled,
                               std::string_view address) {
    static const std::string kEmpty;
    const auto place = parse_address(form, address);
    return place ? value_at(filled, *place) : kEmpty;
}

ItemList read_items(std::string_view value) {
    ItemList list;
    std::size_t next = 1;
    for (const std::string_view line : lines_of(value)) {
        if (line.starts_with("<") || line.starts_with("＜")) {
            next = 1;
            continue;
        }
        ++list.items;
        const std::string number = std::to_string(next) + "．";
        const bool plain = line.starts_with(number) && line.size() > number.size() &&
                           !line.substr(number.size()).starts_with(".");
        if (!plain) list.faults.emplace_back(line.substr(0, 120));
        ++next;
    }
    return list;
}

std::size_t items_band(std::size_t items) noexcept {
    if (items < 10) return 0;
    if (items < 50) return 1;
    return items < 100 ? 2 : 3;
}

}  // namespace daicho::govern
