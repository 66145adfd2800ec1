// Signed notes from a witness file. What parses prints to the same text; splitting loses nothing;
// nothing opens under a key that signed nothing.
#include "base/assert.hpp"
#include "journal/note.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    const std::string_view text = as_text(ByteView(data, size));
    if (const auto parsed = journal::parse_note(text)) {
        const journal::Checkpoint& checkpoint = parsed->checkpoint;
        const std::string_view origin = parsed->text.substr(0, parsed->text.find('\n'));
        DAICHO_ASSERT(journal::checkpoint_text(origin, checkpoint.size, checkpoint.root,
                                               checkpoint.time) == parsed->text);
    }
    std::size_t length = 0;
    const journal::Notes notes = journal::split_notes(text);
    for (const std::string_view note : notes.whole) {
        DAICHO_ASSERT(!note.empty());
        length += note.size();
    }
    DAICHO_ASSERT(length + notes.rest.size() <= text.size());
    const Bytes key(32, 1);
    DAICHO_ASSERT(!journal::open_note(text, "daicho/139999", key));
    return 0;
}
