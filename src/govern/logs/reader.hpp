// Reading events: bytes of one file, a mapping and the tables it joins become events.
//
// Every record is either an event or a rejection with its place and reason; none is lost. One
// reader serves one file at a time and is of one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "govern/logs/event.hpp"
#include "govern/logs/mapping.hpp"
#include "govern/logs/records.hpp"

namespace daicho::govern::logs {

enum class Reject : std::uint8_t {
    none,
    too_long,      // over kRecordLimit
    open_quote,    // a quoted field that never ends
    open_element,  // <Event> without </Event>
    bad_encoding,  // not the mapping's charset
    columns,       // another number of columns than the header
    not_csv,       // text behind a closing quote
    not_json,
    not_syslog,
    not_xml,
    no_time,  // no time, or one that cannot be read
};
const char* to_string(Reject reason) noexcept;

enum class Step : std::uint8_t { event, rejected, end };

class EventReader {
public:
    // `near`: a day of the period (moment.hpp). All three must outlive the reader.
    EventReader(const Mapping& mapping, const Fields& fields, const Tables& tables, Date near);
    ~EventReader();
    EventReader(EventReader&&) noexcept;

    // Only these fields are asked for (beside the time, and what they are made of): others may
    // stay empty. Before begin().
    void narrow(const std::vector<Slot>& read);

    // Begins a file. Errors: logs.file.no_column (a header without a column that is mapped),
    // logs.file.no_header.
    Status begin(ByteReader bytes, std::uint32_t file, const std::string& name);
    // A rejection leaves its place in `event` and its reason in `reason`.
    Result<Step> next(Event& event, Reject& reason);
    // The next record undigested, and the digestion of one: for whoever looks before it parses.
    Result<bool> next_record(RawRecord& record);
    Reject parse(const RawRecord& record, Event& event);
    [[nodiscard]] std::uint64_t lines() const noexcept;
    [[nodiscard]] std::uint64_t bytes() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace daicho::govern::logs
