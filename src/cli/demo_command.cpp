#include "cli/demo_command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <set>

#include "cli/demo_documents.hpp"
#include "cli/demo_accounts.hpp"
#include "cli/demo_logs.hpp"
#include "cli/levy_command.hpp"
#include "demo/city_source.hpp"
#include "identity/password.hpp"
#include "job/job.hpp"
#include "office/directory.hpp"
#include "office/passwords.hpp"
#include "register/change.hpp"
#include "register/csv_source.hpp"
#include "register/import.hpp"
#include "register/list.hpp"
#include "store/database.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kNotices = 200;
constexpr const char* kMaking = "demo.making";
constexpr const char* kClerk = "20411";
constexpr const char* kApprover = "20402";
constexpr const char* kGovernor = "10274";

struct LoginSpec {
    const char* account;
    BilingualText role;
};
const std::vector<LoginSpec>& login_specs() {
    static const std::vector<LoginSpec> kSpecs = {
        {kClerk, {"担当（資産税課 土地係）", "clerk (property tax)"}},
        {kApprover, {"決裁者（資産税課長）", "approver (head of property tax)"}},
        {"80110", {"監査委員事務局", "auditor"}},
        {kGovernor, {"デジタル推進課", "digital promotion"}},
        {"C0101", {"受託者（汐風データ株式会社）", "contractor"}},
    };
    return kSpecs;
}

// Bytes of the generator as a stream for the CSV reader.
document::ByteSource stream_of(demo::CitySource& source) {
    auto chunk = std::make_shared<std::string>();
    auto at = std::make_shared<std::size_t>(0);
    return [&source, chunk, at](char* buffer, std::size_t capacity) -> Result<std::size_t> {
        if (*at == chunk->size()) {
            *at = 0;
            if (!source.next_chunk(*chunk)) {
                chunk->clear();
                return std::size_t{0};
            }
        }
        const std::size_t size = std::min(capacity, chunk->size() - *at);
        std::memcpy(buffer, chunk->data() + *at, size);
        *at += size;
        return size;
    };
}

Result<std::uint64_t> import_stream(City& city, const identity::Principal& principal,
                                    std::string_view register_name, document::CsvReader reader,
                                    const std::function<void(std::uint64_t)>& progress) {
    DAICHO_TRY(definition, city.kernel->definition(register_name));
    DAICHO_TRY(source, registers::csv_source(std::move(reader)));
    registers::ImportOptions options;
    options.valid_from = Date::of(2024, 1, 1);
    options.carried_over = true;  // the city's old system had its faults
    options.progress = [&](std::uint64_t rows, std::uint64_t) { progress(rows); };
    DAICHO_TRY(report, registers::import_rows(*city.kernel, principal, *definition,
                                              std::move(source), options));
    return report.rows;
}

Status import_files(City& city, demo::CitySource& source, demo::Stage from, demo::Stage to) {
    std::uint64_t total = 0;
    for (const demo::DataFile& file : source.files()) {
        if (file.stage >= from && file.stage <= to) total += file.rows;
    }
    job::ProgressBar bar("台帳の取込み", "Importing registers", "");
    std::uint64_t done = 0;
    for (std::size_t i = 0; i < source.files().size(); ++i) {
        const demo::DataFile& file = source.files()[i];
        if (file.stage < from || file.stage > to || file.rows == 0) continue;
        source.open(i);
        DAICHO_TRY(reader, document::CsvReader::open(stream_of(source), file.name));
        DAICHO_TRY(rows, import_stream(city, operator_principal(), file.register_name,
                                       std::move(reader), [&](std::uint64_t at) {
                                           bar.update(done + at, total);
                                       }));
        done += rows;
    }
    bar.update(done, total);
    return {};
}

// "information_system_more.csv" holds further rows and columns beside the other file.
std::string register_of(const std::string& file) { return file.substr(0, file.find("_more")); }

// The files of the folder, each behind those of registers that its rows name.
Result<std::vector<std::string>> files_in_order(registers::Kernel& kernel,
                                                const std::filesystem::path& folder) {
    std::set<std::string> left;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() == ".csv") left.insert(file.path().stem().string());
    }
    std::vector<std::string> order;
    while (!left.empty()) {
        const auto ready = std::ranges::find_if(left, [&](const std::string& name) {
            const std::string own = register_of(name);
            const registers::Definition* definition = kernel.definitions().find(own);
            if (definition == nullptr || (own != name && left.contains(own))) return false;
            return std::ranges::none_of(definition->fields, [&](const registers::Field& field) {
                if (field.target.empty() || field.target == own) return false;
                return std::ranges::any_of(left, [&](const std::string& other) {
                    return register_of(other) == field.target;
                });
            });
        });
        // A file without a register, or two that name each other.
        if (ready == left.end()) {
            return not_found_error("register.unknown").with("register", *left.begin());
        }
        order.push_back(*ready);
        left.erase(ready);
    }
    return order;
}

// Published figures of an audited city and constructed rows, each marked as what it is.
Status import_governance(City& city, const Places& places) {
    const auto folder = places.data / "data" / "govern";
    DAICHO_TRY(order, files_in_order(*city.kernel, folder));
    for (const std::string& name : order) {
        const auto file = folder / (name + ".csv");
        DAICHO_TRY(reader, document::CsvReader::open_file(file.string()));
        DAICHO_CHECK(import_stream(city, operator_principal(), register_of(name),
                                   std::move(reader), [](std::uint64_t) {}));
    }
    DAICHO_CHECK(analyse_demo_logs(city, places));
    return bring_demo_accounts(city, places);
}

