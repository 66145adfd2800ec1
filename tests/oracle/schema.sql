-- Tables of the oracle: the same inputs that the engine got, and what the engine answered.
--
-- Written for psql; two variables choose the arithmetic:
--   exact = numeric   unbounded, for the comparison          (cut = div)
--   exact = bigint    64 bits, overflow is an error: the peer of the benchmark
-- Amounts are whole yen, areas hundredths of a square metre, ratios two columns _num and _den.

create table city (
    city              int primary key,
    fixed_num         bigint not null, fixed_den bigint not null,   -- 固定資産税の税率
    city_num          bigint not null, city_den  bigint not null,   -- 都市計画税の税率
    truncate_per_class bool  not null,
    instalments       int    not null
);
-- わがまち特例: fractions that the ordinance sets, and reliefs it extends to the city planning tax.
create table city_relief (
    city int not null, kind text not null,
    fraction_num bigint, fraction_den bigint,          -- null: the reference value of the law
    city_planning bool not null
);

create table owner_group (g int, fiscal_year int not null, city int not null);

create table parcel (
    g int, n int, land_use text not null, area :exact not null, price :exact not null,
    price_form text not null, revision_num bigint, revision_den bigint,
    special_num bigint, special_den bigint, waiver_num bigint, waiver_den bigint,
    house_floor :exact, residential_floor :exact, whole_site :exact,
    dwellings int, storeys int, fireproof bool, vacant_house_advice bool,
    urban_farmland_since int, city_planning_area bool, exempt bool, components_given bool
);
-- 前年度課税標準額 by use; null: unknown. area 0: for this year's component as it stands.
create table parcel_previous (g int, n int, kind text, fixed :exact, city :exact, area :exact);
create table parcel_component (g int, n int, kind text, area :exact, value :exact);

create table house (
    g int, n int, value :exact, built date, floor_area :exact, residential_area :exact,
    storeys int, dwellings int, fireproof bool, let_out bool, city_planning_area bool, exempt bool,
    waiver_num bigint, waiver_den bigint, units_given bool
);
create table house_relief (g int, n int, r int, kind text, completed date);
create table house_unit (g int, n int, u int, area :exact);

create table asset (
    g int, n int, cost :exact, acquired_year int, acquired_month int, acquired_day int,
    life int, fraction_num bigint, fraction_den bigint, exempt bool,
    waiver_num bigint, waiver_den bigint
);
create table asset_revision (g int, n int, from_year int, life int);

-- What the engine answered.
create table engine_parcel (g int, n int, value :exact, fixed_base :exact, city_base :exact);
create table engine_component (
    g int, n int, kind text, area :exact, value :exact, taxed_value :exact,
    fixed_full :exact, fixed_base :exact, city_full :exact, city_base :exact
);
create table engine_house (
    g int, n int, fixed_base :exact, city_base :exact, fixed_relief :exact, city_relief :exact,
    conflict bool
);
create table engine_relief (g int, n int, r int, state text, fixed :exact, city :exact);
create table engine_asset (g int, n int, carried :exact, value :exact, base :exact, taxed bool);
create table engine_class (
    g int, class text, tax text, base :exact, relief :exact, waiver :exact, below bool
);
create table engine_total (
    g int, tax text, base :exact, before_relief :exact, relief :exact, waiver :exact,
    amount :exact
);
create table engine_group (g int, annual :exact, instalments :exact[]);

-- Rows of law/ as the engine's loader reads them; `row` 0 and `col` '' unless it is a table.
create table engine_law (fiscal_year int, id text, "row" int, col text, value text);

-- Whole quotient, fraction dropped (切捨て); both sides are never negative.
\if :is_numeric
create function cut(a :exact, b :exact) returns :exact
    language sql immutable parallel safe return div(a, b);
\else
create function cut(a :exact, b :exact) returns :exact
    language sql immutable parallel safe return a / b;
\endif
