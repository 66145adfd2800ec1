-- city key of this test alone: fdbe3e52357ce06cc925b1db69f44b5c8cdfd81bd554af49bf105a3e9146872c

CREATE FUNCTION f_t_addressee_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_addressee: versions are never deleted'; RETURN OLD; END $$;

CREATE FUNCTION f_t_addressee_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.version_id <= (SELECT max(version_id) FROM v_addressee) THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_addressee: this version or key exists already'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_addressee_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM j_erasure WHERE register = 51 AND version_id = OLD.version_id AND entry > (SELECT max(number) FROM j_entry)) OR NEW.row_salt IS NOT NULL OR NEW.version_id IS DISTINCT FROM OLD.version_id OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.commit_no IS DISTINCT FROM OLD.commit_no OR NEW.valid_from IS DISTINCT FROM OLD.valid_from OR NEW.valid_to IS DISTINCT FROM OLD.valid_to OR NEW.row_state IS DISTINCT FROM OLD.row_state OR NEW.row_definition IS DISTINCT FROM OLD.row_definition OR NEW.row_personal IS DISTINCT FROM OLD.row_personal OR NEW.row_digest IS DISTINCT FROM OLD.row_digest OR NEW."addressee_no" IS DISTINCT FROM OLD."addressee_no" OR NEW."name" IS NOT NULL OR NEW."kana" IS NOT NULL OR NEW."personal_number" IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_addressee: versions are never changed'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_checkpoint_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_checkpoint: checkpoints are never deleted'; RETURN OLD; END $$;

CREATE FUNCTION f_t_checkpoint_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.size <= (SELECT max(size) FROM j_checkpoint) THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_checkpoint: this checkpoint exists already'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_checkpoint_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_checkpoint: checkpoints are never changed'; RETURN NEW; END $$;

CREATE FUNCTION f_t_entry_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_entry: entries are never deleted'; RETURN OLD; END $$;

CREATE FUNCTION f_t_entry_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(number), 0) + 1 FROM j_entry) THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_entry: only the next entry can be added'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_entry_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_entry: entries are never changed'; RETURN NEW; END $$;

CREATE FUNCTION f_t_erasure_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_erasure: never deleted'; RETURN OLD; END $$;

CREATE FUNCTION f_t_erasure_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.entry <> (SELECT max(number) + 1 FROM j_entry) OR EXISTS (SELECT 1 FROM j_erasure WHERE register = NEW.register AND version_id = NEW.version_id) THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_erasure: only the next entry can erase'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_erasure_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_erasure: never changed'; RETURN NEW; END $$;

CREATE FUNCTION f_t_parcel_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_parcel: versions are never deleted'; RETURN OLD; END $$;

CREATE FUNCTION f_t_parcel_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.version_id <= (SELECT max(version_id) FROM v_parcel) THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_parcel: this version or key exists already'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_parcel_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_parcel: versions are never changed'; RETURN NEW; END $$;

