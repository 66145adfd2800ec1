-- The levy of fixed-asset tax and city planning tax as sets: a second, independent model.
--
-- Written from the articles alone. It shares no code and no number with src/tax/rules: numbers
-- come from law.sql, exactness from whole-number division (cut) and cross-multiplication, so that
-- no ratio is ever rounded before it is compared. One statement per stage:
-- (MATERIALIZED and OFFSET 0 only keep the planner from computing one expression many times.)
--   m_component  評価額 of a parcel split by use            法349, 349の3の2, 令52の11
--   m_base       課税標準額 per component and tax            附則17–19の4, 25–27の2
--   m_house      家屋, m_relief its 減額                     法349, 附則15の6–15の9の3
--   m_asset      償却資産                                    評価基準 第3章, 法349の3
--   m_class      sums, 免税点                                法351, 387 (名寄せ)
--   m_total, m_group  端数, 税額, 納期                       法20の4の2, 362, 702の8

-- ─── Land: value and split by use ────────────────────────────────────────────────────────────

create unlogged table m_component as
with priced as materialized (
    -- 価格 (法349, 附則17の2): as registered, or the base year's times 修正率, cut to yen; by unit
    -- price the unit price is cut first, then the product with the area in m².
    select p.*, o.fiscal_year,
        case p.price_form
            when 'registered'      then p.price
            when 'base_year_price' then cut(p.price * revision_num, revision_den)
            when 'unit_price' then
                cut(cut(p.price * revision_num, revision_den) * p.area, 100)
        end as parcel_value
    from parcel as p join owner_group as o using (g)
    where not p.exempt                                    -- 非課税 (法348): no base at all
),
site as materialized (
    -- 住宅用地 (法349の3の2①, 令52の11). A parcel with a dwelling on it, unless 空家法 advice
    -- (空家法13②・22②) is in force. Several parcels under one house are one site.
    select priced.*, y.small_area_per_dwelling,
        case when whole_site = 0 then area else whole_site end as site_area,
        case when dwellings > 0 and not vacant_house_advice then
            least(case when whole_site = 0 then area else whole_site end,
                  house_floor * y.floor_area_multiple) else 0 end as capped,
        rate.rate_num, rate.rate_den
    from priced join year_law as y using (fiscal_year)
    cross join lateral (
        select r.rate_num, r.rate_den from site_rate as r
        where r.house = case when storeys >= y.tall_storeys and fireproof
                             then 'tall_fireproof' else 'other' end
          and residential_floor * r.share_den >= house_floor * r.share_num
        order by r.share_num * 4 / r.share_den desc limit 1) as rate
    where land_use in ('building_land', 'comparable_to_building_land', 'other_land')
      and not components_given
),
whole as materialized (
    -- Of the whole site: 住宅用地 = capped area × 率; 小規模 = 200 m² per 住居 at most (②).
    select site.*, cut(capped * rate_num, rate_den) as whole_residential,
        least(cut(capped * rate_num, rate_den), small_area_per_dwelling * dwellings) as whole_small
    from site
),
own as materialized (
    -- This parcel's part, by area; the earlier class is cut to 0.01 m², the last takes the rest.
    select whole.*, r.residential,
        case when whole_residential = 0 then 0
             else cut(whole_small * r.residential, whole_residential) end as small
    from whole,
        lateral (select cut(whole_residential * area, site_area) as residential) as r
),
split as (
    -- 評価額 goes by area, each part cut to yen, the last part present takes the rest.
    select g, n, fiscal_year, land_use, city_planning_area, urban_farmland_since, special_num,
        special_den, c.kind, c.part as area, c.value
    from own, lateral (values
        ('small_residential', small,
            case when residential = area and small = residential then parcel_value
                 else cut(parcel_value * small, area) end),
        ('general_residential', residential - small,
            case when residential = area then parcel_value - cut(parcel_value * small, area)
                 else cut(parcel_value * (residential - small), area) end),
        ('non_residential', area - residential,
            parcel_value - cut(parcel_value * small, area)
                         - cut(parcel_value * (residential - small), area)))
        as c(kind, part, value)
    where c.part > 0
    union all
    -- Farmland is one component (附則19, 19の2, 19の3).
    select g, n, fiscal_year, land_use, city_planning_area, urban_farmland_since, special_num,
        special_den, 'farmland', area, parcel_value
    from priced
    where land_use in ('farmland', 'urban_farmland', 'specified_urban_farmland',
                       'productive_green') and not components_given
    union all
    -- A split that an appraiser gave.
    select g, n, fiscal_year, land_use, city_planning_area, urban_farmland_since, special_num,
        special_den, c.kind, c.area, c.value
    from priced join parcel_component as c using (g, n)
    where components_given
)
-- 課税標準の特例 (法349の3, 附則15) first; the class decides which 負担調整 applies:
-- 商業地等 = 宅地 and 宅地比準土地 that are not 住宅用地 (附則17).
select split.*, cut(value * special_num, special_den) as taxed_value,
    case when kind in ('small_residential', 'general_residential') then kind
         when kind = 'non_residential' and land_use = 'other_land' then 'other_land'
         when kind = 'non_residential' then 'commercial'
         when land_use in ('farmland', 'productive_green') then 'farmland'
         else land_use end as class
