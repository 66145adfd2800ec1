// The state of the city on one page.
export const mayor_texts = {
  'mayor.sheet': { ja: 'A4で印刷（PDF）', en: 'One sheet (PDF)' },
  'mayor.as_of': { ja: '基準日 {date}', en: 'As of {date}' },
  'mayor.journal': { ja: 'ジャーナルの位置 {n}件', en: 'Journal: {n} entries' },
  'mayor.left_out': {
    ja: '権限のない数字{n}件は載せていません',
    en: '{n} figures are left out for want of a right',
  },
  'mayor.past': {
    ja: '過去の日なので、検証・バックアップ・点検は載せていません',
    en: 'Of a past day: verification, backups and the look at the installation are left out',
  },
  'mayor.none': { ja: '見られる数字がありません', en: 'There is no figure you may see' },
  'mayor.none_next': {
    ja: '台帳を見る権限は、権限を管理する係に頼んでください。',
    en: 'Ask whoever administers accounts for the right to view the registers.',
  },
  'mayor.ok': { ja: '良好', en: 'In order' },
  'mayor.warn': { ja: '注意', en: 'Caution' },
  'mayor.bad': { ja: '異常', en: 'Wrong' },
  'mayor.nothing': { ja: '記録なし', en: 'Not recorded' },
  'mayor.last_year': { ja: '前年度', en: 'Last fiscal year' },
  'mayor.unknown': { ja: '{when} 記録なし', en: '{when}: not recorded' },
} as const;
