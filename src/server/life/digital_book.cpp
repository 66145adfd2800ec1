#include "server/life/digital_book.hpp"

#include "server/access.hpp"

namespace daicho::server {
namespace {

constexpr const char* kRegisters[] = {"digital_measure",      "working_group",
                                      "working_group_member", "procedure_inventory",
                                      "standard_move",        "digital_figure"};

void find_overlaps(const office::DigitalPolicy& policy, DigitalBook& book) {
    std::vector<govern::GroupFact> facts;
    std::map<std::uint64_t, std::size_t> place;
    for (std::size_t i = 0; i < book.groups.size(); ++i) {
        const auto group = book.groups.at(i);
        if (group.text("state") != "active") continue;
        place.emplace(group.record(), facts.size());
        book.active.push_back(i);
        facts.push_back({group.record(), group.text("name") + "、" + group.text("theme"), {}});
    }
    for (std::size_t i = 0; i < book.members.size(); ++i) {
        const auto member = book.members.at(i);
        const auto group = place.find(member.ref("working_group"));
        const bool over = member.has("until") && member.date("until") < book.day;
        if (group == place.end() || over) continue;
        facts[group->second].sections.push_back(member.ref("department"));
    }
    book.overlaps =
        govern::overlaps_of(facts, {policy.same_members, policy.same_theme_percent});
}

}  // namespace

Result<DigitalBook> digital_book(const Call& call, store::Connection& connection) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    DigitalBook book;
    book.day = today(call.app);
    book.still_days = call.app.settings.digital_plan.still_days;
    const auto read = [&](const char* name, std::initializer_list<std::string_view> fields) {
        return Columns::read(call.app.kernel, connection, name, fields, book.day);
    };
    DAICHO_TRY_AS(book.measures,
                  read("digital_measure",
                       {"measure_no", "area", "title", "department", "working_group", "started_on",
                        "target_on", "progress", "moved_on", "result", "next_step"}));
    DAICHO_TRY_AS(book.groups,
                  read("working_group", {"group_no", "name", "theme", "lead", "members",
                                         "founded_on", "met_on", "overlaps", "overlap_decision",
                                         "state"}));
    DAICHO_TRY_AS(book.members,
                  read("working_group_member", {"working_group", "department", "post", "until"}));
    DAICHO_TRY_AS(book.procedures,
                  read("procedure_inventory",
                       {"procedure_no", "name", "department", "ground_kind", "ground", "cases",
                        "written", "in_person", "seal", "phase", "priority", "target_on",
                        "next_step"}));
    DAICHO_TRY_AS(book.moves,
                  read("standard_move", {"move_no", "task", "department", "phase", "target_on",
                                         "moved_on", "done_on", "cloud", "risk", "obstacle"}));
    DAICHO_TRY_AS(book.figures,
                  read("digital_figure", {"figure_no", "measure", "what", "fiscal_year", "as_of",
                                          "value_tenths", "unit_text", "source", "goal_tenths",
                                          "reached"}));
    DAICHO_TRY_AS(book.departments,
                  audit::names_of(call.app.kernel, connection, "department", "name",
                                  {book.day, std::nullopt}));
    find_overlaps(call.app.settings.digital_plan, book);
    return book;
}

MeasureState state_of(const DigitalBook& book, const Columns::Line& measure) {
    MeasureState state;
    const std::string& progress = measure.text("progress");
    if (progress == "done" || progress == "stopped") return state;
    const auto still = static_cast<std::int32_t>(book.still_days);
    state.still = progress != "partly" && measure.has("moved_on") &&
                  measure.date("moved_on") + still <= book.day;
    state.late = measure.has("target_on") && measure.date("target_on") < book.day;
    state.no_next = !measure.has("next_step");
    return state;
}

}  // namespace daicho::server
