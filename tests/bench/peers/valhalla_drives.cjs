// SPDX-License-Identifier: Apache-2.0
// node valhalla_drives.cjs PACKAGE FOLDER [SHOWN]: drives the pairs of FOLDER/pairs.json by Valhalla on the tiles
// of FOLDER/valhalla.json and prints how their lengths compare. The shortest way counts, which is
// the quickest one where every road has one speed, since Valhalla's times hold turns besides.
const fs = require('fs');
const path = require('path');
const [packageFolder, folder, shown = '5'] = process.argv.slice(2);
const { Actor } = require(path.resolve(packageFolder));

const options = (kmh) => ({
  fixed_speed: kmh,
  shortest: true,
  maneuver_penalty: 0,
  gate_cost: 0,
  gate_penalty: 0,
  service_penalty: 0,
  service_factor: 1,
  private_access_penalty: 0,
  use_tracks: 1,
  use_living_streets: 1,
});

async function metresOf(actor, kmh, pair) {
  const place = ([lon, lat]) => ({ lon, lat });
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
      drives.push({ ...pair, theirs, ratio: pair.metres / theirs.metres });
    } catch (error) {
      if (++failed === 1) console.log('no way by Valhalla:', JSON.stringify(pair.from), JSON.stringify(pair.to), error.message);
    }
  }
  fs.writeFileSync(path.join(folder, 'drives.json'), JSON.stringify(drives));
  drives.sort((a, b) => a.ratio - b.ratio);
  // Whole metres and ten metres of rounding mean something on a short drive only.
  const within = (share) =>
    drives.filter((d) => Math.abs(d.metres - d.theirs.metres) <= Math.max(10, share * d.theirs.metres)).length;
  const percent = (count) => `${((100 * count) / drives.length).toFixed(1)} %`;
  console.log(`${drives.length} drives, ${failed} without a way by Valhalla`);
  console.log(`within 5 %: ${percent(within(0.05))}, within 1 %: ${percent(within(0.01))}`);
  const ratio = (i) => drives[i].ratio.toFixed(4);
  console.log(`nearnet / Valhalla: median ${ratio(drives.length >> 1)}, ${ratio(0)} to ${ratio(drives.length - 1)}`);
  const worst = (some) =>
    some.forEach((d) => console.log(`  ${d.ratio.toFixed(4)} ${d.metres} m, ${d.theirs.metres.toFixed(0)} m: ${d.from} to ${d.to}`));
  worst(drives.slice(0, Number(shown)));
  worst(drives.slice(-Number(shown)));
}

main();
