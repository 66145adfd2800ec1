#include "server/logs/log_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>
#include <sstream>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "govern/logs/moment.hpp"
#include "journal/entry.hpp"
#include "register/access.hpp"
#include "register/change.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"
#include "register/query.hpp"
#include "server/logs/log_cases.hpp"
#include "server/logs/log_journal.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

namespace fs = std::filesystem;
namespace logs = govern::logs;
using registers::Context;
using registers::Definition;

constexpr std::size_t kMostHits = 5'000;
constexpr std::size_t kShownCharacters = 120;
constexpr std::size_t kMostEvidence = 19'000;  // bytes of one hit's events

std::string hex_of(const Digest& digest) { return to_hex(view(digest)); }

Result<std::string> text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return not_found_error("logs.file.cannot_read").with("file", file.filename().string());
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// Of the bytes as they lie there, packed or not.
Result<std::string> digest_of(const logs::Input& input) {
    DAICHO_TRY(bytes, input.open_raw());
    Sha256 sum;
    std::vector<char> piece(1 << 20);
    for (;;) {
        DAICHO_TRY(size, bytes(piece.data(), piece.size()));
        if (size == 0) return hex_of(sum.finish());
        sum.add({reinterpret_cast<const std::uint8_t*>(piece.data()), size});
    }
}

