// What the frame says of continuity, procurement and the digital plan; their own texts come with them.
export const life_shell_texts = {
  'nav.continuity': { ja: '業務継続', en: 'Continuity' },
  'nav.procurement': { ja: '調達と運用', en: 'Procurement' },
  'nav.lock_in': { ja: '囲い込み', en: 'Lock-in' },
  'nav.digital_plan': { ja: 'デジタル計画', en: 'Digital plan' },
  'help.continuity': {
    ja: '復旧の約束の矛盾、最初の72時間、依存関係、訓練、紙の写しを見て、紙の一式を印刷します。',
    en: 'Contradicting promises, the first 72 hours, dependencies, drills and copies on paper; prints the whole set.',
  },
  'help.continuity_system': {
    ja: '一つのシステムの計画、本当に戻る時間とその理由、連絡先、紙の写しを見ます。',
    en: 'The plan of one system, when it is really back and why, whom to call, copies on paper.',
  },
  'help.procurement': {
    ja: '計画書の状態、検収、変更、サービス水準、障害、バックアップの点検を見て、検収や変更の完了を行います。',
    en: 'Planning sheets, acceptance, changes, service levels, faults and backups; accepts deliveries and closes changes.',
  },
  'help.procurement_plan': {
    ja: '費用対効果、予算要求の前の点検、調達の結果を見て、点検や予算要求を記録します。',
    en: 'Cost and benefit, the check before the budget, the tender; records the check and the request.',
  },
  'help.lock_in': {
    ja: '同じ事業者の年数、応札者、法改正の契約、課ごとの随意契約の割合を見ます。',
    en: 'Years with one vendor, bidders, contracts forced by law, single tenders by section.',
  },
  'help.digital_plan': {
    ja: '施策の進みと停滞、組織の重なり、手続の棚卸し、標準化の移行、年度の数値を見て、報告書を印刷します。',
    en: 'Measures and which stand still, groups that overlap, procedures, the move of standard systems, figures; prints the report.',
  },
} as const;
