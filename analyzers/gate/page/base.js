/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The data, and how it becomes elements: only ever as text. */

const data = JSON.parse(document.getElementById('data').textContent);

/* Characters that would steer the reader's eye or terminal are shown as what they are: something else. */
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function clean(text) {
  return String(text).replace(steering, '\ufffd');
}

function byId(id) {
  return document.getElementById(id);
}

/* An element; in properties "on" holds listeners, the rest are attributes, left out when null. */
function el(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name === 'on') for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined) continue;
    made.append(child instanceof Node ? child : clean(child));
  }
  return made;
}

function whole(number) {
  return number.toLocaleString('en');
}

/* "1 file", "12 files" */
function counted(number, one, many) {
  return whole(number) + ' ' + (number === 1 ? one : many || one + 's');
}

/* Never rounds something to nothing, or less than all to all. */
function share(part, all) {
  if (all === 0) return '–';
  const percent = 100 * part / all;
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  if (percent < 100 && percent > 99.9) return '>99.9 %';
  return (Number.isInteger(percent) ? percent : percent.toFixed(1)) + ' %';
}

function nameOf(file) {
  return file === null || file === undefined ? 'the project' : data.names[file];
}

function placeOf(position) {
  if (position.file === null || position.file === undefined) return nameOf(null);
  let text = nameOf(position.file);
  if (position.line) text += ':' + position.line;
  if (position.line && position.column) text += ':' + position.column;
  return text;
}

function folderOf(name) {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? '.' : name.slice(0, slash) || '/';
}

function dateOf(time) {
  return time.slice(0, 10) + ' ' + time.slice(11, 16) + ' UTC';
}

/* Whether a finding takes part in the verdict. */
function counts(finding) {
  return finding.state === 'counts' || finding.state === 'new';
}

/* A bar of parts [class, amount, …]; label says the same in words. */
function bar(parts, label) {
  const all = parts.reduce((sum, part) => sum + part[1], 0);
  const made = el('div', {class: 'bar', role: 'img', 'aria-label': label, title: label});
  for (const [kind, amount] of parts) {
    if (amount === 0) continue;
    const piece = el('i', {class: kind});
    piece.style.flex = amount / all + ' 1 0';
    made.append(piece);
  }
  return made;
}
