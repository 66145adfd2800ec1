// Head: the timeline of present knowledge of a register (w_head_), a projection of its versions.
//
// For each record it holds disjoint valid intervals and the version that answers for each. A new
// version covers its interval; what it overlaps is trimmed or split; an ended version leaves a
// hole. Rebuilding from the versions gives the same rows: `verify` compares.
//
// Where the store gathers rows, those of records that have a head already wait until `settle`,
// which makes room for all of them by a few statements instead of some for each row.
#pragma once

#include <span>
#include <unordered_set>
#include <vector>

#include "register/cell.hpp"
#include "register/row_digest.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

class HeadWriter {
public:
    static Result<HeadWriter> open(store::Connection& connection, const Definition& definition);

    // `fresh`: the record has no head rows yet, nothing needs trimming.
    Status put(std::uint64_t record, std::uint64_t version, ValidTime valid, RowState state,
               std::span<const Cell> cells, bool fresh);
    Status settle();

private:
    HeadWriter(store::Connection& connection, const Definition& definition);
    // A row that waits; its cells belong to the caller.
    struct Waiting {
        std::uint64_t record;
        std::uint64_t version;
        ValidTime valid;
        RowState state;
        std::span<const Cell> cells;
    };
    Status make_room(std::uint64_t record, ValidTime valid);
    Status make_room_for_all();
    Status wait(const Waiting& row);
    Status insert(const Waiting& row);

    // Prepared at first use (an event register has no head) and kept: looking a statement up by its
    // text for each row costs as much as binding it.
    struct Prepared {
        std::string sql;
        store::Statement* statement = nullptr;
    };
    Result<store::Statement*> ready(Prepared& prepared);

    store::Connection* connection_;
    const Definition* definition_;
    std::vector<std::size_t> fields_;
    std::vector<std::size_t> searched_;
    std::vector<std::string> keys_;  // search keys of the row being written
    std::vector<Waiting> waiting_;   // one for each record
    std::unordered_set<std::uint64_t> waiting_records_;
    store::Statement* insert_ = nullptr;
    Prepared overlapping_;
    Prepared trim_;
    Prepared copy_right_;
    Prepared remove_;
};

// Drops and refills the head from the versions.
Status rebuild_head(store::Connection& connection, const Definition& definition);

// Compares the head with what the versions say – timelines, columns, search keys – without changing
// anything: the records that differ, at most `limit`; 0 stands for rows of no record at all.
Result<std::vector<std::uint64_t>> head_differences(store::Connection& connection,
                                                    const Definition& definition,
                                                    std::size_t limit);

}  // namespace daicho::registers
