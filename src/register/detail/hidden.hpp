// Hidden: rows that must not leave the house or end by being left out.
// Threading: one thread to an object.
#pragma once

#include <set>
#include <span>

#include "register/cell.hpp"
#include "register/kernel.hpp"

namespace daicho::registers::detail {

// Which rows tell of protected persons: their own, and those with a ref to them.
class Hidden {
public:
    Hidden(const Kernel& kernel, const Definition& definition, bool shown) {
        if (shown || !kernel.protection.all) return;
        itself_ = definition.name == "addressee";
        for (std::size_t i = 0; i < definition.fields.size(); ++i) {
            if (definition.fields[i].target == "addressee") refs_.push_back(i);
        }
        if (!itself_ && refs_.empty()) return;
        const auto all = kernel.protection.all();
        everybody_ = !all;
        if (all) records_.insert(all->begin(), all->end());
    }
    [[nodiscard]] bool hides(std::uint64_t record, std::span<const Cell> cells) const {
        if (itself_ && has(record)) return true;
        for (const std::size_t ref : refs_) {
            if (!cells[ref].is_null() && has(static_cast<std::uint64_t>(cells[ref].integer))) {
                return true;
            }
        }
        return false;
    }

private:
    [[nodiscard]] bool has(std::uint64_t record) const {
        return everybody_ || records_.contains(record);
    }
    bool itself_ = false;
    bool everybody_ = false;
    std::vector<std::size_t> refs_;
    std::set<std::uint64_t> records_;
};

}  // namespace daicho::registers::detail
