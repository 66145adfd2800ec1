#include "register/detail/dictionary_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "identity/principal.hpp"

namespace daicho::registers::detail {
namespace {

std::string code(std::string_view name) { return fmt::format("`{}`", name); }

std::string sort_text(const Definition& definition, const ListSort& sort) {
    if (sort.field == kNoField) return "";
    return code(definition.fields[sort.field].name) + (sort.descending ? " ▼" : " ▲");
}

std::string conditions_text(const Definition& definition,
                            const std::vector<ListCondition>& conditions) {
    std::string out;
    for (const ListCondition& one : conditions) {
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ",
                           code(definition.fields[one.field].name), cell_text(one.text));
    }
    return out;
}

std::string columns_text(const Definition& definition, std::vector<std::size_t> columns) {
    if (columns.empty()) {
        for (std::size_t i = 0; i < definition.fields.size(); ++i) {
            if (definition.fields[i].list != 0) columns.push_back(i);
        }
        std::ranges::sort(columns, {}, [&](std::size_t i) { return definition.fields[i].list; });
    }
    std::string out;
    for (const std::size_t i : columns) {
        const Field& field = definition.fields[i];
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", code(field.name),
                           column_width(field));
    }
    return out;
}

std::string role_label(const std::string& role, Language language) {
    const identity::Role* known = identity::find_role(role);
    if (known == nullptr) return code(role);
    return std::string(language == Language::japanese ? known->label_ja : known->label_en);
}

}  // namespace

std::string cell_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '\\' || c == '*' || c == '`' || c == '[') out += '\\';
        if (c == '<') out += "&lt;";
        else out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string listing_part(const Definition& definition, Language language) {
    const auto say = [&](const char* id) { return message(id, language); };
    std::string out = fmt::format("\n## {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n",
                                  say("dictionary.list"), say("dictionary.list_view"),
                                  say("dictionary.list_filters"), say("dictionary.list_sort"),
                                  say("dictionary.list_columns"));
    const Listing& list = definition.listing;
    const auto row = [&](const std::string& name, const std::vector<ListCondition>& conditions,
                         const ListSort& sort, const std::vector<std::size_t>& columns) {
        out += fmt::format("| {} | {} | {} | {} |\n", name,
                           conditions_text(definition, conditions), sort_text(definition, sort),
                           columns_text(definition, columns));
    };
    row(say("dictionary.list_standard"), list.conditions, list.sort, {});
    for (const ListView& view : list.views) {
        row(cell_text(view.label.in(language)), view.conditions, view.sort, view.columns);
    }
    return out;
}

std::string links_part(const Definition& definition, const Definitions& all, Language language) {
    std::string rows;
    for (const Field& field : definition.fields) {
        const Definition* target = field.target.empty() ? nullptr : all.find(field.target);
        if (target == nullptr || !crosses_tasks(definition, field, *target)) continue;
        rows += fmt::format("| {} | {} | {} | {} |\n", code(field.name), code(target->name),
                            cell_text(target->task_label.in(language)),
                            cell_text(field.link_basis));
    }
    if (rows.empty()) return rows;
    return fmt::format("\n## {}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n{}",
                       message("dictionary.links", language), message("dictionary.id", language),
                       message("dictionary.register", language),
                       message("dictionary.purpose", language),
                       message("dictionary.link_basis", language), rows);
}

std::string role_links_part(const Definitions& all, Language language) {
    DefinitionList list;
    for (const auto& one : all.all()) list.push_back(one.get());
    std::string rows;
    for (const RoleCover& cover : role_covers(list)) {
        rows += fmt::format("| {} | {} | {} | {} |\n", role_label(cover.role, language),
                            cell_text(cover.definition->task_label.in(language)),
                            cell_text(cover.beside->task_label.in(language)),
                            cell_text(fmt::format("{}", fmt::join(cover.bases, "; "))));
    }
    if (rows.empty()) return rows;
    return fmt::format("\n## {}\n\n{}\n\n| {} | {} | {} | {} |\n|---|---|---|---|\n{}",
                       message("dictionary.role_links", language),
                       message("dictionary.role_links_why", language),
                       message("dictionary.roles", language),
                       message("dictionary.purpose", language),
                       message("dictionary.purpose", language),
                       message("dictionary.link_basis", language), rows);
}

}  // namespace daicho::registers::detail
