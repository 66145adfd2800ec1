// Trace: how an amount came about. Rules are templates over it.
//
// With NoTrace every call is empty and the batch runs at full speed; with Recording the same code
// yields the explanation tree. So the explanation can never disagree with the amount.
//
//     template <class Trace>
//     Yen small_full_base(const LandLaw& law, Yen value, Trace& trace) {
//         const Yen base = mul_div(value, law.small_fixed.value, Rounding::floor);
//         if constexpr (Trace::kOn) {
//             trace.step(kRuleSmallFullBase, law.small_fixed.citation)
//                 .input("value_yen", value).input("ratio", law.small_fixed.value)
//                 .yields(base);
//         }
//         return base;
//     }
//
// Steps nest by scope: steps recorded between trace.open() and trace.close(step) become the
// `because` of that step.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/area.hpp"
#include "base/citation.hpp"
#include "base/ratio.hpp"
#include "base/yen.hpp"

namespace daicho::tax::rules {

// Arithmetic of a rule in both languages. `{value_yen|価格}` stands for the input value_yen and for
// its word in that formula; everything else is text. Both languages name the same inputs.
struct Formula {
    std::string_view ja;  // "{value_yen|価格} × {ratio|住宅用地特例率}"
    std::string_view en;  // "{value_yen|price} × {ratio|ratio of residential land}"
};

// The formula in words alone: "価格 × 住宅用地特例率".
std::string formula_in_words(std::string_view formula);
// The inputs that it names, in order of appearance: "value_yen", "ratio".
std::vector<std::string_view> inputs_named_by(std::string_view formula);

// Identity of a rule: its stable id, its article, its name and arithmetic in words, its rounding.
struct Rule {
    std::string_view id;        // "land.residential.small.full_base"
    std::string_view law;       // "地方税法 第349条の3の2 第2項第1号"
    std::string_view text_ja;   // name of the step: "小規模住宅用地の本則課税標準額"
    std::string_view text_en;
    Formula formula;
    std::string_view rounding;  // "円未満切捨て" or "none"
};

struct Step {
    const Rule* rule = nullptr;
    std::vector<const Citation*> citations;  // rows of law/ that were read
    std::vector<std::pair<std::string, std::string>> inputs;
    std::string result;
    std::string unit;  // "yen", "m2", "ratio", "points", "text"
    std::string subject;  // what it is about, where one may ask for it: "land/0/farmland/fixed"
    std::vector<Step> because;

    Step& input(std::string_view name, Yen value);
    Step& input(std::string_view name, Ratio value);
    Step& input(std::string_view name, Area value);
    Step& input(std::string_view name, std::int64_t value);
    Step& input(std::string_view name, std::string_view value);
    Step& cite(const Citation* citation);
    Step& yields(Yen value);
    Step& yields(Ratio value);
    Step& yields(Area value);
    Step& yields(std::string_view value);
    Step& about(std::string subject_path);
};

// The first step about `subject`, searched depth first; null if there is none.
const Step* find_step(const std::vector<Step>& steps, std::string_view subject) noexcept;

struct NoTrace {
    static constexpr bool kOn = false;
};

class Recording {
public:
    static constexpr bool kOn = true;

    // Adds a step to the innermost open scope. The reference is valid until the next call.
    Step& step(const Rule& rule, const Citation* citation = nullptr);
    // Opens a scope: steps that follow are collected …
    void open() { scopes_.emplace_back(); }
    // … and become the `because` of the step made here, which goes to the enclosing scope.
    Step& close(const Rule& rule, const Citation* citation = nullptr);

    // Ends the innermost scope and gives its steps away instead of nesting them …
    std::vector<Step> detach();
    // … so that they can be repeated under every amount that rests on them.
    void repeat(const std::vector<Step>& steps);

    [[nodiscard]] const std::vector<Step>& steps() const noexcept { return scopes_.front(); }
    [[nodiscard]] std::vector<Step> take() { return std::move(scopes_.front()); }

private:
    std::vector<std::vector<Step>> scopes_{1};
};

}  // namespace daicho::tax::rules
