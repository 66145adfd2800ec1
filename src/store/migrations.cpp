#include "store/migrations.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::store {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS w_migration (module TEXT NOT NULL, number INTEGER NOT NULL, "
    "applied INTEGER NOT NULL, program TEXT NOT NULL, PRIMARY KEY (module, number)) "
    "STRICT, WITHOUT ROWID;";
// Before w_migration, the steps of `register` alone were noted in w_schema. Programs of then look
// at nothing else: a number that they do not know keeps them out of data that have gone further.
constexpr std::string_view kFence =
    "CREATE TABLE IF NOT EXISTS w_schema (number INTEGER PRIMARY KEY, applied INTEGER NOT NULL) "
    "STRICT;";
constexpr std::int64_t kFenceNumber = 1'000'000;

Result<bool> is_there(Connection& connection, std::string_view table) {
    DAICHO_TRY(count, connection.integer(connection.dialect().count_table(table)));
    return count != 0;
}

Error newer(std::string_view module, std::int64_t found, std::int64_t known) {
    return conflict_error("store.newer_data")
        .with("module", std::string(module))
        .with("found", std::to_string(found))
        .with("known", std::to_string(known));
}

// Of data from before w_migration nothing is known but the numbers of `register`.
Result<std::int64_t> number_done(Connection& connection, std::string_view module) {
    DAICHO_TRY(noted, is_there(connection, "w_migration"));
    if (noted) {
        DAICHO_TRY(row, connection.prepare("SELECT coalesce(max(number), 0) FROM w_migration "
                                           "WHERE module = ?"));
        row->bind_text(0, module);
        DAICHO_TRY(there, row->step());
        return there ? row->integer(0) : 0;
    }
    if (module != "register") return std::int64_t{0};
    DAICHO_TRY(before, is_there(connection, "w_schema"));
    if (!before) return std::int64_t{0};
    return connection.integer("SELECT coalesce(max(number), 0) FROM w_schema");
}

Status make_table(Connection& connection, Instant now) {
    DAICHO_TRY(noted, is_there(connection, "w_migration"));
    if (noted) return {};
    const Dialect& dialect = connection.dialect();
    DAICHO_CHECK(connection.execute(dialect.tables(kTable)));
    DAICHO_CHECK(connection.execute(dialect.tables(kFence)));
    DAICHO_CHECK(connection.execute("INSERT INTO w_migration SELECT 'register', number, applied, "
                                    "'' FROM w_schema"));
    DAICHO_TRY(fence, connection.prepare("INSERT INTO w_schema VALUES (?, ?)"));
    fence->bind(0, kFenceNumber);
    fence->bind(1, now.micros);
    return fence->run();
}

Status refuse_unknown(Connection& connection, std::span<const Migrations> modules) {
    DAICHO_TRY(noted, is_there(connection, "w_migration"));
    if (!noted) return {};
    DAICHO_TRY(row, connection.prepare("SELECT module, max(number) FROM w_migration GROUP BY "
                                       "module ORDER BY module"));
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) return {};
        const std::string_view name = row->text(0);
        const auto known = [&](const Migrations& module) { return module.module == name; };
        if (std::ranges::none_of(modules, known)) return newer(name, row->integer(1), 0);
    }
}

}  // namespace

Result<std::int64_t> schema_number(Connection& connection, const Migrations& module) {
    DAICHO_ASSERT(ascends(module.steps));
    DAICHO_TRY(done, number_done(connection, module.module));
    const std::int64_t known = module.steps.back().number;
    if (done > known) return newer(module.module, done, known);
    return done;
}

Status migrate(Connection& connection, const Migrations& module, Instant now) {
    DAICHO_TRY(done, schema_number(connection, module));
    if (done == module.steps.back().number) return {};
    DAICHO_CHECK(make_table(connection, now));
    DAICHO_TRY(note, connection.prepare("INSERT INTO w_migration VALUES (?, ?, ?, ?)"));
    for (const Migration& step : module.steps.subspan(static_cast<std::size_t>(done))) {
        DAICHO_CHECK(connection.execute(connection.dialect().tables(step.sql)));
        note->bind_text(0, module.module);
        note->bind(1, step.number);
        note->bind(2, now.micros);
        note->bind_text(3, DAICHO_VERSION);
        DAICHO_CHECK(note->run());
    }
    return {};
}

Status migrate(Connection& connection, std::span<const Migrations> modules, Modules which,
               Instant now) {
    if (which == Modules::complete) DAICHO_CHECK(refuse_unknown(connection, modules));
    for (const Migrations& module : modules) {
        DAICHO_CHECK(schema_number(connection, module));
    }
    for (const Migrations& module : modules) DAICHO_CHECK(migrate(connection, module, now));
    return {};
}

Status require_migrated(Connection& connection, std::span<const Migrations> modules,
                        Modules which) {
    if (which == Modules::complete) DAICHO_CHECK(refuse_unknown(connection, modules));
    for (const Migrations& module : modules) {
        DAICHO_TRY(done, schema_number(connection, module));
        if (done == module.steps.back().number) continue;
        const Migration& next = module.steps[static_cast<std::size_t>(done)];
        return conflict_error("store.not_migrated")
            .with("module", std::string(module.module))
            .with("what", std::string(next.what));
    }
    return {};
}

}  // namespace daicho::store
