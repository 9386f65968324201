/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Tables that are sorted by their heads and grow page by page: folders, BW_UNSAFE blocks, suppressions. */

const PAGE = 50;

/* columns: {name, key(row) to sort by, show(row) for the cell, number: aligned to the right, long: wants room}. sum: a row above all. */
function makeTable(label, columns, rows, sum) {
  const head = el('tr', null), body = el('tbody', null), more = el('button', {type: 'button', class: 'plain'});
  let order = {column: -1, down: false}, shown = PAGE;
  const line = (row, kind) => el('tr', {class: kind}, columns.map((column) => el('td', {class: column.number ? 'number' : column.long ? 'text long' : 'text'}, column.show(row))));
  const draw = () => {
    body.replaceChildren(...(sum ? [line(sum, 'sum')] : []), ...rows.slice(0, shown).map((row) => line(row, null)));
    more.hidden = shown >= rows.length;
    more.textContent = 'Show ' + whole(Math.min(4 * PAGE, rows.length - shown)) + ' more of ' + whole(rows.length);
    [...head.children].forEach((cell, i) => cell.setAttribute('aria-sort', i !== order.column ? 'none' : order.down ? 'descending' : 'ascending'));
  };
  const sort = (i) => {
    order = {column: i, down: order.column === i ? !order.down : Boolean(columns[i].number)};
    const key = columns[i].key, sign = order.down ? -1 : 1;
    rows.sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    draw();
  };
  columns.forEach((column, i) => head.append(el('th', {scope: 'col', class: column.number ? 'number' : null}, el('button', {type: 'button', on: {click: () => sort(i)}}, column.name))));
  more.addEventListener('click', () => { shown += 4 * PAGE; draw(); });
  draw();
  return el('div', null, el('div', {class: 'wide'}, el('table', {'aria-label': label}, el('thead', null, head), body)), el('p', {class: 'pager'}, more));
}

/* ---- folders ---- */

function folderRows(files, findingsOf) {
  const rows = new Map();
  const rowOf = (name) => {
    const folder = folderOf(name);
    if (!rows.has(folder)) rows.set(folder, {folder, sums: emptySums()});
    return rows.get(folder);
  };
  for (const file of files) addSums(rowOf(nameOf(file.file)).sums, sumsOfFile(file, findingsOf(file.file)));
  for (const block of data.unsafe) if (block.file !== null) rowOf(nameOf(block.file)).sums.unsafe++;
  for (const one of data.suppressions) if (one.file !== null) rowOf(nameOf(one.file)).sums.suppressions++;
  return [...rows.values()].sort((a, b) => a.folder < b.folder ? -1 : 1);
}

function verdictBar(sums) {
  const label = share(sums.proved, sums.accesses) + ' proved, ' + share(sums.open, sums.accesses) + ' open, ' + share(sums.violation, sums.accesses) + ' violation';
  return sums.accesses > 0 ? bar([['proved', sums.proved], ['open', sums.open], ['violation', sums.violation]], label) : '–';
}

function hardenedBar(sums) {
  if (sums.accesses === 0) return '–';
  const made = bar([['hardened', sums.hardened], ['rest', sums.accesses - sums.hardened]], share(sums.hardened, sums.accesses) + ' hardened');
  return made;
}

function startFolders(findingsOf) {
  const rows = folderRows(data.files, findingsOf), sum = {folder: 'everything', sums: emptySums()};
  for (const row of rows) addSums(sum.sums, row.sums);
  const number = (name, key) => ({name, number: true, key: (row) => row.sums[key], show: (row) => whole(row.sums[key])});
  const part = (name, key) => ({name, number: true, key: (row) => row.sums.accesses > 0 ? row.sums[key] / row.sums.accesses : -1, show: (row) => share(row.sums[key], row.sums.accesses)});
  const columns = [
    {name: 'Folder', long: true, key: (row) => row.folder, show: (row) => el('code', null, row.folder)},
    number('Accesses', 'accesses'), {name: 'Verdicts', key: (row) => row.sums.proved / row.sums.accesses || 0, show: (row) => verdictBar(row.sums)},
    part('Proved', 'proved'), number('Open', 'open'), number('Violation', 'violation'),
    {name: 'Hardened share', key: (row) => row.sums.hardened / row.sums.accesses || 0, show: (row) => hardenedBar(row.sums)}, part('Hardened', 'hardened'),
    number('Findings', 'findings'), number('BW_UNSAFE', 'unsafe'), number('Suppressions', 'suppressions')];
  byId('folders-body').append(
    el('p', {class: 'lead'}, 'Every access of the files in a folder, and how many of them stand in hardened files, where each is proved or checked. Findings are those that count.'),
    makeTable('Folders', columns, rows, sum));
}

/* ---- exemptions ---- */

const stateRank = {expired: 0, faulty: 1, unused: 2, unseen: 3, used: 4};
const stateHelp = {used: 'used', unused: 'unused', unseen: 'not seen', expired: 'expired', faulty: 'allows nothing'};

function startExemptions() {
  const placeColumn = {name: 'Place', long: true, key: (row) => nameOf(row.file) + ':' + String(row.line).padStart(10, '0'), show: (row) => el('span', {class: 'place'}, placeOf({file: row.file, line: row.line}))};
  const reasonColumn = {name: 'Reason', long: true, key: (row) => row.reason, show: (row) => row.reason || el('em', null, 'none given')};
  const body = byId('exemptions-body');
  body.append(el('h3', null, 'BW_UNSAFE blocks (' + whole(data.unsafe.length) + ')'));
  if (data.unsafe.length > 0)
    body.append(makeTable('BW_UNSAFE blocks', [placeColumn, {name: 'Function', key: (row) => row.function, show: (row) => el('code', null, row.function)}, reasonColumn], data.unsafe.slice(), null));
  else body.append(el('p', {class: 'lead'}, 'There is none.'));
  const rows = data.suppressions.slice().sort((a, b) => stateRank[a.state] - stateRank[b.state]);
  body.append(el('h3', {class: 'gap'}, 'Suppressions (' + whole(rows.length) + ')'));
  if (rows.length === 0) body.append(el('p', {class: 'lead'}, 'There is none.'));
  else body.append(makeTable('Suppressions', [
    {name: 'State', key: (row) => stateRank[row.state], show: (row) => badge(row.state, stateHelp[row.state])}, placeColumn,
    {name: 'Rule', key: (row) => row.rule, show: (row) => el('code', null, row.rule || '?')},
    {name: 'For', key: (row) => row.glob || '', show: (row) => row.glob === undefined ? 'the statement' : el('code', null, row.glob)}, reasonColumn,
    {name: 'Until', key: (row) => row.until || '~', show: (row) => row.until || 'for good'}], rows, null));
}
