-- Plants one wrong yen (or one wrong word) in each table of answers and asks the comparison to
-- find it. Leaves everything as it was.
begin;
delete from difference;
update engine_component set fixed_base = fixed_base + 1
    where ctid = (select e.ctid from engine_component as e join parcel as p using (g, n)
                  where not p.exempt limit 1);
update engine_house set fixed_relief = fixed_relief + 1
    where ctid = (select ctid from engine_house limit 1);
update engine_relief set state = 'outside_years'
    where ctid = (select ctid from engine_relief where state = 'applied' limit 1);
update engine_asset set value = value + 1 where ctid = (select ctid from engine_asset limit 1);
update engine_class set waiver = waiver + 1
    where ctid = (select e.ctid from engine_class as e join parcel as p using (g)
                  where class = 'land' limit 1);
update engine_total set amount = amount + 100 where ctid = (select ctid from engine_total limit 1);
update engine_group set instalments[1] = instalments[1] + 1000
    where ctid = (select ctid from engine_group limit 1);
\ir compare_rows.sql
do $$
declare missed text;
begin
    select string_agg(what, ', ') into missed
    from unnest(array['component base', 'house', 'relief', 'asset', 'class', 'total', 'bill'])
        as w(what)
    where not exists (select from difference as d where d.what = w.what);
    if missed is not null then
        raise exception 'the comparison did not find a planted error in: %', missed;
    end if;
end $$;
rollback;
