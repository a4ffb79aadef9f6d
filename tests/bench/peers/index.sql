-- SPDX-License-Identifier: Apache-2.0
create index on footprints using gist (geom);
create index on businesses using gist (geom);
vacuum analyze footprints, businesses;
