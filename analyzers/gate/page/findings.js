/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The findings: filters, the list, and the one that is chosen with its path through the sources. */

const stateWords = {counts: 'counts', new: 'new', baseline: 'in the baseline', suppressed: 'suppressed', outside: 'outside the diff'};
const findings = {list: null, file: null, fields: {}};

/* ---- sources ---- */

function lineText(file, line) {
  const lines = data.lines[file];
  return lines ? lines[line] : undefined;
}

function codeLine(kind, number, ...text) {
  return el('div', {class: kind}, el('span', {class: 'number'}, number), el('span', null, text));
}

/* The lines around a position that the page has, the range marked. */
function snippet(position, around) {
  const box = el('div', {class: 'code', tabindex: '0', role: 'group', 'aria-label': 'Source at ' + placeOf(position)});
  for (let line = Math.max(1, position.line - around); line <= position.line + around; line++) {
    const text = lineText(position.file, line);
    if (text === undefined) continue;
    if (line !== position.line || !position.column) {
      box.append(codeLine(line === position.line ? 'here' : '', line, text));
      continue;
    }
    const points = Array.from(text), from = position.column - 1, to = position.end > position.column ? position.end - 1 : points.length;
    const cut = (a, b) => points.slice(a, b).join('');
    box.append(codeLine('here', line, cut(0, from), el('mark', null, cut(from, to)), cut(to)));
  }
  return box.childElementCount > 0 ? box : null;
}

/* A fix as the line before and after it. */
function fixOf(fix) {
  const text = lineText(fix.file, fix.line);
  const box = el('div', {class: 'code', tabindex: '0', role: 'group', 'aria-label': 'Fix at ' + placeOf(fix)});
  if (text === undefined || !fix.end) {
    box.append(codeLine('come', '+', fix.text));
    return box;
  }
  const points = Array.from(text);
  box.append(codeLine('gone', '−', text));
  for (const line of (points.slice(0, fix.column - 1).join('') + fix.text + points.slice(fix.end - 1).join('')).split('\n')) box.append(codeLine('come', '+', line));
  return box;
}

/* ---- the chosen one ---- */

function badge(kind, text) {
  return el('span', {class: 'badge ' + kind}, text);
}

function stepOf(position, text, around, kind) {
  return el('li', {class: kind}, el('p', null, text), el('p', {class: 'place'}, placeOf(position)), position.line ? snippet(position, around) : null);
}

function detailOf(finding) {
  const rule = data.rules[finding.rule] || {summary: '', cwe: ''};
  const facts = [badge(finding.severity, finding.severity), badge('state', stateWords[finding.state]), el('code', null, 'bulwark-' + finding.rule)];
  if (finding.function) facts.push(el('span', null, 'in ', el('code', null, finding.function)));
  const steps = (finding.steps || []).map((step) => stepOf(step, step.text, 1, null));
  steps.push(stepOf(finding, finding.message, 3, 'end'));
  return [
    el('div', {class: 'facts'}, facts),
    el('h3', null, finding.message),
    el('p', {class: 'place'}, placeOf(finding)),
    finding.reason ? el('p', {class: 'excuse'}, 'Suppressed: ' + finding.reason) : null,
    el('p', {class: 'lead'}, rule.summary + (rule.cwe ? ' (' + rule.cwe.split(',').join(', ') + ')' : '') + '. More: ', el('code', null, 'bulwark explain ' + finding.rule)),
    el('h3', null, steps.length > 1 ? 'The way there' : 'The place'),
    el('ol', {class: 'steps'}, steps),
    finding.fixes ? [el('h3', null, 'The fix'), finding.fixes.map((fix) => [el('p', {class: 'place'}, placeOf(fix)), fixOf(fix)])] : null,
  ].flat(Infinity).filter((part) => part !== null);
}

function showDetail(finding, focus) {
  const box = byId('findings-detail');
  box.replaceChildren(...(finding ? detailOf(finding) : [el('p', {class: 'empty'}, data.findings.length > 0 ? 'No finding matches these filters.' : 'There is nothing to show.')]));
  box.scrollTop = 0;
  if (focus) box.focus();
}

function rowOfFinding(finding) {
  return [
    el('p', null, badge(finding.severity, finding.severity), ' ', finding.message),
    el('p', {class: 'meta'}, placeOf(finding) + ' · ' + finding.rule + (counts(finding) ? '' : ' · ' + stateWords[finding.state])),
  ];
}

/* ---- filters ---- */

/* What a search looks at, made when first asked for. */
function haystackOf(finding) {
  if (finding.haystack === undefined) finding.haystack = [finding.message, placeOf(finding), finding.rule, finding.function, finding.severity].join('\n').toLowerCase();
  return finding.haystack;
}

function filtered() {
  const fields = findings.fields, words = fields.search.value.toLowerCase().split(/\s+/).filter((word) => word);
  const state = fields.state.value, rule = fields.rule.value, severity = fields.severity.value;
  return data.findings.filter((finding) =>
    (state === '' || (state === 'those' ? counts(finding) : finding.state === state)) &&
    (rule === '' || finding.rule === rule) && (severity === '' || finding.severity === severity) &&
    (findings.file === null || finding.file === findings.file) &&
    words.every((word) => haystackOf(finding).includes(word)));
}

function applyFilters() {
  const items = filtered(), chip = findings.fields.file;
  chip.hidden = findings.file === null;
  chip.textContent = clean('× ' + (findings.file === null ? '' : nameOf(findings.file)));
  findings.list.set(items);
  byId('findings-count').textContent = whole(items.length) + ' of ' + whole(data.findings.length) + ' shown';
}

function countBy(key) {
  const sums = new Map();
  for (const finding of data.findings) sums.set(finding[key], (sums.get(finding[key]) || 0) + 1);
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function selectOf(label, options) {
  return el('select', {'aria-label': label, on: {change: applyFilters}}, options.map(([value, text]) => el('option', {value}, text)));
}

/* Shows one file, or all with null, also what does not count. */
function showFile(file, focus) {
  findings.file = file;
  findings.fields.state.value = '';
  applyFilters();
  if (!focus) return;
  byId('findings').scrollIntoView();
  byId('findings-list').focus({preventScroll: true});
}

function startFindings() {
  const all = data.findings.length, those = data.findings.filter(counts).length;
  const fields = findings.fields;
  fields.search = el('input', {type: 'search', placeholder: 'Search messages, files, functions', 'aria-label': 'Search the findings', on: {input: applyFilters}});
  fields.state = selectOf('State', [['those', 'what counts (' + whole(those) + ')'], ['', 'everything (' + whole(all) + ')']].concat(countBy('state').filter(([state]) => state !== 'counts' && state !== 'new').map(([state, count]) => [state, stateWords[state] + ' (' + whole(count) + ')'])));
  fields.severity = selectOf('Severity', [['', 'every severity']].concat(countBy('severity').map(([severity, count]) => [severity, severity + ' (' + whole(count) + ')'])));
  fields.rule = selectOf('Rule', [['', 'every rule']].concat(countBy('rule').map(([rule, count]) => [rule, rule + ' (' + whole(count) + ')'])));
  fields.file = el('button', {type: 'button', hidden: '', title: 'Show all files', on: {click: () => { findings.file = null; applyFilters(); fields.search.focus(); }}});
  byId('findings-filters').append(fields.search, fields.state, fields.severity, fields.rule, fields.file);
  findings.list = makeList(byId('findings-list'), 'Findings', 54, rowOfFinding, showDetail);
  if (those === 0) fields.state.value = '';
  applyFilters();
}
