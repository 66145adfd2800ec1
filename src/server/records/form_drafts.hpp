// FormDrafts (草稿): what somebody has typed into a form and not sent yet, so that a lost session,
// a closed tab or a broken machine costs nothing. It is nobody's record: no version, no entry, no
// list shows it.
//
// One draft for each account, register and record, of the form that wrote it last: two tabs that
// type into one record do not overwrite each other's, the second is told. Its text is sealed in the
// database under a key of its own, as files of jobs are (job_files.hpp): destroying the key is how
// it ends – when the form is sent, when it is thrown away, after the days that the municipality
// set. Backups leave it out.
// Personal numbers are not taken (drafts_api). Threading: in the caller's command or reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "register/kernel.hpp"

namespace daicho::server {

struct DraftPlace {
    std::uint64_t account = 0;
    std::uint16_t register_number = 0;
    std::uint64_t record = 0;  // 0: a new one
};

struct FormDraft {
    std::uint64_t base_version = 0;  // that the form began with; 0 for a new record
    Instant saved;
    std::string text;  // JSON of what was typed
};

// Of one account, without what was typed.
struct DraftLine {
    std::uint16_t register_number = 0;
    std::uint64_t record = 0;
    Instant saved;
};

inline constexpr std::size_t kMostDrafts = 100;  // of one account

// The form that writes: a name that it gave itself, empty for whoever has none.
struct DraftForm {
    std::string name;
    bool takes_over = false;  // goes on with what another one wrote
};

// Replaces what stood there. Errors: draft.too_many, draft.other_form.
Status keep_draft(registers::Context& context, const DraftPlace& place, const DraftForm& form,
                  std::uint64_t base_version, std::string_view text);
// Nothing when there is none, or none since `oldest`.
Result<std::optional<FormDraft>> find_draft(registers::Kernel& kernel,
                                            store::Connection& connection, const DraftPlace& place,
                                            Instant oldest);
// Newest first.
Result<std::vector<DraftLine>> drafts_of(store::Connection& connection, std::uint64_t account,
                                         Instant oldest);
// Looks first: whoever has no draft (nearly always) costs the writer nothing. With a form's name
// only what that form wrote; what another one writes stays.
Status drop_draft(registers::Kernel& kernel, const DraftPlace& place, std::string_view form = {});
Status drop_old_drafts(registers::Kernel& kernel, Instant oldest);

}  // namespace daicho::server
