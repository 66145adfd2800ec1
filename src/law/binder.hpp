// Binder: takes the rows that a rule set needs out of a year, by id and type, into a plain struct.
//
//     struct LandLaw { Cited<Ratio> small_fixed; … };            // in tax/rules: knows base only
//     Result<LandLaw> bind_land(const law::Year& year) {         // in tax/statute
//         law::Binder bind(year);
//         LandLaw law;
//         law.small_fixed = bind.ratio("land.residential.small.fixed");
//         DAICHO_CHECK(bind.finish());
//         return law;
//     }
//
// A missing or mistyped row is a fault; reading goes on with a harmless default, and finish()
// names every fault. status() and doubts() speak of the rows that were bound and of no others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "law/statute.hpp"

namespace daicho::law {

class Binder {
public:
    explicit Binder(const Year& year) noexcept : year_(&year) {}

    Cited<std::int64_t> integer(std::string_view id);
    Cited<Yen> yen(std::string_view id);
    Cited<Ratio> ratio(std::string_view id);
    Cited<Area> area(std::string_view id);
    Cited<Date> date(std::string_view id);
    Cited<std::string> code(std::string_view id);
    // The table of the row if its columns are exactly these types in this order, otherwise a
    // fault and an empty table. The reference lives as long as the year.
    Cited<const Table*> table(std::string_view id, const std::vector<ValueType>& columns);

    // Adds a fault of the caller's own about a row (its file and line are filled in).
    void fault(std::string_view id, Error error);

    // law.binding_failed with every fault as a cause.
    [[nodiscard]] Status finish() const;

    // The worst status of the rows bound so far.
    [[nodiscard]] LawStatus status() const noexcept { return status_; }
    // Rows bound so far that are not enacted.
    [[nodiscard]] const std::vector<const Row*>& doubts() const noexcept { return doubts_; }
    [[nodiscard]] const Year& year() const noexcept { return *year_; }

private:
    const Row* require(std::string_view id, ValueType type);
    template <class T>
    Cited<T> scalar(std::string_view id, ValueType type);

    const Year* year_;
    std::vector<Error> faults_;
    std::vector<const Row*> doubts_;
    LawStatus status_ = LawStatus::enacted;
};

}  // namespace daicho::law
