// Import as a job: the same file is looked at and landed with the same parameters.
#include <limits>

#include "base/decimal.hpp"
#include "register/memory_source.hpp"
#include "server/jobs/job_exchange.hpp"
#include "server/jobs/job_files.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kMostErrors = 1'000;
constexpr std::size_t kDifferences = 200;
constexpr unsigned kAttempts = 3;

struct ImportWish {
    const registers::Definition* definition = nullptr;
    registers::ImportOptions options;
    registers::FileOptions file;
};

Result<ImportWish> read_wish(App& app, const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    ImportWish wish;
    const std::string name = in.text("register", 100);
    const auto mode = in.optional_one_of("mode", {"all", "delta", "full"});
    wish.options.changes_only = mode == "delta";
    wish.options.full = mode == "full";
    wish.options.take_good_rows = in.boolean_or("take_good_rows", false);
    if (const auto from = in.optional_date("valid_from")) wish.options.valid_from = *from;
    if (const auto most = in.optional_integer("may_end", {0, 100})) {
        wish.options.most_ended_percent = static_cast<unsigned>(*most);
    }
    const auto charset = in.optional_one_of("charset", {"detect", "utf8", "cp932"});
    if (charset == "utf8") wish.file.charset = document::Charset::utf8;
    if (charset == "cp932") wish.file.charset = document::Charset::cp932;
    wish.file.sheet = in.optional_text("sheet", 100).value_or("");
    DAICHO_CHECK(in.finish());
    wish.options.max_errors = kMostErrors;
    DAICHO_TRY(definition, app.kernel.definition(name));
    wish.definition = definition;
    return wish;
}

json::Array lines_of(const std::vector<Error>& errors) {
    json::Array list;
    for (const Error& error : errors) {
        list.push_back(json::Object{{"line", error.where.line},
                                    {"field", error.where.path},
                                    {"id", error.id},
                                    {"text", described(error)}});
    }
    return list;
}

json::Array differences_of(const std::vector<registers::ImportDifference>& differences) {
    static constexpr const char* kKinds[] = {"new", "changed", "ended"};
    json::Array list;
    for (const registers::ImportDifference& one : differences) {
        json::Array fields;
        for (const auto& field : one.fields) {
            fields.push_back(json::Object{
                {"field", field.field}, {"before", field.before}, {"after", field.after}});
        }
        list.push_back(json::Object{{"kind", kKinds[static_cast<std::size_t>(one.kind)]},
                                    {"key", one.key},
                                    {"line", one.line},
                                    {"withheld", one.withheld},
                                    {"fields", std::move(fields)}});
    }
    return list;
}

json::Object counts_of(const registers::ImportReport& report, const char* text) {
    const auto number = [](std::uint64_t value) { return std::to_string(value); };
    return {{"rows", report.rows},
            {"landed", report.landed},
            {"new", report.new_records},
            {"changed", report.changed},
            {"unchanged", report.unchanged},
            {"ended", report.ended},
            {"bad_rows", report.bad_rows},
            {"warnings", report.warnings},
            {"commit", report.commit.value},
            {"text", message_texts(text, {{"rows", number(report.rows)},
                                          {"landed", number(report.landed)},
                                          {"bad", number(report.bad_rows)}})}};
}

Status keep_report(registers::Context& context, const JobWork& work, json::Object counts,
                   const registers::ImportReport& report) {
    counts["errors"] = lines_of(report.errors);
    counts["first_warnings"] = lines_of(report.first_warnings);
    counts["differences"] = differences_of(report.differences);
    JobFile file;
    file.account = work.principal.account;
    file.job = work.order.job.id;
    file.name = kReportFile;
    DAICHO_CHECK(keep_file(context, file, json::write(json::Value(std::move(counts)))));
    return {};
}

// Every fault goes to the sealed report; what the job says of itself names none of the values.
Error refused(JobWork& work, Error error) {
    if (error.causes.empty()) return error;
    registers::ImportReport report;
    report.errors = std::move(error.causes);
    report.bad_rows = report.errors.size();
    for (const auto& [name, value] : error.arguments) {
        const auto number = static_cast<std::uint64_t>(parse_decimal(value, 0).value_or(0));
        if (name == "rows") report.rows = number;
        if (name == "bad") report.bad_rows = number;
    }
    const Status kept = work.app.kernel.command([&](registers::Context& context) {
        return keep_report(context, work, counts_of(report, "job.result.preview"), report);
    });
    if (!kept) return kept.error();
    error.causes.clear();
    return error;
}