from split;

-- ─── Land: 負担調整 per component and tax ─────────────────────────────────────────────────────

-- CPT only inside the 市街化区域 etc. (法702), with its own ratios and its own previous base.
create unlogged table m_base as
select c.g, c.n, c.kind, c.class, b.tax, full_base, zone,
    case zone
        -- No previous base known: the full base, 商業地等 at their ceiling.
        when 'unknown' then case
            when c.class = 'commercial' then ceiling
            when reduced is not null then least(full_base, reduced)
            else full_base end
        -- 商業地等 (附則18⑤, 25⑤): above 70 % lowered, 60–70 % held, both ends inclusive …
        when 'lowered' then ceiling
        when 'held'    then previous
        -- … below: + 5 % of the price, not above 60 %, not below 20 %.
        when 'commercial_rise' then greatest(least(previous + step, held_to), lowest)
        -- 住宅用地・その他の宅地等 (附則18①③, 25①③): H, or + 5 % of H, between 20 % of H and H.
        when 'full'    then least(full_base, coalesce(reduced, full_base))
        when 'rise'    then least(greatest(least(previous + step, full_base), lowest),
                                  coalesce(reduced, full_base))
        -- 農地 (附則19, 26): previous × 負担調整率, not above H.
        when 'factor'  then least(full_base, cut(previous * factor_num, factor_den))
    end as base
from m_component as c
join burden as b using (fiscal_year, class)
left join parcel_previous as q using (g, n, kind)
cross join lateral (
    select
        -- Prorated by area when it was for another area of this use (法17六・七の趣旨).
        case when given is null then null when coalesce(q.area, 0) = 0 then given
             else cut(given * c.area, q.area) end as previous
    from (select case b.tax when 'fixed' then q.fixed else q.city end as given) as x
    offset 0) as before
cross join lateral (
    select cut(c.taxed_value * full_num, full_den) as full_base,
        cut(c.taxed_value * full_num * step_num, full_den::bigint * step_den) as step,
        cut(c.taxed_value * full_num * floor_num, full_den::bigint * floor_den) as lowest,
        cut(c.taxed_value * upper_num, upper_den) as ceiling,
        cut(c.taxed_value * hold_num, hold_den) as held_to,
        -- 特定市街化区域農地 in its first four years: H × 軽減率 at most (附則19の3, 27).
        (select cut(c.taxed_value * full_num * p.num, full_den * p.den) from phase_in as p
         where c.class = 'specified_urban_farmland' and c.urban_farmland_since > 0
           and p.nth = c.fiscal_year - c.urban_farmland_since + 1) as reduced
    offset 0) as amounts
cross join lateral (
    select case
        when previous is null then 'unknown'
        when c.class = 'commercial' then case
            when previous * upper_den >  c.taxed_value * upper_num then 'lowered'
            when previous * hold_den  >= c.taxed_value * hold_num  then 'held'
            else 'commercial_rise' end
        when previous * full_den >= c.taxed_value * full_num then 'full'
        when c.class in ('farmland', 'urban_farmland') then 'factor'
        else 'rise' end as zone
    offset 0) as z
