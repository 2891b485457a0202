/** What the bench measured, as a page, as a picture of bars and as the README's short section. */

import { LEFT_OUT } from './corpus.js';

const MEGABYTE = 1e6;
const number = (value, digits = 0) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const megabytes = bytes => number(bytes / MEGABYTE);
const range = ({ median, least, most }, digits) =>
  least === most
    ? number(median, digits)
    : `${number(median, digits)} (${number(least, digits)}–${number(most, digits)})`;
const speed = (bytes, cpu) => bytes / MEGABYTE / cpu.median;
const digitsOf = value => (value < 10 ? 1 : 0);
const peak = ({ memory }) => (memory === null ? '–' : number(memory));
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |\n`).join('');

const isGate = name => name.startsWith('gate');
const nameOf = (peers, name) => (isGate(name) ? name : `${name} ${peers.versions.get(name) ?? ''}`.trim());

/** Tools by speed, fastest first. */
const ranked = ({ tree, costs }) =>
  [...costs]
    .map(([name, cost]) => ({ name, cost, speed: speed(tree.bytes, cost.cpu) }))
    .sort((a, b) => b.speed - a.speed);

function renderMachine({ machine, rounds }) {
  return (
    `gate ${machine.version}, Node.js ${machine.node.slice(1)}, ${machine.cores} × ${machine.cpu}. Figures are medians of ` +
    `${rounds} or more runs that took turns, with the least and the greatest in parentheses; MB are millions of bytes, CPU ` +
    'seconds are user and system time of all threads, process start included. Other machines give other figures; the ratios ' +
    'say more.\n'
  );
}

function renderGrowth({ growth }) {
  const tree = growth.at(-1);
  const mix = tree.kinds.map(({ kind, bytes }) => `${megabytes(bytes)} MB ${kind}`).join(', ');
  const rows = growth.map(({ files, bytes, cost }) => [
    number(files),
    megabytes(bytes),
    range(cost.cpu, 2),
    range(cost.wall, 2),
    number(speed(bytes, cost.cpu)),
    peak(cost),
  ]);
  const head = ['files', 'MB', 'CPU s', 'wall s', 'MB per CPU s', 'peak MB'];
  return `## Source trees\n\nText files of real packages: ${mix}. ${LEFT_OUT}\n\n${table(head, rows)}`;
}

function renderThreads({ threads, growth }) {
  const { bytes } = growth.at(-1);
  const rows = [...threads].map(([jobs, cost]) => [
    jobs,
    range(cost.cpu, 2),
    range(cost.wall, 2),
    number(speed(bytes, cost.cpu)),
    peak(cost),
  ]);
  return `## Threads\n\nThe largest of these trees.\n\n${table(['--jobs', 'CPU s', 'wall s', 'MB per CPU s', 'peak MB'], rows)}`;
}

const STARTS = {
  node: '`node -e 0`',
  version: '`gate --version`',
  diff: '`git diff --cached \\| gate scan`, 30 lines added',
  staged: '`gate scan --staged`, the same change',
};

function renderStart({ start }) {
  const rowsOf = suffix => {
    const base = start.get(`node${suffix}`);
    return Object.entries(STARTS).map(([name, title]) => {
      const cost = start.get(name + suffix);
      return [
        title,
        range({ median: cost.cpu.median * 1000, least: cost.cpu.least * 1000, most: cost.cpu.most * 1000 }, 0),
        number(cost.cpu.median / base.cpu.median, 2),
        number(cost.wall.median * 1000),
      ];
    });
  };
  const head = ['', 'CPU ms', 'CPU ratio', 'wall ms'];
  const laden = start.has('node laden')
    ? '\nWith the certificates that this machine lets Node read at every start (`NODE_EXTRA_CA_CERTS`), which no other figure ' +
      `here includes:\n\n${table(head, rowsOf(' laden'))}`
    : '';
  return `## Cold start\n\n${table(head, rowsOf(''))}${laden}`;
}

function renderRules({ rules: { counts, costs } }) {
  const cost = name => costs.get(name).cpu;
  const speedOf = (name, base) => `${number((100 * cost(base).median) / cost(name).median)} %`;
  const rows = [
    ['some of the shipped rules', counts.get('subset'), range(cost('subset'), 2), '–'],
    [
      'and generated ones',
      counts.get('subset and generated'),
      range(cost('subset and generated'), 2),
      `${speedOf('subset and generated', 'subset')} of that`,
    ],
    ['the shipped rules', '', range(cost('shipped'), 2), `${speedOf('shipped', 'subset')} of the first`],
    [
      'and generated ones',
      counts.get('shipped and generated'),
      range(cost('shipped and generated'), 2),
      `${speedOf('shipped and generated', 'shipped')} of that`,
    ],
  ];
  return (
    '## Number of rules\n\nThe same tree, one thread. A third each of the generated rules has a frequent word for its keyword ' +
    `(key, token, secret, api …), the name of a service, a prefix of its own.\n\n${table(['', 'rules', 'CPU s', 'speed'], rows)}`
  );
}