CREATE TABLE j_checkpoint (
    size bigint NOT NULL,
    "time" bigint NOT NULL,
    note text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE j_entry (
    number bigint NOT NULL,
    header bytea NOT NULL,
    body bytea,
    leaf bytea NOT NULL
);

CREATE TABLE j_erasure (
    register bigint NOT NULL,
    version_id bigint NOT NULL,
    entry bigint NOT NULL
);

CREATE TABLE v_addressee (
    version_id bigint NOT NULL,
    record_id bigint NOT NULL,
    commit_no bigint NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint NOT NULL,
    row_state bigint NOT NULL,
    row_definition bigint NOT NULL,
    addressee_no text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    kana text COLLATE pg_catalog."C",
    personal_number bytea,
    row_salt bytea,
    row_personal bytea,
    row_digest bytea NOT NULL
);

CREATE TABLE v_parcel (
    version_id bigint NOT NULL,
    record_id bigint NOT NULL,
    commit_no bigint NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint NOT NULL,
    row_state bigint NOT NULL,
    row_definition bigint NOT NULL,
    parcel_no text COLLATE pg_catalog."C",
    taxpayer bigint,
    taxed_area bigint,
    value_yen bigint,
    use text COLLATE pg_catalog."C",
    since bigint,
    row_salt bytea,
    row_personal bytea,
    row_digest bytea NOT NULL
);

CREATE TABLE w_attempt (
    number bytea NOT NULL,
    account bigint NOT NULL,
    failures bigint NOT NULL,
    tried bigint NOT NULL,
    failed bigint,
    noted bigint NOT NULL
);

CREATE TABLE w_blind (
    register bigint NOT NULL,
    field bigint NOT NULL,
    digest bytea NOT NULL,
    record_id bigint NOT NULL
);

CREATE TABLE w_body_period (
    period bigint NOT NULL,
    began bigint NOT NULL,
    first_entry bigint NOT NULL
);

CREATE TABLE w_challenge (
    session bytea NOT NULL,
    challenge bytea NOT NULL,
    made bigint NOT NULL
);

CREATE TABLE w_credential (
    account bigint NOT NULL,
    hash text NOT NULL COLLATE pg_catalog."C",
    changed bigint NOT NULL,
    failures bigint DEFAULT 0 NOT NULL,
    signed_in bigint,
    ended bigint
);

CREATE TABLE w_definition (
    number bigint NOT NULL,
    revision bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    text text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE w_emergency (
    id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    task text NOT NULL COLLATE pg_catalog."C",
    account bigint NOT NULL,
    opened bigint NOT NULL,
    until bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    reviewed_by bigint NOT NULL
);

CREATE TABLE w_head_addressee (
    record_id bigint NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint NOT NULL,
    version_id bigint NOT NULL,
    addressee_no text COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    kana text COLLATE pg_catalog."C",
    s_name text COLLATE pg_catalog."C",
    s_kana text COLLATE pg_catalog."C"
);

CREATE TABLE w_head_parcel (
    record_id bigint NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint NOT NULL,
    version_id bigint NOT NULL,
    parcel_no text COLLATE pg_catalog."C",
    taxpayer bigint,
    taxed_area bigint,
    value_yen bigint
);

CREATE TABLE w_idempotency (
    sent bytea NOT NULL,
    request bytea NOT NULL,
    begun bigint NOT NULL,
    status bigint NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE w_job (
    id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    identity bytea NOT NULL,
    state bigint NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    cursor text NOT NULL COLLATE pg_catalog."C",
    result text NOT NULL COLLATE pg_catalog."C",
    error text NOT NULL COLLATE pg_catalog."C",
    started bigint NOT NULL,
    ended bigint NOT NULL
);

CREATE TABLE w_job_file (
    id bigint NOT NULL,
    account bigint NOT NULL,
    job bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    made bigint NOT NULL,
    sealed bytea NOT NULL
);

CREATE TABLE w_job_file_number (
    id bigint NOT NULL
);

CREATE TABLE w_job_log (
    job bigint NOT NULL,
    line bigint NOT NULL,
    at bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    arguments text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE w_job_order (
    job bigint NOT NULL,
    lane text NOT NULL COLLATE pg_catalog."C",
    parameters text NOT NULL COLLATE pg_catalog."C",
    account bigint NOT NULL,
    queued bigint NOT NULL,
    due bigint NOT NULL,
    plan bigint NOT NULL,
    file bigint NOT NULL,
    attempts bigint NOT NULL,
    cancel bigint NOT NULL,
    inner_job bigint NOT NULL
);

CREATE TABLE w_job_plan (
    id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    lane text NOT NULL COLLATE pg_catalog."C",
    parameters text NOT NULL COLLATE pg_catalog."C",
    account bigint NOT NULL,
    rhythm text NOT NULL COLLATE pg_catalog."C",
    next_at bigint NOT NULL
);

CREATE TABLE w_key (
    name text NOT NULL COLLATE pg_catalog."C",
    wrapped bytea NOT NULL
);

CREATE TABLE w_key_addressee (
    key text NOT NULL COLLATE pg_catalog."C",
    record_id bigint NOT NULL
);

CREATE TABLE w_key_parcel (
    key text NOT NULL COLLATE pg_catalog."C",
    record_id bigint NOT NULL
);

CREATE TABLE w_lease (
    epoch bigint NOT NULL,
    holder text NOT NULL,
    open boolean NOT NULL,
    transactions bigint NOT NULL
);

CREATE TABLE w_passkey (
    credential bytea NOT NULL,
    account bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    algorithm bigint NOT NULL,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    made bigint NOT NULL,
    used bigint
);

CREATE TABLE w_password_given (
    account bigint NOT NULL
);

CREATE TABLE w_password_history (
    account bigint NOT NULL,
    changed bigint NOT NULL,
    hash text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE w_pending (
    token bytea NOT NULL,
    account bigint NOT NULL,
    started bigint NOT NULL,
    factor text COLLATE pg_catalog."C",
    challenge bytea
);

CREATE TABLE w_record_key (
    register bigint NOT NULL,
    record_id bigint NOT NULL,
    wrapped bytea NOT NULL
);

CREATE TABLE w_recovery (
    hash bytea NOT NULL,
    account bigint NOT NULL
);

CREATE TABLE w_schema (
    number bigint NOT NULL,
    applied bigint NOT NULL
);

CREATE TABLE w_seen (
    record_register bigint NOT NULL,
    record_id bigint NOT NULL,
    entry bigint NOT NULL
);

CREATE TABLE w_seen_upto (
    entry bigint NOT NULL
);

CREATE TABLE w_session (
    token bytea NOT NULL,
    account bigint NOT NULL,
    csrf text NOT NULL COLLATE pg_catalog."C",
    started bigint NOT NULL,
    seen bigint NOT NULL,
    previous_at bigint,
    previous_end bigint,
    failures bigint NOT NULL
);

CREATE TABLE w_spraying (
    at bigint NOT NULL,
    numbers bigint NOT NULL
);

CREATE TABLE w_totp (
    account bigint NOT NULL,
    secret bytea NOT NULL,
    made bigint NOT NULL,
    last_step bigint NOT NULL
);

CREATE TABLE w_totp_offer (
    account bigint NOT NULL,
    secret bytea NOT NULL,
    made bigint NOT NULL,
    last_step bigint NOT NULL
);

CREATE TABLE w_tree (
    level bigint NOT NULL,
    "position" bigint NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE w_waiting (
    register bigint NOT NULL,
    record_id bigint NOT NULL,
    version_id bigint NOT NULL
);

INSERT INTO j_checkpoint VALUES (4, 1795277249615222, 'daicho/139999
4
NNht1mW0vH5lzPbp9qu7HnttrXetXW+UXOy97wy/FrM=
2026-11-21T16:07:29.615222Z

— daicho/139999 1nBhbkFfWrgvpADmdEJzXqlhRI5vNlAlqZWphujXgXFwaFp2gi3oTOlyW13AtdMWgDSao6wg+8S8cNkx60KJ7K1bdQ4=
');
INSERT INTO j_checkpoint VALUES (6, 1795277249664811, 'daicho/139999
6
hCSR1fafUbi6F9Dba22S5+xCHYb5IW81KtKL3nlq1uk=
2026-11-21T16:07:29.664811Z

— daicho/139999 1nBhbiT1hnSYz0MoQvDOe0IIoCZ56P5p2fwvoSl/Yqe9W6qnc+eZXxgJQaQJjE+MhVrQrIqmnTQ8fFMraaqd/SeSXgA=
');

INSERT INTO j_entry VALUES (1, '\x010000000000000001000660cb8ebb8ba4000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000b3c3768aa670ccf511a9dc02a757c2f1f5d2d9ffdf72319894df725a20da97bc64da28d2499cf3b242098c9f37631f3432b8a0ee9016da7108435f0454e5f5a7', '\x02000129e06204a3bec8ca30f89f02d33e863a9a882e674afa8cc8e1663d250126b8ef543420f79bbbb496f440477aa3da2f3e9cc50d6d83', '\xf91dad90230d17f9dff953b326a35d8c57a07a5439c9c380ec50ade69bf25921');
INSERT INTO j_entry VALUES (2, '\x010000000000000002000660cb8ebbbd1c0017000000000000000000000000003300000000000000000000000000000000000000000000000000000000000000000000000000000000000000003e843dbc331466713457965b5a11ec072f092ab10d7de9ebf69c1be9b1b6b8b8a949a2252da820bb8b46014344a4a87028dad887639ecbc35fe668b8de986ecd', '\x0200012c6e42e3ddab911327e3dd2b5c07c5f40e807adbf5cd0bb4346b5694002b6f2dbed9cb4c2ca47706a59f4670af411841043352955cb5f17954007f435681ca9736dd48ab26223f4ccf9953c17c84617d145aceced9f63bdc80c7d49383eeb78e1fa1411b0086f46990688d7541242da296cc06ec788fa8984173ac3a36d4dd0d4f63c1c114f1516cac9bc6cf3a', '\xad9977ddb999dcbc65d1e93569477faad238182c9fa424c0b18f9e4f71556d4b');
INSERT INTO j_entry VALUES (3, '\x010000000000000003000660cb8ebbed7600170000000000000000000000000065000000000000000000000000000000000000000000000000000000000000000000000000000000000000000098b39152ed6fd4f9e366fb65bffba73939705b632823ddad9e3fc93bd4f94cc6607fdd13bc1399a6c4c59fa12c4c071c79230c970735eeb949ae65c1ffb88822', '\x0200011e65e38d67c678b9221171c352a6a6800622733cfea5034455db818ff1ffe7fdbc81c62f699794f488c1350b8c78046e94d12dc3e1e01b57f3a229afec16415b069bf1a2b16241fde3637153e5bae10d496837064bdbbc3e383bd816b09d614f06c0352dd174a10e248c5c477f09c6aa767794f56d017337119dca57a1ec4528504085b044af2d06b4e9', '\x3bfe5e74c8841c1fa6d6bbdeaf2076b1840d9fa7d6bb30692fb0b6b8f2f8dbde');
INSERT INTO j_entry VALUES (4, '\x010000000000000004000660cb8ebc801c0015000000000000000000000000003300000000000000010000000296fe9ee1dc80bbb76ed990a6df25db35a0df5d8835d20fc814692c49dd475b72934eac50d012a1e5f5f0b6f9fb7963234fb314c405b5867dbbdb6c3d1385862395d8e18a7de3d8d890ea2206e0ab4e191dc27b3e0e29dc70c92b0e138d214c05', '\x020001bb454153de40e91e88aa1d5d7037d909a12a656f3e787e45a92d9f8dc30f591ef37254342eda1d051fc01558640044e01b41ffb1b4f16a42fb9b03f89fde8c48822a1088ab95dbc1c1571bae9899b84784fe42f499f37af94f489025e3d217a0e7d1f649b74870', '\x797cf313b17ec5792611f3f3abaf1bae10577b4d1ad98250689ae6ede92f3b93');
INSERT INTO j_entry VALUES (5, '\x010000000000000005000660cb8ebccd44001500000000000000000000000000650000000000000001000000024b309c837a007817c77b4e03880c6d0e5d0888c15e03fa06ebd22f6f1521c475ce35d2212a8ce4868a6c604f503092a5499389d31cb8763b0c5f878ecbfe0881973a5da452c5c6d6e0e050fa063204a156984310f9df9dcdcc18dcc89631f9b2', '\x0200014ca675aa63bf352354b340264ba63df0d5577c3400ce423306d7a62841638419f8097a09adc3c7f3cf0e8bd0ff6ae769d48c9e678d6335bbc99d3b19a65dbfbfce15d2a32e182ed8fd1513a5cfd4cccbfb6ccc144e183d4ab5eedab8a7700775a537fff0274993', '\x0e73b961f024da2c36894f83a60646266b767e0fbaee04cc292e63a6e7e10661');
INSERT INTO j_entry VALUES (6, '\x010000000000000006000660cb8ebcd4c1001400000000000000000000000000650000000000000003000000012218c2e68a10b56071e02c88a81cd12ad9a8687f32d0e15bdc51509c9fb274fbf3d37a67bcb22f1448d88ad02c30107355d84b4db8de15042e9306a54c90a26fd7f9ffd39b005ad05c7efdcdc736bedc04c61f7a3976da495286918091747943', '\x020001f816eeea7ef86d56c7e6df34d2355a44fdb1a30e2c50eca1251c2743690d22fc379066bdbe7b2c6abf59477250ab6117fac03c4a35', '\xa28e2782bc440b01e7ff6f602a9e6211a9f54978e19d5544623b22aa5a806a1e');

INSERT INTO v_addressee VALUES (1, 1, 4, 19723, 2932896, 0, 1, '0000000019', '柏原 千鶴子', 'カシハラ チヅコ', '\x012e1c768c7f06d0392718258054f84c7fbaf4669d80d134bb796a26d4428707dc7c708831569dd1ba', '\xaddfbd7fe956dc33bfc7aa7d969e4adb', '\x55346e06e3b8aeebf327a6c3afd9778b2bfbaa212a313f4cdde402b9b961a900', '\xb774023a9ff9e053d20fefd9c9cd1bbcaa578f8ad0469a243c3fe53a5eccb0aa');
INSERT INTO v_addressee VALUES (2, 2, 4, 19723, 2932896, 0, 1, '0000000027', '小田切 美帆', 'オダギリ ミホ', NULL, '\x7a0823d8d4859d473282134a0cf47643', '\x1ced516ee784aa1aeac94b87ac7b8786beb560c444a79513e9634e7288754e8f', '\xea0e274bc22505da5e339c30b37d13b9336e087369c21bafaf4a0c96fdfad218');

INSERT INTO v_parcel VALUES (1, 1, 5, 19723, 2932896, 0, 1, 'P1', 1, 40000, 34000000, 'land', NULL, NULL, NULL, '\x88062aef0fc6d567a9abcda159329a60b7384f356a3ec60bcd982b9f267fb873');
INSERT INTO v_parcel VALUES (2, 2, 5, 19723, 2932896, 0, 1, 'P2', 2, 12050, 9100000, 'farm', NULL, NULL, NULL, '\x85d29f4e50e6ac8f399efe2c5e2831d2f680065d38c522ebec6240245cedde04');
INSERT INTO v_parcel VALUES (3, 2, 6, 20089, 2932896, 0, 1, 'P2', 2, 12050, 9200000, 'farm', NULL, NULL, NULL, '\x2218c2e68a10b56071e02c88a81cd12ad9a8687f32d0e15bdc51509c9fb274fb');

INSERT INTO w_blind VALUES (51, 4, '\x2da0c74624c079ccb31a383b2fcadaabfd5eb5599c97bd981c591a26387ee387', 1);

INSERT INTO w_credential VALUES (7, 'none', 1790000000000000, 2, NULL, NULL);

INSERT INTO w_definition VALUES (51, 1, 'addressee', '\xaa8422c08984b1769486510f6c0b4a03133b584f9f3ae36e2b91658b7c98627a', '
register: addressee
number: 51
version: 1
label: {ja: 宛名, en: Addressee}
task: {id: addressee, ja: 宛名事務, en: Addressee affairs}
legal_basis: 地方税法
temporal: valid_time
key: [addressee_no]
retention: {years: 5, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: addressee_no, type: text, label: {ja: 宛名番号, en: Number}, required: true,
     sort: true, list: 1}
  - {id: 2, name: name, type: text, label: {ja: 氏名, en: Name}, classification: personal,
     required: true, search: name, list: 2}
  - {id: 3, name: kana, type: text, label: {ja: カナ, en: Kana}, classification: personal,
     search: kana, list: 3}
  - {id: 4, name: personal_number, type: personal_number, label: {ja: 個人番号,
     en: Personal number}, classification: personal_number}
');
INSERT INTO w_definition VALUES (101, 1, 'parcel', '\x140a7b1582b3245016b9dbae7bdeba41f8b20afed7dbccf36d52732d9ea66998', '
register: parcel
number: 101
version: 1
label: {ja: 土地, en: Land}
task: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}
legal_basis: 地方税法 第380条
temporal: valid_time
key: [parcel_no]
retention: {years: 10, from: end_of_validity, basis: 例}
permissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],
     export: [tax_clerk]}
fields:
  - {id: 1, name: parcel_no, type: text, label: {ja: 物件番号, en: Parcel}, required: true,
     sort: true, list: 1}
  - {id: 2, name: taxpayer, type: ref, target: addressee, label: {ja: 納税義務者, en: Taxpayer},
     required: true, list: 2}
  - {id: 3, name: taxed_area, type: area, label: {ja: 課税地積, en: Taxed area}, required: true,
     sort: true, list: 3}
  - {id: 4, name: value_yen, type: yen, label: {ja: 評価額, en: Value}, required: true, list: 4}
  - id: 5
    name: use
    type: code
    label: {ja: 用途, en: Use}
    required: true
    codes: [{key: land, ja: 宅地, en: Building land}, {key: farm, ja: 農地, en: Farmland}]
  - {id: 6, name: since, type: date, label: {ja: 開始, en: Since}}
checks:
  - {check: range, field: taxed_area, min: "0.01", max: "1000000"}
');

INSERT INTO w_head_addressee VALUES (1, 19723, 2932896, 1, '0000000019', '柏原 千鶴子', 'カシハラ チヅコ', '柏原千鶴子', 'カシハラシスコ');
INSERT INTO w_head_addressee VALUES (2, 19723, 2932896, 2, '0000000027', '小田切 美帆', 'オダギリ ミホ', '小田切美帆', 'オタキリミホ');

INSERT INTO w_head_parcel VALUES (1, 19723, 2932896, 1, 'P1', 1, 40000, 34000000);
INSERT INTO w_head_parcel VALUES (2, 19723, 20089, 2, 'P2', 2, 12050, 9100000);
INSERT INTO w_head_parcel VALUES (2, 20089, 2932896, 3, 'P2', 2, 12050, 9200000);

INSERT INTO w_job VALUES (1, 'verify', '\x9d9c2afabbfa960adf8b557507408631eb0213585595ff136be5c0385252ba69', 0, 0, 0, '', '', '', 1795277249655601, 0);

INSERT INTO w_job_file_number VALUES (4);

INSERT INTO w_job_order VALUES (1, '', '{}', 7, 1795277249655601, 1795277249655601, 0, 0, 0, 0, 0);

INSERT INTO w_key VALUES ('wrapping', '\x010edfb2e2aa01399aefc6db2a45878388b7da1d1aeec08550e376b628e3f70fd1b4952a336cdd5d441ee2e8ab4698862c42e152ff619e269feb064d63');
INSERT INTO w_key VALUES ('blind', '\x01b25eaa64ab533f87a7257b1fef5c485516e210308cafa3ab3856e04568db3094f2c51e02886c7b74597544e7d06a56ee953ded70c4ebe41738f4ca58');
INSERT INTO w_key VALUES ('signing', '\x018ecc2a21da1d511d9eaee2582e37411a5436e07da681cf3b54a8dfdac7cc5e569c7b620d99d11f3e83628882d1f5142e88eb3831fa2c15ae4fa0a124');
INSERT INTO w_key VALUES ('bodies/1', '\x01d4117f341915b4cc3de994d31a3328acdb71641e8130928823d45c2b95b8e9b2531d674a044c2cecb977fe0f5aefed963c70e3c8d0d4943a3ad8e41c');

INSERT INTO w_key_addressee VALUES ('0000000019', 1);
INSERT INTO w_key_addressee VALUES ('0000000027', 2);

INSERT INTO w_key_parcel VALUES ('P1', 1);
INSERT INTO w_key_parcel VALUES ('P2', 2);

INSERT INTO w_lease VALUES (1, 'daicho/18135', true, 7);

INSERT INTO w_record_key VALUES (51, 1, '\x0102214b6bd33a3603eb977cc87661131b0adc9206b2412432b044e1e34ce2fee381f2486eef7998b2d1174629d29c51c1a8dd048829ac10e9b42352ee');

INSERT INTO w_schema VALUES (1, 1795277249497139);
INSERT INTO w_schema VALUES (2, 1795277249497139);
INSERT INTO w_schema VALUES (3, 1795277249497139);

ALTER TABLE ONLY j_checkpoint
    ADD CONSTRAINT j_checkpoint_pkey PRIMARY KEY (size);

ALTER TABLE ONLY j_entry
    ADD CONSTRAINT j_entry_pkey PRIMARY KEY (number);

ALTER TABLE ONLY j_erasure
    ADD CONSTRAINT j_erasure_pkey PRIMARY KEY (register, version_id);

ALTER TABLE ONLY v_addressee
    ADD CONSTRAINT v_addressee_pkey PRIMARY KEY (version_id);

ALTER TABLE ONLY v_parcel
    ADD CONSTRAINT v_parcel_pkey PRIMARY KEY (version_id);

ALTER TABLE ONLY w_attempt
    ADD CONSTRAINT w_attempt_pkey PRIMARY KEY (number);

ALTER TABLE ONLY w_blind
    ADD CONSTRAINT w_blind_pkey PRIMARY KEY (register, field, digest, record_id);

ALTER TABLE ONLY w_body_period
    ADD CONSTRAINT w_body_period_pkey PRIMARY KEY (period);

ALTER TABLE ONLY w_challenge
    ADD CONSTRAINT w_challenge_pkey PRIMARY KEY (session);

ALTER TABLE ONLY w_credential
    ADD CONSTRAINT w_credential_pkey PRIMARY KEY (account);

ALTER TABLE ONLY w_definition
    ADD CONSTRAINT w_definition_pkey PRIMARY KEY (number, revision);

ALTER TABLE ONLY w_emergency
    ADD CONSTRAINT w_emergency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY w_head_addressee
    ADD CONSTRAINT w_head_addressee_pkey PRIMARY KEY (record_id, valid_from);

ALTER TABLE ONLY w_head_parcel
    ADD CONSTRAINT w_head_parcel_pkey PRIMARY KEY (record_id, valid_from);

ALTER TABLE ONLY w_idempotency
    ADD CONSTRAINT w_idempotency_pkey PRIMARY KEY (sent);

ALTER TABLE ONLY w_job_file_number
    ADD CONSTRAINT w_job_file_number_pkey PRIMARY KEY (id);

ALTER TABLE ONLY w_job_file
    ADD CONSTRAINT w_job_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY w_job
    ADD CONSTRAINT w_job_identity_key UNIQUE (identity);

ALTER TABLE ONLY w_job_log
    ADD CONSTRAINT w_job_log_pkey PRIMARY KEY (job, line);

ALTER TABLE ONLY w_job_order
    ADD CONSTRAINT w_job_order_pkey PRIMARY KEY (job);

ALTER TABLE ONLY w_job
    ADD CONSTRAINT w_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY w_job_plan
    ADD CONSTRAINT w_job_plan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY w_key_addressee
    ADD CONSTRAINT w_key_addressee_pkey PRIMARY KEY (key);

ALTER TABLE ONLY w_key_parcel
    ADD CONSTRAINT w_key_parcel_pkey PRIMARY KEY (key);

ALTER TABLE ONLY w_key
    ADD CONSTRAINT w_key_pkey PRIMARY KEY (name);

ALTER TABLE ONLY w_lease
    ADD CONSTRAINT w_lease_pkey PRIMARY KEY (epoch);

ALTER TABLE ONLY w_passkey
    ADD CONSTRAINT w_passkey_pkey PRIMARY KEY (credential);

ALTER TABLE ONLY w_password_given
    ADD CONSTRAINT w_password_given_pkey PRIMARY KEY (account);

ALTER TABLE ONLY w_password_history
    ADD CONSTRAINT w_password_history_pkey PRIMARY KEY (account, changed);

ALTER TABLE ONLY w_pending
    ADD CONSTRAINT w_pending_pkey PRIMARY KEY (token);

ALTER TABLE ONLY w_record_key
    ADD CONSTRAINT w_record_key_pkey PRIMARY KEY (register, record_id);

ALTER TABLE ONLY w_recovery
    ADD CONSTRAINT w_recovery_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY w_schema
    ADD CONSTRAINT w_schema_pkey PRIMARY KEY (number);

ALTER TABLE ONLY w_seen
    ADD CONSTRAINT w_seen_pkey PRIMARY KEY (record_register, record_id, entry);

ALTER TABLE ONLY w_seen_upto
    ADD CONSTRAINT w_seen_upto_pkey PRIMARY KEY (entry);

ALTER TABLE ONLY w_session
    ADD CONSTRAINT w_session_pkey PRIMARY KEY (token);

ALTER TABLE ONLY w_spraying
    ADD CONSTRAINT w_spraying_pkey PRIMARY KEY (at);

ALTER TABLE ONLY w_totp_offer
    ADD CONSTRAINT w_totp_offer_pkey PRIMARY KEY (account);

ALTER TABLE ONLY w_totp
    ADD CONSTRAINT w_totp_pkey PRIMARY KEY (account);

ALTER TABLE ONLY w_tree
    ADD CONSTRAINT w_tree_pkey PRIMARY KEY (level, "position");

ALTER TABLE ONLY w_waiting
    ADD CONSTRAINT w_waiting_pkey PRIMARY KEY (register, record_id);

CREATE INDEX i_addressee_record ON v_addressee USING btree (record_id, version_id, commit_no, valid_from, valid_to, row_state);

CREATE INDEX i_parcel_record ON v_parcel USING btree (record_id, version_id, commit_no, valid_from, valid_to, row_state);

CREATE INDEX w_attempt_account ON w_attempt USING btree (account, tried);

CREATE INDEX w_attempt_failed ON w_attempt USING btree (failed);

CREATE INDEX w_idempotency_begun ON w_idempotency USING btree (begun);

CREATE INDEX w_index_addressee_addressee_no ON w_head_addressee USING btree (addressee_no NULLS FIRST);

CREATE INDEX w_index_parcel_parcel_no ON w_head_parcel USING btree (parcel_no NULLS FIRST);

CREATE INDEX w_index_parcel_taxed_area ON w_head_parcel USING btree (taxed_area NULLS FIRST);

CREATE INDEX w_index_parcel_taxpayer ON w_head_parcel USING btree (taxpayer NULLS FIRST);

CREATE TRIGGER t_addressee_delete BEFORE DELETE ON v_addressee FOR EACH ROW EXECUTE FUNCTION f_t_addressee_delete();

CREATE TRIGGER t_addressee_delete_all BEFORE TRUNCATE ON v_addressee FOR EACH STATEMENT EXECUTE FUNCTION f_t_addressee_delete();

CREATE TRIGGER t_addressee_insert BEFORE INSERT ON v_addressee FOR EACH ROW EXECUTE FUNCTION f_t_addressee_insert();

CREATE TRIGGER t_addressee_update BEFORE UPDATE ON v_addressee FOR EACH ROW EXECUTE FUNCTION f_t_addressee_update();

CREATE TRIGGER t_checkpoint_delete BEFORE DELETE ON j_checkpoint FOR EACH ROW EXECUTE FUNCTION f_t_checkpoint_delete();

CREATE TRIGGER t_checkpoint_delete_all BEFORE TRUNCATE ON j_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION f_t_checkpoint_delete();

CREATE TRIGGER t_checkpoint_insert BEFORE INSERT ON j_checkpoint FOR EACH ROW EXECUTE FUNCTION f_t_checkpoint_insert();

CREATE TRIGGER t_checkpoint_update BEFORE UPDATE ON j_checkpoint FOR EACH ROW EXECUTE FUNCTION f_t_checkpoint_update();

CREATE TRIGGER t_entry_delete BEFORE DELETE ON j_entry FOR EACH ROW EXECUTE FUNCTION f_t_entry_delete();

CREATE TRIGGER t_entry_delete_all BEFORE TRUNCATE ON j_entry FOR EACH STATEMENT EXECUTE FUNCTION f_t_entry_delete();

CREATE TRIGGER t_entry_insert BEFORE INSERT ON j_entry FOR EACH ROW EXECUTE FUNCTION f_t_entry_insert();

CREATE TRIGGER t_entry_update BEFORE UPDATE ON j_entry FOR EACH ROW EXECUTE FUNCTION f_t_entry_update();

CREATE TRIGGER t_erasure_delete BEFORE DELETE ON j_erasure FOR EACH ROW EXECUTE FUNCTION f_t_erasure_delete();

CREATE TRIGGER t_erasure_delete_all BEFORE TRUNCATE ON j_erasure FOR EACH STATEMENT EXECUTE FUNCTION f_t_erasure_delete();

CREATE TRIGGER t_erasure_insert BEFORE INSERT ON j_erasure FOR EACH ROW EXECUTE FUNCTION f_t_erasure_insert();

CREATE TRIGGER t_erasure_update BEFORE UPDATE ON j_erasure FOR EACH ROW EXECUTE FUNCTION f_t_erasure_update();

CREATE TRIGGER t_parcel_delete BEFORE DELETE ON v_parcel FOR EACH ROW EXECUTE FUNCTION f_t_parcel_delete();

CREATE TRIGGER t_parcel_delete_all BEFORE TRUNCATE ON v_parcel FOR EACH STATEMENT EXECUTE FUNCTION f_t_parcel_delete();

CREATE TRIGGER t_parcel_insert BEFORE INSERT ON v_parcel FOR EACH ROW EXECUTE FUNCTION f_t_parcel_insert();

CREATE TRIGGER t_parcel_update BEFORE UPDATE ON v_parcel FOR EACH ROW EXECUTE FUNCTION f_t_parcel_update();