left join lateral (
    -- 負担水準 = previous ÷ H, lower bounds inclusive.
    select f.factor_num, f.factor_den from burden_factor as f
    where zone = 'factor' and f.fiscal_year = c.fiscal_year
      and previous * full_den * f.level_den >= c.taxed_value * full_num * f.level_num
    order by band limit 1) as f on true
where b.tax = 'fixed' or c.city_planning_area;

create unlogged table m_parcel as
select g, n, sum(base) filter (where tax = 'fixed'):::exact as fixed_base,
    coalesce(sum(base) filter (where tax = 'city'), 0):::exact as city_base
from m_base group by g, n;

-- ─── Houses: base and 減額 ───────────────────────────────────────────────────────────────────

-- Each relief asked for, with what the law says about it. 減額 is off the tax, so:
-- value × rate × Σ min(dwelling, cap) ÷ floor area × fraction, cut to yen once.
create unlogged table m_relief as
with asked as (
    select r.g, r.n, r.r, r.kind, h.value, h.floor_area, h.city_planning_area, o.fiscal_year,
        o.city, k.from_built, k.built_by, k.min_age_years, k.min_dwellings, k.needs_fireproof,
        k.not_let, h.built, r.completed, h.storeys, h.dwellings, h.fireproof, h.let_out,
        h.units_given, least(h.residential_area, h.floor_area) as residential,
        y.dwelling_share_num, y.dwelling_share_den, y.mid_high_storeys,
        case when k.from_built then h.built else r.completed end as day
    from house_relief as r
    join house as h using (g, n) join owner_group as o using (g)
    join relief_kind as k using (kind) join year_law as y using (fiscal_year)
    where not h.exempt
),
dated as (
    -- nth fiscal year of relief. The first is that of the 1 January following the day, or of
    -- that day itself when it is a 1 January (附則15の9①かっこ書).
    select asked.*, w.first_num, w.first_den, w.later_num, w.later_den, w.cap, w.max_area,
        -- 40 m² for an independently partitioned dwelling that is let out; a detached house needs
        -- 50 m² even when it is let (令附則12). One dwelling without areas of units is detached.
        case when let_out and (dwellings >= 2 or units_given) then w.min_let else w.min_area end as min_area,
        case when storeys >= mid_high_storeys and fireproof then w.years_mid_high
             else w.years end as years,
        fiscal_year - extract(year from day)::int
            + case when extract(doy from day) = 1 then 1 else 0 end as nth
    from asked join relief_window as w using (fiscal_year, kind)
    where day between w.from_day and w.to_day
),
measured as (
    -- Floor area test and cap, dwelling by dwelling; without unit areas all dwellings are equal.
    select dated.*,
        case when units_given then (
                select coalesce(sum(least(u.area, cap)), 0) from house_unit as u
                where u.g = dated.g and u.n = dated.n and u.area between min_area and max_area)
             when residential between min_area * dwellings and max_area * dwellings
                then least(residential, cap * dwellings)
             else 0 end:::exact as counted
    from dated
),
claims as (
    select * from measured
    where nth between 1 and years and dwellings > 0 and counted > 0
      and residential * dwelling_share_den >= floor_area * dwelling_share_num
      and (built_by is null or built <= built_by)
      and (min_age_years is null or (built + make_interval(years => min_age_years)) <= completed)
      and (min_dwellings is null or dwellings >= min_dwellings)
      and (fireproof or not needs_fireproof)
      and not (let_out and not_let)
),
others as (
    -- Two reliefs on one house in one year exclude each other unless the law pairs them.
    select a.g, a.n, a.r, bool_or(p.kind is null) as conflict
    from claims as a join claims as b using (g, n)
    left join relief_pair as p on p.kind = a.kind and p.other = b.kind
    where a.r <> b.r group by a.g, a.n, a.r
),
judged as (
    select claims.*, coalesce(others.conflict, false) as conflict
    from claims left join others using (g, n, r)
)
select g, n, r, kind, conflict, part.num, part.den,
    case when conflict then 0
         else cut(value * t.fixed_num * counted * part.num, floor_area * t.fixed_den * part.den)
    end as fixed,
    -- Off the city planning tax by ordinance only.
    case when conflict or not city_planning_area or not coalesce(c.city_planning, false) then 0
         else cut(value * t.city_num * counted * part.num, floor_area * t.city_den * part.den)
    end as city
