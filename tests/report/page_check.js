/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Looks at the page from inside, and says in its title what it found: "good N" or the first faults.
 * The test puts it behind the page's own script, with "expected" before it:
 *   findings, runs   how many the page must have
 *   dark             whether the system prefers that
 *   narrow           only what depends on the width is looked at */

const faults = [];
let looked = 0;

function demand(good, what) {
  looked++;
  if (!good) faults.push(what);
}

/* Not the next frame: a window that nobody sees need not draw one. */
function settled() {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

function press(element, key) {
  element.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
}

/* ---- the layout of the map ---- */

function overlap(a, b) {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x), high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide > 1e-6 && high > 1e-6;
}

function checkSquarify() {
  let seed = 7;
  const next = () => (seed = seed * 1103515245 + 12345 & 0x7fffffff) / 0x7fffffff;
  for (let round = 0; round < 60; round++) {
    const values = Array.from({length: 1 + Math.floor(next() * 40)}, () => 1 + Math.floor(next() ** 4 * 10000)).sort((a, b) => b - a);
    const width = 20 + next() * 1000, height = 20 + next() * 600, total = values.reduce((a, b) => a + b, 0);
    const boxes = squarify(values, 3, 5, width, height);
    demand(boxes.length === values.length, 'squarify: a value has no rectangle');
    demand(boxes.every((box, i) => Math.abs(box.width * box.height / (width * height) - values[i] / total) < 1e-9), 'squarify: an area is not in proportion');
    demand(boxes.every((box) => box.x > 3 - 1e-6 && box.y > 5 - 1e-6 && box.x + box.width < 3 + width + 1e-6 && box.y + box.height < 5 + height + 1e-6), 'squarify: a rectangle lies outside');
    demand(!boxes.some((a, i) => boxes.slice(i + 1).some((b) => overlap(a, b))), 'squarify: rectangles overlap');
  }
  const even = squarify(Array(16).fill(1), 0, 0, 400, 400);
  demand(even.every((box) => box.width / box.height < 2.1 && box.height / box.width < 2.1), 'squarify: equal values are not nearly square');
  demand(squarify([], 0, 0, 10, 10).length === 0, 'squarify: nothing has rectangles');
}

/* ---- colours ---- */

function parts(colour) {
  const found = colour.match(/[\d.]+/g).map(Number);
  return {r: found[0], g: found[1], b: found[2], a: found.length > 3 ? found[3] : 1};
}

function luminance(colour) {
  const line = [colour.r, colour.g, colour.b].map((value) => value / 255).map((value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2];
}

function contrast(a, b) {
  const one = luminance(a), other = luminance(b);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function over(top, ground) {
  const mix = (key) => top[key] * top.a + ground[key] * (1 - top.a);
  return {r: mix('r'), g: mix('g'), b: mix('b'), a: 1};
}

function groundOf(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour.a > 0) layers.push(colour);
    if (colour.a === 1) break;
  }
  return layers.reverse().reduce((ground, layer) => over(layer, ground), {r: 255, g: 255, b: 255, a: 1});
}

/* A colour of the style sheet by its name. */
function named(name) {
  const probe = el('i', null);
  probe.style.color = 'var(--' + name + ')';
  document.body.append(probe);
  const colour = parts(getComputedStyle(probe).color);
  probe.remove();
  return colour;
}

function checkContrast() {
  const fills = ['proved', 'hardened', 'open', 'violation'].map(named);
  let texts = 0;
  for (const element of document.body.querySelectorAll('*')) {
    if (/^(SCRIPT|STYLE|OPTION|NOSCRIPT)$/.test(element.tagName) || element.closest('dialog:not([open])') || element.getClientRects().length === 0) continue;
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')) continue;
    const style = getComputedStyle(element), svgText = element instanceof SVGElement;
    const ink = parts(svgText ? style.fill : style.color), large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const grounds = element.closest('.cell') ? fills : [groundOf(element)];
    for (const ground of grounds) demand(contrast(over(ink, ground), ground) >= (large ? 3 : 4.5), 'contrast ' + contrast(over(ink, ground), ground).toFixed(2) + ' of "' + element.textContent.trim().slice(0, 30) + '" (' + (element.className.baseVal ?? element.className) + ')');
    texts++;
  }
  demand(texts > 40, 'only ' + texts + ' texts were looked at');
  /* Fills are told apart from each other and from what they lie on. */
  const dark = luminance(named('ground')) < 0.1;
  demand(dark === expected.dark, 'the ground is ' + (dark ? 'dark' : 'light'));
}

/* ---- keys ---- */

