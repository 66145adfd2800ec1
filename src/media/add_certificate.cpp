#include "media/add_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "register/change.hpp"
#include "register/document_register.hpp"
#include "register/list.hpp"

namespace daicho::media {
namespace {

using registers::Admitted;
using registers::ChangeRequest;
using registers::Context;
using registers::Kernel;
using registers::Moment;

constexpr std::size_t kNamed = 10;  // serial numbers that a message names

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < std::min(words.size(), kNamed); ++i) {
        text += (text.empty() ? "" : " ") + words[i].substr(0, 60);
    }
    return words.size() > kNamed ? text + " …" : text;
}

ChangeRequest request_for(const char* name, const std::string& reason, Instant now) {
    ChangeRequest request;
    request.register_name = name;
    request.valid = {japan_date(now), kForever};
    request.reason = reason;
    return request;
}

Result<Admitted> admit(Kernel& kernel, const identity::Principal& principal, const char* name,
                       const std::string& reason) {
    ChangeRequest request;
    request.register_name = name;
    request.reason = reason;
    return registers::admit_change(kernel, principal, request);
}

// The items of these serial numbers, each once; every foreign one is named.
Result<std::vector<const ItemSheet*>> items_of(const DisposalSheet& sheet,
                                               const std::vector<std::string>& serials) {
    const auto plan = sheet.plan.fields();
    const std::string& number = plan.text("disposal_no");
    const std::string& state = plan.text("state");
    if (state == "closed" || state == "cancelled") {
        return conflict_error("disposal.not_running").with("number", number);
    }
    if (serials.empty()) return input_error("disposal.no_serials").at("serials");
    if (serials.size() > kMostSerials) {
        return input_error("disposal.too_many_serials")
            .with("most", std::to_string(kMostSerials))
            .at("serials");
    }
    std::map<std::string_view, const ItemSheet*> known;
    std::map<std::uint64_t, std::string> texts;
    for (const ItemSheet& one : sheet.items) {
        texts[one.item.record()] = one.item.fields().text("serial");
    }
    for (const ItemSheet& one : sheet.items) known[texts[one.item.record()]] = &one;
    std::vector<const ItemSheet*> found;
    std::vector<std::string> foreign;
    std::set<std::string> seen;
    for (const std::string& serial : serials) {
        if (!seen.insert(serial).second) continue;
        const auto at = known.find(serial);
        if (at == known.end()) foreign.push_back(serial);
        else found.push_back(at->second);
    }
    if (foreign.empty()) return found;
    return input_error("disposal.foreign_serials")
        .with("number", number)
        .with("serials", joined(foreign))
        .at("serials");
}

Result<Lines> rows_with(Context& context, const char* name, const char* field,
                        std::vector<std::string> values, const Moment& moment) {
    DAICHO_TRY(definition, context.kernel.definition(name));
    Lines found;
    for (std::size_t at = 0; at < values.size(); at += registers::kMostValues) {
        registers::Filter filter;
        filter.field = definition->index_of(field);
        filter.kind = registers::FilterKind::one_of;
        const std::size_t end = std::min(values.size(), at + registers::kMostValues);
        for (std::size_t i = at; i < end; ++i) filter.values.push_back(values[i]);
        registers::ListQuery query;
        query.moment = moment;
        query.limit = 10'000;
        query.known_total = query.limit;
        query.filters = {std::move(filter)};
        DAICHO_TRY(page, registers::list_records(context.connection, *definition, query));
        for (auto& row : page.rows) found.push_back({definition, std::move(row)});
    }
    return found;
}

ChangeRequest document_request(const char* name, const std::string& subject, const char* kind,
                               const registers::NewDocument& file, Instant now) {
    ChangeRequest request = request_for(name, file.name, now);
    request.values = {{std::string(registers::kDocumentSubject), subject},
                      {std::string(registers::kDocumentKind), kind},
                      {std::string(registers::kDocumentTitle), file.name},
                      {"dated", ""}};
    request.documents.emplace(registers::kDocumentFile, file);
    return request;
}

struct Allowed {
    Admitted certificates, papers, lines;
};

class Certifying {
public:
    Certifying(Context& context, const identity::Principal& principal, const Allowed& allowed,
               const BroughtCertificate& brought, AddedCertificate& out)
        : context_(context), principal_(principal), allowed_(allowed), brought_(brought),
          out_(out), moment_{japan_date(context.now), std::nullopt} {}

