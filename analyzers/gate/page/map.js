/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The map: the tree as nested rectangles. A cell is filled from below by its accesses: violating, open, proved. The
 * arrow keys go from cell to cell, Enter goes into a folder or to a file's findings, Backspace out again. */

const map = {root: null, shown: null, spots: [], at: 0, onFile: null};

/* What is narrower shows nothing; a folder in so little room is drawn as one cell. */
const SPOT_LEAST = 5, FRAME_LEAST = 46, HEAD = 19;

function describe(node) {
  const sums = node.sums;
  const parts = [counted(sums.accesses, 'access', 'accesses'), share(sums.proved, sums.accesses) + ' proved', share(sums.open, sums.accesses) + ' open', share(sums.violation, sums.accesses) + ' violation'];
  if (node.folder) parts.push(counted(sums.files, 'file'), share(sums.hardened, sums.accesses) + ' hardened');
  else if (sums.hardened > 0) parts.push('hardened');
  if (!node.folder && !node.file.answered) parts.push('without a verdict');
  if (sums.findings > 0) parts.push(counted(sums.findings, 'finding') + (sums.findings === 1 ? ' that counts' : ' that count'));
  return (node.path || 'everything') + (node.folder && node.path ? '/' : '') + ': ' + parts.join(', ');
}

/* The least violation is still seen. */
function fillOf(sums) {
  const violation = (sums.violation / sums.accesses * 100).toFixed(2), open = (sums.open / sums.accesses * 100).toFixed(2);
  const from = sums.violation > 0 ? 'max(4px, ' + violation + '%)' : '0px';
  const upTo = sums.violation === 0 ? open + '%' : 'calc(' + from + ' + ' + open + '%)';
  const safe = sums.hardened * 2 > sums.accesses ? 'var(--hardened)' : 'var(--proved)';
  const hatch = sums.hardened * 2 > sums.accesses ? 'repeating-linear-gradient(45deg, var(--hatch) 0 2px, transparent 2px 8px), ' : '';
  return hatch + 'linear-gradient(to top, var(--violation) 0 ' + from + ', var(--open) 0 ' + upTo + ', ' + safe + ' 0)';
}

/* All at once: the map has thousands of cells. */
function setBox(element, box, background) {
  element.style.cssText = 'left:' + box.x.toFixed(2) + 'px;top:' + box.y.toFixed(2) + 'px;width:' + Math.max(0, box.width).toFixed(2) + 'px;height:' + Math.max(0, box.height).toFixed(2) + 'px' + (background ? ';background:' + background : '');
}

function addSpot(pieces, node, box, made, background) {
  setBox(made, box, background);
  made.tabIndex = -1;
  made.dataset.spot = map.spots.length;
  made.setAttribute('aria-label', clean(describe(node)));
  map.spots.push({node, element: made, x: box.x + box.width / 2, y: box.y + box.height / 2});
  pieces.append(made);
}

function drawCell(pieces, node, box) {
  const cell = el('button', {type: 'button', class: 'cell'});
  if (box.width > 38 && box.height > 19) cell.append(el('span', null, node.folder ? node.name + '/' : node.name));
  if (node.sums.findings > 0 && box.width > 24 && box.height > 36) cell.append(el('span', {class: 'count'}, '⚑ ' + whole(node.sums.findings)));
  addSpot(pieces, node, box, cell, fillOf(node.sums));
}

function drawFolder(pieces, node, box, depth) {
  if (box.width < FRAME_LEAST || box.height < FRAME_LEAST || depth > 12) {
    drawCell(pieces, node, box);
    return;
  }
  const frame = el('div', {class: 'frame'});
  setBox(frame, box);
  pieces.append(frame);
  addSpot(pieces, node, {x: box.x + 1, y: box.y + 1, width: box.width - 2, height: HEAD}, el('button', {type: 'button', class: 'bar-head'}, node.name + '/'));
  drawList(pieces, node, {x: box.x + 2, y: box.y + HEAD + 1, width: box.width - 4, height: box.height - HEAD - 3}, depth + 1);
}

function drawList(pieces, node, box, depth) {
  const list = node.list.filter((child) => child.sums.accesses > 0);
  const boxes = squarify(list.map((child) => child.sums.accesses), box.x, box.y, box.width, box.height);
  boxes.forEach((place, i) => {
    const inner = {x: place.x + 0.5, y: place.y + 0.5, width: place.width - 1, height: place.height - 1};
    if (inner.width < SPOT_LEAST || inner.height < SPOT_LEAST) return;
    if (list[i].folder) drawFolder(pieces, list[i], inner, depth);
    else drawCell(pieces, list[i], inner);
  });
}