async function checkMap() {
  const box = byId('map-box'), first = box.querySelector('[tabindex="0"]');
  demand(first !== null && box.querySelectorAll('[tabindex="0"]').length === 1, 'the map has not one cell that Tab reaches');
  first.focus();
  const seen = new Set([document.activeElement]);
  for (let turn = 0; turn < 12; turn++)
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      press(document.activeElement, key);
      seen.add(document.activeElement);
    }
  demand([...seen].every((element) => box.contains(element)), 'an arrow key leads out of the map');
  demand(seen.size > 2, 'the arrow keys reach ' + seen.size + ' cells');
  const folder = map.spots.findIndex((spot) => spot.node.folder && spot.node !== map.shown), node = map.spots[folder].node;
  map.spots[folder].element.focus();
  demand(byId('map-info').textContent.includes(clean(node.path)), 'the cell with the focus is not described');
  document.activeElement.click(); /* what Enter does on a button */
  demand(map.shown === node && box.contains(document.activeElement), 'Enter does not go into the folder');
  demand(byId('map-crumbs').textContent.includes(clean(node.name)), 'the way to the folder is not shown');
  press(document.activeElement, 'Home');
  demand(map.shown === map.root, 'Home does not go to the top');
  map.spots[map.spots.findIndex((spot) => spot.node === node)].element.click();
  press(document.activeElement, 'Backspace');
  demand(map.shown !== node && document.activeElement === map.spots[map.at].element, 'Backspace does not go out of the folder');
  press(document.activeElement, 'Home');
  const file = map.spots.findIndex((spot) => !spot.node.folder && spot.node.sums.findings > 0);
  demand(file >= 0, 'no file with findings is on the map');
  map.spots[file].element.click();
  await settled();
  demand(document.activeElement === byId('findings-list'), 'a file on the map does not lead to its findings');
  demand(findings.list.items.length >= map.spots[file].node.sums.findings && findings.list.items.every((one) => one.file === map.spots[file].node.file.file), 'the findings shown are not those of the file');
  findings.fields.file.click();
  demand(findings.list.items.length === data.findings.length, 'the file filter does not go away');
}

function chosenRow() {
  return document.getElementById(byId('findings-list').getAttribute('aria-activedescendant') || 'none');
}

async function checkList() {
  const box = byId('findings-list'), all = data.findings.length;
  demand(all === expected.findings, 'the page has ' + all + ' findings');
  box.focus();
  press(box, 'Home');
  await settled();
  demand(findings.list.at === 0 && chosenRow() !== null && chosenRow().getAttribute('aria-selected') === 'true', 'Home does not choose the first finding');
  press(box, 'ArrowDown');
  demand(findings.list.at === 1, 'the arrow key does not choose the next finding');
  press(box, 'End');
  await settled();
  const row = chosenRow(), frameBox = box.getBoundingClientRect();
  demand(findings.list.at === all - 1 && row !== null, 'End does not choose the last finding');
  demand(row && row.getBoundingClientRect().bottom <= frameBox.bottom + 1 && row.getBoundingClientRect().top >= frameBox.top - 1, 'the finding chosen is out of sight');
  demand(row && Number(row.getAttribute('aria-posinset')) === all && Number(row.getAttribute('aria-setsize')) === all, 'the row does not say which it is of how many');
  demand(box.querySelectorAll('.row').length <= Math.min(all, 40), 'more rows are there than are seen: ' + box.querySelectorAll('.row').length);
  const detail = byId('findings-detail'), last = data.findings[all - 1];
  demand(detail.textContent.includes(clean(last.message)) && detail.querySelectorAll('.steps > li').length === (last.steps || []).length + 1, 'the detail is not that of the finding chosen');
  press(box, 'PageUp');
  demand(findings.list.at < all - 1, 'Page Up does nothing');
  press(box, 'Enter');
  demand(document.activeElement === detail, 'Enter does not lead to the detail');
}

async function checkSearch() {
  document.body.tabIndex = -1;
  document.body.focus();
  press(document.body, '/');
  const field = findings.fields.search;
  demand(document.activeElement === field, 'the key / does not lead to the search');
  const wanted = data.findings[Math.floor(data.findings.length / 2)];
  field.value = placeOf(wanted) + ' ' + wanted.rule.toUpperCase();
  field.dispatchEvent(new Event('input'));
  demand(findings.list.items.includes(wanted) && findings.list.items.every((one) => one.rule === wanted.rule), 'the search does not find by place and rule');
  field.value = 'surely nowhere';
  field.dispatchEvent(new Event('input'));
  await settled();
  demand(findings.list.items.length === 0 && byId('findings-detail').textContent.includes('No finding matches'), 'nothing found is not said');
  demand(byId('findings-count').textContent.startsWith('0 of '), 'the count does not follow the search');
  field.value = '';
  field.dispatchEvent(new Event('input'));
  press(document.body, '?');
  demand(byId('keys').open, 'the key ? does not show the keys');
  byId('keys').querySelector('button').click();
  demand(!byId('keys').open, 'the keys do not close');
}

