-- city key of this test alone: 869949272de3126512fdad0a4410cf15331a1ee658bee07da7389f1c5e350f1e

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

CREATE TABLE w_definition (
    number bigint NOT NULL,
    revision bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    text text NOT NULL COLLATE pg_catalog."C"
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

CREATE TABLE w_record_key (
    register bigint NOT NULL,
    record_id bigint NOT NULL,
    wrapped bytea NOT NULL
);

CREATE TABLE w_seen (
    record_register bigint NOT NULL,
    record_id bigint NOT NULL,
    entry bigint NOT NULL
);

CREATE TABLE w_seen_upto (
    entry bigint NOT NULL
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

INSERT INTO j_checkpoint VALUES (4, 1795277219323433, 'daicho/139999
4
6Cj3wz0D/to0rrdVoRaBsjzNgfuxWJg5omgGSm+b7z0=
2026-11-21T16:06:59.323433Z

— daicho/139999 AngqGTFIfp0/rxMg6i+WksQpp8mahXZ8QovMS9EW/ZcwfJScXLNoV4GCIi/WLVFwkFSp136QsF9mNxGQqNyp5rEuAAM=
');
INSERT INTO j_checkpoint VALUES (6, 1795277219332514, 'daicho/139999
6
e6b0U6RrE7AL0WxjeeBxuGb6Y5pPfYQ10HgS6eLh938=
2026-11-21T16:06:59.332514Z

— daicho/139999 AngqGS7eVsVk5MlvdobgiI0pwmnAJcNQ0LqBbDceTV/9PdOYl/UVns9kKOChi/C1EpK/kKoahc4XC9ss7WmPRkXiJwY=
');

INSERT INTO j_entry VALUES (1, '\x010000000000000001000660cb8ced7a9d0001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002dd2da6a68181793059533a42282db2811b834116ae9fc463be589b55223356f8e1beb58623751f8e3313a30db1da6c89d2d0ec25810ba1b3db6023bbef0b916', '\x020001463617992a0ee74e5e1e6e316fc58354748e7d278ea3af926dfa902832b0ad4d5bbd1a5b97de6edbcaeaccf338cf566a169933f43b', '\x21687c346ad294846fa95a3c12be0a0c46c9b0245438e9d5a35eeac166dbc54f');
INSERT INTO j_entry VALUES (2, '\x010000000000000002000660cb8cedaf4a0017000000000000000000000000003300000000000000000000000000000000000000000000000000000000000000000000000000000000000000007b51b256001cb8fc3888dad821aeca6d0cad2481bcc7851fdb8c23cafe6ec9dc664789ee6072873984d3c85c7536ab4b0883d6e62aa622ce56960ee3a00f4e60', '\x020001d8cd074749fedc7f66b591c79976db1816b7372cde8df014bb79a3f6963f5f3f1f287d7d72acd419ddb95e4780d2be449b50b3ab2b4e678ffb62f9f337e53afa0bb2787ff1660ab8e70ba8a2bef57f9ccfbd7a927b436460b0a36d0c1d95f0770881a5230b6010f87b0ddf24d280338f27c72d902d0056eff210fbc5955a47c825b493c403a60c4ca052c86bc4', '\xf95745858906a9eabf5acd0edc64aa7e820af9dceac1efc832456e47acd77ea7');
INSERT INTO j_entry VALUES (3, '\x010000000000000003000660cb8ceddd43001700000000000000000000000000650000000000000000000000000000000000000000000000000000000000000000000000000000000000000000427995de73d3291e3f69b2f2dddce9335b48cadfd68e834c7f7258cef4bf5cc2a3067b9707c2459682e850a926245cf0f00899bc9e7110766a4760741b53b892', '\x0200018f61548dd9740541281242625370fe3eff44c658e9daa51505bedf2ad7626968fc364868840b682a7f9a67b08c92414201bfd1aa76db47a460b6fb32f4edbd3650a8ce79536f32fb7d72baa055824695b68050ee636b40f5af1ca123cbf5b12ec52449d2aeabadec6529650fd45960117ccfa7ba2a9ea0fc4cb60a96341b55d371ee312b4eba3569406d', '\xc7abae11550eaee0c044c9ebfe5f9fa1c40d25edbaa4f06eabfcd5abca3db42d');
INSERT INTO j_entry VALUES (4, '\x010000000000000004000660cb8cee4df80015000000000000000000000000003300000000000000010000000228d7237b6bb6640475bed04affb765ebeb115ddf1ad6c752b4c4816fe1036a5284ff78b6f676c19ec563c27cdf3ef60db3e588dc9c241f37078bc393389aa1760eb6ad8dfe60edf97d571bc5be426d65f1f86d3009d60c4713bead9019371324', '\x0200011f3cf09b787c4c81e151acdbc384ceba1fcf2c6acfdf48b6bd5363d0f2007bc8d4ecd5522c4f458085cb8e58776561240ffa1b79b9fc230807a3b9d7dcbe623ba98462d1b82d2e41e37e3b6fc710522d6c3fa5096019b2ef9ad6659bfb183c99898808c24788fc', '\xaeaa4b8841d34c7ab7f5261b349175cb2949742ffb3aa1049f50c74b4b16facd');
INSERT INTO j_entry VALUES (5, '\x010000000000000005000660cb8cee7720001500000000000000000000000000650000000000000001000000024b309c837a007817c77b4e03880c6d0e5d0888c15e03fa06ebd22f6f1521c4759524c546dd481e4330e6ec5e9c21d5f96ee240d1ef360b13432f7d7f4d4e4a48f4032f77804df86c0e2a6c22f4a23df343b8ae0d989b99b46e19e524f99936fc', '\x020001ae7b87ed6b4421f084be978729889fa6f0ab59101846875f305d98dd4168f25df838be5854e7388d3d30caca0e209438ada7728c4899748141837b602a891668e735d780ca7c81548beef256554edb9b70e79f756f142f2e0f0c084f4375cbce26b13db8d15d35', '\x457e497bc669751a50f94698fe9ddffbd30197fdbbf2d1a7cd7099e5b61e344e');
INSERT INTO j_entry VALUES (6, '\x010000000000000006000660cb8cee7f7c001400000000000000000000000000650000000000000003000000012218c2e68a10b56071e02c88a81cd12ad9a8687f32d0e15bdc51509c9fb274fb2c92f03e1e0094e7738bb688086f487fe9ba48f0ecbace8bf68250e946126d9829e5f82e9f9328c51d66290bea69ac4315e85204409602ece1a33424d056871e', '\x020001b59b41c40ebd6c0d1dc126e42f0ba4ba3594de8a33a7090808caa4a2ad11616061bec8b1ef09c17f65d22d5d315d81e768573fb0b0', '\x63ba17d2f9909636ce063e90da7146a276191b149fa3c7b00042855544fe63fc');

INSERT INTO v_addressee VALUES (1, 1, 4, 19723, 2932896, 0, 1, '0000000019', '柏原 千鶴子', 'カシハラ チヅコ', '\x01d4e544ecf5d8d561f85b06401a52c189134da4f685644ac7cdf81c4002114b5f6cb56063b641d280', '\x369db66fa5144548d3b35c3f13ed34d2', '\xbed5970ac333bc3fa3a097802993079991acf4cc9f713d16821790f0d5b83e0e', '\x12acb0000e8a9222264aac01d7f2fd89b874e716c1f5c3dd7dd9eb53a2a703e2');
INSERT INTO v_addressee VALUES (2, 2, 4, 19723, 2932896, 0, 1, '0000000027', '小田切 美帆', 'オダギリ ミホ', NULL, '\x76454064b6c346ace94bfd971ef2647c', '\x0b0bb17bf69f473e1fe850a34dba46340706a4f3b195f1a19bfb02547e55085d', '\x890b6e70099670d059d147120f03412bb1a8719caacc0783d0e0f96cbd4a25b8');

INSERT INTO v_parcel VALUES (1, 1, 5, 19723, 2932896, 0, 1, 'P1', 1, 40000, 34000000, 'land', NULL, NULL, NULL, '\x88062aef0fc6d567a9abcda159329a60b7384f356a3ec60bcd982b9f267fb873');
INSERT INTO v_parcel VALUES (2, 2, 5, 19723, 2932896, 0, 1, 'P2', 2, 12050, 9100000, 'farm', NULL, NULL, NULL, '\x85d29f4e50e6ac8f399efe2c5e2831d2f680065d38c522ebec6240245cedde04');
INSERT INTO v_parcel VALUES (3, 2, 6, 20089, 2932896, 0, 1, 'P2', 2, 12050, 9200000, 'farm', NULL, NULL, NULL, '\x2218c2e68a10b56071e02c88a81cd12ad9a8687f32d0e15bdc51509c9fb274fb');

INSERT INTO w_blind VALUES (51, 4, '\x1a946f64cbbc31535ec0eb5e5f732a1898c118c7ee64dca58a29d93a69961e1c', 1);

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

INSERT INTO w_key VALUES ('wrapping', '\x01e91aebaef329d5b0870988be4e03b94d2be138aed68c5dd8da241be8b04c3ce55959b1b0a623736fb0a1bbdb1dffd92163c2a15fd7ee5eed928019d7');
INSERT INTO w_key VALUES ('blind', '\x0194d1255cadc6359a51368c42e252f79e244e7d742726dda1b72e1f7dd5a851073df52fe9eab1b85d28e9ae2da2303e80bade405102021055bc6f248d');
INSERT INTO w_key VALUES ('signing', '\x01eddd1312bf25a47b6567d796f245b4f1e3c035ca3b1c0fb6d8be258471cc30df326bd5a28655824d25be9bba7ff0f0b678ec5a72efa46273b7f084df');
INSERT INTO w_key VALUES ('bodies/1', '\x0194975cc10808641d56c8f96fed122895ebc6a5406f74425a74e643a5582f586cb99abee853a38e8c55c258decd1a53f37c5f3b5141d7f3a02050a052');

INSERT INTO w_key_addressee VALUES ('0000000019', 1);
INSERT INTO w_key_addressee VALUES ('0000000027', 2);

INSERT INTO w_key_parcel VALUES ('P1', 1);
INSERT INTO w_key_parcel VALUES ('P2', 2);

INSERT INTO w_lease VALUES (1, 'daicho/16911', true, 5);

INSERT INTO w_record_key VALUES (51, 1, '\x01a4ecb58d9599625b1f8aea02f1e3145bea3697218d6ab8d2d157c8864fc6903370ee575dc260ea77cb5fc627f63731295b09a8420036b0464cbc2fdc');

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

ALTER TABLE ONLY w_blind
    ADD CONSTRAINT w_blind_pkey PRIMARY KEY (register, field, digest, record_id);

ALTER TABLE ONLY w_body_period
    ADD CONSTRAINT w_body_period_pkey PRIMARY KEY (period);

ALTER TABLE ONLY w_definition
    ADD CONSTRAINT w_definition_pkey PRIMARY KEY (number, revision);

ALTER TABLE ONLY w_head_addressee
    ADD CONSTRAINT w_head_addressee_pkey PRIMARY KEY (record_id, valid_from);

ALTER TABLE ONLY w_head_parcel
    ADD CONSTRAINT w_head_parcel_pkey PRIMARY KEY (record_id, valid_from);

ALTER TABLE ONLY w_job
    ADD CONSTRAINT w_job_identity_key UNIQUE (identity);

ALTER TABLE ONLY w_job
    ADD CONSTRAINT w_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY w_key_addressee
    ADD CONSTRAINT w_key_addressee_pkey PRIMARY KEY (key);

ALTER TABLE ONLY w_key_parcel
    ADD CONSTRAINT w_key_parcel_pkey PRIMARY KEY (key);

ALTER TABLE ONLY w_key
    ADD CONSTRAINT w_key_pkey PRIMARY KEY (name);

ALTER TABLE ONLY w_lease
    ADD CONSTRAINT w_lease_pkey PRIMARY KEY (epoch);

ALTER TABLE ONLY w_record_key
    ADD CONSTRAINT w_record_key_pkey PRIMARY KEY (register, record_id);

ALTER TABLE ONLY w_seen
    ADD CONSTRAINT w_seen_pkey PRIMARY KEY (record_register, record_id, entry);

ALTER TABLE ONLY w_seen_upto
    ADD CONSTRAINT w_seen_upto_pkey PRIMARY KEY (entry);

ALTER TABLE ONLY w_tree
    ADD CONSTRAINT w_tree_pkey PRIMARY KEY (level, "position");

ALTER TABLE ONLY w_waiting
    ADD CONSTRAINT w_waiting_pkey PRIMARY KEY (register, record_id);

CREATE INDEX i_addressee_record ON v_addressee USING btree (record_id, version_id, commit_no, valid_from, valid_to, row_state);

CREATE INDEX i_parcel_record ON v_parcel USING btree (record_id, version_id, commit_no, valid_from, valid_to, row_state);

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
