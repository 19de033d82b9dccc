import { expect, test } from 'vitest';
import { attributes, html, joined, markupOf, textOf } from '../../../src/playground/page/html.ts';

test('text in a template is shown, never run', () => {
  expect(markupOf(html`<p title="${'"x'}">${"<b>&'"}</p>`)).toBe('<p title="&quot;x">&lt;b&gt;&amp;&apos;</p>');
});

test('markup in a template stays markup, also in lists', () => {
  expect(markupOf(html`<ul>${['a<', 'b'].map((text) => html`<li>${text}</li>`)}</ul>`)).toBe(
    '<ul><li>a&lt;</li><li>b</li></ul>',
  );
});

test('JSON cannot pose as markup', () => {
  const forged = JSON.parse('{"markup":"<b>","Symbol(markup)":"<b>"}');

  expect(markupOf(html`<p>${forged}</p>`)).toBe('<p></p>');
});

test('absent parts leave no trace', () => {
  expect(markupOf(html`[${undefined}${null}${false}${0}]`)).toBe('[0]');
});

test('an attribute value without quotes is refused', () => {
  expect(() => html`<a href=${'x'}>`).toThrow('Quote the attribute value');
});

test('attributes are escaped, absent ones left out, true ones bare', () => {
  expect(markupOf(attributes({ id: 'a"b', hidden: true, checked: false, title: undefined, rows: 0 }))).toBe(
    ' id="a&quot;b" hidden rows="0"',
  );
});

test('characters that HTML forbids are dropped', () => {
  expect(markupOf('a\u0000b\u0007c\uD800d\n')).toBe('abc\uFFFDd\n');
});

test('the text of markup is what a person reads', () => {
  expect(textOf(html`<p title="${'a > b'}">one<br>${'<two> & "3"'}</p>`)).toBe('one\n<two> & "3"');
});

test('parts can be joined by markup', () => {
  expect(markupOf(joined(['a', '<'], html`<br>`))).toBe('a<br>&lt;');
});
