/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The rest of the page, and its start. */

/* ---- overview ---- */

function verdictLine() {
  const counting = data.findings.filter(counts).length, without = data.units.all - data.units.answered;
  if (data.status !== 0 && data.status !== 1) {
    const text = data.units.all === 0 ? 'No verdict' : 'No verdict on ' + counted(without, 'unit') + ' of ' + whole(data.units.all);
    const list = data.failures.slice(0, 20).map((failure) => el('li', null, el('code', null, failure.unit), ': ' + failure.reason));
    if (data.failures.length > 20) list.push(el('li', null, 'and ' + whole(data.failures.length - 20) + ' more'));
    return el('div', {class: 'verdict none'}, el('strong', null, '△ ' + text), el('span', null, counting > 0 ? counted(counting, 'finding') + ' in the others' : 'Nothing may be concluded about them.'), el('ul', null, list));
  }
  const what = data.compared ? 'new finding' : 'finding';
  if (data.status === 1) return el('div', {class: 'verdict bad'}, el('strong', null, '✗ ' + counted(counting, what)), el('span', null, 'Every unit that was selected was analysed.'));
  return el('div', {class: 'verdict good'}, el('strong', null, '✓ Clean'), el('span', null, (counting > 0 ? counted(counting, what) + ', within the limits. ' : 'No ' + what + '. ') + 'Every unit that was selected was analysed.'));
}

function tile(what, figure, ...more) {
  return el('div', {class: 'tile'}, el('p', {class: 'what'}, what), el('p', {class: 'figure'}, figure), more.map((part) => part instanceof Node ? part : el('p', {class: 'more'}, part)));
}

function findingsTile() {
  const by = (key, value) => data.findings.filter((finding) => counts(finding) && finding[key] === value).length;
  const excused = (state) => data.findings.filter((finding) => finding.state === state).length;
  const aside = [];
  if (excused('suppressed') > 0) aside.push(whole(excused('suppressed')) + ' suppressed');
  if (data.compared) aside.push(whole(excused('baseline')) + ' in the baseline');
  if (data.fixed > 0) aside.push(whole(data.fixed) + ' fixed');
  if (data.diff !== null) aside.push(whole(excused('outside')) + ' outside the diff');
  if (data.dropped > 0) aside.push(whole(data.dropped) + ' off');
  return tile(data.compared ? 'New findings' : 'Findings that count', whole(data.findings.filter(counts).length),
    counted(by('severity', 'error'), 'error') + ', ' + counted(by('severity', 'warning'), 'warning') + ', ' + counted(by('severity', 'note'), 'note'), aside.length > 0 ? aside.join(', ') : 'Nothing else was found.');
}

function exemptionsTile() {
  const wrong = data.suppressions.filter((one) => one.state === 'expired' || one.state === 'faulty' || one.state === 'unused').length;
  return tile('Exemptions', whole(data.unsafe.length + data.suppressions.length), counted(data.unsafe.length, 'BW_UNSAFE block'),
    counted(data.suppressions.length, 'suppression') + (wrong > 0 ? ', ' + whole(wrong) + ' of them expired, unused or faulty' : ''));
}

function startOverview(sums) {
  byId('when').textContent = dateOf(data.time);
  byId('verdict').append(verdictLine());
  byId('tiles').append(
    findingsTile(),
    tile('Accesses proved in bounds', share(sums.proved, sums.accesses), verdictBar(sums) === '–' ? 'No access was analysed.' : verdictBar(sums),
      whole(sums.accesses) + ' accesses: ' + whole(sums.proved) + ' proved, ' + whole(sums.open) + ' open, ' + whole(sums.violation) + ' violation'),
    tile('Hardened', share(sums.hardened, sums.accesses), sums.accesses > 0 ? hardenedBar(sums) : '', whole(sums.hardenedFiles) + ' of ' + counted(sums.files, 'file') + ' held to the hardened profile'),
    exemptionsTile());
}

