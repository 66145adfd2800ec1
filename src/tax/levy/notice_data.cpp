#include "tax/levy/notice_data.hpp"

#include <fmt/format.h>

#include "register/list.hpp"
#include "register/schema.hpp"
#include "tax/levy/detail/notice_rows.hpp"

namespace daicho::tax::levy {
namespace {

using detail::Row;

Date issued_on(const NoticeSource& source) {
    return source.issued ? *source.issued : japan_date(source.kernel.clock().now());
}

// Today's version; of one who is no longer in the register, that of 1 January.
Result<Row> read_addressee(const NoticeSource& source, std::uint64_t record) {
    DAICHO_TRY(definition, source.kernel.definition("addressee"));
    for (const Date day : {issued_on(source), source.run.year.assessment_date()}) {
        DAICHO_TRY(version, registers::read_record(source.connection, *definition, record,
                                                   {day, std::nullopt}));
        if (version) return Row(*definition, std::move(*version));
    }
    return not_found_error("forms.no_addressee").with("record", std::to_string(record));
}

// Nobody there to ask: everybody counts as protected.
bool is_protected(const NoticeSource& source, std::uint64_t addressee) {
    const auto& ask = source.kernel.protection.is_protected;
    return !ask || ask(addressee);
}

// The taxpayer; of a group, the one who speaks for it and the others.
struct People {
    Row taxpayer;
    Row representative;  // empty unless a group
    forms::Taxpayer printed;
};

// Owners of the group on 1 January, by their number.
Result<std::vector<Row>> members_of(const NoticeSource& source, std::uint64_t group) {
    DAICHO_TRY(definition, source.kernel.definition("co_owner"));
    registers::ListQuery query;
    query.moment = {source.run.year.assessment_date(), std::nullopt};
    query.limit = 1'000;
    query.filters = {{definition->index_of("group"), registers::FilterKind::equals,
                      std::to_string(group)}};
    DAICHO_TRY(page, registers::list_records(source.connection, *definition, query));
    std::vector<Row> rows;
    for (registers::RecordVersion& version : page.rows) {
        rows.emplace_back(*definition, std::move(version));
    }
    return rows;
}

Status add_members(const NoticeSource& source, People& people) {
    DAICHO_TRY(members, members_of(source, people.taxpayer.record()));
    if (members.empty()) return {};
    for (const Row& member : members) {
        DAICHO_TRY(person, read_addressee(source, member.ref("member")));
        const bool leads = member.integer("representative") != 0 && !people.representative.found();
        const bool hidden = is_protected(source, person.record());
        people.printed.members.push_back(hidden && !leads ? "（記載省略）" : person.text("name"));
        if (leads) people.representative = std::move(person);
    }
    if (!people.representative.found()) return {};  // then the name of the group says it all
    people.printed.name = people.representative.text("name");
    people.printed.other_owners = static_cast<std::uint32_t>(members.size() - 1);
    return {};
}

Result<People> gather_people(const NoticeSource& source, std::uint64_t taxpayer) {
    People people;
    DAICHO_TRY(addressee, read_addressee(source, taxpayer));
    people.taxpayer = std::move(addressee);
    people.printed.addressee_no = people.taxpayer.text("addressee_no");
    people.printed.name = people.taxpayer.text("name");
    if (people.taxpayer.text("kind") == "co_owner_group") {
        DAICHO_CHECK(add_members(source, people));
    }
    return people;
}

// Where the register says that mail goes: the group's own wish, then its representative's, then
// the addresses in the same order.
forms::Envelope envelope_of(const People& people) {
    forms::Envelope envelope;
    envelope.name = people.printed.name;
    if (people.printed.other_owners > 0) {
        envelope.name += " 外" + std::to_string(people.printed.other_owners) + "名";
    }
    envelope.corporation =
        (people.representative.found() ? people.representative : people.taxpayer).text("kind") ==
        "corporation";
    for (const Row* who : {&people.taxpayer, &people.representative}) {
        if (!who->has("send_to_address")) continue;
        envelope.postal_code = who->text("send_to_postal_code");
        envelope.address = who->text("send_to_address");
        if (who->has("send_to_name")) envelope.name = who->text("send_to_name");
        return envelope;
    }
    for (const Row* who : {&people.taxpayer, &people.representative}) {
        if (!who->has("address")) continue;
        envelope.postal_code = who->text("postal_code");
        envelope.address = who->text("address");
        envelope.building = who->text("building");
        return envelope;
    }
    return envelope;
}

forms::Issuer issuer_of(const office::Settings& settings) {
    return {settings.name.ja,           settings.mayor.ja, settings.office_name.ja,
            settings.office_address.ja, settings.phone,    settings.demonstration};
}

forms::TaxBlock tax_block(const Row& result, const std::string& tax, Ratio rate) {
    forms::TaxBlock block;
    block.class_base = {result.yen(tax + "_land_base_yen"), result.yen(tax + "_house_base_yen"),
                        result.yen(tax + "_depreciable_base_yen")};
    block.base = result.yen(tax + "_base_yen");
    block.rate = rate;
    block.before_relief = result.yen(tax + "_tax_before_relief_yen");
    block.relief = result.yen(tax + "_relief_yen");
    block.waiver = result.yen(tax + "_waiver_yen");
    block.tax = result.yen(tax + "_tax_yen");
    return block;
}

Result<Row> bill_of(const NoticeSource& source, std::uint64_t taxpayer) {
    std::vector<Row> rows;
    if (source.run.record != 0) {
        DAICHO_TRY(found, detail::result_rows(source, "levy_taxpayer", taxpayer));
        rows = std::move(found);
    }
    if (!rows.empty()) return std::move(rows.front());
    return not_found_error("forms.not_levied")
        .with("year", std::to_string(source.run.year.year()))
        .with("run", source.run.run_no);
}

// What both forms say of the bill.
template <class Form>
void put_bill(const NoticeSource& source, const Row& bill, Form& form) {
    form.issuer = issuer_of(source.settings);
    form.year = source.run.year;
    form.issued = issued_on(source);
    form.provisional =
        source.run.state != "confirmed" || source.law.status != LawStatus::enacted;
    form.taxes = {tax_block(bill, "fixed", source.settings.fixed_rate),
                  tax_block(bill, "city", source.settings.city_rate)};
    form.below_threshold = {bill.integer("below_threshold_land") != 0,
                            bill.integer("below_threshold_house") != 0,
                            bill.integer("below_threshold_depreciable") != 0};
    form.annual = bill.yen("annual_tax_yen");
}

}  // namespace

Result<forms::Notice> gather_notice(const NoticeSource& source, std::uint64_t taxpayer) {
    DAICHO_TRY(bill, bill_of(source, taxpayer));
    DAICHO_TRY(people, gather_people(source, taxpayer));
    DAICHO_TRY(due, source.settings.due(source.run.year));
    forms::Notice notice;
    put_bill(source, bill, notice);
    notice.envelope = envelope_of(people);
    notice.taxpayer = std::move(people.printed);
    notice.notice_no =
        std::to_string(source.run.year.year()) + "-" + notice.taxpayer.addressee_no;
    for (std::size_t i = 0; i < due.size(); ++i) {
        notice.instalments.push_back(
            {due[i], bill.yen("instalment_" + std::to_string(i + 1) + "_yen")});
    }
    notice.ordinances = {source.settings.fixed_cite, source.settings.city_cite};
    DAICHO_TRY(objects, detail::gather_objects(source, taxpayer));
    notice.objects = std::move(objects);
    return notice;
}

Result<forms::OwnerList> gather_owner_list(const NoticeSource& source, std::uint64_t taxpayer) {
    DAICHO_TRY(bill, bill_of(source, taxpayer));
    DAICHO_TRY(people, gather_people(source, taxpayer));
    forms::OwnerList list;
    put_bill(source, bill, list);
    list.taxpayer = std::move(people.printed);
    if (!is_protected(source, taxpayer)) {
        list.postal_code = people.taxpayer.text("postal_code");
        list.address = people.taxpayer.text("address");
        const std::string building = people.taxpayer.text("building");
        if (!building.empty()) list.address += " " + building;
    }
    DAICHO_TRY(objects, detail::gather_objects(source, taxpayer));
    list.objects = std::move(objects);
    return list;
}

Result<std::vector<std::uint64_t>> notice_receivers(const NoticeSource& source,
                                                    std::uint64_t limit) {
    DAICHO_TRY(definition, source.kernel.definition("levy_taxpayer"));
    DAICHO_TRY(select, source.connection.prepare(fmt::format(
                           "SELECT taxpayer FROM {} WHERE run = ? AND annual_tax_yen > 0 "
                           "ORDER BY taxpayer{}",
                           registers::version_table(*definition),
                           limit == 0 ? "" : fmt::format(" LIMIT {}", limit))));
    select->bind(0, static_cast<std::int64_t>(source.run.record));
    std::vector<std::uint64_t> receivers;
    while (true) {
        DAICHO_TRY(row, select->step());
        if (!row) return receivers;
        receivers.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
}

}  // namespace daicho::tax::levy
