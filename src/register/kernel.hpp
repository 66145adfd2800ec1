// Kernel: one municipality's registers, open and ready (decisions 16, 20).
//
// An explicit handle, no globals: definitions, store, vault and journal belong together here.
// Everything that changes goes through `command`, which runs on the writer thread inside one
// savepoint and returns when it is durable. Reading takes a reader of its own.
// One process has a municipality open for writing (store/lease.hpp). Opened read only, a kernel
// writes, marks and locks nothing and has no commands: for looking beside a running server.
// Threading: thread-safe; a Context belongs to its command.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "identity/principal.hpp"
#include "job/job.hpp"
#include "journal/journal.hpp"
#include "register/definition.hpp"
#include "register/document_value.hpp"
#include "register/generations.hpp"
#include "register/key_index.hpp"
#include "register/waiting_index.hpp"
#include "register/witness_hand.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"
#include "store/writer.hpp"
#include "vault/vault.hpp"

namespace daicho::registers {

struct KernelOptions {
    std::filesystem::path home;         // holds daicho.db and city.key
    std::string store = "sqlite";       // or "postgres:" and an address, see store/database.hpp
    std::filesystem::path definitions;  // folder registers/
    std::string municipality;           // id, stands in associated data and the first entry
    bool create = false;
    bool read_only = false;
    bool serves_people = false;  // store::Options::checkpoint_apart
    // Tables of the floors above. With any, these and the kernel's are all that the program has.
    std::vector<store::Migrations> modules{};
    bool restoring = false;             // data that a restore has not ended yet
    std::filesystem::path witness;      // file that receives checkpoints; empty = none
    GiveNotes give_notes{};             // instead of the file: another place, such as a server
};

// Where something is shown. Files that leave the house are never part of a release.
enum class Outlet : std::uint8_t { screen, print };

// Whose protection does not hold for one account at this moment.
struct Released {
    bool everybody = false;            // the role of the officer in charge (支援措置の責任者)
    std::set<std::uint64_t> persons;   // by temporary release; with groups of these alone
    [[nodiscard]] bool nobody() const noexcept { return !everybody && persons.empty(); }
};

// Stands in the database from before the first row of a restore until it is checked and what was
// erased is erased again: nobody opens half of it (custody/restore).
inline constexpr std::string_view kRestoringTable = "w_restoring";

// What `person` tells the kernel about protected persons (decisions 21).
struct Protection {
    // True when the addressee's name, address and all that leads to them must not be shown.
    std::function<bool(std::uint64_t addressee)> is_protected;
    // All of them; nothing when that cannot be read: then everybody counts as protected.
    std::function<std::optional<std::vector<std::uint64_t>>()> all;
    // Without it nobody is released.
    std::function<Released(const identity::Principal&, Outlet)> released;
};

// What `office` tells the kernel about accounts (decisions 21).
struct People {
    // True when both accounts are one human's, as known then (absent: now); without it, when they
    // are one account.
    std::function<Result<bool>(store::Connection&, std::uint64_t, std::uint64_t,
                               std::optional<CommitNumber> known)>
        same_human;
};
// A rule that no single row can tell and that a floor above knows ("at most so many administrators"):
// asked behind the rows of a change or an import, inside its transaction; an error undoes it all.
struct Context;
using WriteRule = std::function<Status(Context&, const Definition& written)>;

// Counters of one register; exact on the writer thread, reloaded after a rollback.
struct RegisterState {
    const Definition* definition = nullptr;
    std::uint32_t revision = 1;       // of the definition, named by every row
    bool loaded = false;
    bool importing = false;  // an import lands in parts: nobody else writes meanwhile
    std::uint64_t next_version = 1;
    std::uint64_t next_record = 1;
    SharedKeys keys;
    WaitingVersions waiting;
};

class Kernel;
class SeenIndexer;

// What a command works with.
struct Context {
    Kernel& kernel;
    store::Connection& connection;
    journal::Journal& journal;
    vault::Vault& vault;
    Instant now;
    const Definition* importing = nullptr;  // into which this command lands rows in parts
    journal::Frontier* mark = nullptr;      // where the journal goes back to when it fails
};

class Kernel {
public:
    // Errors: kernel.no_data, kernel.half_restored, store.in_use (another process writes),
    // store.newer_data; read only also store.not_migrated, kernel.not_upgraded (a definition is
    // newer than the data).
    static Result<std::unique_ptr<Kernel>> open(const KernelOptions& options, const Clock& clock);
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;
    ~Kernel();  // signs a last checkpoint

