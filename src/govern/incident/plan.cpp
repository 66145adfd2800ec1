// Loading catalogs/incident-plan.yaml.
#include "govern/incident/plan.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern::incident {
namespace {

using yaml::Node;

constexpr std::int64_t kMostMinutes = 60LL * 24 * 400;
constexpr std::int64_t kMostDays = 400;

When when_of(const Node& node) {
    const std::string word =
        node.exists() ? node.one_of({"always", "personal", "number", "due", "wrongful"}) : "always";
    if (word == "personal") return When::personal;
    if (word == "number") return When::number;
    if (word == "due") return When::due;
    return word == "wrongful" ? When::wrongful : When::always;
}

Test test_of(const Node& node) {
    const std::string word = node.one_of({"sensitive", "financial_harm", "wrongful_aim",
                                          "persons_over", "number_system", "public_reach"});
    if (word == "financial_harm") return Test::financial_harm;
    if (word == "wrongful_aim") return Test::wrongful_aim;
    if (word == "persons_over") return Test::persons_over;
    if (word == "number_system") return Test::number_system;
    return word == "public_reach" ? Test::public_reach : Test::sensitive;
}

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    Plan load() {
        out_.head = read_head(root_, "incident_plan");
        read_kinds();
        read_phases();
        read_steps();
        read_situations();
        read_recipients();
        read_terms();
        read_days();
        const Node serious = root_.at("serious");
        out_.serious = {serious.at("persons_over").integer(0, 1'000'000),
                        serious.at("cite").text(), serious.at("checked").boolean()};
        out_.review_months = root_.at("review_months").integer(1, 60);
        out_.words = read_text_table(root_.at("words"));
        return std::move(out_);
    }

private:
    void read_kinds() {
        for (const Node& node : root_.at("kinds").elements()) {
            out_.kinds.push_back({node.at("key").text(), node.at("label").bilingual(),
                                  node.at("meaning").bilingual()});
        }
    }

    std::vector<std::string> kinds_of(const Node& node) const {
        std::vector<std::string> kinds;
        for (const Node& kind : node.find("kinds").elements()) {
            const std::string key = kind.text();
            if (place_of(out_.kinds, &Kind::key, key) == kNowhere) fault_unknown_name(kind, key);
            kinds.push_back(key);
        }
        return kinds;
    }

    void read_phases() {
        for (const Node& node : root_.at("phases").elements()) {
            Phase phase{node.at("key").text(), node.at("label").bilingual(), {}};
            for (const Node& part : node.at("parts").elements()) {
                const std::string key = part.at("key").text();
                if (out_.place(key) != kNowhere) fault_given_twice(part, key);
                phase.parts.push_back({key, part.at("label").bilingual()});
            }
            out_.phases.push_back(std::move(phase));
        }
    }

    void read_steps() {
        for (const Node& node : root_.at("steps").elements()) {
            Step step;
            step.id = node.at("id").text();
            if (out_.step(step.id) != nullptr) fault_given_twice(node, step.id);
            step.part = node.at("part").text();
            if (out_.place(step.part) == kNowhere) fault_unknown_name(node.at("part"), step.part);
            step.kinds = kinds_of(node);
            step.when = when_of(node.find("when"));
            step.minutes = node.integer_or("minutes", 0, 0, kMostMinutes);
            for (const Node& before : node.find("after").elements()) {
                const std::string id = before.text();  // named above: so there is no circle
                if (out_.step(id) == nullptr) fault_unknown_name(before, id);
                step.after.push_back(id);
            }
            step.closes = node.boolean_or("closes", false);
            step.label = node.at("label").bilingual();
            step.who = node.at("who").bilingual();
            out_.steps.push_back(std::move(step));
        }
    }

    void read_situations() {
        for (const Node& node : root_.at("situations").elements()) {
            Situation one;
            one.id = node.at("id").text();
            if (place_of(out_.situations, &Situation::id, one.id) != kNowhere) {
                fault_given_twice(node, one.id);
            }
            one.number_act = node.at("act").one_of({"privacy", "number"}) == "number";
            one.test = test_of(node.at("test"));
            if (one.test == Test::persons_over) one.over = node.at("over").integer(0, 1'000'000);
            one.cite = node.at("cite").text();
            one.checked = node.at("checked").boolean();
            one.label = node.at("label").bilingual();
            out_.situations.push_back(std::move(one));
        }
    }

    void read_recipients() {
        for (const Node& node : root_.at("recipients").elements()) {
            Recipient one;
            one.key = node.at("key").text();
            if (place_of(out_.recipients, &Recipient::key, one.key) != kNowhere) {
                fault_given_twice(node, one.key);
            }
            one.when = when_of(node.at("when"));
            one.kinds = kinds_of(node);
            one.staged = node.boolean_or("staged", false);
            one.by_law = node.boolean_or("by_law", false);
            one.cite = node.at("cite").text();
            one.checked = node.at("checked").boolean();
            one.label = node.at("label").bilingual();
            out_.recipients.push_back(std::move(one));
        }
    }

    void read_terms() {
        const Node node = root_.at("terms");
        Terms& terms = out_.terms;
        terms.first_from = node.at("first_from").integer(1, kMostDays);
        terms.first_to = node.at("first_to").integer(1, kMostDays);
        terms.final_days = node.at("final_days").integer(1, kMostDays);
        terms.final_wrongful = node.at("final_wrongful").integer(1, kMostDays);
        terms.first_cite = node.at("first_cite").text();
        terms.final_cite = node.at("final_cite").text();
        terms.amber_hours = node.at("amber_hours").integer(1, 24 * kMostDays);
        if (terms.first_from > terms.first_to || terms.final_days > terms.final_wrongful) {
            node.fault(input_error("govern.catalog.not_ascending"));
        }
    }

    void read_days() {
        const Node node = root_.at("open_days");
        out_.days.from = node.at("from").date();
        out_.days.until = node.at("until").date();
        for (const Node& day : node.at("holidays").elements()) {
            const Date date = day.date();
            if (date < out_.days.from || date > out_.days.until) {
                fault_unknown_name(day, format_iso(date));
            }
            out_.days.holidays.insert(date);
        }
    }

    Node root_;
    Plan out_;
};

}  // namespace

bool OpenDays::is_open(Date day) const noexcept {
    if (day.weekday() == 0 || day.weekday() == 6) return false;
    // 地方自治法 第4条の2: from 29 December to 3 January no office is open.
    if (day.month() == 12 && day.day() >= 29) return false;
    if (day.month() == 1 && day.day() <= 3) return false;
    return !holidays.contains(day);
}

bool OpenDays::knows(Date day) const noexcept { return day >= from && day <= until; }

Date OpenDays::first_open(Date day) const noexcept {
    while (!is_open(day)) day = day + 1;
    return day;
}

const Step* Plan::step(std::string_view id) const noexcept {
    const std::size_t at = place_of(steps, &Step::id, id);
    return at == kNowhere ? nullptr : &steps[at];
}

std::size_t Plan::place(std::string_view part) const noexcept {
    std::size_t at = 0;
    for (const Phase& phase : phases) {
        for (const Part& one : phase.parts) {
            if (one.key == part) return at;
            ++at;
        }
    }
    return kNowhere;
}

Result<Plan> parse_plan(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<Plan> load_plan(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern::incident
