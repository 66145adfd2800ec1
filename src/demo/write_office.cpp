// The people who work in the demonstration: departments, accounts, roles. No passwords.
#include "demo/detail/writers.hpp"

namespace daicho::demo::detail {
namespace {

struct DepartmentRow {
    const char *number, *name, *kana, *parent, *kind, *duties, *extension;
};
constexpr DepartmentRow kDepartments[] = {
    {"10", "総務部", "ソウムブ", "", "bureau", "人事、法制、情報", "2000"},
    {"1010", "人事課", "ジンジカ", "10", "division", "任免、服務、研修", "2100"},
    {"1020", "デジタル推進課", "デジタルスイシンカ", "10", "division", "情報システム、情報セキュリティ", "2740"},
    {"1030", "総合防災課", "ソウゴウボウサイカ", "10", "division", "防災、被災者支援", "2200"},
    {"1040", "契約課", "ケイヤクカ", "10", "division", "契約、検査", "2300"},
    {"20", "税務部", "ゼイムブ", "", "bureau", "市税の賦課と徴収", "2400"},
    {"2010", "資産税課", "シサンゼイカ", "20", "division", "固定資産税、都市計画税", "2410"},
    {"2011", "土地係", "トチカカリ", "2010", "section", "土地の評価と課税", "2411"},
    {"2012", "家屋係", "カオクカカリ", "2010", "section", "家屋の評価と課税", "2412"},
    {"2013", "償却資産係", "ショウキャクシサンカカリ", "2010", "section", "償却資産の課税", "2413"},
    {"2020", "納税課", "ノウゼイカ", "20", "division", "収納、滞納整理", "2420"},
    {"30", "市民部", "シミンブ", "", "bureau", "住民記録、年金、保険", "2500"},
    {"3010", "市民課", "シミンカ", "30", "division", "住民記録、印鑑、戸籍", "2510"},
    {"3020", "介護保険課", "カイゴホケンカ", "30", "division", "介護保険", "2520"},
    {"40", "産業観光部", "サンギョウカンコウブ", "", "bureau", "産業、観光、市場", "2600"},
    {"4010", "観光課", "カンコウカ", "40", "division", "観光", "2610"},
    {"4020", "中央卸売市場", "チュウオウオロシウリシジョウ", "40", "division", "市場の運営", "2620"},
    {"50", "都市整備部", "トシセイビブ", "", "bureau", "住宅、都市計画", "2700"},
    {"5010", "住宅政策課", "ジュウタクセイサクカ", "50", "division", "市営住宅", "2710"},
    {"60", "企業局", "キギョウキョク", "", "bureau", "水道事業", "2800"},
    {"6010", "企業総務課", "キギョウソウムカ", "60", "division", "水道料金、庶務", "2810"},
    {"70", "教育委員会", "キョウイクイインカイ", "", "committee", "教育、生涯学習", "2900"},
    {"7010", "生涯学習課", "ショウガイガクシュウカ", "70", "division", "公民館、施設予約", "2910"},
    {"C01", "汐風データ株式会社", "シオカゼデータ", "", "outside", "受託者（架空の会社）", ""},
    {"80", "監査委員事務局", "カンサイインジムキョク", "", "committee", "監査", "2950"},
};

struct AccountRow {
    const char *number, *name, *kana, *department, *position, *kind, *personal = "";
};
constexpr AccountRow kAccounts[] = {
    {"20411", "小田切 美帆", "オダギリ ミホ", "2011", "主任", "personal"},
    {"20402", "大迫 康成", "オオサコ ヤスナリ", "2010", "課長補佐", "personal"},
    {"20401", "真鍋 和歌子", "マナベ ワカコ", "2010", "課長", "personal"},
    {"20425", "瀬名 修平", "セナ シュウヘイ", "2012", "主事", "personal"},
    {"20431", "日下部 文彦", "クサカベ フミヒコ", "2013", "主査", "personal"},
    {"20520", "伊庭 貴子", "イバ タカコ", "2020", "主査", "personal"},
    {"10274", "鳥羽 慎一郎", "トバ シンイチロウ", "1020", "係長", "personal"},
    {"10271", "塩見沢 敬子", "シオミザワ ケイコ", "1020", "課長", "personal"},
    {"10274A", "鳥羽 慎一郎（管理）", "トバ シンイチロウ", "1020", "係長", "privileged",
     "10274"},
    {"80110", "神楽岡 志津", "カグラオカ シヅ", "80", "書記", "personal"},
    {"C0101", "帆足 直人", "ホアシ ナオト", "C01", "責任者", "personal"},
    {"SYS001", "移行・連携", "イコウレンケイ", "1020", "", "loader"},
};

struct RoleRow {
    const char *account, *role, *task, *department;
};
constexpr RoleRow kRoles[] = {
    {"20411", "tax_clerk", "fixed_asset_tax", "2011"},
    {"20411", "tax_clerk", "addressee", "2011"},
    {"20425", "tax_clerk", "fixed_asset_tax", "2012"},
    {"20425", "tax_clerk", "addressee", "2012"},
    {"20431", "tax_clerk", "fixed_asset_tax", "2013"},
    {"20431", "tax_clerk", "addressee", "2013"},
    {"20431", "person_clerk", "addressee", "2013"},
    {"20402", "tax_approver", "fixed_asset_tax", "2010"},
    {"20402", "tax_approver", "addressee", "2010"},
    {"20402", "department_head", "staff_administration", "2010"},
    {"20402", "department_head", "information_governance", "2010"},
    {"20402", "section_staff", "information_governance", "2010"},
    {"20401", "tax_approver", "fixed_asset_tax", "2010"},
    {"20401", "department_head", "addressee", "2010"},
    {"20401", "department_head", "staff_administration", "2010"},
    {"20520", "receivable_clerk", "receivable", "2020"},
    {"10274", "governance", "information_governance", "1020"},
    {"10274", "governance", "staff_administration", "1020"},
    {"10271", "governance", "information_governance", "1020"},
    {"10271", "department_head", "staff_administration", "1020"},
    {"10274A", "admin", "staff_administration", "1020"},
    {"10274A", "admin", "information_governance", "1020"},
    {"80110", "auditor", "audit", "80"},
    {"80110", "auditor", "fixed_asset_tax", "80"},
    {"80110", "auditor", "addressee", "80"},
    {"80110", "auditor", "staff_administration", "80"},
    {"80110", "auditor", "information_governance", "80"},
    {"C0101", "contractor", "information_governance", "C01"},
    {"SYS001", "loader", "fixed_asset_tax", "1020"},
    {"SYS001", "loader", "addressee", "1020"},
    {"SYS001", "loader", "staff_administration", "1020"},
    {"SYS001", "loader", "information_governance", "1020"},
};

const Date kFounded = Date::of(2005, 10, 1);
const Date kGranted = Date::of(2024, 1, 1);

void write_department(const CityPlan&, std::uint32_t i, Stage, std::string& out) {
    const DepartmentRow& given = kDepartments[i];
    CsvRow row(out);
    row.text(given.number).text(given.name).text(given.kana).text(given.parent).text(given.kind);
    row.text(given.duties).text(given.extension).date(kFounded).none();
    row.none();
    tail(row, kFounded, false, "移行");
}

void write_account(const CityPlan&, std::uint32_t i, Stage, std::string& out) {
    const AccountRow& given = kAccounts[i];
    CsvRow row(out);
    row.text(given.number).text(given.name).text(given.kana).text(given.department);
    row.text(given.position).text(given.kind).text("active").date(kGranted).none();
    row.text(given.personal);
    tail(row, kGranted, false, "移行");
}

void write_role(const CityPlan&, std::uint32_t i, Stage, std::string& out) {
    const RoleRow& given = kRoles[i];
    CsvRow row(out);
    row.text(given.account).text(given.role).text(given.task).text(given.department);
    row.date(kGranted).none().text("令和5年度末 権限一覧");
    tail(row, kGranted, false, "移行");
}

}  // namespace

void add_office_files(Files& files) {
    files.push_back({"department", Stage::start,
                     "department_no,name,kana,parent,kind,duties,extension,starts,ends,"
                     "successor,valid_from,ended,reason",
                     [](const CityPlan&) { return std::size(kDepartments); }, always,
                     write_department});
    files.push_back({"account", Stage::start,
                     "account_no,name,kana,department,position,class,state,starts,ends,"
                     "personal_account,valid_from,ended,reason",
                     [](const CityPlan&) { return std::size(kAccounts); }, always, write_account});
    files.push_back({"role_assignment", Stage::start,
                     "account,role,task,department,from,to,basis,valid_from,ended,reason",
                     [](const CityPlan&) { return std::size(kRoles); }, always, write_role});
}

}  // namespace daicho::demo::detail
