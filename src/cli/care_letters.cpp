#include "cli/care_letters.hpp"

#include "base/digest.hpp"
#include "cli/command.hpp"
#include "cli/job_mailbox.hpp"

namespace daicho::cli {
namespace {

json::Array names_of(const std::vector<custody::Pruned>& what, bool whole) {
    json::Array names;
    for (const custody::Pruned& one : what) {
        if (one.whole == whole) names.emplace_back(one.name);
    }
    return names;
}

Result<json::Object> pruned(City& city, const identity::Principal& principal,
                            json::ObjectReader& in) {
    std::vector<custody::Pruned> what;
    for (const std::string& name : in.texts("backups")) what.push_back({name, true});
    for (const std::string& name : in.texts("keys")) what.push_back({name, false});
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(custody::enter_pruning(*city.kernel, principal, what));
    return json::Object{{"entered", true}};
}

Result<json::Object> key_copied(City& city, const identity::Principal& principal,
                                json::ObjectReader& in) {
    const std::string digest = in.text("file", 64);
    DAICHO_CHECK(in.finish());
    const bool hex = digest.size() == 64 &&
                     digest.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!hex) return input_error("job.bad_letter");
    DAICHO_CHECK(custody::enter_key_copy(*city.kernel, principal, digest));
    return json::Object{{"entered", true}};
}

// By this process when it can write, else by the one that does.
Result<bool> enter(const Places& places, const json::Object& letter) {
    DAICHO_TRY(there, store::has_data(store_options(places)));
    if (!there) return false;
    auto city = open_city(places, {});
    if (!city && city.error().id == "store.in_use") {
        DAICHO_CHECK(send_letter(places.home, letter));
        return true;
    }
    if (!city) return std::move(city.error());
    DAICHO_TRY(value, json::parse(json::write(json::Value(letter))));  // as one that was sent
    json::ObjectReader in(value, "");
    const std::string what = in.text("do");
    DAICHO_CHECK(answer_care_letter(*city, operator_principal(), what, in));
    return true;
}

}  // namespace

std::vector<std::string_view> care_letters() { return {"care_pruned", "care_key_copied"}; }

Result<json::Object> answer_care_letter(City& city, const identity::Principal& principal,
                                        std::string_view what, json::ObjectReader& in) {
    return what == "care_pruned" ? pruned(city, principal, in) : key_copied(city, principal, in);
}

Result<bool> enter_pruning(const Places& places, const std::vector<custody::Pruned>& what) {
    return enter(places, {{"do", "care_pruned"},
                          {"backups", names_of(what, true)},
                          {"keys", names_of(what, false)}});
}

Result<bool> enter_key_copy(const Places& places, const std::filesystem::path& copy) {
    DAICHO_TRY(bytes, read_input(copy.string()));
    return enter(places, {{"do", "care_key_copied"},
                          {"file", to_hex(view(sha256(as_bytes(bytes))))}});
}

}  // namespace daicho::cli
