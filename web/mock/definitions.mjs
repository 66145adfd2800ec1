// Definitions of a few registers, enough to exercise every field type. The real ones are registers/.

const field = (id, name, type, ja, en, group, more = {}) => ({
  id,
  name,
  type,
  label: { ja, en },
  group,
  classification: 'internal',
  required: false,
  codes: null,
  target: null,
  item: null,
  list: null,
  sort: false,
  unit: null,
  note: null,
  ...more,
});
const code = (...pairs) => ({ codes: pairs.map(([key, ja, en]) => ({ key, label: { ja, en } })) });
const definition = (name, ja, en, area, key, groups, fields, more = {}) => ({
  name,
  label: { ja, en },
  area,
  task: {
    id: 'fixed_asset_tax',
    label: { ja: '固定資産税に関する事務', en: 'Fixed-asset tax affairs' },
  },
  legal_basis: '地方税法 第341条第10号・第380条',
  temporal: 'valid_time',
  key,
  retention: { years: 10, from: 'end_of_validity', basis: '文書管理規程（例）' },
  groups: groups.map(([id, gja, gen]) => ({ id, label: { ja: gja, en: gen } })),
  fields,
  permissions: { view: true, change: false, import: false, export: false },
  version: 1,
  ...more,
});
const m2 = { unit: { ja: '㎡', en: 'm²' } };

