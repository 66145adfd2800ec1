-- The numbers of the law for fiscal years 2021–2026, typed a second time.
--
-- From the articles and published tables (土地 5–10, 家屋 A5–A8, 償却資産 B2–B5 of our domain notes),
-- not from the rows of law/: law_check.sql then compares both, cell by cell.
-- Only the first day of a relief's window is taken over from law/ where the documents are silent
-- (it lies too far back to matter, except for the longevity of condominiums, 令和5年4月1日).

create table year (fiscal_year int primary key);
insert into year select generate_series(2021, 2026);

-- 住宅用地の特例 (法349の3の2, 702の3; 令52の11), 端数 (法20の4の2), 免税点 (法351).
create table year_law as select fiscal_year,
    20000   as small_area_per_dwelling,      -- 小規模住宅用地: 200 m² per 住居 (349の3の2②)
    10      as floor_area_multiple,          -- site up to ten times the floor area (349の3の2①)
    5       as tall_storeys,                 -- 地上5階以上 and fireproof (令52の11)
    1000    as unit_base, 100 as unit_tax, 1000 as unit_instalment,   -- 20の4の2 ①③⑥
    300000  as threshold_land, 200000 as threshold_house, 1500000 as threshold_depreciable,
    1 as dwelling_share_num, 2 as dwelling_share_den,  -- 居住部分 one half at least (令附則12)
    3       as mid_high_storeys,             -- 中高層耐火: three storeys or more (附則15の6②)
    5 as lowest_num, 100 as lowest_den       -- depreciable: 5 % of the cost (評価基準 第3章)
from year;

-- 住宅用地の率 by 居住部分の割合, lower bounds inclusive (令52の11). 
create table site_rate (house text, share_num int, share_den int, rate_num int, rate_den int);
insert into site_rate values
    ('other',          3, 4, 1, 1), ('other',          1, 2, 1, 1),
    ('other',          1, 4, 1, 2), ('other',          0, 1, 0, 1),
    ('tall_fireproof', 3, 4, 1, 1), ('tall_fireproof', 1, 2, 3, 4),
    ('tall_fireproof', 1, 4, 1, 2), ('tall_fireproof', 0, 1, 0, 1);

-- 本則の割合 and 負担調整, by class of land and tax (附則18, 19, 19の4; CPT 附則25, 26, 27の2).
-- upper/hold: 商業地等 only; step/floor: not for the farmland of 附則19 (see burden_factor).
create table burden (
    fiscal_year int, class text, tax text, full_num int, full_den int,
    step_num int, step_den int, floor_num int, floor_den int,
    upper_num int, upper_den int, hold_num int, hold_den int
);
insert into burden
select fiscal_year, class, tax, full_num, full_den,
    case when stepped then 5 end, case when stepped then 100 end,
    case when stepped then 2 end, case when stepped then 10 end,
    case when class = 'commercial' then 7 end, case when class = 'commercial' then 10 end,
    case when class = 'commercial' then 6 end, case when class = 'commercial' then 10 end
from year, (values
    ('small_residential',        'fixed', 1, 6, true), ('small_residential',   'city', 1, 3, true),
    ('general_residential',      'fixed', 1, 3, true), ('general_residential', 'city', 2, 3, true),
    ('commercial',               'fixed', 1, 1, true), ('commercial',          'city', 1, 1, true),
    ('other_land',               'fixed', 1, 1, true), ('other_land',          'city', 1, 1, true),
    ('farmland',                 'fixed', 1, 1, false), ('farmland',           'city', 1, 1, false),
    ('urban_farmland',           'fixed', 1, 3, false), ('urban_farmland',     'city', 2, 3, false),
    ('specified_urban_farmland', 'fixed', 1, 3, true),
    ('specified_urban_farmland', 'city',  2, 3, true))
    as c(class, tax, full_num, full_den, stepped);
-- 令和3年度: what would rise is held at the base of 令和2年度, nothing is lifted to a floor.
update burden set step_num = 0, floor_num = 0 where fiscal_year = 2021 and step_num is not null;
-- 令和4年度: 商業地等 rise by 2.5 % instead of 5 %.
update burden set step_num = 25, step_den = 1000 where fiscal_year = 2022 and class = 'commercial';

-- 負担調整率 of farmland by 負担水準 (附則19①, 26①); 令和3年度: held.
create table burden_factor (
    fiscal_year int, band int, level_num int, level_den int, factor_num int, factor_den int
);
insert into burden_factor
select fiscal_year, band, level_num, 10, factor_num, 1000
from year, (values (1, 9, 1025), (2, 8, 1050), (3, 7, 1075), (4, 0, 1100))
    as f(band, level_num, factor_num) where fiscal_year <> 2021
union all values (2021, 1, 0, 10, 1, 1);

-- 特定市街化区域農地: 軽減率 of the first four years (附則19の3, 27).
create table phase_in (nth int, num int, den int);
insert into phase_in values (1, 2, 10), (2, 4, 10), (3, 6, 10), (4, 8, 10);

