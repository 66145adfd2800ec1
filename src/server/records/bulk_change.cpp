#include "server/records/bulk_change.hpp"

#include <algorithm>

#include "server/records/sent_values.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;

Error of_field(const char* id, const Field& field) {
    return input_error(id)
        .with("field_ja", field.label.ja)
        .with("field_en", field.label.en)
        .at(field.name);
}

}  // namespace

BulkWish read_bulk_wish(json::ObjectReader& in, const Definition& definition) {
    BulkWish wish;
    wish.definition = &definition;
    wish.values = sent_values(in);
    wish.valid = {in.date("valid_from"), in.optional_date("valid_to").value_or(kForever)};
    wish.reason = in.optional_text("reason", 8'000).value_or("");
    wish.article = in.optional_text("article", 400).value_or("");
    wish.purpose =
        static_cast<std::uint16_t>(in.optional_integer("purpose", {0, 65'535}).value_or(0));
    return wish;
}

Status check_bulk_wish(const BulkWish& wish) {
    const Definition& definition = *wish.definition;
    if (definition.is_event()) return input_error("bulk.event");
    if (wish.values.empty() || wish.values.size() > kMostBulkFields) {
        return input_error("bulk.no_value").with("most", std::to_string(kMostBulkFields));
    }
    for (const auto& [name, text] : wish.values) {
        DAICHO_TRY(index, field_named(definition, name));
        const Field& field = definition.fields[index];
        // One number for many persons is never right, and a record keeps its key.
        const bool key = std::ranges::find(definition.key, index) != definition.key.end();
        if (key || registers::is_kept_apart(field.type)) {
            return of_field("bulk.field", field);
        }
    }
    return {};
}

registers::ChangeRequest change_of(const BulkWish& wish, const BulkRow& row) {
    registers::ChangeRequest request;
    request.register_name = wish.definition->name;
    request.record = row.record;
    if (row.version != 0) request.base_version = row.version;
    request.values = wish.values;
    request.valid = wish.valid;
    request.reason = wish.reason;
    request.article = wish.article;
    request.purpose = wish.purpose;
    return request;
}

Error bulk_protected() { return denied_error("bulk.protected"); }

std::string write_bulk_plan(const BulkPlan& plan) {
    const BulkWish& wish = plan.wish;
    json::Object values;
    for (const auto& [name, text] : wish.values) values[name] = text;
    json::Array rows;
    for (const BulkRow& row : plan.rows) {
        rows.push_back(json::Array{json::Value(row.record), json::Value(row.version)});
    }
    return json::write(json::Value(json::Object{{"register", wish.definition->name},
                                                {"values", std::move(values)},
                                                {"valid_from", format_iso(wish.valid.from)},
                                                {"valid_to", date_text(wish.valid.to)},
                                                {"reason", wish.reason},
                                                {"article", wish.article},
                                                {"purpose", wish.purpose},
                                                {"rows", std::move(rows)}}));
}

Result<BulkPlan> read_bulk_plan(registers::Kernel& kernel, std::string_view text) {
    DAICHO_TRY(value, json::parse(text));
    json::ObjectReader in(value, "");
    DAICHO_TRY(definition, kernel.definition(in.text("register", 100)));
    BulkPlan plan;
    plan.wish = read_bulk_wish(in, *definition);
    if (const json::Value* rows = in.raw("rows")) {
        for (const json::Value& row : rows->as_array()) {
            plan.rows.push_back({row.as_array().at(0).to_number<std::uint64_t>(),
                                 row.as_array().at(1).to_number<std::uint64_t>()});
        }
    }
    DAICHO_CHECK(in.finish());
    return plan;
}

json::Array reasons_json(const Error& error) {
    json::Array reasons;
    for (const Error& cause : error.causes) reasons.push_back(described(cause));
    if (reasons.empty()) reasons.push_back(described(error));
    return reasons;
}

}  // namespace daicho::server
