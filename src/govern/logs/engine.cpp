#include "govern/logs/engine.hpp"

#include <algorithm>
#include <numeric>

#include "govern/logs/matcher.hpp"

namespace daicho::govern::logs {

namespace {

constexpr std::uint32_t kMostParts = 256;
constexpr std::uint64_t kAskEvery = 1 << 16;

std::vector<std::int32_t> holidays_of(const Tables& tables) {
    std::vector<std::int32_t> days;
    const auto found = tables.find("holidays");
    if (found == tables.end()) return days;
    for (const auto& row : found->second.rows) {
        const auto date = parse_iso_date(row.front());
        if (date) days.push_back(date->days());
    }
    std::ranges::sort(days);
    return days;
}

void tests_of(const Condition& condition, const RuleSet& rules, std::vector<Slot>& out) {
    if (condition.kind == Condition::Kind::test) {
        const Test& test = rules.tests[condition.test];
        out.push_back(test.slot);
        if (test.other != kNoSlot) out.push_back(test.other);
    }
    for (const Condition& part : condition.parts) tests_of(part, rules, out);
}

// Fields that these rules, and those they stand on, look at.
std::vector<Slot> fields_of(const RuleSet& rules, std::vector<std::size_t> which) {
    std::vector<Slot> out;
    std::vector<char> seen(rules.rules.size(), 0);
    while (!which.empty()) {
        const std::size_t place = which.back();
        which.pop_back();
        if (seen[place] != 0) continue;
        seen[place] = 1;
        const Rule& rule = rules.rules[place];
        which.insert(which.end(), rule.rules.begin(), rule.rules.end());
        if (rule.field != kNoSlot) out.push_back(rule.field);
        for (const auto& slots : rule.group) out.insert(out.end(), slots.begin(), slots.end());
        if (rule.type == Type::detection) tests_of(rule.condition, rules, out);
    }
    return out;
}

class Run {
public:
    Run(const RuleSet& rules, const Mapping& mapping, const Tables& tables,
        const std::vector<Input>& inputs, const RunOptions& options)
        : rules_(rules), mapping_(mapping), tables_(tables), inputs_(inputs), options_(options) {
        // Events of one moment stand in the order of their files' names, whoever named them first.
        std::ranges::stable_sort(inputs_, {}, &Input::name);
        period_.from_ms = options.from.days() * kDayMs;
        period_.to_ms = (options.to.days() + 1) * kDayMs;
        period_.holidays = holidays_of(tables);
    }

    Result<RunResult> go() {
        DAICHO_CHECK(choose_rules());
        DAICHO_CHECK(order_files());
        Share share;
        share.budget = options_.budget;
        for (;;) {
            DAICHO_TRY(fed, try_with(share));
            if (fed == Fed::taken) break;
            if (fed == Fed::late) {
                share.sorted = true;
            } else if (share.parts >= kMostParts) {
                return input_error("logs.run.too_many").with("rule", rules_.rules[largest_].name);
            } else {
                share.parts *= 4;
            }
        }
        std::ranges::sort(out_.cases, [](const Case& a, const Case& b) {
            return std::tie(a.rule, a.from_ms, a.group, a.to_ms) <
                   std::tie(b.rule, b.from_ms, b.group, b.to_ms);
        });
        DAICHO_CHECK(fetch_evidence());
        return std::move(out_);
    }

private:
    Status choose_rules() {
        for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
            const Rule& rule = rules_.rules[i];
            const bool wanted =
                options_.only.empty()
                    ? fits(rule)
                    : std::ranges::find(options_.only, rule.name) != options_.only.end();
            if (wanted && rule.reported) out_.rules.push_back(i);
        }
        for (const std::string& name : options_.only) {
            if (place_of(rules_.rules, &Rule::name, name) != kNowhere) continue;
            return input_error("logs.run.no_rule").with("rule", name);
        }
        return {};
    }

    [[nodiscard]] bool fits(const Rule& rule) const {
        return std::ranges::all_of(rule.logsource, [this](const auto& asked) {
            const auto own = mapping_.logsource.find(asked.first);
            return own == mapping_.logsource.end() || own->second == asked.second;
        });
    }

    [[nodiscard]] EventReader reader() const {
        return {mapping_, rules_.fields, tables_, options_.from};
    }

    // Files that follow one another are mostly in the order of their first events.
    Status order_files() {
        out_.files.resize(inputs_.size());
        order_.resize(inputs_.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::vector<std::int64_t> first(inputs_.size(), INT64_MAX);
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            EventReader events = reader();
            DAICHO_TRY(bytes, inputs_[i].open());
            DAICHO_CHECK(
                events.begin(std::move(bytes), static_cast<std::uint32_t>(i), inputs_[i].name));
            Event event;
            Reject reason = Reject::none;
            for (int tries = 0; tries < 1000; ++tries) {
                DAICHO_TRY(step, events.next(event, reason));
                if (step == Step::event) first[i] = event.time_ms;
                if (step != Step::rejected) break;
            }
        }
        std::ranges::stable_sort(order_, {}, [&first](std::size_t i) { return first[i]; });
        return {};
    }

