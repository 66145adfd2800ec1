#include "cli/places.hpp"

#include <cstdlib>

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

fs::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? fs::path() : fs::path(value);
}

fs::path default_home() {
    if (const fs::path xdg = from_environment("XDG_DATA_HOME"); !xdg.empty()) {
        return xdg / "daicho";
    }
    return from_environment("HOME") / ".local" / "share" / "daicho";
}

// The folder of the running binary, or one of its parents, that holds law/ and registers/.
fs::path beside_binary() {
    std::error_code code;
    const fs::path binary = fs::read_symlink("/proc/self/exe", code);
    if (code) return fs::current_path(code);
    for (fs::path folder = binary.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        for (const fs::path& candidate : {folder / "share" / "daicho", folder}) {
            if (fs::exists(candidate / "law", code) && fs::exists(candidate / "registers", code)) {
                return candidate;
            }
        }
    }
    return binary.parent_path();
}

}  // namespace

Places find_places() {
    Places places;
    places.home = from_environment("DAICHO_HOME");
    if (places.home.empty()) places.home = default_home();
    places.data = from_environment("DAICHO_DATA");
    if (places.data.empty()) places.data = beside_binary();
    if (const fs::path store = from_environment("DAICHO_STORE"); !store.empty()) {
        places.store = store.string();
    }
    if (const fs::path replica = from_environment("DAICHO_REPLICA"); !replica.empty()) {
        places.store += " replica:" + replica.string();
    }
    return places;
}

}  // namespace daicho::cli
