// The sheet as JSON: for the screen and for `daicho disposal show`.
#include "document/media_type.hpp"
#include "media/detail/row_json.hpp"
#include "media/sheet.hpp"
#include "register/document_register.hpp"
#include "register/document_value.hpp"

namespace daicho::media {
namespace {

using namespace detail;
using registers::Fields;

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

// Lines of certificates, each with its photographs.
json::Array certified_json(const ItemSheet& one) {
    json::Array list = lines_json(one.certified, {"line_no", "serial", "photo", "read_by",
                                                  "brought_by"});
    for (std::size_t i = 0; i < one.certified.size(); ++i) {
        json::Array photos;
        for (const Line& photo : one.photos) {
            const Fields row = photo.fields();
            if (row.ref(registers::kDocumentSubject) != one.certified[i].record()) continue;
            const auto value = registers::parse_document_value(row.text(registers::kDocumentFile));
            if (!value || row.text(registers::kDocumentKind) != "photo") continue;
            photos.push_back(json::Object{{"document", std::to_string(value->id)},
                                          {"name", value->name},
                                          {"inline", document::is_shown_inline(value->type)}});
        }
        list[i].as_object()["photos"] = std::move(photos);
    }
    return list;
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
    out["certified"] = certified_json(one);
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
                     "consent_requested_on", "consent_by", "consent_until", "closed_on",
                     "closed_by", "origin"});
    out["version"] = sheet.plan.version.version;
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
