// SPDX-License-Identifier: Apache-2.0
// node valhalla_drives.cjs PACKAGE FOLDER [SHOWN]: drives the pairs of FOLDER/pairs.json by Valhalla on the tiles
// of FOLDER/valhalla.json and prints how they compare. Where every road has one speed their lengths
// do, and the shortest way counts, which is the quickest one, since Valhalla's times hold turns
// besides. Where speeds differ the times do that both ways take by Valhalla's speeds, without turns.
const fs = require('fs');
const path = require('path');
const [packageFolder, folder, shown = '5'] = process.argv.slice(2);
const { Actor } = require(path.resolve(packageFolder));

const options = (kmh) => ({
  ...(kmh > 0 ? { fixed_speed: kmh, shortest: true } : {}),
  maneuver_penalty: 0,
  gate_cost: 0,
  gate_penalty: 0,
  service_penalty: 0,
  service_factor: 1,
  private_access_penalty: 0,
  use_tracks: 1,
  use_living_streets: 1,
});

const radians = Math.PI / 180;
function metresBetween([lon0, lat0], [lon1, lat1]) {
  const x = (lon1 - lon0) * radians * Math.cos(((lat0 + lat1) / 2) * radians);
  return 6371008.8 * Math.hypot(x, (lat1 - lat0) * radians);
}

function decoded(text) {
  const points = [];
  const last = [0, 0];
  let at = 0;
  while (at < text.length) {
    for (const axis of [0, 1]) {
      let value = 0;
      let shift = 0;
      let byte;
      do {
        byte = text.charCodeAt(at++) - 63;
        value += (byte & 31) * 2 ** shift;
        shift += 5;
      } while (byte >= 32);
      last[axis] += value % 2 ? -(value + 1) / 2 : value / 2;
    }
    points.push([last[1] / 1e6, last[0] / 1e6]);
  }
  return points;
}

/// What a way takes by Valhalla's speeds alone.
async function secondsAlong(actor, kmh, shape) {
  const traced = await actor.traceAttributes({
    ...shape,
    shape_match: 'walk_or_snap',
    costing: 'auto',
    costing_options: { auto: options(kmh) },
    filters: {
      attributes: ['edge.speed', 'edge.begin_shape_index', 'edge.end_shape_index', 'shape'],
      action: 'include',
    },
  });
  const points = decoded(traced.shape);
  let seconds = 0;
  for (const edge of traced.edges) {
    for (let i = edge.begin_shape_index; i < edge.end_shape_index; ++i) {
      seconds += metresBetween(points[i], points[i + 1]) * 3.6 / edge.speed;
    }
  }
  return seconds;
}

const place = ([lon, lat]) => ({ lon, lat });

async function metresOf(actor, kmh, pair) {
  const found = await actor.route({
    locations: [place(pair.from), place(pair.to)],
    costing: 'auto',
    costing_options: { auto: options(kmh) },
    units: 'kilometers',
  });
  const { trip } = typeof found === 'string' ? JSON.parse(found) : found;
  return { metres: trip.summary.length * 1000, line: trip.legs[0].shape };
}

async function main() {
  const actor = await Actor.fromConfigFile(path.join(folder, 'valhalla.json'));
  const { kmh, pairs } = JSON.parse(fs.readFileSync(path.join(folder, 'pairs.json')));
  const drives = [];
  let failed = 0;
  for (const pair of pairs) {
    try {
      const theirs = await metresOf(actor, kmh, pair);
      if (kmh === 0) {
        theirs.metres = await secondsAlong(actor, kmh, { encoded_polyline: theirs.line });
        pair.metres = pair.seconds;
        pair.priced = await secondsAlong(actor, kmh, { shape: pair.line.map(place) });
      }
      drives.push({ ...pair, theirs, ratio: pair.metres / theirs.metres });
    } catch (error) {
      if (++failed === 1) console.log('no way by Valhalla:', JSON.stringify(pair.from), JSON.stringify(pair.to), error.message);
    }
  }
  fs.writeFileSync(path.join(folder, 'drives.json'), JSON.stringify(drives));
  drives.sort((a, b) => a.ratio - b.ratio);
  // Whole metres and ten metres of rounding mean something on a short drive only.
  const near = (more, than, share) => more <= Math.max(kmh > 0 ? 10 : 2, share * than);
  const percent = (holds) => `${((100 * drives.filter(holds).length) / drives.length).toFixed(1)} %`;
  const within = (share) => percent((d) => near(Math.abs(d.metres - d.theirs.metres), d.theirs.metres, share));
  const unit = kmh > 0 ? 'm' : 's';
  console.log(`${drives.length} drives, ${failed} without a way by Valhalla`);
  console.log(`within 5 %: ${within(0.05)}, within 1 %: ${within(0.01)}`);
  console.log(`at most 5 % more than Valhalla's: ${percent((d) => near(d.metres - d.theirs.metres, d.theirs.metres, 0.05))}`);
  if (kmh === 0) {
    const same = (share) => percent((d) => near(Math.abs(d.metres - d.priced), d.priced, share));
    console.log(`the same way timed by both: within 5 %: ${same(0.05)}, within 1 %: ${same(0.01)}`);
  }
  const ratio = (i) => drives[i].ratio.toFixed(4);
  console.log(`nearnet / Valhalla: median ${ratio(drives.length >> 1)}, ${ratio(0)} to ${ratio(drives.length - 1)}`);
  const worst = (some) =>
    some.forEach((d) => console.log(`  ${d.ratio.toFixed(4)} ${d.metres} ${unit}, ${d.theirs.metres.toFixed(0)} ${unit}: ${d.from} to ${d.to}`));
  worst(drives.slice(0, Number(shown)));
  worst(drives.slice(-Number(shown)));
}

main();