export const definitions = [
  definition(
    'parcel',
    '土地課税台帳',
    'Land tax register',
    'tax',
    ['parcel_no'],
    [
      ['identity', '物件', 'Parcel'],
      ['people', '所有者・納税義務者', 'Owner and taxpayer'],
      ['use', '現況・課税区分', 'Use and liability'],
      ['area', '地積', 'Area'],
      ['price', '価格', 'Price'],
      ['site', '住宅用地', 'Residential site'],
    ],
    [
      field(1, 'parcel_no', 'text', '物件番号', 'Parcel number', 'identity', {
        required: true,
        list: 1,
        sort: true,
        item: 'land:2',
      }),
      field(2, 'location', 'text', '所在地', 'Location', 'identity', {
        list: 2,
        sort: true,
        item: 'land:3',
      }),
      field(5, 'change_reason', 'code', '異動事由', 'Reason of change', 'identity', {
        list: 9,
        sort: true,
        ...code(
          ['split', '分筆', 'Split'],
          ['merged', '合筆', 'Merged'],
          ['category', '地目変換', 'Category changed'],
          ['none', 'なし', 'None'],
        ),
      }),
      field(7, 'owner', 'ref', '所有者宛名番号', 'Owner', 'people', {
        target: 'addressee',
        classification: 'personal',
      }),
      field(8, 'taxpayer', 'ref', '納税義務者', 'Taxpayer', 'people', {
        target: 'addressee',
        classification: 'personal',
        list: 8,
        sort: true,
      }),
      field(9, 'land_category', 'code', '現況地目', 'Actual category', 'use', {
        list: 3,
        sort: true,
        ...code(
          ['residential', '宅地', 'Building land'],
          ['rice', '田', 'Rice field'],
          ['field', '畑', 'Dry field'],
          ['misc', '雑種地', 'Other'],
          ['forest', '山林', 'Forest'],
        ),
      }),
      field(
        10,
        'city_planning_area',
        'bool',
        '都市計画税（該当・非該当）',
        'City planning tax applies',
        'use',
        { sort: true },
      ),
      field(14, 'taxed_area', 'area', '課税地積', 'Taxed area', 'area', {
        list: 5,
        sort: true,
        ...m2,
      }),
      field(15, 'ledger_area', 'area', '現況地積', 'Actual area', 'area', m2),
      field(16, 'unit_price_yen', 'yen', '評価額単価', 'Assessed unit price', 'price', {
        list: 6,
        sort: true,
      }),
      field(17, 'price_revision', 'ratio', '時点修正率', 'Price revision', 'price'),
      field(18, 'value_yen', 'yen', '評価額', 'Assessed value', 'price', {
        list: 7,
        sort: true,
        note: { ja: '固定資産評価基準による価格', en: 'Price by the assessment standard' },
      }),
      field(19, 'dwellings', 'int', '住居の数', 'Dwellings', 'site'),
      field(20, 'declared_on', 'date', '住宅用地申告日', 'Declared on', 'site', { sort: true }),
      field(
        21,
        'urban_farmland_since',
        'fiscal_year',
        '市街化農地開始年度',
        'Urban farmland since',
        'site',
      ),
    ],
  ),
  definition(
    'house',
    '家屋課税台帳',
    'House tax register',
    'tax',
    ['house_no'],
    [
      ['identity', '物件', 'House'],
      ['price', '価格', 'Price'],
    ],
    [
      field(1, 'house_no', 'text', '物件番号', 'House number', 'identity', { list: 1, sort: true }),
      field(2, 'location', 'text', '所在地', 'Location', 'identity', { list: 2, sort: true }),
      field(3, 'structure', 'code', '構造', 'Structure', 'identity', {
        list: 3,
        sort: true,
        ...code(
          ['wood', '木造', 'Wood'],
          ['steel', '鉄骨造', 'Steel'],
          ['rc', '鉄筋コンクリート造', 'Reinforced concrete'],
        ),
      }),
      field(4, 'built', 'date', '建築年月日', 'Built', 'identity', { list: 4, sort: true }),
      field(5, 'floor_area', 'area', '床面積', 'Floor area', 'identity', {
        list: 5,
        sort: true,
        ...m2,
      }),
      field(6, 'taxpayer', 'ref', '納税義務者', 'Taxpayer', 'identity', {
        target: 'addressee',
        classification: 'personal',
        list: 7,
        sort: true,
      }),
      field(7, 'value_yen', 'yen', '評価額', 'Assessed value', 'price', { list: 6, sort: true }),
    ],
  ),
  definition(
    'depreciable_asset',
    '償却資産課税台帳',
    'Depreciable asset register',
    'tax',
    ['asset_no'],
    [['identity', '資産', 'Asset']],
    [
      field(1, 'asset_no', 'text', '資産番号', 'Asset number', 'identity', { list: 1, sort: true }),
      field(2, 'name', 'text', '資産の名称', 'Name', 'identity', { list: 2 }),
      field(3, 'acquired', 'year_month', '取得年月', 'Acquired', 'identity', {
        list: 3,
        sort: true,
      }),
      field(4, 'cost_yen', 'yen', '取得価額', 'Cost', 'identity', { list: 4, sort: true }),
      field(5, 'life_years', 'int', '耐用年数', 'Life', 'identity', { list: 5 }),
      field(6, 'base_fraction', 'ratio', '特例率', 'Base fraction', 'identity', { list: 6 }),
    ],
  ),
  definition(
    'addressee',
    '宛名台帳',
    'Addressee register',
    'person',
    ['addressee_no'],
    [
      ['identity', '宛名', 'Addressee'],
      ['address', '住所', 'Address'],
      ['numbers', '番号', 'Numbers'],
    ],
    [
      field(1, 'addressee_no', 'text', '宛名番号', 'Addressee number', 'identity', {
        list: 1,
        sort: true,
      }),
      field(2, 'kind', 'code', '区分', 'Kind', 'identity', {
        list: 2,
        sort: true,
        ...code(['individual', '個人', 'Individual'], ['corporation', '法人', 'Corporation']),
      }),
      field(3, 'name', 'text', '氏名・名称', 'Name', 'identity', {
        list: 3,
        classification: 'personal',
      }),
      field(4, 'kana', 'text', 'カナ', 'Kana', 'identity', {
        list: 4,
        sort: true,
        classification: 'personal',
      }),
      field(5, 'birth_date', 'date', '生年月日', 'Born', 'identity', {
        classification: 'personal',
      }),
      field(6, 'address', 'text', '住所', 'Address', 'address', {
        list: 5,
        classification: 'personal',
      }),
      field(7, 'in_city', 'bool', '市内', 'In the city', 'address', { list: 6 }),
      field(8, 'personal_number', 'personal_number', '個人番号', 'Personal number', 'numbers', {
        classification: 'personal_number',
      }),
    ],
    { legal_basis: '番号法 第9条' },
  ),
  definition(
    'account',
    '職員の利用者ID',
    'Accounts',
    'office',
    ['number'],
    [['identity', '職員', 'Employee']],
    [
      field(1, 'number', 'text', '職員番号', 'Employee number', 'identity', {
        list: 1,
        sort: true,
      }),
      field(2, 'name', 'text', '氏名', 'Name', 'identity', { list: 2 }),
    ],
  ),
  definition(
    'information_system',
    '情報システム台帳',
    'Information systems',
    'govern',
    ['system_no'],
    [
      ['identity', 'システム', 'System'],
      ['people', '責任', 'Responsibility'],
      ['contract', '契約', 'Contract'],
    ],
    [
      field(1, 'system_no', 'text', '番号', 'Number', 'identity', { list: 1, sort: true }),
      field(2, 'name', 'text', '名称', 'Name', 'identity', { list: 2, sort: true }),
      field(3, 'importance', 'code', '重要性分類', 'Importance', 'identity', {
        list: 3,
        sort: true,
        ...code(['1', 'Ⅰ', '1'], ['2', 'Ⅱ', '2'], ['S', 'S', 'S']),
      }),
      field(4, 'manager', 'text', '管理者', 'Manager', 'people', { list: 4 }),
      field(5, 'purpose', 'text', '目的', 'Purpose', 'identity'),
      field(6, 'form', 'code', '方式', 'Form', 'identity', {
        list: 5,
        ...code(['saas', 'クラウド（SaaS）', 'Cloud (SaaS)'], ['onpremise', '庁内', 'On premises']),
      }),
      field(7, 'vendor', 'text', '事業者', 'Vendor', 'contract', { list: 6 }),
      field(8, 'from', 'date', '契約開始', 'From', 'contract'),
      field(9, 'to', 'date', '契約終了', 'To', 'contract'),
      field(10, 'users', 'int', '利用者数', 'Users', 'people', { list: 7, sort: true }),
      field(11, 'shared_ids', 'int', '共有ID', 'Shared ids', 'people'),
    ],
    {
      task: { id: 'it', label: { ja: '情報システムの管理', en: 'IT governance' } },
      legal_basis: '情報セキュリティ基本方針',
    },
  ),
  definition(
    'finding',
    '監査指摘',
    'Audit findings',
    'govern',
    ['no'],
    [['identity', '指摘', 'Finding']],
    [
      field(1, 'no', 'text', '番号', 'No.', 'identity', { list: 1, sort: true }),
      field(2, 'title', 'text', '内容', 'Subject', 'identity', { list: 2 }),
      field(3, 'class', 'code', '区分', 'Class', 'identity', {
        list: 3,
        sort: true,
        ...code(['finding', '指摘', 'Finding'], ['opinion', '意見', 'Opinion']),
      }),
      field(4, 'state', 'code', '状態', 'State', 'identity', {
        list: 4,
        sort: true,
        ...code(
          ['fit', '適正', 'In order'],
          ['caution', '注意', 'Caution'],
          ['unfit', '不備', 'Deficient'],
        ),
      }),
      field(5, 'due', 'date', '期限', 'Due', 'identity', { list: 5, sort: true }),
    ],
  ),
  definition(
    'log_review',
    'ログ分析',
    'Log reviews',
    'govern',
    ['no'],
    [['identity', '分析', 'Review']],
    [field(1, 'no', 'text', '番号', 'No.', 'identity', { list: 1, sort: true })],
  ),
];
export const definition_of = (name) => definitions.find((item) => item.name === name);
