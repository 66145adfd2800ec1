#include "server/records/record_answer.hpp"

#include <algorithm>
#include <array>

#include "server/records/change_api.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::Field;
using registers::RecordVersion;

constexpr std::size_t kMaxRelated = 20;

// What is wanted beside the record itself.
struct Parts {
    bool history = false;
    bool related = false;
    bool viewers = false;
};

// Records of `other` whose field number `index` points to `record`; empty object when none do.
Result<json::Object> related_by(AnswerView& view, const Definition& other, std::size_t index,
                                std::uint64_t record,
                                const std::optional<registers::Scope>& scope) {
    const Field& field = other.fields[index];
    registers::ListQuery query;
    query.moment = view.moment();
    query.limit = kMaxRelated;
    query.scope = scope;
    query.filters = {{index, registers::FilterKind::equals, std::to_string(record)}};
    DAICHO_TRY(page, registers::list_records(view.connection(), other, query));
    if (page.total == 0) return json::Object();
    json::Array rows;
    for (const RecordVersion& row : page.rows) {
        rows.push_back(
            json::Object{{"id", id_text(row.record)}, {"title", title_json(view, other, row)}});
    }
    return json::Object{{"register", other.name},
                        {"label", texts({other.label.ja + "（" + field.label.ja + "）",
                                         other.label.en + " (" + field.label.en + ")"})},
                        {"count", page.total},
                        {"rows", std::move(rows)}};
}

// Records of other registers that point here, by register and field.
Result<json::Array> related_json(const Call& call, AnswerView& view, const Definition& definition,
                                 std::uint64_t record) {
    json::Array list;
    for (const auto& other : call.app.kernel.definitions().all()) {
        const auto reached = reach_of(call, *other);
        if (!reached) continue;
        for (std::size_t i = 0; i < other->fields.size(); ++i) {
            const Field& field = other->fields[i];
            if (field.type != registers::FieldType::ref || field.target != definition.name) {
                continue;
            }
            // Results of every year would drown the rest; the taxpayer screen shows them.
            if (other->is_event() && field.name == "run") continue;
            DAICHO_TRY(related, related_by(view, *other, i, record, reached->scope));
            if (!related.empty()) list.push_back(std::move(related));
        }
    }
    return list;
}

// `parts=record,history`; without it, all.
Result<Parts> parts_of(const Call& call) {
    const auto given = call.request.parameter("parts");
    if (!given) return Parts{true, true, true};
    Parts parts;
    for (std::string_view rest = *given; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string_view name = rest.substr(0, end);
        if (name == "history") {
            parts.history = true;
        } else if (name == "related") {
            parts.related = true;
        } else if (name == "viewers") {
            parts.viewers = true;
        } else if (name != "record") {
            return input_error("api.no_part").with("part", std::string(name.substr(0, 40)));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return parts;
}

// For those who may see what is only provisional; everybody else learns nothing.
Result<bool> has_waiting(const Call& call, store::Connection& connection,
                         const Definition& definition, std::uint64_t record) {
    if (!definition.workflow.is_needed() ||
        !registers::may_see_provisional(call.session.person.principal, definition)) {
        return false;
    }
    DAICHO_TRY(waiting, registers::read_waiting(connection, definition));
    return waiting.contains(record);
}

}  // namespace

Result<json::Object> record_answer(const Call& call, const Allowed& allowed, std::uint64_t id) {
    const Definition& definition = *allowed.definition;
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(parts, parts_of(call));
    const registers::Moment moment{day, known};
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(record, registers::read_record(*reader, definition, id, moment));
    if (!record) return not_found_error("change.no_record").with("record", std::to_string(id));
    const std::array shown{id};
    // The list of who saw it names this look too.
    const auto enter = parts.viewers ? record_disclosure : disclose_before_leaving;
    DAICHO_CHECK(enter(call, allowed, journal::EntryKind::disclosure_view, shown, ""));
    AnswerView view(call, *reader, moment);
    People people(call.app, *reader);
    RecordJson fields = record_json(view, definition, *record);
    json::Object answer{{"register", definition.name},
                        {"id", id_text(id)},
                        {"key", shown_key(view, definition, *record)},
                        {"title", title_json(view, definition, *record)},
                        {"version", record->version},
                        {"valid_from", format_iso(record->valid.from)},
                        {"valid_to", date_text(record->valid.to)},
                        {"commit", record->commit.value},
                        {"values", std::move(fields.values)},
                        {"display", std::move(fields.display)},
                        {"protected", fields.is_protected}};
    DAICHO_TRY(waits, has_waiting(call, *reader, definition, id));
    answer["waiting"] = waits;
    if (parts.history) {
        DAICHO_TRY(versions, registers::read_history(*reader, definition, id));
        DAICHO_TRY(history, history_json(call, view, definition, versions, people));
        DAICHO_TRY(scheduled, scheduled_json(call, view, definition, id));
        answer["history"] = std::move(history);
        answer["scheduled"] = std::move(scheduled);
    }
    if (parts.related) {
        DAICHO_TRY(related, related_json(call, view, definition, id));
        answer["related"] = std::move(related);
    }
    if (parts.viewers) {
        DAICHO_TRY(viewers, viewers_json(call.app.kernel, definition, id, people));
        answer["viewers"] = std::move(viewers);
    }
    return answer;
}

}  // namespace daicho::server