    Status run(const DisposalSheet& sheet) {
        DAICHO_TRY(items, items_of(sheet, brought_.serials));
        DAICHO_CHECK(look_elsewhere());
        DAICHO_CHECK(write_certificate(sheet));
        DAICHO_CHECK(registers::change_in(
            context_, principal_, allowed_.papers,
            document_request("disposal_certificate_document", brought_.number, "certificate",
                             brought_.file, context_.now)));
        return write_lines(items);
    }

private:
    Status look_elsewhere() {
        DAICHO_TRY(lines, rows_with(context_, "certificate_line", "serial", brought_.serials,
                                    moment_));
        for (const Line& line : lines) {
            DAICHO_TRY(paper, row_of(context_.kernel, context_.connection, "disposal_certificate",
                                     line.fields().ref("certificate"), moment_));
            if (!paper) continue;
            const std::string& number = paper->fields().text("certificate_no");
            if (number == brought_.number) continue;
            out_.elsewhere.push_back({line.fields().text("serial"), number});
        }
        return {};
    }

    Status write_certificate(const DisposalSheet& sheet) {
        const std::string sha = to_hex(ByteView(sha256(as_bytes(brought_.file.bytes))));
        DAICHO_TRY(same, rows_with(context_, "disposal_certificate", "file_sha256", {sha},
                                   moment_));
        if (!same.empty()) {
            return conflict_error("disposal.certificate_known")
                .with("certificate", same.front().fields().text("certificate_no"));
        }
        DAICHO_TRY(known, rows_with(context_, "disposal_certificate", "certificate_no",
                                    {brought_.number}, moment_));
        const auto plan = sheet.plan.fields();
        ChangeRequest request =
            request_for("disposal_certificate", brought_.file.name, context_.now);
        if (!known.empty()) {
            const bool ours = known.front().fields().ref("disposal") == sheet.plan.record();
            if (!ours) {
                return conflict_error("disposal.certificate_of_other")
                    .with("certificate", brought_.number);
            }
            request.record = known.front().record();
        }
        const std::string today = format_iso(japan_date(context_.now));
        request.values = {{"certificate_no", brought_.number},
                          {"disposal", plan.text("disposal_no")},
                          {"kind", brought_.kind},
                          {"issuer", brought_.issuer.empty() ? plan.text("contractor")
                                                             : brought_.issuer},
                          {"issued_on", brought_.issued},
                          {"standard", brought_.standard},
                          {"received_on", today},
                          {"received_by", person_text(principal_)},
                          {"verdict", out_.elsewhere.empty() ? "accepted" : "open"},
                          {"file_sha256", sha}};
        if (known.empty()) {
            request.values["origin"] = brought_.origin;
            if (plan.has("certificate_due")) {
                request.values["due"] = format_iso(plan.date("certificate_due"));
            }
        }
        DAICHO_TRY(made, registers::change_in(context_, principal_, allowed_.certificates,
                                              request));
        out_.record = made.record;
        out_.number = brought_.number;
        return {};
    }

    Status write_lines(const std::vector<const ItemSheet*>& items) {
        DAICHO_TRY(there, rows_naming(context_.kernel, context_.connection, "certificate_line",
                                      "certificate", {out_.record}, moment_));
        std::set<std::uint64_t> named;
        for (const Line& line : there) named.insert(line.fields().ref("item"));
        std::size_t number = there.size();
        for (const ItemSheet* one : items) {
            if (named.contains(one->item.record())) continue;
            ChangeRequest request =
                request_for("certificate_line", brought_.file.name, context_.now);
            const std::string line_no = fmt::format("{}-{}", brought_.number, ++number);
            request.values = {{"line_no", line_no},
                              {"certificate", brought_.number},
                              {"item", one->item.fields().text("item_no")},
                              {"serial", one->item.fields().text("serial")},
                              {"photo", "none"},
                              {"origin", brought_.origin}};
            DAICHO_CHECK(registers::change_in(context_, principal_, allowed_.lines, request));
            out_.lines.push_back(line_no);
        }
        return {};
    }

    Context& context_;
    const identity::Principal& principal_;
    const Allowed& allowed_;
    const BroughtCertificate& brought_;
    AddedCertificate& out_;
    Moment moment_;
};

