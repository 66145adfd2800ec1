#include "register/detail/blind_check.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <tuple>

#include "base/salt.hpp"
#include "register/schema.hpp"

namespace daicho::registers::detail {
namespace {

constexpr std::int64_t kStretch = 5'000;  // records at once

struct SealedValue {
    std::uint64_t record = 0;
    std::uint64_t version = 0;
    std::uint16_t field = 0;
    Bytes bytes;
};

// An event is found by its version: it has no index on records.
const char* id_column(const Definition& definition) noexcept {
    return definition.is_event() ? "version_id" : "record_id";
}

// Confirmed sealed values of records [first, behind), in order of records.
Result<std::vector<SealedValue>> read_sealed(store::Connection& connection,
                                             const Definition& definition, std::int64_t first,
                                             std::int64_t behind) {
    std::vector<const Field*> fields;
    std::string columns;
    for (const Field& field : definition.fields) {
        if (field.type != FieldType::personal_number) continue;
        fields.push_back(&field);
        columns += ", " + sql_name(field.name);
    }
    DAICHO_TRY(rows, connection.cached(fmt::format(
                         "SELECT record_id, version_id{} FROM {} WHERE {} >= ? AND {} < ? AND "
                         "row_state <= 1 ORDER BY {}, version_id",
                         columns, version_table(definition), id_column(definition),
                         id_column(definition), id_column(definition))));
    rows->bind(0, first);
    rows->bind(1, behind);
    std::vector<SealedValue> values;
    while (true) {
        DAICHO_TRY(row, rows->step());
        if (!row) return values;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const int column = 2 + static_cast<int>(i);
            if (rows->is_null(column)) continue;
            const ByteView bytes = rows->blob(column);
            values.push_back({static_cast<std::uint64_t>(rows->integer(0)),
                              static_cast<std::uint64_t>(rows->integer(1)), fields[i]->id,
                              {bytes.begin(), bytes.end()}});
        }
    }
}

Result<Blind> blind_of(const vault::Vault& vault, store::Connection& connection,
                       const Definition& definition, const SealedValue& value) {
    const vault::FieldPlace place{definition.number, value.record, value.field, value.version};
    DAICHO_TRY(digest, vault.blind_of_sealed(connection, place, value.bytes));
    return Blind{value.field, digest};
}

// A sum over a set that does not hang on its order. The key is made for one comparison, so that
// nobody can choose rows whose sums are alike.
class Sum {
public:
    explicit Sum(ByteView key) : key_(key) {}
    void add(const Blind& blind, std::uint64_t record) {
        Bytes bytes;
        ByteWriter out(bytes);
        out.u16(blind.first);
        out.raw(view(blind.second));
        out.u64(record);
        const Digest digest = hmac_sha256(key_, bytes);
        for (std::size_t i = 0; i < digest.size(); ++i) lanes_[i / 8] += lane(digest, i);
        ++count_;
    }
    bool operator==(const Sum& other) const noexcept {
        return count_ == other.count_ && lanes_ == other.lanes_;
    }

private:
    static std::uint64_t lane(const Digest& digest, std::size_t at) noexcept {
        return static_cast<std::uint64_t>(digest[at]) << (8 * (at % 8));
    }
    ByteView key_;
    std::array<std::uint64_t, 4> lanes_{};
    std::uint64_t count_ = 0;
};

// Of one register. `held` and `found` are the two sides.
class Comparison {
public:
    Comparison(Kernel& kernel, store::Connection& connection, const Definition& definition,
               std::size_t limit, std::vector<Error>& faults)
        : vault_(&kernel.vault()), connection_(&connection), definition_(&definition),
          limit_(limit), faults_(&faults) {}

