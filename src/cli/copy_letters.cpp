#include "cli/copy_letters.hpp"

#include "cli/job_mailbox.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

json::Value optional_number(std::uint64_t number) {
    return number == 0 ? json::Value(nullptr) : json::Value(number);
}

Result<custody::MaskedCopy> proposed(City& city, const identity::Principal& principal,
                                     json::ObjectReader& in) {
    custody::MaskedCopy wanted;
    wanted.owners_asked = static_cast<std::uint64_t>(in.integer("owners"));
    wanted.purpose = in.text("purpose", 4'000);
    wanted.recipient = in.text("recipient", 4'000);
    wanted.until = in.date("until");
    DAICHO_CHECK(in.finish());
    return custody::propose_copy(*city.kernel, principal, wanted);
}

Result<custody::MaskedCopy> decided(City& city, const identity::Principal& principal,
                                    json::ObjectReader& in) {
    const std::string number = in.text("copy", 100);
    const bool approve = in.boolean("approve");
    const std::string reason = in.text("reason", 4'000);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(custody::decide_copy(*city.kernel, principal, number, approve, reason));
    return custody::copy_in_state(*city.kernel, number, approve ? "approved" : "refused");
}

Result<custody::MaskedCopy> begun(City& city, const identity::Principal& principal,
                                  json::ObjectReader& in) {
    const std::string number = in.text("copy", 100);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(custody::may_make_copy(*city.kernel, principal, number));
    return custody::copy_in_state(*city.kernel, number, "approved");
}

Result<custody::MaskedCopy> entered(City& city, const identity::Principal& principal,
                                    json::ObjectReader& in) {
    custody::MaskedCopy made;
    made.number = in.text("copy", 100);
    made.owners = static_cast<std::uint64_t>(in.integer("owners"));
    made.rows = static_cast<std::uint64_t>(in.integer("rows"));
    made.source_entry = static_cast<std::uint64_t>(in.integer("source_entry"));
    made.source_root = in.text("source_root", 64);
    made.copy_root = in.text("copy_root", 64);
    const fs::path to = in.text("folder", 4'000);
    DAICHO_CHECK(in.finish());
    return custody::enter_copy(*city.kernel, principal, made, to);
}

json::Object letter_of(const char* what, const std::string& by, const std::string& number) {
    return {{"do", what}, {"by", by}, {"copy", number}};
}

std::string text_of(const json::Value& answer, const char* name) {
    const json::Value* found = answer.is_object() ? answer.get_object().if_contains(name) : nullptr;
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

Result<custody::MaskedCopy> enter_by_letter(const Places& places, const std::string& by,
                                            const custody::MaskedCopy& made, const fs::path& to) {
    json::Object letter = letter_of("copy_enter", by, made.number);
    letter["owners"] = made.owners;
    letter["rows"] = made.rows;
    letter["source_entry"] = made.source_entry;
    letter["source_root"] = made.source_root;
    letter["copy_root"] = made.copy_root;
    letter["folder"] = to.string();
    DAICHO_TRY(answer, send_letter(places.home, letter));
    custody::MaskedCopy copy = made;
    copy.state = text_of(answer, "state");
    copy.medium = text_of(answer, "medium");
    return copy;
}

}  // namespace

json::Object copy_json(const custody::MaskedCopy& copy) {
    return json::Object{{"copy", copy.number},
                        {"state", copy.state},
                        {"purpose", copy.purpose},
                        {"recipient", copy.recipient},
                        {"owners_asked", copy.owners_asked == 0 ? json::Value("all")
                                                                : json::Value(copy.owners_asked)},
                        {"until", format_iso(copy.until)},
                        {"proposed_by", copy.proposed_by},
                        {"decided_by", copy.decided_by},
                        {"reason", copy.reason},
                        {"made_by", copy.made_by},
                        {"made_on", copy.made_on ? json::Value(format_iso(*copy.made_on))
                                                 : json::Value(nullptr)},
                        {"owners", optional_number(copy.owners)},
                        {"rows", optional_number(copy.rows)},
                        {"source_entry", optional_number(copy.source_entry)},
                        {"source_root", copy.source_root},
                        {"copy_root", copy.copy_root},
                        {"medium", copy.medium}};
}

std::vector<std::string_view> copy_letters() {
    return {"copy_propose", "copy_decide", "copy_begin", "copy_enter"};
}

Result<json::Object> answer_copy_letter(City& city, const identity::Principal& principal,
                                        std::string_view what, json::ObjectReader& in) {
    auto answer = what == "copy_propose"  ? proposed(city, principal, in)
                  : what == "copy_decide" ? decided(city, principal, in)
                  : what == "copy_begin"  ? begun(city, principal, in)
                                          : entered(city, principal, in);
    if (!answer) return std::move(answer.error());
    return copy_json(*answer);
}

Result<json::Value> send_copy_letter(const Places& places, const json::Object& letter) {
    auto city = open_city(places, {});
    if (!city && city.error().id == "store.in_use") return send_letter(places.home, letter);
    if (!city) return std::move(city.error());
    DAICHO_TRY(value, json::parse(json::write(json::Value(letter))));  // as one that was sent
    json::ObjectReader in(value, "");
    const std::string what = in.text("do");
    DAICHO_TRY(principal, principal_of(*city, in.text("by")));
    DAICHO_TRY(answer, answer_copy_letter(*city, principal, what, in));
    return json::Value(std::move(answer));
}

custody::CopyHands hands_of_server(const Places& places, const std::string& by,
                                   const std::string& number) {
    custody::CopyHands hands;
    hands.begin = [places, by, number]() -> Status {
        DAICHO_CHECK(send_letter(places.home, letter_of("copy_begin", by, number)));
        return {};
    };
    hands.enter = [places, by](const custody::MaskedCopy& made, const fs::path& to) {
        return enter_by_letter(places, by, made, to);
    };
    return hands;
}

}  // namespace daicho::cli
