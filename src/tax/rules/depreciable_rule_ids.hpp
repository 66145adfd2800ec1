// Identities of the rules on depreciable assets. The rules are in depreciable_assessment.hpp.
// Ids never change.
#pragma once

#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

inline constexpr Rule kDepreciableFirstYear{
    "depreciable.first_year", "固定資産評価基準 第3章 第1節", "最初に課税される年度",
    "First fiscal year", "year after the acquisition; 1 January counts as December before",
    "none"};
inline constexpr Rule kDepreciableFirstValue{
    "depreciable.value.first", "固定資産評価基準 第3章 第1節", "前年中に取得した資産の価額",
    "Value in the first year", "cost_yen × A", "円未満切捨て"};
inline constexpr Rule kDepreciableLaterValue{
    "depreciable.value.later", "固定資産評価基準 第3章 第1節", "前年前に取得した資産の価額",
    "Value in a later year", "previous_yen × B", "円未満切捨て"};
inline constexpr Rule kDepreciableLowest{
    "depreciable.value.lowest", "固定資産評価基準 第3章 第1節", "評価額の最低限度",
    "Lowest value", "max(value, cost_yen × share)", "円未満切捨て"};
inline constexpr Rule kDepreciableBase{
    "depreciable.base", "地方税法 第349条の2", "償却資産の課税標準額",
    "Base of the depreciable asset", "assessed_value_yen × base_fraction", "円未満切捨て"};
inline constexpr Rule kDepreciableUsedLife{
    "depreciable.used_life", "減価償却資産の耐用年数等に関する省令 第3条 第1項",
    "中古資産の耐用年数（簡便法）", "Useful life of a used asset (simplified method)",
    "legal − elapsed + elapsed × share, at least the minimum", "年未満切捨て"};

}  // namespace daicho::tax::rules
