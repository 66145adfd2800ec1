#include "register/import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "register/access.hpp"
#include "register/by_command.hpp"
#include "register/detail/landing.hpp"
#include "register/disclosure.hpp"

namespace daicho::registers {
namespace {

Status check_options(const Definition& definition, const ImportOptions& options) {
    if (!options.full) return {};
    if (definition.is_event()) return input_error("import.full_of_events");
    if (options.take_good_rows) return input_error("import.full_and_partial");
    if (options.valid_from == Date::from_days(0)) return input_error("import.full_needs_date");
    return {};
}

// Whoever sees what would change sees the records: durable before the answer leaves.
Status disclose_preview(Kernel& kernel, const identity::Principal& principal,
                        std::uint16_t capacity, const Definition& definition,
                        const ImportReport& report, const std::string& file) {
    std::vector<std::uint64_t> records;
    for (const ImportDifference& difference : report.differences) {
        if (difference.record != 0) records.push_back(difference.record);
    }
    if (records.empty() || !must_disclose(definition)) return {};
    Disclosure shown;
    shown.definition = &definition;
    shown.records = records;
    shown.detail = fmt::format(R"("import_preview":"{}")",
                               to_hex(view(sha256(as_bytes(file)))));
    return disclose(kernel, principal, capacity, shown);
}

// One import on its way: who, into what, with which wishes.
class Import {
public:
    static Result<Import> open(Kernel& kernel, const identity::Principal& principal,
                               const Definition& definition, const ImportOptions& options,
                               const std::string& file);
    Status rehearse(Context& context, RowSource& source, const ImportParts& parts);
    Status land(Context& context, RowSource& source, const ImportParts* parts);
    Result<ImportReport> finish(Status done);

    ImportOptions& options() noexcept { return options_; }

private:
    Import(Kernel& kernel, const identity::Principal& principal, const Definition& definition,
           const ImportOptions& options, std::string file)
        : kernel_(&kernel), principal_(&principal), definition_(&definition), options_(options),
          file_(std::move(file)) {}

    Kernel* kernel_;
    const identity::Principal* principal_;
    const Definition* definition_;
    ImportOptions options_;
    std::string file_;
    Authorship authorship_;
    std::optional<std::uint16_t> may_view_;
    ImportProgress kept_;  // what stays whatever comes
    ImportReport report_;
};

Result<Import> Import::open(Kernel& kernel, const identity::Principal& principal,
                            const Definition& definition, const ImportOptions& options,
                            const std::string& file) {
    const auto capacity = authorise(principal, definition, Action::import);
    if (!capacity) {
        DAICHO_CHECK(refuse(kernel, principal, definition, Action::import));
        return Error(capacity.error());
    }
    DAICHO_CHECK(check_not_by_command(kernel, principal, definition, *capacity));
    DAICHO_CHECK(check_options(definition, options));
    Import import(kernel, principal, definition, options, file);
    import.authorship_.kind = journal::EntryKind::import;
    import.authorship_.principal = principal.account;
    import.authorship_.capacity = *capacity;
    import.authorship_.body =
        fmt::format(R"({{"file":"{}"{}}})", to_hex(view(sha256(as_bytes(file)))),
                    options.full ? R"(,"full":true)" : "");
    if (const auto may_view = authorise(principal, definition, Action::view)) {
        import.may_view_ = *may_view;
    }
    // Differences name what a ref leads to by its key.
    const bool may_name = std::ranges::all_of(definition.fields, [&](const Field& field) {
        return follows(kernel, principal, definition, field);
    });
    if (!import.may_view_ || !may_name) import.options_.sample = 0;
    return import;
}

// All of it, taken back: what a preview does, without its answer.
Status Import::rehearse(Context& context, RowSource& source, const ImportParts& parts) {
    ImportOptions options = options_;
    options.preview = true;
    options.sample = 0;
    DAICHO_TRY(landing, detail::Landing::open(context, *definition_, source, options, authorship_,
                                              &parts));
    DAICHO_CHECK(landing.run());
    const ImportReport report = std::move(landing).report();
    if (report.refused) return detail::refusal(report, file_);
    return kernel_->start_over(context);
}

Status Import::land(Context& context, RowSource& source, const ImportParts* parts) {
    DAICHO_TRY(landing, detail::Landing::open(context, *definition_, source, options_, authorship_,
                                              parts));
    Status landed = landing.run();
    kept_ = landing.kept();
    if (!landed) return landed;
    report_ = std::move(landing).report();
    if (options_.preview) return conflict_error("import.previewed");  // takes it all back
    return options_.also ? options_.also(context, report_) : Status();
}

Result<ImportReport> Import::finish(Status done) {
    if (done) return std::move(report_);
    if (options_.preview && done.error().id == "import.previewed") {
        report_.commit = {};
        if (may_view_) {
            DAICHO_CHECK(disclose_preview(*kernel_, *principal_, *may_view_, *definition_, report_,
                                          file_));
        }
        return std::move(report_);
    }
    const bool wanted = done.error().id == "job.cancelled";
    if (kept_.line == 0 || wanted) return Error(std::move(done.error()));
    Error broken = conflict_error("import.broken_off")
                       .with("landed", std::to_string(kept_.landed))
                       .with("line", std::to_string(kept_.line));
    broken.causes.push_back(std::move(done.error()));
    return broken;
}

// While rows land in parts nobody else writes to the register.
class Alone {
public:
    Alone(Context& context, const Definition& definition, RegisterState& state)
        : context_(context), state_(state) {
        context_.importing = &definition;
        state_.importing = true;
    }
    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;
    ~Alone() {
        context_.importing = nullptr;
        state_.importing = false;
    }

private:
    Context& context_;
    RegisterState& state_;
};

// Of a file that is read twice, the first time is half of the way.
std::function<void(std::uint64_t, std::uint64_t)> half_of(const ImportOptions& options,
                                                          std::uint64_t behind) {
    if (!options.progress) return {};
    return [told = options.progress, behind](std::uint64_t rows, std::uint64_t bytes) {
        told(rows, behind + bytes / 2);
    };
}

}  // namespace

Result<ImportReport> import_rows(Kernel& kernel, const identity::Principal& principal,
                                 const Definition& definition, RowSource source,
                                 const ImportOptions& options) {
    DAICHO_TRY(import, Import::open(kernel, principal, definition, options, source.name));
    Status done = kernel.command(
        [&](Context& context) { return import.land(context, source, nullptr); },
        store::Priority::background);
    return import.finish(std::move(done));
}

Result<ImportReport> import_in_parts(Kernel& kernel, const identity::Principal& principal,
                                     const Definition& definition,
                                     const std::function<Result<RowSource>()>& open,
                                     const ImportOptions& options, const ImportParts& parts) {
    DAICHO_TRY(source, open());
    if (definition.area == "office") {
        return import_rows(kernel, principal, definition, std::move(source), options);
    }
    DAICHO_TRY(import, Import::open(kernel, principal, definition, options, source.name));
    const auto all = [&](Context& context) -> Status {
        DAICHO_TRY(state, kernel.state_for_writing(context, definition));
        const Alone alone(context, definition, *state);
        if (options.preview || parts.before.line > 0) return import.land(context, source, &parts);
        import.options().progress = half_of(options, 0);
        DAICHO_CHECK(import.rehearse(context, source, parts));
        DAICHO_TRY(again, open());
        import.options().progress = half_of(options, again.total_bytes / 2);
        return import.land(context, again, &parts);
    };
    return import.finish(kernel.command(all, store::Priority::background));
}

}  // namespace daicho::registers
