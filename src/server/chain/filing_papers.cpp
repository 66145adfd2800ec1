// Self-reports before a check, certificates of return and erasure with their comparison, and the
// papers themselves.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "register/document_register.hpp"
#include "server/chain/filing.hpp"
#include "server/malware_scan.hpp"

namespace daicho::server {
namespace {

using registers::Fields;

constexpr std::size_t kMostAnswers = 200;

std::string flag_text(bool value) { return value ? "true" : "false"; }

struct SelfAnswer {
    std::string clause, exists, practised, remark;
};

Result<std::pair<std::uint64_t, std::vector<SelfAnswer>>> answers_in(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const auto check = parse_id(in.text("check", 20));
    if (!check) in.fault("check", check.error());
    std::vector<SelfAnswer> answers;
    for (json::ObjectReader& one : in.objects("answers", kMostAnswers)) {
        SelfAnswer answer;
        answer.clause = one.text("clause", 10);
        answer.exists = one.one_of("exists", {"yes", "no", "not_applicable"});
        answer.practised = one.one_of("practised", {"yes", "no", "not_applicable"});
        answer.remark = one.optional_text("remark", 1'500).value_or("");
        answers.push_back(std::move(answer));
    }
    if (answers.empty()) in.fault("answers", input_error("chain.no_answers"));
    DAICHO_CHECK(in.finish());
    return std::pair(check.value_or(0), std::move(answers));
}

struct BroughtPaper {
    std::uint64_t party = 0;
    std::string kind, method;
    chain::Paper paper;
};

Result<BroughtPaper> paper_in(const Call& call, Date day) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    BroughtPaper brought;
    const auto party = parse_id(in.text("party", 20));
    if (!party) in.fault("party", party.error());
    brought.party = party.value_or(0);
    brought.kind = in.one_of("kind", {"returned", "erased", "destroyed"});
    brought.method = in.optional_text("method", 600).value_or("");
    brought.paper.paper_no = in.text("paper_no", 60);
    brought.paper.work_on = in.date("work_on");
    brought.paper.issued_on = in.date("issued_on");
    brought.paper.received_on = day;
    auto serials = chain::read_serials(in.text("serials", 60'000));
    if (!serials) in.fault("serials", serials.error());
    DAICHO_CHECK(in.finish());
    brought.paper.serials = *std::move(serials);
    return brought;
}

// What does not agree, in Japanese: it stands in the register, and a reminder quotes it.
std::string faults_text(const chain::Compared& compared) {
    std::string text;
    const auto add = [&](std::string line) { text += (text.empty() ? "" : "、") + line; };
    for (const chain::PaperFault fault : compared.faults) {
        add(message("chain.paper." + std::string(chain::name_of(fault)), Language::japanese));
    }
    for (const chain::ComparedLine& line : compared.lines) {
        if (line.verdict == chain::LineVerdict::ok) continue;
        add(message("chain.serial_is." + std::string(chain::name_of(line.verdict)),
                    Language::japanese) +
            ": " + line.serial);
    }
    return first_characters(text, 900);
}

json::Array faults_json(const chain::Compared& compared) {
    json::Array list;
    for (const chain::PaperFault fault : compared.faults) {
        list.push_back(message_texts("chain.paper." + std::string(chain::name_of(fault))));
    }
    for (const chain::ComparedLine& line : compared.lines) {
        if (line.verdict == chain::LineVerdict::ok) continue;
        json::Value text =
            message_texts("chain.serial_is." + std::string(chain::name_of(line.verdict)));
        for (const char* language : {"ja", "en"}) {
            std::string said(text.at(language).as_string());
            text.as_object()[language] = said + ": " + line.serial;
        }
        list.push_back(std::move(text));
    }
    return list;
}

Status enter_lines(registers::Context& context, const identity::Principal& who,
                   const registers::Admitted& lines, const ChainBook& book,
                   const std::string& number, const chain::Compared& compared) {
    std::size_t n = 0;
    for (const chain::ComparedLine& line : compared.lines) {
        Values values{{"line_no", fmt::format("{}/{}", number, ++n)},
                      {"contract", book.head().text("contract_no")},
                      {"certificate", number},
                      {"serial", line.serial},
                      {"verdict", std::string(chain::name_of(line.verdict))}};
        if (line.item != 0) {
            DAICHO_TRY(item, place_in(book, "contract_data", line.item));
            values["item"] = book.row("contract_data", item).text("item_no");
        }
        DAICHO_CHECK(registers::change_in(
            context, who, lines, new_row("contract_certificate_line", book.day, values)));
    }
    return {};
}

}  // namespace

Answer file_answers(const Filing& filing) {
    const Call& call = filing.call;
    DAICHO_TRY(given, answers_in(call));
    const auto& [check, answers] = given;
    DAICHO_TRY(admitted, admitted_to(call, "contract_self_answer"));
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    bool late = false;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        DAICHO_TRY(place, place_in(book, "contract_check", check));
        const Row row = book.row("contract_check", place);
        if (row.has("done_on")) {
            return conflict_error("chain.check_done").with("check", row.text("check_no"));
        }
        late = row.date("due") < day;
        std::map<std::string, std::size_t> before;
        for (std::size_t i = 0; i < book.of("contract_self_answer").size(); ++i) {
            before[book.row("contract_self_answer", i).text("answer_no")] = i;
        }
        for (const SelfAnswer& one : answers) {
            Values values{{"exists", one.exists},
                          {"practised", one.practised},
                          {"remark", one.remark},
                          {"reported_on", format_iso(day)},
                          {"late", flag_text(late)},
                          {"filer", who.number}};
            const std::string number = row.text("check_no") + "/" + one.clause;
            const auto found = before.find(number);
            if (found != before.end()) {
                const Row old = book.row("contract_self_answer", found->second);
                DAICHO_CHECK(registers::change_in(
                    context, who, admitted,
                    changed_row(old, "contract_self_answer", day, values)));
                continue;
            }
            values["answer_no"] = number;
            values["contract"] = book.head().text("contract_no");
            values["check"] = row.text("check_no");
            values["clause"] = one.clause;
            DAICHO_CHECK(registers::change_in(context, who, admitted,
                                              new_row("contract_self_answer", day, values)));
        }
        return {};
    }));
    return json_answer(json::Object{{"answers", answers.size()}, {"late", late}}, 201);
}

