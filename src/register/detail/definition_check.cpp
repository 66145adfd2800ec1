#include "register/detail/definition_check.hpp"

#include <boost/json.hpp>

namespace daicho::registers::detail {
namespace {

Error differs(const std::string& name, std::uint32_t revision) {
    return conflict_error("register.definition.differs")
        .with("register", name)
        .with("revision", std::to_string(revision));
}

struct Stored {
    std::uint16_t number = 0;
    std::uint32_t revision = 0;
    std::string name;
    std::string digest;  // hex
    bool fits = false;   // digest and text
};

Result<std::vector<Stored>> read_stored(store::Connection& connection) {
    DAICHO_TRY(rows, connection.prepare("SELECT number, revision, name, digest, text FROM "
                                        "w_definition ORDER BY number, revision"));
    std::vector<Stored> all;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return all;
        Stored one;
        one.number = static_cast<std::uint16_t>(rows->integer(0));
        one.revision = static_cast<std::uint32_t>(rows->integer(1));
        one.name = std::string(rows->text(2));
        one.digest = to_hex(rows->blob(3));
        one.fits = one.digest == to_hex(view(sha256(as_bytes(rows->text(4)))));
        all.push_back(std::move(one));
    }
}

// What an entry says of its definition; empty where its body was erased.
Result<std::string> body_of(Kernel& kernel, store::Connection& connection, std::uint64_t entry) {
    DAICHO_TRY(stored, journal::read_entry(connection, entry));
    if (stored.sealed_body.empty()) return std::string();
    const auto plain = kernel.journal().keys().open(entry, stored.sealed_body);
    return plain ? std::string(as_text(*plain)) : std::string();
}

bool says(const std::string& body, const Stored& stored) {
    if (body.empty()) return true;
    boost::system::error_code code;
    const boost::json::value parsed = boost::json::parse(body, code);
    const boost::json::object* object = code ? nullptr : parsed.if_object();
    if (object == nullptr) return false;
    const auto is = [object](const char* name, const boost::json::value& wanted) {
        const boost::json::value* found = object->if_contains(name);
        return found != nullptr && *found == wanted;
    };
    return is("register", boost::json::value(stored.name)) &&
           is("revision", boost::json::value(stored.revision)) &&
           is("sha256", boost::json::value(stored.digest));
}

std::string name_of(const Kernel& kernel, std::uint16_t number) {
    const Definition* definition = kernel.definitions().find(number);
    return definition == nullptr ? std::to_string(number) : definition->name;
}

}  // namespace

Status check_definitions(Kernel& kernel, store::Connection& connection,
                         const std::vector<journal::EntryHeader>& entries, std::size_t limit,
                         std::vector<Error>& faults) {
    // The n-th entry about a register is the one of its n-th revision.
    std::map<std::pair<std::uint16_t, std::uint32_t>, std::uint64_t> written;
    std::map<std::uint16_t, std::uint32_t> count;
    for (const journal::EntryHeader& entry : entries) {
        written[{entry.register_number, ++count[entry.register_number]}] = entry.number;
    }
    DAICHO_TRY(stored, read_stored(connection));
    for (const Stored& one : stored) {
        const auto found = written.find({one.number, one.revision});
        bool good = found != written.end() && one.fits;
        if (good) {
            DAICHO_TRY(body, body_of(kernel, connection, found->second));
            good = says(body, one);
        }
        if (found != written.end()) written.erase(found);
        if (!good && faults.size() < limit) {
            faults.push_back(differs(name_of(kernel, one.number), one.revision));
        }
    }
    for (const auto& [place, entry] : written) {
        if (faults.size() >= limit) break;
        faults.push_back(differs(name_of(kernel, place.first), place.second));
    }
    return {};
}

Result<const Definition*> PastDefinitions::find(const Definition& now, std::uint32_t revision) {
    const std::pair place{now.number, revision};
    if (const auto found = known_.find(place); found != known_.end()) return found->second.get();
    DAICHO_TRY(row, connection_->cached("SELECT text FROM w_definition WHERE number = ? AND "
                                        "revision = ?"));
    row->bind(0, now.number);
    row->bind(1, revision);
    DAICHO_TRY(there, row->step());
    std::unique_ptr<Definition>& known = known_[place];
    if (there) {
        auto parsed = parse_definition(row->text(0), now.name, now.area);
        if (parsed) known = std::make_unique<Definition>(std::move(*parsed));
    }
    row->reset();
    return known.get();
}

Result<std::set<std::uint16_t>> PastDefinitions::with_workflow(const Definitions& definitions) {
    std::set<std::uint16_t> found;
    for (const auto& definition : definitions.all()) {
        if (definition->workflow.is_needed()) found.insert(definition->number);
    }
    DAICHO_TRY(rows, connection_->prepare("SELECT number, revision FROM w_definition ORDER BY "
                                          "number, revision"));
    std::vector<std::pair<const Definition*, std::uint32_t>> all;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        const auto number = static_cast<std::uint16_t>(rows->integer(0));
        const Definition* definition = definitions.find(number);
        if (definition == nullptr || found.contains(number)) continue;
        all.emplace_back(definition, static_cast<std::uint32_t>(rows->integer(1)));
    }
    for (const auto& [definition, revision] : all) {
        DAICHO_TRY(then, find(*definition, revision));
        if (then != nullptr && then->workflow.is_needed()) found.insert(definition->number);
    }
    return found;
}

}  // namespace daicho::registers::detail
