/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The files as a tree of folders with sums, and rectangles in proportion to them. */

function emptySums() {
  return {accesses: 0, proved: 0, open: 0, violation: 0, hardened: 0, files: 0, hardenedFiles: 0, functions: 0, findings: 0, unsafe: 0, suppressions: 0};
}

function addSums(to, from) {
  for (const key of Object.keys(to)) to[key] += from[key];
}

function sumsOfFile(file, findings) {
  const accesses = file.proved + file.open + file.violation;
  return {
    accesses, proved: file.proved, open: file.open, violation: file.violation, functions: file.functions,
    hardened: file.hardened ? accesses : 0, files: 1, hardenedFiles: file.hardened ? 1 : 0,
    findings, unsafe: 0, suppressions: 0,
  };
}

function newFolder(name, path) {
  return {name, path, folder: true, sums: emptySums(), children: new Map()};
}

/* Folders with a single folder in them become one, as in "drivers/gpu/drm". */
function shorten(node) {
  const list = [...node.children.values()].map((child) => child.folder ? shorten(child) : child);
  list.sort((a, b) => b.sums.accesses - a.sums.accesses || (a.path < b.path ? -1 : 1));
  node.list = list;
  if (node.path === '' || list.length !== 1 || !list[0].folder) return node;
  const only = list[0];
  only.name = node.name + '/' + only.name;
  return only;
}

/* The root of the tree; every node has name, path and sums, a folder its list of nodes, a file its entry of the data. */
function buildTree(files, names, findingsOf) {
  const root = newFolder('', '');
  for (const file of files) {
    const name = names[file.file], parts = name.split('/');
    const sums = sumsOfFile(file, findingsOf(file.file));
    let at = root;
    addSums(at.sums, sums);
    for (let i = 0; i + 1 < parts.length; i++) {
      if (!at.children.has('/' + parts[i])) at.children.set('/' + parts[i], newFolder(parts[i], parts.slice(0, i + 1).join('/')));
      at = at.children.get('/' + parts[i]);
      addSums(at.sums, sums);
    }
    at.children.set(name, {name: parts[parts.length - 1], path: name, folder: false, sums, file});
  }
  return shorten(root);
}

/* How far from a square the worst rectangle of a row is, whose values sum up to sum, laid along side. */
function worst(sum, least, most, side) {
  return Math.max(side * side * most / (sum * sum), sum * sum / (side * side * least));
}

/* Rectangles that fill [x, x + width) × [y, y + height), each with the area of its value's share; values are positive and
 * fall. After Bruls, Huizing and van Wijk, "Squarified treemaps". */
function squarify(values, x, y, width, height) {
  const rectangles = [];
  const total = values.reduce((sum, value) => sum + value, 0);
  const scale = total > 0 ? width * height / total : 0;
  for (let first = 0; first < values.length;) {
    const side = Math.min(width, height);
    let end = first + 1, sum = values[first] * scale;
    while (end < values.length) {
      const next = values[end] * scale, most = values[first] * scale;
      if (worst(sum + next, next, most, side) > worst(sum, values[end - 1] * scale, most, side)) break;
      sum += next;
      end++;
    }
    const depth = side > 0 ? sum / side : 0;
    for (let i = first, along = 0; i < end; i++) {
      const length = depth > 0 ? values[i] * scale / depth : 0;
      rectangles.push(width >= height ? {x, y: y + along, width: depth, height: length} : {x: x + along, y, width: length, height: depth});
      along += length;
    }
    if (width >= height) x += depth, width -= depth;
    else y += depth, height -= depth;
    first = end;
  }
  return rectangles;
}
