// Export as a job: the file waits, sealed, for whoever ordered it.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "office/media_ledger.hpp"
#include "register/export.hpp"
#include "server/jobs/job_exchange.hpp"
#include "server/jobs/job_files.hpp"
#include "server/records/list_selection.hpp"

namespace daicho::server {
namespace {

namespace fs = std::filesystem;

struct ExportWish {
    const registers::Definition* definition = nullptr;
    registers::ExportOptions options;
    office::HandedOver medium;
    [[nodiscard]] bool handed() const { return !medium.recipient.empty(); }
};

constexpr const char* kEndings[] = {".csv", ".jsonl", ".xlsx"};

void read_format(json::ObjectReader& in, registers::ExportOptions& options) {
    const auto format = in.optional_one_of("format", {"csv", "jsonl", "xlsx"});
    if (format == "jsonl") options.format = registers::ExportFormat::jsonl;
    if (format == "xlsx") options.format = registers::ExportFormat::xlsx;
    const auto charset = in.optional_one_of("charset", {"utf8", "utf8-bom", "cp932"});
    options.byte_order_mark = charset == "utf8-bom";
    if (charset == "cp932") options.charset = document::Charset::cp932;
    options.replace_unmapped = in.boolean_or("replace_unmapped", false);
}

Result<ExportWish> read_wish(App& app, const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    ExportWish wish;
    const std::string name = in.text("register", 100);
    read_format(in, wish.options);
    wish.options.as_of = in.optional_date("as_of");
    if (const auto since = in.optional_integer("since", {1, INT64_MAX})) {
        wish.options.since = CommitNumber{static_cast<std::uint64_t>(*since)};
    }
    wish.options.with_protected = in.boolean_or("with_protected", false);
    wish.options.reason = in.optional_text("reason").value_or("");
    wish.options.purpose =
        static_cast<std::uint16_t>(in.optional_integer("purpose", {0, 65'535}).value_or(0));
    const std::vector<std::string> fields = in.texts("fields");
    (void)in.optional_text("selection", 20);  // tells two orders with one reason apart
    wish.medium.recipient = in.optional_text("recipient", 200).value_or("");
    wish.medium.medium_no = in.optional_text("medium", 40).value_or("");
    wish.medium.due = in.optional_date("due");
    DAICHO_CHECK(in.finish());
    wish.medium.purpose = wish.options.reason;
    wish.medium.content = name;
    wish.medium.encryption = "AES-256 (WinZip AE-2)";
    if (wish.options.reason.empty()) return input_error("export.reason");
    DAICHO_TRY(definition, app.kernel.definition(name));
    wish.definition = definition;
    for (const std::string& field : fields) {
        DAICHO_TRY(index, field_named(*definition, field));
        wish.options.fields.push_back(index);
    }
    return wish;
}

// A folder that ends with the job, whatever happens.
class Workplace {
public:
    explicit Workplace(const fs::path& home, std::uint64_t job)
        : folder_(home / ("job-" + std::to_string(job))) {
        std::error_code code;
        fs::remove_all(folder_, code);
        fs::create_directory(folder_, code);
        fs::permissions(folder_, fs::perms::owner_all, code);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace() {
        std::error_code code;
        fs::remove_all(folder_, code);
    }
    [[nodiscard]] const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
};

Result<std::string> bytes_of(const fs::path& path) {
    std::error_code code;
    if (fs::file_size(path, code) > kMaxJobFile || code) {
        return input_error("job.file.too_large")
            .with("most", std::to_string(kMaxJobFile / (1024 * 1024)));
    }
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof()) return system_error("api.failed");
    return bytes;
}

using Files = std::vector<std::pair<std::string, std::string>>;

// What lies in the workplace when the export is done: the file, and what CP932 lacked.
Result<Files> gather(const fs::path& folder, const ExportWish& wish) {
    Files files;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        DAICHO_TRY(bytes, bytes_of(entry.path()));
        files.emplace_back(entry.path().filename().string(), std::move(bytes));
    }
    if (code) return system_error("api.failed");
    if (wish.handed()) {
        files.emplace_back(std::string(kPasswordFile), wish.options.password + "\n");
    }
    return files;
}

json::Object result_of(const registers::ExportReport& report, const std::string& medium) {
    json::Object result{
        {"rows", report.rows},
        {"left_out_protected", report.left_out},
        {"unmapped", report.unmapped},
        {"as_known", report.known.value},
        {"entry", report.entry.value},
        {"file_sha256", to_hex(view(report.file))},
        {"text", message_texts(medium.empty() ? "job.result.export" : "job.result.handed",
                               {{"rows", std::to_string(report.rows)}, {"medium", medium}})}};
    if (!medium.empty()) result["medium"] = medium;
    return result;
}

void hand_over(JobWork& work, ExportWish& wish, std::string& medium) {
    wish.medium.made_by = work.principal.account == 0 ? "system" : work.principal.number;
    wish.options.password = registers::new_export_password();
    wish.options.also = [&](registers::Context& context, std::uint16_t capacity,
                            const registers::ExportReport& report) -> Status {
        DAICHO_TRY(number, office::enter_medium(context, work.principal, capacity, wish.medium,
                                                wish.options, report));
        medium = std::move(number);
        return {};
    };
}

}  // namespace

Status check_export(App& app, const identity::Principal& principal,
                    const json::Object& parameters) {
    DAICHO_TRY(wish, read_wish(app, parameters));
    return may_order(app, principal, wish.definition->name, registers::Action::export_);
}

Result<json::Object> run_export(JobWork& work) {
    DAICHO_TRY(wish, read_wish(work.app, work.parameters));
    registers::Kernel& kernel = work.app.kernel;
    if (work.order.order.file != 0) {
        DAICHO_TRY(selected, open_selection(work.app, work.principal, *wish.definition,
                                            work.order.order.file));
        wish.options.records = std::move(selected);
        if (!wish.options.as_of) wish.options.as_of = today(work.app);
    }
    const Workplace place(kernel.home(), work.order.job.id);
    const auto format = static_cast<std::size_t>(wish.options.format);
    wish.options.file =
        place.folder() / (wish.definition->name + "-" + format_iso(today(work.app)) +
                          (wish.handed() ? ".zip" : kEndings[format]));
    wish.options.progress = work.progress;
    wish.options.stop = work.stop;
    std::string medium;
    if (wish.handed()) hand_over(work, wish, medium);
    DAICHO_TRY(report,
               registers::export_rows(kernel, work.principal, *wish.definition, wish.options));
    DAICHO_TRY(files, gather(place.folder(), wish));
    json::Object result = result_of(report, medium);
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        for (const auto& [name, bytes] : files) {
            JobFile file;
            file.account = work.principal.account;
            file.job = work.order.job.id;
            file.name = name;
            DAICHO_CHECK(keep_file(context, file, bytes));
        }
        return work.end(context, result);
    }));
    return result;
}

}  // namespace daicho::server
