#include "base/error.hpp"

namespace daicho {

Error& Error::with(std::string name, std::string value) & {
    arguments.emplace_back(std::move(name), std::move(value));
    return *this;
}

Error&& Error::with(std::string name, std::string value) && {
    arguments.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Error&& Error::at(std::string path) && {
    where.path = std::move(path);
    return std::move(*this);
}

Error&& Error::at_line(std::string file, std::uint64_t line) && {
    where.file = std::move(file);
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
