#include "cli/document_commands.hpp"

#include <filesystem>
#include <fstream>

#include "base/decimal.hpp"
#include "register/document_register.hpp"
#include "register/query.hpp"

namespace daicho::cli {
namespace {

// One byte more than may be is enough to know that it is too much.
Result<std::string> read_file(const std::string& file, std::uint64_t most) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(most + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.gcount() == 0 && !in.eof()) return input_error("cli.cannot_read").with("file", file);
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

// What became of it, as the register says it now.
Result<json::Value> entered_json(City& city, const registers::Definition& definition,
                                 const registers::ChangeResult& made) {
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(versions, registers::read_versions(*reader, definition, made.record));
    json::Object answer{{"register", definition.name},
                        {"record", std::to_string(made.record)},
                        {"version", made.version},
                        {"entry", made.commit.value},
                        {"provisional", made.provisional}};
    const std::size_t field = definition.index_of(registers::kDocumentFile);
    const auto value = registers::parse_document_value(versions.back().values[field].bytes);
    if (value) {
        answer["document"] = std::to_string(value->id);
        answer["name"] = value->name;
        answer["type"] = value->type;
        answer["size"] = value->size;
        answer["sha256"] = to_hex(view(value->sha256));
    }
    return json::Value(std::move(answer));
}

Result<std::uint16_t> purpose_of(Arguments& arguments) {
    const std::string given = arguments.option("--purpose");
    if (given.empty()) return std::uint16_t{0};
    const auto number = parse_decimal(given, 0);
    if (!number || *number < 0 || *number > 65'535) {
        return input_error("cli.not_a_number").with("option", "--purpose").with("value", given);
    }
    return static_cast<std::uint16_t>(*number);
}

Result<Exit> add(Invocation& invocation) {
    Arguments& arguments = invocation.arguments;
    BroughtDocument brought;
    brought.kind = arguments.option("--kind");
    brought.title = arguments.option("--title");
    brought.reason = arguments.option("--reason");
    brought.dated = arguments.option("--dated");
    const std::string by = arguments.option("--by");
    const std::string from = arguments.option("--valid-from");
    DAICHO_TRY_AS(brought.purpose, purpose_of(arguments));
    brought.register_name = arguments.word();
    brought.key = arguments.word();
    const std::string file = arguments.word();
    DAICHO_CHECK(arguments.finish());
    if (file.empty()) return input_error("cli.no_file");
    DAICHO_TRY(city, open_city(invocation.places, {}));
    identity::Principal principal = operator_principal();
    if (!by.empty()) {
        DAICHO_TRY_AS(principal, principal_of(city, by));
    }
    DAICHO_TRY_AS(brought.bytes, read_file(file, city.kernel->document_limits.one));
    brought.name = std::filesystem::path(file).filename().string();
    Date day = japan_date(city.kernel->clock().now());
    if (!from.empty()) {
        DAICHO_TRY_AS(day, parse_iso_date(from));
    }
    DAICHO_TRY(made, add_document(city, principal, brought, day));
    DAICHO_TRY(beside, city.kernel->definition(brought.register_name));
    DAICHO_TRY(definition,
               city.kernel->definition(registers::document_register_name(*beside)));
    DAICHO_TRY(answer, entered_json(city, *definition, made));
    print_json(answer);
    return Exit::done;
}

}  // namespace

Result<registers::ChangeResult> add_document(City& city, const identity::Principal& principal,
                                             const BroughtDocument& brought, Date from) {
    DAICHO_TRY(beside, city.kernel->definition(brought.register_name));
    if (beside->documents.number == 0) {
        return input_error("cli.no_documents").with("register", brought.register_name);
    }
    if (brought.reason.empty()) return input_error("cli.document_reason");
    registers::ChangeRequest request;
    request.register_name = registers::document_register_name(*beside);
    request.values = {{std::string(registers::kDocumentSubject), brought.key},
                      {std::string(registers::kDocumentKind), brought.kind},
                      {std::string(registers::kDocumentTitle), brought.title},
                      {"dated", brought.dated}};
    DAICHO_TRY(document, registers::examine_document(brought.name, brought.bytes,
                                                     city.kernel->document_limits));
    request.documents.emplace(registers::kDocumentFile, std::move(document));
    request.valid = {from, kForever};
    request.reason = brought.reason;
    request.purpose = brought.purpose;
    return registers::change(*city.kernel, principal, request);
}

std::vector<Command> document_commands() {
    return {{"document add",
             "REGISTER KEY FILE --kind KIND --reason TEXT [--title TEXT] [--dated DATE] "
             "[--valid-from DATE] [--purpose N] [--by ACCOUNT]",
             {"記録に書類を登録します（PDF・画像・文書など。承認が要る台帳では仮登録）",
              "brings a document to a record; provisional where approval is needed"},
             add}};
}

}  // namespace daicho::cli
