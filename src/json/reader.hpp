// Strict reading of JSON from outside: bounded, every fault with its path, nothing ignored.
//
//     DAICHO_TRY(document, json::parse(text, limits));
//     json::ObjectReader in(document, "");            // collects faults instead of stopping
//     const auto year = in.integer("fiscal_year", {.min = 2000, .max = 2100});
//     const auto area = in.area("area_m2");
//     for (auto& item : in.objects("parcels")) …
//     DAICHO_CHECK(in.finish());                       // unknown keys become errors here
//
// After a fault the getters return a harmless default and reading goes on, so that one answer
// names every fault of the input. `finish()` fails with id "json.invalid", causes = all faults.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.hpp"
#include "base/date.hpp"
#include "base/ratio.hpp"
#include "base/result.hpp"
#include "base/yen.hpp"

namespace daicho::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
// Where the parts of a large document lie. Parts of one storage are put together without copying,
// and all of it is given back at once.
using Storage = boost::json::storage_ptr;
Storage one_storage();

struct Limits {
    std::size_t bytes = 16 * 1024 * 1024;
    std::size_t depth = 32;
};

// Errors: json.too_large, json.syntax (with line), json.duplicate_key.
Result<Value> parse(std::string_view text, const Limits& limits = {});

// Compact text; key order as inserted.
std::string write(const Value& value);
// For people: two blanks of indentation, one key a line.
std::string write_pretty(const Value& value);

struct IntegerRange {
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

// Faults shared by a reader and the readers of its parts.
class Faults {
public:
    void add(Error error) {
        if (errors_.size() < kMax) errors_.push_back(std::move(error));
    }
    [[nodiscard]] bool empty() const noexcept { return errors_.empty(); }
    [[nodiscard]] Status status() const;

private:
    static constexpr std::size_t kMax = 100;
    std::vector<Error> errors_;
};

class ObjectReader {
public:
    ObjectReader(const Value& value, std::string path);

    // Required unless named optional. A missing, mistyped or out-of-range value is a fault.
    [[nodiscard]] bool has(std::string_view key) const;  // present and not null
    std::int64_t integer(std::string_view key, IntegerRange range = {});
    std::optional<std::int64_t> optional_integer(std::string_view key, IntegerRange range = {});
    Yen yen(std::string_view key);  // 0 … kMaxInputYen
    std::optional<Yen> optional_yen(std::string_view key);
    Area area(std::string_view key);  // a string with decimals
    std::optional<Area> optional_area(std::string_view key);
    Ratio ratio(std::string_view key);  // a string: "0.014" or "1/2"
    std::optional<Ratio> optional_ratio(std::string_view key);
    Date date(std::string_view key);
    std::optional<Date> optional_date(std::string_view key);
    YearMonth year_month(std::string_view key);
    bool boolean(std::string_view key);
    bool boolean_or(std::string_view key, bool otherwise);
    std::optional<bool> optional_boolean(std::string_view key);  // null counts as absent
    std::string text(std::string_view key, std::size_t max_bytes = 1000);
    std::optional<std::string> optional_text(std::string_view key, std::size_t max_bytes = 1000);
    // One of `allowed`; a fault lists them.
    std::string one_of(std::string_view key, const std::vector<std::string_view>& allowed);
    std::optional<std::string> optional_one_of(std::string_view key,
                                               const std::vector<std::string_view>& allowed);
    std::vector<std::string> texts(std::string_view key);  // array of strings; absent = empty

    // Parts. The returned readers share this reader's faults; call finish() on the root only,
    // but each part's unknown keys are checked when it is destroyed or when root finishes.
    std::optional<ObjectReader> optional_object(std::string_view key);
    std::vector<ObjectReader> objects(std::string_view key,
                                      std::size_t max_count = 100'000);  // absent = empty
    const Value* raw(std::string_view key);  // marks the key as known; null if absent

    // Adds a fault of the caller's own at `key`.
    void fault(std::string_view key, Error error);
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    // Unknown keys of this object and of all parts, then everything collected.
    Status finish();

private:
    struct Shared;
    ObjectReader(const Value& value, std::string path, std::shared_ptr<Shared> shared);
    const Value* find(std::string_view key);
    const Value* require(std::string_view key);
    void wrong_type(std::string_view key, const char* expected, const Value& got);
    [[nodiscard]] std::string path_of(std::string_view key) const;
    template <class T, class Parse>
    std::optional<T> parse_text(std::string_view key, bool required, Parse parse);
    std::optional<std::int64_t> read_integer(std::string_view key, const Value* value,
                                             IntegerRange range);

    const Object* object_ = nullptr;
    std::string path_;
    std::shared_ptr<Shared> shared_;
    std::size_t slot_ = 0;  // this object's set of known keys
};

// {"errors":[{"path","id","message_ja","message_en"}]} – the contract's answer to wrong input. The
// path of a line of a file is file:line or file:line:field.
Value errors_document(const Error& error);

}  // namespace daicho::json