Result<std::vector<std::string>> digests_of(const std::vector<logs::Input>& files) {
    std::vector<std::string> list;
    for (const logs::Input& file : files) {
        DAICHO_TRY(digest, digest_of(file));
        list.push_back(std::move(digest));
    }
    return list;
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

fs::path catalog_file(const fs::path& folder, const std::string& name) {
    const bool is_file = name.ends_with(".yaml");
    return is_file ? fs::path(name) : folder / (name + ".yaml");
}

// Values of an event as they are shown: never a whole page of a log.
json::Object event_json(const logs::Evidence& event, const std::vector<logs::FileReport>& files) {
    json::Object one{{"file", files[event.place.file].name},
                     {"line", event.place.line},
                     {"time", logs::format_moment(event.time_ms)}};
    for (std::size_t i = 1; i < event.values.size(); ++i) {
        if (event.values[i].empty()) continue;
        one[logs::kStandard[i]] = first_characters(event.values[i], kShownCharacters);
    }
    return one;
}

std::string measure_text(std::int64_t thousandths) {
    std::string text = std::to_string(thousandths / 1000);
    if (thousandths % 1000 != 0) text += fmt::format(".{:03}", std::abs(thousandths % 1000));
    return text;
}

json::Array events_json(const logs::Case& hit, const logs::RunResult& result) {
    json::Array list;
    std::size_t bytes = 0;
    for (const logs::Place& place : hit.places) {
        const auto found = result.evidence.find(place);
        if (found == result.evidence.end() || found->second.values.empty()) continue;
        json::Object one = event_json(found->second, result.files);
        bytes += json::write(json::Value(one)).size() + 1;
        if (bytes > kMostEvidence) break;
        list.push_back(std::move(one));
    }
    return list;
}

json::Object hit_json(const logs::Case& hit, const logs::RuleSet& rules,
                      const logs::RunResult& result) {
    const logs::Rule& rule = rules.rules[hit.rule];
    json::Object group;
    for (const auto& [field, value] : hit.group) {
        group[field] = first_characters(value, kShownCharacters);
    }
    return {{"rule", rule.name},
            {"title_ja", rule.title.ja},
            {"title_en", rule.title.en},
            {"level", rule.level},
            {"group", std::move(group)},
            {"from", logs::format_moment(hit.from_ms)},
            {"to", logs::format_moment(hit.to_ms)},
            {"events", hit.events},
            {"measure", measure_text(hit.measure)},
            {"first_events", events_json(hit, result)}};
}

json::Array files_json(const logs::RunResult& result, const std::vector<std::string>& digests) {
    json::Array list;
    for (std::size_t i = 0; i < result.files.size(); ++i) {
        const logs::FileReport& file = result.files[i];
        list.push_back(json::Object{{"name", file.name},
                                    {"sha256", digests[i]},
                                    {"bytes", file.bytes},
                                    {"lines", file.lines},
                                    {"events", file.events},
                                    {"outside", file.outside},
                                    {"rejected", file.rejected}});
    }
    return list;
}

json::Array rejections_json(const logs::RunResult& result) {
    json::Array list;
    for (const logs::Rejection& one : result.rejections) {
        list.push_back(json::Object{{"file", result.files[one.place.file].name},
                                    {"line", one.place.line},
                                    {"reason", logs::to_string(one.reason)},
                                    {"bytes", one.bytes}});
    }
    return list;
}

// What a run needs and gives, read from the catalogs once.
struct Analysis {
    logs::Mapping mapping;
    logs::RuleSet rules;
    std::string mapping_digest;
    std::string rules_digest;
    std::vector<std::string> digests;
    logs::RunResult result;
};

// Rules, their thresholds, and what they join: of a run.
struct Ask {
    std::vector<std::string> only;
    logs::Changed changed;
    logs::Tables tables;
    std::vector<std::string> unasked;  // rules that cannot be asked of this source
};

// All rules but those that cannot be asked, by name.
std::vector<std::string> rules_left(const logs::RuleSet& set, const Ask& ask) {
    std::vector<std::string> names;
    for (const logs::Rule& rule : set.rules) {
        const bool wanted =
            ask.only.empty() || std::ranges::find(ask.only, rule.name) != ask.only.end();
        const bool can = std::ranges::find(ask.unasked, rule.name) == ask.unasked.end();
        if (wanted && can && rule.reported) names.push_back(rule.name);
    }
    return names;
}

Result<Analysis> analyse(const LogCatalogs& places, const std::string& mapping,
                         const std::string& rules, const Ask& ask, const LogOrder& order) {
    if (order.to < order.from) return input_error("logs.desk.period");
    const logs::Tables& tables = ask.tables;
    Analysis out;
    const fs::path mapping_file = catalog_file(places.catalogs / "sources", mapping);
    const fs::path rules_file = catalog_file(places.catalogs, rules);
    DAICHO_TRY(mapping_text, text_of(mapping_file));
    DAICHO_TRY(rules_text, text_of(rules_file));
    DAICHO_TRY(map, logs::parse_mapping(mapping_text, mapping_file.filename().string()));
    DAICHO_TRY(set,
               logs::parse_rules(rules_text, rules_file.filename().string(), tables, ask.changed));
    out.mapping = std::move(map);
    out.rules = std::move(set);
    out.mapping_digest = hex_of(sha256(as_bytes(mapping_text)));
    out.rules_digest = hex_of(sha256(as_bytes(rules_text)));
    logs::RunOptions options;
    options.from = order.from;
    options.to = order.to;
    options.only = ask.unasked.empty() ? ask.only : rules_left(out.rules, ask);
    options.stop = order.stop;
    std::vector<logs::Input> files = order.files;
    std::ranges::stable_sort(files, {}, &logs::Input::name);
    // Beside the run: the other core has nothing to do.
    auto digests = std::async(std::launch::async, [&files] { return digests_of(files); });
    auto result = logs::run(out.rules, out.mapping, tables, files, options);
    DAICHO_TRY(sums, digests.get());
    if (!result) return std::move(result.error());
    out.digests = std::move(sums);
    out.result = std::move(*result);
    return out;
}

struct Totals {
    std::uint64_t lines = 0;
    std::uint64_t events = 0;
    std::uint64_t outside = 0;
    std::uint64_t rejected = 0;
};
Totals totals_of(const logs::RunResult& result) {
    Totals sum;
    for (const logs::FileReport& file : result.files) {
        sum.lines += file.lines;
        sum.events += file.events;
        sum.outside += file.outside;
        sum.rejected += file.rejected;
    }
    return sum;
}

json::Object faults_json(const logs::RunResult& result) {
    json::Object faults;
    for (const auto& [reason, count] : result.rejected) faults[reason] = count;
    return faults;
}

struct Source {
    std::uint64_t record = 0;
    std::string mapping;
    std::string rules;
    std::string thresholds;
};

// The source as it stands today.
Result<Source> source_of(registers::Kernel& kernel, const std::string& number) {
    DAICHO_TRY(definition, kernel.definition("log_source"));
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(record, registers::find_record(*reader, *definition, number));
    if (!record) return not_found_error("logs.desk.no_source").with("source", number);
    const registers::Moment moment{japan_date(kernel.clock().now()), std::nullopt};
    DAICHO_TRY(version, registers::read_record(*reader, *definition, *record, moment));
    if (!version) return not_found_error("logs.desk.no_source").with("source", number);
    const registers::Fields fields(*definition, *version);
    return Source{*record, fields.text("mapping"), fields.text("rules"), fields.text("thresholds")};
}

// "journal" is the source in use that reads Daicho's own journal.
Result<std::string> source_number(registers::Kernel& kernel, const std::string& asked) {
    if (asked != "journal") return asked;
    DAICHO_TRY(definition, kernel.definition("log_source"));
    DAICHO_TRY(reader, kernel.reader());
    registers::ListQuery query;
    query.moment = {japan_date(kernel.clock().now()), std::nullopt};
    query.limit = 100;
    DAICHO_TRY(page, registers::list_records(*reader, *definition, query));
    for (const registers::RecordVersion& version : page.rows) {
        const registers::Fields fields(*definition, version);
        if (fields.text("mapping") == kJournalMapping && fields.text("state") == "in_use") {
            return fields.text("source_no");
        }
    }
    return not_found_error("logs.desk.no_source").with("source", asked);
}

int number_of(const logs::RuleSet& rules, std::string_view name, int otherwise) {
    const auto found = std::ranges::find(rules.thresholds, name, &logs::Threshold::name);
    if (found == rules.thresholds.end()) return otherwise;
    const auto value = logs::thousandths(found->value);
    const bool good = value && *value >= 0 && *value <= 36'500'000;
    return good ? static_cast<int>(*value / 1000) : otherwise;
}

constexpr int kLeadDays = 60;  // the longest base line of the rules

// The journal in place of a file, and what registers know in place of lists.
Status take_journal(registers::Kernel& kernel, const identity::Principal& principal,
                    const LogCatalogs& places, LogOrder& order, Ask& ask) {
    DAICHO_TRY(text, text_of(catalog_file(places.catalogs, "municipal")));
    DAICHO_TRY(rules, logs::parse_rules(text, "municipal.yaml", ask.tables, ask.changed));
    DAICHO_TRY(given, journal_tables(kernel, principal, std::move(ask.tables), order.from,
                                     number_of(rules, "dormant_days", 90)));
    ask.tables = std::move(given.tables);
    ask.unasked = std::move(given.unasked);
    DAICHO_TRY(span, journal_span(kernel, order.from, order.to, kLeadDays));
    DAICHO_TRY(input, journal_input(kernel, span));
    order.files.push_back(std::move(input));
    return {};
}

// A run of the same source and period gets the next letter: nothing is ever written over.
Result<std::string> free_number(Context& context, const Definition& definition,
                                const std::string& stem) {
    for (int i = 1; i < 1000; ++i) {
        std::string number = i == 1 ? stem : fmt::format("{}-{}", stem, i);
        DAICHO_TRY(taken, registers::find_record(context.connection, definition, number));
        if (!taken) return number;
    }
    return conflict_error("logs.desk.period");
}

Status enter(Context& context, const identity::Principal& principal, std::uint16_t capacity,
             journal::EntryKind kind, const Definition& definition, json::Object body) {
    journal::EntryDraft draft;
    draft.kind = kind;
    draft.principal = principal.account;
    draft.capacity = capacity;
    draft.register_number = static_cast<std::uint16_t>(definition.number);
    draft.body = json::write(json::Value(std::move(body)));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

std::string names_of(const Analysis& done) {
    std::string names;
    for (const std::size_t place : done.result.rules) {
        names += (names.empty() ? "" : " ") + done.rules.rules[place].name;
    }
    return names;
}

std::string thresholds_text(const logs::RuleSet& rules) {
    std::string text;
    for (const logs::Threshold& one : rules.thresholds) {
        text += (text.empty() ? "" : " ") + one.name + "=" + one.value;
    }
    return text;
}

std::string account_of(const logs::Case& hit, const logs::RunResult& result) {
    for (const auto& [field, value] : hit.group) {
        if (field == "user") return first_characters(value, 60);
    }
    return hit.places.empty() || !result.evidence.contains(hit.places.front()) ||
                   result.evidence.at(hit.places.front()).values.empty()
               ? ""
               : first_characters(result.evidence.at(hit.places.front()).values[1], 60);
}

std::string grouped_text(const logs::Case& hit) {
    std::string text;
    for (const auto& [field, value] : hit.group) {
        text += (text.empty() ? "" : " ") + field + "=" + value;
    }
    return first_characters(text, 400);
}

Status write_hit(Context& context, const identity::Principal& principal, std::uint16_t capacity,
                 const Definition& definition, const std::string& run, std::size_t count,
                 const logs::Case& hit, const Analysis& done, const std::string& fingerprint,
                 const std::string& log_case) {
    const logs::Rule& rule = done.rules.rules[hit.rule];
    registers::ChangeRequest request;
    request.register_name = definition.name;
    request.valid = {japan_date(context.now), kForever};
    request.values = {{"hit_no", fmt::format("{}-{:04}", run, count)},
                      {"run", run},
                      {"rule", rule.name},
                      {"title_ja", rule.title.ja},
                      {"title_en", rule.title.en},
                      {"level", rule.level},
                      {"account", account_of(hit, done.result)},
                      {"grouped", grouped_text(hit)},
                      {"happened_on", format_iso(Date::from_days(logs::day_of(hit.from_ms)))},
                      {"began_at", logs::format_moment(hit.from_ms)},
                      {"ended_at", logs::format_moment(hit.to_ms)},
                      {"events", std::to_string(hit.events)},
                      {"measure", measure_text(hit.measure)},
                      {"evidence", json::write(json::Value(events_json(hit, done.result)))},
                      {"question", rule.question.ja},
                      {"fingerprint", fingerprint},
                      {"log_case", log_case},
                      {"state", "open"},
                      {"origin", "operation"}};
    DAICHO_CHECK(registers::apply_change(context, principal, capacity, definition, request));
    return {};
}

// Whom a case is about: the user, or what else the rule groups by.
std::string person_of(const logs::Case& hit) {
    for (const auto& [field, value] : hit.group) {
        if (field == "user") return first_characters(value, 60);
    }
    return hit.group.empty() ? "" : first_characters(hit.group.front().second, 60);
}

// The same events of the same source give the same fingerprint, whatever file they came in.
FoundHit found_hit(const std::string& source, const logs::Case& hit, const Analysis& done) {
    const logs::Rule& rule = done.rules.rules[hit.rule];
    FoundHit out;
    out.rule = rule.name;
    out.title = rule.title;
    out.level = rule.level;
    out.person = person_of(hit);
    out.day = Date::from_days(logs::day_of(hit.from_ms));
    const std::string text = source + "\n" + rule.name + "\n" + grouped_text(hit) + "\n" +
                             logs::format_moment(hit.from_ms) + "\n" +
                             logs::format_moment(hit.to_ms);
    out.fingerprint = hex_of(sha256(as_bytes(text))).substr(0, 32);
    return out;
}

registers::ChangeRequest run_row(const std::string& number, const identity::Principal& principal,
                                 const LogOrder& order, const Source& source, Date today,
                                 const Analysis& done) {
    const Totals sum = totals_of(done.result);
    registers::ChangeRequest request;
    request.register_name = "log_run";
    request.valid = {today, kForever};
    request.values = {{"run_no", number},
                      {"source", order.source},
                      {"period_from", format_iso(order.from)},
                      {"period_to", format_iso(order.to)},
                      {"ran_on", format_iso(today)},
                      {"ran_by", principal.number.empty() ? "system" : principal.number},
                      {"files", json::write(json::Value(files_json(done.result, done.digests)))},
                      {"lines", std::to_string(sum.lines)},
                      {"events", std::to_string(sum.events)},
                      {"outside", std::to_string(sum.outside)},
                      {"rejected", std::to_string(sum.rejected)},
                      {"faults", json::write(json::Value(faults_json(done.result)))},
                      {"mapping", source.mapping},
                      {"mapping_digest", done.mapping_digest},
                      {"edition", done.rules.head.edition},
                      {"rules", names_of(done)},
                      {"rules_digest", done.rules_digest},
                      {"thresholds", thresholds_text(done.rules)},
                      {"hits", std::to_string(done.result.cases.size())},
                      {"origin", "operation"}};
    return request;
}

struct Recorded {
    std::string run;
    CaseCounts cases;
};

Result<Recorded> record_run(registers::Kernel& kernel, const identity::Principal& principal,
                            std::uint16_t capacity, const LogOrder& order, const Source& source,
                            const Analysis& done) {
    DAICHO_TRY(runs, kernel.definition("log_run"));
    DAICHO_TRY(hits, kernel.definition("log_hit"));
    Recorded out;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        out.cases = {};
        const std::string stem =
            fmt::format("{}-{:04}{:02}", order.source, order.from.year(), order.from.month());
        DAICHO_TRY(free, free_number(context, *runs, stem));
        const std::string& number = out.run = free;
        const auto row = run_row(number, principal, order, source, japan_date(context.now), done);
        DAICHO_CHECK(registers::apply_change(context, principal, capacity, *runs, row));
        DAICHO_TRY(joiner, LogCases::open(kernel, context, principal, capacity));
        std::size_t count = 0;
        for (const logs::Case& hit : done.result.cases) {
            const FoundHit found = found_hit(order.source, hit, done);
            DAICHO_TRY(log_case, joiner.join(found, out.cases));
            DAICHO_CHECK(write_hit(context, principal, capacity, *hits, number, ++count, hit, done,
                                   found.fingerprint, log_case));
        }
        DAICHO_CHECK(joiner.finish());
        return enter(context, principal, capacity, journal::EntryKind::logs_analysed, *runs,
                     {{"run", number},
                      {"source", order.source},
                      {"from", format_iso(order.from)},
                      {"to", format_iso(order.to)},
                      {"files", files_json(done.result, done.digests)},
                      {"mapping", done.mapping_digest},
                      {"rules", done.rules_digest},
                      {"hits", count}});
    }));
    return out;
}

