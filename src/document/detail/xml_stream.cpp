#include "document/detail/xml_stream.hpp"

#include <expat.h>

namespace daicho::document::detail {
namespace {

constexpr int kPiece = 64 * 1024;
constexpr int kDeepest = 64;
constexpr std::int64_t kLongestTag = 1 << 20;  // also of what waits unparsed
constexpr char kSeparator = '\n';              // between name space and name

std::string_view local(const char* name) noexcept {
    const std::string_view whole(name);
    const std::size_t at = whole.rfind(kSeparator);
    return at == std::string_view::npos ? whole : whole.substr(at + 1);
}

struct Free {
    void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const noexcept {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (local(pair[0]) == name) return std::string_view(pair[1]);
    }
    return std::nullopt;
}

struct XmlStream::State {
    ByteSource source;
    std::string file;
    std::string part;
    Handlers handlers;
    std::unique_ptr<XML_ParserStruct, Free> parser;
    int depth = 0;
    std::int64_t fed = 0;
    bool last = false;    // the end was given to the parser
    bool paused = false;  // inside a piece
    bool ended = false;
    std::optional<Error> error;

    static State& of(void* data) noexcept { return *static_cast<State*>(data); }
    [[nodiscard]] Error fault(const char* id) const {
        return input_error(id)
            .with("part", part)
            .at_line(file, static_cast<std::uint64_t>(XML_GetCurrentLineNumber(parser.get())));
    }
    void stop(Error why) {
        if (!error) error = std::move(why);
        XML_StopParser(parser.get(), XML_FALSE);
    }
    static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        State& self = of(data);
        if (self.error) return;
        if (++self.depth > kDeepest) return self.stop(self.fault("xml.too_deep"));
        if (self.handlers.start) {
            self.handlers.start(self.depth, local(name), XmlAttributes(attributes));
        }
    }
    static void on_end(void* data, const XML_Char* name) {
        State& self = of(data);
        if (self.error) return;
        if (self.handlers.end) self.handlers.end(self.depth, local(name));
        --self.depth;
    }
    static void on_text(void* data, const XML_Char* text, int size) {
        State& self = of(data);
        if (self.error || !self.handlers.text) return;
        self.handlers.text(std::string_view(text, static_cast<std::size_t>(size)));
    }
    static void on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*,
                                 int) {
        State& self = of(data);
        self.stop(self.fault("xml.document_type"));
    }
    // Gives the parser one more piece.
    Result<XML_Status> feed() {
        void* buffer = XML_GetBuffer(parser.get(), kPiece);
        if (buffer == nullptr) return fault("xml.broken");
        DAICHO_TRY(size, source(static_cast<char*>(buffer), kPiece));
        fed += static_cast<std::int64_t>(size);
        last = size == 0;
        return XML_ParseBuffer(parser.get(), static_cast<int>(size), last ? XML_TRUE : XML_FALSE);
    }
};

XmlStream::XmlStream(ByteSource source, std::string file, std::string part, Handlers handlers)
    : state_(std::make_unique<State>()) {
    state_->source = std::move(source);
    state_->file = std::move(file);
    state_->part = std::move(part);
    state_->handlers = std::move(handlers);
    state_->parser.reset(XML_ParserCreateNS(nullptr, kSeparator));
    XML_Parser parser = state_->parser.get();
    if (parser == nullptr) return;
    XML_SetUserData(parser, state_.get());
    XML_SetElementHandler(parser, State::on_start, State::on_end);
    XML_SetCharacterDataHandler(parser, State::on_text);
    XML_SetStartDoctypeDeclHandler(parser, State::on_document_type);
}

XmlStream::~XmlStream() = default;

void XmlStream::pause() {
    state_->paused = true;
    XML_StopParser(state_->parser.get(), XML_TRUE);
}

void XmlStream::fail(Error error) { state_->stop(std::move(error)); }

Result<bool> XmlStream::run() {
    State& self = *state_;
    if (self.parser == nullptr) return system_error("xml.memory");
    while (!self.ended) {
        XML_Status status = XML_STATUS_OK;
        if (self.paused) {
            self.paused = false;
            status = XML_ResumeParser(self.parser.get());
        } else {
            auto fed = self.feed();
            if (!fed) {
                self.ended = true;
                return std::move(fed.error());
            }
            status = *fed;
        }
        if (status == XML_STATUS_ERROR) {
            self.ended = true;
            return self.error ? std::move(*self.error) : self.fault("xml.broken");
        }
        if (status == XML_STATUS_SUSPENDED) return true;
        if (self.last) self.ended = true;
        const std::int64_t waiting = self.fed - XML_GetCurrentByteIndex(self.parser.get());
        if (!self.ended && waiting > kLongestTag) {
            self.ended = true;
            return self.fault("xml.tag_too_long");
        }
    }
    return false;
}

}  // namespace daicho::document::detail
