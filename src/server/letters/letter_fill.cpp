#include "server/letters/letter_fill.hpp"

#include <algorithm>

#include "base/era.hpp"
#include "base/text.hpp"
#include "register/cell.hpp"
#include "register/fields.hpp"

namespace daicho::server {
namespace {

using govern::PlaceValue;
using registers::Definition;
using registers::Field;
using registers::FieldType;
using registers::OwnedValue;
using registers::RecordVersion;

std::string said(const Field& field, const OwnedValue& value) {
    switch (field.type) {
        case FieldType::date:
            return format_era_date(Date::from_days(static_cast<std::int32_t>(value.integer)));
        case FieldType::year_month:
            return format_era_month({static_cast<int>(value.integer / 12),
                                     static_cast<unsigned>(value.integer % 12 + 1)});
        case FieldType::fiscal_year:
            return format_fiscal_year(FiscalYear(static_cast<std::int32_t>(value.integer)));
        case FieldType::yen: return format_thousands(value.integer) + "円";
        case FieldType::integer: return format_thousands(value.integer);
        case FieldType::boolean: return value.integer != 0 ? "はい" : "いいえ";
        case FieldType::code: {
            const registers::Code* code = field.find_code(value.bytes);
            return code == nullptr ? value.bytes : code->label.ja;
        }
        case FieldType::document:
        case FieldType::geometry:
        case FieldType::personal_number: return {};
        default: return registers::format_cell(field, value.cell());
    }
}

// One place of a letter, from the record on.
class Places {
public:
    Places(const Call& call, AnswerView& view, const Definition& definition,
           const RecordVersion& record)
        : call_(call), view_(view), definition_(definition), record_(record) {}

    Result<PlaceValue> value(const std::vector<std::string>& path) {
        const Definition* definition = &definition_;
        std::optional<RecordVersion> at = record_;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const std::size_t index = definition->index_of(path[i]);
            if (index == Definition::npos) return PlaceValue{{}, path[i]};
            const Field& field = definition->fields[index];
            const bool last = i + 1 == path.size();
            if (last) return shown(*definition, field, at, index);
            DAICHO_TRY_AS(at, behind(*definition, field, at, index));
            definition = call_.app.kernel.definitions().find(field.target);
            if (definition == nullptr) return PlaceValue{{}, field.label.ja};
        }
        return PlaceValue{};
    }

private:
    PlaceValue shown(const Definition& definition, const Field& field,
                     const std::optional<RecordVersion>& at, std::size_t index) {
        PlaceValue value{{}, field.label.ja};
        if (!at || at->values[index].kind == registers::Cell::Kind::null) return value;
        if (leads_to_person(field) && view_.is_protected(definition, *at)) return value;
        if (field.type != FieldType::ref) {
            value.text = said(field, at->values[index]);
            return value;
        }
        const auto record = static_cast<std::uint64_t>(at->values[index].integer);
        value.text = view_.title(definition, field, record).value_or("");
        return value;
    }
    // The record behind a ref, where whoever asks may see it.
    Result<std::optional<RecordVersion>> behind(const Definition& definition, const Field& field,
                                                const std::optional<RecordVersion>& at,
                                                std::size_t index) {
        std::optional<RecordVersion> none;
        if (!at || at->values[index].kind == registers::Cell::Kind::null) return none;
        const Definition* target = call_.app.kernel.definitions().find(field.target);
        const auto record = static_cast<std::uint64_t>(at->values[index].integer);
        if (target == nullptr || !view_.follows(definition, field)) return none;
        const auto reached = reach_of(call_, *target);
        if (!reached) return none;
        if (reached->scope) {
            DAICHO_TRY(own, registers::in_scope(view_.connection(), *target, *reached->scope,
                                                record, view_.moment().as_of));
            if (!own) return none;
        }
        return registers::read_record(view_.connection(), *target, record, view_.moment());
    }

