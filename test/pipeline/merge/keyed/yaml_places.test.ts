import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { ListKeys } from '../../../../generators/pipeline/merge/keyed/list_keys.js';
import { commentsIn, findYamlPlaces } from '../../../../generators/pipeline/merge/keyed/yaml_places.js';

const TEXT = 'a: 1 # one\nsteps:\n  # two\n  - run: |\n      # no comment\n      make\n  - "# none"\nflow: [x, { k: 2 }]\nempty:\n';

test('every entry of a YAML file has its place', () => {
  const document = parseDocument(TEXT, { keepSourceTokens: true });
  const keys = new ListKeys({ nameOf: () => undefined, isSet: () => false });
  const { places, lists } = findYamlPlaces(document, document.toJS(), keys);
  const shown = places.map(
    ({ path, span, isBlock }) => `${path.at(-1)?.slice(0, 12)}${isBlock ? ' block' : ''}: ${TEXT.slice(span.from, span.to)}`,
  );
  expect(shown).toEqual([
    'a: a: 1',
    'steps block: steps:\n  # two\n  - run: |\n      # no comment\n      make\n  - "# none"',
    '{"run":strin block: - run: |\n      # no comment\n      make\n',
    'run block: run: |\n      # no comment\n      make\n',
    'string "# no: - "# none"',
    'flow: flow: [x, { k: 2 }]',
    'string "x": x',
    '{"k":number : { k: 2 }',
    'k: k: 2',
    'empty: empty:',
  ]);
  expect(lists.map(({ kind, isFlow }) => `${kind}${isFlow ? ' in brackets' : ''}`)).toEqual([
    'mapping',
    'list',
    'mapping',
    'list in brackets',
    'mapping in brackets',
  ]);
});

test('comments are told from what only looks like one', () => {
  expect(commentsIn(TEXT).map(({ from, to }) => TEXT.slice(from, to))).toEqual(['# one', '# two']);
});
