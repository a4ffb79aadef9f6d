-- SPDX-License-Identifier: Apache-2.0
-- Where the files go: geometry as it comes, and the same as geography, worked out once a row. Not
-- compressed, or every test would unpack the polygon again.
drop table if exists footprints, businesses;
create table footprints (
  fid integer, footprint_id bigint, drop_m double precision, geom geometry,
  geog geography generated always as (geom::geography) stored);
alter table footprints alter geom set storage external, alter geog set storage external;
create table businesses (
  fid integer, business_id bigint, name varchar, geom geometry,
  geog geography generated always as (geom::geography) stored);
