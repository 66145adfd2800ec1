// One <Event> of wevtutil (/f:xml). Fields: Provider, EventID, Level, Task, Opcode, Keywords,
// TimeCreated, EventRecordID, Channel, Computer, UserID, and whatever EventData or UserData name.
#include <expat.h>

#include <cstring>

#include "govern/logs/detail/row.hpp"

namespace daicho::govern::logs::detail {

namespace {

struct Walk {
    Row row;
    XML_Parser parser = nullptr;
    std::vector<std::string> open;
    std::string name;
    std::string text;
    bool full = false;
};

std::string_view local(const char* name) {
    const char* colon = std::strrchr(name, ':');
    return colon == nullptr ? name : colon + 1;
}

void put(Walk& walk, std::string_view name, std::string_view value) {
    if (walk.row.names.look_up(name) == kNoSlot) return;
    char* kept = walk.row.arena.take(value.size());
    if (kept == nullptr) {
        walk.full = true;
        return;
    }
    std::memcpy(kept, value.data(), value.size());
    walk.row.values[walk.row.names.look_up(name)] = {kept, value.size()};
}

void begin(void* data, const char* element, const char** attributes) {
    auto& walk = *static_cast<Walk*>(data);
    const std::string_view name = local(element);
    walk.open.emplace_back(name);
    walk.text.clear();
    walk.name.assign(name);
    for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
        const std::string_view key = attributes[i];
        const std::string_view value = attributes[i + 1];
        if (name == "Data" && key == "Name") walk.name.assign(value);
        if (name == "Provider" && key == "Name") put(walk, "Provider", value);
        if (name == "TimeCreated" && key == "SystemTime") put(walk, "TimeCreated", value);
        if (name == "Security" && key == "UserID") put(walk, "UserID", value);
    }
}

void end(void* data, const char* element) {
    auto& walk = *static_cast<Walk*>(data);
    const std::string_view name = local(element);
    const bool attribute_only = name == "Provider" || name == "TimeCreated" || name == "Security";
    if (walk.open.size() >= 3 && !attribute_only && !walk.name.empty()) {
        put(walk, walk.name, walk.text == "-" ? std::string_view() : std::string_view(walk.text));
    }
    walk.text.clear();
    walk.name.clear();
    walk.open.pop_back();
}

void characters(void* data, const char* text, int size) {
    static_cast<Walk*>(data)->text.append(text, static_cast<std::size_t>(size));
}

// An entity of its own has no business in a log, and could grow without end.
void no_document_type(void* data, const char*, const char*, const char*, int) {
    XML_StopParser(static_cast<Walk*>(data)->parser, XML_FALSE);
}

}  // namespace

Reject parse_windows_xml(std::string_view record, Row row) {
    const std::size_t from = std::min(record.find("<Event "), record.find("<Event>"));
    if (from == std::string_view::npos) return Reject::not_xml;
    record.remove_prefix(from);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    if (parser == nullptr) return Reject::not_xml;
    Walk walk{row, parser, {}, {}, {}, false};
    XML_SetUserData(parser, &walk);
    XML_SetElementHandler(parser, begin, end);
    XML_SetCharacterDataHandler(parser, characters);
    XML_SetStartDoctypeDeclHandler(parser, no_document_type);
    const bool good =
        XML_Parse(parser, record.data(), static_cast<int>(record.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good && !walk.full ? Reject::none : Reject::not_xml;
}

}  // namespace daicho::govern::logs::detail
