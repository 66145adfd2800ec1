#include "cli/demo_documents.hpp"

#include <fmt/format.h>

#include "cli/document_commands.hpp"
#include "document/pdf.hpp"
#include "document/sketch.hpp"
#include "register/list.hpp"

namespace daicho::cli {
namespace {

// A page with a title and a paragraph, and at its foot that it is invented.
Result<std::string> page(std::string_view title, std::string_view text) {
    std::string bytes;
    document::PdfInfo info;
    info.title = std::string(title);
    DAICHO_TRY(pdf, document::PdfWriter::to_bytes(bytes, info));
    pdf.begin_page(document::Paper::a4_portrait);
    pdf.text({200, 200, 1'700, 100}, title, {.size = 160}, "title");
    pdf.paragraph({200, 360, 1'700, 1'600}, text, {.size = 110}, "text");
    pdf.text({200, 2'700, 1'700, 60}, "実演用に作った架空の書類です", {.size = 80, .grey = 40},
             "foot");
    DAICHO_CHECK(pdf.finish());
    return bytes;
}

Result<std::vector<std::string>> first_keys(City& city, const char* name, std::uint64_t count) {
    DAICHO_TRY(definition, city.kernel->definition(name));
    DAICHO_TRY(reader, city.kernel->reader());
    registers::ListQuery query;
    query.moment.as_of = japan_date(city.kernel->clock().now());
    query.limit = count;
    DAICHO_TRY(found, registers::list_records(*reader, *definition, query));
    std::vector<std::string> keys;
    for (const registers::RecordVersion& row : found.rows) {
        keys.push_back(registers::key_of(*definition, row));
    }
    return keys;
}

Status add_survey(City& city, const identity::Principal& clerk, const std::string& key,
                  std::uint32_t shape, Date day) {
    BroughtDocument brought;
    brought.register_name = "parcel";
    brought.key = key;
    brought.reason = "現地調査の記録を残すため";
    brought.dated = format_iso(day + -3);
    brought.kind = "survey_photo";
    brought.title = "現地調査の見取図";
    brought.name = fmt::format("現地調査_{}.png", key);
    DAICHO_TRY_AS(brought.bytes,
                  document::sketch_png({fmt::format("現地調査 {}（架空）", key), 640, 480, shape}));
    DAICHO_CHECK(add_document(city, clerk, brought, day));
    brought.kind = "survey_record";
    brought.title = "現地調査の記録";
    brought.name = fmt::format("現地調査の記録_{}.pdf", key);
    DAICHO_TRY_AS(brought.bytes,
                  page("現地調査の記録",
                       fmt::format("物件番号 {}。間口と奥行を測り直した。隣地との境は塀のとおり。"
                                   "家屋は現況のとおりで、附属家はない。",
                                   key)));
    DAICHO_CHECK(add_document(city, clerk, brought, day));
    return {};
}

Status add_contract(City& city, const identity::Principal& governor, const std::string& key,
                    Date day) {
    BroughtDocument brought;
    brought.register_name = "system_contract";
    brought.key = key;
    brought.kind = "contract";
    brought.title = "契約書（写し）";
    brought.reason = "契約書の写しを台帳に付けるため";
    brought.name = fmt::format("契約書_{}.pdf", key);
    DAICHO_TRY_AS(brought.bytes,
                  page("業務委託契約書（写し）",
                       fmt::format("契約番号 {}。委託者は汐見市、受託者は台帳に記した者とする。"
                                   "再委託は、書面による承諾を得た範囲に限る。",
                                   key)));
    DAICHO_CHECK(add_document(city, governor, brought, day));
    return {};
}

// The three papers without which no delivery is accepted (server/life/life_rules).
Status add_delivery_papers(City& city, const identity::Principal& governor,
                           const std::string& key, Date day) {
    struct Paper {
        const char *kind, *title;
    };
    constexpr Paper kPapers[] = {{"plan", "開発計画書"},
                                 {"requirements", "要件定義書"},
                                 {"test_report", "テスト結果報告書"}};
    for (const Paper& paper : kPapers) {
        BroughtDocument brought;
        brought.register_name = "system_delivery";
        brought.key = key;
        brought.kind = paper.kind;
        brought.title = fmt::format("{} {}", paper.title, key);
        brought.reason = "納品された書類を台帳に付けるため";
        brought.name = fmt::format("{}_{}.pdf", paper.title, key);
        DAICHO_TRY_AS(brought.bytes,
                      page(paper.title, fmt::format("納品番号 {}。受託者が納めた書類。", key)));
        DAICHO_CHECK(add_document(city, governor, brought, day));
    }
    return {};
}

}  // namespace

Status add_demo_documents(City& city, const char* clerk, const char* governor) {
    DAICHO_TRY(one, principal_of(city, clerk));
    DAICHO_TRY(other, principal_of(city, governor));
    const Date day = japan_date(city.kernel->clock().now());
    DAICHO_TRY(parcels, first_keys(city, "parcel", 2));
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        DAICHO_CHECK(add_survey(city, one, parcels[i], static_cast<std::uint32_t>(i), day));
    }
    DAICHO_TRY(contracts, first_keys(city, "system_contract", 1));
    for (const std::string& key : contracts) DAICHO_CHECK(add_contract(city, other, key, day));
    for (const char* key : {"DL-2026-1", "DL-2026-3"}) {
        DAICHO_CHECK(add_delivery_papers(city, other, key, day));
    }
    return {};
}

}  // namespace daicho::cli