Result<std::uint16_t> admitted(registers::Kernel& kernel, const identity::Principal& principal,
                               std::string_view name) {
    DAICHO_TRY(definition, kernel.definition(name));
    auto capacity = registers::authorise(principal, *definition, registers::Action::change);
    if (!capacity) {
        DAICHO_CHECK(registers::refuse(kernel, principal, *definition, registers::Action::change));
    }
    return capacity;
}

json::Object answer_of(const LogOrder& order, const Analysis& done) {
    const Totals sum = totals_of(done.result);
    return {{"from", format_iso(order.from)},
            {"to", format_iso(order.to)},
            {"edition", done.rules.head.edition},
            {"files", files_json(done.result, done.digests)},
            {"lines", sum.lines},
            {"events", sum.events},
            {"outside", sum.outside},
            {"rejected", sum.rejected},
            {"rejected_by", faults_json(done.result)},
            {"first_rejected", rejections_json(done.result)},
            {"values_not_numbers", done.result.unread_values},
            {"hits", done.result.cases.size()}};
}

}  // namespace

Result<logs::Changed> log_thresholds(const std::string& text) {
    logs::Changed changed;
    for (const std::string& word : words_of(text)) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0) {
            return input_error("logs.desk.threshold").with("value", word);
        }
        changed[word.substr(0, equals)] = word.substr(equals + 1);
    }
    return changed;
}

