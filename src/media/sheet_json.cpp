// The sheet as JSON: for the screen and for `daicho disposal show`.
#include "media/sheet.hpp"

namespace daicho::media {
namespace {

using registers::Definition;
using registers::Fields;
using registers::FieldType;

json::Value texts(const BilingualText& text) {
    return json::Object{{"ja", text.ja}, {"en", text.en}};
}

json::Value value_of(const Definition& definition, const Fields& row, std::string_view name) {
    if (!row.has(name)) return nullptr;
    const auto& field = definition.fields[definition.index_of(name)];
    switch (field.type) {
        case FieldType::date: return json::Value(format_iso(row.date(name)));
        case FieldType::code:
            return json::Object{{"key", row.text(name)}, {"label", texts(row.code(name))}};
        case FieldType::boolean: return json::Value(row.flag(name));
        case FieldType::integer: return json::Value(row.integer(name));
        default: return json::Value(row.text(name));
    }
}

// The named fields of a row, with its record.
json::Object fields_json(const Line& line, std::initializer_list<std::string_view> names) {
    json::Object out{{"id", std::to_string(line.record())}};
    const Fields row = line.fields();
    for (const std::string_view name : names) out[name] = value_of(*line.definition, row, name);
    return out;
}

json::Array lines_json(const Lines& lines, std::initializer_list<std::string_view> names) {
    json::Array list;
    for (const Line& line : lines) list.push_back(fields_json(line, names));
    return list;
}

json::Value medium_json(const ItemSheet& one) {
    if (!one.medium) return nullptr;
    json::Object out = fields_json(*one.medium, {"medium_no", "kind", "maker", "model", "serial",
                                                 "capacity", "network_zone", "content",
                                                 "encryption"});
    out["equipment"] = nullptr;
    if (one.equipment) {
        out["equipment"] = fields_json(*one.equipment, {"equipment_no", "name", "asset_no",
                                                        "ownership", "lease_end"});
    }
    return out;
}

json::Value judgement_json(const Desk& desk, const govern::DisposalJudgement& judgement) {
    json::Array reasons;
    for (const std::string& code : judgement.reasons) {
        reasons.push_back(json::Object{
            {"code", code}, {"text", texts(govern::explain(desk.disposal.reasons, code))}});
    }
    BilingualText label{judgement.verdict, judgement.verdict};
    for (const govern::Verdict& verdict : desk.disposal.verdicts) {
        if (verdict.key == judgement.verdict) label = verdict.label;
    }
    return json::Object{{"verdict", judgement.verdict},
                        {"label", texts(label)},
                        {"reasons", std::move(reasons)}};
}

json::Value item_json(const Desk& desk, const ItemSheet& one) {
    json::Object out = fields_json(one.item, {"item_no", "serial", "disposal_class", "method",
                                              "way", "confirmed_on", "confirmed_by"});
    out["medium"] = medium_json(one);
    out["derived"] = json::Object{
        {"class", one.derived.media_class},
        {"text", texts(govern::explain(desk.classes.reasons, one.derived.code))}};
    out["runs"] = lines_json(one.runs, {"run_no", "serial_read", "tool", "edition", "method",
                                        "tool_method", "ended_on", "place", "result",
                                        "verification", "verdict", "why", "reader_proved"});
    out["hand_overs"] = lines_json(one.hand_overs, {"hand_over_no", "serial", "slip_no",
                                                    "handed_on", "receiver", "signed"});
    out["destructions"] = lines_json(one.destructions, {"destruction_no", "serial_read", "way",
                                                        "done_on", "where_done", "result"});
    out["certified"] = lines_json(one.certified, {"line_no", "serial", "photo"});
    out["judgement"] = judgement_json(desk, one.judgement);
    json::Array differences;
    for (const std::string& column : one.differences) differences.emplace_back(column);
    out["differences"] = std::move(differences);
    out["next"] = one.next;
    return out;
}

json::Array readings_json(const Desk& desk) {
    json::Array list;
    for (const govern::Interpretation& one : desk.disposal.interpretations) {
        json::Array readings;
        for (const govern::Reading& reading : one.readings) {
            readings.push_back(json::Object{{"text", texts(reading.text)},
                                            {"chosen", reading.key == one.chosen}});
        }
        list.push_back(json::Object{{"question", texts(one.question)},
                                    {"readings", std::move(readings)}});
    }
    return list;
}

}  // namespace

json::Value to_json(const Desk& desk, const DisposalSheet& sheet) {
    json::Object out = fields_json(
        sheet.plan, {"disposal_no", "title", "cause", "state", "section", "planned_on", "erase_by",
                     "hand_over_by", "certificate_due", "approved_by", "approved_on", "contractor",
                     "contract_no", "third_party", "third_party_name", "consent_no", "consent_on",
                     "closed_on", "closed_by", "origin"});
    json::Array items;
    for (const ItemSheet& one : sheet.items) items.push_back(item_json(desk, one));
    out["items"] = std::move(items);
    out["witnesses"] = lines_json(sheet.witnesses, {"witness_no", "step", "witnessed_on", "place",
                                                    "witness", "completion"});
    out["certificates"] = lines_json(sheet.certificates, {"certificate_no", "kind", "issuer",
                                                          "issued_on", "standard", "due",
                                                          "received_on", "verdict"});
    out["next"] = sheet.next;
    out["may_close"] = sheet.may_close();
    out["readings"] = readings_json(desk);
    out["catalog"] = desk.disposal.head.edition;
    return out;
}

}  // namespace daicho::media
