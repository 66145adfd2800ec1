-- city key of this test alone: 770e7d3e1627907fe6d1bb34a750e5a5d0f73cfe46c6d659142f152540188268
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE w_definition (number INTEGER NOT NULL, revision INTEGER NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number, revision)) STRICT, WITHOUT ROWID;
INSERT INTO w_definition VALUES(51,1,'addressee',X'aa8422c08984b1769486510f6c0b4a03133b584f9f3ae36e2b91658b7c98627a',replace('\nregister: addressee\nnumber: 51\nversion: 1\nlabel: {ja: 宛名, en: Addressee}\ntask: {id: addressee, ja: 宛名事務, en: Addressee affairs}\nlegal_basis: 地方税法\ntemporal: valid_time\nkey: [addressee_no]\nretention: {years: 5, from: end_of_validity, basis: 例}\npermissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],\n     export: [tax_clerk]}\nfields:\n  - {id: 1, name: addressee_no, type: text, label: {ja: 宛名番号, en: Number}, required: true,\n     sort: true, list: 1}\n  - {id: 2, name: name, type: text, label: {ja: 氏名, en: Name}, classification: personal,\n     required: true, search: name, list: 2}\n  - {id: 3, name: kana, type: text, label: {ja: カナ, en: Kana}, classification: personal,\n     search: kana, list: 3}\n  - {id: 4, name: personal_number, type: personal_number, label: {ja: 個人番号,\n     en: Personal number}, classification: personal_number}\n','\n',char(10)));
INSERT INTO w_definition VALUES(101,1,'parcel',X'140a7b1582b3245016b9dbae7bdeba41f8b20afed7dbccf36d52732d9ea66998',replace('\nregister: parcel\nnumber: 101\nversion: 1\nlabel: {ja: 土地, en: Land}\ntask: {id: fixed_asset_tax, ja: 固定資産税, en: Fixed-asset tax}\nlegal_basis: 地方税法 第380条\ntemporal: valid_time\nkey: [parcel_no]\nretention: {years: 10, from: end_of_validity, basis: 例}\npermissions: {view: [tax_clerk], change: [tax_clerk], import: [tax_clerk, loader],\n     export: [tax_clerk]}\nfields:\n  - {id: 1, name: parcel_no, type: text, label: {ja: 物件番号, en: Parcel}, required: true,\n     sort: true, list: 1}\n  - {id: 2, name: taxpayer, type: ref, target: addressee, label: {ja: 納税義務者, en: Taxpayer},\n     required: true, list: 2}\n  - {id: 3, name: taxed_area, type: area, label: {ja: 課税地積, en: Taxed area}, required: true,\n     sort: true, list: 3}\n  - {id: 4, name: value_yen, type: yen, label: {ja: 評価額, en: Value}, required: true, list: 4}\n  - id: 5\n    name: use\n    type: code\n    label: {ja: 用途, en: Use}\n    required: true\n    codes: [{key: land, ja: 宅地, en: Building land}, {key: farm, ja: 農地, en: Farmland}]\n  - {id: 6, name: since, type: date, label: {ja: 開始, en: Since}}\nchecks:\n  - {check: range, field: taxed_area, min: "0.01", max: "1000000"}\n','\n',char(10)));
CREATE TABLE w_blind (register INTEGER NOT NULL, field INTEGER NOT NULL, digest BLOB NOT NULL, record_id INTEGER NOT NULL, PRIMARY KEY (register, field, digest, record_id)) STRICT, WITHOUT ROWID;
INSERT INTO w_blind VALUES(51,4,X'47ef3364c33a573e2d571b7127524656127ba0c8faabed7457b3d3a44c293df4',1);
CREATE TABLE w_seen (record_register INTEGER NOT NULL, record_id INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (record_register, record_id, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE w_job (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, identity BLOB NOT NULL UNIQUE, state INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL, cursor TEXT NOT NULL, result TEXT NOT NULL, error TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT;
CREATE TABLE w_key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO w_key VALUES('blind',X'012011da7eb86b42604021b020036e3f3969476659929e28bee5132445c88b9d6baa700727968b33ee4c10b4e00c9f0b61a2715b43bb426a232116f42a');
INSERT INTO w_key VALUES('bodies/1',X'0129cd823c62413ce3156eff2a17d9c2564d202881e6ecd16a484dd6c410e635d831814ab658360793d0de134285f6f6410efa61517a41b9c210eee4df');
INSERT INTO w_key VALUES('signing',X'01e3ae9ba1ac391149b3b0502c1576263b02eeed8928416f3a295a86aceaf6850550699b61ca644c3fa7add16b0499b631d8e76224b21edca7a6a134d1');
INSERT INTO w_key VALUES('wrapping',X'011639039c8ac4e27b3a612302aa12763d19f35be9dc1a9fa53b762c488b262fe41dc1a04a323e7adcff8c54efde0ce6a2c0fed364116f2caf8db1c1ac');
CREATE TABLE w_record_key (register INTEGER NOT NULL, record_id INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (register, record_id)) STRICT, WITHOUT ROWID;
INSERT INTO w_record_key VALUES(51,1,X'017a778fd7ef53a5affa34e1e067f13e9147f4e94f1663e9fd767b4ca8686357f867a506deffe4d66bec7c13e9538ac533d1cf8af992934386e1cfa268');
CREATE TABLE j_entry (number INTEGER PRIMARY KEY, header BLOB NOT NULL, body BLOB,
  leaf BLOB NOT NULL) STRICT;
INSERT INTO j_entry VALUES(1,X'010000000000000001000660caa5c208b2000100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000a3c8cf3cb64690e40c9245216ece55035d67dc8d9db7a310262a3cb75fe56634015d885e3cb952940223e695661e1be3f3a95a47c3b27db9b29ba6cba0e2754a',X'0200010f2b462e0e51c64d4d66dda6d591a42f677f6fddcdcc51b54287280e838e834a07425d466b3b25004371ec1728632788755c77d4dd',X'4a50cb6bbcd37bbddfe42f0ce5245b5a237a05ed1fb19bbb21cff7960a738873');
INSERT INTO j_entry VALUES(2,X'010000000000000002000660caa5c209a8001700000000000000000000000000330000000000000000000000000000000000000000000000000000000000000000000000000000000000000000f38c39977bdd8220fe4f32263600f9ca22d2fefa86243daa97397e32a00ff94d379f5c81b628afb897e1dfcb6fc86dd1a1d46988ba9c8e283e40718e9e6a3abe',X'020001d30ca25ee1f04efa714f70ac261860be574924f7390d0073c12b694ca2a528c298eddaa644f6185e91eb42069081ec0f61a81a811278b078ad3bd23b03fbfb7db8cd46bf66a40ec19136efebf2e9bcd906db8044a16701baf569cb139ee7bef56f7445495881808cbf373dcee54661a7f143d7ff1db9471efca222d5f56cb15fa245cdd601d59f84d811b71220',X'76c44a2c0fa4134855591371a87a6671771711890bb00d6c19fdaaf3a7e754bb');
INSERT INTO j_entry VALUES(3,X'010000000000000003000660caa5c20a7d0017000000000000000000000000006500000000000000000000000000000000000000000000000000000000000000000000000000000000000000001291fce0c68ff8fc16324d521179e33fb733cedc8732f79c46ffe8dd4fe3a1e11833e50f4ddd79912f2ffeda0b570e6980b650efd1857d2dbae46d3347e9381c',X'0200017bf7552d2f7791fa44e26e524021ba5c3b669cff8a690c8cfa516bde7ae396642506e6e7844a5f53a7ef467284c275514c7db94b4431cfcbe152360ed9343091db6223860cc5394ee6959a9768bb5265ba61044f19dc6765ba97d888e65e5a60bf233f79ddec860b6f603d46d64bc6366af3086a0d1bd2dbb69eb1cca212888666248caa7ab400a917aa',X'1d08a6cc68aa7110610ff96e9ecf8c4706e07489349b3fd71ab34b6eb368500b');
INSERT INTO j_entry VALUES(4,X'010000000000000004000660caa5c232fc001500000000000000000000000000330000000000000001000000022e3ddc335cf22b52dec0bcaf12601b5e13b220dcdf3dc281a6bb71e4855675a1ebbc00374cd55d19e3483c2e597c03bab415a4e289cac3fce1003053300fc6a7068e74522f657df2a89093dfaac78dc99a9e388e52a00a7b7fd0a4d4cbcadd9c',X'02000183d44130a5b7cb87cd0d7fe95110fdf1ae89977bf984872993b0ca075dfb5258d91e570d2f921af393c8cc8bbb6fd088192f1ff4fd507634247216254f3e3ad590baa5e11b99bee2db110eff05ed697ae642b848f569ff3f7c191e24ea5526975802a612bf7148',X'e47d6bc031da85dd59bda5a104298dcb296f002cbd33ede96950e0322c47c150');
INSERT INTO j_entry VALUES(5,X'010000000000000005000660caa5c23ea7001500000000000000000000000000650000000000000001000000028fae5222b150673d0ba6725019f8d662422e279aaca84e70705823566f942a5664e287ebdad838530c60fbb649d010154827f3ac3d2c1ffa113b3c9e0edbe6426922cdc6e0a6cb3fcc7f975237aa5dafd7ce062e3abd67bee2d469628f60652f',X'02000183dfd95de6790eaf838a10abfc20171f7f8d3df8c0494248bae67dd5def97e3ad0c1549fcfd9d0683feca0cb793a072c0677fc2578103d9bec056c4f7de9efb1875e3d3ddc39de92fb9f3b2da5b5671233314dc3865d4ce7eafbb4d0dfa8f79fbeda671276f095',X'bd75608c54b3d6fce606c87e86d1248be8fadf0a48ba52507ae4504e3efc37fd');
INSERT INTO j_entry VALUES(6,X'010000000000000006000660caa5c242b0001400000000000000000000000000650000000000000003000000010d076cd8b0e134c33c56c59a3237d46ea46101f45c99061c1dfb3777a2df29e26b307e9a85c836b5b5bc8994e8d41b7582b5f469d141eff4fcd8a014b5b8e7509ef4247459b752c20a0dd5ee73935cf434da0e430a2d83f7acc19ba67b732f36',X'020001b767a67bcbc6879995ac0f7e962f75a8941679e371aa0497d4627a75dae6be1b0247044af31ab890c7137139b0a5506e347524b33b',X'cc95ab66c7bc158796d966c49975f4b4594d5b089637423a77b0555726b69195');
CREATE TABLE j_checkpoint (size INTEGER PRIMARY KEY, time INTEGER NOT NULL,
  note TEXT NOT NULL) STRICT;
INSERT INTO j_checkpoint VALUES(4,1795273340892062,replace('daicho/139999\n4\nJ9vM04AcZht57RToL4A4nRN4X2lXPgNFttIg8THEwoY=\n2026-11-21T15:02:20.892062Z\n\n— daicho/139999 pWBCiarCh/gKDkhFv017AenjZ9m4R2RI2E3W98zXfXEXqRTvEUERaOc3L7zFkCrYABvr/nSbvbIEWM0hPxERz8ykUgY=\n','\n',char(10)));
INSERT INTO j_checkpoint VALUES(6,1795273340896422,replace('daicho/139999\n6\nJPdIUPxdFDlSv/nXxdGPkTOkBPRS5attsJWBWnvL8Qc=\n2026-11-21T15:02:20.896422Z\n\n— daicho/139999 pWBCiT856esGEsZwOhysnbE0QEzEd9DeuF/d9Qzr/5PNBG4YqaYYWHzGpauiCY2Uwg2zPYZJVJHK5da5CitnR5cXNAg=\n','\n',char(10)));
CREATE TABLE w_tree (level INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, position)) STRICT, WITHOUT ROWID;
CREATE TABLE v_addressee (version_id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL, commit_no INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, row_state INTEGER NOT NULL, row_definition INTEGER NOT NULL, "addressee_no" TEXT, "name" TEXT, "kana" TEXT, "personal_number" BLOB, row_salt BLOB, row_personal BLOB, row_digest BLOB NOT NULL) STRICT;
INSERT INTO v_addressee VALUES(1,1,4,19723,2932896,0,1,'0000000019','柏原 千鶴子','カシハラ チヅコ',X'015c1ad0f3fb1493d7bba4c18006a64461beca025cd3ba82a2c79997747fd330884c56e62756d579b2',X'042b4ab992ebc4c1805f5298cda67ac5',X'c13d07d383edb4b0a9c373fb910b3aea1ebe9dcd986d12b16ff73d6a3e3edf4c',X'4bd0e1e9c20a33a04c116f8f427e46593e895a857aeee84c14843fe56a5fef63');
INSERT INTO v_addressee VALUES(2,2,4,19723,2932896,0,1,'0000000027','小田切 美帆','オダギリ ミホ',NULL,X'9dbc28c47f8cd2a6e75451ab704a89e7',X'd2c5f58190f2dcee4603c41e44b95f3fe89df64b13f17c050e84ded5270317d5',X'fb02e8056c4a0ab4b8c0d7e8c29c8d0672fe602dac32474ab03e27639c6fe969');
CREATE TABLE w_head_addressee (record_id INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, version_id INTEGER NOT NULL, "addressee_no" TEXT, "name" TEXT, "kana" TEXT, "s_name" TEXT, "s_kana" TEXT, PRIMARY KEY (record_id, valid_from)) STRICT, WITHOUT ROWID;
INSERT INTO w_head_addressee VALUES(1,19723,2932896,1,'0000000019','柏原 千鶴子','カシハラ チヅコ','柏原千鶴子','カシハラシスコ');
INSERT INTO w_head_addressee VALUES(2,19723,2932896,2,'0000000027','小田切 美帆','オダギリ ミホ','小田切美帆','オタキリミホ');
CREATE TABLE w_key_addressee (key TEXT PRIMARY KEY, record_id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO w_key_addressee VALUES('0000000019',1);
INSERT INTO w_key_addressee VALUES('0000000027',2);
CREATE TABLE v_parcel (version_id INTEGER PRIMARY KEY, record_id INTEGER NOT NULL, commit_no INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, row_state INTEGER NOT NULL, row_definition INTEGER NOT NULL, "parcel_no" TEXT, "taxpayer" INTEGER, "taxed_area" INTEGER, "value_yen" INTEGER, "use" TEXT, "since" INTEGER, row_salt BLOB, row_personal BLOB, row_digest BLOB NOT NULL) STRICT;
INSERT INTO v_parcel VALUES(1,1,5,19723,2932896,0,1,'P1',1,40000,34000000,'land',19723,NULL,NULL,X'f3772475bb30726e6319d51d881838b233d86e12cc31a3d43382bc0d5ae6f40c');
INSERT INTO v_parcel VALUES(2,2,5,19723,2932896,0,1,'P2',2,12550,9000000,'farm',NULL,NULL,NULL,X'5ca45cde339a2a0d53b736c4778d6f4918b749075455ae141f1e492c435e0375');
INSERT INTO v_parcel VALUES(3,1,6,20089,2932896,0,1,'P1',1,40000,30000000,'land',19723,NULL,NULL,X'0d076cd8b0e134c33c56c59a3237d46ea46101f45c99061c1dfb3777a2df29e2');
CREATE TABLE w_head_parcel (record_id INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, version_id INTEGER NOT NULL, "parcel_no" TEXT, "taxpayer" INTEGER, "taxed_area" INTEGER, "value_yen" INTEGER, PRIMARY KEY (record_id, valid_from)) STRICT, WITHOUT ROWID;
INSERT INTO w_head_parcel VALUES(1,19723,20089,1,'P1',1,40000,34000000);
INSERT INTO w_head_parcel VALUES(1,20089,2932896,3,'P1',1,40000,30000000);
INSERT INTO w_head_parcel VALUES(2,19723,2932896,2,'P2',2,12550,9000000);
CREATE TABLE w_key_parcel (key TEXT PRIMARY KEY, record_id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO w_key_parcel VALUES('P1',1);
INSERT INTO w_key_parcel VALUES('P2',2);
CREATE TRIGGER t_entry_insert BEFORE INSERT ON j_entry
  WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM j_entry)
  BEGIN SELECT RAISE(ABORT, 'j_entry: only the next entry can be added'); END;
CREATE TRIGGER t_entry_delete BEFORE DELETE ON j_entry
  BEGIN SELECT RAISE(ABORT, 'j_entry: entries are never deleted'); END;
CREATE TRIGGER t_entry_update BEFORE UPDATE ON j_entry
  WHEN NEW.body IS NOT NULL OR OLD.number IS NOT NEW.number OR OLD.header IS NOT NEW.header
    OR OLD.leaf IS NOT NEW.leaf
  BEGIN SELECT RAISE(ABORT, 'j_entry: entries are never changed'); END;
CREATE TRIGGER t_checkpoint_insert BEFORE INSERT ON j_checkpoint
  WHEN NEW.size <= (SELECT max(size) FROM j_checkpoint)
  BEGIN SELECT RAISE(ABORT, 'j_checkpoint: this checkpoint exists already'); END;
CREATE TRIGGER t_checkpoint_delete BEFORE DELETE ON j_checkpoint
  BEGIN SELECT RAISE(ABORT, 'j_checkpoint: checkpoints are never deleted'); END;
CREATE TRIGGER t_checkpoint_update BEFORE UPDATE ON j_checkpoint
  BEGIN SELECT RAISE(ABORT, 'j_checkpoint: checkpoints are never changed'); END;
CREATE INDEX i_addressee_record ON v_addressee(record_id, version_id, commit_no, valid_from, valid_to, row_state);
CREATE TRIGGER t_addressee_insert BEFORE INSERT ON v_addressee WHEN NEW.version_id <= (SELECT max(version_id) FROM v_addressee) BEGIN SELECT RAISE(FAIL, 'v_addressee: this version or key exists already'); END;
CREATE TRIGGER t_addressee_delete BEFORE DELETE ON v_addressee BEGIN SELECT RAISE(ABORT, 'v_addressee: versions are never deleted'); END;
CREATE TRIGGER t_addressee_update BEFORE UPDATE ON v_addressee BEGIN SELECT RAISE(ABORT, 'v_addressee: versions are never changed'); END;
CREATE INDEX i_parcel_record ON v_parcel(record_id, version_id, commit_no, valid_from, valid_to, row_state);
CREATE TRIGGER t_parcel_insert BEFORE INSERT ON v_parcel WHEN NEW.version_id <= (SELECT max(version_id) FROM v_parcel) BEGIN SELECT RAISE(FAIL, 'v_parcel: this version or key exists already'); END;
CREATE TRIGGER t_parcel_delete BEFORE DELETE ON v_parcel BEGIN SELECT RAISE(ABORT, 'v_parcel: versions are never deleted'); END;
CREATE TRIGGER t_parcel_update BEFORE UPDATE ON v_parcel BEGIN SELECT RAISE(ABORT, 'v_parcel: versions are never changed'); END;
CREATE INDEX w_index_addressee_addressee_no ON w_head_addressee("addressee_no");
CREATE INDEX w_index_parcel_parcel_no ON w_head_parcel("parcel_no");
CREATE INDEX w_index_parcel_taxpayer ON w_head_parcel("taxpayer");
CREATE INDEX w_index_parcel_taxed_area ON w_head_parcel("taxed_area");
COMMIT;