    using Command = std::function<Status(Context&)>;
    Status command(Command command, store::Priority priority = store::Priority::interactive);
    // The same without blocking: `then` hears the outcome once, on the writer's thread.
    void command_later(Command command, store::Writer::Then then);
    // From inside a background command, see store::Writer: true when somebody else went first.
    Result<bool> give_way(Context& context, store::Writer::Part part);
    Status start_over(Context& context);

    Result<store::Reader> reader() { return database_->reader(); }
    [[nodiscard]] const Definitions& definitions() const noexcept { return definitions_; }
    // Error: register.unknown.
    Result<const Definition*> definition(std::string_view name) const;
    // State of a register; on the writer thread only. Loads counters and keys where needed.
    Result<RegisterState*> state(store::Connection& connection, const Definition& definition);
    // The same for whoever will write rows. Error: register.being_imported.
    Result<RegisterState*> state_for_writing(Context& context, const Definition& definition);
    [[nodiscard]] std::uint32_t revision(const Definition& definition) const;

    [[nodiscard]] vault::Vault& vault() noexcept { return *vault_; }
    [[nodiscard]] journal::Journal& journal() noexcept { return *journal_; }
    [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }
    [[nodiscard]] const std::string& municipality() const noexcept { return options_.municipality; }
    [[nodiscard]] const std::filesystem::path& home() const noexcept { return options_.home; }
    [[nodiscard]] const std::vector<store::Migrations>& modules() const noexcept {
        return options_.modules;
    }
    [[nodiscard]] bool writes() const noexcept { return writer_ != nullptr; }
    [[nodiscard]] store::Writer& writer() noexcept { return *writer_; }
    // True while a process, this one included, has these data open for writing.
    [[nodiscard]] bool has_writer() const { return database_->has_writer(); }
    [[nodiscard]] std::int64_t lease_epoch() const noexcept { return database_->lease_epoch(); }

    // How often a register was written (generations.hpp); nothing on a kernel that only reads: what
    // another process writes is not seen here, and nothing read may be kept.
    [[nodiscard]] std::optional<std::uint64_t> generation(const Definition& definition) const;
    // Of accounts, roles, departments and sessions together: all that decides who somebody is.
    [[nodiscard]] std::optional<std::uint64_t> generation_of_office() const;

    // Journal number of the newest entry: "now" as a moment of knowledge.
    Result<CommitNumber> newest();
    [[nodiscard]] const store::Options& store_options() const { return database_->options(); }
    // Wipes what the store left behind of erased rows of these tables (store/scrub.hpp).
    Status scrub(const std::vector<std::string>& tables);
    // Begins a new period of the journal's bodies when a fiscal year began since the last one: the
    // bodies of a year are erased together. The number of the period in use.
    Result<std::uint16_t> begin_body_period_when_due();
    // Signs the present state and hands it to the witness.
    Status checkpoint();
    // Why the witness has not got the newest checkpoints; nothing when it has, or there is none.
    [[nodiscard]] std::optional<Error> witness_fault() const { return witness_->fault(); }

    Protection protection;
    People people;
    DocumentLimits document_limits;

    // Whoever keeps an index over personal values beside heads, blind indexes and keys removes here
    // what it holds of a record that was erased.
    using Eraser = std::function<Status(Context&, const Definition&, std::uint64_t record)>;
    std::vector<Eraser> erasers;
    std::vector<WriteRule> rules;  // set once, before the first command
    Status check_rules(Context& context, const Definition& written) const;

private:
    Kernel(const KernelOptions& options, const Clock& clock);
    Status open_parts();
    Status open_for_writing();
    Status open_for_reading();
    Status open_vault(store::Connection& connection);
    [[nodiscard]] journal::Keys journal_keys();
    Status use_definition(store::Connection& connection, const Definition& definition);
    Status open_definitions(Context& context);
    Status open_definition(Context& context, const Definition& definition);
    void watch_entries();
    Status seal_when_due(store::Connection& connection);
    // Notes wait until their commit is durable; a seal that the witness alone has seen would look
    // like tampering for good.
    void hand_to_witness();
    Status append_witness_alarm(store::Connection& connection);
    Status run(const Command& command, store::Connection& connection);
    void forget_counters();

    KernelOptions options_;
    const Clock* clock_;
    Definitions definitions_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<vault::Vault> vault_;
    std::unique_ptr<journal::Journal> journal_;
    std::unordered_map<std::uint16_t, RegisterState> states_;
    std::int64_t sealed_at_ms_ = 0;
    std::vector<std::string> notes_for_witness_;
    std::unique_ptr<WitnessHand> witness_;
    Generations generations_;
    bool disclosed_ = false;  // in the running transaction
    std::unique_ptr<SeenIndexer> seen_;
    std::unique_ptr<store::Writer> writer_;  // last: its thread uses all of the above
};

}  // namespace daicho::registers
