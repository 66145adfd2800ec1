#include "govern/media/disposal.hpp"

#include <rapidcheck.h>

#include <map>
#include <sstream>

#include "govern/test_support.hpp"

namespace daicho::govern {
namespace {

using namespace test;

const char* const kCatalog = "catalogs/mic-disposal.yaml";

const DisposalCatalog& notice() {
    static const DisposalCatalog catalog = value_of(load_disposal_catalog(source_path(kCatalog)));
    return catalog;
}

const DisposalCatalog& strict_notice() {
    static const DisposalCatalog catalog = value_of(parse_disposal_catalog(
        changed(read_text(kCatalog), "chosen: alternative", "chosen: strict"), "strict"));
    return catalog;
}

// "overwrite_all onsite 2026-03-12 failed" → a step.
json::Value step_of(const std::string& line) {
    std::istringstream in(line);
    std::string method;
    std::string place;
    std::string date;
    std::string word;
    in >> method >> place >> date;
    json::Object step{{"method", method}, {"place", place},   {"by", "staff"},
                      {"result", "ok"},   {"verified", true}, {"date", date}};
    for (const char* key : {"method", "place", "date"}) {
        if (step[key] == "-") step[key] = nullptr;
    }
    while (in >> word) {
        if (word == "failed" || word == "aborted") step["result"] = word;
        if (word == "noresult") step["result"] = nullptr;
        if (word == "unverified") step["verified"] = false;
        if (word == "encrypted") step["encrypted_since_first_write"] = true;
        if (word == "not_encrypted") step["encrypted_since_first_write"] = false;
    }
    return step;
}

json::Value field_of(const std::string& text) {
    auto parsed = json::parse(text);
    if (parsed && !parsed->is_number()) return *parsed;
    return json::Value(text);
}

json::Value record_of(const yaml::Node& node, const std::map<std::string, std::string>& bases) {
    json::Value record = parse_json(bases.at(node.at("base").text()));
    const yaml::Node steps = node.find("steps");
    if (steps.exists()) {
        json::Array list;
        for (const std::string& line : steps.texts()) list.push_back(step_of(line));
        record.as_object()["steps"] = list;
    }
    for (const auto& [path, value] : node.find("set").members()) {
        const std::size_t dot = path.find('.');
        json::Object& part = dot == std::string::npos ? record.as_object()
                                                      : record.at(path.substr(0, dot)).as_object();
        const std::string key = dot == std::string::npos ? path : path.substr(dot + 1);
        EXPECT_TRUE(part.contains(key)) << path;
        part[key] = field_of(value.text());
    }
    return record;
}

TEST(Disposal, GoldenCases) {
    const auto document = value_of(yaml::Document::load(source_path("tests/govern/disposal.yaml")));
    const yaml::Node root = document.root();
    EXPECT_EQ(root.at("catalog").text(), notice().head.name);
    std::map<std::string, std::string> bases;
    for (const auto& [key, text] : root.at("bases").members()) bases[key] = text.text();
    Codes seen;
    std::set<std::string> verdicts;
    for (const char* list : {"cases", "strict"}) {
        const DisposalCatalog& catalog = std::string(list) == "cases" ? notice() : strict_notice();
        for (const yaml::Node& node : root.at(list).elements()) {
            SCOPED_TRACE(node.at("name").text());
            const json::Value answer = value_of(judge_disposal(catalog, record_of(node, bases)));
            EXPECT_EQ(text_at(answer, "verdict"), node.at("expect").text());
            const Codes expected = codes(node.at("reasons").texts());
            EXPECT_EQ(codes(answer.at("reasons")), expected);
            for (const std::string& code : expected) seen.emplace(code_prefix(code));
            verdicts.insert(text_at(answer, "verdict"));
        }
    }
    expect_refused(root,
                   [](const json::Value& record) { return judge_disposal(notice(), record); });
    const Status rest = document.finish();
    EXPECT_TRUE(rest.has_value()) << (rest ? "" : explain_error(rest.error()));
    for (const auto& [code, text] : notice().reasons.texts) {
        EXPECT_TRUE(seen.contains(code)) << code;
    }
    for (const Verdict& verdict : notice().verdicts) EXPECT_TRUE(verdicts.contains(verdict.key));
}

TEST(Disposal, TheContractsOwnRecord) {
    const json::Value record = parse_json(R"({
        "class": "1", "media": "hdd", "ownership": "leased", "inventory_serials": ["S1"],
        "steps": [{"method": "overwrite_all", "place": "onsite", "by": "contractor", "result": "ok",
                   "verified": true, "date": "2026-03-12", "encrypted_since_first_write": true,
                   "evidence": {"tool": "nwipe"}}],
        "handover_date": "2026-03-15", "witness_until_completion": true, "staff_confirmed": true,
        "certificate": {"kind": "destruction", "serials": ["S1"], "photos": true,
                        "due": "2026-04-20", "submitted": "2026-04-15"},
        "contract_spec_names_method": true, "third_party_used": false, "third_party_consent": null,
        "cloud": {"equipment_identified": false}, "as_of": "2026-04-30"})");
    EXPECT_EQ(json::write(value_of(judge_disposal(notice(), record))),
              R"({"verdict":"incomplete","reasons":["REVIEW_REQUIRED:cloud_no_destruction"]})");
}

TEST(Disposal, EveryFieldButClassAndMediaMayBeNull) {
    const json::Value record = parse_json(R"({
        "class": "2", "media": "ssd", "ownership": null, "inventory_serials": null,
        "steps": [{"method": null, "place": null, "by": null, "result": null, "verified": null,
                   "date": null, "encrypted_since_first_write": null, "evidence": null}],
        "handover_date": null, "witness_until_completion": null, "staff_confirmed": null,
        "certificate": {"kind": null, "serials": null, "photos": null, "due": null,
                        "submitted": null},
        "contract_spec_names_method": null, "third_party_used": null,
        "third_party_consent": null, "cloud": {"equipment_identified": null}, "as_of": null})");
    EXPECT_EQ(json::write(value_of(judge_disposal(notice(), record))),
              R"({"verdict":"unfit","reasons":["WIPE_NOT_OK:unknown"]})");
}