Result<registers::RowSource> source_of(JobWork& work, const ImportWish& wish) {
    DAICHO_TRY(reader, work.app.kernel.reader());
    DAICHO_TRY(file, find_file(*reader, work.order.order.file));
    if (!file || file->account != work.principal.account) {
        return not_found_error("job.file.gone").with("file", std::to_string(work.order.order.file));
    }
    DAICHO_TRY(bytes, open_file(work.app.kernel, *reader, file->id));
    return registers::memory_source(std::make_shared<const std::string>(std::move(bytes)),
                                    file->name, *wish.definition, wish.file);
}

// Where this import stood when the server ended or the connection was lost.
Result<registers::ImportProgress> stood_at(JobWork& work) {
    DAICHO_TRY(reader, work.app.kernel.reader());
    DAICHO_TRY(text, job::cursor(*reader, work.order.job.id));
    registers::ImportProgress before;
    if (text.empty()) return before;
    DAICHO_TRY(value, json::parse(text));
    json::ObjectReader in(value, "");
    constexpr json::IntegerRange kAny{0, std::numeric_limits<std::int64_t>::max()};
    const auto number = [&](const char* name) {
        return static_cast<std::uint64_t>(in.integer(name, kAny));
    };
    before.line = number("line");
    before.landed = number("landed");
    before.new_records = number("new");
    before.changed = number("changed");
    before.unchanged = number("unchanged");
    DAICHO_CHECK(in.finish());
    return before;
}

std::string cursor_of(const registers::ImportProgress& progress) {
    return json::write(json::Value(json::Object{{"line", progress.line},
                                                {"landed", progress.landed},
                                                {"new", progress.new_records},
                                                {"changed", progress.changed},
                                                {"unchanged", progress.unchanged}}));
}

bool lost_connection(const Error& error) {
    return error.id == "store.lost" ||
           (error.id == "import.broken_off" && error.causes.front().id == "store.lost");
}

Result<registers::ImportReport> import_once(JobWork& work, ImportWish& wish) {
    std::uint64_t size = 0;
    const auto open = [&]() -> Result<registers::RowSource> {
        DAICHO_TRY(source, source_of(work, wish));
        size = source.total_bytes;
        return source;
    };
    wish.options.progress = [&](std::uint64_t, std::uint64_t bytes) { work.progress(bytes, size); };
    wish.options.stop = work.stop;
    registers::ImportParts parts;
    DAICHO_TRY_AS(parts.before, stood_at(work));
    parts.kept = [&](registers::Context& context, const registers::ImportProgress& progress) {
        return job::set_cursor(context.connection, work.order.job.id, cursor_of(progress));
    };
    parts.pause = [&] { return work.stop() && !work.cancelled(); };
    return registers::import_in_parts(work.app.kernel, work.principal, *wish.definition, open,
                                      wish.options, parts);
}

// A connection that was lost is made anew by the writer; the import goes on where it stood.
Result<registers::ImportReport> import_now(JobWork& work, ImportWish& wish) {
    for (unsigned attempt = 1;; ++attempt) {
        auto report = import_once(work, wish);
        if (report) return report;
        if (attempt == kAttempts || !lost_connection(report.error()) || work.stop()) {
            return refused(work, std::move(report.error()));
        }
    }
}

}  // namespace

Status check_import(App& app, const identity::Principal& principal,
                    const json::Object& parameters) {
    DAICHO_TRY(wish, read_wish(app, parameters));
    return may_order(app, principal, wish.definition->name, registers::Action::import);
}

Result<json::Object> run_import(JobWork& work) {
    DAICHO_TRY(wish, read_wish(work.app, work.parameters));
    json::Object result;
    wish.options.also = [&](registers::Context& context,
                            const registers::ImportReport& report) -> Status {
        result = counts_of(report, "job.result.import");
        DAICHO_CHECK(keep_report(context, work, result, report));
        DAICHO_CHECK(drop_file(context, work.order.order.file));
        return work.end(context, result);
    };
    DAICHO_CHECK(import_now(work, wish));
    return result;
}

Result<json::Object> run_preview(JobWork& work) {
    DAICHO_TRY(wish, read_wish(work.app, work.parameters));
    wish.options.preview = true;
    wish.options.sample = kDifferences;
    DAICHO_TRY(report, import_now(work, wish));
    json::Object result = counts_of(report, "job.result.preview");
    DAICHO_CHECK(work.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(keep_report(context, work, result, report));
        return work.end(context, result);
    }));
    return result;
}

}  // namespace daicho::server
