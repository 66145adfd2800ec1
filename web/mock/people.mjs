// Invented people and companies. Same seed, same city: tests may rely on the named ones.
export const today = '2026-04-10';
export const now = () => '2026-04-10T01:42:00Z';

export const accounts = [
  {
    id: '1',
    number: '103482',
    name: '小田切 美帆',
    department: { ja: '資産税課 土地係', en: 'Property Tax, Land' },
    roles: ['tax_clerk'],
    password: 'shiomi-demo-1',
  },
  {
    id: '2',
    number: '103007',
    name: '塩見沢 聡',
    department: { ja: '資産税課 係長', en: 'Property Tax, Section head' },
    roles: ['tax_clerk', 'tax_approver'],
    password: 'shiomi-demo-2',
  },
];

export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
const r = random(20260410);
export const pick = (list, roll = r) => list[Math.floor(roll() * list.length)];

const family = [
  ['柏原', 'カシハラ'],
  ['大豆生田', 'オオマメウダ'],
  ['日下部', 'クサカベ'],
  ['真玉橋', 'マダンバシ'],
  ['帷子', 'カタビラ'],
  ['瀬名', 'セナ'],
  ['五十公野', 'イジミノ'],
  ['小鳥遊', 'タカナシ'],
  ['伊庭', 'イバ'],
  ['鳥羽', 'トバ'],
  ['大迫', 'オオサコ'],
  ['四十物', 'アイモノ'],
  ['東海林', 'ショウジ'],
  ['月見里', 'ヤマナシ'],
  ['八月一日', 'ホズミ'],
];
const given = [
  ['千鶴子', 'チヅコ'],
  ['昂汰', 'コウタ'],
  ['勇', 'イサム'],
  ['澄江', 'スミエ'],
  ['航平', 'コウヘイ'],
  ['弥生', 'ヤヨイ'],
  ['恒彦', 'ツネヒコ'],
  ['直', 'ナオ'],
  ['俊輔', 'シュンスケ'],
  ['美津', 'ミツ'],
  ['誠一', 'セイイチ'],
  ['夏帆', 'ナツホ'],
];
const companies = [
  ['㈱みなと不動産管理', 'ミナトフドウサンカンリ'],
  ['汐見臨港倉庫㈱', 'シオミリンコウソウコ'],
  ['㈲南汐見建材', 'ミナミシオミケンザイ'],
  ['汐見ガス㈱', 'シオミガス'],
  ['㈱緑浜マリン', 'ミドリハママリン'],
];
export const towns = [
  '緑浜一丁目',
  '緑浜二丁目',
  '緑浜三丁目',
  '南汐見字大畑',
  '汐見町',
  '松原台四丁目',
  '浜通り',
];

/** Nine digits and a check digit, weights 2 to 7 from the right, modulus 11. */
function addressee_no(serial) {
  const digits = String(serial).padStart(9, '0');
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * ((index % 6) + 2), 0);
  const rest = sum % 11;
  if (rest === 1) return null;
  return digits + (rest === 0 ? 0 : 11 - rest);
}

export const people = [];
for (let serial = 31480; people.length < 2900; serial += 1) {
  const number = addressee_no(serial);
  if (number === null) continue;
  const n = people.length;
  const company = n % 23 === 22;
  const [fn, fk] = n === 0 ? family[0] : pick(family);
  const [gn, gk] = n === 0 ? given[0] : pick(given);
  const [cn, ck] = pick(companies);
  people.push({
    id: String(1000 + n),
    number,
    kind: company ? 'corporation' : 'individual',
    name: company ? cn : `${fn} ${gn}`,
    kana: company ? ck : `${fk} ${gk}`,
    address: `汐見市${n === 0 ? '緑浜三丁目' : pick(towns)}${n === 0 ? '14番8号' : `${1 + Math.floor(r() * 80)}番${1 + Math.floor(r() * 20)}号`}`,
    in_city: n % 11 !== 10,
    protected: n === 7 || n % 401 === 400,
    postal_code: '999-0012',
  });
}
export const by_number = new Map(people.map((person) => [person.number, person]));
export const by_id = new Map(people.map((person) => [person.id, person]));
const kana = (text) =>
  text.replace(/[ぁ-ん]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60)).replace(/\s/g, '');

export function find_people(q, limit) {
  const wanted = kana(q.normalize('NFKC'));
  return people
    .filter(
      (person) =>
        person.number.startsWith(wanted.replace(/-/g, '')) ||
        (!person.protected &&
          (kana(person.name).includes(wanted) || kana(person.kana).includes(wanted))),
    )
    .slice(0, limit);
}
