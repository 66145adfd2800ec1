// Fuzzer of the reader of rules and of the engine behind it: any text is a rule set or an error in
// both languages, and whatever rules come out judge a small log in bounded time.
#include <cstdlib>

#include "base/message.hpp"
#include "govern/logs/engine.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    using namespace daicho::govern::logs;
    static const auto mapping = parse_mapping(
        "name: f\nlabel: {ja: 試, en: F}\nformat: csv\nfields: {time: t, user: u, rows: n}\n", "f");
    if (!mapping) std::abort();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto rules = parse_rules(text, "f");
    if (!rules) {
        static_cast<void>(describe_with_place(rules.error(), Language::japanese));
        static_cast<void>(describe_with_place(rules.error(), Language::english));
        return 0;
    }
    RunOptions options;
    options.from = Date::of(2026, 4, 1);
    options.to = Date::of(2026, 4, 2);
    const std::string log =
        "t,u,n\n2026-04-01 10:00:00,a,1\n2026-04-01 10:01:00,b,x\n2026-04-02 09:00:00,,3\n";
    const auto whole = run(*rules, *mapping, {}, {text_input("l", log)}, options);
    const auto cut = run(*rules, *mapping, {}, {text_input("l", log, 1)}, options);
    if (whole.has_value() != cut.has_value()) std::abort();
    if (whole && whole->cases.size() != cut->cases.size()) std::abort();
    return 0;
}
