#include "govern/assessment/consistency.hpp"

#include <algorithm>

#include "base/era.hpp"

namespace daicho::govern {

namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

// Number of the only option that is ticked, from 1; 0: none.
std::size_t option_of(const std::string& value) {
    const auto ticks = ticks_of(value);
    return ticks.empty() ? 0 : ticks.front().option + 1;
}

class Check {
public:
    Check(const PiaForm& form, const FilledForm& filled, const PiaFacts& facts)
        : form_(form), filled_(filled), facts_(facts) {}

    std::vector<PiaFinding> run() {
        blanks();
        if (form_.id == "basic") basic();
        if (form_.id == "key_items") key_items();
        if (form_.id != "basic") files();
        if (!form_.verified) add("form_unverified", false, "");
        return std::move(out_);
    }

private:
    [[nodiscard]] const std::string& at(std::string_view address) const {
        return value_named(form_, filled_, address);
    }
    [[nodiscard]] std::size_t choice(std::string_view address) const {
        return option_of(at(address));
    }
    void add(const char* code, bool bad, std::string address, Arguments arguments = {}) {
        out_.push_back({code, bad, std::move(address), std::move(arguments), {}});
    }

    // Fields that stand once and always say something.
    void blanks() {
        for (std::size_t i = 0; i < form_.fields.size(); ++i) {
            const PiaField& field = form_.fields[i];
            const bool may = field.voluntary || field.type == PiaType::boolean ||
                             field.group != kNowhere || field.path == "表紙.4" ||
                             field.path == "表紙.6" || conditional(field.path);
            if (may || !value_at(filled_, {i, {}}).empty()) continue;
            add("blank", true, field.path, {{"field", field.label.ja}});
        }
    }
    [[nodiscard]] bool conditional(const std::string& path) const {
        for (const char* begin : {"Ⅰ4②", "Ⅰ9", "Ⅰ5②", "Ⅰ6②", "Ⅳ4", "Ⅳ5", "Ⅳ6", "Ⅳ8", "Ⅳ11"}) {
            const bool law = std::string_view(begin).starts_with("Ⅰ");
            if ((form_.id == "basic" || law) && path.starts_with(begin) && path != "Ⅰ5②" &&
                !(form_.id != "basic" && path == "Ⅰ6②")) {
                return true;
            }
        }
        if (form_.id == "basic") return false;
        return path.starts_with("Ⅲ") || path.starts_with("Ⅵ") || path == "別添1" || path == "Ⅰ5②";
    }

    // What is asked only where the tick says that it is done.
    void only_if(const char* tick, std::initializer_list<const char*> asked) {
        const bool ticked = !at(tick).empty();
        for (const char* address : asked) {
            if (ticked && !at(address).empty()) add("not_asked", true, address, {{"tick", tick}});
            if (!ticked && at(address).empty()) add("asked", true, address, {{"tick", tick}});
        }
    }

    void basic() {
        only_if("Ⅳ4x", {"Ⅳ4"});
        only_if("Ⅳ5x", {"Ⅳ5"});
        only_if("Ⅳ6x入手", {"Ⅳ6a"});
        only_if("Ⅳ6x提供", {"Ⅳ6b"});
        only_if("Ⅳ8x", {"Ⅳ8a", "Ⅳ8b"});
        only_if("Ⅳ11x", {"Ⅳ11a", "Ⅳ11b", "Ⅳ11c"});
        const bool apart = !at("Ⅳ6x入手").empty() && !at("Ⅳ6x提供").empty();
        if (choice("Ⅰ4①") == 1 && apart) add("linkage", true, "Ⅳ6x入手");
        if (choice("Ⅰ4①") == 2 && !apart) add("linkage", true, "Ⅰ4①");
        if (choice("Ⅳ1") > 1 && at("Ⅳ11x").empty()) add("heavier_skips", true, "Ⅳ11x");
        if (choice("Ⅳ1") == 1 && !at("Ⅳ11x").empty()) add("heavier_skips", true, "Ⅳ11x");
        if (facts_.makes_heavier != (choice("Ⅳ1") > 1)) add("kind", true, "Ⅳ1");
        repeated_answer();
        threshold("Ⅲ");
        band("Ⅱ1a", {1'000, 10'000, 100'000, 300'000}, facts_.subjects);
        if (facts_.handlers) {
            const std::size_t wanted = *facts_.handlers >= 500 ? 1 : 2;
            if (choice("Ⅱ2a") != wanted) {
                add("band", true, "Ⅱ2a", {{"number", std::to_string(*facts_.handlers)}});
            }
        }
        if (facts_.decision) accident("Ⅱ3", facts_.decision->incident_in_past_year);
    }

    // Ⅳ11b says again what was answered for the risk that Ⅳ11a names.
    void repeated_answer() {
        static constexpr const char* kAnswers[] = {"Ⅳ2",  "Ⅳ3a", "Ⅳ3b", "Ⅳ4", "Ⅳ5",
                                                   "Ⅳ6a", "Ⅳ6b", "Ⅳ7",  "Ⅳ10"};
        const std::size_t risk = choice("Ⅳ11a");
        if (risk == 0 || risk > std::size(kAnswers)) return;
        if (choice("Ⅳ11b") != choice(kAnswers[risk - 1])) {
            add("repeated", true, "Ⅳ11b", {{"of", kAnswers[risk - 1]}});
        }
    }

    void threshold(const char* address) {
        if (!facts_.decision || facts_.decision->form_choice.empty()) return;
        if (std::to_string(choice(address)) == facts_.decision->form_choice) return;
        add("threshold", true, address, {{"option", facts_.decision->form_choice}});
    }