    Status run() {
        Digest key;
        fill_salt(key);
        Sum held(view(key));
        Sum found(view(key));
        DAICHO_CHECK(each_record([&](std::uint64_t record, const std::set<Blind>& blinds) {
            for (const Blind& blind : blinds) held.add(blind, record);
            return Status();
        }));
        if (unopened_ || faults_->size() >= limit_) return {};
        DAICHO_CHECK(each_row([&](const Blind& blind, std::uint64_t record) {
            found.add(blind, record);
            return Status();
        }));
        return held == found ? Status() : name_them();
    }

private:
    using Visit = std::function<Status(std::uint64_t, const std::set<Blind>&)>;

    void differs(std::uint64_t record) {
        if (faults_->size() >= limit_ || !named_.insert(record).second) return;
        faults_->push_back(conflict_error("register.blind.differs")
                               .with("register", definition_->name)
                               .with("record", std::to_string(record)));
    }
    void cannot_open(const SealedValue& value) {
        unopened_ = true;
        if (faults_->size() >= limit_ || !named_.insert(value.record).second) return;
        faults_->push_back(conflict_error("register.fault.sealed")
                               .with("register", definition_->name)
                               .with("version", std::to_string(value.version)));
    }
    // Each record with sealed values, and what finds it.
    Status each_record(const Visit& visit) {
        const std::string from = " FROM " + version_table(*definition_);
        DAICHO_TRY(first, connection_->integer("SELECT coalesce(min(record_id), 0)" + from));
        DAICHO_TRY(last, connection_->integer("SELECT coalesce(max(record_id), -1)" + from));
        for (; first <= last; first += kStretch) {
            DAICHO_TRY(values, read_sealed(*connection_, *definition_, first, first + kStretch));
            for (std::size_t i = 0; i < values.size();) {
                const std::uint64_t record = values[i].record;
                std::set<Blind> blinds;
                for (; i < values.size() && values[i].record == record; ++i) {
                    auto blind = blind_of(*vault_, *connection_, *definition_, values[i]);
                    if (blind) {
                        blinds.insert(*blind);
                    } else {
                        cannot_open(values[i]);
                    }
                }
                DAICHO_CHECK(visit(record, blinds));
            }
        }
        return {};
    }
    // A page at a time: what is done with a row may ask the connection.
    Status each_row(const std::function<Status(const Blind&, std::uint64_t)>& use) {
        Blind last{};
        std::int64_t last_record = -1;
        while (true) {
            DAICHO_TRY(page, read_page(last, last_record));
            for (const auto& [blind, record] : page) {
                DAICHO_CHECK(use(blind, static_cast<std::uint64_t>(record)));
            }
            if (page.size() < static_cast<std::size_t>(kStretch)) return {};
            std::tie(last, last_record) = page.back();
        }
    }
    using Row = std::pair<Blind, std::int64_t>;
    Result<std::vector<Row>> read_page(const Blind& last, std::int64_t last_record) {
        DAICHO_TRY(rows, connection_->cached(fmt::format(
                             "SELECT field, digest, record_id FROM w_blind WHERE register = ? AND "
                             "(field, digest, record_id) > (?, ?, ?) ORDER BY field, digest, "
                             "record_id LIMIT {}", kStretch)));
        rows->bind(0, definition_->number);
        rows->bind(1, last.first);
        rows->bind_blob(2, view(last.second));
        rows->bind(3, last_record);
        std::vector<Row> page;
        while (true) {
            DAICHO_TRY(row, rows->step());
            if (!row) return page;
            Blind blind{static_cast<std::uint16_t>(rows->integer(0)), {}};
            const ByteView digest = rows->blob(1);
            const bool whole = digest.size() == blind.second.size();
            if (whole) std::copy(digest.begin(), digest.end(), blind.second.begin());
            page.emplace_back(blind, rows->integer(2));
        }
    }
    // Only where something differs: each side is looked up in the other.
    Status name_them() {
        const Visit look_up = [&](std::uint64_t record, const std::set<Blind>& blinds) -> Status {
            DAICHO_TRY(there, rows_of(record, blinds));
            if (there != blinds.size()) differs(record);
            return {};
        };
        DAICHO_CHECK(each_record(look_up));
        DAICHO_CHECK(each_row([&](const Blind& blind, std::uint64_t record) -> Status {
            if (faults_->size() >= limit_) return {};
            DAICHO_TRY(blinds, blinds_of(*vault_, *connection_, *definition_, record));
            if (!blinds.contains(blind)) differs(record);
            return {};
        }));
        if (named_.empty()) differs(0);  // the same row twice
        return {};
    }
    Result<std::size_t> rows_of(std::uint64_t record, const std::set<Blind>& blinds) {
        DAICHO_TRY(rows, connection_->cached("SELECT count(*) FROM w_blind WHERE register = ? AND "
                                             "field = ? AND digest = ? AND record_id = ?"));
        std::size_t there = 0;
        for (const auto& [field, digest] : blinds) {
            rows->bind(0, definition_->number);
            rows->bind(1, field);
            rows->bind_blob(2, view(digest));
            rows->bind(3, static_cast<std::int64_t>(record));
            DAICHO_TRY(row, rows->step());
            there += row && rows->integer(0) == 1 ? 1 : 0;
            rows->reset();
        }
        return there;
    }

