// Reading: formats, charsets, times, faults with their places, lines of any length.
#include <gtest/gtest.h>
#include <zlib.h>

#include <sys/resource.h>

#include "govern/logs/engine.hpp"
#include "govern/logs/matcher.hpp"
#include "govern/logs/moment.hpp"
#include "govern/test_support.hpp"

namespace daicho::govern::logs {
namespace {

using test::value_of;

struct Read {
    std::vector<std::string> events;  // user at time
    std::vector<std::string> rejected;
};

Read read(const std::string& mapping_text, ByteReader bytes,
          const std::vector<std::string>& more = {}) {
    const Mapping mapping =
        value_of(parse_mapping("name: t\nlabel: {ja: 試, en: T}\n" + mapping_text, "t"));
    Fields fields;
    for (const std::string& name : more) fields.add(name);
    const Tables tables;
    EventReader reader(mapping, fields, tables, Date::of(2026, 4, 10));
    EXPECT_TRUE(reader.begin(std::move(bytes), 0, "t"));
    Read out;
    Event event;
    Reject reason = Reject::none;
    for (;;) {
        const Step step = value_of(reader.next(event, reason));
        if (step == Step::end) return out;
        if (step == Step::rejected) {
            out.rejected.push_back(std::to_string(event.place.line) + " " + to_string(reason));
            continue;
        }
        std::string text = std::string(event.values[1]) + " " + format_moment(event.time_ms);
        for (const std::string& name : more) {
            text += " " + name + "=" + std::string(event.values[fields.find(name)]);
        }
        out.events.push_back(std::move(text));
    }
}
Read read(const std::string& mapping, const std::string& file,
          const std::vector<std::string>& more = {}) {
    return read(mapping, unpacked(read_text(file, 13), "t"), more);
}

using Texts = std::vector<std::string>;
const char* const kCsv = "format: csv\nfields: {time: t, user: u}\n";

TEST(LogsReading, CsvWithQuotedLineBreaksAndFaultsByPlace) {
    const Read out =
        read(kCsv,
             "\xEF\xBB\xBFt,u,note\r\n2026-04-01 09:00:00,a,\"two\nlines \"\"x\"\"\"\r\n"
             "2026-04-01 09:01:00,b\n2026-04-01 25:00:00,c,\n\n"
             "2026-04-01 09:02:00,d,\"x\"y\n2026-04-01 09:03:00,e,\xFF\n"
             "2026-04-01 09:04:00,f,",
             {"note"});
    EXPECT_EQ(out.events, (Texts{"a 2026-04-01 09:00:00 note=two\nlines \"x\"",
                                 "f 2026-04-01 09:04:00 note="}));
    EXPECT_EQ(out.rejected, (Texts{"4 columns", "5 no_time", "7 not_csv", "8 bad_encoding"}));
}

TEST(LogsReading, AStrayQuotationMarkSpoilsItsLineOnly) {
    const Read out = read(kCsv, "t,u\n2026-04-01 09:00:00,\"a\n2026-04-01 09:01:00,b\n");
    EXPECT_EQ(out.rejected, Texts{"2 open_quote"});
    EXPECT_EQ(out.events, Texts{"b 2026-04-01 09:01:00"});
}

TEST(LogsReading, Cp932AndUtf16AndGzip) {
    const std::string cp932 = "t,u\n2026-04-01 09:00:00,\x94\x5C\x93\x6F\n";  // 能登, 5C inside
    EXPECT_EQ(read(std::string(kCsv) + "charset: cp932\n", cp932).events,
              Texts{"能登 2026-04-01 09:00:00"});
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("t,u\n2026-04-01 09:00:00,a\n")) wide += {c, '\0'};
    EXPECT_EQ(read(kCsv, wide).events, Texts{"a 2026-04-01 09:00:00"});
    std::string packed(4096, '\0');
    const std::string plain = "t,u\n2026-04-01 09:00:00,a\n";
    z_stream stream{};
    ASSERT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    ASSERT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    EXPECT_EQ(read(kCsv, packed).events, Texts{"a 2026-04-01 09:00:00"});
    RecordReader cut(unpacked(read_text(std::string_view(packed).substr(0, 20)), "x"),
                     Shape::lines);
    RawRecord record;
    const auto broken = cut.next(record);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().id, "logs.file.broken_gzip");
}

