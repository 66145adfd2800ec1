#include "law/statute.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/assert.hpp"
#include "law/detail/file.hpp"

namespace daicho::law {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = 4 * 1024 * 1024;

void hash_text(Sha256& hash, std::string_view text) {
    // Length first, so that no two lists of texts share their bytes.
    const std::string length = std::to_string(text.size()) + ":";
    hash.add({reinterpret_cast<const std::uint8_t*>(length.data()), length.size()});
    hash.add({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

Digest digest_of(FiscalYear year, const std::vector<Row>& rows) {
    Sha256 hash;
    hash_text(hash, "daicho law 1");
    hash_text(hash, std::to_string(year.year()));
    for (const Row& row : rows) {
        hash_text(hash, row.id);
        hash_text(hash, name_of(row.type));
        if (row.type != ValueType::table) hash_text(hash, canonical(row.cell));
        for (const Column& column : row.table.columns) {
            hash_text(hash, column.name);
            hash_text(hash, name_of(column.type));
        }
        for (const auto& line : row.table.rows) {
            for (const Cell& cell : line) hash_text(hash, canonical(cell));
        }
        hash_text(hash, row.citation.law);
        hash_text(hash, name_of(row.citation.status));
        hash_text(hash, row.citation.verified ? "verified" : "unverified");
    }
    return hash.finish();
}

Result<std::string> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return not_found_error("law.cannot_open").with("file", path.string());
    std::string text(kMaxFileBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

// Collects faults of all files, so that one run names every one.
class Loader {
public:
    explicit Loader(fs::path folder) : folder_(std::move(folder)) {}

    detail::Units index() {
        return take(read(folder_ / "index.yaml", [](auto text, const auto& name) {
            return detail::parse_index(text, name);
        }));
    }

    std::vector<Series> series(const detail::Units& units) {
        const fs::path path = folder_ / "rates.yaml";
        if (!fs::exists(path)) return {};
        auto all = take(read(path, [&](auto text, const auto& name) {
            return detail::parse_series_file(text, name, "law/rates.yaml", units);
        }));
        std::set<std::string_view> seen;
        for (const Series& series : all) {
            if (!seen.insert(series.id).second) {
                faults_.push_back(input_error("law.series_twice").with("series", series.id)
                                      .at_line(path.string(), 0));
            }
        }
        return all;
    }

    std::vector<Year> years(const detail::Units& units) {
        std::vector<Year> years;
        for (const auto& [number, path] : year_folders()) {
            const int last = years.empty() ? number - 1 : years.back().fiscal_year().year();
            if (last + 1 != number) {
                faults_.push_back(input_error("law.year_gap")
                                      .with("from", std::to_string(last))
                                      .with("to", std::to_string(number)));
            }
            years.emplace_back(FiscalYear(number), year(FiscalYear(number), path, units));
        }
        if (years.empty()) {
            faults_.push_back(input_error("law.no_years").with("folder", folder_.string()));
        }
        return years;
    }

    Status finish() {
        if (faults_.empty()) return {};
        Error error = input_error("law.invalid").with("count", std::to_string(faults_.size()));
        error.causes = std::move(faults_);
        return error;
    }

private:
    template <class Parse>
    auto read(const fs::path& path, Parse parse) -> decltype(parse("", path.string())) {
        DAICHO_TRY(text, read_file(path));
        return parse(std::string_view(text), path.string());
    }

    template <class T>
    T take(Result<T> result) {
        if (result) return std::move(*result);
        if (result.error().causes.empty()) faults_.push_back(std::move(result.error()));
        else for (Error& cause : result.error().causes) faults_.push_back(std::move(cause));
        return {};
    }

    std::map<int, fs::path> year_folders() {
        std::map<int, fs::path> found;
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(folder_, failed)) {
            if (!entry.is_directory()) continue;
            const std::string name = entry.path().filename().string();
            const bool year = name.size() == 4 && std::all_of(name.begin(), name.end(), [](char c) {
                return c >= '0' && c <= '9';
            });
            if (year) found.emplace(std::stoi(name), entry.path());
            else faults_.push_back(input_error("law.unknown_folder").with("name", name));
        }
        return found;
    }

    std::vector<Row> year(FiscalYear year, const fs::path& folder, const detail::Units& units) {
        std::set<fs::path> files;
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator(folder, failed)) files.insert(entry.path());
        std::vector<Row> rows;
        std::map<std::string, std::string> place_of;
        for (const fs::path& path : files) {
            if (path.extension() != ".yaml") {
                faults_.push_back(input_error("law.unknown_file").with("name", path.string()));
                continue;
            }
            const std::string location = "law/" + std::to_string(year.year()) + "/" +
                                         path.filename().string();
            auto more = take(read(path, [&](auto text, const auto& name) {
                return detail::parse_year_file(text, name, location, year, units);
            }));
            for (Row& row : more) {
                const std::string place = location + ":" + std::to_string(row.line);
                if (const auto [at, fresh] = place_of.emplace(row.id, place); !fresh) {
                    faults_.push_back(conflict_error("law.row_twice").with("row", row.id)
                                          .with("other", at->second)
                                          .at_line(path.string(), row.line));
                    continue;
                }
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

    fs::path folder_;
    std::vector<Error> faults_;
};

}  // namespace

const char* name_of(LawStatus status) noexcept {
    switch (status) {
        case LawStatus::enacted: return "enacted";
        case LawStatus::announced: return "announced";
        case LawStatus::assumed: return "assumed";
    }
    return "";
}

Year::Year(FiscalYear year, std::vector<Row> rows) : year_(year), rows_(std::move(rows)) {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < rows_.size(); ++i) DAICHO_ASSERT(rows_[i - 1].id != rows_[i].id);
    digest_ = digest_of(year_, rows_);
}

const Row* Year::find(std::string_view id) const noexcept {
    const auto before = [](const Row& row, std::string_view key) { return row.id < key; };
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), id, before);
    return at != rows_.end() && at->id == id ? &*at : nullptr;
}

LawStatus Year::status(const std::vector<std::string_view>& prefixes) const noexcept {
    LawStatus worst = LawStatus::enacted;
    for (const Row& row : rows_) {
        const bool matters = std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) {
            return std::string_view(row.id).starts_with(prefix);
        });
        if (matters) worst = std::max(worst, row.citation.status);
    }
    return worst;
}