    const vault::Vault* vault_;
    store::Connection* connection_;
    const Definition* definition_;
    std::size_t limit_;
    std::vector<Error>* faults_;
    std::set<std::uint64_t> named_;
    bool unopened_ = false;
};

// Rows of registers in which nothing is sealed.
Status check_strangers(Kernel& kernel, store::Connection& connection, std::size_t limit,
                       std::vector<Error>& faults) {
    DAICHO_TRY(rows, connection.prepare("SELECT register, min(record_id) FROM w_blind GROUP BY "
                                        "register ORDER BY register"));
    while (faults.size() < limit) {
        DAICHO_TRY(row, rows->step());
        if (!row) break;
        const auto number = static_cast<std::uint16_t>(rows->integer(0));
        const Definition* definition = kernel.definitions().find(number);
        if (definition != nullptr && definition->has_sealed) continue;
        faults.push_back(conflict_error("register.blind.differs")
                             .with("register", definition == nullptr ? std::to_string(number)
                                                                     : definition->name)
                             .with("record", std::to_string(rows->integer(1))));
    }
    rows->reset();
    return {};
}

}  // namespace

Result<std::set<Blind>> blinds_of(const vault::Vault& vault, store::Connection& connection,
                                  const Definition& definition, std::uint64_t record) {
    const auto id = static_cast<std::int64_t>(record);
    DAICHO_TRY(values, read_sealed(connection, definition, id, id + 1));
    std::set<Blind> blinds;
    for (const SealedValue& value : values) {
        DAICHO_TRY(blind, blind_of(vault, connection, definition, value));
        blinds.insert(blind);
    }
    return blinds;
}

Status forget_stale_blinds(Context& context, const Definition& definition, std::uint64_t record) {
    DAICHO_TRY(blinds, blinds_of(context.vault, context.connection, definition, record));
    DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_blind WHERE register = ? AND "
                                                 "record_id = ?"));
    remove->bind(0, definition.number);
    remove->bind(1, static_cast<std::int64_t>(record));
    DAICHO_CHECK(remove->run());
    DAICHO_TRY(put, context.connection.cached("INSERT INTO w_blind VALUES (?, ?, ?, ?)"));
    for (const auto& [field, digest] : blinds) {
        put->bind(0, definition.number);
        put->bind(1, field);
        put->bind_blob(2, view(digest));
        put->bind(3, static_cast<std::int64_t>(record));
        DAICHO_CHECK(put->run());
    }
    return {};
}

Status check_blinds(Kernel& kernel, store::Connection& connection, std::size_t limit,
                    std::vector<Error>& faults) {
    for (const auto& definition : kernel.definitions().all()) {
        if (!definition->has_sealed) continue;
        Comparison comparison(kernel, connection, *definition, limit, faults);
        DAICHO_CHECK(comparison.run());
    }
    return check_strangers(kernel, connection, limit, faults);
}

}  // namespace daicho::registers::detail
