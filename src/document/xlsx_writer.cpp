#include "document/xlsx_writer.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>

#include "base/date.hpp"

namespace daicho::document {
namespace {

constexpr lxw_row_t kHeaderRows = 2;
constexpr lxw_row_t kRows = 1'048'576;
constexpr std::size_t kKeptDigits = 15;

struct Close {
    void operator()(lxw_workbook* book) const noexcept { workbook_close(book); }
};

// Of a sheet: 31 characters, none of []:*?/\ and no apostrophe.
std::string fit_for_sheet(const std::string& name) {
    std::string out;
    std::size_t characters = 0;
    for (const char c : name) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++characters > 31) break;
        out += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '_';
    }
    return out.empty() ? "1" : out;
}

// A reader takes _x000A_ for a line end: where a text has these letters, its underscore is written
// in that way.
std::string escape_text(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text.compare(at, 2, "_x") == 0 && at + 6 < text.size() &&
                            text[at + 6] == '_' &&
                            text.find_first_not_of("0123456789abcdefABCDEF", at + 2) == at + 6;
        out += escape ? "_x005F_" : text.substr(at, 1);
    }
    return out;
}

bool fits_a_number(std::string_view text) noexcept {
    std::size_t digits = 0;
    for (const char c : text) digits += c >= '0' && c <= '9' ? 1 : 0;
    return digits > 0 && digits <= kKeptDigits &&
           text.find_first_not_of("-.0123456789") == std::string_view::npos;
}

Error cannot_write(const char* reason) {
    return system_error("xlsx.cannot_write").with("file", "").with("reason", reason);
}

}  // namespace

struct XlsxWriter::State {
    ~State() {
        book.reset();  // before the file it writes to
        if (file >= 0) ::close(file);
    }
    XlsxLayout layout;
    std::string folder;
    int file = -1;  // nameless
    std::unique_ptr<lxw_workbook, Close> book;
    lxw_worksheet* sheet = nullptr;
    std::vector<lxw_format*> formats;  // by column
    lxw_row_t next = 0;

    lxw_format* format(const char* code, bool bold);
    Status open();
    Status write_head();
    Status write_codes();
    Status offer(lxw_col_t column, lxw_row_t first, lxw_row_t last);
    Status put(lxw_col_t column, const std::string& value);
    [[nodiscard]] Status check(lxw_error code) const;
};

Status XlsxWriter::State::check(lxw_error code) const {
    if (code == LXW_NO_ERROR) return {};
    if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
        return input_error("xlsx.text_too_long").with("row", std::to_string(next + 1));
    }
    return cannot_write(lxw_strerror(code));
}

lxw_format* XlsxWriter::State::format(const char* code, bool bold) {
    lxw_format* made = workbook_add_format(book.get());
    format_set_num_format(made, code);
    if (bold) format_set_bold(made);
    return made;
}

Status XlsxWriter::State::open() {
    file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) return cannot_write("open");
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.use_zip64 = LXW_FALSE;
    options.tmpdir = folder.data();
    book.reset(workbook_new_opt(path.c_str(), &options));
    if (!book) return cannot_write("memory");
    lxw_doc_properties properties{};
    properties.created = std::max<std::int64_t>(layout.created, 1);
    DAICHO_CHECK(check(workbook_set_properties(book.get(), &properties)));
    sheet = workbook_add_worksheet(book.get(), fit_for_sheet(layout.sheet).c_str());
    if (sheet == nullptr) return cannot_write("worksheet");
    DAICHO_CHECK(write_head());
    return write_codes();
}

Status XlsxWriter::State::write_head() {
    static constexpr const char* kCodes[] = {"@", "#,##0", "0.00", "yyyy-mm-dd"};
    lxw_format* shared[4] = {};
    for (int i = 0; i < 4; ++i) shared[i] = format(kCodes[i], false);
    lxw_format* label = format("@", true);
    lxw_format* name = format("@", false);
    format_set_font_color(name, LXW_COLOR_GRAY);
    for (lxw_col_t i = 0; i < layout.columns.size(); ++i) {
        const XlsxColumn& column = layout.columns[i];
        formats.push_back(shared[static_cast<int>(column.kind)]);
        DAICHO_CHECK(check(worksheet_set_column(sheet, i, i, 16, formats.back())));
        DAICHO_CHECK(check(worksheet_write_string(sheet, 0, i, column.label.c_str(), label)));
    }
    for (lxw_col_t i = 0; i < layout.columns.size(); ++i) {
        DAICHO_CHECK(
            check(worksheet_write_string(sheet, 1, i, layout.columns[i].name.c_str(), name)));
    }
    worksheet_freeze_panes(sheet, kHeaderRows, 0);
    next = kHeaderRows;
    return {};
}

