-- SPDX-License-Identifier: Apache-2.0
-- The same once more, for one UTM zone: the plane finds who is within reach (:reach, a little more
-- than the distance, for the scale of the zone) and the nearest point of the outline; containment
-- stays in lon/lat, and the distance to that point is geography's.
set min_parallel_table_scan_size = 0;
set parallel_setup_cost = 0;
set parallel_tuple_cost = 0;
set work_mem = '256MB';
copy (
with measured as (
  select b.business_id, f.footprint_id, coalesce(f.drop_m, 0) * 1000 as drop_mm,
         case when st_covers(f.geom, b.geom) then 0
              else round(1000 * st_distance(
                st_transform(st_closestpoint(f.utm, b.utm), 4326)::geography, b.geog)) end as mm
  from footprints_utm f
  join businesses_utm b on b.utm && st_expand(f.utm, :reach)
  where st_distance(f.utm, b.utm) <= :reach
  offset 0),
best as (
  select distinct on (business_id) business_id, footprint_id, mm, mm <= drop_mm as served
  from measured
  where mm <= greatest(:near_mm, drop_mm)
  order by business_id, mm > drop_mm, case when mm <= drop_mm then 0 else mm end, footprint_id)
select b.business_id,
       case when s.mm is null then 'off_net' when s.served then 'on_net' else 'near_net' end,
       s.footprint_id, s.mm / 1000.0
from businesses_utm b left join best s using (business_id)
order by 1) to stdout csv;
