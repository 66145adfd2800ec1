#include "document/xlsx_reader.hpp"

#include <algorithm>
#include <charconv>

#include "document/detail/xlsx_number.hpp"
#include "document/detail/xlsx_parts.hpp"
#include "document/detail/xml_stream.hpp"

namespace daicho::document {
namespace {

constexpr std::uint64_t kLastRow = 1'048'576;
constexpr std::uint32_t kLastColumn = 16'384;
constexpr std::size_t kMostFaults = 100;  // of one row

// Depths of <worksheet><sheetData><row><c><is><r><t>.
constexpr int kDataDepth = 2;
constexpr int kRowDepth = 3;
constexpr int kCellDepth = 4;
constexpr int kValueDepth = 5;
constexpr int kTextDepth = 6;
constexpr int kRunTextDepth = 7;

struct CellText {
    std::size_t begin = 0;  // in the bytes of the row
    std::size_t size = 0;
};

}  // namespace

struct XlsxReader::State {
    std::shared_ptr<detail::XlsxArchive> archive;
    detail::XlsxWorkbook workbook;
    std::vector<detail::XlsxFormat> formats;
    detail::SharedTexts texts;
    std::vector<std::string> names;
    std::string sheet;
    std::unique_ptr<detail::XmlStream> xml;

    bool in_data = false;
    bool in_row = false;
    bool in_cell = false;
    bool in_run = false;
    bool wanted = false;  // text now read belongs to the cell
    std::uint64_t row = 0;
    std::uint32_t column = 0;  // of the next cell without a place
    std::uint32_t cell_column = 0;
    std::string type;
    std::uint32_t style = 0;
    bool has_value = false;
    bool has_formula = false;
    bool too_long = false;
    std::string value;

    std::string bytes;  // of the row
    std::size_t row_size = 0;
    std::vector<CellText> cells;
    std::vector<Error> faults;
    std::vector<std::string_view> fields;

    [[nodiscard]] std::string place() const { return archive->name() + " [" + sheet + "]"; }
    void open_row(const detail::XmlAttributes& attributes);
    void open_cell(const detail::XmlAttributes& attributes);
    void close_cell();
    void close_row();
    void start(int depth, std::string_view name, const detail::XmlAttributes& attributes);
    void end(int depth);
    void fault(Error error);
    void put(std::string_view text);
    void put_shared();
    void put_value();
    Result<std::string> number_text() const;
};

void XlsxReader::State::fault(Error error) {
    if (faults.size() >= kMostFaults) return;
    error.arguments.emplace_back("sheet", sheet);
    const std::string cell = xlsx_cell_name(cell_column, row);
    error.arguments.emplace_back("cell", cell);
    faults.push_back(std::move(error).at_line(place(), row).at(cell));
}

void XlsxReader::State::open_row(const detail::XmlAttributes& attributes) {
    std::uint64_t number = row + 1;
    if (const auto given = attributes.find("r")) {
        std::from_chars(given->data(), given->data() + given->size(), number);
    }
    if (number <= row || number > kLastRow) {
        return xml->fail(input_error("xlsx.row_order")
                             .with("row", std::to_string(number))
                             .at_line(place(), row));
    }
    row = number;
    in_row = true;
    column = 0;
    bytes.clear();
    row_size = 0;
    cells.clear();
    faults.clear();
}

void XlsxReader::State::open_cell(const detail::XmlAttributes& attributes) {
    in_cell = true;
    cell_column = column;
    type = attributes.find("t").value_or("n");
    style = 0;
    if (const auto given = attributes.find("s")) {
        std::from_chars(given->data(), given->data() + given->size(), style);
    }
    has_value = has_formula = too_long = false;
    value.clear();
    if (const auto given = attributes.find("r")) {
        detail::CellPlace place_of_cell;
        const bool good = detail::parse_cell_place(*given, place_of_cell) &&
                          place_of_cell.row + 1 == row && place_of_cell.column >= column;
        if (!good) {
            in_cell = false;
            return fault(input_error("xlsx.cell_order").with("value", std::string(*given)));
        }
        cell_column = place_of_cell.column;
    }
    if (cell_column >= kLastColumn) {
        in_cell = false;
        return fault(input_error("xlsx.too_many_columns")
                         .with("limit", std::to_string(archive->limits().columns)));
    }
    column = cell_column + 1;
}

// An empty cell beyond the limit is only a format.
void XlsxReader::State::put(std::string_view text) {
    if (text.empty()) return;
    const XlsxLimits& limits = archive->limits();
    if (cell_column >= limits.columns) {
        return fault(input_error("xlsx.too_many_columns")
                         .with("limit", std::to_string(limits.columns)));
    }
    row_size += text.size();
    if (row_size > limits.row_bytes) {
        return fault(input_error("xlsx.row_too_long")
                         .with("limit", std::to_string(limits.row_bytes)));
    }
    if (cells.size() <= cell_column) cells.resize(cell_column + 1);
    cells[cell_column] = {bytes.size(), text.size()};
    bytes += text;
}

void XlsxReader::State::put_shared() {
    std::size_t index = texts.size();
    const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), index);
    if (code != std::errc() || end != value.data() + value.size() || index >= texts.size()) {
        return fault(input_error("xlsx.no_such_text").with("value", value));
    }
    const std::string_view text = texts.at(index);
    if (text.size() > archive->limits().field_bytes) {
        return fault(input_error("xlsx.cell_too_long")
                         .with("limit", std::to_string(archive->limits().field_bytes)));
    }
    put(text);
}

