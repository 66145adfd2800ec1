#include "cli/record_commands.hpp"

#include <fstream>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "office/directory.hpp"
#include "register/key_index.hpp"
#include "server/records/change_api.hpp"
#include "server/records/documents_api.hpp"

namespace daicho::cli {
namespace {

using net::Method;

// One question to the API, asked by an account of the city.
struct Question {
    Method method = Method::get;
    std::vector<std::string> path;
    std::vector<std::pair<std::string, std::string>> query;
    std::string body;
};

Result<office::Session> session_of(City& city, const std::string& account) {
    if (account.empty()) return input_error("cli.by_needed");
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(record, office::find_account(*city.kernel, *reader, account));
    if (!record) return not_found_error("office.no_account");
    office::Session session;
    DAICHO_TRY(person, office::find_person(*city.kernel, *reader, *record,
                                           japan_date(city.kernel->clock().now())));
    if (!person.active) return not_found_error("office.no_account");
    session.person = std::move(person);
    return session;
}

Result<std::string> answer_of(Invocation& invocation, City& city, const office::Session& session,
                              Question question) {
    server::App app{*city.kernel, city.statute, city.settings, invocation.places.data};
    net::Request request;
    request.method = question.method;
    request.path = "/api";
    for (const std::string& part : question.path) request.path += "/" + part;
    request.query = {question.query.begin(), question.query.end()};
    request.body = std::move(question.body);
    const server::Call call{app, request, session, question.path};
    const std::string& first = question.path.front();
    DAICHO_TRY(answer, first == "inbox"         ? server::inbox_api(call)
                       : first == "protections" ? server::protections_api(call)
                       : first == "documents"   ? server::documents_api(call)
                                                : server::registers_api(call));
    return std::move(answer.body);
}

Result<json::Value> ask(Invocation& invocation, City& city, const office::Session& session,
                        Question question) {
    DAICHO_TRY(body, answer_of(invocation, city, session, std::move(question)));
    return json::parse(body);
}

// The record that the command names by its number or by --key.
Result<std::string> record_of(City& city, const std::string& register_name,
                              const std::string& number, const std::string& key) {
    if (key.empty()) return number;
    DAICHO_TRY(definition, city.kernel->definition(register_name));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(record, registers::find_record(*reader, *definition, key));
    if (!record) return not_found_error("change.no_record").with("record", key);
    return std::to_string(*record);
}

struct Words {
    std::string by, register_name, record, key;
};

Words take_words(Arguments& arguments) {
    Words words;
    words.by = arguments.option("--by");
    words.key = arguments.option("--key");
    words.register_name = arguments.word();
    words.record = arguments.word();
    return words;
}

// Options that the API takes as parameters, under their names there.
void take_options(Arguments& arguments,
                  std::initializer_list<std::pair<const char*, const char*>> names,
                  Question& question) {
    for (const auto& [option, name] : names) {
        const std::string value = arguments.option(option);
        if (!value.empty()) question.query.emplace_back(name, value);
    }
}

// A city opened to look at something, also beside a process that writes: then nothing is shown that
// must leave an entry, because only that process can write one.
struct Opened {
    City city;
    std::optional<Error> in_use;  // whose data they are just now
};

Error by_server(const Error& in_use, const char* id) {
    Error error = system_error(id);
    error.arguments = in_use.arguments;
    return error;
}

Result<Opened> open_for(const Invocation& invocation, Method method) {
    auto city = open_city(invocation.places, {});
    if (city) return Opened{*std::move(city), std::nullopt};
    if (city.error().id != "store.in_use") return std::move(city.error());
    if (method != Method::get) return by_server(city.error(), "cli.ask_server_to_change");
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(looking, open_city(invocation.places, options));
    return Opened{std::move(looking), std::move(city.error())};
}

Result<json::Value> ask_opened(Invocation& invocation, Opened& opened,
                               const office::Session& session, Question question) {
    // What is related may be persons, and who saw it is indexed by whoever writes: the record and
    // its history need not wait for either.
    if (opened.in_use && question.path.size() == 4) {
        question.query.emplace_back("parts", "record,history");
    }
    auto answer = ask(invocation, opened.city, session, std::move(question));
    const bool entry_due = !answer && answer.error().id == "kernel.read_only";
    if (entry_due && opened.in_use) return by_server(*opened.in_use, "cli.ask_server_to_show");
    return answer;
}

// Asks about one record: registers/NAME/records/ID and `more`.
Result<json::Value> ask_record(Invocation& invocation, const Words& words, Question question,
                               const char* more) {
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(opened, open_for(invocation, question.method));
    DAICHO_TRY(session, session_of(opened.city, words.by));
    DAICHO_TRY(record, record_of(opened.city, words.register_name, words.record, words.key));
    question.path = {"registers", words.register_name, "records"};
    if (!record.empty()) question.path.push_back(record);
    if (*more != '\0') question.path.emplace_back(more);
    return ask_opened(invocation, opened, session, std::move(question));
}

Result<Exit> look(Invocation& invocation, const char* more, bool history) {
    Question question;
    take_options(invocation.arguments,
                 {{"--as-of", "as_of"},
                  {"--as-known", "as_known"},
                  {"--purpose", "purpose"},
                  {"--from", "from"},
                  {"--to", "to"},
                  {"--from-known", "from_known"},
                  {"--to-known", "to_known"}},
                 question);
    const Words words = take_words(invocation.arguments);
    if (words.record.empty() && words.key.empty()) return input_error("cli.record_needed");
    DAICHO_TRY(answer, ask_record(invocation, words, std::move(question), more));
    if (history) {
        const json::Object& record = answer.get_object();
        const json::Value* viewers = record.if_contains("viewers");
        answer = json::Object{{"register", record.at("register")},
                              {"id", record.at("id")},
                              {"history", record.at("history")},
                              {"scheduled", record.at("scheduled")},
                              {"viewers", viewers != nullptr ? *viewers : json::Value(nullptr)}};
    }
    print_json(answer);
    return Exit::done;
}

// Who was shown a record, as a PDF.
Result<Exit> report(Invocation& invocation) {
    const std::string out = invocation.arguments.option("--out");
    Question question;
    take_options(invocation.arguments, {{"--purpose", "purpose"}}, question);
    const Words words = take_words(invocation.arguments);
    if (words.record.empty() && words.key.empty()) return input_error("cli.record_needed");
    if (out.empty()) return input_error("cli.out_needed");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(session, session_of(city, words.by));
    DAICHO_TRY(record, record_of(city, words.register_name, words.record, words.key));
    question.path = {"registers", words.register_name, "records", record, "viewings.pdf"};
    DAICHO_TRY(pdf, answer_of(invocation, city, session, std::move(question)));
    std::ofstream file(out, std::ios::binary);
    file << pdf;
    if (!file.flush()) return system_error("pdf.cannot_write").with("file", out);
    print_json(json::Object{{"file", out}, {"bytes", pdf.size()}});
    return Exit::done;
}

// The bytes of a document, as a file.
Result<Exit> fetch_document(Invocation& invocation) {
    const std::string out = invocation.arguments.option("--out");
    const std::string by = invocation.arguments.option("--by");
    Question question;
    take_options(invocation.arguments, {{"--purpose", "purpose"}}, question);
    const std::string number = invocation.arguments.word();
    if (number.empty()) return input_error("cli.record_needed");
    if (out.empty()) return input_error("cli.out_needed");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, {}));
    DAICHO_TRY(session, session_of(city, by));
    question.path = {"documents", number};
    DAICHO_TRY(bytes, answer_of(invocation, city, session, std::move(question)));
    std::ofstream file(out, std::ios::binary);
    file << bytes;
    if (!file.flush()) return system_error("pdf.cannot_write").with("file", out);
    print_json(json::Object{{"file", out}, {"bytes", bytes.size()}});
    return Exit::done;
}

