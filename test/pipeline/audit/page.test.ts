import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { auditPage } from '../../../generators/pipeline/audit/page.js';
import { audited, looked } from './sample.js';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('only its own script and style are allowed, by what they are, and nothing from elsewhere', () => {
  const page = auditPage(audited({ one: looked({ a: 'met' }) }));
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  expect([style.length > 1000, script.length > 1000]).toEqual([true, true]);
  expect(policy).toBe(`default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`);
  expect(page).not.toMatch(/\{\{|\s(?:src|href|style|on\w+)=|https?:|url\(|@import/);
});

test('names of groups, branches and files are shown, and never part of the page', () => {
  const hostile = '"><script>alert(1)</script>\u202e\'&{{rows}}';
  const page = auditPage(
    audited({
      [hostile]: looked({ a: 'met' }, { seen: [hostile], state: { branch: hostile }, pack: { id: hostile, title: hostile, revision: 1 } }),
      [`x${hostile}`]: { reason: hostile },
    }),
  );
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toContain('\u202e');
  expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202e&#39;&amp;{{rows}}');
});

test('an audit of nothing that can be read is a page too', () => {
  expect(auditPage(audited({ gone: { reason: 'It is not there' } }))).toContain('>It is not there</span></td>');
});