/* The folders from the root to node. */
function wayTo(node) {
  const way = [map.root];
  for (let at = map.root; at !== node;) {
    at = at.list.find((child) => child === node || (child.folder && node.path.startsWith(child.path + '/')));
    if (!at) break;
    way.push(at);
  }
  return way;
}

function drawCrumbs() {
  const way = wayTo(map.shown);
  byId('map-crumbs').replaceChildren(...way.map((node, i) => {
    const text = i === 0 ? data.project || 'everything' : node.name;
    if (i + 1 === way.length) return el('b', {'aria-current': 'true'}, text);
    return el('span', null, el('button', {type: 'button', on: {click: () => showFolder(node, true)}}, text), ' /');
  }));
}

function say(node) {
  byId('map-info').textContent = clean(describe(node));
}

function chooseSpot(number, focus) {
  if (map.spots.length === 0) return;
  map.spots[map.at].element.tabIndex = -1;
  map.at = number;
  map.spots[number].element.tabIndex = 0;
  if (focus) map.spots[number].element.focus({preventScroll: true});
}

function drawMap() {
  const box = byId('map-box'), pieces = document.createDocumentFragment();
  map.spots = [];
  map.at = 0;
  drawCrumbs();
  drawList(pieces, map.shown, {x: 0, y: 0, width: box.clientWidth, height: box.clientHeight}, 0);
  if (map.spots.length === 0) pieces.append(el('p', {class: 'empty'}, 'No access was analysed here.'));
  box.replaceChildren(pieces);
  chooseSpot(0, false);
  say(map.shown);
}

function showFolder(node, focus) {
  const from = map.shown;
  map.shown = node;
  drawMap();
  const before = map.spots.findIndex((spot) => spot.node === from);
  chooseSpot(Math.max(0, before), focus);
}

function enter(node) {
  if (node.folder) showFolder(node, true);
  else map.onFile(node.file.file);
}

/* The spot that lies next in a direction, its own number if none does. */
function nextSpot(number, dx, dy) {
  const from = map.spots[number];
  let best = number, least = Infinity;
  map.spots.forEach((spot, i) => {
    const ahead = (spot.x - from.x) * dx + (spot.y - from.y) * dy;
    const aside = Math.abs((spot.x - from.x) * dy) + Math.abs((spot.y - from.y) * dx);
    if (ahead > 0.5 && ahead + 2 * aside < least) least = ahead + 2 * aside, best = i;
  });
  return best;
}

function onMapKey(event) {
  const ways = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (ways[event.key]) chooseSpot(nextSpot(map.at, ...ways[event.key]), true);
  else if (event.key === 'Home') showFolder(map.root, true);
  else if (event.key === 'Backspace' || event.key === 'Escape') {
    const way = wayTo(map.shown);
    if (way.length > 1) showFolder(way[way.length - 2], true);
  } else return;
  event.preventDefault();
}

function spotOf(event) {
  const element = event.target.closest('[data-spot]');
  return element ? Number(element.dataset.spot) : -1;
}

function startMap(root, onFile) {
  const box = byId('map-box');
  map.root = map.shown = root;
  map.onFile = onFile;
  const kinds = [['proved', 'proved in bounds'], ['open', 'open: neither'], ['violation', 'violation'], ['hardened hatch', 'proved, hardened file'], ['open hatch', 'open, hardened file']];
  byId('map-legend').replaceChildren(...kinds.map(([kind, text]) => el('span', null, el('i', {class: kind}), text)));
  box.addEventListener('keydown', onMapKey);
  for (const event of ['focusin', 'mouseover'])
    box.addEventListener(event, (e) => {
      const number = spotOf(e);
      if (number < 0) return;
      if (event === 'focusin') chooseSpot(number, false);
      say(map.spots[number].node);
    });
  box.addEventListener('click', (e) => {
    const number = spotOf(e);
    if (number >= 0) enter(map.spots[number].node);
  });
  drawMap();
  let width = box.clientWidth;
  addEventListener('resize', () => requestAnimationFrame(() => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    drawMap();
  }));
}
