// Privacy assessments without a database: a filled form in, its check, changes or paper out.
#include <fstream>

#include "base/clock.hpp"
#include "cli/command.hpp"
#include "govern/assessment/assessment_paper.hpp"
#include "govern/assessment/consistency.hpp"
#include "govern/assessment/pia_file.hpp"

namespace daicho::cli {
namespace {

struct Loaded {
    govern::PiaForm form;
    govern::PiaFile file;
};

Result<Loaded> loaded(const Invocation& invocation, const std::string& name) {
    DAICHO_TRY(document, read_json(name));
    DAICHO_TRY(id, govern::form_of_pia_file(document));
    const auto folder = invocation.places.data / "catalogs" / "pia-forms";
    Loaded out;
    DAICHO_TRY_AS(out.form, govern::load_pia_form((folder / (id + ".yaml")).string()));
    DAICHO_TRY_AS(out.file, govern::read_pia_file(out.form, document));
    return out;
}

govern::ChangeTable table_of(const Loaded& in) {
    if (!in.file.before) return {};
    return govern::change_table(in.form, *in.file.before, in.file.values, in.file.notes,
                                in.file.date);
}

Result<Exit> check(Invocation& invocation) {
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(in, loaded(invocation, name));
    govern::PiaFacts facts;
    facts.as_of = in.file.date;
    facts.subjects = in.file.subjects;
    facts.handlers = in.file.handlers;
    auto findings = govern::check_form(in.form, in.file.values, facts);
    const auto rules = invocation.places.data / "catalogs" / "pia-citations.yaml";
    DAICHO_TRY(citations, govern::CitationRules::load(rules.string()));
    for (auto& one : citations.find(in.form, in.file.values, in.file.date)) {
        findings.push_back(std::move(one));
    }
    json::Array list;
    bool bad = false;
    for (const govern::PiaFinding& one : findings) {
        bad = bad || one.bad;
        const std::string id = "pia.finding." + one.code;
        list.push_back(json::Object{{"code", one.code},
                                    {"bad", one.bad},
                                    {"address", one.address},
                                    {"ja", message(id, Language::japanese, one.arguments)},
                                    {"en", message(id, Language::english, one.arguments)}});
    }
    print_json(json::Object{
        {"form", in.form.id}, {"verified", in.form.verified}, {"findings", std::move(list)}});
    return bad ? Exit::no : Exit::done;
}

Result<Exit> changes(Invocation& invocation) {
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(in, loaded(invocation, name));
    const govern::ChangeTable table = table_of(in);
    if (!table.faults.empty()) return table.faults.front();
    print_json(govern::changes_json(in.file, table));
    return Exit::done;
}

Result<Exit> print(Invocation& invocation) {
    const std::string out = invocation.arguments.option("--out");
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    const bool book = out.ends_with(".xlsx");
    if (!book && !out.ends_with(".pdf")) return input_error("pia.print.out").with("file", out);
    DAICHO_TRY(in, loaded(invocation, name));
    govern::AssessmentPaper paper;
    paper.form = &in.form;
    paper.filled = in.file.values;
    paper.changes = {table_of(in)};
    if (!paper.changes.front().faults.empty()) return paper.changes.front().faults.front();
    const Instant created{std::int64_t{in.file.date.days()} * 86'400'000'000};
    std::string bytes;
    if (book) {
        const auto folder = std::filesystem::absolute(out).parent_path();
        DAICHO_TRY_AS(bytes, govern::assessment_xlsx(paper, created, folder));
    } else {
        DAICHO_TRY(pdf, govern::assessment_pdf(paper, created));
        bytes = std::move(pdf.bytes);
    }
    std::ofstream file(out, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) return input_error("pia.print.cannot_write").with("file", out);
    print_json(json::Object{{"file", out}, {"bytes", bytes.size()}});
    return Exit::done;
}

}  // namespace

std::vector<Command> pia_commands() {
    return {
        {"pia check",
         "FILE",
         {"評価書の記載を点検します", "checks the entries of a privacy assessment"},
         check},
        {"pia changes",
         "FILE",
         {"前の版との変更箇所の表を作ります", "the table of changes to the earlier version"},
         changes},
        {"pia print",
         "--out FILE.pdf|FILE.xlsx FILE",
         {"評価書を印刷できる形にします", "prints a privacy assessment"},
         print},
    };
}

}  // namespace daicho::cli
