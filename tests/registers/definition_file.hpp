// A register definition as a test reads it: strictly, and on its own, so that a mistake of the
// kernel's reader cannot hide one of a definition.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::tests {

struct FieldText {
    std::int64_t id = 0;
    std::string name, type, group, classification, target, item, search;
    std::string link_basis;
    BilingualText label;
    bool required = false;
    bool sort = false;
    std::int64_t max_length = 200;
    std::int64_t list = 0;
    std::set<std::string> codes;
};

struct CheckText {
    std::string kind, id, severity, field, shape, left, right, op, total, min, max;
    std::vector<std::string> parts, is, then_required;
};

struct DefinitionFile {
    std::string path, area, name, task, temporal;
    std::int64_t number = 0;
    std::int64_t documents = 0;  // number of the register of its documents
    std::vector<std::string> key;
    std::set<std::string> groups, roles;
    std::set<std::string> list_fields;  // that orders, conditions and views name
    std::vector<FieldText> fields;
    std::vector<CheckText> checks;

    [[nodiscard]] const FieldText* find(const std::string& field) const;
};

struct Item {
    std::int64_t no = 0;
    std::string ja, en, kind, register_name, field, via;
    bool has_rule = false;
};
struct ItemList {
    std::string name;
    std::int64_t count = 0;
    std::vector<Item> items;
    std::vector<Item> additions;
};

Result<DefinitionFile> load_definition(const std::string& path, const std::string& area);
Result<ItemList> load_items(const std::string& path);

// All of registers/*/*.yaml by name; a failure is a test failure with every fault in its text.
std::map<std::string, DefinitionFile> all_definitions();

}  // namespace daicho::tests