Result<std::string> XlsxReader::State::number_text() const {
    const detail::XlsxFormat format = style < formats.size() ? formats[style]
                                                             : detail::XlsxFormat{};
    if (format.kind == detail::XlsxFormat::Kind::date) {
        return detail::serial_date(value, workbook.from_1904);
    }
    DAICHO_TRY(text, detail::exact_number(value));
    const bool whole = text.find_first_of("-.") == std::string::npos;
    if (whole && text.size() < format.zeros) text.insert(0, format.zeros - text.size(), '0');
    return text;
}

void XlsxReader::State::put_value() {
    if (type == "b") {
        if (value == "1" || value == "0") return put(value == "1" ? "true" : "false");
        return fault(input_error("xlsx.not_a_boolean").with("value", value));
    }
    if (type == "e") return fault(input_error("xlsx.error_value").with("value", value));
    if (type == "d") {
        const std::size_t time = value.find('T');
        const std::string_view clock = std::string_view(value).substr(
            std::min(value.size(), time == std::string::npos ? value.size() : time + 1));
        if (clock.find_first_not_of("0:.Z") != std::string_view::npos) {
            return fault(input_error("xlsx.date_with_time").with("value", value));
        }
        return put(std::string_view(value).substr(0, time));
    }
    if (type != "n") return fault(input_error("xlsx.unknown_type").with("value", type));
    auto text = number_text();
    if (!text) return fault(std::move(text.error()));
    put(*text);
}

void XlsxReader::State::close_cell() {
    if (!in_cell) return;
    in_cell = false;
    if (too_long) {
        return fault(input_error("xlsx.cell_too_long")
                         .with("limit", std::to_string(archive->limits().field_bytes)));
    }
    if (!has_value) {
        if (has_formula) fault(input_error("xlsx.formula_without_value"));
        return;
    }
    if (type == "s") return put_shared();
    if (type == "inlineStr" || type == "str") {
        value = detail::unescape_text(std::move(value));
        return put(value);
    }
    if (!value.empty()) put_value();
}

void XlsxReader::State::close_row() {
    in_row = false;
    while (!cells.empty() && cells.back().size == 0) cells.pop_back();
    if (!cells.empty() || !faults.empty()) xml->pause();
}

void XlsxReader::State::start(int depth, std::string_view name,
                              const detail::XmlAttributes& attributes) {
    wanted = false;
    if (depth == kDataDepth) in_data = name == "sheetData";
    if (!in_data) return;
    if (depth == kRowDepth && name == "row") return open_row(attributes);
    if (!in_row) return;
    if (depth == kCellDepth && name == "c") return open_cell(attributes);
    if (!in_cell) return;
    if (depth == kValueDepth) {
        has_formula = has_formula || name == "f";
        has_value = has_value || name == "v" || name == "is";
        wanted = name == "v" && type != "inlineStr";
    } else if (depth == kTextDepth && type == "inlineStr") {
        in_run = name == "r";
        wanted = name == "t";
    } else if (depth == kRunTextDepth && type == "inlineStr") {
        wanted = in_run && name == "t";
    }
}

void XlsxReader::State::end(int depth) {
    wanted = false;
    if (depth == kCellDepth) close_cell();
    if (depth == kRowDepth && in_row) close_row();
    if (depth == kDataDepth) in_data = false;
}