/* ---- this run ---- */

function pairs(rows) {
  return el('table', null, el('tbody', null, rows.map(([name, value]) => el('tr', null, el('th', {scope: 'row'}, name), el('td', {class: 'text'}, value)))));
}

function startRun() {
  const units = data.units, rows = [
    ['Units', counted(units.all, 'unit') + ', ' + whole(units.answered) + ' answered for; ' + whole(units.notSelected) + ' not selected, ' + whole(units.off) + ' off, ' + whole(units.notInC) + ' not in C'],
    ['Canaries', counted(units.canaries, 'planted fault') + ' to show that the analysis ran'],
    ['Compilers', data.compilers.length > 0 ? data.compilers.join(', ') : 'none'],
    ['Compared with', [data.compared ? 'the baseline' : 'no baseline', data.diff === null ? null : 'the changes since ' + data.diff].filter((part) => part).join(', ')],
    ['Made', dateOf(data.time) + ' by bulwark ' + data.bulwark]];
  if (data.linesLeftOut) rows.push(['Sources', 'The lines of the last findings are left out: all together they are too many for one page.']);
  byId('run-body').append(el('div', {class: 'wide'}, pairs(rows)));
  if (data.failures.length > 0)
    byId('run-body').append(el('h3', {class: 'gap'}, 'Without a verdict (' + whole(data.failures.length) + ')'), makeTable('Units without a verdict', [
      {name: 'Unit', key: (row) => row.unit, show: (row) => el('code', null, row.unit)}, {name: 'Reason', key: (row) => row.reason, show: (row) => row.reason}], data.failures.slice(), null));
  const all = Object.entries(data.counts);
  if (all.length > 0) byId('run-body').append(el('details', null, el('summary', null, 'What was counted'), el('div', {class: 'wide'}, pairs(all.map(([name, value]) => [name, whole(value)])))));
}

/* ---- keys and theme ---- */

const keyHelp = [
  ['/', 'search the findings'], ['?', 'this help'], ['Tab', 'from part to part'],
  ['↑ ↓ Page Home End', 'in the list of findings: choose one; Enter reads it'],
  ['← → ↑ ↓', 'in the map: from cell to cell; in a chart: from run to run'],
  ['Enter', 'in the map: into a folder, or to the findings of a file'], ['Backspace', 'in the map: out of the folder; Home: to the top']];

function startKeys() {
  const dialog = byId('keys');
  dialog.append(el('h2', {id: 'keys-title'}, 'Keys'), el('table', null, el('tbody', null, keyHelp.map(([key, text]) => el('tr', null, el('th', {scope: 'row'}, el('kbd', null, key)), el('td', null, text))))),
    el('button', {type: 'button', class: 'plain', on: {click: () => dialog.close()}}, 'Close'));
  byId('keys-button').addEventListener('click', () => dialog.showModal());
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || dialog.open || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === '/') findings.fields.search.focus();
    else if (event.key === '?') dialog.showModal();
    else return;
    event.preventDefault();
  });
}

function startTheme() {
  const themes = ['system', 'light', 'dark'], button = byId('theme-button');
  let at = 0;
  button.addEventListener('click', () => {
    at = (at + 1) % themes.length;
    if (at === 0) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = themes[at];
    button.textContent = 'Theme: ' + themes[at];
  });
}

/* ---- start ---- */

function start() {
  const counting = new Map();
  for (const finding of data.findings) if (counts(finding) && finding.file !== null) counting.set(finding.file, (counting.get(finding.file) || 0) + 1);
  const findingsOf = (file) => counting.get(file) || 0;
  const root = buildTree(data.files, data.names, findingsOf);
  startOverview(root.sums);
  startMap(root, (file) => showFile(file, true));
  startFindings();
  startTrend();
  startFolders(findingsOf);
  startExemptions();
  startRun();
  startKeys();
  startTheme();
}

start();
