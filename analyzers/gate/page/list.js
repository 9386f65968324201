/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A list of any length of which only what is seen is there: rows of one height, chosen by keys or mouse. */

/* box becomes a listbox. rowOf(item) gives the children of a row, onChoose(item, focus) is told of the choice. */
function makeList(box, label, height, rowOf, onChoose) {
  const room = el('div', {class: 'room', role: 'presentation'});
  const list = {items: [], at: -1};
  box.setAttribute('role', 'listbox');
  box.setAttribute('aria-label', label);
  box.tabIndex = 0;
  box.append(room);

  function rowAt(number) {
    const row = el('div', {class: 'row', role: 'option', id: box.id + '-' + number, 'aria-setsize': list.items.length, 'aria-posinset': number + 1, 'aria-selected': String(number === list.at)}, rowOf(list.items[number]));
    row.style.top = number * height + 'px';
    row.style.height = height + 'px';
    row.addEventListener('click', () => list.choose(number, false));
    return row;
  }

  function draw() {
    const first = Math.max(0, Math.floor(box.scrollTop / height) - 4);
    const end = Math.min(list.items.length, Math.ceil((box.scrollTop + box.clientHeight) / height) + 4);
    const rows = [];
    for (let i = first; i < end; i++) rows.push(rowAt(i));
    room.replaceChildren(...rows);
    if (list.at >= first && list.at < end) box.setAttribute('aria-activedescendant', box.id + '-' + list.at);
    else box.removeAttribute('aria-activedescendant');
  }

  function show(number) {
    const top = number * height, below = top + height - box.clientHeight;
    if (box.scrollTop > top) box.scrollTop = top;
    else if (box.scrollTop < below) box.scrollTop = below;
  }

  list.set = (items) => {
    list.items = items;
    list.at = -1;
    room.style.height = items.length * height + 'px';
    box.scrollTop = 0;
    list.choose(items.length > 0 ? 0 : -1, false);
  };

  list.choose = (number, focus) => {
    list.at = number;
    if (number >= 0) show(number);
    draw();
    onChoose(number < 0 ? null : list.items[number], focus);
  };

  box.addEventListener('scroll', draw, {passive: true});
  addEventListener('resize', draw);
  box.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || list.items.length === 0) return;
    const page = Math.max(1, Math.floor(box.clientHeight / height) - 1), last = list.items.length - 1;
    const to = {ArrowDown: list.at + 1, ArrowUp: list.at - 1, PageDown: list.at + page, PageUp: list.at - page, Home: 0, End: last, Enter: list.at}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    list.choose(Math.min(last, Math.max(0, to)), event.key === 'Enter');
  });
  return list;
}
