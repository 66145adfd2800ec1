-- What a sample of the whole range must have met; one line for each thing it did not.
with met(what) as (
    -- Every zone of the burden adjustment, by class and tax.
    select class || ' ' || tax || ' ' || zone from m_base
    union all select kind || ' applied' from m_relief where not conflict
    union all select 'relief ' || state from engine_relief
    union all select 'below ' || class || ' ' || below from m_class where tax = 'fixed'
    union all select case when instalments[1] > 0 and cardinality(instalments) > 1
                           and instalments[2] = 0 then 'all in the first instalment'
                          else 'divided instalments' end from m_group
    union all select 'life ' || life from asset
    union all select 'lowest value' from m_asset where taxed and carried < value
    union all select 'phase-in year ' || fiscal_year - urban_farmland_since + 1
        from m_component where class = 'specified_urban_farmland' and urban_farmland_since > 0
),
wanted(what) as (
    select class || ' ' || tax || ' ' || zone
    from (values ('fixed'), ('city')) as t(tax), (values
        ('small_residential', 'full'), ('small_residential', 'rise'),
        ('small_residential', 'unknown'), ('general_residential', 'full'),
        ('general_residential', 'rise'), ('general_residential', 'unknown'),
        ('other_land', 'full'), ('other_land', 'rise'), ('other_land', 'unknown'),
        ('specified_urban_farmland', 'full'), ('specified_urban_farmland', 'rise'),
        ('specified_urban_farmland', 'unknown'), ('commercial', 'lowered'),
        ('commercial', 'held'), ('commercial', 'commercial_rise'), ('commercial', 'unknown'),
        ('farmland', 'full'), ('farmland', 'factor'), ('farmland', 'unknown'),
        ('urban_farmland', 'full'), ('urban_farmland', 'factor'), ('urban_farmland', 'unknown'))
        as z(class, zone)
    union all select kind || ' applied' from relief_kind
    union all select 'relief ' || unnest(array['applied', 'outside_years', 'outside_window',
        'no_dwelling', 'small_share', 'area_out_of_range', 'not_fireproof', 'too_few_dwellings',
        'let_not_allowed', 'too_new', 'conflict'])
    union all select 'below ' || class || ' ' || below
        from (values ('land'), ('house'), ('depreciable')) as c(class),
             (values (true), (false)) as b(below)
    union all select unnest(array['all in the first instalment', 'divided instalments',
                                  'lowest value'])
    union all select 'life ' || generate_series(2, 100)
    union all select 'phase-in year ' || generate_series(1, 5)
)
select what from wanted except select what from met order by 1;
