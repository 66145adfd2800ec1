// Statute: the folder law/ in memory: fiscal years with their rows, dated series, legal units.
//
//     DAICHO_TRY(statute, law::load(folder));
//     DAICHO_TRY(year, statute.year(FiscalYear(2026)));       // const law::Year*
//     law::Binder bind(*year);                                // law/binder.hpp
//     const Cited<Ratio> ratio = bind.ratio("land.residential.small.fixed");
//     DAICHO_CHECK(bind.finish());
//
// Layout: law/index.yaml (legal units that may be cited), law/<year>/*.yaml (rows of that fiscal
// year), law/rates.yaml (series by date). Loading is strict: unknown keys, uncited units, rows
// stated twice, years missing in between and overlapping dates are errors with file and line.
// Threads: immutable after loading, so any number may read. Not copyable: citations are pointed at.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/fiscal_year.hpp"
#include "base/result.hpp"
#include "law/row.hpp"

namespace daicho::law {

class Year {
public:
    Year(FiscalYear year, std::vector<Row> rows);  // rows with unique ids, in any order

    [[nodiscard]] FiscalYear fiscal_year() const noexcept { return year_; }
    [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }  // by id
    [[nodiscard]] const Row* find(std::string_view id) const noexcept;
    // SHA-256 over what decides an amount: year, and of each row id, type, value, legal unit,
    // status and whether it was verified. Sources, notes and dates of checking are not in it.
    [[nodiscard]] const Digest& digest() const noexcept { return digest_; }
    // The worst status of the rows whose id begins with one of `prefixes` ("land.", "levy.").
    [[nodiscard]] LawStatus status(const std::vector<std::string_view>& prefixes) const noexcept;

private:
    FiscalYear year_;
    std::vector<Row> rows_;
    Digest digest_{};
};

class Statute {
public:
    Statute() = default;
    Statute(Statute&&) noexcept = default;
    Statute& operator=(Statute&&) noexcept = default;

    // Error: law.year_missing (with the years there are).
    [[nodiscard]] Result<const Year*> year(FiscalYear year) const;
    [[nodiscard]] const std::vector<Year>& years() const noexcept { return years_; }
    // Error: law.series_missing.
    [[nodiscard]] Result<const Series*> series(std::string_view id) const;
    [[nodiscard]] const std::vector<Series>& all_series() const noexcept { return series_; }
    // Legal unit → its caption.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& units() const noexcept {
        return units_;
    }

private:
    friend Result<Statute> load(const std::string& folder);
    std::map<std::string, std::string, std::less<>> units_;
    std::vector<Year> years_;
    std::vector<Series> series_;
};

// Errors: law.invalid, causes = every fault of every file.
Result<Statute> load(const std::string& folder);

// The ratio of a series on a day. Error: law.no_rate_on (with the days it covers).
Result<Cited<Ratio>> ratio_on(const Series& series, Date date);

const char* name_of(LawStatus status) noexcept;

}  // namespace daicho::law
