// Reading the record of `daicho disposal judge`: strict, every fault with its path.
#include "govern/media/disposal.hpp"

namespace daicho::govern {

namespace {

using json::ObjectReader;

template <class Row>
std::vector<std::string_view> keys(const std::vector<Row>& rows) {
    std::vector<std::string_view> list;
    for (const Row& row : rows) list.push_back(row.key);
    return list;
}

DisposalStep read_step(const DisposalCatalog& catalog, ObjectReader& in) {
    DisposalStep step;
    step.method = in.optional_one_of("method", keys(catalog.methods));
    step.place = in.optional_one_of("place", {"onsite", "offsite", "provider"});
    in.optional_one_of("by", {"staff", "contractor", "provider"});
    step.result = in.optional_one_of("result", {"ok", "failed", "aborted"});
    step.verified = in.optional_boolean("verified");
    step.date = in.optional_date("date");
    step.encrypted_since_first_write = in.optional_boolean("encrypted_since_first_write");
    in.raw("evidence");  // free form: kept with the record, no part of the judgement
    return step;
}

DisposalCertificate read_certificate(ObjectReader& in) {
    DisposalCertificate certificate;
    certificate.kind = in.optional_one_of("kind", {"destruction", "erasure"});
    certificate.serials = in.texts("serials");
    certificate.photos = in.optional_boolean("photos");
    certificate.due = in.optional_date("due");
    certificate.submitted = in.optional_date("submitted");
    return certificate;
}

}  // namespace

Result<DisposalRecord> read_disposal_record(const DisposalCatalog& catalog,
                                            const json::Value& record) {
    ObjectReader in(record, "");
    DisposalRecord out;
    const std::string class_key = in.one_of("class", keys(catalog.classes));
    out.class_index = place_of(catalog.classes, &DisposalClass::key, class_key);
    const std::string medium_key = in.one_of("media", keys(catalog.media));
    out.medium_index = place_of(catalog.media, &DisposalMedium::key, medium_key);
    out.leased = in.optional_one_of("ownership", {"owned", "leased"}) == "leased";
    out.inventory_serials = in.texts("inventory_serials");
    for (ObjectReader& step : in.objects("steps", 1000)) {
        out.steps.push_back(read_step(catalog, step));
    }
    out.handover_date = in.optional_date("handover_date");
    out.witness_until_completion = in.optional_boolean("witness_until_completion");
    out.staff_confirmed = in.optional_boolean("staff_confirmed");
    if (auto certificate = in.optional_object("certificate")) {
        out.certificate = read_certificate(*certificate);
    }
    out.contract_spec_names_method = in.optional_boolean("contract_spec_names_method");
    out.third_party_used = in.optional_boolean("third_party_used");
    out.third_party_consent = in.optional_boolean("third_party_consent");
    if (auto cloud = in.optional_object("cloud")) {
        out.cloud_equipment_identified = cloud->optional_boolean("equipment_identified");
    }
    out.as_of = in.optional_date("as_of");
    DAICHO_CHECK(in.finish());
    return out;
}

}  // namespace daicho::govern
