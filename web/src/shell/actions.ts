// What somebody may do from anywhere, as commands of the search box. Each opens the screen where it
// is done, with its form or button in focus (`do` in the address, shell/use_begun.ts): nothing is
// ever carried out from here. By rights; found by words of either language and by how they sound.
import type { Overview, RegisterGlance, Text } from '../api/types';
import type { IconName } from '../parts/icon';
import { to_new_record } from '../state/routes';
import type { TextKey } from '../texts';

export interface Action {
  id: string;
  icon: IconName;
  text: TextKey;
  /** The register it is done in, if any. */
  of: Text | null;
  route: string;
  /** Other words for it: synonyms, and kana for how it is read. */
  words: string;
}

interface Known extends Omit<Action, 'id' | 'of'> {
  may: (rights: Rights) => boolean;
}

interface Rights {
  orders: (kind: string) => boolean;
  view: (register: string) => boolean;
  change: (register: string) => boolean;
}

const anybody = () => true;
const accounts = (rights: Rights) => rights.view('account');

const kKnown: readonly Known[] = [
  {
    text: 'command.open_incident',
    icon: 'shield',
    route: '/incidents/new',
    words: '事故 インシデント 漏えい 紛失 停止 攻撃 ウイルス 知らせる 報告 じこ ろうえい ふんしつ ていし こうげき incident leak lost attack virus report',
    may: anybody,
  },
  {
    text: 'command.verify',
    icon: 'chain',
    route: '/journal?do=verify',
    words: 'ジャーナル 検証 改ざん 確認 封印 けんしょう きろくのけんしょう かいざん journal tamper check seal audit',
    may: (rights) => rights.orders('verify'),
  },
  {
    text: 'command.levy',
    icon: 'yen',
    route: '/jobs?order=levy&do=order',
    words: '当初賦課 計算 税額 課税 ふか とうしょふか ふかけいさん ぜいがく かぜい levy run tax calculate assess',
    may: (rights) => rights.orders('levy'),
  },
  {
    text: 'command.backup',
    icon: 'media',
    route: '/health?do=backup',
    words: '控え 複製 保存 ばっくあっぷ ひかえ backup copy save',
    may: (rights) => rights.orders('backup') && accounts(rights),
  },
  {
    text: 'command.doctor',
    icon: 'shield',
    route: '/health?do=doctor',
    words: '健康 状態 てんけん きかいのてんけん health doctor machine inspect',
    may: (rights) => rights.orders('doctor') && accounts(rights),
  },
  {
    text: 'command.rotate',
    icon: 'lock',
    route: '/keys?do=rotate',
    words: '鍵の交換 更新 かぎ かぎをかえる かぎのこうかん key rotate renew change',
    may: (rights) => rights.orders('backup') && accounts(rights),
  },
  {
    text: 'command.checks',
    icon: 'check',
    route: '/checks?do=run',
    words: '突合 不整合 てんけん でーたてんけん とつごう data check run reconcile',
    may: anybody,
  },
  {
    text: 'command.propose',
    icon: 'x',
    route: '/retention?do=propose',
    words: '保存期間 廃棄 削除 しょうきょ しょうきょのうかがい はいき さくじょ erase delete retention dispose',
    may: (rights) => rights.orders('erasure') && rights.view('erasure_proposal'),
  },
  {
    text: 'command.release',
    icon: 'lock',
    route: '/protections?do=release',
    words: 'DV 閲覧制限 支援措置 いちじかいじょ しえんそち えつらんせいげん protected person victim show release',
    may: (rights) => rights.change('protection_release'),
  },
  {
    text: 'command.unlock',
    icon: 'users',
    route: '/accounts?do=unlock',
    words: '停止 解除 ロック 職員 りようしゃ ていし かいじょ unlock locked account',
    may: accounts,
  },
  {
    text: 'command.reset',
    icon: 'users',
    route: '/accounts?do=reset',
    words: '再発行 初期化 忘れた しょきか さいはっこう ぱすわーど reset password factor lost',
    may: accounts,
  },
  {
    text: 'command.emergency',
    icon: 'alert',
    route: '/accounts?do=emergency',
    words: '非常時 夜間 封印した権限 きんきゅう ひじょうじ emergency break glass rights',
    may: accounts,
  },
  {
    text: 'command.password',
    icon: 'lock',
    route: '/me?do=password',
    words: '自分 変更 暗証 ぱすわーど へんこう じぶん my password change',
    may: anybody,
  },
  {
    text: 'command.factor',
    icon: 'lock',
    route: '/me?do=factor',
    words: 'パスキー アプリ 二段階 認証 にようそ ぱすきー passkey totp second factor authenticator',
    may: anybody,
  },
  {
    text: 'command.language',
    icon: 'cog',
    route: '/me?do=language',
    words: '英語 日本語 English Japanese げんご えいご にほんご language switch',
    may: anybody,
  },
  {
    text: 'command.dates',
    icon: 'cog',
    route: '/me?do=dates',
    words: '和暦 西暦 元号 ひづけ われき せいれき げんごう era western dates calendar year',
    may: anybody,
  },
  {
    text: 'command.sign_out',
    icon: 'out',
    route: '/me?do=sign_out',
    words: 'ログアウト 終了 退席 さいんあうと ろぐあうと しゅうりょう sign out log off logout leave',
    may: anybody,
  },
];

