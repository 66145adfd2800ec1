#include "server/city/city_figures.hpp"

#include "custody/trial.hpp"
#include "job/queue.hpp"
#include "register/list_sum.hpp"
#include "server/access.hpp"
#include "server/records/list_question.hpp"
#include "server/verification.hpp"
#include "server/watch_alarms.hpp"

namespace daicho::server {
namespace {

using govern::Compare;
using govern::FigureSpec;
using govern::Tone;
using registers::Definition;
using registers::ListQuery;

constexpr std::size_t kJobsToSearch = 500;

// Conditions of the figure, with days said for the day that `said` is.
Conditions conditions_on(const FigureSpec& spec, Date said) {
    Conditions conditions;
    if (!spec.watch.empty()) {
        conditions.emplace_back(registers::kWatchCondition, spec.watch);
    }
    for (const auto& [name, text] : spec.filters) {
        conditions.emplace_back(name, govern::said_on(text, said));
    }
    return conditions;
}

// As an address spells it: everything but letters, digits and "-._~" as %XX.
std::string escaped(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char sign : text) {
        const auto byte = static_cast<unsigned char>(sign);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                           (byte >= 'A' && byte <= 'Z') || sign == '-' || sign == '.' ||
                           sign == '_' || sign == '~';
        if (plain)
            out += sign;
        else
            (out += '%') += {kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return out;
}

std::string route_of(const Definition& definition, const Conditions& conditions) {
    std::string route = "/registers/" + definition.name + "?view=all";
    for (const auto& [name, text] : conditions) {
        if (name == registers::kWatchCondition) {
            return watch_route(definition, *registers::find_watch(definition, text));
        }
        route += "&filter." + name + "=" + escaped(text);
    }
    return route;
}

Result<std::vector<std::size_t>> summed(const Definition& definition, const FigureSpec& spec) {
    std::vector<std::size_t> fields;
    for (const std::string& name : {spec.sum, spec.of}) {
        if (name.empty()) continue;
        DAICHO_TRY(field, field_named(definition, name));
        fields.push_back(field);
    }
    return fields;
}

// Nothing when the question is not this person's to ask.
Result<std::optional<Counted>> count_on(const Call& call, store::Connection& connection,
                                        const Definition& definition, const FigureSpec& spec,
                                        const registers::Moment& moment, Date said) {
    AnswerView view(call, connection, moment);
    ListQuery query;
    query.moment = view.moment();
    DAICHO_TRY_AS(query.filters, filters_of(definition, conditions_on(spec, said)));
    if (!may_ask(call, view, definition, query)) return std::optional<Counted>();
    DAICHO_CHECK(make_ready(call, view, definition, query));
    Counted counted;
    counted.as_of = moment.as_of;
    if (spec.sum.empty()) {
        DAICHO_TRY_AS(counted.rows, total_of(call, connection, definition, query));
        counted.value = static_cast<std::int64_t>(counted.rows);
        counted.known = true;
        return std::optional(counted);
    }
    DAICHO_TRY(fields, summed(definition, spec));
    DAICHO_TRY(sum, registers::sum_list(connection, definition, query, fields));
    counted.rows = sum.rows;
    counted.value = sum.sums.front();
    counted.known = sum.rows != 0;
    if (!spec.of.empty()) {
        const auto share = govern::share_tenths(sum.sums.front(), sum.sums.back());
        counted.known = share.has_value();
        counted.value = share.value_or(0);
    }
    return std::optional(counted);
}

// What the register says of an earlier day; unknown where it held nothing at all then.
Result<std::optional<Counted>> count_before(const Call& call, store::Connection& connection,
                                            const Definition& definition, const FigureSpec& spec,
                                            const registers::Moment& moment) {
    constexpr int kYear = 12;
    if (spec.compare == Compare::none) return std::optional<Counted>();
    const Date day = moment.as_of;
    const registers::Moment earlier{govern::compared_day(spec.compare, day), moment.as_known};
    const Date said =
        spec.compare == Compare::fiscal_year ? add_months(day, -kYear) : earlier.as_of;
    DAICHO_TRY(counted, count_on(call, connection, definition, spec, earlier, said));
    if (!counted || counted->rows != 0) return counted;
    AnswerView view(call, connection, earlier);
    ListQuery all;
    all.moment = view.moment();
    if (spec.compare == Compare::fiscal_year) {
        counted->known = false;
        return counted;
    }
    DAICHO_CHECK(make_ready(call, view, definition, all));
    DAICHO_TRY(rows, total_of(call, connection, definition, all));
    counted->known = counted->known && rows != 0;
    return counted;
}

Tone tone_of(const FigureSpec& spec, const registers::Watch* watch, std::int64_t value) {
    if (watch == nullptr && spec.tone == Tone::none) return Tone::none;
    if (value == 0) return Tone::ok;
    if (watch == nullptr) return spec.tone;
    if (watch->kind == registers::WatchKind::deadline) return Tone::none;
    return watch->kind == registers::WatchKind::bad ? Tone::bad : Tone::warn;
}

// Nothing when it is not this person's.
Result<std::optional<CityFigure>> counted_figure(const Call& call, store::Connection& connection,
                                                 const FigureSpec& spec,
                                                 const registers::Moment& moment) {
    const Date day = moment.as_of;
    if (!may_view(call, spec.register_name)) return std::optional<CityFigure>();
    DAICHO_TRY(definition, call.app.kernel.definition(spec.register_name));
    const Conditions conditions = conditions_on(spec, day);
    CityFigure figure;
    figure.spec = &spec;
    DAICHO_TRY(now, count_on(call, connection, *definition, spec, moment, day));
    if (!now) return std::optional<CityFigure>();
    figure.now = *now;
    DAICHO_TRY_AS(figure.before, count_before(call, connection, *definition, spec, moment));
    const registers::Watch* watch =
        spec.watch.empty() ? nullptr : registers::find_watch(*definition, spec.watch);
    figure.label = spec.label.ja.empty() && watch != nullptr ? watch->label : spec.label;
    figure.cite = watch == nullptr ? std::string() : watch->cite;
    figure.route = route_of(*definition, conditions);
    figure.tone = tone_of(spec, watch, figure.now.value);
    return std::optional(std::move(figure));
}

// --- facts of the installation, as they are now

BilingualText day_or(const std::optional<Instant>& at, std::string_view id) {
    if (!at) return {message(id, Language::japanese), message(id, Language::english)};
    const std::string day = format_iso(japan_date(*at));
    return {day, day};
}

Result<CityFigure> journal_fact(const Call& call, store::Connection& connection) {
    DAICHO_TRY(last, last_verification(call.app, connection));
    CityFigure figure;
    figure.route = "/journal";
    figure.fact = day_or(last.at, "state.fact.never");
    figure.tone = !last.at ? Tone::warn : last.ok ? Tone::ok : Tone::bad;
    return figure;
}

CityFigure backup_fact(const Call& call) {
    constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;
    CityFigure figure;
    figure.route = "/health";
    std::optional<Instant> newest;
    for (const auto& one : custody::known_backups(call.app.kernel.home())) {
        if (custody::whereabouts(one).data) newest = Instant{one.made};
    }
    figure.fact = day_or(newest, "state.fact.none");
    const std::int64_t now = call.app.kernel.clock().now().micros;
    const bool fresh = newest && now - newest->micros <= 2 * kDay;
    figure.tone = !newest ? Tone::bad : fresh ? Tone::ok : Tone::warn;
    return figure;
}

// Findings of the newest look that ended.
Result<CityFigure> doctor_fact(store::Connection& connection) {
    CityFigure figure;
    figure.route = "/health";
    figure.tone = Tone::warn;
    figure.fact = day_or(std::nullopt, "state.fact.never");
    DAICHO_TRY(jobs, job::list(connection, kJobsToSearch));
    for (const job::Job& one : jobs) {
        if (one.kind != "doctor" || one.state != job::State::done) continue;
        const auto result = json::parse(one.result);
        const json::Value* list =
            result && result->is_object() ? result->get_object().if_contains("findings") : nullptr;
        if (list == nullptr || !list->is_array()) continue;
        figure.tone = Tone::ok;
        for (const json::Value& found : list->get_array()) {
            const json::Value* level =
                found.is_object() ? found.get_object().if_contains("level") : nullptr;
            if (level == nullptr || !level->is_string()) continue;
            const std::string_view word = level->get_string();
            if (word == "bad")
                figure.tone = Tone::bad;
            else if (word == "attention" && figure.tone == Tone::ok)
                figure.tone = Tone::warn;
        }
        figure.fact = day_or(one.ended, "state.fact.never");
        break;
    }
    return figure;
}

Result<std::optional<CityFigure>> fact_figure(const Call& call, store::Connection& connection,
                                              const FigureSpec& spec) {
    CityFigure figure;
    if (spec.fact == "journal") {
        DAICHO_TRY_AS(figure, journal_fact(call, connection));
    } else {
        if (!may_view(call, "account")) return std::optional<CityFigure>();
        if (spec.fact == "backup") {
            figure = backup_fact(call);
        } else {
            DAICHO_TRY_AS(figure, doctor_fact(connection));
        }
    }
    figure.spec = &spec;
    figure.label = spec.label;
    return std::optional(std::move(figure));
}

}  // namespace

Result<CityState> city_state(const Call& call, store::Connection& connection,
                             const govern::StateCatalog& catalog, const registers::Moment& moment) {
    CityState state;
    const bool now = moment.as_of == today(call.app) && !moment.as_known;
    for (const govern::BlockSpec& spec : catalog.blocks) {
        CityBlock block{&spec, {}};
        for (const FigureSpec& one : spec.figures) {
            const bool fact = one.register_name.empty();
            if (fact && !now) continue;
            auto figure = fact ? fact_figure(call, connection, one)
                               : counted_figure(call, connection, one, moment);
            if (!figure) return std::move(figure.error());
            if (*figure)
                block.figures.push_back(std::move(**figure));
            else
                ++state.left_out;
        }
        if (!block.figures.empty()) state.blocks.push_back(std::move(block));
    }
    return state;
}

}  // namespace daicho::server
