-- city key of this test alone: c8e7c4e235ae6cce6afd0719cde82962a91375fec916dfec41a65469998c3763

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

CREATE TABLE w_form_draft (
    id bigint NOT NULL,
    account bigint NOT NULL,
    register bigint NOT NULL,
    record bigint NOT NULL,
    base_version bigint NOT NULL,
    saved bigint NOT NULL,
    sealed bytea NOT NULL
);

CREATE TABLE w_saved_view (
    account bigint NOT NULL,
    id bigint NOT NULL,
    register bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    standard bigint NOT NULL,
    changed bigint NOT NULL
);

CREATE TABLE w_lease (
    epoch bigint NOT NULL,
    holder text NOT NULL,
    open boolean NOT NULL,
    transactions bigint NOT NULL
);

CREATE TABLE w_migration (
    module text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    applied bigint NOT NULL,
    program text NOT NULL COLLATE pg_catalog."C"
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

INSERT INTO j_checkpoint VALUES (4, 1795291538337126, 'daicho/139999
4
q4BxbdvGLKkhuYEyEPUN215G50ANgtLHGWwJNn0BYN8=
2026-11-21T20:05:38.337126Z

— daicho/139999 lzGd8aWHE1OkSd6mYHb+M70O+nIoG4Yxz4TQoB3LUyVfT/5ddp0dNp3f+W6jbPrhpXAPXLSI9sNMupEa6oUjSGno6Q4=
');
INSERT INTO j_checkpoint VALUES (6, 1795291538378659, 'daicho/139999
6
/GGF9vulH0S5jxvA/MjlQbsQx/k7TGwLigmGFcm+VBo=
2026-11-21T20:05:38.378659Z

— daicho/139999 lzGd8ZdRgnooODL9mo8R42JJBE1MLloekGP9mu0Xu8OuxwyF+YqVt0WtTJtdXKOuaJH+UKFpEwPFZsW0JlyWrT029Ao=
');

INSERT INTO j_entry VALUES (1, '\x010000000000000001000660cee267e7cf000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000afefff2da25a0b012f3d0a96b7e633f8248bd403f95030ac62ac44bef529cedbc22d7aa8ed36ef84cd5154007892796c4e74fc32479b33b1b40153973f3b006e', '\x020001db76f82b83d5155076cc11cd1817e7d33c6c8eec09f6aa3648db57c1cf79167ad72c70f8632cd63bd10482e19250f4a1878363b31c', '\x3abb75f40fc9103d2692984ce8f37b05150e7ce2d951c3ad1f7bdccd211ed763');
INSERT INTO j_entry VALUES (2, '\x010000000000000002000660cee2684909001700000000000000000000000000330000000000000000000000000000000000000000000000000000000000000000000000000000000000000000bf96a2772df8fc434b108061f32a496337f3073a26fc983c76591d45feb5111398faf29adcf7e9b5cf3600ea32c4a4a9ed7cb5a839a451a2a84464fd356b60ff', '\x020001c4753483332f9ac60916be8be4024633309db28b886b769613dd07366db0ac918f5cfcc6cfc4f7e064194dd1ccc4a153dc41f3e7bbec825902547294f4e253007f0772b5e1778743fcb907c7b716948743e638b650f3f5f4c57d68c69c3386944d392ac6bc8b806e4052844116ead3f055682780e59f405ddb81e1858812cdb912d55ad6d1f455642300461794', '\x7f1ea7401f3735a8d1380a645f6becd63a7304781d2e4f1bc2ff18fb41d6f018');
INSERT INTO j_entry VALUES (3, '\x010000000000000003000660cee2689f320017000000000000000000000000006500000000000000000000000000000000000000000000000000000000000000000000000000000000000000000f29888fafe89bbbecadaffa9ccc0b48c6c90e95dc0f25355b5f44af77d9a3a2c83c4d7137f03abda979acf9feed43d9970ccef5e5b3db89797f1f0b2ffba62d', '\x0200018c0fa5b0c4de9c25d153acef949f62e73c9e60406d54559e41e92aa47453234d0c36bb5f2a1f64ecc84aaa35c32f23291e05936de7f371be04d29141000267bad9511f23d6081c93900a4bbd3dd91670fd442df51f8e3039b1afcb0bf12d46cc1edfd10ae5a56ccdab67944e9da301c3b903920a820c13d63ae23158bc218ff6f2e1548d9ca529c013c3', '\x038c6345991f0df64576c2d6367c31990ef00cdae8011d231cb0b632cf9d6b91');
INSERT INTO j_entry VALUES (4, '\x010000000000000004000660cee269297c001500000000000000000000000000330000000000000001000000023d787019e2e6226c69cde220451477c8db97909ad35f1fed937e3b0f4bc0a7ffafd61346eb09bdf4654068404be763ec66f35db105014276d341e353b3da08ffe6218411897bdd4d0cef75d26d287c354fa561f968a0266567a14ad721e3bd56', '\x02000183d718be627ea9e7d22ec3476441483025d939e1f367e00cee4e23e85c8990a965422fd0aa2edbbcb5844e9cf85050cd0fab81191fd5aef97bbd48f35532d18d5f0861764c0339a4ac54a5f35f65611aaf37f25da509b0fd71d28726279be7361947c80d840a26', '\xfbde2598db130aa68af98b184efa9c2ec844af8cf5242b01f6951bf695782ac7');
INSERT INTO j_entry VALUES (5, '\x010000000000000005000660cee26939950015000000000000000000000000006500000000000000010000000203c6ce8a0acf5db380fb788ce3cd70ad6a9d062af0face6cfbc7e0d51333aeaf7392f76fd4d951f9f2b5c5dfc9d6db31a5897fb49c23ce628316b2f1037a88bfd64bbf6cad0ad2d28a443a423ebfd17089c20afd89166945cc08cde8b55dcc44', '\x0200017afc5a67a682ffcecb8736a50353760e4fc86a0f7e67bd6be659406276fe1720d31f02cec7c414aa709be1eafdebf4e2bad74559432de826d01c3cd0fe377084d3dce1aa774a756fcda14ca006eeda49117e486f44605889093b2a1d5e6d7c1228ee165dbe163b', '\xcdcf1b6003bd5dbdcf9c6bb5985c87639883204611d9c55395ef5212d5017011');
INSERT INTO j_entry VALUES (6, '\x010000000000000006000660cee269c6f100140000000000000000000000000065000000000000000300000001c12ae3d5d58818343d564f356a7cef42b3cd83049ae1c509a89e33e30073e82d861a57890c94c5c7fc8ea19a50147868097228666be1e249db8455356c6758fc3c0b11c20d3ffdebc804b417e327c7728763b143b44ec76f4bfff04ba3bd72ea', '\x0200016ca0442623e9d5d3c3be76b578fe72f2239f4b0400cf2965c23be91c2aff96b70b6758dace5dd8181ba924a5216ad7d9026ac7b2b2', '\x5388b1ac75a093b7ccf960b4977a0032ee07c7e82aefdeb1aa81fcc137f5a3c0');

INSERT INTO v_addressee VALUES (1, 1, 4, 19723, 2932896, 0, 1, '0000000019', '柏原 千鶴子', 'カシハラ チヅコ', '\x01f018a68487955293d9b814513bf781fa545064c2352c755ebab0b9e10157517ae76f1b16a1cf2266', '\x9bb32d5c12c75c88bc677e0020065a3b', '\xebce7822f9c2a2f02907400a0d3490bdb2aaf8fabc1bbf216a9908c34490386b', '\x0bc20d998ded1f35290ee4e6746fa80fda321e6aec7f7633319c703dbcf7a73b');
INSERT INTO v_addressee VALUES (2, 2, 4, 19723, 2932896, 0, 1, '0000000027', '小田切 美帆', 'オダギリ ミホ', NULL, '\xe0d8d710f78829cf97df2de502649c35', '\x0ddb4126bab09679c0e2f3c7f1a722b640dff2748ff01fb68cc20a9b1200338a', '\x89d36e0e2a30a4da0ed6a3090f68cbe62f95a20cbaa2dee049074a5e1a8ed65e');

INSERT INTO v_parcel VALUES (1, 1, 5, 19723, 2932896, 0, 1, '1000', 1, 12550, 34000000, 'land', NULL, NULL, NULL, '\xa5b601c48bd93065df334e7020216e081d7c0f6fa29eacb161a651f8d597f6a2');
INSERT INTO v_parcel VALUES (2, 2, 5, 19723, 2932896, 0, 1, '1001', 2, 8000, 12000000, 'farm', NULL, NULL, NULL, '\x05f84b32bd6b37277cbc2c08a64324da0efa06822d7b28d2e38262b0b8bca7e8');
INSERT INTO v_parcel VALUES (3, 1, 6, 20089, 2932896, 0, 1, '1000', 1, 12550, 33000000, 'land', NULL, NULL, NULL, '\xc12ae3d5d58818343d564f356a7cef42b3cd83049ae1c509a89e33e30073e82d');

INSERT INTO w_blind VALUES (51, 4, '\xa8de70cc5ecedaa0e9b85c673508451d9ceae78b622a464431ecc34615ad95ba', 1);

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
INSERT INTO w_definition VALUES (101, 1, 'parcel', '\x0df7baa46d22dccc1f3eb7a85327a97babe6783865ea43170a500c74c75b360f', '
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
     link_basis: 地方税法 第343条, required: true, list: 2}
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

INSERT INTO w_head_parcel VALUES (2, 19723, 2932896, 2, '1001', 2, 8000, 12000000);
INSERT INTO w_head_parcel VALUES (1, 19723, 20089, 1, '1000', 1, 12550, 34000000);
INSERT INTO w_head_parcel VALUES (1, 20089, 2932896, 3, '1000', 1, 12550, 33000000);

INSERT INTO w_key VALUES ('wrapping', '\x016c0c64372931c0e10ce4901d4096f276f85ad189f0c3a0d24440e60f1984f22ba7951e094fd96c2d825d3dfd9d7e98a7a91371faa6370e528dd88b0e');
INSERT INTO w_key VALUES ('blind', '\x01d857c6941217db1b432d5b11808bd9baefb58d8a49514e00e7f188abe420ab617aca6ede9700f6018df4cb81881c44598c3a2a1bfc6f63faa8233508');
INSERT INTO w_key VALUES ('signing', '\x01308462d2bdf1d064012f6e614d4dfe306ef6a0c5ce8168c87f4191916e1bef77229008c9c0b16b8c079a458a4442d161940c454eabc4d378db7d6818');
INSERT INTO w_key VALUES ('bodies/1', '\x013bae9fcf37914b4d268200ca740c0f59d1d823c734c015175a0a05558bcbb9d1dbf50a0feefba2e965506ec4f3e48ccec0bf895ade3f580b6c09cce3');

INSERT INTO w_key_addressee VALUES ('0000000019', 1);
INSERT INTO w_key_addressee VALUES ('0000000027', 2);

INSERT INTO w_key_parcel VALUES ('1000', 1);
INSERT INTO w_key_parcel VALUES ('1001', 2);

INSERT INTO w_lease VALUES (1, 'daicho/21488', true, 5);

INSERT INTO w_migration VALUES ('vault', 1, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('journal', 1, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('job', 1, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('register', 1, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('register', 2, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('register', 3, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('register', 4, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('office', 1, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('server', 1, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('server', 2, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('server', 3, 1795291538072855, '0.1.0');

INSERT INTO w_saved_view VALUES (1, 1, 30, '大きな宅地', '{"filters":{},"sort":null,"columns":[],"lines":1}', 0, 1795291538072855);

INSERT INTO w_record_key VALUES (51, 1, '\x01a51546128831bdf0dc7c3c8c10e91a82d6d737fe8e3333ce06a41833a1392ca630b59469049849caf303cc77a8972e1e0ee3495c1ef87fa09c1e696d');

INSERT INTO w_schema VALUES (1000000, 1795291538072855);

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

ALTER TABLE ONLY w_form_draft
    ADD CONSTRAINT w_form_draft_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX w_form_draft_place ON w_form_draft USING btree (account, register, record);

ALTER TABLE ONLY w_saved_view
    ADD CONSTRAINT w_saved_view_pkey PRIMARY KEY (account, id);

ALTER TABLE ONLY w_lease
    ADD CONSTRAINT w_lease_pkey PRIMARY KEY (epoch);

ALTER TABLE ONLY w_migration
    ADD CONSTRAINT w_migration_pkey PRIMARY KEY (module, number);

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

INSERT INTO w_migration VALUES ('register', 5, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('server', 4, 1795291538072855, '0.1.0');
INSERT INTO w_migration VALUES ('server', 5, 1795291538072855, '0.1.0');

CREATE TABLE d_document (
    id bigint NOT NULL PRIMARY KEY,
    register bigint NOT NULL,
    record_id bigint NOT NULL,
    field bigint NOT NULL,
    version_id bigint NOT NULL,
    parts bigint NOT NULL,
    size bigint NOT NULL
);

CREATE INDEX d_document_record ON d_document USING btree (register, record_id);

CREATE TABLE d_part (
    document bigint NOT NULL,
    part bigint NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (document, part)
);

ALTER TABLE w_form_draft ADD COLUMN form text COLLATE pg_catalog."C" DEFAULT ''::text NOT NULL;

CREATE TABLE w_preference (
    account bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    changed bigint NOT NULL,
    PRIMARY KEY (account, name)
);

INSERT INTO w_preference VALUES (1, 'language', 'en', 1795291538072855);