TEST(LogsReading, JsonLinesByPathWithEscapes) {
    const Read out = read("format: jsonl\nfields: {time: at, user: who.id}\n",
                          R"({"at":"2026-04-01T00:00:00Z","who":{"id":"\u6c50\ud842\udfb7"}})"
                          "\n{\"at\":1775001600,\"who\":{\"id\":7},\"l\":[1,{\"a\":null}]}\n"
                          "{\"at\":\"2026-04-01 09:00:00\",}\n");
    EXPECT_EQ(out.events, (Texts{"汐𠮷 2026-04-01 09:00:00", "7 2026-04-01 09:00:00"}));
    EXPECT_EQ(out.rejected, Texts{"3 not_json"});
}

TEST(LogsReading, SyslogOfBothKinds) {
    const Read out =
        read("format: syslog\npairs: message\nfields: {time: timestamp, user: user}\n",
             "<34>1 2026-04-01T09:00:00.250+09:00 host app - - [e@1 k=\"a\\\"b\"] user=x\n"
             "<13>Apr  1 09:00:01 host sshd[77]: status=ok user=\"y z\"\n<999>x\n",
             {"host", "e@1.k", "severity"});
    EXPECT_EQ(out.events, (Texts{"x 2026-04-01 09:00:00.250 host=host e@1.k=a\"b severity=2",
                                 "y z 2026-04-01 09:00:01 host=host e@1.k= severity=5"}));
    EXPECT_EQ(out.rejected, Texts{"3 not_syslog"});
}

TEST(LogsReading, WindowsEventsAndNoEntities) {
    const std::string event =
        "<Event xmlns='e'><System><EventID>4624</EventID><TimeCreated "
        "SystemTime='2026-04-01T00:00:00.1234567Z'/></System><EventData><Data "
        "Name='TargetUserName'>a&amp;b</Data></EventData></Event>";
    const std::string mapping =
        "format: windows_xml\nfields: {time: TimeCreated, user: TargetUserName}\n";
    const Read out = read(mapping,
                          "<?xml version='1.0'?>\n<Events>\n" + event + "\n" + event +
                              "<Event><System></Event></Events>\n<Event ",
                          {"EventID"});
    EXPECT_EQ(out.events.size(), 2U);
    EXPECT_EQ(out.events.front(), "a&b 2026-04-01 09:00:00.123 EventID=4624");
    EXPECT_EQ(out.rejected, (Texts{"3 not_xml", "4 open_element"}));
}

TEST(LogsReading, TimesAsSystemsWriteThem) {
    MomentReader reader(540, Date::of(2026, 1, 5));
    const auto said = [&reader](std::string_view text) {
        const auto moment = reader.read(text);
        return moment ? format_moment(*moment) : std::string("no");
    };
    EXPECT_EQ(said("2026-04-01 09:12:33"), "2026-04-01 09:12:33");
    EXPECT_EQ(said("2026/4/1 9:12"), "2026-04-01 09:12:00");
    EXPECT_EQ(said("2026-04-01T00:12:33.5Z"), "2026-04-01 09:12:33.500");
    EXPECT_EQ(said("令和8年4月1日 9時12分33秒"), "2026-04-01 09:12:33");
    EXPECT_EQ(said("R8.4.1 9:12:33"), "2026-04-01 09:12:33");
    EXPECT_EQ(said("20260401091233"), "2026-04-01 09:12:33");
    EXPECT_EQ(said("Dec 31 23:59:59"), "2025-12-31 23:59:59");  // the nearest to the period
    EXPECT_EQ(said("2026-02-29 09:00:00"), "no");
    EXPECT_EQ(said("2026-04-01 09:12:3x"), "no");
    EXPECT_EQ(said(""), "no");
}

// 100 MB in one line between two good ones: told with place and size, and never held.
TEST(LogsReading, ALineOfAHundredMegabytesIsToldAndPassedOver) {
    const std::string head = "t,u\n2026-04-01 09:00:00,a\n";
    const std::string tail = "\n2026-04-01 09:01:00,b\n";
    const std::size_t middle = 100'000'000;
    auto at = std::make_shared<std::size_t>(0);
    ByteReader bytes = [=](char* to, std::size_t room) -> Result<std::size_t> {
        std::size_t size = 0;
        for (; size < room && *at < head.size() + middle + tail.size(); ++size, ++*at) {
            to[size] = *at < head.size()            ? head[*at]
                       : *at < head.size() + middle ? 'x'
                                                    : tail[*at - head.size() - middle];
        }
        return size;
    };
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    const Read out = read(kCsv, std::move(bytes));
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    EXPECT_EQ(out.events, (Texts{"a 2026-04-01 09:00:00", "b 2026-04-01 09:01:00"}));
    EXPECT_EQ(out.rejected, Texts{"3 too_long"});
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 16 * 1024);  // KiB
}