-- 家屋の減額 (附則15の6–15の9の3). Conditions by kind; null: the law asks nothing.
create table relief_kind (
    kind text primary key, from_built bool not null, built_by date, min_age_years int,
    min_dwellings int, needs_fireproof bool, not_let bool
);
insert into relief_kind values
    ('new_house',                         true,  null,         null, null, false, false),
    ('long_life',                         true,  null,         null, null, false, false),
    ('seismic',                           false, '1982-01-01', null, null, false, false),
    ('seismic_evacuation_road',           false, '1982-01-01', null, null, false, false),
    ('seismic_long_life',                 false, '1982-01-01', null, null, false, false),
    ('seismic_long_life_evacuation_road', false, '1982-01-01', null, null, false, false),
    ('barrier_free',                      false, null,         10,   null, false, true),
    ('energy_saving',                     false, '2014-04-01', null, null, false, true),
    ('energy_saving_long_life',           false, '2014-04-01', null, null, false, true),
    ('service_housing_for_elderly',       true,  null,         null, 10,   true,  false),
    ('condominium_longevity',             false, null,         20,   null, false, false);

-- Kinds that may apply side by side, each on the tax before the other (令附則12 ㉖㉝).
create table relief_pair (kind text, other text);
insert into relief_pair values
    ('barrier_free', 'energy_saving'), ('energy_saving', 'barrier_free');

-- Windows of construction or completion, both days included. no_limit: no floor area is tested.
create table relief_window (
    fiscal_year int, kind text, "window" int, from_day date, to_day date,
    first_num int, first_den int, later_num int, later_den int,
    cap bigint, min_area bigint, min_let bigint, max_area bigint, years int, years_mid_high int
);
\set no_limit 100000000000
insert into relief_window
select fiscal_year, w.* from year, (values
    ('new_house', 1, date '1963-01-02', date '2026-03-31', 1, 2, 1, 2,
        12000, 5000, 4000, 28000, 3, 5),
    ('long_life', 1, '2009-06-04', '2026-03-31', 1, 2, 1, 2, 12000, 5000, 4000, 28000, 5, 7),
    ('seismic', 1, '2006-01-01', '2026-03-31', 1, 2, 1, 2, 12000, 0, 0, :no_limit, 1, 1),
    ('seismic_evacuation_road', 1, '2006-01-01', '2026-03-31', 1, 2, 1, 2,
        12000, 0, 0, :no_limit, 2, 2),
    ('seismic_long_life', 1, '2017-04-01', '2026-03-31', 2, 3, 2, 3,
        12000, 5000, 5000, 28000, 1, 1),
    ('seismic_long_life_evacuation_road', 1, '2017-04-01', '2026-03-31', 2, 3, 1, 2,
        12000, 5000, 5000, 28000, 2, 2),
    ('barrier_free', 1, '2007-04-01', '2026-03-31', 1, 3, 1, 3, 10000, 5000, 5000, 28000, 1, 1),
    ('energy_saving', 1, '2008-04-01', '2026-03-31', 1, 3, 1, 3, 12000, 5000, 5000, 28000, 1, 1),
    ('energy_saving_long_life', 1, '2017-04-01', '2026-03-31', 2, 3, 2, 3,
        12000, 5000, 5000, 28000, 1, 1),
    ('service_housing_for_elderly', 1, '2015-04-01', '2025-03-31', 2, 3, 2, 3,
        12000, 3000, 3000, 16000, 5, 5),
    ('condominium_longevity', 1, '2023-04-01', '2027-03-31', 1, 3, 1, 3,
        10000, 0, 0, :no_limit, 1, 1)) as w;
-- サ高住 was extended by the reform of 令和7年度.
insert into relief_window
select fiscal_year, 'service_housing_for_elderly', 2, '2025-04-01', '2027-03-31', 2, 3, 2, 3,
    12000, 3000, 3000, 16000, 5, 5
from year where fiscal_year >= 2025;

-- 減価率 r in thousandths (評価基準 別表第15 = 耐用年数省令 別表第七 旧定率法), life 2 … 100.
-- A = 1 − r/2 with r/2 rounded half up to three decimals, B = 1 − r.
create table residual (life int primary key, rate int not null, first int, later int);
insert into residual (life, rate)
select (ordinality + 1)::int, rate from unnest(array[
    684, 536, 438, 369, 319, 280, 250, 226, 206,
    189, 175, 162, 152, 142, 134, 127, 120, 114, 109,
    104,  99,  95,  92,  88,  85,  82,  79,  76,  74,
     72,  69,  67,  66,  64,  62,  60,  59,  57,  56,
     55,  53,  52,  51,  50,  49,  48,  47,  46,  45,
     44,  43,  43,  42,  41,  40,  40,  39,  38,  38,
     37,  36,  36,  35,  35,  34,  34,  33,  33,  32,
     32,  32,  31,  31,  30,  30,  30,  29,  29,  28,
     28,  28,  27,  27,  26,  26,  26,  26,  26,  25,
     25,  25,  25,  24,  24,  24,  23,  23,  23,  23]) with ordinality as t(rate, ordinality);
update residual set first = 1000 - (rate + 1) / 2, later = 1000 - rate;