interface Done {
  text: TextKey;
  icon: IconName;
  words: string;
  route: (register: string) => string;
  may: (register: RegisterGlance) => boolean;
}

const exchange = (register: string, act: string) =>
  `/exchange?register=${encodeURIComponent(register)}&do=${act}`;

const kOfRegisters: readonly Done[] = [
  {
    text: 'command.new',
    icon: 'plus',
    words: '新規 登録 追加 作成 しんき しんきとうろく とうろく ついか new record add create enter',
    route: to_new_record,
    may: (register) => register.may_change,
  },
  {
    text: 'command.import',
    icon: 'table',
    words: '取込み 取り込み 一括 CSV Excel とりこみ いっかつ import upload file load',
    route: (register) => exchange(register, 'import'),
    may: (register) => register.may_import,
  },
  {
    text: 'command.export',
    icon: 'print',
    words: '出力 持出 書出し 書き出し かきだし CSV Excel しゅつりょく もちだし export download file',
    route: (register) => exchange(register, 'export'),
    may: (register) => register.may_export,
  },
];

/** Kana of the words that registers are named by, longest first. */
const kReadings: readonly (readonly [string, string])[] = [
  ['償却資産', 'しょうきゃくしさん'],
  ['情報システム', 'じょうほうしすてむ'],
  ['課税台帳', 'かぜいだいちょう'],
  ['納税義務者', 'のうぜいぎむしゃ'],
  ['納税管理人', 'のうぜいかんりにん'],
  ['支援措置対象者', 'しえんそちたいしょうしゃ'],
  ['監査指摘', 'かんさしてき'],
  ['共有者', 'きょうゆうしゃ'],
  ['利用者', 'りようしゃ'],
  ['権限', 'けんげん'],
  ['部署', 'ぶしょ'],
  ['代理', 'だいり'],
  ['宛名', 'あてな'],
  ['土地', 'とち'],
  ['家屋', 'かおく'],
  ['契約', 'けいやく'],
  ['媒体', 'ばいたい'],
  ['費用', 'ひよう'],
  ['予算', 'よさん'],
  ['登記', 'とうき'],
  ['評価', 'ひょうか'],
  ['申告', 'しんこく'],
  ['賦課', 'ふか'],
  ['分合筆', 'ぶんごうひつ'],
  ['消去', 'しょうきょ'],
  ['保全', 'ほぜん'],
];

export function reading_of(label: string): string {
  return kReadings
    .filter(([word]) => label.includes(word))
    .map(([, kana]) => kana)
    .join(' ');
}

function rights_of({ areas, orders }: Overview): Rights {
  const all = areas.flatMap((area) => area.registers);
  const named = (name: string) => all.find((register) => register.name === name);
  return {
    orders: (kind) => orders.includes(kind),
    view: (name) => named(name)?.may_view ?? false,
    change: (name) => named(name)?.may_change ?? false,
  };
}

export function actions(overview: Overview): Action[] {
  const rights = rights_of(overview);
  const own = kKnown
    .filter((one) => one.may(rights))
    .map(({ may: _, ...one }) => ({ ...one, id: `do ${one.route}`, of: null }));
  const seen = overview.areas
    .flatMap((area) => area.registers)
    .filter((register) => register.may_view);
  const in_registers = kOfRegisters.flatMap((one) =>
    seen.filter(one.may).map((register) => ({
      id: `${one.text} ${register.name}`,
      icon: one.icon,
      text: one.text,
      of: register.label,
      route: one.route(register.name),
      words: `${one.words} ${reading_of(register.label.ja)} ${register.name.replaceAll('_', ' ')}`,
    })),
  );
  return [...own, ...in_registers];
}

