// Comparison of a levy with an earlier one: sums and counts, then lists of taxpayers to look
// through. Counts are figures; a list shows persons and is disclosed as such.
#include "server/tax/levy_comparison_api.hpp"

#include "server/access.hpp"
#include "server/records/record_view.hpp"
#include "server/tax/levy_lookup.hpp"
#include "tax/levy/comparison.hpp"

namespace daicho::server {
namespace {

using tax::levy::Attention;
using tax::levy::Comparison;
using tax::levy::Listed;
using tax::levy::Moved;
using tax::levy::Movement;

constexpr std::uint64_t kRows = 50;
constexpr std::uint64_t kMaxRows = 200;
constexpr std::size_t kMaxTimesText = 20;
constexpr std::int64_t kMostTimes = 1'000;
constexpr std::uint64_t kMostLeastYen = 1'000'000'000'000;
constexpr std::size_t kKept = 4;  // a million taxpayers of a run take 30 MB

struct RunFacts {
    std::uint64_t record = 0;
    std::string no;
    std::int64_t year = 0;
    std::string state, law_status;
};

Error no_run(std::string_view run_no) {
    return not_found_error("levy.no_run").with("run", std::string(run_no.substr(0, 40)));
}

Result<RunFacts> facts_of(store::Connection& connection, const registers::Definition& definition,
                          std::uint64_t record) {
    DAICHO_TRY(history, registers::read_history(connection, definition, record));
    if (history.empty()) return no_run(std::to_string(record));
    const Row row(definition, history.back());
    if (!row.has("result_digest")) {  // not all rows are there
        return conflict_error("levy.not_finished").with("run", row.text("run_no"));
    }
    return RunFacts{record, row.text("run_no"), row.integer("fiscal_year"), row.text("state"),
                    row.text("law_status")};
}

Result<RunFacts> named_run(store::Connection& connection, const registers::Definition& definition,
                           std::string_view run_no) {
    DAICHO_TRY(record, registers::find_record(connection, definition, run_no));
    if (!record) return no_run(run_no);
    return facts_of(connection, definition, *record);
}

struct Asked {
    RunFacts run, with;
    std::shared_ptr<const Comparison> comparison;
    Attention attention;
};

// What is out of the ordinary for whoever asks: parameters `times` and `least_yen`.
Result<Attention> attention_of(const Call& call) {
    Attention attention;
    const auto times = call.request.parameter("times");
    if (times && !times->empty()) {
        const auto read = parse_ratio(times->substr(0, kMaxTimesText));
        if (!read || *read <= kOne || *read > Ratio(kMostTimes, 1)) {
            return input_error("levy.bad_times").with("value", std::string(times->substr(0, 20)));
        }
        attention.times = *read;
    }
    DAICHO_TRY(least, number_parameter(call, "least_yen",
                                       static_cast<std::uint64_t>(attention.least.amount())));
    if (least > kMostLeastYen) {
        return input_error("levy.bad_least_yen").with("value", std::to_string(least));
    }
    attention.least = Yen(static_cast<std::int64_t>(least));
    return attention;
}

json::Object written(const Attention& attention) {
    return {{"times", format_ratio(attention.times)}, {"least_yen", attention.least.amount()}};
}

Result<RunFacts> run_before(const Call& call, store::Connection& connection,
                            const registers::Definition& definition, const RunFacts& run) {
    const auto named = call.request.parameter("with");
    if (named && !named->empty()) return named_run(connection, definition, *named);
    const FiscalYear year(static_cast<std::int32_t>(run.year));
    DAICHO_TRY(record, tax::levy::run_to_compare(call.app.kernel, connection, year));
    if (!record) return not_found_error("levy.nothing_to_compare").with("run", run.no);
    return facts_of(connection, definition, *record);
}

// Results of finished runs never change: read once, kept for the lists that follow.
Result<std::shared_ptr<const Comparison>> compared(const Call& call, store::Connection& connection,
                                                   std::uint64_t run, std::uint64_t with) {
    auto& kept = call.app.caches.comparisons;
    {
        const std::lock_guard lock(call.app.mutex);
        if (const auto found = kept.find({run, with}); found != kept.end()) return found->second;
    }
    DAICHO_TRY(fresh, tax::levy::compare_runs(call.app.kernel, connection, run, with));
    auto shared = std::make_shared<const Comparison>(std::move(fresh));
    const std::lock_guard lock(call.app.mutex);
    if (kept.size() >= kKept) kept.clear();
    return kept.emplace(std::pair(run, with), std::move(shared)).first->second;
}

Result<Asked> ask(const Call& call, store::Connection& connection,
                  const registers::Definition& definition) {
    Asked asked;
    DAICHO_TRY_AS(asked.attention, attention_of(call));
    DAICHO_TRY_AS(asked.run,
                  named_run(connection, definition, call.request.parameter("run_no").value_or("")));
    DAICHO_TRY_AS(asked.with, run_before(call, connection, definition, asked.run));
    DAICHO_TRY_AS(asked.comparison,
                  compared(call, connection, asked.run.record, asked.with.record));
    return asked;
}

json::Value run_json(const RunFacts& run) {
    return json::Object{{"run_no", run.no},
                        {"fiscal_year", run.year},
                        {"state", run.state},
                        {"law_status", run.law_status}};
}

struct Tally {
    std::uint64_t taxpayers = 0;
    Yen before, after;

