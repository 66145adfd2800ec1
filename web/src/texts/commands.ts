// Actions of the search box, as one says them. What else finds them stands in shell/actions.ts.
export const command_texts = {
  'command.do': { ja: '操作', en: 'Action' },
  'command.verify': { ja: '記録を検証する', en: 'Verify the journal' },
  'command.levy': { ja: '賦課を計算する', en: 'Run a levy' },
  'command.backup': { ja: 'バックアップを今すぐ取る', en: 'Make a backup now' },
  'command.rotate': { ja: '鍵を替える', en: 'Rotate the keys' },
  'command.doctor': { ja: '具合を点検する', en: 'Check the health' },
  'command.checks': { ja: 'データ点検を実行する', en: 'Run the data checks' },
  'command.propose': { ja: '消去の伺いを出す', en: 'Propose an erasure' },
  'command.release': {
    ja: '支援措置の一時解除を申請する',
    en: 'Ask for a temporary release of a protected person',
  },
  'command.unlock': { ja: '止まった利用者IDを戻す', en: 'Unlock an account' },
  'command.reset': {
    ja: 'ほかの人のパスワード・二要素を初期化する',
    en: 'Reset somebody’s password or second factors',
  },
  'command.emergency': { ja: '緊急権限を開く', en: 'Open an emergency role' },
  'command.password': { ja: '自分のパスワードを変える', en: 'Change my password' },
  'command.factor': { ja: '自分の二要素を登録する', en: 'Register my second factor' },
  'command.language': { ja: '言語を切り替える', en: 'Switch language' },
  'command.dates': { ja: '日付の書き方を選ぶ', en: 'Choose how dates are written' },
  'command.sign_out': { ja: 'サインアウトする', en: 'Sign out' },
  'command.new': { ja: '新しく登録する', en: 'New record' },
  'command.import': { ja: 'ファイルを取り込む', en: 'Import a file' },
  'command.export': { ja: 'ファイルに書き出す', en: 'Export a file' },
} as const;
