import { describe, expect, it } from 'vitest';
import { targetFaults } from '../../../generators/pipeline/exam_report/targets.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { writeFolder } from '../../packs/pack_folder.js';
import { yearReport } from '../../support/reports.js';

const { form } = await yearReport('2026');
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const FILES = {
  '.gitignore': 'reports/figures/ignored.png\n',
  'reports/README.md': '',
  'reports/figures/a.png': PNG,
  'reports/figures/a b.png': PNG,
  'reports/figures/ignored.png': PNG,
  'reports/figures/renamed.png': 'no picture',
  'reports/figures/short.jpg': 'x',
  'reports/figures/photo.JPG': Buffer.from('ffd8ffe0', 'hex'),
  'src/demo/train.py': '',
};

function faults(text: string): string[] {
  const repository = new Repository(writeFolder(FILES));
  return targetFaults(7, { at: 3, text }, form, repository).map(({ code, at, values }) => `${code} ${at} ${values['target']}`);
}

describe('the images and links of an answer', () => {
  it.each([
    '![a](figures/a.png) ![a](/reports/figures/a.png "title") ![a](figures/a.png?raw=true) ![a](<figures/a%20b.png>) ![a](figures/photo.JPG)',
    '[train](../src/demo/train.py) [lines](../src/demo/train.py#L1) [folder](../src/demo/) [top](..) [self](README.md)',
    '[elsewhere](https://example.org) [mail](mailto:a@example.org) [here](#question-1) [runs](../../../actions) [cdn](//example.org/a)',
    '`[code](none.md)` <!-- [comment](none.md) --> [ref]',
  ])('are well: %s', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it.each([
    ['![a](figures/none.png)', 'image-missing 3 reports/figures/none.png'],
    ['![a](figures/A.png)', 'image-missing 3 reports/figures/A.png'],
    ['![a](figures/ignored.png)', 'image-missing 3 reports/figures/ignored.png'],
    ['![a](figures/a.svg)', 'image-kind 3 figures/a.svg'],
    ['![a](figures/renamed.png)', 'image-content 3 reports/figures/renamed.png'],
    ['![a](figures/short.jpg)', 'image-content 3 reports/figures/short.jpg'],
    ['![a](https://example.org/a.png)', 'image-elsewhere 3 https://example.org/a.png'],
    ['see [a](src/demo/train.py)', 'link-broken 7 reports/src/demo/train.py'],
    ['[a](../src/none/)', 'link-broken 3 src/none'],
    ['[a](%E0%A4%A)', 'link-broken 3 reports/%E0%A4%A'],
  ])('are not, and it is said why: %s', (text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });
});
