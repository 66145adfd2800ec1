#include "server/logs/log_cases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "register/change.hpp"
#include "register/fields.hpp"
#include "register/key_index.hpp"
#include "register/list.hpp"

namespace daicho::server {
namespace {

using registers::Filter;
using registers::FilterKind;

constexpr int kDaysToAnswer = 14;

Filter equal(const registers::Definition& definition, const char* field, std::string value) {
    return {definition.index_of(field), FilterKind::equals, std::move(value)};
}

}  // namespace

Result<LogCases> LogCases::open(registers::Kernel& kernel, registers::Context& context,
                                const identity::Principal& principal, std::uint16_t capacity) {
    LogCases out(context, principal, capacity);
    DAICHO_TRY_AS(out.hits_, kernel.definition("log_hit"));
    DAICHO_TRY_AS(out.cases_, kernel.definition("log_case"));
    out.today_ = japan_date(context.now);
    return out;
}

Result<std::string> LogCases::join(const FoundHit& hit, CaseCounts& counts) {
    const auto seen = of_print_.find(hit.fingerprint);
    if (seen != of_print_.end()) {
        ++counts.known;
        return seen->second;
    }
    DAICHO_TRY(number, known_case(hit));
    if (!number.empty()) {
        ++counts.known;
    } else {
        DAICHO_TRY_AS(number, open_case(hit));
        if (number.empty()) {
            ++counts.begun;
            DAICHO_TRY_AS(number, begin(hit));
        } else {
            ++counts.joined;
            joined_[number].push_back(hit.day);
        }
        open_[{hit.rule, hit.person}] = number;
    }
    of_print_[hit.fingerprint] = number;
    return number;
}

Status LogCases::finish() {
    for (const auto& [number, days] : joined_) DAICHO_CHECK(grow(number, days));
    joined_.clear();
    return {};
}

Result<std::string> LogCases::known_case(const FoundHit& hit) {
    registers::ListQuery query;
    query.moment = {today_, std::nullopt};
    query.limit = 1;
    query.filters = {equal(*hits_, "fingerprint", hit.fingerprint)};
    DAICHO_TRY(page, registers::list_records(context_.connection, *hits_, query));
    if (page.rows.empty()) return std::string();
    const registers::Fields fields(*hits_, page.rows.front());
    if (!fields.has("log_case")) return std::string();
    DAICHO_TRY(version, registers::read_record(
                            context_.connection, *cases_,
                            static_cast<std::uint64_t>(fields.integer("log_case")), query.moment));
    return version ? registers::Fields(*cases_, *version).text("case_no") : std::string();
}

Result<std::string> LogCases::open_case(const FoundHit& hit) {
    const auto own = open_.find({hit.rule, hit.person});
    if (own != open_.end()) return own->second;
    registers::ListQuery query;
    query.moment = {today_, std::nullopt};
    query.limit = 1;
    query.filters = {equal(*cases_, "rule", hit.rule), equal(*cases_, "state", "open")};
    if (hit.person.empty()) {
        query.filters.push_back({cases_->index_of("account"), FilterKind::is_empty, ""});
    } else {
        query.filters.push_back(equal(*cases_, "account", hit.person));
    }
    DAICHO_TRY(page, registers::list_records(context_.connection, *cases_, query));
    if (page.rows.empty()) return std::string();
    return registers::Fields(*cases_, page.rows.front()).text("case_no");
}

Result<std::string> LogCases::begin(const FoundHit& hit) {
    std::string number;
    for (;;) {
        number = fmt::format("K-{}-{:04}", today_.year(), ++last_);
        DAICHO_TRY(taken, registers::find_record(context_.connection, *cases_, number));
        if (!taken) break;
    }
    registers::ChangeRequest request;
    request.register_name = cases_->name;
    request.valid = {today_, kForever};
    request.values = {{"case_no", number},
                      {"rule", hit.rule},
                      {"title_ja", hit.title.ja},
                      {"title_en", hit.title.en},
                      {"level", hit.level},
                      {"account", hit.person},
                      {"opened_on", format_iso(today_)},
                      {"first_on", format_iso(hit.day)},
                      {"last_on", format_iso(hit.day)},
                      {"hits", "1"},
                      {"due", format_iso(today_ + kDaysToAnswer)},
                      {"state", "open"},
                      {"origin", "operation"}};
    DAICHO_CHECK(registers::apply_change(context_, principal_, capacity_, *cases_, request));
    return number;
}

// More hits; the days reach as far as they do.
Status LogCases::grow(const std::string& number, const std::vector<Date>& days) {
    DAICHO_TRY(record, registers::find_record(context_.connection, *cases_, number));
    if (!record) return not_found_error("logs.desk.no_case").with("case", number);
    DAICHO_TRY(version, registers::read_record(context_.connection, *cases_, *record,
                                               {today_, std::nullopt}));
    if (!version) return not_found_error("logs.desk.no_case").with("case", number);
    const registers::Fields fields(*cases_, *version);
    registers::ChangeRequest request;
    request.register_name = cases_->name;
    request.record = *record;
    request.base_version = version->version;
    request.valid = {today_, kForever};
    const Date first = std::min(fields.date("first_on"), *std::ranges::min_element(days));
    const Date last = std::max(fields.date("last_on"), *std::ranges::max_element(days));
    const auto hits = fields.integer("hits") + static_cast<std::int64_t>(days.size());
    request.values = {{"first_on", format_iso(first)},
                      {"last_on", format_iso(last)},
                      {"hits", std::to_string(hits)}};
    DAICHO_CHECK(registers::apply_change(context_, principal_, capacity_, *cases_, request));
    return {};
}

}  // namespace daicho::server
