-- Every amount of the engine against the model, to the yen.
-- Fills table difference: group, what, object, detail, both answers. Empty = they agree.

insert into difference
select g, 'land value', n, '', e.value::text, m.value::text
from engine_parcel as e join (
    select g, n, sum(value) as value from m_component group by g, n) as m using (g, n)
join parcel as p using (g, n)
where not p.components_given and e.value <> m.value;

insert into difference
select g, 'land base', n, '', format('%s / %s', e.fixed_base, e.city_base),
    format('%s / %s', coalesce(m.fixed_base, 0), coalesce(m.city_base, 0))
from engine_parcel as e left join m_parcel as m using (g, n)
where (e.fixed_base, e.city_base) is distinct from
      (coalesce(m.fixed_base, 0), coalesce(m.city_base, 0));

insert into difference
select g, 'component', n, kind,
    format('area %s value %s taxed %s', e.area, e.value, e.taxed_value),
    format('area %s value %s taxed %s', m.area, m.value, m.taxed_value)
from (select e.* from engine_component as e join parcel as p using (g, n) where not p.exempt) as e
full join m_component as m using (g, n, kind)
where (e.area, e.value, e.taxed_value) is distinct from (m.area, m.value, m.taxed_value);

insert into difference
select g, 'component base', n, kind || ' ' || tax, format('full %s base %s', e.full_base, e.base),
    format('full %s base %s (%s)', m.full_base, m.base, m.zone)
from (select g, n, kind, tax, full_base, base from engine_component join parcel as p using (g, n),
        lateral (values ('fixed', fixed_full, fixed_base), ('city', city_full, city_base))
            as t(tax, full_base, base)
      where not p.exempt and (tax = 'fixed' or p.city_planning_area)) as e
full join m_base as m using (g, n, kind, tax)
where (e.full_base, e.base) is distinct from (m.full_base, m.base);

insert into difference
select g, 'house', n, '', e::text, m::text
from engine_house as e full join m_house as m using (g, n)
left join house as h using (g, n)
-- Whether reliefs of an exempt house contradict each other is nobody's question.
where (e.fixed_base, e.city_base, e.fixed_relief, e.city_relief, e.conflict and not h.exempt)
      is distinct from
      (m.fixed_base, m.city_base, m.fixed_relief, m.city_relief, m.conflict);

insert into difference
select g, 'relief', n, r.kind, format('%s %s / %s', e.state, e.fixed, e.city),
    case when m.g is null then 'none' else format('%s / %s conflict %s', m.fixed, m.city,
                                                  m.conflict) end
from (select e.* from engine_relief as e join house as h using (g, n) where not h.exempt) as e
join house_relief as r using (g, n, r)
left join m_relief as m using (g, n, r)
join m_house as whole using (g, n)
where case when m.g is null then e.state in ('applied', 'conflict') or e.fixed + e.city <> 0
           when m.conflict then e.state <> 'conflict' or e.fixed + e.city <> 0
           when whole.conflict then e.fixed + e.city <> 0
           else (e.state, e.fixed, e.city) is distinct from ('applied', m.fixed, m.city) end;

insert into difference
select g, 'asset', n, '', format('carried %s value %s base %s', e.carried, e.value, e.base),
    format('carried %s value %s base %s', m.carried, m.value, m.base)
from engine_asset as e full join m_asset as m using (g, n)
where (e.taxed, e.carried, e.value, e.base) is distinct from (m.taxed, m.carried, m.value, m.base);

insert into difference
select g, 'class', null, class || ' ' || tax,
    format('base %s relief %s waiver %s below %s', e.base, e.relief, e.waiver, e.below),
    format('base %s relief %s waiver %s below %s', m.base, m.relief, m.waiver, m.below)
from (select e.* from engine_class as e
      where exists (select from m_class as m where m.g = e.g and m.class = e.class)
         or e.base + e.relief + e.waiver <> 0 or e.below) as e
full join m_class as m using (g, class, tax)
where (e.base, e.relief, e.waiver, e.below) is distinct from (m.base, m.relief, m.waiver, m.below);

insert into difference
select g, 'total', null, tax,
    format('base %s before %s relief %s waiver %s tax %s', e.base, e.before_relief, e.relief,
           e.waiver, e.amount),
    format('base %s before %s relief %s waiver %s tax %s', m.base, m.before_relief, m.relief,
           m.waiver, m.amount)
from engine_total as e full join m_total as m using (g, tax)
where (e.base, e.before_relief, e.relief, e.waiver, e.amount) is distinct from
      (m.base, m.before_relief, m.relief, m.waiver, m.amount);

insert into difference
select g, 'bill', null, '', format('%s %s', e.annual, e.instalments),
    format('%s %s', m.annual, m.instalments)
from engine_group as e full join m_group as m using (g)
where (e.annual, e.instalments) is distinct from (m.annual, m.instalments);