    void band(const char* address, const std::vector<std::int64_t>& bounds,
              std::optional<std::int64_t> number) {
        if (!number) return;
        std::size_t wanted = 1;
        for (const std::int64_t bound : bounds) wanted += *number >= bound ? 1 : 0;
        if (choice(address) == wanted) return;
        add("band", true, address, {{"number", std::to_string(*number)}});
    }

    void accident(const char* address, bool happened) {
        if (choice(address) != (happened ? 1U : 2U)) add("accident", true, address);
    }

    void key_items() {
        threshold("Ⅴ1②");
        band("Ⅰ1③", {1'000, 10'000, 100'000}, facts_.subjects);
        if (facts_.decision) accident("Ⅲ7②", facts_.decision->incident_in_past_three_years);
        const bool entrusts = choice("Ⅱ4@1") == 1;
        if (entrusts != at("Ⅲ4x").empty()) add("entrust_tick", true, "Ⅲ4x");
        if (entrusts && at("Ⅲ4十分").empty()) add("asked", true, "Ⅲ4十分", {{"tick", "Ⅱ4"}});
        const bool apart = !at("Ⅲ6x入手").empty() && !at("Ⅲ6x提供").empty();
        if ((choice("Ⅰ5①") == 1 && apart) || (choice("Ⅰ5①") == 2 && !apart)) {
            add("linkage", true, "Ⅲ6x入手");
        }
        if (choice("Ⅰ5①") == 1 && at("Ⅰ5②").empty()) add("blank", true, "Ⅰ5②");
        five_years("Ⅴ1①");
        sections();
    }

    void five_years(const char* address) {
        const auto day = parse_iso_date(at(address));
        if (!day || facts_.as_of == Date()) return;
        if (!within_years(*day, facts_.as_of, 5)) {
            add("five_years", false, address, {{"date", format_era_date(*day)}});
        }
    }

    // A section that is in charge and does not use, or the other way round: 納税課 of the source.
    void sections() {
        const std::string& charge = at("Ⅰ6①");
        for (const auto& [address, value] : filled_) {
            if (form_.fields[address.field].path != "Ⅱ3④部署") continue;
            std::string_view rest = charge;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find("、"), rest.size());
                std::string_view name = rest.substr(0, end);
                const std::size_t blank = name.rfind("　");
                if (blank != std::string_view::npos) name.remove_prefix(blank + 3);
                if (!name.empty() && value.find(name) == std::string::npos) {
                    add("section", false, address_text(form_, address),
                        {{"section", std::string(name)}});
                }
                rest.remove_prefix(std::min(end + 3, rest.size()));
            }
        }
    }

    void files() {
        const std::size_t file = place_of(form_.groups, &PiaGroup::id, "file");
        for (const std::uint16_t number : instances_of(form_, filled_, file)) {
            const std::string of = "@" + std::to_string(number);
            counted("Ⅱ4" + of, 1, "entrust", number);
            counted("Ⅱ5" + of, 1, "provide", number);
            counted("Ⅱ5" + of, 2, "transfer", number);
            items(of);
            for (const std::uint16_t one : instances_of(form_, filled_, group("entrust"), number)) {
                subcontract(of + "." + std::to_string(one));
            }
        }
        names();
    }
    [[nodiscard]] std::size_t group(const char* id) const {
        return place_of(form_.groups, &PiaGroup::id, id);
    }

    // The number printed beside the tick is the number of those that follow.
    void counted(const std::string& address, std::size_t option, const char* of,
                 std::uint16_t file) {
        const std::size_t there = instances_of(form_, filled_, group(of), file).size();
        std::string said = "0";
        for (const Tick& tick : ticks_of(at(address))) {
            if (tick.option + 1 == option) said = tick.detail;
        }
        if (said == std::to_string(there)) return;
        add("count", true, address, {{"said", said}, {"there", std::to_string(there)}});
    }

    void subcontract(const std::string& of) {
        const bool key = form_.id == "key_items";
        const std::size_t again = choice((key ? "Ⅱ4.n④" : "Ⅱ4.n⑦") + of);
        for (const char* path : {key ? "Ⅱ4.n⑤" : "Ⅱ4.n⑧", key ? "Ⅱ4.n⑥" : "Ⅱ4.n⑨"}) {
            const bool said = !at(path + of).empty();
            if (again == 1 && !said) add("asked", true, path + of, {{"tick", "再委託する"}});
            if (again == 2 && said) add("not_asked", false, path + of, {{"tick", "再委託しない"}});
        }
    }

    void items(const std::string& of) {
        const std::string annex = (form_.id == "key_items" ? "別添1" : "別添2") + of;
        const ItemList list = read_items(at(annex));
        if (list.items == 0) {
            add("blank", true, annex, {{"field", "記録項目"}});
            return;
        }
        if (choice("Ⅱ2④数" + of) != items_band(list.items) + 1) {
            add("band", true, "Ⅱ2④数" + of, {{"number", std::to_string(list.items)}});
        }
        for (const std::string& fault : list.faults) {
            add("item_number", false, annex, {{"line", fault}});
        }
    }

    void names() {
        const std::string& name = at("Ⅰ3");
        for (const auto& [address, value] : filled_) {
            const std::string& path = form_.fields[address.field].path;
            if (path != "Ⅱ1" && path != "Ⅲ1") continue;
            if (name.find(value) != std::string::npos) continue;
            add("file_name", true, address_text(form_, address), {{"name", name}});
        }
    }

    const PiaForm& form_;
    const FilledForm& filled_;
    const PiaFacts& facts_;
    std::vector<PiaFinding> out_;
};

}  // namespace

std::vector<PiaFinding> check_form(const PiaForm& form, const FilledForm& filled,
                                   const PiaFacts& facts) {
    return Check(form, filled, facts).run();
}

}  // namespace daicho::govern