function renderLarge({ large }) {
  const row = (name, bytes) => {
    const cost = large.costs.get(name);
    return [range(cost.cpu, 1), range(cost.wall, 1), number(speed(bytes, cost.cpu)), peak(cost)];
  };
  const rows = [
    [`${number(large.files)} files, ${megabytes(large.treeBytes)} MB`, ...row('tree', large.treeBytes)],
    [`one file of ${megabytes(large.fileBytes)} MB`, ...row('file', large.fileBytes)],
  ];
  return `## Large inputs\n\nThree runs each.\n\n${table(['', 'CPU s', 'wall s', 'MB per CPU s', 'peak MB'], rows)}`;
}

function renderPeers({ peers }) {
  const own = speed(peers.tree.bytes, peers.costs.get('gate').cpu);
  const rows = ranked(peers).map(({ name, cost, speed: each }) => [
    nameOf(peers, name),
    range(cost.cpu, 2),
    range(cost.wall, 2),
    number(each, digitsOf(each)),
    number(own / each, digitsOf(own / each)),
    peak(cost),
  ]);
  const head = ['', 'CPU s', 'wall s', 'MB per CPU s', 'times the CPU time of gate', 'peak MB'];
  return (
    `## Beside other scanners\n\nThe same ${megabytes(peers.tree.bytes)} MB in ${number(peers.tree.files)} files, with whatever rules each ` +
    'tool ships, offline, in its fastest documented mode; those that were on PATH. Tools that took longer than 15 seconds ' +
    `ran once.\n\n![MB per CPU second](bench.svg)\n\n${table(head, rows)}`
  );
}

/** The whole of docs/bench.md. */
export function renderPage(results) {
  const parts = [renderPeers, renderGrowth, renderThreads, renderStart, renderRules, renderLarge];
  return `# Benchmark\n\nWritten by \`npm run bench\`.\n\n${renderMachine(results)}\n${parts.map(part => part(results)).join('\n')}`;
}

/** The README's section: one table and one sentence. */
export function renderSection(results) {
  const { peers, start, growth, machine } = results;
  const rows = ranked(peers).map(({ name, speed: each }) => [nameOf(peers, name), number(each, digitsOf(each))]);
  const tree = growth.at(-1);
  const base = start.get('node').cpu.median;
  const ratio = name => number(start.get(name).cpu.median / base, 2);
  return (
    `${table(['', 'MB per CPU second'], rows)}\n${megabytes(peers.tree.bytes)} MB of source text, process start included, on ` +
    `${machine.cores} × ${machine.cpu}, Node.js ${machine.node.slice(1)}. On ${megabytes(tree.bytes)} MB gate reaches ` +
    `${number(speed(tree.bytes, tree.cost.cpu))} MB per CPU second. A diff of 30 lines takes ${ratio('diff')} times the CPU ` +
    `time of \`node -e 0\`, \`--staged\` ${ratio('staged')} times. [More figures](docs/bench.md); \`npm run bench\` measures them ` +
    'where you are.\n'
  );
}

const ROW = 30;
const LEFT = 190;
const WIDTH = 420;

const escapeText = text => text.replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

/** Horizontal bars, one a tool, as long as its speed. Reads on light and dark pages. */
export function drawBars({ peers }) {
  const rows = ranked(peers);
  const most = rows[0]?.speed ?? 1;
  const bars = rows.map(({ name, speed: each }, index) => {
    const y = 40 + index * ROW;
    const length = Math.max(1, (each / most) * WIDTH);
    const color = isGate(name) ? '#2f81f7' : '#8b949e';
    return (
      `  <text x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${escapeText(nameOf(peers, name))}</text>\n` +
      `  <rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="20" rx="2" fill="${color}"/>\n` +
      `  <text x="${(LEFT + length + 8).toFixed(1)}" y="${y + 15}">${number(each, digitsOf(each))}</text>\n`
    );
  });
  const height = 50 + rows.length * ROW;
  const width = LEFT + WIDTH + 70;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    'font-family="system-ui, sans-serif" font-size="13" fill="#768390" role="img">\n' +
    '  <title>MB of source text scanned per CPU second</title>\n' +
    `  <text x="${LEFT}" y="24" font-weight="600">MB of source text per CPU second</text>\n${bars.join('')}</svg>\n`
  );
}