Result<const Year*> Statute::year(FiscalYear year) const {
    for (const Year& candidate : years_) {
        if (candidate.fiscal_year() == year) return &candidate;
    }
    Error error = not_found_error("law.year_missing").with("year", std::to_string(year.year()));
    if (years_.empty()) return std::move(error).with("first", "–").with("last", "–");
    return std::move(error)
        .with("first", std::to_string(years_.front().fiscal_year().year()))
        .with("last", std::to_string(years_.back().fiscal_year().year()));
}

Result<const Series*> Statute::series(std::string_view id) const {
    for (const Series& series : series_) {
        if (series.id == id) return &series;
    }
    return not_found_error("law.series_missing").with("series", std::string(id));
}

Result<Statute> load(const std::string& folder) {
    Loader loader(folder);
    Statute statute;
    statute.units_ = loader.index();
    DAICHO_CHECK(loader.finish());  // without the index every citation would seem unknown
    statute.years_ = loader.years(statute.units_);
    statute.series_ = loader.series(statute.units_);
    DAICHO_CHECK(loader.finish());
    return statute;
}

Result<Cited<Ratio>> ratio_on(const Series& series, Date date) {
    DAICHO_ASSERT(series.type == ValueType::ratio);
    for (const DatedRow& row : series.rows) {
        if (row.from <= date && date < row.to) {
            return Cited<Ratio>{std::get<Ratio>(row.cell), &row.citation};
        }
    }
    return not_found_error("law.no_rate_on")
        .with("date", format_iso(date))
        .with("first", format_iso(series.rows.front().from))
        .with("last", format_iso(series.rows.back().to + -1));
}

}  // namespace daicho::law