Result<logs::Tables> log_tables(const LogCatalogs& places) {
    logs::Tables tables;
    DAICHO_TRY(holidays, text_of(places.catalogs / "holidays.csv"));
    DAICHO_TRY(days, logs::read_table(holidays, "holidays"));
    tables["holidays"] = std::move(days);
    if (places.lists.empty()) return tables;
    std::error_code code;
    for (const auto& file : fs::directory_iterator(places.lists, code)) {
        if (file.path().extension() != ".csv") continue;
        const std::string name = file.path().stem().string();
        DAICHO_TRY(text, text_of(file.path()));
        DAICHO_TRY(table, logs::read_table(text, name));
        tables[name] = std::move(table);
    }
    if (code) return not_found_error("logs.file.cannot_read").with("file", places.lists.string());
    return tables;
}

Result<json::Object> analyse_logs(const LogCatalogs& places, const std::string& mapping,
                                  const std::string& rules, const LogOrder& order) {
    Ask ask;
    DAICHO_TRY_AS(ask.tables, log_tables(places));
    DAICHO_TRY(done, analyse(places, mapping, rules, ask, order));
    json::Object answer = answer_of(order, done);
    json::Array hits;
    for (const logs::Case& hit : done.result.cases) {
        hits.push_back(hit_json(hit, done.rules, done.result));
    }
    answer["cases"] = std::move(hits);
    return answer;
}