Result<Exit> change(Invocation& invocation) {
    Words words;
    words.by = invocation.arguments.option("--by");
    words.key = invocation.arguments.option("--key");
    words.record = invocation.arguments.option("--record");
    words.register_name = invocation.arguments.word();
    const std::string file = invocation.arguments.word();
    DAICHO_TRY(body, read_json(file));
    Question question;
    question.method = words.record.empty() && words.key.empty() ? Method::post : Method::put;
    question.body = json::write(body);
    DAICHO_TRY(answer, ask_record(invocation, words, std::move(question), ""));
    print_json(answer);
    return Exit::done;
}

Result<Exit> decide(Invocation& invocation, const char* what) {
    Arguments& arguments = invocation.arguments;
    json::Object body;
    for (const char* name : {"--version", "--purpose"}) {
        const std::string given = arguments.option(name);
        if (given.empty()) continue;
        const auto number = parse_decimal(given, 0);
        if (!number) {
            return input_error("cli.not_a_number").with("option", name).with("value", given);
        }
        body[name + 2] = *number;
    }
    for (const char* name : {"--reason", "--to", "--digest"}) {
        const std::string given = arguments.option(name);
        if (!given.empty()) body[name + 2] = given;
    }
    const Words words = take_words(arguments);
    if (words.record.empty() && words.key.empty()) return input_error("cli.record_needed");
    Question question;
    question.method = Method::post;
    question.body = json::write(body);
    DAICHO_TRY(answer, ask_record(invocation, words, std::move(question), what));
    print_json(answer);
    return Exit::done;
}

