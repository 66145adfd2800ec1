#include "cli/export_command.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "job/progress_bar.hpp"
#include "office/media_ledger.hpp"
#include "register/export.hpp"

namespace daicho::cli {
namespace {

using registers::ExportOptions;

// One of the words, or the error that lists them; the first when the option is absent.
Result<std::size_t> choice(Arguments& arguments, const char* name,
                           const std::vector<std::string>& words) {
    const std::string given = arguments.option(name);
    if (given.empty()) return std::size_t{0};
    std::string allowed;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == given) return i;
        allowed += (i == 0 ? "" : ", ") + words[i];
    }
    return input_error("export.option")
        .with("option", name)
        .with("value", given)
        .with("allowed", allowed);
}

Result<std::optional<CommitNumber>> entry_option(Arguments& arguments, const char* name) {
    const std::string given = arguments.option(name);
    if (given.empty()) return std::optional<CommitNumber>();
    const auto number = parse_decimal(given, 0);
    if (!number || *number < 1) {
        return input_error("cli.not_a_number").with("option", name).with("value", given);
    }
    return std::optional(CommitNumber{static_cast<std::uint64_t>(*number)});
}

Result<ExportOptions> read_options(Arguments& arguments) {
    ExportOptions options;
    if (const std::string date = arguments.option("--as-of"); !date.empty()) {
        DAICHO_TRY(parsed, parse_iso_date(date));
        options.as_of = parsed;
    }
    DAICHO_TRY(known, entry_option(arguments, "--as-known"));
    options.as_known = known;
    DAICHO_TRY(since, entry_option(arguments, "--since"));
    options.since = since;
    DAICHO_TRY(format, choice(arguments, "--format", {"csv", "jsonl", "xlsx"}));
    options.format = static_cast<registers::ExportFormat>(format);
    DAICHO_TRY(charset, choice(arguments, "--charset", {"utf8", "utf8-bom", "cp932"}));
    options.byte_order_mark = charset == 1;
    if (charset == 2) options.charset = document::Charset::cp932;
    DAICHO_TRY(unmapped, choice(arguments, "--unmapped", {"refuse", "replace"}));
    options.replace_unmapped = unmapped == 1;
    options.with_protected = arguments.flag("--with-protected");
    options.reason = arguments.option("--reason");
    options.file = arguments.option("--out");
    if (options.replace_unmapped && options.file.empty()) {
        return input_error("export.replace_needs_file");
    }
    return options;
}

// What is handed out of the house: encrypted, and in the ledger of media.
struct Handing {
    office::HandedOver medium;
    std::string password_file;
};

Result<Handing> read_handing(Arguments& arguments) {
    Handing handing;
    handing.medium.recipient = arguments.option("--encrypt-to");
    handing.medium.medium_no = arguments.option("--medium");
    handing.password_file = arguments.option("--password-out");
    handing.medium.encryption = "AES-256 (WinZip AE-2)";
    if (const std::string due = arguments.option("--due"); !due.empty()) {
        DAICHO_TRY(date, parse_iso_date(due));
        handing.medium.due = date;
    }
    return handing;
}