Result<json::Object> run_logs(registers::Kernel& kernel, const identity::Principal& principal,
                              const LogCatalogs& places, const LogOrder& asked) {
    DAICHO_TRY(capacity, admitted(kernel, principal, "log_run"));
    DAICHO_TRY(number, source_number(kernel, asked.source));
    LogOrder order = asked;
    order.source = number;
    DAICHO_TRY(source, source_of(kernel, order.source));
    Ask ask;
    ask.only = words_of(source.rules);
    DAICHO_TRY_AS(ask.changed, log_thresholds(source.thresholds));
    DAICHO_TRY_AS(ask.tables, log_tables(places));
    if (order.files.empty()) {
        if (source.mapping != kJournalMapping) return input_error("job.file_wanted");
        DAICHO_CHECK(take_journal(kernel, principal, places, order, ask));
    }
    DAICHO_TRY(done, analyse(places, source.mapping, "municipal", ask, order));
    if (done.result.cases.size() > kMostHits) {
        return input_error("logs.desk.too_many_hits")
            .with("count", std::to_string(done.result.cases.size()))
            .with("most", std::to_string(kMostHits));
    }
    DAICHO_TRY(recorded, record_run(kernel, principal, capacity, order, source, done));
    json::Object answer = answer_of(order, done);
    answer["run"] = recorded.run;
    answer["new_cases"] = recorded.cases.begun;
    answer["joined_cases"] = recorded.cases.joined;
    answer["known_hits"] = recorded.cases.known;
    answer["rules"] = names_of(done);
    json::Array unasked;
    for (const std::string& rule : ask.unasked) unasked.emplace_back(rule);
    answer["rules_not_asked"] = std::move(unasked);
    return answer;
}

}  // namespace daicho::server
