-- city key of this test alone: 80329257a22f6878585ecf6b4dbe2e98cd84d679e6324cda40597e129ef53c17

CREATE FUNCTION f_t_addressee_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_addressee: versions are never deleted'; RETURN OLD; END $$;

CREATE FUNCTION f_t_addressee_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.version_id <= (SELECT max(version_id) FROM v_addressee) THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_addressee: this version or key exists already'; END IF; RETURN NEW; END $$;

CREATE FUNCTION f_t_addressee_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'v_addressee: versions are never changed'; RETURN NEW; END $$;

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
    AS $$ BEGIN IF NEW.body IS NOT NULL OR OLD.number IS DISTINCT FROM NEW.number OR OLD.header IS DISTINCT FROM NEW.header OR OLD.leaf IS DISTINCT FROM NEW.leaf THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'j_entry: entries are never changed'; END IF; RETURN NEW; END $$;

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

CREATE TABLE w_tree (
    level bigint NOT NULL,
    "position" bigint NOT NULL,
    hash bytea NOT NULL
);

INSERT INTO j_checkpoint VALUES (4, 1795277276657119, 'daicho/139999
4
83NkzYfGH+1RAK1riknUVF0ljag8uphvaZBbKI4MV4g=
2026-11-21T16:07:56.657119Z

— daicho/139999 TQvKN6UBOL9RHsOlw1dXg7DamQidU0S3eHhBVZSl4BShVkPcjzjnB90u0ax973nd2Yk8Yu941zCh9Omq0r523kY08QU=
');
INSERT INTO j_checkpoint VALUES (6, 1795277276661229, 'daicho/139999
6
PHWKRuFj5Zjc+mltt3EobA2BCg1Ipsr8WClug1ytutw=
2026-11-21T16:07:56.661229Z

— daicho/139999 TQvKN0mYLiC+D7eQkL3hLFMJdBlbJbpm+O6qlo4MMq2Uk9T8pqjnnw0HQ0dkQSXAwcD2kUE/A0cO3xWJSk3/mUfuLwI=
');

INSERT INTO j_entry VALUES (1, '\x010000000000000001000660cb9058e5c7000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000b28188c695dc8245b59f1171f6347584aa083913f0d9f5507b37b0bfe6da4759366978de6f64783b0d6f92907eb6928d423bb82acd0eb27bad3a7c572fdbaaa6', '\x020001be5ef212dec0ba4d244454a27c1270db28c83cf974061b2bf3f2a7f25296f5bf667a7f71315fc594e8fc455c70b4f527c3ba6e7562', '\x0c86d8d94c895568b48dd74c620eb6fe1ed65acd88918c4a4ca77c4076194949');
INSERT INTO j_entry VALUES (2, '\x010000000000000002000660cb9058ff4900170000000000000000000000000033000000000000000000000000000000000000000000000000000000000000000000000000000000000000000035274184a8802ae2fbb46ac07de10a7821fe6e991831dcd867ba9ea7f0cfbc605d674e5d539eb5efae9dc4cb5b0ea730c167c86b224fd7398af33929a5eddae2', '\x020001764b7e6f76e41b397b163d5f343c980d3d16fd6685bcc1c1d0d5bf6682e8dfc9d9e77101b418fbdab1bc67660a07ccbe86d34e264b982ef69e5efe7474b77c83039b66c14de6e168c6a739835eb6ba8232817ab7b505dba63ae6efafbd989a25ca87a45a77b3003069d0df75e4007f7cdd8d9bb0021830d3948e604e2a0ec3a9bb7792865762f79fd660a6be89', '\x15cae5bc1306952b7626626ec667426a83ca2626525b78a6da63d93e4b40bdc7');
INSERT INTO j_entry VALUES (3, '\x010000000000000003000660cb905923790017000000000000000000000000006500000000000000000000000000000000000000000000000000000000000000000000000000000000000000000ebcf8d0e15df8f92cbc2d9028673d42e2b84c27a3e2f336bf16cac2a5093f48992291ed81db5610e8b69a216ba7ea765d8e3f6ddcafd6edeb3dd25c59e14ed4', '\x02000104dda6ad18c50b120862ec4c445677f78c3512f4da6a74570600edd6fb0730cd844b03263fe7bdb1fa063fddd0ffebe44f96b3bbd77dc83c928b185f6f6c18f05c3333e7c3562578fd2b3de495de387dcf2faba4e3df209e79ceae4de2df50c1508aa3eb788fbb4c63427f53a9ec3008542072b427d99e2b6f3ae147a76f9dfb857d13eda6eea50e3209', '\x1f1f3e51bf4cb2e3f16e1d95ff916f121a267e6e3152408f33aa54a1e79d8ae8');
INSERT INTO j_entry VALUES (4, '\x010000000000000004000660cb9059333500150000000000000000000000000033000000000000000100000002da1013fa17b6ceb1523a2124d74cbf335d5348272f8fd4f05edf9f06d11d9c38470051a2aaceae9a685628ece6389e9e37d046eb801199e2ec5c3c72ed088087a415db086f96c1cf31f4e522e5cfe53136afb6eba74dfa91e771f3d77a17d233', '\x0200014bd8a85a47d06f71f1ffadacb68549eb1cb59cc52fc0c05eef982284cfdb41af530e37a25f06d1116fe7aa76b5ab1483895929dc7c4b1299fa12f0902dc07a4a72956a5fb8f516dff4cb2c232d30376566ba92210140b51e80c6023d507aa0aefbbe6d32f0ea30', '\x4bc40bbb64b382b751b421795306fb4494c70c3c442f35d4da9d9a729b3e4781');
INSERT INTO j_entry VALUES (5, '\x010000000000000005000660cb90593e0a001500000000000000000000000000650000000000000001000000024b309c837a007817c77b4e03880c6d0e5d0888c15e03fa06ebd22f6f1521c47511063fd369b69722201ef4fb63263c03197db4ac82fcf6dbabfda88c26de9aa934268af751d9af4d123ff38d3556e50915ad598bc2eae5a0a3d10070f76a428d', '\x020001b78b2d28cd95b93e6023fcc2afda1bec18ba4c3087dab5726938a709d6275129bb18af6f916e6421d03882568e02ae15afd62f4f90bb2e22e83e3b75ba6ce0c33cc073fa12e5622814e65d0e26ae8a0ad530f72f75b13c33075748059055387e9446d41973ccad', '\x33103580cc0b63053ebbc093c4065bca9f05c0ba41df9770bea76bceb1bd8f18');
INSERT INTO j_entry VALUES (6, '\x010000000000000006000660cb905944cc001400000000000000000000000000650000000000000003000000012218c2e68a10b56071e02c88a81cd12ad9a8687f32d0e15bdc51509c9fb274fb548d375dbf7d2c7cc82aaa3c4750f785db27c8d17d80fd1ffdd050a10e995ade3b69d4f8fa88dd2664fbf9aba1259c8d7b47cbe562d27ac6ed6b4009b54eebd4', '\x0200011a2eb71d62faa2e809e9aad0e11391cdea672c14f2e4f126bdd9cf27d7cc484070c8ab07394628e909455cd52b922dc05603d984ac', '\x816117a0e7d654cf0f96033f495fad3e5c08febe1b1e1db4a90152874528e16a');

INSERT INTO v_addressee VALUES (1, 1, 4, 19723, 2932896, 0, 1, '0000000019', '柏原 千鶴子', 'カシハラ チヅコ', '\x018ff303d775dc18ff32fb996584c5e3e8844ebd34f8847bf13664bf53c9d4b83cf3f1ca36d1349a2c', '\xea059069574a9377648f107a03224704', '\xab976942bd5153490ca2c6da5ee628546d9e8726c856e519304ac8431117bf20', '\x46e53140cd51cd1712a4f51e84dc6cc1a9502ede8c5223166f4a6a6ced0a7d73');
INSERT INTO v_addressee VALUES (2, 2, 4, 19723, 2932896, 0, 1, '0000000027', '小田切 美帆', 'オダギリ ミホ', NULL, '\x2b91081b5d345147135db00054930bfa', '\x173a19976b9c8d5988d8f8877a19be29894899c4f6719d23823d49731460ce60', '\x07e1ff3328a9797c0799a72ef128670ce4a05c41890519ab9b8a105dd05dcb7d');

INSERT INTO v_parcel VALUES (1, 1, 5, 19723, 2932896, 0, 1, 'P1', 1, 40000, 34000000, 'land', NULL, NULL, NULL, '\x88062aef0fc6d567a9abcda159329a60b7384f356a3ec60bcd982b9f267fb873');
INSERT INTO v_parcel VALUES (2, 2, 5, 19723, 2932896, 0, 1, 'P2', 2, 12050, 9100000, 'farm', NULL, NULL, NULL, '\x85d29f4e50e6ac8f399efe2c5e2831d2f680065d38c522ebec6240245cedde04');
INSERT INTO v_parcel VALUES (3, 2, 6, 20089, 2932896, 0, 1, 'P2', 2, 12050, 9200000, 'farm', NULL, NULL, NULL, '\x2218c2e68a10b56071e02c88a81cd12ad9a8687f32d0e15bdc51509c9fb274fb');

INSERT INTO w_blind VALUES (51, 4, '\xc3ae6f3b3f1242c185615d35bfc0860f8e9c7b91ccd8356bb9e4d8838d88eab0', 1);

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

INSERT INTO w_key VALUES ('wrapping', '\x0109ca15af6666b8d7cd45077653d249cf44721905b1ae55ad3eca16c7029d56732127b108488aabf798ac1bcb62fa63325b7a8ef18e46dd26ab725a9c');
INSERT INTO w_key VALUES ('blind', '\x01975795bf9b68765e03af59021f804e53c6c2c7496acffa171d95afe0b71ffbed37a6faed3ce9d0103d42ce82c0dbdbcf6fb949996297c8f335ea2b3e');
INSERT INTO w_key VALUES ('signing', '\x01f5a945f1dc23c4212ad0c4fcdd9e8e418f8aeb287cd91f10cfc52605dff4975d6adb0946eea0e1b34bd51de2c6514d85efe38178a7afc26e6b60a8e6');
INSERT INTO w_key VALUES ('bodies/1', '\x01b38045bf6427626f36e5a91e22a6f666d8c11af91d5390f9375b0e3a082bce99b2a701c4cada1ae90982a3a6f6c22c19e4633e3a32f9aa74c42e4661');

INSERT INTO w_key_addressee VALUES ('0000000019', 1);
INSERT INTO w_key_addressee VALUES ('0000000027', 2);

INSERT INTO w_key_parcel VALUES ('P1', 1);
INSERT INTO w_key_parcel VALUES ('P2', 2);

INSERT INTO w_record_key VALUES (51, 1, '\x010d2d5cc9aa96927ce101312526ef561a9d246f6aa4bad2014b4be1a5f89910c49585618944962d27b474a5d70dac942c546aad466472c1f0a7c331e0');

ALTER TABLE ONLY j_checkpoint
    ADD CONSTRAINT j_checkpoint_pkey PRIMARY KEY (size);

ALTER TABLE ONLY j_entry
    ADD CONSTRAINT j_entry_pkey PRIMARY KEY (number);

ALTER TABLE ONLY v_addressee
    ADD CONSTRAINT v_addressee_pkey PRIMARY KEY (version_id);

ALTER TABLE ONLY v_parcel
    ADD CONSTRAINT v_parcel_pkey PRIMARY KEY (version_id);

ALTER TABLE ONLY w_blind
    ADD CONSTRAINT w_blind_pkey PRIMARY KEY (register, field, digest, record_id);

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

ALTER TABLE ONLY w_record_key
    ADD CONSTRAINT w_record_key_pkey PRIMARY KEY (register, record_id);

ALTER TABLE ONLY w_seen
    ADD CONSTRAINT w_seen_pkey PRIMARY KEY (record_register, record_id, entry);

ALTER TABLE ONLY w_tree
    ADD CONSTRAINT w_tree_pkey PRIMARY KEY (level, "position");

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

CREATE TRIGGER t_parcel_delete BEFORE DELETE ON v_parcel FOR EACH ROW EXECUTE FUNCTION f_t_parcel_delete();

CREATE TRIGGER t_parcel_delete_all BEFORE TRUNCATE ON v_parcel FOR EACH STATEMENT EXECUTE FUNCTION f_t_parcel_delete();

CREATE TRIGGER t_parcel_insert BEFORE INSERT ON v_parcel FOR EACH ROW EXECUTE FUNCTION f_t_parcel_insert();

CREATE TRIGGER t_parcel_update BEFORE UPDATE ON v_parcel FOR EACH ROW EXECUTE FUNCTION f_t_parcel_update();
