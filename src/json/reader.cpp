#include "json/reader.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/message.hpp"

namespace daicho::json {

namespace {

constexpr std::size_t kStorageBytes = 16 * 1024;  // of the first block

std::string kind_name(const Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null: return "null";
        case boost::json::kind::bool_: return "true/false";
        case boost::json::kind::int64:
        case boost::json::kind::uint64: return "integer";
        case boost::json::kind::double_: return "decimal number";
        case boost::json::kind::string: return "string";
        case boost::json::kind::array: return "array";
        case boost::json::kind::object: return "object";
    }
    return "?";
}

std::uint64_t line_of(std::string_view text, std::size_t offset) {
    std::uint64_t line = 1;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) line += text[i] == '\n' ? 1 : 0;
    return line;
}

// 1e400 would become infinity, which cannot be written again.
bool holds_infinity(const Value& value) {
    if (const auto* number = value.if_double()) return !std::isfinite(*number);
    if (const auto* array = value.if_array()) {
        return std::any_of(array->begin(), array->end(), holds_infinity);
    }
    if (const auto* object = value.if_object()) {
        return std::any_of(object->begin(), object->end(),
                           [](const auto& member) { return holds_infinity(member.value()); });
    }
    return false;
}

// Boost.JSON keeps the last of two equal keys; a contract must refuse them.
std::optional<std::string> duplicate_key(std::string_view text);

}  // namespace

struct ObjectReader::Shared {
    struct Slot {
        const Object* object;
        std::string path;
        std::set<std::string, std::less<>> known;
    };
    Faults faults;
    std::vector<Slot> slots;
};

Status Faults::status() const {
    if (errors_.empty()) return {};
    Error error = input_error("json.invalid").with("count", std::to_string(errors_.size()));
    error.causes = errors_;
    return error;
}

Storage one_storage() {
    return boost::json::make_shared_resource<boost::json::monotonic_resource>(kStorageBytes);
}

Result<Value> parse(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes) {
        return input_error("json.too_large").with("limit", std::to_string(limits.bytes));
    }
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    boost::json::stream_parser parser({}, options);
    boost::json::error_code code;
    std::size_t used = parser.write_some(text.data(), text.size(), code);
    while (!code && used < text.size() &&
           (text[used] == ' ' || text[used] == '\n' || text[used] == '\r' || text[used] == '\t')) {
        ++used;
    }
    if (!code && used < text.size()) code = boost::json::error::extra_data;
    if (!code) parser.finish(code);
    if (code) {
        return input_error("json.syntax")
            .with("reason", code.message())
            .at_line("", line_of(text, used));
    }
    if (auto key = duplicate_key(text)) {
        return input_error("json.duplicate_key").with("key", *key).at(*key);
    }
    Value value = parser.release();
    if (holds_infinity(value)) {
        return input_error("json.syntax").with("reason", "number too large").at_line("", 1);
    }
    return value;
}

namespace {

// "\u0061" and "a" are one key.
std::string unescaped(std::string_view key) {
    if (key.find('\\') == std::string_view::npos) return std::string(key);
    const Value value = boost::json::parse("\"" + std::string(key) + "\"");
    return std::string(value.get_string());
}

// Walks the (already valid) text once, keeping the keys of every open object.
std::optional<std::string> duplicate_key(std::string_view text) {
    std::vector<std::set<std::string, std::less<>>> open;
    std::vector<bool> in_object;
    std::size_t i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (c == '{' || c == '[') {
            open.emplace_back();
            in_object.push_back(c == '{');
        } else if (c == '}' || c == ']') {
            open.pop_back();
            in_object.pop_back();
        } else if (c == '"') {
            const std::size_t start = ++i;
            while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
            std::size_t after = i + 1;
            while (after < text.size() && static_cast<unsigned char>(text[after]) <= ' ') ++after;
            const bool is_key = !in_object.empty() && in_object.back() && after < text.size() &&
                                text[after] == ':';
            if (is_key) {
                std::string key = unescaped(text.substr(start, i - start));
                if (!open.back().insert(key).second) return key;
            }
        }
        ++i;
    }
    return std::nullopt;
}

void write_value(const Value& value, std::string& out, int depth) {
    const auto indent = [&out](int level) { out.append(static_cast<std::size_t>(level) * 2, ' '); };
    if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
        out += "{\n";
        bool first = true;
        for (const auto& member : *object) {
            if (!first) out += ",\n";
            first = false;
            indent(depth + 1);
            out += boost::json::serialize(boost::json::string(member.key())) + ": ";
            write_value(member.value(), out, depth + 1);
        }
        out += '\n';
        indent(depth);
        out += '}';
    } else if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
        out += "[\n";
        bool first = true;
        for (const auto& item : *array) {
            if (!first) out += ",\n";
            first = false;
            indent(depth + 1);
            write_value(item, out, depth + 1);
        }
        out += '\n';
        indent(depth);
        out += ']';
    } else {
        out += boost::json::serialize(value);
    }
}

}  // namespace

