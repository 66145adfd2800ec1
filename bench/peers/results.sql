-- The peer's answer as it would be kept: one immutable row per object and per owner, each with its
-- SHA-256, in ordinary (logged, durable) tables. Set-based, so every row is hashed by itself: a
-- chain from row to row cannot be written as one set and would cost far more.
create table kept_object as
select g, class, n, base_fixed, base_city, sha256(convert_to(
        g || '|' || class || '|' || n || '|' || base_fixed || '|' || base_city, 'UTF8')) as hash
from (
    select g, 'land' as class, n, fixed_base as base_fixed, city_base as base_city from m_parcel
    union all select g, 'house', n, fixed_base, city_base from m_house
    union all select g, 'depreciable', n, base, 0 from m_asset) as o;

create table kept_owner as
select g, annual, instalments, sha256(convert_to(g || '|' || annual || '|' || instalments::text,
                                                 'UTF8')) as hash
from m_group;