Result<RuleSet> rule(const std::string& selection, const std::string& condition = "s") {
    return parse_rules(
        "catalog: t\nkind: log_rules\nedition: '1'\ntitle: {ja: 試, en: T}\n"
        "source: {name: 試, note: {ja: 試, en: T}}\nchecked_on: 2026-11-22\nrules:\n"
        "  - name: r\n    detection: {s: {" +
            selection + "}, k: {user: zz}, condition: " + condition +
            "}\n    daicho: {title: {ja: 試, en: T}, reason: {ja: 試, en: T}}\n",
        "t");
}

bool hits(const std::string& selection, const std::string& user, const std::string& other = "",
          const std::string& condition = "s") {
    const RuleSet rules = value_of(rule(selection, condition));
    Event event;
    event.values.assign(rules.fields.size(), {});
    event.values[1] = user;
    event.values[2] = other;
    Matcher matcher(rules, {0});
    const bool first = !matcher.judge(event).empty();
    EXPECT_EQ(!matcher.judge(event).empty(), first);  // remembered as it was judged
    return first;
}

TEST(LogsRules, ModifiersMeanWhatSigmaSays) {
    EXPECT_TRUE(hits("user: ABC", "abc"));
    EXPECT_FALSE(hits("user|cased: ABC", "abc"));
    EXPECT_TRUE(hits("user: 'a*c'", "aXYZc"));
    EXPECT_FALSE(hits("user: 'a\\*c'", "aXc"));
    EXPECT_TRUE(hits("user: '汐?'", "汐見"));
    EXPECT_TRUE(hits("user|contains: [x, bc]", "abcd"));
    EXPECT_FALSE(hits("user|contains|all: [x, bc]", "abcd"));
    EXPECT_TRUE(hits("user|startswith: ab, subject|endswith: cd", "abx", "xcd"));
    EXPECT_TRUE(hits("user|re: '^a+$'", "aaa"));
    EXPECT_TRUE(hits("user|cidr: 192.0.2.0/25", "192.0.2.127"));
    EXPECT_FALSE(hits("user|cidr: 192.0.2.0/25", "192.0.2.128"));
    EXPECT_TRUE(hits("user|cidr: '2001:db8::/33'", "2001:db8:7fff::1"));
    EXPECT_TRUE(hits("user|exists: 'false'", ""));
    EXPECT_TRUE(hits("user|gte: 9", "10"));  // as numbers, not as texts
    EXPECT_TRUE(hits("user|lt: '09:00'", "08:59"));
    EXPECT_TRUE(hits("user|fieldref: subject", "Same", "same"));
    EXPECT_FALSE(hits("user|fieldref: subject", "", ""));
    EXPECT_TRUE(hits("user|contains|fieldref: subject", "abc", "B"));
    EXPECT_TRUE(hits("user: a", "b", "", "not s and not 1 of k*"));
    EXPECT_FALSE(hits("user: a", "zz", "", "not s and not (k or s)"));
    EXPECT_FALSE(hits("user: a", "a", "", "all of them"));
}

TEST(LogsRules, WhatIsWrongIsToldWithItsLine) {
    const auto fault = [](const std::string& selection, const std::string& condition = "s") {
        const auto parsed = rule(selection, condition);
        if (parsed || parsed.error().causes.empty()) return std::string("none");
        EXPECT_GT(parsed.error().causes.front().where.line, 0U);
        return parsed.error().causes.front().id;
    };
    EXPECT_EQ(fault("user|re: '(a'"), "logs.rule.regex");
    EXPECT_EQ(fault("user|re: '(a)\\1'"), "logs.rule.regex");  // no linear time: refused
    EXPECT_EQ(fault("user|base64: x"), "logs.rule.modifier");
    EXPECT_EQ(fault("user|contains|re: x"), "logs.rule.two_operators");
    EXPECT_EQ(fault("user|cidr: 300.1.1.1/8"), "logs.rule.cidr");
    EXPECT_EQ(fault("user: a", "s and"), "logs.rule.condition");
    EXPECT_EQ(fault("user: a", "t"), "logs.rule.condition");
    EXPECT_EQ(fault("user: '%none%'"), "logs.rule.no_threshold");
}

TEST(LogsRules, ACatastrophicPatternTakesLinearTime) {
    const std::string text = std::string(200'000, 'a') + "!";
    EXPECT_FALSE(hits("user|re: '^(a+)+$'", text));
    EXPECT_FALSE(hits("user|re: '^(a|aa)*$'", text));
    EXPECT_FALSE(hits("user: 'a*a*a*a*a*b'", std::string(20'000, 'a')));
}

}  // namespace
}  // namespace daicho::govern::logs