function checkTrend() {
  demand(data.runs.length === expected.runs, 'the page has ' + data.runs.length + ' runs');
  if (expected.runs < 2) return;
  const pictures = [...document.querySelectorAll('.chart svg')];
  demand(pictures.length === 2 && pictures.every((picture) => picture.querySelectorAll('polyline').length === 2), 'the trend has not two charts of two lines');
  for (const picture of pictures) {
    const readout = picture.parentElement.querySelector('.readout'), before = readout.textContent;
    demand(before.includes(dateOf(data.runs[expected.runs - 1].time)), 'a chart does not begin at the last run');
    for (let i = 0; i < expected.runs; i++) press(picture, 'ArrowLeft');
    demand(readout.textContent.includes(dateOf(data.runs[0].time)), 'the arrow keys do not reach the first run');
    const points = [...picture.querySelectorAll('polyline')].flatMap((line) => line.getAttribute('points').split(' ').map((point) => point.split(',').map(Number)));
    demand(points.every(([x, y]) => x >= 0 && x <= CHART.width && y >= 0 && y <= CHART.height), 'a line leaves its chart');
  }
}

function checkTables() {
  const folders = byId('folders-body').querySelector('table'), cells = (row) => [...row.cells].map((cell) => cell.textContent);
  demand(cells(folders.tBodies[0].rows[0])[1] === whole(map.root.sums.accesses), 'the sum of the folders is not that of the files');
  const button = folders.tHead.rows[0].cells[1].firstChild;
  button.click();
  const column = [...folders.tBodies[0].rows].slice(1).map((row) => Number(row.cells[1].textContent.replace(/,/g, '')));
  demand(column.every((value, i) => i === 0 || column[i - 1] >= value) && button.parentElement.getAttribute('aria-sort') === 'descending', 'the folders are not sorted by what was clicked');
  const text = byId('exemptions-body').textContent;
  demand(data.unsafe.slice(0, PAGE).every((block) => text.includes(clean(block.reason))), 'a BW_UNSAFE block is missing');
  demand(data.suppressions.every((one) => one.reason !== '' ) || text.includes('none given'), 'a suppression without a reason is not told');
  for (const more of byId('exemptions-body').querySelectorAll('.pager button')) while (!more.hidden) more.click();
  demand(byId('exemptions-body').querySelectorAll('tbody tr').length === data.unsafe.length + data.suppressions.length, 'the tables do not show all exemptions');
}

/* ---- markup ---- */

function checkMarkup() {
  demand(typeof broken === 'undefined' && document.querySelector('img, iframe, object, embed, link, base') === null, 'a name or message became markup');
  demand(document.querySelectorAll('script').length === 2 + expected.scripts, 'there is a script too many');
  demand(performance.getEntriesByType('resource').length === 0, 'the page loaded something');
  for (const element of document.querySelectorAll('[src], [href]')) demand(element.tagName === 'A' && element.getAttribute('href').startsWith('#') && document.querySelector(element.getAttribute('href')) !== null, 'a link leads out of the page, or nowhere');
  for (const element of document.querySelectorAll('button, input, select, [role="img"], [role="group"], [role="listbox"]'))
    demand((element.getAttribute('aria-label') || element.textContent).trim() !== '' || element.hasAttribute('aria-labelledby') || element.hidden, 'a ' + element.tagName + ' has no name');
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  demand(new Set(ids).size === ids.length, 'an id is there twice');
  demand(!document.body.innerText.match(/undefined|NaN|\[object/), 'a value is missing: ' + (document.body.innerText.match(/.*(undefined|NaN|\[object).*/) || [''])[0]);
}

function checkWidth() {
  demand(document.documentElement.scrollWidth <= innerWidth, 'the page is ' + document.documentElement.scrollWidth + ' wide in a window of ' + innerWidth);
  demand(map.spots.every((spot) => spot.x >= 0 && spot.x <= byId('map-box').clientWidth && spot.y >= 0 && spot.y <= byId('map-box').clientHeight), 'a cell lies outside of the map');
}

addEventListener('error', (event) => faults.push('error: ' + event.message));
addEventListener('load', async () => {
  try {
    await settled();
    checkWidth();
    checkMarkup();
    checkContrast();
    if (!expected.narrow) {
      checkSquarify();
      await checkMap();
      await checkList();
      await checkSearch();
      checkTrend();
      checkTables();
      checkMarkup();
      checkContrast();
      checkWidth();
    }
  } catch (error) {
    faults.push('thrown: ' + error.message + ' ' + error.stack);
  }
  document.title = faults.length === 0 ? 'good ' + looked : faults.length + ' faults: ' + [...new Set(faults)].slice(0, 12).join('; ');
});
