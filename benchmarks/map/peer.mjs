// SPDX-License-Identifier: GPL-3.0-or-later
// The same points in supercluster and kdbush: build, views, sizes. Prints "peer NAME VALUE UNIT" lines;
// times are CPU time of the process, the middle of several runs.
// Usage: node peer.mjs MODULES POINTS_FOLDER [--quick]
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const [given, folder, quick] = process.argv.slice(2);
const modules = resolve(given);
const require = createRequire(join(modules, 'here.js'));
const load = async name => (await import(pathToFileURL(require.resolve(name)))).default;
const version = name =>
    JSON.parse(readFileSync(join(modules, 'node_modules', name, 'package.json'))).version;
const Supercluster = await load('supercluster');
const KDBush = await load('kdbush');
console.log(`version supercluster ${version('supercluster')}, kdbush ${version('kdbush')}, ` +
    `node ${process.version}`);

const peer = (name, value, unit) => console.log(`peer ${name} ${value.toPrecision(6)} ${unit}`);
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
const middle = values => values.sort((a, b) => a - b)[values.length >> 1];
const measure = (runs, work) => {
    const times = [];
    for (let i = 0; i < runs; i++) {
        const start = cpu();
        work();
        times.push(cpu() - start);
    }
    return middle(times);
};

function cityBox(zoom) {
    const lat = 16.46 * Math.PI / 180;
    const x = 107.59 / 360 + 0.5;
    const y = 0.5 - 0.25 * Math.log((1 + Math.sin(lat)) / (1 - Math.sin(lat))) / Math.PI;
    const pixel = 1 / (512 * 2 ** zoom);
    const lon = v => (v - 0.5) * 360;
    const latOf = v => 360 * Math.atan(Math.exp((0.5 - v) * 2 * Math.PI)) / Math.PI - 90;
    return [lon(x - 960 * pixel), latOf(y + 540 * pixel), lon(x + 960 * pixel), latOf(y - 540 * pixel)];
}

for (const kind of ['uniform', 'clustered']) {
    for (const count of [100000, 1000000]) {
        const set = `${kind}.${count}`;
        const bytes = readFileSync(join(folder, set));
        const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
        const points = [];
        for (let i = 0; i < count; i++) {
            points.push({type: 'Feature', properties: {},
                geometry: {type: 'Point', coordinates: [numbers[2 * i], numbers[2 * i + 1]]}});
        }
        let index;
        const runs = count > 100000 ? (quick ? 1 : 3) : (quick ? 3 : 7);
        peer(`build.${set}`, measure(runs, () => {
            index = new Supercluster({radius: 60, maxZoom: 17, minPoints: 2, nodeSize: 64});
            index.load(points);
        }), 'ms');
        let worst = 0;
        for (let zoom = 6; zoom <= 18; zoom++) {
            const box = cityBox(zoom);
            let shown = 0;
            for (let i = 0; i < 50; i++) index.getClusters(box, zoom);  // let it be compiled
            const ms = measure(5, () => {
                for (let i = 0; i < 100; i++) shown = index.getClusters(box, zoom).length;
            }) / 100;
            worst = Math.max(worst, ms);
            peer(`shown.${set}.z${zoom}`, shown, 'items');
            peer(`query.${set}.z${zoom}`, ms, 'ms');
        }
        peer(`query.${set}`, worst, 'ms');
        peer(`kdbush.${set}`, measure(3, () => {
            const tree = new KDBush(count);
            for (let i = 0; i < count; i++) tree.add(numbers[2 * i], numbers[2 * i + 1]);
            tree.finish();
        }), 'ms');
    }
}
