export const account_texts = {
  'accounts.title': { ja: '停止と解除', en: 'Locked accounts' },
  'accounts.locked': { ja: '停止中の利用者ID', en: 'Locked now' },
  'accounts.none': { ja: '停止中の利用者IDはありません。', en: 'No account is locked.' },
  'accounts.rule': {
    ja: '失敗{n}回で停止（{cite}）',
    en: 'Locked after {n} failures ({cite})',
  },
  'accounts.number': { ja: '職員番号', en: 'Number' },
  'accounts.name': { ja: '氏名', en: 'Name' },
  'accounts.department': { ja: '所属', en: 'Department' },
  'accounts.failures': { ja: '失敗（回）', en: 'Failures' },
  'accounts.since': { ja: '停止した日時', en: 'Locked at' },
  'accounts.action': { ja: '解除', en: 'Unlock' },
  'accounts.unlock': { ja: '解除する', en: 'Unlock' },
  'accounts.unlocking': { ja: '解除しています', en: 'Unlocking' },
  'accounts.reason': { ja: '{number} を解除する理由', en: 'Why {number} is unlocked' },
  'accounts.reason_missing': {
    ja: '本人であることをどう確かめたか書いてください。',
    en: 'Say how you made sure who it is.',
  },
  'accounts.note': {
    ja: '本人であることを確かめてから解除してください。自分の利用者IDは解除できません。解除した人と理由は記録に残ります。',
    en: 'Make sure who it is before you unlock. Nobody unlocks an account of their own. Who unlocked and why is recorded.',
  },
  'accounts.done': { ja: '{number} を解除しました。', en: '{number} is unlocked.' },
  'emergency.title': { ja: '緊急権限', en: 'Emergency roles' },
  'emergency.none': {
    ja: '確認を待つ緊急権限はありません。',
    en: 'No emergency role waits for a review.',
  },
  'emergency.reason': {
    ja: '{label}（{n}分）を開く理由',
    en: 'Why {label} is opened ({n} minutes)',
  },
  'emergency.open': { ja: '開く', en: 'Open' },
  'emergency.finding': { ja: '確認した結果', en: 'What the review found' },
  'emergency.review': { ja: '確認する', en: 'Review' },
} as const;