from judged join city as t using (city)
left join city_relief as c using (city, kind)
cross join lateral (
    select coalesce(c.fraction_num, case when nth = 1 then first_num else later_num end) as num,
           coalesce(c.fraction_den, case when nth = 1 then first_den else later_den end) as den)
    as part;

create unlogged table m_house as
select h.g, h.n,
    case when exempt then 0 else value end as fixed_base,
    case when exempt or not city_planning_area then 0 else value end as city_base,
    coalesce(r.fixed, 0) as fixed_relief, coalesce(r.city, 0) as city_relief,
    -- One conflict leaves the house without any relief: the input must be corrected.
    coalesce(r.conflict, false) as conflict
from house as h
left join (
    select g, n, bool_or(conflict) as conflict,
        case when bool_or(conflict) then 0 else sum(fixed) end:::exact as fixed,
        case when bool_or(conflict) then 0 else sum(city) end:::exact as city
    from m_relief group by g, n) as r using (g, n);

-- ─── Depreciable assets ──────────────────────────────────────────────────────────────────────

-- First fiscal year: that of the 1 January after the acquisition; acquired on a 1 January counts
-- as December of the year before. Each year the yen are cut and the cut value is carried on
-- (評価基準 第3章第1節). From the fiscal year of a revised life its factor applies to the value
-- of the year before, without going back.
create unlogged table m_asset as
with recursive start as (
    select a.*, o.fiscal_year,
        acquired_year + case when acquired_month = 1 and acquired_day = 1 then 0 else 1 end
            as first_year
    from asset as a join owner_group as o using (g)
),
years as (
    select g, n, fiscal_year, first_year as at, life, cut(cost * f.first, 1000) as carried
    from start as s cross join lateral (
        select f.first from residual as f where f.life = coalesce(
            (select r.life from asset_revision as r where r.g = s.g and r.n = s.n
                and r.from_year <= s.first_year order by r.from_year desc limit 1), s.life)) as f
    where first_year <= fiscal_year
    union all
    select g, n, fiscal_year, at + 1, life, cut(carried * f.later, 1000)
    from years as w cross join lateral (
        select f.later from residual as f where f.life = coalesce(
            (select r.life from asset_revision as r where r.g = w.g and r.n = w.n
                and r.from_year <= w.at + 1 order by r.from_year desc limit 1), w.life)) as f
    where at < fiscal_year
)
select s.g, s.n, y.carried is not null as taxed, coalesce(y.carried, 0) as carried,
    coalesce(v.value, 0) as value,
    -- 課税標準の特例: the fraction that remains, cut per asset.
    case when s.exempt or v.value is null then 0
         else cut(v.value * s.fraction_num, s.fraction_den) end as base
from start as s
left join years as y on y.g = s.g and y.n = s.n and y.at = s.fiscal_year
join year_law as l on l.fiscal_year = s.fiscal_year
cross join lateral (
    select greatest(y.carried, cut(s.cost * l.lowest_num, l.lowest_den)) as value
    where y.carried is not null
    union all select null where y.carried is null) as v;

-- ─── 名寄せ: sums per class, 免税点 ───────────────────────────────────────────────────────────

