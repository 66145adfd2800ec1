// XML from outside, read as a stream: expat with everything refused that makes XML dangerous.
//
// No document type, hence no entities of a file's own, neither growing (billion laughs) nor
// pointing outside; bounded depth, bounded length of a tag. Names are given without their name
// space. A handler may stop the reading: run() then returns true and goes on where it stopped.
// Threading: one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/detail/text_source.hpp"

namespace daicho::document::detail {

class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) noexcept : pairs_(pairs) {}
    // By its name without name space; nullopt when there is none.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;

private:
    const char** pairs_;
};

class XmlStream {
public:
    struct Handlers {
        // `depth` is 1 for the root.
        std::function<void(int depth, std::string_view name, const XmlAttributes&)> start;
        std::function<void(int depth, std::string_view name)> end;
        std::function<void(std::string_view)> text;
    };
    // `file` and `part` stand in messages.
    XmlStream(ByteSource source, std::string file, std::string part, Handlers handlers);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    // True: a handler called pause(). False: the end. Errors: those of the source, xml.broken with
    // the line, xml.document_type, xml.too_deep, xml.tag_too_long, and what fail() was given.
    Result<bool> run();
    // For handlers.
    void pause();
    void fail(Error error);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace daicho::document::detail
