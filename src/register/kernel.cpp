#include "register/kernel.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/assert.hpp"
#include "base/fiscal_year.hpp"
#include "job/migrations.hpp"
#include "journal/migrations.hpp"
#include "journal/witness_book.hpp"
#include "register/document_store.hpp"
#include "register/erasure.hpp"
#include "register/head.hpp"
#include "register/migrations.hpp"
#include "register/schema.hpp"
#include "register/seen_index.hpp"
#include "store/scrub.hpp"
#include "vault/migrations.hpp"

namespace daicho::registers {
namespace {

constexpr std::int64_t kCheckpointEveryMs = 1000;

struct StoredDefinition {
    std::uint32_t revision = 0;
    Bytes digest;
    std::string text;
};

Result<StoredDefinition> newest_definition(store::Connection& connection, std::uint16_t number) {
    StoredDefinition stored;
    DAICHO_TRY(statement, connection.prepare("SELECT revision, digest, text FROM w_definition "
                                             "WHERE number = ? ORDER BY revision DESC LIMIT 1"));
    statement->bind(0, number);
    DAICHO_TRY(row, statement->step());
    if (!row) return stored;
    stored.revision = static_cast<std::uint32_t>(statement->integer(0));
    const ByteView digest = statement->blob(1);
    stored.digest.assign(digest.begin(), digest.end());
    stored.text = std::string(statement->text(2));
    return stored;
}

// Fields may be added; never removed, retyped or renumbered (decisions 6).
Status require_forward(const Definition& before, const Definition& after) {
    for (const Field& field : before.fields) {
        const std::size_t index = after.index_of(field.name);
        if (index == Definition::npos || after.fields[index].id != field.id ||
            after.fields[index].type != field.type ||
            after.fields[index].is_personal() != field.is_personal()) {
            return conflict_error("register.definition.not_forward")
                .with("register", after.name)
                .with("field", field.name);
        }
    }
    // Digests follow the order of fields: those there were keep theirs, new ones stand at the end.
    for (std::size_t i = 0; i < before.fields.size(); ++i) {
        if (after.fields[i].id != before.fields[i].id) {
            return conflict_error("register.definition.not_forward")
                .with("register", after.name)
                .with("field", before.fields[i].name);
        }
    }
    return {};
}

// Keys and entries first: the rest stands on them.
std::vector<store::Migrations> all_modules(const KernelOptions& options) {
    std::vector<store::Migrations> modules = {vault::migrations(), journal::migrations(),
                                              job::migrations(), migrations()};
    modules.insert(modules.end(), options.modules.begin(), options.modules.end());
    return modules;
}

store::Modules which_modules(const KernelOptions& options) noexcept {
    return options.modules.empty() ? store::Modules::some : store::Modules::complete;
}

// When the period in use began; 0 when nothing is written yet.
Result<std::int64_t> begin_of_period(store::Connection& connection, std::uint16_t period) {
    DAICHO_TRY(row, connection.prepare("SELECT began FROM w_body_period WHERE period = ?"));
    row->bind(0, period);
    DAICHO_TRY(there, row->step());
    if (there) return row->integer(0);
    DAICHO_TRY(first, journal::read_entry(connection, 1));
    return first.header.time.micros;
}

// The head is rebuilt by the caller: its columns may have changed.
Status evolve(store::Connection& connection, const Definition& before, const Definition& after) {
    DAICHO_CHECK(require_forward(before, after));
    for (const Field& field : after.fields) {
        if (before.index_of(field.name) == Definition::npos) {
            DAICHO_CHECK(add_column(connection, after, field));
        }
    }
    return {};
}

}  // namespace

Kernel::Kernel(const KernelOptions& options, const Clock& clock)
    : options_(options), clock_(&clock) {
    GiveNotes give = options.give_notes;
    if (!give && !options.witness.empty()) {
        give = [file = options.witness.string()](const std::vector<std::string>& notes) {
            return journal::append_notes(file, notes);
        };
    }
    witness_ = std::make_unique<WitnessHand>(options.home, std::move(give));
    options_.give_notes = nullptr;  // may use the kernel: it ends with the hand, before the data
}

Result<std::unique_ptr<Kernel>> Kernel::open(const KernelOptions& options, const Clock& clock) {
    auto kernel = std::unique_ptr<Kernel>(new Kernel(options, clock));
    DAICHO_CHECK(kernel->open_parts());
    return kernel;
}

Status Kernel::open_parts() {
    DAICHO_TRY(definitions, Definitions::load(options_.definitions));
    definitions_ = std::move(definitions);
    DAICHO_ASSERT(!options_.create || !options_.read_only);
    std::error_code code;
    if (options_.create) std::filesystem::create_directories(options_.home, code);
    store::Options store_options;
    store_options.store = options_.store;
    store_options.file = options_.home / "daicho.db";
    store_options.create = options_.create;
    store_options.read_only = options_.read_only;
    store_options.checkpoint_apart = options_.serves_people;
    if (!options_.create) {
        DAICHO_TRY(there, store::has_data(store_options));
        if (!there) return not_found_error("kernel.no_data").with("folder", options_.home.string());
    }
    DAICHO_TRY(database, store::Database::open(store_options));
    database_ = std::move(database);
    if (!options_.restoring) {
        store::Connection& connection = database_->writer();
        DAICHO_TRY(half, connection.integer(connection.dialect().count_table(kRestoringTable)));
        if (half != 0) return conflict_error("kernel.half_restored");
    }
    return options_.read_only ? open_for_reading() : open_for_writing();
}

Status Kernel::open_for_writing() {
    store::Connection& connection = database_->writer();
    DAICHO_CHECK(connection.begin());
    const std::vector<store::Migrations> modules = all_modules(options_);
    DAICHO_CHECK(store::migrate(connection, modules, which_modules(options_), clock_->now()));
    // The lease is ours: a job that is still running belongs to a process that died.
    DAICHO_CHECK(job::mark_interrupted(connection));
    DAICHO_CHECK(open_vault(connection));
    DAICHO_TRY(journal, journal::Journal::open(connection, journal_keys(), *clock_));
    journal_ = std::move(journal);
    DAICHO_CHECK(guard_erasures(connection));
    DAICHO_CHECK(guard_documents(connection));
    Context context{*this, connection, *journal_, *vault_, clock_->now()};
    DAICHO_CHECK(open_definitions(context));
    DAICHO_CHECK(connection.commit());
    writer_ = std::make_unique<store::Writer>(*database_);
    writer_->on_commit([this](store::Connection& at) { return seal_when_due(at); });
    seen_ = std::make_unique<SeenIndexer>(*this);
    watch_entries();
    seen_->start();
    return {};
}

// What is told outside of the transaction is told when it is durable.
void Kernel::watch_entries() {
    generations_.open(definitions_);
    journal_->on_append([this](const journal::EntryHeader& header) {
        generations_.note(header);
        disclosed_ |= journal::is_disclosure(header.kind);
    });
    writer_->on_committed([this] {
        generations_.committed();
        witness_->settled(true);
        hand_to_witness();
        if (std::exchange(disclosed_, false)) seen_->wake();
    });
    writer_->on_rollback([this] {
        generations_.forget();
        disclosed_ = false;
        witness_->settled(false);
        notes_for_witness_.clear();
        forget_counters();
    });
}

std::optional<std::uint64_t> Kernel::generation(const Definition& definition) const {
    if (!writer_) return std::nullopt;
    return generations_.of(definition.number);
}

std::optional<std::uint64_t> Kernel::generation_of_office() const {
    if (!writer_) return std::nullopt;
    std::uint64_t sum = generations_.of(0);
    for (const auto& definition : definitions_.all()) {
        if (definition->area == "office") sum += generations_.of(definition->number);
    }
    return sum;
}

// A plain BEGIN: one state, while another process may go on writing.
Status Kernel::open_for_reading() {
    store::Connection& connection = database_->writer();
    DAICHO_CHECK(connection.execute("BEGIN"));
    // A database whose making was interrupted is a file without tables.
    DAICHO_TRY(made, connection.integer(connection.dialect().count_table("w_definition")));
    if (made == 0) {
        return not_found_error("kernel.no_data").with("folder", options_.home.string());
    }
    DAICHO_CHECK(store::require_migrated(connection, all_modules(options_),
                                         which_modules(options_)));
    DAICHO_CHECK(open_vault(connection));
    journal_ = journal::Journal::for_reading(journal_keys(), *clock_);
    for (const auto& definition : definitions_.all()) {
        DAICHO_CHECK(use_definition(connection, *definition));
    }
    return connection.execute("COMMIT");
}

Status Kernel::open_vault(store::Connection& connection) {
    DAICHO_TRY(vault, vault::Vault::open(connection, options_.home / "city.key",
                                         options_.municipality, options_.create));
    vault_ = std::move(vault);
    return {};
}

journal::Keys Kernel::journal_keys() {
    journal::Keys keys;
    vault::Vault* held = vault_.get();
    keys.sign = [held](ByteView message) { return held->sign(message); };
    keys.name = "daicho/" + options_.municipality;
    keys.public_key = vault_->public_key();
    keys.seal = [held](std::uint64_t entry, ByteView plain) {
        return held->seal_body(entry, plain);
    };
    keys.open = [held](std::uint64_t entry, ByteView body) { return held->open_body(entry, body); };
    return keys;
}

Kernel::~Kernel() {
    if (seen_) seen_->stop();
    if (writer_) {
        (void)checkpoint().has_value();
        // A command that ends would not hear what its last note met.
        witness_->hand({});
        if (witness_->alarm()) {
            const auto told = command([this](Context& context) -> Status {
                return append_witness_alarm(context.connection);
            });
            if (told) (void)checkpoint().has_value();
        }
        writer_.reset();
    }
}

Status Kernel::open_definitions(Context& context) {
    if (journal_->size() == 0) {
        journal::EntryDraft genesis;
        genesis.kind = journal::EntryKind::genesis;
        genesis.body = fmt::format(R"({{"municipality":"{}"}})", options_.municipality);
        DAICHO_CHECK(journal_->append(context.connection, genesis));
    }
    for (const auto& definition : definitions_.all()) {
        DAICHO_CHECK(open_definition(context, *definition));
    }
    return {};
}

Status Kernel::open_definition(Context& context, const Definition& definition) {
    store::Connection& connection = context.connection;
    RegisterState& state = states_[definition.number];
    state.definition = &definition;
    DAICHO_TRY(stored, newest_definition(connection, definition.number));
    state.revision = stored.revision;
    if (stored.revision != 0 && as_text(stored.digest) == as_text(view(definition.digest))) {
        return create_triggers(connection, definition);
    }
    if (stored.revision == 0) {
        DAICHO_CHECK(create_tables(connection, definition));
    } else {
        DAICHO_TRY(before, parse_definition(stored.text, definition.name, definition.area));
        DAICHO_CHECK(evolve(connection, before, definition));
        DAICHO_CHECK(create_triggers(connection, definition));
        if (!definition.is_event()) DAICHO_CHECK(rebuild_head(connection, definition));
    }
    ++state.revision;
    DAICHO_TRY(insert, connection.prepare("INSERT INTO w_definition VALUES (?, ?, ?, ?, ?)"));
    insert->bind(0, definition.number);
    insert->bind(1, state.revision);
    insert->bind_text(2, definition.name);
    insert->bind_blob(3, view(definition.digest));
    insert->bind_text(4, definition.text);
    DAICHO_CHECK(insert->run());
    journal::EntryDraft entry;
    entry.kind = journal::EntryKind::definition;
    entry.register_number = definition.number;
    entry.body = fmt::format(R"({{"register":"{}","revision":{},"sha256":"{}"}})", definition.name,
                             state.revision, to_hex(view(definition.digest)));
    DAICHO_CHECK(journal_->append(connection, entry));
    return {};
}

// As it stands; bringing the tables up to date is for whoever writes.
Status Kernel::use_definition(store::Connection& connection, const Definition& definition) {
    DAICHO_TRY(stored, newest_definition(connection, definition.number));
    if (as_text(stored.digest) != as_text(view(definition.digest))) {
        if (stored.revision != 0) {
            DAICHO_TRY(before, parse_definition(stored.text, definition.name, definition.area));
            DAICHO_CHECK(require_forward(before, definition));
        }
        return conflict_error("kernel.not_upgraded").with("register", definition.name);
    }
    RegisterState& state = states_[definition.number];
    state.definition = &definition;
    state.revision = stored.revision;
    return {};
}

Status Kernel::command(Command command, store::Priority priority) {
    // Opened read only: what must leave an entry (a disclosure, a refusal) cannot be done.
    if (writer_ == nullptr) return system_error("kernel.read_only");
    return writer_->submit([&](store::Connection& connection) { return run(command, connection); },
                           priority);
}

void Kernel::command_later(Command command, store::Writer::Then then) {
    if (writer_ == nullptr) return then(system_error("kernel.read_only"));
    writer_->submit_later(
        [this, command = std::move(command)](store::Connection& connection) {
            return run(command, connection);
        },
        std::move(then));
}

// On the writer thread; what a failing command did to the journal and the counters is forgotten.
Status Kernel::run(const Command& command, store::Connection& connection) {
    journal::Frontier mark = journal_->mark();
    Context context{*this, connection, *journal_, *vault_, clock_->now(), nullptr, &mark};
    Status status = command(context);
    if (!status) {
        journal_->restore(mark);
        forget_counters();
    }
    return status;
}

Result<bool> Kernel::give_way(Context& context, store::Writer::Part part) {
    auto gave = writer_->give_way(part);
    if (context.mark != nullptr) *context.mark = journal_->mark();
    return gave;
}

Status Kernel::start_over(Context& context) {
    Status begun = writer_->start_over();
    if (context.mark != nullptr) *context.mark = journal_->mark();
    return begun;
}

void Kernel::forget_counters() {
    for (auto& [number, state] : states_) {
        state.loaded = false;
        state.keys.forget();
    }
    // A rolled-back transaction may have taken entries and keys with it.
    if (!database_->writer().in_transaction()) {
        (void)journal_->reload(database_->writer()).has_value();
        (void)vault_->reload_body_periods(database_->writer()).has_value();
    }
}

Result<const Definition*> Kernel::definition(std::string_view name) const {
    const Definition* found = definitions_.find(name);
    if (found == nullptr) {
        return not_found_error("register.unknown")
            .with("register", std::string(name.substr(0, 60)));
    }
    return found;
}

Result<RegisterState*> Kernel::state(store::Connection& connection, const Definition& definition) {
    RegisterState& state = states_[definition.number];
    if (!state.loaded) {
        const std::string table = version_table(definition);
        DAICHO_TRY(version, connection.integer("SELECT max(version_id) FROM " + table));
        state.next_version = static_cast<std::uint64_t>(version) + 1;
        DAICHO_TRY(record, definition.is_event()
                               ? Result<std::int64_t>(version)
                               : connection.integer("SELECT max(record_id) FROM " + table));
        state.next_record = static_cast<std::uint64_t>(record) + 1;
        DAICHO_TRY(waiting, read_waiting(connection, definition));
        state.waiting = std::move(waiting);
        state.loaded = true;
    }
    return &state;
}

Result<RegisterState*> Kernel::state_for_writing(Context& context, const Definition& definition) {
    DAICHO_TRY(found, state(context.connection, definition));
    if (found->importing && context.importing != &definition) {
        return conflict_error("register.being_imported")
            .with("register_ja", definition.label.ja)
            .with("register_en", definition.label.en);
    }
    return found;
}

std::uint32_t Kernel::revision(const Definition& definition) const {
    return states_.at(definition.number).revision;
}

Status Kernel::check_rules(Context& context, const Definition& written) const {
    for (const WriteRule& rule : rules) DAICHO_CHECK(rule(context, written));
    return {};
}

Result<CommitNumber> Kernel::newest() {
    DAICHO_TRY(at, reader());
    DAICHO_TRY(number, at->integer("SELECT max(number) FROM j_entry"));
    return CommitNumber{static_cast<std::uint64_t>(number)};
}

// At most one signature a second while there is activity (decisions 12).
Status Kernel::seal_when_due(store::Connection& connection) {
    const std::int64_t now = monotonic_ms();
    if (now - sealed_at_ms_ < kCheckpointEveryMs) return {};
    sealed_at_ms_ = now;
    DAICHO_CHECK(append_witness_alarm(connection));
    DAICHO_TRY(sealed, journal_->checkpoint(connection));
    if (!sealed.note.empty()) notes_for_witness_.push_back(sealed.note);
    return {};
}

void Kernel::hand_to_witness() {
    if (notes_for_witness_.empty()) return;
    witness_->hand(notes_for_witness_);
    notes_for_witness_.clear();
}

// In a transaction of somebody else: it must be there before the next note is.
Status Kernel::append_witness_alarm(store::Connection& connection) {
    const auto fault = witness_->alarm();
    if (!fault) return {};
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::alarm;
    draft.body = fmt::format(R"({{"alarm":"witness","fault":"{}"}})", *fault);
    DAICHO_CHECK(journal_->append(connection, draft));
    witness_->alarm_written();
    return {};
}

Status Kernel::scrub(const std::vector<std::string>& tables) {
    return store::scrub(database_->options(), tables);
}

// The entry that begins a period has its number as first version; the first period began with the
// first entry.
Result<std::uint16_t> Kernel::begin_body_period_when_due() {
    std::uint16_t period = vault_->body_period();
    DAICHO_CHECK(command([&](Context& context) -> Status {
        const FiscalYear year = fiscal_year_of(japan_date(context.now));
        DAICHO_TRY(begun, begin_of_period(context.connection, period));
        if (begun == 0 || fiscal_year_of(japan_date(Instant{begun})) >= year) return {};
        const auto fresh = static_cast<std::uint16_t>(period + 1);
        DAICHO_TRY(note, context.connection.prepare("INSERT INTO w_body_period VALUES (?, ?, ?)"));
        note->bind(0, fresh);
        note->bind(1, context.now.micros);
        note->bind(2, static_cast<std::int64_t>(context.journal.next().value));
        DAICHO_CHECK(note->run());
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::body_period;
        entry.first_version = fresh;
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        // Last: the vault's memory does not follow when a command is undone.
        DAICHO_TRY_AS(period, context.vault.start_body_period(context.connection));
        return {};
    }));
    return period;
}

Status Kernel::checkpoint() {
    return command([this](Context& context) -> Status {
        DAICHO_TRY(sealed, journal_->checkpoint(context.connection));
        if (!sealed.note.empty()) notes_for_witness_.push_back(sealed.note);
        return {};
    });
}

}  // namespace daicho::registers