// A part of the API that is asked without a record.
Result<Exit> overview(Invocation& invocation, const char* part) {
    const std::string by = invocation.arguments.option("--by");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(opened, open_for(invocation, Method::get));
    DAICHO_TRY(session, session_of(opened.city, by));
    Question question;
    question.path = {part};
    DAICHO_TRY(answer, ask_opened(invocation, opened, session, std::move(question)));
    print_json(answer);
    return Exit::done;
}

Command look_command(const char* name, const char* usage, BilingualText help, const char* more,
                     bool history) {
    return {name, usage, std::move(help),
            [more, history](Invocation& invocation) { return look(invocation, more, history); }};
}

Command decide_command(const char* name, const char* usage, BilingualText help, const char* what) {
    return {name, usage, std::move(help),
            [what](Invocation& invocation) { return decide(invocation, what); }};
}

}  // namespace

std::vector<Command> record_commands() {
    return {
        {"inbox",
         "--by ACCOUNT",
         {"承認・差戻し・期限: 自分を待っているもの", "what waits for an account"},
         [](Invocation& invocation) { return overview(invocation, "inbox"); }},
        {"protection list",
         "--by ACCOUNT",
         {"支援措置: まもなく満了・満了済みのもの、今の一時解除",
          "protections that run out or have run out, releases that hold"},
         [](Invocation& invocation) { return overview(invocation, "protections"); }},
        look_command(
            "record show",
            "REGISTER ID|--key KEY [--as-of DATE] [--as-known N] [--purpose N] --by ACCOUNT",
            {"1件の記録（その時点の値、予定、履歴、閲覧者）",
             "one record: values, what is scheduled, history, viewers"},
            "", false),
        {"record report",
         "REGISTER ID|--key KEY [--purpose N] --by ACCOUNT --out FILE",
         {"1件の記録がだれに見られたか（本人に渡す帳票、PDF）",
          "who was shown a record, as a form for the person (PDF)"},
         report},
        look_command("record history", "REGISTER ID|--key KEY [--purpose N] --by ACCOUNT",
                     {"1件の記録の履歴（だれが、いつ、なぜ）", "its versions: who, when, why"}, "",
                     true),
        look_command("record compare",
                     "REGISTER ID|--key KEY [--from DATE] [--to DATE] [--from-known N] "
                     "[--to-known N] [--purpose N] --by ACCOUNT",
                     {"2つの時点の違い", "what differs between two moments"}, "compare", false),
        look_command("record waiting", "REGISTER ID|--key KEY [--purpose N] --by ACCOUNT",
                     {"承認待ちの変更（仮登録）と今の値", "the change that awaits approval"},
                     "waiting", false),
        look_command(
            "document list",
            "REGISTER ID|--key KEY [--as-of DATE] [--as-known N] [--purpose N] --by ACCOUNT",
            {"1件の記録の書類（その時点のもの、だれが、いつ、なぜ）",
             "the documents of a record: who entered them, when and why"},
            "documents", false),
        {"document get",
         "DOCUMENT [--purpose N] --by ACCOUNT --out FILE",
         {"書類をファイルに保存します（記録に残ります）", "saves a document as a file; journaled"},
         fetch_document},
        {"record change",
         "REGISTER FILE [--record ID|--key KEY] --by ACCOUNT",
         {"記録を加えるか変えます（承認が要る台帳では仮登録）",
          "enters or changes a record; provisional where approval is needed"},
         change},
        decide_command("record approve",
                       "REGISTER ID|--key KEY --version N [--to STATE] [--reason TEXT] "
                       "[--digest HEX] [--purpose N] --by ACCOUNT",
                       {"承認します（入力した人とは別の人）", "approves, by a second person"},
                       "approve"),
        decide_command("record refuse",
                       "REGISTER ID|--key KEY --version N --reason TEXT [--digest HEX] "
                       "[--purpose N] --by ACCOUNT",
                       {"理由をつけて差し戻します", "refuses, with a reason"}, "refuse"),
        decide_command("record withdraw",
                       "REGISTER ID|--key KEY --version N [--reason TEXT] [--purpose N] "
                       "--by ACCOUNT",
                       {"自分の入力を取り下げます", "takes one's own entry back"}, "withdraw"),
    };
}

}  // namespace daicho::cli
