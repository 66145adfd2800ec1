#include "custody/certificate.hpp"

#include <fmt/format.h>

#include "base/era.hpp"
#include "custody/backup.hpp"
#include "document/pdf.hpp"
#include "journal/journal.hpp"

namespace daicho::custody {
namespace {

using Words = std::vector<std::pair<std::string, std::string>>;

BilingualText say(const char* id, const Words& words = {}) {
    return {message(id, Language::japanese, words), message(id, Language::english, words)};
}

// The newest backup of before the erasure: copies of what was erased live as long as it does.
std::optional<Date> newest_backup(const std::filesystem::path& home, std::uint64_t entry) {
    std::optional<Date> newest;
    for (const BackupRecord& one : known_backups(home)) {
        if (one.entries < entry) newest = japan_date(Instant{one.made});
    }
    return newest;
}

void add_backups(const std::filesystem::path& home, const office::CustodyPolicy& policy,
                 std::uint64_t entry, Certificate& paper) {
    const std::optional<Date> made = newest_backup(home, entry);
    if (!made) {
        paper.remainders.push_back({say("retention.remains.no_backup"), std::nullopt});
        return;
    }
    paper.remainders.push_back(
        {say("retention.remains.backup", {{"made", format_iso(*made)},
                                          {"days", std::to_string(policy.keep_days)}}),
         *made + policy.keep_days});
    paper.remainders.push_back(
        {say("retention.remains.backup_keys", {{"made", format_iso(*made)},
                                               {"days", std::to_string(policy.keep_keys_days)}}),
         *made + policy.keep_keys_days});
}

constexpr std::int32_t kLeft = 200;
constexpr std::int32_t kWidth = 1700;
constexpr std::int32_t kLine = 60;
constexpr std::int32_t kBottom = 2750;

// Lines that a text takes at most: letters are wide, ASCII is narrower, words do not break.
std::int32_t lines_of(std::string_view text, std::int32_t size) {
    std::int64_t hundredths = 0;  // of the size of a letter
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) hundredths += 60;
        if (byte >= 0xC0) hundredths += 100;
    }
    // A tenth of a point is 0.03528 mm, the page is counted in tenths of a millimetre.
    const std::int64_t width = hundredths * size * 3'528 / 1'000'000;
    return static_cast<std::int32_t>((width * 106 / 100 + kWidth - 1) / kWidth);
}

// Lines from the top; a new page where one is full.
class Page {
public:
    explicit Page(document::PdfWriter& pdf) : pdf_(&pdf) { begin(); }
    void line(std::string_view text, std::int32_t size = 95) { block(text, size, 1); }
    void block(std::string_view text, std::int32_t size, std::int32_t most) {
        // A title's lines are taller.
        const std::int32_t lines = most == 1 || size > 120 ? most
                                                           : std::min(most, lines_of(text, size));
        if (y_ + lines * kLine > kBottom) begin();
        pdf_->paragraph({kLeft, y_, kWidth, lines * kLine}, text, {.size = size}, "certificate");
        y_ += lines * kLine;
    }
    void gap() { y_ += kLine / 2; }

private:
    void begin() {
        pdf_->begin_page(document::Paper::a4_portrait);
        y_ = 200;
    }
    document::PdfWriter* pdf_;
    std::int32_t y_ = 0;
};

void print_proposal(Page& page, const Certificate& paper, const Proposal& one) {
    const auto label = paper.labels.find(one.target);
    const bool known = label != paper.labels.end();
    const Words words = {{"register", known ? label->second + "（" + one.target + "）" : one.target},
                         {"records", std::to_string(one.records)},
                         {"versions", std::to_string(one.versions)},
                         {"before", format_era_date(one.before)},
                         {"entry", std::to_string(one.entry)},
                         {"digest", one.list_digest},
                         {"basis", one.basis},
                         {"referenced", std::to_string(one.held_referenced)},
                         {"legal", std::to_string(one.held_legal)}};
    page.block(message("retention.certificate.target", Language::japanese, words), 95, 5);
    page.gap();
}

std::string ja(const char* id, const Words& words = {}) {
    return message(id, Language::japanese, words);
}

