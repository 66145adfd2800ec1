// A filled form as a file: what `daicho pia check`, `changes` and `print` read.
//
//     {"form": "key_items", "date": "2025-04-01", "values": {"Ⅰ1①": "…"}, "before": {…},
//      "notes": [{"item": "Ⅰ-４法令上の根拠", "time": "after", "explanation": "…"}],
//      "subjects": 45000, "handlers": 60}
//
// `before`, `notes`, `subjects` and `handlers` may be absent. Pure; any thread.
#pragma once

#include "govern/assessment/change_table.hpp"

namespace daicho::govern {

struct PiaFile {
    Date date;
    FilledForm values;
    std::optional<FilledForm> before;
    std::vector<ChangeNote> notes;
    std::optional<std::int64_t> subjects;
    std::optional<std::int64_t> handlers;
};

// Which form the file is of: basic, key_items or full. Errors: json.*.
Result<std::string> form_of_pia_file(const json::Value& file);
// Errors: json.*, pia.form.*, pia.value.*, each at its place.
Result<PiaFile> read_pia_file(const PiaForm& form, const json::Value& file);
json::Value changes_json(const PiaFile& file, const ChangeTable& table);

}  // namespace daicho::govern