    void add(const Moved& moved) {
        ++taxpayers;
        before += moved.before;
        after += moved.after;
    }
    [[nodiscard]] json::Value document(std::string_view id) const {
        return json::Object{{"id", id},
                            {"taxpayers", taxpayers},
                            {"before_yen", before.amount()},
                            {"after_yen", after.amount()}};
    }
};

json::Array movements_json(const Comparison& comparison, const Attention& attention) {
    std::array<Tally, tax::levy::kMovements> tallies;
    Tally outliers;
    for (const Moved& moved : comparison.taxpayers) {
        tallies[static_cast<std::size_t>(moved.movement)].add(moved);
        if (moved.is_outlier(attention)) outliers.add(moved);
    }
    json::Array out;
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        out.push_back(tallies[i].document(to_string(static_cast<Movement>(i))));
    }
    out.push_back(outliers.document("outlier"));
    return out;
}

json::Array steps_json(const Comparison& comparison) {
    json::Array out;
    const auto percent = [](const std::optional<std::int64_t>& bound) {
        return bound ? json::Value(*bound) : json::Value(nullptr);
    };
    for (const tax::levy::Step& step : steps_of(comparison)) {
        out.push_back(json::Object{{"from_percent", percent(step.from)},
                                   {"to_percent", percent(step.to)},
                                   {"taxpayers", step.taxpayers},
                                   {"difference_yen", step.difference.amount()}});
    }
    return out;
}

json::Object frame(const Asked& asked) {
    return {{"run", run_json(asked.run)}, {"with", run_json(asked.with)}};
}

Answer figures(const Asked& asked) {
    json::Object document = frame(asked);
    document["before_yen"] = asked.comparison->before.amount();
    document["after_yen"] = asked.comparison->after.amount();
    document["movements"] = movements_json(*asked.comparison, asked.attention);
    document["steps"] = steps_json(*asked.comparison);
    document["outlier"] = written(asked.attention);
    document["usual"] = written({});
    return json_answer(document);
}

Result<json::Value> row_json(AnswerView& view, const registers::Definition& addressee,
                             const Moved& moved) {
    DAICHO_TRY(version,
               registers::read_record(view.connection(), addressee, moved.taxpayer, view.moment()));
    json::Object row{{"id", id_text(moved.taxpayer)},
                     {"number", nullptr},
                     {"name", nullptr},
                     {"protected", false},
                     {"before_yen", moved.before.amount()},
                     {"after_yen", moved.after.amount()},
                     {"difference_yen", moved.difference().amount()}};
    if (version) {
        row["number"] = shown_key(view, addressee, *version);
        row["name"] = title_json(view, addressee, *version);
        row["protected"] = view.is_protected(addressee, *version);
    }
    return json::Value(std::move(row));
}

Answer list(const Call& call, store::Connection& connection, const Asked& asked, Listed which,
            std::string_view name) {
    DAICHO_TRY(allowed, viewable(call, "addressee"));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    DAICHO_TRY(wanted, number_parameter(call, "limit", kRows));
    const std::vector<Moved> all = list_of(*asked.comparison, which, asked.attention);
    AnswerView view(call, connection, {today(call.app), std::nullopt});
    json::Array rows;
    std::vector<std::uint64_t> shown;
    const std::uint64_t limit = std::min(wanted, kMaxRows);
    for (std::uint64_t i = offset; i < all.size() && i - offset < limit; ++i) {
        DAICHO_TRY(row, row_json(view, *allowed.definition, all[i]));
        rows.push_back(std::move(row));
        shown.push_back(all[i].taxpayer);
    }
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_view, shown,
                                         "\"levy_comparison\":\"" + std::string(name) + "\""));
    json::Object document = frame(asked);
    document["total"] = all.size();
    document["offset"] = offset;
    document["rows"] = std::move(rows);
    return json_answer(document);
}

}  // namespace

Answer levy_comparison_api(const Call& call, const Allowed& runs) {
    DAICHO_CHECK(viewable(call, "levy_taxpayer"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    if (call.path.size() == 2) {
        DAICHO_TRY(asked, ask(call, *reader, *runs.definition));
        return figures(asked);
    }
    const auto which = tax::levy::listed_of(call.path[2]);
    if (!which) return not_found_error("levy.no_list").with("list", call.path[2].substr(0, 40));
    DAICHO_TRY(asked, ask(call, *reader, *runs.definition));
    return list(call, *reader, asked, *which, call.path[2]);
}

}  // namespace daicho::server