Status levy_and_confirm(City& city, std::int32_t year) {
    DAICHO_TRY(clerk, principal_of(city, kClerk));
    LevyCommand command;
    command.year = FiscalYear(year);
    DAICHO_TRY(answer, run_levy_command(city, clerk, command));
    const std::string run(answer.as_object().at("run_no").as_string());
    return confirm_levy(city, run, kApprover);
}

// One correction of a value that awaits the approver's decision, entered as a clerk enters it.
Status enter_correction(City& city) {
    DAICHO_TRY(clerk, principal_of(city, kClerk));
    DAICHO_TRY(definition, city.kernel->definition("parcel_valuation"));
    DAICHO_TRY(reader, city.kernel->reader());
    registers::ListQuery query;
    query.moment.as_of = Date::of(2026, 1, 1);
    query.limit = 1;
    DAICHO_TRY(page, registers::list_records(*reader, *definition, query));
    if (page.rows.empty()) return {};
    registers::ChangeRequest request;
    request.register_name = definition->name;
    request.record = page.rows.front().record;
    request.base_version = page.rows.front().version;
    request.values = {{"frontage_m", "11.80"}, {"depth_m", "18.50"}};
    request.valid = {Date::of(2026, 1, 1), kForever};
    request.reason = "現地調査で間口と奥行の測り違いがわかったため";
    request.article = "地方税法 第417条第1項";
    DAICHO_CHECK(registers::change(*city.kernel, clerk, request));
    return {};
}

Status write_private(const std::filesystem::path& file, const std::string& text) {
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written =
        out >= 0 && ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (out >= 0) ::close(out);
    if (!written) return system_error("demo.cannot_write").with("file", file.string());
    return {};
}

Status unmark(const Places& places) {
    std::error_code code;
    fs::remove(places.home / kMaking, code);
    if (code) return system_error("demo.cannot_write").with("file", places.home.string());
    return {};
}

Status make_logins(City& city, const Places& places) {
    json::Array list;
    for (const LoginSpec& spec : login_specs()) {
        DAICHO_TRY(principal, principal_of(city, spec.account));
        const std::string password = identity::random_password();
        DAICHO_CHECK(office::set_password(*city.kernel, city.settings.accounts.password,
                                          operator_principal(), principal.account, password));
        list.push_back(json::Object{{"account", spec.account},
                                    {"name", principal.name},
                                    {"role_ja", spec.role.ja},
                                    {"role_en", spec.role.en},
                                    {"password", password}});
    }
    return write_private(places.home / "logins.json", json::write_pretty(list));
}

}  // namespace

Status make_demo_city(City& city, const Places& places, const DemoOptions& options) {
    DAICHO_TRY(source, demo::CitySource::make(options.city));
    DAICHO_CHECK(import_files(city, source, demo::Stage::start, demo::Stage::start));
    DAICHO_CHECK(import_governance(city, places));
    DAICHO_CHECK(make_logins(city, places));
    if (!options.levy) return unmark(places);
    DAICHO_CHECK(levy_and_confirm(city, 2024));
    DAICHO_CHECK(import_files(city, source, demo::Stage::during_2024, demo::Stage::new_2025));
    DAICHO_CHECK(levy_and_confirm(city, 2025));
    DAICHO_CHECK(import_files(city, source, demo::Stage::during_2025, demo::Stage::early_2026));
    DAICHO_CHECK(levy_and_confirm(city, 2026));
    DAICHO_TRY(clerk, principal_of(city, kClerk));
    DAICHO_CHECK(print_notices(city, clerk, FiscalYear(2026), kNotices,
                               places.home / "notices-2026.pdf"));
    DAICHO_CHECK(enter_correction(city));
    DAICHO_CHECK(add_demo_documents(city, kClerk, kGovernor));
    return unmark(places);
}

Status mark_half_made(const Places& places) {
    std::error_code code;
    fs::create_directories(places.home, code);
    return write_private(places.home / kMaking, store::describe(places.store));
}

Result<bool> discard_half_made(const Places& places) {
    std::error_code code;
    if (!fs::exists(places.home / kMaking, code)) return false;
    // The mark names its store: a half-made city in one must not cost another its data.
    std::ifstream in(places.home / kMaking, std::ios::binary);
    const std::string made_in((std::istreambuf_iterator<char>(in)), {});
    if (!made_in.empty() && made_in != store::describe(places.store)) {
        return conflict_error("demo.other_store")
            .with("folder", places.home.string())
            .with("store", made_in);
    }
    DAICHO_CHECK(store::discard_data(store_options(places)));
    for (const char* name : {"city.key", "logins.json", "notices-2026.pdf", kMaking}) {
        fs::remove(places.home / name, code);
        if (code) return system_error("demo.cannot_write").with("file", places.home.string());
    }
    return true;
}

Result<std::vector<DemoLogin>> read_logins(const Places& places) {
    std::ifstream in(places.home / "logins.json", std::ios::binary);
    if (!in) return not_found_error("demo.no_logins").with("folder", places.home.string());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    DAICHO_TRY(value, json::parse(text));
    std::vector<DemoLogin> logins;
    if (!value.is_array()) return logins;
    for (const json::Value& item : value.get_array()) {
        json::ObjectReader row(item, "");
        logins.push_back({row.text("account"), row.text("name"),
                          {row.text("role_ja"), row.text("role_en")}, row.text("password")});
        DAICHO_CHECK(row.finish());
    }
    return logins;
}

}  // namespace daicho::cli
