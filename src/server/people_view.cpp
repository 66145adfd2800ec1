#include "server/people_view.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kMaxViewers = 30;
constexpr const char* kNobody = "—";

}  // namespace

const office::Person* People::find(std::uint64_t account) {
    if (account == 0) return nullptr;
    const auto found = known_.find(account);
    if (found != known_.end()) return found->second ? &*found->second : nullptr;
    auto person = office::find_person(app_->kernel, *connection_, account, today(*app_));
    auto& slot = known_[account];
    if (person) slot = std::move(*person);
    return slot ? &*slot : nullptr;
}

std::string People::name(std::uint64_t account) {
    const office::Person* person = find(account);
    return person == nullptr ? kNobody : person->principal.name;
}

Result<json::Array> viewers_json(registers::Kernel& kernel,
                                 const registers::Definition& definition, std::uint64_t record,
                                 People& people) {
    DAICHO_TRY(viewings, registers::viewings(kernel, definition, record, kMaxViewers));
    json::Array list;
    for (const registers::Viewing& viewing : viewings) {
        const office::Person* person = people.find(viewing.principal);
        const identity::Role* role = identity::find_role(viewing.capacity);
        list.push_back(json::Object{
            {"at", format_utc(viewing.time)},
            {"by", people.name(viewing.principal)},
            {"department", person == nullptr ? "" : person->principal.department},
            {"purpose", role == nullptr ? json::Value(nullptr)
                                        : texts({std::string(role->label_ja),
                                                 std::string(role->label_en)})}});
    }
    return list;
}

}  // namespace daicho::server