Status fill(document::PdfWriter& pdf, const Certificate& paper, const office::Settings& settings) {
    Page page(pdf);
    page.block(ja("retention.certificate.title"), 180, 2);
    page.line(fmt::format("{}　{}", settings.name.ja, settings.office_name.ja));
    page.line(ja("retention.certificate.head", {{"number", paper.number},
                                                {"day", format_era_date(paper.day)}}));
    page.gap();
    for (const Proposal& one : paper.proposals) print_proposal(page, paper, one);
    const Proposal& first = paper.proposals.front();
    page.line(ja("retention.certificate.people", {{"proposed", first.proposed_by},
                                                  {"approved", first.decided_by},
                                                  {"erased", first.erased_by}}));
    page.block(ja("retention.certificate.reason", {{"reason", first.reason}}), 95, 2);
    page.gap();
    page.line(ja("retention.certificate.remains"), 110);
    for (const Remainder& one : paper.remainders) {
        const std::string until =
            one.until ? ja("retention.certificate.until", {{"day", format_era_date(*one.until)}})
                      : std::string();
        page.block("・" + one.what.ja + until, 90, 3);
    }
    page.gap();
    page.block(ja("retention.certificate.verify"), 90, 2);
    return pdf.finish();
}

}  // namespace

Result<Certificate> certificate(registers::Kernel& kernel, store::Connection& connection,
                                const office::Settings& settings, const std::string& number) {
    Certificate paper;
    paper.number = number;
    DAICHO_TRY(found, proposals(kernel, connection, number));
    if (found.empty() || number.empty()) {
        return not_found_error("retention.no_proposal").with("number", number.substr(0, 40));
    }
    std::uint64_t first = ~std::uint64_t{0};
    for (const Proposal& one : found) {
        if (one.state != "erased") {
            return conflict_error("retention.not_erased").with("number", number).with(
                "state", one.state);
        }
        first = std::min(first, one.entry);
    }
    for (const Proposal& one : found) {
        const auto target = kernel.definition(one.target);
        if (target) paper.labels[one.target] = (*target)->label.ja;
    }
    paper.proposals = std::move(found);
    DAICHO_TRY(entry, journal::read_entry(connection, first));
    paper.day = japan_date(entry.header.time);
    const office::CustodyPolicy& policy = settings.custody;
    const bool sqlite = connection.dialect().kind() == store::StoreKind::sqlite;
    paper.remainders.push_back({say(sqlite ? "retention.remains.sqlite"
                                           : "retention.remains.postgres"), paper.day});
    const Words days = {{"days", std::to_string(policy.log_days)}};
    paper.remainders.push_back({say(sqlite ? "retention.remains.blocks" : "retention.remains.wal",
                                    days),
                                sqlite ? std::optional<Date>() : paper.day + policy.log_days});
    add_backups(kernel.home(), policy, first, paper);
    paper.remainders.push_back({say("retention.remains.paper"), std::nullopt});
    return paper;
}

json::Value certificate_json(const Certificate& paper) {
    json::Array targets;
    for (const Proposal& one : paper.proposals) {
        targets.push_back(json::Object{{"register", one.target},
                                       {"entry", one.entry},
                                       {"records", one.records},
                                       {"versions", one.versions},
                                       {"held_referenced", one.held_referenced},
                                       {"held_legal", one.held_legal},
                                       {"ended_before", format_iso(one.before)},
                                       {"list_digest", one.list_digest},
                                       {"basis", one.basis},
                                       {"proposed_by", one.proposed_by},
                                       {"approved_by", one.decided_by},
                                       {"reason", one.reason},
                                       {"erased_by", one.erased_by}});
    }
    json::Array remains;
    for (const Remainder& one : paper.remainders) {
        remains.push_back(json::Object{
            {"what_ja", one.what.ja},
            {"what_en", one.what.en},
            {"until", one.until ? json::Value(format_iso(*one.until)) : json::Value(nullptr)}});
    }
    return json::Object{{"proposal", paper.number},
                        {"erased_on", format_iso(paper.day)},
                        {"registers", std::move(targets)},
                        {"remains", std::move(remains)}};
}

Result<std::string> certificate_pdf(const Certificate& paper, const office::Settings& settings,
                                    Instant now) {
    std::string bytes;
    DAICHO_TRY(pdf, document::PdfWriter::to_bytes(
                        bytes, {.title = ja("retention.certificate.title"), .created = now}));
    DAICHO_CHECK(fill(pdf, paper, settings));
    return bytes;
}

Status print_certificate(const Certificate& paper, const office::Settings& settings,
                         const std::string& file, Instant now) {
    DAICHO_TRY(pdf, document::PdfWriter::to_file(
                        file, {.title = ja("retention.certificate.title"), .created = now}));
    return fill(pdf, paper, settings);
}

}  // namespace daicho::custody
