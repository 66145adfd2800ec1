// Desk: the catalogs that disposals are judged by, read once. Threading: read-only after loading.
#pragma once

#include <filesystem>
#include <memory>

#include "govern/media/disposal.hpp"
#include "govern/media/erasure_report.hpp"
#include "govern/media/media_class.hpp"
#include "register/fields.hpp"

namespace daicho::media {

struct Desk {
    govern::DisposalCatalog disposal;
    govern::ClassCatalog classes;
    govern::ErasureTools tools;
};
using SharedDesk = std::shared_ptr<const Desk>;

// `catalogs`: the folder. Errors: those of the catalogs.
Result<SharedDesk> load_desk(const std::filesystem::path& catalogs);

// A row with its definition, for those who know their register.
struct Line {
    const registers::Definition* definition = nullptr;
    registers::RecordVersion version;

    [[nodiscard]] registers::Fields fields() const noexcept { return {*definition, version}; }
    [[nodiscard]] std::uint64_t record() const noexcept { return version.record; }
};
using Lines = std::vector<Line>;

// Rows of `name` whose ref `field` names one of `records`, at the moment, in order of their keys.
Result<Lines> rows_naming(registers::Kernel& kernel, store::Connection& connection,
                          std::string_view name, std::string_view field,
                          const std::vector<std::uint64_t>& records,
                          const registers::Moment& moment);
// The record, or nothing.
Result<std::optional<Line>> row_of(registers::Kernel& kernel, store::Connection& connection,
                                   std::string_view name, std::uint64_t record,
                                   const registers::Moment& moment);

}  // namespace daicho::media
