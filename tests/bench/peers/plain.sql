-- SPDX-License-Identifier: Apache-2.0
-- As users write it: every business looks for its footprint. Covered, or within the drop of a cable:
-- smallest id. Else the nearest within the distance by geography, smallest id of those equal to the
-- millimetre. Boxes grown by :degrees hold everything within the distance.
copy (
select b.business_id,
       case when c.mm is null then 'off_net' when c.served then 'on_net' else 'near_net' end,
       c.footprint_id, c.mm / 1000.0
from businesses b left join lateral (
  select footprint_id, mm, mm <= drop_mm as served
  from (
    select f.footprint_id, coalesce(f.drop_m, 0) * 1000 as drop_mm,
           case when st_covers(f.geom, b.geom) then 0
                else round(st_distance(f.geog, b.geog) * 1000) end as mm
    from footprints f
    where f.geom && st_expand(b.geom, :degrees)
    offset 0) measured
  where mm <= greatest(:near_mm, drop_mm)
  order by mm > drop_mm, case when mm <= drop_mm then 0 else mm end, footprint_id
  limit 1) c on true
order by 1) to stdout csv;
