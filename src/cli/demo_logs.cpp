#include "cli/demo_logs.hpp"

#include "server/logs/log_desk.hpp"

namespace daicho::cli {

Status analyse_demo_logs(City& city, const Places& places) {
    struct File {
        const char* source;
        const char* name;
    };
    static constexpr File kFiles[] = {{"L-01", "residents-2026-10.csv.gz"},
                                      {"L-02", "windows-2026-10.xml.gz"}};
    const auto folder = places.data / "data" / "govern" / "logs";
    const server::LogCatalogs catalogs{places.data / "catalogs" / "logs", folder / "lists"};
    DAICHO_TRY(principal, principal_of(city, "10274"));  // the digital promotion section
    for (const File& file : kFiles) {
        server::LogOrder order;
        order.source = file.source;
        order.from = Date::of(2026, 10, 1);
        order.to = Date::of(2026, 10, 31);
        const std::string path = (folder / file.name).string();
        order.files.push_back(govern::logs::file_input(path));
        order.files.back().name = file.name;  // where it lies is this machine's affair
        DAICHO_CHECK(server::run_logs(*city.kernel, principal, catalogs, order));
    }
    return {};
}

}  // namespace daicho::cli