Answer file_certificate(const Filing& filing) {
    const Call& call = filing.call;
    const Date day = today(call.app);
    DAICHO_TRY(brought, paper_in(call, day));
    DAICHO_TRY(papers, admitted_to(call, "contract_certificate"));
    DAICHO_TRY(lines, admitted_to(call, "contract_certificate_line"));
    const auto& who = call.session.person.principal;
    std::string number;
    std::uint64_t record = 0;
    chain::Compared compared;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        DAICHO_TRY(party, party_for(book, filing.side, brought.party));
        brought.paper.issuer_approved = book.tree.approved(party, brought.paper.work_on) ||
                                        book.nodes[party].level == 1;
        DAICHO_TRY(earlier, earlier_papers(context.kernel, context.connection, book,
                                           brought.paper.paper_no));
        compared = chain::compare(brought.paper, handed_out(book), earlier);
        number = next_number(book.of("contract_certificate"), "receipt_no",
                             book.head().text("contract_no"), "C");
        DAICHO_TRY(done, registers::change_in(
                             context, who, papers,
                             new_row("contract_certificate", day,
                                     {{"receipt_no", number},
                                      {"contract", book.head().text("contract_no")},
                                      {"party", book.row("contract_party", party).text("party_no")},
                                      {"paper_no", brought.paper.paper_no},
                                      {"kind", brought.kind},
                                      {"method", brought.method},
                                      {"work_on", format_iso(brought.paper.work_on)},
                                      {"issued_on", format_iso(brought.paper.issued_on)},
                                      {"received_on", format_iso(day)},
                                      {"filed_by", side_text(filing.side)},
                                      {"filer", who.number},
                                      {"verdict", std::string(chain::name_of(compared.verdict))},
                                      {"faults", faults_text(compared)}})));
        record = done.record;
        return enter_lines(context, who, lines, book, number, compared);
    }));
    return json_answer(json::Object{{"record", id_text(record)},
                                    {"number", number},
                                    {"verdict", chain::name_of(compared.verdict)},
                                    {"faults", faults_json(compared)}},
                       201);
}

Answer file_paper(const Filing& filing) {
    const Call& call = filing.call;
    const std::string name(call.request.parameter("register").value_or(""));
    const bool known = name == "reentrust_application" || name == "contract_pledge" ||
                       name == "contract_training" || name == "contract_certificate" ||
                       name == "contract_accident";
    if (!known) return input_error("chain.no_papers").with("register", name).at("register");
    DAICHO_TRY(record, number_parameter(call, "record", 0));
    const std::string kind(call.request.parameter("kind").value_or("other"));
    const std::string file(call.request.parameter("name").value_or(""));
    DAICHO_TRY(beside, call.app.kernel.definition(name));
    const std::string register_name = registers::document_register_name(*beside);
    DAICHO_TRY(admitted, admitted_to(call, register_name.c_str()));
    DAICHO_TRY(document, registers::examine_document(file, call.request.body,
                                                     call.app.kernel.document_limits));
    const ScanResult scan = scan_for_malware(scanner_of_environment(), document.bytes);
    if (scan == ScanResult::infected) return input_error("document.infected");
    const auto& who = call.session.person.principal;
    const Date day = today(call.app);
    const std::size_t size = document.bytes.size();
    std::uint64_t made = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(book, read_book(context.kernel, context.connection, filing.contract, day));
        DAICHO_TRY(place, place_in(book, name, record));
        const Row row = book.row(name, place);
        registers::ChangeRequest request;
        request.register_name = register_name;
        request.valid = {day, kForever};
        request.values = {{std::string(registers::kDocumentSubject),
                           registers::key_of(*beside, row.version())},
                          {std::string(registers::kDocumentKind), kind},
                          {std::string(registers::kDocumentTitle), document.name},
                          {"dated", format_iso(day)}};
        request.documents.emplace(std::string(registers::kDocumentFile), document);
        DAICHO_TRY(done, registers::change_in(context, who, admitted, request));
        made = done.record;
        return {};
    }));
    return json_answer(json::Object{{"record", id_text(made)},
                                    {"size", size},
                                    {"scan", to_string(scan)}},
                       201);
}

}  // namespace daicho::server
