#include "server/preferences.hpp"

#include <algorithm>
#include <charconv>

#include "register/listing.hpp"

namespace daicho::server {
namespace {

using registers::Definition;

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestValue = 8'000;
constexpr std::int64_t kNarrowest = 40;  // pixels
constexpr std::int64_t kWidest = 600;

Error unknown(std::string_view name) {
    const std::string told(name.substr(0, kLongestName));
    return input_error("preference.unknown").with("name", told);
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> known) {
    return std::ranges::find(known, value) != known.end();
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 20 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

// REGISTER or REGISTER.VIEW.
const Definition* place(const registers::Kernel& kernel, std::string_view text, bool views) {
    const std::size_t dot = text.find('.');
    if (dot != std::string_view::npos && (!views || !is_number(text.substr(dot + 1)))) {
        return nullptr;
    }
    return kernel.definitions().find(text.substr(0, dot));
}

bool are_columns(const Definition& definition, std::string_view value) {
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(','), value.size());
        if (definition.index_of(std::string(value.substr(0, end))) == Definition::npos) {
            return false;
        }
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return true;
}

bool are_widths(const Definition& definition, std::string_view value) {
    const auto parsed = json::parse(value);
    if (!parsed || !parsed->is_object()) return false;
    return std::ranges::all_of(parsed->get_object(), [&](const auto& one) {
        return definition.index_of(std::string(one.key())) != Definition::npos &&
               one.value().is_int64() && one.value().get_int64() >= kNarrowest &&
               one.value().get_int64() <= kWidest;
    });
}

// Groups of the menu by name: a few short words of the product's own.
bool are_groups(std::string_view value) {
    return value.size() <= 400 &&
           value.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.,") == std::string_view::npos;
}

// Nothing: there is no such name.
std::optional<bool> fits(const registers::Kernel& kernel, std::string_view name,
                         std::string_view value) {
    if (name == "language") return is_one_of(value, {"ja", "en"});
    if (name == "calendar") return is_one_of(value, {"era", "western"});
    if (name == "letters") return is_one_of(value, {"on", "off"});
    if (name == "closed_groups") return are_groups(value);
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view what = name.substr(0, dot);
    if (!is_one_of(what, {"columns", "lines", "widths"})) return std::nullopt;
    const Definition* of = place(kernel, name.substr(dot + 1), what != "widths");
    if (of == nullptr) return std::nullopt;
    if (what == "columns") return are_columns(*of, value);
    if (what == "lines") return is_one_of(value, {"1", "2", "3"});
    return are_widths(*of, value);
}

Status write(registers::Context& context, std::uint64_t account, const std::string& name,
             const std::optional<std::string>& value) {
    DAICHO_TRY(put, context.connection.cached(
                        value ? "INSERT INTO w_preference (account, name, value, changed) VALUES "
                                "(?, ?, ?, ?) ON CONFLICT (account, name) DO UPDATE SET value = "
                                "excluded.value, changed = excluded.changed"
                              : "DELETE FROM w_preference WHERE account = ? AND name = ?"));
    put->bind(0, static_cast<std::int64_t>(account));
    put->bind_text(1, name);
    if (value) {
        put->bind_text(2, *value);
        put->bind(3, context.now.micros);
    }
    return put->run();
}

json::Value preferences_json(const Preferences& preferences) {
    json::Object out;
    for (const auto& [name, value] : preferences) out[name] = value;
    return json::Object{{"preferences", std::move(out)}};
}

Answer show(const Call& call) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(kept, preferences_of(call.app.kernel, *reader,
                                    call.session.person.principal.account));
    return json_answer(preferences_json(kept));
}

Answer change(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    std::map<std::string, std::optional<std::string>> changes;
    const json::Value* given = in.raw("preferences");
    if (given == nullptr || !given->is_object()) {
        in.fault("preferences", input_error("api.values"));
    } else {
        for (const auto& [key, value] : given->get_object()) {
            std::optional<std::string>& change = changes[std::string(key)];
            if (value.is_string()) change = std::string(value.get_string());
            const bool forgotten = value.is_null();
            if (!forgotten && !change) in.fault(std::string(key), input_error("api.values"));
            if (!change) continue;
            Status good = check_preference(call.app.kernel, std::string_view(key), *change);
            if (!good) in.fault(std::string(key), std::move(good.error()));
        }
    }
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) {
        return keep_preferences(context, call.session.person.principal.account, changes);
    }));
    return show(call);
}

}  // namespace

Status check_preference(const registers::Kernel& kernel, std::string_view name,
                        std::string_view value) {
    if (name.size() > kLongestName) return unknown(name);
    const std::optional<bool> good = fits(kernel, name, value);
    if (!good) return unknown(name);
    if (*good && value.size() <= kLongestValue) return {};
    return input_error("preference.bad_value").with("name", std::string(name));
}

Result<Preferences> preferences_of(const registers::Kernel& kernel, store::Connection& connection,
                                   std::uint64_t account) {
    DAICHO_TRY(select, connection.prepare("SELECT name, value FROM w_preference WHERE account = ? "
                                          "ORDER BY name"));
    select->bind(0, static_cast<std::int64_t>(account));
    Preferences kept;
    while (true) {
        DAICHO_TRY(there, select->step());
        if (!there) return kept;
        std::string name(select->text(0));
        std::string value(select->text(1));
        // A field that was closed since: as if nothing had been chosen.
        if (check_preference(kernel, name, value)) kept.emplace(std::move(name), std::move(value));
    }
}

Status keep_preferences(registers::Context& context, std::uint64_t account,
                        const std::map<std::string, std::optional<std::string>>& changes) {
    for (const auto& [name, value] : changes) {
        DAICHO_CHECK(write(context, account, name, value));
    }
    DAICHO_TRY(count, context.connection.integer(
                          "SELECT count(*) FROM w_preference WHERE account = " +
                          std::to_string(account)));
    if (static_cast<std::size_t>(count) <= kMostPreferences) return {};
    return conflict_error("preference.too_many").with("most", std::to_string(kMostPreferences));
}

Answer preferences_api(const Call& call) {
    if (call.path.size() != 1) return no_such_address(call);
    if (call.request.method == net::Method::get) return show(call);
    if (call.request.method == net::Method::put) return change(call);
    return no_such_address(call);
}

}  // namespace daicho::server
