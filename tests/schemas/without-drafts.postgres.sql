-- city key of this test alone: 483c145b5677849dd6d643fb10854315cb6ca7f3a71a8a5caa6b244777deb032


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

INSERT INTO j_checkpoint VALUES (4, 1795289584339762, 'daicho/139999
4
9si5nCGh5oH54s0hrXGVAg1NKu5FaelR5L9P1FbxhnU=
2026-11-21T19:33:04.339762Z

— daicho/139999 z5YLo1qHrinsa2Qq/r2a/uxv/P/yC4v5+kLaFTgA24Y38UQJzXENe7dgG3jhmYzlWIf3PWETHd5kDAWx5GU8wtPkSAU=
');
INSERT INTO j_checkpoint VALUES (6, 1795289584357918, 'daicho/139999
6
zbi9UpFedW7x/d7UfzELtIHwXJfwaCsP6QGsZEqNJiA=
2026-11-21T19:33:04.357918Z

— daicho/139999 z5YLoy5gTwVusjbqm8yCGJZfXckE5kqEjhqrMQ6iZcXGIBQsfdEjheuJL3eMnL2AdoIbIPrxNRoU/4GlRnUXdUL2eAc=
');

INSERT INTO j_entry VALUES (1, '\x010000000000000001000660ce6df133790001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000006df4eefcb159dd99e568eccb4f9fec1c1b450477d04a92200f86b29697af78bb416d905acce2699dc26b5fe458ca37f6c8453b9e38dbc78254ebd7366cd2de96', '\x020001c5f38e40c0acd7867295ede67014f4deaf7fb1e45e49772dee1ce7facd561d75f8360cd827721d5ba2fbcbcb94497b24ca434638f2', '\x39235169a771617fcbadeb47f445718ab1eed32fe71f8718abadd356b9b5db35');
INSERT INTO j_entry VALUES (2, '\x010000000000000002000660ce6df15ef8001700000000000000000000000000330000000000000000000000000000000000000000000000000000000000000000000000000000000000000000e7b9d4cfeb92c6b3edd732caf1000a07ccdb0a057dd04cd224e8ffb4f1914bc4a33c3710ac0676523c4a8d839b77a6aba783b2f25a831197770978f7c795168e', '\x0200017a4db48c56e297c3d05bb4cd43e58104a37e6df08ee17850194763161af9d8cda92da4e4888743b6e83141229001be1644464cc70ae812efa124aa47dc582a82aa97d596244a540295f943032b7cded0cbd6fac928eb4513c762c7d090873aa9f9fc7f30d9156d700beaacc714c64acdbd6dce71c49ec7f05b35140e5e5a5c1ef7782f728ef1ad1942051bab82', '\x9d0075d362d8eda1e743928d0213afddc134306e150f50c48422fa96bbb8c6e7');
INSERT INTO j_entry VALUES (3, '\x010000000000000003000660ce6df1710500170000000000000000000000000065000000000000000000000000000000000000000000000000000000000000000000000000000000000000000077d9d327b503b90c4336eb39abcd9d3a0f386892bc1fc5904e54f7cf37e720ba9d48b0e76828a7d0dd5b557ed07d0d40a65a4e6d1040fda082e4df1c3723c4e6', '\x0200019666b6a035c4dae4784a30ff1dc1276c3f2316685cf9d5dbc346c774166c04b74e5d95502ab7243796b45a45b3a305914418ed54d54c8b835e6ae5cbe761cfe450980b8c1769f597284f7962e03e3b9d7661f44adbed06c2bfe5c8a5836dcf973e75a061c73dfd101c0f63653f910dd2b56725656d209d7a248674322b1bd99ea043d79a263b0f516583', '\x388651fc182c38755dc224b7fbf6ec2c9f8f82100ae52298f3eee426023b9771');
INSERT INTO j_entry VALUES (4, '\x010000000000000004000660ce6df187b300150000000000000000000000000033000000000000000100000002719cba23055e1bfbe7df3c27526d459fa624ed254136b26ac265f637abf615003b8425e50ab562dc0f709a38f64292bdddbe5f1f3f71b697d8b8db2c3ef7e2ec135b029c0864748542fbbee3949a14a3c71878e671af0861ba20915ef473d333', '\x020001d6403ae08b9cbd6472eda5d16c5c9f0bd461df9ac803f1d90a3ef3fe027cb9f27561720eccd978830551e1ddc533197ec370a6f0ccc932c0169aca1a496afbab3991096320dd75b2aa067e1757b182f81c5b2b66357a7cc6b825714869e4feaac2bea2634113cf', '\x497a62eeea7bd9c5be8a38ecf47e504ee6998bd7d8e650a45a5e4446e5b16fdf');
INSERT INTO j_entry VALUES (5, '\x010000000000000005000660ce6df1a41c0015000000000000000000000000006500000000000000010000000210682dfbc55705cdc9879be0c5472b2b1c186aae22939d0cfe4aaa4b683786028d62930ee8d4e0170c42dacef088202d0676c3ce04fcea67667a48668300b923205a4efe9494c9e2de7b641a7e8ad0c8de3fd0f5843b3f52862503aedfa72806', '\x020001d25c00b99c3cb150e7b8c38b6b1e094d20ec29b97212b88d8fafcf3e6f8d8872e3f8729f16e3d1534d3a89a641ecff791b57d3b8946d5bfeb229039b0d077eb9f8c730137a3c814469fdee8cfe145c919d1f4bd07f51454639d2e6b3a4933b4e65aa5284f63e6a', '\x90180960396b2a39d87281fc8820758b7f08085b1006b7edfe47ffdb911c7cda');
INSERT INTO j_entry VALUES (6, '\x010000000000000006000660ce6df1cc73001400000000000000000000000000650000000000000003000000017e8184be3ad23e216032466757f0b6ffa5a7add12264b81f4b7bc23c51eb043bd7a3b772996e850f1a0929bc98c29fa3d6e1285c64da4724dc6a7a7e9d304c1fd24fd7b6e6fd820e131205ea2cbbe3497e74e27b592792e62a10061e88cfd150', '\x0200011e4583d3cb166de6562cac6a41d55bbb333dac7777afeb28fac6b3fb500846582738cb47bb4921d058156cfb2b0f49295eff12e707', '\x079c1255e6056556b477f780b7cd9ae5a447b28e1cd187a10d5b6021be7c3c8b');

INSERT INTO v_addressee VALUES (1, 1, 4, 19723, 2932896, 0, 1, '0000000019', '柏原 千鶴子', 'カシハラ チヅコ', '\x0146a7ddd0cb7bf395506c8e8f86b503a0a5f271dfaf6c304e20d12a11a5a67bc86eb693dbd5bd771a', '\x73aa0ba42f8de27614a4ab50e3d6f2bb', '\xe47cc54061e719f4686a7ee4f86ddf32ef1b5816c60db98a253e068ea614634c', '\x15075245bcc4e4de91218382a919fe4a8bf7de5f0a4837de6f478f4258207d9d');
INSERT INTO v_addressee VALUES (2, 2, 4, 19723, 2932896, 0, 1, '0000000027', '小田切 美帆', 'オダギリ ミホ', NULL, '\xc2aaa71575c47d8ce6a4974b1a13b3d1', '\x9a76f62aa0c2429c0741150521e92b867fc73e086d5cca2ad8afd1bf5754c4e8', '\x121406a16ea667943690b186a6b39c17154170955de260b92698371540ae8b1e');

INSERT INTO v_parcel VALUES (1, 1, 5, 19723, 2932896, 0, 1, 'P1', 1, 40000, 33000000, 'land', NULL, NULL, NULL, '\xadba770a782e0e248466bbdcbe614b0b7097f782c3b36fa7235b8b0268db8d36');
INSERT INTO v_parcel VALUES (2, 2, 5, 19723, 2932896, 0, 1, 'P2', 2, 10000, 5000000, 'farm', NULL, NULL, NULL, '\x12db06dafddf23c73dea8f72a72ded8c4d3f44b3f8e5a0f2f65ba62c1c3d0b05');
INSERT INTO v_parcel VALUES (3, 1, 6, 20089, 2932896, 0, 1, 'P1', 1, 40000, 34000000, 'land', NULL, NULL, NULL, '\x7e8184be3ad23e216032466757f0b6ffa5a7add12264b81f4b7bc23c51eb043b');

INSERT INTO w_blind VALUES (51, 4, '\xfdfe2b465b27474003c06031b6ad2e9adfc3b4a26402e82bca342e180409b23e', 1);

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

INSERT INTO w_head_parcel VALUES (2, 19723, 2932896, 2, 'P2', 2, 10000, 5000000);
INSERT INTO w_head_parcel VALUES (1, 19723, 20089, 1, 'P1', 1, 40000, 33000000);
INSERT INTO w_head_parcel VALUES (1, 20089, 2932896, 3, 'P1', 1, 40000, 34000000);

INSERT INTO w_key VALUES ('wrapping', '\x01183c62573d406932c711b6acdff15cde26e52aaef140b0b5991df3704790ebdedf76b3ba307b83f77b52252f697a4b8f7c020952cb32c936a4099aa1');
INSERT INTO w_key VALUES ('blind', '\x010003b448bc54ee1f86c616ad128d7b9e78ef85508605cfcfe04bd858a78d9e164237a650c4738ac979261570256c1aaa7a0cde0accbf2d2a543472af');
INSERT INTO w_key VALUES ('signing', '\x01abfc848881691ae6924b2b639c1dca8a0717a7e41b3ff74a187bdccb9d4c51db5a3e879fa1a9fdb0cbc5c424c7590227d36adad458ef35ab3e1068d1');
INSERT INTO w_key VALUES ('bodies/1', '\x01c44224ef7823180a6bd74047bc1af06bbc69ac11a0d6b3ef2dbf85f750a27b1b3cad8281d84e909fd7b1f0f29cfb22121f4e3a5710788c586af951f2');

INSERT INTO w_key_addressee VALUES ('0000000019', 1);
INSERT INTO w_key_addressee VALUES ('0000000027', 2);

INSERT INTO w_key_parcel VALUES ('P1', 1);
INSERT INTO w_key_parcel VALUES ('P2', 2);

INSERT INTO w_lease VALUES (1, 'daicho/18807', true, 7);

INSERT INTO w_migration VALUES ('vault', 1, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('journal', 1, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('job', 1, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('register', 1, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('register', 2, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('register', 3, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('register', 4, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('office', 1, 1795289584184908, '0.1.0');
INSERT INTO w_migration VALUES ('server', 1, 1795289584184908, '0.1.0');

INSERT INTO w_record_key VALUES (51, 1, '\x010ff8bb50a32ce09e8767a2c8874f133bf12e35b7c518d8126c1eaa16d0c2dd56d426f61726b76083d67c1e7cc1700185f9d6b81f5cf5cb84d5ed4533');

INSERT INTO w_schema VALUES (1000000, 1795289584184908);

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

