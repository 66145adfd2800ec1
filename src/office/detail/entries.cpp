#include "office/detail/entries.hpp"

#include <boost/json.hpp>

namespace daicho::office::detail {

Status write_entry(registers::Context& context, journal::EntryKind kind, std::uint64_t principal,
                   std::string body, std::uint16_t capacity) {
    journal::EntryDraft draft;
    draft.kind = kind;
    draft.principal = principal;
    draft.capacity = capacity;
    draft.body = std::move(body);
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

std::string json_text(std::string_view text) {
    return boost::json::serialize(boost::json::string(text));
}

}  // namespace daicho::office::detail
