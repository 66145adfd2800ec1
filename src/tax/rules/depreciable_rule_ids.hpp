// Identities of the rules on depreciable assets. The rules are in depreciable_assessment.hpp.
// Ids never change.
#pragma once

#include "tax/rules/trace.hpp"

namespace daicho::tax::rules {

inline constexpr Rule kDepreciableFirstYear{
    "depreciable.first_year", "固定資産評価基準 第3章 第1節", "最初に課税される年度",
    "First fiscal year",
    {"取得の翌年の年度（1月1日の取得は前年12月とみる）",
     "year after the acquisition; 1 January counts as December before"},
    "none"};
inline constexpr Rule kDepreciableFirstValue{
    "depreciable.value.first", "固定資産評価基準 第3章 第1節", "前年中に取得した資産の価額",
    "Value in the first year",
    {"{cost_yen|取得価額} × {residual_rate|前年中取得の減価残存率}",
     "{cost_yen|cost} × {residual_rate|residual rate of the first year}"},
    "円未満切捨て"};
inline constexpr Rule kDepreciableLaterValue{
    "depreciable.value.later", "固定資産評価基準 第3章 第1節", "前年前に取得した資産の価額",
    "Value in a later year",
    {"{previous_yen|前年度の価額} × {residual_rate|前年前取得の減価残存率}",
     "{previous_yen|previous value} × {residual_rate|residual rate of later years}"},
    "円未満切捨て"};
inline constexpr Rule kDepreciableLowest{
    "depreciable.value.lowest", "固定資産評価基準 第3章 第1節", "評価額の最低限度",
    "Lowest value",
    {"{value_yen|算出した価額} と {cost_yen|取得価額} × {share|最低限度の割合} のいずれか大きい額",
     "the greater of {value_yen|value computed} and {cost_yen|cost} × {share|lowest share}"},
    "円未満切捨て"};
inline constexpr Rule kDepreciableBase{
    "depreciable.base", "地方税法 第349条の2", "償却資産の課税標準額",
    "Base of the depreciable asset",
    {"{assessed_value_yen|評価額} × {base_fraction|課税標準の特例率}",
     "{assessed_value_yen|assessed value} × {base_fraction|special base fraction}"},
    "円未満切捨て"};
inline constexpr Rule kDepreciableUsedLife{
    "depreciable.used_life", "減価償却資産の耐用年数等に関する省令 第3条 第1項",
    "中古資産の耐用年数（簡便法）", "Useful life of a used asset (simplified method)",
    {"{legal_life_years|法定耐用年数} − {elapsed_years|経過年数} + {elapsed_years|経過年数} × "
     "{share|割合}（最低年数を下らない）",
     "{legal_life_years|legal life} − {elapsed_years|years elapsed} + "
     "{elapsed_years|years elapsed} × {share|share}, at least the minimum"},
    "年未満切捨て"};

}  // namespace daicho::tax::rules
