// Rows: stored versions by field name, for forms. A field that the definition lacks, or that is
// empty, reads as nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/area.hpp"
#include "base/yen.hpp"
#include "register/query.hpp"
#include "tax/forms/objects.hpp"
#include "tax/levy/notice_data.hpp"

namespace daicho::tax::levy::detail {

class Row {
public:
    Row() = default;
    Row(const registers::Definition& definition, registers::RecordVersion version)
        : definition_(&definition), version_(std::move(version)) {}

    [[nodiscard]] bool found() const noexcept { return definition_ != nullptr; }
    [[nodiscard]] std::uint64_t record() const noexcept { return version_.record; }
    [[nodiscard]] bool has(std::string_view field) const { return value(field) != nullptr; }
    [[nodiscard]] std::int64_t integer(std::string_view field) const;
    [[nodiscard]] std::uint64_t ref(std::string_view field) const;
    [[nodiscard]] Yen yen(std::string_view field) const { return Yen(integer(field)); }
    [[nodiscard]] Area area(std::string_view field) const;
    [[nodiscard]] std::string text(std::string_view field) const;
    // Japanese name of a code.
    [[nodiscard]] std::string label(std::string_view field) const;

private:
    // Null when there is no such field or it is empty.
    [[nodiscard]] const registers::OwnedValue* value(std::string_view field) const;

    const registers::Definition* definition_ = nullptr;
    registers::RecordVersion version_;
};

// As the run knew it on 1 January; an empty row when there is none.
Result<Row> read_row(const NoticeSource& source, std::string_view register_name,
                     std::uint64_t record);
// The record of a register whose key is one reference (parcel_registration by parcel).
Result<Row> read_detail(const NoticeSource& source, std::string_view register_name,
                        std::uint64_t owner);
// Rows of a result register for this run and taxpayer, in order of writing.
Result<std::vector<Row>> result_rows(const NoticeSource& source, std::string_view register_name,
                                     std::uint64_t taxpayer);

// Everything levied on a taxpayer.
Result<forms::Objects> gather_objects(const NoticeSource& source, std::uint64_t taxpayer);

}  // namespace daicho::tax::levy::detail
