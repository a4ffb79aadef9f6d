# SPDX-License-Identifier: Apache-2.0
# The join as GeoPandas users write it: python3 geopandas_join.py FOLDER NEAR_NET_METRES
# Writes FOLDER/geopandas.csv. Distances are metres of UTM zone 19, rounded to millimetres.
import sys

import geopandas as gpd

folder, near_net = sys.argv[1], float(sys.argv[2])
utm = 32619
footprints = gpd.read_file(f"{folder}/footprints.gpkg")[["footprint_id", "drop_m", "geometry"]]
businesses = gpd.read_file(f"{folder}/businesses.gpkg")[["business_id", "geometry"]]


def smallest(joined):
    return joined.groupby("business_id").footprint_id.min()


on_net = smallest(gpd.sjoin(businesses, footprints, predicate="intersects"))
served_metres = on_net * 0.0
cables = footprints[footprints.drop_m > 0].to_crs(utm)
if len(cables):
    around = cables.assign(geometry=cables.buffer(cables.drop_m, resolution=64))
    on_net = smallest(gpd.sjoin(businesses.to_crs(utm), around, predicate="intersects"))
    geometry = cables.set_index("footprint_id").geometry
    places = businesses.set_index("business_id").geometry.to_crs(utm)[on_net.index]
    serving = gpd.GeoSeries(geometry[on_net.values].values, index=on_net.index, crs=utm)
    served_metres = places.distance(serving)

# sjoin_nearest needs shapely 2, which is newer than Debian 12.
rest = businesses[~businesses.business_id.isin(on_net.index)].to_crs(utm)
projected = footprints.to_crs(utm)
around = rest.assign(geometry=rest.buffer(near_net * 1.001, cap_style=3))
near = gpd.sjoin(around, projected, predicate="intersects").reset_index()
place = rest.geometry.loc[near["index"]].reset_index(drop=True)
near["metres"] = place.distance(projected.geometry.iloc[near.index_right].reset_index(drop=True))
near = near[near.metres <= near_net]
near["metres"] = near.metres.round(3)
near = near.sort_values(["business_id", "metres", "footprint_id"]).drop_duplicates("business_id")
near = near.set_index("business_id")

answer = businesses[["business_id"]].assign(status="off_net")
answer.loc[answer.business_id.isin(near.index), "status"] = "near_net"
answer.loc[answer.business_id.isin(on_net.index), "status"] = "on_net"
footprint = answer.business_id.map(on_net).fillna(answer.business_id.map(near.footprint_id))
answer["footprint_id"] = footprint.astype("Int64")
metres = answer.business_id.map(served_metres).fillna(answer.business_id.map(near.metres))
answer["distance_m"] = metres.round(3)
answer.to_csv(f"{folder}/geopandas.csv", index=False)
