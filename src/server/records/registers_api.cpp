// Registers by definition: overview, definition, list, record.
#include <algorithm>

#include "register/by_command.hpp"
#include "register/query.hpp"
#include "server/access.hpp"
#include "server/jobs/job_runner.hpp"
#include "server/map/map_api.hpp"
#include "server/map/map_source.hpp"
#include "server/records/bulk_change.hpp"
#include "server/records/change_api.hpp"
#include "server/records/definition_view.hpp"
#include "server/records/documents_api.hpp"
#include "server/records/list_selection.hpp"
#include "server/records/record_answer.hpp"
#include "server/records/record_list.hpp"
#include "server/records/record_tag.hpp"
#include "server/records/saved_views.hpp"
#include "server/viewing_report.hpp"

namespace daicho::server {
namespace {

const BilingualText& area_label(const std::string& area) {
    static const std::map<std::string, BilingualText> kLabels = {
        {"tax", {"税務", "Tax"}},
        {"person", {"宛名", "Addressees"}},
        {"office", {"職員・権限", "Staff and permissions"}},
        {"govern", {"統治", "Governance"}},
    };
    static const BilingualText kOther{"その他", "Other"};
    const auto found = kLabels.find(area);
    return found == kLabels.end() ? kOther : found->second;
}

json::Array offered_kinds(const Call& call) {
    json::Array kinds;
    if (!call.app.jobs) return kinds;
    for (const JobKind& kind : call.app.jobs->kinds()) {
        if (is_offered(call.app, call.session.person.principal, kind.name)) {
            kinds.push_back(json::Value(kind.name));
        }
    }
    return kinds;
}

// What of it somebody may see and do, for menus and commands.
json::Object glance(const Call& call, const registers::Definition& definition,
                    std::uint64_t records) {
    const auto& who = call.session.person.principal;
    const bool changes = registers::reach(who, definition, registers::Action::change).has_value();
    return {{"name", definition.name},
            {"label", texts(definition.label)},
            {"records", records},
            {"may_view", reach_of(call, definition).has_value()},
            {"may_change", changes && !registers::is_by_command(definition)},
            {"may_import", may(call, definition, registers::Action::import)},
            {"may_export", may(call, definition, registers::Action::export_)},
            {"may_approve", may(call, definition, registers::Action::approve)},
            {"map", has_map(call, definition)}};
}

Answer overview(const Call& call) {
    registers::Kernel& kernel = call.app.kernel;
    DAICHO_TRY(reader, kernel.reader());
    const registers::Moment moment{today(call.app), std::nullopt};
    std::map<std::string, json::Array> areas;
    std::vector<std::string> order{"tax", "person", "govern", "office"};
    const bool only_own = has_only_scopes(call);
    for (const auto& definition : kernel.definitions().all()) {
        const auto reached = reach_of(call, *definition);
        if (only_own && !reached) continue;
        registers::ListQuery query;
        query.moment = moment;
        if (reached) query.scope = reached->scope;
        DAICHO_TRY(count, query.scope ? registers::count_list(*reader, *definition, query)
                                      : registers::count_records(*reader, *definition, moment));
        if (std::find(order.begin(), order.end(), definition->area) == order.end()) {
            order.push_back(definition->area);
        }
        areas[definition->area].push_back(glance(call, *definition, count));
    }
    json::Array list;
    for (const std::string& id : order) {
        const auto found = areas.find(id);
        if (found == areas.end()) continue;
        list.push_back(json::Object{
            {"id", id}, {"label", texts(area_label(id))}, {"registers", std::move(found->second)}});
    }
    return json_answer(json::Object{{"areas", std::move(list)}, {"orders", offered_kinds(call)}});
}

}  // namespace

Answer registers_api(const Call& call) {
    const std::string part = call.path.size() > 2 ? call.path[2] : "";
    if (part == "views") return views_api(call);
    if (part == "selections") return selections_api(call);
    if (part == "bulk-changes") return bulk_preview_api(call);
    if (call.request.method != net::Method::get) return change_api(call);
    if (call.path.size() == 1) return overview(call);
    DAICHO_TRY(allowed, reachable(call, call.path[1]));
    if (call.path.size() == 2) {
        return tagged(call, json_answer(definition_json(call, *allowed.definition)));
    }
    if (call.path[2] == "counts" && call.path.size() == 3) {
        DAICHO_CHECK(viewing_purpose(call, *allowed.definition));
        return counts_answer(call, allowed);
    }
    if (call.path[2] == "map") {
        DAICHO_CHECK(permitted(call, call.path[1]));  // shows every row
        DAICHO_CHECK(viewing_purpose(call, *allowed.definition));
        return map_api(call, allowed);
    }
    if (call.path[2] != "records") return no_such_address(call);
    DAICHO_CHECK(viewing_purpose(call, *allowed.definition));
    if (call.path.size() == 3) return list_answer(call, allowed);
    DAICHO_TRY(id, parse_id(call.path[3]));
    DAICHO_CHECK(within(call, allowed, id));
    if (call.path.size() == 5 && call.path[4] == "compare") {
        return compare_answer(call, allowed, id);
    }
    if (call.path.size() == 5 && call.path[4] == "waiting") {
        return waiting_answer(call, allowed, id);
    }
    if (call.path.size() == 5 && call.path[4] == "documents") {
        return record_documents_answer(call, allowed, id);
    }
    if (call.path.size() == 5 && call.path[4] == "viewings.pdf") {
        DAICHO_CHECK(permitted(call, call.path[1]));
        return viewings_answer(call, allowed, id);
    }
    if (call.path.size() > 4) return no_such_address(call);
    DAICHO_TRY(record, record_answer(call, allowed, id));
    const std::uint64_t version = record.at("version").to_number<std::uint64_t>();
    return tagged_record(call, json_answer(record), version);
}

}  // namespace daicho::server
