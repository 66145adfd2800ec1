// Definition: what a register is – fields, checks, permissions, retention – read from YAML once,
// then immutable. One definition gives table, screen, CSV layout and digest (docs/registers.md).
// Invariants: field ids and names are unique; keys name fields that are required; every text has
// both languages. Threading: read-only after loading.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/message.hpp"
#include "base/result.hpp"
#include "register/listing.hpp"
#include "register/masking.hpp"
#include "register/scope_rule.hpp"
#include "register/task_links.hpp"
#include "register/watch.hpp"
#include "register/workflow_rules.hpp"

namespace daicho::registers {

enum class FieldType : std::uint8_t {
    text, integer, yen, area, ratio, points, date, year_month, fiscal_year, boolean, code, ref,
    document, geometry, personal_number,
};
// What no file of rows holds: exports leave it out, imports leave it as it is.
constexpr bool is_kept_apart(FieldType type) noexcept {
    return type == FieldType::personal_number || type == FieldType::document;
}
// How a type is kept in a column and hashed.
enum class Storage : std::uint8_t { integer, text, blob };
enum class Classification : std::uint8_t { open, internal, personal, personal_number };
enum class SearchKind : std::uint8_t { none, name, kana, number, address };
enum class Temporal : std::uint8_t { valid_time, event };

struct Code {
    std::string key;
    BilingualText label;
};

struct Field {
    std::uint16_t id = 0;
    std::string name;
    FieldType type = FieldType::text;
    BilingualText label;
    std::string group;
    Classification classification = Classification::internal;
    bool required = false;
    std::uint32_t max_length = 200;  // characters, text only
    std::vector<Code> codes;
    std::string target;  // register that a ref points to
    std::string link_basis;  // law that lets the ref lead into another task
    std::string item;    // number in a source list: "land:60"
    std::uint16_t list = 0;  // position in the default list, 0 = not in it
    std::uint16_t width = 0;  // of the column, in characters of half width; 0 = by type
    bool sort = false;
    bool own_index = true;  // event registers: false for a ref that is found through the key
    SearchKind search = SearchKind::none;
    Masking masking = Masking::unsaid;  // in a masked copy
    BilingualText unit;
    BilingualText note;

    [[nodiscard]] Storage storage() const noexcept;
    [[nodiscard]] bool is_personal() const noexcept {
        return classification == Classification::personal ||
               classification == Classification::personal_number;
    }
    [[nodiscard]] const Code* find_code(std::string_view key) const noexcept;
};

// The closed vocabulary of declarative checks (architecture: no expression language).
enum class CheckKind : std::uint8_t {
    range, pattern, compare, sum_equals, when_then,
    parts_of_one,  // of several records: register/whole_check
};
enum class Comparison : std::uint8_t { less, less_equal, equal, not_equal, greater_equal, greater };

struct Check {
    CheckKind kind = CheckKind::range;
    std::string id;
    bool warning = false;
    BilingualText message;            // empty: the standard text of the kind
    std::size_t field = 0;            // range, pattern; left of compare; `when` field; numerator
    std::size_t other = 0;            // right of compare; total of sum_equals; denominator
    std::vector<std::size_t> parts;   // sum_equals; required by when_then; whole of parts_of_one
    std::vector<std::string> values;  // codes of `when`
    std::int64_t min = INT64_MIN;     // range, in storage units
    std::int64_t max = INT64_MAX;
    std::string shape;                // pattern
    Comparison comparison = Comparison::equal;
};

struct Retention {
    int years = 0;
    std::string from;  // end_of_validity | recorded
    std::string basis;
};

struct Permissions {
    std::vector<std::string> view, change, import, export_, approve;
};

// Documents kept beside each record, in a register of their own (register/document_register.hpp).
struct DocumentRule {
    std::uint16_t number = 0;  // of that register; 0 = none are kept
    Classification classification = Classification::personal;
    std::vector<Code> kinds;
    Retention retention;       // absent: that of the register (0 years and no basis)
};

struct Group {
    std::string id;
    BilingualText label;
};

struct Definition {
    std::string name;
    std::uint16_t number = 0;
    std::uint32_t version = 1;
    std::string area;  // folder
    BilingualText label;
    std::string task_id;
    BilingualText task_label;
    std::string legal_basis;
    std::vector<RoleLink> role_links;
    Temporal temporal = Temporal::valid_time;
    std::vector<std::size_t> key;  // indices into fields
    std::string importance;
    Retention retention;
    Permissions permissions;
    std::vector<Group> groups;
    std::vector<Field> fields;
    std::vector<Check> checks;
    bool four_eyes = false;   // the shorthand: stands in `workflow` as one state and one step
    Workflow workflow;
    bool article_asked = false;  // a correction of the past names the article it rests on
    Purposes purposes;
    Listing listing;      // order, conditions and views of its list
    std::vector<Watch> watches;  // what its rows say is wrong or due
    std::vector<ScopeRule> scopes;  // roles that reach only rows of their own departments
    CopyRule copied;      // which rows a masked copy takes
    DocumentRule documents;
    std::string subject;  // of a register of documents: the register whose records they belong to
    std::string text;     // the YAML as read
    Digest digest{};      // SHA-256 of `text`
    bool has_personal = false;
    bool has_sealed = false;
    bool has_documents = false;  // fields of type document

    [[nodiscard]] bool is_event() const noexcept { return temporal == Temporal::event; }
    // npos when there is no such field.
    [[nodiscard]] std::size_t index_of(std::string_view name) const noexcept;
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    // Field whose value names a record for people (first with search: name, else the first key).
    [[nodiscard]] std::size_t title_field() const noexcept;
};

Result<Definition> parse_definition(std::string_view yaml, const std::string& file,
                                    const std::string& area);

// All definitions of a folder registers/<area>/*.yaml; refs must point inside the set.
class Definitions {
public:
    static Result<Definitions> load(const std::filesystem::path& folder);
    [[nodiscard]] const Definition* find(std::string_view name) const noexcept;
    [[nodiscard]] const Definition* find(std::uint16_t number) const noexcept;
    // Ordered by number.
    [[nodiscard]] const std::vector<std::unique_ptr<Definition>>& all() const noexcept {
        return all_;
    }
    [[nodiscard]] Digest digest() const;  // over all, in order of number

private:
    std::vector<std::unique_ptr<Definition>> all_;
};

std::string_view to_string(FieldType type) noexcept;
std::string_view to_string(Classification classification) noexcept;

}  // namespace daicho::registers