std::string write(const Value& value) { return boost::json::serialize(value); }

std::string write_pretty(const Value& value) {
    std::string out;
    write_value(value, out, 0);
    return out += '\n';
}

ObjectReader::ObjectReader(const Value& value, std::string path)
    : ObjectReader(value, std::move(path), std::make_shared<Shared>()) {}

ObjectReader::ObjectReader(const Value& value, std::string path, std::shared_ptr<Shared> shared)
    : object_(value.if_object()), path_(std::move(path)), shared_(std::move(shared)) {
    if (object_ == nullptr) {
        static const Object kEmpty;
        shared_->faults.add(input_error("json.wrong_type")
                                .with("expected", "object")
                                .with("got", kind_name(value))
                                .at(path_));
        object_ = &kEmpty;
    }
    slot_ = shared_->slots.size();
    shared_->slots.push_back({object_, path_, {}});
}

std::string ObjectReader::path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const Value* ObjectReader::find(std::string_view key) {
    shared_->slots[slot_].known.emplace(key);
    const Value* value = object_->if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

const Value* ObjectReader::require(std::string_view key) {
    const Value* value = find(key);
    if (value == nullptr) {
        shared_->faults.add(
            input_error("json.missing_key").with("key", std::string(key)).at(path_of(key)));
    }
    return value;
}

void ObjectReader::wrong_type(std::string_view key, const char* expected, const Value& got) {
    shared_->faults.add(input_error("json.wrong_type")
                            .with("expected", expected)
                            .with("got", kind_name(got))
                            .at(path_of(key)));
}

bool ObjectReader::has(std::string_view key) const {
    const Value* value = object_->if_contains(key);
    return value != nullptr && !value->is_null();
}

std::optional<std::int64_t> ObjectReader::read_integer(std::string_view key, const Value* value,
                                                       IntegerRange range) {
    if (value == nullptr) return std::nullopt;
    std::int64_t number = 0;
    bool fits = true;
    if (value->is_int64()) {
        number = value->get_int64();
    } else if (value->is_uint64()) {
        fits = false;
    } else {
        wrong_type(key, "integer", *value);
        return std::nullopt;
    }
    if (!fits || number < range.min || number > range.max) {
        shared_->faults.add(input_error("json.out_of_range")
                                .with("value", boost::json::serialize(*value))
                                .with("min", std::to_string(range.min))
                                .with("max", std::to_string(range.max))
                                .at(path_of(key)));
        return std::nullopt;
    }
    return number;
}

std::int64_t ObjectReader::integer(std::string_view key, IntegerRange range) {
    return read_integer(key, require(key), range).value_or(range.min);
}
std::optional<std::int64_t> ObjectReader::optional_integer(std::string_view key,
                                                           IntegerRange range) {
    return read_integer(key, find(key), range);
}

Yen ObjectReader::yen(std::string_view key) {
    return Yen(integer(key, {0, kMaxInputYen.amount()}));
}
std::optional<Yen> ObjectReader::optional_yen(std::string_view key) {
    const auto amount = optional_integer(key, {0, kMaxInputYen.amount()});
    if (!amount) return std::nullopt;
    return Yen(*amount);
}

template <class T, class Parse>
std::optional<T> ObjectReader::parse_text(std::string_view key, bool required, Parse parse) {
    const Value* value = required ? require(key) : find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_string()) {
        wrong_type(key, "string", *value);
        return std::nullopt;
    }
    auto parsed = parse(std::string_view(value->get_string()));
    if (!parsed) {
        shared_->faults.add(std::move(parsed.error()).at(path_of(key)));
        return std::nullopt;
    }
    return *parsed;
}

Area ObjectReader::area(std::string_view key) {
    return parse_text<Area>(key, true, parse_area).value_or(Area());
}
std::optional<Area> ObjectReader::optional_area(std::string_view key) {
    return parse_text<Area>(key, false, parse_area);
}
Ratio ObjectReader::ratio(std::string_view key) {
    return parse_text<Ratio>(key, true, parse_ratio).value_or(Ratio());
}
std::optional<Ratio> ObjectReader::optional_ratio(std::string_view key) {
    return parse_text<Ratio>(key, false, parse_ratio);
}
Date ObjectReader::date(std::string_view key) {
    return parse_text<Date>(key, true, parse_iso_date).value_or(Date());
}
std::optional<Date> ObjectReader::optional_date(std::string_view key) {
    return parse_text<Date>(key, false, parse_iso_date);
}
YearMonth ObjectReader::year_month(std::string_view key) {
    return parse_text<YearMonth>(key, true, parse_year_month).value_or(YearMonth());
}

