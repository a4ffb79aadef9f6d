-- SPDX-License-Identifier: Apache-2.0
-- For the expert who knows the UTM zone: both layers in metres too, neighbours stored side by side.
drop table if exists footprints_utm, businesses_utm;
create table footprints_utm (footprint_id bigint, drop_m double precision, geom geometry, utm geometry);
alter table footprints_utm alter geom set storage external, alter utm set storage external;
insert into footprints_utm
  select footprint_id, drop_m, geom, st_transform(geom, 32619) from footprints order by geom;
create table businesses_utm as
  select business_id, geom, geog, st_transform(geom, 32619) as utm from businesses order by geom;
create index on businesses_utm using gist (utm);
vacuum analyze footprints_utm, businesses_utm;