    Result<Fed> try_with(Share share) {
        out_.cases.clear();
        for (share.part = 0; share.part < share.parts; ++share.part) {
            // Only the first part counts what was read; the others see the same.
            begin_counting();
            Correlator correlator(rules_, period_, share, out_.rules);
            Matcher matcher(rules_, correlator.detections());
            EventReader events = reader();
            events.narrow(fields_of(rules_, out_.rules));
            for (const std::size_t place : order_) {
                DAICHO_TRY(fed, read_file(events, place, matcher, correlator));
                if (fed != Fed::taken) {
                    largest_ = correlator.largest();
                    return fed;
                }
            }
            auto cases = correlator.finish();
            std::ranges::move(cases, std::back_inserter(out_.cases));
            out_.unread_values = share.part == 0 ? correlator.unread_values()
                                                 : out_.unread_values + correlator.unread_values();
        }
        return Fed::taken;
    }

    void begin_counting() {
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            out_.files[i] = {};
            out_.files[i].name = inputs_[i].name;
        }
        out_.rejected.clear();
        out_.rejections.clear();
        ++passes_;
        out_.passes = passes_;
    }

    void reject(FileReport& report, const Event& event, Reject reason, std::uint64_t bytes) {
        ++report.rejected;
        ++out_.rejected[to_string(reason)];
        if (out_.rejections.size() < kRejectionsKept) {
            out_.rejections.push_back({event.place, reason, bytes});
        }
    }

    Result<Fed> read_file(EventReader& events, std::size_t place, Matcher& matcher,
                          Correlator& correlator) {
        FileReport& report = out_.files[place];
        DAICHO_TRY(bytes, inputs_[place].open());
        DAICHO_CHECK(
            events.begin(std::move(bytes), static_cast<std::uint32_t>(place), report.name));
        const std::int64_t lead = period_.from_ms - correlator.lead_ms();
        RawRecord record;
        Event event;
        bool first = true;
        for (std::uint64_t count = 0;; ++count) {
            if (options_.stop && count % kAskEvery == 0 && options_.stop()) {
                return input_error("logs.run.stopped");
            }
            DAICHO_TRY(more, events.next_record(record));
            if (!more) break;
            const Reject reason = events.parse(record, event);
            if (reason != Reject::none) {
                reject(report, event, reason, record.bytes);
                continue;
            }
            report.first_ms = first ? event.time_ms : std::min(report.first_ms, event.time_ms);
            report.last_ms = first ? event.time_ms : std::max(report.last_ms, event.time_ms);
            first = false;
            const bool inside = event.time_ms >= period_.from_ms && event.time_ms < period_.to_ms;
            ++(inside ? report.events : report.outside);
            if (!inside && (event.time_ms < lead || event.time_ms >= period_.to_ms)) continue;
            const Fed fed = correlator.feed(event, matcher.judge(event));
            if (fed != Fed::taken) return fed;
        }
        report.lines = events.lines();
        report.bytes = events.bytes();
        return Fed::taken;
    }

    // Windows keep places only; what stands there is read again, once for all cases.
    Status fetch_evidence() {
        for (const Case& one : out_.cases) {
            for (const Place& place : one.places) out_.evidence.try_emplace(place);
        }
        std::uint32_t file = UINT32_MAX;
        EventReader events = reader();
        RawRecord record;
        Event event;
        for (auto& [place, evidence] : out_.evidence) {
            if (place.file != file) {
                file = place.file;
                DAICHO_TRY(bytes, inputs_[file].open());
                DAICHO_CHECK(events.begin(std::move(bytes), file, inputs_[file].name));
                record.line = 0;
            }
            while (record.line < place.line) {
                DAICHO_TRY(more, events.next_record(record));
                if (!more) break;
            }
            if (record.line != place.line) continue;  // the file has become another one
            static_cast<void>(events.parse(record, event));
            evidence.place = place;
            evidence.time_ms = event.time_ms;
            for (std::size_t i = 0; i < kStandard.size(); ++i) {
                evidence.values.emplace_back(event.values[i]);
            }
        }
        return {};
    }

    const RuleSet& rules_;
    const Mapping& mapping_;
    const Tables& tables_;
    std::vector<Input> inputs_;
    const RunOptions& options_;
    Period period_;
    std::vector<std::size_t> order_;
    RunResult out_;
    std::size_t largest_ = 0;
    std::uint32_t passes_ = 0;
};

}  // namespace

Result<RunResult> run(const RuleSet& rules, const Mapping& mapping, const Tables& tables,
                      const std::vector<Input>& inputs, const RunOptions& options) {
    return Run(rules, mapping, tables, inputs, options).go();
}

Input file_input(const std::string& path) {
    return {path, [path] { return open_log(path); }, [path] { return open_bytes(path); }};
}

Input text_input(std::string name, std::string text, std::size_t piece) {
    auto kept = std::make_shared<const std::string>(std::move(text));
    const auto raw = [kept, piece]() -> Result<ByteReader> {
        ByteReader inner = read_text(*kept, piece);
        return ByteReader([kept, inner](char* to, std::size_t room) { return inner(to, room); });
    };
    const auto open = [raw, name]() -> Result<ByteReader> {
        DAICHO_TRY(bytes, raw());
        return unpacked(std::move(bytes), name);
    };
    return {std::move(name), open, raw};
}

}  // namespace daicho::govern::logs