-- 減免 (法367, 702の8): the object's own tax in whole yen as the 課税明細 shows it, after its 減額,
-- × the share, cut to yen per object. (The law leaves the rounding to the municipality.)
-- An object counts towards its class unless it is exempt or not yet acquired.
create unlogged table m_object as
with object as (
    select g, 'land' as class, not exempt as counts, fixed_base, city_base,
        0::bigint as fixed_relief, 0::bigint as city_relief, waiver_num, waiver_den
    from parcel left join m_parcel using (g, n)
    union all
    select g, 'house', not exempt, fixed_base, city_base, fixed_relief, city_relief, waiver_num,
        waiver_den
    from house join m_house using (g, n)
    union all
    select g, 'depreciable', taxed and not exempt, base, 0, 0, 0, waiver_num, waiver_den
    from asset join m_asset using (g, n)
)
select g, class, counts, fixed_base, city_base, fixed_relief, city_relief,
    cut((cut(fixed_base * fixed_num, fixed_den) - fixed_relief) * waiver_num, waiver_den)
        as fixed_waiver,
    cut((cut(city_base * city_num, city_den) - city_relief) * waiver_num, waiver_den)
        as city_waiver
from object join owner_group using (g) join city using (city);

-- 免税点 (法351): on the fixed-asset bases of the class, whole yen, before any truncation;
-- below: no tax of either kind on the class. Equal to the threshold: taxed.
create unlogged table m_class as
select s.g, s.class, t.tax, t.base, t.relief, t.waiver,
    s.counts and s.fixed_base < case s.class when 'land' then threshold_land when 'house' then threshold_house
                                else threshold_depreciable end as below
from (
    select g, class, bool_or(counts) as counts,
        coalesce(sum(fixed_base), 0):::exact as fixed_base,
        coalesce(sum(city_base), 0):::exact as city_base,
        sum(fixed_relief):::exact as fixed_relief, sum(city_relief):::exact as city_relief,
        coalesce(sum(fixed_waiver), 0):::exact as fixed_waiver,
        coalesce(sum(city_waiver), 0):::exact as city_waiver
    from m_object group by g, class) as s
join owner_group using (g) join year_law using (fiscal_year)
cross join lateral (values
    ('fixed', s.fixed_base, s.fixed_relief, s.fixed_waiver),
    ('city',  s.city_base,  s.city_relief,  s.city_waiver)) as t(tax, base, relief, waiver);

-- ─── Tax and instalments ─────────────────────────────────────────────────────────────────────

-- 課税標準額 below 1,000 yen dropped (20の4の2①), once on the sum or per class as the municipality
-- does; × rate; − 減額 − 減免; below 100 yen dropped (③), less than 100 is nothing.
-- 減額 and 減免 of single objects, computed on bases that were not truncated, can exceed the tax
-- of the truncated sum by some yen: nothing is taken off that is not owed.
create unlogged table m_total as
select g, tax, base, before_relief, relief, waiver,
    cut(before_relief - relief - waiver, unit_tax) * unit_tax as amount
from (
    select t.*, least(all_relief, before_relief) as relief,
        least(all_waiver, before_relief - least(all_relief, before_relief)) as waiver
    from (
    select g, tax, coalesce(relief, 0) as all_relief, coalesce(waiver, 0) as all_waiver, unit_tax,
        b.base,
        cut(b.base * case tax when 'fixed' then fixed_num else city_num end,
            case tax when 'fixed' then fixed_den else city_den end) as before_relief
    from owner_group as o join city using (city) join year_law using (fiscal_year)
    cross join (values ('fixed'), ('city')) as x(tax)
    left join (
        select g, tax, sum(base):::exact as whole,
            sum(cut(base, unit_base) * unit_base):::exact as parts,
            sum(relief):::exact as relief, sum(waiver):::exact as waiver
        from m_class join owner_group using (g) join year_law using (fiscal_year)
        where not below group by g, tax) as m using (g, tax)
    cross join lateral (
        select coalesce(case when truncate_per_class then parts
                             else cut(whole, unit_base) * unit_base end, 0) as base) as b
    ) as t
) as t;

-- Both taxes are billed together (702の8) in n parts (362): equal parts in whole thousands, the
-- rest, or everything when a part would be below 1,000, in the first (20の4の2⑥).
create unlogged table m_group as
select g, annual,
    array[annual - part * (instalments - 1)] || array_fill(part, array[instalments - 1])
        as instalments
from (select g, sum(amount):::exact as annual from m_total group by g) as t
join owner_group using (g) join city using (city) join year_law using (fiscal_year)
cross join lateral (
    select cut(cut(annual, instalments), unit_instalment) * unit_instalment as part) as p;