XlsxReader::XlsxReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxReader::XlsxReader(XlsxReader&&) noexcept = default;
XlsxReader& XlsxReader::operator=(XlsxReader&&) noexcept = default;
XlsxReader::~XlsxReader() = default;

namespace {

// By name, by number, or the first that people see.
Result<std::size_t> choose(const std::vector<detail::XlsxSheet>& sheets, const std::string& wanted,
                           const std::string& file) {
    std::size_t number = 0;
    const auto [end, code] =
        std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    const bool is_number = code == std::errc() && end == wanted.data() + wanted.size();
    std::string names;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (wanted.empty() ? !sheets[i].hidden : sheets[i].name == wanted) return i;
        names += (i == 0 ? "" : ", ") + sheets[i].name;
    }
    if (wanted.empty()) return std::size_t{0};
    if (is_number && number >= 1 && number <= sheets.size()) return number - 1;
    return input_error("xlsx.no_sheet")
        .with("file", file)
        .with("sheet", wanted)
        .with("sheets", names);
}

}  // namespace

Result<XlsxReader> XlsxReader::open(std::shared_ptr<detail::XlsxArchive> archive,
                                    const std::string& sheet) {
    auto state = std::make_unique<State>();
    state->archive = std::move(archive);
    detail::XlsxArchive& from = *state->archive;
    DAICHO_TRY(workbook, detail::read_workbook(from));
    state->workbook = std::move(workbook);
    DAICHO_TRY(chosen, choose(state->workbook.sheets, sheet, from.name()));
    DAICHO_TRY(formats, detail::read_formats(from, state->workbook.styles));
    state->formats = std::move(formats);
    DAICHO_TRY(texts, detail::SharedTexts::read(from, state->workbook.texts));
    state->texts = std::move(texts);
    for (const auto& one : state->workbook.sheets) state->names.push_back(one.name);
    state->sheet = state->workbook.sheets[chosen].name;
    const std::string& part = state->workbook.sheets[chosen].part;
    DAICHO_TRY(source, from.open(part));
    State* raw = state.get();
    detail::XmlStream::Handlers handlers;
    handlers.start = [raw](int depth, std::string_view name,
                           const detail::XmlAttributes& attributes) {
        raw->start(depth, name, attributes);
    };
    handlers.end = [raw](int depth, std::string_view) { raw->end(depth); };
    handlers.text = [raw](std::string_view piece) {
        if (!raw->wanted || raw->too_long) return;
        raw->too_long = raw->value.size() + piece.size() > raw->archive->limits().field_bytes;
        if (!raw->too_long) raw->value += piece;
    };
    state->xml = std::make_unique<detail::XmlStream>(std::move(source), state->place(), part,
                                                     std::move(handlers));
    return XlsxReader(std::move(state));
}

Result<XlsxReader> XlsxReader::open_file(const std::string& path, const std::string& sheet,
                                         const XlsxLimits& limits) {
    DAICHO_TRY(archive, detail::XlsxArchive::open_file(path, limits));
    return open(std::move(archive), sheet);
}

Result<XlsxReader> XlsxReader::open_bytes(std::string_view bytes, std::string name,
                                          const std::string& sheet, const XlsxLimits& limits) {
    DAICHO_TRY(archive, detail::XlsxArchive::open_bytes(bytes, std::move(name), limits));
    return open(std::move(archive), sheet);
}

Result<bool> XlsxReader::next(XlsxRow& row) {
    State& self = *state_;
    DAICHO_TRY(more, self.xml->run());
    if (!more) return false;
    self.fields.clear();
    for (const CellText& cell : self.cells) {
        self.fields.push_back(std::string_view(self.bytes).substr(cell.begin, cell.size));
    }
    row = {self.fields, self.faults, self.row};
    return true;
}

const std::string& XlsxReader::name() const noexcept { return state_->archive->name(); }
const std::string& XlsxReader::sheet() const noexcept { return state_->sheet; }
const std::vector<std::string>& XlsxReader::sheets() const noexcept { return state_->names; }
std::string XlsxReader::place() const { return state_->place(); }
std::uint64_t XlsxReader::bytes_read() const noexcept { return state_->archive->bytes_read(); }

std::string xlsx_cell_name(std::size_t column, std::uint64_t row) {
    return detail::column_letters(static_cast<std::uint32_t>(column)) + std::to_string(row);
}

}  // namespace daicho::document
