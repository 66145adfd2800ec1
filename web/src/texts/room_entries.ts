// Of the rooms of governance what the first screen says: their names in the menu, what `?` tells.
// Everything else comes with the rooms (rooms.ts).
export const room_entry_texts = {
  'command.open_incident': { ja: '事故を知らせる', en: 'Report an incident' },
  'help.account_review': {
    ja: '1件ずつ、誰のアカウントか、なぜ問題かを見て、所属長とシステム管理者が別々に判断します。',
    en: 'Whose each account is and what is wrong with it; two different people decide.',
  },
  'help.account_reviews': {
    ja: '他システムのアカウント一覧を受け取り、棚卸しを始めます。遅れている一覧と進みが出ます。',
    en: 'Brings account lists of other systems and opens reviews; shows late lists and progress.',
  },
  'help.audit': {
    ja: '6月の自己点検から1月のフォローアップまで、段階ごとに済んだこと、遅れ、残したものを見ます。報告書とマニュアルを作ります。',
    en: 'From the self-inspection of June to the follow-up of January: what is done, late, and what each step left behind. Makes the report and the manual.',
  },
  'help.chain': {
    ja: '一つの委託の連鎖を木で見て、申請を決め、従事者・授受・証明書を確かめ、年に一度確認します。',
    en: 'The chain of one contract as a tree: decide applications, look at workers, hand-overs and certificates, confirm it once a year.',
  },
  'help.chains': {
    ja: 'すべての委託について、再委託の連鎖の状態を見ます。承認のない委託先がある契約から並びます。',
    en: 'The state of the chain of every contract; contracts with an unapproved link come first.',
  },
  'help.cloud_exit': {
    ja: 'クラウド契約の終了を、分類が求める手順ごとに見ます。足りないものがある間は完了にできません。',
    en: 'The end of a cloud contract, step by step as its class asks. It cannot be closed while something is missing.',
  },
  'help.contractor': {
    ja: '受託者だけが使う画面です。自社の委託と期限を見て、届出と報告を出します。',
    en: 'The room of the contractor alone: its own contracts and dates, what it files and reports.',
  },
  'help.criteria': {
    ja: '基準の項目を読み、回答しながら判定と理由を確かめます。',
    en: 'Read what criteria ask, and see the verdict and its reasons while answering.',
  },
  'help.daily': {
    ja: '入室中の人と札、管理区域、ラック、消火設備、端末、紙、研修、違反を1画面で見ます。数を押すと該当する一覧が開きます。',
    en: 'Who is inside with which badge, rooms, racks, fire suppression, terminals, papers, training and breaches on one screen. Each figure opens its list.',
  },
  'help.disposal': {
    ja: '1件の廃棄を媒体ごとに見ます。消去の報告を入れると、製造番号で照合して判定します。',
    en: 'One disposal, medium by medium. A report of an erasure is matched by serial number and judged.',
  },
  'help.disposals': {
    ja: '媒体の廃棄を、計画から証明書まで追います。足りないことと次にすることが出ます。',
    en: 'Follows media from the plan to the certificate: what is missing and what comes next.',
  },
  'help.entrust': {
    ja: '個人情報を扱う業務の委託を、点検の期限、乖離、警告とともに一覧します。委託を開くと、条項とその理由、点検の予定、審査会、返還・消去までを進められます。',
    en: 'Contracts with personal information with their checks, gaps and alarms. Open one for its clauses and why, its schedule, the board, and the proof that everything came back.',
  },
  'help.entrust_editions': {
    ja: '条項集の版と、新しい版で履行中の契約のどの条項が変わるかを見ます。',
    en: 'Editions of the clauses, and what a newer one changes in contracts that still run.',
  },
  'help.entrust_guide': {
    ja: '特記仕様書と遵守確認表の全ての条項について、なぜあるか、何を確かめるかを探せます。',
    en: 'Every clause of the special specification and its check table: why it is there and what to look for.',
  },
  'help.file_register': {
    ja: '公表する個人情報ファイル簿です。足りない欄と、公表した版からの変更を示します。',
    en: 'The register of personal-information files to publish, with missing columns and changes since the last edition.',
  },
  'help.findings': {
    ja: '監査の指摘ごとに、防ぐ・見つける・追うのどれで手当てしているかと、いまの結果を見ます。',
    en: 'For each finding: whether it is prevented, detected or tracked, and what that says now.',
  },
  'help.incident': {
    ja: '一つの事故の段階、報告先と期限、証拠、紙、教訓を見て記録します。',
    en: 'One incident: its phases, whom to tell until when, evidence, papers and lessons.',
  },
  'help.incidents': {
    ja: '事故を知った時刻から期限を数え、終わっていないものを先に並べます。',
    en: 'Incidents with the terms that run since they were known, open ones first.',
  },
  'help.inquiries': {
    ja: '個人情報についての問合せ票を作り、対応を残します。くり返される問合せを数えます。',
    en: 'Slips for inquiries about personal information with their handling; subjects that come again are counted.',
  },
  'help.inquiry': {
    ja: '1件の問合せの内容と対応です。回答するか、引き継ぐか、請求に移します。',
    en: 'One inquiry and what was done. Answer it, escalate it, or make it a request.',
  },
  'help.inspection': {
    ja: '項目ごとに、対策があるか、行っているかを答えます。',
    en: 'Answer for each item whether there is a measure and whether it is carried out.',
  },
  'help.inspections': {
    ja: '課ごとの自己点検の進み具合と結果を見て、督促します。',
    en: 'See how far the sections are with their self-inspection, and remind them.',
  },
  'help.letter': {
    ja: '1通の文書です。決裁で番号が付き、その後は本文を変えられません。',
    en: 'One letter. The approval gives its number; after that its text is fixed.',
  },
  'help.letter_new': {
    ja: '様式を記録から埋めた文書です。足りないところを書いて起案します。',
    en: 'A template filled from a record. Write what is missing, then keep the draft.',
  },
  'help.letters': {
    ja: '市から出る文書を、起案・決裁・発信・返戻の状態ごとに見て、様式から新しく作ります。',
    en: 'What leaves the city, by state: drafted, approved, sent, returned; and the templates for new letters.',
  },
  'help.logs': {
    ja: 'どのログをいつまでに分析するか、何をどの規則で調べたか、該当がどうなったかを見ます。',
    en: 'Which logs are to be analysed until when, what was looked through by which rules, and what became of the hits.',
  },
  'help.mayor': {
    ja: '市の状況を1枚で見ます。数字を開くと、その数と同じ件数の一覧が出ます。過去の日の状況も見られます。',
    en: 'The state of the city on one page. Each figure opens the list of exactly its rows; any past day can be asked for.',
  },
  'help.measures': {
    ja: '保護評価書の措置ごとに、この製品が行うか、証拠の文書があるか、手当てがないかを見ます。',
    en: 'For each measure of the assessment: built here, evidenced by a document, or without cover.',
  },
  'help.migration': {
    ja: '一つの移行の作業者、抽出、テストデータ、ログ、消去と、閉じるのを妨げているものを見ます。',
    en: 'One migration: workers, extractions, test data, looks at the log, erasures, and what keeps it from being closed.',
  },
  'help.migrations': { ja: '移行作業の指示を並べ、新しい指示を出します。', en: 'Migration orders, and a new one.' },
  'help.new_incident': {
    ja: '事故に気づいた人が、この画面一つで知らせます。',
    en: 'Whoever notices an incident reports it here, in one screen.',
  },
  'help.policies': {
    ja: '規程の木、古くなった理由、交付と受領、10の役割と職務代理者、委員会の議題と決定を見ます。',
    en: 'The tree of policies and why one no longer fits, delivery and receipt, the ten roles with their deputies, agenda and decisions of the committee.',
  },
  'help.portable': {
    ja: '可搬媒体の申請・承認・貸出・返却と、2人による員数点検、端末の接続記録との照合をします。',
    en: 'Requests, approval, lending and return of portable media, counting by two, and device logs held against the loans.',
  },
  'help.privacy': {
    ja: '事務ごとのしきい値判断、事故による引上げ、再実施と見直しの期限を見て、評価書を開きます。',
    en: 'See the threshold of each task, what accidents raise and what falls due, and open a document.',
  },
  'help.privacy_task': {
    ja: '評価書を項目ごとに記載し、点検、変更箇所、決裁、公表、印刷までを行います。提出した版は変えられません。',
    en: 'Fill in a document, check it, see its changes, have it approved, published and printed. Submitted versions never change.',
  },
  'help.request': {
    ja: '1件の請求の期限、経過、決定、審査請求です。本人確認の前には決定できません。',
    en: 'Deadline, steps, decision and appeals of one request. Nothing is decided before identity is checked.',
  },
  'help.requests': {
    ja: '開示・訂正・利用停止の請求を、期限の近い順に見て受け付けます。',
    en: 'Requests for disclosure, correction and suspension of use, the nearest deadline first.',
  },
  'help.selection': {
    ja: '理由のある点数で監査対象を選びます。重みを変えて試しても何も保存されません。',
    en: 'Chooses systems for audits by points with reasons. Trying other weights saves nothing.',
  },
  'help.survey': {
    ja: '調査の回ごとの回収率と督促、自分の課が答える調査票です。',
    en: 'Rounds of the survey: return rate, reminders, and the parts your section answers.',
  },
  'help.survey_form': {
    ja: '自分の課の部分だけに答えます。途中の入力は自動で残ります。',
    en: 'Answers for your own section’s part. What you type is kept as you go.',
  },
  'help.survey_results': {
    ja: '回答の集計です。割合の横に、何を母数にしたかを必ず示します。',
    en: 'What the answers add up to, each percentage with its base.',
  },
  'help.systems': {
    ja: 'システムを局ごとに数え、予算と費用を資料の合計と並べて見ます。',
    en: 'Systems counted by bureau; budget and cost beside the printed totals.',
  },
  'incident.of_record': { ja: '事故の画面', en: 'Incident screen' },
  'incident.open': { ja: '事故を知らせる', en: 'Report an incident' },
  'migration.of_record': { ja: '移行作業の画面', en: 'Migration screen' },
  'nav.account_review': { ja: 'IDの棚卸し', en: 'ID reviews' },
  'nav.audit': { ja: '監査の年', en: 'Audit year' },
  'nav.chains': { ja: '委託の連鎖', en: 'Chains of contractors' },
  'nav.controls': { ja: '指摘と手当て', en: 'Controls' },
  'nav.criteria': { ja: '基準と判定', en: 'Criteria' },
  'nav.daily': { ja: '日々の点検', en: 'Daily controls' },
  'nav.disposal': { ja: '廃棄', en: 'Disposals' },
  'nav.entrust': { ja: '業務の委託', en: 'Entrusted work' },
  'nav.file_register': { ja: 'ファイル簿', en: 'Register of files' },
  'nav.incidents': { ja: '事故', en: 'Incidents' },
  'nav.inquiries': { ja: '問合せ票', en: 'Inquiries' },
  'nav.inspections': { ja: '自己点検', en: 'Self-inspection' },
  'nav.letters': { ja: '発信文書', en: 'Letters' },
  'nav.logs': { ja: 'ログの分析', en: 'Log analysis' },
  'nav.mayor': { ja: '市の状況', en: 'State of the city' },
  'nav.measures': { ja: '保護措置', en: 'Measures' },
  'nav.migrations': { ja: '移行作業', en: 'Migration orders' },
  'nav.policies': { ja: '規程と体制', en: 'Policies, roles' },
  'nav.portable': { ja: '可搬媒体', en: 'Portable media' },
  'nav.privacy': { ja: '特定個人情報保護評価', en: 'Privacy assessments' },
  'nav.requests': { ja: '開示請求等', en: 'Requests' },
  'nav.selection': { ja: '監査対象の選定', en: 'Audit choice' },
  'nav.survey': { ja: '調査票', en: 'Survey' },
  'nav.systems': { ja: '局別の一覧', en: 'By bureau' },
  'policies.mine': { ja: 'わたしに交付された規程', en: 'Policies given to me' },
  'policies.mine_do': { ja: '読んで受領する', en: 'I have read it' },
  'policies.mine_done': { ja: '「{title}」を受領しました', en: '“{title}” was received' },
  'policies.mine_on': { ja: '{date} 交付', en: 'delivered {date}' },
} as const;
