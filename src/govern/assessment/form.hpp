// 評価書の様式 (form): the fields of a privacy assessment as data – path, label, choices, the mark
// ※, what repeats. catalogs/pia-forms/{basic,key_items,full}.yaml hold the three forms.
//
// A field is named by its path as the form numbers it (Ⅰ2②, Ⅱ4.n③, Ⅲ6R1措置). Where it repeats,
// an address says which one: Ⅰ2②@2 the second system, Ⅱ4.n③@1.2 the second entrusted matter of
// the first file. Counted from 1. Read-only once loaded; any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"

namespace daicho::govern {

enum class PiaType : std::uint8_t {
    text,
    legal_ref,
    choice,  // "2", or "2 detail" where the option has a blank to fill
    check,   // a line for each tick: "7" or "7 detail"
    date,    // 2025-04-01
    date_or_month,
    boolean,    // "1" or empty
    item_list,  // a line for each item; a line in <…> heads those behind it
};

struct PiaGroup {
    std::string id;  // system file entrust provide transfer
    BilingualText label;
    std::uint16_t limit = 0;        // most that the form prints
    std::size_t inside = kNowhere;  // group that this one repeats in
    bool whole = false;             // a new one is one change, not one for each of its fields
};

struct PiaSection {
    std::string id;
    BilingualText label;
};

struct PiaField {
    std::string path;
    std::size_t section = 0;
    BilingualText label;
    PiaType type = PiaType::text;
    std::string set;               // of choices; empty: none
    std::size_t group = kNowhere;  // that it repeats in
    bool important = false;        // ※: a change of it is 重要な変更 unless it is 軽微
    bool voluntary = false;
};

struct PiaForm {
    CatalogHead head;
    std::string id;         // basic key_items full
    std::string number;     // 様式3
    std::string changes;    // heading of the table of changes
    bool verified = false;  // compared with a filled form; if not, screens and paper say so
    std::map<std::string, std::vector<std::string>, std::less<>> sets;
    std::vector<PiaGroup> groups;
    std::vector<PiaSection> sections;
    std::vector<PiaField> fields;  // in the order of the form

    [[nodiscard]] const std::vector<std::string>& options(const PiaField& field) const;
    [[nodiscard]] std::size_t field_named(std::string_view path) const noexcept;  // or kNowhere
    // Numbers that an address of this field has: 0, 1, or 2 for a group inside another.
    [[nodiscard]] std::size_t depth(const PiaField& field) const noexcept;
    // The field that gives one of a group its name (Ⅱ4.n名, Ⅰ2①, Ⅱ1).
    [[nodiscard]] std::size_t name_of_group(std::size_t group) const noexcept;
};

// Order: as the form prints it, each group's fields together for one of it.
struct FieldAddress {
    std::size_t field = 0;
    std::array<std::uint16_t, 2> at{};  // 0 where the field does not repeat
    auto operator<=>(const FieldAddress&) const = default;
};

// Errors: yaml.*, govern.catalog.*, each with file and line.
Result<PiaForm> parse_pia_form(std::string_view text, std::string name);
Result<PiaForm> load_pia_form(const std::string& path);

std::string address_text(const PiaForm& form, const FieldAddress& address);  // Ⅱ4.n③@1.2
// Errors: pia.form.no_field, pia.form.no_place (number missing, 0 or above the form's limit).
Result<FieldAddress> parse_address(const PiaForm& form, std::string_view text);

// 項目 as tables of changes name it: "Ⅱ-４委託事項２③委託先名".
std::string item_name(const PiaForm& form, const FieldAddress& address);

// What such a name means. People write it in many ways: full or half width, blanks, with or
// without the wording. Nothing where no field answers or two do equally well.
struct NamedItem {
    std::size_t field = kNowhere;  // kNowhere: the whole of `group`, from `first` to `last`
    std::size_t group = kNowhere;
    std::array<std::uint16_t, 2> at{};
    std::uint16_t first = 0;
    std::uint16_t last = 0;
};
std::optional<NamedItem> parse_item(const PiaForm& form, std::string_view text);

}  // namespace daicho::govern