std::optional<bool> ObjectReader::optional_boolean(std::string_view key) {
    const Value* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_bool()) {
        wrong_type(key, "true/false", *value);
        return std::nullopt;
    }
    return value->get_bool();
}
bool ObjectReader::boolean(std::string_view key) {
    if (require(key) == nullptr) return false;
    return optional_boolean(key).value_or(false);
}
bool ObjectReader::boolean_or(std::string_view key, bool otherwise) {
    return optional_boolean(key).value_or(otherwise);
}

std::optional<std::string> ObjectReader::optional_text(std::string_view key,
                                                       std::size_t max_bytes) {
    return parse_text<std::string>(key, false, [&](std::string_view text) -> Result<std::string> {
        if (text.size() > max_bytes) {
            return input_error("json.text_too_long").with("limit", std::to_string(max_bytes));
        }
        return std::string(text);
    });
}
std::string ObjectReader::text(std::string_view key, std::size_t max_bytes) {
    if (require(key) == nullptr) return {};
    return optional_text(key, max_bytes).value_or("");
}

std::optional<std::string> ObjectReader::optional_one_of(
    std::string_view key, const std::vector<std::string_view>& allowed) {
    return parse_text<std::string>(key, false, [&](std::string_view text) -> Result<std::string> {
        std::string list;
        for (const std::string_view option : allowed) {
            if (option == text) return std::string(text);
            list += (list.empty() ? "" : ", ") + std::string(option);
        }
        return input_error("json.not_one_of")
            .with("value", std::string(text.substr(0, 80)))
            .with("allowed", list);
    });
}
std::string ObjectReader::one_of(std::string_view key,
                                 const std::vector<std::string_view>& allowed) {
    if (require(key) == nullptr) return std::string(allowed.front());
    return optional_one_of(key, allowed).value_or(std::string(allowed.front()));
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
    std::vector<std::string> list;
    const Value* value = find(key);
    if (value == nullptr) return list;
    if (!value->is_array()) {
        wrong_type(key, "array", *value);
        return list;
    }
    const Array& array = value->get_array();
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (array[i].is_string()) {
            list.emplace_back(array[i].get_string());
        } else {
            wrong_type(std::string(key) + "[" + std::to_string(i) + "]", "string", array[i]);
        }
    }
    return list;
}

std::optional<ObjectReader> ObjectReader::optional_object(std::string_view key) {
    const Value* value = find(key);
    if (value == nullptr) return std::nullopt;
    return ObjectReader(*value, path_of(key), shared_);
}

std::vector<ObjectReader> ObjectReader::objects(std::string_view key, std::size_t max_count) {
    std::vector<ObjectReader> readers;
    const Value* value = find(key);
    if (value == nullptr) return readers;
    if (!value->is_array()) {
        wrong_type(key, "array", *value);
        return readers;
    }
    const Array& array = value->get_array();
    if (array.size() > max_count) {
        fault(key, input_error("json.too_many").with("limit", std::to_string(max_count)));
        return readers;
    }
    for (std::size_t i = 0; i < array.size(); ++i) {
        readers.push_back(
            ObjectReader(array[i], path_of(key) + "[" + std::to_string(i) + "]", shared_));
    }
    return readers;
}

const Value* ObjectReader::raw(std::string_view key) { return find(key); }

void ObjectReader::fault(std::string_view key, Error error) {
    shared_->faults.add(std::move(error).at(key.empty() ? path_ : path_of(key)));
}

Status ObjectReader::finish() {
    for (const Shared::Slot& slot : shared_->slots) {
        for (const auto& member : *slot.object) {
            const std::string_view key(member.key());
            if (slot.known.contains(key)) continue;
            const std::string path =
                slot.path.empty() ? std::string(key) : slot.path + "." + std::string(key);
            shared_->faults.add(
                input_error("json.unknown_key").with("key", std::string(key)).at(path));
        }
    }
    return shared_->faults.status();
}

Value errors_document(const Error& error) {
    Array list;
    const std::function<void(const Error&)> add = [&](const Error& fault) {
        if (!fault.causes.empty()) {
            for (const Error& cause : fault.causes) add(cause);
            return;
        }
        std::string path = fault.where.path;
        if (fault.where.line != 0) {
            path = fault.where.file + ":" + std::to_string(fault.where.line) +
                   (path.empty() ? "" : ":" + path);
        }
        list.push_back(Object{{"path", path},
                              {"id", fault.id},
                              {"message_ja", describe(fault, Language::japanese)},
                              {"message_en", describe(fault, Language::english)}});
    };
    add(error);
    return Object{{"errors", std::move(list)}};
}

}  // namespace daicho::json
