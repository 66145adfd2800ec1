#include "server/records/saved_views.hpp"

#include <algorithm>

namespace daicho::server {
namespace {

using registers::Definition;

Error gone(std::uint64_t id) {
    return not_found_error("view.gone").with("view", std::to_string(id));
}

json::Value sort_json(const SavedView& view) {
    if (view.sort.empty()) return nullptr;
    return json::Object{{"field", view.sort}, {"direction", view.descending ? "desc" : "asc"}};
}

json::Object conditions_json(const Conditions& conditions) {
    json::Object out;
    for (const auto& [name, text] : conditions) out[name] = text;
    return out;
}

// What is kept beside the name.
std::string body_of(const SavedView& view) {
    json::Array columns;
    for (const std::string& name : view.columns) columns.push_back(json::Value(name));
    return json::write(json::Value(json::Object{{"filters", conditions_json(view.filters)},
                                                {"sort", sort_json(view)},
                                                {"columns", std::move(columns)},
                                                {"lines", view.lines}}));
}

void read_filters(json::ObjectReader& in, const Definition& definition, SavedView& view) {
    const json::Value* given = in.raw("filters");
    if (given == nullptr || given->is_null()) return;
    if (!given->is_object() || given->get_object().size() > kMostConditions) {
        in.fault("filters",
                 input_error("view.conditions").with("most", std::to_string(kMostConditions)));
        return;
    }
    for (const auto& [name, text] : given->get_object()) {
        const std::size_t field = definition.index_of(name);
        if (field == Definition::npos || !text.is_string() ||
            !registers::in_list(definition, field)) {
            in.fault("filters",
                     input_error("change.no_field").with("field", std::string(name).substr(0, 60)));
            continue;
        }
        const registers::Field& of = definition.fields[field];
        const registers::Filter filter =
            registers::parse_condition(definition, field, text.get_string());
        const bool names = filter.kind != registers::FilterKind::is_empty;
        if (names && (of.is_personal() || registers::tells_of_persons(of))) {
            in.fault("filters", input_error("view.personal")
                                    .with("field_ja", of.label.ja)
                                    .with("field_en", of.label.en));
        }
        // What a ref's key leads to is looked up when the list is asked for.
        const bool is_ref = of.type == registers::FieldType::ref;
        if (Status fits = registers::check_condition(definition, filter); !fits && !is_ref) {
            in.fault("filters", std::move(fits.error()));
        }
        view.filters.emplace_back(name, text.get_string());
    }
}

void read_sort(json::ObjectReader& in, const Definition& definition, SavedView& view) {
    auto sort = in.optional_object("sort");
    if (!sort) return;
    view.sort = sort->text("field", 60);
    view.descending = sort->optional_one_of("direction", {"asc", "desc"}) == "desc";
    const std::size_t field = definition.index_of(view.sort);
    if (field == Definition::npos || !registers::in_list(definition, field)) {
        sort->fault("field", input_error("change.no_field").with("field", view.sort));
    }
}

void read_columns(json::ObjectReader& in, const Definition& definition, SavedView& view) {
    for (std::string& name : in.texts("columns")) {
        const bool twice = std::ranges::find(view.columns, name) != view.columns.end();
        if (twice || definition.index_of(name) == Definition::npos) {
            in.fault("columns", input_error("change.no_field").with("field", name.substr(0, 60)));
        }
        view.columns.push_back(std::move(name));
    }
}

// The rest of a view from what is kept or was sent; faults stay in `in`.
void read_body(json::ObjectReader& in, const Definition& definition, SavedView& view) {
    read_filters(in, definition, view);
    read_sort(in, definition, view);
    read_columns(in, definition, view);
    view.lines = static_cast<std::uint8_t>(in.optional_integer("lines", {1, 3}).value_or(1));
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Status check_name(const std::vector<SavedView>& others, const SavedView& view) {
    const bool taken = std::ranges::any_of(others, [&](const SavedView& other) {
        return other.id != view.id && other.name == view.name;
    });
    return taken ? Status(conflict_error("view.name_taken").with("name", view.name)) : Status();
}

Status write_row(registers::Context& context, std::uint64_t account, const Definition& definition,
                 const SavedView& view) {
    const std::string body = body_of(view);
    DAICHO_TRY(insert, context.connection.cached(
                           "INSERT INTO w_saved_view (account, id, register, name, body, standard, "
                           "changed) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    insert->bind(0, static_cast<std::int64_t>(account));
    insert->bind(1, static_cast<std::int64_t>(view.id));
    insert->bind(2, definition.number);
    insert->bind_text(3, view.name);
    insert->bind_text(4, body);
    insert->bind(5, view.standard ? 1 : 0);
    insert->bind(6, context.now.micros);
    return insert->run();
}

Status remove_row(registers::Context& context, std::uint64_t account, std::uint64_t id) {
    DAICHO_TRY(remove,
               context.connection.cached("DELETE FROM w_saved_view WHERE account = ? AND id = ?"));
    remove->bind(0, static_cast<std::int64_t>(account));
    remove->bind(1, static_cast<std::int64_t>(id));
    return remove->run();
}

// A list opens with one view.
Status leave_standard(registers::Context& context, std::uint64_t account,
                      const Definition& definition) {
    DAICHO_TRY(update, context.connection.cached("UPDATE w_saved_view SET standard = 0 WHERE "
                                                 "account = ? AND register = ?"));
    update->bind(0, static_cast<std::int64_t>(account));
    update->bind(1, definition.number);
    return update->run();
}

}  // namespace

Result<std::vector<SavedView>> saved_views(store::Connection& connection, std::uint64_t account,
                                           const Definition& definition) {
    DAICHO_TRY(select, connection.prepare("SELECT id, name, body, standard FROM w_saved_view WHERE "
                                          "account = ? AND register = ? ORDER BY name, id"));
    select->bind(0, static_cast<std::int64_t>(account));
    select->bind(1, definition.number);
    std::vector<SavedView> views;
    while (true) {
        DAICHO_TRY(there, select->step());
        if (!there) return views;
        SavedView view;
        view.id = static_cast<std::uint64_t>(select->integer(0));
        view.name = std::string(select->text(1));
        view.standard = select->integer(3) != 0;
        DAICHO_TRY(body, json::parse(select->text(2)));
        json::ObjectReader in(body, "");
        read_body(in, definition, view);
        // What the definition knows no more (a code that was closed) is left to the list to refuse.
        views.push_back(std::move(view));
    }
}

Result<std::uint64_t> save_view(registers::Context& context, std::uint64_t account,
                                const Definition& definition, const SavedView& view) {
    DAICHO_TRY(views, saved_views(context.connection, account, definition));
    DAICHO_CHECK(check_name(views, view));
    SavedView saved = view;
    if (view.id == 0) {
        if (views.size() >= kMostViews) {
            return conflict_error("view.too_many").with("most", std::to_string(kMostViews));
        }
        // By the clock: an address with the number of a view that is gone means no other one.
        DAICHO_TRY(last, context.connection.integer(
                             "SELECT coalesce(max(id), 0) FROM w_saved_view WHERE account = " +
                             std::to_string(account)));
        saved.id = std::max(static_cast<std::uint64_t>(context.now.micros / 1000),
                            static_cast<std::uint64_t>(last) + 1);
    } else if (std::ranges::find(views, view.id, &SavedView::id) == views.end()) {
        return gone(view.id);
    }
    if (saved.standard) DAICHO_CHECK(leave_standard(context, account, definition));
    DAICHO_CHECK(remove_row(context, account, saved.id));
    DAICHO_CHECK(write_row(context, account, definition, saved));
    return saved.id;
}

Status drop_view(registers::Context& context, std::uint64_t account, const Definition& definition,
                 std::uint64_t id) {
    DAICHO_TRY(views, saved_views(context.connection, account, definition));
    if (std::ranges::find(views, id, &SavedView::id) == views.end()) return gone(id);
    return remove_row(context, account, id);
}

Result<SavedView> read_view(const Definition& definition, const json::Value& body) {
    json::ObjectReader in(body, "");
    SavedView view;
    view.name = in.text("name", kLongestViewName * 4);
    if (view.name.empty() || characters(view.name) > kLongestViewName) {
        in.fault("name", input_error("view.name").with("most", std::to_string(kLongestViewName)));
    }
    read_body(in, definition, view);
    view.standard = in.boolean_or("standard", false);
    DAICHO_CHECK(in.finish());
    return view;
}

json::Object view_json(const SavedView& view) {
    json::Array columns;
    for (const std::string& name : view.columns) columns.push_back(json::Value(name));
    return {{"id", id_text(view.id)},
            {"name", view.name},
            {"filters", conditions_json(view.filters)},
            {"sort", sort_json(view)},
            {"columns", columns.empty() ? json::Value(nullptr) : json::Value(std::move(columns))},
            {"lines", view.lines},
            {"standard", view.standard}};
}

}  // namespace daicho::server
