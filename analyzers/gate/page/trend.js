/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The trend: lines over the runs in the history. The arrow keys or the mouse go from run to run. */

const CHART = {width: 600, height: 250, left: 52, right: 104, top: 14, bottom: 30};

function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map((child) => child instanceof Node ? child : clean(child)));
  return made;
}

/* A round number that is at least value. */
function roundUp(value) {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map((step) => step * power).find((step) => step >= value);
}

/* Where each run stands: by its time; evenly when all have the same one. */
function columnsOf(runs) {
  const times = runs.map((run) => Date.parse(run.time)), first = Math.min(...times), span = Math.max(...times) - first;
  const width = CHART.width - CHART.left - CHART.right;
  return times.map((time, i) => CHART.left + (span > 0 ? (time - first) / span : runs.length > 1 ? i / (runs.length - 1) : 1) * width);
}

/* The names at the right ends, moved apart where they would meet. */
function endLabels(series, rows) {
  const labels = series.map((one, i) => ({i, y: rows[i][rows[i].length - 1], text: one.label})).sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => { if (i > 0) label.y = Math.max(label.y, labels[i - 1].y + 16); });
  const over = labels.length > 0 ? labels[labels.length - 1].y - (CHART.height - CHART.bottom) : 0;
  if (over > 0) for (const label of labels) label.y -= over;
  return labels.map((label) => svg('text', {x: CHART.width - CHART.right + 10, y: label.y + 4}, label.text));
}

function axes(top, format, runs) {
  const parts = [], bottom = CHART.height - CHART.bottom, right = CHART.width - CHART.right;
  for (let i = 0; i <= 4; i++) {
    const y = bottom - (bottom - CHART.top) * i / 4;
    parts.push(svg('line', {class: i === 0 ? 'axis' : 'grid', x1: CHART.left, x2: right, y1: y, y2: y}));
    parts.push(svg('text', {x: CHART.left - 8, y: y + 4, 'text-anchor': 'end'}, format(top * i / 4)));
  }
  parts.push(svg('text', {x: CHART.left, y: CHART.height - 8}, runs[0].time.slice(0, 10)));
  if (runs[0].time.slice(0, 10) !== runs[runs.length - 1].time.slice(0, 10)) parts.push(svg('text', {x: right, y: CHART.height - 8, 'text-anchor': 'end'}, runs[runs.length - 1].time.slice(0, 10)));
  return parts;
}

function chart(title, runs, series, top, format) {
  const bottom = CHART.height - CHART.bottom, columns = columnsOf(runs);
  const rows = series.map((one) => runs.map((run) => bottom - Math.min(1, one.value(run) / top) * (bottom - CHART.top)));
  const picture = svg('svg', {viewBox: '0 0 ' + CHART.width + ' ' + CHART.height, role: 'img', tabindex: 0, 'aria-label': title}, ...axes(top, format, runs));
  series.forEach((one, i) => picture.append(svg('polyline', {class: 's' + one.kind, points: columns.map((x, k) => x.toFixed(1) + ',' + rows[i][k].toFixed(1)).join(' ')})));
  const cursor = svg('line', {class: 'cursor', y1: CHART.top, y2: bottom});
  const dots = series.map((one) => svg('circle', {class: 'dot' + one.kind, r: 4}));
  const readout = el('p', {class: 'readout', 'aria-live': 'polite'});
  picture.append(...endLabels(series, rows), cursor, ...dots);
  let at = runs.length - 1;
  const go = (to) => {
    at = Math.min(runs.length - 1, Math.max(0, to));
    cursor.setAttribute('x1', columns[at]);
    cursor.setAttribute('x2', columns[at]);
    dots.forEach((dot, i) => { dot.setAttribute('cx', columns[at]); dot.setAttribute('cy', rows[i][at]); });
    readout.textContent = dateOf(runs[at].time) + ': ' + series.map((one) => one.label + ' ' + one.say(runs[at])).join(', ');
  };
  picture.addEventListener('keydown', (event) => {
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: runs.length - 1}[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(to);
  });
  picture.addEventListener('mousemove', (event) => {
    const box = picture.getBoundingClientRect(), x = (event.clientX - box.left) * CHART.width / box.width;
    go(columns.reduce((best, column, i) => Math.abs(column - x) < Math.abs(columns[best] - x) ? i : best, 0));
  });
  go(at);
  return el('div', {class: 'chart'}, el('h3', null, title), picture, readout);
}

function accessesOf(run) {
  return run.proved + run.open + run.violation;
}

function trendTable(runs) {
  const columns = [['Run', (run) => dateOf(run.time)], ['Errors', (run) => run.errors], ['Warnings', (run) => run.warnings], ['Notes', (run) => run.notes], ['Suppressed', (run) => run.suppressed], ['Proved', (run) => share(run.proved, accessesOf(run))], ['Hardened', (run) => share(run.hardened, accessesOf(run))], ['BW_UNSAFE', (run) => run.unsafe]];
  const table = el('table', null, el('thead', null, el('tr', null, columns.map(([name], i) => el('th', {scope: 'col', class: i > 0 ? 'number' : null}, name)))));
  table.append(el('tbody', null, runs.slice(-100).reverse().map((run) => el('tr', null, columns.map(([, value], i) => el('td', {class: i > 0 ? 'number' : null}, typeof value(run) === 'number' ? whole(value(run)) : value(run)))))));
  return table;
}

function startTrend() {
  const body = byId('trend-body'), runs = data.runs;
  if (runs.length < 2) {
    body.append(el('p', {class: 'lead'}, runs.length === 0 ? 'No run with a complete verdict is remembered yet.' : 'This is the first run that is remembered; the trend begins with the next one.'));
    return;
  }
  const number = (key, label, kind) => ({label, kind, value: (run) => run[key], say: (run) => whole(run[key])});
  const part = (key, label, kind) => ({label, kind, value: (run) => accessesOf(run) > 0 ? 100 * run[key] / accessesOf(run) : 0, say: (run) => share(run[key], accessesOf(run))});
  const most = Math.max(...runs.map((run) => Math.max(run.errors, run.warnings)));
  body.append(
    el('p', {class: 'lead'}, 'Findings that no suppression excuses, those of the baseline included, and the shares of all accesses. Runs that say the same one after another are kept as the first and the last of them.'),
    el('div', {class: 'charts'},
      chart('Findings', runs, [number('errors', 'errors', 0), number('warnings', 'warnings', 1)], roundUp(most), (value) => whole(value)),
      chart('Share of the accesses', runs, [part('proved', 'proved', 2), part('hardened', 'hardened', 3)], 100, (value) => value + ' %')),
    el('details', null, el('summary', null, 'As a table'), el('div', {class: 'wide'}, trendTable(runs))));
}
