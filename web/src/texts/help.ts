export const help_texts = {
  'help.title': { ja: '使い方とキー', en: 'Help and keys' },
  'help.guide_title': { ja: '利用の手引き', en: "User's guide" },
  'help.open_guide': { ja: '利用の手引きを開く', en: "Open the user's guide" },
  'help.how': { ja: 'この画面でできること', en: 'What you can do here' },
  'help.pages': { ja: '手引きの目次', en: 'Contents of the guide' },
  'help.sections': { ja: 'このページの見出し', en: 'On this page' },
  'help.previous': { ja: '前: {title}', en: 'Previous: {title}' },
  'help.next': { ja: '次: {title}', en: 'Next: {title}' },
  'help.no_page': {
    ja: 'このページは手引きにありません。目次から選んでください。',
    en: 'The guide has no such page. Choose one from its contents.',
  },
  'help.home': {
    ja: '自分を待っている仕事、期限、警報、動いているジョブを一目で見る画面です。まず上から片付けます。',
    en: 'What waits for you, deadlines, alarms and running jobs at a glance. Begin at the top.',
  },
  'help.taxpayers': {
    ja: '氏名・カナ・住所・番号から納税義務者を探します。',
    en: 'Finds taxpayers by name, kana, address or number.',
  },
  'help.taxpayer': {
    ja: '一人の資産・税額・納期・届け先をまとめた画面です。点線の下線がある金額を押すと、その金額の理由が右に出ます。',
    en: 'One person’s assets, tax, instalments and where notices go. Press an amount with a dotted underline to see why it is what it is.',
  },
  'help.what_if': {
    ja: '入力を変えると税額がどうなるかを試します。何も保存されません。',
    en: 'Tries what the tax would be with other inputs. Nothing is saved.',
  },
  'help.registers': {
    ja: '見ることのできるすべての台帳です。',
    en: 'Every register that you may see.',
  },
  'help.list': {
    ja: '台帳の行を、条件で絞り、並べ替え、列を選んで見ます。行を開くと 1 件の画面になります。',
    en: 'The rows of a register: narrow them by conditions, sort, choose columns. Opening a row shows the record.',
  },
  'help.record': {
    ja: '台帳の 1 件です。今の内容、いつの内容か、誰がいつ何を変えたか、誰が見たかが分かります。',
    en: 'One record: what it says, as of when, who changed what and when, and who looked.',
  },
  'help.new_record': {
    ja: '新しい 1 件を入力します。確認者がいる台帳では、確認されるまで仮登録です。',
    en: 'Enters a new record. Where a second person confirms, it is provisional until then.',
  },
  'help.levy': {
    ja: '賦課の計算、その結果の点検、別の人による確定を行います。',
    en: 'Calculates a levy, checks its result, and has it confirmed by another person.',
  },
  'help.system': {
    ja: '一つの情報システムの所管、費用、契約、基準への適合、権限、指摘を一画面で見ます。',
    en: 'One information system: whose it is, what it costs, its contracts, criteria, rights and findings.',
  },
  'help.journal': {
    ja: 'すべての記録が書き換えられていないことを確かめます。',
    en: 'Proves that no entry of the journal was altered.',
  },
  'help.jobs': {
    ja: '時間のかかる仕事を頼み、進み具合を見て、経過と結果を受け取ります。',
    en: 'Orders work that takes time, shows its progress, log and result.',
  },
  'help.exchange': {
    ja: 'ファイルを下見してから取り込み、理由を書いて書き出します。',
    en: 'Previews and imports files; exports with a stated reason.',
  },
  'help.accounts': {
    ja: '利用者 ID の停止・解除、パスワードと本人確認手段の再設定、封印した権限の点検をします。',
    en: 'Unlocks accounts, resets passwords and second factors, reviews sealed roles.',
  },
  'help.protections': {
    ja: '支援措置の対象者、終わりの近い措置、一時的な表示の許可を見ます。',
    en: 'Protected persons, measures that end soon, and temporary releases.',
  },
  'help.me': {
    ja: '自分のパスワード、二要素の確認、言語や日付などの表示を変え、サインアウトします。',
    en: 'Your own password and second factors, language and dates of the screens, signing out.',
  },
  'help.checks': {
    ja: '台帳どうしの食い違いを探し、直すべき行へ案内します。',
    en: 'Finds where registers contradict each other and leads to the records to mend.',
  },
  'help.admin': {
    ja: '健康状態、バックアップ、鍵、保存年限、複製、設定を見て、できることをその場で行います。',
    en: 'Health, backups, keys, retention, copies and settings: see how they are and do what can be done here.',
  },
  'help.figures': {
    ja: '市の数字をグラフと表で見ます。',
    en: 'The city’s numbers as charts and tables.',
  },
  'help.guide': {
    ja: '仕事ごとのやり方を、画面の写真とともに読みます。',
    en: 'How to do each task, with pictures of the screens.',
  },
  'help.missing': {
    ja: 'このアドレスの画面はありません。検索から探せます。',
    en: 'No screen has this address. Search for what you want.',
  },
} as const;
