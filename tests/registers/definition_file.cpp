#include "definition_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "yaml/node.hpp"

namespace daicho::tests {
namespace {

using yaml::Node;

const std::vector<std::string_view> kTypes = {
    "text", "int",  "yen",  "area", "ratio",    "points",   "date",           "year_month",
    "fiscal_year",  "bool", "code", "ref",      "document", "geometry", "personal_number"};
const std::vector<std::string_view> kClasses = {"public", "internal", "personal",
                                                "personal_number"};
const std::vector<std::string_view> kChecks = {"range", "pattern", "compare", "sum_equals",
                                               "when_then", "parts_of_one"};
const std::vector<std::string_view> kShapes = {"digits",
                                               "upper_alnum",
                                               "postal_code",
                                               "phone",
                                               "check_digit_addressee",
                                               "check_digit_corporate"};

BilingualText both(const Node& node) {
    BilingualText text = node.bilingual();
    if (node.exists() && (text.ja.empty() || text.en.empty())) {
        node.fault(input_error("yaml.missing_key").with("key", "ja/en"));
    }
    return text;
}

FieldText read_field(const Node& node) {
    FieldText field;
    field.id = node.at("id").integer(1, 65535);
    field.name = node.at("name").text();
    field.type = node.at("type").one_of(kTypes);
    field.label = both(node.at("label"));
    field.group = node.text_or("group", "");
    field.classification = node.at("classification").one_of(kClasses);
    field.required = node.boolean_or("required", false);
    field.sort = node.boolean_or("sort", false);
    (void)node.boolean_or("own_index", true);
    if (const Node masked = node.find("masked"); masked.exists()) {
        (void)masked.one_of({"keep", "blank", "name", "kana", "address", "words", "number",
                             "postal_code", "day", "shift", "other", "entry", "largest"});
    }
    field.max_length = node.integer_or("max_length", 200, 1, 100'000);
    field.list = node.integer_or("list", 0, 1, 999);
    field.target = node.text_or("target", "");
    field.link_basis = node.text_or("link_basis", "");
    (void)node.integer_or("width", 20, 3, 60);
    field.item = node.text_or("item", "");
    if (const Node search = node.find("search"); search.exists()) {
        field.search = search.one_of({"name", "kana", "number", "address"});
    }
    if (const Node unit = node.find("unit"); unit.exists()) both(unit);
    if (const Node note = node.find("note"); note.exists()) both(note);
    for (const Node& code : node.find("codes").elements()) {
        both(code);
        if (const Node note = code.find("note"); note.exists()) both(note);
        const std::string key = code.at("key").text();
        if (!field.codes.insert(key).second) {
            code.fault(input_error("yaml.duplicate_key").with("key", key));
        }
    }
    return field;
}

CheckText read_check(const Node& node) {
    CheckText check;
    check.kind = node.at("check").one_of(kChecks);
    check.id = node.text_or("id", "");
    check.severity = node.text_or("severity", "error");
    if (const Node message = node.find("message"); message.exists()) both(message);
    if (check.kind == "range") {
        check.field = node.at("field").text();
        check.min = node.text_or("min", "");
        check.max = node.text_or("max", "");
    } else if (check.kind == "pattern") {
        check.field = node.at("field").text();
        check.shape = node.at("shape").one_of(kShapes);
    } else if (check.kind == "compare") {
        check.left = node.at("left").text();
        check.right = node.at("right").text();
        check.op = node.at("op").one_of({"<", "<=", "==", "!=", ">=", ">"});
    } else if (check.kind == "sum_equals") {
        check.parts = node.at("parts").texts();
        check.total = node.at("total").text();
    } else if (check.kind == "parts_of_one") {
        check.parts = {node.at("of").text(), node.at("numerator").text(),
                       node.at("denominator").text()};
    } else {
        const Node when = node.at("when");
        check.field = when.at("field").text();
        check.is = when.at("is").texts();
        check.then_required = node.at("then_required").texts();
    }
    return check;
}

void read_head(const Node& root, DefinitionFile& definition) {
    definition.name = root.at("register").text();
    definition.number = root.at("number").integer(1, 65535);
    (void)root.at("version").integer(1, 1'000'000);
    both(root.at("label"));
    const Node task = root.at("task");
    definition.task = task.at("id").text();
    both(task);
    (void)root.at("legal_basis").text();
    definition.temporal = root.at("temporal").one_of({"valid_time", "event"});
    definition.key = root.at("key").texts();
    (void)root.text_or("importance", "");
    (void)root.find("note").exists();
    const Node retention = root.at("retention");
    (void)retention.at("years").integer(0, 1000);
    (void)retention.at("from").one_of({"end_of_validity", "recorded"});
    (void)retention.at("basis").text();
    if (const Node copied = root.find("masked_copy"); copied.exists()) {
        (void)copied.at("rows").one_of({"none", "all", "named", "chosen", "with"});
        for (const Node& field : copied.find("fields").elements()) (void)field.text();
    }
    if (const Node documents = root.find("documents"); documents.exists()) {
        definition.documents = documents.at("number").integer(1, 65534);
        (void)documents.text_or("classification", "");
        for (const Node& kind : documents.at("kinds").elements()) {
            (void)kind.at("key").text();
            both(kind);
        }
    }
    for (const Node& scope : root.find("scopes").elements()) {
        definition.roles.insert(scope.at("role").text());
        const std::string way = scope.at("by").text();
        if (way != "*") definition.list_fields.insert(way.substr(0, way.find('.')));
    }
    for (const auto& [verb, roles] : root.at("permissions").members()) {
        static const std::set<std::string> kVerbs = {"view", "change", "import", "export",
                                                     "approve"};
        if (!kVerbs.contains(verb)) roles.fault(input_error("yaml.unknown_key").with("key", verb));
        for (std::string& role : roles.texts()) definition.roles.insert(std::move(role));
    }
    for (const Node& group : root.find("groups").elements()) {
        definition.groups.insert(group.at("id").text());
        both(group);
    }
}

// Who takes a change on, and what is asked for; its roles are roles like any other.
void read_approval(const Node& root, DefinitionFile& definition) {
    (void)root.boolean_or("four_eyes", false);
    if (const Node workflow = root.find("workflow"); workflow.exists()) {
        for (const Node& state : workflow.at("states").elements()) {
            (void)state.at("id").text();
            (void)state.at("number").integer(1, 100);
            (void)state.integer_or("days", 0, 1, 3650);
            both(state);
        }
        for (const Node& step : workflow.at("steps").elements()) {
            (void)step.at("from").text();
            (void)step.at("to").text();
            (void)step.boolean_or("four_eyes", true);
            (void)step.boolean_or("reason", false);
            for (std::string& role : step.at("roles").texts()) {
                definition.roles.insert(std::move(role));
            }
            both(step);
        }
    }
    if (const Node correction = root.find("correction"); correction.exists()) {
        (void)correction.boolean_or("article", false);
    }
    for (const Node& purpose : root.find("purposes").elements()) {
        (void)purpose.at("number").integer(1, 65535);
        both(purpose);
    }
    (void)root.find("purpose_asked").texts();
}

void read_part_of_list(const Node& node, DefinitionFile& definition) {
    if (const Node sort = node.find("sort"); sort.exists()) {
        definition.list_fields.insert(sort.at("field").text());
        (void)sort.boolean_or("descending", false);
    }
    if (const Node filters = node.find("filters"); filters.exists()) {
        for (const auto& [name, value] : filters.members()) {
            definition.list_fields.insert(name);
            EXPECT_FALSE(value.text().empty()) << definition.path << ": " << name;
        }
    }
}

void read_watches(const Node& root, DefinitionFile& definition) {
    const auto conditions = [](const Node& when) {
        if (!when.exists()) return std::vector<std::pair<std::string, Node>>();
        return when.members();
    };
    for (const Node& watch : root.find("watches").elements()) {
        EXPECT_FALSE(watch.at("id").text().empty()) << definition.path;
        both(watch);
        const bool deadline = watch.at("kind").one_of({"bad", "caution", "deadline"}) == "deadline";
        EXPECT_FALSE(watch.text_or("cite", "").empty()) << definition.path;
        if (deadline) definition.list_fields.insert(watch.at("due").text());
        for (const auto& [name, text] : conditions(watch.find("when"))) {
            definition.list_fields.insert(name);
            EXPECT_FALSE(text.text().empty()) << definition.path << ": " << name;
        }
        for (const Node& rows : watch.find("related").elements()) {
            int relations = 0;
            for (const char* relation : {"without", "with", "of"}) {
                relations += rows.text_or(relation, "").empty() ? 0 : 1;
            }
            EXPECT_EQ(relations, 1) << definition.path;
            (void)rows.text_or("by", "");
            (void)rows.integer_or("least", 1, 1, 1'000'000);
            for (const auto& [name, text] : conditions(rows.find("when"))) (void)text.text();
        }
    }
}

void read_list(const Node& root, DefinitionFile& definition) {
    for (const Node& link : root.find("role_links").elements()) {
        definition.roles.insert(link.at("role").text());
        EXPECT_FALSE(link.at("basis").text().empty()) << definition.path;
        EXPECT_FALSE(link.at("tasks").texts().empty()) << definition.path;
    }
    const Node list = root.find("list");
    if (!list.exists()) return;
    read_part_of_list(list, definition);
    for (const Node& view : list.find("views").elements()) {
        (void)view.at("id").text();
        both(view);
        read_part_of_list(view, definition);
        for (const std::string& name : view.find("columns").texts()) {
            definition.list_fields.insert(name);
        }
    }
}

Item read_item(const Node& node) {
    Item item;
    item.ja = node.at("ja").text();
    item.en = node.at("en").text();
    item.register_name = node.text_or("register", "");
    item.field = node.text_or("field", "");
    return item;
}

}  // namespace

const FieldText* DefinitionFile::find(const std::string& field) const {
    for (const FieldText& candidate : fields) {
        if (candidate.name == field) return &candidate;
    }
    return nullptr;
}

Result<DefinitionFile> load_definition(const std::string& path, const std::string& area) {
    DAICHO_TRY(document, yaml::Document::load(path));
    DefinitionFile definition;
    definition.path = path;
    definition.area = area;
    const Node root = document.root();
    read_head(root, definition);
    read_approval(root, definition);
    read_list(root, definition);
    read_watches(root, definition);
    for (const Node& field : root.at("fields").elements()) {
        definition.fields.push_back(read_field(field));
    }
    for (const Node& check : root.find("checks").elements()) {
        definition.checks.push_back(read_check(check));
    }
    DAICHO_CHECK(document.finish());
    return definition;
}

Result<ItemList> load_items(const std::string& path) {
    DAICHO_TRY(document, yaml::Document::load(path));
    const Node root = document.root();
    ItemList list;
    list.name = root.at("list").text();
    list.count = root.at("count").integer(1, 1000);
    both(root.at("label"));
    (void)root.at("source").text();
    for (const Node& node : root.find("additions").elements()) {
        Item item = read_item(node);
        item.no = node.at("after").integer(1, list.count);
        both(node.at("note"));
        list.additions.push_back(std::move(item));
    }
    for (const Node& node : root.at("items").elements()) {
        Item item = read_item(node);
        item.no = node.at("no").integer(1, list.count);
        item.kind = node.at("kind").one_of({"stored", "derived", "borrowed"});
        item.via = node.text_or("via", "");
        if (const Node rule = node.find("rule"); rule.exists()) {
            both(rule);
            item.has_rule = true;
        }
        list.items.push_back(std::move(item));
    }
    DAICHO_CHECK(document.finish());
    return list;
}

std::map<std::string, DefinitionFile> all_definitions() {
    namespace fs = std::filesystem;
    std::map<std::string, DefinitionFile> all;
    for (const auto& area : fs::directory_iterator(fs::path(DAICHO_SOURCE_DIR) / "registers")) {
        if (!area.is_directory()) continue;
        for (const auto& file : fs::directory_iterator(area.path())) {
            if (file.path().extension() != ".yaml") continue;
            auto definition =
                load_definition(file.path().string(), area.path().filename().string());
            if (!definition) {
                ADD_FAILURE() << describe_with_place(definition.error(), Language::english);
                continue;
            }
            const std::string name = definition->name;
            EXPECT_EQ(name, file.path().stem().string());
            EXPECT_TRUE(all.emplace(name, std::move(*definition)).second) << name << " twice";
        }
    }
    return all;
}

}  // namespace daicho::tests
