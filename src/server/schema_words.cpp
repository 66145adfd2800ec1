#include "server/schema_words.hpp"

#include <string>

#include "base/assert.hpp"

namespace daicho::server {
namespace {

class Words {
public:
    explicit Words(std::string_view text) : text_(text) {}

    json::Object whole() {
        json::Object schema = type();
        DAICHO_ASSERT(text_.empty());
        return schema;
    }

private:
    char next() const { return text_.empty() ? '\0' : text_.front(); }
    bool take(char c) {
        if (next() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    void expect(char c) { DAICHO_ASSERT(take(c)); }
    std::string name() {
        std::size_t end = 0;
        const auto part = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '_';
        };
        while (end < text_.size() && part(text_[end])) ++end;
        DAICHO_ASSERT(end > 0);
        std::string found(text_.substr(0, end));
        text_.remove_prefix(end);
        return found;
    }
    json::Object type() {
        json::Object schema = plain();
        if (!take('?')) return schema;
        return {{"anyOf", json::Array{std::move(schema), json::Object{{"type", "null"}}}}};
    }
    json::Object plain() {
        if (next() == '{') return object();
        if (take('[')) {
            json::Object items = type();
            expect(']');
            return {{"type", "array"}, {"items", std::move(items)}};
        }
        if (take('<')) {
            json::Object values = type();
            expect('>');
            return {{"type", "object"}, {"additionalProperties", std::move(values)}};
        }
        if (take('\'')) return one_of();
        if (take('$')) return {{"$ref", "#/components/schemas/" + name()}};
        return word(name());
    }
    json::Object one_of() {
        json::Array values;
        while (!take('\'')) {
            const std::size_t end = text_.find_first_of("|'");
            DAICHO_ASSERT(end != std::string_view::npos);
            values.push_back(json::Value(std::string(text_.substr(0, end))));
            text_.remove_prefix(end);
            take('|');
        }
        return {{"type", "string"}, {"enum", std::move(values)}};
    }
    static json::Object word(std::string_view word) {
        if (word == "s") return {{"type", "string"}};
        if (word == "n") return {{"type", "integer"}};
        if (word == "f") return {{"type", "number"}};
        if (word == "b") return {{"type", "boolean"}};
        if (word == "d") return {{"type", "string"}, {"format", "date"}};
        if (word == "i") return {{"type", "string"}, {"format", "date-time"}};
        if (word == "T") return {{"$ref", "#/components/schemas/Texts"}};
        if (word == "o") return {{"type", "object"}, {"additionalProperties", true}};
        if (word == "v") return {{"type", json::Array{"string", "integer", "boolean", "null"}}};
        if (word == "t") {
            return {{"anyOf", json::Array{json::Object{{"$ref", "#/components/schemas/Texts"}},
                                          json::Object{{"type", "string"}},
                                          json::Object{{"type", "null"}}}}};
        }
        DAICHO_ASSERT(word == "any");
        return {};
    }
    json::Object object() {
        expect('{');
        json::Object properties;
        json::Array required;
        bool open = false;
        while (!take('}')) {
            if (text_.starts_with("...")) {
                text_.remove_prefix(3);
                open = true;
                continue;
            }
            const std::string member = name();
            if (!take('?')) required.push_back(json::Value(member));
            expect(':');
            properties[member] = type();
            take(',');
        }
        json::Object schema{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty()) schema["required"] = std::move(required);
        if (!open) schema["additionalProperties"] = false;
        return schema;
    }

    std::string_view text_;
};

}  // namespace

json::Object schema_of(std::string_view words) { return Words(words).whole(); }

}  // namespace daicho::server
