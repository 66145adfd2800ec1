#include "base/fiscal_year.hpp"

namespace daicho {

FiscalYear fiscal_year_of(Date date) noexcept {
    return FiscalYear(date.month() >= 4 ? date.year() : date.year() - 1);
}

}  // namespace daicho