    const Call& call_;
    AnswerView& view_;
    const Definition& definition_;
    const RecordVersion& record_;
};

Status check_text_places(const registers::Definitions& definitions,
                         const govern::LetterTemplate& letter, const Definition& about,
                         const govern::TemplateText& text) {
    for (const govern::TemplatePiece& piece : text.pieces) {
        const Definition* definition = &about;
        for (std::size_t i = 0; i < piece.path.size(); ++i) {
            const std::size_t index =
                definition == nullptr ? Definition::npos : definition->index_of(piece.path[i]);
            if (index == Definition::npos) {
                return input_error("letters.template.no_field")
                    .with("field", piece.path[i])
                    .with("register", definition == nullptr ? "—" : definition->name)
                    .at_line(letter.file, text.line);
            }
            const Field& field = definition->fields[index];
            definition = field.type == FieldType::ref ? definitions.find(field.target) : nullptr;
        }
    }
    return {};
}

// The addressee that a record of its own or by a field leads to; 0 where there is none.
std::uint64_t subject_of(const Definition& definition, const RecordVersion& record) {
    if (definition.name == "addressee") return record.record;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].target != "addressee") continue;
        if (record.values[i].kind == registers::Cell::Kind::null) continue;
        return static_cast<std::uint64_t>(record.values[i].integer);
    }
    return 0;
}

// Department or subject of the record, else of what it refers to first.
Status find_owners(const Call& call, AnswerView& view, const Definition& definition,
                   const RecordVersion& record, LetterDraft& draft) {
    const registers::Fields row(definition, record);
    if (row.has("department")) draft.department = row.ref("department");
    draft.subject = subject_of(definition, record);
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        const Field& field = definition.fields[i];
        if (draft.department != 0 && draft.subject != 0) return {};
        if (field.type != FieldType::ref || !field.required) continue;
        const Definition* target = call.app.kernel.definitions().find(field.target);
        if (target == nullptr || target->task_id != definition.task_id) continue;
        DAICHO_TRY(behind,
                   registers::read_record(view.connection(), *target,
                                          static_cast<std::uint64_t>(record.values[i].integer),
                                          view.moment()));
        if (!behind) continue;
        const registers::Fields other(*target, *behind);
        if (draft.department == 0 && other.has("department")) {
            draft.department = other.ref("department");
        }
        if (draft.subject == 0) draft.subject = subject_of(*target, *behind);
    }
    return {};
}

}  // namespace

Result<std::vector<govern::LetterTemplate>> letter_templates(const App& app) {
    return govern::load_letter_templates(app.data / "catalogs" / "letters");
}

Result<govern::LetterTemplate> letter_template(const App& app, const std::string& id) {
    DAICHO_TRY(all, letter_templates(app));
    const auto found = std::ranges::find(all, id, &govern::LetterTemplate::id);
    if (found == all.end()) return not_found_error("letter.no_template").with("template", id);
    return std::move(*found);
}

Status check_places(const registers::Definitions& definitions,
                    const govern::LetterTemplate& letter) {
    const Definition* about = definitions.find(letter.about);
    if (about == nullptr) {
        return input_error("letters.template.no_register")
            .with("register", letter.about)
            .at_line(letter.file, letter.heading.line);
    }
    DAICHO_CHECK(check_text_places(definitions, letter, *about, letter.heading));
    DAICHO_CHECK(check_text_places(definitions, letter, *about, letter.to));
    for (const auto* list : {&letter.body, &letter.points}) {
        for (const govern::TemplateText& text : *list) {
            DAICHO_CHECK(check_text_places(definitions, letter, *about, text));
        }
    }
    return {};
}

Result<LetterDraft> fill_from_record(const Call& call, const govern::LetterTemplate& letter,
                                     std::uint64_t record) {
    DAICHO_CHECK(check_places(call.app.kernel.definitions(), letter));
    DAICHO_TRY(allowed, reachable(call, letter.about));
    DAICHO_CHECK(within(call, allowed, record));
    DAICHO_CHECK(viewing_purpose(call, *allowed.definition));
    const registers::Moment now{today(call.app), std::nullopt};
    LetterDraft draft;
    {
        DAICHO_TRY(reader, call.app.kernel.reader());
        DAICHO_TRY(found, registers::read_record(*reader, *allowed.definition, record, now));
        if (!found) return not_found_error("change.no_record").with("record", id_text(record));
        AnswerView view(call, *reader, now, registers::Outlet::print);
        Places places(call, view, *allowed.definition, *found);
        const auto lookup = [&](const std::vector<std::string>& path) {
            return places.value(path);
        };
        DAICHO_TRY_AS(draft.filled, govern::fill_letter(letter, lookup));
        draft.about_key = shown_key(view, *allowed.definition, *found);
        DAICHO_CHECK(find_owners(call, view, *allowed.definition, *found, draft));
    }
    const std::uint64_t records[] = {record};
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_print, records,
                                   R"("letter":")" + letter.id + R"(")"));
    return draft;
}

}  // namespace daicho::server
