#include "server/records/sent_values.hpp"

namespace daicho::server {
namespace {

std::string text_of(const json::Value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(value.get_string());
    return json::write(value);
}

}  // namespace

std::map<std::string, std::string> sent_values(json::ObjectReader& in) {
    std::map<std::string, std::string> values;
    const json::Value* given = in.raw("values");
    if (given == nullptr) return values;
    if (!given->is_object()) {
        in.fault("values", input_error("api.values"));
        return values;
    }
    for (const auto& [name, value] : given->get_object()) {
        if (value.is_object() || value.is_array()) {
            in.fault("values", input_error("api.values"));
        } else {
            values.emplace(std::string(name), text_of(value));
        }
    }
    return values;
}

}  // namespace daicho::server
