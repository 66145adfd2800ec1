#include "govern/assessment/pia_file.hpp"

namespace daicho::govern {

namespace {

constexpr std::size_t kMostNotes = 500;
constexpr std::int64_t kMostPeople = 1'000'000'000;

ChangeNote note_of(json::ObjectReader& in) {
    ChangeNote note;
    note.item = in.text("item", 360);
    note.time = in.optional_one_of("time", {"before", "after"}).value_or("");
    note.explanation = in.optional_text("explanation", 3'000).value_or("");
    note.ground = in.optional_text("ground", 3'000).value_or("");
    note.passage_before = in.optional_text("passage_before", kLongestPiaValue).value_or("");
    note.passage_after = in.optional_text("passage_after", kLongestPiaValue).value_or("");
    note.cuts_before = in.optional_text("cuts_before", 3'000).value_or("");
    note.cuts_after = in.optional_text("cuts_after", 3'000).value_or("");
    return note;
}

}  // namespace

Result<std::string> form_of_pia_file(const json::Value& file) {
    json::ObjectReader in(file, "");
    const std::string form = in.one_of("form", {"basic", "key_items", "full"});
    for (const char* other : {"date", "values", "before", "notes", "subjects", "handlers"}) {
        static_cast<void>(in.raw(other));
    }
    DAICHO_CHECK(in.finish());
    return form;
}

Result<PiaFile> read_pia_file(const PiaForm& form, const json::Value& file) {
    json::ObjectReader in(file, "");
    PiaFile out;
    static_cast<void>(in.one_of("form", {form.id}));
    out.date = in.date("date");
    const json::Value* values = in.raw("values");
    const json::Value* before = in.raw("before");
    for (json::ObjectReader& one : in.objects("notes", kMostNotes)) {
        out.notes.push_back(note_of(one));
    }
    out.subjects = in.optional_integer("subjects", {0, kMostPeople});
    out.handlers = in.optional_integer("handlers", {0, kMostPeople});
    DAICHO_CHECK(in.finish());
    DAICHO_TRY_AS(out.values, read_filled_form(
                                  form, values == nullptr ? json::Value(json::Object()) : *values));
    if (before != nullptr) {
        DAICHO_TRY_AS(out.before, read_filled_form(form, *before));
    }
    return out;
}

json::Value changes_json(const PiaFile& file, const ChangeTable& table) {
    json::Array rows;
    for (const ChangeRow& row : table.rows) {
        rows.push_back(json::Object{{"item", row.item},
                                    {"before", row.before},
                                    {"after", row.after},
                                    {"in_advance", row.in_advance},
                                    {"explanation", row.explanation},
                                    {"important", row.important},
                                    {"needs_ground", row.needs_ground}});
    }
    json::Array printed;
    for (const PrintedRow& row : printed_rows(table, {})) {
        printed.push_back(
            json::Object{{"item", row.item}, {"before", row.before}, {"after", row.after}});
    }
    return json::Object{{"date", format_iso(file.date)},
                        {"changes", std::move(rows)},
                        {"printed", std::move(printed)}};
}

}  // namespace daicho::govern
