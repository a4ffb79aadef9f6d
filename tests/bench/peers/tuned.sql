-- SPDX-License-Identifier: Apache-2.0
-- The same, with the footprints driving the join: each is prepared and unpacked once for all its
-- businesses, and two workers share them. "offset 0" keeps distances from being measured more often
-- than once.
set min_parallel_table_scan_size = 0;
set parallel_setup_cost = 0;
set parallel_tuple_cost = 0;
set work_mem = '256MB';
copy (
with measured as (
  select b.business_id, f.footprint_id, coalesce(f.drop_m, 0) * 1000 as drop_mm,
         case when st_covers(f.geom, b.geom) then 0
              else round(st_distance(f.geog, b.geog) * 1000) end as mm
  from footprints f
  join businesses b on b.geom && st_expand(f.geom, :degrees)
  offset 0),
best as (
  select distinct on (business_id) business_id, footprint_id, mm, mm <= drop_mm as served
  from measured
  where mm <= greatest(:near_mm, drop_mm)
  order by business_id, mm > drop_mm, case when mm <= drop_mm then 0 else mm end, footprint_id)
select b.business_id,
       case when s.mm is null then 'off_net' when s.served then 'on_net' else 'near_net' end,
       s.footprint_id, s.mm / 1000.0
from businesses b left join best s using (business_id)
order by 1) to stdout csv;
