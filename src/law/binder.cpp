#include "law/binder.hpp"

#include <algorithm>

namespace daicho::law {

const Row* Binder::require(std::string_view id, ValueType type) {
    const Row* row = year_->find(id);
    if (row == nullptr) {
        fault(id, not_found_error("law.row_missing")
                      .with("row", std::string(id))
                      .with("year", std::to_string(year_->fiscal_year().year())));
        return nullptr;
    }
    if (row->type != type) {
        fault(id, input_error("law.wrong_type").with("row", std::string(id))
                      .with("expected", name_of(type)).with("got", name_of(row->type)));
        return nullptr;
    }
    status_ = std::max(status_, row->citation.status);
    if (row->citation.status != LawStatus::enacted &&
        std::find(doubts_.begin(), doubts_.end(), row) == doubts_.end()) {
        doubts_.push_back(row);
    }
    return row;
}

template <class T>
Cited<T> Binder::scalar(std::string_view id, ValueType type) {
    const Row* row = require(id, type);
    if (row == nullptr) return {};
    return {std::get<T>(row->cell), &row->citation};
}

Cited<std::int64_t> Binder::integer(std::string_view id) {
    return scalar<std::int64_t>(id, ValueType::integer);
}
Cited<Yen> Binder::yen(std::string_view id) { return scalar<Yen>(id, ValueType::yen); }
Cited<Ratio> Binder::ratio(std::string_view id) { return scalar<Ratio>(id, ValueType::ratio); }
Cited<Area> Binder::area(std::string_view id) { return scalar<Area>(id, ValueType::area); }
Cited<Date> Binder::date(std::string_view id) { return scalar<Date>(id, ValueType::date); }
Cited<std::string> Binder::code(std::string_view id) {
    return scalar<std::string>(id, ValueType::code);
}

Cited<const Table*> Binder::table(std::string_view id, const std::vector<ValueType>& columns) {
    static const Table kEmpty;
    const Row* row = require(id, ValueType::table);
    if (row == nullptr) return {&kEmpty, nullptr};
    const bool same = std::equal(
        columns.begin(), columns.end(), row->table.columns.begin(), row->table.columns.end(),
        [](ValueType type, const Column& column) { return type == column.type; });
    if (!same) {
        fault(id, input_error("law.wrong_columns").with("row", std::string(id)));
        return {&kEmpty, nullptr};
    }
    return {&row->table, &row->citation};
}

void Binder::fault(std::string_view id, Error error) {
    const Row* row = year_->find(id);
    if (row != nullptr) {
        error.where.file = row->file;
        error.where.line = row->line;
    }
    faults_.push_back(std::move(error));
}

Status Binder::finish() const {
    if (faults_.empty()) return {};
    Error error = input_error("law.binding_failed")
                      .with("year", std::to_string(year_->fiscal_year().year()))
                      .with("count", std::to_string(faults_.size()));
    error.causes = faults_;
    return error;
}

}  // namespace daicho::law