// Readable by its owner alone; a file that is there already is never touched.
Status write_password(const std::string& file, const std::string& password) {
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const std::string line = password + "\n";
    const bool written =
        out >= 0 && ::write(out, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    if (out >= 0) ::close(out);
    if (written) return {};
    return input_error("export.password_file").with("file", file);
}

Status prepare_handing(Handing& handing, ExportOptions& options,
                       const identity::Principal& principal, std::string& medium_no) {
    if (options.file.empty() || options.file.extension() != ".zip") {
        return input_error("export.encrypt_needs_file");
    }
    if (options.reason.empty()) return input_error("export.reason");
    options.password = registers::new_export_password();
    if (!handing.password_file.empty()) {
        DAICHO_CHECK(write_password(handing.password_file, options.password));
    }
    handing.medium.purpose = options.reason;
    options.also = [&handing, &options, &principal, &medium_no](
                       registers::Context& context, std::uint16_t capacity,
                       const registers::ExportReport& report) -> Status {
        DAICHO_TRY(number, office::enter_medium(context, principal, capacity, handing.medium,
                                                options, report));
        medium_no = std::move(number);
        return {};
    };
    return {};
}

json::Value report_json(const std::string& name, const registers::ExportReport& report,
                        const std::string& file, std::int64_t took_ms) {
    return json::Object{{"register", name},
                        {"rows", report.rows},
                        {"left_out_protected", report.left_out},
                        {"left_out_documents", report.documents_left_out},
                        {"unmapped", report.unmapped},
                        {"as_known", report.known.value},
                        {"entry", report.entry.value},
                        {"root", to_hex(view(report.root))},
                        {"file", file},
                        {"file_sha256", to_hex(view(report.file))},
                        {"took_ms", took_ms}};
}

// Standard output gets the rows only when their disclosure is durable: they wait in a file.
class Spool {
public:
    explicit Spool(const std::filesystem::path& home)
        : file_(home / ("export-" + std::to_string(::getpid()))) {}
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool() {
        std::error_code code;
        std::filesystem::remove(file_, code);
    }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    void pour() const {
        std::ifstream in(file_, std::ios::binary);
        if (in.peek() != std::ifstream::traits_type::eof()) std::cout << in.rdbuf();
        std::cout << std::flush;
    }

private:
    std::filesystem::path file_;
};

Result<Exit> export_command(Invocation& invocation) {
    DAICHO_TRY(options, read_options(invocation.arguments));
    options.language = invocation.language;
    DAICHO_TRY(handing, read_handing(invocation.arguments));
    const std::string by = invocation.arguments.option("--by");
    const std::string name = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(definition, city.kernel->definition(name));
    identity::Principal principal = operator_principal();
    if (!by.empty()) {
        DAICHO_TRY(person, principal_of(city, by));
        principal = std::move(person);
    }
    std::string medium_no;
    handing.medium.content = name;
    handing.medium.made_by = by.empty() ? "system" : by;
    const bool handed = !handing.medium.recipient.empty();
    if (handed) DAICHO_CHECK(prepare_handing(handing, options, principal, medium_no));
    const bool to_output = options.file.empty();
    const std::string file = options.file.string();
    const Spool spool(city.kernel->home());
    if (to_output) options.file = spool.file();
    job::ProgressBar bar("書出し", "Export", "");
    options.progress = [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); };
    const std::int64_t started = monotonic_ms();
    auto report = registers::export_rows(*city.kernel, principal, *definition, options);
    bar.finish();
    if (!report) return std::move(report.error());
    if (to_output) {
        spool.pour();
    } else {
        json::Value answer = report_json(name, *report, file, monotonic_ms() - started);
        if (handed) answer.as_object().emplace("medium", medium_no);
        print_json(answer);
    }
    if (handed && handing.password_file.empty()) {
        std::cerr << message("media.password", invocation.language,
                             {{"file", file}, {"password", options.password}})
                  << "\n";
    }
    if (report->left_out > 0) {
        std::cerr << message("cli.export_left_out", invocation.language,
                             {{"count", std::to_string(report->left_out)}})
                  << "\n";
    }
    if (report->documents_left_out > 0) {
        std::cerr << message("cli.export_documents", invocation.language,
                             {{"count", std::to_string(report->documents_left_out)}})
                  << "\n";
    }
    return Exit::done;
}

}  // namespace

std::vector<Command> export_commands() {
    return {{"export",
             "REGISTER [--as-of DATE] [--as-known N] [--since N] [--format csv|jsonl|xlsx] [--charset "
             "utf8|utf8-bom|cp932] [--unmapped refuse|replace] [--with-protected] [--reason TEXT] "
             "[--by ACCOUNT] [--out FILE] [--encrypt-to RECIPIENT [--medium NO] [--due DATE] "
             "[--password-out FILE]]",
             {"台帳を書き出します（取込みで元どおりに戻せる形。記録に残ります）",
              "writes a register as a file that import reads back; journaled"},
             export_command}};
}

}  // namespace daicho::cli