// The choice of a column: a list, or any entry that the other sheet names.
Status XlsxWriter::State::offer(lxw_col_t column, lxw_row_t first, lxw_row_t last) {
    std::string range = "='" + fit_for_sheet(layout.code_sheet) + "'!$B$" +
                        std::to_string(first + 1) + ":$B$" + std::to_string(last + 1);
    lxw_data_validation choice{};
    choice.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    choice.value_formula = range.data();
    choice.ignore_blank = LXW_VALIDATION_ON;
    return check(worksheet_data_validation_range(sheet, kHeaderRows, column, kRows - 1, column,
                                                 &choice));
}

Status XlsxWriter::State::write_codes() {
    const bool any = std::ranges::any_of(layout.columns,
                                         [](const XlsxColumn& c) { return !c.codes.empty(); });
    if (!any) return {};
    lxw_worksheet* codes =
        workbook_add_worksheet(book.get(), fit_for_sheet(layout.code_sheet).c_str());
    if (codes == nullptr) return cannot_write("worksheet");
    lxw_format* bold = format("@", true);
    lxw_format* plain = format("@", false);
    DAICHO_CHECK(check(worksheet_set_column(codes, 0, 2, 24, plain)));
    for (lxw_col_t i = 0; i < 3; ++i) {
        DAICHO_CHECK(
            check(worksheet_write_string(codes, 0, i, layout.code_titles[i].c_str(), bold)));
    }
    lxw_row_t at = 1;
    for (lxw_col_t i = 0; i < layout.columns.size(); ++i) {
        const XlsxColumn& column = layout.columns[i];
        const lxw_row_t first = at;
        for (const auto& [key, label] : column.codes) {
            const std::string* values[] = {&column.label, &key, &label};
            for (lxw_col_t c = 0; c < 3; ++c) {
                DAICHO_CHECK(
                    check(worksheet_write_string(codes, at, c, values[c]->c_str(), plain)));
            }
            ++at;
        }
        if (at > first) DAICHO_CHECK(offer(i, first, at - 1));
    }
    return {};
}

Status XlsxWriter::State::put(lxw_col_t column, const std::string& value) {
    if (value.empty()) return {};
    const XlsxKind kind = layout.columns[column].kind;
    if (kind == XlsxKind::date) {
        const auto date = parse_iso_date(value);
        if (date && *date >= Date::of(1900, 3, 1)) {
            return check(worksheet_write_number(sheet, next, column,
                                                *date - Date::of(1899, 12, 30),
                                                formats[column]));
        }
    } else if (kind != XlsxKind::text && fits_a_number(value)) {
        double number = 0;  // the file's own form; 15 digits come back as they were
        std::from_chars(value.data(), value.data() + value.size(), number);
        return check(worksheet_write_number(sheet, next, column, number, formats[column]));
    }
    const std::string text = value.find("_x") == std::string::npos ? value : escape_text(value);
    return check(worksheet_write_string(sheet, next, column, text.c_str(), formats[column]));
}

XlsxWriter::XlsxWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create(const std::filesystem::path& folder, XlsxLayout layout) {
    auto state = std::make_unique<State>();
    state->layout = std::move(layout);
    state->folder = folder.empty() ? "." : folder.string();
    DAICHO_CHECK(state->open());
    return XlsxWriter(std::move(state));
}

Status XlsxWriter::row(std::span<const std::string> values) {
    State& self = *state_;
    if (self.next >= kRows) {
        return input_error("xlsx.too_many_rows").with("limit", std::to_string(kRows - kHeaderRows));
    }
    const std::size_t width = std::min(values.size(), self.layout.columns.size());
    for (std::size_t i = 0; i < width; ++i) {
        DAICHO_CHECK(self.put(static_cast<lxw_col_t>(i), values[i]));
    }
    ++self.next;
    return {};
}

Status XlsxWriter::finish(const ByteSink& sink) {
    State& self = *state_;
    DAICHO_CHECK(self.check(workbook_close(self.book.release())));
    std::string block(1 << 16, '\0');
    for (off_t at = 0;;) {
        const ssize_t size = ::pread(self.file, block.data(), block.size(), at);
        if (size < 0) return cannot_write("read");
        if (size == 0) return {};
        DAICHO_CHECK(sink(std::string_view(block.data(), static_cast<std::size_t>(size))));
        at += size;
    }
}

}  // namespace daicho::document
