#include "base/error.hpp"

#include "base/detail/code_points.hpp"

namespace daicho {
namespace {

// What is shown may come from outside and may have been cut for the message: bytes that are no
// character would make the whole answer unreadable, so a cut one at the end goes and others are
// replaced.
constexpr std::size_t kMostShown = 4000;  // bytes: nobody reads on

std::string presentable(std::string text) {
    if (text.size() > kMostShown) text.resize(kMostShown);
    std::string out;
    std::size_t kept = 0;  // up to here `text` is in `out`
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const char32_t c = detail::next_code_point(text, at);
        if (c != detail::kReplacement || at - begin != 1) continue;
        out.append(text, kept, begin - kept);
        if (text.size() - begin > 3) detail::append_utf8(out, detail::kReplacement);
        kept = at;
    }
    if (kept == 0) return text;
    return out.append(text, kept);
}

}  // namespace

Error& Error::with(std::string name, std::string value) & {
    arguments.emplace_back(std::move(name), presentable(std::move(value)));
    return *this;
}

Error&& Error::with(std::string name, std::string value) && {
    arguments.emplace_back(std::move(name), presentable(std::move(value)));
    return std::move(*this);
}

Error&& Error::at(std::string path) && {
    where.path = presentable(std::move(path));
    return std::move(*this);
}

Error&& Error::at_line(std::string file, std::uint64_t line) && {
    where.file = presentable(std::move(file));
    where.line = line;
    return std::move(*this);
}

namespace {
Error make(ErrorKind kind, std::string id) {
    Error error;
    error.id = std::move(id);
    error.kind = kind;
    return error;
}
}  // namespace

Error input_error(std::string id) { return make(ErrorKind::input, std::move(id)); }
Error denied_error(std::string id) { return make(ErrorKind::denied, std::move(id)); }
Error not_found_error(std::string id) { return make(ErrorKind::not_found, std::move(id)); }
Error conflict_error(std::string id) { return make(ErrorKind::conflict, std::move(id)); }
Error system_error(std::string id) { return make(ErrorKind::system, std::move(id)); }

}  // namespace daicho