Status write_photo(Context& context, const identity::Principal& principal, const Admitted& lines,
                   const Admitted& papers, const Line& line, const BroughtPhoto& brought) {
    const auto row = line.fields();
    DAICHO_CHECK(registers::change_in(
        context, principal, papers,
        document_request("certificate_line_document", row.text("line_no"), "photo", brought.file,
                         context.now)));
    if (row.text("photo") == "readable") return {};  // one more beside what was read
    ChangeRequest request = request_for("certificate_line", brought.file.name, context.now);
    request.record = line.record();
    request.values = {{"photo", "waiting"},
                      {"read_by", ""},
                      {"brought_by", person_text(principal)}};
    DAICHO_CHECK(registers::change_in(context, principal, lines, request));
    return {};
}

}  // namespace

std::string person_text(const identity::Principal& principal) {
    return principal.number + " " + principal.name;
}

Result<AddedCertificate> add_certificate(Kernel& kernel, const identity::Principal& principal,
                                         const Desk& desk, const BroughtCertificate& brought) {
    const std::string& reason = brought.file.name;
    Allowed allowed;
    DAICHO_TRY_AS(allowed.certificates, admit(kernel, principal, "disposal_certificate", reason));
    DAICHO_TRY_AS(allowed.papers,
                  admit(kernel, principal, "disposal_certificate_document", reason));
    DAICHO_TRY_AS(allowed.lines, admit(kernel, principal, "certificate_line", reason));
    AddedCertificate out;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        out = {};
        const Moment moment{japan_date(context.now), std::nullopt};
        DAICHO_TRY(sheet, disposal_sheet(kernel, context.connection, desk, brought.disposal,
                                         moment));
        return Certifying(context, principal, allowed, brought, out).run(sheet);
    }));
    return out;
}

Result<std::vector<std::string>> add_photo(Kernel& kernel, const identity::Principal& principal,
                                           const Desk& desk, const BroughtPhoto& brought) {
    if (!brought.file.type.starts_with("image/") && brought.file.type != "application/pdf") {
        return input_error("disposal.not_a_picture").with("file", brought.file.name);
    }
    DAICHO_TRY(lines, admit(kernel, principal, "certificate_line", brought.file.name));
    DAICHO_TRY(papers, admit(kernel, principal, "certificate_line_document", brought.file.name));
    std::vector<std::string> out;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        out.clear();
        const Moment moment{japan_date(context.now), std::nullopt};
        DAICHO_TRY(sheet, disposal_sheet(kernel, context.connection, desk, brought.disposal,
                                         moment));
        DAICHO_TRY(items, items_of(sheet, brought.serials));
        for (const ItemSheet* one : items) {
            if (one->certified.empty()) {
                return input_error("disposal.no_line")
                    .with("serial", one->item.fields().text("serial"))
                    .at("serials");
            }
            const Line& line = one->certified.back();
            DAICHO_CHECK(write_photo(context, principal, lines, papers, line, brought));
            out.push_back(line.fields().text("line_no"));
        }
        return {};
    }));
    return out;
}

Status read_photo(Kernel& kernel, const identity::Principal& principal, const Desk& desk,
                  std::uint64_t disposal, std::uint64_t line, bool readable) {
    const std::string reason = readable ? "readable" : "unreadable";
    DAICHO_TRY(lines, admit(kernel, principal, "certificate_line", reason));
    return kernel.command([&](Context& context) -> Status {
        const Moment moment{japan_date(context.now), std::nullopt};
        DAICHO_TRY(sheet, disposal_sheet(kernel, context.connection, desk, disposal, moment));
        for (const ItemSheet& one : sheet.items) {
            for (const Line& found : one.certified) {
                if (found.record() != line) continue;
                if (found.fields().text("photo") == "none") {
                    return input_error("disposal.no_photo")
                        .with("serial", found.fields().text("serial"));
                }
                ChangeRequest request = request_for("certificate_line", reason, context.now);
                request.record = line;
                request.values = {{"photo", reason}, {"read_by", person_text(principal)}};
                DAICHO_CHECK(registers::change_in(context, principal, lines, request));
                return {};
            }
        }
        return not_found_error("disposal.no_line").with("serial", std::to_string(line));
    });
}

}  // namespace daicho::media
