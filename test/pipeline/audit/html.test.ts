import { expect, test } from 'vitest';
import { escapeHtml, fillPage } from '../../../generators/pipeline/audit/html.js';

test('whatever a text is, it is shown and does nothing', () => {
  expect(escapeHtml('<script>alert("1")</script> & \'x\'')).toBe('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;');
  expect(escapeHtml('a\u202eb\u0000')).toBe('a\\u202eb\\u0000');
  expect(escapeHtml(5)).toBe('5');
});

test('parts stand in their places, and what is put in is not looked into again', () => {
  expect(fillPage('<p>{{a}}</p>{{b}}{{a}}', { a: '{{b}} $& $1', b: 'B' })).toBe('<p>{{b}} $& $1</p>B{{b}} $& $1');
});
