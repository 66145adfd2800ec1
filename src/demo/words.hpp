// Word lists of the invented city 汐見市: names, towns, trades, assets. No real person, company or
// municipality is meant; names come from combining the lists. Threads: constants.
#pragma once

#include <cstdint>
#include <span>

namespace daicho::demo {

struct Word {
    const char* text;
    const char* kana;  // full-width katakana
};

std::span<const Word> surnames() noexcept;
std::span<const Word> male_names() noexcept;
std::span<const Word> female_names() noexcept;
std::span<const Word> company_places() noexcept;
std::span<const Word> company_trades() noexcept;
std::span<const Word> temples() noexcept;
std::span<const Word> other_cities() noexcept;      // invented, with a town
std::span<const Word> condominium_names() noexcept;

enum class District : std::uint8_t { residential, commercial, mixed, industrial, village, hills };
enum class FarmKind : std::uint8_t { general, urban, specified_urban };

struct Town {
    const char* name;
    District district;
    FarmKind farm;
    bool city_planning;         // 市街化区域: the city planning tax applies
    bool numbered;              // 丁目 with block and house number; otherwise 字 and 番地
    std::uint32_t price;        // yen per m² of ordinary building land, fiscal 2024
    std::uint16_t revision_2025;  // per mille of the price of 2024; 1000 = none
    std::uint16_t revision_2026;
};

std::span<const Town> towns() noexcept;

struct AssetType {
    char kind;         // 1 … 6, the class of the declaration
    const char* code;  // detail code (example)
    const char* name;
    std::uint8_t life;
    std::uint32_t cost_min;  // thousands of yen
    std::uint32_t cost_max;
};

std::span<const AssetType> asset_types() noexcept;

}  // namespace daicho::demo
