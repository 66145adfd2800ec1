#include "server/tax/check_view.hpp"

#include "server/app.hpp"

namespace daicho::server {
namespace {

using registers::Check;
using registers::CheckKind;
using registers::Definition;

constexpr const char* kSigns[] = {"<", "<=", "==", "!=", ">=", ">"};

json::Object frame(const Definition& definition, const Check& check, const char* kind) {
    return {{"id", check.id},
            {"kind", kind},
            {"field", definition.fields[check.field].name},
            {"op", nullptr},
            {"other", nullptr},
            {"is", json::Array()},
            {"parts", json::Array()},
            {"message", check.message.ja.empty() ? json::Value(nullptr) : texts(check.message)}};
}

json::Array names_of(const Definition& definition, const std::vector<std::size_t>& fields) {
    json::Array names;
    for (const std::size_t field : fields) names.emplace_back(definition.fields[field].name);
    return names;
}

}  // namespace

json::Array checks_between(const Definition& definition) {
    json::Array list;
    for (const Check& check : definition.checks) {
        if (check.warning) continue;
        if (check.kind == CheckKind::compare) {
            json::Object one = frame(definition, check, "compare");
            one["op"] = kSigns[static_cast<std::size_t>(check.comparison)];
            one["other"] = definition.fields[check.other].name;
            list.push_back(std::move(one));
        } else if (check.kind == CheckKind::when_then) {
            json::Object one = frame(definition, check, "when_then");
            json::Array is;
            for (const std::string& value : check.values) is.emplace_back(value);
            one["is"] = std::move(is);
            one["parts"] = names_of(definition, check.parts);
            list.push_back(std::move(one));
        } else if (check.kind == CheckKind::sum_equals) {
            json::Object one = frame(definition, check, "sum_equals");
            one["field"] = definition.fields[check.other].name;
            one["parts"] = names_of(definition, check.parts);
            list.push_back(std::move(one));
        }
    }
    return list;
}

}  // namespace daicho::server