TEST(Disposal, ReasonsCanBeSaidToPeople) {
    EXPECT_EQ(explain(notice().reasons, "METHOD_INEFFECTIVE:degauss@ssd").ja,
              "「磁気による破壊」はSSDに効かないので数えない。");
    EXPECT_EQ(explain(notice().reasons, "METHOD_NOT_ALLOWED:crypto_erase@1").en,
              "“Crypto erase” is not enough for (1) residents' information of the "
              "Individual-Number zone.");
    EXPECT_EQ(explain(notice().reasons, "CERT_SERIAL_MISSING:{second}:a@b").en,
              "Serial number {second}:a@b is not on the certificate.");
}

json::Value random_record() {
    const auto text = [](std::vector<std::string> options) {
        return json::Value(*rc::gen::elementOf(std::move(options)));
    };
    const auto maybe = [] {
        const int choice = *rc::gen::inRange(0, 3);
        return choice == 0 ? json::Value(nullptr) : json::Value(choice == 1);
    };
    const auto day = [&] { return text({"2026-03-10", "2026-03-15", "2026-03-20"}); };
    json::Array steps;
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
        steps.push_back(
            json::Object{{"method", text({"os_format", "overwrite_os_accessible", "overwrite_all",
                                          "block_erase", "crypto_erase", "degauss", "destroy"})},
                         {"place", text({"onsite", "onsite", "offsite", "provider"})},
                         {"result", text({"ok", "ok", "ok", "failed"})},
                         {"verified", maybe()},
                         {"date", day()},
                         {"encrypted_since_first_write", maybe()}});
    }
    json::Object certificate{{"kind", text({"destruction", "erasure"})},
                             {"serials", json::Array{text({"S1", "S2"})}},
                             {"photos", maybe()},
                             {"due", day()},
                             {"submitted", day()}};
    if (*rc::gen::arbitrary<bool>()) certificate["submitted"] = nullptr;
    return json::Object{{"class", text({"1", "2", "3"})},
                        {"media", text({"hdd", "ssd", "usb_flash", "tape", "optical"})},
                        {"ownership", text({"owned", "leased"})},
                        {"inventory_serials", json::Array{"S1"}},
                        {"steps", steps},
                        {"handover_date", day()},
                        {"witness_until_completion", maybe()},
                        {"staff_confirmed", maybe()},
                        {"certificate", certificate},
                        {"contract_spec_names_method", maybe()},
                        {"third_party_used", maybe()},
                        {"third_party_consent", maybe()},
                        {"cloud", json::Object{{"equipment_identified", maybe()}}},
                        {"as_of", text({"2026-03-12", "2026-04-30"})}};
}

int badness(const json::Value& answer) {
    const std::vector<std::string> order = {"fit", "fit_with_notes", "incomplete", "unfit"};
    return static_cast<int>(std::find(order.begin(), order.end(), text_at(answer, "verdict")) -
                            order.begin());
}

TEST(Disposal, NoReasonMeansFitAndOnlyThenOrNothingDone) {
    EXPECT_TRUE(rc::check("fit exactly when nothing is said", [] {
        const json::Value record = random_record();
        const json::Value answer = value_of(judge_disposal(notice(), record));
        const bool silent = answer.at("reasons").as_array().empty();
        const bool fit = text_at(answer, "verdict") == "fit";
        if (fit) RC_ASSERT(silent);
        // Silence without fitness: nothing was counted and nothing could be named.
        if (silent && !fit) RC_ASSERT(text_at(answer, "verdict") == "unfit");
    }));
}

TEST(Disposal, TheStrictReadingIsNeverMilder) {
    EXPECT_TRUE(rc::check("strict >= alternative", [] {
        const json::Value record = random_record();
        const json::Value mild = value_of(judge_disposal(notice(), record));
        const json::Value strict = value_of(judge_disposal(strict_notice(), record));
        RC_ASSERT(badness(strict) >= badness(mild));
    }));
}

TEST(Disposal, AWitnessNeverHarms) {
    EXPECT_TRUE(rc::check("witness true is never worse than not known", [] {
        json::Value record = random_record();
        record.as_object()["witness_until_completion"] = nullptr;
        const json::Value without = value_of(judge_disposal(notice(), record));
        record.as_object()["witness_until_completion"] = true;
        const json::Value with = value_of(judge_disposal(notice(), record));
        RC_ASSERT(badness(with) <= badness(without));
    }));
}

}  // namespace
}  // namespace daicho::govern
