-- Do the numbers typed in law.sql equal the rows of law/ that the engine uses?
-- View law_difference: one line per cell that differs or that only one side has.

-- '1/6', '0.20', '1000.00' → one form of the value; anything else stays as it is.
create function same_form(value text) returns text language sql immutable as $$
    select case
        when value ~ '^\d+/\d+$' then
            (split_part(value, '/', 1)::numeric / gcd(split_part(value, '/', 1)::numeric,
                split_part(value, '/', 2)::numeric))::bigint || '/' ||
            (split_part(value, '/', 2)::numeric / gcd(split_part(value, '/', 1)::numeric,
                split_part(value, '/', 2)::numeric))::bigint
        when value ~ '^\d+(\.\d+)?$' then
            (value::numeric * 1000000 / gcd((value::numeric * 1000000)::bigint::numeric, 1000000)
                )::bigint || '/' ||
            (1000000 / gcd((value::numeric * 1000000)::bigint::numeric, 1000000))::bigint
        else value end
$$;

create view law_typed as
with long_tax(tax, name) as (values ('fixed', 'fixed'), ('city', 'city_planning'))
select fiscal_year, id, 0 as "row", '' as col, value
from year_law, lateral (values
    ('land.site.small_area_per_dwelling', small_area_per_dwelling || '/100'),
    ('land.site.floor_area_multiple',     floor_area_multiple::text),
    ('land.site.tall_storeys',            tall_storeys::text),
    ('levy.truncate.base',                unit_base::text),
    ('levy.truncate.tax',                 unit_tax::text),
    ('levy.truncate.instalment',          unit_instalment::text),
    ('levy.threshold.land',               threshold_land::text),
    ('levy.threshold.house',              threshold_house::text),
    ('levy.threshold.depreciable',        threshold_depreciable::text),
    ('house.relief.min_residential_share', dwelling_share_num || '/' || dwelling_share_den),
    ('house.relief.mid_high_storeys',     mid_high_storeys::text),
    ('depreciable.lowest_share',          lowest_num || '/' || lowest_den)) as v(id, value)
union all
select fiscal_year, format('land.%s.%s.%s%s', part, class, name, suffix), 0, '', value
from burden join long_tax using (tax), lateral (values
    ('full',   '',       full_num || '/' || full_den),
    ('burden', '.step',  step_num || '/' || step_den),
    ('burden', '.floor', floor_num || '/' || floor_den),
    ('burden', '.upper', upper_num || '/' || upper_den),
    ('burden', '.hold',  hold_num || '/' || hold_den)) as v(part, suffix, value)
where value is not null
union all
select fiscal_year, format('land.burden.%s.%s.factors', class, name), band, col, value
from burden_factor, long_tax, (values ('farmland'), ('urban_farmland')) as c(class),
    lateral (values ('level_from', level_num || '/' || level_den),
                    ('factor', factor_num || '/' || factor_den)) as v(col, value)
union all
select fiscal_year, format('land.burden.specified_urban_farmland.%s.phase_in', name), nth, col,
    value
from year, phase_in, long_tax,
    lateral (values ('year', nth::text), ('ratio', num || '/' || den)) as v(col, value)
union all
select fiscal_year, 'house.relief.' || kind || suffix, 0, '', value
from year, relief_kind, lateral (values
    ('.built_by', built_by::text), ('.min_age_years', min_age_years::text),
    ('.min_dwellings', min_dwellings::text),
    ('.needs_fireproof', case when needs_fireproof then '1' end),
    ('.not_let', case when not_let then '1' end)) as v(suffix, value)
where value is not null
union all
select fiscal_year, format('house.relief.%s.terms_%s', kind, "window"), 1, col, value
from relief_window, lateral (values
    ('from', from_day::text), ('to', to_day::text),
    ('fraction', first_num || '/' || first_den), ('fraction_later', later_num || '/' || later_den),
    ('cap', cap || '/100'), ('min', min_area || '/100'), ('min_let', min_let || '/100'),
    ('max', max_area || '/100'), ('years', years::text),
    ('years_mid_high', years_mid_high::text)) as v(col, value)
union all
select fiscal_year, 'house.relief.barrier_free.combines_with', 0, '', other
from year, relief_pair where kind = 'barrier_free'
union all
select fiscal_year, 'land.site.rates', place, col, value
from year, (select *, row_number() over (order by house, share_num::numeric / share_den desc)::int
            as place from site_rate) as s,
    lateral (values ('house', house), ('share_from', share_num || '/' || share_den),
                    ('rate', rate_num || '/' || rate_den)) as v(col, value)
union all
select fiscal_year, 'depreciable.residual_rates', (life - 1), col, value
from year, residual,
    lateral (values ('life', life::text), ('rate', rate || '/1000')) as v(col, value);

-- Rows of law/ that the levy of an owner group does not ask for.
create table law_not_levied (id text primary key, why text not null);
insert into law_not_levied values
    ('levy.rate.fixed.standard',        'the rate is an input'),
    ('levy.rate.city_planning.ceiling', 'a bound of input'),
    ('levy.instalments.standard',       'the number of instalments is an input'),
    ('depreciable.used_life.share',     'useful life is an input'),
    ('depreciable.used_life.minimum',   'useful life is an input'),
    ('house.tower.base',                'apportionment of a tower, not part of the levy'),
    ('house.tower.per_storey',          'apportionment of a tower, not part of the levy'),
    ('house.relief.service_housing_for_elderly.ordinance_lowest',  'a bound of input'),
    ('house.relief.service_housing_for_elderly.ordinance_highest', 'a bound of input'),
    ('house.relief.condominium_longevity.ordinance_lowest',        'a bound of input'),
    ('house.relief.condominium_longevity.ordinance_highest',       'a bound of input');

create view law_difference as
select fiscal_year, id, "row", col, e.value as of_law, t.value as typed
from (select * from engine_law where id not in (select id from law_not_levied)
        and fiscal_year in (select fiscal_year from year)) as e
full join law_typed as t using (fiscal_year, id, "row", col)
where same_form(e.value) is distinct from same_form(t.value);
