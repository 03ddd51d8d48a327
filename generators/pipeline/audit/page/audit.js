// The table is complete without it: it sorts, filters, and says in words what a cell stands for.
const body = document.querySelector('tbody');
const heads = [...document.querySelectorAll('.heads th')];
const rows = [...body.rows];
const filter = document.getElementById('filter');
const shown = document.getElementById('shown');
const said = document.getElementById('said');
const ranks = { missing: 0, broken: 1, yours: 2, declared: 3, met: 4 };
const words = new Intl.Collator('en', { numeric: true });

/** What a row is sorted by in a column; undefined goes last, whichever way. */
function keyOf(row, index) {
  const cell = row.cells[index];
  if (cell === undefined || cell.colSpan > 1) return undefined;
  const { kind } = heads[index].dataset;
  if (kind === 'task') return ranks[cell.textContent];
  if (kind === 'number') return Number(cell.dataset.key ?? cell.textContent);
  return cell.textContent;
}

function compare(a, b) {
  return typeof a === 'number' ? a - b : words.compare(a, b);
}

function sort(index) {
  const way = heads[index].getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
  for (const head of heads) head.removeAttribute('aria-sort');
  heads[index].setAttribute('aria-sort', way);
  const keyed = rows.map((row, place) => ({ row, place, key: keyOf(row, index) }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return (a.key === undefined) - (b.key === undefined) || a.place - b.place;
    return (way === 'ascending' ? compare(a.key, b.key) : compare(b.key, a.key)) || a.place - b.place;
  });
  body.append(...keyed.map(({ row }) => row));
}

function narrow() {
  const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const text = row.dataset.text ?? '';
    row.hidden = !wanted.every((word) => text.includes(word));
    count += row.hidden ? 0 : 1;
  }
  shown.textContent = wanted.length === 0 ? '' : `${count} of ${rows.length} shown`;
}

/** Says in words what a cell stands for. */
function tell(cell) {
  for (const each of body.querySelectorAll('.chosen')) each.classList.remove('chosen');
  const index = cell.cellIndex;
  const head = heads[index];
  said.hidden = head?.dataset.kind !== 'task';
  if (said.hidden) return;
  cell.classList.add('chosen');
  const verdict = cell.textContent === '' ? 'not a task of its pack' : cell.textContent;
  said.textContent = `${cell.parentElement.cells[0].textContent}: ${head.title}: ${verdict}${cell.title === '' ? '' : `. ${cell.title}`}`;
}

for (const [index, head] of heads.entries()) {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener('click', () => sort(index));
}
for (const row of rows) {
  const cells = [...row.cells].filter((cell) => !cell.classList.contains('v'));
  row.dataset.text = cells
    .map((cell) => cell.textContent)
    .join(' ')
    .toLowerCase();
}
filter.addEventListener('input', narrow);
for (const name of ['click', 'pointerover']) {
  body.addEventListener(name, (event) => {
    const cell = event.target.closest('td.v');
    if (cell !== null && (name === 'click' || event.pointerType === 'mouse')) tell(cell);
  });
}
document.querySelector('.controls').hidden = false;
